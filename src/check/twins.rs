//! Is every signature the only one of its kind?

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use matcher::Template;

use super::{id, place};
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::RawSignature;
use crate::load::{Content, Marked};

/// What makes two signatures the same: they hold on the same texts and weigh the same.
#[derive(PartialEq, Eq, Hash)]
struct Likeness {
    lead: String,
    exception: String,
    all: Vec<String>,
    none: Vec<String>,
}

/// Finds signatures that stand twice, be it in one entry or in two.
pub(super) fn check(content: &Content) -> Vec<Diagnostic> {
    let mut first: HashMap<Likeness, (String, Place)> = HashMap::new();
    let mut diagnostics = Vec::new();
    for entry in &content.entries {
        let this = id(entry);
        for signature in &entry.raw.value.signatures {
            let Some(lead) = lead(signature) else { continue };
            let at = place(&entry.raw, &lead.span);
            match first.entry(Likeness::of(signature, lead)) {
                Entry::Vacant(vacant) => {
                    vacant.insert((this.clone(), at));
                }
                Entry::Occupied(known) => {
                    let (other, place) = known.get();
                    diagnostics.push(report(&this, at, other, place.clone()));
                }
            }
        }
    }
    diagnostics
}

fn report(this: &str, at: Place, other: &str, first: Place) -> Diagnostic {
    let (message, help) = if this == other {
        (format!("`{this}` has this signature twice"), "remove one of them".to_owned())
    } else {
        let message = format!("`{this}` and `{other}` have the same signature");
        let help = "leave it to the entry that it belongs to; if only what stands nearby tells \
                    the two apart, say that with `all:` or `none:`";
        (message, help.to_owned())
    };
    Diagnostic::error("same-signature", message)
        .at(at, "the second")
        .also(first, "the first")
        .help(help)
}

fn lead(signature: &RawSignature) -> Option<&Marked<String>> {
    [&signature.message, &signature.regex, &signature.exception].into_iter().flatten().next()
}

impl Likeness {
    fn of(signature: &RawSignature, lead: &str) -> Self {
        let class = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
        let sorted = |texts: &[Marked<String>]| {
            let mut texts: Vec<_> = texts.iter().map(|text| normal(text)).collect();
            texts.sort();
            texts
        };
        Self {
            lead: if signature.regex.is_some() { lead.to_owned() } else { normal(lead) },
            exception: signature.exception.as_ref().map_or(String::new(), |name| class(name)),
            all: sorted(&signature.all),
            none: sorted(&signature.none),
        }
    }
}

/// A template in normal form, holes without their names.
fn normal(text: &str) -> String {
    let Ok(template) = text.parse::<Template>() else {
        return text.to_owned();
    };
    let text = template.to_text();
    template.holes().fold(text, |text, hole| text.replacen(&format!("{{{hole}}}"), "{}", 1))
}
