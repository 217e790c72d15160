//! Getting what an edition is made of, under the same manners as a sync: pages first, then pictures, a few at a time, planned anew after each
//! few with what is known by then.

use std::collections::HashSet;
use std::sync::Mutex;

use model::{ArticleId, Edition, EditionState, MediaHash};
use store::{Blob, Measure, NextTry, PictureOf, Store, WantedPicture};

use super::Packing;
use super::plan::{Plan, plan};
use super::stock::{Standing, Stock};
use crate::engine::{Engine, lock};
use crate::error::Result;
use crate::event::Event;
use crate::guard::RunningGuard;
use crate::progress::Step;
use crate::sync::{Scope, side_by_side};
use crate::turns::blocking;

/// Pages or pictures under way at the same time; each host is asked for one at a time whatever this says.
const AT_ONCE: usize = 32;
/// Pictures between two plans.
const FEW: usize = 64;
/// Pages are looked for so many times: what a page points to (a photo report, and what that points to) comes with the next.
const ROUNDS: usize = 4;

/// What became of a picture.
struct Settled {
    url: String,
    /// The name it had, where it was here.
    before: Option<MediaHash>,
    standing: Standing,
    /// It came from the network just now.
    fetched: bool,
    articles: Vec<ArticleId>,
}

/// What is left of the budget for pictures that come now.
struct Room(Mutex<u64>);

impl Room {
    /// Takes so many bytes, where they are left.
    fn take(&self, bytes: u64) -> bool {
        let mut left = lock(&self.0);
        let fits = bytes <= *left;
        if fits {
            *left -= bytes;
        }
        fits
    }
}

impl Engine {
    pub(super) async fn pack_held(&self, packing: Packing, guard: RunningGuard) -> Result<()> {
        let mut edition = Edition {
            budget: packing.budget,
            began: self.now(),
            ended: None,
            state: EditionState::Packing,
            reason: String::new(),
            offline: false,
            came: 0,
            kept: 0,
        };
        self.keep_edition(&edition).await?;
        // The queue stops when it sees that an edition is packed.
        let queue = self.queueing.claim_after_others().await;
        let done = self.pack_all(&mut edition, packing.sync).await;
        edition.ended = Some(self.now());
        edition.state = match &done {
            Ok(()) if self.stop.is_asked() => EditionState::Stopped,
            Ok(()) => EditionState::Packed,
            Err(error) => {
                edition.reason = error.to_string();
                EditionState::Failed
            }
        };
        drop(queue);
        let kept = self.keep_edition(&edition).await;
        drop(guard);
        self.emit(Event::EditionChanged);
        done.and(kept)
    }

    async fn keep_edition(&self, edition: &Edition) -> Result<()> {
        let kept = edition.clone();
        self.write(move |library| library.save_edition(&kept))
            .await?;
        self.emit(Event::EditionChanged);
        Ok(())
    }

    async fn pack_all(&self, edition: &mut Edition, sync: bool) -> Result<()> {
        if sync {
            let report = self.sync(Scope::Due).await?.unwrap_or_default();
            edition.offline = self.is_away() || report.is_unanswered();
            if !edition.offline && !self.stop.is_asked() {
                self.rates(true).await?;
                self.weather(None, true).await?;
            }
        }
        if !edition.offline {
            self.pack_texts(edition.budget).await?;
        }
        self.pack_pictures(edition).await?;
        self.index_all().await?;
        self.save_waits().await
    }

    async fn load_stock(&self, offline: bool) -> Result<Stock> {
        let (store, now) = (self.store.clone(), self.now());
        let longest = self.settings().await?.picture_size;
        blocking(move || Stock::load(&store, now, longest, offline)).await
    }

    /// Reads the pages of the articles that are planned.
    async fn pack_texts(&self, budget: u64) -> Result<()> {
        let mut tried: HashSet<ArticleId> = HashSet::new();
        for _ in 0..ROUNDS {
            let stock = self.load_stock(false).await?;
            let planned = plan(&stock.candidates(), budget, self.now());
            let wanted: Vec<_> = planned
                .articles
                .iter()
                .filter_map(|one| stock.articles[one.candidate].page.clone())
                .filter(|page| !tried.contains(&page.article))
                .collect();
            let of = (tried.len() + wanted.len()) as u32;
            self.show_progress(|progress| {
                (progress.step, progress.of) = (Step::Texts, of);
                progress.bytes = stock.progress(&planned).0;
            });
            if wanted.is_empty() || self.stop.is_asked() {
                break;
            }
            tried.extend(wanted.iter().map(|page| page.article));
            let pages = wanted
                .into_iter()
                .take_while(|_| !self.stop.is_asked())
                .map(|page| self.fetch_page(page));
            side_by_side(pages, AT_ONCE, |changed| {
                self.emit_articles(changed);
                self.show_progress(|progress| progress.done += 1);
            })
            .await?;
        }
        Ok(())
    }

    /// Gets the pictures that are planned, until all are here; then lets go of those that came and have no room after all.
    async fn pack_pictures(&self, edition: &mut Edition) -> Result<()> {
        let mut stock = self.load_stock(edition.offline).await?;
        let mut fetched: HashSet<MediaHash> = HashSet::new();
        let planned = loop {
            let planned = plan(&stock.candidates(), edition.budget, self.now());
            let (bytes, done, of) = stock.progress(&planned);
            self.show_progress(|progress| {
                (progress.step, progress.bytes) = (Step::Pictures, bytes);
                (progress.done, progress.of) = (done, of);
            });
            self.keep_parts(&stock, &planned, edition).await?;
            let few = next_few(&stock, &planned);
            if few.is_empty() || self.stop.is_asked() {
                break planned;
            }
            let room = Room(Mutex::new(edition.budget.saturating_sub(bytes)));
            let works = few
                .into_iter()
                .take_while(|_| !self.stop.is_asked())
                .map(|(picture, standing)| self.settle(picture, standing, &room));
            let mut settled = Vec::new();
            side_by_side(works, AT_ONCE, |one: Settled| {
                self.emit_articles(one.articles.clone());
                self.show_progress(|progress| {
                    if let Standing::Packed(_, measure) = &one.standing {
                        progress.done += 1;
                        progress.bytes += measure.on_disk;
                    }
                });
                settled.push(one);
            })
            .await?;
            for one in settled {
                if let (Some(before), Standing::Packed(hash, measure)) =
                    (&one.before, &one.standing)
                {
                    stock.rename(before, hash, *measure);
                }
                if let (true, Standing::Packed(hash, _)) = (one.fetched, &one.standing) {
                    fetched.insert(hash.clone());
                }
                stock.standings.insert(one.url, one.standing);
            }
        };
        let packed = stock.packed_of(&planned);
        fetched.retain(|hash| !packed.contains_key(hash));
        self.let_go(fetched.into_iter().collect()).await
    }

    async fn keep_parts(&self, stock: &Stock, planned: &Plan, edition: &mut Edition) -> Result<()> {
        let parts = stock.parts(planned);
        let packed = stock.packed_of(planned);
        edition.kept = packed.values().map(|measure| measure.bytes).sum();
        edition.came = packed
            .values()
            .map(|measure| measure.came.unwrap_or(measure.bytes))
            .sum();
        let kept = edition.clone();
        self.write(move |library| {
            library.save_edition(&kept)?;
            library.save_edition_parts(&parts)
        })
        .await
    }

    /// Pictures that were fetched and have no room after all. What they and larger forms of others took returns to the disk.
    async fn let_go(&self, hashes: Vec<MediaHash>) -> Result<()> {
        let (store, now) = (self.store.clone(), self.now());
        blocking(move || {
            store.write(|library| library.want_lost_pictures(&hashes))?;
            store.media().forget(&hashes)?;
            Ok(store.give_space_back(now)?)
        })
        .await
    }

    /// Makes one picture ready: from the cache, or from its publisher.
    async fn settle(&self, picture: PictureOf, standing: Standing, room: &Room) -> Result<Settled> {
        let longest = self.settings().await?.picture_size;
        if let Standing::Cached(hash, measure) = standing {
            let (store, name) = (self.store.clone(), hash.clone());
            let blob = blocking(move || Ok(store.media().load(&name)?)).await?;
            if let Some(blob) = blob {
                return self.repack(picture, hash, measure, blob, longest).await;
            }
            // It was damaged, and is fetched again.
        }
        let wanted = WantedPicture {
            url: picture.url.clone(),
            article: picture.article,
            attempts: picture.attempts,
        };
        let packed = self
            .fetch_and_decode(&wanted, |bytes| self.decoding.pack(bytes, longest))
            .await?;
        let (blob, came) = match packed {
            Ok(packed) => packed,
            Err((reason, next)) => return self.miss(picture, reason, next).await,
        };
        if !room.take(Measure::of(&picture.url, &blob).on_disk) {
            return Ok(Settled {
                url: picture.url,
                before: None,
                standing: Standing::TooLarge,
                fetched: true,
                articles: Vec::new(),
            });
        }
        self.keep_picture(picture, blob, came, None).await
    }

    /// Makes a picture of the cache as small as it may be.
    async fn repack(
        &self,
        picture: PictureOf,
        hash: MediaHash,
        measure: Measure,
        blob: Blob,
        longest: u32,
    ) -> Result<Settled> {
        let came = measure.came.unwrap_or(measure.bytes);
        let bytes = bytes::Bytes::from(blob.bytes.clone());
        let packed = self.decoding.pack(bytes, longest).await?;
        // What could be shown until now stays as it is where it can't be made smaller.
        self.keep_picture(picture, packed.unwrap_or(blob), came, Some(hash))
            .await
    }

    async fn keep_picture(
        &self,
        picture: PictureOf,
        blob: Blob,
        came: u64,
        before: Option<MediaHash>,
    ) -> Result<Settled> {
        let now = self.now();
        let (url, old) = (picture.url.clone(), before.clone());
        let keep = move |store: &Store| {
            let media = store.media();
            let hash = media.save_packed(&url, &blob, came, old.as_ref(), now)?;
            let (width, height) = (blob.width, blob.height);
            let articles = store.write(|library| match &old {
                Some(old) => library.rename_picture(old, &hash, width, height),
                None => library.place_picture(&url, &hash, width, height),
            })?;
            // Only now nobody names it any more.
            if let Some(old) = old.filter(|old| *old != hash) {
                media.forget(&[old])?;
            }
            let measure = media.measure(&hash)?;
            Ok((hash, measure.unwrap_or(Measure::of(&url, &blob)), articles))
        };
        let (hash, measure, articles) = self.keep(keep).await?;
        Ok(Settled {
            url: picture.url,
            fetched: before.is_none(),
            before,
            standing: Standing::Packed(hash, measure),
            articles,
        })
    }

    async fn miss(&self, picture: PictureOf, reason: String, next: NextTry) -> Result<Settled> {
        let articles = self.fail_picture(picture.url.clone(), reason, next).await?;
        Ok(Settled {
            url: picture.url,
            before: None,
            standing: Standing::Missing,
            fetched: false,
            articles,
        })
    }
}

/// The next few pictures of a plan that are not ready, each once.
fn next_few(stock: &Stock, planned: &Plan) -> Vec<(PictureOf, Standing)> {
    let mut seen = HashSet::new();
    planned
        .articles
        .iter()
        .flat_map(|one| stock.pictures_of(one.candidate, &one.pictures))
        .filter_map(|picture| {
            let standing = stock.standings.get(&picture.url)?;
            let key = match standing {
                Standing::Cached(hash, _) => hash.as_str(),
                Standing::Absent => picture.url.as_str(),
                _ => return None,
            };
            seen.insert(key)
                .then(|| (picture.clone(), standing.clone()))
        })
        .take(FEW)
        .collect()
}
