//! The first step: from a folder to values. Every file is read, all of them in parallel, and
//! what is wrong with any of them is reported together.
//!
//! ```text
//! content/
//!   site.yaml                 what the site is called and where it will stand
//!   categories.yaml           the categories, in the order in which they are shown
//!   <tool>/tool.yaml          a program that entries are about
//!   <tool>/<slug>.yaml        an entry
//!   <tool>/<slug>.md          a long essay beside it
//!   pages/<name>.md           other pages
//! ```

mod folder;
mod marked;
mod yaml;

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

pub use folder::is_slug;
pub use marked::Marked;
pub(crate) use yaml::parse as parse_yaml;

use crate::diagnostic::{Diagnostic, SourceFile, sort};
use crate::entry::{RawCategories, RawEntry, RawSite, RawTool};
use folder::Kind;

/// A parsed file with the text it was parsed from.
#[derive(Debug)]
pub struct Loaded<T> {
    /// The file.
    pub file: Arc<SourceFile>,
    /// What it says.
    pub value: T,
}

/// An entry's files.
#[derive(Debug)]
pub struct LoadedEntry {
    /// The tool's folder.
    pub tool: String,
    /// The file's name without its ending.
    pub slug: String,
    /// What the file says.
    pub raw: Loaded<RawEntry>,
    /// The long essay beside it, Markdown.
    pub essay: Option<Arc<SourceFile>>,
}

/// Everything that a content folder holds.
#[derive(Debug)]
pub struct Content {
    /// `site.yaml`.
    pub site: Loaded<RawSite>,
    /// `categories.yaml`.
    pub categories: Loaded<RawCategories>,
    /// `<tool>/tool.yaml` with the folder's name, in order of names.
    pub tools: Vec<(String, Loaded<RawTool>)>,
    /// `<tool>/<slug>.yaml`, in order of paths.
    pub entries: Vec<LoadedEntry>,
    /// `pages/<name>.md` with their names, in order.
    pub pages: Vec<(String, Arc<SourceFile>)>,
    /// Ids of entries, and folders of tools, whose files could not be parsed: they are not unknown,
    /// only unread.
    pub unread: Vec<String>,
    /// What is wrong with files so far, and what is worth knowing about them.
    pub diagnostics: Vec<Diagnostic>,
}

/// One file after parsing.
enum Parsed {
    Site(Loaded<RawSite>),
    Categories(Loaded<RawCategories>),
    Tool(String, Loaded<RawTool>),
    Entry(String, String, Box<Loaded<RawEntry>>),
    Essay(String, String, Arc<SourceFile>),
    Page(String, Arc<SourceFile>),
}

/// Reads a content folder.
///
/// # Errors
///
/// What is wrong with its files when that leaves nothing to go on with: without `site.yaml` and
/// `categories.yaml` no entry can be judged. Else problems are among the content, and the check of
/// what could be read adds its own.
pub fn load(root: &Path) -> Result<Content, Vec<Diagnostic>> {
    let (files, mut diagnostics) = folder::list(root)?;
    let parsed: Vec<_> =
        files.into_par_iter().map(|found| (found.kind.clone(), parse(found))).collect();
    let mut content = Gathered::default();
    for (kind, result) in parsed {
        match result {
            Ok(parsed) => content.add(parsed),
            Err(diagnostic) => {
                content.unread.push(kind);
                diagnostics.push(diagnostic);
            }
        }
    }
    content.finish(root, diagnostics)
}

fn parse(found: folder::Found) -> Result<Parsed, Diagnostic> {
    let file = found.read()?;
    Ok(match found.kind {
        Kind::Site => Parsed::Site(parse_as(file)?),
        Kind::Categories => Parsed::Categories(parse_as(file)?),
        Kind::Tool { tool } => Parsed::Tool(tool, parse_as(file)?),
        Kind::Entry { tool, slug } => Parsed::Entry(tool, slug, Box::new(parse_as(file)?)),
        Kind::Essay { tool, slug } => Parsed::Essay(tool, slug, file),
        Kind::Page { name } => Parsed::Page(name, file),
    })
}

fn parse_as<T: for<'de> serde::Deserialize<'de>>(
    file: Arc<SourceFile>,
) -> Result<Loaded<T>, Diagnostic> {
    yaml::parse(&file).map(|value| Loaded { file, value })
}

#[derive(Default)]
struct Gathered {
    site: Option<Loaded<RawSite>>,
    categories: Option<Loaded<RawCategories>>,
    tools: Vec<(String, Loaded<RawTool>)>,
    entries: Vec<LoadedEntry>,
    essays: Vec<(String, String, Arc<SourceFile>)>,
    pages: Vec<(String, Arc<SourceFile>)>,
    unread: Vec<Kind>,
}

impl Gathered {
    fn add(&mut self, parsed: Parsed) {
        match parsed {
            Parsed::Site(site) => self.site = Some(site),
            Parsed::Categories(categories) => self.categories = Some(categories),
            Parsed::Tool(tool, loaded) => self.tools.push((tool, loaded)),
            Parsed::Entry(tool, slug, raw) => {
                self.entries.push(LoadedEntry { tool, slug, raw: *raw, essay: None });
            }
            Parsed::Essay(tool, slug, file) => self.essays.push((tool, slug, file)),
            Parsed::Page(name, file) => self.pages.push((name, file)),
        }
    }

    fn finish(
        mut self,
        root: &Path,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Result<Content, Vec<Diagnostic>> {
        let unread: Vec<_> =
            self.unread.iter().filter_map(|kind| kind.entry_id().or_else(|| kind.tool())).collect();
        for (tool, slug, file) in std::mem::take(&mut self.essays) {
            let entry =
                self.entries.iter_mut().find(|entry| (&entry.tool, &entry.slug) == (&tool, &slug));
            match entry {
                Some(entry) => entry.essay = Some(file),
                None if unread.contains(&format!("{tool}/{slug}")) => {}
                None => diagnostics.push(
                    Diagnostic::warning(
                        "stray-essay",
                        format!("`{}` belongs to no entry", file.path),
                    )
                    .help(format!("an essay stands beside an entry: `{tool}/{slug}.yaml`")),
                ),
            }
        }
        for (name, missing) in
            [("site.yaml", self.site.is_none()), ("categories.yaml", self.categories.is_none())]
        {
            // A file that is there but did not parse has been reported.
            if missing && !root.join(name).exists() {
                diagnostics.push(
                    Diagnostic::error(
                        "missing-file",
                        format!("`{}` has no `{name}`", root.display()),
                    )
                    .help("`faultbook init DIR` makes a folder that has all it needs"),
                );
            }
        }
        if let (Some(site), Some(categories)) = (self.site, self.categories) {
            return Ok(Content {
                site,
                categories,
                tools: self.tools,
                entries: self.entries,
                pages: self.pages,
                unread,
                diagnostics,
            });
        }
        sort(&mut diagnostics);
        Err(diagnostics)
    }
}
