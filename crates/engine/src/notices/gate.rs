//! Whether a notice may be shown now. Pure.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use model::{Fate, Hindrance, NoticeKind, NoticeRules, Pause, Presence};

/// What a notice has to pass.
#[derive(Debug, Clone)]
pub struct Gate {
    /// What the reader chose.
    pub rules: NoticeRules,
    /// Whether the reader paused notices.
    pub pause: Pause,
    /// Whether the reader can be spoken to.
    pub presence: Presence,
    /// A program is there that shows notices.
    pub is_shown: bool,
    /// The time.
    pub now: Timestamp,
    /// The same on the reader's wall.
    pub wall: DateTime,
    /// Notifications shown today.
    pub today: u32,
    /// When the last one was.
    pub last: Option<Timestamp>,
}

impl Gate {
    /// What becomes of a notice.
    pub fn fate(&self, kind: NoticeKind, urgent: bool) -> Fate {
        let passes = urgent && self.rules.urgent_passes;
        if kind == NoticeKind::News && !self.rules.on {
            return Fate::Dropped(Hindrance::Off);
        }
        // Behind a lock nobody sees a window, though it may be in front still.
        if self.presence.focused && !self.presence.locked {
            // The window shows news; what is no news waits.
            return match kind {
                NoticeKind::News => Fate::Dropped(Hindrance::Focused),
                _ => Fate::Waiting(Hindrance::Focused),
            };
        }
        if let Some(absence) = self.absence(passes) {
            return Fate::Waiting(absence);
        }
        if kind == NoticeKind::Trouble || passes {
            return Fate::Shown;
        }
        if self.left() == Some(0) {
            return Fate::Dropped(Hindrance::Cap);
        }
        if self.is_too_soon() {
            return Fate::Waiting(Hindrance::Gap);
        }
        Fate::Shown
    }

    /// How many more may be shown today; nothing for no limit.
    pub fn left(&self) -> Option<u32> {
        (self.rules.cap > 0).then(|| self.rules.cap.saturating_sub(self.today))
    }

    fn absence(&self, passes: bool) -> Option<Hindrance> {
        let quiet = || {
            self.rules
                .quiet
                .iter()
                .any(|hours| hours.contain(self.wall))
        };
        if !self.is_shown {
            Some(Hindrance::Nobody)
        } else if self.pause.holds(self.now) {
            Some(Hindrance::Paused)
        } else if self.presence.locked {
            Some(Hindrance::Locked)
        } else if self.presence.full_screen {
            Some(Hindrance::FullScreen)
        } else if self.presence.do_not_disturb {
            Some(Hindrance::DoNotDisturb)
        } else if !passes && quiet() {
            Some(Hindrance::QuietHours)
        } else {
            None
        }
    }

    fn is_too_soon(&self) -> bool {
        let gap = SignedDuration::from_mins(i64::from(self.rules.gap));
        self.last.is_some_and(|last| {
            let since = self.now.duration_since(last);
            // A clock that was set back makes no gap longer.
            !since.is_negative() && since < gap
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::*;

    pub fn gate() -> Gate {
        Gate {
            rules: NoticeRules::default(),
            pause: Pause::None,
            presence: Presence::default(),
            is_shown: true,
            now: "2026-11-20T06:00:00Z".parse().unwrap(),
            wall: "2026-11-20T11:00".parse().unwrap(),
            today: 0,
            last: None,
        }
    }

    fn news(change: impl FnOnce(&mut Gate)) -> Fate {
        let mut gate = gate();
        change(&mut gate);
        gate.fate(NoticeKind::News, false)
    }

    #[test]
    fn news_is_held_while_nobody_listens_and_dropped_where_it_is_seen_anyway() {
        assert_eq!(news(|_| {}), Fate::Shown);
        assert_eq!(
            news(|gate| gate.presence.focused = true),
            Fate::Dropped(Hindrance::Focused)
        );
        assert_eq!(
            news(|gate| gate.presence.locked = true),
            Fate::Waiting(Hindrance::Locked)
        );
        assert_eq!(
            news(|gate| (gate.presence.locked, gate.presence.focused) = (true, true)),
            Fate::Waiting(Hindrance::Locked),
            "a lock may leave the window in front"
        );
        assert_eq!(
            news(|gate| gate.presence.full_screen = true),
            Fate::Waiting(Hindrance::FullScreen)
        );
        assert_eq!(
            news(|gate| gate.presence.do_not_disturb = true),
            Fate::Waiting(Hindrance::DoNotDisturb)
        );
        assert_eq!(
            news(|gate| gate.is_shown = false),
            Fate::Waiting(Hindrance::Nobody)
        );
        assert_eq!(
            news(|gate| gate.rules.on = false),
            Fate::Dropped(Hindrance::Off)
        );
        assert_eq!(
            news(|gate| gate.wall = "2026-11-20T23:30".parse().unwrap()),
            Fate::Waiting(Hindrance::QuietHours)
        );
    }

    #[test]
    fn a_pause_ends_by_itself_and_one_until_resumed_does_not() {
        let until = |time: &str| news(|gate| gate.pause = Pause::Until(time.parse().unwrap()));
        assert_eq!(
            until("2026-11-20T06:30:00Z"),
            Fate::Waiting(Hindrance::Paused)
        );
        assert_eq!(until("2026-11-20T06:00:00Z"), Fate::Shown);
        assert_eq!(
            news(|gate| gate.pause = Pause::UntilResumed),
            Fate::Waiting(Hindrance::Paused)
        );
    }

    #[test]
    fn the_cap_ends_a_day_and_the_gap_waits() {
        assert_eq!(news(|gate| gate.today = 7), Fate::Dropped(Hindrance::Cap));
        assert_eq!(news(|gate| gate.today = 6), Fate::Shown);
        assert_eq!(
            news(|gate| (gate.today, gate.rules.cap) = (70, 0)),
            Fate::Shown
        );
        let last = |time: &str| news(|gate| gate.last = Some(time.parse().unwrap()));
        assert_eq!(last("2026-11-20T05:51:00Z"), Fate::Waiting(Hindrance::Gap));
        assert_eq!(last("2026-11-20T05:50:00Z"), Fate::Shown);
        assert_eq!(
            last("2026-11-21T05:50:00Z"),
            Fate::Shown,
            "the clock was set back"
        );
    }

    #[test]
    fn what_is_urgent_passes_only_what_the_reader_allows() {
        let urgent = |change: fn(&mut Gate)| {
            let mut gate = gate();
            gate.rules.urgent_passes = true;
            change(&mut gate);
            gate.fate(NoticeKind::News, true)
        };
        assert_eq!(
            urgent(|gate| gate.wall = "2026-11-20T23:30".parse().unwrap()),
            Fate::Shown
        );
        assert_eq!(urgent(|gate| gate.today = 7), Fate::Shown);
        assert_eq!(urgent(|gate| gate.last = Some(gate.now)), Fate::Shown);
        assert_eq!(
            urgent(|gate| gate.pause = Pause::UntilResumed),
            Fate::Waiting(Hindrance::Paused)
        );
        assert_eq!(
            urgent(|gate| gate.presence.locked = true),
            Fate::Waiting(Hindrance::Locked)
        );
        assert_eq!(
            urgent(|gate| (gate.today, gate.rules.urgent_passes) = (7, false)),
            Fate::Dropped(Hindrance::Cap)
        );
    }

    #[test]
    fn troubles_count_for_no_cap_and_wait_for_the_morning() {
        let mut gate = gate();
        gate.today = 7;
        assert_eq!(gate.fate(NoticeKind::Trouble, false), Fate::Shown);
        assert_eq!(
            gate.fate(NoticeKind::Rate, false),
            Fate::Dropped(Hindrance::Cap)
        );
        gate.wall = "2026-11-20T23:30".parse().unwrap();
        assert_eq!(
            gate.fate(NoticeKind::Trouble, false),
            Fate::Waiting(Hindrance::QuietHours)
        );
        gate.presence.focused = true;
        assert_eq!(
            gate.fate(NoticeKind::Rate, false),
            Fate::Waiting(Hindrance::Focused)
        );
    }
}
