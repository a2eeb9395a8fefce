//! Lines that a terminal broke at its right edge, in the middle of a word if need be.

use super::prefix;

/// Widths at which terminals and log views commonly break; one full line of such a width
/// is enough to believe in wrapping.
const COMMON: [usize; 6] = [80, 100, 120, 132, 160, 200];
/// Below this, lines of equal length are more likely a list or a table.
const NARROWEST: usize = 60;
/// Above this, lines of equal length are more likely data.
const WIDEST: usize = 400;
/// Text that is broken between words has many lines that end this close to the edge, and few
/// that reach it.
const RAGGED: usize = 12;
/// Nobody copies more than this from a terminal, in bytes; in a log of that length a line of
/// any width is chance.
const LONGEST_PASTE: usize = 256 << 10;

/// How a text was wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// In columns.
    pub(super) width: usize,
    /// Whether prefixes were written before lines that were broken already.
    pub(super) behind_prefix: bool,
}

/// The longest lines of a text.
#[derive(Debug, Default)]
struct Lengths {
    longest: usize,
    /// Lines of that length, the last line of the text not counted: it was not broken.
    full: usize,
    /// Lines that end close to it.
    ragged: usize,
}

/// How the text was wrapped, if it was.
pub(super) fn detect(pasted: &[u8]) -> Option<Wrap> {
    if pasted.len() > LONGEST_PASTE {
        return None;
    }
    [false, true].into_iter().find_map(|behind_prefix| {
        let lengths = lengths(pasted, behind_prefix);
        let Lengths { longest, full, ragged } = lengths;
        let is_likely = match COMMON.contains(&longest) {
            true => full > 0 && full >= ragged,
            false => full > 1 && full > ragged,
        };
        let width = longest;
        ((NARROWEST..=WIDEST).contains(&longest) && is_likely)
            .then_some(Wrap { width, behind_prefix })
    })
}

/// How the text was wrapped if its longest lines are broken ones, however unlikely that is: worth
/// a try for a text in which nothing was found.
pub(crate) fn guesses(pasted: &[u8]) -> Vec<Wrap> {
    if pasted.len() > LONGEST_PASTE {
        return Vec::new();
    }
    let guess = |behind_prefix| {
        let Lengths { longest, full, .. } = lengths(pasted, behind_prefix);
        let is_possible = full > 0 && (NARROWEST / 2..=WIDEST).contains(&longest);
        is_possible.then_some(Wrap { width: longest, behind_prefix })
    };
    let detected = detect(pasted);
    let guesses = [guess(false), guess(true)].into_iter().flatten();
    guesses.filter(|guess| Some(*guess) != detected).collect()
}

fn lengths(pasted: &[u8], behind_prefix: bool) -> Lengths {
    let columns_of = |line: &[u8]| match behind_prefix {
        true => columns(&line[prefix::length(line).min(line.len())..]),
        false => columns(line),
    };
    let mut lines: Vec<usize> = pasted.split(|byte| *byte == b'\n').map(columns_of).collect();
    // What ends with a line end has an empty line behind it.
    while lines.pop() == Some(0) {}
    let longest = lines.iter().copied().max().unwrap_or(0);
    let near = |columns: &&usize| **columns < longest && **columns + RAGGED >= longest;
    Lengths {
        longest,
        full: lines.iter().filter(|columns| **columns == longest).count(),
        ragged: lines.iter().filter(near).count(),
    }
}

/// How many columns a line takes, without its line end.
pub(super) fn columns(line: &[u8]) -> usize {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    line.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
