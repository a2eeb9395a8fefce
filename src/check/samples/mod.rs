//! Does every entry win on its samples, keep away from the texts that it must not match, and
//! know of every other entry that holds where it wins?

mod holding;
mod negatives;
mod overlaps;
mod own_words;
mod releases;
mod wins;

use std::collections::BTreeMap;

use matcher::{Diagnosis, Knowledge, Matcher};
use rayon::prelude::*;

use super::telling::Words;
use super::{id, place};
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::{RawNegative, RawSample};
use crate::load::{Content, LoadedEntry, Marked};

/// Diagnoses every text of every entry against all entries, in parallel, and judges the answers.
pub(super) fn check(content: &Content, knowledge: &Knowledge) -> Vec<Diagnostic> {
    let matcher = match Matcher::new(knowledge.clone()) {
        Ok(matcher) => matcher,
        Err(error) => return vec![Diagnostic::error("bad-knowledge", error.to_string())],
    };
    let runs: Runs =
        content.entries.par_iter().map(|entry| (id(entry), Run::of(entry, &matcher))).collect();
    let words = Words::of(content);
    let mut diagnostics: Vec<_> =
        runs.par_iter().flat_map_iter(|(id, run)| wins::check(id, run, &runs, &words)).collect();
    diagnostics.extend(runs.iter().flat_map(|(id, run)| negatives::check(id, run)));
    diagnostics.extend(runs.values().flat_map(releases::check));
    diagnostics.extend(overlaps::check(&runs));
    diagnostics.extend(own_words::check(&runs, &matcher));
    diagnostics
}

/// What came of all entries' texts, by their ids.
type Runs<'a> = BTreeMap<String, Run<'a>>;

/// What came of an entry's texts.
struct Run<'a> {
    entry: &'a LoadedEntry,
    samples: Vec<(&'a Marked<RawSample>, Diagnosis)>,
    negatives: Vec<(&'a Marked<RawNegative>, Diagnosis)>,
}

impl<'a> Run<'a> {
    fn of(entry: &'a LoadedEntry, matcher: &Matcher) -> Self {
        let diagnose = |text: &str| matcher.diagnose(text.as_bytes());
        let raw = &entry.raw.value;
        Self {
            entry,
            samples: raw.samples.iter().map(|it| (it, diagnose(&it.text))).collect(),
            negatives: raw.not.iter().map(|it| (it, diagnose(&it.text))).collect(),
        }
    }

    /// The line, from 1, of one of the entry's texts; the text's first one where its lines are
    /// not those of the file.
    fn line(&self, text: &Marked<String>, line: usize) -> Place {
        let file = &self.entry.raw.file;
        let written = file.text.get(text.span.clone()).unwrap_or_default();
        let wanted = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
        let start: usize =
            written.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let found = written.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        if found.trim() == wanted {
            let start = text.span.start + start;
            Place::new(file, start..start + found.len())
        } else {
            place(&self.entry.raw, &text.span)
        }
    }
}

/// The entries that hold, folded ones included, with the lines on which they do.
fn holding_entries(diagnosis: &Diagnosis) -> impl Iterator<Item = (&str, usize)> {
    diagnosis.matches.iter().flat_map(|found| {
        let folded = found.symptoms.iter().map(|symptom| (symptom.entry.as_str(), symptom.line));
        std::iter::once((found.entry.as_str(), found.line)).chain(folded)
    })
}
