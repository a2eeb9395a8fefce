//! Reads what a visitor typed.
//!
//! | typed | means |
//! |---|---|
//! | `timeout azure` | pages with any of the words, those with both first |
//! | `"no deployments available"` | pages with these words side by side |
//! | `tool:litellm`, `category:`, `severity:`, `status:` | only such pages; one key twice: either value |
//! | `-word`, `-"two words"`, `-tool:litellm` | not such pages |
//!
//! Every text is a query: what is no syntax is words. Whoever pastes an error message must not be
//! told that its brackets do not balance.

use crate::schema::FACETS;
use crate::tokenizer::{Word, words};

/// How much of a query is read. A pasted log is the matcher's business; here it would only be slow.
const MAX_BYTES: usize = 4096;
const MAX_WORDS: usize = 48;

/// A query, read.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Query {
    /// Words of which a page should hold many.
    pub(crate) words: Vec<QueryWord>,
    /// Runs of two words or more that a page must hold.
    pub(crate) phrases: Vec<Vec<Word>>,
    /// What a page must not hold: words, or runs of them.
    pub(crate) excluded: Vec<Vec<Word>>,
    pub(crate) filters: Vec<Filter>,
}

/// One word that is looked for.
#[derive(Debug, PartialEq)]
pub(crate) struct QueryWord {
    pub(crate) word: Word,
    /// Whether the visitor may still be typing it, so that it also stands for longer words.
    pub(crate) open: bool,
}

/// `key:value`.
#[derive(Debug, PartialEq)]
pub(crate) struct Filter {
    /// One of [`FACETS`].
    pub(crate) key: &'static str,
    /// As typed.
    pub(crate) value: String,
    pub(crate) excluded: bool,
}

impl Query {
    /// Reads `text`. `known` tells whether the index has pages with that value of that facet: what
    /// looks like a filter but is none, as `status:429` in a pasted message, is words.
    pub(crate) fn parse(text: &str, known: impl Fn(&str, &str) -> bool) -> Self {
        let end = (0..=text.len().min(MAX_BYTES)).rev().find(|&end| text.is_char_boundary(end));
        let mut rest = text.get(..end.unwrap_or_default()).unwrap_or_default();
        let mut query = Self::default();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return query;
            }
            let (item, after) = Item::split(rest);
            rest = after;
            if let Some(filter) = item.filter().filter(|filter| known(filter.key, &filter.value)) {
                query.filters.push(filter);
            } else {
                query.add(&item, rest.is_empty());
            }
        }
    }

    fn add(&mut self, item: &Item<'_>, last: bool) {
        let found: Vec<Word> = words(item.text).take(MAX_WORDS).collect();
        if found.is_empty() {
            return;
        }
        if item.excluded {
            self.excluded.push(found);
        } else if item.quoted && found.len() > 1 {
            self.phrases.push(found);
        } else {
            let count = found.len();
            for (index, word) in found.into_iter().enumerate() {
                let open = last && !item.quoted && index + 1 == count;
                self.add_word(QueryWord { word, open });
            }
        }
    }

    fn add_word(&mut self, added: QueryWord) {
        let same = |known: &&mut QueryWord| {
            known.word.forms.first().map(|form| &form.text)
                == added.word.forms.first().map(|form| &form.text)
        };
        if let Some(known) = self.words.iter_mut().find(same) {
            known.open |= added.open;
        } else if self.words.len() < MAX_WORDS {
            self.words.push(added);
        }
    }
}

/// One piece of a query: up to the next space, or to the closing quote.
struct Item<'q> {
    /// The facet that it begins with, if it looks like a filter.
    key: Option<&'static str>,
    /// What to look for if it is no filter: what stands in the quotes, or all of it.
    text: &'q str,
    quoted: bool,
    excluded: bool,
}

impl<'q> Item<'q> {
    /// Cuts the first item off `text`, which is not empty and does not begin with a space.
    fn split(text: &'q str) -> (Self, &'q str) {
        // `-32000` is an error code and `--config` an option: only a word is excluded.
        let bare = text
            .strip_prefix('-')
            .filter(|bare| bare.starts_with(|c: char| c == '"' || c.is_alphabetic()));
        let excluded = bare.is_some();
        let text = bare.unwrap_or(text);
        if let Some((quoted, rest)) = quotation(text) {
            return (Self { key: None, text: quoted, quoted: true, excluded }, rest);
        }
        let key = FACETS
            .into_iter()
            .find(|key| text.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
        if let Some(key) = key
            && let Some((quoted, rest)) = text.get(key.len() + 1..).and_then(quotation)
        {
            return (Self { key: Some(key), text: quoted, quoted: true, excluded }, rest);
        }
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let (text, rest) = text.split_at(end);
        (Self { key, text, quoted: false, excluded }, rest)
    }

    fn filter(&self) -> Option<Filter> {
        let key = self.key?;
        let value = if self.quoted { self.text } else { self.text.get(key.len() + 1..)? };
        let value = value.trim().to_owned();
        (!value.is_empty()).then_some(Filter { key, value, excluded: self.excluded })
    }
}

/// The text between the quotes that `text` begins with, and what follows. A quote that nobody
/// closes is not one: the visitor is still typing, or pasted half a message.
fn quotation(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('"')?.split_once('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a query back in one line, so that a table can hold it.
    fn shown(text: &str) -> String {
        let query = Query::parse(text, |_, value| value != "429");
        let join = |words: &[Word]| {
            let texts: Vec<&str> =
                words.iter().flat_map(|word| &word.forms).map(|form| form.text.as_str()).collect();
            texts.join(" ")
        };
        let mut items: Vec<String> = Vec::new();
        for QueryWord { word, open } in &query.words {
            let whole = word.forms.first().map(|form| form.text.as_str());
            items.push(format!("{}{}", whole.unwrap_or("?"), if *open { "*" } else { "" }));
        }
        items.extend(query.phrases.iter().map(|phrase| format!("\"{}\"", join(phrase))));
        items.extend(query.excluded.iter().map(|run| format!("-\"{}\"", join(run))));
        items.extend(query.filters.iter().map(|Filter { key, value, excluded }| {
            format!("{}{key}={value}", if *excluded { "-" } else { "" })
        }));
        items.join(" ")
    }

    #[test]
    fn queries_are_read_as_typed() {
        let table = [
            ("", ""),
            (" \t\n ", ""),
            ("timeout", "timeout*"),
            ("timeout ", "timeout"),
            ("Azure timeout", "azure timeout*"),
            ("timeout azure Timeout", "timeout* azure"),
            ("\"no deployments\" x", "x* \"no deployments\""),
            ("\"timeout\"", "timeout"),
            ("\"no deployments", "no deployments*"),
            ("tool:litellm", "tool=litellm"),
            ("x tool:litellm status:active", "x tool=litellm status=active"),
            ("category:\"rate limits\"", "category=rate limits"),
            ("-tool:litellm x", "x* -tool=litellm"),
            ("tool:", "tool*"),
            ("status:429", "status 429*"),
            ("-status:429", "-\"status 429\""),
            ("language:python", "language python*"),
            ("x -azure", "x -\"azure\""),
            ("x -\"azure openai\"", "x -\"azure openai\""),
            ("-32000 --config -", "32000 config"),
            ("error[E0502]:", "error e0502*"),
            ("{\"error\": {\"code\": 429}}", "error code 429*"),
            ("\"\" \"", ""),
            ("- \" -\" :", ""),
            ("超时错误", "超时 时错 错误*"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_queries_are_cut() {
        let many: String = (0..10_000).map(|n| format!("word{n} ")).collect();
        assert_eq!(Query::parse(&many, |_, _| true).words.len(), MAX_WORDS);
        let wide = "é".repeat(MAX_BYTES);
        assert!(Query::parse(&wide, |_, _| true).words.is_empty());
    }
}
