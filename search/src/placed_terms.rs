//! Hands terms and their places to tantivy's indexer.
//!
//! tantivy counts the tokens of a text to know how often a term stands there. We want it to keep a
//! [`crate::schema::Place`] in that number, so this "tokenizer" reads lines of a number and a term,
//! and says each term so many times.

use std::str::Lines;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Reads lines such as `5 timeout`.
#[derive(Debug, Clone)]
pub(crate) struct PlacedTerms;

impl Tokenizer for PlacedTerms {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms { lines: text.lines(), token: Token { position: 0, ..Token::default() }, left: 0 }
    }
}

/// Terms, each as often as its line says.
pub(crate) struct Terms<'a> {
    lines: Lines<'a>,
    token: Token,
    /// How many more times the current term comes.
    left: u32,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        while self.left == 0 {
            let Some(line) = self.lines.next() else {
                return false;
            };
            if let Some((count, term)) = line.split_once(' ') {
                self.left = count.parse().unwrap_or_default();
                self.token.text.clear();
                self.token.text.push_str(term);
            }
        }
        self.left -= 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_comes_as_often_as_its_number_says() {
        let table =
            [("", ""), ("1 a\n3 b c\n2 d\n", "a|b c|b c|b c|d|d"), ("0 a\nx b\nc\n1 d", "d")];
        for (lines, expected) in table {
            let mut terms: Vec<String> = Vec::new();
            PlacedTerms.token_stream(lines).process(&mut |token| terms.push(token.text.clone()));
            assert_eq!(terms.join("|"), expected);
        }
    }
}
