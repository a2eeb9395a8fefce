//! What is kept of a page to show a hit: names and some text, not the whole page.

use serde::{Deserialize, Serialize};

use crate::document::Document;

/// How much of the prose, and of all signatures together, is kept for excerpts.
///
/// A visitor downloads all of it before the first answer, and it is the part of the index that
/// grows fastest: whole pages would more than double the download.
const MAX_KEPT_BYTES: usize = 320;

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
            .map_while(|signature| {
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

/// All records of an index.
#[derive(Debug, Default)]
pub(crate) struct Records {
    /// Where the record of each page ends, in bytes of `bytes`; in the index's order.
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Records {
    pub(crate) fn push(&mut self, document: &Document) -> Result<(), postcard::Error> {
        self.bytes.extend(postcard::to_allocvec(&Record::new(document))?);
        let end = u32::try_from(self.bytes.len());
        self.ends.push(end.map_err(|_| postcard::Error::SerializeBufferFull)?);
        Ok(())
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<Record<'_>> {
        let end = *self.ends.get(index)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        postcard::from_bytes(self.bytes.get(start..end)?).ok()
    }

    /// The two files of a pack that hold the records: where each ends, and all of them.
    pub(crate) fn to_files(&self) -> Result<(Vec<u8>, &[u8]), postcard::Error> {
        Ok((postcard::to_allocvec(&self.ends)?, &self.bytes))
    }

    /// Reads what [`Records::to_files`] wrote.
    pub(crate) fn from_files(ends: &[u8], bytes: &[u8]) -> Result<Self, postcard::Error> {
        Ok(Self { ends: postcard::from_bytes(ends)?, bytes: bytes.to_vec() })
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
        let mut records = Records::default();
        for id in ["a", "b", "c"] {
            let signatures = vec!["x".repeat(300), "y".repeat(300), "z".into()];
            records.push(&Document { id: id.into(), signatures, ..Document::default() }).unwrap();
        }
        let (ends, bytes) = records.to_files().unwrap();
        let records = Records::from_files(&ends, bytes).unwrap();
        assert_eq!(records.len(), 3);
        let record = records.get(1).unwrap();
        assert_eq!(record.id, "b");
        let kept: Vec<usize> = record.signatures.iter().map(|text| text.len()).collect();
        assert_eq!(kept, [300, MAX_KEPT_BYTES - 300]);
        assert!(records.get(3).is_none());
    }
}
