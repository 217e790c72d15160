//! When a page or picture that could not be had is tried again, and when it is given up.

use jiff::{SignedDuration, Timestamp};
use store::NextTry;
use url::Url;

use super::is_elsewhere;
use crate::net::{FetchError, RefusedRedirect};

/// Tries after which a page or picture is given up: a bad weekend of its server is over by then.
const TRIES: u32 = 8;
/// The longest time between two tries, in minutes.
const DAY: i64 = 24 * 60;

/// What follows when another site answered in the place of a page or picture: it may be the login page of a network. Nothing where it is
/// the site itself, or after the last try.
pub(crate) fn next_try_elsewhere(
    asked: &Url,
    came: &Url,
    attempts: u32,
    now: Timestamp,
) -> Option<(String, NextTry)> {
    let next = later(attempts, now).filter(|_| is_elsewhere(asked, came))?;
    let host = came.host_str().unwrap_or_default();
    let reason = format!(
        "{host} answered in its place; this network may want you to log in first. Qazet tries again later"
    );
    Some((reason, NextTry::At(next)))
}

fn later(attempts: u32, now: Timestamp) -> Option<Timestamp> {
    let wait = SignedDuration::from_mins((60 << attempts.min(5)).min(DAY));
    now.checked_add(wait).ok().filter(|_| attempts + 1 < TRIES)
}

/// What follows when a page or picture could not be had.
pub(crate) fn next_try(error: &FetchError, attempts: u32, now: Timestamp) -> NextTry {
    if let FetchError::HostWaits { until, .. } = error {
        return NextTry::Unasked(*until);
    }
    if let Some(told) = error.retry_at() {
        return NextTry::At(told);
    }
    if error.is_ours() {
        let soon = now.checked_add(SignedDuration::from_mins(10));
        return NextTry::Unasked(soon.unwrap_or(now));
    }
    let passing = match error {
        FetchError::Status { status, .. } => *status >= 500 || matches!(status, 403 | 408 | 425),
        FetchError::Gone { .. }
        | FetchError::TooLarge { .. }
        | FetchError::TooManyRedirects { .. }
        | FetchError::Scheme { .. } => false,
        FetchError::RedirectRefused { why, .. } => *why == RefusedRedirect::Downgrade,
        // That is where captive portals lead, too.
        FetchError::PrivateAddress { .. } => true,
        _ => true,
    };
    match passing {
        false => NextTry::Gone,
        true => later(attempts, now).map_or(NextTry::GivenUp, NextTry::At),
    }
}
