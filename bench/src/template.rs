//! Messages with holes, as entries write them: what other engines need instead.
//!
//! The matcher's own parser keeps its parts to itself and brings them into normal form; other
//! engines read the text as it is, so that they need the text of the template as it was written.

use crate::random::Random;
use crate::vocabulary::Vocabulary;

/// A piece of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text that stands there as it is.
    Literal(String),
    /// A value.
    Hole(Kind),
}

/// What a hole may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `{name}`
    Any,
    /// `{name:word}`
    Word,
    /// `{name:int}`
    Int,
    /// `{name:number}`
    Number,
}

/// The pieces of a message; a brace that opens no hole is text.
pub(crate) fn pieces(template: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = template.trim();
    while let Some(open) = rest.find('{') {
        literal.push_str(&rest[..open]);
        rest = &rest[open..];
        if let Some((kind, length)) = hole(rest) {
            if !literal.is_empty() {
                pieces.push(Piece::Literal(std::mem::take(&mut literal)));
            }
            pieces.push(Piece::Hole(kind));
            rest = &rest[length..];
        } else if let Some(end) = rest.strip_prefix("{{").and_then(|inner| inner.find("}}")) {
            // `{{name}}` stands for the text `{name}`.
            literal.push_str(&rest[1..end + 3]);
            rest = &rest[end + 4..];
        } else {
            literal.push('{');
            rest = &rest[1..];
        }
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    pieces
}

/// `{name}` or `{name:kind}` at the start of `text`, with its length.
fn hole(text: &str) -> Option<(Kind, usize)> {
    let end = text.find('}')?;
    let (name, kind) = text[1..end].split_once(':').unwrap_or((&text[1..end], ""));
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let kind = match kind {
        "" => Kind::Any,
        "word" => Kind::Word,
        "int" => Kind::Int,
        "number" => Kind::Number,
        _ => return None,
    };
    is_name.then_some((kind, end + 1))
}

/// A regular expression that finds the lines on which the message stands.
///
/// Holes at either end are left out or shortened to what they cannot do without: whether there is
/// a match stays the same, and an engine that reports each end of a match has less to report.
pub(crate) fn regex(template: &str) -> String {
    let mut pieces = pieces(template);
    while let Some(Piece::Hole(Kind::Any)) = pieces.first() {
        pieces.remove(0);
    }
    while let Some(Piece::Hole(Kind::Any)) = pieces.last() {
        pieces.pop();
    }
    let last = pieces.len().saturating_sub(1);
    let sources = pieces.iter().enumerate().map(|(index, piece)| match piece {
        Piece::Literal(text) => regex::escape(text),
        Piece::Hole(Kind::Any) => ANY.to_owned(),
        Piece::Hole(Kind::Word) if index == 0 || index == last => r"\S".to_owned(),
        Piece::Hole(Kind::Word) => r"\S+".to_owned(),
        Piece::Hole(_) if index == 0 || index == last => r"\d".to_owned(),
        Piece::Hole(Kind::Int) => r"\d+".to_owned(),
        Piece::Hole(Kind::Number) => r"\d+(?:\.\d+)?".to_owned(),
    });
    sources.collect()
}

/// What stands for a hole that may hold anything: the rest of the line at most, as somebody would
/// write who looks for messages in lines. The matcher's own bound of 600 bytes, `.{0,600}?`, would
/// be a burden for the others: with it, Vectorscan compiles 1,000 expressions in 18 s instead of
/// 1.3 s, and `RegexSet` takes 1.1 GB for 10,000 instead of 0.15 GB.
const ANY: &str = ".*?";

/// The longest text of the message that always stands there.
pub(crate) fn longest_literal(template: &str) -> String {
    let literals = pieces(template).into_iter().filter_map(|piece| match piece {
        Piece::Literal(text) => Some(text.trim().to_owned()),
        Piece::Hole(_) => None,
    });
    literals.max_by_key(String::len).unwrap_or_default()
}

/// The message as a program prints it, with values in its holes.
pub(crate) fn fill(template: &str, vocabulary: &Vocabulary, random: &mut Random) -> String {
    let filled = pieces(template).into_iter().map(|piece| match piece {
        Piece::Literal(text) => text,
        Piece::Hole(Kind::Word) => {
            format!("{}-{}", vocabulary.any_word(random), vocabulary.any_word(random))
        }
        Piece::Hole(Kind::Int) => random.below(100_000).to_string(),
        Piece::Hole(Kind::Number) => format!("{}.{}", random.below(600), random.below(100)),
        Piece::Hole(Kind::Any) => {
            let words = (0..1 + random.below(4)).map(|_| vocabulary.any_word(random));
            words.collect::<Vec<_>>().join(" ")
        }
    });
    filled.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_engines_get_what_the_matcher_gets() {
        let message =
            "No deployments left for {model}, {{x}} try {seconds:number} in {\"a\": {n:int}";
        assert_eq!(
            regex(message),
            r#"No deployments left for .*?, \{x\} try \d+(?:\.\d+)? in \{"a": \d"#
        );
        assert_eq!(longest_literal(message), "No deployments left for");
        assert_eq!(regex("{a} is {b}"), " is ");
    }
}
