//! Content routes: an article's HTML as it is shown, pictures, links that leave Qazet.

use std::collections::HashMap;

use model::{Article, MediaHash};
use url::Url;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::turns::blocking;

/// A picture as the content route gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Media type.
    pub content_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What every answer of the content route says besides its type (TRUST §4): it can run nothing and is never taken for something else.
pub const MEDIA_HEADERS: [(&str, &str); 4] = [
    ("Content-Security-Policy", "default-src 'none'; sandbox"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "private, max-age=31536000, immutable"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

impl Engine {
    /// A picture of the cache.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn media(&self, hash: &MediaHash) -> Result<Option<Media>> {
        let (store, hash) = (self.store.clone(), hash.clone());
        let blob = blocking(move || Ok(store.media().load(&hash)?)).await?;
        Ok(blob.map(|blob| Media {
            content_type: blob.content_type,
            bytes: blob.bytes,
        }))
    }

    /// An article's HTML for showing: sanitized once more, every picture replaced by the one in the cache or dropped, so that nothing in it
    /// loads from outside.
    ///
    /// # Errors
    /// [`Error::Closing`].
    pub async fn html_for_showing(&self, article: &Article) -> Result<String> {
        let photos = article.photos.iter().map(|photo| (&photo.url, &photo.hash));
        let pictures = article
            .inline
            .iter()
            .chain(&article.picture)
            .map(|picture| (&picture.url, &picture.hash));
        let cached: HashMap<String, String> = photos
            .chain(pictures)
            .filter_map(|(url, hash)| {
                Some((
                    url.clone(),
                    format!("{}{}", self.config.media_base, hash.as_ref()?),
                ))
            })
            .collect();
        let html = article.html.clone();
        blocking(move || {
            Ok(extract::sanitize::show(&html, &|url| {
                cached.get(url).cloned()
            }))
        })
        .await
    }

    /// Checks a link before a host opens it outside: http, https and mailto only.
    ///
    /// # Errors
    /// [`Error::BadAddress`].
    pub fn check_link(&self, link: &str) -> Result<String> {
        let bad = |why: &str| Error::BadAddress {
            address: link.chars().take(100).collect(),
            why: why.to_owned(),
        };
        let url = Url::parse(link.trim()).map_err(|why| bad(&why.to_string()))?;
        match url.scheme() {
            "http" | "https" | "mailto" => Ok(url.into()),
            _ => Err(bad(
                "only web pages and e-mail addresses are opened outside",
            )),
        }
    }
}
