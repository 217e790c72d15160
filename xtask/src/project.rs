//! Where things lie in the checkout, and how its programs are built.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::command;

/// Features of every development build. `run` and `test` use the same ones, so that neither
/// makes the other compile anything twice.
const FEATURES: &str = "cli/dev,cli/testing,qazet/testing";

/// The checkout's top folder.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// What only this checkout needs and git ignores: its own Node, and the libraries of `run`.
pub fn own_folder() -> PathBuf {
    root().join(".qazet")
}

/// The interface's folder, where npm works.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// `cargo VERB` for the whole workspace with the features of development.
pub fn cargo(verb: &str) -> Command {
    let mut cargo = bare_cargo(verb);
    cargo.args(["--workspace", "--features", FEATURES]);
    cargo
}

/// `cargo VERB` in the checkout's top folder, with nothing chosen.
pub fn bare_cargo(verb: &str) -> Command {
    // The cargo that runs xtask, so that `cargo +TOOLCHAIN xtask` holds for what it starts.
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(program);
    cargo.arg(verb).current_dir(root());
    if verb != "fmt" {
        cargo.arg("--target-dir").arg(target());
    }
    cargo
}

/// A program of a finished development build: `qazet` or `qazetctl`.
pub fn program(name: &str) -> PathBuf {
    target()
        .join("debug")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Builds every program of the workspace. The examples come along on purpose: with them cargo counts
/// the features that tests ask for, as it does for `cargo test`, and so builds the same libraries
/// (without them, Tauri and some thirty others are compiled once for `run` and once for `test`).
pub fn build_programs() -> Result<()> {
    command::run(cargo("build").args(["--bins", "--examples"]))
}

/// Builds the programs as `cargo test` does, with the tests: the same dependencies serve both.
pub fn build_all() -> Result<()> {
    command::run(cargo("build").arg("--all-targets"))
}

/// Cargo's target folder: the reader's choice, else `target/`.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}
