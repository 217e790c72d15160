//! What the reader sees of notices and chooses about them.

use jiff::SignedDuration;
use model::{Bell, FeedId, NoticeRow, Pause, Presence, Watch, WatchId, WatchRow};
use store::Read;

use super::plain::{TITLE, plain};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Event;

/// What the library remembers a pause by.
const PAUSED: &str = "notices_paused";

/// How long the reader pauses notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseFor {
    /// For an hour.
    Hour,
    /// Until the next midnight.
    Tomorrow,
    /// Until they are resumed.
    UntilResumed,
    /// Not any more.
    Nothing,
}

/// Notices as the reader sees them.
#[derive(Debug, Clone, PartialEq)]
pub struct Notices {
    /// The newest first.
    pub recent: Vec<NoticeRow>,
    /// Watches and mutes.
    pub watches: Vec<WatchRow>,
    /// Whether notices are paused.
    pub pause: Pause,
    /// Notifications shown since midnight.
    pub today: u32,
}

/// The pause that the library remembers.
pub(crate) fn pause_of(library: &Read<'_>) -> store::Result<Pause> {
    let pause = library.find_note(PAUSED)?;
    Ok(pause.map_or(Pause::None, |text| Pause::parse(&text)))
}

impl Engine {
    /// The last notices with their reasons, watches and mutes.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn notices(&self, most: u32) -> Result<Notices> {
        let (now, midnight) = (self.now(), self.midnight());
        let pause = self.desk.pause();
        self.read(move |library| {
            Ok(Notices {
                recent: library.list_notices(most.min(500))?,
                watches: library.list_watches(now)?,
                pause: if pause.holds(now) { pause } else { Pause::None },
                today: library.count_shown(midnight)?.0,
            })
        })
        .await
    }

    /// Chooses how much of a feed is told.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn set_bell(&self, id: FeedId, bell: Bell) -> Result<()> {
        self.change_feed(id, move |library| library.set_bell(id, bell))
            .await
    }

    /// Adds a watch or a mute.
    ///
    /// # Errors
    /// [`Error::NoWatch`] where it has no words, [`Error::Store`].
    pub async fn add_watch(&self, watch: Watch) -> Result<()> {
        let text = plain(&watch.text, TITLE);
        if store::list_words(&text).is_empty() || watch.until.is_some_and(|end| end <= self.now()) {
            return Err(Error::NoWatch(watch.text));
        }
        let watch = Watch { text, ..watch };
        self.write_act(move |library| library.add_watch(&watch))
            .await?;
        self.emit(Event::NoticesChanged);
        Ok(())
    }

    /// Removes a watch or a mute.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn remove_watch(&self, id: WatchId) -> Result<()> {
        if !self
            .write_act(move |library| library.remove_watch(id))
            .await?
        {
            return Err(Error::NotFound {
                what: "watch",
                id: id.to_string(),
            });
        }
        self.emit(Event::NoticesChanged);
        Ok(())
    }

    /// Pauses notices, or resumes them: then what waited is told.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn pause_notices(&self, how_long: PauseFor) -> Result<()> {
        let now = self.now();
        let pause = match how_long {
            PauseFor::Hour => Pause::Until(now + SignedDuration::from_hours(1)),
            PauseFor::Tomorrow => {
                let tomorrow = now.to_zoned(self.zone()).tomorrow();
                let midnight = tomorrow.and_then(|tomorrow| tomorrow.start_of_day());
                Pause::Until(midnight.map_or(now, |midnight| midnight.timestamp()))
            }
            PauseFor::UntilResumed => Pause::UntilResumed,
            PauseFor::Nothing => Pause::None,
        };
        self.write_act(move |library| library.save_note(PAUSED, &pause.to_string()))
            .await?;
        self.desk.set_pause(pause);
        self.emit(Event::NoticesChanged);
        self.look_at_notices().await
    }

    /// The host says whether the reader can be spoken to. What waited is told soon after.
    pub fn set_presence(&self, presence: Presence) {
        self.desk.set_presence(presence);
    }
}
