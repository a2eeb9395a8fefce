//! `faultbook search`

use clap::Args;

use super::{ContentArgs, FAILED, output};
use crate::diagnostic::Diagnostic;
use crate::{index, prepare};

/// Search the entries, in the order in which the site finds them
#[derive(Debug, Args)]
pub(super) struct Search {
    #[command(flatten)]
    content: ContentArgs,
    /// How many to show
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// What to search for: words, "phrases", -without, tool: category: severity: status:
    #[arg(required = true)]
    query: Vec<String>,
}

impl Search {
    pub(super) fn run(self) -> u8 {
        match self.search() {
            Ok(results) => {
                output::print(&describe(&results));
                0
            }
            Err(diagnostics) => {
                output::show(&diagnostics);
                FAILED
            }
        }
    }

    fn search(&self) -> Result<search::Results, Vec<Diagnostic>> {
        let (base, _) = prepare(&self.content.content)?;
        let packed = index::pack(index::documents(&base)).map_err(|diagnostic| vec![diagnostic])?;
        let index = search::Index::open(packed)
            .map_err(|error| vec![Diagnostic::error("no-index", error.to_string())])?;
        Ok(index.search(&self.query.join(" "), self.limit))
    }
}

fn describe(results: &search::Results) -> String {
    if results.hits.is_empty() {
        return "nothing found\n".to_owned();
    }
    let mut text = String::new();
    for hit in &results.hits {
        let excerpt: String = hit.excerpt.iter().map(|fragment| fragment.text.as_str()).collect();
        text.push_str(&format!("{}\n  {}\n  {}\n", hit.id, hit.title, excerpt.trim()));
    }
    text.push_str(&format!("{} found\n", results.total));
    text
}
