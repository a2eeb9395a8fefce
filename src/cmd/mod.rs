//! The commands: one file each, each a thin layer over the pipeline.

mod accuracy;
mod build;
mod check;
mod explain;
mod init;
mod input;
mod new;
mod output;
mod schema;
mod search;
mod serve;
mod why;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Builds troubleshooting sites whose pages name the root cause of a pasted error.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
#[command(after_help = "Set FAULTBOOK_LOG=debug to see what happens inside.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Serve(serve::Serve),
    Check(check::Check),
    Explain(explain::Explain),
    Why(why::Why),
    Accuracy(accuracy::Accuracy),
    Search(search::Search),
    Schema(schema::PrintSchema),
    New(new::New),
    Init(init::Init),
}

/// Where the knowledge base is.
#[derive(Debug, Args)]
struct ContentArgs {
    /// The folder with the knowledge base
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
}

/// What was typed is right but cannot be done: problems are on standard error by now.
const FAILED: u8 = 1;
/// An input cannot be read, or a text is not what the command takes.
const UNUSABLE: u8 = 2;

impl Cli {
    /// Runs the command and says with which code to exit: 0 done, 1 problems, 2 wrong usage.
    pub fn run(self) -> ExitCode {
        let code = match self.command {
            Command::Build(command) => command.run(),
            Command::Serve(command) => command.run(),
            Command::Check(command) => command.run(),
            Command::Explain(command) => command.run(),
            Command::Why(command) => command.run(),
            Command::Accuracy(command) => command.run(),
            Command::Search(command) => command.run(),
            Command::Schema(command) => command.run(),
            Command::New(command) => command.run(),
            Command::Init(command) => command.run(),
        };
        ExitCode::from(code)
    }
}
