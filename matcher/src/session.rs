//! A text that arrives in pieces.

use crate::diagnosis::Diagnosis;
use crate::findings::Findings;
use crate::matching::Matcher;
use crate::normalise::Buffers;
use crate::window::{self, Place, Window};

/// Diagnoses a text that arrives in pieces, in bounded memory. The answer is the same as that of
/// [`Matcher::diagnose`] for the whole text.
#[derive(Debug)]
pub struct Session<'m> {
    matcher: &'m Matcher,
    /// What has arrived and was not read yet, with what the next window overlaps.
    waiting: Vec<u8>,
    /// Where `waiting` starts in the whole text.
    place: Place,
    /// Messages that begin before this byte of the whole text were judged.
    judged: usize,
    findings: Findings<'m>,
    buffers: Buffers,
}

impl<'m> Session<'m> {
    pub(crate) fn new(matcher: &'m Matcher) -> Self {
        Self {
            matcher,
            waiting: Vec::new(),
            place: Place::default(),
            judged: 0,
            findings: matcher.findings(),
            buffers: Buffers::default(),
        }
    }

    /// Takes the next piece of the text, of any length.
    pub fn feed(&mut self, piece: &[u8]) {
        // Pieces longer than a window are taken one window at a time, so that memory stays small.
        for part in piece.chunks(window::LENGTH) {
            self.waiting.extend_from_slice(part);
            while let Some(cut) = window::cut(&self.waiting) {
                let judged = self.place.byte + cut.judged();
                self.read(cut.end, judged);
                self.place = self.place.after(&self.waiting[..cut.next]);
                self.waiting.drain(..cut.next);
            }
        }
    }

    /// Says what the whole text shows.
    pub fn finish(mut self) -> Diagnosis {
        self.read(self.waiting.len(), usize::MAX);
        self.findings.diagnosis()
    }

    /// Reads a window of this length, which judges what begins before `judged`.
    fn read(&mut self, length: usize, judged: usize) {
        let window = Window {
            text: &self.waiting[..length],
            place: self.place,
            judged: self.judged..judged,
        };
        self.findings.add(self.matcher.examine(&window, &mut self.buffers).0);
        self.judged = judged;
    }
}
