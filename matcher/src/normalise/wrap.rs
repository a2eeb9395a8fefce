//! Lines that a terminal broke at its right edge, in the middle of a word if need be.

/// Widths at which terminals and log views commonly break; one full line of such a width
/// is enough to believe in wrapping.
const COMMON: [usize; 6] = [80, 100, 120, 132, 160, 200];
/// Below this, lines of equal length are more likely a list or a table.
const NARROWEST: usize = 60;
/// Above this, lines of equal length are more likely data.
const WIDEST: usize = 400;

/// The width at which the text was wrapped, in characters, if it was: its longest lines are
/// then all of that width.
pub(super) fn width(pasted: &[u8]) -> Option<usize> {
    let mut longest = 0;
    let mut full = 0;
    let mut last = 0;
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', pasted).chain(std::iter::once(pasted.len())) {
        let line = &pasted[start..end];
        start = end + 1;
        // Bytes are at least as many as columns: most lines need not be counted.
        if line.len() < longest {
            last = line.len();
            continue;
        }
        let columns = columns(line);
        if columns > WIDEST {
            return None;
        }
        if columns > longest {
            (longest, full) = (columns, 0);
        }
        full += usize::from(columns == longest);
        last = columns;
    }
    // The last line is not broken, so it does not count as a broken one.
    let broken = if last == longest { full - 1 } else { full };
    let enough = if COMMON.contains(&longest) { 1 } else { 2 };
    (longest >= NARROWEST && broken >= enough).then_some(longest)
}

/// How many columns a line takes, without its line end.
pub(super) fn columns(line: &[u8]) -> usize {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    line.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
