//! From the engine's values of exports, saved pages and retention to the wire's. Nothing is decided here.

use crate::wire;

impl From<model::Enclosure> for wire::Enclosure {
    fn from(enclosure: model::Enclosure) -> Self {
        Self {
            url: enclosure.url,
            media_type: enclosure.media_type,
            bytes: enclosure.bytes,
            seconds: enclosure.seconds,
        }
    }
}

impl From<engine::File> for wire::File {
    fn from(file: engine::File) -> Self {
        Self {
            name: file.name,
            media_type: file.format.media_type().to_owned(),
            bytes: file.bytes,
            articles: file.articles,
        }
    }
}

impl From<engine::SavedPage> for wire::SavedPage {
    fn from(page: engine::SavedPage) -> Self {
        Self {
            article: page.article.to_string(),
            known: page.known,
            outcome: match page.outcome {
                engine::PageOutcome::Read => wire::PageOutcome::Read,
                engine::PageOutcome::Waits => wire::PageOutcome::Waits,
                engine::PageOutcome::Closed => wire::PageOutcome::Closed,
                engine::PageOutcome::Failed => wire::PageOutcome::Failed,
            },
            reason: page.reason,
        }
    }
}

impl From<model::Kept> for wire::Kept {
    fn from(kind: model::Kept) -> Self {
        match kind {
            model::Kept::Texts => Self::Texts,
            model::Kept::Pictures => Self::Pictures,
            model::Kept::PhotoReports => Self::PhotoReports,
        }
    }
}

impl From<model::Retention> for wire::Retention {
    fn from(retention: model::Retention) -> Self {
        let keep = |keep: model::Keep| wire::Keep {
            days: keep.days,
            megabytes: keep.megabytes,
        };
        Self {
            texts: keep(retention.texts),
            pictures: keep(retention.pictures),
            photo_reports: keep(retention.photo_reports),
        }
    }
}
