//! Is it a page that fails, or the network? Judged while the queue of pages is followed, as [`super::network`] judges a pass.
//!
//! One page that is none is its site's own affair. But where pages of two hosts fail in one way, one after the other and no page comes whole
//! in between, the queue stops, nothing is written against them, and soon one page is tried again. That is not believed for ever: where a page
//! comes whole or a pass finds the network well, those that still fail do so by themselves.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, Problem};
use store::{NextTry, WantedPage};
use tokio::sync::Notify;

use super::network;
use crate::engine::Engine;
use crate::error::Result;
use crate::event::Event;
use crate::net::FetchError;
use crate::progress::Stop;

/// So soon the pages are tried again that the network kept away.
const SOON: SignedDuration = SignedDuration::from_mins(10);
/// Hosts whose pages fail in one way before the network is blamed.
const HOSTS: usize = 2;

/// What came of asking for a page.
pub enum LookedPage {
    /// It is written; which articles that touched.
    Ended(Vec<ArticleId>),
    /// It failed, and that is not written.
    Failed(Failure),
    /// It is not waited for: the network fails, or the reader stopped the queue.
    Left,
}

/// A page that could not be had.
pub struct Failure {
    /// Whose page.
    pub id: ArticleId,
    /// The host that was asked.
    pub host: String,
    /// Why, for the reader.
    pub reason: String,
    /// What follows; absent where the page keeps its text back for good.
    pub next: Option<NextTry>,
    /// How it failed, where that may be the network's doing.
    pub way: Option<Way>,
}

/// A way of failing that networks have, and login pages in front of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Way {
    /// This host answered in place of the one that was asked.
    Elsewhere(String),
    /// A page came that is no article; its SHA-256.
    Page([u8; 32]),
    /// No answer came that could be used.
    Error(Problem),
}

impl Way {
    /// That of an error.
    pub fn of(error: &FetchError) -> Option<Self> {
        network::is_doubtful_error(error).then(|| Self::Error(error.problem()))
    }
}

/// What the queue thinks of the network.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Blame {
    /// Nothing.
    #[default]
    Nobody,
    /// It fails.
    Network,
    /// It was blamed and is well: what still fails does so by itself.
    Pages,
}

/// What failed since a page came whole.
pub struct Doubt {
    hosts: usize,
    held: Mutex<Vec<Failure>>,
    decided: Notify,
    stop: Stop,
}

impl Doubt {
    /// Nothing failed yet; `blamed` is what was thought before.
    pub fn new(blamed: Blame) -> Self {
        Self {
            hosts: match blamed {
                Blame::Network => 1,
                Blame::Nobody => HOSTS,
                Blame::Pages => usize::MAX,
            },
            held: Mutex::default(),
            decided: Notify::new(),
            stop: Stop::default(),
        }
    }

    /// The reader can stop the queue.
    pub fn or_stopped(self, stop: Stop) -> Self {
        Self { stop, ..self }
    }

    /// Another page failed.
    pub fn hold(&self, failure: Failure) {
        self.look(|held| held.push(failure));
        if self.is_networks() {
            self.decided.notify_waiters();
        }
    }

    /// A page came whole: what failed before did so by itself, unless the network is blamed already.
    pub fn forget(&self) -> Vec<Failure> {
        match self.is_networks() {
            true => Vec::new(),
            false => self.look(std::mem::take),
        }
    }

    /// It is the network that fails.
    pub fn is_networks(&self) -> bool {
        self.look(|held| {
            held.iter().any(|one| {
                let alike = held.iter().filter(|other| other.way == one.way);
                let hosts: HashSet<&str> = alike.map(|other| other.host.as_str()).collect();
                hosts.len() >= self.hosts
            })
        })
    }

    /// Returns when it is the network that fails, or the reader stops the queue; until then nothing.
    pub async fn decided(&self) {
        let decided = self.decided.notified();
        if !self.is_networks() {
            tokio::select! {
                () = decided => {}
                () = self.stop.asked() => {}
            }
        }
    }

    /// All that is held.
    pub fn into_inner(self) -> Vec<Failure> {
        self.held
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn look<T>(&self, look: impl FnOnce(&mut Vec<Failure>) -> T) -> T {
        look(&mut self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Engine {
    /// The queue of pages blames the network.
    pub(crate) fn queue_fails(&self) -> bool {
        self.blamed() == Blame::Network
    }

    /// The queue thinks so from now on; whoever shows whether Qazet is offline is told.
    pub(super) fn blame(&self, whom: Blame) {
        let before = std::mem::replace(&mut *self.lock_blame(), whom);
        self.note_network();
        if (before == Blame::Network) != (whom == Blame::Network) {
            self.emit(Event::Resync);
        }
    }

    /// What the queue thinks.
    pub(super) fn blamed(&self) -> Blame {
        *self.lock_blame()
    }

    fn lock_blame(&self) -> MutexGuard<'_, Blame> {
        self.blame.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fetches one page; what may be the network's doing is held until that is known.
    pub(super) async fn fetch_page_in_doubt(
        &self,
        wanted: WantedPage,
        doubt: &Doubt,
    ) -> Result<Vec<ArticleId>> {
        match self.look_at_page(wanted, doubt).await? {
            LookedPage::Ended(mut touched) => {
                if self.queue_fails() {
                    self.blame(Blame::Pages);
                }
                for failure in doubt.forget() {
                    touched.append(&mut self.fail_page(failure).await?);
                }
                Ok(touched)
            }
            LookedPage::Failed(failure) if failure.way.is_some() => {
                doubt.hold(failure);
                Ok(Vec::new())
            }
            LookedPage::Failed(failure) => self.fail_page(failure).await,
            LookedPage::Left => Ok(Vec::new()),
        }
    }

    /// Writes what is held after a round of the queue; tells whether the network is to blame.
    pub(super) async fn judge_pages(&self, doubt: Doubt) -> Result<bool> {
        let (fails, before) = (doubt.is_networks(), self.blamed());
        let held = doubt.into_inner();
        if fails {
            self.blame(Blame::Network);
        } else if before == Blame::Pages && held.is_empty() {
            self.blame(Blame::Nobody);
        }
        // Of a queue that was stopped too little was seen: what is in doubt is tried again with the next.
        let held = if self.is_sync_stopped() && !fails {
            Vec::new()
        } else {
            held
        };
        for failure in held {
            let changed = match fails {
                true => self.put_page_off(failure).await?,
                false => self.fail_page(failure).await?,
            };
            self.emit_articles(changed);
        }
        Ok(fails)
    }

    /// Nobody is blamed: the page stays as it was, and is tried again soon.
    async fn put_page_off(&self, failure: Failure) -> Result<Vec<ArticleId>> {
        let soon = self.now().checked_add(SOON).unwrap_or(Timestamp::MAX);
        let next = Some(NextTry::Unasked(soon));
        self.fail_page(Failure { next, ..failure }).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(host: &str, way: Way) -> Failure {
        Failure {
            id: ArticleId(1),
            host: host.to_owned(),
            reason: String::new(),
            next: Some(NextTry::Gone),
            way: Some(way),
        }
    }

    #[test]
    fn the_network_is_blamed_where_two_hosts_fail_in_one_way_and_nothing_came_in_between() {
        let portal = || Way::Elsewhere("portal.example".to_owned());
        let doubt = Doubt::new(Blame::Nobody);
        doubt.hold(failure("a.kz", portal()));
        doubt.hold(failure("a.kz", portal()));
        doubt.hold(failure("b.kz", Way::Error(Problem::Timeout)));
        assert!(!doubt.is_networks());
        assert_eq!(doubt.forget().len(), 3);
        doubt.hold(failure("b.kz", portal()));
        assert!(!doubt.is_networks(), "a page came whole in between");
        doubt.hold(failure("c.kz", portal()));
        assert!(doubt.is_networks());
        assert!(doubt.forget().is_empty(), "that one was under way before");
        assert_eq!(doubt.into_inner().len(), 2);
        let doubt = Doubt::new(Blame::Pages);
        doubt.hold(failure("b.kz", portal()));
        doubt.hold(failure("c.kz", portal()));
        assert!(!doubt.is_networks(), "it was found to be well");
    }
}
