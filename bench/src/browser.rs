//! What the measurement in browsers needs: a knowledge base and texts of a megabyte.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::base::Base;
use crate::logs;
use crate::messages::messages;
use crate::vocabulary::Vocabulary;

/// The size of the knowledge base.
const ENTRIES: usize = 1_000;
/// The size of a paste.
const BYTES: usize = 1_000_000;

/// Writes `knowledge.bin`, `clean.log` and `error-every-100-lines.log`.
pub(crate) fn write_inputs(out: &Path) -> Result<()> {
    let vocabulary = Vocabulary::new();
    let messages = messages(ENTRIES, &vocabulary);
    let base = Base::generated(&messages)?;
    fs::write(out.join("knowledge.bin"), &base.blob)?;
    logs::clean(out, BYTES, &vocabulary)?;
    logs::with_errors(out, BYTES, &vocabulary, &messages, &messages)?;
    Ok(())
}
