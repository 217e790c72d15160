//! Times in the library: milliseconds since 1970 UTC, 0 for never.

use jiff::Timestamp;

/// To the library.
pub(crate) fn millis(time: Timestamp) -> i64 {
    time.as_millisecond()
}

/// To the library, where never is possible.
pub(crate) fn millis_or_never(time: Option<Timestamp>) -> i64 {
    time.map_or(0, millis)
}

/// From the library. A number outside of the calendar (damage) becomes 1970.
pub(crate) fn time(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// From the library, where never is possible.
pub(crate) fn time_or_never(millis: i64) -> Option<Timestamp> {
    (millis != 0).then(|| time(millis))
}
