//! From the text of a template to its parts.

use std::ops::Range;
use std::str::FromStr;

use super::{HoleKind, Part, Template};
use crate::normalise::fold_literal;
use crate::scan::SHORTEST_LITERAL;

/// A template is at most this long, in bytes. Its pieces are found by numbers of 16 bits, and a text
/// is read in windows that overlap by more than this.
const LONGEST: usize = 8_000;

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// There is nothing in it that could be looked for.
    #[error("this template has no literal text to look for")]
    NoLiteral,
    /// What there is stands in every second text.
    #[error("the longest literal text of this template, `{longest}`, is too short to look for")]
    TooShort {
        /// The longest literal part.
        longest: String,
    },
    /// No program prints so much at once, and it would not fit where texts are read piece by piece.
    #[error("this template has {bytes} bytes, more than {LONGEST}")]
    TooLong {
        /// Its length in normal form.
        bytes: usize,
    },
    /// Where one value would end and the next begin could not be told.
    #[error("the holes `{{{first}}}` and `{{{second}}}` stand side by side")]
    AdjacentHoles {
        /// The first hole's name.
        first: String,
        /// The second hole's name.
        second: String,
    },
    /// `{name:kind}` with a kind that does not exist.
    #[error("`{kind}` is not a kind of hole")]
    UnknownKind {
        /// What was written.
        kind: String,
    },
}

impl TemplateError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoLiteral => "write the words that the program prints around the values",
            Self::TooShort { .. } => {
                "write more of what the program prints: a template needs a piece of at least \
                 five bytes without a hole"
            }
            Self::TooLong { .. } => "write the part of it that no other message has",
            Self::AdjacentHoles { .. } => "use one hole for both, or add the text between them",
            Self::UnknownKind { .. } => {
                "write `{name}`, `{name:word}`, `{name:int}` or `{name:number}`; \
                 `{{name}}` stands for the text `{name}` itself"
            }
        }
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let text = text.trim();
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            literal.push_str(&rest[..open]);
            rest = &rest[open..];
            if let Some((inner, length)) = escaped_hole(rest) {
                literal.push_str(inner);
                rest = &rest[length..];
                continue;
            }
            match hole(rest)? {
                Some((part, length)) => {
                    push_literal(&mut parts, &literal);
                    literal.clear();
                    push_hole(&mut parts, part)?;
                    rest = &rest[length..];
                }
                None => {
                    literal.push('{');
                    rest = &rest[1..];
                }
            }
        }
        literal.push_str(rest);
        push_literal(&mut parts, &literal);
        let template = Self { parts: without_blanks_at_ends(parts) };
        let bytes = template.to_text().len();
        if bytes > LONGEST {
            return Err(TemplateError::TooLong { bytes });
        }
        if !template.literals().any(|(_, text)| text.chars().any(char::is_alphanumeric)) {
            return Err(TemplateError::NoLiteral);
        }
        match template.literals().map(|(_, text)| text).max_by_key(|text| text.len()) {
            Some(longest) if longest.len() < SHORTEST_LITERAL => {
                Err(TemplateError::TooShort { longest: longest.to_owned() })
            }
            _ => Ok(template),
        }
    }
}

fn push_literal(parts: &mut Vec<Part>, literal: &str) {
    let folded = fold_literal(literal);
    if !folded.is_empty() {
        parts.push(Part::Literal(folded));
    }
}

/// Escapes at an end may have stood for white space, a line end mostly. Normal text has none at its
/// ends, so a message that asked for it would not be found where the text ends with it.
fn without_blanks_at_ends(mut parts: Vec<Part>) -> Vec<Part> {
    if let Some(Part::Literal(literal)) = parts.first_mut() {
        *literal = literal.trim_start().to_owned();
    }
    if let Some(Part::Literal(literal)) = parts.last_mut() {
        *literal = literal.trim_end().to_owned();
    }
    parts.retain(|part| !matches!(part, Part::Literal(literal) if literal.is_empty()));
    parts
}

fn push_hole(parts: &mut Vec<Part>, part: Part) -> Result<(), TemplateError> {
    if let (Some(Part::Hole { name: first, .. }), Part::Hole { name: second, .. }) =
        (parts.last(), &part)
    {
        return Err(TemplateError::AdjacentHoles { first: first.clone(), second: second.clone() });
    }
    parts.push(part);
    Ok(())
}

/// `{name}` or `{name:kind}` at the start of `text`, with its length; any other brace is text.
fn hole(text: &str) -> Result<Option<(Part, usize)>, TemplateError> {
    let Some(Range { start, end }) = braced_name(text, 1) else {
        return Ok(None);
    };
    let name = text[start..end].to_owned();
    let (kind, length) = match text.as_bytes().get(end) {
        Some(b'}') => (HoleKind::Any, end + 1),
        Some(b':') => match braced_name(text, end + 1) {
            Some(word) if text.as_bytes().get(word.end) == Some(&b'}') => {
                (kind(&text[word.clone()])?, word.end + 1)
            }
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some((Part::Hole { name, kind }, length)))
}

/// `{{name}}` at the start of `text`: what it stands for, and its length.
fn escaped_hole(text: &str) -> Option<(&str, usize)> {
    let end = text.starts_with("{{").then(|| braced_name(text, 2))??.end;
    text[end..].starts_with("}}").then(|| (&text[1..=end], end + 2))
}

/// An identifier in lower case that starts at `at`.
fn braced_name(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(at..)?;
    let first = bytes.first().is_some_and(u8::is_ascii_lowercase);
    let is_part = |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || **byte == b'_';
    let length = bytes.iter().take_while(is_part).count();
    first.then_some(at..at + length)
}

fn kind(word: &str) -> Result<HoleKind, TemplateError> {
    match word {
        "word" => Ok(HoleKind::Word),
        "int" => Ok(HoleKind::Int),
        "number" => Ok(HoleKind::Number),
        _ => Err(TemplateError::UnknownKind { kind: word.to_owned() }),
    }
}
