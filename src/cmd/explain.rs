//! `faultbook explain`

use std::fmt::Write as _;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use matcher::{Diagnosis, Matcher};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{ContentArgs, UNUSABLE, output};
use crate::accuracy::Certainty;
use crate::prepare;

/// How many texts are diagnosed together in `--batch`: enough to keep all cores busy, few
/// enough to stay small in memory.
const BATCH: usize = 256;
/// The code for a text that is not known here.
const NOT_KNOWN: u8 = 1;

/// Say which known failure a log shows
///
/// Exits with 0 when the text is known, 1 when it is not, 2 when something is wrong.
#[derive(Debug, Args)]
pub(super) struct Explain {
    #[command(flatten)]
    content: ContentArgs,
    /// The log; `-` or nothing for standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// How to answer
    #[arg(long, value_enum, default_value = "human", conflicts_with = "batch")]
    format: Format,
    /// Read lines of {"id","text"} and answer each with a line of {"id", ...diagnosis}, in order
    #[arg(long)]
    batch: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// The stable JSON form
    Json,
}

#[derive(Deserialize)]
struct Question {
    id: serde_json::Value,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    #[serde(flatten)]
    diagnosis: Diagnosis,
}

impl Explain {
    pub(super) fn run(self) -> u8 {
        let base = match prepare(&self.content.content) {
            Ok((base, _)) => base,
            Err(diagnostics) => {
                output::show(&diagnostics);
                return UNUSABLE;
            }
        };
        let matcher = match Matcher::new(base.knowledge) {
            Ok(matcher) => matcher,
            Err(error) => return unusable(&error.to_string()),
        };
        let file = self.file.as_deref().filter(|file| *file != Path::new("-"));
        if self.batch {
            return match reader(file).and_then(|input| batch(input, &matcher)) {
                Ok(()) => 0,
                Err(message) => unusable(&message),
            };
        }
        let mut pasted = Vec::new();
        let read = reader(file).and_then(|mut input| {
            input
                .read_to_end(&mut pasted)
                .map_err(|error| format!("the text cannot be read: {error}"))
        });
        if let Err(message) = read {
            return unusable(&message);
        }
        let diagnosis = matcher.diagnose(&pasted);
        match self.format {
            Format::Human => output::print(&describe(&diagnosis, &pasted)),
            Format::Json => output::print(&format!("{}\n", diagnosis.to_json())),
        }
        if diagnosis.is_known() { 0 } else { NOT_KNOWN }
    }
}

fn unusable(message: &str) -> u8 {
    eprintln!("error: {message}");
    UNUSABLE
}

fn reader(file: Option<&Path>) -> Result<Box<dyn BufRead>, String> {
    match file {
        None => Ok(Box::new(std::io::stdin().lock())),
        Some(path) => std::fs::File::open(path)
            .map(|file| Box::new(std::io::BufReader::new(file)) as Box<dyn BufRead>)
            .map_err(|error| format!("`{}` cannot be read: {error}", path.display())),
    }
}

/// Answers questions in order, many at a time.
fn batch(input: Box<dyn BufRead>, matcher: &Matcher) -> Result<(), String> {
    let mut lines = (1..).zip(input.lines()).peekable();
    while lines.peek().is_some() {
        let questions: Result<Vec<_>, String> = lines
            .by_ref()
            .take(BATCH)
            .filter_map(|(number, line)| question(number, line))
            .collect();
        let answers: Result<Vec<String>, String> = questions?
            .into_par_iter()
            .map(|question| {
                let diagnosis = matcher.diagnose(question.text.as_bytes());
                serde_json::to_string(&Answer { id: &question.id, diagnosis })
                    .map_err(|error| error.to_string())
            })
            .collect();
        for answer in answers? {
            output::print(&format!("{answer}\n"));
        }
    }
    Ok(())
}

/// A line of the batch; empty lines are skipped.
fn question(number: usize, line: std::io::Result<String>) -> Option<Result<Question, String>> {
    match line {
        Ok(line) if line.trim().is_empty() => None,
        Ok(line) => Some(
            serde_json::from_str(&line)
                .map_err(|error| format!("line {number} is not {{\"id\", \"text\"}}: {error}")),
        ),
        Err(error) => Some(Err(format!("line {number} cannot be read: {error}"))),
    }
}

fn describe(diagnosis: &Diagnosis, pasted: &[u8]) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = match &diagnosis.category {
        Some(category) => {
            writeln!(text, "category: {} ({})", category.id, percent(category.confidence))
        }
        None => writeln!(text, "not known here"),
    };
    for found in &diagnosis.matches {
        let _ = writeln!(text, "\n{} ({})", found.title, percent(found.confidence));
        let _ = writeln!(text, "  entry: {}", found.entry);
        let _ = writeln!(text, "  line {}: {}", found.line, line(pasted, found.line));
        for (name, value) in &found.captures {
            let _ = writeln!(text, "  {name} = {value}");
        }
        for symptom in &found.symptoms {
            let _ = writeln!(text, "  consequence on line {}: {}", symptom.line, symptom.title);
        }
    }
    for signal in &diagnosis.signals {
        let _ = writeln!(text, "  line {}: {}", signal.line, signal.text);
    }
    for miss in &diagnosis.near_misses {
        let _ = writeln!(
            text,
            "\nnearly: {} ({} of {} conditions)\n  {}",
            miss.entry, miss.held, miss.of, miss.missing
        );
    }
    text
}

fn percent(confidence: f64) -> String {
    format!("{}, {:.0} %", Certainty::of(confidence).word(), confidence * 100.0)
}

/// A line of the pasted text, cut to what a terminal shows.
fn line(pasted: &[u8], number: usize) -> String {
    let line =
        pasted.split(|byte| *byte == b'\n').nth(number.saturating_sub(1)).unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    let short: String = line.trim().chars().filter(|c| !c.is_control()).take(160).collect();
    if short.len() < line.trim().len() { format!("{short}…") } else { short }
}
