//! Entries that nearly hold, with what is missing: the difference between "not known here" and
//! "almost, but look at this line".

use crate::diagnosis::NearMiss;
use crate::find;
use crate::knowledge::{Knowledge, Lead};
use crate::normalise::Normal;
use crate::order;
use crate::verify::{Condition, Failed, Fits};

/// More near misses than this are noise.
const MOST: usize = 3;
/// Of a message that does not fit as a whole, at least this share must stand there.
const LEAST_SHARE: f64 = 0.5;
/// The rest of a message is looked for this many bytes before its anchor, and twice as many behind.
const REACH: usize = 600;

/// More candidates than this are not kept from one window of a text to the next.
const MOST_CANDIDATES: usize = 32;

/// An entry that may turn out to be a near miss.
#[derive(Debug)]
pub(crate) struct Candidate {
    entry: u32,
    /// How much of it holds.
    share: f64,
    held: usize,
    of: usize,
    missing: String,
}

/// What nearly holds in one window of a text.
pub(crate) fn misses(
    knowledge: &Knowledge,
    failed: &[Failed],
    fits: &Fits,
    normal: &Normal,
) -> Vec<Candidate> {
    let conditions = failed.iter().filter_map(|failure| from_condition(knowledge, failure, normal));
    let messages = fits
        .partial
        .iter()
        .flat_map(|(template, at)| from_message(knowledge, *template, *at, normal));
    nearest(conditions.chain(messages))
}

/// The nearest candidates, each entry once.
pub(crate) fn nearest(candidates: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
    let mut candidates = order::by_key(candidates.collect(), |candidate: &Candidate| {
        let missing = ((1.0 - candidate.share) * 1_000.0) as u64;
        (missing << 32) | u64::from(candidate.entry)
    });
    let mut seen = Vec::new();
    candidates.retain(|candidate| {
        let first = seen.len() < MOST_CANDIDATES && !seen.contains(&candidate.entry);
        seen.push(candidate.entry);
        first
    });
    candidates
}

/// The nearest misses among entries that do not hold.
pub(crate) fn tell(
    knowledge: &Knowledge,
    candidates: Vec<Candidate>,
    held: &[u32],
) -> Vec<NearMiss> {
    let missed = candidates.into_iter().filter(|candidate| !held.contains(&candidate.entry));
    let told = missed.filter_map(|candidate| {
        let known = knowledge.entries.get(candidate.entry as usize)?;
        Some(NearMiss {
            entry: known.id.clone(),
            title: known.title.clone(),
            url: known.url.clone(),
            held: candidate.held,
            of: candidate.of,
            missing: candidate.missing,
        })
    });
    told.take(MOST).collect()
}

/// The message is there, a condition beside it fails.
fn from_condition(knowledge: &Knowledge, failure: &Failed, normal: &Normal) -> Option<Candidate> {
    let signature = knowledge.signatures.get(failure.signature as usize)?;
    let line = normal.pasted_line(failure.lead.start);
    let within = signature.within;
    let text = |template: u32| Some(knowledge.templates.get(template as usize)?.template.to_text());
    let missing = match failure.condition {
        Condition::Missing(template) => {
            format!("\"{}\" is not within {within} lines of line {line}", text(template)?)
        }
        Condition::Present(template) => format!(
            "\"{}\" is within {within} lines of line {line}, and must not be",
            text(template)?
        ),
    };
    candidate(signature.entry, failure.held, failure.of, missing)
}

/// Part of a message is there. Only messages that a signature leads with are worth telling.
fn from_message(
    knowledge: &Knowledge,
    template: u32,
    at: usize,
    normal: &Normal,
) -> Vec<Candidate> {
    let Some(stored) = knowledge.templates.get(template as usize) else {
        return Vec::new();
    };
    let start = at.saturating_sub(REACH);
    let window = normal.text().as_bytes();
    let window = &window[start..(at + 2 * REACH).min(window.len())];
    let literals: Vec<_> = stored.template.literals().map(|(_, literal)| literal.trim()).collect();
    let is_here = |literal: &&&str| find::first(window, literal.as_bytes()).is_some();
    let held = literals.iter().filter(is_here).count();
    let Some(absent) = literals.iter().find(|literal| !is_here(literal)) else {
        return Vec::new();
    };
    let line = normal.pasted_line(at);
    let missing = format!("\"{absent}\" is not in the message at line {line}");
    knowledge
        .signatures
        .iter()
        .filter(|signature| signature.lead == Lead::Template(template))
        .filter_map(|signature| candidate(signature.entry, held, literals.len(), missing.clone()))
        .collect()
}

fn candidate(entry: u32, held: usize, of: usize, missing: String) -> Option<Candidate> {
    let share = held as f64 / of as f64;
    (share >= LEAST_SHARE).then_some(Candidate { entry, share, held, of, missing })
}
