//! Which articles of the library a feed tells of: those whose identity it has changed are known again, so that they don't come as new.

use std::collections::HashSet;

use model::{ArticleId, FeedId};
use parser::canonical::{canonical, names_an_article};
use parser::feed::ParsedArticle;
use store::{By, Read, Told, Write};

use super::fingerprint;

/// What to write of it, before the articles themselves.
#[derive(Debug, Default)]
pub struct Identities(Vec<Change>);

#[derive(Debug)]
enum Change {
    Renamed(ArticleId, Told),
    /// It has another address, and says the same.
    Relinked {
        id: ArticleId,
        link: String,
        feed_hash: [u8; 32],
    },
}

impl Identities {
    /// Compares all that a feed tells of with what is here.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn of(library: &Read<'_>, feed: FeedId, articles: &[ParsedArticle]) -> store::Result<Self> {
        let told: Vec<Told> = articles.iter().map(told).collect();
        let mut changes = Vec::new();
        let found = library.recognise(feed, &told)?;
        for ((article, told), here) in articles.iter().zip(told).zip(found) {
            let Some(here) = here else { continue };
            let link = article.link.as_deref().unwrap_or_default();
            let says_the_same = {
                let then = fingerprint::feed_hash_of(article, &here.link);
                !here.feed_hash.is_empty() && then.starts_with(&here.feed_hash)
            };
            if here.by == By::Name || here.by == By::Link && says_the_same {
                changes.push(Change::Renamed(here.id, told));
            } else if here.by != By::Key {
                continue;
            }
            if says_the_same && here.link != link {
                changes.push(Change::Relinked {
                    id: here.id,
                    link: link.to_owned(),
                    feed_hash: fingerprint::feed_hash_of(article, link),
                });
            }
        }
        Ok(Self(changes))
    }

    /// Writes it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save(&self, library: &Write<'_>) -> store::Result<()> {
        for change in &self.0 {
            match change {
                Change::Renamed(id, told) => library.rename_article(*id, told)?,
                Change::Relinked {
                    id,
                    link,
                    feed_hash,
                } => library.relink_article(*id, link, &canonical(link), feed_hash)?,
            }
        }
        Ok(())
    }
}

/// Of articles that a feed repeats, the first.
pub fn keep_each_once(articles: &mut Vec<ParsedArticle>) {
    let mut seen = HashSet::new();
    articles.retain(|article| seen.insert(article.key.clone()));
}

fn told(article: &ParsedArticle) -> Told {
    let canonical = canonical(article.link.as_deref().unwrap_or_default());
    Told {
        key: fingerprint::key_of(&article.key),
        canonical: Some(canonical)
            .filter(|canonical| names_an_article(canonical))
            .unwrap_or_default(),
        title: article.headline.clone(),
        published: article.published.or(article.updated),
    }
}
