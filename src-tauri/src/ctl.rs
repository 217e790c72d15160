//! `qazetctl` within the app's program: a package carries one program under two names, half as large as two.
//!
//! Only where a program learns the name it was called by and may write to the terminal, which is Linux. Elsewhere, and on
//! servers without a webview, `qazetctl` is a program of its own (`cargo build -p cli`).

use std::borrow::Cow;
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::arguments::Arguments;

/// Whether this program was called by its other name.
pub fn is_asked_for() -> bool {
    let called = std::env::args_os().next();
    called.is_some_and(|called| Path::new(&called).file_name() == Some("qazetctl".as_ref()))
}

/// Runs `qazetctl`.
pub fn run() -> ExitCode {
    let embedded = crate::context().assets;
    cli::run(cli::Program {
        interface: Box::new(move |path| embedded.get(&path.into()).map(Cow::into_owned)),
        app: Some(Arguments::command()),
    })
}
