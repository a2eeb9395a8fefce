//! Results as tables for people and as JSON for programs.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use crate::base::{Base, CONTENT};
use crate::check::Check;
use crate::engine::Kind;
use crate::logs::Log;
use crate::start::Start;

/// Everything that one run measured.
#[derive(Debug, Serialize)]
pub(crate) struct Results {
    pub(crate) vectorscan: String,
    pub(crate) logs: Vec<LogSize>,
    pub(crate) bases: Vec<BaseSize>,
    pub(crate) checks: Vec<Check>,
    pub(crate) timings: Vec<Timing>,
    pub(crate) starts: Vec<Start>,
    /// Engines that could not be started, and why.
    pub(crate) failures: Vec<String>,
}

/// A log, without its text.
#[derive(Debug, Serialize)]
pub(crate) struct LogSize {
    name: &'static str,
    bytes: usize,
    lines: usize,
}

/// A knowledge base, without its parts.
#[derive(Debug, Serialize)]
pub(crate) struct BaseSize {
    name: String,
    entries: usize,
    regexes: usize,
    literals: usize,
    blob_bytes: usize,
    compile_seconds: f64,
}

/// The runs of an engine on a log.
#[derive(Debug, Serialize)]
pub(crate) struct Timing {
    pub(crate) log: &'static str,
    pub(crate) base: String,
    pub(crate) engine: Kind,
    /// How much of the log was scanned.
    pub(crate) bytes: usize,
    /// One a round.
    pub(crate) seconds: Vec<f64>,
}

impl From<&Base> for BaseSize {
    fn from(base: &Base) -> Self {
        Self {
            name: base.name.clone(),
            entries: base.entries,
            regexes: base.regexes.len(),
            literals: base.literals.len(),
            blob_bytes: base.blob.len(),
            compile_seconds: base.compiled_in.as_secs_f64(),
        }
    }
}

impl BaseSize {
    fn heading(&self) -> String {
        if self.name == CONTENT {
            format!("content, {}", self.entries)
        } else {
            format!("{} entries", self.name)
        }
    }
}

impl Timing {
    /// Megabytes (of a million bytes) a second, by the median of the rounds.
    fn rate(&self) -> f64 {
        self.bytes as f64 / median(&self.seconds) / 1e6
    }
}

/// The median; of an even number the upper one.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

impl Results {
    /// Nothing yet.
    pub(crate) fn new(vectorscan: String, logs: &[Log]) -> Self {
        let logs = logs.iter().map(|log| LogSize {
            name: log.name,
            bytes: log.bytes.len(),
            lines: log.bytes.iter().filter(|byte| **byte == b'\n').count(),
        });
        Self {
            vectorscan,
            logs: logs.collect(),
            bases: Vec::new(),
            checks: Vec::new(),
            timings: Vec::new(),
            starts: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// Writes them as JSON.
    pub(crate) fn write(&self, file: &Path) -> Result<()> {
        Ok(fs::write(file, serde_json::to_vec_pretty(self)?)?)
    }

    fn timing(&self, log: &str, base: &str, engine: Kind) -> Option<&Timing> {
        self.timings
            .iter()
            .find(|timing| timing.log == log && timing.base == base && timing.engine == engine)
    }

    fn start(&self, base: &str, engine: Kind) -> Option<&Start> {
        self.starts.iter().find(|start| start.base == base && start.engine == engine)
    }

    /// A row an engine, a column a knowledge base.
    fn table(
        &self,
        f: &mut fmt::Formatter<'_>,
        cell: impl Fn(&BaseSize, Kind) -> Option<String>,
    ) -> fmt::Result {
        write!(f, "{:<34}", "")?;
        for base in &self.bases {
            write!(f, "{:>29}", base.heading())?;
        }
        writeln!(f)?;
        for engine in Kind::ALL {
            let cells: Vec<_> = self.bases.iter().map(|base| cell(base, engine)).collect();
            if cells.iter().all(Option::is_none) {
                continue;
            }
            write!(f, "{:<34}", engine.label())?;
            for cell in cells {
                write!(f, "{:>29}", cell.unwrap_or_else(|| "-".to_owned()))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for log in &self.logs {
            writeln!(
                f,
                "\nlog {:?}, {:.1} MB, {} lines: MB/s (times ours) [MB scanned, if not all]",
                log.name,
                log.bytes as f64 / 1e6,
                log.lines
            )?;
            self.table(f, |base, engine| {
                let timing = self.timing(log.name, &base.name, engine)?;
                let ours = self.timing(log.name, &base.name, Kind::Ours)?.rate();
                let rate = timing.rate();
                let part = if timing.bytes < log.bytes {
                    format!(" [{:.2}]", timing.bytes as f64 / 1e6)
                } else {
                    String::new()
                };
                Some(format!("{rate:.2} ({:.3}){part}", rate / ours))
            })?;
        }
        writeln!(f, "\nstart: milliseconds, then megabytes of memory (ready / peak)")?;
        self.table(f, |base, engine| {
            let start = self.start(&base.name, engine)?;
            let megabytes = |bytes: Option<u64>| {
                bytes.map_or_else(|| "?".to_owned(), |bytes| format!("{:.1}", bytes as f64 / 1e6))
            };
            let (ready, peak) = (megabytes(start.ready_bytes), megabytes(start.peak_bytes));
            Some(format!("{:.1} ms, {ready} / {peak}", start.seconds * 1e3))
        })?;
        writeln!(f, "\nknowledge bases")?;
        for base in &self.bases {
            writeln!(
                f,
                "{:<14} {:>6} messages, {:>6} literals, blob of {:.1} kB compiled in {:.0} ms",
                base.heading(),
                base.regexes,
                base.literals,
                base.blob_bytes as f64 / 1e3,
                base.compile_seconds * 1e3
            )?;
        }
        writeln!(f, "\nlines hit in the first MB of a log")?;
        for check in &self.checks {
            writeln!(
                f,
                "{:<10} {:<24} {:>6} lines: {:>5} with a message, {:>6} with a literal; ours \
                 alone {}, others alone {}",
                check.base,
                check.log,
                check.lines,
                check.with_message,
                check.with_literal,
                check.ours_alone,
                check.others_alone
            )?;
            for example in &check.examples {
                writeln!(f, "    {example}")?;
            }
        }
        for failure in &self.failures {
            writeln!(f, "not measured: {failure}")?;
        }
        writeln!(f, "Vectorscan {}", self.vectorscan)
    }
}
