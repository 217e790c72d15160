//! The folder that becomes a package: `usr/…` as it will be installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::{notices, shelf};
use crate::setup::Node;
use crate::{command, project};

/// The name under which desktops know Qazet; as in `tauri.conf.json`.
const ID: &str = "org.qazet.Qazet";

/// A folder laid out as it will be installed.
pub struct Tree {
    /// It holds `usr`.
    pub folder: PathBuf,
}

/// Builds the program and lays out everything that goes with it.
pub fn plant(node: &Node) -> Result<Tree> {
    command::run(&mut node.npm(&["run", "build"])?)?;
    build()?;
    let tree = Tree {
        folder: shelf().join("tree"),
    };
    if tree.folder.exists() {
        fs::remove_dir_all(&tree.folder)?;
    }
    programs(&tree)?;
    desktop(&tree)?;
    papers(&tree)?;
    notices::write(
        node,
        &tree
            .make("usr/share/doc/qazet")?
            .join("third-party-notices"),
    )?;
    tree.zip("usr/share/doc/qazet/third-party-notices")?;
    Ok(tree)
}

/// Builds the program, small.
fn build() -> Result<()> {
    let mut cargo = project::bare_cargo("rustc");
    cargo.args([
        "--profile",
        "bundle",
        "--package",
        "qazet",
        "--bin",
        "qazet",
    ]);
    // The interface is in the program, not on a development server.
    cargo.args(["--features", "tauri/custom-protocol"]);
    // Tauri's commands that the window may not call (`tauri.conf.json`) are left out, as Tauri's own bundler does it.
    cargo.env("REMOVE_UNUSED_COMMANDS", project::root());
    if cfg!(target_arch = "x86_64") {
        // Here Rust links with LLD, which puts functions of the same code into one, and what the loader has to fill in
        // into a tenth of its usual space. The loader understands that from glibc 2.36 on (Debian 12, Ubuntu 23.04).
        cargo.args(["--", "-C", "link-arg=-Wl,--icf=all"]);
        cargo.args(["-C", "link-arg=-Wl,-z,pack-relative-relocs"]);
    }
    command::run(&mut cargo)
}

/// One program under two names (`src-tauri/src/ctl.rs`).
fn programs(tree: &Tree) -> Result<()> {
    let programs = tree.make("usr/bin")?;
    fs::copy(
        project::target().join("bundle/qazet"),
        programs.join("qazet"),
    )?;
    link("qazet", &programs.join("qazetctl"))
}

/// What a desktop reads: how to start Qazet, what it is, and its icons.
fn desktop(tree: &Tree) -> Result<()> {
    let sources = project::root().join("src-tauri");
    let entry = format!("{ID}.desktop");
    tree.copy(
        &sources.join("linux").join(&entry),
        &format!("usr/share/applications/{entry}"),
    )?;
    let meta = format!("{ID}.metainfo.xml");
    tree.copy(
        &sources.join("linux").join(&meta),
        &format!("usr/share/metainfo/{meta}"),
    )?;
    let place = |name: &str| tree.folder.join("usr/share").join(name);
    command::run(Command::new("desktop-file-validate").arg(place("applications").join(&entry)))?;
    command::run(
        Command::new("appstreamcli")
            .args(["validate", "--no-net"])
            .arg(place("metainfo").join(&meta)),
    )?;
    let icons = sources.join("icons");
    for size in ["32x32", "128x128", "256x256", "512x512"] {
        tree.copy(
            &icons.join(format!("{size}.png")),
            &format!("usr/share/icons/hicolor/{size}/apps/{ID}.png"),
        )?;
    }
    tree.copy(
        &icons.join("app.svg"),
        &format!("usr/share/icons/hicolor/scalable/apps/{ID}.svg"),
    )
}

/// Manual pages and completions, by the program itself; changes and licences.
fn papers(tree: &Tree) -> Result<()> {
    let written = shelf().join("written");
    if written.exists() {
        fs::remove_dir_all(&written)?;
    }
    command::run(
        Command::new(tree.folder.join("usr/bin/qazetctl"))
            .arg("manual")
            .arg(&written),
    )?;
    for page in names_in(&written.join("man"))? {
        let place = format!("usr/share/man/man1/{page}");
        tree.copy(&written.join("man").join(&page), &place)?;
        tree.zip(&place)?;
    }
    for file in names_in(&written.join("completions"))? {
        let name = Path::new(&file)
            .file_stem()
            .context("a file without a name")?;
        let name = name.to_string_lossy();
        let place = if file.ends_with(".bash") {
            format!("usr/share/bash-completion/completions/{name}")
        } else if file.ends_with(".fish") {
            format!("usr/share/fish/vendor_completions.d/{file}")
        } else {
            format!("usr/share/zsh/vendor-completions/{file}")
        };
        tree.copy(&written.join("completions").join(&file), &place)?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        tree.copy(
            &project::root().join(licence),
            &format!("usr/share/doc/qazet/{licence}"),
        )?;
    }
    tree.copy(
        &project::root().join("CHANGELOG.md"),
        "usr/share/doc/qazet/changelog",
    )?;
    tree.zip("usr/share/doc/qazet/changelog")
}

impl Tree {
    /// A folder in it, made where it is not there yet.
    pub fn make(&self, place: &str) -> Result<PathBuf> {
        let folder = self.folder.join(place);
        fs::create_dir_all(&folder)
            .with_context(|| format!("{} can't be made", folder.display()))?;
        Ok(folder)
    }

    /// Copies a file to its place.
    pub fn copy(&self, from: &Path, place: &str) -> Result<()> {
        let to = self.folder.join(place);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(from, &to).with_context(|| format!("{} can't be copied", from.display()))?;
        Ok(())
    }

    /// Packs a text as documents are packed where packages come from, always to the same bytes.
    pub fn zip(&self, place: &str) -> Result<()> {
        command::run(
            Command::new("gzip")
                .args(["-9", "-n", "-f"])
                .arg(self.folder.join(place)),
        )
    }

    /// What it takes on the disk, in kB.
    pub fn size(&self) -> Result<u64> {
        let folder = self.folder.join("usr");
        let told = command::answer(
            Command::new("du")
                .args(["-s", "-k", "--apparent-size"])
                .arg(&folder),
        );
        let told = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
        told.with_context(|| format!("du does not say how large {} is", folder.display()))
    }
}

fn names_in(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

#[cfg(unix)]
fn link(to: &str, at: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(to, at)?)
}

#[cfg(not(unix))]
fn link(_: &str, at: &Path) -> Result<()> {
    anyhow::bail!("{} would be a symlink", at.display())
}
