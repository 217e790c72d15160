//! The interface: built, checked, and used in a real browser. The scripts are `ui/package.json`'s.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result};

use super::desktop::find_chromium;
use super::tally::Tally;
use crate::setup::Node;
use crate::{command, project};

/// `ui/dist`, built anew when something in `ui/` is younger.
pub fn build(node: &Node) -> Result<()> {
    let ui = project::ui();
    let built =
        std::fs::metadata(ui.join("dist").join("index.html")).and_then(|file| file.modified());
    if let Ok(built) = built
        && youngest(&ui)? < built
    {
        return Ok(());
    }
    command::run(&mut node.npm(&["run", "build"])?)
}

/// Types, lint and unit tests: one check each for the first two.
pub fn check(node: &Node) -> Result<Tally> {
    let mut tally = Tally::default();
    for script in ["types", "lint"] {
        let status =
            command::run_and_read(&mut node.npm(&["run", script])?, |line| tally.count(line))?;
        tally += Tally::one(status.success());
    }
    let mut unit = Tally::default();
    let mut npm = node.npm(&["run", "test"])?;
    let status = command::run_and_read(npm.env("NO_COLOR", "1"), |line| unit.count(line))?;
    tally += unit.confirmed_by(status.success());
    Ok(tally)
}

/// `npm run e2e`: Chromium on `qazetctl serve`.
pub fn browser(node: &Node) -> Result<Tally> {
    let Some(chromium) = find_chromium() else {
        println!("There is no Chromium; install it, or name it in the variable CHROMIUM");
        return Ok(Tally::one(false));
    };
    project::build_all()?;
    let mut tally = Tally::default();
    let mut npm = node.npm(&["run", "e2e"])?;
    npm.env("NO_COLOR", "1")
        .env("QAZETCTL", project::program("qazetctl"))
        .env("CHROMIUM", chromium);
    let status = command::run_and_read(&mut npm, |line| tally.count(line))?;
    Ok(tally.confirmed_by(status.success()))
}

/// When anything of the interface's sources last changed; folders count, so that removals show.
fn youngest(folder: &Path) -> Result<SystemTime> {
    let context = || format!("could not look into {}", folder.display());
    let mut youngest = SystemTime::UNIX_EPOCH;
    let mut inside: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        let path = entry.path();
        if path.ends_with("dist") || path.ends_with("node_modules") {
            continue;
        }
        let metadata = entry.metadata().with_context(context)?;
        youngest = youngest.max(metadata.modified().with_context(context)?);
        if metadata.is_dir() {
            inside.push(path);
        }
    }
    for folder in inside {
        youngest = youngest.max(self::youngest(&folder)?);
    }
    Ok(youngest)
}
