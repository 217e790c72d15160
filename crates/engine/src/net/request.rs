//! What is asked and what comes back: plain values.

use std::time::Duration;

use bytes::Bytes;
use jiff::SignedDuration;
use model::{Validators, Way};
use url::Url;

use super::Credential;

/// What a request is for: its limits, its `Accept` and the space around it depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// RSS, Atom, JSON Feed, sitemap.
    Feed,
    /// An article, a list page, a page to discover feeds on.
    Page,
    /// A picture of an article, a favicon.
    Picture,
    /// Exchange rates.
    Rates,
    /// Weather, air quality, geocoding.
    Weather,
}

impl Purpose {
    /// The most bytes of a body after decoding (DESIGN §5).
    pub fn limit(self) -> u64 {
        match self {
            Self::Picture => 20_000_000,
            Self::Feed | Self::Page | Self::Rates | Self::Weather => 15_000_000,
        }
    }

    /// The least time between the end of one request to a host and the start of this one.
    pub fn space(self) -> Duration {
        match self {
            Self::Page | Self::Picture => Duration::from_secs(1),
            Self::Feed | Self::Rates | Self::Weather => Duration::from_millis(200),
        }
    }

    /// The `Accept` header.
    pub fn accept(self) -> &'static str {
        match self {
            Self::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
            }
            Self::Page => "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1",
            Self::Picture => "image/webp, image/jpeg, image/png, image/gif, */*;q=0.1",
            Self::Rates => "application/xml, text/xml, application/json;q=0.9, */*;q=0.1",
            Self::Weather => "application/json, */*;q=0.1",
        }
    }
}

/// A request: always GET.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Get {
    /// The address, asked exactly as it stands (the fragment stays here).
    pub url: Url,
    /// What for.
    pub purpose: Purpose,
    /// Of the last answer that was kept; empty for an unconditional request.
    pub validators: Validators,
    /// The reader typed or imported this very source: it may reach its own host and port, even a private one.
    pub typed: bool,
    /// The typed source on whose behalf a page or picture is asked: its host and port are allowed too. Absent for what strangers named.
    pub origin: Option<Url>,
    /// The source's login, sent to its own origin only, wherever redirects lead.
    pub login: Option<Credential>,
    /// Which way it leaves the machine, its redirects included.
    pub way: Way,
}

impl Get {
    /// A request without validators for an address that strangers may have named.
    pub fn new(url: Url, purpose: Purpose) -> Self {
        Self {
            url,
            purpose,
            validators: Validators::default(),
            typed: false,
            origin: None,
            login: None,
            way: Way::Settings,
        }
    }

    /// The same, conditional on `validators`.
    pub fn validators(mut self, validators: Validators) -> Self {
        self.validators = validators;
        self
    }

    /// The same, for a source that the reader typed or imported (`typed`), or not.
    pub fn typed(mut self, typed: bool) -> Self {
        self.typed = typed;
        self
    }

    /// The same, on behalf of the typed source at `origin`.
    pub fn origin(mut self, origin: Option<Url>) -> Self {
        self.origin = origin;
        self
    }

    /// The same, logged in.
    pub fn login(mut self, login: Option<Credential>) -> Self {
        self.login = login;
        self
    }

    /// The same, by another way than that of the settings.
    pub fn way(mut self, way: Way) -> Self {
        self.way = way;
        self
    }
}

/// An answer worth reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// 200 (or 203, which a provider uses to announce an old version), or 304 to a conditional request.
    pub status: u16,
    /// Where it came from in the end; for a mapped host its real name over https.
    pub url: Url,
    /// `Content-Type` as sent.
    pub content_type: Option<String>,
    /// To keep and send next time: of this answer, or after 304 those that were sent.
    pub validators: Validators,
    /// How much longer the server calls it fresh; not clamped.
    pub fresh_for: Option<SignedDuration>,
    /// `X-Robots-Tag: noarchive` stands in its header.
    pub noarchive: bool,
    /// The new address, when there were redirects and every one was permanent (301, 308).
    pub moved_permanently: Option<Url>,
    /// Some redirect was temporary (302, 303, 307).
    pub moved_temporarily: bool,
    /// The body, decoded; empty for 304.
    pub body: Bytes,
    /// Bytes of the body on the wire, before decoding.
    pub wire_bytes: u64,
}

impl Answer {
    /// Whether the server said that nothing changed.
    pub fn is_not_modified(&self) -> bool {
        self.status == 304
    }
}
