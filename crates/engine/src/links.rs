//! Links that the system hands to Qazet: `qazet://article/ID`, and `feed:` in all its forms. Pure.
//!
//! Anybody can write a link on any page, so nothing is done at once: an article is only opened, an address only shown to the reader.

use model::{NoLink, Place};

use crate::add::parse_address;

/// Longer links lead nowhere, and neither do longer addresses in them.
const LONGEST: usize = 2048;

/// Where a link leads.
pub fn place_of_link(link: &str) -> Place {
    let link = link.trim();
    if link.len() > LONGEST {
        return Place::Nowhere(NoLink::TooLong);
    }
    let (scheme, rest) = link.split_once(':').unwrap_or_default();
    match scheme.to_ascii_lowercase().as_str() {
        "qazet" => place_of_path(rest),
        "feed" => place_of_feed(rest),
        _ => Place::Nowhere(NoLink::Unknown),
    }
}

/// Of the article with that id, as it is written on the command line.
pub fn place_of_article(id: &str) -> Place {
    match id.parse() {
        Ok(id) => Place::Article(id),
        Err(_) => Place::Nowhere(NoLink::Unknown),
    }
}

/// Browsers end a link without a path with a slash.
fn place_of_path(path: &str) -> Place {
    match path.trim_matches('/').split_once('/') {
        Some((place, id)) if place.eq_ignore_ascii_case("article") => place_of_article(id),
        _ => Place::Nowhere(NoLink::Unknown),
    }
}

/// `feed:https://a/b` names an address, `feed://a/b` one without its scheme, which is then https.
fn place_of_feed(rest: &str) -> Place {
    match parse_address(rest.trim_start_matches("//")) {
        Ok(url) if url.as_str().len() > LONGEST => Place::Nowhere(NoLink::TooLong),
        Ok(url) => Place::Add(url.into()),
        Err(_) => Place::Nowhere(NoLink::NotWeb),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ArticleId;

    #[test]
    fn a_link_leads_to_one_place_or_nowhere() {
        let add = |address: &str| Place::Add(address.to_owned());
        for (link, place) in [
            ("qazet://article/42", Place::Article(ArticleId(42))),
            ("QAZET://Article/42/", Place::Article(ArticleId(42))),
            ("qazet:article/42", Place::Article(ArticleId(42))),
            (
                "feed:https://a.example/f?x=1&y=2",
                add("https://a.example/f?x=1&y=2"),
            ),
            ("feed:http://a.example/f", add("http://a.example/f")),
            ("feed://a.example/f", add("https://a.example/f")),
            ("feed://https://a.example/f", add("https://a.example/f")),
            ("FEED:a.example", add("https://a.example/")),
            (
                " feed:https://жаңалық.example/f ",
                add("https://xn--80aaqw4fuxvb.example/f"),
            ),
            // What could hide or turn letters arrives as numbers.
            (
                "feed:https://a.example/\u{202e}gpj\n",
                add("https://a.example/%E2%80%AEgpj"),
            ),
        ] {
            assert_eq!(place_of_link(link), place, "{link}");
        }
        for (link, why) in [
            ("", NoLink::Unknown),
            ("qazet:", NoLink::Unknown),
            ("qazet://", NoLink::Unknown),
            ("qazet://article/", NoLink::Unknown),
            ("qazet://article/0", NoLink::Unknown),
            ("qazet://article/-1", NoLink::Unknown),
            ("qazet://article/1/2", NoLink::Unknown),
            ("qazet://article/1?then=remove", NoLink::Unknown),
            ("qazet://settings/1", NoLink::Unknown),
            ("https://a.example/f", NoLink::Unknown),
            ("--data", NoLink::Unknown),
            ("feed:", NoLink::NotWeb),
            ("feed://", NoLink::NotWeb),
            ("feed:javascript:alert(1)", NoLink::NotWeb),
            ("feed:file:///etc/passwd", NoLink::NotWeb),
            ("feed://file:///etc/passwd", NoLink::NotWeb),
            ("feed:data:text/html,x", NoLink::NotWeb),
            ("feed:ftp://a.example/f", NoLink::NotWeb),
            ("feed:https://", NoLink::NotWeb),
            ("feed:https://[::1", NoLink::NotWeb),
        ] {
            assert_eq!(place_of_link(link), Place::Nowhere(why), "{link}");
        }
        for long in ["я".repeat(600), "a".repeat(LONGEST)] {
            let link = format!("feed:https://a.example/{long}");
            assert_eq!(
                place_of_link(&link),
                Place::Nowhere(NoLink::TooLong),
                "{} bytes",
                link.len()
            );
        }
    }
}
