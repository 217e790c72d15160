//! The newsroom's time: the system's clock, or one that stands still until a test moves it.
//!
//! Every date on a page and in a header, and which articles are out already, comes from here.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};

/// What time it is in the newsroom.
#[derive(Debug)]
pub(crate) struct Clock {
    hands: Mutex<Hands>,
}

#[derive(Debug)]
struct Hands {
    /// The time at `set`.
    shown: Timestamp,
    /// When it was set; absent for a clock that stands still.
    set: Option<Instant>,
}

impl Clock {
    /// A clock that stands still at `now`, or, without one, goes on from the system's time.
    pub(crate) fn new(now: Option<Timestamp>) -> Self {
        let hands = match now {
            Some(shown) => Hands { shown, set: None },
            None => Hands {
                shown: Timestamp::now(),
                set: Some(Instant::now()),
            },
        };
        Self {
            hands: Mutex::new(hands),
        }
    }

    /// The time it shows.
    pub(crate) fn now(&self) -> Timestamp {
        self.hands().read()
    }

    /// Puts the hands to `now`; a clock that goes goes on from there.
    pub(crate) fn set(&self, now: Timestamp) {
        let mut hands = self.hands();
        hands.shown = now;
        hands.set = hands.set.map(|_| Instant::now());
    }

    /// Moves the hands by `span`, also backwards. Stops at the ends of what a timestamp can hold.
    pub(crate) fn advance(&self, span: SignedDuration) {
        let now = self.now();
        let end = if span.is_negative() {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        };
        self.set(now.checked_add(span).unwrap_or(end));
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hands {
    fn read(&self) -> Timestamp {
        let gone = self.set.map(|set| set.elapsed()).unwrap_or_default();
        self.shown.checked_add(gone).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let noon: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let clock = Clock::new(Some(noon));
        assert_eq!(clock.now(), noon);
        clock.advance(SignedDuration::from_hours(2));
        assert_eq!(clock.now().to_string(), "2026-11-23T14:00:00Z");
        clock.advance(SignedDuration::from_hours(-3));
        assert_eq!(clock.now().to_string(), "2026-11-23T11:00:00Z");
        clock.set(noon);
        assert_eq!(clock.now(), noon);
    }

    #[test]
    fn a_system_clock_never_goes_back_by_itself() {
        let clock = Clock::new(None);
        let first = clock.now();
        assert!(clock.now() >= first);
    }
}
