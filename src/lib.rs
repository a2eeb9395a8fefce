//! Turns a folder of YAML and Markdown into a troubleshooting site whose pages diagnose pasted
//! errors in the visitor's own browser.
//!
//! ```text
//! load -> check -> render -> write
//! ```
//!
//! Each step takes a value and returns a value: [`load`](mod@load) reads a folder into what its
//! files say, [`check`](mod@check) proves it, [`render`](mod@render) makes the files of the site
//! in memory (with the [`index`] and the matcher's knowledge among them), and [`write`](mod@write)
//! puts them in place. [`accuracy`](mod@accuracy) measures how often the matcher is right. What is
//! wrong anywhere is a [`diagnostic::Diagnostic`].

pub mod accuracy;
pub mod check;
pub mod cmd;
pub mod diagnostic;
pub mod embedded;
pub mod entry;
pub mod index;
pub mod load;
pub mod render;
pub mod write;

use std::path::Path;

use diagnostic::Diagnostic;
use entry::KnowledgeBase;

/// Loads and checks a content folder; the second value is what is worth knowing about it.
///
/// # Errors
///
/// Everything that is wrong with it, in order of files and lines.
pub fn prepare(content: &Path) -> Result<(KnowledgeBase, Vec<Diagnostic>), Vec<Diagnostic>> {
    let loaded = load::load(content)?;
    tracing::debug!(entries = loaded.entries.len(), pages = loaded.pages.len(), "loaded");
    let checked = check::check(loaded)?;
    tracing::debug!("checked, all samples diagnosed");
    Ok(checked)
}
