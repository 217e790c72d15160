//! `cargo xtask bench`: the figures of docs/benchmarks.md, measured on this machine.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::setup::{self, Node, Purpose};
use crate::{command, project, session, test};

/// Measures the parts of a sync, start, memory, a large library and, with the reference data, sync beside another reader; where it may take
/// long, a day in the tray besides. Linux only.
pub fn bench(reference: Option<&Path>, soak: bool) -> Result<ExitCode> {
    if !cfg!(target_os = "linux") {
        bail!("the measurements need Linux: WebKitWebDriver, Xvfb and D-Bus");
    }
    let node = setup::set_up(Purpose::Test)?;
    test::build_interface(&node)?;
    // Not the whole workspace: features of tests have no place in what is measured.
    build("cli/dev")?;
    let empty = project::root().join("benches").join("empty");
    command::run(
        project::bare_cargo("build")
            .args(["--release", "--manifest-path"])
            .arg(empty.join("Cargo.toml")),
    )?;
    command::run(project::bare_cargo("bench").args(["--package", "benches"]))?;
    measure(&node, "start.mjs")?;
    measure(&node, "memory.mjs")?;
    scale()?;
    match reference {
        Some(dir) => sync(dir)?,
        None => println!("sync: not measured, it needs --reference DIR"),
    }
    if soak {
        // Only such a build has a clock that can hurry; nothing else is measured with it.
        build("cli/dev,cli/testing,qazet/testing")?;
        measure(&node, "weight.mjs")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Both programs as they are released, with these features.
fn build(features: &str) -> Result<()> {
    let mut cargo = project::bare_cargo("build");
    cargo.args(["--release", "--package", "qazet", "--package", "cli"]);
    command::run(cargo.args(["--features", features]))
}

fn measure(node: &Node, script: &str) -> Result<()> {
    let script = project::root().join("benches").join(script);
    let mut session = session::with_display(node, &script)?;
    session
        .env("QAZET", release("qazet"))
        .env("QAZETCTL", release("qazetctl"))
        .env("EMPTY", release("empty"));
    command::run(&mut session)
}

fn scale() -> Result<()> {
    on_qazetctl(&project::root().join("benches").join("scale.py"))
}

fn sync(reference: &Path) -> Result<()> {
    on_qazetctl(&reference.join("tools").join("compare_sync.py"))
}

fn on_qazetctl(script: &Path) -> Result<()> {
    let python = command::find_program("python3").context("there is no python3")?;
    command::run(
        Command::new(python)
            .arg(script)
            .arg("--qazetctl")
            .arg(release("qazetctl")),
    )
}

fn release(name: &str) -> PathBuf {
    project::target().join("release").join(name)
}
