//! What Qazet says in a request's header and reads in an answer's: values in, values out.
//!
//! Deliberately absent: cookies, referrer, anything about the reader.

use http::header::{
    ACCEPT, ACCEPT_ENCODING, AGE, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, DATE, ETAG,
    EXPIRES, HOST, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED, RETRY_AFTER, USER_AGENT,
};
use jiff::{SignedDuration, Timestamp};
use model::Validators;

use super::request::Purpose;

/// The whole header of a request, `Host` excepted for what is not mapped.
pub fn request_header(
    purpose: Purpose,
    validators: &Validators,
    user_agent: &HeaderValue,
    mapped_name: Option<&str>,
) -> HeaderMap {
    let mut header = HeaderMap::new();
    header.insert(USER_AGENT, user_agent.clone());
    header.insert(ACCEPT, HeaderValue::from_static(purpose.accept()));
    header.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br, zstd"));
    // Byte for byte as the server gave them (RFC 9110 §13.1); what could not stand in a header was not kept.
    let conditions = [
        (IF_NONE_MATCH, &validators.etag),
        (IF_MODIFIED_SINCE, &validators.last_modified),
    ];
    for (name, value) in conditions {
        let value = value
            .as_ref()
            .map(|v| HeaderValue::from_bytes(v.as_bytes()));
        if let Some(Ok(value)) = value {
            header.insert(name, value);
        }
    }
    if let Some(Ok(name)) = mapped_name.map(HeaderValue::from_str) {
        header.insert(HOST, name);
    }
    header
}

/// `ETag` and `Last-Modified` of an answer, verbatim and as one set.
pub fn validators(header: &HeaderMap) -> Validators {
    Validators {
        etag: text(header, &ETAG).filter(|etag| !etag.is_empty()),
        last_modified: text(header, &LAST_MODIFIED).filter(|date| !date.is_empty()),
    }
}

/// `Content-Type`, parameters included.
pub fn content_type(header: &HeaderMap) -> Option<String> {
    text(header, &CONTENT_TYPE)
}

/// The names in `Content-Encoding`, lower-case, in the order in which they were applied, `identity` left out (RFC 9110 §8.4).
pub fn encodings(header: &HeaderMap) -> Vec<String> {
    header
        .get_all(CONTENT_ENCODING)
        .iter()
        .flat_map(|value| {
            let value = String::from_utf8_lossy(value.as_bytes()).to_lowercase();
            value
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|name| !name.is_empty() && name != "identity")
        .collect()
}

/// How much longer the answer is fresh: `max-age` less `Age`, else `Expires` less `Date` (RFC 9111 §4.2).
/// Absent where the server says nothing, forbids keeping, or the answer is stale already.
pub fn fresh_for(header: &HeaderMap, now: Timestamp) -> Option<SignedDuration> {
    let directives: Vec<String> = header
        .get_all(CACHE_CONTROL)
        .iter()
        .flat_map(|value| {
            let value = String::from_utf8_lossy(value.as_bytes()).to_lowercase();
            value
                .split(',')
                .map(|part| part.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    if directives
        .iter()
        .any(|d| d == "no-cache" || d == "no-store")
    {
        return None;
    }
    let max_age = directives
        .iter()
        .find_map(|directive| directive.strip_prefix("max-age="))
        .and_then(|seconds| seconds_of(seconds.trim_matches('"')));
    let fresh = match max_age {
        Some(max_age) => {
            let age = text(header, &AGE).and_then(|age| seconds_of(&age));
            max_age.saturating_sub(age.unwrap_or(SignedDuration::ZERO))
        }
        None => {
            let expires = date(&text(header, &EXPIRES)?)?;
            let sent = text(header, &DATE).and_then(|sent| date(&sent));
            expires.duration_since(sent.unwrap_or(now))
        }
    };
    fresh.is_positive().then_some(fresh)
}

/// Whether `X-Robots-Tag` says `noarchive`, to everybody or to Qazet by name. Each value may begin with the name of whom it is for.
pub fn noarchive(header: &HeaderMap) -> bool {
    header.get_all("x-robots-tag").iter().any(|value| {
        let value = String::from_utf8_lossy(value.as_bytes()).to_lowercase();
        let rules = match value.split_once(':') {
            Some((name, rules)) if !name.contains(',') => match name.trim() {
                "qazet" => rules,
                // A rule with a value of its own.
                "unavailable_after" | "max-snippet" | "max-image-preview" | "max-video-preview" => {
                    value.as_str()
                }
                _ => return false,
            },
            _ => value.as_str(),
        };
        rules.split(',').any(|rule| rule.trim() == "noarchive")
    })
}

/// When a server that asks for rest may be asked again: `Retry-After` as seconds or as a date (RFC 9110 §10.2.3).
/// Absent without a readable one. Not clamped: `manners` does that.
pub fn retry_after(header: &HeaderMap, now: Timestamp) -> Option<Timestamp> {
    let value = text(header, &RETRY_AFTER)?;
    match seconds_of(&value) {
        Some(seconds) => Some(now.saturating_add(seconds).unwrap_or(Timestamp::MAX)),
        None => date(&value),
    }
}

/// A header's text; absent where it is missing or no UTF-8.
fn text(header: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = header.get(name)?;
    String::from_utf8(value.as_bytes().to_vec()).ok()
}

/// Whole seconds; as many as a century at most, so that later sums stay in range.
fn seconds_of(text: &str) -> Option<SignedDuration> {
    const CENTURY: u64 = 100 * 365 * 24 * 3600;
    let text = text.trim();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Too long for a number: still a number of seconds, and a very large one.
    let seconds = text.parse::<u64>().unwrap_or(CENTURY).min(CENTURY);
    i64::try_from(seconds).ok().map(SignedDuration::from_secs)
}

/// An HTTP date in any of its three forms (RFC 9110 §5.6.7).
fn date(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(date) = jiff::fmt::rfc2822::parse(text) {
        return Some(date.timestamp());
    }
    // RFC 850, `Sunday, 06-Nov-94 08:49:37 GMT`, and asctime, `Sun Nov  6 08:49:37 1994`: both UTC.
    ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
        .into_iter()
        .find_map(|form| jiff::civil::DateTime::strptime(form, text).ok())
        .and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC).ok())
        .map(|date| date.timestamp())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const NOW: &str = "1994-11-06T08:00:00Z";

    fn header(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut header = HeaderMap::new();
        for (name, value) in lines {
            header.append(*name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        header
    }

    #[test]
    fn freshness_is_read_as_rfc_9111_says() {
        for (lines, seconds) in [
            (&[("cache-control", "max-age=600")][..], Some(600)),
            (&[("cache-control", "public, MAX-AGE=\"600\"")], Some(600)),
            (
                &[("cache-control", "public"), ("cache-control", "max-age=60")],
                Some(60),
            ),
            (
                &[("cache-control", "max-age=600"), ("age", "200")],
                Some(400),
            ),
            (&[("cache-control", "max-age=600"), ("age", "900")], None),
            (&[("cache-control", "max-age=0")], None),
            (&[("cache-control", "max-age=-5")], None),
            (&[("cache-control", "no-cache, max-age=600")], None),
            (&[("cache-control", "max-age=600, no-store")], None),
            (
                &[("cache-control", "max-age=99999999999999999999")],
                Some(3_153_600_000),
            ),
            (&[("expires", "Sun, 06 Nov 1994 08:49:37 GMT")], Some(2977)),
            (
                &[
                    ("expires", "Sun, 06 Nov 1994 08:49:37 GMT"),
                    ("date", "Sun, 06 Nov 1994 08:39:37 GMT"),
                ],
                Some(600),
            ),
            (&[("expires", "Sunday, 06-Nov-94 08:49:37 GMT")], Some(2977)),
            (&[("expires", "Sun Nov  6 08:49:37 1994")], Some(2977)),
            (&[("expires", "0")], None),
            (&[("expires", "Sun, 06 Nov 1993 08:49:37 GMT")], None),
            (
                &[
                    ("cache-control", "max-age=60"),
                    ("expires", "Sun, 06 Nov 1994 08:49:37 GMT"),
                ],
                Some(60),
            ),
            (&[], None),
        ] {
            let found = fresh_for(&header(lines), NOW.parse().unwrap());
            assert_eq!(found.map(|d| d.as_secs()), seconds, "{lines:?}");
        }
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        for (value, expected) in [
            ("120", Some("1994-11-06T08:02:00Z")),
            (" 0 ", Some("1994-11-06T08:00:00Z")),
            (
                "Sun, 06 Nov 1994 08:49:37 GMT",
                Some("1994-11-06T08:49:37Z"),
            ),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ] {
            let found = retry_after(&header(&[("retry-after", value)]), NOW.parse().unwrap());
            assert_eq!(found, expected.map(|at| at.parse().unwrap()), "{value:?}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), NOW.parse().unwrap()), None);
    }

    #[test]
    fn noarchive_is_heard_where_it_is_for_us() {
        for (value, heard) in [
            ("noarchive", true),
            ("NoIndex, NOARCHIVE", true),
            ("qazet: noarchive", true),
            ("max-snippet:20, noarchive", true),
            ("googlebot: noarchive", false),
            ("noindex", false),
            ("", false),
        ] {
            assert_eq!(
                noarchive(&header(&[("x-robots-tag", value)])),
                heard,
                "{value:?}"
            );
        }
        let two = [("x-robots-tag", "noindex"), ("x-robots-tag", "noarchive")];
        assert!(noarchive(&header(&two)));
    }

    #[test]
    fn encodings_are_listed_in_the_order_of_their_application() {
        for (lines, expected) in [
            (&[("content-encoding", "gzip")][..], &["gzip"][..]),
            (&[("content-encoding", "GZIP, br")], &["gzip", "br"]),
            (
                &[
                    ("content-encoding", "deflate"),
                    ("content-encoding", "gzip"),
                ],
                &["deflate", "gzip"],
            ),
            (&[("content-encoding", "identity")], &[]),
            (&[("content-encoding", " , ")], &[]),
            (&[], &[]),
        ] {
            assert_eq!(encodings(&header(lines)), expected, "{lines:?}");
        }
    }

    #[test]
    fn validators_come_and_go_byte_for_byte() {
        let given = header(&[
            ("etag", "W/\"a b\u{e9}-gzip\""),
            ("last-modified", "yesterday, about noon"),
        ]);
        let kept = validators(&given);
        let agent = HeaderValue::from_static("x");
        let asked = request_header(Purpose::Feed, &kept, &agent, None);
        assert_eq!(asked[IF_NONE_MATCH], given[ETAG]);
        assert_eq!(asked[IF_MODIFIED_SINCE], given[LAST_MODIFIED]);
        assert!(validators(&header(&[("etag", "")])).is_empty());
    }
}
