//! What a text says about itself, whatever entry holds: exception classes, HTTP statuses,
//! versions of packages, providers. Facts raise scores and choose between fixes.

use std::collections::BTreeMap;

use crate::diagnosis::Facts;
use crate::knowledge::Knowledge;
use crate::order;
use crate::scan::{Hits, Scanner, Starts, Target};

/// More exceptions than this in one text add nothing to its diagnosis.
const MOST_FACTS: usize = 32;
/// How far behind a package's name its version may stand.
const VERSION_REACH: usize = 40;

/// A literal beside which a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Probe {
    /// The end of the name of an exception class.
    ClassEnd,
    /// A status follows.
    StatusAfter,
    /// A status stands before.
    StatusBefore,
    /// The seconds that a server asks to wait follow.
    RetryAfter,
    /// The name of a model follows.
    Model,
}

impl Probe {
    /// All literals, in normal form.
    pub(crate) const ALL: &'static [(&'static str, Self)] = &[
        ("Error", Self::ClassEnd),
        ("Exception", Self::ClassEnd),
        ("Timeout", Self::ClassEnd),
        ("HTTP/1.0 ", Self::StatusAfter),
        ("HTTP/1.1 ", Self::StatusAfter),
        ("HTTP/2 ", Self::StatusAfter),
        ("HTTP/1.1' ", Self::StatusAfter),
        ("Error code: ", Self::StatusAfter),
        ("status_code", Self::StatusAfter),
        ("status code", Self::StatusAfter),
        ("Status code", Self::StatusAfter),
        ("'code': ", Self::StatusAfter),
        ("'code':", Self::StatusAfter),
        ("'status': ", Self::StatusAfter),
        ("'status':", Self::StatusAfter),
        ("HTTP status ", Self::StatusAfter),
        (" Too Many Requests", Self::StatusBefore),
        (" Unauthorized", Self::StatusBefore),
        (" Forbidden", Self::StatusBefore),
        (" Not Found", Self::StatusBefore),
        (" Bad Request", Self::StatusBefore),
        (" Internal Server Error", Self::StatusBefore),
        (" Bad Gateway", Self::StatusBefore),
        (" Service Unavailable", Self::StatusBefore),
        (" Gateway Timeout", Self::StatusBefore),
        (" Request Timeout", Self::StatusBefore),
        (" Unprocessable Entity", Self::StatusBefore),
        ("retry-after", Self::RetryAfter),
        ("Retry-After", Self::RetryAfter),
        ("'model': '", Self::Model),
        ("'model':'", Self::Model),
        ("model=", Self::Model),
    ];
}

/// Facts with the places where they stand in normal text.
#[derive(Debug, Default)]
pub(crate) struct PlacedFacts {
    /// Class names as printed.
    pub(crate) exceptions: Vec<(usize, String)>,
    /// Statuses of 400 and above.
    pub(crate) statuses: Vec<(usize, u16)>,
    versions: BTreeMap<String, String>,
    providers: Vec<(usize, String)>,
    models: Vec<(usize, String)>,
    retry_after: Option<String>,
    /// The first text that only a known tool prints.
    pub(crate) mark: Option<usize>,
}

/// Reads the facts that stand beside what was found.
pub(crate) fn read(
    knowledge: &Knowledge,
    scanner: &Scanner,
    hits: &Hits,
    text: &str,
) -> PlacedFacts {
    let mut facts = PlacedFacts::default();
    for (target, starts) in scanner.leads(hits) {
        match target {
            Target::Probe(probe) => {
                for start in starts.iter() {
                    facts.probe(probe, text, start);
                }
            }
            Target::Mark => {
                let first = starts.first();
                facts.mark = facts.mark.into_iter().chain(first).min();
            }
            Target::Provider(tool, provider) => {
                let tool = knowledge.tools.get(tool as usize);
                let known = tool.and_then(|tool| tool.providers.get(provider as usize));
                if let (Some(known), Some(start)) = (known, starts.first()) {
                    facts.providers.push((start, known.name.clone()));
                }
            }
            Target::Package(tool, package) => {
                let tool = knowledge.tools.get(tool as usize);
                if let Some(name) = tool.and_then(|tool| tool.packages.get(package as usize)) {
                    facts.version(name, text, starts);
                }
            }
            Target::Template(_) | Target::Regex(_) | Target::Joint(..) => {}
        }
    }
    facts.exceptions = order::by_key(facts.exceptions, |(at, _)| *at as u64);
    facts.statuses = order::by_key(facts.statuses, |(at, _)| *at as u64);
    facts.providers = order::by_key(facts.providers, |(at, _)| *at as u64);
    facts.models = order::by_key(facts.models, |(at, _)| *at as u64);
    facts
}

impl PlacedFacts {
    /// The facts without places, each once.
    pub(crate) fn into_facts(self) -> Facts {
        Facts {
            exceptions: distinct(self.exceptions),
            http_status: distinct(self.statuses),
            versions: self.versions,
            providers: distinct(self.providers),
            models: distinct(self.models),
            retry_after: self.retry_after,
        }
    }

    fn probe(&mut self, probe: Probe, text: &str, start: usize) {
        match probe {
            Probe::ClassEnd => {
                if let Some(class) = class_around(text, start) {
                    self.exceptions.push(class);
                }
            }
            Probe::StatusAfter => {
                // Between the literal and the status stand at most a closing word and
                // punctuation: `status_code: 429`, `status code is 429`, `'code':'429'`.
                if let Some(at) = digit_within(text, start, 20)
                    && let Some(status) = status_at(text, at)
                {
                    self.statuses.push((at, status));
                }
            }
            Probe::StatusBefore => {
                if let Some(at) = start.checked_sub(3)
                    && let Some(status) = status_at(text, at)
                {
                    self.statuses.push((at, status));
                }
            }
            Probe::RetryAfter => {
                if self.retry_after.is_none() {
                    self.retry_after = digit_within(text, start, 18).map(|at| number_at(text, at));
                }
            }
            Probe::Model => {
                let start = start + text[start..].find(['=', ':']).map_or(0, |at| at + 1);
                if let Some(model) = model_at(text, start) {
                    self.models.push((start, model));
                }
            }
        }
    }

    fn version(&mut self, package: &str, text: &str, starts: Starts) {
        if self.versions.contains_key(package) {
            return;
        }
        let found = starts.iter().find_map(|start| version_after(text, start + package.len()));
        if let Some(version) = found {
            self.versions.insert(package.to_owned(), version.to_owned());
        }
    }
}

/// The dotted name around an ending such as `Error`, if it is one of a class.
fn class_around(text: &str, ending: usize) -> Option<(usize, String)> {
    let bytes = text.as_bytes();
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let before = bytes[..ending].iter().rev().take(120).take_while(|byte| is_part(byte)).count();
    let after = bytes[ending..].iter().take(120).take_while(|byte| is_part(byte)).count();
    let start = ending - before;
    let name = text.get(start..ending + after)?.trim_end_matches('.');
    let class = name.rsplit('.').next()?;
    let is_class = class.starts_with(|c: char| c.is_ascii_uppercase())
        && !matches!(class, "Error" | "Exception" | "Timeout")
        && class.contains(|c: char| c.is_ascii_lowercase())
        && name
            .split('.')
            .all(|part| part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'));
    is_class.then(|| (start, name.to_owned()))
}

/// The first digit at most `reach` bytes behind `at`.
fn digit_within(text: &str, at: usize, reach: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let window = bytes.get(at..bytes.len().min(at + reach))?;
    window.iter().position(u8::is_ascii_digit).map(|digit| at + digit)
}

/// The decimal number that starts at `at`.
fn number_at(text: &str, at: usize) -> String {
    let is_part = |c: &char| c.is_ascii_digit() || *c == '.';
    let number: String = text[at..].chars().take(12).take_while(is_part).collect();
    number.trim_end_matches('.').to_owned()
}

/// The name of a model as programs print it, quoted or not: letters, digits and the marks that
/// providers put between them.
fn model_at(text: &str, at: usize) -> Option<String> {
    let rest = text.get(at..)?.trim_start_matches([' ', '\'']);
    let is_part =
        |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@');
    let name: String = rest.chars().take(100).take_while(is_part).collect();
    let name = name.trim_end_matches(['.', ':', '-', '/']);
    let is_name = name.len() > 1 && name.starts_with(|c: char| c.is_ascii_alphanumeric());
    (is_name && !matches!(name, "None" | "null" | "self.model" | "model")).then(|| name.to_owned())
}

/// A status of 400 and above that stands at `at`, not as part of a longer number.
fn status_at(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + 3)?;
    let longer = text[at + 3..].starts_with(|c: char| c.is_ascii_alphanumeric())
        || text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    let status: u16 = digits.parse().ok()?;
    (!longer && (400..600).contains(&status)).then_some(status)
}

/// `1.2.3` shortly after a package's name, with nothing but separators and the word "version"
/// between.
fn version_after(text: &str, at: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let window = bytes.get(at..(at + VERSION_REACH).min(bytes.len()))?;
    let digit = window.iter().position(u8::is_ascii_digit)?;
    let between = std::str::from_utf8(window.get(..digit)?).ok()?.to_ascii_lowercase();
    let rest =
        ["current", "version", "v"].iter().fold(between, |rest, word| rest.replace(word, ""));
    if rest.is_empty()
        || !rest.chars().all(|c| matches!(c, ' ' | '=' | '-' | '_' | ':' | '(' | '@' | ',' | '\''))
    {
        return None;
    }
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'.';
    let length = bytes[at + digit..].iter().take(24).take_while(is_part).count();
    let version = text.get(at + digit..at + digit + length)?.trim_end_matches('.');
    let numbers = version.split('.').take_while(|part| part.parse::<u32>().is_ok()).count();
    let version = match version.find(".dist") {
        Some(end) => &version[..end],
        None => version,
    };
    (numbers >= 2).then_some(version)
}

fn distinct<T: PartialEq>(placed: Vec<(usize, T)>) -> Vec<T> {
    let mut facts = Vec::new();
    add_distinct(&mut facts, placed.into_iter().map(|(_, fact)| fact));
    facts
}

fn add_distinct<T: PartialEq>(facts: &mut Vec<T>, more: impl Iterator<Item = T>) {
    for fact in more {
        if facts.len() < MOST_FACTS && !facts.contains(&fact) {
            facts.push(fact);
        }
    }
}

/// Adds what a later window of the same text says.
pub(crate) fn merge(facts: &mut Facts, later: Facts) {
    add_distinct(&mut facts.exceptions, later.exceptions.into_iter());
    add_distinct(&mut facts.http_status, later.http_status.into_iter());
    add_distinct(&mut facts.providers, later.providers.into_iter());
    add_distinct(&mut facts.models, later.models.into_iter());
    for (package, version) in later.versions {
        facts.versions.entry(package).or_insert(version);
    }
    facts.retry_after = facts.retry_after.take().or(later.retry_after);
}
