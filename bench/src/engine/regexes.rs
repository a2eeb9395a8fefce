//! The regex crate, in the two ways in which people look for many expressions with it.
//!
//! Expressions are ASCII ones on bytes, which is its fastest mode.

use anyhow::Result;
use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::{Engine, lines_of};
use crate::logs::Log;

/// Thousands of expressions do not fit in its default of 10 MB.
const SIZE_LIMIT: usize = 16 << 30;
/// Room for the states of its lazy automaton. With the default of 2 MB it throws them away and
/// makes them again all the time: 1,000 expressions then run at 0.9 MB/s instead of 200. With
/// 10,000 a single megabyte of log fills even this, and it simulates an NFA from then on.
const CACHE: usize = 256 << 20;

/// All expressions at once on each line.
pub(super) struct Set(RegexSet);

impl Set {
    pub(super) fn start(sources: &[String]) -> Result<Self> {
        let mut builder = RegexSetBuilder::new(sources);
        builder.unicode(false).size_limit(SIZE_LIMIT).dfa_size_limit(CACHE);
        Ok(Self(builder.build()?))
    }

    /// How many expressions match. Most lines match none, which is quicker to ask for.
    fn on(&self, line: &[u8]) -> usize {
        if self.0.is_match(line) { self.0.matches(line).iter().count() } else { 0 }
    }
}

impl Engine for Set {
    fn scan(&mut self, log: &Log, bytes: usize) -> Result<usize> {
        Ok(lines_of(&log.bytes[..bytes]).map(|line| self.on(line)).sum())
    }

    fn lines(&mut self, log: &Log) -> Result<Option<Vec<usize>>> {
        Ok(Some(hit(log, |line| self.0.is_match(line))))
    }
}

/// One expression after the other on each line, as the log classifier of pytorch's CI does.
pub(super) struct OneByOne(Vec<Regex>);

impl OneByOne {
    pub(super) fn start(sources: &[String]) -> Result<Self> {
        let regexes = sources
            .iter()
            .map(|source| RegexBuilder::new(source).unicode(false).size_limit(SIZE_LIMIT).build());
        Ok(Self(regexes.collect::<Result<_, _>>()?))
    }

    fn on(&self, line: &[u8]) -> usize {
        self.0.iter().filter(|regex| regex.is_match(line)).count()
    }
}

impl Engine for OneByOne {
    fn scan(&mut self, log: &Log, bytes: usize) -> Result<usize> {
        Ok(lines_of(&log.bytes[..bytes]).map(|line| self.on(line)).sum())
    }

    fn lines(&mut self, log: &Log) -> Result<Option<Vec<usize>>> {
        Ok(Some(hit(log, |line| self.on(line) > 0)))
    }
}

fn hit(log: &Log, is_hit: impl Fn(&[u8]) -> bool) -> Vec<usize> {
    let lines = lines_of(&log.bytes).enumerate().filter(|(_, line)| is_hit(line));
    lines.map(|(number, _)| number).collect()
}
