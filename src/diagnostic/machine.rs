//! Diagnostics for programs: JSON lines, and the workflow commands of GitHub Actions.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Diagnostic, Level, Place};

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    level: &'a str,
    code: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: JsonPlace<'a>,
    also: Vec<JsonLabelled<'a>>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonLabelled<'a> {
    #[serde(flatten)]
    place: JsonPlace<'a>,
    label: &'a str,
}

/// Lines and columns count from 1, columns in characters; `null` without a place.
#[derive(Serialize, Default)]
struct JsonPlace<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

impl<'a> JsonPlace<'a> {
    fn of(place: &'a Place) -> Self {
        let (line, column) = place.file.line_column(place.span.start);
        let (end_line, end_column) = place.file.line_column(place.span.end);
        Self {
            file: Some(&place.file.path),
            line: Some(line),
            column: Some(column),
            end_line: Some(end_line),
            end_column: Some(end_column),
        }
    }
}

/// One JSON object a line.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let line = JsonDiagnostic {
            level: word(diagnostic.level),
            code: diagnostic.code,
            message: &diagnostic.message,
            place: diagnostic.place.as_ref().map(JsonPlace::of).unwrap_or_default(),
            also: diagnostic
                .also
                .iter()
                .map(|(place, label)| JsonLabelled { place: JsonPlace::of(place), label })
                .collect(),
            help: diagnostic.help.as_deref(),
        };
        // Strings and numbers cannot fail to serialise.
        text.push_str(&serde_json::to_string(&line).unwrap_or_default());
        text.push('\n');
    }
    text
}

/// `::error file=..,line=..,col=..::message`, one a line.
pub fn github(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let mut message = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        let place = diagnostic.place.as_ref().map(|place| {
            let (line, column) = place.file.line_column(place.span.start);
            format!(" file={},line={line},col={column}", property(&place.file.path))
        });
        let place = place.unwrap_or_default();
        // Writing to a string does not fail.
        let _ = writeln!(text, "::{}{place}::{}", word(diagnostic.level), escape(&message));
    }
    text
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

/// The escapes of workflow commands.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
