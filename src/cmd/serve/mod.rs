//! `faultbook serve`

mod live;
mod pages;
mod watch;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::{ContentArgs, FAILED, output};
use live::Live;

/// Build the site, show it, and keep it up to date while you write
///
/// Nothing is written to disk. A mistake is shown in the page and on standard error; the last good
/// site stays behind it.
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    content: ContentArgs,
    /// The port; the next free one is taken when it is in use
    #[arg(long, default_value_t = 4343)]
    port: u16,
    /// The address to listen on
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// The path below which the site stands, to try it as it will be: /errors/
    #[arg(long, value_name = "PATH", default_value = "/")]
    base_path: String,
}

/// How many ports are tried before giving up.
const PORTS_TRIED: u16 = 20;

impl Serve {
    pub(super) fn run(self) -> u8 {
        let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
            Ok(runtime) => runtime,
            Err(error) => return failed(&format!("the server cannot start: {error}")),
        };
        match runtime.block_on(self.serve()) {
            Ok(()) => 0,
            Err(message) => failed(&message),
        }
    }

    async fn serve(self) -> Result<(), String> {
        let address =
            self.base_path.parse().map_err(|error: crate::render::BadAddress| error.to_string())?;
        let content: PathBuf = self.content.content.clone();
        if !content.is_dir() {
            return Err(format!("there is no folder `{}`", content.display()));
        }
        let listener = listen(self.host, self.port).await?;
        let local = listener.local_addr().map_err(|error| error.to_string())?;
        let live = Arc::new(Live::new(content.clone(), address));
        live.rebuild();
        let watcher = watch::start(&content, Arc::clone(&live))?;
        output::print(&format!("http://{local}{} (Ctrl-C stops)\n", live.base_path()));
        let stop = async {
            // Without a handler for Ctrl-C the process just ends, which is as good.
            let _ = tokio::signal::ctrl_c().await;
        };
        // A page that waits for news keeps its connection open: it must not keep the server.
        tokio::select! {
            served = axum::serve(listener, pages::router(live)) => {
                served.map_err(|error| format!("the server stopped: {error}"))?;
            }
            () = stop => {}
        }
        drop(watcher);
        Ok(())
    }
}

async fn listen(host: IpAddr, port: u16) -> Result<tokio::net::TcpListener, String> {
    let mut last = String::new();
    for port in port..port.saturating_add(PORTS_TRIED) {
        match tokio::net::TcpListener::bind(SocketAddr::new(host, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = format!("{host}:{port} cannot be listened on: {error}"),
        }
    }
    Err(last)
}

fn failed(message: &str) -> u8 {
    eprintln!("error: {message}");
    FAILED
}
