//! Which of several failures is the root cause, and texts of any length.
#![cfg(feature = "compile")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test may panic")]

use matcher::compile::{CategorySpec, EntrySpec, KnowledgeBuilder, SignatureSpec, ToolSpec};
use matcher::{Diagnosis, Matcher};

const EXPIRED: &str = "gateway.AuthError: the key of the upstream account has expired since {day}";
const REFUSED: &str = "gateway.ModelError: request to deployment {name} could not be completed";
const REJECTED: &str = "gateway.KeyError: credentials were rejected by the identity service";
const RECOVERY: &str = "Tried group {group} instead, which failed as well: ";

fn matcher() -> Matcher {
    let mut builder = KnowledgeBuilder::new();
    for id in ["auth", "routing", "fallback"] {
        builder.category(CategorySpec::new(id));
    }
    builder.tool(ToolSpec {
        marks: vec!["gateway.".to_owned()],
        cause_follows: vec!["Original exception: ".to_owned()],
        attempt_follows: vec!["failed as well: ".to_owned()],
        ..ToolSpec::default()
    });
    for (id, category, message, symptom_of) in [
        ("t/expired", "auth", EXPIRED, None),
        ("t/rejected", "auth", REJECTED, None),
        ("t/refused", "routing", REFUSED, None),
        ("t/recovery", "fallback", RECOVERY, Some("*")),
    ] {
        let mut entry = EntrySpec::new(id, id, category).signature(SignatureSpec::message(message));
        entry.symptom_of = symptom_of.into_iter().map(str::to_owned).collect();
        builder.entry(entry);
    }
    Matcher::from_blob(&builder.build().unwrap().to_blob()).unwrap()
}

/// The entries in order, each with its consequences.
fn told(diagnosis: &Diagnosis) -> Vec<(&str, Vec<&str>)> {
    diagnosis
        .matches
        .iter()
        .map(|found| {
            (&*found.entry, found.symptoms.iter().map(|symptom| &*symptom.entry).collect())
        })
        .collect()
}

fn filled(template: &str) -> String {
    template.replace("{day}", "Monday").replace("{name}", "a-1").replace("{group}", "b")
}

fn traceback(message: &str) -> String {
    let frame = "  File \"/app/gateway.py\", line 7, in call\n    raise error";
    format!("Traceback (most recent call last):\n{frame}\n{}\n", filled(message))
}

const DURING: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

#[test]
fn the_first_of_chained_tracebacks_is_the_cause() {
    let text = format!("{}{DURING}{}", traceback(EXPIRED), traceback(REFUSED));
    let diagnosis = matcher().diagnose(text.as_bytes());
    assert_eq!(told(&diagnosis), [("t/expired", vec!["t/refused"])]);
    assert_eq!(diagnosis.category.as_ref().unwrap().id, "auth");
    let lines: Vec<_> = diagnosis.chain.iter().map(|link| link.line).collect();
    assert_eq!(lines, [4, 11]);
    assert_eq!(diagnosis.chain[0].text, filled(EXPIRED));
}

#[test]
fn tracebacks_without_a_phrase_between_them_are_two_failures() {
    let text = format!("{}\n{}", traceback(REFUSED), traceback(EXPIRED));
    let diagnosis = matcher().diagnose(text.as_bytes());
    assert_eq!(diagnosis.matches.len(), 2);
    assert!(diagnosis.chain.is_empty());
}

#[test]
fn a_cause_may_stand_inside_the_message() {
    let text = format!("{}. Original exception: {}", filled(REFUSED), filled(EXPIRED));
    let diagnosis = matcher().diagnose(text.as_bytes());
    assert_eq!(told(&diagnosis), [("t/expired", vec!["t/refused"])]);
}

#[test]
fn java_prints_the_cause_last() {
    let text = format!(
        "Exception in thread \"main\" {}\n\tat a.B.c(B.java:7)\nCaused by: {}\n\tat a.D.e(D.java:9)",
        filled(REFUSED),
        filled(EXPIRED)
    );
    let diagnosis = matcher().diagnose(text.as_bytes());
    assert_eq!(told(&diagnosis), [("t/expired", vec!["t/refused"])]);
}

#[test]
fn two_causes_of_different_kinds_are_no_single_cause() {
    let text = format!("{}. {}{}", filled(REFUSED), filled(RECOVERY), filled(EXPIRED));
    let diagnosis = matcher().diagnose(text.as_bytes());
    assert_eq!(diagnosis.matches[0].entry, "t/recovery");
    assert_eq!(diagnosis.category.unwrap().id, "fallback");
    assert_eq!(diagnosis.matches.len(), 3, "both causes are told beside it");
}

#[test]
fn two_causes_of_one_kind_are_told_by_the_first() {
    let text = format!("{}. {}{}", filled(EXPIRED), filled(RECOVERY), filled(REJECTED));
    let diagnosis = matcher().diagnose(text.as_bytes());
    assert_eq!(diagnosis.category.unwrap().id, "auth");
    assert_eq!(diagnosis.matches[0].symptoms[0].entry, "t/recovery");
}

#[test]
fn a_text_in_pieces_is_diagnosed_as_the_whole() {
    let matcher = matcher();
    let line = "2026-01-31 10:00:00 INFO one more request was answered in time, é\n";
    // The message stands across the place where the first window ends.
    let before = line.repeat((1 << 20) / line.len());
    let text = format!("{before}{}\n{}", filled(EXPIRED), line.repeat(40_000));
    let whole = matcher.diagnose(text.as_bytes());
    assert_eq!(whole.matches[0].line, before.lines().count() + 1);
    for size in [7_919, 1 << 20, text.len()] {
        let mut session = matcher.session();
        for piece in text.as_bytes().chunks(size) {
            session.feed(piece);
        }
        assert_eq!(session.finish().to_json(), whole.to_json(), "in pieces of {size}");
    }
}
