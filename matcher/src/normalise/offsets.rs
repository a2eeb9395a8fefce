//! From an offset in normal text back to one in the pasted text.

/// Runs of bytes that were copied without a change in between. A text that needed no change
/// at all is a single run.
#[derive(Debug, Clone, Default)]
pub(super) struct OffsetMap {
    /// Where a run starts: in normal text, and in the pasted one. Ascending in both.
    runs: Vec<(usize, usize)>,
}

impl OffsetMap {
    pub(super) fn clear(&mut self) {
        self.runs.clear();
    }

    /// Says that the byte written next, at `normal`, comes from `pasted`.
    pub(super) fn note(&mut self, normal: usize, pasted: usize) {
        match self.runs.last() {
            Some((n, p)) if pasted.wrapping_sub(*p) == normal - n => {}
            _ => self.runs.push((normal, pasted)),
        }
    }

    /// The byte of the pasted text that this byte of normal text came from.
    pub(super) fn pasted(&self, normal: usize) -> usize {
        let after = self.runs.partition_point(|(start, _)| *start <= normal);
        match after.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some((n, p)) => p + (normal - n),
            None => normal,
        }
    }
}
