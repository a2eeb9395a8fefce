//! HTML entities, which pages and tickets put in place of quotes and angle brackets.

/// The longest entity that is recognised, `&` and `;` included.
const LONGEST: usize = 10;

/// The character that the entity at the start of `bytes` stands for, and the entity's length.
/// Entities that were escaped again (`&amp;quot;`) count as one.
pub(super) fn decode(bytes: &[u8]) -> Option<(char, usize)> {
    let mut start = 1;
    while bytes[start..].starts_with(b"amp;") {
        start += 4;
    }
    let window = &bytes[start..bytes.len().min(start + LONGEST)];
    let named = memchr::memchr(b';', window)
        .and_then(|end| Some((named(&window[..end])?, start + end + 1)));
    // After "&amp;" that is not followed by the rest of an entity, the ampersand is what was meant.
    named.or(if start > 1 { Some(('&', start)) } else { None })
}

fn named(name: &[u8]) -> Option<char> {
    match name {
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"nbsp" => Some(' '),
        [b'#', b'x' | b'X', digits @ ..] => numbered(digits, 16),
        [b'#', digits @ ..] => numbered(digits, 10),
        _ => None,
    }
}

fn numbered(digits: &[u8], radix: u32) -> Option<char> {
    let digits = std::str::from_utf8(digits).ok()?;
    u32::from_str_radix(digits, radix).ok().and_then(char::from_u32)
}
