//! Read later: any page, by its address, becomes an article of the library. It takes the way of all pages; where it can't be read now, it is
//! kept with the reason, and one that only the network kept away comes later.

use std::sync::Arc;

use model::{ArticleId, ArticleState, Mark};
use parser::canonical::canonical;
use store::AskedPage;

use crate::add::parse_address;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::logins::split_login;
use crate::sync::of_saved_page;

/// What became of a page that was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageOutcome {
    /// Its text is here.
    Read,
    /// It could not be asked for now, and will be again.
    Waits,
    /// It keeps its text back (a subscription, a login): its address is kept.
    Closed,
    /// There is no article on it: its address is kept.
    Failed,
}

/// A page that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedPage {
    /// Its article.
    pub article: ArticleId,
    /// It was in the library already.
    pub known: bool,
    /// What became of it.
    pub outcome: PageOutcome,
    /// Why its text is not here, in a sentence that says what to do; empty where it is.
    pub reason: String,
}

impl Engine {
    /// Saves the page at an address to be read later, and reads it now where that can be. One that is here already gets the mark, and is
    /// read anew where its text is not here.
    ///
    /// # Errors
    /// [`Error::BadAddress`], [`Error::Store`]. That the page can't be read is no error: it is saved, and its outcome says why.
    pub async fn save_page(&self, address: &str) -> Result<SavedPage> {
        // A login in an address belongs into no list; pages are asked without one.
        let (mut url, _) = split_login(parse_address(address)?);
        url.set_fragment(None);
        let now = self.now();
        let name = canonical(url.as_str());
        let site = url
            .host_str()
            .unwrap_or_default()
            .trim_start_matches("www.")
            .to_owned();
        let page = of_saved_page(&url);
        let (article, known) = self
            .write_act(move |library| {
                if let Some(known) = library.find_by_canonical(&name)? {
                    library.mark(&[known], Mark::Save)?;
                    let state = library.find_row(known)?.map(|row| row.state);
                    if matches!(state, Some(ArticleState::Headline | ArticleState::Failed)) {
                        library.want_page(known)?;
                    }
                    return Ok((known, true));
                }
                Ok((library.add_saved_page(&page, &site, now)?, false))
            })
            .await?;
        self.emit_articles(vec![article]);
        let touched = self.fetch_wanted_page(article).await?;
        self.emit_articles(touched);
        self.index_all().await?;
        self.outcome_of(article, known).await
    }

    /// Fetches the page of an article now, in place of what its feed gave. The whole text of a feed is kept as an earlier one, and stands as
    /// before where the page can't be had; that is no error: the outcome says why.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn fetch_page_now(&self, id: ArticleId) -> Result<SavedPage> {
        let now = self.now();
        let asked = self
            .write(move |library| library.ask_for_page(id, now))
            .await?;
        let kept = match asked {
            None => {
                return Err(Error::NotFound {
                    what: "article",
                    id: id.to_string(),
                });
            }
            Some(AskedPage::Here) => return self.outcome_of(id, true).await,
            Some(AskedPage::NoPage) => {
                return Ok(SavedPage {
                    article: id,
                    known: true,
                    outcome: PageOutcome::Failed,
                    reason: "its source names no page of it; what the feed gave is all there is"
                        .to_owned(),
                });
            }
            Some(AskedPage::Wanted(kept)) => kept,
        };
        let touched = self.fetch_wanted_page(id).await?;
        let outcome = self.outcome_of(id, false).await?;
        if let (Some(kept), true) = (kept, outcome.outcome != PageOutcome::Read) {
            self.write(move |library| library.leave_asked_page(id, kept))
                .await?;
        }
        self.emit_articles(vec![id]);
        self.emit_articles(touched);
        self.index_all().await?;
        Ok(outcome)
    }

    /// Fetches the pictures of an article beside everything else.
    pub fn fetch_pictures_in_background(self: &Arc<Self>, article: ArticleId) {
        let engine = self.clone();
        tokio::spawn(async move {
            if let Err(error) = engine.fetch_pictures_of(article).await {
                engine.complain(&error);
            }
        });
    }

    async fn outcome_of(&self, id: ArticleId, known: bool) -> Result<SavedPage> {
        let found = self
            .read(move |library| Ok((library.find_article(id)?, library.is_page_wanted(id)?)))
            .await?;
        let (Some(article), wanted) = found else {
            return Err(Error::NotFound {
                what: "article",
                id: id.to_string(),
            });
        };
        let outcome = match article.row.state {
            ArticleState::Text | ArticleState::Complete => PageOutcome::Read,
            _ if wanted => PageOutcome::Waits,
            ArticleState::Headline => PageOutcome::Closed,
            ArticleState::Failed => PageOutcome::Failed,
        };
        Ok(SavedPage {
            article: id,
            known,
            outcome,
            reason: article.reason,
        })
    }
}
