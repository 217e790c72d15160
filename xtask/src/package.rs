//! `cargo xtask package`: installers, by Tauri's own bundler (settings: `tauri.conf.json`, `bundle`).

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::setup::{self, Purpose};
use crate::{command, project};

/// What a bare `cargo xtask package` builds: the formats that need no downloads.
fn default_formats() -> &'static str {
    if cfg!(windows) {
        "nsis,msi"
    } else if cfg!(target_os = "macos") {
        "dmg"
    } else {
        "deb,rpm"
    }
}

/// Builds the release and its installers into `target/release/bundle`, for this machine or `target`
/// (a Rust target, or macOS's `universal-apple-darwin`).
pub fn package(formats: &[String], target: Option<&str>) -> Result<ExitCode> {
    let node = setup::set_up(Purpose::Run)?;
    let formats = if formats.is_empty() {
        default_formats().to_owned()
    } else {
        formats.join(",")
    };
    // The configuration lies at the top, the bundler in ui/node_modules.
    let mut tauri: Command = node.node()?;
    tauri
        .arg(project::ui().join("node_modules/@tauri-apps/cli/tauri.js"))
        .args(["build", "--bundles", &formats])
        .current_dir(project::root());
    if let Some(target) = target {
        tauri.args(["--target", target]);
    }
    command::run(&mut tauri)?;
    Ok(ExitCode::SUCCESS)
}
