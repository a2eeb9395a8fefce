//! `grep -F`: what it costs to look for the literals alone, with a program that everybody has.

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::Engine;
use crate::base::Files;
use crate::clock;
use crate::logs::Log;

/// The program as it is on this machine. A run includes its start.
pub(super) struct Grep(Files);

impl Grep {
    pub(super) fn new(files: Files) -> Self {
        Self(files)
    }

    /// Its output goes into a pipe: when it sees `/dev/null` it stops at the first match, even
    /// with `-c`.
    fn command(&self, option: &str, log: &Log) -> Command {
        let mut command = Command::new("grep");
        command.env("LC_ALL", "C").args(["-F", option, "-f"]).arg(&self.0.literals).arg(&log.file);
        command
    }

    /// The number of lines that it hits, and how long that took it.
    fn count(&self, log: &Log) -> Result<(usize, Duration)> {
        let started = Instant::now();
        let mut grep = self.command("-c", log).stdout(Stdio::piped()).spawn()?;
        let mut count = String::new();
        if let Some(mut output) = grep.stdout.take() {
            output.read_to_string(&mut count)?;
        }
        // What it wrote came to its end, so it has done its work, and it waits for us to see that.
        let took = clock::ran(grep.id()).unwrap_or_else(|| started.elapsed());
        let status = grep.wait()?;
        match status.code() {
            Some(0..=1) => Ok((count.trim().parse()?, took)),
            _ => bail!("grep failed ({status})"),
        }
    }
}

impl Engine for Grep {
    fn scan(&mut self, log: &Log, _: usize) -> Result<usize> {
        Ok(self.count(log)?.0)
    }

    fn time(&mut self, log: &Log, _: usize) -> Result<Duration> {
        Ok(self.count(log)?.1)
    }

    fn lines(&mut self, log: &Log) -> Result<Option<Vec<usize>>> {
        let output = self.command("-n", log).output()?;
        let mut lines = Vec::new();
        for line in output.stdout.split(|byte| *byte == b'\n') {
            let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits > 0 {
                lines.push(std::str::from_utf8(&line[..digits])?.parse::<usize>()? - 1);
            }
        }
        Ok(Some(lines))
    }
}
