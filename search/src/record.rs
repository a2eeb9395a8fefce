//! What is kept of a page to show a hit: names and some text, not the whole page.

use serde::{Deserialize, Serialize};
use tantivy::DocId;
use tantivy::directory::OwnedBytes;

use crate::document::Document;

/// How much of the prose, and of all signatures together, is kept for excerpts.
///
/// A visitor downloads all of it before the first answer, and it is the part of the index that
/// grows fastest: whole pages would more than double the download.
const MAX_KEPT_BYTES: usize = 280;

/// What is kept of one page.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) url: &'a str,
    pub(crate) tool: &'a str,
    pub(crate) category: &'a str,
    pub(crate) severity: &'a str,
    pub(crate) status: &'a str,
    #[serde(borrow)]
    pub(crate) signatures: Vec<&'a str>,
    pub(crate) prose: &'a str,
}

impl<'a> Record<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let mut left = MAX_KEPT_BYTES;
        let signatures = document
            .signatures
            .iter()
            .filter_map(|signature| {
                let kept = beginning(signature, left);
                left -= kept.len();
                (!kept.is_empty()).then_some(kept)
            })
            .collect();
        Self {
            id: &document.id,
            title: &document.title,
            url: &document.url,
            tool: &document.tool,
            category: &document.category,
            severity: &document.severity,
            status: &document.status,
            signatures,
            prose: beginning(&document.prose, MAX_KEPT_BYTES),
        }
    }
}

/// The longest beginning of whole words within `limit` bytes.
fn beginning(text: &str, limit: usize) -> &str {
    let text = text.trim();
    if text.len() <= limit {
        return text;
    }
    let cut = (0..=limit).rev().find_map(|end| text.get(..end)).unwrap_or_default();
    cut.rfind(char::is_whitespace).and_then(|end| cut.get(..end)).unwrap_or(cut).trim_end()
}

/// Writes the records of an index.
#[derive(Debug, Default)]
pub(crate) struct RecordsWriter {
    lengths: Vec<u32>,
    bytes: Vec<u8>,
}

impl RecordsWriter {
    pub(crate) fn push(&mut self, document: &Document) -> Result<(), postcard::Error> {
        let record = postcard::to_allocvec(&Record::new(document))?;
        let length = u32::try_from(record.len());
        self.lengths.push(length.map_err(|_| postcard::Error::SerializeBufferFull)?);
        self.bytes.extend(record);
        Ok(())
    }

    /// The two files of a pack that hold the records: how long each is, and all of them.
    pub(crate) fn finish(self) -> Result<(Vec<u8>, Vec<u8>), postcard::Error> {
        Ok((postcard::to_allocvec(&self.lengths)?, self.bytes))
    }
}

/// All records of an index.
#[derive(Debug)]
pub(crate) struct Records {
    /// Where the record of each page ends, in bytes of `bytes`; in the index's order.
    ends: Vec<usize>,
    bytes: OwnedBytes,
}

impl Records {
    /// Reads what [`RecordsWriter`] wrote, if the lengths add up.
    pub(crate) fn open(lengths: &[u8], bytes: OwnedBytes) -> Option<Self> {
        let lengths: Vec<u32> = postcard::from_bytes(lengths).ok()?;
        let mut end = 0_usize;
        let mut ends = Vec::with_capacity(lengths.len());
        for length in lengths {
            end = end.checked_add(length as usize)?;
            ends.push(end);
        }
        (end == bytes.len()).then_some(Self { ends, bytes })
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, page: DocId) -> Option<Record<'_>> {
        let page = page as usize;
        let end = *self.ends.get(page)?;
        let start = match page.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        postcard::from_bytes(self.bytes.get(start..end)?).ok()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

    use super::*;

    #[test]
    fn text_is_kept_in_whole_words() {
        let table = [
            ("  one two  ", 20, "one two"),
            ("one two three", 8, "one two"),
            ("one two three", 7, "one"),
            ("onetwothree", 4, "onet"),
            ("größe", 3, "gr"),
            ("", 0, ""),
        ];
        for (text, limit, expected) in table {
            assert_eq!(beginning(text, limit), expected, "{text:?} within {limit}");
        }
    }

    #[test]
    fn records_are_read_one_by_one() {
        let mut writer = RecordsWriter::default();
        for id in ["a", "b", "c"] {
            let signatures = vec!["x".repeat(200), "y".repeat(200), "z".into()];
            writer.push(&Document { id: id.into(), signatures, ..Document::default() }).unwrap();
        }
        let (lengths, bytes) = writer.finish().unwrap();
        let records = Records::open(&lengths, OwnedBytes::new(bytes)).unwrap();
        assert_eq!(records.len(), 3);
        let record = records.get(1).unwrap();
        assert_eq!(record.id, "b");
        let kept: Vec<usize> = record.signatures.iter().map(|text| text.len()).collect();
        assert_eq!(kept, [200, MAX_KEPT_BYTES - 200]);
        assert!(records.get(3).is_none());
    }
}
