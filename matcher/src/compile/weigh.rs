//! How much a text tells, in tenths of a bit.
//!
//! A word that stands in one signature of a hundred tells much, one that stands in most of them
//! tells little; a message tells what its words tell. So a whole message outweighs a class
//! name, and a class name outweighs a word that every error has.

use std::collections::{HashMap, HashSet};

/// No word tells more than this, however rare: a misprint is rare too.
const MOST_A_WORD: f64 = 8.0;
/// No word tells less than this: it was found after all.
const LEAST_A_WORD: f64 = 0.5;

/// Counts in how many texts each word stands.
#[derive(Debug, Default)]
pub(super) struct Weigher {
    texts: usize,
    holding: HashMap<String, usize>,
}

impl Weigher {
    /// Counts one more text.
    pub(super) fn count<'a>(&mut self, literals: impl Iterator<Item = &'a str>) {
        self.texts += 1;
        for word in distinct(literals) {
            *self.holding.entry(word).or_default() += 1;
        }
    }

    /// What finding a text of these literals tells, in tenths of a bit.
    pub(super) fn weigh<'a>(&self, literals: impl Iterator<Item = &'a str>) -> u16 {
        let bits: f64 = distinct(literals).iter().map(|word| self.bits(word)).sum();
        (bits * 10.0).round().min(f64::from(u16::MAX)) as u16
    }

    /// What finding this word tells, in bits.
    pub(super) fn bits(&self, word: &str) -> f64 {
        // A base of few entries must not take each of its words for a rare one: the count of
        // texts is at least that of a small base.
        let texts = self.texts.max(64) as f64;
        let holding = self.holding.get(word).copied().unwrap_or(0) as f64;
        // Short words are common in any text, also where the base has none of them.
        let most = MOST_A_WORD.min(word.chars().count() as f64 * 0.75);
        (texts / (holding + 0.5)).log2().clamp(LEAST_A_WORD, most.max(LEAST_A_WORD))
    }
}

/// The words of texts, each once, in a fixed order so that sums are the same on every machine.
fn distinct<'a>(literals: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = HashSet::new();
    literals
        .flat_map(words)
        .filter(|word| seen.insert(word.to_ascii_lowercase()))
        .map(str::to_ascii_lowercase)
        .collect()
}

/// Runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}
