//! Debian's packages, the way to get a browser, Node or a wasm toolchain without asking the
//! developer.

use std::env;
use std::io::{IsTerminal as _, stdin};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::run;

/// Installs `packages`, after an update of the package lists (on a fresh machine there are none).
///
/// Fails with the reason where that is impossible: no apt, or neither root nor sudo.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let wanted = packages.join(" ");
    let mut update = apt_get()?;
    eprintln!("installing Debian's packages {wanted}");
    run::run(update.arg("update")).context("the lists of Debian's packages cannot be had")?;
    run::run(apt_get()?.args(["install", "--yes", "--no-install-recommends"]).args(packages))
        .with_context(|| format!("cannot install Debian's packages {wanted}"))
}

/// `apt-get` with the right to install, which waits for another one to finish and asks nothing.
fn apt_get() -> Result<Command> {
    if which::which("apt-get").is_err() {
        bail!("this machine has no apt-get");
    }
    let mut command = if is_root()? {
        Command::new("apt-get")
    } else if which::which("sudo").is_ok() {
        let mut sudo = Command::new("sudo");
        // Without a terminal a question for the password would wait for ever.
        if !stdin().is_terminal() {
            sudo.arg("--non-interactive");
        }
        // sudo drops variables, so that this one is named in its arguments.
        sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    } else {
        bail!("apt-get needs root, and this machine has no sudo");
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command.args(["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3", "-qq"]);
    Ok(command)
}

fn is_root() -> Result<bool> {
    Ok(env::consts::FAMILY == "unix" && run::read_line(Command::new("id").arg("-u"))? == "0")
}
