//! `cargo xtask try-package`: the Debian package in a Debian that has never seen Qazet.
//!
//! A root of its own by debootstrap, and in it what a reader does (`try_package/inside.sh`): install, open, sync, remove. News come
//! from the newsroom outside. No part of `cargo xtask test`: it downloads a system.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::{bundle, command, project};

/// Where Debian comes from; `QAZET_DEBIAN` names another mirror.
const DEBIAN: &str = "http://deb.debian.org/debian";

/// Tries the newest `.deb` that `cargo xtask bundle` made.
pub fn try_package() -> Result<ExitCode> {
    if command::answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        bail!("a root of its own is made by root only; run this with sudo, or in a container");
    }
    if command::find_program("debootstrap").is_none() {
        bail!("debootstrap is missing; run: apt-get install debootstrap");
    }
    let package = bundle::finished_deb()?;
    project::build_programs()?;
    let root = fresh_debian()?;
    fs::copy(&package, root.join("qazet.deb"))?;
    fs::write(
        root.join("inside.sh"),
        include_str!("try_package/inside.sh"),
    )?;

    let newsroom = Newsroom::start()?;
    // Mounts and processes of the root end with it.
    let tried = command::run(
        Command::new("unshare")
            .args(["--mount", "--pid", "--fork", "chroot"])
            .arg(&root)
            .args(["/bin/sh", "/inside.sh"])
            .arg(&newsroom.world)
            .env("LC_ALL", "C.UTF-8")
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"),
    );
    let seen = bundle::shelf().join("tried.png");
    if root.join("tried.png").is_file() {
        fs::copy(root.join("tried.png"), &seen)?;
        println!("what was on the screen: {}", seen.display());
    }
    tried?;
    fs::remove_dir_all(&root)?;
    println!(
        "{}: installed, opened, synced and removed",
        package.display()
    );
    Ok(ExitCode::SUCCESS)
}

fn fresh_debian() -> Result<PathBuf> {
    let root = bundle::shelf().join("fresh");
    if root.exists() {
        fs::remove_dir_all(&root)?;
    }
    let mirror = std::env::var("QAZET_DEBIAN").unwrap_or_else(|_| DEBIAN.to_owned());
    let suite = suite()?;
    command::run(
        Command::new("debootstrap")
            .args(["--variant=minbase", &suite])
            .arg(&root)
            .arg(&mirror),
    )?;
    let security = mirror.replace("/debian", "/debian-security");
    fs::write(
        root.join("etc/apt/sources.list"),
        format!(
            "deb {mirror} {suite} main\ndeb {mirror} {suite}-updates main\ndeb {security} {suite}-security main\n"
        ),
    )?;
    Ok(root)
}

/// This Debian's name: its libraries are those that the package was built with.
fn suite() -> Result<String> {
    let system = fs::read_to_string("/etc/os-release").context("this is no Debian")?;
    let name = system
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    Ok(name
        .context("this Debian has no name")?
        .trim_matches('"')
        .to_owned())
}

/// The local news world, while the package is tried.
struct Newsroom {
    process: Child,
    world: String,
}

impl Newsroom {
    fn start() -> Result<Self> {
        let mut process = Command::new(project::program("qazetctl"))
            .arg("newsroom")
            .stdout(Stdio::piped())
            .spawn()
            .context("the newsroom does not start")?;
        let out = process.stdout.take().context("the newsroom says nothing")?;
        let mut told = String::new();
        BufReader::new(out).read_line(&mut told)?;
        let world = told.split('"').find(|word| word.ends_with("/world.json"));
        let world = world
            .with_context(|| format!("the newsroom says: {told}"))?
            .to_owned();
        Ok(Self { process, world })
    }
}

impl Drop for Newsroom {
    fn drop(&mut self) {
        // It may have ended by itself; either way nobody needs it any more.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
