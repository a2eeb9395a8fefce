//! What came of it, in one sentence.

use matcher::why::{Before, Condition, Kind, Reason, Signature, Why};

use super::human::WIDTH;
use crate::cmd::output::{counted, shortened};

/// Whether the entry holds and comes first; else what is in its way. `nearest` is the signature that
/// is nearest to holding.
pub(super) fn verdict(why: &Why, nearest: Option<&Signature>) -> String {
    let Some(root) = &why.root else {
        let reason = nearest.map_or("nothing of it is in this text".to_owned(), lack);
        return format!("{} does not hold: {reason}.", why.entry);
    };
    match &why.before {
        None => format!(
            "{} holds on line {} and comes first ({}).",
            why.entry,
            root.line,
            told(why.bits)
        ),
        Some(before) => {
            format!("{} holds on line {}, but {}.", why.entry, root.line, overtaken(why, before))
        }
    }
}

fn overtaken(why: &Why, Before { rival, reason, beaten }: &Before) -> String {
    let (other, line) = (&rival.entry, rival.root.line);
    match reason {
        Reason::SymptomOf => {
            format!("is folded below {other} (line {line}), which it names in `symptom_of`")
        }
        Reason::FollowsAny => format!(
            "is folded below {other} (line {line}): it follows any error (`symptom_of: [\"*\"]`)"
        ),
        Reason::Chain => format!(
            "is folded below {other} (line {line}), which stands nearer to the cause in the same chain of failures"
        ),
        Reason::Joins => format!(
            "{other} (line {line}) comes first: it joins two failures of different kinds, so that neither is the only cause"
        ),
        Reason::Beats => match beaten {
            None => format!("{other} (line {line}) comes first, which names it in `beats`"),
            Some(beaten) => {
                format!("{other} (line {line}) comes first, which beats {beaten}, which tells more")
            }
        },
        Reason::Weight => format!(
            "{other} (line {line}) comes first: it tells {}, this one {}",
            told(rival.bits),
            told(why.bits)
        ),
        Reason::Place => format!(
            "{other} (line {line}) comes first: it tells as much ({}) and stands earlier",
            told(why.bits)
        ),
    }
}

pub(super) fn told(bits: f64) -> String {
    format!("{bits:.1} bits")
}

/// What the nearest signature lacks.
fn lack(signature: &Signature) -> String {
    let within = signature.within;
    if let Some(place) = &signature.place {
        let near =
            format!("within {} of line {}", counted(within as usize, "line", "lines"), place.line);
        let unmet =
            |conditions: &'_ [Condition]| conditions.iter().position(|it| it.met == Some(false));
        if let Some(missing) = unmet(&signature.all).and_then(|at| signature.all.get(at)) {
            return format!("\"{}\" is not {near}", shortened(&missing.wanted.text, WIDTH));
        }
        if let Some(unwanted) = unmet(&signature.none).and_then(|at| signature.none.get(at)) {
            return format!(
                "\"{}\" is {near}, and must not be",
                shortened(&unwanted.wanted.text, WIDTH)
            );
        }
    }
    match &signature.message.stop {
        Some(stop) if stop.expected.is_empty() => {
            format!("on line {} its message is only a part of a longer word", stop.at.line)
        }
        Some(stop) if stop.found.is_empty() => format!(
            "the text ends on line {} where the message goes on with \"{}\"",
            stop.at.line, stop.expected
        ),
        Some(stop) => format!(
            "on line {} the text says \"{}\" where the message says \"{}\"",
            stop.at.line, stop.found, stop.expected
        ),
        None if signature.message.kind == Kind::Regex => {
            "its regular expression does not match around its words".to_owned()
        }
        None => "only pieces of its message are in this text".to_owned(),
    }
}
