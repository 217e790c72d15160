//! The queue of pages: fetch the page where the feed lacks the text, extract, keep.

use std::collections::{HashMap, HashSet};

use extract::{Extracted, NotAnArticle, Wall};
use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, Conditions, FeedId};
use store::{Arrived, NextTry, WantedPage};
use url::Url;

use super::beside::side_by_side;
use super::{Depth, incoming, is_elsewhere};
use crate::engine::{Engine, blocking};
use crate::error::Result;
use crate::net::{Answer, FetchError, Get, Purpose, RefusedRedirect};

/// Pages of one source in one pass (DESIGN §5).
const PER_SOURCE: u32 = 20;
/// Pages of one pass.
const AT_MOST: u32 = 500;
/// Tries after which a page or picture is given up: a bad weekend of its server is over by then.
const TRIES: u32 = 8;
/// The longest time between two tries, in minutes.
const DAY: i64 = 24 * 60;
/// Into so many pages an article may be cut; what follows is not asked for.
const MOST_PARTS: usize = 10;

/// How many pages of each source were asked for so far.
pub(crate) struct Spent {
    depth: Depth,
    began: Conditions,
    pages: HashMap<FeedId, u32>,
}

impl Spent {
    /// Nothing yet.
    pub fn new(depth: Depth, now: Conditions) -> Self {
        Self {
            depth,
            began: now,
            pages: HashMap::new(),
        }
    }

    /// Whether to go on: what is fetched by itself is judged anew when the connection or the battery has changed.
    pub fn goes_on(&self, now: Conditions) -> bool {
        self.depth == Depth::Empty || self.began == now
    }

    /// Counts one page of a source, where it may still be asked.
    fn allows(&mut self, feed: FeedId) -> bool {
        let pages = self.pages.entry(feed).or_default();
        *pages += 1;
        self.depth == Depth::Empty || *pages <= PER_SOURCE
    }
}

/// What was read from an article's pages.
struct Found {
    article: Extracted,
    /// Address of the site's icon.
    icon: Option<String>,
    /// Whether the rule of the site found the text; absent for a site without a rule.
    ruled: Option<bool>,
    /// Its publisher wishes that no copies are kept.
    noarchive: bool,
}

/// Why there is no whole article.
enum NotRead {
    Fetch(FetchError),
    /// With where it came from.
    NotAnArticle(NotAnArticle, Url),
    /// Its beginning is here, and a page after it could not be fetched.
    Broken(Box<Found>, FetchError),
}

impl Engine {
    /// Fetches the wanted pages that are due and within what may be spent; tells how many were tried.
    pub(crate) async fn fetch_pages(&self, spent: &mut Spent) -> Result<u32> {
        let now = self.now();
        let wanted = self
            .read(move |library| library.list_wanted_pages(now, PER_SOURCE, AT_MOST))
            .await?;
        let wanted: Vec<WantedPage> = wanted
            .into_iter()
            .filter(|page| spent.allows(page.feed))
            .collect();
        let tried = wanted.len() as u32;
        let spent = &*spent;
        let pages = wanted
            .into_iter()
            .take_while(|_| self.goes_on(spent))
            .map(|page| self.fetch_page(page));
        side_by_side(pages, 32, |changed| self.emit_articles(changed)).await?;
        Ok(tried)
    }

    /// Whether the queue is to go on: not while an edition is packed, which asks for what it needs itself.
    pub(crate) fn goes_on(&self, spent: &Spent) -> bool {
        !self.packing.is_running() && spent.goes_on(self.conditions())
    }

    /// Fetches the page of one article where it is wanted, whether or not it is due: the reader asks.
    pub(crate) async fn fetch_wanted_page(&self, id: ArticleId) -> Result<Vec<ArticleId>> {
        let wanted = self
            .read(move |library| library.find_wanted_page(id))
            .await?;
        match wanted {
            Some(page) => self.fetch_page(page).await,
            None => Ok(Vec::new()),
        }
    }

    /// Fetches, extracts and keeps one page; tells which articles that touched.
    pub(crate) async fn fetch_page(&self, wanted: WantedPage) -> Result<Vec<ArticleId>> {
        let id = wanted.article;
        let origin = self.read(move |library| library.find_origin(id)).await?;
        let Some(source) = origin else {
            return Ok(Vec::new());
        };
        let url = match Url::parse(&wanted.link) {
            Ok(url) => url,
            Err(why) => {
                return self
                    .fail_page(id, format!("its link is no address ({why})"), NextTry::Gone)
                    .await;
            }
        };
        let get = match self.request_for(&source, url, Purpose::Page).await {
            Ok(get) => get,
            Err(error) => {
                let next = next_try(&error, wanted.attempts, self.now());
                return self.fail_page(id, error.to_string(), next).await;
            }
        };
        match self.fetch_article(&get).await? {
            Ok(found) => match found.article.wall {
                Some(wall) => {
                    let note = format!("{}; open it in the browser", wall.reason());
                    let title = found.article.title;
                    self.write(move |library| library.name_saved_page(id, &title))
                        .await?;
                    self.close_page(id, note).await
                }
                None => self.keep_page(id, source.feed, found).await,
            },
            Err(NotRead::Fetch(error)) => {
                let next = next_try(&error, wanted.attempts, self.now());
                self.fail_page(id, error.to_string(), next).await
            }
            Err(NotRead::NotAnArticle(no_article, came)) => {
                match next_try_elsewhere(&get.url, &came, wanted.attempts, self.now()) {
                    Some((reason, next)) => self.fail_page(id, reason, next).await,
                    None => self.refuse_page(id, no_article).await,
                }
            }
            Err(NotRead::Broken(found, error)) => {
                match next_try(&error, wanted.attempts, self.now()) {
                    // What follows never comes: the beginning is more than nothing.
                    NextTry::GivenUp | NextTry::Gone => {
                        self.keep_page(id, source.feed, *found).await
                    }
                    later => self.fail_page(id, error.to_string(), later).await,
                }
            }
        }
    }

    /// Fetches and extracts an article with all pages that it is cut into.
    async fn fetch_article(&self, get: &Get) -> Result<std::result::Result<Found, NotRead>> {
        let answer = match self.fetch(get.clone()).await {
            Ok(answer) => answer,
            Err(error) => return Ok(Err(NotRead::Fetch(error))),
        };
        let came = answer.url.clone();
        let mut found = match self.extract_page(answer).await? {
            Ok(found) => found,
            Err(no_article) => return Ok(Err(NotRead::NotAnArticle(no_article, came))),
        };
        let mut asked = HashSet::from([get.url.clone()]);
        while asked.len() < MOST_PARTS
            && let Some(next) = found.article.next_page.take()
            && let Ok(next) = Url::parse(&next)
            && asked.insert(next.clone())
        {
            let get = Get {
                url: next,
                ..get.clone()
            };
            match self.fetch(get).await {
                Ok(answer) => match self.extract_page(answer).await? {
                    Ok(more) => found.article = extract::join(found.article, more.article),
                    // The pager went on to something else: the article ended before it.
                    Err(_) => break,
                },
                Err(error) => return Ok(Err(NotRead::Broken(Box::new(found), error))),
            }
        }
        Ok(Ok(found))
    }

    async fn extract_page(
        &self,
        answer: Answer,
    ) -> Result<std::result::Result<Found, NotAnArticle>> {
        let (rules, now) = (self.rules(), self.now());
        blocking(move || {
            let page = extract::Page {
                url: &answer.url,
                content_type: answer.content_type.as_deref(),
                fetched: now,
            };
            Ok(
                extract::extract(&answer.body, &page, &rules).map(|article| {
                    let said = extract::discovery::discover(&answer.body, &page);
                    Found {
                        noarchive: answer.noarchive || said.noarchive,
                        icon: said.icons.into_iter().next().map(|icon| icon.url),
                        ruled: rules.site(&answer.url).map(|_| !article.rule_failed),
                        article,
                    }
                }),
            )
        })
        .await
    }

    async fn keep_page(&self, id: ArticleId, feed: FeedId, found: Found) -> Result<Vec<ArticleId>> {
        let now = self.now();
        let Found {
            article,
            icon,
            ruled,
            noarchive,
        } = found;
        let reports = article.photo_reports.clone();
        let text = incoming::of_page(article);
        self.write(move |library| {
            library.save_page(id, &text, now)?;
            if noarchive {
                library.forget_revisions(id)?;
            }
            let mut touched = vec![id];
            let published = library.find_row(id)?.map_or(now, |row| row.published);
            // A photo report that an article points to is followed once, and becomes part of the library.
            for link in &reports {
                let report = incoming::of_link(&link.title, &link.url, &text.language, published);
                if report.canonical.is_empty()
                    || library.find_by_canonical(&report.canonical)?.is_some()
                {
                    continue;
                }
                if let Arrived::New(report) = library.ingest(feed, &report, now)? {
                    touched.push(report);
                }
            }
            if let Some(found) = ruled {
                library.note_rule(feed, found)?;
            }
            if let (Some(icon), true) = (&icon, library.load_known(feed)?.icon_url.is_empty()) {
                library.save_icon_url(feed, icon)?;
            }
            Ok(touched)
        })
        .await
    }

    /// A page without an article fails for good; one that keeps its text back leaves a headline with a note.
    async fn refuse_page(&self, id: ArticleId, no_article: NotAnArticle) -> Result<Vec<ArticleId>> {
        let told = no_article.to_string();
        match no_article.wall {
            Some(Wall::Paid | Wall::Login | Wall::Consent) => self.close_page(id, told).await,
            Some(Wall::Robots) | None => self.fail_page(id, told, NextTry::Gone).await,
        }
    }

    async fn close_page(&self, id: ArticleId, note: String) -> Result<Vec<ArticleId>> {
        self.write(move |library| library.close_page(id, &note))
            .await?;
        Ok(vec![id])
    }

    async fn fail_page(
        &self,
        id: ArticleId,
        reason: String,
        next: NextTry,
    ) -> Result<Vec<ArticleId>> {
        self.write(move |library| library.fail_page(id, &reason, next))
            .await?;
        Ok(vec![id])
    }
}

/// What follows when another site answered in the place of a page or picture: it may be the login page of a network. Nothing where it is
/// the site itself, or after the last try.
pub(crate) fn next_try_elsewhere(
    asked: &Url,
    came: &Url,
    attempts: u32,
    now: Timestamp,
) -> Option<(String, NextTry)> {
    let next = later(attempts, now).filter(|_| is_elsewhere(asked, came))?;
    let host = came.host_str().unwrap_or_default();
    let reason = format!(
        "{host} answered in its place; this network may want you to log in first. Qazet tries again later"
    );
    Some((reason, NextTry::At(next)))
}

fn later(attempts: u32, now: Timestamp) -> Option<Timestamp> {
    let wait = SignedDuration::from_mins((60 << attempts.min(5)).min(DAY));
    now.checked_add(wait).ok().filter(|_| attempts + 1 < TRIES)
}

/// What follows when a page or picture could not be had.
pub(crate) fn next_try(error: &FetchError, attempts: u32, now: Timestamp) -> NextTry {
    if let FetchError::HostWaits { until, .. } = error {
        return NextTry::Unasked(*until);
    }
    if let Some(told) = error.retry_at() {
        return NextTry::At(told);
    }
    if error.is_ours() {
        let soon = now.checked_add(SignedDuration::from_mins(10));
        return NextTry::Unasked(soon.unwrap_or(now));
    }
    let passing = match error {
        FetchError::Status { status, .. } => *status >= 500 || matches!(status, 403 | 408 | 425),
        FetchError::Gone { .. }
        | FetchError::TooLarge { .. }
        | FetchError::TooManyRedirects { .. }
        | FetchError::Scheme { .. } => false,
        FetchError::RedirectRefused { why, .. } => *why == RefusedRedirect::Downgrade,
        // That is where captive portals lead, too.
        FetchError::PrivateAddress { .. } => true,
        _ => true,
    };
    match passing {
        false => NextTry::Gone,
        true => later(attempts, now).map_or(NextTry::GivenUp, NextTry::At),
    }
}
