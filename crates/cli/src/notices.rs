//! `qazetctl notices`.

use std::sync::Arc;

use api::wire::PauseFor;
use api::{Request, Response, dispatch};
use clap::{Args, Subcommand};
use engine::{Engine, Mode, ReplayedDay, Silence, Verdict};
use serde_json::json;

use crate::host::Host;
use crate::out;

/// Notices.
#[derive(Debug, Args)]
pub struct Notices {
    /// What to do [default: list]
    #[command(subcommand)]
    pub what: Option<What>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum What {
    /// The last notices, with why they came and what became of them
    List,
    /// Say whether an article is worth a notice now, and why
    Explain {
        /// Its id
        id: String,
    },
    /// Say what the rules of today would have told of the last days, had every hour been a sync
    Replay {
        /// How many days
        #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=400))]
        days: u32,
    },
    /// Watch for words that stand together, or mute them
    Watch {
        /// The words
        text: String,
        /// In what forms they are found
        #[arg(long, value_name = "KIND", default_value = "words", value_parser = ["words", "place", "person"])]
        kind: String,
        /// Hear nothing of them
        #[arg(long)]
        mute: bool,
        /// When it ends, such as 2026-12-01T00:00:00Z [default: never]
        #[arg(long, value_name = "TIME")]
        until: Option<jiff::Timestamp>,
    },
    /// Stop watching or muting
    Forget {
        /// The watch's id
        id: String,
    },
    /// Pause notices
    Pause {
        /// How long
        #[arg(value_parser = ["hour", "tomorrow", "until-resumed"])]
        how_long: String,
    },
    /// End a pause
    Resume,
}

/// Runs the call.
pub async fn run(host: &Host, call: Notices) -> anyhow::Result<()> {
    let what = call.what.unwrap_or(What::List);
    let mode = match what {
        What::List | What::Explain { .. } | What::Replay { .. } => Mode::Read,
        _ => Mode::Write,
    };
    let engine = host.open(mode).await?;
    let done = answer(&engine, host, what).await;
    engine.close().await?;
    done
}

async fn answer(engine: &Arc<Engine>, host: &Host, what: What) -> anyhow::Result<()> {
    let request = match what {
        What::List => Request::Notices,
        What::Explain { id } => {
            let id = id.parse().map_err(|error| anyhow::anyhow!("{error}"))?;
            return explain(host, &engine.explain_notice(id).await?);
        }
        What::Replay { days } => return replay(host, &engine.replay_notices(days).await?),
        What::Watch {
            text,
            kind,
            mute,
            until,
        } => Request::AddWatch(api::wire::Watch {
            id: String::new(),
            kind,
            text,
            mute,
            until: until.map(|end| end.to_string()),
        }),
        What::Forget { id } => Request::RemoveWatch { id },
        What::Pause { how_long } => Request::PauseNotices {
            how_long: match how_long.as_str() {
                "hour" => PauseFor::Hour,
                "tomorrow" => PauseFor::Tomorrow,
                _ => PauseFor::UntilResumed,
            },
        },
        What::Resume => Request::PauseNotices {
            how_long: PauseFor::Nothing,
        },
    };
    let notices = match dispatch(engine, request).await {
        Ok(Response::Notices(notices)) => notices,
        Ok(other) => anyhow::bail!("this build of Qazet is broken (unexpected {other:?})"),
        Err(error) => anyhow::bail!(error.message),
    };
    if host.json {
        return out::json(&notices);
    }
    for watch in &notices.watches {
        let (word, until) = (if watch.mute { "mute" } else { "watch" }, &watch.until);
        let until = until
            .as_ref()
            .map_or(String::new(), |end| format!(" until {end}"));
        out::line(format!(
            "{word} {}\t{} ({}){until}",
            watch.id, watch.text, watch.kind
        ))?;
    }
    for notice in &notices.recent {
        let why = [notice.reason.as_str(), notice.detail.as_str()].join(" ");
        let became = [notice.fate.as_str(), notice.because.as_str()].join(" ");
        out::line(format!(
            "{}\t{}\t{}\t{}\t{}",
            notice.judged,
            why.trim(),
            became.trim(),
            notice.source,
            notice.title
        ))?;
    }
    if !notices.paused.is_empty() {
        out::line(format!("paused until {}", notices.paused))?;
    }
    Ok(())
}

fn explain(host: &Host, verdict: &Verdict) -> anyhow::Result<()> {
    let (worth, why, detail) = match &verdict.reason {
        Ok(reason) => {
            let (word, detail) = reason.as_words();
            (true, word, detail)
        }
        Err(Silence::Old) => (false, "old", String::new()),
        Err(Silence::Muted(text)) => (false, "muted", text.clone()),
        Err(Silence::Bell) => (false, "bell", String::new()),
        Err(Silence::Unimportant) => (false, "unimportant", String::new()),
        Err(Silence::Told) => (false, "told", String::new()),
    };
    if host.json {
        return out::json(&json!({
            "article": verdict.headline.article.to_string(), "worth": worth, "reason": why, "detail": detail,
        }));
    }
    let answer = if worth { "worth a notice" } else { "no notice" };
    out::line(format!("{answer}: {why} {detail}").trim_end())
}

fn replay(host: &Host, days: &[ReplayedDay]) -> anyhow::Result<()> {
    if host.json {
        let days: Vec<_> = days
            .iter()
            .map(|day| {
                json!({
                    "date": day.date.to_string(), "articles": day.articles, "worth": day.worth, "shown": day.shown,
                    "dropped": day.dropped, "titles": day.titles,
                })
            })
            .collect();
        return out::json(&days);
    }
    for day in days {
        out::line(format!(
            "{}\t{} articles\t{} worth a notice\t{} shown\t{} dropped",
            day.date, day.articles, day.worth, day.shown, day.dropped
        ))?;
    }
    Ok(())
}
