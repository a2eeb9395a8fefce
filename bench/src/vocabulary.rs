//! The words of generated texts.
//!
//! `words.txt` holds about 2,000 words of error messages in the order of how often they stand in
//! the messages of several hundred published crates. Drawn with frequencies as in natural text
//! (Zipf: the n-th word has a share of 1/n), a few stand in most texts and most in few, which is
//! what makes a message's words tell different amounts.

use crate::random::Random;

/// Words with the chances of being drawn.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Vec<&'static str>,
    /// The sum of the chances of all words up to each one.
    until: Vec<f64>,
}

impl Vocabulary {
    /// The words of `words.txt`.
    pub(crate) fn new() -> Self {
        let words: Vec<_> = include_str!("words.txt").lines().collect();
        let mut sum = 0.0;
        let until = (1..=words.len()).map(|rank| {
            sum += 1.0 / rank as f64;
            sum
        });
        Self { until: until.collect(), words }
    }

    /// A word, common ones more often.
    pub(crate) fn word(&self, random: &mut Random) -> &'static str {
        let at = random.fraction() * self.until.last().copied().unwrap_or(0.0);
        let rank = self.until.partition_point(|until| *until <= at);
        self.words[rank.min(self.words.len() - 1)]
    }

    /// A sentence without its punctuation: so many words, none twice in a row.
    pub(crate) fn sentence(&self, words: usize, random: &mut Random) -> Vec<&'static str> {
        let mut sentence: Vec<&str> = Vec::with_capacity(words);
        while sentence.len() < words {
            let word = self.word(random);
            if sentence.last() != Some(&word) {
                sentence.push(word);
            }
        }
        sentence
    }

    /// Any word, all with the same chance: for values, which are not as repetitive as prose.
    pub(crate) fn any_word(&self, random: &mut Random) -> &'static str {
        self.words[random.below(self.words.len())]
    }
}
