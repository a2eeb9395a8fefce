//! Starting other programs: each is announced as a line one could type, and a failure names that
//! line.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use wait_timeout::ChildExt as _;

/// Runs `command` to its end, with our own standard streams.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    announce(command);
    let status = command.status().with_context(|| could_not_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs `command` like [`run`], but ends it after `limit`: for downloads, which can hang for ever.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    announce(command);
    let mut child = command.spawn().with_context(|| could_not_start(command))?;
    let Some(status) = child.wait_timeout(limit)? else {
        child.kill()?;
        child.wait()?;
        bail!("`{}` was stopped after {} s", line(command), limit.as_secs());
    };
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs `command` silently and returns what it printed. Its standard error is shown only if it
/// fails.
pub(crate) fn read(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.stdin(Stdio::null()).output().with_context(|| could_not_start(command))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({})\n{}", line(command), output.status, said.trim_end());
    }
    Ok(output.stdout)
}

/// Like [`read`], for programs that print one line of text.
pub(crate) fn read_line(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8(read(command)?)?.trim_end().to_owned())
}

fn announce(command: &Command) {
    eprintln!("$ {}", line(command));
}

fn could_not_start(command: &Command) -> String {
    format!("cannot start `{}`", line(command))
}

/// The command as one would type it: variables, the program's short name, arguments.
fn line(command: &Command) -> String {
    let mut line = String::new();
    for (name, value) in command.get_envs() {
        // A longer search path is how a toolchain is chosen; printed in full it would hide the
        // command.
        if let Some(value) = value.filter(|_| name != "PATH") {
            let _ = write!(line, "{}={} ", name.display(), quoted(&value.to_string_lossy()));
        }
    }
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    line.push_str(&program.to_string_lossy());
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&quoted(&argument.to_string_lossy()));
    }
    line
}

fn quoted(word: &str) -> String {
    if word.contains([' ', '"']) || word.is_empty() { format!("'{word}'") } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_reads_as_it_would_be_typed() {
        let mut command = Command::new("/opt/rust/bin/cargo");
        command.env("RUSTDOCFLAGS", "-D warnings").env("PATH", "/long").args(["doc", "--no-deps"]);
        assert_eq!(line(&command), "RUSTDOCFLAGS='-D warnings' cargo doc --no-deps");
    }

    #[test]
    #[cfg(unix)]
    fn a_command_that_hangs_is_ended() {
        let result = run_within(Command::new("sleep").arg("60"), Duration::from_millis(20));
        assert_eq!(
            result.map_err(|error| error.to_string()),
            Err("`sleep 60` was stopped after 0 s".to_owned()),
        );
    }

    #[test]
    fn a_program_that_is_missing_is_named() {
        let error = read(&mut Command::new("no-such-program")).map_err(|error| error.to_string());
        assert_eq!(error, Err("cannot start `no-such-program`".to_owned()));
    }
}
