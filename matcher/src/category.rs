//! Which category a text belongs to when no entry holds: signals that the knowledge base
//! weighs speak for categories, and the loudest wins. Only a text that a known tool wrote is
//! judged at all: a status or a word of another program says nothing here.

use crate::diagnosis::{CategoryGuess, SignalSeen};
use crate::facts::PlacedFacts;
use crate::knowledge::{Category, Knowledge, SignalTest};
use crate::normalise::Normal;
use crate::rank::confidence;
use crate::verify::Fits;

/// What all signals for a category weigh together must be this much before it is named.
const LEAST_WEIGHT: u32 = 3;
/// What a weight of one counts in tenths of a bit, when it becomes a confidence.
const TENTHS_A_WEIGHT: u32 = 25;

/// The category for which most speaks, with what speaks for it.
pub(crate) fn guess(
    knowledge: &Knowledge,
    fits: &Fits,
    facts: &PlacedFacts,
    normal: &Normal,
) -> Option<(CategoryGuess, Vec<SignalSeen>)> {
    facts.mark?;
    let heard: Vec<_> = knowledge
        .categories
        .iter()
        .map(|category| listen(knowledge, category, fits, facts, normal))
        .collect();
    let total: u32 = heard.iter().map(|(weight, _)| weight).sum();
    let (category, (weight, signals)) = knowledge
        .categories
        .iter()
        .zip(heard)
        // The first of equals wins: the order of categories.yaml decides.
        .rev()
        .max_by_key(|(_, (weight, _))| *weight)?;
    if weight < LEAST_WEIGHT {
        return None;
    }
    let share = f64::from(weight) / f64::from(total);
    let confidence = (confidence(weight * TENTHS_A_WEIGHT) * share * 100.0).round() / 100.0;
    Some((CategoryGuess { id: category.id.clone(), confidence }, signals))
}

fn listen(
    knowledge: &Knowledge,
    category: &Category,
    fits: &Fits,
    facts: &PlacedFacts,
    normal: &Normal,
) -> (u32, Vec<SignalSeen>) {
    let mut weight = 0;
    let mut seen = Vec::new();
    for signal in &category.signals {
        let found = match &signal.test {
            SignalTest::Text(index) => fits.template(*index).first().map(|fit| {
                let stored = knowledge.templates.get(*index as usize);
                let text = stored.map(|stored| stored.template.to_text()).unwrap_or_default();
                (fit.span.start, text)
            }),
            SignalTest::Status(wanted) => facts
                .statuses
                .iter()
                .find(|(_, status)| status == wanted)
                .map(|(at, status)| (*at, format!("HTTP status {status}"))),
        };
        if let Some((at, text)) = found {
            weight += u32::from(signal.weight);
            let line = normal.pasted_line(at);
            seen.push(SignalSeen { category: category.id.clone(), text, line });
        }
    }
    (weight, seen)
}
