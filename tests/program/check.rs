//! Bad input, and what is said about it.
//!
//! Each folder of `tests/program/check/` is a case: its `content/` is laid over the starter knowledge base,
//! and `stderr.txt` is what `faultbook check` must say. To add a case, add a folder and run
//! `SNAPSHOTS=overwrite cargo test --test program`, then read what was written.

use std::fs;

use crate::harness::{Sandbox, root};
use serde_json::Value;

#[test]
fn every_case_is_reported_as_written() {
    let mut cases: Vec<_> = fs::read_dir(root().join("tests/program/check"))
        .expect("the cases")
        .map(|item| item.expect("a case").path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 31, "cases went missing: {}", cases.len());
    for case in cases {
        let run = Sandbox::with_case(&case).run(&["check"]);
        let code = if run.stderr().contains("error[") { 1 } else { 0 };
        run.says(&case.join("stderr.txt")).exits_with(code);
    }
}

#[test]
fn a_sound_knowledge_base_is_told_so() {
    let run = Sandbox::new().run(&["check"]).exits_with(0);
    assert_eq!(run.stdout(), "1 entry, 1 sample, all good\n");
    assert_eq!(run.stderr(), "");
}

#[test]
fn the_knowledge_base_of_this_repository_is_sound() {
    let content = root().join("content");
    let run = Sandbox::new()
        .run(&["check", "--content", content.to_str().expect("a path in UTF-8")])
        .exits_with(0);
    assert_eq!(run.stderr(), "", "not even a warning");
}

#[test]
fn a_file_that_is_not_utf_8_is_named_with_its_line() {
    let sandbox = Sandbox::new();
    sandbox.write("content/demo/latin.yaml", b"title: x\nsummary: caf\xe9\n");
    let run = sandbox.run(&["check"]).exits_with(1);
    assert_eq!(
        run.stderr(),
        "error[not-utf-8]: `content/demo/latin.yaml` is not UTF-8: the first bad byte is on line 2\n \
         |\n = help: save the file as UTF-8\n\n1 error\n"
    );
}

#[test]
fn an_entry_of_ten_megabytes_is_refused_unread() {
    let sandbox = Sandbox::new();
    sandbox.write("content/demo/large.yaml", "x".repeat(10_000_000));
    let run = sandbox.run(&["check"]).exits_with(1);
    assert!(
        run.stderr().starts_with(
            "error[too-large]: `content/demo/large.yaml` has 10000000 bytes; at most 1048576 are read"
        ),
        "{}",
        run.stderr()
    );
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_refused() {
    let sandbox = Sandbox::new();
    std::os::unix::fs::symlink(sandbox.path("content"), sandbox.path("content/demo/loop"))
        .expect("a link");
    let run = sandbox.run(&["check"]).exits_with(1);
    assert!(
        run.stderr().starts_with("error[link-loop]: the link `content/demo/loop` leads back to"),
        "{}",
        run.stderr()
    );
}

#[test]
fn a_folder_that_is_missing_or_empty_is_named() {
    let sandbox = Sandbox::new();
    let missing = sandbox.run(&["check", "--content", "nowhere"]).exits_with(1).stderr();
    assert!(missing.starts_with("error[no-content]: there is no folder `nowhere`"), "{missing}");
    sandbox.write("empty/.hidden", "");
    let empty = sandbox.run(&["check", "--content", "empty"]).exits_with(1).stderr();
    assert!(empty.contains("`empty` has no `site.yaml`"), "{empty}");
    assert!(empty.contains("`empty` has no `categories.yaml`"), "{empty}");
}

#[test]
fn programs_get_json_with_lines_and_columns() {
    let case = root().join("tests/program/check/unknown_key");
    let run = Sandbox::with_case(&case).run(&["check", "--format", "json"]).exits_with(1);
    let problem: Value = serde_json::from_str(run.stdout().trim()).expect("one line of JSON");
    assert_eq!(problem["code"], "unknown-key");
    assert_eq!(problem["file"], "content/demo/config-file-missing.yaml");
    assert_eq!((&problem["line"], &problem["column"]), (&4.into(), &1.into()));
    assert_eq!(problem["help"], "did you mean `severity`?");
}

#[test]
fn a_pull_request_gets_annotations() {
    let case = root().join("tests/program/check/unknown_category");
    let run = Sandbox::with_case(&case).run(&["check", "--format", "github"]).exits_with(1);
    assert_eq!(
        run.stdout(),
        "::error file=content/demo/config-file-missing.yaml,line=3,col=11::`configuraton` is no \
         category of this knowledge base%0Ahelp: did you mean `configuration`?\n"
    );
}

#[test]
fn wrong_usage_exits_with_2() {
    Sandbox::new().run(&["check", "--format", "xml"]).exits_with(2);
}
