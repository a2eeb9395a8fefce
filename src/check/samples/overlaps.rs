//! Do entries that hold on the same text know of each other?
//!
//! The first of them is the right one, so nobody who pastes such a text is misled. But whoever
//! wrote the second cannot have meant it to be found there unless something says so, and the next
//! change of a signature may turn the two round.

use std::collections::BTreeMap;

use super::{Run, Runs, holding, holding_entries};
use crate::diagnostic::Diagnostic;
use crate::entry::RawSample;
use crate::load::Marked;

/// A sample that an entry wins, and on which another one holds too.
struct Overlap<'a> {
    winner: &'a str,
    sample: &'a Marked<RawSample>,
    other: &'a str,
    line: usize,
}

/// Finds pairs of entries that hold on the same sample without a word about each other; each
/// pair is told once.
pub(super) fn check(runs: &Runs) -> Vec<Diagnostic> {
    let mut pairs = BTreeMap::new();
    for overlap in runs.iter().flat_map(|(id, run)| overlaps(id, run)) {
        let pair = (overlap.winner.min(overlap.other), overlap.winner.max(overlap.other));
        pairs.entry(pair).or_insert(overlap);
    }
    pairs.into_values().filter_map(|overlap| report(&overlap, runs)).collect()
}

fn overlaps<'a>(id: &'a str, run: &'a Run) -> impl Iterator<Item = Overlap<'a>> {
    // A sample that was lost has been reported as such.
    let won = run.samples.iter().filter(move |(_, diagnosis)| {
        diagnosis.matches.first().is_some_and(|first| first.entry == id)
    });
    won.flat_map(move |(sample, diagnosis)| {
        holding_entries(diagnosis)
            .filter(move |(other, _)| *other != id)
            .map(move |(other, line)| Overlap { winner: id, sample, other, line })
    })
}

fn report(overlap: &Overlap, runs: &Runs) -> Option<Diagnostic> {
    let Overlap { winner, sample, other, line } = overlap;
    let (run, others) = (runs.get(*winner)?, runs.get(*other)?);
    if knows(run, other) || knows(others, winner) {
        return None;
    }
    let message =
        format!("`{other}` holds on this sample of `{winner}` too, and neither names the other");
    let help = format!(
        "if one of the two is the deeper cause, add `symptom_of` to the other; if `{winner}` must \
         always come first, add `beats: [{other}]` to it; if both are worth reading, add `related` \
         to either"
    );
    let mut diagnostic = Diagnostic::error("undeclared-overlap", message)
        .at(run.line(&sample.text, *line), format!("`{other}` holds here"))
        .help(help);
    if let Some(signature) = holding::best(others.entry, &sample.text) {
        diagnostic = diagnostic.also(holding::place(others.entry, signature), "by this signature");
    }
    Some(diagnostic)
}

/// Whether an entry says that there is the other one: by name, by following any, or by a text
/// that must not match and is the other's.
fn knows(run: &Run, other: &str) -> bool {
    let raw = &run.entry.raw.value;
    let named = raw.symptom_of.iter().chain(&raw.beats).chain(&raw.related);
    let follows_any = raw.symptom_of.iter().any(|cause| cause.value == "*");
    let keeps_away = run
        .negatives
        .iter()
        .any(|(_, diagnosis)| diagnosis.matches.first().is_some_and(|first| first.entry == other));
    follows_any || keeps_away || named.into_iter().any(|name| name.value == other)
}
