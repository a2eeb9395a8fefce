//! How far a text says what a template says. [`Template::fit`](crate::Template) only knows whether
//! it does; here the longest piece that fits from the beginning is looked for.

use crate::find;
use crate::normalise::Normal;
use crate::template::{HoleKind, LONGEST_HOLE, Part, Template};

/// Less than this many bytes of literal text, such as the name of a package, stand in any log and
/// are no beginning.
const LEAST_FIT: usize = 12;
/// Less than this many bytes behind a hole are no sign that the text goes on as the template does.
const LEAST_REST: usize = 4;
/// How many occurrences of literals are tried.
const MOST_ATTEMPTS: u32 = 2_000;

/// The longest piece of a template that fits from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// Where in normal text the first literal part begins.
    pub(super) start: usize,
    /// Where the piece ends.
    pub(super) end: usize,
    /// The first part that does not fit as a whole; the number of parts when all do.
    pub(super) part: usize,
    /// The bytes of that part, a literal, which do fit.
    pub(super) inside: usize,
    /// The bytes of literal text that fit.
    bytes: usize,
}

/// Follows a template from every place where its first literal part stands.
pub(super) fn longest(template: &Template, normal: &Normal) -> Option<Reach> {
    let (part, literal) = template.literals().next()?;
    let text = normal.text();
    let (bytes, start) = longest_beginning(literal, text.as_bytes())?;
    let mut follow = Follow {
        text,
        parts: &template.parts,
        start,
        attempts: MOST_ATTEMPTS,
        best: Reach { start, end: start + bytes, part, inside: bytes, bytes },
    };
    let mut next = Some(start).filter(|_| bytes == literal.len());
    while let Some(at) = next {
        follow.start = at;
        follow.from(part + 1, at + bytes, bytes);
        let behind = &text.as_bytes()[at + 1..];
        next = find::first(behind, literal.as_bytes()).map(|offset| at + 1 + offset);
        let Some(left) = follow.attempts.checked_sub(1) else { break };
        follow.attempts = left;
    }
    let best = follow.best.back_to_word(&template.parts, text);
    (best.bytes >= LEAST_FIT || best.part == template.parts.len()).then_some(best)
}

/// The length of the longest beginning of `literal` that stands in the text, and where it first
/// does.
fn longest_beginning(literal: &str, text: &[u8]) -> Option<(usize, usize)> {
    // A longer beginning stands nowhere where a shorter one does not.
    let (mut found, mut low, mut high) = (None, 0, literal.len());
    while low < high {
        let length = low + (high - low).div_ceil(2);
        match find::first(text, &literal.as_bytes()[..length]) {
            Some(at) => (found, low) = (Some((length, at)), length),
            None => high = length - 1,
        }
    }
    // Not in the middle of a character.
    let (mut length, at) = found?;
    while !literal.is_char_boundary(length) {
        length -= 1;
    }
    (length > 0).then_some((length, at))
}

/// The length of what two texts have in common at their beginning.
fn in_common(left: &str, right: &str) -> usize {
    let pairs = left.chars().zip(right.chars());
    pairs.take_while(|(left, right)| left == right).map(|(left, _)| left.len_utf8()).sum()
}

struct Follow<'a> {
    text: &'a str,
    parts: &'a [Part],
    start: usize,
    attempts: u32,
    best: Reach,
}

impl Follow<'_> {
    /// Follows the parts from `part`; those before it fit up to `at`.
    fn from(&mut self, part: usize, at: usize, bytes: usize) {
        self.note(part, 0, at, bytes);
        let Some(Part::Hole { kind, .. }) = self.parts.get(part) else { return };
        let end = self.value_end(*kind, at);
        let Some(Part::Literal(literal)) = self.parts.get(part + 1) else {
            if kind.may_be_empty() || end > at {
                self.note(part + 1, 0, end, bytes);
            }
            return;
        };
        let window_end = (end + literal.len()).min(self.text.len());
        let mut from = at + usize::from(!kind.may_be_empty());
        while let Some(found) = self.find(literal, from, window_end) {
            if kind.accepts(self.text.get(at..found).unwrap_or_default()) {
                self.from(part + 2, found + literal.len(), bytes + literal.len());
            }
            let Some(left) = self.attempts.checked_sub(1) else { return };
            if self.best.part == self.parts.len() {
                return;
            }
            (self.attempts, from) = (left, found + 1);
        }
        self.rest(part, *kind, literal, at..end, bytes);
    }

    /// The literal behind a hole is not there as a whole: perhaps its beginning is.
    fn rest(
        &mut self,
        part: usize,
        kind: HoleKind,
        literal: &str,
        value: std::ops::Range<usize>,
        bytes: usize,
    ) {
        if kind == HoleKind::Any {
            let window = self.text.get(value.clone()).unwrap_or_default();
            if let Some((length, offset)) = longest_beginning(literal, window.as_bytes())
                && length >= LEAST_REST
            {
                self.note(part + 1, length, value.start + offset + length, bytes + length);
            }
            return;
        }
        // What closes a word may belong to the literal behind it: `{path:word}: no such file`.
        let word = self.text.get(value.clone()).unwrap_or_default();
        let closed = value.start + word.trim_end_matches(|c: char| c.is_ascii_punctuation()).len();
        for end in [closed, value.end] {
            if kind.accepts(self.text.get(value.start..end).unwrap_or_default()) {
                let length = in_common(literal, self.text.get(end..).unwrap_or_default());
                self.note(part + 1, length, end + length, bytes + length);
            }
        }
    }

    /// Where a value of this kind that begins at `at` ends at the latest.
    fn value_end(&self, kind: HoleKind, at: usize) -> usize {
        let bytes = self.text.as_bytes().get(at..).unwrap_or_default();
        let bytes = &bytes[..bytes.len().min(LONGEST_HOLE)];
        let admitted = bytes.iter().take_while(|byte| kind.admits(**byte)).count();
        let mut end = at + admitted;
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        if kind == HoleKind::Number {
            let value = self.text.get(at..end).unwrap_or_default();
            end = at + value.trim_end_matches(|c: char| !c.is_ascii_digit()).len();
        }
        end
    }

    fn find(&self, literal: &str, from: usize, to: usize) -> Option<usize> {
        let window = self.text.as_bytes().get(from..to)?;
        find::first(window, literal.as_bytes()).map(|at| from + at)
    }

    /// Of two pieces the longer one is kept, of equal ones the first.
    fn note(&mut self, part: usize, inside: usize, end: usize, bytes: usize) {
        if (bytes, part) > (self.best.bytes, self.best.part) {
            self.best = Reach { start: self.start, end, part, inside, bytes };
        }
    }
}

impl Reach {
    /// A piece that ends inside of a word ends before it: "seconds" is not nearly "second,".
    fn back_to_word(mut self, parts: &[Part], text: &str) -> Self {
        let Some(Part::Literal(literal)) = parts.get(self.part) else { return self };
        let is_word = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
        let goes_on = is_word(literal[self.inside..].chars().next())
            || is_word(text[self.end..].chars().next());
        let fits = &literal[..self.inside];
        let word = fits.len() - fits.trim_end_matches(char::is_alphanumeric).len();
        if goes_on {
            self.inside -= word;
            self.end -= word;
            self.bytes -= word;
        }
        self
    }
}
