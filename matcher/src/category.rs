//! Which category a text belongs to when no entry holds: signals that the knowledge base
//! weighs speak for categories, and the loudest wins. Only a text that a known tool wrote is
//! judged at all: a status or a word of another program says nothing here.

use crate::chain::Chains;
use crate::diagnosis::{CategoryGuess, SignalSeen};
use crate::facts::PlacedFacts;
#[cfg(feature = "compile")]
use crate::hearing::{FirstEntry, HeardSignal, Hearing};
use crate::knowledge::{Knowledge, SignalTest};
use crate::normalise::Normal;
use crate::verify::Fits;

/// What all signals for a category weigh together must be this much before it is named.
pub(crate) const LEAST_WEIGHT: u32 = 8;
/// How many times a signal counts where a chain of failures began.
const AT_ROOT: u32 = 2;
/// This much weight more than another category makes one likelier by a factor of e.
pub(crate) const WEIGHT_A_NAT: f64 = 5.0;

/// The signals that were seen.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// Whether something was seen that only a known tool prints.
    is_of_tool: bool,
    signals: Vec<Seen>,
}

/// Where a signal was first seen.
#[derive(Debug)]
struct Seen {
    /// Its category and its place there.
    signal: (u32, u32),
    line: usize,
    /// Whether it was ever seen where a chain of failures began.
    is_root: bool,
}

impl Heard {
    /// Listens to one window of a text.
    pub(crate) fn listen(
        knowledge: &Knowledge,
        fits: &Fits,
        facts: &PlacedFacts,
        chains: &Chains,
        normal: &Normal,
    ) -> Self {
        let mut signals = Vec::new();
        for (category, known) in (0..).zip(&knowledge.categories) {
            for (place, signal) in (0..).zip(&known.signals) {
                let places: Vec<usize> = match &signal.test {
                    SignalTest::Text(index) => {
                        let is_path = knowledge
                            .templates
                            .get(*index as usize)
                            .is_some_and(|stored| stored.template.is_path());
                        let places = fits.template(*index).iter().map(|fit| fit.span.start);
                        // Frames tell where a program was, not what went wrong there.
                        places.filter(|at| is_path || !normal.is_frame(*at)).collect()
                    }
                    SignalTest::Status(wanted) => {
                        let statuses = facts.statuses.iter();
                        statuses.filter(|(_, found)| found == wanted).map(|(at, _)| *at).collect()
                    }
                };
                if let Some(first) = places.first() {
                    let is_root = places.iter().any(|at| chains.is_root(*at));
                    let line = normal.pasted_line(*first);
                    signals.push(Seen { signal: (category, place), line, is_root });
                }
            }
        }
        Self { is_of_tool: facts.mark.is_some(), signals }
    }

    /// Adds what a later window of the same text says.
    pub(crate) fn add(&mut self, later: Self) {
        self.is_of_tool |= later.is_of_tool;
        for seen in later.signals {
            match self.signals.iter_mut().find(|known| known.signal == seen.signal) {
                Some(known) => known.is_root |= seen.is_root,
                None => self.signals.push(seen),
            }
        }
    }

    /// The same for whoever weighs signals.
    #[cfg(feature = "compile")]
    pub(crate) fn hearing(self, first: Option<FirstEntry>) -> Hearing {
        let signals = self.signals.iter().map(|seen| HeardSignal {
            category: seen.signal.0 as usize,
            place: seen.signal.1 as usize,
            times: seen.times(),
        });
        Hearing { is_of_tool: self.is_of_tool, signals: signals.collect(), first }
    }

    /// What all signals for a category weigh.
    fn weight(&self, knowledge: &Knowledge, category: u32) -> u32 {
        let signals = knowledge.categories.get(category as usize).map(|known| &known.signals);
        let weight = |seen: &Seen| {
            let signal = signals?.get(seen.signal.1 as usize)?;
            Some(u32::from(signal.weight) * seen.times())
        };
        let of_category = self.signals.iter().filter(|seen| seen.signal.0 == category);
        of_category.filter_map(weight).sum()
    }
}

impl Seen {
    /// How many times it counts.
    fn times(&self) -> u32 {
        if self.is_root { AT_ROOT } else { 1 }
    }
}

/// The category for which most speaks, with what speaks for it.
pub(crate) fn guess(
    knowledge: &Knowledge,
    heard: &Heard,
) -> Option<(CategoryGuess, Vec<SignalSeen>)> {
    if !heard.is_of_tool {
        return None;
    }
    let categories = 0..knowledge.categories.len() as u32;
    let weighed = categories.map(|category| (category, heard.weight(knowledge, category)));
    let weighed: Vec<(u32, u32)> = weighed.collect();
    // The first of equals wins: the order of categories.yaml decides.
    let (category, weight) = *weighed.iter().rev().max_by_key(|(_, weight)| *weight)?;
    if weight < LEAST_WEIGHT {
        return None;
    }
    // Weights are logarithms of odds, so the shares are those of a softmax.
    let odds = |other: u32| ((f64::from(other) - f64::from(weight)) / WEIGHT_A_NAT).exp();
    let total: f64 = weighed.iter().map(|(_, other)| odds(*other)).sum();
    let confidence = (100.0 / total).floor().min(99.0) / 100.0;
    let known = knowledge.categories.get(category as usize)?;
    let seen = heard.signals.iter().filter(|seen| seen.signal.0 == category).filter_map(|seen| {
        let text = match &known.signals.get(seen.signal.1 as usize)?.test {
            SignalTest::Text(index) => knowledge.templates.get(*index as usize)?.template.to_text(),
            SignalTest::Status(status) => format!("HTTP status {status}"),
        };
        Some(SignalSeen { category: known.id.clone(), text, line: seen.line })
    });
    Some((CategoryGuess { id: known.id.clone(), confidence }, seen.collect()))
}
