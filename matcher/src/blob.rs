//! The bytes of a compiled knowledge base: a header that says what they are, then postcard.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `FBKB` |
//! | 4 | format version, little endian |
//! | 4 | length of what follows the header, little endian |
//! | 4 | CRC-32 of what follows the header, little endian |

use crate::knowledge::Knowledge;

const MAGIC: [u8; 4] = *b"FBKB";
/// Changes whenever the types of `knowledge` do.
const FORMAT: u32 = 2;
const HEADER: usize = 16;

/// Why bytes are no knowledge base.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BlobError {
    /// The first bytes are not those of a knowledge base.
    #[error("this is not a Faultbook knowledge base")]
    NotAKnowledgeBase,
    /// It was compiled by a Faultbook with another format.
    #[error(
        "this knowledge base has format {found}, this matcher reads format {expected}; \
         rebuild the site, then reload the page"
    )]
    OtherFormat {
        /// The format of the bytes.
        found: u32,
        /// The format of this matcher.
        expected: u32,
    },
    /// Bytes are missing or too many.
    #[error("this knowledge base should have {expected} bytes after its header but has {found}")]
    WrongLength {
        /// What the header says.
        expected: usize,
        /// What is there.
        found: usize,
    },
    /// The bytes are not the ones that were written.
    #[error("this knowledge base is damaged: its checksum does not fit")]
    Damaged,
}

impl Knowledge {
    /// The bytes that [`from_blob`](Self::from_blob) reads; the same for the same knowledge.
    pub fn to_blob(&self) -> Vec<u8> {
        // These types hold nothing that postcard cannot write.
        let body = postcard::to_allocvec(self).unwrap_or_default();
        let mut blob = Vec::with_capacity(HEADER + body.len());
        blob.extend_from_slice(&MAGIC);
        blob.extend_from_slice(&FORMAT.to_le_bytes());
        blob.extend_from_slice(&(body.len() as u32).to_le_bytes());
        blob.extend_from_slice(&crc32fast::hash(&body).to_le_bytes());
        blob.extend_from_slice(&body);
        blob
    }

    /// Reads what [`to_blob`](Self::to_blob) wrote.
    ///
    /// # Errors
    ///
    /// Says what is wrong with bytes that are anything else.
    pub fn from_blob(blob: &[u8]) -> Result<Self, BlobError> {
        let Some((header, body)) = blob.split_at_checked(HEADER) else {
            return Err(BlobError::NotAKnowledgeBase);
        };
        if header[..4] != MAGIC {
            return Err(BlobError::NotAKnowledgeBase);
        }
        let field = |at: usize| {
            u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
        };
        let (format, length, checksum) = (field(4), field(8) as usize, field(12));
        if format != FORMAT {
            return Err(BlobError::OtherFormat { found: format, expected: FORMAT });
        }
        if body.len() != length {
            return Err(BlobError::WrongLength { expected: length, found: body.len() });
        }
        if crc32fast::hash(body) != checksum {
            return Err(BlobError::Damaged);
        }
        let knowledge: Self = postcard::from_bytes(body).map_err(|_| BlobError::Damaged)?;
        if knowledge.is_coherent() { Ok(knowledge) } else { Err(BlobError::Damaged) }
    }
}
