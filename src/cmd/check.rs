//! `faultbook check`

use clap::{Args, ValueEnum};

use super::{ContentArgs, FAILED, output};
use crate::diagnostic::{any_errors, machine};
use crate::{accuracy, prepare};

/// Report every problem of every file
///
/// Each sample of each entry is diagnosed: it must be won by its entry.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    content: ContentArgs,
    /// How to report
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Lines and carets, for people
    Human,
    /// One JSON object a line
    Json,
    /// Annotations of GitHub Actions
    Github,
}

impl Check {
    pub(super) fn run(self) -> u8 {
        let content = &self.content.content;
        let prepared =
            prepare(content).and_then(|(base, warnings)| {
                match accuracy::read_committed(content, &base) {
                    Ok(_) => Ok((base, warnings)),
                    Err(wrong) => Err(warnings.into_iter().chain([wrong]).collect()),
                }
            });
        let (summary, diagnostics) = match prepared {
            Ok((base, warnings)) => {
                let samples = base.entries.iter().map(|entry| entry.said.samples.len()).sum();
                let entries = output::counted(base.entries.len(), "entry", "entries");
                let samples = output::counted(samples, "sample", "samples");
                (format!("{entries}, {samples}, all good\n"), warnings)
            }
            Err(diagnostics) => (String::new(), diagnostics),
        };
        match self.format {
            Format::Human => {
                output::show(&diagnostics);
                output::print(&summary);
            }
            Format::Json => output::print(&machine::json(&diagnostics)),
            Format::Github => output::print(&machine::github(&diagnostics)),
        }
        if any_errors(&diagnostics) { FAILED } else { 0 }
    }
}
