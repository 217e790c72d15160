//! What notices need in memory: what the reader chose, whether the reader can be spoken to, and what waits for the end of a sync.

use std::sync::{Mutex, MutexGuard};

use jiff::Timestamp;
use jiff::civil::DateTime;
use model::{ArticleId, NoticeRules, Pause, Presence};
use tokio::sync::Notify;

use super::gate::Gate;
use crate::engine::lock;
use crate::ports::Notice;

/// What notices need in memory.
pub struct Desk {
    state: Mutex<State>,
    /// Who decides what is shown now. Deciding and keeping what came of it belong together: nothing is shown twice, nor beyond the cap.
    pub deciding: tokio::sync::Mutex<()>,
    /// The reader may be spoken to again, or not any more.
    pub changed: Notify,
}

#[derive(Default)]
struct State {
    rules: NoticeRules,
    pause: Pause,
    presence: Presence,
    /// New articles of the sync that runs.
    brought: Vec<ArticleId>,
    /// Troubles that wait. They are not in the library, which may be the trouble.
    troubles: Vec<Notice>,
}

impl Desk {
    /// With what the reader chose, and the pause that the library remembers.
    pub fn new(rules: NoticeRules, pause: Pause) -> Self {
        Self {
            state: Mutex::new(State {
                rules,
                pause,
                ..State::default()
            }),
            deciding: tokio::sync::Mutex::default(),
            changed: Notify::new(),
        }
    }

    pub fn choose(&self, rules: NoticeRules) {
        self.state().rules = rules;
        self.changed.notify_one();
    }

    pub fn pause(&self) -> Pause {
        self.state().pause
    }

    pub fn set_pause(&self, pause: Pause) {
        self.state().pause = pause;
    }

    pub fn set_presence(&self, presence: Presence) {
        let mut state = self.state();
        if state.presence != presence {
            state.presence = presence;
            drop(state);
            self.changed.notify_one();
        }
    }

    pub fn bring(&self, articles: Vec<ArticleId>) {
        self.state().brought.extend(articles);
    }

    pub fn take_brought(&self) -> Vec<ArticleId> {
        std::mem::take(&mut self.state().brought)
    }

    pub fn keep_trouble(&self, trouble: Notice) {
        self.state().troubles.push(trouble);
    }

    pub fn take_troubles(&self) -> Vec<Notice> {
        std::mem::take(&mut self.state().troubles)
    }

    /// The gate before anything was counted.
    pub fn gate(&self, now: Timestamp, wall: DateTime, is_shown: bool) -> Gate {
        let state = self.state();
        Gate {
            rules: state.rules.clone(),
            pause: state.pause,
            presence: state.presence,
            is_shown,
            now,
            wall,
            today: 0,
            last: None,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}
