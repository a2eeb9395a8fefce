//! The container of an index: a header that says what it is, and named files.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `FBSEARCH` |
//! | 4 | format version, little endian |
//! | 4 | CRC-32 of all that follows, little endian |
//! | some | postcard's encoding of a list: name and length of each file |
//! | rest | the files |
//!
//! The checksum is there because tantivy trusts its files: a half-loaded index must be refused here
//! and not panic in the middle of a search.

use tantivy::directory::OwnedBytes;
use thiserror::Error;

/// Raised with every change of the container, the schema, the tokenizer or tantivy's own format.
pub(crate) const FORMAT: u32 = 1;

const MAGIC: &[u8; 8] = b"FBSEARCH";

/// Why bytes are not an index that this build can read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The bytes do not begin as a search index does.
    #[error("this is not a search index")]
    NotAnIndex,
    /// A later build wrote the index.
    #[error("the search index has format {found}, this build reads format {supported}: reload")]
    Newer {
        /// Format of the index.
        found: u32,
        /// Format that this build reads.
        supported: u32,
    },
    /// An earlier build wrote the index.
    #[error("the search index has format {found}, this build reads format {supported}: rebuild it")]
    Older {
        /// Format of the index.
        found: u32,
        /// Format that this build reads.
        supported: u32,
    },
    /// Bytes are missing or changed.
    #[error("the search index is damaged: {0}")]
    Damaged(&'static str),
    /// The checksum holds, but tantivy does not accept what is inside.
    #[error("the search index cannot be opened: {0}")]
    Rejected(String),
}

/// Packs named files. The same files in the same order give the same bytes.
pub(crate) fn pack(files: &[(&str, &[u8])]) -> Result<Vec<u8>, postcard::Error> {
    let list: Vec<(&str, usize)> = files.iter().map(|(name, file)| (*name, file.len())).collect();
    let mut body = postcard::to_allocvec(&list)?;
    for (_, file) in files {
        body.extend_from_slice(file);
    }
    let mut packed = Vec::with_capacity(MAGIC.len() + 8 + body.len());
    packed.extend_from_slice(MAGIC);
    packed.extend_from_slice(&FORMAT.to_le_bytes());
    packed.extend_from_slice(&crc32fast::hash(&body).to_le_bytes());
    packed.append(&mut body);
    Ok(packed)
}

/// The files of a pack, which share its memory.
#[derive(Debug, Clone)]
pub(crate) struct Unpacked(Vec<(String, OwnedBytes)>);

impl Unpacked {
    pub(crate) fn new(packed: Vec<u8>) -> Result<Self, OpenError> {
        let rest = packed.strip_prefix(MAGIC).ok_or(OpenError::NotAnIndex)?;
        let (found, rest) = split(rest)?;
        match u32::from_le_bytes(*found) {
            FORMAT => {}
            found if found > FORMAT => return Err(OpenError::Newer { found, supported: FORMAT }),
            found => return Err(OpenError::Older { found, supported: FORMAT }),
        }
        let (expected, body) = split(rest)?;
        if crc32fast::hash(body) != u32::from_le_bytes(*expected) {
            return Err(OpenError::Damaged("its checksum does not hold"));
        }
        let (list, rest): (Vec<(String, usize)>, &[u8]) = postcard::take_from_bytes(body)
            .map_err(|_| OpenError::Damaged("its list of files is unreadable"))?;
        let mut start = packed.len() - rest.len();
        let bytes = OwnedBytes::new(packed);
        let mut files = Vec::with_capacity(list.len());
        for (name, length) in list {
            let end = start.checked_add(length).filter(|end| *end <= bytes.len());
            let end = end.ok_or(OpenError::Damaged("it ends within a file"))?;
            files.push((name, bytes.slice(start..end)));
            start = end;
        }
        Ok(Self(files))
    }

    pub(crate) fn file(&self, name: &str) -> Option<&OwnedBytes> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, file)| file)
    }
}

fn split<const N: usize>(bytes: &[u8]) -> Result<(&[u8; N], &[u8]), OpenError> {
    bytes.split_first_chunk().ok_or(OpenError::Damaged("it ends within its header"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

    use super::*;

    fn sample() -> Vec<u8> {
        pack(&[("meta", b"{}"), ("terms", &[0, 255, 7]), ("empty", &[])]).unwrap()
    }

    #[test]
    fn files_come_back_as_they_went_in() {
        let files = Unpacked::new(sample()).unwrap();
        let file = |name| files.file(name).map(OwnedBytes::as_slice);
        assert_eq!(file("meta"), Some(&b"{}"[..]));
        assert_eq!(file("terms"), Some(&[0, 255, 7][..]));
        assert_eq!(file("empty"), Some(&[][..]));
        assert_eq!(file("other"), None);
    }

    #[test]
    fn every_truncation_is_an_error() {
        let packed = sample();
        for end in 0..packed.len() {
            assert!(Unpacked::new(packed[..end].to_vec()).is_err(), "cut to {end} bytes");
        }
    }

    #[test]
    fn every_changed_bit_is_an_error() {
        let packed = sample();
        for index in 0..packed.len() * 8 {
            let mut damaged = packed.clone();
            damaged[index / 8] ^= 1 << (index % 8);
            assert!(Unpacked::new(damaged).is_err(), "bit {index} flipped");
        }
    }

    #[test]
    fn errors_say_what_to_do() {
        let with_format = |format: u32| {
            let mut packed = sample();
            packed[8..12].copy_from_slice(&format.to_le_bytes());
            packed
        };
        let mut damaged = sample();
        *damaged.last_mut().unwrap() ^= 1;
        let table = [
            (Vec::new(), "this is not a search index"),
            (b"<!doctype html>".to_vec(), "this is not a search index"),
            (with_format(2), "the search index has format 2, this build reads format 1: reload"),
            (
                with_format(0),
                "the search index has format 0, this build reads format 1: rebuild it",
            ),
            (b"FBSEARCH\x01".to_vec(), "the search index is damaged: it ends within its header"),
            (damaged, "the search index is damaged: its checksum does not hold"),
        ];
        for (packed, expected) in table {
            assert_eq!(Unpacked::new(packed).unwrap_err().to_string(), expected);
        }
    }
}
