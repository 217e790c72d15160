//! The queue of pictures.

use bytes::Bytes;
use jiff::SignedDuration;
use model::ArticleId;
use store::{Blob, NextTry, Origin, Store, WantedPicture};
use url::Url;

use super::beside::side_by_side;
use super::pages::Spent;
use super::tries::{next_try, next_try_elsewhere};
use crate::engine::Engine;
use crate::error::Result;
use crate::net::{FetchError, Purpose};
use crate::picture::BadPicture;
use crate::progress::{Step, Stop};

/// Pictures of one pass.
const AT_MOST: u32 = 2000;

impl Engine {
    /// Fetches the wanted pictures that are due; tells how many were tried.
    pub(crate) async fn fetch_pictures(&self, spent: &Spent) -> Result<u32> {
        let now = self.now();
        let wanted = self
            .read(move |library| library.list_wanted_pictures(now, AT_MOST))
            .await?;
        let tried = wanted.len() as u32;
        if tried > 0 {
            self.begin_step(Step::Pictures, tried);
        }
        let longest = self.settings().await?.picture_size;
        let pictures = wanted
            .into_iter()
            .take_while(|_| self.goes_on(spent))
            .map(|picture| self.fetch_picture(picture, longest, &self.passes.stop));
        side_by_side(pictures, 32, |changed| {
            self.emit_articles(changed);
            self.finish_one(Step::Pictures);
        })
        .await?;
        Ok(tried)
    }

    /// Fetches the wanted pictures of one article.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn fetch_pictures_of(&self, id: ArticleId) -> Result<()> {
        let wanted = self
            .read(move |library| library.list_wanted_pictures_of(id))
            .await?;
        let longest = self.settings().await?.picture_size;
        let never = Stop::default();
        let pictures = wanted
            .into_iter()
            .map(|picture| self.fetch_picture(picture, longest, &never));
        side_by_side(pictures, 32, |changed| self.emit_articles(changed)).await
    }

    /// Fetches the picture at the head of an article, where it is wanted and the article not held back.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub(crate) async fn fetch_lead_of(&self, id: ArticleId) -> Result<()> {
        let wanted = self
            .read(move |library| match library.is_held_back(id)? {
                true => Ok(Vec::new()),
                false => library.list_wanted_lead_of(id),
            })
            .await?;
        let longest = self.settings().await?.picture_size;
        for picture in wanted {
            let changed = self
                .fetch_picture(picture, longest, &Stop::default())
                .await?;
            self.emit_articles(changed);
        }
        Ok(())
    }

    /// Fetches, checks and keeps one picture, unless that is stopped before it is here; tells which articles that touched.
    async fn fetch_picture(
        &self,
        wanted: WantedPicture,
        longest: u32,
        stop: &Stop,
    ) -> Result<Vec<ArticleId>> {
        let address = wanted.url.clone();
        // Another article may have brought it.
        let place = move |store: &Store| match store.media().find(&address)? {
            Some((hash, width, height)) => {
                Ok(Some(store.write(|library| {
                    library.place_picture(&address, &hash, width, height)
                })?))
            }
            None => Ok(None),
        };
        if let Some(placed) = self.keep(place).await? {
            return Ok(placed);
        }
        let checking = self.fetch_and_decode(&wanted, |bytes| self.decoding.check(bytes, longest));
        let checked = tokio::select! {
            checked = checking => checked?,
            () = stop.asked() => return Ok(Vec::new()),
        };
        let now = self.now();
        match checked {
            Ok((blob, _)) => {
                self.keep(move |store| {
                    let hash = store.media().save(&wanted.url, &blob, now)?;
                    Ok(store.write(|library| {
                        library.place_picture(&wanted.url, &hash, blob.width, blob.height)
                    })?)
                })
                .await
            }
            Err((reason, next)) => self.fail_picture(wanted.url, reason, next).await,
        }
    }

    /// A picture as `decode` makes it of what its address gives, and how many bytes it had as it came; or why there is none and what follows.
    pub(crate) async fn fetch_and_decode<Decoded>(
        &self,
        wanted: &WantedPicture,
        decode: impl FnOnce(Bytes) -> Decoded,
    ) -> Result<std::result::Result<(Blob, u64), (String, NextTry)>>
    where
        Decoded: Future<Output = Result<std::result::Result<Blob, BadPicture>>>,
    {
        let Ok(url) = Url::parse(&wanted.url) else {
            return Ok(Err(("its address is none".to_owned(), NextTry::Gone)));
        };
        let article = wanted.article;
        let origin = self
            .read(move |library| library.find_origin(article))
            .await?;
        let Some(source) = origin else {
            return Ok(Err(("its article has left".to_owned(), NextTry::Gone)));
        };
        let later = |error: FetchError| {
            let next = next_try(&error, wanted.attempts, self.now());
            Ok(Err((error.to_string(), next)))
        };
        let answer = match self.fetch_for(&source, url.clone(), Purpose::Picture).await {
            Ok(answer) => answer,
            Err(error) => return later(error),
        };
        let came = answer.body.len() as u64;
        let bad = match decode(answer.body).await? {
            Ok(blob) => return Ok(Ok((blob, came))),
            // As if the connection had said so.
            Err(BadPicture::Cut) => {
                return later(FetchError::Truncated {
                    host: answer.url.host_str().unwrap_or_default().to_owned(),
                });
            }
            Err(bad) => bad,
        };
        let elsewhere = next_try_elsewhere(&url, &answer.url, wanted.attempts, self.now());
        Ok(Err(elsewhere.unwrap_or((bad.to_string(), NextTry::Gone))))
    }

    /// Fetches the favicons that pages and feeds named, once a month at most; one that can't be had is no error.
    pub(crate) async fn fetch_icons(&self) -> Result<()> {
        let now = self.now();
        let month_ago = now
            .checked_sub(SignedDuration::from_hours(24 * 30))
            .unwrap_or(now);
        let feeds = self
            .read(move |library| {
                let mut wanted = Vec::new();
                for feed in library.list_feeds()? {
                    let known = library.load_known(feed.id)?;
                    if !known.icon_url.is_empty()
                        && known.icon_check.is_none_or(|checked| checked < month_ago)
                    {
                        wanted.push((feed, known.icon_url));
                    }
                }
                Ok(wanted)
            })
            .await?;
        let longest = self.settings().await?.picture_size;
        for (feed, address) in feeds {
            let Ok(url) = Url::parse(&address) else {
                continue;
            };
            let source = Origin {
                feed: feed.id,
                url: feed.url,
                typed: feed.typed,
                login: feed.login,
                way: feed.way,
            };
            let blob = match self.fetch_for(&source, url, Purpose::Picture).await {
                Ok(answer) => self.decoding.check(answer.body, longest).await?.ok(),
                // Nobody was asked, or the host rests: the next time will do.
                Err(error) if error.is_ours() || error.retry_at().is_some() => continue,
                Err(_) => None,
            };
            let id = feed.id;
            self.keep(move |store| {
                let hash = blob
                    .map(|blob| store.media().save(&address, &blob, now))
                    .transpose()?;
                Ok(store.write(|library| library.save_icon(id, hash.as_ref(), now))?)
            })
            .await?;
            self.emit(crate::Event::FeedChanged(id));
        }
        Ok(())
    }

    pub(crate) async fn fail_picture(
        &self,
        url: String,
        reason: String,
        next: NextTry,
    ) -> Result<Vec<ArticleId>> {
        self.write(move |library| library.fail_picture(&url, &reason, next))
            .await
    }
}
