//! What was asked of the newsroom: every request with its headers, and hits by host and path.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::Serialize;

use crate::incoming::Incoming;

/// One request that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Request {
    /// `GET`, …
    pub method: String,
    /// The host asked for, lower case, without port.
    pub host: String,
    /// The path, percent-decoded.
    pub path: String,
    /// What stands after `?`, as it came.
    pub query: String,
    /// Headers, names in lower case, in their order.
    pub headers: Vec<(String, String)>,
    /// When it came, by the newsroom's clock.
    pub at: Timestamp,
    /// The status it was answered with.
    pub status: u16,
}

impl Request {
    /// The first header of that name (any case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(one, _)| one.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// The requests so far; the newsroom's own (`/world.json`, `/_newsroom/…`) are not among them.
#[derive(Debug, Default)]
pub(crate) struct Record {
    requests: Mutex<Vec<Request>>,
}

impl Record {
    pub(crate) fn note(&self, incoming: &Incoming, at: Timestamp, status: u16) {
        self.requests().push(Request {
            method: incoming.method.clone(),
            host: incoming.host.clone(),
            path: incoming.path.clone(),
            query: incoming.query.clone(),
            headers: incoming.headers.clone(),
            at,
            status,
        });
    }

    pub(crate) fn all(&self) -> Vec<Request> {
        self.requests().clone()
    }

    pub(crate) fn hits(&self, host: &str, path: &str) -> u32 {
        let hits = self
            .requests()
            .iter()
            .filter(|one| one.host == host && (path == "*" || one.path == path))
            .count();
        u32::try_from(hits).unwrap_or(u32::MAX)
    }

    pub(crate) fn forget(&self) {
        self.requests().clear();
    }

    fn requests(&self) -> MutexGuard<'_, Vec<Request>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
