//! Starting a knowledge base, an entry, a search.

use crate::harness::Sandbox;
use serde_json::Value;

#[test]
fn init_makes_a_knowledge_base_that_builds() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["init", "kb"]).exits_with(0);
    assert_eq!(run.stdout(), "kb: 7 files\nnext: faultbook serve --content kb\n");
    let run = sandbox.run(&["build", "--content", "kb", "--out", "out"]).exits_with(0);
    assert_eq!(run.stderr(), "");
}

#[test]
fn init_touches_no_folder_that_holds_something() {
    let sandbox = Sandbox::new();
    let stderr = sandbox.run(&["init", "content"]).exits_with(1).stderr();
    assert!(stderr.starts_with("error: `content` is not empty"), "{stderr}");
}

#[test]
fn new_makes_a_draft_that_needs_only_its_facts() {
    let sandbox = Sandbox::new();
    sandbox.run(&["new", "demo/second"]).exits_with(0);
    let stderr = sandbox.run(&["check"]).exits_with(1).stderr();
    assert!(stderr.contains("`auth` is no category"), "{stderr}");
    assert!(stderr.ends_with("\n1 error\n"), "only the category is to be chosen: {stderr}");
}

#[test]
fn new_overwrites_nothing_and_wants_a_tool() {
    let sandbox = Sandbox::new();
    let before = sandbox.read("content/demo/config-file-missing.yaml");
    sandbox.run(&["new", "demo/config-file-missing"]).exits_with(1);
    assert_eq!(sandbox.read("content/demo/config-file-missing.yaml"), before);
    let stderr = sandbox.run(&["new", "other/entry"]).exits_with(1).stderr();
    assert!(stderr.contains("`content/other` has no `tool.yaml`"), "{stderr}");
    sandbox.run(&["new", "Not/A Slug"]).exits_with(2);
}

#[test]
fn search_finds_entries() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["search", "configuration", "file"]).exits_with(0);
    assert!(run.stdout().starts_with("demo/config-file-missing\n"), "{}", run.stdout());
    assert_eq!(sandbox.run(&["search", "zebra"]).exits_with(0).stdout(), "nothing found\n");
}

#[test]
fn schema_describes_every_key() {
    for file in ["entry", "tool", "categories", "site"] {
        let run = Sandbox::new().run(&["schema", file]).exits_with(0);
        let schema: Value = serde_json::from_str(&run.stdout()).expect("JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            assert!(property["description"].is_string(), "{file}: `{key}` is not described");
        }
    }
}
