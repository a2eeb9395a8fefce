//! Writing files so that cargo sees only real changes.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Writes `bytes` to `path` unless they are there already, and says whether it wrote.
///
/// Cargo goes by modification times, so that a file written without cause would be a build without
/// cause. The rename makes sure that an interrupted run leaves the old file, never half of the new
/// one.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut new = path.as_os_str().to_owned();
        new.push(".new");
        fs::write(&new, bytes)?;
        fs::rename(&new, path)
    };
    write().with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_bytes_are_written() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("new/folder/matcher.js");
        assert!(write_if_changed(&path, b"one")?);
        assert!(!write_if_changed(&path, b"one")?);
        assert!(write_if_changed(&path, b"two")?);
        assert_eq!(fs::read(&path)?, b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap_or(&path))?.count(), 1);
        Ok(())
    }
}
