//! `qazetctl`: Qazet without a window, for scripts, cron, remote shells, and for measuring itself.
//!
//! Results go to stdout (one JSON value with `--json`), messages to stderr. Exit 0: done, 1: failed, 2: wrong usage.

mod arguments;
mod articles;
mod doctor;
mod edition;
mod export;
mod extract;
mod feeds;
mod host;
mod manual;
#[cfg(feature = "dev")]
mod newsroom;
mod notices;
mod opml;
mod out;
mod parse;
mod rates;
mod retention;
mod sanitize;
mod save;
mod search;
mod serve;
mod show;
mod sync;
mod weather;

use std::process::ExitCode;

use arguments::{Arguments, Call};
use clap::Parser as _;

pub use serve::Interface;

/// What the program that calls this has besides.
pub struct Program {
    /// What `qazetctl serve` gives to the browser. A program that is the app too carries it once for both.
    pub interface: Interface,
    /// The command line of the app, where the program is the app too.
    pub app: Option<clap::Command>,
}

/// Runs what the command line asks for.
pub fn run(program: Program) -> ExitCode {
    // clap exits with 2 on wrong usage, as the contract says.
    let arguments = Arguments::parse();
    let runtime = match engine::runtime() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("qazetctl: the program can't start its threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(answer(arguments, program)) {
        Ok(()) => ExitCode::SUCCESS,
        // The pipe that took the output was closed: nobody is left to tell.
        Err(error) if out::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("qazetctl: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn answer(arguments: Arguments, program: Program) -> anyhow::Result<()> {
    let host = host::Host::new(&arguments)?;
    match arguments.call {
        Call::Feeds(call) => feeds::run(&host, call).await,
        Call::Opml(call) => opml::run(&host, call).await,
        Call::Sync(call) => sync::run(&host, call).await,
        Call::Edition(call) => edition::run(&host, call).await,
        Call::Articles(call) => articles::run(&host, call).await,
        Call::Show(call) => show::run(&host, call).await,
        Call::Save(call) => save::run(&host, call).await,
        Call::Export(call) => export::run(&host, call).await,
        Call::Retention(call) => retention::run(&host, call).await,
        Call::Search(call) => search::run(&host, call).await,
        Call::Rates(call) => rates::run(&host, call).await,
        Call::Weather(call) => weather::run(&host, call).await,
        Call::Notices(call) => notices::run(&host, call).await,
        Call::Doctor(call) => doctor::run(&host, call).await,
        Call::Parse(call) => parse::run(&host, &call),
        Call::Extract(call) => extract::run(&host, &call),
        Call::Sanitize(call) => sanitize::run(&host, &call),
        Call::Serve(call) => serve::run(&host, call, program.interface).await,
        Call::Manual(call) => manual::run(&call, program.app),
        #[cfg(feature = "dev")]
        Call::Newsroom(call) => newsroom::run(call).await,
    }
}
