//! The development server: pages, reloading, mistakes shown in the page.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::harness::Sandbox;

/// A running `faultbook serve`; it stops when the test ends, however it ends.
struct Server {
    child: Child,
    address: String,
    base_path: String,
}

impl Server {
    fn start(sandbox: &Sandbox, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_faultbook"))
            .arg("serve")
            .args(arguments)
            .current_dir(sandbox.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("its output");
        BufReader::new(stdout).read_line(&mut line).expect("a line that says where it is");
        let url = line.split_whitespace().next().expect("an address").to_owned();
        let rest = url.strip_prefix("http://").expect("an address");
        let (address, path) = rest.split_once('/').expect("a path");
        Self { child, address: address.to_owned(), base_path: format!("/{path}") }
    }

    /// The answer to a request, head and body.
    fn get(&self, path: &str) -> String {
        let mut stream = self.connect(path, "close");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn connect(&self, path: &str, connection: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        let host = &self.address;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: {connection}\r\n\r\n")
            .expect("a request");
        stream
    }

    /// Does something, and waits until the page would hear that the site was rebuilt.
    fn rebuilt_after(&self, change: impl FnOnce()) {
        let stream = self.connect("/_faultbook/news", "keep-alive");
        let mut news = BufReader::new(stream)
            .lines()
            .map(|line| line.expect("news in time"))
            .filter(|line| line.starts_with("data:"));
        let now = news.next().expect("the present version");
        change();
        assert_ne!(news.next().expect("the next version"), now);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which the test then says.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn pages_are_served_below_the_base_path() {
    let sandbox = Sandbox::new();
    let server = Server::start(&sandbox, &["--port", "0", "--base-path", "/kb"]);
    assert_eq!(server.base_path, "/kb/");
    let home = server.get("/kb/");
    assert!(home.starts_with("HTTP/1.1 200"), "{home}");
    assert!(home.contains("Our known errors"), "{home}");
    assert!(server.get("/").starts_with("HTTP/1.1 307"), "the root leads to the site");
    assert!(server.get("/kb/all").starts_with("HTTP/1.1 307"), "a page without its slash");
    let missing = server.get("/kb/nowhere/");
    assert!(missing.starts_with("HTTP/1.1 404") && missing.contains("Page not found"), "{missing}");
    assert!(!sandbox.path("site").exists(), "nothing is written");
}

#[test]
fn a_change_is_rebuilt_and_a_mistake_is_shown_over_the_last_good_page() {
    let sandbox = Sandbox::new();
    let server = Server::start(&sandbox, &["--port", "0"]);
    let about = "content/pages/about.md";

    server.rebuilt_after(|| sandbox.write(about, "# About\n\nQuite another text.\n"));
    assert!(server.get("/about/").contains("Quite another text."));

    server.rebuilt_after(|| sandbox.write("content/demo/broken.yaml", "title: [\n"));
    let page = server.get("/about/");
    assert!(page.contains("Quite another text."), "the last good page stays");
    assert!(page.contains("faultbook-problems") && page.contains("broken.yaml:1:8"), "{page}");

    let remove = || std::fs::remove_file(sandbox.path("content/demo/broken.yaml")).expect("gone");
    server.rebuilt_after(remove);
    assert!(!server.get("/about/").contains("faultbook-problems"));
}

#[test]
fn content_that_is_wrong_from_the_start_is_shown_too() {
    let sandbox = Sandbox::new();
    sandbox.write("content/demo/broken.yaml", "title: [\n");
    let server = Server::start(&sandbox, &["--port", "0"]);
    assert!(server.get("/").contains("broken.yaml:1:8"));
}
