//! Whether a template stands at a place of normal text, and what its holes then hold.
//!
//! The place is given by one literal part that was found there. From it the template is
//! followed to the right and to the left; a hole ends at the nearest occurrence of the literal
//! behind it from which the rest fits. The text looked at is bounded by [`LONGEST_HOLE`] a hole
//! and the attempts by [`MOST_ATTEMPTS`], so hostile text costs no more than any other.

use super::{HoleKind, Part, Template};
use crate::find;
use crate::normalise::Normal;
use crate::span::NormalSpan;

/// A value between two literals is at most this many bytes long.
pub(crate) const LONGEST_HOLE: usize = 600;
/// A value at either end of a template is at most this many bytes long.
const LONGEST_END: usize = 400;
/// How many occurrences of literals one fit may try.
const MOST_ATTEMPTS: u32 = 64;
/// Text this long is no part of a longer word: programs do join two messages without a space.
const LONGER_THAN_WORDS: usize = 24;

/// A place where a literal part of a template was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occurrence {
    /// Which part of the template it is.
    pub(crate) part: usize,
    /// Where the part starts in normal text.
    pub(crate) start: usize,
}

/// A template that stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fit {
    /// From the first byte of the message to the last.
    pub(crate) span: NormalSpan,
    /// Names of holes with what they hold, in the order of the template.
    pub(crate) captures: Vec<(String, String)>,
}

impl Template {
    /// Follows the template from a literal part that was found.
    pub(crate) fn fit(&self, normal: &Normal, found: Occurrence) -> Option<Fit> {
        let Some(Part::Literal(literal)) = self.parts.get(found.part) else {
            return None;
        };
        let text = normal.text();
        let end = found.start + literal.len();
        if text.as_bytes().get(found.start..end)? != literal.as_bytes() {
            return None;
        }
        let mut walk =
            Walk { template: self, normal, text, attempts: MOST_ATTEMPTS, holes: Vec::new() };
        let start = walk.left(&self.parts[..found.part], found.start)?;
        walk.holes.reverse();
        let quoted = text[..start].ends_with('\'');
        let end = walk.right(&self.parts[found.part + 1..], end, quoted)?;
        Some(Fit { span: NormalSpan::new(start, end), captures: walk.captures() })
    }

    /// A message that begins with a word does not begin in the middle of one.
    fn starts_at_boundary(&self, text: &str, start: usize) -> bool {
        let begins_with_word = match self.parts.first() {
            Some(Part::Literal(literal)) => is_short(literal) && literal.starts_with(is_word),
            _ => false,
        };
        !(begins_with_word && text[..start].ends_with(is_word))
    }

    fn ends_at_boundary(&self, text: &str, end: usize) -> bool {
        let ends_with_word = match self.parts.last() {
            Some(Part::Literal(literal)) => is_short(literal) && literal.ends_with(is_word),
            _ => false,
        };
        !(ends_with_word && text[end..].starts_with(is_word))
    }
}

fn is_short(literal: &str) -> bool {
    literal.len() < LONGER_THAN_WORDS
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

struct Walk<'a> {
    template: &'a Template,
    normal: &'a Normal,
    text: &'a str,
    attempts: u32,
    /// The holes that were filled: to the left in reverse order, then to the right.
    holes: Vec<(&'a str, NormalSpan)>,
}

// The parts outlive the walk, but not by a lifetime worth naming in every signature.
impl<'a> Walk<'a> {
    /// Fits `parts`, the first of which starts at `at`, and gives the end of the last.
    fn right(&mut self, parts: &'a [Part], at: usize, quoted: bool) -> Option<usize> {
        let [Part::Hole { name, kind }, rest @ ..] = parts else {
            let is_end = parts.is_empty() && self.template.ends_at_boundary(self.text, at);
            return is_end.then_some(at);
        };
        let [Part::Literal(literal), rest @ ..] = rest else {
            return self.last_hole(name, *kind, at, quoted);
        };
        let reach = self.run_right(*kind, at, LONGEST_HOLE);
        let window_end = (reach + literal.len()).min(self.text.len());
        let mut from = at + usize::from(!kind.may_be_empty());
        while let Some(found) = find_first(self.text, from, window_end, literal) {
            self.attempts = self.attempts.checked_sub(1)?;
            let depth = self.holes.len();
            self.holes.push((name, NormalSpan::new(at, found)));
            if self.accepts(*kind, at, found)
                && let Some(end) = self.right(rest, found + literal.len(), quoted)
            {
                return Some(end);
            }
            self.holes.truncate(depth);
            from = found + 1;
        }
        None
    }

    /// Fits `parts`, the last of which ends at `at`, and gives the start of the first.
    fn left(&mut self, parts: &'a [Part], at: usize) -> Option<usize> {
        let [rest @ .., Part::Hole { name, kind }] = parts else {
            let is_start = parts.is_empty() && self.template.starts_at_boundary(self.text, at);
            return is_start.then_some(at);
        };
        let [rest @ .., Part::Literal(literal)] = rest else {
            return self.first_hole(name, *kind, at);
        };
        let reach = self.run_left(*kind, at, LONGEST_HOLE);
        let window_start = reach.saturating_sub(literal.len());
        let mut until = at - usize::from(!kind.may_be_empty()).min(at);
        while let Some(found) = find_last(self.text, window_start, until, literal) {
            self.attempts = self.attempts.checked_sub(1)?;
            let depth = self.holes.len();
            self.holes.push((name, NormalSpan::new(found + literal.len(), at)));
            if self.accepts(*kind, found + literal.len(), at)
                && let Some(start) = self.left(rest, found)
            {
                return Some(start);
            }
            self.holes.truncate(depth);
            until = (found + literal.len()).saturating_sub(1);
        }
        None
    }

    /// A hole at the end takes the rest of its line, or of the quoted value it stands in.
    fn last_hole(
        &mut self,
        name: &'a str,
        kind: HoleKind,
        at: usize,
        quoted: bool,
    ) -> Option<usize> {
        let line_end = self.normal.line_end(self.normal.line_of(at)).max(at);
        let limit = line_end.min(at + LONGEST_END);
        let mut end = self.run_right(kind, at, limit - at);
        // A word that is printed without a space behind it ends where its quotes do.
        if (kind == HoleKind::Any && quoted) || kind == HoleKind::Word {
            end = closing_quote(self.text, at, end).unwrap_or(end);
        }
        if kind != HoleKind::Int {
            let value = self.text.get(at..end)?;
            end = at + value.trim_end_matches(is_trailing).len();
        }
        if kind == HoleKind::Number {
            // The number ends a clause: what follows its last digit is punctuation or a word.
            let value = self.text.get(at..end)?;
            end = at + value.trim_end_matches(|c: char| !c.is_ascii_digit()).len();
        }
        if !self.accepts(kind, at, end) {
            return None;
        }
        self.holes.push((name, NormalSpan::new(at, end)));
        Some(end)
    }

    /// A hole at the start takes its line from the beginning.
    fn first_hole(&mut self, name: &'a str, kind: HoleKind, at: usize) -> Option<usize> {
        let line_start = self.normal.line_start(self.normal.line_of(at)).min(at);
        let limit = line_start.max(at.saturating_sub(LONGEST_END));
        let start = self.run_left(kind, at, at - limit);
        let value = self.text.get(start..at)?;
        let mut start = start + (value.len() - value.trim_start_matches(is_leading).len());
        if kind == HoleKind::Number {
            let value = self.text.get(start..at)?;
            start = at - value.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
        }
        if !self.accepts(kind, start, at) {
            return None;
        }
        self.holes.push((name, NormalSpan::new(start, at)));
        Some(start)
    }

    /// Whether the text between two places may fill a hole of this kind.
    fn accepts(&self, kind: HoleKind, start: usize, end: usize) -> bool {
        self.text.get(start..end).is_some_and(|value| kind.accepts(value))
    }

    /// How far right of `at` the bytes may stand in a hole of this kind.
    fn run_right(&self, kind: HoleKind, at: usize, longest: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..];
        let bytes = &bytes[..bytes.len().min(longest)];
        let run = bytes.iter().position(|byte| !kind.admits(*byte)).unwrap_or(bytes.len());
        floor_char(self.text, at + run)
    }

    /// How far left of `at` the bytes may stand in a hole of this kind.
    fn run_left(&self, kind: HoleKind, at: usize, longest: usize) -> usize {
        let lowest = at.saturating_sub(longest);
        let bytes = &self.text.as_bytes()[lowest..at];
        let run = bytes.iter().rev().position(|byte| !kind.admits(*byte)).unwrap_or(bytes.len());
        floor_char(self.text, at - run)
    }

    fn captures(&self) -> Vec<(String, String)> {
        let value = |span: &NormalSpan| self.text.get(span.start..span.end).unwrap_or("").trim();
        self.holes.iter().map(|(name, span)| ((*name).to_owned(), value(span).to_owned())).collect()
    }
}

fn find_first(text: &str, start: usize, end: usize, literal: &str) -> Option<usize> {
    let window = text.as_bytes().get(start..end)?;
    find::first(window, literal.as_bytes()).map(|at| start + at)
}

fn find_last(text: &str, start: usize, end: usize, literal: &str) -> Option<usize> {
    let window = text.as_bytes().get(start..end)?;
    find::last(window, literal.as_bytes()).map(|at| start + at)
}

/// Where the quoted value that began before `start` ends, if it does before `end`.
fn closing_quote(text: &str, start: usize, end: usize) -> Option<usize> {
    let value = text.as_bytes().get(start..end)?;
    memchr::memchr_iter(b'\'', value).map(|at| start + at).filter(|at| *at > start).find(|quote| {
        let after = text.as_bytes().get(quote + 1..).unwrap_or_default();
        matches!(after, [] | [b',' | b'}' | b']' | b')', ..] | [b' ', b'}' | b']', ..])
    })
}

/// Punctuation that ends a sentence or closes what a value stands in, not the value.
fn is_trailing(character: char) -> bool {
    matches!(character, '.' | ',' | ';' | ':' | '\'' | ')' | ']' | '}' | ' ')
}

fn is_leading(character: char) -> bool {
    matches!(character, '\'' | '(' | '[' | '{' | ' ')
}

fn floor_char(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
