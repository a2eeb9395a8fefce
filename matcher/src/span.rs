//! Positions in the two texts that the matcher works with. They are different types, because
//! an offset into one text used in the other is wrong without looking wrong.

use serde::{Deserialize, Serialize};

/// A byte range in the text as it was pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte, counted from 0.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// A byte range in the normal text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NormalSpan {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl NormalSpan {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }
}
