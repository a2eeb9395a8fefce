//! Runs regular expressions on windows of normal text.

use regex_lite::Regex;

use super::MOST_FITS;
use crate::normalise::Normal;
use crate::span::NormalSpan;
use crate::template::Fit;

/// A regular expression sees this many logical lines before and after its literal.
const REGEX_LINES: usize = 10;
/// And at most this many bytes on each side.
const REGEX_REACH: usize = 4_000;

/// Runs the expression on the lines around each place, line ends put back.
pub(super) fn find(
    regex: &Regex,
    starts: impl Iterator<Item = usize>,
    normal: &Normal,
) -> Vec<Fit> {
    let mut found = Vec::new();
    let mut searched_to = 0;
    for start in starts {
        if start < searched_to || found.len() >= MOST_FITS {
            continue;
        }
        let line = normal.line_of(start);
        let from = normal
            .line_start(line.saturating_sub(REGEX_LINES))
            .max(floor_char(normal.text(), start.saturating_sub(REGEX_REACH)));
        let to =
            normal.line_end(line + REGEX_LINES).min(floor_char(normal.text(), start + REGEX_REACH));
        let window = with_line_ends(normal, from, to);
        for groups in regex.captures_iter(&window) {
            let Some(whole) = groups.get(0).filter(|whole| !whole.is_empty()) else {
                continue;
            };
            let named = regex.capture_names().flatten().filter_map(|name| {
                groups.name(name).map(|group| (name.to_owned(), group.as_str().trim().to_owned()))
            });
            let span = NormalSpan::new(from + whole.start(), from + whole.end());
            let fit = Fit { span, captures: named.collect() };
            if !found.contains(&fit) {
                found.push(fit);
            }
        }
        searched_to = to;
    }
    found
}

/// A piece of normal text in which each logical line ends with a line end instead of a space.
fn with_line_ends(normal: &Normal, from: usize, to: usize) -> String {
    let mut window = normal.text().get(from..to.max(from)).unwrap_or_default().as_bytes().to_vec();
    let first = normal.line_of(from) + 1;
    for start in normal.line_starts().iter().skip(first).take_while(|start| **start <= to) {
        // Beside a brace there is no space, and what stands before the line is its text.
        if let Some(byte @ b' ') = start.checked_sub(from + 1).and_then(|at| window.get_mut(at)) {
            *byte = b'\n';
        }
    }
    String::from_utf8(window).unwrap_or_default()
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
