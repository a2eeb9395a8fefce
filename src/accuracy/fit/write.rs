//! Puts weights into `categories.yaml`: only numbers change, so comments, order and form stay.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::Fit;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::load::{Marked, parse_yaml};

/// The file's name inside the content folder.
const FILE: &str = "categories.yaml";

/// Of a category, what is rewritten.
#[derive(Deserialize)]
struct Category {
    #[serde(default)]
    signals: Vec<Signal>,
}

#[derive(Deserialize)]
struct Signal {
    weight: Marked<u8>,
}

/// Writes the weights that were fitted, and says where.
///
/// # Errors
///
/// A file that cannot be read or written, or in which the weights cannot be told apart: it changed
/// meanwhile, or one number is said for several signals by an anchor.
pub fn write(fit: &Fit, content: &Path) -> Result<PathBuf, Diagnostic> {
    let path = content.join(FILE);
    let shown = path.display();
    let text = std::fs::read_to_string(&path).map_err(|error| {
        Diagnostic::error("unreadable", format!("`{shown}` cannot be read: {error}"))
    })?;
    let before: Vec<u8> = fit.signals.iter().map(|signal| signal.before).collect();
    let after: Vec<u8> = fit.signals.iter().map(|signal| signal.after).collect();
    let changed = rewrite(text, &shown.to_string(), &before, &after).ok_or_else(|| {
        let message = format!("the weights in `{shown}` cannot be rewritten");
        Diagnostic::error("unwritable", message)
            .help("each signal needs a `weight` of its own, without anchors")
    })?;
    std::fs::write(&path, changed).map_err(|error| {
        Diagnostic::error("unwritable", format!("`{shown}` cannot be written: {error}"))
            .help("check the folder's permissions and the free space")
    })?;
    Ok(path)
}

/// The same text with other weights; `None` when it does not say those weights before and after.
fn rewrite(mut text: String, path: &str, before: &[u8], after: &[u8]) -> Option<String> {
    let weights = weights(&text, path)?;
    if !weights.iter().map(|weight| &weight.value).eq(before) {
        return None;
    }
    for (weight, after) in weights.iter().zip(after).rev() {
        if weight.value != *after {
            text.get(weight.span.clone())?;
            text.replace_range(weight.span.clone(), &after.to_string());
        }
    }
    let written = self::weights(&text, path)?;
    written.iter().map(|weight| &weight.value).eq(after).then_some(text)
}

fn weights(text: &str, path: &str) -> Option<Vec<Marked<u8>>> {
    let file = Arc::new(SourceFile { path: path.to_owned(), text: text.to_owned() });
    let categories: Vec<Category> = parse_yaml(&file).ok()?;
    let signals = categories.into_iter().flat_map(|category| category.signals);
    Some(signals.map(|signal| signal.weight).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_change() {
        let text = "- id: a # 20\n  signals:\n  # Ö: weight: 20\n  - {text: 'weight: 20', weight: 20}\n\
                    - id: b\n- id: c\n  signals:\n    - weight: 9 # loud\n      status: 429\n";
        let written = rewrite(text.to_owned(), "", &[20, 9], &[8, 110]);
        let expected = text.replace("20}", "8}").replace(": 9", ": 110");
        assert_eq!(written.as_deref(), Some(expected.as_str()));
    }

    #[test]
    fn a_file_that_says_other_weights_is_left_alone() {
        let text = "- signals: [{weight: 20}, {weight: 9}]\n";
        assert_eq!(rewrite(text.to_owned(), "", &[20], &[8]), None);
        assert_eq!(rewrite(text.to_owned(), "", &[9, 20], &[8, 9]), None);
        let shared = "- signals: [{weight: &it 20}, {weight: *it}]\n";
        assert_eq!(rewrite(shared.to_owned(), "", &[20, 20], &[8, 9]), None);
    }
}
