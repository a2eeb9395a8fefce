//! Pasting: the right error, the lines that prove it, and a fix with the visitor's own values.

use serde_json::json;

use crate::page::Page;
use crate::site::{AT_ROOT, BELOW_A_PATH, Site, entry, knowledge};
use crate::texts::{CHAIN, COOLDOWN, NGINX, RELEASE};

/// A text, the entry that it belongs to, and what of it must be marked.
struct Seed {
    text: &'static str,
    entry: &'static str,
    marked: &'static str,
}

const SEEDS: [Seed; 4] = [
    Seed {
        text: include_str!("seeds/rate-limit-needs-fallback.txt"),
        entry: "litellm/rate-limit-needs-fallback",
        marked: "LiteLLM proxy needs automatic fallback configuration for model groups to handle \
                 rate limit errors gracefully",
    },
    Seed {
        text: include_str!("seeds/proxy-timeouts-rate-limits-routing.txt"),
        entry: "litellm/proxy-timeouts-rate-limits-routing",
        marked: "LiteLLM proxy returns timeout, rate limit exceeded, and model routing failures \
                 when forwarding requests to upstream LLM providers",
    },
    Seed {
        text: include_str!("seeds/router-rate-limit-retry-after.txt"),
        entry: "litellm/router-rate-limit-retry-after",
        marked: "Retry-After header missing from LiteLLM proxy responses",
    },
    Seed {
        text: include_str!("seeds/litellmfallbackerror.txt"),
        entry: "litellm/litellmfallbackerror",
        marked: "litellm.errors.LiteLLMFallbackError: Fallback model failed all providers",
    },
];

#[tokio::test]
async fn each_seed_is_diagnosed_as_its_entry() {
    expect_seeds_diagnosed(&AT_ROOT).await;
}

#[tokio::test]
async fn each_seed_is_diagnosed_as_its_entry_below_a_path() {
    expect_seeds_diagnosed(&BELOW_A_PATH).await;
}

async fn expect_seeds_diagnosed(site: &'static Site) {
    let page = Page::open(site, "").await;
    for seed in &SEEDS {
        page.go("").await;
        page.paste(seed.text).await;

        let entry = entry(seed.entry);
        assert_eq!(page.text(".match h2").await, *entry.said.title, "{}", seed.text);
        let link = page.see(".match h2 a").await.attr("href").await.unwrap().unwrap();
        let path = link.split('#').next().unwrap();
        assert_eq!(path, format!("{}{}/", site.base, seed.entry));
        let category = &knowledge().categories[entry.category];
        assert_eq!(page.text(".match .verdict .badge").await, category.title);
        let marked = page.texts(".evidence mark").await.concat();
        assert!(marked.contains(seed.marked), "{marked:?} lacks {:?}", seed.marked);
        // The fix stands on the entry's own page, which is fetched from below the same base.
        page.see(".fix .prose").await;
    }
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn a_cooldown_fills_its_seconds_into_the_quick_fix_and_the_entry() {
    let page = Page::open(&AT_ROOT, "").await;
    page.paste(COOLDOWN).await;
    page.see(".fix var[data-capture=seconds][data-filled]").await;
    assert_eq!(page.text(".fix var[data-capture=seconds]").await, "7");

    let link = page.see(".match .match-actions a").await;
    let address = link.attr("href").await.unwrap().unwrap();
    let (path, values) = address.split_once("#c:").unwrap();
    assert_eq!(path, "/litellm/all-deployments-in-cooldown/");
    assert!(values.split('&').any(|value| value == "seconds=7"), "{values}");
    assert!(values.split('&').any(|value| value == "model=grp"), "{values}");

    link.click().await.unwrap();
    page.see("#quick-fix var[data-capture=seconds][data-filled]").await;
    for seconds in page.texts("#entry var[data-capture=seconds]").await {
        assert_eq!(seconds, "7");
    }
    assert!(page.text("#filled-values").await.contains("seconds = 7"));

    page.see("#filled-reset").await.click().await.unwrap();
    assert_eq!(page.text("#quick-fix var[data-capture=seconds]").await, "seconds");
    assert_eq!(page.place().await, "litellm/all-deployments-in-cooldown/");
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn a_value_from_the_text_is_shown_as_text_and_never_becomes_part_of_the_page() {
    let page = Page::open(&AT_ROOT, "").await;
    let model = "<img/src=x/onerror=document.title='run'>";
    page.paste(&COOLDOWN.replace("model=grp", &format!("model={model}"))).await;
    page.see(".fix var[data-filled]").await;
    assert!(page.texts(".match-values dd").await.contains(&model.to_owned()));
    let images = page.run("return document.querySelectorAll('img').length", json!([])).await;
    assert_eq!(images, 0);
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn a_chain_of_failures_is_told_cause_first() {
    let page = Page::open(&AT_ROOT, "").await;
    page.paste(CHAIN).await;
    page.see("#answer-chain details:not([open])").await;
    let summary = page.text("#answer-chain summary").await;
    assert_eq!(summary, "5 failures, the cause first");
    let links = page.texts("#answer-chain ol > li").await;
    assert_eq!(links.len(), 5);
    assert!(links[0].starts_with("line 5httpx.HTTPStatusError: Client error '429"), "{links:?}");
    assert!(links[3].starts_with("line 26, the one above"), "{links:?}");
    assert!(links[4].starts_with("line 34litellm.proxy._types.ProxyException"), "{links:?}");
    let facts = page.texts(".read-facts dt, .read-facts dd").await;
    let facts: Vec<_> = facts.chunks(2).map(|pair| (&*pair[0], &*pair[1])).collect();
    assert!(facts.contains(&("Models", "openai/gpt-4o, gpt-4o")), "{facts:?}");
    assert!(facts.contains(&("Retry-After", "17 s")), "{facts:?}");

    // A short one is open, and most texts have none.
    let (last_two, _) = CHAIN.match_indices("Traceback").nth(3).unwrap();
    page.paste(&CHAIN[last_two..]).await;
    page.see("#answer-chain > ol").await;
    assert_eq!(page.texts("#answer-chain > ol > li").await.len(), 2);
    page.paste(COOLDOWN).await;
    page.see(".fix var[data-filled]").await;
    assert_eq!(page.texts("#answer-chain").await, [""; 0]);
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn the_release_in_the_text_decides_which_fix_is_shown() {
    let entry = entry("litellm/no-fallback-group-found");
    let place = entry.said.causes.iter().position(|cause| cause.when.is_some()).unwrap();
    let cause = &entry.said.causes[place];
    let number = place + 1;
    let page = Page::open(&BELOW_A_PATH, "").await;
    page.paste(RELEASE).await;
    page.see(&format!(".fix .fix-release[data-cause='{number}']")).await;
    assert_eq!(page.text(".fix-release h4").await, "For your litellm 1.83.0");
    assert_eq!(page.text(".fix-release .prose").await.trim(), cause.fix.trim());
    let link = page.see(".fix-release a").await;
    assert_eq!(page.text(".fix-release a").await, *cause.title);
    let address = link.attr("href").await.unwrap().unwrap();
    assert_eq!(address, format!("/kb/errors/litellm/no-fallback-group-found/#cause-{number}"));

    // Without a release all that depend on it are offered; for another one none is true.
    let (_, unsaid) = RELEASE.split_once('\n').unwrap();
    page.paste(unsaid).await;
    page.see(".fix-release li").await;
    let badges = page.texts(".fix-release li .badge").await;
    assert_eq!(badges, [format!("litellm {}", **cause.when.as_ref().unwrap())]);
    page.paste(&RELEASE.replace("1.83.0", "1.106.2")).await;
    page.see_text("//*[@class='read-facts']//dd", "litellm 1.106.2").await;
    page.see(".fix .prose").await;
    assert_eq!(page.texts(".fix-release").await, [""; 0]);
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn an_access_log_of_another_program_is_not_known_here() {
    let page = Page::open(&AT_ROOT, "").await;
    page.paste(NGINX).await;
    assert_eq!(page.text("#answer h2").await, "Not known here");
    assert_eq!(page.texts("#answer .verdict").await, [""; 0]);
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn a_pasted_megabyte_is_held_beside_the_box_and_diagnosed() {
    let page = Page::open(&AT_ROOT, "").await;
    let log = format!("{}{COOLDOWN}", NGINX.repeat(1_000_000 / NGINX.len()));
    // Only a script can put a text on the clipboard of a browser that has no screen.
    let paste = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]); \
        document.getElementById('ask').dispatchEvent(new ClipboardEvent('paste', \
        { clipboardData: data, bubbles: true, cancelable: true }))";
    page.run(paste, json!([log])).await;
    let title = &entry("litellm/all-deployments-in-cooldown").said.title;
    assert_eq!(page.text(".match h2").await, **title);
    assert_eq!(page.text("#ask-attachment-name").await, "Your pasted text");

    let line = log.lines().count().to_string();
    assert_eq!(page.text(".evidence-line.is-hit .evidence-number").await, line);
    let shown = page.texts(".evidence-line").await.len();
    assert!(shown < 100, "{shown} lines of a long log are shown at once");
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn an_example_is_one_click_from_its_diagnosis() {
    let page = Page::open(&AT_ROOT, "").await;
    let categories = page.texts(".example").await;
    assert!(!categories.is_empty());
    for (place, category) in (1..).zip(&categories) {
        page.go("").await;
        let example = format!(".examples li:nth-child({place}) .example");
        page.see(&example).await.click().await.unwrap();
        assert_eq!(page.text(".match .verdict .badge").await, *category);
    }
    page.expect_no_complaint().await;
}
