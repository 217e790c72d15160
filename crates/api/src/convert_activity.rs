//! From the engine's account of what happened to the wire's. Nothing is decided here.

use crate::wire;

impl From<engine::SyncActivity> for wire::SyncActivity {
    fn from(activity: engine::SyncActivity) -> Self {
        Self {
            user_agent: activity.user_agent,
            metered: activity.conditions.metered,
            battery_saver: activity.conditions.battery_saver,
            reach: activity.reach.as_str().to_owned(),
            sources: activity.sources.into_iter().map(Into::into).collect(),
            providers: activity.providers.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<model::ProviderActivity> for wire::ProviderActivity {
    fn from(provider: model::ProviderActivity) -> Self {
        let (reason, problem, answer) = told(provider.failure);
        Self {
            name: provider.name,
            answered: provider.answered.map(|at| at.to_string()),
            failed: provider.failed.map(|at| at.to_string()),
            again: provider.again.map(|at| at.to_string()),
            reason,
            problem,
            answer,
        }
    }
}

/// A failure of a provider as the wire has it: the sentence (empty: none), the kind, and the status.
pub(crate) fn told(failure: Option<model::Failure>) -> (String, Option<String>, Option<u16>) {
    failure.map_or_else(Default::default, |failure| {
        let problem = failure.problem.map(|problem| problem.as_str().to_owned());
        (failure.reason, problem, failure.answer)
    })
}

impl From<engine::SourceActivity> for wire::SourceActivity {
    fn from(source: engine::SourceActivity) -> Self {
        let activity = source.activity;
        let not_modified_share = activity.not_modified_share();
        let feed = activity.feed;
        let reason = feed.trouble();
        Self {
            feed: feed.id.to_string(),
            title: feed.title,
            url: feed.url,
            kind: feed.kind.as_str().to_owned(),
            last_check: feed.last_check.map(|at| at.to_string()),
            answer: activity.answer,
            status: feed.status.map(|status| status.as_str().to_owned()),
            reason,
            problem: activity.problem.map(|problem| problem.as_str().to_owned()),
            failures: feed.failures,
            skipped: source.skipped,
            next_check: feed
                .next_check
                .filter(|_| !feed.paused)
                .map(|at| at.to_string()),
            pace: activity.pace.map(|pace| pace.as_str().to_owned()),
            rest: source.rest.map(|rest| wire::Rest {
                host: rest.host,
                until: rest.until.to_string(),
                times: rest.times,
            }),
            etag: feed.validators.etag,
            last_modified: feed.validators.last_modified,
            asked: activity.asked,
            whole: activity.whole,
            not_modified: activity.not_modified,
            not_modified_share,
            bytes_last: activity.bytes_last,
            bytes_total: activity.bytes_total,
            moving: activity
                .moving
                .map(|(to, times)| wire::Moving { to, times }),
            moved: activity.moved.map(|(from, at)| wire::Moved {
                from,
                at: at.to_string(),
            }),
            temporary_to: activity.temporary_to,
            login: feed.login.map(|login| login.as_str().to_owned()),
        }
    }
}
