//! What an article said until now, for who takes in what is told of it next.

use model::ArticleId;

use crate::error::Result;
use crate::parts::IncomingParts;
use crate::pool::Write;
use crate::same;

impl Write<'_> {
    /// Whether a change is one of a kind that was seen twice before, see [`same::is_restless`].
    pub(crate) fn is_restless(
        &self,
        id: ArticleId,
        title: &str,
        text: &str,
        new_title: &str,
        new_text: &str,
    ) -> Result<bool> {
        let earlier = self.list_last_accounts(id)?;
        let earlier: Vec<String> = earlier
            .iter()
            .map(|(title, text)| same::account(title, text))
            .collect();
        let (known, new) = (
            same::account(title, text),
            same::account(new_title, new_text),
        );
        Ok(same::is_restless(&earlier, &known, &new))
    }

    /// Whether an article has these pictures already, whatever follows their names.
    pub(crate) fn shows_the_same(&self, id: ArticleId, parts: &IncomingParts) -> Result<bool> {
        let known: Vec<String> = self
            .sql()
            .prepare_cached("SELECT url FROM pictures WHERE article = ?1")?
            .query_map([id.0], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(same::have_the_same_names(
            known.iter().map(String::as_str),
            parts.addresses(),
        ))
    }

    pub(crate) fn load_here(&self, id: ArticleId) -> Result<Here> {
        let mut select = self.sql().prepare_cached(
            "SELECT a.title, a.origin, a.page_wanted, a.photos, a.published_text, s.name FROM articles AS a JOIN statuses AS s ON s.id = a.id
             WHERE a.id = ?1",
        )?;
        let here = select.query_row([id.0], |row| {
            Ok(Here {
                title: row.get(0)?,
                origin: row.get(1)?,
                page_wanted: row.get(2)?,
                photos: row.get(3)?,
                published_text: row.get(4)?,
                name: row.get(5)?,
                text: None,
            })
        })?;
        let text = self.load_readable_body(id)?.map(|body| body.text);
        Ok(Here { text, ..here })
    }
}

/// An article as it is here when more is told of it.
pub(crate) struct Here {
    pub title: String,
    pub origin: String,
    pub page_wanted: bool,
    pub photos: u32,
    pub published_text: String,
    pub name: i64,
    /// Nothing where it can't be read any more; empty where there is none.
    pub text: Option<String>,
}

impl Here {
    pub fn is_whole_of_feed(&self) -> bool {
        let has_text = self.text.as_ref().is_some_and(|text| !text.is_empty());
        self.origin == "feed" && !self.page_wanted && has_text
    }
}
