//! `cargo xtask setup`: what building, running and testing need from outside the checkout.
//!
//! On Debian and its children missing packages are installed, announced first. Elsewhere what is
//! missing is named, and nothing is touched.

mod node;
mod packages;

use anyhow::Result;

pub use node::Node;

/// What the machine is prepared for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Building and opening the app.
    Run,
    /// The same, and packing it.
    Bundle,
    /// Building and opening, and every test: a browser, a virtual display, WebDriver, notifications.
    Test,
}

/// Makes the machine ready, as far as it isn't yet.
pub fn set_up(purpose: Purpose) -> Result<Node> {
    packages::install_missing(purpose)?;
    let node = node::find_or_install()?;
    node::install_modules(&node)?;
    Ok(node)
}
