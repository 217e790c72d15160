//! Articles, from the engine's values to the wire's. Nothing is decided here.

use crate::Cursor;
use crate::convert::name_of;
use crate::wire;

/// Words a reader reads in a minute.
const WORDS_A_MINUTE: u32 = 180;

impl From<model::ArticleRow> for wire::ArticleRow {
    fn from(row: model::ArticleRow) -> Self {
        Self {
            id: row.id.to_string(),
            title: row.title,
            link: row.link,
            feed: row.feed.to_string(),
            source: row.source,
            published: row.published.to_string(),
            lead: row.lead,
            state: match row.state {
                model::ArticleState::Headline => wire::ArticleState::Headline,
                model::ArticleState::Text => wire::ArticleState::Text,
                model::ArticleState::Complete => wire::ArticleState::Complete,
                model::ArticleState::Failed => wire::ArticleState::Failed,
            },
            photos: row.photos,
            pictures: row.pictures,
            read: row.status.read,
            starred: row.status.starred,
            saved: row.status.saved,
            hidden: row.status.hidden,
            changed: row.changed.map(|changed| changed.to_string()),
            language: row.language,
            minutes: row.words.div_ceil(WORDS_A_MINUTE),
            thumbnail: row.thumbnail.map(name_of),
            section: row.section,
            sources: row.sources,
            headline: None,
            excerpt: None,
        }
    }
}

impl From<engine::Found> for wire::ArticleRow {
    fn from(found: engine::Found) -> Self {
        Self {
            headline: Some(found.headline),
            excerpt: Some(found.excerpt),
            ..found.row.into()
        }
    }
}

impl From<model::Page<model::ArticleRow>> for wire::Timeline {
    fn from(page: model::Page<model::ArticleRow>) -> Self {
        Self {
            rows: page.rows.into_iter().map(Into::into).collect(),
            next: page.next.map(|next| Cursor {
                published: next.published.to_string(),
                id: next.id.to_string(),
            }),
        }
    }
}

impl From<model::Picture> for wire::Picture {
    fn from(picture: model::Picture) -> Self {
        let (width, height) = picture.size.unzip();
        Self {
            url: picture.url,
            caption: picture.caption,
            credit: picture.credit,
            hash: picture.hash.map(name_of),
            width,
            height,
        }
    }
}

impl From<model::Photo> for wire::Picture {
    fn from(photo: model::Photo) -> Self {
        let (width, height) = photo.size.unzip();
        Self {
            url: photo.url,
            caption: photo.caption,
            credit: photo.credit,
            hash: photo.hash.map(name_of),
            width,
            height,
        }
    }
}

impl From<model::Link> for wire::Link {
    fn from(link: model::Link) -> Self {
        Self {
            title: link.title,
            url: link.url,
            article: link.article.map(|id| id.to_string()),
        }
    }
}

impl From<model::Account> for wire::Account {
    fn from(account: model::Account) -> Self {
        Self {
            id: account.id.to_string(),
            source: account.source,
            published: account.published.to_string(),
            read: account.read,
        }
    }
}

impl From<model::Video> for wire::Video {
    fn from(video: model::Video) -> Self {
        Self {
            url: video.url,
            provider: video.provider,
            poster: video.poster.map(name_of),
        }
    }
}
