//! A login on its way to the one place it is for.
//!
//! Deliberately absent: where logins are kept (`logins`). Nothing here can be shown by accident: the header's value is marked as sensitive.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use model::Login;
use url::{Origin, Url};

/// Headers that are Qazet's or the connection's own: a key can't be sent in one of them. `Cookie` is among them (FRB063).
const TAKEN: &[&str] = &[
    "accept",
    "accept-encoding",
    "connection",
    "content-length",
    "cookie",
    "host",
    "if-modified-since",
    "if-none-match",
    "referer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

/// A login, and the origin that it is sent to. Redirects, pages and pictures elsewhere never see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    origin: Origin,
    name: HeaderName,
    value: HeaderValue,
}

/// Why a login can't be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadLogin {
    /// It has characters that no header can carry.
    #[error("it has characters that can't be sent")]
    Characters,
    /// That header is not free for keys.
    #[error("a key can't be sent in that header")]
    Header,
}

impl Credential {
    /// A login for the origin of `url`.
    pub fn new(url: &Url, login: &Login) -> Result<Self, BadLogin> {
        let (name, value) = match login {
            Login::Password { user, password } => {
                // RFC 7617 §2; UTF-8 is what servers expect today (§2.1).
                let pair = BASE64_STANDARD.encode(format!("{user}:{password}"));
                (AUTHORIZATION, format!("Basic {pair}"))
            }
            Login::Key { header, value } => {
                let name = HeaderName::from_bytes(header.trim().as_bytes())
                    .map_err(|_| BadLogin::Header)?;
                if TAKEN.contains(&name.as_str()) {
                    return Err(BadLogin::Header);
                }
                (name, value.clone())
            }
            Login::Bearer { token } => (AUTHORIZATION, format!("Bearer {token}")),
        };
        let mut value = HeaderValue::from_str(value.trim()).map_err(|_| BadLogin::Characters)?;
        value.set_sensitive(true);
        Ok(Self {
            origin: url.origin(),
            name,
            value,
        })
    }

    /// Adds it to a request for `url`, if that is where it is for.
    pub fn add_to(&self, header: &mut HeaderMap, url: &Url) {
        if url.origin() == self.origin {
            header.insert(self.name.clone(), self.value.clone());
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn password() -> Login {
        Login::Password {
            user: "Aladdin".to_owned(),
            password: "open sesame".to_owned(),
        }
    }

    #[test]
    fn a_login_goes_to_its_own_origin_only() {
        let credential = Credential::new(&url("https://a.kz/feed?x"), &password()).unwrap();
        let sent = |to: &str| {
            let mut header = HeaderMap::new();
            credential.add_to(&mut header, &url(to));
            header.get(AUTHORIZATION).cloned()
        };
        // The example of RFC 7617 §2.
        let expected = HeaderValue::from_static("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(sent("https://a.kz/article/1"), Some(expected));
        for elsewhere in [
            "http://a.kz/feed?x",
            "https://a.kz:8443/feed",
            "https://www.a.kz/feed",
            "https://a.kz.b.kz/feed",
            "https://b.kz/https://a.kz/",
        ] {
            assert_eq!(sent(elsewhere), None, "{elsewhere} is another place");
        }
    }

    #[test]
    fn a_key_is_sent_in_its_own_header_unless_that_is_taken() {
        let key = |header: &str, value: &str| {
            let (header, value) = (header.to_owned(), value.to_owned());
            Credential::new(&url("https://a.kz/"), &Login::Key { header, value })
        };
        let mut header = HeaderMap::new();
        key("X-Api-Key", "k1")
            .unwrap()
            .add_to(&mut header, &url("https://a.kz/feed"));
        assert_eq!(header["x-api-key"], "k1");
        assert!(!format!("{header:?}").contains("k1"), "nothing shows it");
        for taken in ["Cookie", "host", "If-None-Match", "two words", ""] {
            assert_eq!(key(taken, "k1"), Err(BadLogin::Header), "{taken:?}");
        }
        assert_eq!(key("X-Api-Key", "a\nb"), Err(BadLogin::Characters));
    }
}
