//! Backslash escapes as JSON, Python, JavaScript and shells print them, escaped any number of
//! times over.

use super::entity;

/// What an escape stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decoded {
    Char(char),
    Nothing,
}

/// Decodes the escape at the start of `bytes`, which begins with a backslash, and gives its
/// length. What is no escape is a single backslash, however many there were: a message that was
/// serialised twice has doubled them.
pub(super) fn decode(bytes: &[u8]) -> (Decoded, usize) {
    let slashes = bytes.iter().take_while(|byte| **byte == b'\\').count();
    let (character, length) = match &bytes[slashes..] {
        [b'n' | b'r', ..] => ('\n', 1),
        [b't', ..] => (' ', 1),
        [b'"' | b'\'', ..] => ('\'', 1),
        [b'/', ..] => ('/', 1),
        [b'\n', ..] => return (Decoded::Nothing, slashes),
        // Markdown puts one before what would be emphasis.
        [mark @ (b'_' | b'*'), ..] => (char::from(*mark), 1),
        // The quote was escaped first, and then what a page may not hold.
        [b'&', ..] => match entity::decode(&bytes[slashes..]) {
            Some(('"' | '\'', length)) => ('\'', length),
            _ => ('\\', 0),
        },
        [0xe2, 0x80, 0x98..=0x9f, ..] => ('\'', 3),
        [b'e', b'[', ..] => ('\u{1b}', 1),
        [b'0', b'3', b'3', ..] => ('\u{1b}', 3),
        [b'u', digits @ ..] => match unicode(digits) {
            Some((character, length)) => (character, 1 + length),
            None => ('\\', 0),
        },
        [b'x', digits @ ..] => match hexadecimal(digits, 2) {
            Some(code) if code < 0x80 => (char::from(code as u8), 3),
            // A byte of a longer character; which one cannot be told from here.
            Some(_) => ('?', 3),
            None => ('\\', 0),
        },
        _ => ('\\', 0),
    };
    (Decoded::Char(character), slashes + length)
}

/// Four hexadecimal digits, or a surrogate pair of them.
fn unicode(digits: &[u8]) -> Option<(char, usize)> {
    let high = hexadecimal(digits, 4)?;
    if let Some(character) = char::from_u32(high) {
        return Some((character, 4));
    }
    let rest = digits.get(4..)?;
    let slashes = rest.iter().take_while(|byte| **byte == b'\\').count();
    let low = match rest.get(slashes..) {
        Some([b'u', low @ ..]) if slashes > 0 => hexadecimal(low, 4),
        _ => None,
    };
    match low {
        Some(low @ 0xdc00..0xe000) if high < 0xdc00 => {
            let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            Some((char::from_u32(code)?, 4 + slashes + 5))
        }
        _ => Some((char::REPLACEMENT_CHARACTER, 4)),
    }
}

fn hexadecimal(bytes: &[u8], length: usize) -> Option<u32> {
    let digits = bytes.get(..length)?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
