//! `cargo xtask bundle`: installers.
//!
//! `tree`, `deb` and `rpm` are made here, from one folder that is laid out as it will be installed (`tree.rs`): Tauri's bundler
//! knows neither symlinks nor a compression that keeps the download small. All other formats are Tauri's own
//! (settings: `tauri.conf.json`, `bundle`).

mod deb;
mod notices;
mod rpm;
mod tree;
pub mod updates;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::setup::{self, Node, Purpose};
use crate::{command, project};

/// What a bare `cargo xtask bundle` builds: the formats that need no downloads.
fn default_formats() -> &'static [&'static str] {
    if cfg!(windows) {
        &["nsis", "msi"]
    } else if cfg!(target_os = "macos") {
        &["dmg"]
    } else {
        &["deb", "rpm"]
    }
}

/// What shall be made.
#[derive(Default)]
pub struct Wanted {
    /// The formats; none for those that this system makes without downloads.
    pub formats: Vec<String>,
    /// For other machines than this one: a Rust target, or macOS's `universal-apple-darwin`.
    pub target: Option<String>,
    /// Nothing of it shall look for updates.
    pub without_updates: bool,
}

/// Builds Qazet small (profile `bundle`) and its installers. Says where each is, and how large.
pub fn bundle(wanted: &Wanted) -> Result<ExitCode> {
    let node = setup::set_up(Purpose::Bundle)?;
    let formats: Vec<&str> = if wanted.formats.is_empty() {
        default_formats().to_vec()
    } else {
        wanted.formats.iter().map(String::as_str).collect()
    };
    let (ours, tauris): (Vec<&str>, Vec<&str>) = formats
        .iter()
        .partition(|format| ["tree", "deb", "rpm"].contains(*format));
    if !ours.is_empty() {
        if !cfg!(target_os = "linux") || wanted.target.is_some() {
            bail!(
                "{} is made on Linux, for the machine at hand",
                ours.join(", ")
            );
        }
        let tree = tree::plant(&node)?;
        for format in ours {
            match format {
                "deb" => tell(&deb::pack(&tree)?)?,
                "rpm" => tell(&rpm::pack(&tree)?)?,
                _ => println!("{}", tree.folder.display()),
            }
        }
    }
    if !tauris.is_empty() {
        with_tauri(&node, &tauris, wanted)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Where finished packages lie.
pub fn shelf() -> PathBuf {
    project::target().join("packages")
}

/// The newest `.deb` on the shelf.
pub fn finished_deb() -> Result<PathBuf> {
    let shelf = shelf();
    let files = std::fs::read_dir(&shelf).with_context(|| format!("no {}", shelf.display()))?;
    files
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|file| file.extension().is_some_and(|ending| ending == "deb"))
        .max_by_key(|file| file.metadata().and_then(|data| data.modified()).ok())
        .with_context(|| {
            format!(
                "there is no .deb in {}; run: cargo xtask bundle deb",
                shelf.display()
            )
        })
}

fn with_tauri(node: &Node, formats: &[&str], wanted: &Wanted) -> Result<()> {
    // The configuration lies at the top, the bundler in ui/node_modules.
    let mut tauri: Command = node.node()?;
    tauri
        .arg(project::ui().join("node_modules/@tauri-apps/cli/tauri.js"))
        .args(["build", "--bundles", &formats.join(",")])
        .current_dir(project::root());
    if let Some(target) = &wanted.target {
        tauri.args(["--target", target]);
    }
    if !wanted.without_updates {
        updates::switch_on(&mut tauri)?;
    }
    tauri.args(["--", "--profile", "bundle"]);
    command::run(&mut tauri)
}

fn tell(package: &Path) -> Result<()> {
    let size = package.metadata()?.len();
    println!("{}: {:.2} MB", package.display(), size as f64 / 1e6);
    Ok(())
}
