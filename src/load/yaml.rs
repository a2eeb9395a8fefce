//! From YAML to a value, with limits against hostile files and errors that point and help.

use std::sync::Arc;

use serde::Deserialize;
use serde_saphyr::Error;
use serde_saphyr::budget::BudgetBreach;

use crate::diagnostic::{Diagnostic, Place, SourceFile, nearest};

/// Parses one document.
pub(crate) fn parse<T: for<'de> Deserialize<'de>>(file: &Arc<SourceFile>) -> Result<T, Diagnostic> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            // An entry is some hundred nodes; anchors save a few lines in one. What needs more
            // than this was not written by hand.
            max_depth: 32,
            max_nodes: 50_000,
            max_aliases: 200,
            max_anchors: 100,
        },
        strict_booleans: true,
    };
    serde_saphyr::from_str_with_options(&file.text, options)
        .map_err(|error| diagnostic(file, error.without_snippet()))
}

fn diagnostic(file: &Arc<SourceFile>, error: &Error) -> Diagnostic {
    let (code, message, label, help) = match error {
        Error::SerdeUnknownField { field, expected, .. } => (
            "unknown-key",
            format!("`{field}` is not a key that is known here"),
            "unknown key".to_owned(),
            Some(suggestion("key", field, expected)),
        ),
        Error::SerdeUnknownVariant { variant, expected, .. } => (
            "unknown-word",
            format!("`{variant}` is not a word that is known here"),
            "unknown word".to_owned(),
            Some(suggestion("word", variant, expected)),
        ),
        Error::SerdeMissingField { field, .. } => (
            "missing-key",
            format!("the key `{field}` is missing"),
            "missing in the mapping around here".to_owned(),
            Some(format!("add `{field}:`; `faultbook schema` says what it holds")),
        ),
        Error::SerdeInvalidType { unexpected, expected, .. } => (
            "wrong-type",
            format!("expected {expected}, found {unexpected}"),
            "wrong type".to_owned(),
            Some("text with `: `, `#`, or that looks like a number stands in quotes".to_owned()),
        ),
        Error::Unexpected { expected, .. } => (
            "wrong-type",
            format!("expected a {}", expected.replace("string scalar", "text")),
            "something else".to_owned(),
            None,
        ),
        Error::InvalidUtf8Input => ("not-utf-8", error.to_string(), String::new(), None),
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::Budget {
            breach:
                BudgetBreach::Aliases { .. }
                | BudgetBreach::Anchors { .. }
                | BudgetBreach::AliasAnchorRatio { .. }
                | BudgetBreach::RecordedAnchorEvents { .. }
                | BudgetBreach::RecordedAnchorBytes { .. },
            ..
        } => (
            "too-many-aliases",
            "this file repeats anchors more often than an entry can need".to_owned(),
            "the limit is reached here".to_owned(),
            Some("write the values out; an entry needs no anchors".to_owned()),
        ),
        Error::Budget { breach, .. } => (
            "too-large",
            format!("this file is too large or too deeply nested ({breach:?})"),
            "the limit is reached here".to_owned(),
            Some("one file holds one entry".to_owned()),
        ),
        other => ("malformed-yaml", first_line(other), String::new(), None),
    };
    let mut diagnostic = Diagnostic::error(code, message);
    diagnostic = match error.location() {
        Some(location) => diagnostic.at(place(file, location), label),
        None => diagnostic.at(Place::new(file, 0..0), ""),
    };
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The parser's own message without the position, which is shown as a place.
fn first_line(error: &Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    let line = line.split(" at line ").next().unwrap_or(line);
    line.trim_start_matches("error: ").trim_end_matches(['.', ':']).to_owned()
}

fn place(file: &Arc<SourceFile>, location: serde_saphyr::Location) -> Place {
    let span = location.span();
    let start = match span.byte_offset() {
        Some(offset) => usize::try_from(offset).unwrap_or(0),
        None => offset_of(&file.text, location.line(), location.column()),
    };
    let length = span.byte_len().map_or(1, |length| usize::try_from(length).unwrap_or(1));
    Place::new(file, start..start + length.max(1))
}

/// The byte at a line and a column, both from 1, columns in characters.
fn offset_of(text: &str, line: u64, column: u64) -> usize {
    let skip = usize::try_from(line.saturating_sub(1)).unwrap_or(0);
    let start: usize = text.split_inclusive('\n').take(skip).map(str::len).sum();
    let characters = usize::try_from(column.saturating_sub(1)).unwrap_or(0);
    let rest = text.get(start..).unwrap_or_default();
    start + rest.chars().take(characters).map(char::len_utf8).sum::<usize>()
}

fn suggestion(kind: &str, word: &str, expected: &[&'static str]) -> String {
    match nearest(word, expected.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the {kind}s known here are: {}", expected.join(", ")),
    }
}
