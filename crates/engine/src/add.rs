//! Adding a source: from any address to its feed.

use std::sync::Arc;

use extract::Rules;
use jiff::Timestamp;
use model::{Feed, FeedKind, FeedSeed, Login, Named, Way};
use parser::feed::{NotAFeed, Source};
use store::Known;
use url::Url;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::logins::split_login;
use crate::net::{Answer, Credential, Get, Purpose};
use crate::preview::host_of;
use crate::sync::{Fetched, head_of, ingest};
use crate::turns::blocking;

/// What an address turned out to be.
enum Place {
    Feed,
    /// A page that names feeds: the first of them, and the others.
    Names(Url, Vec<Named>),
    /// A page that lists news itself.
    Site,
    Nothing(NotAFeed),
}

/// What there is at an address.
pub(crate) enum Found {
    /// A source that the library has.
    Known(Box<Feed>),
    New(Box<New>),
}

/// A source that the library does not have yet, and what it answered.
pub(crate) struct New {
    pub url: Url,
    pub kind: FeedKind,
    pub answer: Answer,
    /// Other feeds that the page names.
    pub others: Vec<Named>,
}

impl Engine {
    /// Adds the feed at an address, or the one that the page there names, or the site itself where it lists news. One request when it is a
    /// feed (FRB036): its articles are taken from the same answer, and from that of its preview where there was one. It is asked by the given
    /// way from the first request on.
    ///
    /// # Errors
    /// [`Error::BadAddress`], [`Error::Net`], [`Error::NoKeyring`], [`Error::Fetch`], [`Error::NoFeed`], [`Error::Store`].
    pub async fn add_feed(
        &self,
        address: &str,
        folder: &str,
        login: Option<Login>,
        way: Way,
    ) -> Result<Feed> {
        let address = parse_address(address)?;
        let way = self.keep_way(way).await?;
        let added = self.add_by(address, folder, login, way.clone()).await;
        if let (Err(_), Way::Proxy(proxy)) = (&added, &way)
            && let Err(refused) = self.forget_proxy(proxy).await
        {
            // The first error is the one that helps.
            self.complain(&refused);
        }
        added
    }

    async fn add_by(
        &self,
        address: Url,
        folder: &str,
        login: Option<Login>,
        way: Way,
    ) -> Result<Feed> {
        let (typed, written) = split_login(address);
        let login = login.or(written);
        let found = match self.take_previewed(&typed, login.as_ref(), &way) {
            Some(new) => Found::New(new),
            None => self.find_source(&typed, login.as_ref(), &way).await?,
        };
        let new = match found {
            Found::Known(feed) => return Ok(*feed),
            Found::New(new) => *new,
        };
        let feed = match new.kind {
            FeedKind::Feed => self.take_feed(new.url, folder, way, new.answer).await?,
            FeedKind::Site => self.take_site(new.url, folder, way, new.answer).await?,
        };
        self.log_in(feed, &typed, login).await
    }

    /// Asks an address what it is.
    pub(crate) async fn find_source(
        &self,
        typed: &Url,
        login: Option<&Login>,
        way: &Way,
    ) -> Result<Found> {
        let mut url = typed.clone();
        let credential = login
            .map(|login| Credential::new(&url, login))
            .transpose()?;
        let mut others = Vec::new();
        // A page may name a feed that turns out to be a page again; once is enough.
        for hop in 0..2 {
            let known = url.to_string();
            if let Some(feed) = self
                .read(move |library| library.find_feed_by_url(&known))
                .await?
            {
                return Ok(Found::Known(Box::new(feed)));
            }
            let get = Get {
                typed: true,
                way: way.clone(),
                login: credential.clone(),
                ..Get::new(url.clone(), Purpose::Feed)
            };
            let answer = self.fetch(get).await?;
            let begins = beginning(&answer.body);
            let kind = match self.look_at(&answer, hop == 0).await? {
                Place::Feed => FeedKind::Feed,
                Place::Site => FeedKind::Site,
                Place::Names(feed, rest) if hop == 0 => {
                    (url, others) = (feed, rest);
                    continue;
                }
                Place::Names(..) => {
                    return Err(no_feed(&url, "it leads from page to page", begins));
                }
                Place::Nothing(why) => return Err(no_feed(&url, &why.to_string(), begins)),
            };
            return Ok(Found::New(Box::new(New {
                url,
                kind,
                answer,
                others,
            })));
        }
        Err(no_feed(&url, "it leads from page to page", String::new()))
    }

    /// Keeps the login that a new source was asked with. Where that can't be, there is no source: it would fail at its next request.
    async fn log_in(&self, feed: Feed, typed: &Url, login: Option<Login>) -> Result<Feed> {
        // The feed that a page elsewhere names was read without it.
        let own = |url: Url| url.origin() == typed.origin();
        let Some(login) = login.filter(|_| Url::parse(&feed.url).is_ok_and(own)) else {
            return Ok(feed);
        };
        if let Err(refused) = self.keep_login(&feed, typed.as_str(), login).await {
            self.remove_feed(feed.id).await?;
            return Err(refused);
        }
        self.find_feed(feed.id).await
    }

    async fn look_at(&self, answer: &Answer, may_name: bool) -> Result<Place> {
        let (url, content_type, body, now) = (
            answer.url.clone(),
            answer.content_type.clone(),
            answer.body.clone(),
            self.now(),
        );
        let rules = self.rules();
        blocking(move || {
            Ok(look(
                &body,
                &url,
                content_type.as_deref(),
                now,
                &rules,
                may_name,
            ))
        })
        .await
    }

    async fn take_feed(&self, url: Url, folder: &str, way: Way, answer: Answer) -> Result<Feed> {
        let fetched = Fetched::Feed(head_of(&answer, self.now()), answer.body);
        self.take(url, FeedKind::Feed, folder, way, fetched).await
    }

    async fn take_site(&self, url: Url, folder: &str, way: Way, answer: Answer) -> Result<Feed> {
        let head = head_of(&answer, self.now());
        let rules = self.rules();
        let listed = blocking(move || {
            let page = extract::Page {
                url: &answer.url,
                content_type: answer.content_type.as_deref(),
                fetched: head.at,
            };
            Ok((extract::listing::parse(&answer.body, &page, &rules), head))
        })
        .await?;
        let (articles, mut head) = listed;
        // These validators belong to the list page; the site may be read by its sitemap next time.
        head.validators = model::Validators::default();
        let articles = articles.into_iter().map(crate::sync::of_listed).collect();
        self.take(
            url,
            FeedKind::Site,
            folder,
            way,
            Fetched::Site(head, articles, None),
        )
        .await
    }

    async fn take(
        &self,
        url: Url,
        kind: FeedKind,
        folder: &str,
        way: Way,
        fetched: Fetched,
    ) -> Result<Feed> {
        let now = self.now();
        // Shown until the feed tells its own name.
        let host = host_of(&url);
        let seed = FeedSeed {
            url: url.into(),
            kind,
            title: String::new(),
            folder: folder.trim().to_owned(),
            language: String::new(),
            topic: String::new(),
            site_url: String::new(),
            typed: true,
        };
        let interval = self.settings().await?.interval_minutes;
        let id = self
            .write_act(move |library| {
                let (id, _) = library.add_feed(&seed, now)?;
                library.route_feed(id, &way)?;
                library.describe_feed(id, &host, "", "")?;
                Ok(id)
            })
            .await?;
        let feed = self.find_feed(id).await?;
        let (store, rules): (_, Arc<Rules>) = (self.store.clone(), self.rules());
        let written = blocking(move || {
            ingest(
                &store,
                &rules,
                &feed,
                &Known::default(),
                fetched,
                interval,
                now,
            )
        })
        .await?;
        self.index_all().await?;
        self.emit(Event::FeedChanged(id));
        self.emit_articles(written.articles);
        self.find_feed(id).await
    }
}

fn look(
    body: &[u8],
    url: &Url,
    content_type: Option<&str>,
    now: Timestamp,
    rules: &Rules,
    may_name: bool,
) -> Place {
    let no_feed = match parser::feed::parse(
        body,
        &Source {
            url,
            content_type,
            fetched: now,
        },
    ) {
        Ok(_) => return Place::Feed,
        Err(no_feed) => no_feed,
    };
    if parser::sitemap::parse(body, content_type, now).is_ok() {
        return Place::Site;
    }
    let page = extract::Page {
        url,
        content_type,
        fetched: now,
    };
    if may_name {
        let mut named = extract::discovery::discover(body, &page)
            .feeds
            .into_iter()
            .filter_map(|feed| Some((Url::parse(&feed.url).ok()?, feed.title)));
        if let Some((first, _)) = named.next() {
            let others = named.map(|(url, title)| Named {
                title,
                url: url.into(),
            });
            return Place::Names(first, others.collect());
        }
    }
    // Fewer links than this are a menu, not a newspaper.
    if extract::listing::parse(body, &page, rules).len() >= 5 {
        Place::Site
    } else {
        Place::Nothing(no_feed)
    }
}

pub(crate) fn no_feed(url: &Url, why: &str, begins: String) -> Error {
    Error::NoFeed {
        url: url.to_string(),
        why: why.to_owned(),
        begins,
    }
}

/// The beginning of what a server sent, for a reader who wants to see why it is no feed (FRB101): plain text that can steer nothing.
fn beginning(body: &[u8]) -> String {
    const CHARACTERS: usize = 1000;
    let text = String::from_utf8_lossy(body.split_at(body.len().min(8 * CHARACTERS)).0);
    let lines: Vec<String> = text.lines().map(parser::clean::name).collect();
    lines.join("\n").trim().chars().take(CHARACTERS).collect()
}

/// Reads what a reader typed or imported: `feed:` in front and a missing scheme are forgiven, other schemes are not.
pub(crate) fn parse_address(address: &str) -> Result<Url> {
    let bad = |why: &str| Error::BadAddress {
        address: address.trim().to_owned(),
        why: why.to_owned(),
    };
    let bare = address
        .trim()
        .trim_start_matches("feed://")
        .trim_start_matches("feed:");
    if bare.is_empty() {
        return Err(bad("it is empty"));
    }
    let has_scheme = bare.split_once(':').is_some_and(|(scheme, rest)| {
        rest.starts_with("//")
            || !scheme.contains('.') && !rest.starts_with(|c: char| c.is_ascii_digit())
    });
    let full = if has_scheme {
        bare.to_owned()
    } else {
        format!("https://{bare}")
    };
    let url = Url::parse(&full).map_err(|why| bad(&why.to_string()))?;
    match url.scheme() {
        "http" | "https" if url.host_str().is_some_and(|host| !host.is_empty()) => Ok(url),
        "http" | "https" => Err(bad("it names no host")),
        scheme => Err(bad(&format!("{scheme}: is not for news"))),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_type_becomes_an_address() {
        for (typed, address) in [
            ("tengrinews.kz/news.rss", "https://tengrinews.kz/news.rss"),
            (" http://a.example/f ", "http://a.example/f"),
            ("feed:https://a.example/f", "https://a.example/f"),
            ("feed://a.example/f", "https://a.example/f"),
            ("localhost:8080/f", "https://localhost:8080/f"),
        ] {
            assert_eq!(parse_address(typed).unwrap().as_str(), address, "{typed}");
        }
    }

    #[test]
    fn what_is_no_address_of_news_is_refused_with_the_reason() {
        for bad in [
            "",
            "  ",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "ftp://a.example/",
            "two words",
        ] {
            let error = parse_address(bad).unwrap_err().to_string();
            assert!(error.contains("Type an address"), "{bad}: {error}");
        }
    }
}
