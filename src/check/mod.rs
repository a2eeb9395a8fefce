//! The second step: from what files say to what holds. After it, nothing that an entry
//! refers to is missing, the order that entries declare can be kept, every signature compiles
//! and can win, every sample has been diagnosed as its entry, and entries that hold on one sample
//! know of each other; later steps need not ask again.

mod claims;
mod links;
mod order;
mod references;
mod samples;
mod signatures;
mod telling;
mod twins;

pub use signatures::compile;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place, any_errors, sort};
use crate::entry::{Entry, EntryId, KnowledgeBase, RawEntry};
use crate::load::{Content, Loaded, LoadedEntry};

/// Proves a knowledge base.
///
/// # Errors
///
/// Everything that does not hold, warnings included, in order of files and lines.
pub fn check(content: Content) -> Result<(KnowledgeBase, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut diagnostics = content.diagnostics.clone();
    diagnostics.extend(references::settings(&content));
    let known = references::Known::of(&content);
    let checked: Vec<_> =
        content.entries.par_iter().map(|entry| check_entry(entry, &content, &known)).collect();
    diagnostics.extend(checked.into_iter().flatten());
    diagnostics.extend(references::duplicates(&content));
    diagnostics.extend(order::check(&content));
    diagnostics.extend(telling::check(&content));
    diagnostics.extend(twins::check(&content));
    diagnostics.extend(links::check(&content));
    if any_errors(&diagnostics) {
        sort(&mut diagnostics);
        return Err(diagnostics);
    }
    let knowledge = signatures::compile(&content)?;
    diagnostics.extend(samples::check(&content, &knowledge));
    sort(&mut diagnostics);
    if any_errors(&diagnostics) {
        return Err(diagnostics);
    }
    let mut entries: Vec<_> = content.entries.into_iter().map(prove).collect();
    for entry in &mut entries {
        let id = &*entry.said.category;
        let place = content.categories.value.0.iter().position(|category| *category.id == *id);
        entry.category = place.unwrap_or_default();
    }
    entries.sort_by(|left, right| left.id.cmp(&right.id));
    let base = KnowledgeBase {
        site: content.site.value,
        categories: content.categories.value.0,
        tools: content.tools.into_iter().map(|(name, tool)| (name, tool.value)).collect(),
        entries,
        pages: content.pages,
        knowledge,
    };
    Ok((base, diagnostics))
}

fn check_entry(
    entry: &LoadedEntry,
    content: &Content,
    known: &references::Known,
) -> Vec<Diagnostic> {
    let mut diagnostics = references::entry(entry, content, known);
    diagnostics.extend(signatures::check(&entry.raw));
    diagnostics.extend(claims::check(&entry.raw));
    diagnostics
}

/// What an entry is once its claims have been checked; its category is looked up afterwards.
fn prove(entry: LoadedEntry) -> Entry {
    let Loaded { file, value } = entry.raw;
    let parse_id = |id: &str| {
        let (tool, slug) = id.split_once('/').unwrap_or((id, ""));
        EntryId { tool: tool.to_owned(), slug: slug.to_owned() }
    };
    Entry {
        id: EntryId { tool: entry.tool, slug: entry.slug },
        category: 0,
        related: value.related.iter().map(|id| parse_id(id)).collect(),
        captures: signatures::captures(&value),
        file,
        essay: entry.essay,
        said: value,
    }
}

/// `<tool>/<slug>`.
fn id(entry: &LoadedEntry) -> String {
    format!("{}/{}", entry.tool, entry.slug)
}

/// A place in an entry's file.
fn place(entry: &Loaded<RawEntry>, span: &std::ops::Range<usize>) -> Place {
    Place::new(&Arc::clone(&entry.file), span.clone())
}
