//! The container of an index: a header that says what it is, and named files.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `FBSEARCH` |
//! | 4 | format version, little endian |
//! | 8 | checksum of all that follows, little endian |
//! | rest | the files, as postcard's encoding of a list of (name, bytes) |
//!
//! The checksum is there because tantivy trusts its files: a half-loaded index must be refused here
//! and not panic in the middle of a search.

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
    let body = postcard::to_allocvec(files)?;
    let mut packed = Vec::with_capacity(MAGIC.len() + 12 + body.len());
    packed.extend_from_slice(MAGIC);
    packed.extend_from_slice(&FORMAT.to_le_bytes());
    packed.extend_from_slice(&checksum(&body).to_le_bytes());
    packed.extend_from_slice(&body);
    Ok(packed)
}

/// The files of a pack, in the order in which they were packed.
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<(&str, &[u8])>, OpenError> {
    let rest = packed.strip_prefix(MAGIC).ok_or(OpenError::NotAnIndex)?;
    let (found, rest) = split(rest)?;
    match u32::from_le_bytes(*found) {
        FORMAT => {}
        found if found > FORMAT => {
            return Err(OpenError::Newer { found, supported: FORMAT });
        }
        found => {
            return Err(OpenError::Older { found, supported: FORMAT });
        }
    }
    let (expected, body) = split(rest)?;
    let expected = u64::from_le_bytes(*expected);
    if checksum(body) != expected {
        return Err(OpenError::Damaged("its checksum does not hold"));
    }
    postcard::from_bytes(body).map_err(|_| OpenError::Damaged("its list of files is unreadable"))
}

fn split<const N: usize>(bytes: &[u8]) -> Result<(&[u8; N], &[u8]), OpenError> {
    bytes.split_first_chunk().ok_or(OpenError::Damaged("it ends within its header"))
}

/// FNV-1a's step, taken on eight bytes at once. Each step is a bijection, so a change within eight
/// bytes never goes unseen. A CRC is stronger against forgers, whom it does not stop, and its
/// tables would cost 16 kB of every visitor's download.
fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    for (place, byte) in last.iter_mut().zip(rest) {
        *place = *byte;
    }
    let words = words.iter().chain([&last]).map(|word| u64::from_le_bytes(*word));
    words.chain([bytes.len() as u64]).fold(0xcbf2_9ce4_8422_2325, |hash: u64, word| {
        (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3)
    })
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
        let packed = sample();
        let files = unpack(&packed).unwrap();
        assert_eq!(files, [("meta", &b"{}"[..]), ("terms", &[0, 255, 7]), ("empty", &[])]);
    }

    #[test]
    fn every_truncation_is_an_error() {
        let packed = sample();
        for end in 0..packed.len() {
            assert!(unpack(&packed[..end]).is_err(), "cut to {end} bytes");
        }
    }

    #[test]
    fn every_changed_bit_is_an_error() {
        let packed = sample();
        for index in 0..packed.len() * 8 {
            let mut damaged = packed.clone();
            damaged[index / 8] ^= 1 << (index % 8);
            assert!(unpack(&damaged).is_err(), "bit {index} flipped");
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
            assert_eq!(unpack(&packed).unwrap_err().to_string(), expected);
        }
    }
}
