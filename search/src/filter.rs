//! Decides which pages a query's filters and exclusions admit.

use tantivy::DocId;

use crate::found::{Found, Level};
use crate::lexicon::Lexicon;
use crate::query::Query;
use crate::record::Records;
use crate::schema::FACETS;
use crate::tokenizer::Word;

/// Whether each page passes the filters and the exclusions: of one key any value, of several keys
/// all.
pub(crate) fn admitted(lexicon: &Lexicon, records: &Records, query: &Query) -> Vec<bool> {
    let mut admitted = vec![true; lexicon.pages()];
    for key in FACETS {
        let pages = |excluded| {
            let filters = query.filters.iter();
            let of_key = filters.filter(|filter| filter.key == key && filter.excluded == excluded);
            let mut pages = of_key.map(|filter| lexicon.facet(key, &filter.value)).peekable();
            pages.peek().is_some().then(|| pages.flatten().collect::<Vec<DocId>>())
        };
        if let Some(wanted) = pages(false) {
            let wanted = set(lexicon, &wanted);
            admitted.iter_mut().zip(wanted).for_each(|(admitted, wanted)| *admitted &= wanted);
        }
        remove(&mut admitted, set(lexicon, &pages(true).unwrap_or_default()));
    }
    for run in &query.excluded {
        remove(&mut admitted, holders(lexicon, records, run));
    }
    admitted
}

/// Whether each page holds what an exclusion names, exactly as it was typed: who excludes `error`
/// does not mean to lose `errors`.
fn holders(lexicon: &Lexicon, records: &Records, run: &[Word]) -> Vec<bool> {
    let found = match run {
        [word] => Found::exactly(lexicon, word),
        words => Found::phrase(lexicon, records, words),
    };
    found.held.iter().map(|held| held.level == Level::Whole).collect()
}

fn set(lexicon: &Lexicon, pages: &[DocId]) -> Vec<bool> {
    let mut set = vec![false; lexicon.pages()];
    for &page in pages {
        if let Some(place) = set.get_mut(page as usize) {
            *place = true;
        }
    }
    set
}

fn remove(admitted: &mut [bool], unwanted: Vec<bool>) {
    admitted.iter_mut().zip(unwanted).for_each(|(admitted, unwanted)| *admitted &= !unwanted);
}
