//! The parts of `cargo xtask test`.

use std::fmt;

use anyhow::{Result, bail};

/// One part; the order is the order they run in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// `cargo fmt --check`.
    Format,
    /// The interface: types, lint, unit tests.
    Ui,
    /// Clippy over everything, warnings are errors.
    Clippy,
    /// Unit and integration tests of the workspace.
    Rust,
    /// `tests/tidy.rs`: the invariants of ARCHITECTURE.md.
    Tidy,
    /// Tests on real pages and feeds, given by `--reference DIR`.
    Reference,
    /// The interface in Chromium, on `qazetctl serve`.
    Browser,
    /// The real app under a virtual display, driven through WebDriver and D-Bus.
    Desktop,
}

impl Part {
    const ALL: [Part; 8] = [
        Part::Format,
        Part::Ui,
        Part::Clippy,
        Part::Rust,
        Part::Tidy,
        Part::Reference,
        Part::Browser,
        Part::Desktop,
    ];

    /// The part called `name`, as printed in the summary.
    pub fn named(name: &str) -> Result<Part> {
        match Part::ALL.into_iter().find(|part| part.name() == name) {
            Some(part) => Ok(part),
            None => bail!(
                "there is no part '{name}'; the parts are: {}",
                Part::ALL.map(Part::name).join(" ")
            ),
        }
    }

    /// Whether a run of everything includes this part on this system. WebKitWebDriver, Xvfb and
    /// D-Bus exist on Linux only.
    pub fn runs_here(self) -> bool {
        self != Part::Desktop || cfg!(target_os = "linux")
    }

    fn name(self) -> &'static str {
        match self {
            Part::Format => "format",
            Part::Ui => "ui",
            Part::Clippy => "clippy",
            Part::Rust => "rust",
            Part::Tidy => "tidy",
            Part::Reference => "reference",
            Part::Browser => "browser",
            Part::Desktop => "desktop",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
