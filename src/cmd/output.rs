//! How commands speak: results go to standard output, everything else to standard error.

use std::io::{IsTerminal, Write};

use super::UNUSABLE;
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

/// Says that an input cannot be used, and gives the code for it.
pub(super) fn unusable(message: &str) -> u8 {
    eprintln!("error: {message}");
    UNUSABLE
}

/// A text cut to this many characters, without those that move a terminal's cursor.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let mut characters = text.trim().chars().filter(|character| !character.is_control());
    let short: String = characters.by_ref().take(most).collect();
    if characters.next().is_some() { format!("{short}…") } else { short }
}
