//! `faultbook schema`

use clap::{Args, ValueEnum};
use schemars::schema_for;

use super::{FAILED, output};
use crate::entry::{RawCategories, RawEntry, RawSite, RawTool};

/// Print the JSON Schema of a file's format
#[derive(Debug, Args)]
pub(super) struct PrintSchema {
    /// The kind of file
    #[arg(value_enum, default_value = "entry")]
    file: Kind,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// `<tool>/<slug>.yaml`
    Entry,
    /// `<tool>/tool.yaml`
    Tool,
    /// `categories.yaml`
    Categories,
    /// `site.yaml`
    Site,
}

impl PrintSchema {
    pub(super) fn run(self) -> u8 {
        let schema = match self.file {
            Kind::Entry => schema_for!(RawEntry),
            Kind::Tool => schema_for!(RawTool),
            Kind::Categories => schema_for!(RawCategories),
            Kind::Site => schema_for!(RawSite),
        };
        match serde_json::to_string_pretty(&schema) {
            Ok(text) => {
                output::print(&format!("{text}\n"));
                0
            }
            Err(error) => {
                eprintln!("error: the schema cannot be printed: {error}");
                FAILED
            }
        }
    }
}
