//! The ways of finding known messages that are compared.

mod grep;
mod ours;
mod regexes;
mod vectorscan;

use std::fs;
use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use crate::base::Files;
use crate::clock::Stopwatch;
use crate::logs::Log;

pub(crate) use vectorscan::version as vectorscan_version;

/// A way of finding known messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// Our matcher: the whole way from bytes to a diagnosis.
    Ours,
    /// Only the first step of ours, for information.
    Normalise,
    /// All expressions at once on each line, with `regex::RegexSet`.
    RegexSet,
    /// One expression after the other on each line, with `regex`.
    OneByOne,
    /// `grep -F -c -f`: literals alone, as a floor.
    Grep,
    /// All expressions at once on the whole log, with Vectorscan.
    VectorscanRegexes,
    /// All literals at once on the whole log, with Vectorscan.
    VectorscanLiterals,
}

impl Kind {
    /// All of them, in the order of tables.
    pub(crate) const ALL: [Self; 7] = [
        Self::Ours,
        Self::Normalise,
        Self::RegexSet,
        Self::OneByOne,
        Self::VectorscanRegexes,
        Self::VectorscanLiterals,
        Self::Grep,
    ];

    /// What it is called in tables.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Ours => "faultbook, whole diagnosis",
            Self::Normalise => "  of it, normalise alone",
            Self::RegexSet => "RegexSet, line by line",
            Self::OneByOne => "regexes, one by one on each line",
            Self::Grep => "grep -F -c, literals only",
            Self::VectorscanRegexes => "Vectorscan, regexes",
            Self::VectorscanLiterals => "Vectorscan, literals only",
        }
    }

    /// Whether it knows whole messages, so that it must hit the same lines as its like.
    pub(crate) fn finds_messages(self) -> bool {
        matches!(self, Self::RegexSet | Self::OneByOne | Self::VectorscanRegexes)
    }

    /// Whether it is another program that reads a file, the whole one.
    pub(crate) fn reads_file(self) -> bool {
        self == Self::Grep
    }

    /// Reads what the engine starts from; that is no part of its start.
    pub(crate) fn prepare(self, files: &Files) -> Result<Prepared> {
        Ok(match self {
            Self::Ours => Prepared::Ours(fs::read(&files.blob)?),
            Self::Normalise => Prepared::Normalise,
            Self::RegexSet => Prepared::RegexSet(files.read_regexes()?),
            Self::OneByOne => Prepared::OneByOne(files.read_regexes()?),
            Self::Grep => Prepared::Grep(files.clone()),
            Self::VectorscanRegexes => Prepared::VectorscanRegexes(files.read_regexes()?),
            Self::VectorscanLiterals => Prepared::VectorscanLiterals(files.read_literals()?),
        })
    }
}

/// What an engine starts from, in memory.
#[derive(Debug)]
pub(crate) enum Prepared {
    Ours(Vec<u8>),
    Normalise,
    RegexSet(Vec<String>),
    OneByOne(Vec<String>),
    Grep(Files),
    VectorscanRegexes(Vec<String>),
    VectorscanLiterals(Vec<String>),
}

impl Prepared {
    /// Makes the engine ready: this is what a start costs.
    pub(crate) fn start(self) -> Result<Box<dyn Engine>> {
        Ok(match self {
            Self::Ours(blob) => Box::new(ours::Ours::start(&blob)?),
            Self::Normalise => Box::new(ours::Normalise),
            Self::RegexSet(sources) => Box::new(regexes::Set::start(&sources)?),
            Self::OneByOne(sources) => Box::new(regexes::OneByOne::start(&sources)?),
            Self::Grep(files) => Box::new(grep::Grep::new(files)),
            Self::VectorscanRegexes(sources) => Box::new(
                vectorscan::Scanner::regexes(&sources)
                    .context("Vectorscan takes the expressions")?,
            ),
            Self::VectorscanLiterals(literals) => {
                Box::new(vectorscan::Scanner::literals(&literals)?)
            }
        })
    }
}

/// An engine that is ready.
pub(crate) trait Engine {
    /// Finds everything in the first `bytes` of a log, which end with a line. Says how much it
    /// found, in whichever way it counts, so that no compiler leaves the work out.
    fn scan(&mut self, log: &Log, bytes: usize) -> Result<usize>;

    /// How long that takes the processor.
    fn time(&mut self, log: &Log, bytes: usize) -> Result<Duration> {
        let watch = Stopwatch::start();
        black_box(self.scan(log, bytes)?);
        Ok(watch.elapsed())
    }

    /// The lines, from 0, on which it finds something, ascending; `None` if it does not work by
    /// lines.
    fn lines(&mut self, log: &Log) -> Result<Option<Vec<usize>>>;
}

/// The lines of a log without their ends.
pub(crate) fn lines_of(log: &[u8]) -> impl Iterator<Item = &[u8]> {
    log.strip_suffix(b"\n").unwrap_or(log).split(|byte| *byte == b'\n')
}
