//! A Chromium and its driver for the browser tests.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::{apt, run};

/// The variables by which the browser tests are told what to start; a developer can set them too.
pub(crate) const CHROMIUM: &str = "FAULTBOOK_CHROMIUM";
pub(crate) const CHROMEDRIVER: &str = "FAULTBOOK_CHROMEDRIVER";

/// What to do where nothing could be found or installed.
const BY_HAND: &str = "install Chromium or Chrome and a chromedriver of the same major version \
    (Debian: `apt-get install chromium chromium-driver`), or set FAULTBOOK_CHROMIUM and \
    FAULTBOOK_CHROMEDRIVER to their paths";

/// A browser and the driver that fits it.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
}

impl Browser {
    /// Finds both programs, and installs Debian's packages when one is missing.
    pub(crate) fn find_or_install() -> Result<Self> {
        let browser = match Self::find() {
            Some(browser) => browser,
            None => {
                apt::install(&["chromium", "chromium-driver"]).context(BY_HAND)?;
                Self::find().context(BY_HAND)?
            }
        };
        browser.require_same_version()?;
        Ok(browser)
    }

    fn find() -> Option<Self> {
        Some(Self {
            chromium: program(
                CHROMIUM,
                &["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"],
            )?,
            chromedriver: program(CHROMEDRIVER, &["chromedriver"])?,
        })
    }

    /// A driver refuses a browser of another major version with an error that is hard to read. This
    /// also finds Ubuntu's `chromium-browser`, a script that only tells people to install a snap.
    fn require_same_version(&self) -> Result<()> {
        let version = |program: &PathBuf| -> Result<u32> {
            let said = run::read_line(Command::new(program).arg("--version")).context(BY_HAND)?;
            major_version(&said)
                .ok_or_else(|| anyhow!("{} says {said:?}, not a version", program.display()))
        };
        let (chromium, chromedriver) = (version(&self.chromium)?, version(&self.chromedriver)?);
        if chromium != chromedriver {
            bail!(
                "{} is of version {chromium} and {} of version {chromedriver}: {BY_HAND}",
                self.chromium.display(),
                self.chromedriver.display()
            );
        }
        Ok(())
    }
}

/// The path in `variable`, or the first of `names` that the search path has.
fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    match env::var_os(variable) {
        Some(path) => Some(path.into()),
        None => names.iter().find_map(|name| which::which(name).ok()),
    }
}

/// The 156 of "Chromium 156.0.8078.79 built on Debian".
fn major_version(said: &str) -> Option<u32> {
    said.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_each_program_says() {
        let chromium = "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)";
        let driver = "ChromeDriver 156.0.8078.79 (a21ce95c-refs/branch-heads/8078@{#1704})";
        assert_eq!(major_version(chromium), Some(156));
        assert_eq!(major_version("Google Chrome 99.0.1 "), Some(99));
        assert_eq!(major_version(driver), Some(156));
        assert_eq!(major_version("Command requires the chromium snap."), None);
    }
}
