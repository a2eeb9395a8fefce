//! What the index keeps of a word on a page. The indexer and the reader both take it from here.
//!
//! tantivy would keep a list of terms and lists of pages for each field; but most words stand in
//! several fields, and a visitor downloads all of it. Here one list holds the words of all fields,
//! and what tantivy keeps as the *frequency* of a term on a page is a [`Place`]: which fields it
//! stands in. That more than halved the list of terms.

use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

/// The keys of filters: `tool:litellm`.
pub(crate) const FACETS: [&str; 4] = ["tool", "category", "severity", "status"];

/// Name under which the indexer registers what cuts its own notation of a page into terms.
pub(crate) const PLACED_TERMS: &str = "placed_terms";

/// How much a word counts in each field.
const TITLE: f32 = 4.0;
const SIGNATURES: f32 = 4.0;
const CAUSES: f32 = 2.0;
const PROSE: f32 = 1.0;

/// tantivy's names for our fields.
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// The words of all searched fields.
    pub(crate) text: Field,
    /// The values of all filters, written `key:value`.
    pub(crate) facet: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut builder = Schema::builder();
        let mut add = |name, tokenizer, option, lengths| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(option)
                .set_fieldnorms(lengths);
            builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        let text = add("text", PLACED_TERMS, IndexRecordOption::WithFreqs, true);
        let facet = add("facet", "raw", IndexRecordOption::Basic, false);
        Self { schema: builder.build(), text, facet }
    }
}

/// The term of a filter's value: filters do not mind upper case.
pub(crate) fn facet_term(key: &str, value: &str) -> String {
    format!("{key}:{}", value.trim().to_lowercase())
}

/// The fields of a page that a term stands in: never none, and below 16, so that it costs four
/// bits at most.
///
/// How often it stands there is not kept. A word that a page is about stands in its title, in a
/// signature or among its causes, and that tells more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place(u32);

impl Place {
    pub(crate) const PROSE: Self = Self(0b0001);
    pub(crate) const CAUSES: Self = Self(0b0010);
    pub(crate) const SIGNATURES: Self = Self(0b0100);
    pub(crate) const TITLE: Self = Self(0b1000);

    pub(crate) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// What tantivy keeps.
    pub(crate) fn frequency(self) -> u32 {
        self.0
    }

    pub(crate) fn from_frequency(frequency: u32) -> Self {
        Self(frequency)
    }

    /// How much the term counts on the page, before its rarity and the page's length.
    pub(crate) fn weight(self) -> f32 {
        let fields = [
            (Self::TITLE, TITLE),
            (Self::SIGNATURES, SIGNATURES),
            (Self::CAUSES, CAUSES),
            (Self::PROSE, PROSE),
        ];
        let held = fields.iter().filter(|(field, _)| self.0 & field.0 != 0);
        held.map(|(_, weight)| weight).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_weigh_in_their_order() {
        let falling = [
            &[Place::TITLE, Place::SIGNATURES, Place::PROSE][..],
            &[Place::TITLE, Place::SIGNATURES, Place::TITLE],
            &[Place::TITLE, Place::CAUSES],
            &[Place::SIGNATURES],
            &[Place::CAUSES, Place::PROSE],
            &[Place::CAUSES],
            &[Place::PROSE, Place::PROSE],
        ];
        let weights = falling.map(|fields| {
            let mut place = Place::default();
            fields.iter().for_each(|&field| place.add(field));
            assert_eq!(Place::from_frequency(place.frequency()), place);
            place.weight()
        });
        assert!(weights.is_sorted_by(|left, right| left > right), "{weights:?}");
    }
}
