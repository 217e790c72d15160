//! How long a sound or a film plays: `1:02:03`, `62:03`, `3723`, of iTunes, Media RSS and JSON Feed.

use serde_json::Value;

use super::Enclosure;
use crate::xml::{Node, Ns};

/// Nothing plays for more than ten days.
const LONGEST: f64 = 864_000.0;

/// Seconds; nothing where it is no duration.
pub(super) fn parse(text: &str) -> Option<u32> {
    let mut seconds = 0.0;
    let mut parts = 0;
    for part in text.trim().split(':') {
        let number: f64 = part.trim().parse().ok()?;
        if number < 0.0 {
            return None;
        }
        seconds = seconds * 60.0 + number;
        parts += 1;
    }
    of_seconds(seconds).filter(|_| parts <= 3)
}

/// Of a number in JSON.
pub(super) fn of_number(value: &Value) -> Option<u32> {
    of_seconds(value.as_f64()?)
}

/// iTunes says it once an article: it is that of its first sound or film.
pub(super) fn add(item: &Node, enclosures: &mut [Enclosure]) {
    let Some(seconds) = item
        .first(Ns::Itunes, "duration")
        .and_then(|node| parse(&node.text()))
    else {
        return;
    };
    let plays = |enclosure: &&mut Enclosure| {
        let kind = enclosure.media_type.as_deref().unwrap_or_default();
        kind.starts_with("audio/") || kind.starts_with("video/") || kind.is_empty()
    };
    if let Some(first) = enclosures.iter_mut().find(plays) {
        first.seconds.get_or_insert(seconds);
    }
}

fn of_seconds(seconds: f64) -> Option<u32> {
    ((0.5..LONGEST).contains(&seconds)).then_some(seconds.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_the_forms_feeds_have() {
        for (text, expected) in [
            ("1:02:03", Some(3723)),
            ("62:03", Some(3723)),
            (" 3723 ", Some(3723)),
            ("12.6", Some(13)),
            ("0", None),
            ("", None),
            ("1:2:3:4", None),
            ("-5", None),
            ("NaN", None),
            ("inf", None),
            ("99999999999", None),
            ("an hour", None),
        ] {
            assert_eq!(parse(text), expected, "{text:?}");
        }
    }
}
