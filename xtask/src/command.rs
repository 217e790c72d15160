//! Starting other programs: shown before they run, and failing with the line a person can repeat.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context as _, Result, bail};

/// Runs `command` with its output going straight to the terminal; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let line = shown(command);
    eprintln!("$ {line}");
    let status = command
        .status()
        .with_context(|| format!("could not start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs `command`, passes its output on line by line (both streams, in order) and also to `each`.
pub fn run_and_read(command: &mut Command, mut each: impl FnMut(&str)) -> Result<ExitStatus> {
    let line = shown(command);
    println!("$ {line}");
    let (reader, writer) = std::io::pipe().context("could not open a pipe")?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(writer.try_clone().context("could not open a pipe")?)
        .stderr(writer)
        .spawn()
        .with_context(|| format!("could not start `{line}`"))?;
    // The command keeps the writing ends; without this the pipe would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());

    let mut reader = BufReader::new(reader);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = (&mut reader)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut bytes);
        if read.with_context(|| format!("could not read what `{line}` says"))? == 0 {
            break;
        }
        let mut out = std::io::stdout();
        out.write_all(&bytes)
            .and_then(|()| out.flush())
            .context("could not write to stdout")?;
        each(String::from_utf8_lossy(&bytes).trim_end());
    }
    child
        .wait()
        .with_context(|| format!("could not wait for `{line}`"))
}

/// A line longer than this is passed on in pieces.
const LONGEST_LINE: u64 = 1 << 20;

/// The trimmed stdout of a successful `command`; `None` when it is absent or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The full path of a program, found through `PATH` as the shell would.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|dir| {
            endings()
                .iter()
                .map(move |end| dir.join(format!("{name}{end}")))
        })
        .find(|file| file.is_file())
}

fn endings() -> &'static [&'static str] {
    if cfg!(windows) {
        &[".exe", ".cmd", ".bat"]
    } else {
        &[""]
    }
}

/// `PATH` with `first` in front.
pub fn path_with(first: &std::path::Path) -> Result<std::ffi::OsString> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let dirs = std::iter::once(first.to_owned()).chain(std::env::split_paths(&rest));
    std::env::join_paths(dirs).context("PATH cannot hold the project's Node")
}

fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
