//! Node.js: the system's if it is new enough, else one of our own inside the checkout.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{command, project};

/// The oldest Node that the interface's tools run on.
const OLDEST: (u32, u32) = (20, 19);

/// npm packages of the checkout's own Node, where the system's is too old.
const OWN: &[&str] = &["node@22", "npm@10"];

/// A Node that is new enough.
pub struct Node {
    /// Its folder of programs, when it is the checkout's own.
    folder: Option<PathBuf>,
}

impl Node {
    /// `npm ARGS` in the interface's folder, run by this Node.
    pub fn npm(&self, args: &[&str]) -> Result<Command> {
        let mut npm = self.command("npm")?;
        npm.args(args).current_dir(project::ui());
        Ok(npm)
    }

    /// `node`, to which the caller adds a script.
    pub fn node(&self) -> Result<Command> {
        self.command("node")
    }

    /// Makes `command` find this Node first.
    pub fn lend_to(&self, command: &mut Command) -> Result<()> {
        if let Some(folder) = &self.folder {
            command.env("PATH", command::path_with(folder)?);
        }
        Ok(())
    }

    fn command(&self, name: &str) -> Result<Command> {
        let program = match &self.folder {
            Some(folder) => {
                let end = if cfg!(windows) { ".cmd" } else { "" };
                Some(folder.join(format!("{name}{end}"))).filter(|file| file.exists())
            }
            None => command::find_program(name),
        };
        let program =
            program.with_context(|| format!("there is no {name}; run: cargo xtask setup"))?;
        let mut command = Command::new(program);
        self.lend_to(&mut command)?;
        Ok(command)
    }
}

/// The system's Node if it is new enough, else the checkout's own, fetched through npm when new.
pub fn find_or_install() -> Result<Node> {
    let system = command::find_program("node")
        .and_then(|node| command::answer(Command::new(node).arg("--version")));
    let npm = command::find_program("npm");
    if let Some(version) = &system
        && npm.is_some()
        && is_new_enough(version)
    {
        return Ok(Node { folder: None });
    }
    let home = project::own_folder().join("node");
    let own = Node {
        folder: Some(home.join("node_modules").join(".bin")),
    };
    if own_works(&own) {
        return Ok(own);
    }
    let Some(npm) = npm else {
        bail!("there is no npm. Please install Node.js 20.19 or newer: https://nodejs.org/");
    };
    eprintln!(
        "Node here is {}; Qazet's interface needs {}.{} or newer, so npm puts one into {}",
        system.as_deref().unwrap_or("absent"),
        OLDEST.0,
        OLDEST.1,
        home.display()
    );
    std::fs::create_dir_all(&home).with_context(|| format!("could not make {}", home.display()))?;
    command::run(
        Command::new(npm)
            .args([
                "install",
                "--no-audit",
                "--no-fund",
                "--no-save",
                "--prefix",
            ])
            .arg(&home)
            .args(OWN),
    )?;
    if !own_works(&own) {
        bail!(
            "npm installed no working Node. Please install Node.js 20.19 or newer: https://nodejs.org/"
        );
    }
    Ok(own)
}

/// `npm ci`, unless what is installed already comes from this very lock file.
pub fn install_modules(node: &Node) -> Result<()> {
    let ui = project::ui();
    let lock_file = ui.join("package-lock.json");
    let lock = std::fs::read(&lock_file)
        .with_context(|| format!("could not read {}", lock_file.display()))?;
    let installed = ui.join("node_modules").join(".installed-lock.json");
    if std::fs::read(&installed).is_ok_and(|before| before == lock) {
        return Ok(());
    }
    command::run(&mut node.npm(&["ci", "--no-audit", "--no-fund"])?)?;
    std::fs::write(&installed, lock)
        .with_context(|| format!("could not write {}", installed.display()))
}

fn own_works(own: &Node) -> bool {
    own.node()
        .ok()
        .and_then(|mut node| command::answer(node.arg("--version")))
        .is_some_and(|version| is_new_enough(&version))
}

/// `version` as `node --version` prints it: `v20.19.1`.
fn is_new_enough(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map(|number| number.parse::<u32>().unwrap_or(0));
    let major = numbers.next().unwrap_or(0);
    let minor = numbers.next().unwrap_or(0);
    (major, minor) >= OLDEST
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn node_is_new_enough_from_20_19_on() {
        for (version, expected) in [
            ("v18.20.4", false),
            ("v20.18.3", false),
            ("v20.19.0", true),
            ("v22.1.0", true),
            ("v100.0.0", true),
            ("", false),
            ("not a version", false),
        ] {
            assert_eq!(is_new_enough(version), expected, "{version:?}");
        }
    }
}
