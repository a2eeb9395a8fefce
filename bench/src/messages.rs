//! Generated messages that resemble real ones.
//!
//! Four to fourteen words of the vocabulary, one to three holes of every kind, some with the name
//! of an exception class in front or quotes around a value. The first messages of a long list are
//! those of a short one, so that a text with messages of the short one is known to both.

use std::collections::HashSet;

use crate::random::Random;
use crate::template::longest_literal;
use crate::vocabulary::Vocabulary;

/// The longest text between holes has at least so many words. Less would stand in clean lines,
/// and an entry with such a message would be refused by its reviewer.
const FEWEST_WORDS_TOGETHER: usize = 3;

/// So many messages, all different.
pub(crate) fn messages(count: usize, vocabulary: &Vocabulary) -> Vec<String> {
    let mut random = Random::new(1);
    let mut seen = HashSet::new();
    let mut messages = Vec::with_capacity(count);
    while messages.len() < count {
        let message = message(vocabulary, &mut random);
        let literal = longest_literal(&message);
        if literal.split(' ').count() >= FEWEST_WORDS_TOGETHER && seen.insert(literal) {
            messages.push(message);
        }
    }
    messages
}

fn message(vocabulary: &Vocabulary, random: &mut Random) -> String {
    let words = 4 + random.below(11);
    let sentence = vocabulary.sentence(words, random);
    let mut parts: Vec<String> = sentence.into_iter().map(str::to_owned).collect();
    for hole in 0..1 + random.below(3) {
        // Not side by side: where one value ended and the next began could not be told.
        let at = 1 + random.below(parts.len());
        let free = |part: Option<&String>| part.is_none_or(|part| !part.contains('{'));
        if free(parts.get(at)) && free(parts.get(at - 1)) {
            let form = random.pick(&[
                "{value}",
                "'{value}'",
                "{value:word}",
                "name={value:word}",
                "({value:int})",
                "{value:int}",
                "{value:number}s",
            ]);
            parts.insert(at, form.replace("value", &format!("value{hole}")));
        }
    }
    if random.percent(60) {
        parts[0] = capitalised(&parts[0]);
    }
    let text = parts.join(" ");
    if random.percent(30) {
        let class = [vocabulary.any_word(random), vocabulary.any_word(random)].map(capitalised);
        return format!("{}Error: {text}", class.concat());
    }
    text
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_ascii_uppercase() + rest
}
