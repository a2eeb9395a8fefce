//! The files beside entries: the site, its categories, its tools.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::load::Marked;

/// `site.yaml`: what the site is called and where it will stand.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Site")]
pub struct RawSite {
    /// The site's name.
    pub title: String,
    /// One line under it.
    pub tagline: String,
    /// One or two sentences for search engines and feeds.
    pub description: String,
    /// Where the site will stand: `https://example.org/errors/`. `--base-url` wins over it.
    #[serde(default)]
    pub base_url: Option<Marked<String>>,
    /// The language of the texts, as in HTML's `lang`.
    #[serde(default = "english")]
    pub language: String,
    /// Where the files live, for edit links.
    #[serde(default)]
    pub repository: Option<RawRepository>,
}

fn english() -> String {
    "en".to_owned()
}

/// Where the knowledge base's files live.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Repository")]
pub struct RawRepository {
    /// The repository's page.
    pub url: String,
    /// What stands before a file's path in the address of its editor:
    /// `https://host/owner/name/edit/main/content/`.
    pub edit: String,
}

/// `categories.yaml`: the categories, in the order in which they are shown.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "Categories")]
pub struct RawCategories(pub Vec<RawCategory>);

/// A category of root causes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Category")]
pub struct RawCategory {
    /// A short name for addresses: `quota-rate`.
    pub id: Marked<String>,
    /// What it is called on pages.
    pub title: String,
    /// What it holds, in one sentence.
    pub summary: String,
    /// What it holds, and what it does not, in full; CommonMark.
    #[serde(default)]
    pub description: Option<String>,
    /// What speaks for it in a text that no entry recognises.
    #[serde(default)]
    pub signals: Vec<Marked<RawSignal>>,
}

/// Something that speaks for a category: `text` or `status`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Signal")]
pub struct RawSignal {
    /// A template that is looked for.
    #[serde(default)]
    pub text: Option<String>,
    /// An HTTP status that is looked for.
    #[serde(default)]
    pub status: Option<u16>,
    /// How loudly it speaks, from 1 to 255. A category needs 8 to be named; five more than another
    /// make it likelier by a factor of e.
    pub weight: u8,
}

/// `<tool>/tool.yaml`: a program that entries are about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Tool")]
pub struct RawTool {
    /// What it is called.
    pub title: String,
    /// What it is, in one sentence.
    pub summary: String,
    /// How its errors read and where to start; CommonMark.
    #[serde(default)]
    pub description: Option<String>,
    /// Its home page.
    #[serde(default)]
    pub homepage: Option<String>,
    /// Packages whose versions are worth reading from a text.
    #[serde(default)]
    pub packages: Vec<String>,
    /// Texts that only this program, or programs that use it, print. Only a text that holds one
    /// is filed under a category when no entry recognises it.
    #[serde(default)]
    pub marks: Vec<String>,
    /// Services behind it.
    #[serde(default)]
    pub providers: Vec<RawProvider>,
    /// How it says that one failure led to another.
    #[serde(default)]
    pub chain: RawChain,
}

/// Phrases that the program prints between two failures, of which one led to the other. Those of
/// languages (`During handling of the above exception`, `Caused by:`) are known anyway.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Chain")]
pub struct RawChain {
    /// What stands behind such a phrase, up to the end of the line, is the cause of what stands
    /// before it.
    #[serde(default)]
    pub cause_follows: Vec<String>,
    /// What stands behind such a phrase failed in an attempt to recover from what stands before it.
    #[serde(default)]
    pub attempt_follows: Vec<String>,
}

/// A service behind a tool.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Provider")]
pub struct RawProvider {
    /// What it is called.
    pub name: String,
    /// Texts that show that it was talked to.
    pub marks: Vec<String>,
}
