//! Writes what fuzzing begins with, made from a knowledge base: `seeds CONTENT OUT`.
//!
//! In `OUT` are afterwards `knowledge.bin`, the compiled knowledge base, and a folder for each
//! target. They are many, and follow from `content/`, so they are not committed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use faultbook::entry::{Entry, KnowledgeBase};

/// What stands before the body of a blob.
const HEADER: usize = 16;
/// Longer samples slow down each run, and show hardly more.
const LONGEST: usize = 4_000;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, out] = arguments.as_slice() else { bail!("usage: seeds CONTENT OUT") };
    let Ok((base, _)) = faultbook::prepare(content) else {
        bail!("{} has mistakes, which `faultbook check` names", content.display());
    };
    write(out, "knowledge.bin", &base.knowledge.to_blob())?;
    let small = faultbook_fuzz::small_blob();
    write(out, "blob/whole", &small)?;
    write(out, "blob/body", &small[HEADER..])?;
    // Five bytes each change one; any will do.
    write(out, "blob/changes", &small[HEADER..HEADER + 50])?;
    write_texts(&base, out)
}

/// The samples of all entries as texts, and their messages as templates with a sample behind.
fn write_texts(base: &KnowledgeBase, out: &Path) -> Result<()> {
    for entry in &base.entries {
        let texts = texts(entry);
        for (number, text) in texts.iter().enumerate() {
            for target in ["normalise", "diagnosis"] {
                let name = format!("{target}/{}-{number}", entry.id.slug);
                write(out, &name, text.as_bytes())?;
            }
        }
        let messages = entry.said.signatures.iter().filter_map(|signature| {
            signature.message.as_ref().or(signature.regex.as_ref()).map(|text| text.as_str())
        });
        for (number, message) in messages.enumerate() {
            let text = texts.first().copied().unwrap_or_default();
            let name = format!("template/{}-{number}", entry.id.slug);
            write(out, &name, format!("{}\n\n{text}", message.trim()).as_bytes())?;
        }
    }
    Ok(())
}

fn texts(entry: &Entry) -> Vec<&str> {
    let samples = entry.said.samples.iter().map(|sample| sample.value.text.as_str());
    let others = entry.said.not.iter().map(|negative| negative.value.text.as_str());
    samples.chain(others).filter(|text| text.len() <= LONGEST).collect()
}

fn write(out: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = out.join(name);
    let folder = path.parent().unwrap_or(out);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&path, bytes))
        .with_context(|| format!("cannot write {}", path.display()))
}
