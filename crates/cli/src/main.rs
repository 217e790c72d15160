//! The program `qazetctl` by itself, which needs no webview: everything is in the library beside it.

use std::process::ExitCode;

/// The built interface.
#[derive(rust_embed::RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Built;

fn main() -> ExitCode {
    cli::run(cli::Program {
        interface: Box::new(|path| Built::get(path).map(|file| file.data.into_owned())),
        app: None,
    })
}
