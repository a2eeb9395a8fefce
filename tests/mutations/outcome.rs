//! What came of a mutation or an ablation on all samples, and how it is told.

use std::fmt::Write as _;

/// A sample that was not diagnosed as it should have been.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    /// The entry whose sample it is.
    pub(crate) entry: String,
    /// The place of the sample in its entry, from 1.
    pub(crate) sample: usize,
    /// What happened instead, and what is known about the reason.
    pub(crate) told: String,
}

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Row {
    name: String,
    applied: usize,
    failures: Vec<Failure>,
}

impl Row {
    /// Counts outcomes; those that did not apply are not among them.
    pub(crate) fn new(name: impl Into<String>, outcomes: Vec<Result<(), Failure>>) -> Self {
        let applied = outcomes.len();
        let failures = outcomes.into_iter().filter_map(Result::err).collect();
        Self { name: name.into(), applied, failures }
    }
}

/// Prints the table, then fails with everything that went wrong, grouped by row.
#[track_caller]
pub(crate) fn report(title: &str, rows: &[Row]) {
    println!("{}", table(title, rows));
    let idle: Vec<_> = rows.iter().filter(|row| row.applied == 0).map(|row| &*row.name).collect();
    let failures: usize = rows.iter().map(|row| row.failures.len()).sum();
    assert!(
        failures == 0 && idle.is_empty(),
        "{failures} failures, {} rows that applied to nothing {idle:?}\n{}",
        idle.len(),
        details(rows)
    );
}

fn table(title: &str, rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
    let mut text = format!("{title:width$}  applied  kept\n");
    for row in rows {
        let kept = row.applied - row.failures.len();
        let lost = if row.failures.is_empty() { "" } else { "  <- lost some" };
        // Writing to a string does not fail.
        let _ = writeln!(text, "{:width$}  {:7}  {kept:4}{lost}", row.name, row.applied);
    }
    text
}

fn details(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows.iter().filter(|row| !row.failures.is_empty()) {
        let _ = writeln!(text, "\n{}: {} of {}", row.name, row.failures.len(), row.applied);
        for failure in &row.failures {
            let Failure { entry, sample, told } = failure;
            let _ = writeln!(text, "  {entry}, sample {sample}: {told}");
        }
    }
    text
}
