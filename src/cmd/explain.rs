//! `faultbook explain`

use std::fmt::Write as _;
use std::io::BufRead;

use clap::Args;
use matcher::{Diagnosis, Facts, Link, Match, Matcher, Variant};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::input::{Format, NOT_KNOWN, TextArgs};
use super::{ContentArgs, output};
use crate::accuracy::Certainty;

/// How many texts are diagnosed together in `--batch`: enough to keep all cores busy, few
/// enough to stay small in memory.
const BATCH: usize = 256;
/// Lines of the text are cut to what a terminal shows, in characters.
const WIDTH: usize = 160;

/// The JSON form, for the long help.
const JSON: &str = "\
JSON is one object on one line. Fields are added, never changed; `version` is 1.

    category     {id, confidence}, or null when the text is not known here
    matches      entries that hold, likeliest root cause first:
                 {entry, title, url, category, confidence, line, text, evidence,
                 captures, symptoms, variants}
    near_misses  {entry, title, url, held, of, missing}
    facts        {exceptions, http_status, versions, providers, models,
                 retry_after}
    signals      what decided the category when no entry did: {category, text,
                 line}
    chain        how the first match became what was reported, cause first:
                 {line, text, attempt}; `attempt`: in an attempt to recover

Lines count from 1; `evidence` is a list of {start, end}, in bytes of the text
as it came. `text` is the root line. `symptoms` are entries folded below a match:
{entry, title, url, line}. `variants` are causes for some releases only: {cause,
title, package, when, applies}; `cause` counts from 1, `applies` is null when the
text names no release. `confidence` is from 0 to 1, `retry_after` in seconds.";

/// Say which known failure a log shows
///
/// The log is read in pieces: one of any length takes the same memory, and may come from a pipe.
///
/// Exits with 0 when the text is known, 1 when it is not, 2 when something is wrong.
#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Explain {
    #[command(flatten)]
    content: ContentArgs,
    #[command(flatten)]
    text: TextArgs,
    /// How to answer
    #[arg(long, value_enum, default_value = "human", conflicts_with = "batch")]
    format: Format,
    /// Read lines of {"id","text"} and answer each with a line of {"id", ...diagnosis}, in order
    #[arg(long)]
    batch: bool,
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
        self.explain().unwrap_or_else(|code| code)
    }

    fn explain(&self) -> Result<u8, u8> {
        let (matcher, _) = self.content.matcher()?;
        if self.batch {
            let answered = self.text.open().and_then(|input| batch(input, &matcher));
            return answered.map(|()| 0).map_err(|message| output::unusable(&message));
        }
        let mut session = matcher.session();
        self.text
            .read(|piece| session.feed(piece))
            .map_err(|message| output::unusable(&message))?;
        let diagnosis = session.finish();
        match self.format {
            Format::Human => output::print(&describe(&diagnosis)),
            Format::Json => output::print(&format!("{}\n", diagnosis.to_json())),
        }
        Ok(if diagnosis.is_known() { 0 } else { NOT_KNOWN })
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

fn describe(diagnosis: &Diagnosis) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = match &diagnosis.category {
        Some(category) => {
            writeln!(text, "category: {} ({})", category.id, percent(category.confidence))
        }
        None => writeln!(text, "not known here"),
    };
    for signal in &diagnosis.signals {
        let _ = writeln!(text, "  line {}: {}", signal.line, signal.text);
    }
    for found in &diagnosis.matches {
        describe_match(&mut text, found, &diagnosis.facts);
    }
    describe_chain(&mut text, &diagnosis.chain);
    for miss in &diagnosis.near_misses {
        let _ = writeln!(
            text,
            "\nnearly: {} ({} of {} conditions)\n  {}",
            miss.entry, miss.held, miss.of, miss.missing
        );
    }
    describe_facts(&mut text, &diagnosis.facts);
    text
}

fn describe_match(text: &mut String, found: &Match, facts: &Facts) {
    let _ = writeln!(text, "\n{} ({})", found.title, percent(found.confidence));
    let _ = writeln!(text, "  entry: {}", found.entry);
    let _ = writeln!(text, "  line {}: {}", found.line, output::shortened(&found.text, WIDTH));
    for (name, value) in &found.captures {
        let _ = writeln!(text, "  {name} = {value}");
    }
    for variant in &found.variants {
        let Variant { package, when, title, .. } = variant;
        let here = here(variant, facts);
        let _ = writeln!(text, "  for {package} {when}{here}: {title}");
    }
    for symptom in &found.symptoms {
        let _ = writeln!(text, "  consequence on line {}: {}", symptom.line, symptom.title);
    }
}

/// Whether a cause for some releases is one for the release in the text.
fn here(variant: &Variant, facts: &Facts) -> String {
    let is_package = |name: &str| name.eq_ignore_ascii_case(&variant.package);
    let release = facts.versions.iter().find(|(name, _)| is_package(name)).map(|(_, at)| at);
    match (variant.applies, release) {
        (Some(true), Some(release)) => format!(" (yours: {release})"),
        (Some(false), Some(release)) => format!(" (not yours: {release})"),
        _ => String::new(),
    }
}

fn describe_chain(text: &mut String, chain: &[Link]) {
    if chain.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nHow it came about, cause first");
    let width = chain.iter().map(|link| link.line.to_string().len()).max().unwrap_or(0);
    for link in chain {
        let attempt = if link.attempt { "in an attempt to recover: " } else { "" };
        let shown = output::shortened(&link.text, WIDTH);
        let _ = writeln!(text, "  line {:>width$}: {attempt}{shown}", link.line);
    }
}

fn describe_facts(text: &mut String, facts: &Facts) {
    let versions = facts.versions.iter().map(|(name, version)| format!("{name} {version}"));
    let statuses = facts.http_status.iter().map(u16::to_string);
    let rows: [(&str, Vec<String>); 6] = [
        ("versions", versions.collect()),
        ("exceptions", facts.exceptions.clone()),
        ("HTTP status", statuses.collect()),
        ("providers", facts.providers.clone()),
        ("models", facts.models.clone()),
        ("Retry-After", facts.retry_after.iter().map(|seconds| format!("{seconds} s")).collect()),
    ];
    let mut known = rows.iter().filter(|(_, values)| !values.is_empty()).peekable();
    if known.peek().is_some() {
        let _ = writeln!(text, "\nRead in the text");
    }
    for (name, values) in known {
        let _ = writeln!(text, "  {name}: {}", output::shortened(&values.join(", "), WIDTH));
    }
}

fn percent(confidence: f64) -> String {
    format!("{}, {:.0} %", Certainty::of(confidence).word(), confidence * 100.0)
}
