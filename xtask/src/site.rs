//! `cargo xtask site`: from a fresh clone to a generated site, or a served one.

use anyhow::Result;

use crate::run;
use crate::wasm;
use crate::workspace::Workspace;

/// Builds the browser modules, the generator with them inside, and with it the site.
///
/// The site lies in `site/` afterwards; with --serve it is served and rebuilt on changes instead.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Serve `content/` on this machine and reload what changes, instead of writing `site/`
    #[arg(long, conflicts_with = "base_url")]
    serve: bool,

    /// Build the generator without optimisation: quicker to build, slower to run
    #[arg(long)]
    debug: bool,

    /// The address under which the site will be published, such as `https://example.org/faults/`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    #[command(flatten)]
    wasm: wasm::Args,
}

pub(crate) fn execute(workspace: &Workspace, args: &Args) -> Result<()> {
    wasm::execute(workspace, &args.wasm)?;

    let mut build = workspace.cargo(["build", "--package", "faultbook"]);
    if !args.debug {
        build.arg("--release");
    }
    run::run(&mut build)?;

    let mut faultbook = workspace.faultbook(if args.debug { "debug" } else { "release" });
    if args.serve {
        return run::run(faultbook.args(["serve", "--content", "content"]));
    }
    faultbook.args(["build", "--content", "content", "--out", "site"]);
    if let Some(url) = &args.base_url {
        faultbook.args(["--base-url", url]);
    }
    run::run(&mut faultbook)?;
    eprintln!(
        "\nThe site is in {}.\nTo see it in a browser: `cargo xtask site --serve`.",
        workspace.root.join("site/index.html").display()
    );
    Ok(())
}
