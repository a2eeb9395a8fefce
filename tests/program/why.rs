//! Why an entry holds on a text, or does not.

use crate::harness::{Sandbox, root};
use serde_json::{Value, json};

/// `tests/program/answers/` holds a knowledge base, texts, and what people are told of them.
#[test]
fn people_are_told_what_holds_and_what_is_missing() {
    let answers = root().join("tests/program/answers");
    let sandbox = Sandbox::with_case(&answers);
    for (entry, text, code) in [
        ("gate-closed", "release", 0),
        ("gate-closed", "chain", 0),
        ("host-not-found", "chain", 0),
        ("given-up", "chain", 0),
        ("gate-closed", "far", 1),
        ("gate-closed", "forbidden", 1),
        ("gate-closed", "other-words", 1),
        ("gate-closed", "unknown", 1),
        ("config-file-missing", "release", 1),
    ] {
        let run = sandbox.run(&["why", entry, &format!("texts/{text}.txt")]).exits_with(code);
        run.prints(&answers.join("why").join(format!("{entry}-{text}.txt")));
    }
}

#[test]
fn the_json_form_is_stable() {
    let sandbox = Sandbox::with_case(&root().join("tests/program/answers"));
    let run = sandbox
        .run_with_input(
            &["why", "demo/config-file-missing", "--format", "json"],
            "x\ndemo: cannot open configuration file /etc/demo.yaml, is it there?\n",
        )
        .exits_with(1);
    let why: Value = serde_json::from_str(&run.stdout()).expect("JSON");
    assert_eq!(
        why,
        json!({
            "version": 1,
            "entry": "demo/config-file-missing",
            "title": "The configuration file does not exist",
            "url": "demo/config-file-missing/",
            "holds": false,
            "first": false,
            "root": null,
            "bits": 0.0,
            "signatures": [{
                "number": 1,
                "holds": false,
                "bits": why["signatures"][0]["message"]["bits"],
                "message": {
                    "text": "demo: cannot open configuration file {path:word}: No such file or directory",
                    "kind": "template",
                    "bits": why["signatures"][0]["message"]["bits"],
                    "lines": [],
                    "literals": [
                        {"text": "demo: cannot open configuration file ", "line": 2},
                        {"text": ": No such file or directory", "line": null},
                    ],
                    "stop": {
                        "fits": "demo: cannot open configuration file {path:word}",
                        "at": {
                            "line": 2,
                            "text": "demo: cannot open configuration file /etc/demo.yaml, is it there?",
                        },
                        "expected": ": No such file or directory",
                        "found": ", is it there?",
                    },
                },
                "place": null,
                "within": 20,
                "all": [],
                "none": [],
                "exception": null,
                "http_status": null,
            }],
            "before": null,
            "winner": null,
        })
    );
}

#[test]
fn what_came_before_is_told_to_programs_as_well() {
    let sandbox = Sandbox::with_case(&root().join("tests/program/answers"));
    let run =
        sandbox.run(&["why", "given-up", "texts/chain.txt", "--format", "json"]).exits_with(0);
    let why: Value = serde_json::from_str(&run.stdout()).expect("JSON");
    assert_eq!((&why["holds"], &why["first"]), (&json!(true), &json!(false)));
    assert_eq!(why["before"]["reason"], "follows_any");
    assert_eq!(why["winner"]["entry"], "demo/host-not-found");
}

#[test]
fn an_entry_that_does_not_exist_is_named_with_the_one_that_was_meant() {
    let sandbox = Sandbox::new();
    for entry in ["config-file-mising", "demo/config-file-mising", "file-missing"] {
        let run = sandbox.run(&["why", entry]).exits_with(2);
        assert_eq!(
            run.stderr(),
            format!(
                "error: there is no entry `{entry}`\n  = help: did you mean \
                 `demo/config-file-missing`?\n"
            )
        );
    }
}

#[test]
fn a_text_that_is_missing_is_named() {
    let stderr =
        Sandbox::new().run(&["why", "config-file-missing", "no.txt"]).exits_with(2).stderr();
    assert!(stderr.starts_with("error: `no.txt` cannot be read"), "{stderr}");
}
