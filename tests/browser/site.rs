//! The real knowledge base as a site, built once, and a server for it.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use axum::Router;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use faultbook::accuracy;
use faultbook::diagnostic::human;
use faultbook::entry::{Entry, KnowledgeBase};
use faultbook::render::{Options, Tree, render};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

static KNOWLEDGE: LazyLock<KnowledgeBase> =
    LazyLock::new(|| match faultbook::prepare(&content()) {
        Ok((base, _)) => base,
        Err(diagnostics) => panic!("{}", human::render(&diagnostics, false)),
    });

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// A site below a path of its host.
#[derive(Debug)]
pub(crate) struct Site {
    /// `/`, or a path with a slash at both ends.
    pub(crate) base: &'static str,
    tree: Tree,
}

/// The site as it stands on a host of its own.
pub(crate) static AT_ROOT: LazyLock<Site> = LazyLock::new(|| Site::below("/"));

/// The site as it stands beside others.
pub(crate) static BELOW_A_PATH: LazyLock<Site> = LazyLock::new(|| Site::below("/kb/errors/"));

/// What the site was built from.
pub(crate) fn knowledge() -> &'static KnowledgeBase {
    &KNOWLEDGE
}

/// The entry that is named `<tool>/<slug>`.
pub(crate) fn entry(id: &str) -> &'static Entry {
    let found = knowledge().entries.iter().find(|entry| entry.id.to_string() == id);
    found.unwrap_or_else(|| panic!("there is no entry {id}"))
}

impl Site {
    fn below(base: &'static str) -> Self {
        let accuracy = accuracy::read_committed(&content(), knowledge()).unwrap();
        let options = Options {
            address: base.parse().unwrap(),
            offline: true,
            templates: None,
            accuracy: accuracy.as_ref(),
        };
        match render(knowledge(), &options) {
            Ok(tree) => Self { base, tree },
            Err(diagnostics) => panic!("{}", human::render(&diagnostics, false)),
        }
    }

    /// How many files a browser keeps for use without a connection: all that a visitor may need.
    pub(crate) fn kept(&self) -> usize {
        let is_kept = |path: &&str| path.starts_with("assets/") || path.ends_with("index.html");
        self.tree.iter().map(|(path, _)| path).filter(is_kept).count()
    }

    /// Paths of all HTML pages as visitors write them: without `index.html`.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        let html = self.tree.iter().filter_map(|(path, _)| path.strip_suffix(".html"));
        html.map(|stem| stem.strip_suffix("index").unwrap_or("404.html"))
    }

    /// The path, below the base, of an asset whose name had no hash.
    pub(crate) fn asset(&self, stem: &str, ending: &str) -> &str {
        let named = |path: &&str| {
            let rest = path.strip_prefix("assets/").and_then(|path| path.strip_prefix(stem));
            rest.is_some_and(|rest| rest.starts_with('.') && rest.ends_with(ending))
        };
        let found = self.tree.iter().map(|(path, _)| path).find(named);
        found.unwrap_or_else(|| panic!("the site has no {stem}{ending}"))
    }

    /// The bytes of an asset.
    pub(crate) fn bytes(&self, stem: &str, ending: &str) -> &[u8] {
        self.tree.get(self.asset(stem, ending)).unwrap()
    }

    /// The file that stands for an address's path.
    pub(crate) fn file(&self, path: &str) -> Option<(String, &[u8])> {
        let mut path = path.strip_prefix(self.base)?.to_owned();
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        let bytes = self.tree.get(&path)?;
        Some((path, bytes))
    }

    /// What the site asks its host to send: the pages must work with nothing but their own files.
    fn policy(&self) -> &str {
        let headers = self.tree.get("_headers").and_then(|bytes| std::str::from_utf8(bytes).ok());
        let policy = headers.and_then(|text| {
            text.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "))
        });
        policy.unwrap_or_else(|| panic!("the site has no policy"))
    }

    fn answer(&self, uri: &Uri) -> Response {
        let missing = || (StatusCode::NOT_FOUND, "404.html".to_owned(), self.tree.get("404.html"));
        let (status, path, bytes) = match self.file(uri.path()) {
            Some((path, bytes)) => (StatusCode::OK, path, Some(bytes)),
            None => missing(),
        };
        let headers = [
            (header::CONTENT_TYPE, media_type(&path)),
            (header::CONTENT_SECURITY_POLICY, self.policy()),
        ];
        (status, headers, bytes.unwrap_or_default().to_vec()).into_response()
    }
}

/// Browsers refuse scripts, styles and modules of another type than they should have.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("xml") => "application/xml",
        _ => "application/octet-stream",
    }
}

/// A site that is being served, until this is dropped. Each test has a server, and with its port
/// an origin, of its own: what a browser keeps for one test, no other test sees.
#[derive(Debug)]
pub(crate) struct Server {
    /// What is served.
    pub(crate) site: &'static Site,
    /// `http://127.0.0.1:<port>`
    pub(crate) origin: String,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves a site on a free port.
    pub(crate) async fn start(site: &'static Site) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(async |uri: Uri| site.answer(&uri));
        let serve = async move { axum::serve(listener, router).await.unwrap() };
        Self { site, origin, task: tokio::spawn(serve) }
    }

    /// The whole address of a path below the site's base.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.site.base)
    }

    /// Stops listening.
    pub(crate) async fn stop(&mut self) {
        self.task.abort();
        // The task was told to end; that it did is all there is to know.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}
