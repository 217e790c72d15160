//! Addresses as they may be shown to others: without what may be a key.
//!
//! A source's address is the reader's own (FRB106): the reader sees it whole, a site's owner sees which of the site's feeds is meant.

use url::Url;

/// Parameters that hold keys, whatever they look like.
const KEYS: &[&str] = &[
    "access_token",
    "api_key",
    "apikey",
    "auth",
    "code",
    "hash",
    "id",
    "key",
    "pass",
    "passwd",
    "password",
    "private",
    "secret",
    "sig",
    "signature",
    "sid",
    "session",
    "token",
    "u",
    "uid",
    "user",
    "user_id",
    "username",
];

/// A part of an address this long is looked at closely.
const LONG: usize = 12;

/// The address without login, and with `…` in place of what names the reader or may be a key. What is no address comes back as `…`.
pub fn without_keys(address: &str) -> String {
    let Ok(url) = Url::parse(address) else {
        return "…".to_owned();
    };
    let host = url.host_str().unwrap_or_default();
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let path: Vec<&str> = url
        .path()
        .split('/')
        .map(|part| if is_random(part) { "…" } else { part })
        .collect();
    let pairs: Vec<String> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(pair_without_key)
        .collect();
    let query = if pairs.is_empty() {
        String::new()
    } else {
        format!("?{}", pairs.join("&"))
    };
    format!("{}://{host}{port}{}{query}", url.scheme(), path.join("/"))
}

fn pair_without_key(pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, value)) => {
            let is_key = KEYS.contains(&name.to_ascii_lowercase().as_str());
            let shown = if is_key || is_random(value) {
                "…"
            } else {
                value
            };
            format!("{name}={shown}")
        }
        None if is_random(pair) => "…".to_owned(),
        None => pair.to_owned(),
    }
}

/// Long, and no words: letters and digits mixed within a word, or very long without a hyphen between words.
fn is_random(part: &str) -> bool {
    if part.len() < LONG {
        return false;
    }
    let word_is_mixed = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let letters = word.chars().filter(char::is_ascii_alphabetic).count();
        digits >= 2 && letters >= 2
    };
    let mut words = part.split(['-', '_', '.', '~', '+', '%']);
    words.clone().any(word_is_mixed) || words.any(|word| word.len() >= 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_what_may_be_a_key() {
        for (address, shown) in [
            ("https://a.kz/feed/", "https://a.kz/feed/"),
            (
                "https://a.kz/rss.php?format=rss2&lang=ru",
                "https://a.kz/rss.php?format=rss2&lang=ru",
            ),
            (
                "https://a.kz/2026/11/a-long-title-of-a-blog/feed",
                "https://a.kz/2026/11/a-long-title-of-a-blog/feed",
            ),
            ("https://me:secret@a.kz:8443/feed", "https://a.kz:8443/feed"),
            ("https://a.kz/feed?token=abc", "https://a.kz/feed?token=…"),
            (
                "https://a.kz/feed?Auth=x&n=5#top",
                "https://a.kz/feed?Auth=…&n=5",
            ),
            ("https://a.kz/feed?7f3e9a1b2c4d", "https://a.kz/feed?…"),
            (
                "https://a.kz/feed?x=7f3e9a1b2c4d5e",
                "https://a.kz/feed?x=…",
            ),
            (
                "https://a.kz/private/8f3a9c1d2b7e/feed",
                "https://a.kz/private/…/feed",
            ),
            (
                "https://a.kz/p/abcdefghijklmnopqrstuvwxyz",
                "https://a.kz/p/…",
            ),
            ("no address", "…"),
        ] {
            assert_eq!(without_keys(address), shown, "{address}");
        }
    }
}
