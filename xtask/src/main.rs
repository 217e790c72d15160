//! The project's own commands. `cargo xtask help` lists them.
//!
//! Deliberately absent: any knowledge of news. What Qazet does lives in `crates/`; this binary only
//! prepares the machine, starts the tools in the right order and counts what they say.

mod bench;
mod bundle;
mod command;
mod project;
mod run;
mod session;
mod setup;
mod test;
mod try_package;
mod try_updates;
mod windows;

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use lexopt::{Arg, ValueExt as _};

const HELP: &str = "\
cargo xtask run [--demo | --live]    set up, build and open Qazet; without a display, serve it to a browser
    --demo                           on the built-in newsroom, which needs no internet
    --live                           on the live world
cargo xtask test [--reference DIR] [--soak] [--only PART…]
                                     run every check; PART is one of:
                                     format ui clippy rust tidy reference browser desktop
    --reference DIR                  also test on the real pages and feeds in DIR
    --soak                           the slow form of the tests that have one (200 kills, every
                                     size of a full disk); about half an hour more
cargo xtask bench [--reference DIR] [--soak]
                                     measure start, memory and sync; with --soak a day in the tray
cargo xtask setup                    install what building and testing need
cargo xtask bundle [--target T] [--without-updates] [FORMAT…]
                                     build small programs and their installers: tree deb rpm
                                     appimage, on Windows nsis msi, on macOS dmg
                                     (default: deb rpm, nsis msi, dmg)
cargo xtask try-package              install the newest .deb in a fresh Debian, use it, remove it
cargo xtask try-updates              let an app update itself from a server of this machine
cargo xtask check-windows            compile for Windows, where that Rust target is installed
";

fn main() -> ExitCode {
    match dispatch() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<ExitCode> {
    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        Some(Arg::Value(command)) => command.string()?,
        Some(Arg::Short('h') | Arg::Long("help")) | None => "help".to_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.as_str() {
        "run" => run::run(world_wanted(args)?),
        "test" => {
            let options = test_options(args)?;
            test::test(options.reference.as_deref(), options.soak, &options.only)
        }
        "bench" => {
            let options = test_options(args)?;
            if !options.only.is_empty() {
                bail!("bench measures everything; --only belongs to test");
            }
            bench::bench(options.reference.as_deref(), options.soak)
        }
        "setup" => {
            no_more(args)?;
            setup::set_up(setup::Purpose::Test).map(|_| ExitCode::SUCCESS)
        }
        "bundle" => bundle::bundle(&bundle_wanted(args)?),
        "try-package" => {
            no_more(args)?;
            try_package::try_package()
        }
        "try-updates" => {
            no_more(args)?;
            try_updates::try_updates()
        }
        "check-windows" => {
            no_more(args)?;
            windows::check()
        }
        "help" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => bail!("there is no command '{unknown}'\n\n{HELP}"),
    }
}

fn world_wanted(mut args: lexopt::Parser) -> Result<run::Wanted> {
    let mut wanted = run::Wanted::WhateverAnswers;
    while let Some(arg) = args.next()? {
        let named = match arg {
            Arg::Long("demo") => run::Wanted::Demo,
            Arg::Long("live") => run::Wanted::Live,
            other => return Err(other.unexpected().into()),
        };
        if wanted != run::Wanted::WhateverAnswers && wanted != named {
            bail!("--demo and --live exclude each other; give one of them");
        }
        wanted = named;
    }
    Ok(wanted)
}

#[derive(Default)]
struct TestOptions {
    reference: Option<std::path::PathBuf>,
    soak: bool,
    only: Vec<test::Part>,
}

fn test_options(mut args: lexopt::Parser) -> Result<TestOptions> {
    let mut options = TestOptions::default();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("reference") => {
                let dir = std::path::PathBuf::from(args.value()?);
                let dir = std::path::absolute(&dir)
                    .with_context(|| format!("--reference {}", dir.display()))?;
                if !dir.join("data").is_dir() {
                    bail!(
                        "{} holds no reference data (no folder 'data' in it); give the right folder or leave --reference out",
                        dir.display()
                    );
                }
                options.reference = Some(dir);
            }
            Arg::Long("soak") => options.soak = true,
            Arg::Long("only") => {
                for name in args.values()? {
                    options.only.push(test::Part::named(&name.string()?)?);
                }
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn bundle_wanted(mut args: lexopt::Parser) -> Result<bundle::Wanted> {
    let mut wanted = bundle::Wanted::default();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Value(format) => wanted.formats.push(format.string()?),
            Arg::Long("target") => wanted.target = Some(args.value()?.string()?),
            Arg::Long("without-updates") => wanted.without_updates = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(wanted)
}

fn no_more(mut args: lexopt::Parser) -> Result<()> {
    match args.next()? {
        Some(arg) => Err(arg.unexpected().into()),
        None => Ok(()),
    }
}
