//! Where an entry stands among those that hold on a text, and what put another before it.

use super::{Before, Quote, Reason, Rival, bits};
use crate::findings::Found;
use crate::knowledge::{Knowledge, SymptomOf};
use crate::rank::{self, Ranked};

/// What became of one entry.
pub(super) struct Standing {
    /// The entry itself, when it holds.
    pub(super) own: Option<Rival>,
    pub(super) before: Option<Before>,
    pub(super) winner: Option<Rival>,
}

/// Ranks what holds and looks where `entry` ended up.
pub(super) fn standing(knowledge: &Knowledge, entry: u32, found: Vec<Found>) -> Standing {
    let found = rank::by_weight(found);
    let is_it = |one: &&Found| one.entry == entry;
    let own = found.iter().find(is_it).and_then(|one| rival(knowledge, one));
    // An entry that is folded has a cause; one that joins two failures is never folded.
    let cause = found.iter().find(is_it).and_then(|one| {
        let cause = rank::cause_of(knowledge, one, &found)?;
        let cause = found.iter().find(|other| other.entry == cause)?;
        before(knowledge, cause, reason_of_fold(knowledge, one, cause), None)
    });
    let ranked = rank::rank(knowledge, found);
    let first = ranked.first();
    let winner = first.and_then(|first| rival(knowledge, &first.found));
    let root = ranked.iter().find(|ranked| ranked.found.entry == entry);
    let before = match (root, first) {
        (Some(root), Some(first)) if first.found.entry != entry => {
            overtaken(knowledge, root, first, &ranked)
        }
        (Some(_), _) => None,
        (None, _) => cause,
    };
    Standing { own, before, winner }
}

fn reason_of_fold(knowledge: &Knowledge, one: &Found, cause: &Found) -> Reason {
    match knowledge.entries.get(one.entry as usize).map(|entry| &entry.symptom_of) {
        Some(SymptomOf::These(causes)) if causes.contains(&cause.entry) => Reason::SymptomOf,
        Some(SymptomOf::Any) if !rank::follows_any(knowledge, cause) => Reason::FollowsAny,
        _ => Reason::Chain,
    }
}

/// Why `first` comes before an entry that is not folded either.
fn overtaken(
    knowledge: &Knowledge,
    one: &Ranked,
    first: &Ranked,
    ranked: &[Ranked],
) -> Option<Before> {
    let beats = knowledge.entries.get(first.found.entry as usize).map(|entry| &entry.beats)?;
    let (weight, most) = (one.found.weight, first.found.weight);
    if beats.contains(&one.found.entry) {
        return before(knowledge, &first.found, Reason::Beats, None);
    }
    let reason = match () {
        () if first.joins && !one.joins => Reason::Joins,
        () if most > weight => Reason::Weight,
        () if most == weight => Reason::Place,
        () => Reason::Beats,
    };
    // What tells less came first only because it beats one that tells more.
    let beaten = ranked
        .iter()
        .find(|other| reason == Reason::Beats && beats.contains(&other.found.entry))
        .and_then(|other| Some(knowledge.entries.get(other.found.entry as usize)?.id.clone()));
    before(knowledge, &first.found, reason, beaten)
}

fn before(
    knowledge: &Knowledge,
    found: &Found,
    reason: Reason,
    beaten: Option<String>,
) -> Option<Before> {
    Some(Before { rival: rival(knowledge, found)?, reason, beaten })
}

fn rival(knowledge: &Knowledge, found: &Found) -> Option<Rival> {
    let known = knowledge.entries.get(found.entry as usize)?;
    Some(Rival {
        entry: known.id.clone(),
        title: known.title.clone(),
        url: known.url.clone(),
        root: Quote { line: found.line, text: found.text.clone() },
        bits: bits(found.weight),
    })
}
