//! The queue of pictures, and what is let into the cache: the webview gets only what was decoded here once.

use std::io::{Cursor, ErrorKind};

use fast_image_resize::Resizer;
use image::{DynamicImage, ImageError, ImageFormat, ImageReader, Limits};
use jiff::SignedDuration;
use model::ArticleId;
use store::{Blob, Origin, WantedPicture};
use url::Url;

use super::beside::side_by_side;
use super::decoding::{self, memory_of};
use super::pages::{Spent, next_try, next_try_elsewhere};
use crate::engine::{Engine, blocking};
use crate::error::Result;
use crate::net::{FetchError, Purpose};

/// Pictures of one pass.
const AT_MOST: u32 = 2000;
/// A picture's longer side is kept up to so many pixels; larger ones are scaled down.
pub(super) const LONGER_SIDE: u32 = 2560;

/// Why bytes are no picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPicture {
    /// Not JPEG, PNG, WebP, GIF, BMP or ICO.
    #[error("the bytes are no picture in a form that Qazet shows (JPEG, PNG, WebP, GIF)")]
    Unknown,
    /// More pixels than anybody needs: an attack or a mistake.
    #[error("the picture claims {width}×{height} pixels, which is too large")]
    TooLarge {
        /// Claimed.
        width: u32,
        /// Claimed.
        height: u32,
    },
    /// Only its beginning came.
    #[error("only the beginning of the picture came")]
    Cut,
    /// Broken.
    #[error("the picture is broken: {0}")]
    Broken(String),
}

/// Decodes a picture within limits. What browsers show is kept byte for byte; a huge one is scaled down; other forms become PNG.
///
/// # Errors
/// [`BadPicture`].
pub fn check_picture(bytes: &[u8]) -> Result<Blob, BadPicture> {
    let reader = || {
        ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|error| broken(error.into()))
    };
    let format = reader()?.format().ok_or(BadPicture::Unknown)?;
    memory_of(bytes)?;
    if format == ImageFormat::Jpeg && is_cut_jpeg(bytes) {
        return Err(BadPicture::Cut);
    }
    let mut decoder = reader()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(decoding::MEMORY);
    decoder.limits(limits);
    let picture = decoder.decode().map_err(broken)?;
    let (width, height) = (picture.width(), picture.height());
    let content_type = match format {
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::Png => "image/png",
        ImageFormat::WebP => "image/webp",
        ImageFormat::Gif => "image/gif",
        _ => "",
    };
    if !content_type.is_empty() && width.max(height) <= LONGER_SIDE {
        return Ok(Blob {
            content_type: content_type.to_owned(),
            width,
            height,
            bytes: bytes.to_vec(),
        });
    }
    let picture = match width.max(height) > LONGER_SIDE {
        true => scale_down(picture)?,
        false => picture,
    };
    let (format, content_type) = if format == ImageFormat::Jpeg {
        (ImageFormat::Jpeg, "image/jpeg")
    } else {
        (ImageFormat::Png, "image/png")
    };
    let mut encoded = Cursor::new(Vec::new());
    picture.write_to(&mut encoded, format).map_err(broken)?;
    Ok(Blob {
        content_type: content_type.to_owned(),
        width: picture.width(),
        height: picture.height(),
        bytes: encoded.into_inner(),
    })
}

/// What a decoder's error says of the picture.
pub(super) fn broken(error: ImageError) -> BadPicture {
    match &error {
        ImageError::IoError(why) if why.kind() == ErrorKind::UnexpectedEof => BadPicture::Cut,
        _ => BadPicture::Broken(error.to_string()),
    }
}

/// Whether a JPEG does not end: its decoder would make what is missing grey. In no scan do the bytes of the end's marker stand (ITU T.81, B.1.1.5).
fn is_cut_jpeg(bytes: &[u8]) -> bool {
    let last = |marker: [u8; 2]| bytes.windows(2).rposition(|two| two == marker);
    let (end, scan) = (last([0xff, 0xd9]), last([0xff, 0xda]));
    end < scan
}

/// The size that a larger picture is scaled down to.
pub(super) fn scaled(width: u32, height: u32) -> (u32, u32) {
    let longer = width.max(height);
    let side = |side: u32| {
        let scaled = u64::from(side) * u64::from(LONGER_SIDE) / u64::from(longer);
        (scaled as u32).max(1)
    };
    (side(width), side(height))
}

fn scale_down(picture: DynamicImage) -> Result<DynamicImage, BadPicture> {
    let (width, height) = scaled(picture.width(), picture.height());
    let mut smaller = DynamicImage::new(width, height, picture.color());
    let done = Resizer::new().resize(&picture, &mut smaller, None);
    done.map_err(|why| BadPicture::Broken(why.to_string()))?;
    Ok(smaller)
}

impl Engine {
    /// Fetches the wanted pictures that are due; tells how many were tried.
    pub(crate) async fn fetch_pictures(&self, spent: &Spent) -> Result<u32> {
        let now = self.now();
        let wanted = self
            .read(move |library| library.list_wanted_pictures(now, AT_MOST))
            .await?;
        let tried = wanted.len() as u32;
        let pictures = wanted
            .into_iter()
            .take_while(|_| spent.goes_on(self.conditions()))
            .map(|picture| self.fetch_picture(picture));
        side_by_side(pictures, 32, |changed| self.emit_articles(changed)).await?;
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
        let pictures = wanted
            .into_iter()
            .map(|picture| self.fetch_picture(picture));
        side_by_side(pictures, 32, |changed| self.emit_articles(changed)).await
    }

    /// Fetches, checks and keeps one picture; tells which articles that touched.
    async fn fetch_picture(&self, wanted: WantedPicture) -> Result<Vec<ArticleId>> {
        let (store, address) = (self.store.clone(), wanted.url.clone());
        // Another article may have brought it.
        let placed = blocking(move || match store.media().find(&address)? {
            Some((hash, width, height)) => {
                Ok(Some(store.write(|library| {
                    library.place_picture(&address, &hash, width, height)
                })?))
            }
            None => Ok(None),
        })
        .await?;
        if let Some(placed) = placed {
            return Ok(placed);
        }
        let Ok(url) = Url::parse(&wanted.url) else {
            return self
                .give_up_picture(wanted.url, "its address is none".to_owned(), None)
                .await;
        };
        let article = wanted.article;
        let origin = self
            .read(move |library| library.find_origin(article))
            .await?;
        // Removed a moment ago: nobody wants it any more.
        let Some(source) = origin else {
            return Ok(Vec::new());
        };
        let answer = match self.fetch_for(&source, url.clone(), Purpose::Picture).await {
            Ok(answer) => answer,
            Err(error) => {
                let next = next_try(&error, wanted.attempts, self.now());
                return self
                    .give_up_picture(wanted.url, error.to_string(), next)
                    .await;
            }
        };
        let checked = self.decoding.check(answer.body).await?;
        let (attempts, now) = (wanted.attempts, self.now());
        let again = match &checked {
            Ok(_) => None,
            Err(BadPicture::Cut) => {
                // As if the connection had said so.
                let host = answer.url.host_str().unwrap_or_default().to_owned();
                let error = FetchError::Truncated { host };
                next_try(&error, attempts, now).map(|next| (error.to_string(), next))
            }
            Err(_) => next_try_elsewhere(&url, &answer.url, attempts, now),
        };
        if let Some((reason, next)) = again {
            return self.give_up_picture(wanted.url, reason, Some(next)).await;
        }
        let store = self.store.clone();
        blocking(move || match checked {
            Ok(blob) => {
                let hash = store.media().save(&wanted.url, &blob, now)?;
                Ok(store.write(|library| {
                    library.place_picture(&wanted.url, &hash, blob.width, blob.height)
                })?)
            }
            Err(bad) => {
                Ok(store
                    .write(|library| library.fail_picture(&wanted.url, &bad.to_string(), None))?)
            }
        })
        .await
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
                Ok(answer) => self.decoding.check(answer.body).await?.ok(),
                // Nobody was asked, or the host rests: the next time will do.
                Err(error) if error.is_ours() || error.retry_at().is_some() => continue,
                Err(_) => None,
            };
            let store = self.store.clone();
            let id = feed.id;
            blocking(move || {
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

    async fn give_up_picture(
        &self,
        url: String,
        reason: String,
        next: Option<jiff::Timestamp>,
    ) -> Result<Vec<ArticleId>> {
        self.write(move |library| library.fail_picture(&url, &reason, next))
            .await
    }
}
