//! Measuring how often the answers are right, on a made-up corpus.
//!
//! `tests/program/accuracy/small/` is a knowledge base of two entries and a corpus of twelve texts,
//! with what is said about them; `mistakes/` holds files that are wrong, named after what is wrong
//! with each; `fit/` holds a corpus of the development half by which signals are weighed anew.

use std::path::PathBuf;

use crate::harness::{Run, Sandbox, root};
use serde_json::Value;
use snapbox::{Data, assert_data_eq};

fn fixture(name: &str) -> PathBuf {
    root().join("tests/program/accuracy").join(name)
}

fn small() -> Sandbox {
    Sandbox::with_case(&fixture("small"))
}

fn measure(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.run(&[&["accuracy", "corpus"], arguments].concat())
}

#[test]
fn figures_of_both_halves_are_shown_side_by_side() {
    let run = measure(&small(), &[]).exits_with(0);
    assert_data_eq!(run.stdout(), Data::read_from(&fixture("small/figures.txt"), None).raw());
    assert_eq!(run.stderr(), "");
}

#[test]
fn programs_get_the_figures_that_are_committed() {
    let sandbox = small();
    let run = measure(&sandbox, &["--format", "json", "--write"]).exits_with(0);
    assert_data_eq!(run.stdout(), Data::read_from(&fixture("small/figures.json"), None).raw());
    assert_eq!(run.stderr(), "content/accuracy.json was written\n");
    assert_eq!(sandbox.read("content/accuracy.json"), run.stdout());
    sandbox.run(&["check"]).exits_with(0);
}

#[test]
fn wrong_texts_of_the_development_half_are_listed() {
    let run = measure(&small(), &["--list", "development"]).exits_with(0);
    assert_data_eq!(run.stdout(), Data::read_from(&fixture("small/list.txt"), None).raw());
}

#[test]
fn texts_of_the_test_half_are_not_listed() {
    let run = measure(&small(), &["--list", "test"]).exits_with(2);
    assert_eq!(run.stdout(), "");
    assert!(run.stderr().contains("nobody tunes to the test half"), "{}", run.stderr());
}

#[test]
fn every_mistake_is_reported_with_its_place() {
    let case = fixture("mistakes");
    measure(&Sandbox::with_case(&case), &[]).says(&case.join("stderr.txt")).exits_with(1);
}

#[test]
fn nothing_to_measure_is_an_error() {
    let sandbox = Sandbox::new();
    let missing = measure(&sandbox, &[]).exits_with(1).stderr();
    assert!(missing.starts_with("error[no-corpus]: there is no folder `corpus`"), "{missing}");
    sandbox.write("corpus/README.md", "# Texts\n");
    let empty = measure(&sandbox, &[]).exits_with(1).stderr();
    assert!(
        empty.contains("error[empty-half]: the development half of `corpus` is empty"),
        "{empty}"
    );
    assert!(empty.contains("error[empty-half]: the test half of `corpus` is empty"), "{empty}");
}

#[test]
fn the_check_wants_figures_to_compare_with() {
    let stderr = measure(&small(), &["--check"]).exits_with(1).stderr();
    assert_eq!(
        stderr,
        "error[no-accuracy]: there is no `content/accuracy.json` to compare with\n |\n \
         = help: write the first one with `--write`, and commit it\n\n1 error\n"
    );
}

#[test]
fn the_check_passes_when_nothing_changed() {
    let sandbox = small();
    measure(&sandbox, &["--write"]).exits_with(0);
    assert_eq!(measure(&sandbox, &["--check"]).exits_with(0).stderr(), "");
}

#[test]
fn the_check_names_each_figure_that_got_worse() {
    let sandbox = small();
    measure(&sandbox, &["--write"]).exits_with(0);
    let text = "source: https://example.org/issues/11\ncategory: configuration\n\
                entry: demo/config-file-missing\n---\n\
                demo: cannot reach web.example: Connection refused\n";
    sandbox.write("corpus/test/configuration/taken-for-network.txt", text);
    let text = "source: https://example.org/issues/12\ncategory: none\n---\n\
                another-demo: Connection refused\n";
    sandbox.write("corpus/test/unrelated/like-ours.txt", text);
    measure(&sandbox, &["--check"]).says(&fixture("small/worse.txt")).exits_with(1);
}

#[test]
fn the_check_asks_for_a_new_file_when_nothing_is_worse() {
    let sandbox = small();
    measure(&sandbox, &["--write"]).exits_with(0);
    let text = "source: https://example.org/issues/12\ncategory: none\n---\nAnother question.\n";
    sandbox.write("corpus/test/unrelated/question.txt", text);
    measure(&sandbox, &["--check"]).says(&fixture("small/better.txt")).exits_with(0);
}

#[test]
fn the_site_shows_the_figures_where_there_are_any() {
    let sandbox = small();
    sandbox.run(&["build", "--out", "without"]).exits_with(0);
    assert!(!sandbox.path("without/accuracy").exists());
    assert!(!sandbox.read("without/index.html").contains("accuracy"));

    measure(&sandbox, &["--write"]).exits_with(0);
    sandbox.run(&["build", "--base-url", "https://example.org/kb/"]).exits_with(0);
    let page = sandbox.read("site/accuracy/index.html");
    let main =
        &page[page.find("<main").expect("a main part")..page.find("<footer").expect("an end")];
    assert_data_eq!(main.trim_end(), Data::read_from(&fixture("small/page.html"), None).raw());
    let link = "href=\"/kb/accuracy/\"";
    assert_eq!(sandbox.read("site/index.html").matches(link).count(), 1, "in the footer");
    assert_eq!(
        sandbox.read("site/about/index.html").matches(link).count(),
        2,
        "and below the text"
    );
    assert!(
        sandbox.read("site/sitemap.xml").contains("<loc>https://example.org/kb/accuracy/</loc>")
    );
}

#[test]
fn figures_that_nobody_counted_are_refused() {
    let sandbox = small();
    measure(&sandbox, &["--write"]).exits_with(0);
    let figures = sandbox.read("content/accuracy.json");
    let mut without: Value = serde_json::from_str(&figures).expect("JSON");
    without["test"]["texts"]["unrelated"] = 3.into();
    for (edited, message) in [
        (figures.replacen("\"count\": 1,", "\"count\": 2,", 1), "does not follow from 2 of"),
        (figures.replacen("\"of\"", "\"off\"", 1), "unknown field `off`"),
        (figures.replace("\"network\"", "\"weather\""), "`weather` is no category"),
        (without.to_string(), "in the test half, `category` and `texts` count different texts"),
        ("{".to_owned(), "EOF while parsing an object"),
    ] {
        sandbox.write("content/accuracy.json", edited);
        for command in ["build", "check"] {
            let stderr = sandbox.run(&[command]).exits_with(1).stderr();
            assert!(stderr.starts_with("error[bad-accuracy]: "), "{stderr}");
            assert!(
                stderr.contains(message) && stderr.contains("content/accuracy.json:"),
                "{stderr}"
            );
            assert!(stderr.contains("faultbook accuracy CORPUS --write"), "{stderr}");
        }
    }
}

#[test]
fn a_page_that_has_the_address_already_is_named() {
    let sandbox = small();
    measure(&sandbox, &["--write"]).exits_with(0);
    sandbox.write("content/pages/accuracy.md", "# Our accuracy\n\nVery good.\n");
    let stderr = sandbox.run(&["build"]).exits_with(1).stderr();
    assert!(
        stderr.starts_with("error[duplicate-address]: another page has the address `/accuracy/`"),
        "{stderr}"
    );
}

#[test]
fn signals_are_weighed_by_the_development_half() {
    let sandbox = Sandbox::with_case(&fixture("fit"));
    let before = sandbox.read("content/categories.yaml");
    measure(&sandbox, &["--fit"]).prints(&fixture("fit/fit.txt")).exits_with(0);
    assert_eq!(sandbox.read("content/categories.yaml"), before);
}

#[test]
fn new_weights_are_written_and_nothing_else_changes() {
    let sandbox = Sandbox::with_case(&fixture("fit"));
    let run = measure(&sandbox, &["--fit", "--write"]).exits_with(0);
    assert_eq!(run.stderr(), "content/categories.yaml was written\n");
    let written = sandbox.read("content/categories.yaml");
    assert_data_eq!(written, Data::read_from(&fixture("fit/written.yaml"), None).raw());
    assert!(!sandbox.path("content/accuracy.json").exists());
    sandbox.run(&["check"]).exits_with(0);
}

#[test]
fn nothing_is_learned_from_the_test_half() {
    let sandbox = Sandbox::with_case(&fixture("fit"));
    sandbox.write("corpus/test/network/unreadable.txt", "category: weather\n");
    sandbox.write("corpus/test/astray.log", "");
    measure(&sandbox, &["--fit"]).prints(&fixture("fit/fit.txt")).exits_with(0);
    // Half of the threads belong to the test half, and what is modelled on one of them with it.
    let entry = sandbox.read("content/demo/config-file-missing.yaml");
    let of_test = entry.replace("  - from: ", "  - from: after https://example.org/issues/1, ");
    assert_ne!(of_test, entry);
    sandbox.write("content/demo/config-file-missing.yaml", of_test);
    let without = measure(&sandbox, &["--fit"]).exits_with(0).stdout();
    assert!(without.contains("samples of entries  0\n"), "{without}");
}

#[test]
fn weighing_takes_no_part_in_the_check() {
    for other in [&["--check"][..], &["--list", "development"], &["--format", "json"]] {
        let stderr = measure(&small(), &[&["--fit"], other].concat()).exits_with(2).stderr();
        assert!(stderr.contains("cannot be used with"), "{stderr}");
    }
}
