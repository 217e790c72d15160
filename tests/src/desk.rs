//! A newsroom, a data folder, and `qazetctl` as people run it: real processes, which can be killed.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use newsroom::{Newsroom, Options};
use serde_json::Value;

/// The program that `QAZETCTL` names, else the workspace's own debug build.
pub fn qazetctl() -> PathBuf {
    let built = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/debug/qazetctl");
    let path = std::env::var_os("QAZETCTL").map_or_else(|| PathBuf::from(built), PathBuf::from);
    assert!(
        path.with_extension(std::env::consts::EXE_EXTENSION)
            .is_file(),
        "{} is missing; run `cargo build -p cli --features dev,testing`",
        path.display()
    );
    path
}

/// A newsroom, a data folder, and the program.
pub struct Desk {
    /// What the program reads.
    pub newsroom: Newsroom,
    /// Here tests may put their files; the library is a folder in it.
    pub folder: tempfile::TempDir,
}

impl Desk {
    /// An empty folder, and a newsroom at the usual time.
    pub async fn open() -> Self {
        let now = Some(crate::BEGINNING.parse().unwrap());
        let newsroom = Newsroom::start(Options {
            now,
            ..Options::default()
        })
        .await
        .unwrap();
        let folder = tempfile::tempdir().unwrap();
        Self { newsroom, folder }
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// Writes a file; tells its path.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program on this folder and newsroom, at the newsroom's time.
    pub fn command(&self) -> Command {
        self.command_on(&self.data())
    }

    /// The same on another folder.
    pub fn command_on(&self, data: &Path) -> Command {
        let mut command = Command::new(qazetctl());
        command.arg("--data").arg(data);
        command.args([
            "--world",
            &format!("{}/world.json", self.newsroom.url()),
            "--clock",
            &self.newsroom.now().to_string(),
        ]);
        // The language of the machine shall not matter.
        command.env("LC_ALL", "ru_RU.UTF-8").env_remove("QAZETCTL");
        command
    }

    /// A call, until it ends.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    /// The one JSON value of a call that succeeds.
    pub fn ask(&self, arguments: &[&str]) -> Value {
        let done = self.run(&[arguments, &["--json"]].concat());
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(0), "{arguments:?}: {said}");
        serde_json::from_slice(&done.stdout)
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
    }

    /// The message of a call that does not succeed.
    pub fn fail(&self, arguments: &[&str], code: i32) -> String {
        let done = self.run(arguments);
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(code), "{arguments:?}: {said}");
        assert_eq!(
            String::from_utf8_lossy(&done.stdout),
            "",
            "{arguments:?}: messages go to stderr"
        );
        said
    }
}

/// `qazetctl serve`, ended when it is dropped.
pub struct Served {
    child: Mutex<Child>,
    /// `http://127.0.0.1:PORT`.
    pub url: String,
    /// Who has it may call.
    pub token: String,
}

impl Served {
    /// Starts it.
    pub fn start(desk: &Desk) -> Self {
        let mut child = desk
            .command()
            .args(["serve"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let told = first_line(child.stdout.take().unwrap());
        let address = told["url"].as_str().unwrap();
        let (url, token) = address
            .split_once("/#token=")
            .expect("the token is in the fragment");
        assert!(url.starts_with("http://127.0.0.1:"), "{url}");
        assert_eq!(token.len(), 32);
        let (url, token) = (url.to_owned(), token.to_owned());
        let child = Mutex::new(child);
        Self { child, url, token }
    }

    /// Kills it as `kill -9` does, also while others call.
    pub fn kill(&self) {
        let mut child = self.child.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Its number among the processes.
    pub fn process(&self) -> u32 {
        self.child.lock().unwrap().id()
    }

    /// Asks as the interface does; an error fails the test.
    pub fn call(&self, request: &Value) -> Value {
        let answer = self.post("/call", request);
        assert_eq!(answer.status, 200, "{request}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Posts with the token.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.try_post(path, body).unwrap()
    }

    /// The same; an error where it is killed meanwhile.
    ///
    /// # Errors
    /// No answer came.
    pub fn try_post(&self, path: &str, body: &Value) -> std::io::Result<Answer> {
        let bearer = format!("Bearer {}", self.token);
        let headers = [
            ("Authorization", bearer.as_str()),
            ("Content-Type", "application/json"),
        ];
        try_request(&self.url, "POST", path, &headers, &body.to_string())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself, which the test has noticed.
        let child = self.child.get_mut().unwrap();
        let _ = child.kill();
        let _ = child.wait();
    }
}

// HTTP by hand: a good library would not send a wrong Host.

/// What came.
pub struct Answer {
    /// The status.
    pub status: u16,
    headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A header by its name in lower case; empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// GET.
pub fn get(url: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    request(url, "GET", path, headers, "")
}

/// A connection to that address.
pub fn connect(url: &str) -> TcpStream {
    try_connect(url).unwrap()
}

/// One request and its answer.
pub fn request(
    url: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    try_request(url, method, path, headers, body).unwrap()
}

fn try_connect(url: &str) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(url.trim_start_matches("http://"))?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    Ok(stream)
}

fn try_request(
    url: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> std::io::Result<Answer> {
    let mut stream = try_connect(url)?;
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    if !headers.iter().any(|(name, _)| *name == "Host") {
        head.push_str(&format!("Host: {}\r\n", url.trim_start_matches("http://")));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{head}\r\n{body}").as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let cut_short = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut_short)?;
    let mut lines = head.lines();
    let status = lines
        .next()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    Ok(Answer {
        status,
        headers: headers.collect(),
        body: body.to_owned(),
    })
}

/// The JSON of the first line that a program prints.
pub fn first_line(stdout: ChildStdout) -> Value {
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line).unwrap();
    serde_json::from_str(&line).unwrap_or_else(|error| panic!("{line:?}: {error}"))
}
