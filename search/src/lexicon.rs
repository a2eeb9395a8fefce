//! The terms of the index: which there are, which are near to one, and which pages hold them.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, TermInfo};
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, TantivyError, Term};

use crate::schema::{Fields, Place, facet_term};

/// How many of the terms that begin with or resemble a word stand for it: those on most pages.
const MAX_EXPANSIONS: usize = 32;

/// How much a long text is held against a page. Less than BM25's customary 0.75, because pages of
/// one site are of similar lengths and the longer one often has more causes, not more chatter.
const LENGTH: f32 = 0.4;

/// The terms and filters of one index.
pub(crate) struct Lexicon {
    terms: Arc<InvertedIndexReader>,
    facets: Arc<InvertedIndexReader>,
    text: Field,
    lengths: Option<FieldNormReader>,
    average_length: f32,
    pages: u32,
}

/// A term, and where its pages are listed.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) text: String,
    info: TermInfo,
}

impl Lexicon {
    pub(crate) fn open(segment: &SegmentReader, fields: &Fields) -> Result<Self, TantivyError> {
        let pages = segment.max_doc();
        let terms = segment.inverted_index(fields.text)?;
        Ok(Self {
            average_length: terms.total_num_tokens() as f32 / pages.max(1) as f32,
            lengths: segment.fieldnorms_readers().get_field(fields.text)?,
            facets: segment.inverted_index(fields.facet)?,
            text: fields.text,
            terms,
            pages,
        })
    }

    /// Number of pages in the index.
    pub(crate) fn pages(&self) -> usize {
        self.pages as usize
    }

    /// All pages of the index.
    pub(crate) fn all_pages(&self) -> std::ops::Range<DocId> {
        0..self.pages
    }

    /// The term `text` itself.
    pub(crate) fn exact(&self, text: &str) -> Option<Entry> {
        let info = self.terms.terms().get(text).ok()??;
        Some(Entry { text: text.to_owned(), info })
    }

    /// The terms that begin with `prefix`, without `prefix` itself.
    pub(crate) fn starting_with(&self, prefix: &str) -> Vec<Entry> {
        let mut entries = Vec::new();
        if let Ok(mut stream) = self.terms.terms().range().gt(prefix).into_stream() {
            while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
                entries.extend(Entry::new(stream.key(), stream.value()));
            }
        }
        on_most_pages(entries)
    }

    /// The terms within `distance` edits of `text`, or, if it is `open`, that begin so.
    pub(crate) fn close_to(&self, text: &str, distance: u8, open: bool) -> Vec<Entry> {
        let term = Term::from_field_text(self.text, text);
        let query = if open {
            FuzzyTermQuery::new_prefix(term, distance, true)
        } else {
            FuzzyTermQuery::new(term, distance, true)
        };
        let mut entries = Vec::new();
        if let Ok(automaton) = query.automaton()
            && let Ok(mut stream) = self.terms.terms().search(automaton).into_stream()
        {
            while stream.advance() {
                entries.extend(Entry::new(stream.key(), stream.value()));
            }
        }
        on_most_pages(entries)
    }

    /// Visits each page that holds `entry`, with how much it counts there: by the fields that it
    /// stands in and the length of the page, not by the rarity of the term.
    pub(crate) fn for_each_page(&self, entry: &Entry, mut visit: impl FnMut(DocId, f32)) {
        for_each_page(&self.terms, &entry.info, |page, frequency| {
            let length = self.lengths.as_ref().map_or(0, |lengths| lengths.fieldnorm(page)) as f32;
            let relative_length = length / self.average_length.max(1.0);
            let weight = Place::from_frequency(frequency).weight();
            visit(page, weight / (1.0 - LENGTH + LENGTH * relative_length));
        });
    }

    /// The pages with that value of that facet.
    pub(crate) fn facet(&self, key: &str, value: &str) -> Vec<DocId> {
        let mut pages = Vec::new();
        if let Ok(Some(info)) = self.facets.terms().get(facet_term(key, value)) {
            for_each_page(&self.facets, &info, |page, _| pages.push(page));
        }
        pages
    }

    /// Whether any page has that value of that facet.
    pub(crate) fn has_facet(&self, key: &str, value: &str) -> bool {
        matches!(self.facets.terms().get(facet_term(key, value)), Ok(Some(_)))
    }

    /// BM25's inverse document frequency of what `count` pages hold.
    pub(crate) fn rarity(&self, count: usize) -> f32 {
        let count = count as f32;
        (1.0 + (self.pages as f32 - count + 0.5) / (count + 0.5)).ln()
    }
}

impl Entry {
    fn new(term: &[u8], info: &TermInfo) -> Option<Self> {
        Some(Self { text: str::from_utf8(term).ok()?.to_owned(), info: info.clone() })
    }
}

fn on_most_pages(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_unstable_by(|left, right| {
        let pages = right.info.doc_freq.cmp(&left.info.doc_freq);
        pages.then_with(|| left.text.cmp(&right.text))
    });
    entries.truncate(MAX_EXPANSIONS);
    entries
}

fn for_each_page(terms: &InvertedIndexReader, info: &TermInfo, mut visit: impl FnMut(DocId, u32)) {
    // Reading from memory does not fail, and the pack's checksum was verified; a list that cannot
    // be read is empty, because a search has no one to tell.
    let option = IndexRecordOption::WithFreqs;
    let Ok(mut postings) = terms.read_postings_from_terminfo(info, option) else {
        return;
    };
    while postings.doc() != TERMINATED {
        visit(postings.doc(), postings.term_freq());
        postings.advance();
    }
}
