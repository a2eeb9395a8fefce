//! Writes an index: documents in, one packed byte string out.

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;
use tantivy::directory::RamDirectory;
use tantivy::store::Compressor;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Directory, Index, IndexSettings, TantivyDocument};
use thiserror::Error;

use crate::document::Document;
use crate::pack::pack;
use crate::placed_terms::PlacedTerms;
use crate::record::RecordsWriter;
use crate::schema::{Fields, PLACED_TERMS, Place, facet_term};
use crate::tokenizer::words;

/// Bytes that tantivy sizes its first tables by; they grow.
const MEMORY: usize = 50_000_000;

/// Names of the files of a pack that are not tantivy's.
pub(crate) const LENGTHS: &str = "lengths";
pub(crate) const RECORDS: &str = "records";

/// Extensions of the files that make a segment of tantivy. A pack has one segment, and names its
/// files by these alone: the segment's own name is random.
const SEGMENT_FILES: [&str; 6] = ["fast", "fieldnorm", "idx", "pos", "store", "term"];

/// Why no index could be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Two documents have one id, so a hit could not say which it is.
    #[error("two documents have the id `{0}`")]
    DuplicateId(String),
    /// tantivy could not write the index, or the index is larger than its format allows.
    #[error("the search index cannot be written")]
    Write(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl BuildError {
    fn write(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Write(Box::new(error))
    }
}

/// Indexes `documents`, in the order given, into bytes that [`crate::Index::open`] reads.
///
/// The same documents in the same order give the same bytes.
///
/// # Errors
///
/// [`BuildError`], if two documents share an id or the index cannot be written.
pub fn build_index<I>(documents: I) -> Result<Vec<u8>, BuildError>
where
    I: IntoIterator<Item = Document>,
{
    let fields = Fields::new();
    let directory = RamDirectory::create();
    let tokenizers = TokenizerManager::default();
    tokenizers.register(PLACED_TERMS, TextAnalyzer::from(PlacedTerms));
    // This writer makes one segment in the calling thread. The usual one makes a segment a thread,
    // cut where its memory was full, and merges them in whatever order they were done.
    let mut writer = Index::builder()
        .schema(fields.schema.clone())
        .tokenizers(tokenizers)
        .settings(IndexSettings {
            docstore_compression: Compressor::None,
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        })
        .single_segment_index_writer(directory.clone(), MEMORY)
        .map_err(BuildError::write)?;

    // Cutting texts into words takes longer than all the rest, and no page needs another.
    let documents: Vec<Document> = documents.into_iter().collect();
    let terms: Vec<String> = documents.par_iter().map(placed_terms).collect();
    let mut ids = HashSet::new();
    let mut records = RecordsWriter::default();
    for (document, terms) in documents.iter().zip(&terms) {
        if !ids.insert(&document.id) {
            return Err(BuildError::DuplicateId(document.id.clone()));
        }
        records.push(document).map_err(BuildError::write)?;
        let document = to_tantivy(&fields, document, terms);
        writer.add_document(document).map_err(BuildError::write)?;
    }
    let index = writer.finalize().map_err(BuildError::write)?;
    pack_files(&index, &directory, records)
}

fn to_tantivy(fields: &Fields, document: &Document, terms: &str) -> TantivyDocument {
    let mut converted = TantivyDocument::default();
    converted.add_text(fields.text, terms);
    let facets = [
        ("tool", &document.tool),
        ("category", &document.category),
        ("severity", &document.severity),
        ("status", &document.status),
    ];
    for (key, value) in facets {
        converted.add_text(fields.facet, facet_term(key, value));
    }
    converted
}

/// Every form of every word of a document, with the fields that it stands in, in the notation that
/// [`PlacedTerms`] reads.
fn placed_terms(document: &Document) -> String {
    let mut placed: Vec<(String, Place)> = Vec::new();
    let mut add = |text: &str, place: Place| {
        let forms = words(text).flat_map(|word| word.forms);
        placed.extend(forms.map(|form| (form.text, place)));
    };
    add(&document.title, Place::TITLE);
    for signature in &document.signatures {
        add(signature, Place::SIGNATURES);
    }
    add(&document.causes, Place::CAUSES);
    add(&document.prose, Place::PROSE);
    for tag in &document.tags {
        add(tag, Place::PROSE);
    }
    placed.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));

    let mut lines = String::with_capacity(placed.len() * 10);
    for same in placed.chunk_by(|(left, _), (right, _)| left == right) {
        let mut place = Place::default();
        same.iter().for_each(|&(_, other)| place.add(other));
        if let Some((term, _)) = same.first() {
            lines.extend([&place.frequency().to_string(), " ", term, "\n"]);
        }
    }
    lines
}

fn pack_files(
    index: &Index,
    directory: &RamDirectory,
    records: RecordsWriter,
) -> Result<Vec<u8>, BuildError> {
    let segments = index.searchable_segment_ids().map_err(BuildError::write)?;
    let segment: String = segments.first().map(|id| id.uuid_string()).unwrap_or_default();
    let read = |extension: &'static str| {
        let path = format!("{segment}.{extension}");
        let file = directory.atomic_read(Path::new(&path)).map_err(BuildError::write)?;
        Ok((extension, file))
    };
    let mut files = SEGMENT_FILES.map(read).into_iter().collect::<Result<Vec<_>, _>>()?;
    let (lengths, records) = records.finish().map_err(BuildError::write)?;
    files.extend([(LENGTHS, lengths), (RECORDS, records)]);
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, file)| (*name, file.as_slice())).collect();
    pack(&files).map_err(BuildError::write)
}
