//! The table of steps: add a line here, and `--only`, `--list` and CI know it.

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::Result;

use crate::browser::{Browser, CHROMEDRIVER, CHROMIUM};
use crate::workspace::{PRODUCT, Workspace, XTASK};
use crate::{accuracy, generate, run, typescript, wasm};

/// One thing that CI checks.
pub(super) struct Step {
    pub(super) name: &'static str,
    /// What it checks, for the announcement and the list.
    pub(super) about: &'static str,
    /// The steps without whose success this one would say nothing. They come earlier in the table.
    pub(super) needs: &'static [&'static str],
    /// What a developer does when it fails.
    pub(super) remedy: &'static str,
    pub(super) run: fn(&Workspace) -> Result<()>,
}

/// In the order of running: `wasm` comes before the steps that compile the generator, since new
/// modules would make cargo compile it, and lint it, a second time.
pub(super) const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        about: "the code is formatted",
        needs: &[],
        remedy: "run `cargo fmt --all`",
        run: fmt,
    },
    Step {
        name: "wasm",
        about: "the browser modules can be built",
        needs: &[],
        remedy: "run `cargo xtask wasm`, alone it says the same with less around it",
        run: wasm::build_for_checks,
    },
    Step {
        name: "clippy",
        about: "the lints hold",
        needs: &[],
        remedy: "correct what clippy says, or `#[expect(..., reason = \"...\")]` it",
        run: clippy,
    },
    Step {
        name: "rustdoc",
        about: "the documentation has no broken link",
        needs: &[],
        remedy: "correct the doc comments that rustdoc names",
        run: rustdoc,
    },
    Step {
        name: "build",
        about: "the generator and its tests compile",
        needs: &[],
        remedy: "correct what the compiler says",
        run: Workspace::build_for_checks,
    },
    Step {
        name: "test",
        about: "unit, integration and documentation tests",
        needs: &["build"],
        remedy: "run `cargo test --workspace <name of the test>`",
        run: test,
    },
    Step {
        name: "entries",
        about: "each entry of the knowledge base is valid and wins on its samples",
        needs: &["build"],
        remedy: "correct the entries named above; `cargo run -- check` repeats this",
        run: entries,
    },
    Step {
        name: "accuracy",
        about: "the answers to the labelled texts are no worse than committed",
        needs: &["build"],
        remedy: "mend what is named above; `cargo xtask accuracy --list` shows wrong answers",
        run: accuracy::check,
    },
    Step {
        name: "generated",
        about: "the generated files are up to date",
        needs: &["build"],
        remedy: "run `cargo xtask generate` and commit what it changes",
        run: generate::check,
    },
    Step {
        name: "types",
        about: "the front-end's types hold",
        needs: &["wasm"],
        remedy: "correct what tsc says; it reads the JSDoc comments of templates/assets",
        run: typescript::check,
    },
    Step {
        name: "browser",
        about: "the site works in Chromium",
        needs: &["wasm", "build"],
        remedy: "run `cargo xtask test --only browser`; `cargo xtask site --serve` shows the site",
        run: browser,
    },
    Step {
        name: "sizes",
        about: "what a visitor downloads stays in its budgets",
        needs: &["wasm"],
        remedy: "find what grew with `cargo xtask wasm` before and after the change",
        run: wasm::check_sizes,
    },
];

/// The table for people: name, subject, needs.
pub(super) fn list() -> String {
    let mut list = String::new();
    for step in STEPS {
        let _ = write!(list, "{:<12}{}", step.name, step.about);
        if !step.needs.is_empty() {
            let _ = write!(list, " (needs {})", step.needs.join(", "));
        }
        list.push('\n');
    }
    list
}

fn fmt(workspace: &Workspace) -> Result<()> {
    require_component(workspace, "fmt", "rustfmt")?;
    run::run(&mut workspace.cargo(["fmt", "--all", "--check"]))
}

fn clippy(workspace: &Workspace) -> Result<()> {
    require_component(workspace, "clippy", "clippy")?;
    for packages in [&PRODUCT[..], &XTASK] {
        let mut command = workspace.cargo(["clippy", "--all-targets", "--all-features"]);
        run::run(command.args(packages).args(["--", "--deny", "warnings"]))?;
    }
    Ok(())
}

fn rustdoc(workspace: &Workspace) -> Result<()> {
    for packages in [&PRODUCT[..], &XTASK] {
        // All features, as for clippy: so both share the checked dependencies.
        let mut command = workspace.cargo(["doc", "--all-features", "--no-deps"]);
        command.args(packages).arg("--document-private-items");
        run::run(command.env("RUSTDOCFLAGS", "--deny warnings"))?;
    }
    Ok(())
}

fn test(workspace: &Workspace) -> Result<()> {
    for packages in [&PRODUCT[..], &XTASK] {
        run::run(workspace.cargo(["test", "--no-fail-fast"]).args(packages))?;
    }
    Ok(())
}

fn entries(workspace: &Workspace) -> Result<()> {
    run::run(workspace.faultbook("debug").arg("check"))
}

fn browser(workspace: &Workspace) -> Result<()> {
    let browser = Browser::find_or_install()?;
    // The same packages as in the steps before, since `--package faultbook` would resolve other
    // features for the dependencies and compile them again; `--test` picks the one of this name.
    let mut command = workspace.cargo(["test", "--test", "browser"]);
    command.args(PRODUCT).args(["--features", "faultbook/browser-tests"]);
    command.env(CHROMIUM, browser.chromium).env(CHROMEDRIVER, browser.chromedriver);
    run::run(&mut command)
}

/// A minimal toolchain comes without rustfmt and clippy, and cargo's own message does not install
/// them.
fn require_component(workspace: &Workspace, subcommand: &str, component: &str) -> Result<()> {
    if run::read(&mut workspace.cargo([subcommand, "--version"])).is_ok() {
        return Ok(());
    }
    let mut rustup = workspace.command("rustup");
    run::run_within(rustup.args(["component", "add", component]), Duration::from_secs(120))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_comes_after_what_it_needs() {
        for (index, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                let earlier = STEPS[..index].iter().any(|earlier| earlier.name == *need);
                assert!(earlier, "{} needs {need}", step.name);
            }
        }
    }
}
