//! Opens a packed index and answers queries.

use std::fmt;
use std::path::Path;

use tantivy::directory::RamDirectory;
use tantivy::{Directory, DocId, SegmentReader, TantivyError};

use crate::excerpt::Marker;
use crate::indexer::{ENDS, META, RECORDS, SEGMENT, SEGMENT_FILES};
use crate::lexicon::Lexicon;
use crate::pack::{OpenError, unpack};
use crate::query::Query;
use crate::rank::Ranking;
use crate::record::Records;
use crate::results::{Hit, Results};
use crate::schema::Fields;

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
        let files = unpack(&packed)?;
        let file = |name: &str| {
            let found = files.iter().find(|(known, _)| *known == name);
            found.map(|(_, bytes)| *bytes).ok_or(OpenError::Damaged("it lacks a file"))
        };
        let rejected = |error: TantivyError| OpenError::Rejected(error.to_string());

        let directory = RamDirectory::create();
        let write = |name: &str, bytes: &[u8]| {
            let written = directory.atomic_write(Path::new(name), bytes);
            written.map_err(|error| OpenError::Rejected(error.to_string()))
        };
        write(META, file(META)?)?;
        for extension in SEGMENT_FILES {
            write(&format!("{SEGMENT}.{extension}"), file(extension)?)?;
        }
        let fields = Fields::new();
        let index = tantivy::Index::create(
            directory.clone(),
            fields.schema.clone(),
            tantivy::IndexSettings::default(),
        )
        .map_err(rejected)?;
        let records = Records::from_files(file(ENDS)?, file(RECORDS)?)
            .map_err(|_| OpenError::Damaged("its list of pages is unreadable"))?;
        let id = tantivy::index::SegmentId::from_uuid_string(SEGMENT)
            .map_err(|_| OpenError::Damaged("x"))?;
        let segment = index.segment(index.new_segment_meta(id, records.len() as u32));
        let segment = SegmentReader::open(&segment).map_err(rejected)?;
        let lexicon = Lexicon::open(&segment, &fields).map_err(rejected)?;
        if records.len() != lexicon.pages() {
            return Err(OpenError::Damaged("its list of pages is incomplete"));
        }
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
        let record = self.records.get(page as usize)?;
        let marker = Marker::new(ranking.marks(page));
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

impl fmt::Debug for Index {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Index")
            .field("pages", &self.lexicon.pages())
            .finish_non_exhaustive()
    }
}
