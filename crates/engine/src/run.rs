//! The background: sync what is due, then the queue, rates and weather, for as long as the host runs.

use std::sync::Arc;

use jiff::SignedDuration;
use model::Reach;
use store::Mode;

use crate::engine::Engine;
use crate::sync::{Depth, Scope};
use crate::turns::blocking;

/// The longest time between two looks at what is due.
const LOOK: SignedDuration = SignedDuration::from_mins(5);

impl Engine {
    /// Spawns the background. It goes on until the returned task is aborted or the runtime ends.
    ///
    /// Nothing here is urgent and nothing storms: what is not due is not asked, at start and after a sleep of the machine as ever.
    pub fn run(self: &Arc<Self>) -> tokio::task::JoinHandle<()> {
        let engine = self.clone();
        let news = async move {
            loop {
                engine.background_pass().await;
                engine.come_to_rest().await;
                let next = engine
                    .now()
                    .checked_add(LOOK)
                    .unwrap_or(jiff::Timestamp::MAX);
                tokio::select! {
                    () = engine.clock.sleep_until(next) => {}
                    () = engine.wake.notified() => {}
                }
            }
        };
        let engine = self.clone();
        tokio::spawn(async move {
            tokio::join!(news, engine.keep_rates_filled(), engine.heed());
        })
    }

    /// Begins a sync in the background, with its queue after it; returns at once.
    pub fn sync_in_background(self: &Arc<Self>, scope: Scope) {
        let engine = self.clone();
        tokio::spawn(async move {
            if let Err(error) = engine.sync_with_queue(scope).await {
                engine.complain(&error);
            }
            engine.come_to_rest().await;
        });
    }

    /// Gives back the memory that the work took: until the next pass a newspaper waits, and should weigh next to nothing.
    async fn come_to_rest(&self) {
        self.forget_previewed();
        let store = self.store.clone();
        let given = blocking(move || {
            store.give_memory_back()?;
            memory::give_back();
            Ok(())
        });
        if let Err(error) = given.await {
            self.complain(&error);
        }
    }

    /// A sync, rates and weather; pages and pictures too where the connection and the battery allow it.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn sync_with_queue(&self, scope: Scope) -> crate::Result<()> {
        let _pass = self.begin_pass();
        self.sync(scope).await?;
        // Behind a login page everything would look wrong.
        if self.is_away() || self.is_sync_stopped() {
            return self.prune().await;
        }
        self.rates(true).await?;
        self.weather(None, true).await?;
        match self.settings().await?.reach(self.conditions()) {
            Reach::Everything => self.drain_queue(Depth::OneSync).await,
            // They wait in the queue for a better connection.
            Reach::Headlines | Reach::Nothing => self.prune().await,
        }
    }

    /// Tells what waited as soon as the reader can be spoken to again.
    async fn heed(&self) {
        loop {
            self.desk.changed.notified().await;
            if let Err(error) = self.look_at_notices().await {
                self.complain(&error);
            }
        }
    }

    /// How much is fetched without the reader asking.
    pub(crate) async fn reach(&self) -> crate::Result<Reach> {
        let settings = self.settings().await?;
        Ok(match settings.automatic {
            true => settings.reach(self.conditions()),
            false => Reach::Nothing,
        })
    }

    /// One look of the background at what is due, as far as the reader's settings, the connection and the battery allow it.
    pub async fn background_pass(&self) {
        // The reader hears of it when asking for a sync, not every five minutes.
        if self.config.mode == Mode::Read {
            return;
        }
        if let Err(error) = self.hide_passwords().await {
            self.complain(&error);
        }
        if let Err(error) = self.look_at_notices().await {
            self.complain(&error);
        }
        let reach = match self.reach().await {
            Ok(reach) => reach,
            Err(error) => return self.complain(&error),
        };
        let synced = match reach {
            Reach::Nothing => Ok(()),
            Reach::Headlines | Reach::Everything => self.sync_with_queue(Scope::Due).await,
        };
        let done = match synced {
            Ok(()) => self.back_up().await.map(drop),
            failed => failed,
        };
        let done = match done {
            Ok(()) => self.be_content().await,
            failed => failed,
        };
        if let Err(error) = done {
            self.complain(&error);
        }
    }
}
