//! What it costs to make an engine ready, in a process of its own: time, and memory.
//!
//! The process reads what the engine starts from, forgets the highest memory use so far, starts
//! the engine and scans the beginning of a log. Memory is what was added to the process by then,
//! as Linux counts it; without `/proc` there is no figure.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::base::Files;
use crate::clock::{self, Stopwatch};
use crate::compare::{affordable, read_log};
use crate::engine::Kind;
use crate::logs::Log;

/// As much of a log is scanned at most, so that the text weighs little beside the engine.
const BEGINNING: usize = 4 << 20;
/// A slow engine scans as much as it can in this time.
const SCAN: Duration = Duration::from_millis(1_000);

/// `grep` is taken to wait for its input when it has not run for so long.
const GREP_PAUSE: Duration = Duration::from_millis(300);

/// What a start took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Start {
    pub(crate) base: String,
    pub(crate) engine: Kind,
    pub(crate) seconds: f64,
    /// Memory once it was ready.
    pub(crate) ready_bytes: Option<u64>,
    /// The highest use of memory while it started and scanned.
    pub(crate) peak_bytes: Option<u64>,
}

/// Starts an engine on the files of a knowledge base
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    engine: Kind,
    base: String,
    log: std::path::PathBuf,
}

/// Measures in a new process; nothing for what has no start.
pub(crate) fn in_a_process(
    kind: Kind,
    base: &str,
    out: &Path,
    log: &Path,
) -> Result<Option<Start>> {
    match kind {
        Kind::Normalise => return Ok(None),
        Kind::Grep => return grep(base, out).map(Some),
        _ => {}
    }
    let name = serde_json::to_value(kind)?;
    let output = Command::new(std::env::current_exe()?)
        .arg("--out")
        .arg(out)
        .args(["start", name.as_str().unwrap_or_default(), base])
        .arg(log)
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Ok(None);
    }
    Ok(Some(serde_json::from_slice(&output.stdout)?))
}

/// The process's side.
pub(crate) fn execute(args: &Args, out: &Path) -> Result<()> {
    let prepared = args.engine.prepare(&Files::of(out, &args.base))?;
    let mut log = read_log(&args.log)?;
    log.bytes.truncate(BEGINNING);
    log.bytes.shrink_to_fit();
    // Linux sets the peak back to the present use.
    let counts = fs::write("/proc/self/clear_refs", "5").is_ok();
    let before = memory("self", "VmRSS:");
    let watch = Stopwatch::start();
    let mut engine = prepared.start()?;
    let seconds = watch.elapsed().as_secs_f64();
    let ready = memory("self", "VmRSS:");
    scan(&mut *engine, &log)?;
    let peak = memory("self", "VmHWM:").filter(|_| counts);
    let since = |now: Option<u64>| Some(now?.saturating_sub(before?));
    let start = Start {
        base: args.base.clone(),
        engine: args.engine,
        seconds,
        ready_bytes: since(ready),
        peak_bytes: since(peak),
    };
    println!("{}", serde_json::to_string(&start)?);
    Ok(())
}

fn scan(engine: &mut dyn crate::engine::Engine, log: &Log) -> Result<()> {
    let bytes = affordable(engine, log, SCAN)?;
    engine.scan(log, bytes)?;
    Ok(())
}

/// `grep` reads the literals before its input, for which it then waits: all that it has used by
/// then is its start.
fn grep(base: &str, out: &Path) -> Result<Start> {
    let files = Files::of(out, base);
    let mut command = Command::new("grep");
    command.env("LC_ALL", "C").args(["-F", "-c", "-f"]).arg(&files.literals);
    let mut grep = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    let mut before = None;
    loop {
        std::thread::sleep(GREP_PAUSE);
        let ran = clock::ran(grep.id());
        if ran == before {
            break;
        }
        before = ran;
    }
    let peak = memory(&grep.id().to_string(), "VmHWM:");
    drop(grep.stdin.take());
    grep.wait()?;
    Ok(Start {
        base: base.to_owned(),
        engine: Kind::Grep,
        seconds: before.unwrap_or_default().as_secs_f64(),
        ready_bytes: peak,
        peak_bytes: peak,
    })
}

/// A field of a process's status, in bytes.
fn memory(process: &str, field: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1_024)
}
