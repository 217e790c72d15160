//! From the engine's values to the wire's and back. Nothing is decided here.

use engine::{CatalogueRow, Engine, Error, Imported, Outcome, SyncReport, SyncState};
use jiff::Timestamp;
use model::{ArticleId, Currency, FeedId, FeedKind, FeedStatus, MediaHash, Theme};

use crate::wire;
use crate::{ApiError, Cursor, ErrorCode, Event, Mark, View};

/// Words a reader reads in a minute.
const WORDS_A_MINUTE: u32 = 180;

type Result<T> = std::result::Result<T, ApiError>;

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let code = match &error {
            Error::NotFound { .. } => ErrorCode::NotFound,
            Error::BadAddress { .. } | Error::NoFeed { .. } => ErrorCode::BadAddress,
            Error::Fetch(fetch) if fetch.is_connectivity() => ErrorCode::Offline,
            _ => ErrorCode::Failed,
        };
        Self {
            code,
            message: error.to_string(),
        }
    }
}

fn bad_request(message: impl ToString) -> ApiError {
    ApiError {
        code: ErrorCode::BadRequest,
        message: message.to_string(),
    }
}

pub(crate) fn article_id(text: &str) -> Result<ArticleId> {
    text.parse().map_err(bad_request)
}

pub(crate) fn article_ids(texts: &[String]) -> Result<Vec<ArticleId>> {
    texts.iter().map(|text| article_id(text)).collect()
}

pub(crate) fn feed_id(text: &str) -> Result<FeedId> {
    text.parse().map_err(bad_request)
}

pub(crate) fn view_of(engine: &Engine, view: View) -> Result<model::View> {
    Ok(match view {
        View::All => model::View::All,
        View::Today => engine.today(),
        View::Unread => model::View::Unread,
        View::Starred => model::View::Starred,
        View::Saved => model::View::Saved,
        View::PhotoReports => model::View::PhotoReports,
        View::Folder(name) => model::View::Folder(name),
        View::Feed(id) => model::View::Feed(feed_id(&id)?),
    })
}

pub(crate) fn cursor_of(cursor: &Cursor) -> Result<model::Cursor> {
    let published: Timestamp = cursor
        .published
        .parse()
        .map_err(|_| bad_request("the cursor has no time"))?;
    Ok(model::Cursor {
        published,
        id: article_id(&cursor.id)?,
    })
}

pub(crate) fn mark_of(mark: Mark) -> model::Mark {
    match mark {
        Mark::Read => model::Mark::Read,
        Mark::Unread => model::Mark::Unread,
        Mark::Star => model::Mark::Star,
        Mark::Unstar => model::Mark::Unstar,
        Mark::Save => model::Mark::Save,
        Mark::Unsave => model::Mark::Unsave,
    }
}

pub(crate) async fn start(engine: &Engine) -> Result<wire::Start> {
    Ok(wire::Start {
        version: engine.version().to_owned(),
        settings: engine.settings().await?.into(),
        empty: engine.feeds().await?.is_empty(),
        now: engine.now().to_string(),
        demo: engine.is_demo(),
    })
}

pub(crate) async fn library(engine: &Engine) -> Result<wire::Library> {
    let feeds = engine.feeds().await?.into_iter().map(Into::into).collect();
    Ok(wire::Library {
        counts: engine.counts().await?.into(),
        feeds,
    })
}

pub(crate) async fn article(engine: &Engine, id: ArticleId) -> Result<wire::Article> {
    let (article, revisions) = engine.article(id).await?;
    let html = engine.html_for_showing(&article).await?;
    Ok(wire::Article {
        row: article.row.into(),
        byline: article.byline,
        published_text: article.published_text,
        site_name: article.site_name,
        section: article.section,
        picture: article.picture.map(Into::into),
        html,
        text: article.text,
        photo_report: article.photos.into_iter().map(Into::into).collect(),
        photo_reports: article.photo_reports.into_iter().map(Into::into).collect(),
        related: article.related.into_iter().map(Into::into).collect(),
        videos: article.videos.into_iter().map(Into::into).collect(),
        revisions,
    })
}

/// The rates widget, and the JSON of `qazetctl rates`.
///
/// # Errors
/// [`ApiError`].
pub async fn rates(engine: &Engine, refresh: bool) -> Result<wire::Rates> {
    let rates = engine.rates(refresh).await?;
    let rate = |row: model::RateRow| wire::Rate {
        code: row.quote.code.as_str().to_owned(),
        value: row.quote.value.to_string(),
        quantity: row.quote.quantity,
        change: row.change.map(|change| change.to_string()),
        direction: row.direction.as_str().to_owned(),
        date: row.date.to_string(),
        provider: row.provider.as_str().to_owned(),
    };
    Ok(wire::Rates {
        base: rates.base.as_str().to_owned(),
        as_of: rates.fetched.map(|fetched| fetched.to_string()),
        age_s: rates
            .fetched
            .map(|fetched| engine.now().duration_since(fetched).as_secs()),
        rates: rates.rows.into_iter().map(rate).collect(),
        reason: rates.reason,
    })
}

/// The weather widget, and the JSON of `qazetctl weather`.
///
/// # Errors
/// [`ApiError`].
pub async fn weather(
    engine: &Engine,
    city: Option<String>,
    refresh: bool,
) -> Result<wire::Weather> {
    let weather = engine.weather(city, refresh).await?;
    let minute = |time: jiff::civil::DateTime| time.strftime("%Y-%m-%dT%H:%M").to_string();
    let mut answer = wire::Weather {
        city: weather.city.into(),
        as_of: weather.fetched.map(|fetched| fetched.to_string()),
        age_s: weather
            .fetched
            .map(|fetched| engine.now().duration_since(fetched).as_secs()),
        provider: String::new(),
        local_time: weather.local_time.map(minute).unwrap_or_default(),
        current: None,
        hourly: Vec::new(),
        daily: Vec::new(),
        air_quality: weather.air.map(|air| wire::AirQuality {
            time: air.time.map(minute),
            us_aqi: air.us_aqi,
            pm10: air.pm10,
            pm2_5: air.pm2_5,
        }),
        reason: weather.reason,
    };
    let Some(forecast) = weather.forecast else {
        return Ok(answer);
    };
    let now = forecast.current;
    answer.provider = forecast.provider.as_str().to_owned();
    answer.current = Some(wire::Current {
        time: now.time.map(minute),
        temperature: now.temperature,
        feels_like: now.feels_like,
        humidity: now.humidity,
        pressure: now.pressure,
        wind_speed: now.wind_speed,
        wind_gusts: now.wind_gusts,
        wind_direction: now.wind_direction,
        precipitation: now.precipitation,
        code: now.code,
        is_day: now.is_day,
    });
    let hour = |hour: model::Hour| wire::Hour {
        time: minute(hour.time),
        temperature: hour.temperature,
        precipitation_probability: hour.precipitation_probability,
        wind_speed: hour.wind_speed,
        code: hour.code,
        is_day: hour.is_day,
    };
    let day = |day: model::Day| wire::Day {
        date: day.date.to_string(),
        code: day.code,
        high: day.high,
        low: day.low,
        precipitation_probability: day.precipitation_probability,
        sunrise: day.sunrise.map(minute),
        sunset: day.sunset.map(minute),
    };
    answer.hourly = forecast.hourly.into_iter().map(hour).collect();
    answer.daily = forecast.daily.into_iter().map(day).collect();
    Ok(answer)
}

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
            changed: row.changed.map(|changed| changed.to_string()),
            language: row.language,
            minutes: row.words.div_ceil(WORDS_A_MINUTE),
            thumbnail: row.thumbnail.map(name_of),
            excerpt: None,
        }
    }
}

impl From<engine::Found> for wire::ArticleRow {
    fn from(found: engine::Found) -> Self {
        Self {
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

impl From<model::Video> for wire::Video {
    fn from(video: model::Video) -> Self {
        Self {
            url: video.url,
            provider: video.provider,
            poster: video.poster.map(name_of),
        }
    }
}

impl From<model::Revision> for wire::Revision {
    fn from(revision: model::Revision) -> Self {
        Self {
            replaced: revision.replaced.to_string(),
            title: revision.title,
            text: revision.text,
        }
    }
}

impl From<model::Feed> for wire::Feed {
    fn from(feed: model::Feed) -> Self {
        let next_check = feed.next_check.filter(|_| !feed.paused);
        Self {
            id: feed.id.to_string(),
            title: feed.title,
            url: feed.url,
            kind: feed.kind.as_str().to_owned(),
            folder: feed.folder,
            language: feed.language,
            unread: feed.unread,
            paused: feed.paused,
            last_check: feed.last_check.map(|at| at.to_string()),
            next_check: next_check.map(|at| at.to_string()),
            status: feed.status.map(|status| status.as_str().to_owned()),
            reason: feed.reason,
            site_url: feed.site_url,
            favicon: feed.favicon.map(name_of),
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
            outcomes: report.outcomes.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<SyncState> for wire::SyncState {
    fn from(state: SyncState) -> Self {
        Self {
            running: state.running,
            queued: state.queued,
            last: state.last.map(|at| at.to_string()),
            next: state.next.map(|at| at.to_string()),
            offline: state.report.as_ref().is_some_and(SyncReport::is_offline),
            report: state.report.map(Into::into),
        }
    }
}

impl From<model::City> for wire::City {
    fn from(city: model::City) -> Self {
        let [ru, kk, en] = city.names;
        Self {
            key: city.key,
            ru,
            kk,
            en,
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
            private: imported.private,
            warnings: imported.warnings,
        }
    }
}

impl From<model::Settings> for wire::Settings {
    fn from(settings: model::Settings) -> Self {
        Self {
            language: settings.language,
            theme: settings.theme.as_str().to_owned(),
            city: settings.city,
            currencies: settings
                .currencies
                .iter()
                .map(|code| code.as_str().to_owned())
                .collect(),
            interval_minutes: settings.interval_minutes,
            automatic: settings.automatic,
            close_to_tray: settings.close_to_tray,
            keep_days: settings.keep_days,
            proxy: settings.proxy,
        }
    }
}

pub(crate) fn settings_of(settings: wire::Settings) -> Result<model::Settings> {
    let theme = Theme::parse(&settings.theme)
        .ok_or_else(|| bad_request(format!("`{}` is no theme", settings.theme)))?;
    let currencies = settings
        .currencies
        .iter()
        .map(|code| {
            Currency::parse(code).ok_or_else(|| bad_request(format!("`{code}` is no currency")))
        })
        .collect::<Result<_>>()?;
    Ok(model::Settings {
        language: settings.language,
        theme,
        city: settings.city,
        currencies,
        interval_minutes: settings.interval_minutes,
        automatic: settings.automatic,
        close_to_tray: settings.close_to_tray,
        keep_days: settings.keep_days,
        proxy: settings.proxy,
    })
}

impl From<engine::Event> for Event {
    fn from(event: engine::Event) -> Self {
        match event {
            engine::Event::SyncStarted => Self::SyncStarted,
            engine::Event::SyncEnded => Self::SyncEnded,
            engine::Event::FeedChanged(id) => Self::FeedChanged {
                feed: id.to_string(),
            },
            engine::Event::ArticlesChanged(ids) => Self::ArticlesChanged {
                articles: ids.iter().map(ToString::to_string).collect(),
            },
            engine::Event::RatesChanged => Self::RatesChanged,
            engine::Event::WeatherChanged => Self::WeatherChanged,
            engine::Event::SettingsChanged => Self::SettingsChanged,
            engine::Event::Resync => Self::Resync,
        }
    }
}

fn name_of(hash: MediaHash) -> String {
    hash.to_string()
}
