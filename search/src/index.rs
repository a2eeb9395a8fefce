//! Opens a packed index and answers queries.

use std::fmt;

use tantivy::index::SegmentId;
use tantivy::{DocId, IndexSettings, SegmentReader, TantivyError};

use crate::directory::PackDirectory;
use crate::excerpt::Marker;
use crate::indexer::{LENGTHS, RECORDS};
use crate::lexicon::Lexicon;
use crate::pack::{OpenError, Unpacked};
use crate::query::Query;
use crate::rank::Ranking;
use crate::record::Records;
use crate::results::{Hit, Results};
use crate::schema::Fields;

/// tantivy wants a name for the segment of a pack; any will do.
const SEGMENT: &str = "00000000000000000000000000000000";

/// An index, opened. It does not change; a new one is opened in its place.
pub struct Index {
    lexicon: Lexicon,
    records: Records,
}

impl Index {
    /// Opens what [`crate::build_index`] wrote.
    ///
    /// # Errors
    ///
    /// [`OpenError`], if the bytes are no index, are damaged, or have another format.
    pub fn open(packed: Vec<u8>) -> Result<Self, OpenError> {
        let files = Unpacked::new(packed)?;
        let file = |name| files.file(name).cloned().ok_or(OpenError::Damaged("it lacks a file"));
        let records = Records::open(&file(LENGTHS)?, file(RECORDS)?)
            .ok_or(OpenError::Damaged("its list of pages is unreadable"))?;
        let pages = u32::try_from(records.len())
            .map_err(|_| OpenError::Damaged("its list of pages is too long"))?;
        let lexicon =
            open_lexicon(files, pages).map_err(|error| OpenError::Rejected(error.to_string()))?;
        Ok(Self { lexicon, records })
    }

    /// The best pages for `query`, at most `limit` of them.
    ///
    /// Every text is a query and none is an error; one that says nothing finds nothing.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Results {
        let query = Query::parse(query, |key, value| self.lexicon.has_facet(key, value));
        let ranking = Ranking::new(&self.lexicon, &self.records, query);
        let best = ranking.pages.iter().take(limit);
        let hits = best.filter_map(|&(page, score)| self.hit(&ranking, page, score)).collect();
        Results { total: ranking.pages.len(), hits }
    }

    fn hit(&self, ranking: &Ranking, page: DocId, score: f32) -> Option<Hit> {
        let record = self.records.get(page)?;
        let marker = Marker::new(&ranking.marks(page));
        // A signature that is also the title would be shown twice.
        let mut texts: Vec<&str> = record
            .signatures
            .iter()
            .copied()
            .filter(|signature| !record.title.contains(signature))
            .collect();
        texts.push(record.prose);
        let otherwise = texts.iter().rev().find(|text| !text.is_empty()).unwrap_or(&"");
        Some(Hit {
            title_parts: marker.mark(record.title),
            excerpt: marker.excerpt(&texts, otherwise),
            score: (score * 10_000.0).round() / 10_000.0,
            id: record.id.to_owned(),
            title: record.title.to_owned(),
            url: record.url.to_owned(),
            tool: record.tool.to_owned(),
            category: record.category.to_owned(),
            severity: record.severity.to_owned(),
            status: record.status.to_owned(),
        })
    }
}

/// Opens the one segment of a pack.
///
/// tantivy would rather read its own description of the index; but what that says is known, except
/// for the number of pages, and reading it would add a tenth to the wasm module.
fn open_lexicon(files: Unpacked, pages: u32) -> Result<Lexicon, TantivyError> {
    let fields = Fields::new();
    let directory = PackDirectory::new(files);
    let index = tantivy::Index::create(directory, fields.schema.clone(), IndexSettings::default())?;
    let name = SegmentId::from_uuid_string(SEGMENT)
        .map_err(|_| TantivyError::InternalError("a segment's name is a UUID".to_owned()))?;
    let segment = index.segment(index.new_segment_meta(name, pages));
    Lexicon::open(&SegmentReader::open(&segment)?, &fields)
}

impl fmt::Debug for Index {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Index")
            .field("pages", &self.lexicon.pages())
            .finish_non_exhaustive()
    }
}
