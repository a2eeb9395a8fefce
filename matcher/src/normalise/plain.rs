//! Finds out how much text can be copied without a closer look. Nearly all of a log can, so the
//! speed of normalising is the speed of this.

/// How many bytes from the start of `text` are printable ASCII that stands for itself, with
/// single spaces between them that stay. Never ends with a space: whether that one stays
/// depends on what follows. `before` is what was written last.
pub(super) fn length(text: &[u8], before: u8) -> usize {
    // The first byte is judged with what stands before it.
    match text {
        [] | [b' ', ..] => return 0,
        [byte, rest @ ..] => {
            if !is_plain(before, *byte, rest.first().copied().unwrap_or(b' ')) {
                return 0;
            }
        }
    }
    // Wide blocks for long runs, narrow ones to come near the end of the run, then bytes.
    let mut length = 1;
    while is_plain_block::<32>(text, length) {
        length += 32;
    }
    while is_plain_block::<8>(text, length) {
        length += 8;
    }
    while let Some([before, byte]) = text.get(length - 1..=length) {
        let next = text.get(length + 1).copied().unwrap_or(b' ');
        if !is_plain(*before, *byte, next) {
            break;
        }
        length += 1;
    }
    if text[length - 1] == b' ' { length - 1 } else { length }
}

/// Whether the bytes from `at` are all plain. They are judged without a branch between them, of
/// which compilers make vector instructions.
#[inline(always)]
fn is_plain_block<const BYTES: usize>(text: &[u8], at: usize) -> bool {
    // One byte before each that is judged is seen with it, and one behind.
    let Some(seen) = text.get(at - 1..=at + BYTES) else { return false };
    let judged = seen.iter().zip(&seen[1..]).zip(&seen[2..]);
    judged.fold(true, |plain, ((before, byte), next)| plain & is_plain(*before, *byte, *next))
}

/// Whether a byte is copied as it is. All operators are without a branch.
fn is_plain(before: u8, byte: u8, next: u8) -> bool {
    let printable = byte.wrapping_sub(b' ') < 0x5f;
    let stands_for_itself = (byte != b'\\') & (byte != b'&') & (byte != b'`');
    let space_goes = (next == b' ') | closes(next) | opens(before);
    let space_comes = (next != b' ') & (separates(before, byte) | ((byte == b',') & quotes(next)));
    printable & stands_for_itself & !((byte == b' ') & space_goes) & !space_comes
}

/// Whether white space before this byte is only layout.
pub(super) fn closes(byte: u8) -> bool {
    (byte == b'}') | (byte == b']')
}

/// Whether white space behind this byte is only layout.
pub(super) fn opens(byte: u8) -> bool {
    (byte == b'{') | (byte == b'[')
}

/// Whether a space belongs behind `byte`, as JSON is printed for people: the form without is the
/// same text.
pub(super) fn separates(before: u8, byte: u8) -> bool {
    let quoted = (before == b'"') | (before == b'\'');
    ((byte == b':') & quoted) | ((byte == b',') & (quoted | closes(before)))
}

/// Whether a byte is a quote, or may be one that was escaped.
fn quotes(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\'') | (byte == b'\\')
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn plain_text_ends_where_something_has_to_change() {
        let long = "x".repeat(100);
        for (text, expected) in [
            ("", 0),
            ("a", 1),
            ("a b", 3),
            ("plain", 5),
            ("plain text \n", 10),
            ("two  spaces", 3),
            (" first", 0),
            ("last ", 4),
            ("tab\there", 3),
            ("a \"quote\" too", 13),
            ("back\\slash", 4),
            ("caf\u{e9}", 3),
            ("{\"key\": 1, \"b\": [2, 3]}", 23),
            ("{\"key\":1}", 6),
            ("1,\"b\"", 1),
            ("{ 1", 1),
            ("a,b:c", 5),
            ("a }", 1),
            ("some `code`", 4),
            (&long, 100),
            (&format!("{long} y&"), 102),
            (&format!("{long}  y"), 100),
            (&format!("{long}':y"), 101),
        ] {
            assert_eq!(length(text.as_bytes(), b'a'), expected, "of {text:?}");
        }
        assert_eq!(length(b":1", b'\''), 0, "behind a quote");
        assert_eq!(length(b":1", b'a'), 2);
    }
}
