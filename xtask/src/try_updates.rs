//! `cargo xtask try-updates`: an app that updates itself, taken through good updates and bad ones (`tests/updates/run.mjs`).
//!
//! Keys, list and updates are made for the occasion, and served on this machine. It stands for an AppImage: what is installed is one
//! file, and the app is told its path as AppImages tell it. No part of `cargo xtask test`: it builds the app once more, with updates.

use std::fs;
use std::net::TcpListener;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use crate::setup::{self, Purpose};
use crate::{bundle, command, project, session, test};

/// Builds such an app and tries it.
pub fn try_updates() -> Result<ExitCode> {
    if !cfg!(target_os = "linux") {
        bail!("this needs Linux: WebKitWebDriver, Xvfb and D-Bus");
    }
    let node = setup::set_up(Purpose::Test)?;
    test::build_interface(&node)?;
    let folder = bundle::shelf().join("updates");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let key = folder.canonicalize()?.join("qazet.key");
    command::run(
        node.node()?
            .arg(project::ui().join("node_modules/@tauri-apps/cli/tauri.js"))
            .args(["signer", "generate", "--ci", "--password", ""])
            .arg("--write-keys")
            .arg(&key),
    )?;
    let public = fs::read_to_string(key.with_extension("key.pub")).context("no public key")?;
    // Free a moment ago; the app is told of it while it is built.
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let address = format!("http://127.0.0.1:{port}/latest.json");
    let settings = bundle::updates::settings(public.trim(), &address)?;
    command::run(
        project::cargo("build")
            .args(["--bins", "--features", "qazet/updates"])
            .env("TAURI_CONFIG", settings),
    )?;
    let mut session = session::with_display(&node, &project::root().join("tests/updates/run.mjs"))?;
    session
        .env("QAZET", project::program("qazet"))
        .env("QAZETCTL", project::program("qazetctl"))
        .env("UPDATES_PORT", port.to_string())
        .env("UPDATES_KEY", key);
    command::run(&mut session)?;
    Ok(ExitCode::SUCCESS)
}
