//! Text in normal form that can be written down again, line by line.

use matcher::normalise::normalise;

/// Normal text, in which the parts of templates stand as they are, with the starts of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lines {
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let normal = normalise(text.as_bytes());
        Self { text: normal.text().to_owned(), starts: normal.line_starts().to_vec() }
    }

    /// The same without a part, wherever it stands.
    pub(crate) fn without(&self, part: &str) -> Self {
        let mut rest = self.clone();
        for (at, _) in self.text.rmatch_indices(part) {
            let end = at + part.len();
            rest.text.replace_range(at..end, "");
            for start in rest.starts.iter_mut().filter(|start| **start > at) {
                *start = start.saturating_sub(part.len()).max(at);
            }
        }
        rest
    }

    /// The text with its line ends: in the place of the space before a line, where there is one.
    pub(crate) fn to_text(&self) -> String {
        let mut text = self.text.clone();
        for start in self.starts.iter().rev().filter(|start| **start > 0) {
            let space = if text[..*start].ends_with(' ') { 1 } else { 0 };
            text.replace_range(start - space..*start, "\n");
        }
        text
    }
}
