//! Which piece of a template goes into the automaton.

use super::weigh::{Weigher, words};
use crate::knowledge::Anchor;
use crate::template::Template;

/// An anchor is not longer than this: what makes it rare stands in fewer bytes.
const LONGEST: usize = 40;

/// The piece of a literal part that tells most.
pub(super) fn choose(template: &Template, weigher: &Weigher) -> Option<Anchor> {
    template
        .literals()
        .flat_map(|(part, literal)| pieces(literal).map(move |piece| (part, literal, piece)))
        .max_by(|left, right| {
            let worth = |(_, literal, (start, end)): &(usize, &str, (usize, usize))| {
                words(&literal[*start..*end])
                    .map(|word| weigher.bits(&word.to_ascii_lowercase()))
                    .sum::<f64>()
            };
            // The first of equals wins, so that the choice does not depend on the iterator.
            worth(left).total_cmp(&worth(right)).then(right.2.0.cmp(&left.2.0))
        })
        .and_then(|(part, _, (start, end))| {
            Some(Anchor {
                part: u16::try_from(part).ok()?,
                start: u16::try_from(start).ok()?,
                length: u16::try_from(end - start).ok()?,
            })
        })
}

/// Pieces of at most [`LONGEST`] bytes that begin and end with whole words, where words are not
/// longer than that.
fn pieces(literal: &str) -> impl Iterator<Item = (usize, usize)> {
    let starts: Vec<_> = boundaries(literal).collect();
    starts.clone().into_iter().filter_map(move |start| {
        let end = starts.iter().rev().find(|end| **end > start && **end - start <= LONGEST);
        let end = match end {
            Some(end) => *end,
            None => char_floor(literal, (start + LONGEST).min(literal.len())),
        };
        let piece = &literal[start..end];
        let trimmed = piece.trim_end();
        (!trimmed.is_empty()).then_some((start, start + trimmed.len()))
    })
}

/// Where words begin, and the end of the text.
fn boundaries(literal: &str) -> impl Iterator<Item = usize> {
    let mut before = ' ';
    literal
        .char_indices()
        .filter_map(move |(at, character)| {
            let begins = before == ' ' && character != ' ';
            before = character;
            begins.then_some(at)
        })
        .chain(std::iter::once(literal.len()))
}

fn char_floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
