//! A reader that trusts nothing: plain TCP, one request a connection, bytes as they come.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use newsroom::{Newsroom, Options};

/// The time at which tests open their newsroom: a Monday noon in Almaty.
pub const NOON: &str = "2026-11-23T07:00:00Z";

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(one, _)| one.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}

pub async fn open() -> Newsroom {
    let now = Some(NOON.parse().unwrap());
    Newsroom::start(Options {
        now,
        ..Options::default()
    })
    .await
    .expect("the newsroom opens")
}

pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream
}

/// Sends a GET; the connection is to be closed after the answer.
pub fn send(stream: &mut TcpStream, host: &str, target: &str, headers: &[(&str, &str)]) {
    let target: String = target
        .bytes()
        .map(|byte| match byte {
            b' '..=b'~' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    let mut head = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).unwrap();
}

pub fn fetch_with(room: &Newsroom, host: &str, target: &str, headers: &[(&str, &str)]) -> Reply {
    let mut stream = connect(room.address());
    send(&mut stream, host, target, headers);
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    split(&bytes)
}

pub fn fetch(room: &Newsroom, host: &str, target: &str) -> Reply {
    fetch_with(room, host, target, &[])
}

/// Fetches a full address.
pub fn fetch_url(room: &Newsroom, url: &str) -> Reply {
    let rest = url.split_once("://").expect("a full address").1;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    fetch(room, host, &format!("/{path}"))
}

pub fn post(room: &Newsroom, path: &str, body: &str) -> Reply {
    let mut stream = connect(room.address());
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    split(&bytes)
}

/// Splits head and body; the body stays as it came.
pub fn split(bytes: &[u8]) -> Reply {
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("a head");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap();
    Reply {
        status: status.parse().unwrap(),
        headers: lines
            .map(|line| {
                let (name, value) = line.split_once(": ").unwrap();
                (name.to_owned(), value.to_owned())
            })
            .collect(),
        body: bytes[end + 4..].to_vec(),
    }
}
