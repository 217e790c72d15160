//! Editions: the best reading, packed for a time without a network, within a budget.
//!
//! `plan` decides what goes in, `stock` knows what there is, `pack` gets it; here is what hosts ask.
//! There is one edition; packing another replaces it. What is packed is part of the library as ever: an edition only says what is in it, what it
//! takes, and what had no room.

mod pack;
pub mod plan;
mod stock;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::SignedDuration;
use model::{Edition, EditionState, FeedId};
use store::{Mode, StoreError};

use crate::engine::{Engine, lock};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::progress::{Progress, Step};

pub(crate) use stock::MOST_ARTICLES;

/// An edition is stale from this age on, where something newer has come.
const STALE: SignedDuration = SignedDuration::from_hours(6);

/// What is to be packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packing {
    /// Bytes on the disk that the edition may take.
    pub budget: u64,
    /// Ask the sources that are due first.
    pub sync: bool,
}

/// A source's part in an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Which.
    pub feed: FeedId,
    /// Its name.
    pub title: String,
    /// How many of its articles are in, photo reports included.
    pub articles: u32,
    /// Their bytes.
    pub bytes: u64,
}

/// The edition: what is in, what is not, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionReport {
    /// The edition itself. Its state is never [`EditionState::Packing`] where nobody packs.
    pub edition: Edition,
    /// How far packing is; absent where nobody packs.
    pub progress: Option<Progress>,
    /// What it takes on the disk.
    pub bytes: u64,
    /// Articles in it, photo reports among them.
    pub articles: u32,
    /// Photo reports in it.
    pub reports: u32,
    /// Pictures in it.
    pub pictures: u32,
    /// Articles that had no room.
    pub left_out: u32,
    /// Pictures of articles in it that had no room.
    pub pictures_left_out: u32,
    /// Pictures of articles in it that could not be had.
    pub missing: u32,
    /// By source, the largest first.
    pub shares: Vec<Share>,
    /// Unread articles that arrived after it was begun.
    pub newer: u32,
    /// It is old, and something newer is here.
    pub stale: bool,
}

impl Engine {
    /// Packs an edition, and tells what became of it. What was packed before stays where the budget has room for it, so that after a stop, a
    /// kill or a restart the same call goes on where it was.
    ///
    /// # Errors
    /// [`Error::Packing`], [`Error::Store`].
    pub async fn pack(&self, packing: Packing) -> Result<EditionReport> {
        let guard = self.begin_packing()?;
        self.pack_held(packing, guard).await?;
        self.edition().await?.ok_or(Error::NothingToResume)
    }

    /// The same in the background; returns at once.
    ///
    /// # Errors
    /// [`Error::Packing`], [`Error::Store`] where the library can't be written.
    pub fn pack_in_background(self: &Arc<Self>, packing: Packing) -> Result<()> {
        let guard = self.begin_packing()?;
        let engine = self.clone();
        tokio::spawn(async move {
            if let Err(error) = engine.pack_held(packing, guard).await {
                engine.complain(&error);
            }
        });
        Ok(())
    }

    /// What was to be packed when packing was stopped or cut off, to go on with.
    ///
    /// # Errors
    /// [`Error::NothingToResume`], [`Error::Store`].
    pub async fn unfinished(&self) -> Result<Packing> {
        let edition = self.read(|library| library.find_edition()).await?;
        edition
            .filter(|edition| edition.state != EditionState::Packed)
            .map(|edition| Packing {
                budget: edition.budget,
                sync: false,
            })
            .ok_or(Error::NothingToResume)
    }

    /// Stops packing: what is under way ends, nothing new begins, and what is packed stays.
    pub fn stop_packing(&self) {
        if self.packing.is_running() {
            self.stop.ask();
            if lock(&self.progress).step == Step::Sync {
                self.stop_sync();
            }
        }
    }

    /// The edition; absent before the first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn edition(&self) -> Result<Option<EditionReport>> {
        let progress = self.packing.is_running().then(|| *lock(&self.progress));
        let found = self
            .read(|library| {
                let Some(edition) = library.find_edition()? else {
                    return Ok(None);
                };
                let newer = library.count_arrived_since(edition.began)?;
                let parts = library.list_edition_parts()?;
                let shares = library.list_edition_shares()?;
                Ok(Some((edition, newer, parts, shares, library.list_feeds()?)))
            })
            .await?;
        let Some((mut edition, newer, parts, shares, feeds)) = found else {
            return Ok(None);
        };
        if progress.is_none() && edition.state == EditionState::Packing {
            // The program ended in the middle of it.
            edition.state = EditionState::Stopped;
        }
        let titles: HashMap<FeedId, String> = feeds
            .into_iter()
            .map(|feed| (feed.id, feed.title))
            .collect();
        let age = edition.ended.map(|ended| self.now().duration_since(ended));
        let packed = || parts.iter().filter(|part| part.packed);
        Ok(Some(EditionReport {
            stale: newer > 0 && age.is_some_and(|age| age >= STALE),
            progress,
            newer,
            bytes: packed().map(|part| part.bytes).sum(),
            articles: packed().count() as u32,
            reports: shares.iter().map(|(_, _, reports, _)| reports).sum(),
            pictures: packed().map(|part| part.pictures).sum(),
            left_out: parts.iter().filter(|part| !part.packed).count() as u32,
            pictures_left_out: packed().map(|part| part.left_out).sum(),
            missing: packed().map(|part| part.missing).sum(),
            shares: shares
                .into_iter()
                .map(|(feed, articles, _, bytes)| Share {
                    feed,
                    title: titles.get(&feed).cloned().unwrap_or_default(),
                    articles,
                    bytes,
                })
                .collect(),
            edition,
        }))
    }

    fn begin_packing(&self) -> Result<crate::guard::RunningGuard> {
        if self.config.mode == Mode::Read {
            return Err(StoreError::ReadOnly.into());
        }
        let guard = self.packing.claim().ok_or(Error::Packing)?;
        self.stop.forget();
        *lock(&self.progress) = Progress::default();
        Ok(guard)
    }

    pub(crate) fn show_progress(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut lock(&self.progress));
        self.emit(Event::EditionChanged);
    }
}
