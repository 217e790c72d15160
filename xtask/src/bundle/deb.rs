//! The Debian package, by Debian's own tools.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::shelf;
use super::tree::Tree;
use crate::{command, project};

/// Debian's own revision of a version.
const REVISION: &str = "1";

/// Who answers for the package.
const MAINTAINER: &str = "Qazet’s authors <qazet@users.noreply.github.com>";

/// Packs the tree.
pub fn pack(tree: &Tree) -> Result<PathBuf> {
    let version = format!("{}-{REVISION}", env!("CARGO_PKG_VERSION"));
    let architecture = command::answer(Command::new("dpkg").arg("--print-architecture"))
        .context("dpkg does not say for which machines this one builds")?;
    let folder = shelf().join("deb");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    command::run(
        Command::new("cp")
            .arg("-a")
            .arg(tree.folder.join("usr"))
            .arg(&folder),
    )?;
    let tree = Tree { folder };
    papers(&tree, &version)?;
    let control = tree.make("DEBIAN")?;
    fs::write(
        control.join("control"),
        self::control(&tree, &version, &architecture)?,
    )?;
    sums(&tree)?;
    let package = shelf().join(format!("qazet_{version}_{architecture}.deb"));
    command::run(
        Command::new("dpkg-deb")
            .args(["--root-owner-group", "-Zxz", "-z9", "-Sextreme", "--build"])
            .arg(&tree.folder)
            .arg(&package)
            // The same tree gives the same package.
            .env("SOURCE_DATE_EPOCH", committed()?),
    )?;
    Ok(package)
}

fn control(tree: &Tree, version: &str, architecture: &str) -> Result<String> {
    let size = tree.size()?;
    let mut depends = libraries(tree)?;
    if cfg!(target_arch = "x86_64") {
        // dpkg-shlibdeps looks at symbols, and this is none: the loader must understand packed relocations (tree.rs).
        depends.push_str(", libc6 (>= 2.36)");
    }
    Ok(format!(
        "\
Package: qazet
Version: {version}
Architecture: {architecture}
Maintainer: {MAINTAINER}
Installed-Size: {size}
Depends: {depends}
Recommends: xdg-utils
Suggests: gnome-shell-extension-appindicator
Section: news
Priority: optional
Homepage: {}
Description: desktop newspaper that reads offline
 Qazet syncs news from feeds and sites of your choice, keeps every article,
 photo and photo report in a library on your own disk, and stays a complete
 newspaper when the network is gone. It shows exchange rates and weather next
 to the news and puts headlines in the system tray.
 .
 The package has qazetctl too, the same newspaper for scripts and remote
 shells. Nothing about you leaves your machine.
",
        env!("CARGO_PKG_REPOSITORY")
    ))
}

/// The packages of the libraries that the program is linked to, by `dpkg-shlibdeps`.
fn libraries(tree: &Tree) -> Result<String> {
    let work = shelf().join("shlibdeps");
    fs::create_dir_all(work.join("debian"))?;
    fs::write(
        work.join("debian/control"),
        "Source: qazet\n\nPackage: qazet\nArchitecture: any\n",
    )?;
    let told = command::answer(
        Command::new("dpkg-shlibdeps")
            .arg("-O")
            .arg(tree.folder.join("usr/bin/qazet"))
            .current_dir(&work),
    );
    let told =
        told.context("dpkg-shlibdeps does not say what the program needs; is dpkg-dev installed?")?;
    let told = told
        .strip_prefix("shlibs:Depends=")
        .context("dpkg-shlibdeps says something else")?;
    Ok(told.to_owned())
}

/// The licences and the two changelogs, as Debian wants them.
fn papers(tree: &Tree, version: &str) -> Result<()> {
    let folder = tree.make("usr/share/doc/qazet")?;
    // Debian has the Apache licence in a place of its own.
    fs::remove_file(folder.join("LICENSE-APACHE"))?;
    fs::remove_file(folder.join("LICENSE-MIT"))?;
    let mit = fs::read_to_string(project::root().join("LICENSE-MIT"))?;
    let mit: String = mit
        .lines()
        .map(|line| {
            if line.is_empty() {
                " .\n".to_owned()
            } else {
                format!(" {line}\n")
            }
        })
        .collect();
    fs::write(
        folder.join("copyright"),
        format!(
            "\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Qazet
Source: {}
Comment: The program holds libraries and typefaces of others. Their names, authors
 and licences are in /usr/share/doc/qazet/third-party-notices.gz.

Files: *
Copyright: Qazet’s authors
License: Expat or Apache-2.0

License: Expat
{mit}
License: Apache-2.0
 On Debian systems, the full text is in /usr/share/common-licenses/Apache-2.0.
",
            env!("CARGO_PKG_REPOSITORY")
        ),
    )?;
    let when = command::answer(
        Command::new("date")
            .args(["-R", "-u", "-d"])
            .arg(format!("@{}", committed()?)),
    );
    let when = when.context("date does not understand a time")?;
    fs::write(
        folder.join("changelog.Debian"),
        format!(
            "qazet ({version}) unstable; urgency=medium\n\n  * What changed is in changelog.gz.\n\n -- {MAINTAINER}  {when}\n"
        ),
    )?;
    tree.zip("usr/share/doc/qazet/changelog.Debian")
}

/// The sums by which `dpkg --verify` finds files that changed.
fn sums(tree: &Tree) -> Result<()> {
    let sums = command::answer(
        Command::new("sh")
            .args([
                "-c",
                "find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum",
            ])
            .current_dir(&tree.folder),
    );
    let sums = sums.context("md5sum failed")?;
    Ok(fs::write(
        Path::new(&tree.folder).join("DEBIAN/md5sums"),
        format!("{sums}\n"),
    )?)
}

/// When the last change of the sources was made, in seconds since 1970.
fn committed() -> Result<String> {
    if let Ok(given) = std::env::var("SOURCE_DATE_EPOCH") {
        return Ok(given);
    }
    let told = command::answer(
        Command::new("git")
            .args(["log", "-1", "--format=%ct"])
            .current_dir(project::root()),
    );
    told.context("git does not know when the last change was made; set SOURCE_DATE_EPOCH")
}
