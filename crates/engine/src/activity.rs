//! What happened between Qazet and the servers of the sources: for the reader, and as a text for a site's owner.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use model::{Activity, Conditions, FeedId, LoginKind, Pace, Reach};
use url::Url;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::sync::{Scope, skip_reason};

/// A host that asked to be left alone (429, 503).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// Which.
    pub host: String,
    /// Until when.
    pub until: Timestamp,
    /// How many times in a row it asked.
    pub times: u32,
}

/// One source in [`SyncActivity`].
#[derive(Debug, Clone, PartialEq)]
pub struct SourceActivity {
    /// What is known.
    pub activity: Activity,
    /// Why it would not be asked now; absent where it would.
    pub skipped: Option<String>,
    /// Its host rests.
    pub rest: Option<Rest>,
}

/// What happened between Qazet and all servers.
#[derive(Debug, Clone, PartialEq)]
pub struct SyncActivity {
    /// As whom Qazet asks.
    pub user_agent: String,
    /// How this machine is connected and powered.
    pub conditions: Conditions,
    /// What is fetched by itself under these conditions.
    pub reach: Reach,
    /// A line a source, by folder and name.
    pub sources: Vec<SourceActivity>,
}

impl Engine {
    /// What happened between Qazet and the servers of all sources. Touches no network.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn activity(&self) -> Result<SyncActivity> {
        let (list, settings) = self
            .read(|library| Ok((library.list_activity()?, library.load_settings()?)))
            .await?;
        let mut sources: Vec<SourceActivity> = list
            .into_iter()
            .map(|activity| self.source_activity(activity))
            .collect();
        sources.sort_by_cached_key(|source| {
            let feed = &source.activity.feed;
            (
                feed.folder.to_lowercase(),
                feed.title.to_lowercase(),
                feed.id,
            )
        });
        let conditions = self.conditions();
        Ok(SyncActivity {
            user_agent: self.client.user_agent().to_owned(),
            conditions,
            reach: if settings.automatic {
                settings.reach(conditions)
            } else {
                Reach::Nothing
            },
            sources,
        })
    }

    /// The same of one source, as plain text in English to send to the owner of the site.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn explain(&self, id: FeedId) -> Result<String> {
        let all = self.activity().await?;
        let source = all
            .sources
            .iter()
            .find(|source| source.activity.feed.id == id)
            .ok_or_else(|| Error::NotFound {
                what: "feed",
                id: id.to_string(),
            })?;
        // A `String` takes every write.
        let mut text = String::new();
        let _ = explain(&mut text, source, &all.user_agent, self.now());
        Ok(text)
    }

    fn source_activity(&self, activity: Activity) -> SourceActivity {
        let now = self.now();
        let rest = Url::parse(&activity.feed.url)
            .ok()
            .and_then(|url| self.client.rest_of(&url))
            .map(|(host, until, times)| Rest { host, until, times });
        let skipped = skip_reason(&activity.feed, activity.wishes, Scope::Due, now).or_else(|| {
            let rest = rest.as_ref()?;
            Some(format!(
                "{} asked to be left alone until {}",
                rest.host, rest.until
            ))
        });
        SourceActivity {
            activity,
            skipped,
            rest,
        }
    }
}

fn explain(
    text: &mut String,
    source: &SourceActivity,
    user_agent: &str,
    now: Timestamp,
) -> std::fmt::Result {
    let activity = &source.activity;
    let feed = &activity.feed;
    writeln!(text, "{}\n{}\n", feed.title, feed.url)?;
    writeln!(text, "As of {now} (all times UTC).")?;
    writeln!(text, "User-Agent: {user_agent}")?;
    writeln!(
        text,
        "Requests: GET only; no cookies, no referrer, no added parameters, no identification of the reader."
    )?;
    writeln!(text, "\nValidators sent with the next request:")?;
    let validators = &feed.validators;
    match (&validators.etag, &validators.last_modified) {
        (None, None) => writeln!(text, "  none: the server gave none with its last answer")?,
        (etag, modified) => {
            if let Some(etag) = etag {
                writeln!(text, "  If-None-Match: {etag}")?;
            }
            if let Some(modified) = modified {
                writeln!(text, "  If-Modified-Since: {modified}")?;
            }
        }
    }
    if let Some(login) = feed.login {
        let how = match login {
            LoginKind::Password => "name and password (HTTP Basic)",
            LoginKind::Key => "a key in a header",
            LoginKind::Bearer => "a bearer token",
        };
        writeln!(text, "  a login: {how}")?;
    }
    writeln!(text, "\nAnswers so far:")?;
    writeln!(text, "  asked {} times", activity.asked)?;
    writeln!(
        text,
        "  {} with a body, {} bytes in all, {} in the last",
        activity.whole, activity.bytes_total, activity.bytes_last
    )?;
    match activity.not_modified_share() {
        Some(share) => writeln!(
            text,
            "  {} times 304 ({:.0} %)",
            activity.not_modified,
            share * 100.0
        )?,
        None => writeln!(text, "  never 304")?,
    }
    writeln!(text, "\nThe last answer:")?;
    match feed.last_check {
        None => writeln!(text, "  it was never asked")?,
        Some(at) => {
            let status = activity
                .answer
                .map_or("no HTTP answer".to_owned(), |status| status.to_string());
            let outcome = feed.status.map_or("", |status| status.as_str());
            writeln!(text, "  {at}: {status} ({outcome})")?;
        }
    }
    let trouble = feed.trouble();
    if !trouble.is_empty() {
        writeln!(text, "  {trouble}")?;
    }
    if feed.failures > 0 {
        writeln!(text, "  failed {} times in a row", feed.failures)?;
    }
    if let Some((to, times)) = &activity.moving {
        writeln!(
            text,
            "  redirected for good to {to}, {times} times in a row; the third time rewrites the address"
        )?;
    }
    if let Some(to) = &activity.temporary_to {
        writeln!(
            text,
            "  redirected for a while to {to}; the address here stays"
        )?;
    }
    if let Some((from, at)) = &activity.moved {
        writeln!(
            text,
            "  the address was rewritten on {at}; before it was {from}"
        )?;
    }
    writeln!(text, "\nThe next request:")?;
    match (feed.next_check, &source.skipped) {
        (_, Some(reason)) if feed.paused || feed.next_check.is_none() => {
            writeln!(text, "  none: {reason}")?;
        }
        (Some(next), _) => {
            let why = activity.pace.map_or("", |pace| words(pace));
            writeln!(text, "  not before {next} {why}")?;
            if let Some(last) = feed.last_check {
                let wait = next.duration_since(last).as_mins();
                writeln!(text, "  that is {wait} minutes after the last")?;
            }
        }
        (None, _) => writeln!(text, "  with the next sync")?,
    }
    if let Some(interval) = activity.wishes.own_interval {
        writeln!(text, "  the feed itself asks for {}", minutes(interval))?;
    }
    if activity.wishes.skip_hours != 0 || activity.wishes.skip_days != 0 {
        writeln!(
            text,
            "  the feed names hours or days in which it is left alone (skipHours, skipDays)"
        )?;
    }
    if let Some(rest) = &source.rest {
        writeln!(
            text,
            "  {} asked to be left alone (429 or 503, Retry-After) until {}, {} times in a row; that is remembered when Qazet starts again",
            rest.host, rest.until, rest.times
        )?;
    }
    Ok(())
}

fn words(pace: Pace) -> &'static str {
    match pace {
        Pace::Chosen => "(the interval that the reader chose)",
        Pace::Rhythm => "(the feed publishes seldom)",
        Pace::Freshness => "(Cache-Control or Expires of the server)",
        Pace::OwnInterval => "(ttl or sy:updatePeriod of the feed)",
        Pace::NoValidators => "(no ETag and no Last-Modified: each request costs the whole feed)",
        Pace::SkippedHours => "(skipHours or skipDays of the feed)",
        Pace::Backoff => "(it failed; the wait doubles each time, up to a day)",
        Pace::RetryAfter => "(the server said when, or asked for rest)",
        Pace::Connectivity => "(there was no network here)",
    }
}

fn minutes(span: SignedDuration) -> String {
    format!("{} minutes between two requests", span.as_mins())
}
