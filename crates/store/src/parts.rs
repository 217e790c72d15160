//! Tables `pictures`, `videos` and `links`: what belongs to an article besides its text.

use model::{ArticleId, Link, MediaHash, Photo, Picture, Video};
use rusqlite::{Row, params};

use crate::articles::link_hash;
use crate::error::Result;
use crate::pool::{Read, Write};

/// A picture that an article names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomingPicture {
    /// Its address.
    pub url: String,
    /// What it shows.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// A film that an article names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomingVideo {
    /// Where it can be watched.
    pub url: String,
    /// Who shows it.
    pub provider: String,
    /// Address of a still; empty for none.
    pub poster: String,
}

/// A link that an article names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomingLink {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its canonical form.
    pub canonical: String,
}

/// All that belongs to an article besides its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomingParts {
    /// The picture at its head.
    pub lead: Option<IncomingPicture>,
    /// Pictures inside its text.
    pub inline: Vec<IncomingPicture>,
    /// Its photo report.
    pub photos: Vec<IncomingPicture>,
    /// Films.
    pub videos: Vec<IncomingVideo>,
    /// Photo reports it points to.
    pub photo_reports: Vec<IncomingLink>,
    /// Related articles.
    pub related: Vec<IncomingLink>,
}

impl IncomingParts {
    /// The addresses of all its pictures, stills of films included.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        let pictures = self.lead.iter().chain(&self.inline).chain(&self.photos);
        let stills = self.videos.iter().map(|video| video.poster.as_str());
        pictures
            .map(|picture| picture.url.as_str())
            .chain(stills.filter(|still| !still.is_empty()))
    }
}

/// The parts of an article as they are read back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub picture: Option<Picture>,
    pub inline: Vec<Picture>,
    pub photos: Vec<Photo>,
    pub videos: Vec<Video>,
    pub photo_reports: Vec<Link>,
    pub related: Vec<Link>,
}

impl Read<'_> {
    pub(crate) fn load_parts(&self, id: ArticleId) -> Result<Parts> {
        let mut parts = Parts::default();
        let mut posters: Vec<(i64, Option<MediaHash>)> = Vec::new();
        let mut select = self.0.prepare_cached(
            "SELECT role, position, url, caption, credit, hash, width, height FROM pictures WHERE article = ?1 AND dropped <> 1 ORDER BY role, position",
        )?;
        let mut rows = select.query([id.0])?;
        while let Some(row) = rows.next()? {
            let picture = picture_of(row)?;
            match row.get::<_, String>(0)?.as_str() {
                "lead" => parts.picture = Some(picture),
                "photo" => parts.photos.push(Photo {
                    url: picture.url,
                    caption: picture.caption,
                    credit: picture.credit,
                    hash: picture.hash,
                    size: picture.size,
                }),
                "poster" => posters.push((row.get(1)?, picture.hash)),
                _ => parts.inline.push(picture),
            }
        }
        let mut select = self.0.prepare_cached(
            "SELECT position, url, provider FROM videos WHERE article = ?1 ORDER BY position",
        )?;
        let mut rows = select.query([id.0])?;
        while let Some(row) = rows.next()? {
            let position: i64 = row.get(0)?;
            let poster = posters
                .iter()
                .find(|(at, _)| *at == position)
                .and_then(|(_, hash)| hash.clone());
            parts.videos.push(Video {
                url: row.get(1)?,
                provider: row.get(2)?,
                poster,
            });
        }
        let mut select = self.0.prepare_cached(
            "SELECT l.role, l.title, l.url, (SELECT max(a.id) FROM articles AS a WHERE a.canonical_hash = l.canonical_hash AND a.canonical_hash <> 0)
             FROM links AS l WHERE l.article = ?1 ORDER BY l.role, l.position",
        )?;
        let mut rows = select.query([id.0])?;
        while let Some(row) = rows.next()? {
            let link = Link {
                title: row.get(1)?,
                url: row.get(2)?,
                article: row.get::<_, Option<i64>>(3)?.map(ArticleId),
            };
            if row.get::<_, String>(0)? == "related" {
                parts.related.push(link)
            } else {
                parts.photo_reports.push(link)
            }
        }
        Ok(parts)
    }
}

impl Write<'_> {
    /// Replaces all parts of an article. A picture whose address was there before keeps what is known of it.
    pub(crate) fn save_parts(&self, id: ArticleId, parts: &IncomingParts) -> Result<()> {
        let mut known = Vec::new();
        {
            let mut select = self
                .sql()
                .prepare_cached("SELECT url, hash, width, height, attempts, next, dropped, reason, let_go FROM pictures WHERE article = ?1")?;
            let mut rows = select.query([id.0])?;
            while let Some(row) = rows.next()? {
                known.push(KnownPicture {
                    url: row.get(0)?,
                    hash: row.get(1)?,
                    width: row.get(2)?,
                    height: row.get(3)?,
                    attempts: row.get(4)?,
                    next: row.get(5)?,
                    dropped: row.get(6)?,
                    reason: row.get(7)?,
                    let_go: row.get(8)?,
                });
            }
        }
        for delete in [
            "DELETE FROM pictures WHERE article = ?1",
            "DELETE FROM videos WHERE article = ?1",
            "DELETE FROM links WHERE article = ?1",
        ] {
            self.sql().prepare_cached(delete)?.execute([id.0])?;
        }
        self.insert_parts(id, parts, &known)
    }

    /// Keeps the parts of an article that has none yet.
    pub(crate) fn add_parts(&self, id: ArticleId, parts: &IncomingParts) -> Result<()> {
        self.insert_parts(id, parts, &[])
    }

    fn insert_parts(
        &self,
        id: ArticleId,
        parts: &IncomingParts,
        known: &[KnownPicture],
    ) -> Result<()> {
        if let Some(picture) = &parts.lead {
            self.save_picture(id, "lead", 0, picture, known)?;
        }
        for (role, pictures) in [("inline", &parts.inline), ("photo", &parts.photos)] {
            for (position, picture) in pictures.iter().enumerate() {
                self.save_picture(id, role, position, picture, known)?;
            }
        }
        for (position, video) in parts.videos.iter().enumerate() {
            self.sql()
                .prepare_cached(
                    "INSERT INTO videos (article, position, url, provider) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![id.0, position as i64, video.url, video.provider])?;
            if !video.poster.is_empty() {
                let still = IncomingPicture {
                    url: video.poster.clone(),
                    ..Default::default()
                };
                self.save_picture(id, "poster", position, &still, known)?;
            }
        }
        for (role, links) in [
            ("photo_report", &parts.photo_reports),
            ("related", &parts.related),
        ] {
            for (position, link) in links.iter().enumerate() {
                self.sql()
                    .prepare_cached("INSERT INTO links (article, role, position, title, url, canonical_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                    .execute(params![id.0, role, position as i64, link.title, link.url, link_hash(&link.canonical)])?;
            }
        }
        Ok(())
    }

    fn save_picture(
        &self,
        id: ArticleId,
        role: &str,
        position: usize,
        picture: &IncomingPicture,
        known: &[KnownPicture],
    ) -> Result<()> {
        let was = known
            .iter()
            .find(|known| known.url == picture.url)
            .cloned()
            .unwrap_or_default();
        self.sql()
            .prepare_cached(
                "INSERT INTO pictures (article, role, position, url, caption, credit, hash, width, height, attempts, next, dropped, reason, let_go)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                id.0,
                role,
                position as i64,
                picture.url,
                picture.caption,
                picture.credit,
                was.hash,
                was.width,
                was.height,
                was.attempts,
                was.next,
                was.dropped,
                was.reason,
                was.let_go
            ])?;
        Ok(())
    }
}

#[derive(Clone, Default)]
struct KnownPicture {
    url: String,
    hash: String,
    width: u32,
    height: u32,
    attempts: u32,
    next: i64,
    dropped: i64,
    reason: String,
    let_go: bool,
}

fn picture_of(row: &Row<'_>) -> rusqlite::Result<Picture> {
    let (hash, width, height): (String, u32, u32) = (row.get(5)?, row.get(6)?, row.get(7)?);
    Ok(Picture {
        url: row.get(2)?,
        caption: row.get(3)?,
        credit: row.get(4)?,
        hash: hash.parse().ok(),
        size: (width > 0 && height > 0).then_some((width, height)),
    })
}
