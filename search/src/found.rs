//! Looks up one word of a query: which pages hold it, how well, and by which terms.

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
    /// By all of the word, by a longer word that begins with it, or by a correction of it.
    Whole,
}

/// How much of a term's relevance each way to find a page counts.
const WHOLE: f32 = 1.0;
const JOINED: f32 = 0.95;
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
    pub(crate) terms: Vec<(Level, String)>,
}

/// How one page holds one word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Held {
    pub(crate) level: Level,
    pub(crate) score: f32,
}

impl Found {
    pub(crate) fn nothing(pages: usize) -> Self {
        Self {
            held: vec![Held::default(); pages],
            terms: Vec::new(),
        }
    }

    /// Looks up a word in each of its forms.
    pub(crate) fn word(lexicon: &Lexicon, sought: &QueryWord) -> Self {
        let mut found = Self::nothing(lexicon.pages());
        let forms = &sought.word.forms;
        let whole = || forms.iter().filter(|form| form.kind <= Kind::Joined);
        for form in whole() {
            let weight = if form.kind == Kind::Whole {
                WHOLE
            } else {
                JOINED
            };
            found.add(
                lexicon,
                Level::Whole,
                weight,
                lexicon.exact(&form.text).as_slice(),
            );
            if sought.open && !(form.text.is_ascii() && form.text.len() < SHORTEST_PREFIX) {
                found.add(
                    lexicon,
                    Level::Whole,
                    LONGER,
                    &lexicon.starting_with(&form.text),
                );
            }
        }
        let mut suffixes: Vec<&Form> = forms
            .iter()
            .filter(|form| form.kind == Kind::Suffix)
            .collect();
        suffixes.sort_by_key(|form| std::cmp::Reverse(form.text.len()));
        if !found.reaches(Level::Whole) {
            // One candidate after the other, the longest first: a correction of the whole word
            // says more than one of its end.
            let candidates = whole().chain(suffixes.iter().copied());
            for form in candidates {
                let level = if form.kind == Kind::Suffix {
                    Level::Suffix
                } else {
                    Level::Whole
                };
                let corrections = corrections(lexicon, &form.text, sought.open);
                found.add(lexicon, level, CORRECTED, &corrections);
                if !corrections.is_empty() {
                    break;
                }
            }
        }
        for form in suffixes {
            found.add(
                lexicon,
                Level::Suffix,
                SUFFIX,
                lexicon.exact(&form.text).as_slice(),
            );
        }
        found.add_parts(lexicon, forms);
        found
    }

    /// Looks up a word as it was typed: no part of it, nothing longer, no correction.
    pub(crate) fn exactly(lexicon: &Lexicon, word: &Word) -> Self {
        let mut found = Self::nothing(lexicon.pages());
        for form in word.forms.iter().filter(|form| form.kind <= Kind::Joined) {
            found.add(
                lexicon,
                Level::Whole,
                WHOLE,
                lexicon.exact(&form.text).as_slice(),
            );
        }
        found
    }

    /// The best level that any page reaches.
    pub(crate) fn best(&self) -> Level {
        self.held
            .iter()
            .map(|held| held.level)
            .max()
            .unwrap_or_default()
    }

    pub(crate) fn reaches(&self, level: Level) -> bool {
        self.held.iter().any(|held| held.level >= level)
    }

    /// Counts `entries` together as one term.
    fn add(&mut self, lexicon: &Lexicon, level: Level, weight: f32, entries: &[Entry]) {
        let (pages, count) = relevance(lexicon, entries);
        let weight = weight * lexicon.rarity(count);
        for (page, occurrences) in (0..).zip(pages) {
            if occurrences > 0.0 {
                self.put(page, level, weight * occurrences);
            }
        }
        self.terms
            .extend(entries.iter().map(|entry| (level, entry.text.clone())));
    }

    /// Counts the pages that hold all parts of a word; if the word is found in no way, those that
    /// hold any.
    fn add_parts(&mut self, lexicon: &Lexicon, forms: &[Form]) {
        let parts: Vec<&Form> = forms
            .iter()
            .filter(|form| form.kind == Kind::Part)
            .collect();
        let mut sums = vec![(0_usize, 0.0_f32); lexicon.pages()];
        let mut terms = Vec::new();
        for part in &parts {
            let mut entries = Vec::from_iter(lexicon.exact(&part.text));
            if entries.is_empty() {
                entries = corrections(lexicon, &part.text, false);
            }
            let (pages, count) = relevance(lexicon, &entries);
            let rarity = lexicon.rarity(count);
            for ((held, sum), occurrences) in sums.iter_mut().zip(pages) {
                *held += usize::from(occurrences > 0.0);
                *sum += rarity * occurrences;
            }
            terms.extend(entries.into_iter().map(|entry| (Level::Parts, entry.text)));
        }
        let most = sums.iter().map(|&(held, _)| held).max().unwrap_or_default();
        let enough = if self.reaches(Level::Parts) {
            parts.len()
        } else {
            most
        };
        for (page, (held, sum)) in (0..).zip(sums) {
            if held > 0 && held >= enough {
                let share = held as f32 / parts.len() as f32;
                self.put(page, Level::Parts, PARTS * share * sum);
            }
        }
        self.terms.append(&mut terms);
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
    for distance in [1, 2] {
        if distance == 2 && length < TWO_TYPOS {
            break;
        }
        for open in if open { &[false, true][..] } else { &[false] } {
            let entries = lexicon.close_to(text, distance, *open);
            if !entries.is_empty() {
                return entries;
            }
        }
    }
    Vec::new()
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
