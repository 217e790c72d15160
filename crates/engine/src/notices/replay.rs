//! What the reader would have been told of the last days, had every hour been a sync under the rules of today. Touches nothing.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::{Fate, Headline, NoticeRow, Pause, Presence, Watch};

use super::batch::{Form, batch, release};
use super::gate::Gate;
use super::judge::Judge;
use super::show::row_of;
use super::story::{Around, BURST_WITHIN};
use crate::engine::Engine;
use crate::error::Result;

/// The most articles that are replayed.
const MOST: u32 = 20_000;
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// One day of a replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplayedDay {
    /// Which, where the reader is.
    pub date: Date,
    /// Articles of it.
    pub articles: u32,
    /// Articles that are worth a notice.
    pub worth: u32,
    /// Notifications that were shown.
    pub shown: u32,
    /// Notices that were dropped.
    pub dropped: u32,
    /// Headlines of what was shown.
    pub titles: Vec<String>,
}

impl Engine {
    /// See the module.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn replay_notices(&self, days: u32) -> Result<Vec<ReplayedDay>> {
        let now = self.now();
        let since = now - SignedDuration::from_hours(i64::from(days.min(400)) * 24);
        let (mut articles, watches) = self
            .read(move |library| {
                Ok((
                    library.list_headlines_since(since, MOST)?,
                    library.list_watches(now)?,
                ))
            })
            .await?;
        articles.reverse();
        let watches: Vec<Watch> = watches.into_iter().map(|row| row.watch).collect();
        let mut replay = Replay {
            told: HashMap::new(),
            waiting: Vec::new(),
            days: Vec::new(),
            last: None,
        };
        let mut at = since;
        while at < now {
            at = at.saturating_add(HOUR).unwrap_or(now).min(now);
            let zoned = at.to_zoned(self.config.zone.clone());
            let mut gate = self.desk.gate(at, zoned.datetime(), true);
            (gate.pause, gate.presence) = (Pause::None, Presence::default());
            replay.hour(gate, &articles, &watches, zoned.date());
        }
        Ok(replay.days)
    }
}

struct Replay {
    told: HashMap<i64, Timestamp>,
    waiting: Vec<NoticeRow>,
    days: Vec<ReplayedDay>,
    last: Option<Timestamp>,
}

impl Replay {
    /// One hour, which ends at the gate's time.
    fn hour(&mut self, gate: Gate, articles: &[Headline], watches: &[Watch], date: Date) {
        if self.days.last().is_none_or(|day| day.date != date) {
            self.days.push(ReplayedDay {
                date,
                articles: 0,
                worth: 0,
                shown: 0,
                dropped: 0,
                titles: Vec::new(),
            });
        }
        let waiting: Vec<_> = std::mem::take(&mut self.waiting)
            .into_iter()
            .map(|row| (row, None))
            .collect();
        let gate = self.counted(gate);
        let released = release(&gate, &waiting);
        let waiting = waiting.into_iter().map(|(row, _)| row).collect();
        self.settle(waiting, &released.fates, released.form, gate.now);

        let within = |span: SignedDuration| {
            let began = gate.now - span;
            let from = articles.partition_point(|article| article.published <= began);
            let to = articles.partition_point(|article| article.published <= gate.now);
            articles.get(from..to).unwrap_or_default()
        };
        let came = within(HOUR).to_vec();
        let count = came.len() as u32;
        let mut judge = Judge {
            now: gate.now,
            watches,
            around: Around::of(within(BURST_WITHIN)),
            told: std::mem::take(&mut self.told),
            events: Vec::new(),
        };
        let worth: Vec<_> = judge
            .judge(came)
            .into_iter()
            .filter_map(|verdict| Some((verdict.headline, verdict.reason.ok()?)))
            .collect();
        self.told = judge.told;
        let gate = self.counted(gate);
        let urgent: Vec<bool> = worth.iter().map(|(_, reason)| reason.is_urgent()).collect();
        let batch = batch(&gate, &urgent);
        let each = worth.into_iter().zip(&batch.fates);
        let rows: Vec<NoticeRow> = each
            .map(|((headline, reason), fate)| row_of(&headline, reason, *fate, &gate))
            .collect();
        if let Some(day) = self.days.last_mut() {
            day.articles += count;
            day.worth += rows.len() as u32;
        }
        self.settle(rows, &batch.fates, batch.form, gate.now);
    }

    fn counted(&self, gate: Gate) -> Gate {
        Gate {
            today: self.days.last().map_or(0, |day| day.shown),
            last: self.last,
            ..gate
        }
    }

    fn settle(&mut self, rows: Vec<NoticeRow>, fates: &[Fate], form: Form, now: Timestamp) {
        let Some(day) = self.days.last_mut() else {
            return;
        };
        let mut shown = 0;
        for (row, fate) in rows.into_iter().zip(fates) {
            match fate {
                Fate::Shown => {
                    shown += 1;
                    day.titles.push(row.title);
                }
                Fate::Waiting(_) => self.waiting.push(NoticeRow { fate: *fate, ..row }),
                Fate::Dropped(_) => day.dropped += 1,
            }
        }
        if shown > 0 {
            day.shown += if form == Form::Alone { shown } else { 1 };
            self.last = Some(now);
        }
    }
}
