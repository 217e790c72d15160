//! What a sync tells of itself.

use jiff::Timestamp;
use model::{Feed, FeedId, FeedStatus};

use crate::progress::Progress;

/// One source's part in a sync.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Which.
    pub feed: FeedId,
    /// Its address.
    pub url: String,
    /// How it ended.
    pub status: FeedStatus,
    /// Why; empty when all is well.
    pub reason: String,
    /// When it is due next.
    pub next_check: Option<Timestamp>,
    /// New articles.
    pub articles_new: u32,
    /// Changed articles.
    pub articles_updated: u32,
    /// Bytes that came over the wire.
    pub bytes: u64,
    /// It failed because the network did, not the source.
    pub connectivity: bool,
}

/// What a sync brought.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SyncReport {
    /// A line a source, in the order of the library.
    pub outcomes: Vec<Outcome>,
    /// How long it took, seconds of the engine's clock.
    pub seconds: f64,
    /// The reader stopped it: sources that had not answered by then are skipped ones.
    pub stopped: bool,
}

impl SyncReport {
    /// How many sources ended so.
    pub fn count(&self, status: FeedStatus) -> u32 {
        self.outcomes
            .iter()
            .filter(|outcome| outcome.status == status)
            .count() as u32
    }

    /// Sources were asked, and none gave an answer that it could be read by.
    pub fn is_unanswered(&self) -> bool {
        let failed = self.count(FeedStatus::Failed);
        failed > 0 && self.count(FeedStatus::Fetched) + self.count(FeedStatus::NotModified) == 0
    }

    /// No source that was asked could be reached, and that was the network's fault.
    pub fn is_offline(&self) -> bool {
        let mut asked = self
            .outcomes
            .iter()
            .filter(|outcome| outcome.status != FeedStatus::Skipped)
            .peekable();
        asked.peek().is_some() && asked.all(|outcome| outcome.connectivity)
    }
}

/// Where sync stands.
#[derive(Debug, Clone, PartialEq)]
pub struct SyncState {
    /// One is running.
    pub running: bool,
    /// How far it is, or the queue after it; absent where neither is under way.
    pub progress: Option<Progress>,
    /// The reader stopped the last one or its queue; while there is progress, what is under way is about to end.
    pub stopped: bool,
    /// Pages and pictures still wanted.
    pub queued: u32,
    /// When the last one ended.
    pub last: Option<Timestamp>,
    /// When the next source is due.
    pub next: Option<Timestamp>,
    /// Nobody could be reached, and that was the network's fault.
    pub offline: bool,
    /// Since when, as far as this run has seen it.
    pub offline_since: Option<Timestamp>,
    /// The last report.
    pub report: Option<SyncReport>,
}

impl Outcome {
    /// The reader stopped the sync before its answer was here.
    pub(super) fn stopped(feed: &Feed) -> Self {
        let reason = "you stopped the sync; the next one asks it";
        Self::skipped(feed, reason.to_owned())
    }

    /// It was not asked.
    pub(super) fn skipped(feed: &Feed, reason: String) -> Self {
        Self {
            feed: feed.id,
            url: feed.url.clone(),
            status: FeedStatus::Skipped,
            reason,
            next_check: feed.next_check,
            articles_new: 0,
            articles_updated: 0,
            bytes: 0,
            connectivity: false,
        }
    }
}
