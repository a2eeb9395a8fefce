//! Diagnoses on the command line.

use crate::harness::{Sandbox, root};
use serde_json::{Value, json};

const LOG: &str = "starting demo 1.0.0\n\
    demo: cannot open configuration file /etc/demo.yaml: No such file or directory\n";

#[test]
fn a_known_text_is_explained_to_people() {
    let run = Sandbox::new().run_with_input(&["explain"], LOG).exits_with(0);
    assert_eq!(
        run.stdout(),
        "category: configuration (likely, 96 %)\n\
         \n\
         The configuration file does not exist (likely, 96 %)\n  \
         entry: demo/config-file-missing\n  \
         line 2: demo: cannot open configuration file /etc/demo.yaml: No such file or directory\n  \
         path = /etc/demo.yaml\n\
         \n\
         Read in the text\n  \
         versions: demo 1.0.0\n"
    );
}

/// `tests/program/answers/` holds a knowledge base, texts, and what people are told of them.
#[test]
fn people_are_told_how_it_came_about_and_which_release_needs_which_fix() {
    let answers = root().join("tests/program/answers");
    let sandbox = Sandbox::with_case(&answers);
    for text in ["chain", "release", "no-release"] {
        let run = sandbox.run(&["explain", &format!("texts/{text}.txt")]).exits_with(0);
        run.prints(&answers.join("explain").join(format!("{text}.txt")));
    }
}

#[test]
fn a_text_of_many_megabytes_is_read_in_pieces() {
    let text = format!("{}{LOG}", "all is well in this line\n".repeat(400_000));
    let run = Sandbox::new().run_with_input(&["explain", "--format", "json"], text).exits_with(0);
    let diagnosis: Value = serde_json::from_str(&run.stdout()).expect("JSON");
    assert_eq!(diagnosis["matches"][0]["line"], 400_002);
    assert_eq!(diagnosis["facts"]["versions"]["demo"], "1.0.0");
}

#[test]
fn the_json_form_is_stable() {
    let run =
        Sandbox::new().run_with_input(&["explain", "--format", "json", "-"], LOG).exits_with(0);
    let diagnosis: Value = serde_json::from_str(&run.stdout()).expect("JSON");
    assert_eq!(
        diagnosis,
        json!({
            "version": 1,
            "category": {"id": "configuration", "confidence": 0.96},
            "matches": [{
                "entry": "demo/config-file-missing",
                "title": "The configuration file does not exist",
                "url": "demo/config-file-missing/",
                "category": "configuration",
                "confidence": 0.96,
                "line": 2,
                "evidence": [{"start": 20, "end": 98}],
                "captures": {"path": "/etc/demo.yaml"},
                "symptoms": [],
                "text": "demo: cannot open configuration file /etc/demo.yaml: No such file or directory",
                "variants": [],
            }],
            "chain": [],
            "near_misses": [],
            "facts": {
                "exceptions": [],
                "http_status": [],
                "versions": {"demo": "1.0.0"},
                "providers": [],
                "models": [],
                "retry_after": null,
            },
            "signals": [],
        })
    );
}

#[test]
fn an_unknown_text_exits_with_1() {
    let run = Sandbox::new().run_with_input(&["explain"], "all is well\n").exits_with(1);
    assert_eq!(run.stdout(), "not known here\n");
}

#[test]
fn a_file_is_read_and_a_missing_one_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write("log.txt", LOG);
    sandbox.run(&["explain", "log.txt"]).exits_with(0);
    let stderr = sandbox.run(&["explain", "no.txt"]).exits_with(2).stderr();
    assert!(stderr.starts_with("error: `no.txt` cannot be read"), "{stderr}");
}

#[test]
fn a_batch_is_answered_in_order() {
    let questions: String = (0..1_000)
        .map(|id| json!({"id": id, "text": if id % 2 == 0 { LOG } else { "x" }}).to_string() + "\n")
        .collect();
    let run = Sandbox::new().run_with_input(&["explain", "--batch"], questions).exits_with(0);
    let stdout = run.stdout();
    let answers: Vec<Value> =
        stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), 1_000);
    for (id, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], id);
        assert_eq!(answer["category"].is_object(), id % 2 == 0);
    }
}

#[test]
fn a_line_of_a_batch_that_is_no_question_is_named() {
    let questions = "{\"id\": 1, \"text\": \"x\"}\n\nnot json\n";
    let run = Sandbox::new().run_with_input(&["explain", "--batch"], questions).exits_with(2);
    assert!(
        run.stderr().starts_with("error: line 3 is not {\"id\", \"text\"}"),
        "{}",
        run.stderr()
    );
}

#[test]
fn bytes_that_are_not_text_do_no_harm() {
    let mut bytes = vec![0xff, 0xfe, 0x00, 0x1b];
    bytes.extend_from_slice(LOG.as_bytes());
    Sandbox::new().run_with_input(&["explain"], bytes).exits_with(0);
}
