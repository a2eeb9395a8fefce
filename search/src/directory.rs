//! Shows the files of a pack to tantivy as a directory that can only be read.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{FileHandle, OwnedBytes, WatchCallback, WatchHandle, WritePtr};

use crate::pack::Unpacked;

/// The files of one segment, whatever its name: a file is found by its extension.
///
/// The reader shares the memory of the pack. tantivy's `RamDirectory` would hold a copy, which on
/// a phone counts.
#[derive(Debug, Clone)]
pub(crate) struct PackDirectory {
    files: Arc<Unpacked>,
}

impl PackDirectory {
    pub(crate) fn new(files: Unpacked) -> Self {
        Self { files: Arc::new(files) }
    }

    fn find(&self, path: &Path) -> Result<OwnedBytes, OpenReadError> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        let file = extension.and_then(|extension| self.files.file(extension)).cloned();
        file.ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }
}

impl Directory for PackDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.find(path)?))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.find(path).is_ok())
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        Ok(self.find(path)?.to_vec())
    }

    /// Opening an index begins with writing what tantivy knows of it; nobody reads that again.
    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let error = io::ErrorKind::ReadOnlyFilesystem.into();
        Err(OpenWriteError::wrap_io_error(error, path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(io::ErrorKind::ReadOnlyFilesystem.into()),
            filepath: path.to_owned(),
        })
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
