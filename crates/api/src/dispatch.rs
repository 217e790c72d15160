//! From a request to its answer: one exhaustive `match`, one call an arm.

use std::sync::Arc;

use engine::{Engine, Packing, Scope};
use futures::future::BoxFuture;
use model::Way;

use crate::answers;
use crate::asked::{
    article_id, article_ids, bell_of, currency_of, cursor_of, day_of, feed_id, format_of, kept_of,
    login_of, mark_of, reach_of, selection_of, settings_of, view_of, watch_id, weight_of,
};
use crate::convert_notices::{pause_of, watch_of};
use crate::convert_weather;
use crate::{ApiError, Request, Response};

/// Answers a request.
///
/// # Errors
/// [`ApiError`], whose code says what the interface does about it.
pub fn dispatch(
    engine: &Arc<Engine>,
    request: Request,
) -> BoxFuture<'_, Result<Response, ApiError>> {
    // In a box, all answers are compiled once; else, once for every caller.
    Box::pin(answer(engine, request))
}

async fn answer(engine: &Arc<Engine>, request: Request) -> Result<Response, ApiError> {
    Ok(match request {
        Request::Start => Response::Start(Box::new(answers::start(engine).await?)),
        Request::Open { rows, reports } => {
            Response::Opening(Box::new(answers::open(engine, rows, reports).await?))
        }
        Request::Library => Response::Library(answers::library(engine).await?),
        Request::Timeline { view, after, limit } => {
            let after = after.as_ref().map(cursor_of).transpose()?;
            Response::Timeline(
                engine
                    .articles(view_of(engine, view)?, after, limit)
                    .await?
                    .into(),
            )
        }
        Request::Article { id } => {
            let id = article_id(&id)?;
            let article = answers::article(engine, id).await?;
            engine.bring_pictures_back_in_background(id);
            Response::Article(Box::new(article))
        }
        Request::Revisions { id } => {
            let revisions = engine.revisions(article_id(&id)?).await?;
            Response::Revisions(revisions.into_iter().map(Into::into).collect())
        }
        Request::Search { query, limit } => {
            let found = engine.search(query, limit.min(MOST_FOUND)).await?;
            Response::Found(found.into_iter().map(Into::into).collect())
        }
        Request::Mark { ids, mark } => {
            let counted = engine.mark(article_ids(&ids)?, mark_of(mark)).await?;
            Response::Counted(counted.into())
        }
        Request::MarkAllRead { view } => {
            let marked = engine.mark_all_read(view_of(engine, view)?).await?;
            Response::Marked(marked.iter().map(ToString::to_string).collect())
        }
        Request::PreviewFeed { url, login } => {
            let preview = engine.preview_feed(&url, login.map(login_of)).await?;
            Response::FeedPreviewed(preview.into())
        }
        Request::AddFeed {
            url,
            folder,
            login,
            proxy,
        } => {
            let (login, way) = (login.map(login_of), Way::of(&proxy.unwrap_or_default()));
            Response::FeedAdded(engine.add_feed(&url, &folder, login, way).await?.into())
        }
        Request::SetLogin { id, login } => {
            let login = login.map(login_of);
            engine.set_login(feed_id(&id)?, login).await?;
            Response::Done
        }
        Request::RouteFeed { id, proxy } => {
            engine.route_feed(feed_id(&id)?, Way::of(&proxy)).await?;
            Response::Done
        }
        Request::WeighFeed { id, weight } => {
            engine
                .weigh_feed(feed_id(&id)?, weight_of(&weight)?)
                .await?;
            Response::Done
        }
        Request::SetBell { id, bell } => {
            engine.set_bell(feed_id(&id)?, bell_of(&bell)?).await?;
            Response::Done
        }
        Request::SetReach { id, reach } => {
            engine.set_reach(feed_id(&id)?, reach_of(&reach)?).await?;
            Response::Done
        }
        Request::RemoveFeed { id } => {
            engine.remove_feed(feed_id(&id)?).await?;
            Response::Done
        }
        Request::PauseFeed { id, paused } => {
            engine.pause_feed(feed_id(&id)?, paused).await?;
            Response::Done
        }
        Request::EditFeed { id, title, folder } => {
            engine.edit_feed(feed_id(&id)?, title, folder).await?;
            Response::Done
        }
        Request::Catalogue => Response::Catalogue(answers::catalogue(engine).await?),
        Request::Subscribe { urls } => {
            engine.subscribe(&urls).await?;
            Response::Done
        }
        Request::ImportOpml { file } => {
            Response::OpmlImported(engine.import_opml(&file).await?.into())
        }
        Request::ExportOpml => Response::Opml(engine.export_opml().await?),
        Request::Sync { now } => {
            engine.sync_in_background(if now { Scope::Refresh } else { Scope::Due });
            Response::SyncState(engine.sync_state().await?.into())
        }
        Request::StopSync => {
            engine.stop_sync();
            Response::SyncState(engine.sync_state().await?.into())
        }
        Request::RefreshFeed { id, anyway } => {
            Response::Refreshed(engine.refresh(feed_id(&id)?, anyway).await?.into())
        }
        Request::SyncActivity => Response::SyncActivity(engine.activity().await?.into()),
        Request::ExplainFeed { id } => Response::Explained(engine.explain(feed_id(&id)?).await?),
        Request::SyncState => Response::SyncState(engine.sync_state().await?.into()),
        Request::Edition => edition(engine).await?,
        Request::PackEdition { budget } => {
            engine.pack_in_background(Packing { budget, sync: true })?;
            edition(engine).await?
        }
        Request::ResumeEdition => {
            engine.pack_in_background(engine.unfinished().await?)?;
            edition(engine).await?
        }
        Request::StopEdition => {
            engine.stop_packing();
            edition(engine).await?
        }
        Request::Rates { refresh } => Response::Rates(answers::rates(engine, refresh).await?),
        Request::RateSeries { code, days } => {
            let series = engine.rate_series(currency_of(&code)?, days).await?;
            Response::RateSeries(series.map(Into::into))
        }
        Request::ExportRates { code, days } => {
            Response::File(answers::rates_file(engine, currency_of(&code)?, days).await?)
        }
        Request::Convert {
            amount,
            from,
            to,
            on,
        } => {
            let (from, to) = (currency_of(&from)?, currency_of(&to)?);
            let on = on.as_deref().map(day_of).transpose()?;
            let converted = engine.convert(&amount, from, to, on).await?;
            Response::Converted(converted.map(Into::into))
        }
        Request::Weather { city, refresh } => Response::Weather(Box::new(
            convert_weather::weather(engine, city, refresh).await?,
        )),
        Request::Cities { name, search } => {
            let cities = engine.cities(&name, search).await?;
            Response::Cities(cities.into_iter().map(Into::into).collect())
        }
        Request::Notices => notices(engine).await?,
        Request::AddWatch(watch) => {
            engine.add_watch(watch_of(watch)?).await?;
            notices(engine).await?
        }
        Request::RemoveWatch { id } => {
            engine.remove_watch(watch_id(&id)?).await?;
            notices(engine).await?
        }
        Request::PauseNotices { how_long } => {
            engine.pause_notices(pause_of(how_long)).await?;
            notices(engine).await?
        }
        Request::Tray => Response::Tray(engine.tray().await?.into()),
        Request::Settings => Response::Settings(engine.settings().await?.into()),
        Request::SetSettings(settings) => {
            Response::Settings(engine.choose(settings_of(*settings)?).await?.into())
        }
        Request::Export { what, format } => {
            let what = selection_of(engine, what)?;
            Response::File(engine.export(what, format_of(format)).await?.into())
        }
        Request::SavePage { url } => {
            let saved = engine.save_page(&url).await?;
            engine.fetch_pictures_in_background(saved.article);
            Response::PageSaved(saved.into())
        }
        Request::FetchPage { id } => {
            let page = engine.fetch_page_now(article_id(&id)?).await?;
            engine.fetch_pictures_in_background(page.article);
            Response::PageSaved(page.into())
        }
        Request::Retention => Response::Retention(answers::retention(engine).await?),
        Request::Clear { kind } => {
            engine.clear(kept_of(kind)).await?;
            Response::Retention(answers::retention(engine).await?)
        }
        Request::Painted => Response::Done,
        Request::Looked => {
            engine.note_look().await?;
            Response::Done
        }
        Request::Diagnose { named } => Response::Diagnosed(engine.diagnose(named).await?),
        Request::RescueSeen => {
            engine.forget_rescued().await?;
            Response::Done
        }
        // An app that updates itself answers before the question comes here.
        Request::Update { .. } => Response::Update(None),
        Request::Link { url } => Response::Link(engine.check_link(&url)?),
    })
}

/// So many are found at once: one more than the interface shows, which tells it that there are more.
const MOST_FOUND: u32 = 201;
/// So many are listed.
const NOTICES: u32 = 100;

async fn notices(engine: &Engine) -> Result<Response, ApiError> {
    Ok(Response::Notices(engine.notices(NOTICES).await?.into()))
}

async fn edition(engine: &Engine) -> Result<Response, ApiError> {
    let report = engine.edition().await?;
    Ok(Response::Edition(
        report.map(|report| Box::new(report.into())),
    ))
}
