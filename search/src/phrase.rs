//! Looks up words in quotes: pages that have them side by side.
//!
//! The index does not keep the order of words: for long prose that would nearly double what every
//! visitor downloads. The lists of pages tell which pages have all the words, and of those the text
//! that is kept for showing hits (title, signatures, beginning of the prose) is read. What people
//! quote is what a program printed, and that stands there.

use tantivy::DocId;

use crate::found::{Found, Level, relevance};
use crate::lexicon::{Entry, Lexicon};
use crate::rank::best_first;
use crate::record::{Record, Records};
use crate::tokenizer::{Kind, Word, words};

/// How many pages are read for one phrase, those first in which its words count most. A bound on
/// the time that `"of the"` takes, not on what anybody looks for.
const MAX_READ: usize = 256;

/// How much words side by side count, compared with the same words apart.
const SIDE_BY_SIDE: f32 = 1.5;

impl Found {
    /// Looks up a run of words. Where no page is known to have them side by side, the pages count
    /// that have all of them.
    pub(crate) fn phrase(lexicon: &Lexicon, records: &Records, run: &[Word]) -> Self {
        let mut found = Self::nothing(lexicon.pages());
        let entries: Option<Vec<Entry>> = run.iter().map(|word| entry(lexicon, word)).collect();
        let Some(entries) = entries else { return found };
        let mut pages = pages_with_all(lexicon, &entries);
        best_first(&mut pages);
        for &(page, weight) in pages.iter().take(MAX_READ) {
            let record = records.get(page);
            if record.is_some_and(|record| reads(&record, run)) {
                found.put(page, Level::Whole, SIDE_BY_SIDE * weight);
            }
        }
        if !found.reaches(Level::Whole) {
            for (page, weight) in pages {
                found.put(page, Level::Whole, weight);
            }
        }
        found.name(&entries, Level::Whole, true);
        found
    }
}

/// The most telling form of a word that the index has.
fn entry(lexicon: &Lexicon, word: &Word) -> Option<Entry> {
    let whole = word.forms.iter().filter(|form| form.kind == Kind::Whole);
    whole.filter_map(|form| lexicon.exact(&form.text)).next()
}

/// The pages that hold all entries, and how much they hold of them.
fn pages_with_all(lexicon: &Lexicon, entries: &[Entry]) -> Vec<(DocId, f32)> {
    let mut sums = vec![Some(0.0_f32); lexicon.pages()];
    for entry in entries {
        let (weights, count) = relevance(lexicon, std::slice::from_ref(entry));
        let rarity = lexicon.rarity(count);
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = sum.filter(|_| weight > 0.0).map(|sum| sum + rarity * weight);
        }
    }
    lexicon.all_pages().zip(sums).filter_map(|(page, sum)| Some((page, sum?))).collect()
}

/// Whether a kept text of the page has the run.
fn reads(record: &Record<'_>, run: &[Word]) -> bool {
    let texts = [record.title, record.prose].into_iter().chain(record.signatures.iter().copied());
    texts.into_iter().any(|text| {
        let text: Vec<Word> = words(text).collect();
        text.windows(run.len()).any(|window| {
            window.iter().zip(run).all(|(word, sought)| {
                sought
                    .forms
                    .iter()
                    .filter(|form| form.kind == Kind::Whole)
                    .any(|sought| word.forms.iter().any(|form| form.text == sought.text))
            })
        })
    })
}
