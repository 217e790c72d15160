//! Answers that take more than one question to the engine.

use engine::Engine;
use model::ArticleId;

use crate::convert_activity::told;
use crate::wire;
use crate::{ApiError, ErrorCode};

type Result<T> = std::result::Result<T, ApiError>;

pub(crate) async fn start(engine: &Engine) -> Result<wire::Start> {
    let (offset, since) = engine.offset();
    Ok(wire::Start {
        version: engine.version().to_owned(),
        settings: engine.settings().await?.into(),
        empty: engine.feeds().await?.is_empty(),
        now: engine.now().to_string(),
        looked: engine.looked().await?.map(|at| at.to_string()),
        demo: engine.is_demo(),
        desktop: engine.desktop().map(|desktop| wire::Desktop {
            has_tray: desktop.has_tray,
            is_portable: desktop.is_portable,
            offset_s: offset,
            offset_since: since.map(|since| since.to_string()),
        }),
        times: engine.times().to_owned(),
        rescued: engine.rescued().await?.map(Into::into),
    })
}

/// Everything for the first sight of the window, asked at the same time.
pub(crate) async fn open(engine: &Engine, rows: u32, reports: u32) -> Result<wire::Opening> {
    let list = |view, limit| async move { Ok(engine.articles(view, None, limit).await?.into()) };
    let (start, library, newest, reports, catalogue) = futures::try_join!(
        start(engine),
        library(engine),
        list(model::View::All, rows),
        list(model::View::PhotoReports, reports),
        catalogue(engine),
    )?;
    Ok(wire::Opening {
        start,
        library,
        newest,
        reports,
        catalogue,
    })
}

pub(crate) async fn catalogue(engine: &Engine) -> Result<Vec<wire::CatalogueEntry>> {
    let rows = engine.catalogue().await?;
    Ok(rows.into_iter().map(Into::into).collect())
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
    let beside = engine.beside(&article).await?;
    Ok(wire::Article {
        row: article.row.into(),
        byline: article.byline,
        published_text: article.published_text,
        site_name: article.site_name,
        picture: article.picture.map(Into::into),
        html,
        text: article.text,
        photo_report: article.photos.into_iter().map(Into::into).collect(),
        photo_reports: article.photo_reports.into_iter().map(Into::into).collect(),
        related: article.related.into_iter().map(Into::into).collect(),
        videos: article.videos.into_iter().map(Into::into).collect(),
        enclosures: article.enclosures.into_iter().map(Into::into).collect(),
        elsewhere: article.elsewhere.into_iter().map(Into::into).collect(),
        beside: beside.into_iter().map(beside_of).collect(),
        revisions,
        reason: article.reason,
    })
}

fn beside_of(beside: engine::Beside) -> wire::Beside {
    match beside {
        engine::Beside::Rate(code) => wire::Beside::Rate(code.as_str().to_owned()),
        engine::Beside::Weather(city) => wire::Beside::Weather(city),
    }
}

/// The table of what fills the disk, and the JSON of `qazetctl retention`.
///
/// # Errors
/// [`ApiError`].
pub async fn retention(engine: &Engine) -> Result<Vec<wire::Weight>> {
    let (weights, keep) = engine.weigh().await?;
    let line = |weight: model::Weight| wire::Weight {
        kind: weight.kind.into(),
        count: weight.count,
        bytes: weight.bytes,
        clearable: weight.clearable,
        days: keep.of(weight.kind).days,
        megabytes: keep.of(weight.kind).megabytes,
    };
    Ok(weights.into_iter().map(line).collect())
}

/// The rates widget, and the JSON of `qazetctl rates`.
///
/// # Errors
/// [`ApiError`].
pub async fn rates(engine: &Engine, refresh: bool) -> Result<wire::Rates> {
    let rates = engine.rates(refresh).await?;
    let (reason, problem, answer) = told(rates.failure);
    let rate = |row: model::RateRow| wire::Rate {
        code: row.quote.code.as_str().to_owned(),
        value: row.quote.value.to_string(),
        quantity: row.quote.quantity,
        change: row.change.map(|change| change.to_string()),
        direction: row.direction.as_str().to_owned(),
        date: row.date.to_string(),
        provider: row.provider.as_str().to_owned(),
        doubtful: row.doubtful.map(|quote| quote.value.to_string()),
    };
    Ok(wire::Rates {
        base: rates.base.as_str().to_owned(),
        as_of: rates.fetched.map(|fetched| fetched.to_string()),
        age_s: rates
            .fetched
            .map(|fetched| engine.now().duration_since(fetched).as_secs()),
        rates: rates.rows.into_iter().map(rate).collect(),
        reason,
        problem,
        answer,
    })
}

/// What a currency did over the last days, as a file for other programs.
///
/// # Errors
/// [`ApiError`]; `NotFound` where nobody publishes that currency.
pub async fn rates_file(engine: &Engine, code: model::Currency, days: u32) -> Result<wire::File> {
    let series = engine.rate_series(code, days).await?.ok_or_else(|| {
        let message = format!(
            "nothing is known of {}; choose it in the settings, and refresh",
            code.as_str()
        );
        ApiError::new(ErrorCode::NotFound, message)
    })?;
    Ok(wire::File {
        name: format!("{}-{}.csv", series.code.as_str(), series.base.as_str()),
        media_type: "text/csv; charset=utf-8".to_owned(),
        bytes: engine::csv(&series).into_bytes(),
        articles: 0,
    })
}
