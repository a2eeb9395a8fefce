//! What was built last, so that the same work is not done again.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::glue::GlueFile;
use crate::write::write_if_changed;

/// The files of one module, and from what they were made.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) module: String,
    /// The hash of the compiled bytes, which name their version of wasm-bindgen, and of the glue
    /// step.
    made_from: String,
    pub(super) files: Vec<FileRecord>,
}

/// One file of a module.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct FileRecord {
    pub(super) name: String,
    hash: String,
    /// Its size in bytes.
    pub(super) raw: usize,
    /// Its size in bytes after brotli's strongest compression, which is how the site is published.
    pub(super) brotli: usize,
}

impl Record {
    /// Describes `files`, made from the compiled `wasm`.
    pub(super) fn new(module: &str, wasm: &[u8], files: &[GlueFile]) -> Result<Self> {
        let files = files.iter().map(|file| {
            Ok(FileRecord {
                name: file.name.clone(),
                hash: hash(&[&file.bytes]),
                raw: file.bytes.len(),
                brotli: brotli_size(&file.bytes)?,
            })
        });
        Ok(Self {
            module: module.to_owned(),
            made_from: made_from(wasm),
            files: files.collect::<Result<_>>()?,
        })
    }

    /// Reads a record. One that is missing or of another format is none.
    pub(super) fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    pub(super) fn write(&self, path: &Path) -> Result<()> {
        write_if_changed(path, &serde_json::to_vec_pretty(self)?).map(|_| ())
    }

    /// Whether the files in `folder` are those of this record, and were made from `wasm`.
    pub(super) fn describes(&self, wasm: &[u8], folder: &Path) -> bool {
        self.made_from == made_from(wasm)
            && self.files.iter().all(|file| {
                fs::read(folder.join(&file.name)).is_ok_and(|bytes| hash(&[&bytes]) == file.hash)
            })
    }
}

/// The sources of the glue step stand for its options: whoever edits them gets new glue.
fn made_from(wasm: &[u8]) -> String {
    hash(&[wasm, include_bytes!("glue.rs")])
}

fn hash(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        // The length keeps bytes from moving between parts without a change of the hash.
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Result<Record> {
        let file =
            |name: &str, bytes: &[u8]| GlueFile { name: name.to_owned(), bytes: bytes.into() };
        Record::new("matcher", b"wasm", &[file("matcher.js", b"js"), file("matcher.d.ts", b"ts")])
    }

    #[test]
    fn a_record_describes_only_its_own_bytes() -> Result<()> {
        let (folder, record) = (tempfile::tempdir()?, record()?);
        assert!(!record.describes(b"wasm", folder.path()), "files are missing");
        fs::write(folder.path().join("matcher.js"), "js")?;
        fs::write(folder.path().join("matcher.d.ts"), "ts")?;
        assert!(record.describes(b"wasm", folder.path()));
        assert!(!record.describes(b"other", folder.path()), "compiled anew");
        fs::write(folder.path().join("matcher.js"), "edited")?;
        assert!(!record.describes(b"wasm", folder.path()), "edited by hand");
        Ok(())
    }

    #[test]
    fn a_record_survives_its_file() -> Result<()> {
        let (folder, record) = (tempfile::tempdir()?, record()?);
        let path = folder.path().join("matcher.json");
        assert_eq!(Record::read(&path), None);
        record.write(&path)?;
        assert_eq!(Record::read(&path), Some(record));
        Ok(())
    }

    #[test]
    fn moving_a_byte_to_the_next_part_changes_the_hash() {
        assert_ne!(hash(&[b"ab", b"c"]), hash(&[b"a", b"bc"]));
    }
}
