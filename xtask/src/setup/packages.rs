//! System packages: installed by apt where there is apt, named elsewhere.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::Purpose;
use crate::command;

/// Compiling and linking the app (WebKitGTK, pictures) and opening links.
const BUILD: &[&str] = &[
    "build-essential",
    "file",
    "librsvg2-dev",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
    "xdg-utils",
];

/// A virtual display, its own D-Bus, WebDriver, a notification daemon, letters to draw, and what finds fault with books.
const TEST: &[&str] = &[
    "adwaita-icon-theme",
    "at-spi2-core",
    "dbus-x11",
    "dunst",
    "epubcheck",
    "fonts-dejavu-core",
    "imagemagick",
    "libglib2.0-bin",
    "libnotify-bin",
    "python3-dbus",
    "python3-gi",
    "webkit2gtk-driver",
    "xauth",
    "xdotool",
    "xvfb",
];

/// Making and checking packages.
const BUNDLE: &[&str] = &["appstream", "desktop-file-utils", "dpkg-dev", "rpm"];

/// Installs what is missing on Debian and its children; names it on other systems.
pub fn install_missing(purpose: Purpose) -> Result<()> {
    if command::find_program("apt-get").is_some() {
        return install_with_apt(purpose);
    }
    let missing = missing_elsewhere(purpose);
    if missing.is_empty() {
        return Ok(());
    }
    bail!(
        "this system has no apt, so nothing was installed. Please install:\n  {}\nNames of packages for other systems: https://tauri.app/start/prerequisites/",
        missing.join("\n  ")
    );
}

fn install_with_apt(purpose: Purpose) -> Result<()> {
    let missing = missing_packages(purpose)?;
    if missing.is_empty() {
        return Ok(());
    }
    let root = command::answer(Command::new("id").arg("-u")).as_deref() == Some("0");
    let list = missing.into_iter().collect::<Vec<_>>();
    if !root && command::find_program("sudo").is_none() {
        bail!(
            "missing system packages, and no sudo to install them. As root, run:\n  apt-get install --no-install-recommends {}",
            list.join(" ")
        );
    }
    eprintln!(
        "Qazet needs these system packages; {} installs them now:\n  {}",
        if root { "apt-get" } else { "sudo apt-get" },
        list.join(" ")
    );
    command::run(apt(root).arg("update"))?;
    command::run(
        apt(root)
            .args(["install", "-y", "--no-install-recommends"])
            .args(&list),
    )
}

fn missing_packages(purpose: Purpose) -> Result<BTreeSet<&'static str>> {
    let mut wanted = BUILD.iter().copied().collect::<BTreeSet<_>>();
    if purpose == Purpose::Bundle {
        wanted.extend(BUNDLE);
    }
    if purpose == Purpose::Test {
        wanted.extend(TEST);
        if crate::test::find_chromium().is_none() {
            wanted.insert(chromium_package());
        }
    }
    // Any Node will do to fetch the right one (setup/node.rs).
    if command::find_program("node").is_none() {
        wanted.insert("nodejs");
    }
    if command::find_program("npm").is_none() {
        wanted.insert("npm");
    }
    let known = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${db:Status-Status} ${Package}\n"])
        .output()
        .context("could not ask dpkg which packages are installed")?;
    for line in String::from_utf8_lossy(&known.stdout).lines() {
        if let Some(package) = line.strip_prefix("installed ") {
            wanted.remove(package);
        }
    }
    Ok(wanted)
}

/// Ubuntu gives its Chromium another name than Debian.
fn chromium_package() -> &'static str {
    let is_ubuntu = std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|system| system.lines().any(|line| line == "ID=ubuntu"));
    if is_ubuntu {
        "chromium-browser"
    } else {
        "chromium"
    }
}

/// `apt-get`, through sudo unless we are root; it waits for another apt instead of failing.
fn apt(root: bool) -> Command {
    let mut apt = if root {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    } else {
        let mut apt = Command::new("sudo");
        apt.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        apt
    };
    apt.args(["-o", "DPkg::Lock::Timeout=300"]);
    apt
}

/// What a system without apt lacks, in words.
fn missing_elsewhere(purpose: Purpose) -> Vec<&'static str> {
    let mut missing = Vec::new();
    let mut need = |there: bool, what: &'static str| {
        if !there {
            missing.push(what);
        }
    };
    let program = |name: &str| command::find_program(name).is_some();
    if cfg!(target_os = "linux") {
        need(program("pkg-config"), "pkg-config");
        need(
            library("webkit2gtk-4.1"),
            "WebKitGTK 4.1 with its development files",
        );
        need(
            library("librsvg-2.0"),
            "librsvg 2 with its development files",
        );
        if purpose == Purpose::Test {
            need(program("Xvfb") && program("xvfb-run"), "Xvfb and xvfb-run");
            need(program("dbus-run-session"), "dbus-run-session (D-Bus)");
            need(program("WebKitWebDriver"), "WebKitWebDriver of WebKitGTK");
            need(program("dunst"), "dunst");
            need(program("import"), "ImageMagick");
            need(
                program("epubcheck") || Path::new("/usr/share/java/epubcheck.jar").is_file(),
                "epubcheck",
            );
        }
    }
    if cfg!(target_os = "macos") {
        need(
            program("xcrun"),
            "Xcode's command line tools: xcode-select --install",
        );
    }
    if purpose == Purpose::Test {
        need(
            crate::test::find_chromium().is_some(),
            "Chromium or Chrome, or its path in the variable CHROMIUM",
        );
    }
    need(
        program("node") && program("npm"),
        "Node.js with npm, any version",
    );
    missing
}

fn library(name: &str) -> bool {
    command::answer(Command::new("pkg-config").args(["--exists", name])).is_some()
}
