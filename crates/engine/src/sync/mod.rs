//! One pass over the sources: schedule → fetch → ingest, then pages and pictures as a background queue.
//!
//! A fetch never writes; what it found is written in one transaction per source. One slow source holds up nobody.

mod beside;
mod clock;
mod decoding;
mod doubt;
mod fetch;
mod fingerprint;
mod identity;
mod incoming;
mod index;
mod ingest;
mod language;
mod network;
mod offline;
mod pages;
mod pictures;
mod reading;
mod report;
mod schedule;
mod site;
mod tries;

use model::{Feed, FeedId, FeedStatus, Settings, Wishes};
use store::{Mode, Store, StoreError};
use tokio::sync::mpsc;

pub(crate) use beside::side_by_side;
pub(crate) use decoding::{Decoding, MEMORY, memory_of};
pub(crate) use doubt::Blame;
pub(crate) use fetch::{Fetched, head_of};
pub(crate) use incoming::of_saved_page;
pub(crate) use ingest::ingest;
use network::{Held, Looked, is_elsewhere};
pub use report::{Outcome, SyncReport, SyncState};
pub(crate) use schedule::skip_reason;
pub use schedule::{Hints, after_success};
pub(crate) use site::of_listed;

use crate::engine::{Engine, LastSync};
use crate::error::Result;
use crate::event::Event;
use crate::progress::Step;

/// Sources asked at the same time, all in all. Each host is asked one request at a time whatever this says.
const AT_ONCE: usize = 64;

/// What to sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What is due.
    Due,
    /// Every source that may be asked: still conditional, never against Retry-After or 410. For scripts and measurements.
    Now,
    /// The reader's refresh of all: as [`Scope::Now`], but no source that was asked less than [`schedule::FLOOR`] ago, and none
    /// before its time whose server would have to send everything.
    Refresh,
    /// The reader's refresh of one.
    One(FeedId),
    /// The same after the reader was asked: its server may have to send everything.
    Anyway(FeedId),
}

/// How far the queue of pages is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// So many pages of each source as one sync may take (DESIGN §5); the rest waits for the next.
    OneSync,
    /// Until no page is wanted any more.
    Empty,
}

/// Of a sync that was stopped before anybody answered well: too little was seen to say who fails, so nobody does.
fn left(looked: Looked) -> Outcome {
    match looked {
        Looked::Ended(outcome) => outcome,
        Looked::Held(held) => Outcome::stopped(&held.feed),
    }
}

impl Engine {
    /// Syncs the sources. Where a sync is running already, nothing is asked twice: tells nothing.
    ///
    /// # Errors
    /// [`crate::Error::Store`] where the library can't be written; what sources did wrong is in the report.
    pub async fn sync(&self, scope: Scope) -> Result<Option<SyncReport>> {
        // Nobody is asked for what can't be kept.
        if self.config.mode == Mode::Read {
            return Err(StoreError::ReadOnly.into());
        }
        // The sync is over before the pass is: who hears of its end sees that nothing is running.
        let _pass = self.begin_pass();
        let Some(_guard) = self.syncing.claim() else {
            return Ok(None);
        };
        self.passes.stop.forget();
        self.hide_passwords().await?;
        self.emit(Event::SyncStarted);
        self.look_at_clock().await?;
        let report = self.pass(scope).await;
        self.save_waits().await?;
        if let Ok(report) = &report {
            self.remember_sync(LastSync {
                ended: self.now(),
                report: report.clone(),
            });
        }
        self.emit(Event::SyncEnded);
        let report = report?;
        self.tell_news().await?;
        Ok(Some(report))
    }

    /// Refreshes one source for the reader, who is asked first (`anyway` is the answer) where its server has to send everything.
    ///
    /// # Errors
    /// [`crate::Error::AskFirst`], [`crate::Error::NotFound`], [`crate::Error::Store`].
    pub async fn refresh(&self, id: FeedId, anyway: bool) -> Result<Outcome> {
        let feed = self.find_feed(id).await?;
        if !anyway && let Some(next) = schedule::due_later_and_unconditional(&feed, self.now()) {
            let url = url::Url::parse(&feed.url).ok();
            let host = url
                .as_ref()
                .and_then(url::Url::host_str)
                .unwrap_or_default();
            return Err(crate::Error::AskFirst {
                host: host.to_owned(),
                next,
            });
        }
        let scope = if anyway {
            Scope::Anyway(id)
        } else {
            Scope::One(id)
        };
        let report = self.sync(scope).await?;
        let outcome = report.and_then(|report| report.outcomes.into_iter().next());
        Ok(outcome.unwrap_or_else(|| {
            Outcome::skipped(&feed, "a sync is running; it asks what is due".to_owned())
        }))
    }

    /// Fetches wanted pages and pictures, then brings the search index up to date.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn drain_queue(&self, depth: Depth) -> Result<()> {
        let Some(_guard) = self.queueing.claim() else {
            return Ok(());
        };
        let _pass = self.begin_pass();
        self.want_pictures_of_damaged_file().await?;
        let mut spent = pages::Spent::new(depth, self.conditions());
        loop {
            let pages = self.fetch_pages(&mut spent).await?;
            let pictures = self.fetch_pictures(&spent).await?;
            if pages + pictures == 0 || !self.goes_on(&spent) {
                break;
            }
        }
        if self.goes_on(&spent) {
            self.fetch_icons().await?;
        }
        self.index_all().await?;
        self.prune().await?;
        self.save_waits().await
    }

    /// Where sync stands.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn sync_state(&self) -> Result<SyncState> {
        let (queued, feeds) = self
            .read(|library| Ok((library.count_wanted()?, library.list_feeds()?)))
            .await?;
        let last = self.last_sync();
        let next = feeds
            .iter()
            .filter(|feed| !feed.paused)
            .filter_map(|feed| feed.next_check)
            .min();
        let running = self.syncing.is_running();
        let (last, report) =
            last.map_or((None, None), |last| (Some(last.ended), Some(last.report)));
        // A pass that asked one source only blames nobody: then it is known from its end on.
        let unreached = report.as_ref().is_some_and(SyncReport::is_offline);
        let since = self.offline_since().or(if unreached { last } else { None });
        Ok(SyncState {
            running,
            progress: self.sync_progress(),
            stopped: self.is_sync_stopped(),
            queued,
            last,
            next,
            offline: since.is_some(),
            offline_since: since,
            report,
        })
    }

    async fn pass(&self, scope: Scope) -> Result<SyncReport> {
        let began = self.now();
        let (feeds, settings) = self
            .read(|library| Ok((library.list_feeds()?, library.load_settings()?)))
            .await?;
        let order: Vec<FeedId> = feeds.iter().map(|feed| feed.id).collect();
        let one =
            |feed: &Feed| !matches!(scope, Scope::One(id) | Scope::Anyway(id) if id != feed.id);
        let wanted: Vec<Feed> = feeds.into_iter().filter(one).collect();
        let due = wanted.iter().filter(|feed| self.is_due(feed, scope));
        self.begin_step(Step::Sync, due.count() as u32);
        let mut outcomes = self.look_at_all(wanted, scope, &settings).await?;
        self.index_all().await?;
        outcomes.sort_by_key(|outcome| order.iter().position(|id| *id == outcome.feed));
        let seconds = self.now().duration_since(began).as_secs_f64();
        Ok(SyncReport {
            outcomes,
            seconds,
            stopped: self.is_sync_stopped(),
        })
    }

    /// Whether a source is to be asked, as far as it is known before its publisher's wishes are.
    fn is_due(&self, feed: &Feed, scope: Scope) -> bool {
        schedule::skip_reason(feed, Wishes::default(), scope, self.now()).is_none()
    }

    /// Asks each of these sources, many at a time.
    async fn look_at_each(
        &self,
        wanted: Vec<Feed>,
        scope: Scope,
        settings: &Settings,
    ) -> Result<Vec<Looked>> {
        let count = wanted.len();
        let looks = wanted
            .into_iter()
            .map(|feed| self.look(feed, scope, settings));
        let mut looked = Vec::with_capacity(count);
        let (come, coming) = mpsc::unbounded_channel();
        let asking = async {
            // Gone with its last use: indexing ends when nothing more can come.
            let come = come;
            side_by_side(looks, AT_ONCE, |one| {
                if let Looked::Ended(outcome) = &one {
                    // Nobody listens any more where indexing failed; that failure is told below.
                    let _ = come.send(outcome.articles_new + outcome.articles_updated);
                }
                looked.push(one);
            })
            .await
        };
        let (asked, indexed) = tokio::join!(asking, self.index_along(coming));
        asked.and(indexed)?;
        Ok(looked)
    }

    /// One source: is it due? → ask → read → write, unless what came may be the network's doing.
    async fn look(&self, feed: Feed, scope: Scope, settings: &Settings) -> Result<Looked> {
        let id = feed.id;
        if self.is_sync_stopped() {
            return Ok(Looked::Ended(Outcome::stopped(&feed)));
        }
        let known = self.read(move |library| library.load_known(id)).await?;
        if let Some(reason) = schedule::skip_reason(&feed, known.wishes, scope, self.now()) {
            if self.is_due(&feed, scope) {
                self.drop_one(Step::Sync);
            }
            return Ok(Looked::Ended(Outcome::skipped(&feed, reason)));
        }
        let fetched = tokio::select! {
            fetched = fetch::fetch(self, &feed, &known) => fetched,
            () = self.passes.stop.asked() => return Ok(Looked::Ended(Outcome::stopped(&feed))),
        };
        self.finish_one(Step::Sync);
        let held = Held {
            feed,
            known,
            fetched,
        };
        if network::is_doubtful(&held.fetched) {
            return Ok(Looked::Held(Box::new(held)));
        }
        Ok(Looked::Ended(self.take_in(held, settings).await?))
    }

    /// Reads and writes what came of asking one source.
    async fn take_in(&self, held: Held, settings: &Settings) -> Result<Outcome> {
        let Held {
            feed,
            known,
            fetched,
        } = held;
        let id = feed.id;
        let (interval, now) = (settings.interval_minutes, self.now());
        let (store, rules) = (self.store.clone(), self.rules());
        let asked = feed.clone();
        let reading = move || {
            let reading = reading::read(&store, &rules, &feed, &known, fetched)?;
            Ok((feed, known, reading))
        };
        // Others are read while this one waits for the only writer, which may be busy with the index.
        let (feed, known, reading) = self.work(reading).await?;
        let write =
            move |store: &Store| ingest::write(store, &feed, &known, reading, interval, now);
        let written = self.keep(write).await?;
        if written.became.is_some() {
            // Its login is for where it was; the source that it is now has its own, if any.
            if let Err(error) = self.forget_login(&asked).await {
                self.complain(&error);
            }
            self.emit(Event::Resync);
        }
        if written.outcome.status != FeedStatus::Skipped {
            self.emit(Event::FeedChanged(id));
        }
        self.desk.bring(written.fresh);
        self.emit_articles(written.articles);
        Ok(written.outcome)
    }
}
