//! Which piece of a template the scanner looks for.
//!
//! The scanner asks for the first bytes of a piece, so it matters which those are: bytes that
//! go on from one word into the next are rare in any text, while those of one word stand
//! wherever the word does.

use std::collections::HashMap;

use crate::knowledge::Anchor;
use crate::scan::{SHORTEST_LITERAL, Sampling};
use crate::template::Template;

/// An anchor is not longer than this: what makes it rare stands in fewer bytes.
const LONGEST: usize = 40;

/// What tells this much, in bits, is rare enough. Among such pieces the first one is taken: when
/// the end of a message was cut off, its beginning still shows what nearly holds.
const ENOUGH: f64 = 15.0;

/// How many templates have each gram, so that those that many share can be avoided.
#[derive(Debug, Default)]
pub(super) struct GramCounts(HashMap<[u8; GRAM], u32>);

const GRAM: usize = Sampling::LONG.gram();

impl GramCounts {
    pub(super) fn of<'a>(templates: impl Iterator<Item = &'a Template>) -> Self {
        let mut counts = HashMap::new();
        for template in templates {
            let grams =
                template.literals().flat_map(|(_, literal)| literal.as_bytes().windows(GRAM));
            for gram in grams.filter_map(|gram| gram.try_into().ok()) {
                *counts.entry(gram).or_default() += 1;
            }
        }
        Self(counts)
    }

    /// What it tells, in bits, that the text goes on like this from here: the least of the grams
    /// by which the scanner finds it.
    fn bits(&self, literal: &[u8], start: usize) -> f64 {
        let grams = literal[start..].windows(GRAM).take(Sampling::LONG.stride());
        let bits = grams.map(|gram| {
            let shared = <[u8; GRAM]>::try_from(gram).ok().and_then(|gram| self.0.get(&gram));
            bits(gram) - f64::from(shared.copied().unwrap_or(1)).log2()
        });
        bits.min_by(f64::total_cmp).unwrap_or(0.0).min(ENOUGH)
    }
}

/// The piece of a literal part that begins with the most telling bytes; `None` when all parts
/// are too short to be looked for.
pub(super) fn choose(template: &Template, counts: &GramCounts) -> Option<Anchor> {
    let long = template.literals().flat_map(|(part, literal)| {
        let starts = 0..(literal.len() + 1).saturating_sub(Sampling::LONG.shortest());
        let starts = starts.filter(|start| literal.is_char_boundary(*start));
        starts.map(move |start| (counts.bits(literal.as_bytes(), start), part, literal, start))
    });
    // The first of equals wins: `rev` because `max_by` takes the last one.
    let long =
        long.collect::<Vec<_>>().into_iter().rev().max_by(|one, other| one.0.total_cmp(&other.0));
    let short = || {
        let longest = template.literals().rev().max_by_key(|(_, literal)| literal.len())?;
        (longest.1.len() >= SHORTEST_LITERAL).then_some((0.0, longest.0, longest.1, 0))
    };
    let (_, part, literal, start) = long.or_else(short)?;
    let end = char_floor(literal, (start + LONGEST).min(literal.len()));
    Some(Anchor {
        part: u16::try_from(part).ok()?,
        start: u16::try_from(start).ok()?,
        length: u16::try_from(end - start).ok()?,
    })
}

/// What a few bytes tell in any text, roughly: inside a word each letter follows from those
/// before it, but which word comes next does not.
fn bits(gram: &[u8]) -> f64 {
    let mut before = b'a';
    let mut bits = 0.0;
    for byte in gram {
        bits += match (before, byte) {
            (b'a'..=b'z', b'a'..=b'z') => 1.5,
            (b'a'..=b'z', b' ') => 2.0,
            (_, b'a'..=b'z') => 4.0,
            _ => 5.0,
        };
        before = *byte;
    }
    bits
}

fn char_floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
