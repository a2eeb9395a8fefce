//! `faultbook new`

use clap::Args;

use super::{ContentArgs, FAILED, UNUSABLE, output};
use crate::load::is_slug;

/// What a new entry looks like: every part that it must have, with what belongs there.
const DRAFT: &str = include_str!("draft.yaml");

/// Start a new entry
#[derive(Debug, Args)]
pub(super) struct New {
    #[command(flatten)]
    content: ContentArgs,
    /// The entry's id, such as litellm/rate-limit-exceeded
    #[arg(value_name = "TOOL/SLUG")]
    id: String,
}

impl New {
    pub(super) fn run(self) -> u8 {
        let Some((tool, slug)) = self.id.split_once('/').filter(|(t, s)| is_slug(t) && is_slug(s))
        else {
            eprintln!(
                "error: `{}` is no id of an entry\nhelp: write TOOL/SLUG in lower-case letters, \
                 digits and dashes: litellm/rate-limit-exceeded",
                self.id
            );
            return UNUSABLE;
        };
        let folder = self.content.content.join(tool);
        if !folder.join("tool.yaml").is_file() {
            eprintln!(
                "error: `{}` has no `tool.yaml`\nhelp: make one first; \
                 `faultbook schema tool` says what it holds",
                folder.display()
            );
            return FAILED;
        }
        let path = folder.join(format!("{slug}.yaml"));
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
        let written =
            file.and_then(|mut file| std::io::Write::write_all(&mut file, DRAFT.as_bytes()));
        match written {
            Ok(()) => {
                output::print(&format!(
                    "{}: fill it in, then run `faultbook check`\n",
                    path.display()
                ));
                0
            }
            Err(error) => {
                eprintln!("error: `{}` was not written: {error}", path.display());
                FAILED
            }
        }
    }
}
