//! The third step: from a proved knowledge base to the files of its site, in memory. Pages are
//! rendered in parallel; nothing is written here.

mod address;
mod assets;
mod highlight;
mod markdown;
mod offline;
mod pages;
mod placeholder;
mod templates;
mod tree;
pub mod view;
mod views;

use std::path::Path;

use rayon::prelude::*;

pub use address::{Address, BadAddress};
pub use tree::Tree;

use crate::accuracy::Report;
use crate::diagnostic::Diagnostic;
use crate::entry::KnowledgeBase;
use crate::index;
use assets::Assets;
use highlight::Highlighter;
use templates::Templates;
use views::Views;

/// What of a site does not come from its content.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// Where it will stand.
    pub address: Address,
    /// Whether browsers keep it for use without a connection. Not while it is being written: they
    /// would show yesterday's.
    pub offline: bool,
    /// A folder of templates and assets that win over the built-in ones of the same name.
    pub templates: Option<&'a Path>,
    /// What was measured of the answers; there is a page about it if there is any.
    pub accuracy: Option<&'a Report>,
}

/// Renders the whole site.
///
/// # Errors
///
/// What is wrong with templates and assets; built-in ones are fine.
pub fn render(base: &KnowledgeBase, options: &Options<'_>) -> Result<Tree, Vec<Diagnostic>> {
    let mut tree = Tree::default();
    let highlighter = Highlighter::new();
    let documents = index::documents(base);
    let (knowledge, packed) = rayon::join(|| base.knowledge.to_blob(), || index::pack(documents));
    let packed = packed.map_err(|diagnostic| vec![diagnostic])?;
    tracing::debug!(knowledge = knowledge.len(), index = packed.len(), "compiled, in bytes");
    let mut assets = Assets::load(options.templates, &options.address)?;
    let modules = assets.add_modules(&knowledge, &packed)?;
    let views = Views::new(base, options, &highlighter, modules);
    let templates = Templates::load(options.templates, &assets, &options.address)?;
    let pages = pages::plan(base, options);
    let rendered: Vec<_> = pages.par_iter().map(|page| page.render(&views, &templates)).collect();
    let mut diagnostics = Vec::new();
    for result in rendered {
        match result {
            Ok(file) => tree.insert(file.path, file.bytes),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    tracing::debug!(pages = tree.len(), "rendered");
    if !diagnostics.is_empty() {
        // One mistake in a template fails on every page that uses it.
        crate::diagnostic::sort(&mut diagnostics);
        return Err(diagnostics);
    }
    let worker = assets.take_offline_worker();
    for (path, bytes) in assets.into_files() {
        tree.insert(path, bytes);
    }
    if options.offline {
        let script = offline::script(&tree, &worker, &options.address);
        tree.insert(offline::PATH.to_owned(), script.into_bytes());
    }
    Ok(tree)
}
