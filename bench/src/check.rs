//! Whether the engines do the same work, asked before they are timed.
//!
//! Engines that know whole messages must hit the same lines. Those that know literals alone must
//! hit at least these. Ours is asked line by line, since its diagnosis is one for a whole text:
//! it must name each generated message, and where it disagrees with the others on a line that is
//! counted and told, because it may: it reads through escapes and quotes, and asks for the
//! conditions beside a message, which a regular expression does not know.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Result, bail, ensure};
use matcher::Matcher;
use serde::Serialize;

use crate::base::{Base, entry_id};
use crate::engine::{self, Engine, Kind};
use crate::logs::Log;

/// As much of a log as the slowest engine can be asked about.
const BEGINNING: usize = 1 << 20;

/// So many lines at most are shown on which ours and the others disagree.
const EXAMPLES: usize = 4;

/// How many lines of a log were hit.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Check {
    pub(crate) log: &'static str,
    pub(crate) base: String,
    pub(crate) lines: usize,
    /// Lines with a message, by all engines that know messages.
    pub(crate) with_message: usize,
    /// Lines with a literal, by engines that know literals.
    pub(crate) with_literal: usize,
    /// Lines in which our matcher alone finds a message.
    pub(crate) ours_alone: usize,
    /// Lines in which our matcher alone finds none.
    pub(crate) others_alone: usize,
    /// The beginning of a few such lines.
    pub(crate) examples: Vec<String>,
}

/// Compares the lines that engines hit.
pub(crate) fn same_lines(
    base: &Base,
    engines: &mut [(Kind, Box<dyn Engine>)],
    logs: &[Log],
) -> Result<Vec<Check>> {
    let matcher = Matcher::from_blob(&base.blob)?;
    let mut checks = Vec::new();
    for log in logs {
        let log = log.beginning(BEGINNING)?;
        let mut messages: Option<(Kind, Vec<usize>)> = None;
        let mut literals: Option<(Kind, Vec<usize>)> = None;
        for (kind, engine) in &mut *engines {
            let Some(lines) = engine.lines(&log)? else {
                continue;
            };
            let place = if kind.finds_messages() { &mut messages } else { &mut literals };
            match place {
                Some((other, expected)) => {
                    ensure!(
                        lines == *expected,
                        "{} entries, log {:?}: {} and {} hit different lines: {}",
                        base.name,
                        log.name,
                        kind.label(),
                        other.label(),
                        difference(&lines, expected, &log)
                    );
                }
                None => *place = Some((*kind, lines)),
            }
        }
        let with_literal = literals.map(|(_, lines)| lines).unwrap_or_default();
        let ours = ours(&matcher, base, &log)?;
        // Without an engine to compare with, ours agrees with itself.
        let with_message = messages.map_or_else(|| ours.clone(), |(_, lines)| lines);
        let ours_alone = only_first(&ours, &with_message);
        let others_alone = only_first(&with_message, &ours);
        let examples = [("ours alone", &ours_alone), ("others alone", &others_alone)]
            .into_iter()
            .flat_map(|(who, lines)| examples(who, lines, &log));
        checks.push(Check {
            log: log.name,
            base: base.name.clone(),
            lines: log.bytes.iter().filter(|byte| **byte == b'\n').count(),
            with_message: with_message.len(),
            with_literal: with_literal.len(),
            ours_alone: ours_alone.len(),
            others_alone: others_alone.len(),
            examples: examples.collect(),
        });
        fs::remove_file(&log.file)?;
    }
    Ok(checks)
}

/// The lines that our matcher knows. Fails if it does not name a generated message.
fn ours(matcher: &Matcher, base: &Base, log: &Log) -> Result<Vec<usize>> {
    let mut hit = Vec::new();
    for (number, line) in engine::lines_of(&log.bytes).enumerate() {
        let diagnosis = matcher.diagnose(line);
        if !diagnosis.matches.is_empty() {
            hit.push(number);
        }
        let error = log.errors.binary_search_by_key(&number, |error| error.line);
        let message = error.ok().and_then(|at| log.errors[at].message);
        let expected = message.filter(|_| base.knows_generated).map(entry_id);
        if let Some(expected) = expected
            && !diagnosis.matches.iter().any(|found| found.entry == expected)
        {
            let line = String::from_utf8_lossy(line);
            bail!("{} entries: ours does not name {expected} in {line}", base.name);
        }
    }
    Ok(hit)
}

/// Those of some lines that are not among others.
fn only_first(some: &[usize], others: &[usize]) -> Vec<usize> {
    some.iter().copied().filter(|line| others.binary_search(line).is_err()).collect()
}

/// What a few lines begin with, from across the log.
fn examples(who: &str, lines: &[usize], log: &Log) -> Vec<String> {
    let texts: Vec<_> = engine::lines_of(&log.bytes).collect();
    let step = lines.len().div_ceil(EXAMPLES).max(1);
    let shown = lines.iter().step_by(step).filter_map(|line| texts.get(*line));
    shown
        .map(|text| {
            let text: String = String::from_utf8_lossy(text).chars().take(160).collect();
            format!("{who}: {text}")
        })
        .collect()
}

/// The first lines that only one of two engines hits.
fn difference(some: &[usize], others: &[usize], log: &Log) -> String {
    let (some, others): (BTreeSet<_>, BTreeSet<_>) =
        (some.iter().collect(), others.iter().collect());
    let lines: Vec<_> = engine::lines_of(&log.bytes).collect();
    let show = |line: &&usize| {
        let side = if some.contains(*line) { "only the first" } else { "only the second" };
        format!("\n{side}, line {line}: {}", String::from_utf8_lossy(lines[**line]))
    };
    let total = some.symmetric_difference(&others).count();
    let shown: String = some.symmetric_difference(&others).take(3).map(show).collect();
    format!("{total} lines{shown}")
}
