//! What the tray shows: its menu, its tooltip, and whether its icon has a dot. The host only draws it.
//!
//! Deliberately absent: the icon, and what becomes of a click (the host's).

mod lines;
mod words;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use model::{ArticleRow, Pause, Place, View};
use words::{Words, words};

use crate::engine::Engine;
use crate::error::Result;
use crate::notices::{PauseFor, plain};

/// Headlines in the menu.
const HEADLINES: usize = 8;
/// So many of the newest are looked at: several may tell the same story.
const NEWEST: u32 = 40;
/// Characters of a headline in the menu.
const LENGTH: usize = 60;
/// At least this often the tray is worth another look: what it says of the weather grows old.
const LOOK: Duration = Duration::from_secs(600);

/// What the tray shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tray {
    /// Something is not read yet, and the reader wants to know.
    pub has_unread: bool,
    /// What is said of the icon: how much is not read and how much was published today, where the reader wants to know.
    pub tooltip: String,
    /// From top to bottom.
    pub menu: Vec<TrayEntry>,
    /// When it may have changed without an event.
    pub until: Duration,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayEntry {
    /// Plain text in one line; empty for a line between entries.
    pub text: String,
    /// What a click does.
    pub act: TrayAct,
}

/// What an entry of the menu does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrayAct {
    /// Shows a place of the window.
    Go(Place),
    /// Asks all sources.
    Sync,
    /// Pauses notices, or resumes them.
    Pause(PauseFor),
    /// Opens a menu of its own.
    Open(Vec<TrayEntry>),
    /// Nothing: it is a line between entries.
    Divide,
    /// Ends the app.
    Quit,
}

impl Engine {
    /// What the tray shows, as the library has it.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn tray(&self) -> Result<Tray> {
        let settings = self.settings().await?;
        let language = settings.language.as_str();
        let words = words(language);
        let weather = self.weather(None, false).await?;
        let weather = self.weather_line(&weather, language, settings.units.temperature);
        let rates = self.rates_line(&self.rates(false).await?, language)?;
        let counts = self.counts().await?;
        let newest = self.articles(View::All, None, NEWEST).await?.rows;
        let pause = self.desk.pause();
        let now = self.now();

        let (unread, tooltip) = match settings.unread_numbers {
            true => (
                format!("{} {}", words.unread, counts.unread),
                format!(
                    "{} {}, {} {}",
                    words.unread, counts.unread, words.today, counts.today
                ),
            ),
            false => (words.unread_alone.to_owned(), "Qazet".to_owned()),
        };

        let mut menu = part([
            entry(weather, TrayAct::Go(Place::Weather)),
            entry(rates, TrayAct::Go(Place::Rates)),
        ]);
        menu.extend(part(headlines(newest)));
        menu.extend(part([
            entry(unread, TrayAct::Go(Place::Unread)),
            entry(words.sync, TrayAct::Sync),
            self.pause_entry(words, pause, now),
        ]));
        menu.extend(part([
            entry(words.front, TrayAct::Go(Place::Front)),
            entry(words.settings, TrayAct::Go(Place::Settings)),
        ]));
        menu.push(entry(words.quit, TrayAct::Quit));
        Ok(Tray {
            has_unread: settings.unread_numbers && counts.unread > 0,
            tooltip,
            menu,
            until: look_again(pause, now),
        })
    }

    /// Pauses and, where notices are paused, what ends that; its words say how it stands.
    fn pause_entry(&self, words: &Words, pause: Pause, now: Timestamp) -> TrayEntry {
        let times = [PauseFor::Hour, PauseFor::Tomorrow, PauseFor::UntilResumed];
        let mut below: Vec<TrayEntry> = words
            .pauses
            .into_iter()
            .zip(times)
            .map(|(text, time)| entry(text, TrayAct::Pause(time)))
            .collect();
        let text = match pause {
            pause if !pause.holds(now) => words.pause.to_owned(),
            Pause::Until(end) => format!("{} {}", words.paused_until, self.moment(end)),
            Pause::UntilResumed | Pause::None => words.paused.to_owned(),
        };
        if pause.holds(now) {
            let resume = entry(words.resume, TrayAct::Pause(PauseFor::Nothing));
            below.splice(0..0, [resume, divider()]);
        }
        entry(text, TrayAct::Open(below))
    }

    /// A time on the reader's clock, with its day where that is not today.
    fn moment(&self, at: Timestamp) -> String {
        let zone = self.zone();
        let (then, now) = (at.to_zoned(zone.clone()), self.now().to_zoned(zone));
        let form = match then.date() == now.date() {
            true => "%H:%M",
            false => "%d.%m %H:%M",
        };
        then.strftime(form).to_string()
    }
}

/// The newest headlines, each story once.
fn headlines(newest: Vec<ArticleRow>) -> Vec<TrayEntry> {
    let mut told = Vec::new();
    newest
        .into_iter()
        .filter(|row| {
            let story = store::normalised(&row.title);
            let is_new = !told.contains(&story);
            told.push(story);
            is_new
        })
        .take(HEADLINES)
        .map(|row| {
            entry(
                plain(&row.title, LENGTH),
                TrayAct::Go(Place::Article(row.id)),
            )
        })
        .collect()
}

/// A part of the menu: the entries that say something, and the line below them.
fn part(entries: impl IntoIterator<Item = TrayEntry>) -> Vec<TrayEntry> {
    let mut part: Vec<TrayEntry> = entries
        .into_iter()
        .filter(|entry| !entry.text.is_empty())
        .collect();
    if !part.is_empty() {
        part.push(divider());
    }
    part
}

fn entry(text: impl Into<String>, act: TrayAct) -> TrayEntry {
    TrayEntry {
        text: text.into(),
        act,
    }
}

fn divider() -> TrayEntry {
    entry("", TrayAct::Divide)
}

/// A pause ends by itself.
fn look_again(pause: Pause, now: Timestamp) -> Duration {
    let Pause::Until(end) = pause else {
        return LOOK;
    };
    let rest = Duration::try_from(end.duration_since(now) + SignedDuration::from_secs(1));
    // One that is over has no rest.
    rest.map_or(LOOK, |rest| rest.min(LOOK))
}
