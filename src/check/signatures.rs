//! Can the matcher use every signature?

use std::sync::Arc;

use matcher::compile::{
    BuildError, CategorySpec, EntrySpec, KnowledgeBuilder, LeadSpec, SignalSpec, SignalTestSpec,
    SignatureSpec, ToolSpec, VariantSpec, check_regex, regex_captures,
};
use matcher::{Knowledge, Template};

use super::{id, place};
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::{RawCause, RawEntry, RawSignature};
use crate::load::{Content, Loaded, LoadedEntry, Marked};

/// Checks an entry's signatures.
pub(super) fn check(entry: &Loaded<RawEntry>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if entry.value.signatures.is_empty() {
        diagnostics.push(
            Diagnostic::error("no-signature", "an entry without a signature is never found")
                .at(Place::new(&entry.file, 0..0), "")
                .help("add the text that the program prints under `signatures:`"),
        );
    }
    for signature in &entry.value.signatures {
        if let Some(problem) = lead_problem(signature) {
            diagnostics.push(
                Diagnostic::error("bad-signature", problem)
                    .at(place(entry, &signature.span), "this signature")
                    .help("give `message`, or `regex`, or `exception` alone"),
            );
        }
        let templates = signature.message.iter().chain(&signature.all).chain(&signature.none);
        diagnostics.extend(templates.filter_map(|text| template_problem(entry, text)));
        if let Some(regex) = &signature.regex
            && let Err(error) = check_regex(regex)
        {
            diagnostics.push(
                Diagnostic::error("bad-regex", error.to_string())
                    .at(place(entry, &regex.span), "this expression")
                    .help(error.help()),
            );
        }
        if let Some(status) = signature.http_status
            && !(100..600).contains(&status)
        {
            diagnostics.push(
                Diagnostic::error("bad-status", format!("{status} is no HTTP status"))
                    .at(place(entry, &signature.span), "in this signature"),
            );
        }
    }
    diagnostics
}

fn lead_problem(signature: &RawSignature) -> Option<&'static str> {
    match (&signature.message, &signature.regex, &signature.exception) {
        (Some(_), Some(_), _) => Some("a signature has either `message` or `regex`, not both"),
        (None, None, None) => Some("a signature needs something to look for"),
        _ => None,
    }
}

fn template_problem(entry: &Loaded<RawEntry>, text: &Marked<String>) -> Option<Diagnostic> {
    let error = text.parse::<Template>().err()?;
    Some(
        Diagnostic::error("bad-template", error.to_string())
            .at(place(entry, &text.span), "this template")
            .help(error.help()),
    )
}

/// The names of an entry's captures, each once, in order of appearance.
pub(super) fn captures(entry: &RawEntry) -> Vec<String> {
    let mut names = Vec::new();
    for signature in &entry.signatures {
        let templates = signature.message.iter().chain(&signature.all);
        let parsed = templates.filter_map(|text| text.parse::<Template>().ok());
        let holes =
            parsed.flat_map(|template| template.holes().map(str::to_owned).collect::<Vec<_>>());
        let groups = signature.regex.iter().flat_map(|regex| regex_captures(regex));
        for name in holes.chain(groups) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Compiles everything into what the matcher reads.
///
/// # Errors
///
/// What the compiler refuses; [`check`](super::check) finds that first, and says it with its place.
pub fn compile(content: &Content) -> Result<Knowledge, Vec<Diagnostic>> {
    let mut builder = KnowledgeBuilder::new();
    for category in &content.categories.value.0 {
        let mut spec = CategorySpec::new(&category.id);
        spec.signals = category
            .signals
            .iter()
            .filter_map(|signal| {
                let test = match (&signal.text, signal.status) {
                    (Some(text), _) => SignalTestSpec::Text(text.parse().ok()?),
                    (None, status) => SignalTestSpec::Status(status?),
                };
                Some(SignalSpec { test, weight: signal.weight })
            })
            .collect();
        builder.category(spec);
    }
    for (_, tool) in &content.tools {
        builder.tool(ToolSpec {
            marks: tool.value.marks.clone(),
            packages: tool.value.packages.clone(),
            providers: tool
                .value
                .providers
                .iter()
                .map(|provider| (provider.name.clone(), provider.marks.clone()))
                .collect(),
            cause_follows: tool.value.chain.cause_follows.clone(),
            attempt_follows: tool.value.chain.attempt_follows.clone(),
        });
    }
    for entry in &content.entries {
        builder.entry(spec(entry));
    }
    builder.build().map_err(|errors| errors.iter().map(|error| internal(content, error)).collect())
}

fn spec(entry: &LoadedEntry) -> EntrySpec {
    let raw = &entry.raw.value;
    let owned = |ids: &[Marked<String>]| ids.iter().map(|id| id.value.clone()).collect();
    let id = id(entry);
    EntrySpec {
        url: format!("{id}/"),
        id,
        title: raw.title.value.clone(),
        category: raw.category.value.clone(),
        signatures: raw.signatures.iter().map(|signature| (&signature.value).into()).collect(),
        symptom_of: owned(&raw.symptom_of),
        beats: owned(&raw.beats),
        package: raw.affects.as_ref().map(|affects| affects.package.clone()).unwrap_or_default(),
        variants: (0..).zip(&raw.causes).filter_map(variant).collect(),
    }
}

/// A cause that is true for some releases only.
fn variant((place, cause): (u32, &RawCause)) -> Option<VariantSpec> {
    let when = cause.when.as_ref()?.value.clone();
    Some(VariantSpec { cause: place, title: cause.title.value.clone(), when })
}

impl From<&RawSignature> for SignatureSpec {
    fn from(signature: &RawSignature) -> Self {
        let owned =
            |texts: &[Marked<String>]| texts.iter().map(|text| text.value.clone()).collect();
        let exception = signature.exception.as_ref().map(|exception| exception.value.clone());
        let lead = match (&signature.message, &signature.regex) {
            (Some(message), _) => LeadSpec::Message(message.value.clone()),
            (None, Some(regex)) => LeadSpec::Regex(regex.value.clone()),
            // Alone, the class is what is looked for.
            (None, None) => LeadSpec::Message(exception.clone().unwrap_or_default()),
        };
        Self {
            lead,
            exception,
            http_status: signature.http_status,
            all: owned(&signature.all),
            none: owned(&signature.none),
            within: signature.within.unwrap_or(Self::WITHIN),
        }
    }
}

/// A mistake that the checks above should have found, still shown with its file.
fn internal(content: &Content, error: &BuildError) -> Diagnostic {
    let is_it = |entry: &&LoadedEntry| id(entry) == error.entry();
    let entry = content.entries.iter().find(is_it);
    let diagnostic = Diagnostic::error("bad-signature", error.to_string());
    match entry {
        Some(entry) => diagnostic.at(Place::new(&Arc::clone(&entry.raw.file), 0..0), ""),
        None => diagnostic,
    }
}
