//! Retention: the library keeps what the reader gives it room for. What has a star or is saved never goes, and marks outlive articles.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, Kept, Reach, Retention, Settings, Weight};
use store::{LetGo, Mode, Write};

use crate::engine::Engine;
use crate::error::Result;
use crate::event::Event;
use crate::turns::blocking;

/// Weighing a library reads much of it: so often, and after what the reader chooses.
const PACE: SignedDuration = SignedDuration::from_hours(1);
/// When it was weighed last, among the notes.
const NOTE: &str = "weighed";

/// Limits that change hold from the next look on.
pub(crate) fn note_change(library: &Write<'_>, chosen: &Settings) -> store::Result<()> {
    if library.load_settings()?.retention != chosen.retention {
        library.save_note(NOTE, "")?;
    }
    Ok(())
}

impl Engine {
    /// What each kind weighs, and what the reader gives it.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn weigh(&self) -> Result<([Weight; 3], Retention)> {
        let store = self.store.clone();
        let weights = blocking(move || Ok(store.weigh()?)).await?;
        Ok((weights, self.settings().await?.retention))
    }

    /// Lets go of one kind at once: of texts those that were read, of pictures all; what has a star or is saved stays. The space returns to
    /// the disk.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn clear(&self, kind: Kept) -> Result<LetGo> {
        let (store, now) = (self.store.clone(), self.now());
        let left = blocking(move || {
            let mut left = LetGo::default();
            match kind {
                Kept::Texts => {
                    left.articles = store.write(|library| library.prune(Timestamp::MAX))?
                }
                pictures => left.without_pictures = store.clear_pictures(pictures)?,
            }
            store.give_space_back(now)?;
            Ok(left)
        })
        .await?;
        self.emit(Event::Resync);
        Ok(left)
    }

    /// The reader looks at an article: pictures that it had let go come back, where its source, the connection and the battery allow it. Returns at once.
    pub fn bring_pictures_back_in_background(self: &Arc<Self>, id: ArticleId) {
        let engine = self.clone();
        tokio::spawn(async move {
            if let Err(error) = engine.bring_pictures_back(id).await {
                engine.complain(&error);
            }
        });
    }

    async fn bring_pictures_back(&self, id: ArticleId) -> Result<()> {
        if !self
            .read(move |library| Ok(library.has_let_pictures_go(id)? && !library.is_held_back(id)?))
            .await?
        {
            return Ok(());
        }
        let reach = self.settings().await?.reach(self.conditions());
        if self.config.mode == Mode::Read || self.is_away() || reach != Reach::Everything {
            return Ok(());
        }
        self.write(move |library| library.want_pictures_back(id))
            .await?;
        self.fetch_pictures_of(id).await
    }

    /// Lets go of what is beyond the reader's limits. Texts that were read long ago leave at once, the rest is weighed once an hour.
    pub(crate) async fn prune(&self) -> Result<()> {
        if !self.is_clock_proved().await? {
            return Ok(());
        }
        let keep = self.settings().await?.retention;
        let now = self.now();
        let before = move |days: u32| {
            let span = SignedDuration::from_hours(24 * i64::from(days));
            now.checked_sub(span).unwrap_or(Timestamp::MIN)
        };
        let store = self.store.clone();
        let left = blocking(move || {
            let mut left = LetGo {
                articles: store.write(|library| library.prune(before(keep.texts.days)))?,
                without_pictures: 0,
            };
            let weighed = store.read(|library| library.find_note(NOTE))?;
            let weighed = weighed.and_then(|at| at.parse::<Timestamp>().ok());
            let is_due = weighed.is_none_or(|at| at > now || now.duration_since(at) >= PACE);
            if !is_due {
                return Ok(left);
            }
            left.articles += store.keep_texts_within(keep.texts.bytes())?;
            for kind in [Kept::Pictures, Kept::PhotoReports] {
                let keep = keep.of(kind);
                left.without_pictures +=
                    store.keep_pictures_within(kind, before(keep.days), keep.bytes())?;
            }
            store.give_space_back(now)?;
            store.write(|library| library.save_note(NOTE, &now.to_string()))?;
            Ok(left)
        })
        .await?;
        if left != LetGo::default() {
            self.emit(Event::Resync);
        }
        Ok(())
    }
}
