//! The program that steers browsers: one chromedriver for all tests that run at the same time.
//!
//! The last test that lets go of it ends it. Rust does not drop statics, so the static only
//! points at the driver; the tests own it, and a test that fails drops what it owns as well.

use std::env;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

static RUNNING: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

/// What chromedriver prints before the number of its port.
const STARTED: &str = "started successfully on port ";

/// How long chromedriver may take to close a browser.
const CLOSING: Duration = Duration::from_secs(10);

/// A running chromedriver.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// The driver that runs already, or a new one.
    pub(crate) fn shared() -> Arc<Self> {
        // A test that failed to start the driver leaves nothing half done behind the lock.
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(driver) = running.upgrade() {
            return driver;
        }
        let driver = Arc::new(Self::start());
        *running = Arc::downgrade(&driver);
        driver
    }

    /// Starts chromedriver on a port that it finds free itself: no other program can take the
    /// port between the search and the start.
    fn start() -> Self {
        let mut process = Command::new(program("FAULTBOOK_CHROMEDRIVER"))
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once(STARTED)?.1.trim_end_matches('.').parse().ok());
        let port = port.unwrap_or_else(|| {
            // It may have been started and only speak another way.
            let _ = process.kill();
            panic!("chromedriver did not say on which port it listens")
        });
        // It goes on printing, and would stop at a full pipe.
        std::thread::spawn(move || lines.count());
        Self { process, port }
    }

    /// Where it takes commands.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Closes a browser.
    pub(crate) fn close(&self, session: &str) {
        // Dropping must not panic, and at the end the driver closes all browsers once more.
        let _ = self.ask("DELETE", &format!("/session/{session}"));
    }

    /// Sends a command by hand, because there is no waiting for a future while dropping.
    fn ask(&self, method: &str, path: &str) -> io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(CLOSING))?;
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")?;
        // The answer begins when the command is done, and nobody needs the rest of it.
        stream.read_exact(&mut [0])
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A kill alone would leave the browsers behind that a test failed to open completely.
        let _ = self.ask("GET", "/shutdown");
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program that a variable names.
pub(crate) fn program(variable: &str) -> PathBuf {
    match env::var_os(variable) {
        Some(path) => path.into(),
        None => panic!("{variable} is not set: run `cargo xtask test --only browser`"),
    }
}
