//! Orders what holds: what tells more comes first, and a consequence is folded below its cause.

use crate::findings::Found;
use crate::knowledge::{Entry, Knowledge, SymptomOf};
use crate::order;

/// A weight of this many tenths of a bit halves the doubt that is left.
pub(crate) const HALVING: f64 = 60.0;
/// A failure nearer to the beginning of a chain is the cause if it tells at least this much, in
/// tenths of a bit; below, it may be what a program met and dealt with.
const CAUSE_WEIGHT: u32 = 120;

/// An entry that holds, with the entries that are only its consequences.
#[derive(Debug)]
pub(crate) struct Ranked {
    pub(crate) found: Found,
    pub(crate) symptoms: Vec<Found>,
    /// Whether it follows any error, but stands between two failures of different kinds: then no
    /// single cause is to be seen, and it is what there is to say.
    pub(crate) joins: bool,
}

/// How sure a match of this weight, in tenths of a bit, is: from 0 to 0.99, in hundredths.
pub(crate) fn confidence(weight: u32) -> f64 {
    let doubt = (-f64::from(weight) / HALVING).exp2();
    ((1.0 - doubt) * 100.0).floor().min(99.0) / 100.0
}

/// Brings entries that hold, each once, into order, likeliest root cause first.
pub(crate) fn rank(knowledge: &Knowledge, found: Vec<Found>) -> Vec<Ranked> {
    let found = by_weight(found);
    let joining: Vec<u32> =
        found.iter().filter(|one| joins(knowledge, one, &found)).map(|one| one.entry).collect();
    let causes: Vec<(u32, u32)> = found
        .iter()
        .filter(|one| !joining.contains(&one.entry))
        .filter_map(|one| Some((one.entry, cause_of(knowledge, one, &found)?)))
        .collect();
    let (symptoms, roots): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|one| root_of(one.entry, &causes) != one.entry);
    let ranked = roots.into_iter().map(|found| {
        let joins = joining.contains(&found.entry);
        Ranked { found, symptoms: Vec::new(), joins }
    });
    let mut ranked = order::by_key(ranked.collect(), |ranked| u64::from(!ranked.joins));
    put_winners_first(knowledge, &mut ranked);
    for symptom in symptoms {
        let root = root_of(symptom.entry, &causes);
        if let Some(ranked) = ranked.iter_mut().find(|ranked| ranked.found.entry == root) {
            ranked.symptoms.push(symptom);
        }
    }
    ranked
}

/// What tells most comes first. Ties are broken by place in the text, so that the order is always
/// the same.
pub(crate) fn by_weight(found: Vec<Found>) -> Vec<Found> {
    order::by_key(found, |found| {
        let start = u32::try_from(found.start).unwrap_or(u32::MAX);
        (u64::from(u32::MAX - found.weight) << 32) | u64::from(start)
    })
}

fn known<'k>(knowledge: &'k Knowledge, found: &Found) -> Option<&'k Entry> {
    knowledge.entries.get(found.entry as usize)
}

pub(crate) fn follows_any(knowledge: &Knowledge, found: &Found) -> bool {
    known(knowledge, found).is_some_and(|entry| entry.symptom_of == SymptomOf::Any)
}

/// Whether an entry that follows any error stands between failures of two categories, the
/// second of which happened in an attempt to recover from the first.
fn joins(knowledge: &Knowledge, one: &Found, all: &[Found]) -> bool {
    if !follows_any(knowledge, one) {
        return false;
    }
    let failures = || all.iter().filter(|other| !follows_any(knowledge, other));
    let category = |found: &Found| known(knowledge, found).map(|entry| entry.category);
    failures().filter(|first| first.start < one.start).any(|first| {
        failures().any(|second| {
            let is_attempt = second.place.is_some_and(|place| place.is_attempt);
            is_attempt && second.start > one.start && category(first) != category(second)
        })
    })
}

/// The entry below which this one is folded: a cause that it names, else, if it follows any
/// error, the first entry that does not, else a cause of another kind in the same chain of
/// failures. `all` is in order of weight.
pub(crate) fn cause_of(knowledge: &Knowledge, one: &Found, all: &[Found]) -> Option<u32> {
    let entry = known(knowledge, one)?;
    let others = || all.iter().filter(|other| other.entry != one.entry);
    let named = match &entry.symptom_of {
        SymptomOf::These(causes) => others().find(|other| causes.contains(&other.entry)),
        SymptomOf::Any => others().find(|other| !follows_any(knowledge, other)),
    };
    let chained = || others().find(|other| is_cause(knowledge, other, one));
    named.or_else(chained).map(|cause| cause.entry)
}

/// Whether `cause` stands before `one` in the same chain and is another kind of failure. Of the
/// same kind, both are the same failure on its way up, and what tells more is shown.
fn is_cause(knowledge: &Knowledge, cause: &Found, one: &Found) -> bool {
    let (Some(before), Some(after)) = (cause.place, one.place) else { return false };
    let category = |found: &Found| known(knowledge, found).map(|entry| entry.category);
    before.chain == after.chain
        && before.depth < after.depth
        && cause.weight >= CAUSE_WEIGHT
        && category(cause) != category(one)
        && !follows_any(knowledge, cause)
}

/// Follows causes to the end. In a circle, which `check` refuses, the smallest entry is the end.
fn root_of(entry: u32, causes: &[(u32, u32)]) -> u32 {
    let mut path = vec![entry];
    let mut root = entry;
    while let Some((_, cause)) = causes.iter().find(|(symptom, _)| *symptom == root) {
        if path.contains(cause) {
            let circle = path.iter().copied().skip_while(|one| one != cause);
            return circle.min().unwrap_or(root);
        }
        path.push(*cause);
        root = *cause;
    }
    root
}

/// Moves an entry before those that it beats, whatever they weigh.
fn put_winners_first(knowledge: &Knowledge, ranked: &mut Vec<Ranked>) {
    for _ in 0..ranked.len() {
        let beaten = |winner: usize, ranked: &[Ranked]| {
            let beats = known(knowledge, &ranked[winner].found).map(|entry| &entry.beats);
            (0..winner).find(|loser| {
                beats.is_some_and(|beats| beats.contains(&ranked[*loser].found.entry))
            })
        };
        let Some((winner, loser)) =
            (0..ranked.len()).find_map(|winner| Some((winner, beaten(winner, ranked)?)))
        else {
            return;
        };
        let moved = ranked.remove(winner);
        ranked.insert(loser, moved);
    }
}
