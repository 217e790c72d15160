//! When a source is asked next (DESIGN §5). Pure: time is a parameter.

use jiff::{SignedDuration, Timestamp};
use model::{Feed, FeedStatus};

use super::Scope;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Never more often than this.
pub const FLOOR: SignedDuration = SignedDuration::from_mins(10);

/// Why a source is not asked in this pass; nothing where it is.
pub fn skip_reason(feed: &Feed, scope: Scope, now: Timestamp) -> Option<String> {
    if feed.paused {
        return Some("paused by you".to_owned());
    }
    if feed.status == Some(FeedStatus::Gone) {
        return Some(
            "its server said that it is gone for good; remove it, or add its new address"
                .to_owned(),
        );
    }
    match (scope, feed.next_check) {
        (Scope::Due, Some(next)) if next > now => Some(format!("not due before {next}")),
        _ => None,
    }
}

/// What a good answer says about the time of the next check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// `max-age` or `Expires`.
    pub fresh_for: Option<SignedDuration>,
    /// `ttl`, `sy:*`.
    pub own_interval: Option<SignedDuration>,
    /// The server gave something to ask again with.
    pub has_validators: bool,
    /// The usual time between two articles.
    pub rhythm: Option<SignedDuration>,
}

/// The next check after an answer that could be read.
pub fn after_success(now: Timestamp, interval_minutes: u32, hints: Hints, id: i64) -> Timestamp {
    let chosen = MINUTE * i32::try_from(interval_minutes).unwrap_or(60);
    // Slow sources are asked less: half the usual time between two articles, at most half a day.
    let rhythm = hints.rhythm.map_or(chosen, |gap| (gap / 2).min(DAY / 2));
    let told = [hints.fresh_for, hints.own_interval]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or_default()
        .min(DAY);
    let least = if hints.has_validators {
        FLOOR
    } else {
        HOUR * 2
    };
    let wait = chosen.max(rhythm).max(told).max(least);
    later(now, wait, id)
}

/// The next check after a failure of the source, the `failures`th in a row.
pub fn after_failure(now: Timestamp, failures: u32, id: i64) -> Timestamp {
    let doublings = failures.saturating_sub(1).min(5);
    later(now, (HOUR * (1_i32 << doublings)).min(DAY), id)
}

/// The next check when the network, not the source, failed.
pub fn after_connectivity(now: Timestamp) -> Timestamp {
    now.checked_add(FLOOR).unwrap_or(Timestamp::MAX)
}

/// The usual time between two articles, from their times of publication: the median gap of the newest ten.
pub fn rhythm(mut published: Vec<Timestamp>) -> Option<SignedDuration> {
    published.sort_unstable_by(|a, b| b.cmp(a));
    published.truncate(11);
    let mut gaps: Vec<SignedDuration> = published
        .windows(2)
        .filter_map(|pair| Some(pair.first()?.duration_since(*pair.get(1)?)))
        .collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied()
}

/// `now + wait`, up to a tenth later so that sources spread: always by the same share for the same source, so that restarts change nothing.
fn later(now: Timestamp, wait: SignedDuration, id: i64) -> Timestamp {
    let share = (id.unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as i32; // 0–255
    let jitter = wait / 10 * share / 256;
    now.checked_add(wait + jitter).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-20T06:00:00Z".parse().unwrap()
    }

    fn minutes(next: Timestamp) -> i64 {
        next.duration_since(now()).as_secs() / 60
    }

    const GOOD: Hints = Hints {
        fresh_for: None,
        own_interval: None,
        has_validators: true,
        rhythm: None,
    };

    #[test]
    fn an_hour_by_default_and_up_to_a_tenth_more() {
        for id in 1..200 {
            let next = minutes(after_success(now(), 60, GOOD, id));
            assert!((60..=66).contains(&next), "{next}");
        }
    }

    #[test]
    fn never_under_ten_minutes_and_two_hours_without_validators() {
        assert!(minutes(after_success(now(), 1, GOOD, 1)) >= 10);
        assert!(
            minutes(after_success(
                now(),
                10,
                Hints {
                    has_validators: false,
                    ..GOOD
                },
                1
            )) >= 120
        );
    }

    #[test]
    fn what_the_source_says_counts_up_to_a_day() {
        let told = |hours| Hints {
            fresh_for: Some(HOUR * hours),
            ..GOOD
        };
        assert!((240..=264).contains(&minutes(after_success(now(), 60, told(4), 7))));
        assert!((1440..=1584).contains(&minutes(after_success(now(), 60, told(24 * 365), 7))));
        let ttl = Hints {
            own_interval: Some(HOUR * 3),
            ..GOOD
        };
        assert!((180..=198).contains(&minutes(after_success(now(), 60, ttl, 7))));
    }

    #[test]
    fn a_failing_source_is_asked_ever_less_up_to_once_a_day() {
        let hours: Vec<i64> = (1..9)
            .map(|failures| minutes(after_failure(now(), failures, 0)) / 60)
            .collect();
        assert_eq!(hours, [1, 2, 4, 8, 16, 24, 24, 24]);
    }

    #[test]
    fn a_slow_source_is_asked_less() {
        let weekly: Vec<Timestamp> = (0..5)
            .map(|week| now().checked_sub(HOUR * (24 * 7 * week)).unwrap())
            .collect();
        assert_eq!(rhythm(weekly.clone()), Some(HOUR * 24 * 7));
        let hints = Hints {
            rhythm: rhythm(weekly),
            ..GOOD
        };
        assert!((720..=792).contains(&minutes(after_success(now(), 60, hints, 3))));
        assert_eq!(rhythm(Vec::new()), None);
    }
}
