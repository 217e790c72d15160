//! From the wire's words to the engine's. Nothing is decided here.

use engine::Engine;
use jiff::Timestamp;
use jiff::civil::Date;
use model::{
    ArticleId, Bell, Currency, Density, Face, FeedId, FeedWeight, PressureUnit, RateWatch, Reach,
    ReadWhen, TemperatureUnit, Theme, WatchId, WeatherWatch, WindUnit,
};

use crate::convert_notices::rules_of;
use crate::wire;
use crate::{ApiError, Cursor, ErrorCode, Mark, Selection, View};

type Result<T> = std::result::Result<T, ApiError>;

pub(crate) fn bad_request(message: impl ToString) -> ApiError {
    ApiError::new(ErrorCode::BadRequest, message.to_string())
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
        View::Hidden => model::View::Hidden,
        View::Edition => model::View::Edition,
        View::LeftOut => model::View::LeftOut,
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
        Mark::Hide => model::Mark::Hide,
        Mark::Unhide => model::Mark::Unhide,
    }
}

pub(crate) fn settings_of(settings: wire::Settings) -> Result<model::Settings> {
    let theme = Theme::parse(&settings.theme)
        .ok_or_else(|| bad_request(format!("`{}` is no theme", settings.theme)))?;
    let currencies = settings
        .currencies
        .iter()
        .map(|code| currency_of(code))
        .collect::<Result<_>>()?;
    let watches = settings
        .rate_watches
        .iter()
        .map(|text| {
            RateWatch::parse(text)
                .ok_or_else(|| bad_request(format!("`{text}` is no watch, such as `USD 1%`")))
        })
        .collect::<Result<_>>()?;
    let weather_watches = settings
        .weather_watches
        .iter()
        .map(|text| {
            WeatherWatch::parse(text)
                .ok_or_else(|| bad_request(format!("`{text}` is no watch, such as `wind 15`")))
        })
        .collect::<Result<_>>()?;
    let reach =
        |word: &str| Reach::parse(word).ok_or_else(|| bad_request(format!("`{word}` is no reach")));
    let face = Face::parse(&settings.reading.face)
        .ok_or_else(|| bad_request(format!("`{}` is no face", settings.reading.face)))?;
    let density = Density::parse(&settings.density)
        .ok_or_else(|| bad_request(format!("`{}` is no density", settings.density)))?;
    let read_when = ReadWhen::parse(&settings.read_when)
        .ok_or_else(|| bad_request(format!("`{}` makes nothing read", settings.read_when)))?;
    Ok(model::Settings {
        density,
        read_when,
        unread_numbers: settings.unread_numbers,
        reading: model::Reading {
            face,
            size: settings.reading.size,
            line: settings.reading.line,
            width: settings.reading.width,
            still: settings.reading.still,
        }
        .within_limits(),
        keys: settings.keys,
        metered: reach(&settings.metered)?,
        battery_saver: reach(&settings.battery_saver)?,
        language: settings.language,
        theme,
        city: settings.city,
        cities: settings.cities,
        units: units_of(&settings.units)?,
        weather_watches,
        currencies,
        rate_base: currency_of(&settings.rate_base)?,
        rate_watches: watches,
        interval_minutes: settings.interval_minutes,
        automatic: settings.automatic,
        always_metered: settings.always_metered,
        close_to_tray: settings.close_to_tray,
        close_minimises: settings.close_minimises,
        start_at_login: settings.start_at_login,
        start_hidden: settings.start_hidden,
        safe_graphics: settings.safe_graphics,
        notices: rules_of(settings.notices)?,
        retention: retention_of(settings.retention),
        picture_size: settings.picture_size,
        proxy: settings.proxy,
    })
}

fn units_of(units: &wire::Units) -> Result<model::Units> {
    let no_unit = |word: &str| bad_request(format!("`{word}` is no unit"));
    let wire::Units {
        temperature,
        wind,
        pressure,
    } = units;
    Ok(model::Units {
        temperature: TemperatureUnit::parse(temperature).ok_or_else(|| no_unit(temperature))?,
        wind: WindUnit::parse(wind).ok_or_else(|| no_unit(wind))?,
        pressure: PressureUnit::parse(pressure).ok_or_else(|| no_unit(pressure))?,
    })
}

pub(crate) fn currency_of(code: &str) -> Result<Currency> {
    Currency::parse(code).ok_or_else(|| bad_request(format!("`{code}` is no currency")))
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn day_of(text: &str) -> Result<Date> {
    text.parse()
        .map_err(|_| bad_request(format!("`{text}` is no day, such as 2026-11-26")))
}

pub(crate) fn bell_of(word: &str) -> Result<Bell> {
    Bell::parse(word).ok_or_else(|| bad_request(format!("`{word}` is no bell")))
}

pub(crate) fn reach_of(word: &str) -> Result<Reach> {
    Reach::of_source(word).ok_or_else(|| bad_request(format!("`{word}` is no reach of a source")))
}

pub(crate) fn watch_id(text: &str) -> Result<WatchId> {
    text.parse().map_err(bad_request)
}

pub(crate) fn weight_of(word: &str) -> Result<FeedWeight> {
    FeedWeight::parse(word).ok_or_else(|| bad_request(format!("`{word}` is no weight")))
}

fn retention_of(retention: wire::Retention) -> model::Retention {
    let keep = |keep: wire::Keep| model::Keep {
        days: keep.days,
        megabytes: keep.megabytes,
    };
    model::Retention {
        texts: keep(retention.texts),
        pictures: keep(retention.pictures),
        photo_reports: keep(retention.photo_reports),
    }
}

pub(crate) fn kept_of(kind: wire::Kept) -> model::Kept {
    match kind {
        wire::Kept::Texts => model::Kept::Texts,
        wire::Kept::Pictures => model::Kept::Pictures,
        wire::Kept::PhotoReports => model::Kept::PhotoReports,
    }
}

pub(crate) fn format_of(format: wire::Format) -> engine::Format {
    match format {
        wire::Format::Epub => engine::Format::Epub,
        wire::Format::Markdown => engine::Format::Markdown,
        wire::Format::Html => engine::Format::Html,
    }
}

pub(crate) fn selection_of(engine: &Engine, selection: Selection) -> Result<engine::Selection> {
    Ok(match selection {
        Selection::Articles(ids) => engine::Selection::Articles(article_ids(&ids)?),
        Selection::View(view) => engine::Selection::View(view_of(engine, view)?),
    })
}

pub(crate) fn login_of(login: wire::Login) -> model::Login {
    match login {
        wire::Login::Password { user, password } => model::Login::Password { user, password },
        wire::Login::Key { header, value } => model::Login::Key { header, value },
        wire::Login::Bearer { token } => model::Login::Bearer { token },
    }
}
