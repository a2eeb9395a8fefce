//! The last step: from a site in memory to a folder. Files go into a folder beside the output;
//! only when all are there do the two change places. Whatever fails, the site that was there
//! before is whole.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::render::Tree;

/// Marks a folder as one that this program made and may replace.
const MARKER: &str = ".faultbook";
/// What the marker says to people.
const MARKER_TEXT: &str = "Made by faultbook, which replaces this folder at each build.\n";

/// Writes a site, in the place of the one that was there.
///
/// # Errors
///
/// A folder that holds what is not ours is refused, as is one that cannot be written.
pub fn write(tree: &Tree, out: &Path) -> Result<(), Diagnostic> {
    refuse_foreign(out)?;
    let name = out.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
        Diagnostic::error("bad-output", format!("`{}` is not the name of a folder", out.display()))
            .help("name a folder with `--out DIR`")
    })?;
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let beside = |what: &str| parent.join(format!(".{name}.{what}-{}", std::process::id()));
    let staging = Staging { new: beside("new"), old: beside("old"), stands: Cell::new(false) };
    staging.fill(tree).map_err(|error| unwritable(parent, &error))?;
    tracing::debug!(folder = %staging.new.display(), "written beside the output");
    staging.swap(out).map_err(|error| unwritable(out, &error))
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("unwritable", format!("`{}` cannot be written: {error}", path.display()))
        .help("nothing was changed; check the folder's permissions and the free space")
}

/// Only an empty folder, or one with our marker, may be replaced.
fn refuse_foreign(out: &Path) -> Result<(), Diagnostic> {
    let foreign = |found: &str| {
        let message = format!("`{}` holds {found}, which faultbook did not make", out.display());
        Err(Diagnostic::error("foreign-output", message)
            .help("nothing was touched; empty the folder, or choose another with `--out DIR`"))
    };
    let metadata = match fs::symlink_metadata(out) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unwritable(out, &error)),
    };
    if !metadata.is_dir() {
        let what = if metadata.is_symlink() { "a link" } else { "a file" };
        let message = format!("`{}` is {what}, not a folder", out.display());
        return Err(
            Diagnostic::error("foreign-output", message).help("choose another with `--out DIR`")
        );
    }
    if out.join(MARKER).is_file() {
        return Ok(());
    }
    let mut items = fs::read_dir(out).map_err(|error| unwritable(out, &error))?;
    match items.next() {
        None => Ok(()),
        Some(Ok(item)) => foreign(&format!("`{}`", item.file_name().to_string_lossy())),
        Some(Err(error)) => Err(unwritable(out, &error)),
    }
}

/// The two folders beside the output. What is left of them is removed, come what may.
struct Staging {
    new: PathBuf,
    old: PathBuf,
    /// Whether the new site is in its place.
    stands: Cell<bool>,
}

impl Staging {
    fn fill(&self, tree: &Tree) -> io::Result<()> {
        fs::create_dir(&self.new)?;
        fs::write(self.new.join(MARKER), MARKER_TEXT)?;
        for (path, bytes) in tree.iter() {
            let path = self.new.join(path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, bytes)?;
        }
        Ok(())
    }

    fn swap(&self, out: &Path) -> io::Result<()> {
        let replaces = out.exists();
        if replaces {
            fs::rename(out, &self.old)?;
        }
        fs::rename(&self.new, out).inspect_err(|_| {
            if replaces {
                // The site that was there goes back to where it came from a moment ago.
                let _ = fs::rename(&self.old, out);
            }
        })?;
        self.stands.set(true);
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed is hidden and ours; the site itself is in place by now.
        let _ = fs::remove_dir_all(&self.new);
        // The old site goes only when the new one stands.
        if self.stands.get() {
            let _ = fs::remove_dir_all(&self.old);
        }
    }
}
