//! Going through the articles of a feed: how many are taken, and what is told of those that are not.

use super::{ParsedArticle, ParsedFeed};
use crate::limits;

/// How far the articles of a feed are read.
#[derive(Default)]
pub(super) struct Reading {
    /// Bytes of all texts and addresses so far.
    bytes: usize,
    /// Articles that say nothing.
    left_out: usize,
}

impl Reading {
    /// Whether no more is taken; then the feed's warnings say so.
    pub(super) fn is_full(&self, feed: &mut ParsedFeed) -> bool {
        let (count, many) = (feed.articles.len(), limits::ARTICLES);
        if count >= many {
            feed.warnings
                .push(format!("only its first {many} articles are read"));
            return true;
        }
        if self.bytes >= limits::TEXT_BYTES {
            feed.warnings.push(format!(
                "only its first {count} articles are read: their texts are over 30 MB"
            ));
            return true;
        }
        false
    }

    /// Takes an article, or counts one that says nothing.
    pub(super) fn take(&mut self, feed: &mut ParsedFeed, article: Option<ParsedArticle>) {
        match article {
            Some(article) => {
                self.bytes += bytes_of(&article);
                feed.articles.push(article);
            }
            None => self.left_out += 1,
        }
    }

    /// Tells what was left out.
    pub(super) fn end(self, feed: &mut ParsedFeed) {
        if self.left_out > 0 {
            feed.warnings.push(format!(
                "{} articles without title, link or text are left out",
                self.left_out
            ));
        }
    }
}

/// Bytes of its texts and addresses.
fn bytes_of(article: &ParsedArticle) -> usize {
    let texts = [
        &article.title,
        &article.link,
        &article.guid,
        &article.summary,
        &article.content,
    ];
    let texts: usize = texts.into_iter().flatten().map(String::len).sum();
    let files: usize = article.enclosures.iter().map(|e| e.url.len()).sum();
    let pictures: usize = article.pictures.iter().map(|p| p.url.len()).sum();
    let categories: usize = article.categories.iter().map(String::len).sum();
    let authors = article.authors.iter();
    let people: usize = authors
        .flat_map(|person| [&person.name, &person.email, &person.uri])
        .flatten()
        .map(String::len)
        .sum();
    texts + files + pictures + categories + people
}
