//! The comparison: the same logs and the same messages for every engine, in one run.
//!
//! First it is checked that the engines do the same work. Then they are timed in turns (A B C A B
//! C ...), so that whatever else the machine does hits all alike, and the median of each one's
//! rounds counts. An engine that needs too long for a whole log gets the beginning of it; rates
//! are comparable, since the logs are the same from beginning to end.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use matcher::compile::LeadSpec;

use crate::base::{Base, Files};
use crate::check;
use crate::content::{self, Content};
use crate::engine::{Engine, Kind, vectorscan_version};
use crate::logs::{self, Log};
use crate::messages::messages;
use crate::report::{Results, Timing};
use crate::start;
use crate::vocabulary::Vocabulary;

/// How long one run of an engine may take.
const RUN: Duration = Duration::from_millis(1_000);
/// How long an estimate of that takes.
const PILOT: Duration = Duration::from_millis(60);

/// Compares the matcher with other ways of finding known messages
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Sizes of the generated knowledge bases; Faultbook's own always comes last
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1_000, 10_000])]
    entries: Vec<usize>,

    /// The size of each log
    #[arg(long, default_value_t = 64)]
    megabytes: usize,

    /// How often each engine runs on each log
    #[arg(long, default_value_t = 5)]
    rounds: usize,

    /// Only these engines, beside ours
    #[arg(long, value_delimiter = ',')]
    engines: Vec<Kind>,
}

/// Runs everything, prints tables and writes `results.json` into `out`.
pub(crate) fn execute(args: &Args, repository: &Path, out: &Path) -> Result<()> {
    let content = content::read(&repository.join("content"))?;
    let vocabulary = Vocabulary::new();
    let most = args.entries.iter().copied().max().unwrap_or(0);
    let generated = messages(most, &vocabulary);
    let fewest = args.entries.iter().copied().min().unwrap_or(0);
    let logs = logs(out, args.megabytes << 20, &vocabulary, &generated[..fewest], &content)?;
    let kinds: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| {
            args.engines.is_empty() || *kind == Kind::Ours || args.engines.contains(kind)
        })
        .collect();

    let mut results = Results::new(vectorscan_version(), &logs);
    let bases = args.entries.iter().map(|count| Base::generated(&generated[..*count]));
    for base in bases.chain(std::iter::once(Base::real(&content, &[]))) {
        let base = base?;
        let files = base.write(out)?;
        results.bases.push((&base).into());
        compare(&kinds, &base, &files, &logs, args.rounds, &mut results)?;
        for kind in &kinds {
            eprintln!("{} entries: start of {}", base.name, kind.label());
            results.starts.extend(start::in_a_process(*kind, &base.name, out, &logs[0].file)?);
        }
        // What was measured is not lost if a later knowledge base is too large for an engine.
        results.write(&out.join("results.json"))?;
    }
    print!("{results}");
    println!("\nwritten to {}", out.join("results.json").display());
    Ok(())
}

fn logs(
    folder: &Path,
    bytes: usize,
    vocabulary: &Vocabulary,
    generated: &[String],
    content: &Content,
) -> Result<Vec<Log>> {
    let real = content.entries.iter().flat_map(|entry| &entry.signatures);
    let real: Vec<_> = real
        .filter_map(|signature| match &signature.lead {
            LeadSpec::Message(message) => Some(message.clone()),
            LeadSpec::Regex(_) => None,
        })
        .collect();
    eprintln!("making three logs of {} MB", bytes >> 20);
    Ok(vec![
        logs::clean(folder, bytes, vocabulary)?,
        logs::with_errors(folder, bytes, vocabulary, generated, &real)?,
        logs::real(folder, bytes, vocabulary, &content.samples)?,
    ])
}

fn compare(
    kinds: &[Kind],
    base: &Base,
    files: &Files,
    logs: &[Log],
    rounds: usize,
    results: &mut Results,
) -> Result<()> {
    let mut engines: Vec<(Kind, Box<dyn Engine>)> = Vec::new();
    for kind in kinds {
        eprintln!("{} entries: starting {}", base.name, kind.label());
        match kind.prepare(files)?.start() {
            Ok(engine) => engines.push((*kind, engine)),
            Err(error) => {
                results.failures.push(format!("{} at {}: {error:#}", kind.label(), base.name));
            }
        }
    }
    eprintln!("{} entries: checking which lines are hit", base.name);
    results.checks.extend(check::same_lines(base, &mut engines, logs)?);
    for log in logs {
        eprintln!("{} entries: timing on log {:?}", base.name, log.name);
        results.timings.extend(time(&mut engines, base, log, rounds)?);
    }
    Ok(())
}

/// Runs all engines in turns on a log.
fn time(
    engines: &mut [(Kind, Box<dyn Engine>)],
    base: &Base,
    log: &Log,
    rounds: usize,
) -> Result<Vec<Timing>> {
    let mut timings = Vec::new();
    for (kind, engine) in &mut *engines {
        let bytes =
            if kind.reads_file() { log.bytes.len() } else { affordable(&mut **engine, log, RUN)? };
        let (base, engine) = (base.name.clone(), *kind);
        timings.push(Timing { log: log.name, base, engine, bytes, seconds: Vec::new() });
    }
    for _ in 0..rounds {
        for ((_, engine), timing) in engines.iter_mut().zip(&mut timings) {
            timing.seconds.push(engine.time(log, timing.bytes)?.as_secs_f64());
        }
    }
    Ok(timings)
}

/// How much of a log, in whole lines, the engine can read within `limit`; all of it if it may.
pub(crate) fn affordable(engine: &mut dyn Engine, log: &Log, limit: Duration) -> Result<usize> {
    let mut bytes = 16 << 10;
    loop {
        let beginning = logs::whole_lines(&log.bytes, bytes).len();
        let took = engine.time(log, beginning)?;
        if bytes >= log.bytes.len() {
            return Ok(beginning);
        }
        if took >= PILOT {
            let share = limit.as_secs_f64() / took.as_secs_f64();
            let affordable = (beginning as f64 * share) as usize;
            return Ok(logs::whole_lines(&log.bytes, affordable).len().max(beginning));
        }
        bytes *= 4;
    }
}

/// Reads a log that an earlier process wrote.
pub(crate) fn read_log(file: &Path) -> Result<Log> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Log { name: "read", file: file.to_owned(), bytes, errors: Vec::new() })
}
