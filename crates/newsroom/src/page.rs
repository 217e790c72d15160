//! Pages that a test prints itself: feeds and articles that no outlet has, under any host that the world maps.

use crate::answer::{Answer, fingerprint};
use crate::incoming::Incoming;

/// What one path of one host says from now on, in place of what an outlet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    content_type: String,
    body: Vec<u8>,
    headers: Vec<(String, String)>,
    etag: Option<String>,
    needs: Option<(String, String)>,
}

impl Page {
    /// A page with an entity tag made of its body.
    pub fn new(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self {
            content_type: content_type.to_owned(),
            etag: Some(format!("\"{}\"", &fingerprint(&body)[..20])),
            body,
            headers: Vec::new(),
            needs: None,
        }
    }

    /// A feed.
    pub fn feed(body: impl Into<Vec<u8>>) -> Self {
        Self::new("application/rss+xml; charset=utf-8", body)
    }

    /// A web page.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new("text/html; charset=utf-8", body)
    }

    /// The same with one more header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same without an entity tag.
    pub fn unvalidated(mut self) -> Self {
        self.etag = None;
        self
    }

    /// The same for those only who send this header; others get 401.
    pub fn only_with(mut self, header: &str, value: &str) -> Self {
        self.needs = Some((header.to_ascii_lowercase(), value.to_owned()));
        self
    }

    pub(crate) fn answer(&self, request: &Incoming) -> Answer {
        if let Some((name, value)) = &self.needs
            && request.header(name) != Some(value)
        {
            return Answer::error(401);
        }
        let mut answer = Answer::ok(&self.content_type, self.body.clone());
        answer.headers.extend(self.headers.iter().cloned());
        answer.etag.clone_from(&self.etag);
        answer
    }
}
