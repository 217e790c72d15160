//! Manners towards hosts: one request in flight, space between requests, rest when asked for it.
//!
//! All in the clock's time. Deliberately absent: when a source is due (`sync`), and the keeping of the memory on disk (the store).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use crate::ports::Clock;

use super::request::Purpose;

/// Hosts asked at the same time, at most.
const PARALLEL: usize = 64;
/// A host that asks for rest gets at least this much.
const SHORTEST: SignedDuration = SignedDuration::from_mins(15);
/// And not more than this: longer is a mistake of the server.
const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Without a readable `Retry-After`; doubled each time in a row.
const FIRST: SignedDuration = SignedDuration::from_hours(1);

/// The manners of one client.
pub struct Manners {
    clock: Arc<dyn Clock>,
    parallel: Arc<Semaphore>,
    hosts: Mutex<HashMap<String, Arc<tokio::sync::Mutex<LastEnd>>>>,
    waits: Mutex<HashMap<String, Wait>>,
}

/// When the last request to a host ended; absent before the first.
type LastEnd = Option<Timestamp>;

/// A host's rest.
#[derive(Debug, Clone, Copy)]
struct Wait {
    until: Timestamp,
    /// How often in a row it asked for rest, without an ordinary answer in between.
    times: u32,
}

/// The right to send one request to one host. Dropped when the answer is read; from then on the space counts.
pub struct Turn {
    clock: Arc<dyn Clock>,
    last_end: OwnedMutexGuard<LastEnd>,
    _parallel: Option<OwnedSemaphorePermit>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        *self.last_end = Some(self.clock.now());
    }
}

impl Manners {
    /// Nobody asked yet, nobody waits.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            parallel: Arc::new(Semaphore::new(PARALLEL)),
            hosts: Mutex::default(),
            waits: Mutex::default(),
        }
    }

    /// Waits for the host's turn: until the request before is done and the space after it is over.
    /// `Err` with the time when the host rests; then nobody may be asked.
    pub async fn turn(&self, host: &str, purpose: Purpose) -> Result<Turn, Timestamp> {
        self.rest_of(host)?;
        let line = Arc::clone(lock(&self.hosts).entry(host.to_owned()).or_default());
        let mut turn = Turn {
            clock: Arc::clone(&self.clock),
            last_end: line.lock_owned().await,
            _parallel: None,
        };
        if let Some(last_end) = *turn.last_end {
            // A clock that was set back must not keep a host waiting for hours.
            let last_end = last_end.min(self.clock.now());
            self.clock
                .sleep_until(later(last_end, purpose.space()))
                .await;
        }
        // The semaphore is never closed; were it, there would be nothing to hold.
        turn._parallel = Arc::clone(&self.parallel).acquire_owned().await.ok();
        // It may have asked for rest while we stood in line.
        self.rest_of(host)?;
        Ok(turn)
    }

    /// `host` asked for rest (429 or 503), perhaps until `retry_after`. Returns until when it is left alone.
    pub fn rest(&self, host: &str, retry_after: Option<Timestamp>) -> Timestamp {
        let now = self.clock.now();
        let mut waits = lock(&self.waits);
        let times = waits.get(host).map_or(0, |wait| wait.times);
        let rest = match retry_after {
            Some(at) => at.duration_since(now),
            None => FIRST.saturating_mul(1_i32.checked_shl(times.min(8)).unwrap_or(1)),
        };
        let until = now.saturating_add(rest.clamp(SHORTEST, LONGEST));
        let until = until.unwrap_or(Timestamp::MAX);
        let times = times.saturating_add(1);
        waits.insert(host.to_owned(), Wait { until, times });
        until
    }

    /// `host` gave an ordinary answer: its rests are forgotten.
    pub fn answered(&self, host: &str) {
        lock(&self.waits).remove(host);
    }

    /// Until when which host rests, and how often in a row it asked for it. Rests that are over are kept for a week,
    /// so that the next one is longer.
    pub fn waits(&self) -> Vec<(String, Timestamp, u32)> {
        let now = self.clock.now();
        let mut waits: Vec<_> = lock(&self.waits)
            .iter()
            .filter(|(_, wait)| now.duration_since(wait.until) < LONGEST)
            .map(|(host, wait)| (host.clone(), wait.until, wait.times))
            .collect();
        waits.sort();
        waits
    }

    /// Takes up the memory of an earlier run, as [`Manners::waits`] gave it.
    pub fn restore_waits(&self, waits: Vec<(String, Timestamp, u32)>) {
        let entries = waits
            .into_iter()
            .map(|(host, until, times)| (host, Wait { until, times }));
        lock(&self.waits).extend(entries);
    }

    /// The clock was set back: rests that it gave while it was ahead keep their length.
    pub fn set_clock_back(&self, by: SignedDuration) {
        let far = self.clock.now().saturating_add(LONGEST);
        let far = far.unwrap_or(Timestamp::MAX);
        for wait in lock(&self.waits).values_mut() {
            if wait.until > far {
                wait.until = wait.until.checked_sub(by).unwrap_or(far);
            }
        }
    }

    fn rest_of(&self, host: &str) -> Result<(), Timestamp> {
        let now = self.clock.now();
        match lock(&self.waits).get(host) {
            // Never longer than the longest, even if the clock was set back meanwhile.
            Some(wait) if wait.until > now && wait.until.duration_since(now) <= LONGEST => {
                Err(wait.until)
            }
            _ => Ok(()),
        }
    }
}

fn later(at: Timestamp, by: Duration) -> Timestamp {
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::ports::ManualClock;

    fn start() -> (ManualClock, Manners) {
        let clock = ManualClock::new("2026-11-23T10:00:00Z".parse().unwrap());
        (clock.clone(), Manners::new(Arc::new(clock)))
    }

    fn minutes(from: Timestamp, to: Timestamp) -> i64 {
        to.duration_since(from).as_mins()
    }

    #[tokio::test]
    async fn requests_to_one_host_keep_their_space_and_other_hosts_do_not_wait() {
        let (clock, manners) = start();
        let begin = clock.now();
        drop(manners.turn("a.kz", Purpose::Page).await.unwrap());
        assert_eq!(clock.now(), begin, "the first request waits for nothing");
        drop(manners.turn("b.kz", Purpose::Page).await.unwrap());
        assert_eq!(clock.now(), begin, "another host waits for nothing");
        drop(manners.turn("a.kz", Purpose::Feed).await.unwrap());
        assert_eq!(clock.now(), later(begin, Duration::from_millis(200)));
        drop(manners.turn("a.kz", Purpose::Picture).await.unwrap());
        assert_eq!(clock.now(), later(begin, Duration::from_millis(1200)));
    }

    #[tokio::test]
    async fn a_host_has_one_request_in_flight() {
        let (_, manners) = start();
        let first = manners.turn("a.kz", Purpose::Feed).await.unwrap();
        let mut second = Box::pin(manners.turn("a.kz", Purpose::Feed));
        let early = futures::poll!(second.as_mut()).is_ready();
        assert!(!early, "the second waits for the first");
        drop(first);
        assert!(second.await.is_ok());
    }

    #[tokio::test]
    async fn at_most_64_hosts_are_asked_at_once() {
        let (_, manners) = start();
        let mut turns = Vec::new();
        for number in 0..PARALLEL {
            turns.push(
                manners
                    .turn(&number.to_string(), Purpose::Feed)
                    .await
                    .unwrap(),
            );
        }
        let mut one_more = Box::pin(manners.turn("one more", Purpose::Feed));
        assert!(futures::poll!(one_more.as_mut()).is_pending());
        turns.pop();
        assert!(one_more.await.is_ok());
    }

    #[tokio::test]
    async fn a_clock_set_back_does_not_stop_a_host() {
        let (clock, manners) = start();
        drop(manners.turn("a.kz", Purpose::Page).await.unwrap());
        manners.rest("b.kz", None);
        let back = "2020-01-01T00:00:00Z".parse().unwrap();
        clock.set(back);
        drop(manners.turn("a.kz", Purpose::Page).await.unwrap());
        assert_eq!(clock.now(), later(back, Duration::from_secs(1)));
        assert!(manners.turn("b.kz", Purpose::Page).await.is_ok());
    }

    #[test]
    fn rest_is_clamped_between_a_quarter_of_an_hour_and_a_week() {
        let (clock, manners) = start();
        let now = clock.now();
        for (asked, given) in [
            ("2026-11-23T09:00:00Z", 15),
            ("2026-11-23T10:00:02Z", 15),
            ("2026-11-23T12:00:00Z", 120),
            ("2036-01-01T00:00:00Z", 7 * 24 * 60),
        ] {
            let until = manners.rest("a.kz", Some(asked.parse().unwrap()));
            assert_eq!(minutes(now, until), given, "asked until {asked}");
        }
    }

    #[test]
    fn rest_without_a_date_doubles_until_an_ordinary_answer() {
        let (clock, manners) = start();
        let rests = |times: usize| -> Vec<i64> {
            let now = clock.now();
            (0..times)
                .map(|_| minutes(now, manners.rest("a.kz", None)) / 60)
                .collect()
        };
        assert_eq!(rests(10), [1, 2, 4, 8, 16, 32, 64, 128, 168, 168]);
        manners.answered("a.kz");
        assert_eq!(rests(1), [1]);
    }

    #[tokio::test]
    async fn rest_is_remembered_over_a_restart_and_ends() {
        let (clock, manners) = start();
        let until = manners.rest("a.kz", None);
        let memory = manners.waits();
        assert_eq!(memory, [("a.kz".to_owned(), until, 1)]);

        let later_run = Manners::new(Arc::new(clock.clone()));
        later_run.restore_waits(memory);
        assert_eq!(
            later_run.turn("a.kz", Purpose::Feed).await.err(),
            Some(until)
        );
        assert!(later_run.turn("b.kz", Purpose::Feed).await.is_ok());
        clock.set(until);
        assert!(later_run.turn("a.kz", Purpose::Feed).await.is_ok());
        let second = later_run.rest("a.kz", None);
        assert_eq!(minutes(until, second), 120, "the doubling goes on");
        clock.advance(Duration::from_secs(8 * 24 * 3600));
        assert_eq!(later_run.waits(), [], "an old rest is forgotten");
    }

    #[tokio::test]
    async fn who_stands_in_line_hears_of_a_rest() {
        let (_, manners) = start();
        let first = manners.turn("a.kz", Purpose::Feed).await.unwrap();
        let mut second = Box::pin(manners.turn("a.kz", Purpose::Feed));
        assert!(futures::poll!(second.as_mut()).is_pending());
        let until = manners.rest("a.kz", None);
        drop(first);
        assert_eq!(second.await.err(), Some(until));
    }
}
