//! Orders what holds: what tells more comes first, and a consequence is folded below its cause.

use crate::knowledge::{Knowledge, SymptomOf};
use crate::order;
use crate::verify::Held;

/// A weight of this many tenths of a bit halves the doubt that is left.
const HALVING: f64 = 80.0;

/// An entry that holds, with the entries that are only its consequences.
#[derive(Debug)]
pub(crate) struct Ranked {
    pub(crate) held: Held,
    pub(crate) symptoms: Vec<Held>,
}

/// How sure a match of this weight, in tenths of a bit, is: from 0 to 0.99, in hundredths.
pub(crate) fn confidence(weight: u32) -> f64 {
    let doubt = (-f64::from(weight) / HALVING).exp2();
    ((1.0 - doubt) * 100.0).floor().min(99.0) / 100.0
}

/// Brings signatures that hold into the order of their entries, likeliest root cause first.
pub(crate) fn rank(knowledge: &Knowledge, held: Vec<Held>) -> Vec<Ranked> {
    // Ties are broken by place in the text, then by entry, so that the order is always the same.
    let entries = order::by_key(best_of_each(held), |held| {
        let start = u32::try_from(held.lead.start).unwrap_or(u32::MAX);
        (u64::from(u32::MAX - held.weight) << 32) | u64::from(start)
    });
    let present: Vec<u32> = entries.iter().map(|held| held.entry).collect();
    let causes: Vec<(u32, u32)> = entries
        .iter()
        .filter_map(|held| Some((held.entry, cause_of(knowledge, held.entry, &present)?)))
        .collect();
    let (symptoms, roots): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|held| cause_in(&causes, held.entry).is_some());
    let mut ranked: Vec<_> =
        roots.into_iter().map(|held| Ranked { held, symptoms: Vec::new() }).collect();
    put_winners_first(knowledge, &mut ranked);
    for symptom in symptoms {
        let root = root_of(symptom.entry, &causes);
        if let Some(ranked) = ranked.iter_mut().find(|ranked| ranked.held.entry == root) {
            ranked.symptoms.push(symptom);
        }
    }
    ranked
}

/// The best signature of each entry, in the order in which entries come.
fn best_of_each(held: Vec<Held>) -> Vec<Held> {
    let mut best: Vec<Held> = Vec::new();
    for held in held {
        match best.iter_mut().find(|other| other.entry == held.entry) {
            Some(other) if other.weight >= held.weight => {}
            Some(other) => *other = held,
            None => best.push(held),
        }
    }
    best
}

/// The entry below which this one is folded: a cause that it names, else, if it follows
/// any error, the first entry that does not. `present` is in order of weight.
fn cause_of(knowledge: &Knowledge, entry: u32, present: &[u32]) -> Option<u32> {
    let symptom_of =
        |entry: u32| knowledge.entries.get(entry as usize).map(|known| &known.symptom_of);
    match symptom_of(entry)? {
        SymptomOf::These(causes) => {
            present.iter().copied().find(|other| *other != entry && causes.contains(other))
        }
        SymptomOf::Any => present
            .iter()
            .copied()
            .find(|other| *other != entry && symptom_of(*other) != Some(&SymptomOf::Any)),
    }
}

/// Follows causes to the end. `check` refuses cycles; should one be there, the walk still ends.
fn root_of(entry: u32, causes: &[(u32, u32)]) -> u32 {
    let mut root = entry;
    for _ in 0..=causes.len() {
        match cause_in(causes, root) {
            Some(cause) => root = cause,
            None => break,
        }
    }
    root
}

fn cause_in(causes: &[(u32, u32)], entry: u32) -> Option<u32> {
    causes.iter().find(|(symptom, _)| *symptom == entry).map(|(_, cause)| *cause)
}

/// Moves an entry before those that it beats, whatever they weigh.
fn put_winners_first(knowledge: &Knowledge, ranked: &mut Vec<Ranked>) {
    for _ in 0..ranked.len() {
        let beaten = |winner: usize, ranked: &[Ranked]| {
            let beats =
                knowledge.entries.get(ranked[winner].held.entry as usize).map(|known| &known.beats);
            (0..winner)
                .find(|loser| beats.is_some_and(|beats| beats.contains(&ranked[*loser].held.entry)))
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
