//! What a feed asks of its readers: how often, when not, and under which icon.

use jiff::SignedDuration;
use jiff::civil::Weekday;

use super::links;
use crate::xml::{Node, Ns};

/// The longer of `ttl` (minutes) and `sy:updatePeriod` ÷ `sy:updateFrequency`, as sent: caps are the schedule's matter.
pub(super) fn min_interval(channel: &Node) -> Option<SignedDuration> {
    let ttl = channel
        .core("ttl")
        .and_then(Node::trimmed)
        .and_then(|t| t.parse::<u32>().ok())
        .map(|minutes| SignedDuration::from_mins(minutes.into()));
    let period = channel
        .first(Ns::Syndication, "updateperiod")
        .and_then(Node::trimmed)
        .and_then(|period| {
            let hours = match period.to_ascii_lowercase().as_str() {
                "hourly" => 1,
                "daily" => 24,
                "weekly" => 24 * 7,
                "monthly" => 24 * 30,
                "yearly" => 24 * 365,
                _ => return None,
            };
            let frequency = channel
                .first(Ns::Syndication, "updatefrequency")
                .and_then(Node::trimmed)
                .and_then(|f| f.parse::<u32>().ok())
                .unwrap_or(1)
                .max(1);
            Some(SignedDuration::from_secs(
                hours * 3600 / i64::from(frequency),
            ))
        });
    ttl.max(period).filter(|interval| interval.is_positive())
}

/// `skipHours`: 0–23, UTC; 24 was once written for 0.
pub(super) fn skip_hours(channel: &Node) -> Vec<u8> {
    let mut hours: Vec<u8> = texts(channel, "skiphours", "hour")
        .filter_map(|t| t.parse().ok())
        .filter(|h| *h <= 24)
        .map(|h: u8| h % 24)
        .collect();
    hours.sort_unstable();
    hours.dedup();
    hours
}

/// `skipDays`: English names, UTC.
pub(super) fn skip_days(channel: &Node) -> Vec<Weekday> {
    let mut days: Vec<Weekday> = Vec::new();
    for text in texts(channel, "skipdays", "day") {
        let day = match text.to_ascii_lowercase().as_str() {
            "monday" => Weekday::Monday,
            "tuesday" => Weekday::Tuesday,
            "wednesday" => Weekday::Wednesday,
            "thursday" => Weekday::Thursday,
            "friday" => Weekday::Friday,
            "saturday" => Weekday::Saturday,
            "sunday" => Weekday::Sunday,
            _ => continue,
        };
        if !days.contains(&day) {
            days.push(day);
        }
    }
    days
}

/// The icon, else the logo or image, of a feed.
pub(super) fn icon(channel: &Node, root: &Node) -> Option<String> {
    let text = |node: &Node| links::address(&node.trimmed()?, &node.base);
    channel
        .core("icon")
        .and_then(text)
        .or_else(|| {
            channel
                .core("image")
                .or(root.core("image"))
                .and_then(|image| image.core("url"))
                .and_then(text)
        })
        .or_else(|| channel.core("logo").and_then(text))
        .or_else(|| {
            channel
                .first(Ns::Itunes, "image")
                .and_then(|image| links::address(image.attribute("href")?, &image.base))
        })
}

fn texts<'a>(channel: &'a Node, list: &'a str, item: &'a str) -> impl Iterator<Item = String> + 'a {
    channel
        .core(list)
        .into_iter()
        .flat_map(move |list| list.nodes().filter(move |n| n.name == item))
        .filter_map(Node::trimmed)
}
