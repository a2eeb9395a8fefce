//! Hostile texts, damaged blobs and careless templates: what must hold all the same.
//!
//! `invariants` says what that is, and `cargo xtask fuzz` looks for inputs that break it. What was
//! found that way, or by looking for more of the kind, has a case of its own at the end.
#![cfg(feature = "compile")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test may panic")]

mod invariants;

use std::path::Path;

use invariants::{
    Random, across_windows, base, blob, changed, diagnosis, normalise, template, why,
};
use matcher::compile::{CategorySpec, EntrySpec, KnowledgeBuilder, SignatureSpec};
use matcher::{BlobError, Knowledge, Match, Matcher, Template, TemplateError};

/// The files with which fuzzing of a target begins.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let files = std::fs::read_dir(&folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} is empty", folder.display());
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// More than a window of text.
const LONG: usize = 1_200_000;
/// Less than the longest text that may have been wrapped by a terminal, which is read in several
/// ways.
const SHORT: usize = 100_000;

fn matcher() -> Matcher {
    Matcher::new(base()).unwrap()
}

/// Checks a text of any length.
fn holds(text: impl AsRef<[u8]>) {
    normalise(text.as_ref());
    diagnosis(&matcher(), text.as_ref());
}

/// Checks a text of about `length` bytes, the same piece again and again.
fn holds_of(piece: impl AsRef<[u8]>, length: usize) {
    holds(piece.as_ref().repeat(length / piece.as_ref().len()));
}

/// A text with bytes changed, doubled, taken away, or put in from elsewhere.
fn mutated(text: &[u8], random: &mut Random) -> Vec<u8> {
    /// What normalising looks at.
    const TOKENS: [&[u8]; 16] = [
        b"\n",
        b"\\",
        b"\\n",
        b"\\u00e9",
        b"\\ud83d",
        b"&amp;",
        b"&quot;",
        b"\x1b[1m",
        b"\x1b]",
        b"\"",
        b",",
        b" ",
        b"{",
        b"\xff",
        b"\xe2\x80\x9c",
        b"\r",
    ];
    let mut text = text.to_vec();
    for _ in 0..1 + random.below(6) {
        let at = random.below(text.len() + 1);
        let end = (at + random.below(9)).min(text.len());
        match random.below(4) {
            0 => drop(text.drain(at..end)),
            1 => text.extend_from_within(at..end),
            2 => drop(text.splice(at..at, TOKENS[random.below(TOKENS.len())].iter().copied())),
            _ => text[at..end].fill(random.below(256) as u8),
        }
    }
    text
}

#[test]
fn seeds_of_normalising() {
    let mut random = Random::new(1);
    for seed in seeds("normalise") {
        normalise(&seed);
        for _ in 0..200 {
            normalise(&mutated(&seed, &mut random));
        }
    }
}

#[test]
fn seeds_of_diagnosing() {
    let (matcher, mut random) = (matcher(), Random::new(2));
    for (number, seed) in seeds("diagnosis").iter().enumerate() {
        diagnosis(&matcher, seed);
        // It takes a thousand times as long.
        if number % 4 == 0 {
            across_windows(&matcher, seed);
        }
        for _ in 0..50 {
            let text = mutated(seed, &mut random);
            diagnosis(&matcher, &text);
            why(&matcher, &text);
        }
    }
}

#[test]
fn seeds_of_templates() {
    let mut random = Random::new(3);
    for seed in seeds("template") {
        template(&String::from_utf8_lossy(&seed));
        for _ in 0..50 {
            template(&String::from_utf8_lossy(&mutated(&seed, &mut random)));
        }
    }
}

#[test]
fn damaged_blobs() {
    let whole = base().to_blob();
    blob(&whole);
    let mut random = Random::new(4);
    for _ in 0..2_000 {
        let edits: Vec<u8> =
            (0..5 * (1 + random.below(3))).map(|_| random.below(256) as u8).collect();
        let body = changed(&whole, &edits);
        blob(&body);
        blob(&body[..random.below(body.len())]);
    }
}

#[test]
fn lines_without_an_end() {
    for piece in ["x", "word ", "é", "😀", "12:00:00 "] {
        holds_of(piece, LONG);
    }
    holds_of("x", 4 << 20);
    holds_of(b"\xff", LONG);
    holds_of(b"\xe2\x80", LONG);
}

#[test]
fn a_million_anchors() {
    for anchor in ["aaaaa", "No deployments available", "Key expired: "] {
        holds_of(anchor, LONG);
        holds_of(format!("{anchor}\n"), LONG);
    }
    holds_of("aaaaa", 4 << 20);
}

#[test]
fn messages_that_nearly_fit() {
    holds_of("No deployments available, try again in 1.2.3 seconds. Passed model= ", LONG);
    holds_of("a a aaaa a a a aaaa", LONG);
    holds_of("{'error': {'message': '", LONG);
    holds_of("Engine stopped while warming up\ntemperature sensor x failed\n", LONG);
    holds_of("Cannot import name 'a' from b c\n", LONG);
    holds(format!("{}: Invalid key", "x".repeat(LONG)));
    holds(format!("{} of éa failed", "x".repeat(LONG)));
}

#[test]
fn serialised_again_and_again() {
    for times in 0..20 {
        let slashes = "\\".repeat(1 << times);
        holds(format!("{slashes}\"Key expired: {slashes}n{slashes}u00e9{slashes}"));
    }
    holds(format!("&{}quot;", "amp;".repeat(LONG / 4)));
    holds_of("&amp;", LONG);
    holds_of("\\ud83d\\\\\\\\", LONG);
}

#[test]
fn surrogates_alone() {
    for surrogate in ["\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83d\\ud83d", "\\ud83d\\u12"] {
        holds(surrogate);
        holds_of(surrogate, SHORT);
    }
}

#[test]
fn nothing_but_one_byte() {
    for byte in *b"\0\"'`\n\r\t \\&\x1b,:{[}]\x7f\x80\xc3" {
        holds_of([byte], SHORT);
    }
    for byte in *b"\0\"\n\r" {
        holds_of([byte], LONG);
    }
    for pair in ["\r\n", "\"\n", "{\n", "\n}", ",\"", "':", "\x1b[", "\x1b]", "\x1b]\n", "\u{200b}"]
    {
        holds_of(pair, SHORT);
    }
}

#[test]
fn chains_without_an_end() {
    for joint in [
        "Caused by: ",
        "Caused by: gateway.SomeError: x\n",
        "Original exception: gateway.SomeError: x ",
        "Error doing the fallback: AuthenticationError ",
        "During handling of the above exception, another exception occurred\n",
        "[cause]: OneError\nCaused by: OtherError\nTraceback (most recent call last)\n",
    ] {
        holds(format!("AuthenticationError\n{}Key expired: 7", joint.repeat(SHORT / joint.len())));
    }
    holds_of("Caused by: ", LONG);
}

#[test]
fn thousands_of_tracebacks() {
    let traceback = "Traceback (most recent call last):\n  File \"a.py\", line 7, in b\n\
        gateway.RouterRateLimitError: No deployments available, try again in 7 seconds. \
        Passed model=gpt-4o\n\n\
        During handling of the above exception, another exception occurred:\n\n";
    holds_of(traceback, LONG);
}

#[test]
fn facts_without_an_end() {
    for fact in ["gateway==1.2.3 ", "HTTP/1.1 429 ", "AError", "model=a ", "retry-after: 7\n"] {
        holds_of(fact, SHORT);
    }
    holds(format!("gateway {}", "1.".repeat(LONG / 2)));
    holds(format!("{}BError", "A.".repeat(LONG / 2)));
}

#[test]
fn lines_that_a_terminal_broke() {
    for text in ["Key expired: x, ", "\\u00e9\\\"", "\x1b[31mé\x1b[0m", "&amp;quot;", "“é”"] {
        let text = text.repeat(2_000);
        let characters: Vec<char> = text.chars().collect();
        for width in [60, 80, 399, 400] {
            let lines: Vec<String> =
                characters.chunks(width).map(|line| line.iter().collect()).collect();
            holds(lines.join("\n"));
            holds(lines.join("\r\nx-1 | "));
        }
    }
}

#[test]
fn prefixes_without_an_end() {
    for prefix in ["> ", "E   ", "[pod/", "x-1 | ", "##[a]", "{\"log\":\"", "Jan 31 10:00:00 a]: "]
    {
        holds_of(prefix, SHORT);
        holds_of(format!("{prefix}\n"), SHORT);
    }
    holds_of("{\"log\":\"x\\n\",\"stream\":\"stderr\"}\n", LONG);
}

/// What an entry with this signature alone makes.
fn one(signature: SignatureSpec) -> Knowledge {
    let mut builder = KnowledgeBuilder::new();
    builder.category(CategorySpec::new("any"));
    builder.entry(EntrySpec::new("t/one", "One", "any").signature(signature));
    builder.build().unwrap()
}

/// The first match of a text, when this signature is all that is known.
fn first_match(signature: SignatureSpec, text: &str) -> Option<Match> {
    let matcher = Matcher::new(one(signature)).unwrap();
    matcher.diagnose(text.as_bytes()).matches.into_iter().next()
}

fn message(template: &str) -> SignatureSpec {
    SignatureSpec::message(template)
}

#[test]
fn a_line_end_beside_a_brace_takes_no_byte_from_a_regular_expression() {
    for (regex, text) in [
        (r"Key \w+ expired", "é\n} Key a expired"),
        (r"Key \w+ expired", "[\nKey a expired\n]"),
        (r"args: \{ ?Key \w+", "args: {\n  Key a expired"),
    ] {
        let found = first_match(SignatureSpec::regex(regex), text);
        assert!(found.is_some(), "{regex} in {text:?}");
    }
}

#[test]
fn json_without_spaces_is_the_same_whatever_its_quotes_are() {
    for text in [
        r#"{"a":1,"b":2}"#,
        r#"{\"a\":1,\"b\":2}"#,
        r#"{\u0022a\u0022\u003a1\u002c\u0022b\u0022:2}"#,
        "{&quot;a&quot;:1,&quot;b&quot;&#58;2}",
        "{“a”:1,“b”:2}",
        "{`\"a\"`:1,`\"b\"`:2}",
        "{\x1b[32m\"a\"\x1b[0m:1,\x1b[32m\"b\"\x1b[0m:2}",
    ] {
        let normal = matcher::normalise::normalise(text.as_bytes());
        assert_eq!(normal.text(), "{'a': 1, 'b': 2}", "of {text:?}");
    }
}

#[test]
fn a_message_may_end_with_an_escaped_line_end() {
    for template in [r"Key expired\n", r"\n\tKey expired", "&nbsp;Key expired {now}&#10;"] {
        assert!(first_match(message(template), "Key expired 7").is_some(), "{template}");
    }
}

#[test]
fn a_word_at_an_end_of_a_message_may_stand_inside_another_one_before() {
    for (template, text) in [
        ("error in {x} key", "error in the keyring or the key"),
        ("key {x} error in file", "key a monkey b error in file"),
        ("the value is {x}7", "the value is 777"),
    ] {
        assert!(first_match(message(template), text).is_some(), "{template} in {text}");
    }
}

#[test]
fn a_template_that_is_too_long_to_be_found_is_refused() {
    let long = format!("{}Something That Tells A Lot", "a".repeat(70_000));
    assert!(matches!(long.parse::<Template>(), Err(TemplateError::TooLong { .. })));
    template(&long);
    let holes: String = (0..40_000).map(|number| format!("{{a}} b{number} ")).collect();
    template(&holes);
}

#[test]
fn a_prefix_ends_with_its_line() {
    for (text, line) in [
        ("[pod/a\nb]\nKey expired", 3),
        ("Jan 31\n10:00:00 a]: Key expired", 2),
        ("[pod/a/b] c\nKey expired", 2),
    ] {
        let found = first_match(message("Key expired"), text);
        assert_eq!(found.map(|found| found.line), Some(line), "{text:?}");
    }
}

#[test]
fn a_title_ends_with_its_line() {
    let full = "x".repeat(78);
    let text = format!("{full}\x1b]\nKey expired at last\n{full}");
    assert!(first_match(message("Key expired at last"), &text).is_some());

    let frame = "y".repeat(58);
    let text = format!(
        "{}\n{{\"log\":\"{frame}\x1b]\",\"stream\":\"\nKey expired a\x07\nb",
        "y".repeat(80)
    );
    let found = first_match(message("Key expired"), &text);
    assert_eq!(found.map(|found| found.line), Some(3));
    holds(text);
}

#[test]
fn an_expression_that_nobody_compiled_is_not_larger_than_others() {
    let (small, large) = ("Failure [abcdefgh]", "(?:.{999}){999}xyz");
    let mut blob = one(SignatureSpec::regex(small)).to_blob();
    let at = blob.windows(small.len()).position(|bytes| bytes == small.as_bytes()).unwrap();
    blob[at..at + small.len()].copy_from_slice(large.as_bytes());
    let checksum = crc32fast::hash(&blob[16..]).to_le_bytes();
    blob[12..16].copy_from_slice(&checksum);
    assert_eq!(Matcher::from_blob(&blob).err(), Some(BlobError::Damaged));
}
