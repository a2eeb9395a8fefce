//! `faultbook build`

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::{ContentArgs, FAILED, output};
use crate::diagnostic::Diagnostic;
use crate::entry::KnowledgeBase;
use crate::render::{Address, Options, Tree, render};
use crate::{accuracy, prepare, write};

/// Build the site
///
/// Everything is checked and rendered before anything is written; the new site then takes the
/// place of the old one. If something is wrong, the old one stays as it was.
#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    content: ContentArgs,
    /// The folder to put the site into
    #[arg(long, value_name = "DIR", default_value = "site")]
    out: PathBuf,
    /// Where the site will stand, such as `https://example.org/errors/` or `/errors/`
    ///
    /// Without it, `base_url` of site.yaml counts; without that, the root of a host.
    #[arg(long, value_name = "URL")]
    base_url: Option<Address>,
}

impl Build {
    pub(super) fn run(self) -> u8 {
        let start = Instant::now();
        match self.build() {
            Ok((base, tree)) => {
                let entries = output::counted(base.entries.len(), "entry", "entries");
                let size = tree.total_bytes() as f64 / 1e6;
                let seconds = start.elapsed().as_secs_f64();
                output::print(&format!(
                    "{entries}, {} files, {size:.1} MB in {seconds:.2} s: {}\n",
                    tree.len(),
                    self.out.display(),
                ));
                0
            }
            Err(diagnostics) => {
                output::show(&diagnostics);
                FAILED
            }
        }
    }

    fn build(&self) -> Result<(KnowledgeBase, Tree), Vec<Diagnostic>> {
        let (base, warnings) = prepare(&self.content.content)?;
        output::show(&warnings);
        let address = address(self.base_url.clone(), &base)?;
        let templates = self.content.content.join("templates");
        let templates = templates.is_dir().then_some(templates.as_path());
        let accuracy = accuracy::read_committed(&self.content.content, &base)
            .map_err(|diagnostic| vec![diagnostic])?;
        let accuracy = accuracy.as_ref();
        let tree = render(&base, &Options { address, offline: true, templates, accuracy })?;
        write::write(&tree, &self.out).map_err(|diagnostic| vec![diagnostic])?;
        Ok((base, tree))
    }
}

/// Where the site will stand: what was asked for, else what `site.yaml` says.
fn address(asked: Option<Address>, base: &KnowledgeBase) -> Result<Address, Vec<Diagnostic>> {
    match (asked, &base.site.base_url) {
        (Some(address), _) => Ok(address),
        (None, Some(url)) => {
            let bad = |error: crate::render::BadAddress| {
                vec![Diagnostic::error("bad-url", format!("in site.yaml, {error}"))]
            };
            url.parse().map_err(bad)
        }
        (None, None) => Ok(Address::default()),
    }
}
