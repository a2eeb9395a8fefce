//! One row a shape of message.
#![expect(clippy::expect_used, reason = "a failed test may panic")]

use super::*;
use crate::normalise::normalise;

/// The captures of `template` in `text`, found from whichever literal part comes first.
#[track_caller]
fn captures(template: &str, text: &str) -> Option<Vec<(String, String)>> {
    let template: Template = template.parse().expect("a template");
    let normal = normalise(text.as_bytes());
    let fits: Vec<_> = template
        .literals()
        .map(|(part, literal)| {
            memchr::memmem::find_iter(normal.text().as_bytes(), literal)
                .find_map(|start| template.fit(&normal, Occurrence { part, start }))
        })
        .collect();
    assert!(fits.windows(2).all(|pair| pair[0] == pair[1]), "every literal leads to {fits:?}");
    fits.into_iter().next().flatten().map(|fit| fit.captures)
}

#[track_caller]
fn fits(template: &str, text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(captures(template, text), Some(expected), "{template:?} in {text:?}");
}

#[track_caller]
fn misses(template: &str, text: &str) {
    assert_eq!(captures(template, text), None, "{template:?} in {text:?}");
}

#[test]
fn holes_take_the_shortest_text_that_fits() {
    fits("in {n} seconds for {m} now", "in 7 seconds for a b now", &[("n", "7"), ("m", "a b")]);
    fits("alpha {x} b {y:int} c", "alpha 1 b no, b 2 c", &[("x", "1 b no,"), ("y", "2")]);
    fits("error in {x} key", "error in the keyring or the key", &[("x", "the keyring or the")]);
    misses("in {n:int} seconds", "in some seconds");
    misses("in {n:word} seconds", "in a few seconds");
    fits("in {n:number} seconds", "in 7.25 seconds", &[("n", "7.25")]);
    fits("cost {n:number}, max", "cost 1e-06, max", &[("n", "1e-06")]);
    fits("cost {n:number}", "cost 2.5e-7.", &[("n", "2.5e-7")]);
    fits("cost {n:number}", "cost 7-or-less", &[("n", "7")]);
    misses("in {n:number} seconds", "in 1.2.3 seconds");
    misses("in {n:number} seconds", "in e seconds");
}

#[test]
fn a_last_hole_takes_the_rest_of_the_line() {
    fits("error: {message}", "error: no such\nfile", &[("message", "no such")]);
    fits("model={model:word}", "model=gpt-4o. next", &[("model", "gpt-4o")]);
}

#[test]
fn a_last_hole_stays_in_its_quotes() {
    fits("no key {key}", r#"{"m": "no key a, b", "code": 1}"#, &[("key", "a, b")]);
    fits("no key {key}", "no key 'a', 'b'", &[("key", "'a', 'b")]);
}

#[test]
fn a_first_hole_takes_the_line_from_its_start() {
    fits("{where}: invalid model", "x\n/chat: invalid model", &[("where", "/chat")]);
    fits("{n:int} left", "only 3 left", &[("n", "3")]);
}

#[test]
fn line_breaks_inside_a_message_do_not_matter() {
    fits("there are {x} two", "there\nare\n  7\n two", &[("x", "7")]);
}

#[test]
fn a_message_does_not_start_or_end_inside_a_word() {
    misses("Connection error", "APIConnection errors");
    fits("Connection error", "(Connection error)", &[]);
}

#[test]
fn braces_that_are_no_holes_are_text() {
    fits(r#"{"error": {x}}"#, r#"{"error": 7}"#, &[("x", "7")]);
    fits("use {{name}} here", "use {name} here", &[]);
    fits("dict {} and {A}", "dict {} and {A}", &[]);
}

#[test]
fn mistakes_are_named() {
    let error = |text: &str| text.parse::<Template>().expect_err("an error").to_string();
    assert_eq!(error("{a}"), "this template has no literal text to look for");
    assert_eq!(error("- {a}: {b}."), "this template has no literal text to look for");
    let short = "the longest literal text of this template, `ab`, is too short to look for";
    assert_eq!(error("ab{a}"), short);
    assert_eq!(error("x {a}{b}"), "the holes `{a}` and `{b}` stand side by side");
    assert_eq!(error("x {a:float}"), "`float` is not a kind of hole");
}

#[test]
fn hostile_text_costs_no_more_than_any_other() {
    let text = "a 1 ".repeat(2_000);
    misses("a {x} 1 {y} 1 {z} 1 never", &text);
}
