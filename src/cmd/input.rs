//! How commands that read a text get at it, and at what they read it with.

use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use matcher::Matcher;

use super::{ContentArgs, UNUSABLE, output};
use crate::prepare;

/// The code for a text that does not hold what was looked for.
pub(super) const NOT_KNOWN: u8 = 1;
/// How much is read at once, in bytes.
const PIECE: usize = 256 << 10;

/// A text to read.
#[derive(Debug, Args)]
pub(super) struct TextArgs {
    /// The log; `-` or nothing for standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// How to answer.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// The stable JSON form
    Json,
}

impl TextArgs {
    /// Opens the text.
    pub(super) fn open(&self) -> Result<Box<dyn BufRead>, String> {
        match self.file.as_deref().filter(|file| *file != Path::new("-")) {
            None => Ok(Box::new(std::io::stdin().lock())),
            Some(path) => std::fs::File::open(path)
                .map(|file| Box::new(BufReader::new(file)) as Box<dyn BufRead>)
                .map_err(|error| format!("`{}` cannot be read: {error}", path.display())),
        }
    }

    /// Reads the text piece by piece, so that one of any length takes the memory of a piece.
    pub(super) fn read(&self, mut take: impl FnMut(&[u8])) -> Result<(), String> {
        let mut input = self.open()?;
        let mut piece = vec![0; PIECE];
        loop {
            match input.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(length) => take(piece.get(..length).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(format!("the text cannot be read: {error}")),
            }
        }
    }
}

impl ContentArgs {
    /// The matcher of the knowledge base, and the ids of its entries; what is wrong with it has
    /// been said when there is none.
    pub(super) fn matcher(&self) -> Result<(Matcher, Vec<String>), u8> {
        let (base, _) = prepare(&self.content).map_err(|diagnostics| {
            output::show(&diagnostics);
            UNUSABLE
        })?;
        let ids = base.entries.iter().map(|entry| entry.id.to_string()).collect();
        match Matcher::new(base.knowledge) {
            Ok(matcher) => Ok((matcher, ids)),
            Err(error) => Err(output::unusable(&error.to_string())),
        }
    }
}
