//! Output: one JSON value, or lines of text without anything that could steer a terminal.

use std::io::{self, Write as _};

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

/// Prints bytes as they are.
pub fn bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
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
