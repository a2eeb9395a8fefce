//! One row a habit of the world's loggers.

use super::*;

#[track_caller]
fn reads(pasted: &str, expected: &str) {
    assert_eq!(normalise(pasted.as_bytes()).text(), expected, "from {pasted:?}");
}

#[test]
fn white_space_is_one_space() {
    reads("  a \t b\r\n\r\n c  ", "a b c");
    reads("100%\r200%", "100% 200%");
    reads("a\u{a0}b\u{200b}c", "a bc");
}

#[test]
fn quotes_are_alike_however_escaped() {
    reads(r#"{"a": "b"}"#, "{'a': 'b'}");
    reads(r#"{\"a\": \\\"b\\\"}"#, "{'a': 'b'}");
    reads("\\\u{201d}a\\&quot;", "'a'");
    reads("\u{201c}a\u{201d}", "'a'");
}

#[test]
fn json_reads_the_same_on_one_line_and_on_many() {
    let expected = "{'a': 'b', 'c': [1, 2], 'd': {}}";
    reads(r#"{"a":"b","c":[1, 2],"d":{}}"#, expected);
    reads(r#"{"a": "b", "c": [1, 2], "d": {}}"#, expected);
    reads("{\n  \"a\": \"b\",\n  \"c\": [\n    1,\n    2\n  ],\n  \"d\": { }\n}", expected);
    reads("a, b: c [x] {y}", "a, b: c [x] {y}");
    reads(r#"{\"a\":1,\"b\":2}"#, "{'a': 1, 'b': 2}");
    reads("12:30 1,2 'a'", "12:30 1,2 'a'");
    assert_eq!(fold_literal("'a':"), "'a':");
}

#[test]
fn what_markdown_does_is_undone() {
    reads("`code` and \\_name\\_ \u{2013} so", "code and _name_ - so");
    reads("> one\n> two\n> > three", "one two three");
}

#[test]
fn escapes_stand_for_what_they_mean() {
    reads(r"one\ntwo\\nthree", "one two three");
    reads(r"caf\u00e9 \ud83d\ude00 \ud83d", "caf\u{e9} \u{1f600} \u{fffd}");
    reads(r"https:\/\/a\/b", "https://a/b");
    reads(r"a\d\\\\d", r"a\d\d");
    reads("trailing\\", "trailing\\");
    reads(r"\u12 \x1", r"\u12 \x1");
}

#[test]
fn entities_are_decoded() {
    reads("&lt;a&gt; &quot;b&quot; &#39;c&#39; &amp;quot;d&amp;amp;", "<a> 'b' 'c' 'd&");
    reads("a & b &unknown; &", "a & b &unknown; &");
}

#[test]
fn colours_are_gone() {
    reads("\x1b[1;31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07", "red link");
    reads(r"\u001b[31mred\x1b[0m \033[1mbold\e[0m", "red bold");
    reads("\x1b", "");
    reads("\x1b[", "");
}

#[test]
fn prefixes_are_gone() {
    reads("litellm-1  | one\nlitellm-1  | two", "one two");
    reads("[pod/proxy-5f/litellm] one\n[pod/proxy-5f/litellm] two", "one two");
    reads("2026-01-31T10:00:00.123456Z stderr F one", "one");
    reads("2026-01-31 10:00:00,123 - one", "one");
    reads("[2026-01-31 10:00:00 +0000] one", "[2026-01-31 10:00:00 +0000] one");
    reads(
        "Jan 31 10:00:00 host litellm[12]: one\nJan 31 10:00:01 host litellm[12]: two",
        "one two",
    );
    reads("2026-01-31T10:00:00.1234567Z ##[error]one", "one");
    reads("10:00:00 - LiteLLM:ERROR: one", "LiteLLM:ERROR: one");
    reads("E       one\nE       two", "one two");
    let driver = |text: &str| format!(r#"{{"log":"{text}\n","stream":"stderr","time":"2026"}}"#);
    reads(&format!("{}\n{}", driver("one \\\"1\\\""), driver("two")), "one '1' two");
    reads(r#"{"log":"one"}"#, "{'log': 'one'}");
}

#[test]
fn what_only_looks_like_a_prefix_stays() {
    reads("left | right", "left | right");
    reads("404 page not found", "404 page not found");
    reads("[Errno 111] Connection refused", "[Errno 111] Connection refused");
    reads("ERROR: one", "ERROR: one");
}

#[test]
fn hard_wrapping_is_undone() {
    let message = "No deployments available for selected model, Try again in 7 seconds. Passed model=group-a, cooldown_list=['one', 'two']";
    let wrapped: Vec<_> = message.as_bytes().chunks(80).map(String::from_utf8_lossy).collect();
    reads(&wrapped.join("\n"), message);
    let prefixed: Vec<_> = wrapped.iter().map(|line| format!("litellm-1  | {line}")).collect();
    reads(&prefixed.join("\n"), message);
    let start = "x".repeat(79);
    reads(&format!("{start}\\\nn {start}"), &format!("{start} {start}"));
    reads(&format!("{start}\\\r\n\"x\r\nend"), &format!("{start}'x end"));
}

#[test]
fn lines_that_end_between_words_are_not_joined() {
    let line = |length: usize| "word ".repeat(length / 5 + 1)[..length].replace(' ', "x");
    let lines = [line(77), line(80), line(78), line(74)];
    reads(&lines.join("\n"), &lines.join(" "));
}

#[test]
fn equal_lines_of_another_width_are_not_joined() {
    let line = "x".repeat(61);
    reads(&format!("{line}\nshort"), &format!("{line} short"));
}

#[test]
fn bytes_that_are_not_text_become_question_marks() {
    assert_eq!(normalise(b"a\xff\xfeb\xe2\x82").text(), "a??b??");
}

#[test]
fn offsets_lead_back_to_the_pasted_bytes() {
    let pasted = "x-1 | he said \\\"caf\u{e9}\u{2019}s\\\"\nx-1 | now".as_bytes();
    let normal = normalise(pasted);
    assert_eq!(normal.text(), "he said 'caf\u{e9}'s' now");
    let whole = NormalSpan::new(0, normal.text().len());
    let pieces: Vec<_> = normal
        .pasted_spans(whole, pasted)
        .iter()
        .map(|span| String::from_utf8_lossy(&pasted[span.start..span.end]).into_owned())
        .collect();
    assert_eq!(pieces, ["he said \\\"caf\u{e9}\u{2019}s\\", "now"]);
    assert_eq!(normal.pasted_line(normal.text().len() - 1), 2);
}

#[test]
fn literals_keep_a_space_at_either_end() {
    assert_eq!(fold_literal(" in \n\n"), " in ");
    assert_eq!(fold_literal("\"quoted\" "), "'quoted' ");
    assert_eq!(fold_literal(" "), " ");
}
