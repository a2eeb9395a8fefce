//! Long texts are read in windows, so that memory is bounded by a window and not by a log.
//!
//! Windows overlap by more than anything that is looked for reaches: what stands across the end
//! of one stands whole in the next. Where a window ends depends only on the bytes before its
//! end, so a text gives the same windows whether it is there at once or arrives in pieces.
//!
//! What begins in an overlap is seen twice, and judged once: by the window in which more of its
//! surroundings stand.

use std::ops::Range;

/// The length of a window, in bytes. A paste is nearly always a single one.
pub(crate) const LENGTH: usize = 1 << 20;
/// How far a window reaches back into the one before it, in bytes: the lines that conditions and
/// regular expressions look at, the longest message, and a traceback.
const OVERLAP: usize = 32 << 10;

/// A place in the text as it was pasted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Bytes before it.
    pub(crate) byte: usize,
    /// Line ends before it.
    pub(crate) line: usize,
}

/// A piece of a text.
#[derive(Debug, Clone)]
pub(crate) struct Window<'a> {
    pub(crate) text: &'a [u8],
    /// Where it starts in the whole text.
    pub(crate) place: Place,
    /// Where in the whole text messages begin that this window judges, in bytes.
    pub(crate) judged: Range<usize>,
}

/// Where windows end and begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The length of the first window.
    pub(crate) end: usize,
    /// Where the next one begins.
    pub(crate) next: usize,
}

impl Cut {
    /// From here on, messages are judged by the next window.
    pub(crate) fn judged(self) -> usize {
        usize::midpoint(self.next, self.end)
    }
}

/// The length of the first window of `rest`, and where in `rest` the next one begins; `None`
/// when all of `rest` is one window.
pub(crate) fn cut(rest: &[u8]) -> Option<Cut> {
    if rest.len() <= LENGTH {
        return None;
    }
    let end = match memchr::memrchr(b'\n', &rest[LENGTH / 2..LENGTH]) {
        Some(at) => LENGTH / 2 + at + 1,
        None => char_start(rest, LENGTH),
    };
    let next = match memchr::memchr(b'\n', &rest[end - OVERLAP..end - 1]) {
        Some(at) => end - OVERLAP + at + 1,
        None => char_start(rest, end - OVERLAP),
    };
    Some(Cut { end, next })
}

/// The windows of a text that is there at once.
pub(crate) fn windows(text: &[u8]) -> impl Iterator<Item = Window<'_>> {
    let (mut place, mut judged, mut rest) = (Place::default(), 0, Some(text));
    std::iter::from_fn(move || {
        let (start, from, whole) = (place, judged, rest?);
        let Some(cut) = cut(whole) else {
            rest = None;
            return Some(Window { text: whole, place: start, judged: from..usize::MAX });
        };
        judged = start.byte + cut.judged();
        place = start.after(&whole[..cut.next]);
        rest = Some(&whole[cut.next..]);
        Some(Window { text: &whole[..cut.end], place: start, judged: from..judged })
    })
}

impl Place {
    /// The place behind these bytes.
    pub(crate) fn after(self, bytes: &[u8]) -> Self {
        Self {
            byte: self.byte + bytes.len(),
            line: self.line + memchr::memchr_iter(b'\n', bytes).count(),
        }
    }
}

/// The last start of a character at or before `at`, for text that is UTF-8.
fn char_start(bytes: &[u8], at: usize) -> usize {
    let back = (0..3).find(|back| bytes.get(at - back).is_none_or(|byte| byte & 0xC0 != 0x80));
    at - back.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Cut, LENGTH, OVERLAP, cut};

    #[test]
    fn windows_end_and_begin_with_lines() {
        let text = b"0123456789abcdef\n".repeat(LENGTH / 8);
        let Some(Cut { end, next }) = cut(&text) else {
            unreachable!("the text is longer than a window")
        };
        assert!(end <= LENGTH && end > LENGTH - 17);
        assert!(next < end && next >= end - OVERLAP && next < end - OVERLAP + 17);
        assert_eq!((text[end - 1], text[next - 1]), (b'\n', b'\n'));
        assert_eq!(cut(&text[..LENGTH]), None);
    }

    #[test]
    fn a_line_without_end_is_cut_between_characters() {
        let text = "é".repeat(LENGTH);
        let odd = format!("x{text}");
        for text in [text.as_bytes(), odd.as_bytes()] {
            let Some(Cut { end, next }) = cut(text) else { unreachable!("longer than a window") };
            assert!(std::str::from_utf8(&text[..end]).is_ok());
            assert!(std::str::from_utf8(&text[next..]).is_ok());
        }
    }
}
