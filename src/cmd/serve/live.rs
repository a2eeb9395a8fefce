//! The site as it is now, and news of its changes.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;

use tokio::sync::watch;

use crate::accuracy;
use crate::cmd::output;
use crate::diagnostic::{Diagnostic, human};
use crate::prepare;
use crate::render::{Address, Options, Tree, render};

/// A site that is rebuilt while it is served.
pub(super) struct Live {
    content: PathBuf,
    address: Address,
    site: RwLock<Arc<Site>>,
    /// Counts rebuilds; whoever waits for the next one holds a receiver.
    version: watch::Sender<u64>,
    /// Only one rebuild at a time.
    building: Mutex<()>,
}

/// What is served.
#[derive(Default)]
pub(super) struct Site {
    /// The last good site.
    pub(super) tree: Tree,
    /// What is wrong with the content as it is now, as text; empty when nothing is.
    pub(super) problems: String,
}

impl Live {
    pub(super) fn new(content: PathBuf, address: Address) -> Self {
        Self {
            content,
            address,
            site: RwLock::default(),
            version: watch::Sender::new(0),
            building: Mutex::default(),
        }
    }

    pub(super) fn base_path(&self) -> &str {
        self.address.base_path()
    }

    pub(super) fn site(&self) -> Arc<Site> {
        // A writer only replaces a pointer, so a poisoned lock still holds a whole site.
        Arc::clone(&self.site.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn news(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Builds the site from the content as it is now, and tells those who wait.
    pub(super) fn rebuild(&self) {
        let _one_at_a_time = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        let start = Instant::now();
        let site = match self.build() {
            Ok((tree, entries, warnings)) => {
                output::show(&warnings);
                let milliseconds = start.elapsed().as_millis();
                eprintln!("{} in {milliseconds} ms", output::counted(entries, "entry", "entries"));
                Site { tree, problems: String::new() }
            }
            Err(diagnostics) => {
                output::show(&diagnostics);
                let tree = self.site().tree.clone();
                Site { tree, problems: human::render(&diagnostics, false) }
            }
        };
        *self.site.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(site);
        self.version.send_modify(|version| *version += 1);
    }

    fn build(&self) -> Result<(Tree, usize, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (base, warnings) = prepare(&self.content)?;
        let templates = self.content.join("templates");
        let templates = templates.is_dir().then_some(templates.as_path());
        let accuracy = accuracy::read_committed(&self.content, &base)
            .map_err(|diagnostic| vec![diagnostic])?;
        let options = Options {
            address: self.address.clone(),
            offline: false,
            templates,
            accuracy: accuracy.as_ref(),
        };
        let tree = render(&base, &options)?;
        Ok((tree, base.entries.len(), warnings))
    }
}
