//! Notices: what the reader is told outside the window, decided here and shown by the host.
//!
//! What a sync brings is judged (`judge`, with `forms`, `watch` and `story`), then it passes the gate (`gate`: focus, absence, quiet hours,
//! cap, gap), and what passes is shown as one batch (`batch`). All of that is pure; this file fetches what it needs from the library and keeps
//! what came of it before anything is shown: a notice may be lost with the power, and is never shown twice.

mod batch;
mod choices;
mod desk;
mod forms;
mod gate;
mod judge;
mod phrases;
mod places;
mod plain;
mod replay;
mod show;
mod story;
mod watch;

use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, Fate, Headline, Hindrance, NoticeKind, NoticeRow, Reason, Watch};

pub(crate) use choices::pause_of;
pub use choices::{Notices, PauseFor};
pub(crate) use desk::Desk;
pub(crate) use judge::is_urgent;
pub use judge::{Silence, Verdict};
pub(crate) use plain::plain;
pub use replay::ReplayedDay;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::ports::Notice;
use batch::{batch, release};
use gate::Gate;
use judge::{FRESH, Judge, doubt};
use plain::{BODY, TROUBLE};
use show::{row_of, settle_shown};
use story::{Around, BURST_WITHIN, stories_of, telling_words};

/// News that waited longer is not told any more.
const KEPT_WAITING: SignedDuration = SignedDuration::from_hours(24);
/// The list of notices goes back so far.
const LISTED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Stories are remembered so long.
const STORIES: SignedDuration = SignedDuration::from_hours(365 * 24);
/// Articles of the last hours that are looked at for bursts.
const AROUND: u32 = 3000;

impl Engine {
    /// Tells what is worth it of what the last sync brought.
    pub(crate) async fn tell_news(&self) -> Result<()> {
        let came = self.desk.take_brought();
        if came.is_empty() || !self.is_clock_proved().await? {
            return Ok(());
        }
        let deciding = self.desk.deciding.lock().await;
        let verdicts = self.judge(came).await?;
        let worth: Vec<(Headline, Reason)> = verdicts
            .into_iter()
            .filter_map(|verdict| Some((verdict.headline, verdict.reason.ok()?)))
            .collect();
        if worth.is_empty() {
            return Ok(());
        }
        let gate = self.gate().await?;
        let urgent: Vec<bool> = worth.iter().map(|(_, reason)| reason.is_urgent()).collect();
        let batch = batch(&gate, &urgent);
        let now = gate.now;
        let rows: Vec<NoticeRow> = worth
            .iter()
            .zip(&batch.fates)
            .map(|((headline, reason), fate)| row_of(headline, reason.clone(), *fate, &gate))
            .collect();
        let told: Vec<_> = worth
            .iter()
            .map(|(headline, _)| (stories_of(headline), headline.published))
            .collect();
        let form = batch.form;
        let shown = self
            .write(move |library| {
                for (stories, at) in &told {
                    library.save_told(stories, *at)?;
                }
                library.forget_notices(now - LISTED, now - STORIES)?;
                let mut shown = Vec::new();
                for mut row in rows {
                    row.id = library.add_notice(&row)?;
                    if row.fate == Fate::Shown {
                        shown.push(row);
                    }
                }
                settle_shown(library, &shown, form, now)?;
                Ok(shown)
            })
            .await?;
        drop(deciding);
        self.emit(Event::NoticesChanged);
        self.show(&shown, form).await
    }

    /// Tells what waited, as far as it may be told now.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn look_at_notices(&self) -> Result<()> {
        let deciding = self.desk.deciding.lock().await;
        let gate = self.gate().await?;
        if gate.fate(NoticeKind::Trouble, false) == Fate::Shown {
            for trouble in self.desk.take_troubles() {
                self.notifier.notify(trouble);
            }
        }
        let waiting = self.list_waiting(gate.now).await?;
        let batch = release(&gate, &waiting);
        let (form, now) = (batch.form, gate.now);
        let settled: Vec<(NoticeRow, Fate)> = waiting
            .into_iter()
            .map(|(row, _)| row)
            .zip(batch.fates)
            .filter(|(row, fate)| row.fate != *fate)
            .collect();
        if settled.is_empty() {
            return Ok(());
        }
        let shown = self
            .write(move |library| {
                let mut shown = Vec::new();
                for (row, fate) in settled {
                    match fate {
                        Fate::Shown => shown.push(row),
                        fate => library.settle_notices(&[row.id], fate, now)?,
                    }
                }
                settle_shown(library, &shown, form, now)?;
                Ok(shown)
            })
            .await?;
        drop(deciding);
        self.emit(Event::NoticesChanged);
        self.show(&shown, form).await
    }

    /// Tells of something else than news, through the same gate. It is listed with the news; what may not be told now waits.
    pub(crate) async fn tell(&self, kind: NoticeKind, notice: Notice) -> Result<()> {
        let notice = notice.plain(BODY);
        let _deciding = self.desk.deciding.lock().await;
        let gate = self.gate().await?;
        let (fate, now) = (gate.fate(kind, false), gate.now);
        let row = NoticeRow {
            id: 0,
            kind,
            article: None,
            feed: None,
            source: String::new(),
            title: notice.title.clone(),
            body: notice.body.clone(),
            reason: Reason::Asked,
            fate,
            published: now,
            judged: now,
            shown: None,
            batch: 0,
        };
        self.write(move |library| {
            let id = library.add_notice(&row)?;
            match fate {
                Fate::Shown => library.settle_notices(&[id], fate, now),
                _ => Ok(()),
            }
        })
        .await?;
        self.emit(Event::NoticesChanged);
        if fate == Fate::Shown {
            self.notifier.notify(notice);
        }
        Ok(())
    }

    /// Why an article is worth a notice, or why not, as things are now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn explain_notice(&self, id: ArticleId) -> Result<Verdict> {
        self.judge(vec![id])
            .await?
            .pop()
            .ok_or_else(|| Error::NotFound {
                what: "article",
                id: id.to_string(),
            })
    }

    /// What becomes of a trouble now. Asks no library: that may be the trouble.
    pub(crate) fn tell_trouble(&self, notice: Notice) {
        let notice = notice.plain(TROUBLE);
        let gate = self
            .desk
            .gate(self.now(), self.wall(), self.notifier.is_shown());
        match gate.fate(NoticeKind::Trouble, false) {
            Fate::Waiting(Hindrance::Nobody) | Fate::Shown | Fate::Dropped(_) => {
                self.notifier.notify(notice)
            }
            Fate::Waiting(_) => self.desk.keep_trouble(notice),
        }
    }

    /// What waits, each with what speaks against telling it by now.
    async fn list_waiting(&self, now: Timestamp) -> Result<Vec<(NoticeRow, Option<Hindrance>)>> {
        self.read(move |library| {
            let waiting = library.list_waiting_notices()?;
            if waiting.is_empty() {
                return Ok(Vec::new());
            }
            let ids: Vec<ArticleId> = waiting.iter().filter_map(|row| row.article).collect();
            let articles = library.list_headlines(&ids)?;
            let watches = library.list_watches(now)?;
            let watches: Vec<Watch> = watches.into_iter().map(|row| row.watch).collect();
            let doubted = |row: NoticeRow| {
                let why = doubt(&row, &articles, &watches);
                (row, why)
            };
            Ok(waiting.into_iter().map(doubted).collect())
        })
        .await
    }

    async fn judge(&self, came: Vec<ArticleId>) -> Result<Vec<Verdict>> {
        let now = self.now();
        self.read(move |library| {
            let came = library.list_headlines(&came)?;
            let stories: Vec<i64> = came.iter().flat_map(stories_of).collect();
            let watches = library.list_watches(now)?;
            let watches: Vec<Watch> = watches.into_iter().map(|row| row.watch).collect();
            let around = library.list_headlines_between(
                now - FRESH - BURST_WITHIN,
                Timestamp::MAX,
                AROUND,
            )?;
            let recent = library.list_notices_since(now - FRESH)?;
            let mut judge = Judge {
                now,
                watches: &watches,
                around: Around::of(&around),
                told: library.list_told(&stories)?,
                events: recent
                    .iter()
                    .filter(|notice| notice.kind == NoticeKind::News)
                    .map(|notice| telling_words(&notice.title))
                    .collect(),
            };
            Ok(judge.judge(came))
        })
        .await
    }

    async fn gate(&self) -> Result<Gate> {
        let midnight = self.midnight();
        let (today, last) = self
            .read(move |library| library.count_shown(midnight))
            .await?;
        Ok(Gate {
            today,
            last,
            ..self
                .desk
                .gate(self.now(), self.wall(), self.notifier.is_shown())
        })
    }

    fn wall(&self) -> jiff::civil::DateTime {
        self.now().to_zoned(self.zone()).datetime()
    }
}
