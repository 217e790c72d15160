//! `qazetctl manual`: manual pages and completions, written by the very command line they describe.
//!
//! For whoever makes a package (`cargo xtask bundle` does); readers find them installed.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, Command, CommandFactory as _};
use clap_complete::Shell;

use crate::arguments::Arguments;

/// Manual.
#[derive(Debug, Args)]
pub struct Manual {
    /// The folder
    pub folder: PathBuf,
}

/// Runs the call: `man/*.1` and `completions/*` in the folder, also of `app`, where this program is the app as well.
pub fn run(call: &Manual, app: Option<Command>) -> anyhow::Result<()> {
    write(&call.folder, app).with_context(|| format!("{} can't be filled", call.folder.display()))
}

fn write(folder: &Path, app: Option<Command>) -> std::io::Result<()> {
    let (pages, completions) = (folder.join("man"), folder.join("completions"));
    std::fs::create_dir_all(&pages)?;
    std::fs::create_dir_all(&completions)?;
    for command in [Some(Arguments::command()), app].into_iter().flatten() {
        let name = command.get_name().to_owned();
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            clap_complete::generate_to(shell, &mut command.clone(), &name, &completions)?;
        }
        clap_mangen::generate_to(command.disable_help_subcommand(true), &pages)?;
    }
    Ok(())
}
