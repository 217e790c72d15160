//! When a source is asked next (DESIGN §5). Pure: time is a parameter.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Unit};
use model::{Feed, FeedStatus, Pace, Wishes};

use super::Scope;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Never more often than this.
pub const FLOOR: SignedDuration = SignedDuration::from_mins(10);
/// No source is put off for longer: the longest Retry-After, and its jitter. A check that is due later was written by a clock that was wrong.
const LONGEST: SignedDuration = SignedDuration::from_hours(8 * 24);

/// Why a source is not asked in this pass; nothing where it is.
pub fn skip_reason(feed: &Feed, wishes: Wishes, scope: Scope, now: Timestamp) -> Option<String> {
    if feed.paused {
        return Some("paused by you".to_owned());
    }
    if feed.status == Some(FeedStatus::Gone) {
        return Some(
            "its server said that it is gone for good; remove it, or add its new address"
                .to_owned(),
        );
    }
    let next = feed
        .next_check
        .filter(|next| *next > now && next.duration_since(now) <= LONGEST);
    match scope {
        Scope::Now => None,
        Scope::Due => match next {
            Some(next) => Some(format!("not due before {next}")),
            None => unwanted_hour(feed, wishes, now),
        },
        Scope::Refresh | Scope::One(_) => just_asked(feed, next, now),
        Scope::Anyway(_) => just_asked(feed, None, now),
    }
}

/// When a source is due whose server would have to send everything if it were asked now; absent where nothing speaks against asking.
pub fn due_later_and_unconditional(feed: &Feed, now: Timestamp) -> Option<Timestamp> {
    let failed = feed.status == Some(FeedStatus::Failed);
    feed.next_check.filter(|next| {
        *next > now && feed.last_check.is_some() && feed.validators.is_empty() && !failed
    })
}

/// The reader asks again and again: once in [`FLOOR`] is enough, and less often where each answer is the whole feed.
pub fn just_asked(feed: &Feed, next: Option<Timestamp>, now: Timestamp) -> Option<String> {
    let since = now.duration_since(feed.last_check?);
    // A clock that was set back says nothing.
    if (SignedDuration::ZERO..FLOOR).contains(&since) {
        let again = feed.last_check?.checked_add(FLOOR).ok()?;
        return Some(format!(
            "asked a moment ago; it can be asked again at {again}"
        ));
    }
    next?;
    let next = due_later_and_unconditional(feed, now)?;
    Some(format!(
        "its server sends everything each time; it is asked again at {next}"
    ))
}

/// The feed asks for rest in this hour or on this day. After a day without an answer it is asked all the same.
fn unwanted_hour(feed: &Feed, wishes: Wishes, now: Timestamp) -> Option<String> {
    let asked = feed.last_check?;
    (now.duration_since(asked) < DAY && is_skipped(wishes, now)).then(|| {
        "its publisher asks to be left alone at this hour (skipHours, skipDays)".to_owned()
    })
}

/// What an answer says about the time of the next check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// `max-age` or `Expires`.
    pub fresh_for: Option<SignedDuration>,
    /// The server gave something to ask again with.
    pub has_validators: bool,
    /// What the source itself says.
    pub wishes: Wishes,
}

/// The next check after an answer that could be read, and what set it.
pub fn after_success(
    now: Timestamp,
    interval_minutes: u32,
    hints: Hints,
    id: i64,
) -> (Timestamp, Pace) {
    let chosen = MINUTE * i32::try_from(interval_minutes).unwrap_or(60);
    let told = |span: Option<SignedDuration>| span.unwrap_or_default().min(DAY);
    // Slow sources are asked less: half the usual time between two articles, at most half a day.
    let rhythm = hints.wishes.rhythm.unwrap_or_default();
    let without = if hints.has_validators {
        FLOOR
    } else {
        HOUR * 2
    };
    let mut longest = (chosen.max(FLOOR), Pace::Chosen);
    for (wait, pace) in [
        ((rhythm / 2).min(DAY / 2), Pace::Rhythm),
        (without, Pace::NoValidators),
        (told(hints.wishes.own_interval), Pace::OwnInterval),
        (told(hints.fresh_for), Pace::Freshness),
    ] {
        if wait > longest.0 {
            longest = (wait, pace);
        }
    }
    let next = later(now, longest.0, id);
    match out_of_skipped(hints.wishes, next, now) {
        Some(after) => (after, Pace::SkippedHours),
        None => (next, longest.1),
    }
}

/// The next check after a failure of the source, the `failures`th in a row.
pub fn after_failure(now: Timestamp, failures: u32, id: i64) -> Timestamp {
    let doublings = failures.saturating_sub(1).min(5);
    later(now, (HOUR * (1_i32 << doublings)).min(DAY), id)
}

/// The next check where the server said when: not before, and not before it would have been due anyway.
pub fn after_retry(now: Timestamp, told: Timestamp, interval_minutes: u32, id: i64) -> Timestamp {
    let chosen = MINUTE * i32::try_from(interval_minutes).unwrap_or(60);
    told.max(later(now, chosen.max(FLOOR), id))
}

/// The next check when the network, not the source, failed, for so many passes in a row: soon, and not for ever so often.
pub fn after_connectivity(now: Timestamp, passes: u32) -> Timestamp {
    let wait = FLOOR * (1_i32 << passes.min(3));
    now.checked_add(wait.min(HOUR)).unwrap_or(Timestamp::MAX)
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

/// The end of the hours that the feed wants skipped, where `at` lies in them; at most a day from `now`.
fn out_of_skipped(wishes: Wishes, at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    if !is_skipped(wishes, at) {
        return None;
    }
    let limit = now.checked_add(DAY).ok()?.max(at);
    let mut hour = at.to_zoned(TimeZone::UTC).round(
        jiff::ZonedRound::new()
            .smallest(Unit::Hour)
            .mode(jiff::RoundMode::Trunc),
    );
    while let Ok(this) = &hour {
        if this.timestamp() > limit {
            return Some(limit);
        }
        if this.timestamp() > at && !is_skipped(wishes, this.timestamp()) {
            return Some(this.timestamp());
        }
        hour = this.checked_add(HOUR);
    }
    None
}

fn is_skipped(wishes: Wishes, at: Timestamp) -> bool {
    let at = at.to_zoned(TimeZone::UTC);
    let hour = wishes.skip_hours >> (at.hour() as u32) & 1 == 1;
    let day = wishes.skip_days >> (at.weekday().to_monday_zero_offset() as u32) & 1 == 1;
    // A feed that wants to be skipped always means something else.
    let always = wishes.skip_hours & 0xFF_FFFF == 0xFF_FFFF || wishes.skip_days & 0x7F == 0x7F;
    (hour || day) && !always
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

    fn minutes((next, _): (Timestamp, Pace)) -> i64 {
        next.duration_since(now()).as_secs() / 60
    }

    const GOOD: Hints = Hints {
        fresh_for: None,
        has_validators: true,
        wishes: Wishes {
            own_interval: None,
            rhythm: None,
            skip_hours: 0,
            skip_days: 0,
        },
    };

    fn wishing(wishes: Wishes) -> Hints {
        Hints { wishes, ..GOOD }
    }

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
        let without = Hints {
            has_validators: false,
            ..GOOD
        };
        let next = after_success(now(), 10, without, 1);
        assert!(minutes(next) >= 120);
        assert_eq!(next.1, Pace::NoValidators);
    }

    #[test]
    fn what_the_source_says_counts_up_to_a_day() {
        let told = |hours| Hints {
            fresh_for: Some(HOUR * hours),
            ..GOOD
        };
        assert!((240..=264).contains(&minutes(after_success(now(), 60, told(4), 7))));
        assert!((1440..=1584).contains(&minutes(after_success(now(), 60, told(24 * 365), 7))));
        let ttl = wishing(Wishes {
            own_interval: Some(HOUR * 3),
            ..Wishes::default()
        });
        let next = after_success(now(), 60, ttl, 7);
        assert!((180..=198).contains(&minutes(next)));
        assert_eq!(next.1, Pace::OwnInterval);
    }

    #[test]
    fn skipped_hours_and_days_are_left_out_for_a_day_at_most() {
        let check = |skip_hours, skip_days, expected: &str| {
            let wishes = Wishes {
                skip_hours,
                skip_days,
                ..Wishes::default()
            };
            let (next, pace) = after_success(now(), 60, wishing(wishes), 0);
            assert_eq!(
                next,
                expected.parse().unwrap(),
                "{skip_hours:b} {skip_days:b}"
            );
            assert_eq!(
                pace == Pace::SkippedHours,
                expected != "2026-11-20T07:00:00Z"
            );
        };
        check(0, 0, "2026-11-20T07:00:00Z");
        check(1 << 3, 1 << 5, "2026-11-20T07:00:00Z");
        check(0b11 << 7, 0, "2026-11-20T09:00:00Z");
        check(0xFF_FFFF, 0, "2026-11-20T07:00:00Z");
        // It is Friday; Friday to Sunday would be longer than a day.
        check(0, 1 << 4, "2026-11-21T00:00:00Z");
        check(0, 0b111 << 4, "2026-11-21T06:00:00Z");
    }

    #[test]
    fn a_failing_source_is_asked_ever_less_up_to_once_a_day() {
        let hours: Vec<i64> = (1..9)
            .map(|failures| {
                after_failure(now(), failures, 0)
                    .duration_since(now())
                    .as_hours()
            })
            .collect();
        assert_eq!(hours, [1, 2, 4, 8, 16, 24, 24, 24]);
    }

    #[test]
    fn a_slow_source_is_asked_less() {
        let weekly: Vec<Timestamp> = (0..5)
            .map(|week| now().checked_sub(HOUR * (24 * 7 * week)).unwrap())
            .collect();
        assert_eq!(rhythm(weekly.clone()), Some(HOUR * 24 * 7));
        let slow = wishing(Wishes {
            rhythm: rhythm(weekly),
            ..Wishes::default()
        });
        let next = after_success(now(), 60, slow, 3);
        assert!((720..=792).contains(&minutes(next)));
        assert_eq!(next.1, Pace::Rhythm);
        assert_eq!(rhythm(Vec::new()), None);
    }
}
