//! Orders the pages that a query found.
//!
//! A page's score is the sum of what its words count, brought between 0 and 1, plus 1 if it holds
//! every word that tells anything. So a page about both words of a query comes before any page
//! about one of them, however often it repeats it. A word that stands on a quarter of all pages
//! tells little: that a page lacks the `how to` of a query is not held against it.

use tantivy::DocId;

use crate::filter::admitted;
use crate::found::{Found, FoundTerm, Held, Level};
use crate::lexicon::Lexicon;
use crate::query::{Query, QueryWord};
use crate::record::Records;

/// The sum of word scores that becomes a score of one half.
const HALF: f32 = 16.0;

/// A query of more words is a pasted message, which has no misspellings; looking for them would
/// take the longest where it helps the least.
const MAX_TYPED_WORDS: usize = 8;

/// What a query found.
pub(crate) struct Ranking {
    /// The pages, best first, with their scores.
    pub(crate) pages: Vec<(DocId, f32)>,
    words: Vec<RankedWord>,
}

struct RankedWord {
    found: Found,
    best: Level,
    /// How rare the pages are that hold it at its best level.
    rarity: f32,
    /// Whether it tells anything, compared with the other words.
    tells: bool,
}

/// A term to be marked in what is shown of a page.
#[derive(Clone, Copy)]
pub(crate) struct Mark<'r> {
    pub(crate) term: &'r str,
    /// Index of the word of the query that it stands for.
    pub(crate) word: usize,
    pub(crate) weight: f32,
    /// Whether it is that word, and not a longer or a similar one.
    pub(crate) exact: bool,
}

impl Ranking {
    pub(crate) fn new(lexicon: &Lexicon, records: &Records, mut query: Query) -> Self {
        let phrases = phrases(lexicon, records, &mut query);
        let phrase_count = phrases.len();
        let forgiving = query.words.len() <= MAX_TYPED_WORDS;
        let found = query.words.iter().map(|word| Found::word(lexicon, word, forgiving));
        let mut words: Vec<RankedWord> =
            phrases.into_iter().chain(found).map(RankedWord::new).collect();
        weigh(&mut words, lexicon);

        let phrases = words.get(..phrase_count).unwrap_or_default();
        let held = |page| phrases.iter().filter(|phrase| phrase.holds(page)).count();
        // All phrases, if any page has all; a pasted message may hold several.
        let needed = lexicon.all_pages().map(held).max().unwrap_or_default();
        // Filters alone are a query too: all pages of a tool.
        let only_filters = words.is_empty() && query.filters.iter().any(|filter| !filter.excluded);

        let admitted = admitted(lexicon, records, &query);
        let candidates = lexicon.all_pages().zip(admitted).filter(|(_, admitted)| *admitted);
        let mut pages: Vec<(DocId, f32)> = candidates
            .filter(|&(page, _)| held(page) == needed)
            .filter_map(|(page, _)| {
                let score = if only_filters { Some(0.0) } else { score(&words, page) };
                Some((page, score?))
            })
            .collect();
        best_first(&mut pages);
        Self { pages, words }
    }

    /// What to mark on a page: the terms by which it holds the telling words.
    pub(crate) fn marks(&self, page: DocId) -> Vec<Mark<'_>> {
        let telling = self.words.iter().enumerate().filter(|(_, word)| word.tells);
        telling
            .flat_map(|(index, word)| {
                let reached = word.held(page).level;
                let terms = word.found.terms.iter().filter(move |term| term.level >= reached);
                terms.map(move |FoundTerm { text, exact, .. }| Mark {
                    term: text,
                    word: index,
                    weight: word.rarity,
                    exact: *exact,
                })
            })
            .collect()
    }
}

impl RankedWord {
    fn new(found: Found) -> Self {
        let best = found.best();
        Self { found, best, rarity: 0.0, tells: false }
    }

    fn held(&self, page: DocId) -> Held {
        self.found.held.get(page as usize).copied().unwrap_or_default()
    }

    /// Whether a page holds the word as well as any page does.
    fn holds(&self, page: DocId) -> bool {
        let level = self.held(page).level;
        level > Level::None && level >= self.best
    }
}

/// The score of a page, if it holds any word.
fn score(words: &[RankedWord], page: DocId) -> Option<f32> {
    let sum: f32 = words.iter().map(|word| word.held(page).score).sum();
    let all = words.iter().filter(|word| word.tells).all(|word| word.holds(page));
    (sum > 0.0).then(|| if all { 1.0 } else { 0.0 } + sum / (sum + HALF))
}

/// Sorts pages by falling score; those of one score stay in the order in which they were indexed.
pub(crate) fn best_first(pages: &mut [(DocId, f32)]) {
    pages.sort_unstable_by(|(left, left_score), (right, right_score)| {
        right_score.total_cmp(left_score).then(left.cmp(right))
    });
}

/// Looks up the phrases. One that no page has becomes the words it consists of.
fn phrases(lexicon: &Lexicon, records: &Records, query: &mut Query) -> Vec<Found> {
    let mut found = Vec::new();
    for phrase in std::mem::take(&mut query.phrases) {
        let pages = Found::phrase(lexicon, records, &phrase);
        if pages.best() == Level::None {
            query.words.extend(phrase.into_iter().map(|word| QueryWord { word, open: false }));
        } else {
            found.push(pages);
        }
    }
    found
}

/// Tells the words apart that tell anything from those that stand on every other page.
fn weigh(words: &mut [RankedWord], lexicon: &Lexicon) {
    let mut rare = false;
    for word in &mut *words {
        let count = lexicon.all_pages().filter(|&page| word.holds(page)).count();
        word.rarity = lexicon.rarity(count);
        word.tells = count > 0 && count * 4 <= lexicon.pages();
        rare |= word.tells;
    }
    if !rare {
        for word in words {
            word.tells = word.best > Level::None;
        }
    }
}
