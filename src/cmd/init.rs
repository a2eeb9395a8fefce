//! `faultbook init`

use std::fs;
use std::path::PathBuf;

use clap::Args;
use schemars::schema_for;

use super::{FAILED, output};
use crate::entry::RawEntry;

/// The files of a knowledge base to start from, kept as a folder in the source tree.
const STARTER: [(&str, &str); 6] = [
    ("site.yaml", include_str!("../../starter/site.yaml")),
    ("categories.yaml", include_str!("../../starter/categories.yaml")),
    ("demo/tool.yaml", include_str!("../../starter/demo/tool.yaml")),
    ("demo/config-file-missing.yaml", include_str!("../../starter/demo/config-file-missing.yaml")),
    ("pages/about.md", include_str!("../../starter/pages/about.md")),
    ("pages/contribute.md", include_str!("../../starter/pages/contribute.md")),
];

/// Make a small knowledge base to start from
#[derive(Debug, Args)]
pub(super) struct Init {
    /// A folder that is empty or does not exist yet
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Init {
    pub(super) fn run(self) -> u8 {
        let folder = self.folder.display();
        if fs::read_dir(&self.folder).is_ok_and(|mut items| items.next().is_some()) {
            eprintln!(
                "error: `{folder}` is not empty\nhelp: name a folder that does not exist yet"
            );
            return FAILED;
        }
        match self.write() {
            Ok(()) => {
                output::print(&format!(
                    "{folder}: {} files\nnext: faultbook serve --content {folder}\n",
                    STARTER.len() + 1
                ));
                0
            }
            Err(error) => {
                eprintln!("error: `{folder}` cannot be written: {error}");
                FAILED
            }
        }
    }

    fn write(&self) -> std::io::Result<()> {
        for (name, text) in STARTER {
            let path = self.folder.join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, text)?;
        }
        let schema = serde_json::to_string_pretty(&schema_for!(RawEntry))?;
        fs::write(self.folder.join("entry.schema.json"), format!("{schema}\n"))
    }
}
