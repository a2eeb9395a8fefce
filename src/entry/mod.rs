//! The entry model: what a knowledge base says ([`RawEntry`] and its like), and what `check`
//! proved of it ([`Entry`]).

mod prose;
mod raw;
mod settings;
pub mod terms;
mod version;

pub use raw::*;
pub use settings::*;
pub use version::VersionRange;

use std::sync::Arc;

use crate::diagnostic::SourceFile;

/// `<tool>/<slug>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// The tool's folder.
    pub tool: String,
    /// The file's name without its ending.
    pub slug: String,
}

impl std::fmt::Display for EntryId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}/{}", self.tool, self.slug)
    }
}

impl EntryId {
    /// The page's path below the base path: `litellm/some-error/`.
    pub fn page_path(&self) -> String {
        format!("{self}/")
    }
}

/// An entry of which everything that it refers to exists and everything that it claims of its
/// own samples holds.
#[derive(Debug)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// The place of its category among the categories.
    pub category: usize,
    /// Ids of neighbours, all of which exist.
    pub related: Vec<EntryId>,
    /// The names of its captures, in order of appearance.
    pub captures: Vec<String>,
    /// The file it came from.
    pub file: Arc<SourceFile>,
    /// The long essay beside it.
    pub essay: Option<Arc<SourceFile>>,
    /// What the file says.
    pub said: RawEntry,
}

/// A knowledge base that `check` has proved.
#[derive(Debug)]
pub struct KnowledgeBase {
    /// What the site is called and where it will stand.
    pub site: RawSite,
    /// The categories, in the order in which they are shown.
    pub categories: Vec<RawCategory>,
    /// Tools with their folders' names, in order of names.
    pub tools: Vec<(String, RawTool)>,
    /// Entries in order of ids.
    pub entries: Vec<Entry>,
    /// Other pages with their names.
    pub pages: Vec<(String, Arc<SourceFile>)>,
    /// The compiled matcher's knowledge.
    pub knowledge: matcher::Knowledge,
}
