//! What goes into an index: one [`Document`] a page.

use serde::{Deserialize, Serialize};

/// One page, as the indexer takes it.
///
/// The four text fields count for ranking in this order: `title` and `signatures`, then `causes`,
/// then `prose` and `tags`. Text is plain: whoever builds the document has already taken Markdown
/// and HTML away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The page's name, unique in an index, such as `litellm/rate-limit-error`.
    pub id: String,
    /// The page's title.
    pub title: String,
    /// Where the page is; kept as given and returned with a hit.
    pub url: String,
    /// Value of the `tool:` filter.
    pub tool: String,
    /// Value of the `category:` filter.
    pub category: String,
    /// Value of the `severity:` filter.
    pub severity: String,
    /// Value of the `status:` filter.
    pub status: String,
    /// Error messages as the program prints them, and exception classes.
    pub signatures: Vec<String>,
    /// Titles and explanations of the causes.
    pub causes: String,
    /// All other text of the page. Its beginning should be the summary: it is the excerpt of a hit
    /// whose words stand nowhere in the stored text.
    pub prose: String,
    /// Free words.
    pub tags: Vec<String>,
}
