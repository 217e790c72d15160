//! What happened between Qazet and one source's server, as plain text in English to send to the owner of the site.
//!
//! Nothing in it is a secret, and nothing is about the reader: no login, no key of an address, no name or folder that the reader gave.

use std::fmt::Write as _;

use jiff::Timestamp;
use model::{Activity, LoginKind, Pace};

use crate::activity::SourceActivity;
use crate::addresses::without_keys;

/// Where the numbers behind the text are explained.
const MANNERS: &str = "https://github.com/qazet/qazet/blob/main/docs/manners.md";

/// The text.
pub fn text(source: &SourceActivity, user_agent: &str, now: Timestamp) -> String {
    let mut text = Text(String::new());
    let feed = &source.activity.feed;
    text.line(format!("Qazet and {}", without_keys(&feed.url)));
    text.line(format!("As of {} (all times are UTC).", time(now)));
    text.part("Who asks", who(user_agent));
    text.part("The next request carries", carries(&source.activity));
    text.part("So far", so_far(&source.activity));
    text.part("The last answer", last(&source.activity));
    text.part("The next request", next(source));
    text.line(format!("\nHow Qazet treats servers: {MANNERS}"));
    text.0
}

/// A text that grows.
struct Text(String);

impl Text {
    fn line(&mut self, line: String) {
        // A `String` takes every write.
        let _ = writeln!(self.0, "{line}");
    }

    fn part(&mut self, head: &str, lines: Vec<String>) {
        self.line(format!("\n{head}"));
        for line in lines {
            self.line(format!("  {line}"));
        }
    }
}

fn who(user_agent: &str) -> Vec<String> {
    vec![
        format!("User-Agent: {user_agent}"),
        "A program on one reader's machine; nobody else sees what it fetched.".to_owned(),
        "GET only. No cookies, no referrer, nothing added to the address, nothing that identifies the reader."
            .to_owned(),
    ]
}

fn carries(activity: &Activity) -> Vec<String> {
    let feed = &activity.feed;
    let mut lines = Vec::new();
    let validators = &feed.validators;
    lines.extend(
        validators
            .etag
            .iter()
            .map(|etag| format!("If-None-Match: {etag}")),
    );
    lines.extend(
        validators
            .last_modified
            .iter()
            .map(|date| format!("If-Modified-Since: {date}")),
    );
    if lines.is_empty() {
        lines.push(match feed.last_check {
            Some(_) => {
                "no validators: the last answer with a feed had neither ETag nor Last-Modified"
                    .to_owned()
            }
            None => "no validators yet".to_owned(),
        });
    }
    lines.extend(feed.login.map(|login| {
        let how = match login {
            LoginKind::Password => "a name and a password (HTTP Basic)",
            LoginKind::Key => "a key in a header",
            LoginKind::Bearer => "a bearer token",
        };
        format!("a login: {how}; it is not shown here")
    }));
    lines
}

fn so_far(activity: &Activity) -> Vec<String> {
    let mut lines = vec![format!("asked {}", times(activity.asked))];
    lines.push(format!(
        "answered with a body {}: {} bytes in all, {} the last time",
        times(activity.whole),
        activity.bytes_total,
        activity.bytes_last
    ));
    lines.push(match activity.not_modified_share() {
        Some(share) => format!(
            "answered 304 Not Modified {}: {:.0} % of these answers",
            times(activity.not_modified),
            share * 100.0
        ),
        None => "answered 304 Not Modified never".to_owned(),
    });
    lines
}

fn last(activity: &Activity) -> Vec<String> {
    let feed = &activity.feed;
    let Some(at) = feed.last_check else {
        return vec!["none: it was never asked".to_owned()];
    };
    let answer = activity
        .answer
        .map_or("no HTTP answer".to_owned(), |status| status.to_string());
    let outcome = feed.status.map_or("", |status| status.as_str());
    let mut lines = vec![format!("{}: {answer} ({outcome})", time(at))];
    let trouble = feed.trouble();
    if !trouble.is_empty() {
        lines.push(trouble);
    }
    if feed.failures > 0 {
        lines.push(format!("failed {} in a row", times(feed.failures)));
    }
    if let Some((to, count)) = &activity.moving {
        let to = without_keys(to);
        let count = times(*count);
        lines.push(format!(
            "redirected for good to {to}, {count} in a row; the third time rewrites the address"
        ));
    }
    if let Some(to) = &activity.temporary_to {
        let to = without_keys(to);
        lines.push(format!(
            "redirected for a while to {to}; the address here stays"
        ));
    }
    if let Some((from, at)) = &activity.moved {
        let from = without_keys(from);
        let at = time(*at);
        lines.push(format!(
            "the address was rewritten on {at}; before it was {from}"
        ));
    }
    lines
}

fn next(source: &SourceActivity) -> Vec<String> {
    let activity = &source.activity;
    let feed = &activity.feed;
    let mut lines = vec![match (feed.next_check, &source.skipped) {
        (_, Some(reason)) if feed.paused || feed.next_check.is_none() => format!("none: {reason}"),
        (Some(next), _) => {
            let after = feed.last_check.map_or(String::new(), |last| {
                let minutes = next.duration_since(last).as_mins();
                format!(", {minutes} minutes after the last")
            });
            let why = activity.pace.map_or("it is due", words);
            format!("not before {}{after}: {why}", time(next))
        }
        (None, _) => "with the next sync".to_owned(),
    }];
    if let Some(interval) = activity.wishes.own_interval {
        let minutes = interval.as_mins();
        lines.push(format!(
            "the feed itself asks for {minutes} minutes between two requests"
        ));
    }
    if activity.wishes.skip_hours != 0 || activity.wishes.skip_days != 0 {
        lines.push(
            "the feed names hours or days in which it is left alone (skipHours, skipDays)"
                .to_owned(),
        );
    }
    if let Some(rest) = &source.rest {
        lines.push(format!(
            "{} asked to be left alone (429 or 503) until {}, {} in a row; that is remembered over restarts",
            rest.host,
            time(rest.until),
            times(rest.times)
        ));
    }
    lines
}

fn words(pace: Pace) -> &'static str {
    match pace {
        Pace::Chosen => "the interval of Qazet's settings",
        Pace::Rhythm => "the feed publishes seldom",
        Pace::Freshness => "Cache-Control or Expires of the server",
        Pace::OwnInterval => "ttl or sy:updatePeriod of the feed",
        Pace::NoValidators => "no ETag and no Last-Modified, so each request costs the whole feed",
        Pace::SkippedHours => "skipHours or skipDays of the feed",
        Pace::Backoff => "it failed; the wait doubles each time, up to a day",
        Pace::RetryAfter => "the server said when, or asked for rest",
        Pace::Connectivity => "there was no network where Qazet runs",
    }
}

fn times(count: u32) -> String {
    match count {
        1 => "1 time".to_owned(),
        count => format!("{count} times"),
    }
}

/// To the second: what is between is noise.
fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}
