//! Terminal control sequences (ECMA-48): colours, cursor movements, titles, links.

/// The length of the sequence at the start of `bytes`, which begins with the escape character.
pub(super) fn sequence(bytes: &[u8]) -> usize {
    1 + after_escape(&bytes[1..])
}

/// The length of what belongs to an escape character that stood before `bytes`.
pub(super) fn after_escape(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(b'[') => control(bytes),
        Some(b']') => command(bytes),
        // Two-byte sequences, such as a change of character set.
        Some(0x40..=0x5f) => 1,
        _ => 0,
    }
}

/// `[`, parameters, intermediates, one final byte.
fn control(bytes: &[u8]) -> usize {
    let body = bytes.iter().skip(1).take_while(|byte| (0x20..=0x3f).contains(*byte)).count();
    match bytes.get(1 + body) {
        Some(0x40..=0x7e) => body + 2,
        _ => body + 1,
    }
}

/// `]` up to BEL or the string terminator, on one line.
fn command(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|byte| matches!(byte, 0x07 | 0x1b | b'\n'));
    match end {
        Some(at) => match bytes.get(at..at + 2) {
            Some([0x1b, b'\\']) => at + 2,
            _ if bytes.get(at) == Some(&0x07) => at + 1,
            _ => at,
        },
        None => bytes.len(),
    }
}
