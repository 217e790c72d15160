//! From the engine's edition to the wire's. Nothing is decided here.

use engine::{EditionReport, Progress, Share, Step};

use crate::wire;

impl From<EditionReport> for wire::Edition {
    fn from(report: EditionReport) -> Self {
        let edition = report.edition;
        Self {
            state: edition.state.as_str().to_owned(),
            reason: edition.reason,
            budget: edition.budget,
            bytes: report.bytes,
            began: edition.began.to_string(),
            ended: edition.ended.map(|ended| ended.to_string()),
            progress: report.progress.map(Into::into),
            offline: edition.offline,
            articles: report.articles,
            photo_reports: report.reports,
            pictures: report.pictures,
            came: edition.came,
            kept: edition.kept,
            left_out: report.left_out,
            pictures_left_out: report.pictures_left_out,
            missing: report.missing,
            sources: report.shares.into_iter().map(Into::into).collect(),
            newer: report.newer,
            stale: report.stale,
        }
    }
}

impl From<Progress> for wire::Progress {
    fn from(progress: Progress) -> Self {
        let step = match progress.step {
            Step::Sync => "sync",
            Step::Texts => "texts",
            Step::Pictures => "pictures",
        };
        Self {
            step: step.to_owned(),
            done: progress.done,
            of: progress.of,
            bytes: progress.bytes,
        }
    }
}

impl From<Share> for wire::EditionShare {
    fn from(share: Share) -> Self {
        Self {
            feed: share.feed.to_string(),
            title: share.title,
            articles: share.articles,
            bytes: share.bytes,
        }
    }
}
