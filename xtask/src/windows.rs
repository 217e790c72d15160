//! `cargo xtask check-windows`: does it still compile for Windows?

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::{command, project};

/// The target that Debian's `gcc-mingw-w64-x86-64-win32` can serve.
const TARGET: &str = "x86_64-pc-windows-gnu";

/// Compiles the app for Windows where that is possible; elsewhere says what is missing and succeeds.
pub fn check() -> Result<ExitCode> {
    let library = command::answer(Command::new("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]));
    if !library.is_some_and(|dir| std::path::Path::new(&dir).is_dir()) {
        println!(
            "check-windows: not possible here, the Rust target is missing (rustup target add {TARGET})"
        );
        return Ok(ExitCode::SUCCESS);
    }
    if command::find_program("x86_64-w64-mingw32-windres").is_none() {
        println!(
            "check-windows: not possible here, windres is missing (apt-get install gcc-mingw-w64-x86-64-win32)"
        );
        return Ok(ExitCode::SUCCESS);
    }
    command::run(project::cargo("check").args(["--target", TARGET]))?;
    Ok(ExitCode::SUCCESS)
}
