//! Numbers that look like chance and are the same in every run.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// A small generator (Marsaglia's xorshift).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        // It stays at zero once it is there.
        Self(seed | 1)
    }

    /// One that is chosen by an input, so that a finding is found again with the input alone.
    pub(crate) fn of(input: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        input.hash(&mut hasher);
        Self::new(hasher.finish())
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 8) % limit.max(1) as u64).unwrap_or(0)
    }
}
