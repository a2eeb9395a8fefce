//! Can the order that entries declare be kept? A cause comes before its symptom, and who beats
//! comes before whom it beats; going that way must never lead back.

use std::collections::{BTreeMap, VecDeque};

use super::{id, place};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::Content;

/// One entry comes before another, because a file says so.
struct Step {
    to: String,
    at: Place,
    label: String,
}

/// Which entries come directly after each entry.
type Steps = BTreeMap<String, Vec<Step>>;

/// Finds circles; each entry is reported in one of them at most.
pub(super) fn check(content: &Content) -> Vec<Diagnostic> {
    let steps = steps(content);
    let mut reported: Vec<&str> = Vec::new();
    let mut diagnostics = Vec::new();
    for start in steps.keys() {
        if reported.contains(&start.as_str()) {
            continue;
        }
        if let Some(circle) = circle(start, &steps) {
            reported.extend(circle.iter().map(|step| step.to.as_str()));
            diagnostics.extend(report(start, &circle));
        }
    }
    diagnostics
}

fn steps(content: &Content) -> Steps {
    let ids: Vec<_> = content.entries.iter().map(id).collect();
    let follows_any = |index: usize| {
        content
            .entries
            .get(index)
            .is_some_and(|entry| entry.raw.value.symptom_of.iter().any(|cause| cause.value == "*"))
    };
    let mut steps: Steps = ids.iter().map(|id| (id.clone(), Vec::new())).collect();
    let mut add = |from: &str, to: &str, at: Place, label: String| {
        if from != to
            && let Some(known) = steps.get_mut(from)
        {
            known.push(Step { to: to.to_owned(), at, label });
        }
    };
    for (entry, this) in content.entries.iter().zip(&ids) {
        let raw = &entry.raw.value;
        for loser in &raw.beats {
            let label = format!("`{this}` comes before `{}`", loser.value);
            add(this, loser, place(&entry.raw, &loser.span), label);
        }
        for cause in &raw.symptom_of {
            let at = place(&entry.raw, &cause.span);
            if cause.value != "*" {
                add(cause, this, at, format!("`{}` comes before `{this}`", cause.value));
                continue;
            }
            // What follows any error comes after all entries that do not.
            for (_, other) in ids.iter().enumerate().filter(|(index, _)| !follows_any(*index)) {
                let label = format!("any entry comes before `{this}`, `{other}` too");
                add(other, this, at.clone(), label);
            }
        }
    }
    steps
}

/// The shortest way from an entry back to it.
fn circle<'a>(start: &str, steps: &'a Steps) -> Option<Vec<&'a Step>> {
    let mut came_by: BTreeMap<&str, (&str, &Step)> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(here) = waiting.pop_front() {
        let (here, next) = steps.get_key_value(here)?;
        for step in next {
            if !came_by.contains_key(step.to.as_str()) {
                came_by.insert(&step.to, (here, step));
                waiting.push_back(&step.to);
            }
        }
    }
    let mut way = Vec::new();
    let mut here = start;
    loop {
        let (before, step) = came_by.get(here)?;
        way.push(*step);
        here = before;
        if here == start {
            way.reverse();
            return Some(way);
        }
    }
}

fn report(start: &str, circle: &[&Step]) -> Option<Diagnostic> {
    let names = circle.iter().map(|step| step.to.as_str());
    let path = std::iter::once(start).chain(names).collect::<Vec<_>>().join(" -> ");
    let (first, rest) = circle.split_first()?;
    let message = format!("the order goes round in a circle: {path}");
    let diagnostic =
        Diagnostic::error("circular-order", message).at(first.at.clone(), first.label.as_str());
    let diagnostic = rest
        .iter()
        .fold(diagnostic, |diagnostic, step| diagnostic.also(step.at.clone(), step.label.as_str()));
    Some(diagnostic.help("remove one of these; the deepest cause comes first"))
}
