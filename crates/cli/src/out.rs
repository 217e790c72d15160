//! Output: one JSON value, or lines of text without anything that could steer a terminal.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;

/// Prints one JSON value.
pub fn json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    writeln!(out)?;
    Ok(())
}

/// Prints a line of text that may hold strangers' words: control characters are shown as spaces.
pub fn line(text: impl AsRef<str>) -> anyhow::Result<()> {
    let plain: String = text
        .as_ref()
        .chars()
        .map(|c| if c.is_control() && c != '\t' { ' ' } else { c })
        .collect();
    writeln!(io::stdout().lock(), "{plain}")?;
    Ok(())
}

/// Prints a text of several lines.
pub fn text(text: &str) -> anyhow::Result<()> {
    text.lines().try_for_each(line)
}

/// Writes a file as a whole: where that fails (a full disk), the one that was there before stays as it was.
pub fn file(path: &Path, text: &str) -> io::Result<()> {
    if path.exists() && !path.is_file() {
        // A pipe, a terminal.
        return std::fs::write(path, text);
    }
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let written = File::create(&partial)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| std::fs::rename(&partial, path));
    if written.is_err() {
        // The first error is the one that helps.
        let _ = std::fs::remove_file(&partial);
    }
    written
}

/// Whether the reader of our output went away.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
