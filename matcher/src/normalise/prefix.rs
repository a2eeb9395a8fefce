//! What log drivers and shippers write before each line. It is taken away so that a message of
//! several lines reads on; a prefix that could be part of a message (a level, a logger's
//! name) stays.

/// A line has at most this many prefixes one after the other: host, container, time.
const DEEPEST: usize = 4;
/// A container's name is at most this long.
const LONGEST_NAME: usize = 64;

/// The length of the prefixes at the start of a line.
pub(super) fn length(line: &[u8]) -> usize {
    let mut length = 0;
    for _ in 0..DEEPEST {
        let rest = &line[length..];
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let rest = &rest[blanks..];
        let found = match rest.first() {
            Some(b'[') => bracketed(rest),
            Some(b'#') => action_command(rest),
            Some(b'0'..=b'9') => timestamp(rest).or_else(|| composed(rest)),
            Some(b'>') => rest.starts_with(b"> ").then_some(2),
            Some(b'E') if rest.starts_with(b"E   ") => Some(4),
            Some(b'A'..=b'Z') => journal(rest).or_else(|| composed(rest)),
            Some(b'a'..=b'z' | b'_') => stream(rest).or_else(|| composed(rest)),
            _ => None,
        };
        match found {
            Some(found) => length += blanks + found,
            None => break,
        }
    }
    length
}

/// The part of a line that a program printed, when a log driver put it into an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// Where it starts and ends, from the start of the line.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the line ends.
    pub(super) line_end: usize,
}

/// `{"log":"...\n","stream":"stderr","time":"..."}` of Docker's json-file driver.
pub(super) fn frame(line: &[u8]) -> Option<Frame> {
    /// What stands behind the text is at most this long, labels aside.
    const LONGEST_TAIL: usize = 200;
    let head = br#"{"log":""#;
    line.starts_with(head).then_some(())?;
    let line_end = memchr::memchr(b'\n', line).unwrap_or(line.len());
    let from = line_end.saturating_sub(LONGEST_TAIL).max(head.len());
    let tail = crate::find::last(&line[from..line_end], br#"","stream":""#)?;
    Some(Frame { start: head.len(), end: from + tail, line_end })
}

/// `##[error]` of GitHub Actions.
fn action_command(line: &[u8]) -> Option<usize> {
    let inner = line.strip_prefix(b"##[")?;
    let letters = inner.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    (letters > 0 && inner.get(letters) == Some(&b']')).then_some(letters + 4)
}

/// `[pod/name/container]` of kubectl, `[2026-01-31 10:00:00,123]`.
fn bracketed(line: &[u8]) -> Option<usize> {
    let inner = &line[1..];
    if inner.starts_with(b"pod/") {
        let end = memchr::memchr2(b']', b'\n', &inner[..inner.len().min(256)])?;
        return (inner[end] == b']').then_some(end + 2);
    }
    let time = date_time(inner).or_else(|| clock(inner))?;
    (inner.get(time) == Some(&b']')).then_some(time + 2)
}

/// `2026-01-31T10:00:00.123Z `, `10:00:00 - `.
fn timestamp(line: &[u8]) -> Option<usize> {
    let time = date_time(line).or_else(|| clock(line))?;
    match &line[time..] {
        [b' ', b'-', b' ', ..] => Some(time + 3),
        [b' ' | b'\t', ..] => Some(time + 1),
        _ => None,
    }
}

fn date_time(text: &[u8]) -> Option<usize> {
    let date = digits_apart(text, &[4, 2, 2], b"-/")?;
    let time = match text.get(date) {
        Some(b'T' | b' ') => date + 1 + clock(&text[date + 1..])?,
        _ => return None,
    };
    let zone = match &text[time..] {
        [b'Z', ..] => 1,
        [b'+' | b'-', rest @ ..] => match digits_apart(rest, &[2, 2], b":") {
            Some(length) => 1 + length,
            None if rest.iter().take(4).filter(|byte| byte.is_ascii_digit()).count() == 4 => 5,
            None => 0,
        },
        _ => 0,
    };
    Some(time + zone)
}

/// `10:00:00`, with or without a fraction.
fn clock(text: &[u8]) -> Option<usize> {
    let whole = digits_apart(text, &[2, 2, 2], b":")?;
    let fraction = match text.get(whole) {
        Some(b'.' | b',') => {
            text[whole + 1..].iter().take(9).take_while(|byte| byte.is_ascii_digit()).count()
        }
        _ => 0,
    };
    Some(if fraction > 0 { whole + 1 + fraction } else { whole })
}

/// Groups of digits of these lengths with one of `separators` between them.
fn digits_apart(text: &[u8], groups: &[usize], separators: &[u8]) -> Option<usize> {
    let mut at = 0;
    for (index, length) in groups.iter().enumerate() {
        if index > 0 {
            text.get(at).filter(|byte| separators.contains(byte))?;
            at += 1;
        }
        text.get(at..at + length).filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
        at += length;
    }
    Some(at)
}

/// `Jan 31 10:00:00 host program[123]: ` of syslog and journald.
fn journal(line: &[u8]) -> Option<usize> {
    const MONTHS: [&[u8; 3]; 12] = [
        b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov",
        b"Dec",
    ];
    MONTHS.iter().find(|month| line.starts_with(**month))?;
    let day = line.get(3..6).filter(|day| day[0] == b' ' && day[2].is_ascii_digit())?;
    day[1..2].iter().all(|byte| matches!(byte, b' ' | b'0'..=b'3')).then_some(())?;
    let time = line.get(6..)?.strip_prefix(b" ").and_then(clock)?;
    let rest = &line[7 + time..line.len().min(7 + time + 2 * LONGEST_NAME)];
    let end = crate::find::first(rest, b"]: ")?;
    (!rest[..end].contains(&b'\n')).then_some(7 + time + end + 3)
}

/// `stdout F ` of container runtimes, after the time.
fn stream(line: &[u8]) -> Option<usize> {
    let rest = line.strip_prefix(b"stdout ").or_else(|| line.strip_prefix(b"stderr "))?;
    matches!(rest, [b'F' | b'P', b' ', ..]).then_some(9)
}

/// `litellm-1  | ` of Docker Compose: a name with a number or a dash in it, then a bar.
fn composed(line: &[u8]) -> Option<usize> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let name = line.iter().take(LONGEST_NAME).take_while(|byte| is_name(byte)).count();
    let telling = line[..name].iter().any(|byte| !byte.is_ascii_alphabetic());
    let blanks = line[name..].iter().take(LONGEST_NAME).take_while(|byte| **byte == b' ').count();
    let bar = line[name + blanks..].starts_with(b"| ");
    (telling && blanks > 0 && bar).then_some(name + blanks + 2)
}
