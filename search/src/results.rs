//! What a search answers. The JSON of these types is read by the site's scripts: it is stable.

use serde::Serialize;

/// The pages that a query found, best first.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Results {
    /// How many pages match; more than `hits` holds where the limit cut them.
    pub total: usize,
    /// The best pages, at most as many as were asked for.
    pub hits: Vec<Hit>,
}

/// One page that a query found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The page's name, such as `litellm/rate-limit-error`.
    pub id: String,
    /// The page's title.
    pub title: String,
    /// Where the page is, as the document gave it.
    pub url: String,
    /// The tool that the page is about.
    pub tool: String,
    /// The category of the page.
    pub category: String,
    /// The severity of the page.
    pub severity: String,
    /// The status of the page.
    pub status: String,
    /// From 0 to 2, rounded to four decimals. From 1 upwards every word of the query that tells
    /// anything stands on the page; below 1 only some do. Hits come in falling order of it.
    pub score: f32,
    /// The title, cut where hits begin and end; the texts together are the title.
    pub title_parts: Vec<Fragment>,
    /// The passage that shows the query's words best, cut in the same way. An ellipsis stands
    /// where the passage leaves text out.
    pub excerpt: Vec<Fragment>,
}

/// A piece of shown text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fragment {
    /// The text, not escaped.
    pub text: String,
    /// Whether this piece is what the query asked for.
    pub hit: bool,
}
