//! From a knowledge base to a folder: what is written, and what is never touched.

use std::fs;

use crate::harness::{Sandbox, root};
use serde_json::Value;
use snapbox::{Data, assert_data_eq};

/// Replaces hashes in the names of assets, which change whenever a style does.
fn without_hashes(html: &str) -> String {
    let mut text = String::new();
    for (index, part) in html.split('.').enumerate() {
        let is_hash = part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        if index > 0 {
            text.push('.');
        }
        text.push_str(if is_hash { "HASH" } else { part });
    }
    text
}

/// The main part of a page; the whole of a file that has none.
fn main_of(html: &str) -> &str {
    let start = html.find("<main").unwrap_or(0);
    let end = html.find("</main>").map_or(html.len(), |end| end + "</main>".len());
    &html[start..end]
}

#[test]
fn every_kind_of_page_is_as_in_its_snapshot() {
    let sandbox = Sandbox::with_case(&root().join("tests/program/build/every_section"));
    sandbox.run(&["build", "--base-url", "https://example.org/kb/"]).exits_with(0);
    for (page, snapshot) in [
        ("site/index.html", "home.html"),
        ("site/demo/every-section/index.html", "entry.html"),
        ("site/demo/config-file-missing/index.html", "entry_small.html"),
        ("site/demo/index.html", "tool.html"),
        ("site/categories/configuration/index.html", "category.html"),
        ("site/all/index.html", "all.html"),
        ("site/about/index.html", "page.html"),
        ("site/404.html", "404.html"),
        ("site/old/name/index.html", "moved.html"),
        ("site/feed.xml", "feed.xml"),
        ("site/sitemap.xml", "sitemap.xml"),
        ("site/robots.txt", "robots.txt"),
        ("site/_headers", "headers.txt"),
        ("site/llms.txt", "llms.txt"),
        ("site/entries.json", "entries.json"),
    ] {
        let expected = root().join("tests/program/build/pages").join(snapshot);
        let html = sandbox.read(page);
        // What all pages share is shown whole in two of them.
        let shown = match snapshot {
            "home.html" | "entry.html" => html.as_str(),
            _ => main_of(&html),
        };
        assert_data_eq!(without_hashes(shown), Data::read_from(&expected, None).raw());
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let sandbox = Sandbox::new();
    sandbox.run(&["build", "--out", "one"]).exits_with(0);
    sandbox.run(&["build", "--out", "two"]).exits_with(0);
    let (one, two) = (files(&sandbox, "one"), files(&sandbox, "two"));
    assert!(one.len() > 20, "a site has more files than {}", one.len());
    assert!(one == two, "two builds of one content differ");
}

fn files(sandbox: &Sandbox, folder: &str) -> Vec<(String, Vec<u8>)> {
    let root = sandbox.path(folder);
    walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(|item| item.expect("a file of the site"))
        .filter(|item| item.file_type().is_file())
        .map(|item| {
            let name =
                item.path().strip_prefix(&root).expect("a path inside").display().to_string();
            (name, fs::read(item.path()).expect("a file of the site"))
        })
        .collect()
}

#[test]
fn a_sub_path_is_in_every_link() {
    let sandbox = Sandbox::new();
    sandbox.run(&["build", "--base-url", "/kb/errors/"]).exits_with(0);
    for (name, bytes) in files(&sandbox, "site") {
        if !name.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8_lossy(&bytes);
        for attribute in ["href=\"/", "src=\"/"] {
            for after in html.split(attribute).skip(1) {
                assert!(after.starts_with("kb/errors/"), "{name}: {attribute}{}", &after[..40]);
            }
        }
    }
}

#[test]
fn the_service_worker_names_files_that_exist_and_changes_with_them() {
    let sandbox = Sandbox::new();
    sandbox.run(&["build", "--base-url", "/kb/"]).exits_with(0);
    let worker = sandbox.read("site/sw.js");
    let known = worker.split_once(";\n").expect("a line that says what the site consists of").0;
    let known: Value =
        serde_json::from_str(known.strip_prefix("self.site = ").expect("a value")).expect("JSON");
    let core = known["core"].as_array().expect("a list").iter();
    let rest = known["rest"].as_array().expect("a list").iter().map(|named| &named[0]);
    let paths: Vec<_> = core.chain(rest).map(|path| path.as_str().expect("a path")).collect();
    assert!(paths.contains(&"/kb/") && paths.contains(&"/kb/demo/config-file-missing/"));
    for path in paths {
        let file = path.strip_prefix("/kb/").expect("a path below the base").to_owned();
        let file = if file.is_empty() || file.ends_with('/') { file + "index.html" } else { file };
        assert!(sandbox.path("site").join(&file).is_file(), "{path}");
    }

    sandbox.write("content/pages/about.md", "# About\n\nAnother text.\n");
    sandbox.run(&["build", "--base-url", "/kb/"]).exits_with(0);
    assert_ne!(sandbox.read("site/sw.js"), worker);
}

#[test]
fn a_failed_build_leaves_the_site_as_it_was() {
    let sandbox = Sandbox::new();
    sandbox.run(&["build"]).exits_with(0);
    let before = files(&sandbox, "site");
    sandbox.write("content/demo/broken.yaml", "title: [");
    sandbox.run(&["build"]).exits_with(1);
    assert!(files(&sandbox, "site") == before, "the site changed");
    assert_eq!(leftovers(&sandbox), [""; 0]);
}

#[test]
fn a_new_build_replaces_the_old_one_whole() {
    let sandbox = Sandbox::new();
    sandbox.run(&["build"]).exits_with(0);
    sandbox.write("site/stale.html", "from an older build");
    sandbox.run(&["build"]).exits_with(0);
    assert!(!sandbox.path("site/stale.html").exists());
    assert_eq!(leftovers(&sandbox), [""; 0]);
}

/// Hidden folders beside the site that a build should have removed.
fn leftovers(sandbox: &Sandbox) -> Vec<String> {
    fs::read_dir(sandbox.path(""))
        .expect("the folder")
        .map(|item| item.expect("an item").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".site"))
        .collect()
}

#[test]
fn a_folder_with_other_files_is_refused_and_untouched() {
    let sandbox = Sandbox::new();
    sandbox.write("site/thesis.txt", "ten years of work");
    let run = sandbox.run(&["build"]).exits_with(1);
    assert_eq!(
        run.stderr(),
        "error[foreign-output]: `site` holds `thesis.txt`, which faultbook did not make\n |\n \
         = help: nothing was touched; empty the folder, or choose another with `--out DIR`\n\n1 error\n"
    );
    assert_eq!(sandbox.read("site/thesis.txt"), "ten years of work");
}

#[test]
fn a_file_in_the_place_of_the_folder_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.write("site", "a file");
    let stderr = sandbox.run(&["build"]).exits_with(1).stderr();
    assert!(stderr.contains("`site` is a file, not a folder"), "{stderr}");
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let sandbox = Sandbox::new();
    // Root may write into any folder, but nobody makes a folder inside a file.
    sandbox.write("file", "");
    let stderr = sandbox.run(&["build", "--out", "file/site"]).exits_with(1).stderr();
    assert!(stderr.starts_with("error[unwritable]: `file"), "{stderr}");
}

#[test]
fn a_site_owners_templates_and_styles_win() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "content/templates/404.html",
        "gone from {{ site.title }}: {{ url(path=\"all/\") }}",
    );
    sandbox.write("content/templates/assets/css/tokens.css", "/* ours */");
    sandbox.run(&["build", "--base-url", "/kb"]).exits_with(0);
    assert_eq!(sandbox.read("site/404.html"), "gone from Our known errors: /kb/all/");
    let ours = files(&sandbox, "site").into_iter().any(|(_, bytes)| bytes == b"/* ours */");
    assert!(ours, "the style is in the site");
}

#[test]
fn a_mistake_in_a_template_is_shown_with_its_line() {
    let sandbox = Sandbox::new();
    sandbox.write("content/templates/404.html", "<p>\n{{ asset(path=\"css/tokns.css\") }}\n");
    let stderr = sandbox.run(&["build"]).exits_with(1).stderr();
    assert!(stderr.contains("did you mean `css/tokens.css`?"), "{stderr}");
    assert!(stderr.contains("content/templates/404.html:2:"), "{stderr}");
    sandbox.write("content/templates/404.html", "{% if site %}");
    let stderr = sandbox.run(&["build"]).exits_with(1).stderr();
    assert!(stderr.contains("content/templates/404.html:1:"), "{stderr}");
    assert!(!sandbox.path("site").exists(), "nothing was written");
}

#[test]
fn an_address_that_is_none_is_wrong_usage() {
    let stderr = Sandbox::new().run(&["build", "--base-url", "example.org"]).exits_with(2).stderr();
    assert!(stderr.contains("write `https://example.org/errors/`"), "{stderr}");
}
