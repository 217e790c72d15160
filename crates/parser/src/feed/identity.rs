//! The identity of an article in its feed: guid, else canonical link, else title and date. The same at every sync.

use std::collections::{HashMap, HashSet};

use super::ParsedArticle;
use crate::canonical::{canonical, names_an_article};

/// Gives every article its key. A guid that several articles with different links share names none of them: there the link is added. A
/// link to a front page, or one that articles without guids share, is completed by title and date. Articles that still share a key are one
/// article.
pub(super) fn assign(articles: &mut [ParsedArticle]) {
    let mut of_guids: HashMap<String, Option<String>> = HashMap::new();
    let mut ambiguous: HashSet<String> = HashSet::new();
    let mut titles: HashMap<String, Option<String>> = HashMap::new();
    let mut shared: HashSet<String> = HashSet::new();
    for article in articles.iter() {
        if let Some(guid) = &article.guid {
            let link = of_guids
                .entry(guid.clone())
                .or_insert_with(|| article.link.clone());
            if *link != article.link {
                ambiguous.insert(guid.clone());
            }
        } else if let Some(link) = &article.link {
            let link = canonical(link);
            let title = titles
                .entry(link.clone())
                .or_insert_with(|| article.title.clone());
            if *title != article.title || !names_an_article(&link) {
                shared.insert(link);
            }
        }
    }
    for article in articles.iter_mut() {
        let link = article.link.as_deref().map(canonical);
        article.key = match (&article.guid, link) {
            (Some(guid), Some(link)) if ambiguous.contains(guid) => format!("{guid} {link}"),
            (Some(guid), _) => guid.clone(),
            (None, Some(link)) if shared.contains(&link) => {
                format!("{link} {}", unnamed(article))
            }
            (None, Some(link)) => link,
            (None, None) => unnamed(article),
        };
    }
}

/// Title and date; an article without either is known by the beginning of its text.
fn unnamed(article: &ParsedArticle) -> String {
    let date = article
        .published
        .or(article.updated)
        .map(|d| d.to_string())
        .unwrap_or_default();
    let text = || {
        article
            .summary
            .as_ref()
            .or(article.content.as_ref())
            .map(|t| t.chars().take(200).collect::<String>())
    };
    let title = article
        .title
        .clone()
        .or_else(text)
        .or_else(|| article.enclosures.first().map(|e| e.url.clone()))
        .or_else(|| article.pictures.first().map(|p| p.url.clone()))
        .unwrap_or_default();
    format!("{title} {date}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_known_by_guid_then_link_then_title_and_date() {
        let article = |guid: Option<&str>, link: Option<&str>, title: &str| ParsedArticle {
            guid: guid.map(str::to_owned),
            link: link.map(str::to_owned),
            title: Some(title.to_owned()),
            ..ParsedArticle::default()
        };
        let mut all = vec![
            article(Some("g1"), Some("https://e.org/1"), "a"),
            article(None, Some("https://e.org/2#x"), "b"),
            article(None, None, "c"),
            article(Some("same"), Some("https://e.org/4"), "d"),
            article(Some("same"), Some("https://e.org/5"), "e"),
            article(None, Some("https://e.org/6"), "f"),
            article(None, Some("http://www.e.org/6/"), "g"),
            article(None, Some("https://e.org/"), "h"),
        ];
        assign(&mut all);
        let keys: Vec<&str> = all.iter().map(|a| a.key.as_str()).collect();
        assert_eq!(
            keys,
            [
                "g1",
                "https://e.org/2",
                "c ",
                "same https://e.org/4",
                "same https://e.org/5",
                "https://e.org/6 f ",
                "https://e.org/6 g ",
                "https://e.org h "
            ]
        );
    }
}
