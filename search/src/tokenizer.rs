//! Cuts text into words, and words into the forms under which they are found.
//!
//! Programmers search for identifiers, and for pieces of them. An index that keeps only whole
//! tokens does not find `litellm.RateLimitError` by `RateLimitError`; one that keeps only the pieces
//! finds it last, behind every page that speaks of errors. So a word has several forms, all of them
//! in the index, and the query is cut by this same code:
//!
//! | kind | of `litellm.RateLimitError` | of `CUDA_ERROR_OUT_OF_MEMORY` |
//! |---|---|---|
//! | whole | `litellm.ratelimiterror` | `cudaerroroutofmemory` |
//! | suffix | `ratelimiterror`, `limiterror` | `erroroutofmemory`, `outofmemory`, `ofmemory` |
//! | part | `litellm`, `rate`, `limit`, `error` | `cuda`, `error`, `out`, `of`, `memory` |
//!
//! Forms are in lower case, without accents, `_` and `-`: `rate_limit`, `rate-limit` and `RateLimit`
//! are one word. Nothing is dropped as a stop word: `not` and `of` are what tells two error messages
//! apart. Scripts without spaces are cut into pairs of characters.

use std::ops::Range;

use tantivy::tokenizer::{AsciiFoldingFilter, RawTokenizer, TextAnalyzer};

/// Longer forms are hashes, keys and encoded data: nobody types them, and each would be unique.
const MAX_FORM_BYTES: usize = 80;
/// A token of more parts than this is not a name any more; the rest of it is left out.
const MAX_PARTS: usize = 24;
/// How many suffixes of a token are kept, counted from its end.
const MAX_SUFFIXES: usize = 8;

/// How a form came out of its word, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// All of the word.
    Whole,
    /// The end of the word or of a segment of its path: more than one part, but not all.
    Suffix,
    /// One part of a word of several.
    Part,
}

/// One text under which a word is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    /// Where it stands, in bytes of the text that was cut.
    pub(crate) range: Range<usize>,
}

/// One word of a text. All its forms share its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Not empty; no text twice; whole form first, unless that is too long.
    pub(crate) forms: Vec<Form>,
    /// Where it stands, in bytes of the text that was cut.
    pub(crate) range: Range<usize>,
}

/// Cuts `text` into words, in order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    Tokens { text, at: 0, pairs: None }.filter_map(|range| {
        let forms = forms(text, range.clone());
        (!forms.is_empty()).then_some(Word { forms, range })
    })
}

/// What makes two spellings the same word: lower case, no accents, apostrophes, `_` and `-`. Only
/// between digits `-` stays, as in dates.
pub(crate) fn normalise(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = |c: &char| c.is_ascii_digit();
        let dropped = match c {
            '-' => !(before.as_ref().is_some_and(digit) && chars.peek().is_some_and(digit)),
            '_' => true,
            c => is_apostrophe(c) || is_combining(c),
        };
        if !dropped {
            kept.push(c);
        }
        before = Some(c);
    }
    if kept.is_ascii() {
        kept.make_ascii_lowercase();
        return kept;
    }
    let lower: String = kept.to_lowercase().chars().filter(|&c| !is_combining(c)).collect();
    let mut folding =
        TextAnalyzer::builder(RawTokenizer::default()).filter(AsciiFoldingFilter).build();
    let mut stream = folding.token_stream(&lower);
    stream.next().map(|token| token.text.clone()).unwrap_or_default()
}

/// The byte ranges of tokens: letters and digits, with single joiners only between them.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// What is left of a run of a script without spaces.
    pairs: Option<Range<usize>>,
}

impl Iterator for Tokens<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if let Some(pair) = self.next_pair() {
            return Some(pair);
        }
        let start = self.at + self.text.get(self.at..)?.find(char::is_alphanumeric)?;
        let rest = self.text.get(start..)?;
        if rest.starts_with(is_unspaced) {
            let end = start + rest.find(|c| !is_unspaced(c)).unwrap_or(rest.len());
            self.at = end;
            self.pairs = Some(start..end);
            return self.next_pair();
        }
        let mut end = start;
        while let Some(rest) = self.text.get(end..) {
            let joiner = if end == start { 0 } else { joiner_len(rest) };
            let after = rest.get(joiner..).unwrap_or_default();
            let letters = after.find(|c| !is_word(c)).unwrap_or(after.len());
            if letters == 0 {
                break;
            }
            end += joiner + letters;
        }
        self.at = end;
        Some(start..end)
    }
}

impl Tokens<'_> {
    /// The next two characters of the current run; one, where the run has only one.
    fn next_pair(&mut self) -> Option<Range<usize>> {
        let run = self.pairs.take()?;
        let mut chars = self.text.get(run.clone())?.chars();
        let first = chars.next()?.len_utf8();
        let Some(second) = chars.next() else {
            return Some(run);
        };
        if chars.next().is_some() {
            self.pairs = Some(run.start + first..run.end);
        }
        Some(run.start..run.start + first + second.len_utf8())
    }
}

fn forms(text: &str, token: Range<usize>) -> Vec<Form> {
    let mut forms = Forms { text, forms: Vec::new() };
    forms.add(token.clone(), Kind::Whole);
    let segments = segments(text, token.clone());
    let parts: Vec<Range<usize>> = segments.iter().flatten().cloned().collect();
    if parts.len() < 2 || is_number(text, &token) {
        return forms.forms;
    }

    // The ends of a path: `cuda.OutOfMemoryError` of `torch.cuda.OutOfMemoryError`.
    for (index, segment) in segments.iter().enumerate().skip(1).rev().take(MAX_SUFFIXES) {
        let last = index + 1 == segments.len() && segment.len() == 1;
        if let Some(first) = segment.first() {
            let kind = if last { Kind::Part } else { Kind::Suffix };
            forms.add(first.start..token.end, kind);
        }
    }
    for segment in &segments {
        let Some(last) = segment.last() else { continue };
        let several = segment.len().saturating_sub(1);
        for first in segment.iter().take(several).rev().take(MAX_SUFFIXES).rev() {
            forms.add(first.start..last.end, Kind::Suffix);
        }
    }
    for part in parts {
        forms.add(part, Kind::Part);
    }
    forms.forms
}

struct Forms<'t> {
    text: &'t str,
    forms: Vec<Form>,
}

impl Forms<'_> {
    fn add(&mut self, range: Range<usize>, kind: Kind) {
        let text = self.text.get(range.clone()).map(normalise).unwrap_or_default();
        let known = self.forms.iter().any(|form| form.text == text);
        if !known && !text.is_empty() && text.len() <= MAX_FORM_BYTES {
            self.forms.push(Form { text, kind, range });
        }
    }
}

/// The parts of a token, grouped by the segments of its path.
fn segments(text: &str, token: Range<usize>) -> Vec<Vec<Range<usize>>> {
    let mut segments = vec![Vec::new()];
    let mut count = 0;
    let mut start = token.start;
    let mut before = None;
    let mut chars = text.get(token.clone()).unwrap_or_default().char_indices().peekable();
    let mut close = |segments: &mut Vec<Vec<Range<usize>>>, range: Range<usize>| {
        if !range.is_empty() && count < MAX_PARTS {
            count += 1;
            if let Some(segment) = segments.last_mut() {
                segment.push(range);
            }
        }
    };
    while let Some((offset, c)) = chars.next() {
        let at = token.start + offset;
        let after = chars.peek().map(|&(_, c)| c);
        if matches!(c, '.' | '/' | ':' | '_' | '-') {
            close(&mut segments, start..at);
            start = at + c.len_utf8();
            if !matches!(c, '_' | '-') && segments.last().is_some_and(|last| !last.is_empty()) {
                segments.push(Vec::new());
            }
        } else if before.is_some_and(|before| starts_part(before, c, after))
            && !is_plural(text.get(at + c.len_utf8()..token.end).unwrap_or_default())
        {
            close(&mut segments, start..at);
            start = at;
        }
        before = Some(c);
    }
    close(&mut segments, start..token.end);
    segments.retain(|segment| !segment.is_empty());
    segments
}

/// Whether camel case begins a part at `c`: `t|E` in `LimitError`, `P|E` in `HTTPError`.
fn starts_part(before: char, c: char, after: Option<char>) -> bool {
    c.is_uppercase()
        && (before.is_lowercase()
            || before.is_alphanumeric() && after.is_some_and(char::is_lowercase))
}

/// Whether what follows the last capital is only the `s` of `URLs`, which is one word.
fn is_plural(rest: &str) -> bool {
    rest.strip_prefix('s').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Versions, dates and addresses: their pieces mean nothing alone.
fn is_number(text: &str, token: &Range<usize>) -> bool {
    let token = text.get(token.clone()).unwrap_or_default();
    token.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
}

/// Bytes of the joiner at the start of `rest`: what holds a name together when letters follow.
fn joiner_len(rest: &str) -> usize {
    match rest.chars().next() {
        Some('_') => rest.find(|c| c != '_').unwrap_or(rest.len()),
        Some(':') if rest.starts_with("::") => 2,
        Some(c @ ('.' | '-' | '/')) => c.len_utf8(),
        Some(c) if is_apostrophe(c) => c.len_utf8(),
        _ => 0,
    }
}

fn is_word(c: char) -> bool {
    (c.is_alphanumeric() && !is_unspaced(c)) || is_combining(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Scripts that put no spaces between words: Chinese, Japanese, and Korean, whose words carry
/// endings that a reader leaves out of a query.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{3130}'..='\u{318f}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests;
