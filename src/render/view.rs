//! What a template gets to see. One struct a page, ready to print: prose is sanitised
//! HTML already (fields that end in `_html` or are documented so), everything else is plain
//! text that the template engine escapes.

use serde::Serialize;

use crate::entry::terms::{Difficulty, Evidence, Severity, SourceKind, Status};

/// What every page knows about the site; `site` in all templates.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// One line under it.
    pub tagline: String,
    /// One or two sentences for search engines and feeds.
    pub description: String,
    /// The language of the texts, as in HTML's `lang`.
    pub language: String,
    /// Where the site will stand, with a slash at the end; empty when it is not known.
    pub base_url: String,
    /// The path part of that address: `/` or `/docs/errors/`.
    pub base_path: String,
    /// The repository's address for edit links, when `site.yaml` names one.
    pub repository: Option<String>,
    /// The version of Faultbook that made the site.
    pub generator: String,
    /// How many entries there are.
    pub entry_count: usize,
    /// The tools, in order of their names.
    pub tools: Vec<LinkView>,
    /// The categories that hold an entry, in the order of `categories.yaml`.
    pub categories: Vec<LinkView>,
    /// Whether there is a page about how often the answers are right, at `accuracy/`.
    pub accuracy: bool,
    /// Files that the browser loads for diagnosis and search.
    pub modules: ModulesView,
    /// The script that keeps the site for use without a connection; empty while it is written.
    pub service_worker: String,
}

/// Addresses of the browser modules and their data, all below the base path.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ModulesView {
    /// The glue module of the matcher (`matcher.js`, exports `default` = init and `Matcher`).
    pub matcher_js: String,
    /// The matcher itself.
    pub matcher_wasm: String,
    /// The compiled knowledge base.
    pub knowledge: String,
    /// The glue module of the search (`search.js`, exports `default` = init and `Searcher`).
    pub search_js: String,
    /// The search itself.
    pub search_wasm: String,
    /// The packed index.
    pub index: String,
}

/// What the head of a page needs; `page` in all templates.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// The page's own title, without the site's.
    pub title: String,
    /// For search engines and link previews, plain text.
    pub description: String,
    /// The page's path below the base path: `""`, `litellm/some-error/`.
    pub path: String,
    /// Which navigation item is current: `home`, `all`, `about`, `contribute` or another word.
    pub section: &'static str,
}

/// A page to link to.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// `litellm`, `quota-rate`, `litellm/some-error`.
    pub id: String,
    /// The text of the link.
    pub title: String,
    /// The address, base path included.
    pub url: String,
    /// One sentence, plain text.
    pub summary: String,
    /// How many entries are behind it; 0 for an entry.
    pub count: usize,
}

/// An entry in a list; `entries` on the home, tool, category and all-entries pages.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// `<tool>/<slug>`.
    pub id: String,
    /// The entry's title.
    pub title: String,
    /// The address, base path included.
    pub url: String,
    /// The summary as plain text, captures as their names.
    pub summary: String,
    /// The most telling signature as plain text, captures as `{name}`; may be empty.
    pub signature: String,
    /// The tool.
    pub tool: LinkView,
    /// The category.
    pub category: LinkView,
    /// How much stands still.
    pub severity: Severity,
    /// Whether it can still happen.
    pub status: Status,
    /// How its claims are known.
    pub evidence: Evidence,
    /// The last check, as `YYYY-MM-DD`.
    pub verified: String,
    /// Search words.
    pub tags: Vec<String>,
}

/// A category with its entries: the home page lists all, `category.html` shows one.
#[derive(Debug, Clone, Serialize)]
pub struct CategoryView {
    /// Its link.
    pub link: LinkView,
    /// What it holds, HTML.
    pub description_html: String,
    /// Its entries, by title.
    pub entries: Vec<CardView>,
}

/// A tool with its entries by category; `tool.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ToolView {
    /// Its link.
    pub link: LinkView,
    /// What it is and how to read its errors, HTML.
    pub description_html: String,
    /// Its home page, when it has one.
    pub homepage: Option<String>,
    /// Its entries by category, none empty.
    pub groups: Vec<CategoryView>,
}

/// One entry in full; `entry` in `entry.html`. All `..._html` fields are empty strings when
/// the entry has nothing to say there, and templates then leave the section out.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    /// `<tool>/<slug>`.
    pub id: String,
    /// The title.
    pub title: String,
    /// The tool.
    pub tool: LinkView,
    /// The category.
    pub category: LinkView,
    /// How much stands still.
    pub severity: Severity,
    /// What the fix demands.
    pub difficulty: Difficulty,
    /// How long the fix takes.
    pub fix_time: String,
    /// Whether it can still happen.
    pub status: Status,
    /// `litellm` and `>=1.90.0`, when the entry says which package it is about.
    pub affects: Option<AffectsView>,
    /// The summary, HTML without a paragraph around it.
    pub summary_html: String,
    /// Search words.
    pub tags: Vec<String>,
    /// The texts by which it is recognised.
    pub signatures: Vec<SignatureView>,
    /// Names of all captures, which prose shows as `<var data-capture="name">name</var>`.
    pub captures: Vec<String>,
    /// What the message says.
    pub meaning_html: String,
    /// How it comes about.
    pub why_html: String,
    /// What to do first.
    pub quick_fix_html: String,
    /// Causes with fixes, likeliest first.
    pub causes: Vec<CauseView>,
    /// Where to look in a tool.
    pub checks: Vec<TitledView>,
    /// The way to the cause, HTML each.
    pub steps: Vec<String>,
    /// How to notice it early.
    pub detection_html: String,
    /// What helps until the fix is in.
    pub workaround_html: String,
    /// How to keep it away.
    pub prevention_html: String,
    /// Questions and answers: `title` is the question.
    pub faq: Vec<TitledView>,
    /// Notes by those who met it.
    pub notes: Vec<NoteView>,
    /// The long essay beside the entry, HTML.
    pub essay_html: String,
    /// How its claims are known.
    pub evidence: Evidence,
    /// The release it was checked against.
    pub verified_version: String,
    /// When, as `YYYY-MM-DD`.
    pub verified_date: String,
    /// Where claims can be looked up.
    pub sources: Vec<SourceView>,
    /// Real outputs that the entry is tested with.
    pub samples: Vec<SampleView>,
    /// Neighbours.
    pub related: Vec<CardView>,
    /// The file in the knowledge base: `litellm/some-error.yaml`.
    pub file: String,
    /// Where to edit it, when the site names a repository.
    pub edit_url: Option<String>,
}

/// The package and releases an entry is about.
#[derive(Debug, Clone, Serialize)]
pub struct AffectsView {
    /// The package.
    pub package: String,
    /// The range of releases; empty means all.
    pub versions: String,
}

/// A signature to show.
#[derive(Debug, Clone, Serialize)]
pub struct SignatureView {
    /// The template, HTML: escaped text with `<var data-capture>` for holes.
    pub html: String,
    /// The same as plain text, for copying and search.
    pub text: String,
    /// Whether `text` is a regular expression.
    pub is_regex: bool,
    /// The exception class, or empty.
    pub exception: String,
    /// The status, or none.
    pub http_status: Option<u16>,
}

/// A cause with its fix.
#[derive(Debug, Clone, Serialize)]
pub struct CauseView {
    /// A word for links to it: `cause-1`.
    pub anchor: String,
    /// The cause, HTML without a paragraph around it.
    pub title_html: String,
    /// Why, HTML.
    pub explanation_html: String,
    /// The fix, HTML.
    pub fix_html: String,
    /// The releases for which it is true; empty means all.
    pub when: String,
    /// The same in code.
    pub code: Option<CodeView>,
}

/// Broken and mended code, highlighted.
#[derive(Debug, Clone, Serialize)]
pub struct CodeView {
    /// `yaml`, `python`, …
    pub language: String,
    /// `<pre><code>` HTML, or empty.
    pub broken_html: String,
    /// `<pre><code>` HTML.
    pub fixed_html: String,
    /// What changed, HTML.
    pub note_html: String,
}

/// Something with a title: a check, or a question.
#[derive(Debug, Clone, Serialize)]
pub struct TitledView {
    /// Plain text.
    pub title: String,
    /// HTML.
    pub html: String,
}

/// A note.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    /// HTML.
    pub html: String,
    /// The release, or empty.
    pub version: String,
    /// `YYYY-MM-DD`.
    pub date: String,
}

/// A source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// The address.
    pub url: String,
    /// The text of the link: host and path, or the file and line inside a package.
    pub label: String,
    /// What kind of page it is.
    pub kind: SourceKind,
    /// What it shows, HTML without a paragraph around it.
    pub shows_html: String,
    /// `YYYY-MM-DD`.
    pub checked: String,
}

/// A real output.
#[derive(Debug, Clone, Serialize)]
pub struct SampleView {
    /// How it came about.
    pub from: String,
    /// The text, HTML: escaped, the lines that prove it in `<mark>`.
    pub html: String,
}
