//! `cargo xtask run`: set up, build, open.

use std::io::{BufRead as _, BufReader};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::setup::{self, Purpose};
use crate::{command, project, test};

/// Which world the reader asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The live one if the internet answers, else the newsroom.
    WhateverAnswers,
    /// The built-in newsroom.
    Demo,
    /// The live world.
    Live,
}

/// Hosts of the live world. One that answers is enough to call the internet there.
const LIVE_HOSTS: &[&str] = &[
    "tengrinews.kz:443",
    "nationalbank.kz:443",
    "api.open-meteo.com:443",
];

/// How long all of them together may take to answer.
const PATIENCE: Duration = Duration::from_secs(4);

/// Sets up, builds, and opens the app, or serves it where there is no display.
pub fn run(wanted: Wanted) -> Result<ExitCode> {
    let node = setup::set_up(Purpose::Run)?;
    test::build_interface(&node)?;
    project::build_programs()?;

    let demo = match wanted {
        Wanted::Demo => true,
        Wanted::Live => false,
        Wanted::WhateverAnswers => !internet_answers(),
    };
    let (newsroom, folder) = if demo {
        (Some(Newsroom::open()?), project::own_folder().join("demo"))
    } else {
        (None, project::own_folder().join("live"))
    };
    eprintln!(
        "{}; its library is {}",
        match (wanted, demo) {
            (Wanted::WhateverAnswers, true) =>
                "No internet here: Qazet runs on its built-in newsroom",
            (_, true) => "Qazet runs on its built-in newsroom",
            (_, false) => "Qazet runs on the live world",
        },
        folder.display()
    );
    start(&folder, newsroom.as_ref())
}

fn start(folder: &Path, newsroom: Option<&Newsroom>) -> Result<ExitCode> {
    let mut qazet = if has_display() {
        Command::new(project::program("qazet"))
    } else {
        let mut serve = Command::new(project::program("qazetctl"));
        serve.arg("serve");
        serve
    };
    qazet.arg("--data").arg(folder);
    if let Some(newsroom) = newsroom {
        qazet.args(["--world", &newsroom.world]);
    }
    qazet.current_dir(project::root());
    if has_display() {
        command::run(&mut qazet)?;
        return Ok(ExitCode::SUCCESS);
    }
    let status = command::run_and_read(&mut qazet, |line| {
        if let Some(address) = said_in(line, "url") {
            println!("No display here: open Qazet in a browser (end with Ctrl-C)\n  {address}");
        }
    })?;
    if !status.success() {
        bail!("qazetctl serve failed ({status})");
    }
    Ok(ExitCode::SUCCESS)
}

/// The text that `line`, one JSON object as `qazetctl` prints it, has under `name`.
fn said_in<'line>(line: &'line str, name: &str) -> Option<&'line str> {
    let (_, rest) = line.split_once(&format!("\"{name}\":\""))?;
    rest.split('"').next()
}

fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Whether one of the live world's hosts accepts a connection. Nothing is sent.
fn internet_answers() -> bool {
    let (answers, answered) = mpsc::channel();
    for host in LIVE_HOSTS {
        let answers = answers.clone();
        // Name resolution has no deadline of its own; a thread can be left behind.
        std::thread::spawn(move || {
            let reached = host.to_socket_addrs().is_ok_and(|addresses| {
                addresses
                    .take(2)
                    .any(|address| TcpStream::connect_timeout(&address, PATIENCE / 2).is_ok())
            });
            // The receiver is gone when another host was faster.
            let _ = answers.send(reached);
        });
    }
    drop(answers);
    let deadline = Instant::now() + PATIENCE;
    while let Ok(reached) =
        answered.recv_timeout(deadline.saturating_duration_since(Instant::now()))
    {
        if reached {
            return true;
        }
    }
    false
}

/// The built-in news world as a process; it ends with this value.
struct Newsroom {
    process: Child,
    /// The address of its `world.json`.
    world: String,
}

impl Newsroom {
    fn open() -> Result<Newsroom> {
        let mut process = Command::new(project::program("qazetctl"))
            .args(["newsroom", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("could not start the newsroom")?;
        let stdout = process.stdout.take();
        let mut newsroom = Newsroom {
            process,
            world: String::new(),
        };
        let mut line = String::new();
        if let Some(stdout) = stdout {
            BufReader::new(stdout)
                .read_line(&mut line)
                .context("could not read the newsroom's address")?;
        }
        newsroom.world = said_in(&line, "world")
            .with_context(|| format!("the newsroom did not say where it is, but: {line:?}"))?
            .to_owned();
        Ok(newsroom)
    }
}

impl Drop for Newsroom {
    fn drop(&mut self) {
        // Both fail only when it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::said_in;

    #[test]
    fn addresses_are_read_from_what_qazetctl_says() {
        let line = r#"{"url":"http://127.0.0.1:4000","world":"http://127.0.0.1:4000/world.json"}"#;
        assert_eq!(said_in(line, "url"), Some("http://127.0.0.1:4000"));
        assert_eq!(
            said_in(line, "world"),
            Some("http://127.0.0.1:4000/world.json")
        );
        assert_eq!(said_in(line, "token"), None);
        assert_eq!(said_in("the port is taken", "url"), None);
    }
}
