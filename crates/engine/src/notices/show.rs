//! From what is kept of a notice to what the host shows.

use jiff::Timestamp;
use model::{ArticleId, Fate, Headline, NoticeKind, NoticeRow, Reach, Reason};

use super::batch::Form;
use super::gate::Gate;
use super::phrases::Phrases;
use super::plain::{BODY, TITLE, plain};
use crate::engine::Engine;
use crate::error::Result;
use crate::ports::{Action, Notice};

/// So many lines of a digest name their headline.
const LINES: usize = 4;

impl Engine {
    /// Hands over what is shown.
    pub(super) async fn show(&self, shown: &[NoticeRow], form: Form) -> Result<()> {
        let Some(first) = shown.first() else {
            return Ok(());
        };
        let phrases = Phrases::of(&self.settings().await?.language);
        let title = match form {
            Form::Alone => {
                let ids: Vec<ArticleId> = shown.iter().filter_map(|row| row.article).collect();
                // Pictures come after the headlines; those few that are shown come at once, where anything comes by itself.
                if self.reach().await? == Reach::Everything {
                    for id in &ids {
                        self.fetch_lead_of(*id).await?;
                    }
                }
                let pictured = self
                    .read(move |library| library.list_headlines(&ids))
                    .await?;
                for row in shown {
                    let headline = pictured.iter().find(|one| Some(one.article) == row.article);
                    let picture = headline.and_then(|headline| headline.picture.clone());
                    self.notifier.notify(Notice {
                        picture,
                        ..notice_of(row, phrases)
                    });
                }
                return Ok(());
            }
            Form::Digest => phrases.digest(shown.len()),
            Form::Away => phrases.away(shown.len()),
        };
        let lines = shown
            .iter()
            .take(LINES)
            .map(|row| format!("• {}", row.title));
        let body = lines.collect::<Vec<_>>().join("\n");
        self.notifier
            .notify(Notice::about(format!("digest-{}", first.id), title, body));
        Ok(())
    }
}

/// Keeps that these are shown.
pub(super) fn settle_shown(
    library: &store::Write<'_>,
    shown: &[NoticeRow],
    form: Form,
    now: Timestamp,
) -> store::Result<()> {
    let ids: Vec<i64> = shown.iter().map(|row| row.id).collect();
    match form {
        Form::Alone => ids
            .iter()
            .try_for_each(|id| library.settle_notices(&[*id], Fate::Shown, now)),
        Form::Digest | Form::Away => library.settle_notices(&ids, Fate::Shown, now),
    }
}

/// What is kept of an article that is worth a notice.
pub(super) fn row_of(headline: &Headline, reason: Reason, fate: Fate, gate: &Gate) -> NoticeRow {
    NoticeRow {
        id: 0,
        kind: NoticeKind::News,
        article: Some(headline.article),
        feed: Some(headline.feed),
        source: plain(&headline.source, TITLE),
        title: plain(&headline.title, TITLE),
        body: plain(&headline.lead, BODY),
        reason,
        fate,
        published: headline.published.min(gate.now),
        judged: gate.now,
        shown: None,
        batch: 0,
    }
}

fn notice_of(row: &NoticeRow, phrases: Phrases) -> Notice {
    let (Some(article), Some(feed)) = (row.article, row.feed) else {
        let id = format!("{}-{}", row.kind.as_str(), row.id);
        return Notice::about(id, row.title.clone(), row.body.clone());
    };
    let head = [row.source.clone(), phrases.reason(&row.reason)];
    let head: Vec<String> = head.into_iter().filter(|part| !part.is_empty()).collect();
    let lines = [head.join(" · "), row.body.clone()];
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    Notice {
        article: Some(article),
        feed: Some(feed),
        actions: [Action::Open, Action::Save, Action::Mute]
            .map(|action| (action, phrases.button(action)))
            .to_vec(),
        ..Notice::about(
            format!("article-{article}"),
            row.title.clone(),
            lines.join("\n"),
        )
    }
}
