//! What the HTTP library's errors mean, found by the types in their chain and never by their texts.

use std::error::Error;
use std::io;

use super::error::FetchError;
use super::resolver::{NameError, is_offline};

/// The failure of a request to `host`, sent through a proxy or not.
pub fn of_request(error: &reqwest::Error, host: &str, proxied: bool) -> FetchError {
    let host = host.to_owned();
    if let Some(name) = find::<NameError>(error) {
        return match name {
            NameError::NotFound => FetchError::Dns { host },
            NameError::ProxyNotFound => FetchError::Proxy {
                why: name.to_string(),
            },
            NameError::Offline => FetchError::Offline,
            NameError::Private => FetchError::PrivateAddress { host },
        };
    }
    if let Some(tls) = find::<rustls::Error>(error) {
        let why = tls.to_string();
        return FetchError::Tls { host, why };
    }
    if error.is_timeout() {
        return FetchError::Timeout { host };
    }
    if error.is_connect() {
        // A machine without any route is offline, whoever was asked.
        return match find::<io::Error>(error).map(io::Error::kind) {
            Some(io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown)
                if is_offline() =>
            {
                FetchError::Offline
            }
            _ if proxied => FetchError::Proxy {
                why: innermost(error),
            },
            _ => FetchError::Connect { host },
        };
    }
    if has_ended_early(error) {
        return FetchError::Connect { host };
    }
    let why = innermost(error);
    FetchError::Protocol { host, why }
}

/// The failure of a connection while its body was read.
pub fn of_body(error: &reqwest::Error, host: &str) -> FetchError {
    let host = host.to_owned();
    if error.is_timeout() {
        FetchError::Timeout { host }
    } else {
        // Missing bytes, bad chunks, a reset: the answer broke off.
        FetchError::Truncated { host }
    }
}

/// The connection broke before the answer began or while its header came.
fn has_ended_early(error: &reqwest::Error) -> bool {
    find::<io::Error>(error).is_some()
        || find::<hyper::Error>(error).is_some_and(hyper::Error::is_incomplete_message)
}

/// The first error of type `E` in the chain; those that I/O errors carry inside are looked into too.
fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        let carried = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        if let Some(found) = carried.and_then(|inner| find::<E>(inner)) {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// The text at the end of the chain: the only one that says something.
fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}
