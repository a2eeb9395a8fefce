//! Vectorscan, the fork of Intel's Hyperscan that Debian has, through its C interface.
//!
//! Databases are for block mode: the whole log is one block. A dot does not match a line end, so
//! that a match never spans lines, as with the engines that go line by line. Each match is
//! reported, and counted.

mod ffi;

use std::ffi::CString;

use anyhow::{Result, bail};

use super::Engine;
use crate::logs::Log;
use ffi::Database;

pub(crate) use ffi::version;

/// A database with room to scan in.
pub(super) struct Scanner(Database);

impl Scanner {
    /// Compiles regular expressions.
    pub(super) fn regexes(sources: &[String]) -> Result<Self> {
        let sources: Result<Vec<_>, _> =
            sources.iter().map(|source| CString::new(source.as_str())).collect();
        Ok(Self(Database::of_regexes(&sources?)?))
    }

    /// Compiles literals.
    pub(super) fn literals(literals: &[String]) -> Result<Self> {
        Ok(Self(Database::of_literals(literals)?))
    }

    fn scan_each(&mut self, bytes: &[u8], mut found: impl FnMut(usize)) -> Result<()> {
        match self.0.scan(bytes, &mut found) {
            0 => Ok(()),
            code => bail!("Vectorscan stopped with code {code}"),
        }
    }
}

impl Engine for Scanner {
    fn scan(&mut self, log: &Log, bytes: usize) -> Result<usize> {
        let mut matches = 0;
        self.scan_each(&log.bytes[..bytes], |_| matches += 1)?;
        Ok(matches)
    }

    fn lines(&mut self, log: &Log) -> Result<Option<Vec<usize>>> {
        let mut ends = Vec::new();
        self.scan_each(&log.bytes, |end| ends.push(end))?;
        // Matches of different expressions may come in any order.
        ends.sort_unstable();
        let mut lines: Vec<usize> = Vec::new();
        let mut starts =
            log.bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').peekable();
        let mut line = 0;
        for end in ends {
            while starts.next_if(|(at, _)| *at < end).is_some() {
                line += 1;
            }
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
        Ok(Some(lines))
    }
}
