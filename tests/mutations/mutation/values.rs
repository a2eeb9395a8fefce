//! Other values in the places of values. What a signature of the entry says is not touched.

use crate::base::Subject;

/// Holes that hold names which people choose themselves.
const CHOSEN: [&str; 4] = ["model", "group", "deployment", "targets"];
/// What stands before a value that is not just a word of a sentence.
const BEFORE_VALUES: [char; 5] = ['\'', '"', '`', '=', '/'];
/// Prefixes of ids and keys.
const ID_PREFIXES: [&str; 6] = ["req_", "chatcmpl-", "sk-", "call_", "resp_", "msg_"];
const EXTENSIONS: [&str; 8] = [".py", ".yaml", ".yml", ".json", ".toml", ".log", ".sh", ".so"];

/// Files in other folders.
pub(super) fn paths(subject: &Subject) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    replace_tokens(subject.text, is_part, |_, token| {
        let token = token.trim_end_matches('.');
        let names_file = EXTENSIONS.iter().any(|extension| token.ends_with(extension));
        let is_path = token.contains('/')
            && !token.starts_with("//")
            && (names_file || (token.starts_with('/') && token[1..].contains('/')));
        (is_path && !subject.is_fixed(token))
            .then(|| (token.len(), format!("/opt/other/{}", token.trim_start_matches('/'))))
    })
}

/// Other numbers of as many digits; statuses and releases stay.
pub(super) fn numbers(subject: &Subject) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | ':');
    replace_tokens(subject.text, is_part, |before, token| {
        let token = token.trim_end_matches(['.', ':']);
        let digits = token.bytes().filter(u8::is_ascii_digit).count();
        let dots = token.bytes().filter(|byte| *byte == b'.').count();
        let is_number = digits > 0 && digits + dots == token.len() && dots <= 1;
        let is_release = before.ends_with("HTTP/") || before.ends_with("python");
        let is_status = token.len() == 3 && (b'1'..=b'5').contains(&token.as_bytes()[0]);
        (is_number && !is_release && !is_status && !says_number(subject, token))
            .then(|| (token.len(), rotated(token)))
    })
}

/// Whether a signature of the entry says the number on its own.
fn says_number(subject: &Subject, number: &str) -> bool {
    subject.is_fixed(&format!(" {number}")) || subject.is_fixed(&format!("{number} "))
}

/// Other names of models, groups and deployments, wherever they stand as values.
pub(super) fn models(subject: &Subject) -> String {
    let mut text = subject.text.to_owned();
    for name in CHOSEN.iter().filter_map(|hole| subject.captures.get(*hole)) {
        let name = name.trim_matches(|c: char| c.is_ascii_punctuation());
        if name.is_empty() || subject.is_fixed(name) || name.contains(' ') {
            continue;
        }
        let mut replaced = String::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(name) {
            let (head, tail) = (&rest[..at], &rest[at + name.len()..]);
            let is_value = head.ends_with(BEFORE_VALUES)
                && !tail.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
            replaced.push_str(head);
            replaced.push_str(if is_value { "acme-large-v9" } else { name });
            rest = tail;
        }
        text = replaced + rest;
    }
    text
}

/// Other keys, hashes, request ids and UUIDs of the same form.
pub(super) fn ids(subject: &Subject) -> String {
    replace_tokens(subject.text, is_id_part, |_, token| {
        let prefix = ID_PREFIXES.iter().find(|prefix| token.starts_with(**prefix));
        let prefix = prefix.copied().unwrap_or_default();
        let is_id = !prefix.is_empty() || is_hexadecimal(token);
        (is_id && !subject.is_fixed(token))
            .then(|| (token.len(), format!("{prefix}{}", rotated(&token[prefix.len()..]))))
    })
}

/// Hexadecimal values in capitals.
pub(super) fn upper_hex(subject: &Subject) -> String {
    replace_tokens(subject.text, is_id_part, |_, token| {
        let digits = token.strip_prefix("0x").unwrap_or(token);
        (is_hexadecimal(digits) && !subject.is_fixed(token))
            .then(|| (token.len(), token.replace(digits, &digits.to_ascii_uppercase())))
    })
}

fn is_id_part(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-')
}

/// Eight digits or more of base 16, both letters and figures among them; dashes as in a UUID.
fn is_hexadecimal(token: &str) -> bool {
    let token = token.strip_prefix("0x").unwrap_or(token);
    token.len() >= 8
        && token.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
        && token.bytes().any(|byte| byte.is_ascii_digit())
        && token.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Each figure and each letter of base 16 replaced by another one.
fn rotated(token: &str) -> String {
    token
        .chars()
        .map(|character| match character {
            '9' => '1',
            'f' => 'a',
            '0'..='8' | 'a'..='e' => char::from(character as u8 + 1),
            _ => character,
        })
        .collect()
}

/// Replaces the start of a token, of the length that is given back, for each run of characters
/// of a kind. The text before the token is passed as well.
fn replace_tokens(
    text: &str,
    is_part: impl Fn(char) -> bool,
    replace: impl Fn(&str, &str) -> Option<(usize, String)>,
) -> String {
    let mut replaced = String::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(&is_part) {
        let start = at + found;
        let length = text[start..].find(|c| !is_part(c)).unwrap_or(text.len() - start);
        replaced.push_str(&text[at..start]);
        let token = &text[start..start + length];
        match replace(&text[..start], token) {
            Some((taken, value)) => {
                replaced.push_str(&value);
                replaced.push_str(&token[taken..]);
            }
            None => replaced.push_str(token),
        }
        at = start + length;
    }
    replaced + &text[at..]
}
