//! The real app under a virtual display and a D-Bus of its own: `tests/desktop/*.mjs`.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::tally::Tally;
use crate::setup::Node;
use crate::{command, project, session};

/// Runs each script of `tests/desktop` in a session of its own. Files that begin with `_` are
/// what the scripts share.
pub fn test(node: &Node) -> Result<Tally> {
    let folder = project::root().join("tests").join("desktop");
    let mut scripts: Vec<PathBuf> = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(&folder).context("could not look into tests/desktop")? {
            let path = entry.context("could not look into tests/desktop")?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".mjs") && !name.starts_with('_') {
                scripts.push(path);
            }
        }
    }
    scripts.sort();
    if scripts.is_empty() {
        println!("tests/desktop holds no scripts");
        return Ok(Tally::one(false));
    }
    project::build_all()?;
    let mut tally = Tally::default();
    for script in scripts {
        let mut one = Tally::default();
        let mut session = session::with_display(node, &script)?;
        session
            .current_dir(project::root())
            .env("QAZET", project::program("qazet"))
            .env("QAZETCTL", project::program("qazetctl"));
        let status = command::run_and_read(&mut session, |line| one.count(line))?;
        tally += one.confirmed_by(status.success());
    }
    Ok(tally)
}

/// Chromium, or a browser made from it: the variable `CHROMIUM`, else what `PATH` has.
pub fn find_chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named)).filter(|file| file.is_file());
    }
    ["chromium", "chromium-browser", "google-chrome", "chrome"]
        .iter()
        .find_map(|name| command::find_program(name))
        .or_else(|| {
            [
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                r"C:\Program Files\Google\Chrome\Application\chrome.exe",
            ]
            .map(PathBuf::from)
            .into_iter()
            .find(|file| file.is_file())
        })
}
