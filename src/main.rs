//! Parses the command line, hands over, and exits.

use std::process::ExitCode;

use clap::Parser as _;
use faultbook::cmd::Cli;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_env("FAULTBOOK_LOG"))
        .with_writer(std::io::stderr)
        .init();
    Cli::parse().run()
}
