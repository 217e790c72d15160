//! What the reader would have been told of the last days, had every hour been a sync under the rules of today. Touches nothing.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::{Fate, Headline, NoticeRow, Pause, Presence, Watch};

use super::batch::{Form, batch, release};
use super::gate::Gate;
use super::judge::{FRESH, Judge};
use super::show::row_of;
use super::story::{Around, BURST_WITHIN};
use crate::engine::Engine;
use crate::error::Result;

/// The most articles of a day that are replayed.
const MOST: u32 = 20_000;
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

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
        let watches = self.read(move |library| library.list_watches(now)).await?;
        let watches: Vec<Watch> = watches.into_iter().map(|row| row.watch).collect();
        let (mut replay, zone) = (Replay::default(), self.zone());
        let mut at = since;
        while at < now {
            let (from, until) = (
                at - BURST_WITHIN,
                at.saturating_add(DAY).unwrap_or(now).min(now),
            );
            let mut articles = self
                .read(move |library| library.list_headlines_between(from, until, MOST))
                .await?;
            articles.reverse();
            while at < until {
                at = at.saturating_add(HOUR).unwrap_or(until).min(until);
                let zoned = at.to_zoned(zone.clone());
                let mut gate = self.desk.gate(at, zoned.datetime(), true);
                (gate.pause, gate.presence) = (Pause::None, Presence::default());
                replay.hour(gate, &articles, &watches, zoned.date());
            }
        }
        Ok(replay.days)
    }
}

#[derive(Default)]
struct Replay {
    told: HashMap<i64, Timestamp>,
    /// The telling words of what was worth a notice lately, and when that was.
    events: Vec<(Timestamp, HashSet<String>)>,
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
        self.events.retain(|(at, _)| *at >= gate.now - FRESH);
        let known = self.events.len();
        let mut judge = Judge {
            now: gate.now,
            watches,
            around: Around::of(within(BURST_WITHIN)),
            told: std::mem::take(&mut self.told),
            events: self.events.iter().map(|(_, event)| event.clone()).collect(),
        };
        let worth: Vec<_> = judge
            .judge(came)
            .into_iter()
            .filter_map(|verdict| Some((verdict.headline, verdict.reason.ok()?)))
            .collect();
        self.told = judge.told;
        let new = judge.events.into_iter().skip(known);
        self.events.extend(new.map(|event| (gate.now, event)));
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use model::NoticeRules;

    use super::super::judge::tests::{headline, now};
    use super::*;

    #[test]
    fn the_fourth_source_of_an_event_is_not_told_an_hour_later() {
        let at = |number: i64, hours: i32, title: &str| Headline {
            published: now() + HOUR * hours - SignedDuration::from_mins(30),
            ..headline(number, number, title)
        };
        let articles = [
            at(1, 0, "Землетрясение магнитудой пять произошло близ Алматы"),
            at(
                2,
                0,
                "Близ Алматы произошло сильное землетрясение магнитудой пять",
            ),
            at(3, 0, "Землетрясение магнитудой пять ощутили в Алматы"),
            at(
                4,
                1,
                "Землетрясение магнитудой пять произошло близ Алматы ночью",
            ),
        ];
        let mut replay = Replay::default();
        for hour in 0..3 {
            let time = now() + HOUR * hour;
            let gate = Gate {
                rules: NoticeRules {
                    quiet: Vec::new(),
                    ..NoticeRules::default()
                },
                pause: Pause::None,
                presence: Presence::default(),
                is_shown: true,
                now: time,
                wall: time.to_zoned(jiff::tz::TimeZone::UTC).datetime(),
                today: 0,
                last: None,
            };
            let date = gate.wall.date();
            replay.hour(gate, &articles, &[], date);
        }
        assert_eq!(replay.days.len(), 1);
        let day = &replay.days[0];
        assert_eq!(
            (day.articles, day.worth, day.shown),
            (4, 1, 1),
            "{:?}",
            day.titles
        );
    }
}
