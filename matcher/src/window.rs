//! Long texts are read in windows, so that memory is bounded by a window and not by a log.
//!
//! Windows overlap by more than anything that is looked for reaches: what stands across the end
//! of one stands whole in the next. Where a window ends depends only on the bytes before its
//! end, so a text gives the same windows whether it is there at once or arrives in pieces.

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

/// The length of the first window of `rest`, and where in `rest` the next one begins; `None`
/// when all of `rest` is one window.
pub(crate) fn cut(rest: &[u8]) -> Option<(usize, usize)> {
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
    Some((end, next))
}

/// The windows of a text that is there at once, each with the place where it starts.
pub(crate) fn windows(text: &[u8]) -> impl Iterator<Item = (Place, &[u8])> {
    let (mut place, mut rest) = (Place::default(), Some(text));
    std::iter::from_fn(move || {
        let (start, whole) = (place, rest?);
        Some(match cut(whole) {
            Some((end, next)) => {
                place = place.after(&whole[..next]);
                rest = Some(&whole[next..]);
                (start, &whole[..end])
            }
            None => {
                rest = None;
                (start, whole)
            }
        })
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
    use super::{LENGTH, OVERLAP, cut};

    #[test]
    fn windows_end_and_begin_with_lines() {
        let text = b"0123456789abcdef\n".repeat(LENGTH / 8);
        let Some((end, next)) = cut(&text) else {
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
            let Some((end, next)) = cut(text) else { unreachable!("longer than a window") };
            assert!(std::str::from_utf8(&text[..end]).is_ok());
            assert!(std::str::from_utf8(&text[next..]).is_ok());
        }
    }
}
