//! All pages: none makes the browser complain, asks another host for anything, leads nowhere or
//! is too wide for a phone.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::page::Page;
use crate::site::{AT_ROOT, BELOW_A_PATH, Site};
use crate::texts::{CHAIN, COOLDOWN, RELEASE};

#[derive(Deserialize)]
struct Found {
    links: Vec<String>,
    places: BTreeSet<String>,
}

#[tokio::test]
async fn every_page_loads_quietly_from_its_own_host_and_leads_somewhere() {
    expect_sound(&AT_ROOT).await;
}

#[tokio::test]
async fn every_page_loads_quietly_from_its_own_host_and_leads_somewhere_below_a_path() {
    expect_sound(&BELOW_A_PATH).await;
}

async fn expect_sound(site: &'static Site) {
    let page = Page::open(site, "").await;
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    for path in site.pages() {
        page.go(path).await;
        let read = page.run(include_str!("links.js"), json!([])).await;
        found.insert(page.server.url(path), serde_json::from_value(read).unwrap());
    }
    assert!(found.len() > 3, "the site has no pages");
    page.expect_no_complaint().await;
    expect_own_requests(&page).await;

    let mut dead = Vec::new();
    for (address, here) in &found {
        for link in &here.links {
            if let Some(reason) = dead_end(link, &page, &found) {
                dead.push(format!("{address}: {link} {reason}"));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

/// Why a link leads nowhere; other hosts are not asked.
fn dead_end(link: &str, page: &Page, found: &BTreeMap<String, Found>) -> Option<&'static str> {
    let path = link.strip_prefix(&page.server.origin)?;
    let (path, place) = path.split_once('#').unwrap_or((path, ""));
    let path = path.split('?').next().unwrap_or_default();
    if page.server.site.file(path).is_none() {
        return Some("is no file of the site");
    }
    let target = found.get(&format!("{}{path}", page.server.origin))?;
    let leads = place.is_empty() || target.places.contains(place);
    (!leads).then_some("is no place of that page")
}

/// The browser's own record of what pages asked for, be it refused or not. It says nothing of
/// their workers; what those ask other hosts for is a complaint.
async fn expect_own_requests(page: &Page) {
    let mut asked = 0;
    for entry in page.log("performance").await {
        let event: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
        if event["message"]["method"] != "Network.requestWillBeSent" {
            continue;
        }
        let url = event["message"]["params"]["request"]["url"].as_str().unwrap().to_owned();
        // A new browser shows a page of its own first, which needs no network.
        if url.starts_with("chrome:") {
            continue;
        }
        asked += 1;
        let own = url.starts_with(&page.server.url("")) || url.starts_with("data:");
        assert!(own, "{url} is not below {}", page.server.url(""));
    }
    assert!(asked > 0, "the browser kept no record");
}

#[tokio::test]
async fn diagnosing_and_searching_ask_no_other_host() {
    let page = Page::open(&BELOW_A_PATH, "").await;
    page.paste(COOLDOWN).await;
    page.see(".fix .prose").await;
    page.paste("cooldown").await;
    page.see(".hits a").await;
    expect_own_requests(&page).await;
    page.expect_no_complaint().await;
}

#[tokio::test]
async fn a_wrong_address_is_answered_with_a_page_of_the_site_at_any_depth() {
    let page = Page::open(&BELOW_A_PATH, "litellm/no/such/page").await;
    assert_eq!(page.text("h1").await, "There is no page here");
    page.see("main a[href='/kb/errors/#ask']").await.click().await.unwrap();
    page.see("#ask:focus").await;
    // That the page itself is missing is the one thing to complain about.
    let complaints = page.log("browser").await;
    assert_eq!(complaints.len(), 1, "{complaints:#?}");
}

#[tokio::test]
async fn no_page_scrolls_sideways_on_a_phone() {
    let page = Page::open(&AT_ROOT, "").await;
    become_a_phone(&page).await;
    let mut wide = Vec::new();
    for path in AT_ROOT.pages() {
        page.go(path).await;
        let width = width(&page).await;
        if width != PHONE {
            wide.push(format!("/{path} is {width} px wide"));
        }
    }
    assert!(wide.is_empty(), "{wide:#?}");
}

#[tokio::test]
async fn no_answer_scrolls_sideways_on_a_phone() {
    let page = Page::open(&AT_ROOT, "").await;
    become_a_phone(&page).await;
    page.paste(COOLDOWN).await;
    page.see(".fix var[data-filled]").await;
    assert_eq!(width(&page).await, PHONE, "the diagnosis is too wide");
    page.paste(CHAIN).await;
    page.see("#answer-chain summary").await.click().await.unwrap();
    assert_eq!(width(&page).await, PHONE, "the chain is too wide");
    page.paste(RELEASE).await;
    page.see(".fix-release").await;
    assert_eq!(width(&page).await, PHONE, "the fix for a release is too wide");
    page.paste("cooldown").await;
    page.see(".hits a").await;
    assert_eq!(width(&page).await, PHONE, "the list of results is too wide");
}

/// The width of a common phone's screen, in CSS pixels.
const PHONE: u32 = 390;

async fn become_a_phone(page: &Page) {
    let screen = json!({ "width": PHONE, "height": 844, "deviceScaleFactor": 2, "mobile": true });
    page.devtools("Emulation.setDeviceMetricsOverride", screen).await;
}

async fn width(page: &Page) -> Value {
    page.run("return document.documentElement.scrollWidth", json!([])).await
}
