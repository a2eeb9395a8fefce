//! Blobs that came over a network, or from somebody who does not wish us well.

use matcher::{Knowledge, Matcher};

use super::{base, diagnosis};

/// What stands before the body: magic, format, length, checksum.
const HEADER: usize = 16;

/// Reads `input` as a blob, then as the body of one with a header that fits.
pub(crate) fn blob(input: &[u8]) {
    load(input);
    load(&with_header(input));
}

/// `body` behind a header that promises just these bytes.
fn with_header(body: &[u8]) -> Vec<u8> {
    let mut blob = base().to_blob()[..8].to_vec();
    blob.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
    blob.extend_from_slice(&crc32fast::hash(body).to_le_bytes());
    blob.extend_from_slice(body);
    blob
}

/// The body of `blob` with single bytes changed, five of `edits` each: where, and by what.
pub(crate) fn changed(blob: &[u8], edits: &[u8]) -> Vec<u8> {
    let mut body = blob[HEADER..].to_vec();
    let length = body.len();
    for edit in edits.chunks_exact(5) {
        let at = u32::from_le_bytes([edit[0], edit[1], edit[2], edit[3]]) as usize;
        if let Some(byte) = body.get_mut(at % length.max(1)) {
            *byte = edit[4];
        }
    }
    body
}

/// Diagnoses with whatever can be loaded. Its literals stand in the blob, so it is a text, too.
fn load(blob: &[u8]) {
    /// More of it takes long, and finds nothing else.
    const LONGEST: usize = 4_000;
    let Ok(knowledge) = Knowledge::from_blob(blob) else { return };
    assert!(Knowledge::from_blob(&knowledge.to_blob()).as_ref() == Ok(&knowledge));
    let Ok(matcher) = Matcher::new(knowledge) else { return };
    diagnosis(&matcher, &blob[..blob.len().min(LONGEST)]);
}
