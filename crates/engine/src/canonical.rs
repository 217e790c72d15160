//! The canonical form of a link: equal forms are the same article, however it was shared.
//!
//! Only for comparing. What is fetched and shown is always the link as the publisher wrote it (FRB062, FRB066).

use url::Url;

/// Parameters that say where a click came from and never which article it is.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "yclid",
    "dclid",
    "msclkid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "ref",
    "ref_src",
    "cmpid",
    "ocid",
    "ns_mchannel",
    "at_medium",
    "at_campaign",
    "_openstat",
    "from",
];

/// The canonical form; empty for what is no http(s) link.
pub fn canonical(link: &str) -> String {
    let Ok(mut url) = Url::parse(link.trim()) else {
        return String::new();
    };
    if !matches!(url.scheme(), "http" | "https") {
        return String::new();
    }
    url.set_fragment(None);
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_") && !TRACKING.contains(&name.as_ref()))
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
    format!("https://{host}{port}{path}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_article_has_one_form_however_it_was_shared() {
        let plain = canonical("https://tengrinews.kz/news/slug-587153/");
        for shared in [
            "http://www.tengrinews.kz/news/slug-587153",
            "https://tengrinews.kz/news/slug-587153/amp/",
            "https://tengrinews.kz/news/slug-587153/?utm_source=telegram&fbclid=x#comments",
        ] {
            assert_eq!(canonical(shared), plain, "{shared}");
        }
        assert_ne!(
            canonical("https://kaz.tengrinews.kz/news/slug-587153/"),
            plain,
            "editions are different texts"
        );
        assert_ne!(
            canonical("https://a.example/?id=1"),
            canonical("https://a.example/?id=2")
        );
        assert_eq!(canonical("javascript:alert(1)"), "");
    }
}
