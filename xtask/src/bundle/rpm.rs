//! The RPM package, by rpmbuild.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::shelf;
use super::tree::Tree;
use crate::command;

/// Packs the tree.
pub fn pack(tree: &Tree) -> Result<PathBuf> {
    if command::find_program("rpmbuild").is_none() {
        anyhow::bail!("rpmbuild is missing; on Debian it is in the package rpm");
    }
    let work = shelf().join("rpm");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    let written = work.join("qazet.spec");
    fs::write(&written, spec(tree)?)?;
    let mut rpmbuild = Command::new("rpmbuild");
    rpmbuild
        .arg("-bb")
        .arg("--define")
        .arg(format!("_topdir {}", work.display()));
    command::run(rpmbuild.arg(&written))?;
    let architecture = std::env::consts::ARCH;
    let name = format!("qazet-{}-1.{architecture}.rpm", env!("CARGO_PKG_VERSION"));
    let package = shelf().join(&name);
    fs::rename(work.join("RPMS").join(architecture).join(&name), &package)
        .with_context(|| format!("rpmbuild made no {name}"))?;
    Ok(package)
}

fn spec(tree: &Tree) -> Result<String> {
    Ok(format!(
        "\
Name: qazet
Version: {version}
Release: 1
Summary: Desktop newspaper that reads offline
License: MIT OR Apache-2.0
URL: {url}
Recommends: xdg-utils

# The program comes stripped, the manual pages packed.
%global debug_package %{{nil}}
%global __os_install_post %{{nil}}
%global _build_id_links none
%global _binary_payload w9.xzdio
%global source_date_epoch_from_changelog 0

%description
Qazet syncs news from feeds and sites of your choice, keeps every article,
photo and photo report in a library on your own disk, and stays a complete
newspaper when the network is gone. It shows exchange rates and weather next
to the news and puts headlines in the system tray. The package has qazetctl
too, the same newspaper for scripts and remote shells.

%install
cp -a {tree}/. %{{buildroot}}
mkdir -p %{{buildroot}}/usr/share/zsh/site-functions %{{buildroot}}/usr/share/licenses/qazet
mv %{{buildroot}}/usr/share/zsh/vendor-completions/* %{{buildroot}}/usr/share/zsh/site-functions/
rmdir %{{buildroot}}/usr/share/zsh/vendor-completions
mv %{{buildroot}}/usr/share/doc/qazet/LICENSE-* %{{buildroot}}/usr/share/doc/qazet/third-party-notices.gz %{{buildroot}}/usr/share/licenses/qazet/

%files
%defattr(-, root, root)
%dir /usr/share/licenses/qazet
%dir /usr/share/doc/qazet
%license /usr/share/licenses/qazet/*
%doc /usr/share/doc/qazet/changelog.gz
/usr/bin/*
/usr/share/applications/*
/usr/share/metainfo/*
/usr/share/icons/hicolor/*/apps/*
/usr/share/man/man1/*
/usr/share/bash-completion/completions/*
/usr/share/fish/vendor_completions.d/*
/usr/share/zsh/site-functions/*
",
        version = env!("CARGO_PKG_VERSION"),
        url = env!("CARGO_PKG_REPOSITORY"),
        tree = tree.folder.canonicalize()?.display(),
    ))
}
