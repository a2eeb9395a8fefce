//! The literals of which at least one must stand in every text that a regular expression
//! matches. They go into the automaton; the expression itself runs only where one was found.

use regex_syntax::hir::{Hir, HirKind};

use crate::matching::REGEX_SIZE;
use crate::normalise::fold_literal;
use crate::scan::SHORTEST_LITERAL;

/// A set of literals larger than this finds too much to be worth having.
const MOST_LITERALS: usize = 16;

/// Why a regular expression cannot be part of a signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegexError {
    /// It does not compile.
    #[error("this regular expression does not compile: {reason}")]
    Syntax {
        /// What the compiler says, on one line.
        reason: String,
    },
    /// It would need too much memory in the browser.
    #[error("this regular expression is too large")]
    TooLarge,
    /// It matches texts that have nothing in common.
    #[error("this regular expression has no literal text that every match must contain")]
    NoLiteral,
}

impl RegexError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => {
                "the syntax is that of the regex-lite crate: no look-around, no back-references, \
                 no Unicode classes"
            }
            Self::TooLarge => "use smaller counted repetitions, or a template",
            Self::NoLiteral => {
                "add words of at least five letters that the program always prints, \
                 outside of alternatives and optional groups"
            }
        }
    }
}

/// The source as it is applied to normal text, where all quotes are `'`.
pub(super) fn normal_source(source: &str) -> String {
    source.replace('"', "'")
}

/// The literals of which one must be found before the expression is tried.
pub(super) fn literals(source: &str) -> Result<Vec<String>, RegexError> {
    let source = normal_source(source);
    regex_lite::RegexBuilder::new(&source).size_limit(REGEX_SIZE).build().map_err(|error| {
        let reason = error.to_string();
        if reason.contains("size limit") {
            RegexError::TooLarge
        } else {
            RegexError::Syntax { reason: reason.replace('\n', " ") }
        }
    })?;
    let hir = regex_syntax::ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .build()
        .parse(&source)
        .map_err(|error| RegexError::Syntax { reason: one_line(&error.to_string()) })?;
    required(&hir).filter(|set| is_selective(set)).ok_or(RegexError::NoLiteral)
}

/// The names of the expression's groups, in order.
pub(super) fn group_names(source: &str) -> Vec<String> {
    regex_lite::Regex::new(&normal_source(source))
        .map(|regex| regex.capture_names().flatten().map(str::to_owned).collect())
        .unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.lines().last().unwrap_or(text).trim().to_owned()
}

fn is_selective(set: &[String]) -> bool {
    set.len() <= MOST_LITERALS && set.iter().all(|literal| literal.len() >= SHORTEST_LITERAL)
}

/// One of the returned literals stands in every match; `None` when there is no such set.
fn required(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let folded = fold_literal(std::str::from_utf8(&literal.0).ok()?);
            let literal = folded.trim();
            (!literal.is_empty()).then(|| vec![literal.to_owned()])
        }
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(required).max_by_key(|set| worth(set)),
        HirKind::Alternation(parts) => {
            let sets: Option<Vec<_>> = parts.iter().map(required).collect();
            sets.map(|sets| sets.concat())
        }
        _ => None,
    }
}

/// Long literals are rare, and few of them are better than many.
fn worth(set: &[String]) -> (usize, std::cmp::Reverse<usize>) {
    let shortest = set.iter().map(String::len).min().unwrap_or(0);
    (if set.len() > MOST_LITERALS { 0 } else { shortest }, std::cmp::Reverse(set.len()))
}
