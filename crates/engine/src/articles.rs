//! The articles: list, find, search, mark.

use model::{Article, ArticleId, ArticleRow, Counted, Counts, Cursor, Mark, Page, View};
use store::Found;

use crate::engine::Engine;
use crate::error::{Error, Result};

/// The most rows one part of a list has.
pub const MOST_ROWS: u32 = 500;

impl Engine {
    /// A part of a list, newest first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn articles(
        &self,
        view: View,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<ArticleRow>> {
        self.read(move |library| library.list_articles(&view, after, limit.clamp(1, MOST_ROWS)))
            .await
    }

    /// All articles of a list up to a number of them, however large.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn articles_up_to(&self, view: View, limit: u32) -> Result<Vec<ArticleRow>> {
        Ok(self
            .read(move |library| library.list_articles(&view, None, limit.max(1)))
            .await?
            .rows)
    }

    /// "Today" as a view.
    pub fn today(&self) -> View {
        View::Since(self.midnight())
    }

    /// One article, whole.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn article(&self, id: ArticleId) -> Result<(Article, u32)> {
        let found = self
            .read(move |library| Ok((library.find_article(id)?, library.count_revisions(id)?)))
            .await?;
        match found {
            (Some(article), revisions) => Ok((article, revisions)),
            (None, _) => Err(Error::NotFound {
                what: "article",
                id: id.to_string(),
            }),
        }
    }

    /// Full-text search, best first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn search(&self, query: String, limit: u32) -> Result<Vec<Found>> {
        self.read(move |library| library.search(&query, limit.max(1)))
            .await
    }

    /// Sets or takes away a mark, and counts what that changed. On the disk before this returns.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn mark(&self, ids: Vec<ArticleId>, mark: Mark) -> Result<Counted> {
        let marked = ids.clone();
        let midnight = self.midnight();
        let counted = self
            .write_act(move |library| {
                library.mark(&marked, mark)?;
                library.load_counted(midnight, &marked)
            })
            .await?;
        self.emit_marked(ids);
        Ok(counted)
    }

    /// Marks a whole list as read; tells what was unread, so that it can be undone.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn mark_all_read(&self, view: View) -> Result<Vec<ArticleId>> {
        let ids = self
            .write_act(move |library| {
                let ids = library.list_unread_ids(&view)?;
                library.mark(&ids, Mark::Read)?;
                Ok(ids)
            })
            .await?;
        self.emit_marked(ids.clone());
        Ok(ids)
    }

    /// How many articles each view holds.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn counts(&self) -> Result<Counts> {
        let midnight = self.midnight();
        self.read(move |library| library.load_counts(midnight))
            .await
    }
}
