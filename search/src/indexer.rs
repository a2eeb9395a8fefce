//! Writes an index: documents in, one packed byte string out.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use tantivy::directory::RamDirectory;
use tantivy::store::Compressor;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Directory, Index, IndexSettings, TantivyDocument};
use thiserror::Error;

use crate::document::Document;
use crate::pack::pack;
use crate::placed_terms::PlacedTerms;
use crate::record::Records;
use crate::schema::{Fields, PLACED_TERMS, Place, facet_term};
use crate::tokenizer::words;

/// Bytes that tantivy sizes its first tables by; they grow.
const MEMORY: usize = 50_000_000;

/// Names of the files of a pack.
pub(crate) const META: &str = "meta.json";
pub(crate) const ENDS: &str = "ends";
pub(crate) const RECORDS: &str = "records";
/// Extensions of the files that make a segment of tantivy.
pub(crate) const SEGMENT_FILES: [&str; 6] = ["fast", "fieldnorm", "idx", "pos", "store", "term"];
/// tantivy names a segment by a random UUID; a pack has one segment, and always this one.
pub(crate) const SEGMENT: &str = "00000000000000000000000000000000";

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

    let mut ids = HashSet::new();
    let mut records = Records::default();
    for document in documents {
        if !ids.insert(document.id.clone()) {
            return Err(BuildError::DuplicateId(document.id));
        }
        records.push(&document).map_err(BuildError::write)?;
        writer.add_document(to_tantivy(&fields, &document)).map_err(BuildError::write)?;
    }
    let index = writer.finalize().map_err(BuildError::write)?;
    pack_files(&index, &directory, &records)
}

fn to_tantivy(fields: &Fields, document: &Document) -> TantivyDocument {
    let mut converted = TantivyDocument::default();
    converted.add_text(fields.text, placed_terms(document));
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
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    let mut add = |text: &str, place: Place| {
        for form in words(text).flat_map(|word| word.forms) {
            places.entry(form.text).or_default().add(place);
        }
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
    let lines = places.iter().map(|(term, place)| format!("{} {term}\n", place.frequency()));
    lines.collect()
}

fn pack_files(
    index: &Index,
    directory: &RamDirectory,
    records: &Records,
) -> Result<Vec<u8>, BuildError> {
    let segments = index.searchable_segment_ids().map_err(BuildError::write)?;
    let written: String = segments.first().map(|id| id.uuid_string()).unwrap_or_default();
    let read = |name: &str| directory.atomic_read(Path::new(name)).map_err(BuildError::write);

    let meta = read(META)?;
    let meta = String::from_utf8(meta).map_err(BuildError::write)?;
    let meta = meta.replace(&hyphenated(&written), &hyphenated(SEGMENT));
    let segment_files: Vec<(&str, Vec<u8>)> = SEGMENT_FILES
        .iter()
        .map(|extension| Ok((*extension, read(&format!("{written}.{extension}"))?)))
        .collect::<Result<_, BuildError>>()?;

    let (ends, bytes) = records.to_files().map_err(BuildError::write)?;
    let mut files: Vec<(&str, &[u8])> =
        vec![(META, meta.as_bytes()), (ENDS, &ends), (RECORDS, bytes)];
    files.extend(segment_files.iter().map(|(name, bytes)| (*name, bytes.as_slice())));
    pack(&files).map_err(BuildError::write)
}

/// A UUID as `meta.json` writes it; file names have it without hyphens.
fn hyphenated(uuid: &str) -> String {
    let ends = [0, 8, 12, 16, 20, 32];
    let groups: Vec<&str> =
        ends.windows(2).filter_map(|pair| uuid.get(*pair.first()?..*pair.last()?)).collect();
    groups.join("-")
}
