//! Rebuilds when a file of the content changes.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::live::Live;

/// Editors write a file in several steps; what follows within this time belongs together.
const SETTLE: Duration = Duration::from_millis(60);

/// Starts to watch; dropping what it returns ends it.
pub(super) fn start(content: &Path, live: Arc<Live>) -> Result<RecommendedWatcher, String> {
    let unable =
        |error: notify::Error| format!("`{}` cannot be watched: {error}", content.display());
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Reading a file, which a rebuild does, is no change.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // The receiver is gone only when the server is stopping.
            let _ = sender.send(());
        }
    })
    .map_err(unable)?;
    watcher.watch(content, RecursiveMode::Recursive).map_err(unable)?;
    std::thread::spawn(move || rebuild_on(&changes, &live));
    Ok(watcher)
}

fn rebuild_on(changes: &Receiver<()>, live: &Live) {
    while changes.recv().is_ok() {
        while changes.recv_timeout(SETTLE).is_ok() {}
        live.rebuild();
    }
}
