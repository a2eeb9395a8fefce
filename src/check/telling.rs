//! How much the text of a signature tells it from the others.
//!
//! The matcher finds a signature by a piece of literal text. A piece whose words stand in most
//! signatures, or that is only a few letters long, is found in any log: it costs time and proves
//! nothing.

use std::collections::{HashMap, HashSet};

use matcher::Template;

use super::place;
use crate::diagnostic::Diagnostic;
use crate::entry::RawSignature;
use crate::load::{Content, LoadedEntry};

/// The best piece of a signature tells at least as much as a word that stands in one signature
/// of 32 does.
const LEAST_BITS: f64 = 5.0;
/// A base of few signatures must not take each of its words for a rare one.
const FEW: usize = 64;
/// A letter tells this many bits at most: short words are common in any text.
const BITS_A_LETTER: f64 = 0.75;
/// No word tells more than this: a misprint is rare too.
const MOST_A_WORD: f64 = 8.0;

/// In how many signatures each word stands.
pub(super) struct Words {
    signatures: usize,
    holding: HashMap<String, usize>,
}

impl Words {
    /// Counts the words of all signatures.
    pub(super) fn of(content: &Content) -> Self {
        let mut words = Self { signatures: 0, holding: HashMap::new() };
        for signature in content.entries.iter().flat_map(|entry| &entry.raw.value.signatures) {
            words.signatures += 1;
            for word in distinct(&pieces(signature).join(" ")) {
                *words.holding.entry(word).or_default() += 1;
            }
        }
        words
    }

    /// What all texts that a signature demands tell together, in bits; `None` when it is a regular
    /// expression.
    pub(super) fn bits_of(&self, signature: &RawSignature) -> Option<f64> {
        let mut pieces = pieces(signature);
        if pieces.is_empty() {
            return None;
        }
        pieces.extend(signature.all.iter().flat_map(|condition| pieces_of(condition)));
        Some(self.bits(&pieces.join(" ")))
    }

    fn bits(&self, text: &str) -> f64 {
        distinct(text).iter().map(|word| self.bits_of_word(word)).sum()
    }

    fn bits_of_word(&self, word: &str) -> f64 {
        let holding = self.holding.get(word).copied().unwrap_or(0).max(1);
        let rarity = (self.signatures.max(FEW) as f64 / holding as f64).log2();
        rarity.min(word.chars().count() as f64 * BITS_A_LETTER).min(MOST_A_WORD)
    }
}

/// Finds signatures without a piece of text that is worth looking for.
pub(super) fn check(content: &Content) -> Vec<Diagnostic> {
    let words = Words::of(content);
    content.entries.iter().flat_map(|entry| check_entry(entry, &words)).collect()
}

fn check_entry(entry: &LoadedEntry, words: &Words) -> Vec<Diagnostic> {
    let untelling = entry.raw.value.signatures.iter().filter_map(|signature| {
        let best = pieces(signature)
            .into_iter()
            .map(|piece| (words.bits(&piece), piece))
            .max_by(|left, right| left.0.total_cmp(&right.0))?;
        let (bits, piece) = best;
        let lead = signature.message.as_ref().or(signature.exception.as_ref())?;
        let piece = piece.trim();
        let message = format!(
            "this signature has no text that tells it from others: `{piece}` is its best piece"
        );
        (bits < LEAST_BITS).then(|| {
            Diagnostic::error("untelling-signature", message)
                .at(place(&entry.raw, &lead.span), "any log may hold this")
                .help(
                    "add more of what the program prints around it, in one piece, without a hole \
                     in between",
                )
        })
    });
    untelling.collect()
}

/// The literal pieces of what a signature looks for; none of a regular expression, whose literals
/// the matcher judges, and none of a template that does not parse.
fn pieces(signature: &RawSignature) -> Vec<String> {
    let lead = match (&signature.message, &signature.regex) {
        (Some(message), None) => Some(message),
        (_, Some(_)) => None,
        (None, None) => signature.exception.as_ref(),
    };
    lead.map(|lead| pieces_of(lead)).unwrap_or_default()
}

fn pieces_of(template: &str) -> Vec<String> {
    let Ok(template) = template.parse::<Template>() else {
        return Vec::new();
    };
    let text = template.to_text();
    let mut rest = text.as_str();
    let mut pieces = Vec::new();
    for hole in template.holes() {
        let (piece, after) = rest.split_once(&format!("{{{hole}}}")).unwrap_or((rest, ""));
        pieces.push(piece.to_owned());
        rest = after;
    }
    pieces.push(rest.to_owned());
    pieces
}

/// The words of a text in small letters, each once, in order.
fn distinct(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    text.split(|character: char| !character.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && seen.insert(word.clone()))
        .collect()
}
