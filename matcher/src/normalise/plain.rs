//! Finds out how much text can be copied without a closer look. Nearly all of a log can, so the
//! speed of normalising is the speed of this.

/// How many bytes from the start of `text` are printable ASCII that stands for itself, with
/// single spaces between them. Never ends with a space: whether that one stays depends on
/// what follows.
pub(super) fn length(text: &[u8]) -> usize {
    if text.first() == Some(&b' ') {
        return 0;
    }
    // Wide blocks for long runs, narrow ones to come near the end of the run, then bytes.
    let mut length = 0;
    while is_plain_block::<32>(&text[length..]) {
        length += 32;
    }
    while is_plain_block::<8>(&text[length..]) {
        length += 8;
    }
    while let Some(byte) = text.get(length)
        && is_plain(*byte, text.get(length + 1).copied().unwrap_or(b' '))
    {
        length += 1;
    }
    if length > 0 && text[length - 1] == b' ' { length - 1 } else { length }
}

/// Whether the next bytes are all plain. They are judged without a branch between them, of which
/// compilers make vector instructions.
#[inline(always)]
fn is_plain_block<const BYTES: usize>(text: &[u8]) -> bool {
    // One byte more is seen than judged: a space is plain if no second one follows.
    let Some(block) = text.get(..=BYTES) else { return false };
    let pairs = block.iter().zip(&block[1..]);
    pairs.fold(true, |plain, (byte, next)| plain & is_plain(*byte, *next))
}

/// Whether a byte before `next` is copied. Both kinds of operators are without a branch.
fn is_plain(byte: u8, next: u8) -> bool {
    let printable = byte.wrapping_sub(b' ') < 0x5f;
    let stands_for_itself = (byte != b'\\') & (byte != b'&');
    let two_spaces = (byte == b' ') & (next == b' ');
    printable & stands_for_itself & !two_spaces
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn plain_text_ends_where_something_has_to_change() {
        let long = "x".repeat(100);
        for (text, expected) in [
            ("", 0),
            ("plain", 5),
            ("plain text \n", 10),
            ("two  spaces", 3),
            (" first", 0),
            ("last ", 4),
            ("tab\there", 3),
            ("a \"quote\" too", 13),
            ("back\\slash", 4),
            ("caf\u{e9}", 3),
            (&long, 100),
            (&format!("{long} y&"), 102),
            (&format!("{long}  y"), 100),
        ] {
            assert_eq!(length(text.as_bytes()), expected, "of {text:?}");
        }
    }
}
