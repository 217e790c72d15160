//! The queue of pages: fetch the page where the feed lacks the text, extract, keep.

use std::collections::{HashMap, HashSet};

use extract::{Extracted, NotAnArticle, Wall};
use model::{ArticleId, Conditions, FeedId};
use sha2::{Digest, Sha256};
use store::{Arrived, NextTry, WantedPage};
use url::Url;

use super::beside::side_by_side;
use super::doubt::{Blame, Doubt, Failure, LookedPage, Way};
use super::tries::{next_try, next_try_elsewhere};
use super::{Depth, incoming};
use crate::engine::Engine;
use crate::error::Result;
use crate::net::{Answer, FetchError, Get, Purpose};
use crate::progress::Step;

/// Pages of one source in one pass (DESIGN §5).
const PER_SOURCE: u32 = 20;
/// Pages of one pass.
const AT_MOST: u32 = 500;
/// Pages asked at the same time: so many, but one after the other where the network was found to fail.
const AT_ONCE: usize = 32;
/// Into so many pages an article may be cut; what follows is not asked for.
const MOST_PARTS: usize = 10;

/// How many pages of each source were asked for so far.
pub(crate) struct Spent {
    depth: Depth,
    began: Conditions,
    pages: HashMap<FeedId, u32>,
    network_fails: bool,
}

impl Spent {
    /// Nothing yet.
    pub fn new(depth: Depth, now: Conditions) -> Self {
        Self {
            depth,
            began: now,
            pages: HashMap::new(),
            network_fails: false,
        }
    }

    /// Whether to go on: what is fetched by itself is judged anew when the connection or the battery has changed.
    pub fn goes_on(&self, now: Conditions) -> bool {
        !self.network_fails && (self.depth == Depth::Empty || self.began == now)
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
    /// With where it came from, and the SHA-256 of what came.
    NotAnArticle(NotAnArticle, Url, [u8; 32]),
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
        let (doubt, probing) = (Doubt::new(self.blamed()), self.queue_fails());
        let doubt = doubt.or_stopped(self.passes.stop.clone());
        let mut hosts = HashSet::new();
        let wanted: Vec<WantedPage> = wanted
            .into_iter()
            // One page tells whether the network is well again; then one of another host.
            .filter(|page| !probing || hosts.insert(host_of(&page.link)))
            .filter(|page| spent.allows(page.feed))
            .collect();
        let tried = wanted.len() as u32;
        if tried > 0 {
            self.begin_step(Step::Texts, tried);
        }
        let asked = &*spent;
        let pages = wanted
            .into_iter()
            .take_while(|_| self.goes_on(asked) && !doubt.is_networks())
            .map(|page| self.fetch_page_in_doubt(page, &doubt));
        let at_once = if probing { 1 } else { AT_ONCE };
        side_by_side(pages, at_once, |changed| {
            self.emit_articles(changed);
            self.finish_one(Step::Texts);
        })
        .await?;
        spent.network_fails = self.judge_pages(doubt).await?;
        Ok(tried)
    }

    /// Whether the queue is to go on: not when the reader stopped it, nor while an edition is packed, which asks for what it needs itself.
    pub(crate) fn goes_on(&self, spent: &Spent) -> bool {
        !self.is_sync_stopped() && !self.packing.is_running() && spent.goes_on(self.conditions())
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
        let doubt = Doubt::new(Blame::Pages);
        match self.look_at_page(wanted, &doubt).await? {
            LookedPage::Ended(touched) => Ok(touched),
            LookedPage::Failed(failure) => self.fail_page(failure).await,
            LookedPage::Left => Ok(Vec::new()),
        }
    }

    /// The same, but a failure is not written, and no answer is waited for where the network fails.
    pub(super) async fn look_at_page(
        &self,
        wanted: WantedPage,
        doubt: &Doubt,
    ) -> Result<LookedPage> {
        let id = wanted.article;
        let origin = self.read(move |library| library.find_origin(id)).await?;
        let Some(source) = origin else {
            return Ok(LookedPage::Ended(Vec::new()));
        };
        let mut failure = Failure {
            id,
            host: String::new(),
            reason: String::new(),
            next: Some(NextTry::Gone),
            way: None,
        };
        let url = match Url::parse(&wanted.link) {
            Ok(url) => url,
            Err(why) => {
                failure.reason = format!("its link is no address ({why})");
                return Ok(LookedPage::Failed(failure));
            }
        };
        failure.host = host_of(&wanted.link);
        let read = match self.request_for(&source, url.clone(), Purpose::Page).await {
            Ok(get) => tokio::select! {
                read = self.fetch_article(&get) => read?,
                () = doubt.decided() => return Ok(LookedPage::Left),
            },
            Err(error) => Err(NotRead::Fetch(error)),
        };
        let failed = |failure: Failure, error: &FetchError| {
            let next = next_try(error, wanted.attempts, self.now());
            let (reason, way) = (error.to_string(), Way::of(error));
            LookedPage::Failed(Failure {
                reason,
                way,
                next: Some(next),
                ..failure
            })
        };
        Ok(match read {
            Ok(found) => LookedPage::Ended(match found.article.wall {
                Some(wall) => {
                    let note = format!("{}; open it in the browser", wall.reason());
                    let title = found.article.title;
                    self.write(move |library| library.name_saved_page(id, &title))
                        .await?;
                    self.close_page(id, note).await?
                }
                None => self.keep_page(id, source.feed, found).await?,
            }),
            Err(NotRead::Fetch(error)) => failed(failure, &error),
            Err(NotRead::NotAnArticle(no_article, came, page)) => {
                let elsewhere = next_try_elsewhere(&url, &came, wanted.attempts, self.now());
                LookedPage::Failed(match elsewhere {
                    Some((reason, next)) => {
                        let place = came.host_str().unwrap_or_default().to_owned();
                        let way = Some(Way::Elsewhere(place));
                        Failure {
                            reason,
                            next: Some(next),
                            way,
                            ..failure
                        }
                    }
                    None => refused(failure, &no_article, page),
                })
            }
            Err(NotRead::Broken(found, error)) => match failed(failure, &error) {
                // What follows never comes: the beginning is more than nothing.
                LookedPage::Failed(Failure {
                    next: Some(NextTry::GivenUp | NextTry::Gone),
                    ..
                }) => LookedPage::Ended(self.keep_page(id, source.feed, *found).await?),
                later => later,
            },
        })
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
            Err((no_article, page)) => {
                return Ok(Err(NotRead::NotAnArticle(no_article, came, page)));
            }
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
    ) -> Result<std::result::Result<Found, (NotAnArticle, [u8; 32])>> {
        let (rules, now) = (self.rules(), self.now());
        self.work(move || {
            let page = extract::Page {
                url: &answer.url,
                content_type: answer.content_type.as_deref(),
                fetched: now,
            };
            Ok(match extract::extract(&answer.body, &page, &rules) {
                Ok(article) => {
                    let said = extract::discovery::discover(&answer.body, &page);
                    Ok(Found {
                        noarchive: answer.noarchive || said.noarchive,
                        icon: said.icons.into_iter().next().map(|icon| icon.url),
                        ruled: rules.site(&answer.url).map(|_| !article.rule_failed),
                        article,
                    })
                }
                Err(no_article) => Err((no_article, Sha256::digest(&answer.body).into())),
            })
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

    async fn close_page(&self, id: ArticleId, note: String) -> Result<Vec<ArticleId>> {
        self.write(move |library| library.close_page(id, &note))
            .await?;
        Ok(vec![id])
    }

    pub(super) async fn fail_page(&self, failure: Failure) -> Result<Vec<ArticleId>> {
        let Failure {
            id, reason, next, ..
        } = failure;
        let Some(next) = next else {
            return self.close_page(id, reason).await;
        };
        self.write(move |library| library.fail_page(id, &reason, next))
            .await?;
        Ok(vec![id])
    }
}

fn host_of(link: &str) -> String {
    let url = Url::parse(link).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.unwrap_or_default().to_owned()
}

/// A page without an article fails for good; one that keeps its text back leaves a headline with a note.
fn refused(failure: Failure, no_article: &NotAnArticle, page: [u8; 32]) -> Failure {
    let next = match no_article.wall {
        Some(Wall::Paid | Wall::Login | Wall::Consent) => None,
        Some(Wall::Robots) | None => Some(NextTry::Gone),
    };
    Failure {
        reason: no_article.to_string(),
        next,
        way: Some(Way::Page(page)),
        ..failure
    }
}
