//! How commands speak: results go to standard output, everything else to standard error.

use std::io::{IsTerminal, Write};

use crate::diagnostic::{Diagnostic, human};

/// Shows diagnostics to a person.
pub(super) fn show(diagnostics: &[Diagnostic]) {
    if !diagnostics.is_empty() {
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        eprint!("{}", human::render(diagnostics, colour));
    }
}

/// Writes a result. A reader that has seen enough, as `head` has, is not an error.
pub(super) fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// `1 entry`, `2 entries`.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
