//! Everything a developer of Faultbook runs: `cargo xtask --help`.
//!
//! The first call on a fresh machine is also the set-up: each command looks for what it needs (a
//! wasm toolchain, a browser, TypeScript), installs it where it can, and says what to install where
//! it cannot. This file only parses and hands over.

mod accuracy;
mod apt;
mod bench;
mod browser;
mod fuzz;
mod generate;
mod run;
mod site;
mod test;
mod typescript;
mod wasm;
mod workspace;
mod write;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// Set-up, build, checks and benchmarks of Faultbook.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Wasm(wasm::Args),
    Site(site::Args),
    Test(test::Args),
    Generate(generate::Args),
    Accuracy(accuracy::Args),
    Bench(bench::Args),
    Fuzz(fuzz::Args),
}

fn main() -> ExitCode {
    match execute(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<()> {
    let workspace = Workspace::locate()?;
    match command {
        Command::Wasm(args) => wasm::execute(&workspace, &args),
        Command::Site(args) => site::execute(&workspace, &args),
        Command::Test(args) => test::execute(&workspace, &args),
        Command::Generate(args) => generate::execute(&workspace, &args),
        Command::Accuracy(args) => accuracy::execute(&workspace, &args),
        Command::Bench(args) => bench::execute(&workspace, &args),
        Command::Fuzz(args) => fuzz::execute(&workspace, &args),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
