//! The canonical form of a link: equal forms are the same article, however it was shared.
//!
//! Only for comparing. What is fetched and shown is always the link as the publisher wrote it (FRB062, FRB066).

use url::Url;

/// Parameters that say where a click came from and never which article it is.
const TRACKING: &[&str] = &[
    "_openstat",
    "at_campaign",
    "at_medium",
    "cmp",
    "cmpid",
    "dclid",
    "fbclid",
    "from",
    "gclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "msclkid",
    "ns_mchannel",
    "ocid",
    "ref",
    "ref_src",
    "yclid",
    "ysclid",
];

/// The canonical form; empty for what is no http(s) link.
pub fn canonical(link: &str) -> String {
    let Ok(mut url) = Url::parse(link.trim()) else {
        return String::new();
    };
    if !matches!(url.scheme(), "http" | "https") {
        return String::new();
    }
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !is_tracking(name))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    if kept.is_empty() {
        url.set_query(None);
    } else {
        url.query_pairs_mut().clear().extend_pairs(kept);
    }
    let host = url
        .host_str()
        .unwrap_or("")
        .trim_start_matches("www.")
        .to_owned();
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let path = url.path().trim_end_matches('/').trim_end_matches("/amp");
    let query = url
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    // A page that builds itself has its address here; every other fragment is a place within one.
    let fragment = url
        .fragment()
        .filter(|fragment| fragment.starts_with('!'))
        .map(|fragment| format!("#{fragment}"))
        .unwrap_or_default();
    format!("https://{host}{port}{path}{query}{fragment}")
}

/// Whether a canonical link names an article, not the front page of a host.
pub fn names_an_article(canonical: &str) -> bool {
    let rest = canonical.strip_prefix("https://").unwrap_or_default();
    rest.contains(['/', '?', '#'])
}

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_article_has_one_form_however_it_was_shared() {
        let plain = canonical("https://tengrinews.kz/news/slug-587153/");
        for shared in [
            "http://www.tengrinews.kz/news/slug-587153",
            "https://TENGRINEWS.kz/news/slug-587153/amp/",
            "https://tengrinews.kz/news/slug-587153/?utm_source=telegram&fbclid=x#comments",
            " https://tengrinews.kz/news/slug-587153?UTM_Medium=rss ",
        ] {
            assert_eq!(canonical(shared), plain, "{shared}");
        }
        assert_ne!(
            canonical("https://kaz.tengrinews.kz/news/slug-587153/"),
            plain,
            "editions are different texts"
        );
        for (one, other) in [
            ("https://a.example/?id=1", "https://a.example/?id=2"),
            ("https://a.example/#!/a", "https://a.example/#!/b"),
            ("https://a.example:8443/a", "https://a.example/a"),
        ] {
            assert_ne!(canonical(one), canonical(other));
        }
        for none in ["javascript:alert(1)", "", "not an address"] {
            assert_eq!(canonical(none), "");
        }
    }

    #[test]
    fn the_front_page_is_no_article() {
        assert!(!names_an_article(&canonical("https://www.a.example/")));
        assert!(!names_an_article(""));
        for article in [
            "https://a.example/1",
            "https://a.example/?p=1",
            "https://a.example/#!1",
        ] {
            assert!(names_an_article(&canonical(article)), "{article}");
        }
    }
}
