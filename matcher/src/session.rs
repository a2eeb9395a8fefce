//! A text that arrives in pieces.

use crate::diagnosis::Diagnosis;
use crate::findings::Findings;
use crate::matching::Matcher;
use crate::normalise::Buffers;
use crate::window::{self, Place};

/// Diagnoses a text that arrives in pieces, in bounded memory. The answer is the same as that of
/// [`Matcher::diagnose`] for the whole text.
#[derive(Debug)]
pub struct Session<'m> {
    matcher: &'m Matcher,
    /// What has arrived and was not read yet, with what the next window overlaps.
    waiting: Vec<u8>,
    /// Where `waiting` starts in the whole text.
    place: Place,
    findings: Findings<'m>,
    buffers: Buffers,
}

impl<'m> Session<'m> {
    pub(crate) fn new(matcher: &'m Matcher) -> Self {
        Self {
            matcher,
            waiting: Vec::new(),
            place: Place::default(),
            findings: matcher.findings(),
            buffers: Buffers::default(),
        }
    }

    /// Takes the next piece of the text, of any length.
    pub fn feed(&mut self, piece: &[u8]) {
        // Pieces longer than a window are taken one window at a time, so that memory stays small.
        for part in piece.chunks(window::LENGTH) {
            self.waiting.extend_from_slice(part);
            while let Some((end, next)) = window::cut(&self.waiting) {
                self.read(end);
                self.place = self.place.after(&self.waiting[..next]);
                self.waiting.drain(..next);
            }
        }
    }

    /// Says what the whole text shows.
    pub fn finish(mut self) -> Diagnosis {
        self.read(self.waiting.len());
        self.findings.diagnosis()
    }

    fn read(&mut self, end: usize) {
        let window = &self.waiting[..end];
        self.findings.add(self.matcher.examine(window, self.place, &mut self.buffers).0);
    }
}
