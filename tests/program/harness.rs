//! What tests of the program share: a folder with the starter knowledge base and the files of a
//! case laid over it, and the program run in that folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use snapbox::{Data, assert_data_eq};
use tempfile::TempDir;
use walkdir::WalkDir;

/// A folder of its own for one test; `content` in it is a knowledge base.
pub(crate) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// The starter knowledge base, as `faultbook init` writes it.
    pub(crate) fn new() -> Self {
        let sandbox = Self { folder: TempDir::new().expect("a folder for the test") };
        sandbox.overlay(&root().join("starter"), "content");
        sandbox
    }

    /// The same with the files of a case laid over it.
    pub(crate) fn with_case(case: &Path) -> Self {
        let sandbox = Self::new();
        sandbox.overlay(case, "");
        sandbox
    }

    /// A path inside the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs `faultbook` in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, "")
    }

    /// Runs `faultbook` in the folder with this on its standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
        self.write("input", input);
        let output = Command::new(env!("CARGO_BIN_EXE_faultbook"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .stdin(fs::File::open(self.path("input")).expect("the input"))
            .output()
            .expect("faultbook runs");
        fs::remove_file(self.path("input")).expect("the input goes");
        Run { output }
    }

    fn overlay(&self, from: &Path, to: &str) {
        for item in WalkDir::new(from) {
            let item = item.expect("a fixture");
            if item.file_type().is_file() {
                let name = item.path().strip_prefix(from).expect("a path inside the fixture");
                let bytes = fs::read(item.path()).expect("a fixture");
                self.write(&Path::new(to).join(name).display().to_string(), bytes);
            }
        }
    }
}

/// What a run of the program gave.
pub(crate) struct Run {
    output: Output,
}

impl Run {
    #[track_caller]
    pub(crate) fn exits_with(self, code: i32) -> Self {
        assert_eq!(self.output.status.code(), Some(code), "{}{}", self.stdout(), self.stderr());
        self
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// Compares standard output with a file; `SNAPSHOTS=overwrite` writes it.
    #[track_caller]
    pub(crate) fn prints(self, expected: &Path) -> Self {
        assert_data_eq!(self.stdout(), Data::read_from(expected, None).raw());
        self
    }

    /// Compares standard error with a file; `SNAPSHOTS=overwrite` writes it.
    #[track_caller]
    pub(crate) fn says(self, expected: &Path) -> Self {
        assert_data_eq!(self.stderr(), Data::read_from(expected, None).raw());
        self
    }
}

/// The source tree.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
