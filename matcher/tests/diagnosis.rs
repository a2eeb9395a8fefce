//! From entries to diagnoses: one small knowledge base, one test a behaviour.
#![cfg(feature = "compile")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test may panic")]

use matcher::compile::{
    CategorySpec, EntrySpec, KnowledgeBuilder, SignalSpec, SignalTestSpec, SignatureSpec, ToolSpec,
};
use matcher::{BlobError, Diagnosis, Knowledge, Matcher};

fn entry(id: &str, category: &str, signatures: Vec<SignatureSpec>) -> EntrySpec {
    let mut entry = EntrySpec::new(id, id, category);
    entry.signatures = signatures;
    entry
}

fn knowledge() -> Knowledge {
    let mut builder = KnowledgeBuilder::new();
    let signal = |text: &str, weight| SignalSpec {
        test: SignalTestSpec::Text(text.parse().unwrap()),
        weight,
    };
    let mut auth = CategorySpec::new("auth");
    auth.signals = vec![
        signal("AuthenticationError", 5),
        SignalSpec { test: SignalTestSpec::Status(401), weight: 5 },
    ];
    builder.category(auth);
    builder.category(CategorySpec::new("quota"));
    builder.category(CategorySpec::new("fallback"));
    builder.tool(ToolSpec {
        marks: vec!["gateway.".to_owned()],
        packages: vec!["gateway".to_owned()],
        providers: vec![("OpenAI".to_owned(), vec!["api.openai.com".to_owned()])],
        cause_follows: vec!["Original exception: ".to_owned()],
        attempt_follows: vec!["Error doing the fallback: ".to_owned()],
    });

    let mut cooldown = SignatureSpec::message(
        "No deployments available, try again in {seconds:number} seconds. Passed model={model:word}",
    );
    cooldown.exception = Some("gateway.RouterRateLimitError".to_owned());
    cooldown.http_status = Some(429);
    builder.entry(entry("t/cooldown", "quota", vec![cooldown]));

    let mut basic = SignatureSpec::message("No deployments available");
    basic.none = vec!["try again in {seconds:number} seconds".to_owned()];
    builder.entry(entry("t/basic", "quota", vec![basic]));

    let mut suffix =
        entry("t/suffix", "fallback", vec![SignatureSpec::message("No fallback was attempted")]);
    suffix.symptom_of = vec!["*".to_owned()];
    builder.entry(suffix);

    let mut pair = SignatureSpec::message("Engine stopped while warming up");
    pair.all = vec!["temperature sensor {id:int} failed".to_owned()];
    pair.within = 2;
    builder.entry(entry("t/pair", "auth", vec![pair]));

    builder.entry(entry(
        "t/regex",
        "auth",
        vec![SignatureSpec::regex(r#"(?m)^Cannot import name "(?<name>\w+)" from \S+$"#)],
    ));

    let mut winner = entry("t/short", "auth", vec![SignatureSpec::message("Key expired")]);
    winner.beats = vec!["t/cooldown".to_owned()];
    builder.entry(winner);
    builder.build().unwrap()
}

fn diagnose(text: &str) -> Diagnosis {
    Matcher::from_blob(&knowledge().to_blob()).unwrap().diagnose(text.as_bytes())
}

fn entries(diagnosis: &Diagnosis) -> Vec<&str> {
    diagnosis.matches.iter().map(|found| found.entry.as_str()).collect()
}

fn marked<'a>(text: &'a str, diagnosis: &Diagnosis) -> Vec<&'a str> {
    diagnosis.matches[0].evidence.iter().map(|span| &text[span.start..span.end]).collect()
}

const COOLDOWN: &str =
    "No deployments available, try again in 7.5 seconds. Passed model=gpt-4o, list=[]";

#[test]
fn a_message_gives_its_captures_line_and_evidence() {
    let text = format!("starting\n\nERROR: {COOLDOWN}\n");
    let diagnosis = diagnose(&text);
    assert_eq!(entries(&diagnosis), ["t/cooldown"]);
    let found = &diagnosis.matches[0];
    assert_eq!(
        (found.line, &*found.captures["seconds"], &*found.captures["model"]),
        (3, "7.5", "gpt-4o")
    );
    assert_eq!(marked(&text, &diagnosis), [COOLDOWN.split(", list").next().unwrap()]);
    assert_eq!(diagnosis.category.unwrap().id, "quota");
}

#[test]
fn a_message_is_found_inside_serialised_json() {
    let text = format!(r#"{{"a": "{{\"error\": {{\"message\": \"{COOLDOWN}\"}}}}"}}"#);
    assert_eq!(entries(&diagnose(&text)), ["t/cooldown"]);
}

#[test]
fn evidence_leaves_prefixes_out() {
    let text = "x-1 | No deployments available, try again\nx-1 | in 7 seconds. Passed model=a";
    let diagnosis = diagnose(text);
    assert_eq!(
        marked(text, &diagnosis),
        ["No deployments available, try again", "in 7 seconds. Passed model=a"]
    );
}

#[test]
fn an_exception_and_a_status_nearby_raise_confidence() {
    let alone = diagnose(COOLDOWN).matches[0].confidence;
    let text = format!("HTTP/1.1 429 Too Many Requests\ngateway.RouterRateLimitError: {COOLDOWN}");
    let beside = diagnose(&text);
    assert!(beside.matches[0].confidence > alone);
    assert_eq!(beside.facts.exceptions, ["gateway.RouterRateLimitError"]);
    assert_eq!(beside.facts.http_status, [429]);
    assert_eq!(beside.matches[0].evidence.len(), 3, "status, class and message");
}

#[test]
fn what_must_not_be_there_refutes_a_signature() {
    assert_eq!(entries(&diagnose("No deployments available for x")), ["t/basic"]);
    let refuted = diagnose("No deployments available, try again in 3 seconds");
    assert_eq!(entries(&refuted), [""; 0]);
    assert_eq!(
        refuted
            .near_misses
            .iter()
            .map(|miss| (&*miss.entry, miss.held, miss.of))
            .collect::<Vec<_>>(),
        [("t/cooldown", 1, 2), ("t/basic", 1, 2)]
    );
}

#[test]
fn what_must_be_there_is_looked_for_nearby_only() {
    let near = "temperature sensor 4 failed\n\nEngine stopped while warming up";
    assert_eq!(diagnose(near).matches[0].captures["id"], "4");
    let far = "temperature sensor 4 failed\na\nb\nc\nEngine stopped while warming up";
    let diagnosis = diagnose(far);
    assert_eq!(entries(&diagnosis), [""; 0]);
    assert_eq!(
        diagnosis.near_misses[0].missing,
        "\"temperature sensor {id} failed\" is not within 2 lines of line 5"
    );
}

#[test]
fn a_consequence_is_folded_below_its_cause() {
    let diagnosis = diagnose(&format!("{COOLDOWN}\nNo fallback was attempted"));
    assert_eq!(entries(&diagnosis), ["t/cooldown"]);
    let symptom = &diagnosis.matches[0].symptoms[0];
    assert_eq!((&*symptom.entry, symptom.line), ("t/suffix", 2));
    assert_eq!(entries(&diagnose("No fallback was attempted")), ["t/suffix"], "alone it stands");
}

#[test]
fn an_entry_comes_before_those_it_beats() {
    assert_eq!(entries(&diagnose(&format!("{COOLDOWN}\nKey expired"))), ["t/short", "t/cooldown"]);
}

#[test]
fn regular_expressions_see_lines_and_any_quotes() {
    let found = diagnose("x\n  Cannot import name 'Client' from gateway\ny");
    assert_eq!((entries(&found), &*found.matches[0].captures["name"]), (vec!["t/regex"], "Client"));
    assert_eq!(entries(&diagnose("Cannot import name 'a' from b c")), [""; 0]);
}

#[test]
fn signals_name_a_category_for_texts_of_a_known_tool_only() {
    let known = diagnose("gateway.AuthenticationError: nope");
    assert_eq!(known.category, None, "one signal is too little");
    let known = diagnose("gateway.AuthenticationError: Error code: 401 - nope");
    assert_eq!(known.category.unwrap().id, "auth");
    assert_eq!(known.signals.iter().map(|signal| signal.line).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(diagnose("stripe.AuthenticationError: Error code: 401").category, None);
}

#[test]
fn what_follows_any_error_does_not_name_its_kind() {
    let text = "gateway.AuthenticationError: Error code: 401\n\nNo fallback was attempted";
    let diagnosis = diagnose(text);
    assert_eq!(entries(&diagnosis), ["t/suffix"]);
    assert_eq!(diagnosis.category.unwrap().id, "auth");
}

#[test]
fn facts_are_read_whatever_holds() {
    let facts = diagnose(
        "gateway==1.83.0\nPOST https://api.openai.com\nopenai.NotFoundError: Error code: 404\n\
         an Error, a plain error and Timeout",
    )
    .facts;
    assert_eq!(facts.versions["gateway"], "1.83.0");
    assert_eq!(facts.providers, ["OpenAI"]);
    assert_eq!(facts.exceptions, ["openai.NotFoundError"]);
    assert_eq!(facts.http_status, [404]);
}

#[test]
fn an_unrelated_text_is_not_known() {
    let log = r#"127.0.0.1 - - [20/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 429 162 "-" "curl/8""#;
    let diagnosis = diagnose(log);
    assert!(!diagnosis.is_known());
    assert!(diagnosis.near_misses.is_empty());
}

#[test]
fn a_blob_that_is_not_whole_is_refused() {
    let blob = knowledge().to_blob();
    let read = |bytes: &[u8]| Knowledge::from_blob(bytes).map(drop);
    assert_eq!(read(&blob), Ok(()));
    assert_eq!(read(b""), Err(BlobError::NotAKnowledgeBase));
    assert_eq!(read(b"GIF89a: not a knowledge base"), Err(BlobError::NotAKnowledgeBase));
    assert!(matches!(read(&blob[..blob.len() - 1]), Err(BlobError::WrongLength { .. })));
    let mut newer = blob.clone();
    newer[4] = 9;
    assert_eq!(read(&newer), Err(BlobError::OtherFormat { found: 9, expected: 2 }));
    let mut damaged = blob.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(read(&damaged), Err(BlobError::Damaged));
}

#[test]
fn the_same_entries_give_the_same_bytes() {
    assert_eq!(knowledge().to_blob(), knowledge().to_blob());
}

#[test]
fn all_mistakes_of_all_entries_are_reported() {
    let mut builder = KnowledgeBuilder::new();
    builder.category(CategorySpec::new("auth"));
    let mut both = SignatureSpec::message("{a}");
    both.all = vec!["x {b}{c}".to_owned()];
    builder.entry(entry("t/one", "nowhere", vec![both]));
    builder.entry(entry(
        "t/two",
        "auth",
        vec![SignatureSpec::regex("("), SignatureSpec::regex(".*")],
    ));
    let errors: Vec<_> = builder.build().unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        errors,
        [
            "entry `t/one`, signature 0: this template has no literal text to look for",
            "entry `t/one`, signature 0: the holes `{b}` and `{c}` stand side by side",
            "entry `t/one` is filed under `nowhere`, which is no category",
            "entry `t/two`, signature 0: this regular expression does not compile: \
             found open group without closing ')'",
            "entry `t/two`, signature 1: this regular expression has no literal text that every \
             match must contain",
        ]
    );
}

#[test]
fn what_refutes_a_signature_does_so_however_lines_were_broken() {
    let text = "No deployments available, please\ntry again in 7 seconds\n";
    assert_eq!(entries(&diagnose(text)), [""; 0], "not even if the line end is none");
}

#[test]
fn what_refutes_a_signature_does_so_across_windows() {
    let line = "2026-01-31 10:00:00 INFO one more request was answered in time\n";
    let message = "No deployments available, a\ntry again in 7 seconds\n";
    let lines = (1 << 20) / line.len();
    for before in lines - 3..=lines {
        let text = format!("{}{message}{}", line.repeat(before), line.repeat(lines));
        assert_eq!(entries(&diagnose(&text)), [""; 0], "behind {before} lines");
    }
}
