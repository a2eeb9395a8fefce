//! Texts that an entry must not match.

use super::{Run, holding_entries, place};
use crate::diagnostic::Diagnostic;

/// Finds those that it does match.
pub(super) fn check(id: &str, run: &Run) -> Vec<Diagnostic> {
    let stolen =
        run.negatives.iter().filter_map(|(negative, diagnosis)| {
            let (_, line) = holding_entries(diagnosis).find(|(entry, _)| *entry == id)?;
            let message = format!("this text must not match, but does on its line {line}");
            let at = place(&run.entry.raw, &negative.text.span);
            Some(Diagnostic::error("sample-stolen", message).at(at, "matches").help(
                "make the signature say more, or add what must not stand beside it to `none:`",
            ))
        });
    stolen.collect()
}
