//! The site without something that visitors may lack: a connection, or JavaScript.

use serde_json::json;

use crate::page::Page;
use crate::site::{AT_ROOT, entry, knowledge};
use crate::texts::{COOLDOWN, NGINX};

#[tokio::test]
async fn without_a_connection_the_site_works_after_the_first_visit() {
    let mut page = Page::open(&AT_ROOT, "").await;
    page.call(include_str!("kept.js"), json!([AT_ROOT.kept()])).await;
    lose_connection(&mut page).await;

    // The page itself comes from what was kept, and its workers' files do.
    page.go("").await;
    page.paste(NGINX).await;
    page.see_text("//*[@id='answer']//h2", "Not known here").await;
    page.paste(COOLDOWN).await;
    let title = &entry("litellm/all-deployments-in-cooldown").said.title;
    assert_eq!(page.text(".match h2").await, **title);
    let marked = page.texts(".evidence mark").await.concat();
    assert!(marked.contains("Try again in 7 seconds"), "{marked:?}");
    page.see_text("//section[contains(@class, 'fix')]", "Wait 7 seconds").await;

    page.go("litellm/all-deployments-in-cooldown/").await;
    assert_eq!(page.text("h1").await, **title);
    page.go("?q=RateLimitError").await;
    page.see(".hit mark, .results mark, #answer mark").await;
}

/// Connections that the browser keeps open outlive the listener, and the browser's own switch is
/// for pages only, not for their workers: together they leave no way.
async fn lose_connection(page: &mut Page) {
    page.server.stop().await;
    let offline =
        json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
    page.devtools("Network.enable", json!({})).await;
    page.devtools("Network.emulateNetworkConditions", offline).await;
}

#[tokio::test]
async fn without_javascript_home_lists_the_categories_and_an_entry_shows_its_fix() {
    let page = Page::open(&AT_ROOT, "about/").await;
    page.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;

    page.go("").await;
    let titles: Vec<&str> =
        knowledge().categories.iter().map(|category| category.title.as_str()).collect();
    assert_eq!(page.texts(".category-tile-title").await, titles);
    assert!(page.see("noscript .notice").await.is_displayed().await.unwrap());
    let form = page.see("#ask-form").await;
    assert!(!form.is_displayed().await.unwrap(), "a box that does nothing is shown");

    page.go("litellm/all-deployments-in-cooldown/").await;
    let fix = page.see("#quick-fix").await;
    assert!(fix.is_displayed().await.unwrap());
    assert!(fix.text().await.unwrap().starts_with("Wait seconds seconds and repeat"));
}
