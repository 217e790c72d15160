//! Notices, watches and quiet hours between the model and the wire.

use engine::PauseFor;
use model::WatchKind;

use crate::ApiError;
use crate::asked::bad_request;
use crate::wire;

type Result<T> = std::result::Result<T, ApiError>;

impl From<model::NoticeRules> for wire::NoticeRules {
    fn from(rules: model::NoticeRules) -> Self {
        Self {
            on: rules.on,
            quiet: rules.quiet.into_iter().map(quiet_hours).collect(),
            cap: rules.cap,
            gap: rules.gap,
            urgent_passes: rules.urgent_passes,
        }
    }
}

/// They are written `1234567 23:00-07:00`.
fn quiet_hours(hours: model::QuietHours) -> wire::QuietHours {
    let text = hours.to_string();
    let (days, hours) = text.split_once(' ').unwrap_or_default();
    let (from, to) = hours.split_once('-').unwrap_or_default();
    wire::QuietHours {
        days: days.bytes().map(|day| day - b'0').collect(),
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

pub(crate) fn rules_of(rules: wire::NoticeRules) -> Result<model::NoticeRules> {
    let hours = |hours: wire::QuietHours| {
        let days: String = hours.days.iter().map(ToString::to_string).collect();
        let text = format!("{days} {}-{}", hours.from, hours.to);
        model::QuietHours::parse(&text).ok_or_else(|| {
            bad_request(format!(
                "`{text}` are no hours, such as `12345 23:00-07:00`"
            ))
        })
    };
    Ok(model::NoticeRules {
        on: rules.on,
        quiet: rules.quiet.into_iter().map(hours).collect::<Result<_>>()?,
        cap: rules.cap,
        gap: rules.gap,
        urgent_passes: rules.urgent_passes,
    })
}

pub(crate) fn watch_of(watch: wire::Watch) -> Result<model::Watch> {
    let until = watch.until.as_deref().map(str::parse).transpose();
    Ok(model::Watch {
        kind: WatchKind::parse(&watch.kind)
            .ok_or_else(|| bad_request(format!("`{}` is no kind of watch", watch.kind)))?,
        text: watch.text,
        mute: watch.mute,
        until: until.map_err(|_| bad_request("the end of the watch is no time"))?,
    })
}

pub(crate) fn pause_of(pause: wire::PauseFor) -> PauseFor {
    match pause {
        wire::PauseFor::Hour => PauseFor::Hour,
        wire::PauseFor::Tomorrow => PauseFor::Tomorrow,
        wire::PauseFor::UntilResumed => PauseFor::UntilResumed,
        wire::PauseFor::Nothing => PauseFor::Nothing,
    }
}

impl From<PauseFor> for wire::PauseFor {
    fn from(pause: PauseFor) -> Self {
        match pause {
            PauseFor::Hour => Self::Hour,
            PauseFor::Tomorrow => Self::Tomorrow,
            PauseFor::UntilResumed => Self::UntilResumed,
            PauseFor::Nothing => Self::Nothing,
        }
    }
}

impl From<model::WatchRow> for wire::Watch {
    fn from(row: model::WatchRow) -> Self {
        Self {
            id: row.id.to_string(),
            kind: row.watch.kind.as_str().to_owned(),
            text: row.watch.text,
            mute: row.watch.mute,
            until: row.watch.until.map(|end| end.to_string()),
        }
    }
}

impl From<model::NoticeRow> for wire::Notice {
    fn from(row: model::NoticeRow) -> Self {
        let (reason, detail) = row.reason.as_words();
        let (fate, because) = row.fate.as_words();
        Self {
            id: row.id.to_string(),
            kind: row.kind.as_str().to_owned(),
            article: row.article.map(|id| id.to_string()),
            feed: row.feed.map(|id| id.to_string()),
            source: row.source,
            title: row.title,
            body: row.body,
            reason: reason.to_owned(),
            detail,
            fate: fate.to_owned(),
            because: because.to_owned(),
            judged: row.judged.to_string(),
            shown: row.shown.map(|at| at.to_string()),
            batch: row.batch.to_string(),
        }
    }
}

impl From<engine::Notices> for wire::Notices {
    fn from(notices: engine::Notices) -> Self {
        Self {
            recent: notices.recent.into_iter().map(Into::into).collect(),
            watches: notices.watches.into_iter().map(Into::into).collect(),
            paused: notices.pause.to_string(),
            today: notices.today,
        }
    }
}
