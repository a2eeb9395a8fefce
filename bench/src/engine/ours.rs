//! Our matcher.

use std::hint::black_box;

use anyhow::Result;
use matcher::Matcher;
use matcher::normalise::normalise;

use super::Engine;
use crate::logs::{Log, whole_lines};

/// The whole way from pasted bytes to a diagnosis.
pub(super) struct Ours(Matcher);

impl Ours {
    pub(super) fn start(blob: &[u8]) -> Result<Self> {
        Ok(Self(Matcher::from_blob(blob)?))
    }
}

impl Engine for Ours {
    fn scan(&mut self, log: &Log, bytes: usize) -> Result<usize> {
        Ok(black_box(self.0.diagnose(&log.bytes[..bytes])).matches.len())
    }

    fn lines(&mut self, _: &Log) -> Result<Option<Vec<usize>>> {
        // A diagnosis is one for a whole text: it names the best few entries and where they stand.
        Ok(None)
    }
}

/// The first step alone, in pieces as long as those in which the matcher reads a long text.
pub(super) struct Normalise;

const PIECE: usize = 1 << 20;

impl Engine for Normalise {
    fn scan(&mut self, log: &Log, bytes: usize) -> Result<usize> {
        let mut rest = &log.bytes[..bytes];
        let mut length = 0;
        while !rest.is_empty() {
            let piece = whole_lines(rest, PIECE);
            length += black_box(normalise(piece)).text().len();
            rest = &rest[piece.len()..];
        }
        Ok(length)
    }

    fn lines(&mut self, _: &Log) -> Result<Option<Vec<usize>>> {
        Ok(None)
    }
}
