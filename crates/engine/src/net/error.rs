//! How a fetch can fail, in sentences for the reader that say what to do.
//!
//! Texts name hosts, never whole addresses: a feed's address can hold a password or a key.

use jiff::Timestamp;
use model::Problem;

/// Why an answer did not come. Each variant is one the caller acts on in its own way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// This machine has no way to the network.
    #[error(
        "There is no network. Everything already stored stays readable; Qazet goes on when the network is back."
    )]
    Offline,
    /// The name does not resolve.
    #[error(
        "The name {host} was not found. Check the spelling of the address; if it was right before, the site may be down or have moved."
    )]
    Dns {
        /// The name.
        host: String,
    },
    /// Nobody answers at the address, or the connection broke before an answer.
    #[error("{host} does not answer. It may be down; Qazet tries again later.")]
    Connect {
        /// The host.
        host: String,
    },
    /// No trustworthy TLS connection.
    #[error(
        "The connection to {host} is not safe ({why}). Check this machine's date; if it is right, tell the site's owner."
    )]
    Tls {
        /// The host.
        host: String,
        /// What the TLS library found.
        why: String,
    },
    /// This machine has no root certificates, so no https source can be trusted.
    #[error(
        "This machine has no root certificates, so no site can be trusted. Install them (on Debian: the package ca-certificates) and start Qazet again."
    )]
    NoRoots,
    /// The deadline passed before the whole body was there.
    #[error("{host} did not answer in time. It may be busy; Qazet tries again later.")]
    Timeout {
        /// The host.
        host: String,
    },
    /// More bytes than a news source needs.
    #[error("{host} sent more than {} MB, which is no feed, page or picture for a newspaper. Check the address.", limit / 1_000_000)]
    TooLarge {
        /// The host.
        host: String,
        /// The limit, in bytes after decoding.
        limit: u64,
    },
    /// More than the allowed hops.
    #[error(
        "{host} redirects too often. Open the address in a browser and subscribe to the one it ends at."
    )]
    TooManyRedirects {
        /// Where it began.
        host: String,
    },
    /// A redirect that is not followed.
    #[error(
        "{host} redirects {why}, which Qazet does not follow. Open the address in a browser and subscribe to the one it ends at."
    )]
    RedirectRefused {
        /// Who redirects.
        host: String,
        /// Where to, in words.
        why: RefusedRedirect,
    },
    /// A stranger named an address of this machine or its own network.
    #[error(
        "{host} is an address of your own machine or network. Qazet goes there only for sources that you add yourself."
    )]
    PrivateAddress {
        /// The host.
        host: String,
    },
    /// Neither http nor https.
    #[error(
        "Addresses that begin with {scheme}: can't be fetched. Use one that begins with https:// or http://."
    )]
    Scheme {
        /// What the address begins with.
        scheme: String,
    },
    /// A status that brings nothing.
    #[error("{host} answered {status} ({}).", status_words(*.status))]
    Status {
        /// The host.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// 429.
    #[error(
        "{host} asks to be left alone for a while. Qazet waits until {retry_at} and then asks again by itself."
    )]
    TooManyRequests {
        /// The host.
        host: String,
        /// When it may be asked again.
        retry_at: Timestamp,
    },
    /// 503.
    #[error(
        "{host} is closed for the moment. Qazet waits until {retry_at} and then asks again by itself."
    )]
    Unavailable {
        /// The host.
        host: String,
        /// When it may be asked again.
        retry_at: Timestamp,
    },
    /// 410.
    #[error(
        "{host} says that this address is gone for good. Remove the source, or look for its new address on the site."
    )]
    Gone {
        /// The host.
        host: String,
    },
    /// The body ended before its end.
    #[error("The answer of {host} broke off in the middle. Qazet tries again later.")]
    Truncated {
        /// The host.
        host: String,
    },
    /// The body is not what its `Content-Encoding` says.
    #[error(
        "The answer of {host} can't be unpacked ({why}). Qazet tries again later; if it stays so, tell the site's owner."
    )]
    Decoding {
        /// The host.
        host: String,
        /// What is wrong.
        why: String,
    },
    /// What came is not HTTP, or its header is over the limits.
    #[error("The answer of {host} is not one of a web server ({why}). Check the address.")]
    Protocol {
        /// The host.
        host: String,
        /// What is wrong.
        why: String,
    },
    /// The proxy of the settings or of the source does not do its part.
    #[error(
        "The proxy does not connect ({why}). Check the proxy in the settings, or that of the source; Qazet never goes past it."
    )]
    Proxy {
        /// What is wrong.
        why: String,
    },
    /// The source needs a login, and the system's keyring does not give it. The network was not touched.
    #[error(
        "The login of this source can't be read: {why}. Unlock the keyring, or enter the login of the source again."
    )]
    Keyring {
        /// What the keyring said.
        why: String,
    },
    /// The host asked for rest earlier, and the rest is not over. The network was not touched.
    #[error("{host} asked to be left alone until {until}. Qazet asks again then by itself.")]
    HostWaits {
        /// The host.
        host: String,
        /// When it may be asked again.
        until: Timestamp,
    },
}

/// Where a redirect that is not followed leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RefusedRedirect {
    /// From https to http.
    #[error("from https back to http")]
    Downgrade,
    /// To something that is not the web.
    #[error("to something other than http or https")]
    Scheme,
    /// To an address that can't be read.
    #[error("to an address that can't be read")]
    Unreadable,
    /// A redirect status without an address.
    #[error("without saying where to")]
    NoLocation,
}

impl FetchError {
    /// Whether the fault lies with this machine, not with the source: such a failure does not count against the source.
    pub fn is_ours(&self) -> bool {
        self.is_connectivity() || matches!(self, Self::Keyring { .. })
    }

    /// Whether the fault lies with this machine's network, proxy or certificates.
    pub fn is_connectivity(&self) -> bool {
        matches!(self, Self::Offline | Self::Proxy { .. } | Self::NoRoots)
    }

    /// Which kind of problem it is.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Offline | Self::Proxy { .. } | Self::NoRoots => Problem::Connectivity,
            Self::Dns { .. } => Problem::Dns,
            Self::Connect { .. } => Problem::Connect,
            Self::Tls { .. } => Problem::Tls,
            Self::Timeout { .. } => Problem::Timeout,
            Self::TooManyRedirects { .. } | Self::RedirectRefused { .. } => Problem::Redirect,
            Self::PrivateAddress { .. } | Self::Scheme { .. } => Problem::Address,
            Self::Status { status: 401, .. } | Self::Keyring { .. } => Problem::Login,
            Self::Status { .. } => Problem::Status,
            Self::TooManyRequests { .. } | Self::Unavailable { .. } | Self::HostWaits { .. } => {
                Problem::Rest
            }
            Self::Gone { .. } => Problem::Gone,
            Self::TooLarge { .. }
            | Self::Truncated { .. }
            | Self::Decoding { .. }
            | Self::Protocol { .. } => Problem::Body,
        }
    }

    /// The HTTP status of the answer, where one came that is an error by itself.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status { status, .. } => Some(*status),
            Self::TooManyRequests { .. } => Some(429),
            Self::Unavailable { .. } => Some(503),
            Self::Gone { .. } => Some(410),
            _ => None,
        }
    }

    /// When the host itself said it may be asked again.
    pub fn retry_at(&self) -> Option<Timestamp> {
        match self {
            Self::TooManyRequests { retry_at, .. } | Self::Unavailable { retry_at, .. } => {
                Some(*retry_at)
            }
            Self::HostWaits { until, .. } => Some(*until),
            _ => None,
        }
    }
}

fn status_words(status: u16) -> &'static str {
    match status {
        401 => "a password is needed: open the site in a browser to see how to subscribe",
        402 | 451 => "not available here: remove the source, or read it in a browser",
        403 => "access refused: the site may not let news readers in; open it in a browser",
        404 => "nothing is there: look for the new address on the site",
        500..=599 => "the site has a fault: Qazet tries again later",
        _ => "nothing to read: check the address",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn errors_speak_to_the_reader_and_say_what_to_do() {
        let host = || "a.kz".to_owned();
        for (error, part) in [
            (FetchError::Offline, "stays readable"),
            (FetchError::Dns { host: host() }, "Check the spelling"),
            (FetchError::Connect { host: host() }, "tries again later"),
            (
                FetchError::TooLarge {
                    host: host(),
                    limit: 15_000_000,
                },
                "more than 15 MB",
            ),
            (
                FetchError::Status {
                    host: host(),
                    status: 404,
                },
                "404 (nothing is there: look",
            ),
            (
                FetchError::Status {
                    host: host(),
                    status: 502,
                },
                "tries again later",
            ),
            (FetchError::Gone { host: host() }, "Remove the source"),
            (
                FetchError::RedirectRefused {
                    host: host(),
                    why: RefusedRedirect::Downgrade,
                },
                "from https back to http",
            ),
        ] {
            let text = error.to_string();
            assert!(text.contains(part), "{text:?} says {part:?}");
        }
    }

    #[test]
    fn only_this_machines_own_faults_are_connectivity() {
        assert!(FetchError::Offline.is_connectivity());
        assert!(FetchError::Proxy { why: String::new() }.is_connectivity());
        for theirs in [
            FetchError::Dns {
                host: String::new(),
            },
            FetchError::Timeout {
                host: String::new(),
            },
            FetchError::Gone {
                host: String::new(),
            },
        ] {
            assert!(!theirs.is_connectivity(), "{theirs:?} is the source's own");
        }
    }

    #[test]
    fn a_host_that_waits_says_until_when() {
        let until = at("2026-11-23T10:00:00Z");
        let waits = FetchError::HostWaits {
            host: "a.kz".into(),
            until,
        };
        assert_eq!(waits.retry_at(), Some(until));
        assert_eq!(FetchError::Offline.retry_at(), None);
    }
}
