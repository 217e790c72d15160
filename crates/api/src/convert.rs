//! From the engine's values to the wire's. Nothing is decided here.

use engine::{CatalogueRow, Error, Imported, Outcome, SyncReport, SyncState};
use model::{FeedKind, FeedStatus, MediaHash};

use crate::wire;
use crate::{ApiError, ErrorCode, Event};

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let code = match &error {
            Error::NotFound { .. } => ErrorCode::NotFound,
            Error::BadAddress { .. } | Error::NoFeed { .. } => ErrorCode::BadAddress,
            Error::NoAmount(_) => ErrorCode::BadAmount,
            Error::BadLogin(_) => ErrorCode::NeedsLogin,
            Error::Fetch(fetch) if fetch.is_connectivity() => ErrorCode::Offline,
            Error::Fetch(fetch) if fetch.problem() == model::Problem::Login => {
                ErrorCode::NeedsLogin
            }
            Error::NoKeyring { .. } => ErrorCode::NoKeyring,
            Error::AskFirst { .. } => ErrorCode::AskFirst,
            _ => ErrorCode::Failed,
        };
        let message = error.to_string();
        let problem = error.problem().map(|problem| problem.as_str().to_owned());
        let answer = error.status();
        let excerpt = match error {
            Error::NoFeed { begins, .. } => Some(begins).filter(|begins| !begins.is_empty()),
            _ => None,
        };
        Self {
            code,
            message,
            problem,
            answer,
            excerpt,
        }
    }
}

impl From<model::Feed> for wire::Feed {
    fn from(feed: model::Feed) -> Self {
        let next_check = feed.next_check.filter(|_| !feed.paused);
        let reason = feed.trouble();
        Self {
            id: feed.id.to_string(),
            title: feed.title,
            url: feed.url,
            kind: feed.kind.as_str().to_owned(),
            folder: feed.folder,
            language: feed.language,
            unread: feed.unread,
            paused: feed.paused,
            proxy: feed.way.as_str().to_owned(),
            weight: feed.weight.as_str().to_owned(),
            bell: feed.bell.as_str().to_owned(),
            reach: feed.reach.as_str().to_owned(),
            last_check: feed.last_check.map(|at| at.to_string()),
            next_check: next_check.map(|at| at.to_string()),
            status: feed.status.map(|status| status.as_str().to_owned()),
            reason,
            failures: feed.failures,
            layout_changed: feed.layout_changed,
            site_url: feed.site_url,
            favicon: feed.favicon.map(name_of),
            login: feed.login.map(|login| login.as_str().to_owned()),
        }
    }
}

impl From<model::Counted> for wire::Counted {
    fn from(counted: model::Counted) -> Self {
        Self {
            counts: counted.counts.into(),
            unread: counted
                .unread
                .into_iter()
                .map(|(feed, unread)| (feed.to_string(), unread))
                .collect(),
        }
    }
}

impl From<model::Counts> for wire::Counts {
    fn from(counts: model::Counts) -> Self {
        Self {
            all: counts.all,
            today: counts.today,
            unread: counts.unread,
            starred: counts.starred,
            saved: counts.saved,
            photo_reports: counts.photo_reports,
            hidden: counts.hidden,
            complete: counts.complete,
        }
    }
}

impl From<Outcome> for wire::Outcome {
    fn from(outcome: Outcome) -> Self {
        Self {
            feed: outcome.feed.to_string(),
            url: outcome.url,
            status: outcome.status.as_str().to_owned(),
            reason: outcome.reason,
            next_check: outcome.next_check.map(|at| at.to_string()),
        }
    }
}

impl From<SyncReport> for wire::SyncReport {
    fn from(report: SyncReport) -> Self {
        Self {
            sources: report.outcomes.len() as u32,
            fetched: report.count(FeedStatus::Fetched),
            not_modified: report.count(FeedStatus::NotModified),
            skipped: report.count(FeedStatus::Skipped),
            failed: report.count(FeedStatus::Failed),
            gone: report.count(FeedStatus::Gone),
            articles_new: report
                .outcomes
                .iter()
                .map(|outcome| outcome.articles_new)
                .sum(),
            articles_updated: report
                .outcomes
                .iter()
                .map(|outcome| outcome.articles_updated)
                .sum(),
            bytes: report.outcomes.iter().map(|outcome| outcome.bytes).sum(),
            seconds: report.seconds,
            stopped: report.stopped,
            outcomes: report.outcomes.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<SyncState> for wire::SyncState {
    fn from(state: SyncState) -> Self {
        Self {
            running: state.running,
            progress: state.progress.map(Into::into),
            stopped: state.stopped,
            queued: state.queued,
            last: state.last.map(|at| at.to_string()),
            next: state.next.map(|at| at.to_string()),
            offline: state.offline,
            offline_since: state.offline_since.map(|at| at.to_string()),
            report: state.report.map(Into::into),
        }
    }
}

impl From<CatalogueRow> for wire::CatalogueEntry {
    fn from(row: CatalogueRow) -> Self {
        let kind = match row.entry.kind {
            engine::endpoints::SourceKind::Feed => FeedKind::Feed,
            engine::endpoints::SourceKind::Site => FeedKind::Site,
        };
        Self {
            title: row.entry.title,
            url: row.entry.url,
            kind: kind.as_str().to_owned(),
            language: row.entry.language,
            topic: row.entry.topic,
            default: row.entry.default,
            subscribed: row.subscribed,
        }
    }
}

impl From<Imported> for wire::OpmlImported {
    fn from(imported: Imported) -> Self {
        Self {
            found: imported.found,
            added: imported.added,
            new: imported.new.iter().map(ToString::to_string).collect(),
            known: imported.known.iter().map(ToString::to_string).collect(),
            private: imported.private,
            warnings: imported.warnings,
        }
    }
}

impl From<model::Reading> for wire::Reading {
    fn from(reading: model::Reading) -> Self {
        Self {
            face: reading.face.as_str().to_owned(),
            size: reading.size,
            line: reading.line,
            width: reading.width,
            still: reading.still,
        }
    }
}

impl From<model::Settings> for wire::Settings {
    fn from(settings: model::Settings) -> Self {
        Self {
            language: settings.language,
            theme: settings.theme.as_str().to_owned(),
            reading: settings.reading.into(),
            density: settings.density.as_str().to_owned(),
            read_when: settings.read_when.as_str().to_owned(),
            unread_numbers: settings.unread_numbers,
            keys: settings.keys,
            city: settings.city,
            cities: settings.cities,
            units: settings.units.into(),
            weather_watches: settings
                .weather_watches
                .iter()
                .map(|watch| watch.to_string())
                .collect(),
            currencies: settings
                .currencies
                .iter()
                .map(|code| code.as_str().to_owned())
                .collect(),
            rate_base: settings.rate_base.as_str().to_owned(),
            rate_watches: settings
                .rate_watches
                .iter()
                .map(|watch| watch.to_string())
                .collect(),
            interval_minutes: settings.interval_minutes,
            automatic: settings.automatic,
            metered: settings.metered.as_str().to_owned(),
            always_metered: settings.always_metered,
            battery_saver: settings.battery_saver.as_str().to_owned(),
            close_to_tray: settings.close_to_tray,
            close_minimises: settings.close_minimises,
            start_at_login: settings.start_at_login,
            start_hidden: settings.start_hidden,
            safe_graphics: settings.safe_graphics,
            notices: settings.notices.into(),
            retention: settings.retention.into(),
            picture_size: settings.picture_size,
            proxy: settings.proxy,
        }
    }
}

impl From<engine::Rescued> for wire::Rescued {
    fn from(rescued: engine::Rescued) -> Self {
        Self {
            message: rescued.to_string(),
            at: rescued.at.to_string(),
            aside: rescued.aside,
            backup: rescued.backup,
            whole: rescued.whole,
            feeds: rescued.feeds,
            marked: rescued.marked,
            articles: rescued.articles,
        }
    }
}

impl From<engine::Event> for Event {
    fn from(event: engine::Event) -> Self {
        match event {
            engine::Event::SyncStarted => Self::SyncStarted,
            engine::Event::SyncEnded => Self::SyncEnded,
            engine::Event::SyncChanged => Self::SyncChanged,
            engine::Event::FeedChanged(id) => Self::FeedChanged {
                feed: id.to_string(),
            },
            engine::Event::ArticlesChanged(ids) => Self::ArticlesChanged {
                articles: ids.iter().map(ToString::to_string).collect(),
            },
            engine::Event::ArticlesMarked(ids) => Self::ArticlesMarked {
                articles: ids.iter().map(ToString::to_string).collect(),
            },
            engine::Event::RatesChanged => Self::RatesChanged,
            engine::Event::WeatherChanged => Self::WeatherChanged,
            engine::Event::EditionChanged => Self::EditionChanged,
            engine::Event::NoticesChanged => Self::NoticesChanged,
            engine::Event::SettingsChanged => Self::SettingsChanged,
            engine::Event::Resync => Self::Resync,
        }
    }
}

pub(crate) fn name_of(hash: MediaHash) -> String {
    hash.to_string()
}
