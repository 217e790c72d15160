//! The only two seams of Qazet that are traits: what the hosts (app, `qazetctl`, tests) hand to the engine.
//!
//! Deliberately absent: a network, a file system, a database. Those are real in every test
//! (a server on `127.0.0.1:0`, a temporary folder); only the time and the reader's attention can't be.

use std::fmt;
use std::future::Future;
use std::num::NonZeroU32;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, FeedId, MediaHash};

/// Where the engine learns the time. Nothing below the hosts asks the system for it (invariant 6).
pub trait Clock: Send + Sync + 'static {
    /// The time now, UTC.
    fn now(&self) -> Timestamp;

    /// The reader's time zone now: readers travel.
    fn zone(&self) -> TimeZone;

    /// Ends when [`Clock::now`] is `at` or later; at once where it is already.
    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// Where the engine tells the reader something outside the window.
pub trait Notifier: Send + Sync + 'static {
    /// Shows `notice`, now or never: what the reader does not see is not asked for again.
    fn notify(&self, notice: Notice);

    /// Whether anybody sees what is handed over; else news waits for a host that shows it.
    fn is_shown(&self) -> bool {
        true
    }
}

/// What the engine decided to show. The host makes a notification of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// Names the notice. Where the system can, a second one with the same id replaces the first; nothing relies on it.
    pub id: String,
    /// One line of plain text.
    pub title: String,
    /// Plain text, possibly empty.
    pub body: String,
    /// The article that opens when the reader clicks; absent for notices about Qazet itself.
    pub article: Option<ArticleId>,
    /// Where that comes from.
    pub feed: Option<FeedId>,
    /// Its picture in the library.
    pub picture: Option<MediaHash>,
    /// What can be done about it at once, and the words on the button.
    pub actions: Vec<(Action, String)>,
}

/// What can be done about an article in a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Open it.
    Open,
    /// Save it for later.
    Save,
    /// Tell nothing of its source any more.
    Mute,
}

impl Notice {
    /// One that is about no article.
    pub fn about(id: impl Into<String>, title: impl Into<String>, body: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            body: body.into(),
            ..Self::default()
        }
    }
}

/// A host without notifications.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoNotifier;

impl Notifier for NoNotifier {
    fn notify(&self, _notice: Notice) {}

    fn is_shown(&self) -> bool {
        false
    }
}

/// The system's clock. Made by hosts only: it is the one place where the core's time comes from the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// The longest sleep without a look at the clock, so that a machine waking from standby
/// (whose timers stood still) is noticed within this time.
const LOOK_AGAIN: Duration = Duration::from_secs(20);

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    /// The system is asked anew every few minutes (jiff).
    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }

    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            let begun = tokio::time::Instant::now();
            let wanted = at.duration_since(self.now());
            while let Some(rest) = rest_of(wanted, at.duration_since(self.now()), begun.elapsed()) {
                tokio::time::sleep(rest.min(LOOK_AGAIN)).await;
            }
        })
    }
}

/// How much longer to sleep: until the clock shows the time, and no longer than was wanted at first. A clock that is set back meanwhile
/// does not make it longer. Nothing: it is over.
fn rest_of(
    wanted: SignedDuration,
    by_the_clock: SignedDuration,
    slept: Duration,
) -> Option<Duration> {
    let wanted = Duration::try_from(wanted).ok()?.checked_sub(slept)?;
    let by_the_clock = Duration::try_from(by_the_clock).ok()?;
    Some(wanted.min(by_the_clock)).filter(|rest| !rest.is_zero())
}

/// A clock that goes several times as fast as the system's: days of use in minutes, for weighing an app that is left running.
#[derive(Debug, Clone, Copy)]
pub struct PacedClock {
    begin: Timestamp,
    begun: Instant,
    pace: NonZeroU32,
}

impl PacedClock {
    /// A clock that shows `begin` now, and goes `pace` times as fast as the system's.
    pub fn new(begin: Timestamp, pace: NonZeroU32) -> Self {
        Self {
            begin,
            begun: Instant::now(),
            pace,
        }
    }
}

impl Clock for PacedClock {
    fn now(&self) -> Timestamp {
        let passed = self.begun.elapsed().saturating_mul(self.pace.get());
        self.begin.saturating_add(passed).unwrap_or(Timestamp::MAX)
    }

    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }

    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            // A time that is past has no length.
            while let Ok(rest) = Duration::try_from(at.duration_since(self.now())) {
                if rest.is_zero() {
                    break;
                }
                tokio::time::sleep(rest / self.pace.get()).await;
            }
        })
    }
}

/// A clock that stands still until it is moved, for tests and replays. Its clones are the same clock.
#[derive(Clone)]
pub struct ManualClock {
    now: Arc<Mutex<Timestamp>>,
    zone: Arc<Mutex<TimeZone>>,
}

impl ManualClock {
    /// A clock that stands at `now`, in UTC.
    pub fn new(now: Timestamp) -> Self {
        Self::in_zone(now, TimeZone::UTC)
    }

    /// A clock that stands at `now`, where the reader is in `zone`.
    pub fn in_zone(now: Timestamp, zone: TimeZone) -> Self {
        Self {
            now: Arc::new(Mutex::new(now)),
            zone: Arc::new(Mutex::new(zone)),
        }
    }

    /// The reader travels to `zone`.
    pub fn travel(&self, zone: TimeZone) {
        *self.zone.lock().unwrap_or_else(PoisonError::into_inner) = zone;
    }

    /// Moves it to `now`, back too.
    pub fn set(&self, now: Timestamp) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Moves it forward by `by`.
    pub fn advance(&self, by: Duration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.saturating_add(by).unwrap_or(Timestamp::MAX);
    }
}

impl fmt::Debug for ManualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ManualClock({})", self.now())
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn zone(&self) -> TimeZone {
        let zone = self.zone.lock().unwrap_or_else(PoisonError::into_inner);
        zone.clone()
    }

    /// Moves the time forward to `at` instead of waiting: manners are kept in manual time, and no test waits for them.
    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            {
                let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
                *now = (*now).max(at);
            }
            tokio::task::yield_now().await;
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn sleeping_moves_a_manual_clock_forward_and_never_back() {
        let clock = ManualClock::new(at("2026-11-23T10:00:00Z"));
        let same = clock.clone();
        clock.sleep_until(at("2026-11-23T11:00:00Z")).await;
        assert_eq!(same.now(), at("2026-11-23T11:00:00Z"));
        clock.sleep_until(at("2026-11-23T10:30:00Z")).await;
        assert_eq!(same.now(), at("2026-11-23T11:00:00Z"), "time goes forward");
        same.advance(Duration::from_secs(60));
        assert_eq!(clock.now(), at("2026-11-23T11:01:00Z"));
        same.set(at("2026-11-23T09:00:00Z"));
        assert_eq!(clock.now(), at("2026-11-23T09:00:00Z"));
    }

    #[tokio::test]
    async fn a_paced_clock_is_at_the_hour_in_a_fraction_of_it() {
        let begun = Instant::now();
        let clock = PacedClock::new(at("2026-11-23T10:00:00Z"), NonZeroU32::new(36_000).unwrap());
        assert!(clock.now() >= at("2026-11-23T10:00:00Z"));
        clock.sleep_until(at("2026-11-23T11:00:00Z")).await;
        assert!(clock.now() >= at("2026-11-23T11:00:00Z"));
        assert!(begun.elapsed() >= Duration::from_millis(100));
        clock.sleep_until(at("2026-11-23T10:30:00Z")).await;
    }

    #[test]
    fn a_clock_that_jumps_makes_no_sleep_longer() {
        let minutes = |minutes: i64| SignedDuration::from_mins(minutes);
        let slept = |seconds: u64| Duration::from_secs(seconds);
        let five = Some(Duration::from_secs(300));
        assert_eq!(rest_of(minutes(5), minutes(5), slept(0)), five);
        // Set back by a year, after a minute.
        let rest = rest_of(minutes(5), minutes(365 * 24 * 60), slept(60));
        assert_eq!(rest, Some(Duration::from_secs(240)));
        let rest = rest_of(minutes(5), minutes(365 * 24 * 60), slept(300));
        assert_eq!(rest, None, "five minutes are over whatever the clock shows");
        // Set ahead, or waking after a night.
        assert_eq!(rest_of(minutes(5), minutes(-1), slept(20)), None);
    }

    #[tokio::test]
    async fn the_system_clock_does_not_wait_for_what_is_past() {
        let clock = SystemClock;
        clock.sleep_until(Timestamp::UNIX_EPOCH).await;
        let soon = clock.now() + Duration::from_millis(3);
        clock.sleep_until(soon).await;
        assert!(clock.now() >= soon);
    }
}
