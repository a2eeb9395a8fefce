//! What the server answers.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::live::{Live, Site};

/// Where a page hears of changes. No page of a site begins with an underscore.
const NEWS: &str = "/_faultbook/news";
const SCRIPT: &str = "/_faultbook/reload.js";
const STYLE: &str = "/_faultbook/problems.css";

pub(super) fn router(live: Arc<Live>) -> Router {
    Router::new()
        .route(NEWS, get(news))
        .route(
            SCRIPT,
            get(|| async { typed("text/javascript", include_bytes!("reload.js").to_vec()) }),
        )
        .route(STYLE, get(|| async { typed("text/css", include_bytes!("problems.css").to_vec()) }))
        .fallback(page)
        .with_state(live)
}

/// A number for each rebuild. The first is the present one: a page that was loaded before the
/// server was started again sees another number, and reloads.
async fn news(State(live): State<Arc<Live>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let versions = WatchStream::new(live.news());
    Sse::new(versions.map(|version| Ok(Event::default().data(version.to_string()))))
        .keep_alive(KeepAlive::default())
}

async fn page(State(live): State<Arc<Live>>, request: Request) -> Response {
    let site = live.site();
    let Some(path) = request.uri().path().strip_prefix(live.base_path()) else {
        return Redirect::temporary(live.base_path()).into_response();
    };
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    if let Some(bytes) = site.tree.get(&file) {
        return answer(StatusCode::OK, &file, bytes, &site);
    }
    if site.tree.get(&format!("{file}/index.html")).is_some() {
        return Redirect::temporary(&format!("{}{file}/", live.base_path())).into_response();
    }
    match site.tree.get("404.html") {
        Some(bytes) => answer(StatusCode::NOT_FOUND, "404.html", bytes, &site),
        None => answer(
            StatusCode::OK,
            "problems.html",
            b"<!doctype html><title>faultbook</title>",
            &site,
        ),
    }
}

fn answer(status: StatusCode, file: &str, bytes: &[u8], site: &Site) -> Response {
    let body = if file.ends_with(".html") { with_news(bytes, site) } else { bytes.to_vec() };
    (status, typed(content_type(file), body)).into_response()
}

fn typed(content_type: &'static str, body: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "no-store")];
    (headers, body).into_response()
}

/// Adds to a page what reloads it, and what is wrong with the content, if anything is.
fn with_news(html: &[u8], site: &Site) -> Vec<u8> {
    let mut page = html.to_vec();
    page.extend_from_slice(
        format!("\n<script type=\"module\" src=\"{SCRIPT}\"></script>\n").as_bytes(),
    );
    if !site.problems.is_empty() {
        let text = site.problems.replace('&', "&amp;").replace('<', "&lt;");
        let problems = format!(
            "<link rel=\"stylesheet\" href=\"{STYLE}\">\n\
             <aside id=\"faultbook-problems\" role=\"alert\"><pre>{text}</pre></aside>\n"
        );
        page.extend_from_slice(problems.as_bytes());
    }
    page
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
