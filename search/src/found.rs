//! Looks up one word of a query: which pages hold it, how well, and by which terms.

use std::cmp::Reverse;

use tantivy::DocId;

use crate::lexicon::{Entry, Lexicon};
use crate::query::QueryWord;
use crate::tokenizer::{Form, Kind, Word};

/// How well a page holds a word. Whoever searches for `OutOfMemoryError` and has a page that names
/// it does not want the pages that speak of errors first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Not at all.
    #[default]
    None,
    /// By the parts of the word, apart from each other.
    Parts,
    /// By the end of the word.
    Suffix,
    /// By a longer identifier that begins with the one sought.
    Longer,
    /// By all of the word, or by a correction of it. While it is being typed, a plain word is also
    /// held by the longer ones: `time` may become `timeout`.
    Whole,
}

/// How much of a term's relevance each way to find a page counts.
const WHOLE: f32 = 1.0;
const LONGER: f32 = 0.7;
const CORRECTED: f32 = 0.6;
const SUFFIX: f32 = 0.6;
const PARTS: f32 = 0.3;

/// The shortest words that one and two wrong letters are forgiven in.
const ONE_TYPO: usize = 5;
const TWO_TYPOS: usize = 9;
/// The shortest ASCII word that stands for longer words: one letter would stand for a tenth of all.
const SHORTEST_PREFIX: usize = 2;

/// What was found of one word or phrase.
#[derive(Debug)]
pub(crate) struct Found {
    /// One for each page of the index.
    pub(crate) held: Vec<Held>,
    /// The terms by which pages were found, for showing them.
    pub(crate) terms: Vec<FoundTerm>,
}

/// A term by which pages were found.
#[derive(Debug)]
pub(crate) struct FoundTerm {
    pub(crate) text: String,
    pub(crate) level: Level,
    /// Whether it is a form of the word itself, and not a longer or a similar one.
    pub(crate) exact: bool,
}

/// How one page holds one word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Held {
    pub(crate) level: Level,
    pub(crate) score: f32,
}

/// How terms count that stand for a word.
#[derive(Clone, Copy)]
struct Term {
    level: Level,
    weight: f32,
    exact: bool,
}

impl Found {
    pub(crate) fn nothing(pages: usize) -> Self {
        Self { held: vec![Held::default(); pages], terms: Vec::new() }
    }

    /// Looks up a word in each of its forms; if `forgiving`, also what it may be a misspelling of.
    pub(crate) fn word(lexicon: &Lexicon, sought: &QueryWord, forgiving: bool) -> Self {
        let mut found = Self::exactly(lexicon, &sought.word);
        let mut forms: Vec<&Form> =
            sought.word.forms.iter().filter(|form| form.kind != Kind::Part).collect();
        // The whole word first, then the longest end of it.
        forms.sort_unstable_by_key(|form| (form.kind, Reverse(form.text.len())));
        if let Some(whole) = forms.first().filter(|form| form.kind == Kind::Whole)
            && sought.open
            && !(whole.text.is_ascii() && whole.text.len() < SHORTEST_PREFIX)
        {
            let identifier = sought.word.forms.len() > 1 || whole.text.contains(char::is_numeric);
            let level = if identifier { Level::Longer } else { Level::Whole };
            let longer = lexicon.starting_with(&whole.text);
            found.add(lexicon, Term { level, weight: LONGER, exact: false }, &longer);
        }
        for form in forms.iter().filter(|form| form.kind == Kind::Suffix) {
            let suffix = Term { level: Level::Suffix, weight: SUFFIX, exact: true };
            found.add(lexicon, suffix, lexicon.exact(&form.text).as_slice());
        }
        let forgiving = forgiving && !found.reaches(Level::Longer);
        if forgiving {
            // A correction of the whole word says more than one of its longest end; shorter ends
            // are no longer the word that was meant.
            for form in forms.into_iter().take(2) {
                let corrections = corrections(lexicon, &form.text, sought.open);
                if !corrections.is_empty() {
                    let whole = form.kind == Kind::Whole;
                    let level = if whole { Level::Whole } else { Level::Suffix };
                    let correction = Term { level, weight: CORRECTED, exact: false };
                    found.add(lexicon, correction, &corrections);
                    break;
                }
            }
        }
        found.add_parts(lexicon, &sought.word, forgiving);
        found
    }

    /// Looks up a word as it was typed: no part of it, nothing longer, no correction.
    pub(crate) fn exactly(lexicon: &Lexicon, word: &Word) -> Self {
        let mut found = Self::nothing(lexicon.pages());
        for form in word.forms.iter().filter(|form| form.kind == Kind::Whole) {
            let whole = Term { level: Level::Whole, weight: WHOLE, exact: true };
            found.add(lexicon, whole, lexicon.exact(&form.text).as_slice());
        }
        found
    }

    /// The best level that any page reaches.
    pub(crate) fn best(&self) -> Level {
        self.held.iter().map(|held| held.level).max().unwrap_or_default()
    }

    pub(crate) fn reaches(&self, level: Level) -> bool {
        self.held.iter().any(|held| held.level >= level)
    }

    /// Counts `entries` together as one term.
    fn add(&mut self, lexicon: &Lexicon, term: Term, entries: &[Entry]) {
        if entries.is_empty() {
            return;
        }
        let (pages, count) = relevance(lexicon, entries);
        let weight = term.weight * lexicon.rarity(count);
        for (page, relevance) in lexicon.all_pages().zip(pages) {
            if relevance > 0.0 {
                self.put(page, term.level, weight * relevance);
            }
        }
        self.name(entries, term.level, term.exact);
    }

    /// Counts the pages that hold all parts of a word; if the word is found in no way, those that
    /// hold the most of them.
    fn add_parts(&mut self, lexicon: &Lexicon, word: &Word, forgiving: bool) {
        let parts: Vec<&Form> = word.forms.iter().filter(|form| form.kind == Kind::Part).collect();
        let mut sums = vec![(0_usize, 0.0_f32); lexicon.pages()];
        for part in &parts {
            let mut entries = Vec::from_iter(lexicon.exact(&part.text));
            let exact = !entries.is_empty();
            if !exact && forgiving {
                entries = corrections(lexicon, &part.text, false);
            }
            let (pages, count) = relevance(lexicon, &entries);
            let rarity = lexicon.rarity(count);
            for ((held, sum), relevance) in sums.iter_mut().zip(pages) {
                *held += usize::from(relevance > 0.0);
                *sum += rarity * relevance;
            }
            self.name(&entries, Level::Parts, exact);
        }
        let most = sums.iter().map(|&(held, _)| held).max().unwrap_or_default();
        let enough = if self.reaches(Level::Parts) { parts.len() } else { most };
        for (page, (held, sum)) in lexicon.all_pages().zip(sums) {
            if held > 0 && held >= enough {
                let share = held as f32 / parts.len() as f32;
                self.put(page, Level::Parts, PARTS * share * sum);
            }
        }
    }

    pub(crate) fn name(&mut self, entries: &[Entry], level: Level, exact: bool) {
        let term = |entry: &Entry| FoundTerm { text: entry.text.clone(), level, exact };
        self.terms.extend(entries.iter().map(term));
    }

    pub(crate) fn put(&mut self, page: DocId, level: Level, score: f32) {
        if let Some(held) = self.held.get_mut(page as usize) {
            held.level = held.level.max(level);
            held.score = held.score.max(score);
        }
    }
}

/// Terms that `text` may be a misspelling of: those one edit away, or else those two away. An
/// identifier with a digit is never one, because E0502 and E0503 are two errors.
fn corrections(lexicon: &Lexicon, text: &str, open: bool) -> Vec<Entry> {
    let length = text.chars().count();
    if length < ONE_TYPO || text.contains(|c: char| c.is_numeric()) {
        return Vec::new();
    }
    // Each attempt costs milliseconds in a browser, so the likelier come first.
    let attempts = [(1, false), (1, true), (2, open)];
    let sensible = attempts
        .into_iter()
        .filter(|&(distance, longer)| (open || !longer) && (distance < 2 || length >= TWO_TYPOS));
    sensible
        .map(|(distance, longer)| lexicon.close_to(text, distance, longer))
        .find(|entries| !entries.is_empty())
        .unwrap_or_default()
}

/// How much each page holds of any of `entries`, and how many pages hold any.
pub(crate) fn relevance(lexicon: &Lexicon, entries: &[Entry]) -> (Vec<f32>, usize) {
    let mut best = vec![0.0_f32; lexicon.pages()];
    for entry in entries {
        lexicon.for_each_page(entry, |page, weight| {
            if let Some(best) = best.get_mut(page as usize) {
                *best = best.max(weight);
            }
        });
    }
    let count = best.iter().filter(|&&weight| weight > 0.0).count();
    (best, count)
}
