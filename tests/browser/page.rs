//! A browser with one page, as a test sees it: each step waits for what it needs, up to a
//! deadline, and a failure says what the page showed.

use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::{ParseError, Url};

use crate::driver::{Driver, program};
use crate::site::{Server, Site};

/// Longer than the slowest machine needs: who waits this long, waits for nothing.
const DEADLINE: Duration = Duration::from_secs(30);

/// Between two looks at the page.
const PAUSE: Duration = Duration::from_millis(50);

/// A browser that visits a site.
#[derive(Debug)]
pub(crate) struct Page {
    /// The site's server.
    pub(crate) server: Server,
    client: Client,
    session: String,
    driver: Arc<Driver>,
    _profile: TempDir,
}

impl Page {
    /// Serves a site and opens a page of it, in a browser that has never seen anything.
    pub(crate) async fn open(site: &'static Site, path: &str) -> Self {
        let server = Server::start(site).await;
        let driver = Driver::shared();
        let profile = tempfile::tempdir().unwrap();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&profile))
            .connect(&driver.url())
            .await
            .unwrap();
        let session = client.session_id().await.unwrap().unwrap();
        let page = Self { server, client, session, driver, _profile: profile };
        page.go(path).await;
        page
    }

    /// Goes to another page of the site.
    pub(crate) async fn go(&self, path: &str) {
        self.client.goto(&self.server.url(path)).await.unwrap();
    }

    /// The path and fragment of where the browser is, below the site's base.
    pub(crate) async fn place(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.as_str().strip_prefix(&self.server.url("")).unwrap_or(url.as_str()).to_owned()
    }

    /// Waits until an element is there.
    pub(crate) async fn see(&self, css: &str) -> Element {
        self.wait(Locator::Css(css)).await
    }

    /// Waits until an element has a text among its own.
    pub(crate) async fn see_text(&self, xpath: &str, text: &str) -> Element {
        self.wait(Locator::XPath(&format!("{xpath}[contains(., \"{text}\")]"))).await
    }

    async fn wait(&self, locator: Locator<'_>) -> Element {
        match self.client.wait().at_most(DEADLINE).every(PAUSE).for_element(locator).await {
            Ok(element) => element,
            Err(CmdError::WaitTimeout) => {
                let open = "for (const folded of document.querySelectorAll('main details')) \
                    folded.open = true; return document.querySelector('main').innerText";
                let shown = self.run(open, json!([])).await;
                let complaints = self.log("browser").await;
                panic!("{locator:?} did not appear; the page shows:\n{shown:#}\n{complaints:#?}")
            }
            Err(error) => panic!("{locator:?}: {error}"),
        }
    }

    /// The text of an element, once it is there.
    pub(crate) async fn text(&self, css: &str) -> String {
        self.see(css).await.prop("textContent").await.unwrap().unwrap()
    }

    /// The texts of all elements that are there now.
    pub(crate) async fn texts(&self, css: &str) -> Vec<String> {
        let script =
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)";
        serde_json::from_value(self.run(script, json!([css])).await).unwrap()
    }

    /// Puts a text into the box as pasting does: at once, in the place of what stood there. Typed
    /// letter by letter on a slow machine, the first half of a word would be answered as well.
    pub(crate) async fn paste(&self, text: &str) {
        let select =
            "document.getElementById('ask').focus(); document.getElementById('ask').select()";
        self.run(select, json!([])).await;
        self.devtools("Input.insertText", json!({ "text": text })).await;
    }

    /// Presses a key where the focus is.
    pub(crate) async fn press(&self, key: Key) {
        self.type_in(&char::from(key).to_string()).await;
    }

    /// Types where the focus is.
    pub(crate) async fn type_in(&self, text: &str) {
        self.client.active_element().await.unwrap().send_keys(text).await.unwrap();
    }

    /// Runs a script and gives what it returns.
    pub(crate) async fn run(&self, script: &str, arguments: Value) -> Value {
        self.client.execute(script, list(arguments)).await.unwrap()
    }

    /// Runs a script whose value is a function, and gives what the function's promise resolves to.
    pub(crate) async fn call(&self, function: &str, arguments: Value) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             const given = Array.prototype.slice.call(arguments, 0, -1); \
             ({function})(...given).then((value) => done({{ value }}), \
             (error) => done({{ error: String(error) }}))"
        );
        let mut answer = self.client.execute_async(&script, list(arguments)).await.unwrap();
        match answer.get_mut("value") {
            Some(value) => value.take(),
            None => panic!("the script failed: {answer}"),
        }
    }

    /// Gives a command of Chromium's own protocol.
    pub(crate) async fn devtools(&self, command: &str, parameters: Value) {
        let body = json!({ "cmd": command, "params": parameters });
        let command = ChromeCommand { path: "goog/cdp/execute", body };
        self.client.issue_cmd(command).await.unwrap();
    }

    /// Everything that Chromium wrote into a log since it was last asked.
    pub(crate) async fn log(&self, kind: &str) -> Vec<Value> {
        let command = ChromeCommand { path: "se/log", body: json!({ "type": kind }) };
        list(self.client.issue_cmd(command).await.unwrap())
    }

    /// Fails if the browser had to complain about anything since it was last asked: a script that
    /// failed, a file that is missing, or something that the security policy forbids. A request to
    /// another host is among the latter, also one by a worker.
    pub(crate) async fn expect_no_complaint(&self) {
        let complaints = self.log("browser").await;
        assert!(complaints.is_empty(), "{}: {complaints:#?}", self.place().await);
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.driver.close(&self.session);
    }
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        other => panic!("{other} is no list"),
    }
}

fn capabilities(profile: &TempDir) -> Capabilities {
    let mut arguments: Vec<String> = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,1024",
        // The driver clicks where an element stood before a smooth scroll moved it.
        "--force-prefers-reduced-motion",
        // Whatever asks for another host, be it a worker that no log shows, gets none.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    .map(str::to_owned)
    .into();
    arguments.push(format!("--user-data-dir={}", profile.path().display()));
    let wanted = json!({
        "goog:chromeOptions": { "binary": program("FAULTBOOK_CHROMIUM"), "args": arguments },
        "goog:loggingPrefs": { "browser": "WARNING", "performance": "ALL" },
    });
    serde_json::from_value(wanted).unwrap()
}

/// A command that only Chromium's driver knows.
#[derive(Debug)]
struct ChromeCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for ChromeCommand {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
