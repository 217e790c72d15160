//! The identity of an article in its feed: guid, else canonical link, else title and date. The same at every sync.

use std::collections::HashMap;

use url::Url;

use super::ParsedArticle;

/// Gives every article its key. A guid that several articles with different links share names none of them: there the
/// link is added. Articles that still share a key are one article; which of them stays is the reader's choice.
pub(super) fn assign(articles: &mut [ParsedArticle]) {
    let mut shared: HashMap<String, Option<String>> = HashMap::new();
    let mut ambiguous: HashMap<String, bool> = HashMap::new();
    for article in articles.iter() {
        if let Some(guid) = &article.guid {
            let link = shared
                .entry(guid.clone())
                .or_insert_with(|| article.link.clone());
            *ambiguous.entry(guid.clone()).or_default() |= *link != article.link;
        }
    }
    for article in articles.iter_mut() {
        article.key = match (&article.guid, &article.link) {
            (Some(guid), Some(link)) if ambiguous.get(guid) == Some(&true) => {
                format!("{guid} {}", canonical_link(link))
            }
            (Some(guid), _) => guid.clone(),
            (None, Some(link)) => canonical_link(link),
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

/// An address without what only says where the reader came from: fragment, campaign parameters; host in lower case.
/// Equal canonical links are the same page. A text that is no address comes back trimmed.
pub fn canonical_link(link: &str) -> String {
    let Ok(mut url) = Url::parse(link.trim()) else {
        return link.trim().to_owned();
    };
    if !url.fragment().is_some_and(|f| f.starts_with('!')) {
        url.set_fragment(None);
    }
    if url.query().is_some() {
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !is_campaign(name))
            .map(|(n, v)| (n.into_owned(), v.into_owned()))
            .collect();
        let all = url.query_pairs().count();
        if kept.is_empty() {
            url.set_query(None);
        } else if kept.len() < all {
            url.query_pairs_mut().clear().extend_pairs(kept);
        }
    }
    url.into()
}

fn is_campaign(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_")
        || matches!(
            name.as_str(),
            "fbclid"
                | "gclid"
                | "yclid"
                | "ysclid"
                | "mc_cid"
                | "mc_eid"
                | "_openstat"
                | "at_medium"
                | "at_campaign"
                | "cmp"
                | "ocid"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_the_same_whatever_campaign_it_came_from() {
        for link in [
            "https://Example.org/a?id=1&utm_source=rss#top",
            "https://example.org/a?id=1",
            "https://example.org/a?utm_medium=x&id=1",
        ] {
            assert_eq!(canonical_link(link), "https://example.org/a?id=1");
        }
        assert_eq!(
            canonical_link("https://example.org/a?utm_source=x"),
            "https://example.org/a"
        );
        assert_eq!(
            canonical_link("https://example.org/#!/a"),
            "https://example.org/#!/a"
        );
    }

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
                "same https://e.org/5"
            ]
        );
    }
}
