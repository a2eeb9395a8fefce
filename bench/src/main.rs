//! Compares Faultbook's matcher with other ways of finding known messages in logs.
//!
//! ```sh
//! cargo xtask bench             # all of it against the others
//! cargo xtask bench --hostile   # texts made to be slow
//! cargo xtask bench --browser   # in WebAssembly: Node, and a worker of Chromium
//! ```
//!
//! Figures of one run can be compared with each other; those of two runs differ by what else the
//! machine did, and those of two machines by the machines.

mod base;
mod browser;
mod check;
mod clock;
mod compare;
mod content;
mod engine;
mod hostile;
mod logs;
mod messages;
mod random;
mod report;
mod start;
mod template;
mod vocabulary;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Measures Faultbook's matcher")]
struct Cli {
    /// Where texts and results are put
    #[arg(long, global = true, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Compare(compare::Args),
    Hostile(hostile::Args),
    /// Writes what the measurement in browsers needs
    BrowserInputs,
    #[command(hide = true)]
    Start(start::Args),
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let repository = repository.context("this package lies in no folder")?;
    let out = cli.out.unwrap_or_else(|| repository.join("target/bench"));
    std::fs::create_dir_all(&out)?;
    match cli.command {
        Command::Compare(args) => compare::execute(&args, repository, &out),
        Command::Hostile(args) => hostile::execute(&args, repository),
        Command::BrowserInputs => browser::write_inputs(&out),
        Command::Start(args) => start::execute(&args, &out),
    }
}
