//! A look at a source before it is added.

use std::sync::{MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use model::{FeedKind, Login, Preview, Previewed, Way};
use parser::feed::Source;
use url::Url;

use crate::add::{Found, New, no_feed, parse_address};
use crate::engine::Engine;
use crate::error::Result;
use crate::logins::split_login;
use crate::turns::blocking;

/// So many articles are shown.
const ARTICLES: usize = 4;
/// An answer that was shown is taken for so long; after that the source is asked again.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// What was shown last: who adds it asks for nothing more (FRB036). It holds a whole answer, and perhaps a login: it goes
/// when it is of use no more, or the newspaper comes to rest after that.
pub(crate) struct Shown {
    typed: Url,
    login: Option<Login>,
    at: Timestamp,
    new: Box<New>,
}

impl Engine {
    /// Looks at what would be added by this address and login, and adds nothing. The articles are those of the answer that
    /// [`add_feed`](Engine::add_feed) takes over where it comes soon.
    ///
    /// # Errors
    /// Those of [`add_feed`](Engine::add_feed).
    pub async fn preview_feed(&self, address: &str, login: Option<Login>) -> Result<Preview> {
        let (typed, written) = split_login(parse_address(address)?);
        let login = login.or(written);
        *self.shown() = None;
        let found = self
            .find_source(&typed, login.as_ref(), &Way::Settings)
            .await?;
        let new = match found {
            Found::Known(feed) => {
                return Ok(Preview {
                    url: feed.url,
                    kind: feed.kind,
                    title: feed.title,
                    articles: Vec::new(),
                    others: Vec::new(),
                    known: Some(feed.id),
                });
            }
            Found::New(new) => new,
        };
        let (url, answer, kind) = (new.url.clone(), new.answer.clone(), new.kind);
        let (now, rules) = (self.now(), self.rules());
        let (title, mut articles) = blocking(move || {
            let content_type = answer.content_type.as_deref();
            if kind == FeedKind::Site {
                let page = extract::Page {
                    url: &answer.url,
                    content_type,
                    fetched: now,
                };
                let listed = extract::listing::parse(&answer.body, &page, &rules);
                let articles = listed.into_iter().map(|article| Previewed {
                    title: article.title,
                    published: article.published,
                });
                return Ok((String::new(), articles.collect::<Vec<_>>()));
            }
            let source = Source {
                url: &answer.url,
                content_type,
                fetched: now,
            };
            let feed = parser::feed::parse(&answer.body, &source)
                .map_err(|why| no_feed(&answer.url, &why.to_string(), String::new()))?;
            let title = parser::clean::name(&feed.title.unwrap_or_default());
            let articles = feed.articles.into_iter().map(|article| Previewed {
                published: article.time(),
                title: article.headline,
            });
            Ok((title, articles.collect()))
        })
        .await?;
        articles.retain(|article| !article.title.is_empty());
        articles.sort_by_key(|article| std::cmp::Reverse(article.published));
        articles.truncate(ARTICLES);
        let preview = Preview {
            title: if title.is_empty() {
                host_of(&url)
            } else {
                title
            },
            url: url.into(),
            kind,
            articles,
            others: new.others.clone(),
            known: None,
        };
        *self.shown() = Some(Shown {
            typed,
            login,
            at: now,
            new,
        });
        Ok(preview)
    }

    /// The source that was shown for this address and login a moment ago; from then on it is shown no more.
    pub(crate) fn take_previewed(
        &self,
        typed: &Url,
        login: Option<&Login>,
        way: &Way,
    ) -> Option<Box<New>> {
        self.forget_previewed();
        let is_it = |shown: &mut Shown| {
            shown.typed == *typed && shown.login.as_ref() == login && *way == Way::Settings
        };
        self.shown().take_if(is_it).map(|shown| shown.new)
    }

    /// What was shown too long ago is shown no more.
    pub(crate) fn forget_previewed(&self) {
        let now = self.now();
        let mut shown = self.shown();
        if shown
            .as_ref()
            .is_some_and(|shown| now.duration_since(shown.at) >= FRESH)
        {
            *shown = None;
        }
    }

    fn shown(&self) -> MutexGuard<'_, Option<Shown>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a source is called that tells no name.
pub(crate) fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    host.trim_start_matches("www.").to_owned()
}
