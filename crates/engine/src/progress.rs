//! How far work is that takes a while, and the reader's wish to stop it: of a sync with its queue, and of an edition.

use std::future::Future;
use std::sync::Mutex;

use tokio::sync::watch;

use crate::engine::{Engine, lock};
use crate::event::Event;

/// What is done just now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    /// The sources that are due are asked.
    #[default]
    Sync,
    /// Pages are read.
    Texts,
    /// Pictures are fetched and made smaller.
    Pictures,
}

/// How far it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is done just now.
    pub step: Step,
    /// Sources, pages or pictures that are done, of the step.
    pub done: u32,
    /// How many there are, as far as known.
    pub of: u32,
    /// Bytes that are packed; of a sync, that came over the wire since it began.
    pub bytes: u64,
}

/// Whether the reader wants something to stop. Its clones are the same wish.
#[derive(Debug, Clone)]
pub(crate) struct Stop(watch::Sender<bool>);

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Stop {
    pub fn ask(&self) {
        self.0.send_replace(true);
    }

    pub fn forget(&self) {
        self.0.send_replace(false);
    }

    pub fn is_asked(&self) -> bool {
        *self.0.borrow()
    }

    /// Returns when the reader asks; before that nothing.
    pub fn asked(&self) -> impl Future<Output = ()> + use<> {
        let mut asked = self.0.subscribe();
        async move {
            // Who could ask is gone: so is the engine, and with it whoever waits here.
            if asked.wait_for(|asked| *asked).await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}

/// The passes under way: a sync, its queue, or both.
#[derive(Debug, Default)]
pub(crate) struct Passes {
    going: Mutex<Going>,
    /// The reader wants them to stop. It is remembered until the next sync begins.
    pub stop: Stop,
}

#[derive(Debug, Default)]
struct Going {
    /// So many, one inside the other or side by side.
    count: u32,
    progress: Progress,
    /// What had come over the wire when the first of them began.
    received: u64,
}

/// Held while a pass goes on.
pub(crate) struct Pass<'a>(&'a Engine);

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let mut going = lock(&self.0.passes.going);
        going.count -= 1;
        let is_over = going.count == 0;
        drop(going);
        if is_over {
            self.0.emit(Event::SyncChanged);
        }
    }
}

impl Engine {
    /// Stops the sync that is under way, and its queue: nothing new is asked for, and no answer waited for. What came is kept; what was not
    /// asked for, or had not answered, stays as it was and is due as before. The next sync goes on with it.
    pub fn stop_sync(&self) {
        if lock(&self.passes.going).count > 0 {
            self.passes.stop.ask();
            self.emit(Event::SyncChanged);
        }
    }

    /// How far the sync or its queue is; absent where neither is under way.
    pub(crate) fn sync_progress(&self) -> Option<Progress> {
        let going = lock(&self.passes.going);
        let Progress { done, of, .. } = going.progress;
        (going.count > 0).then(|| Progress {
            of: of.max(done),
            bytes: self.client.received() - going.received,
            ..going.progress
        })
    }

    /// The reader stopped the last sync, or the one that is under way.
    pub(crate) fn is_sync_stopped(&self) -> bool {
        self.passes.stop.is_asked()
    }

    /// A pass goes on from here until what is returned is dropped.
    pub(crate) fn begin_pass(&self) -> Pass<'_> {
        let mut going = lock(&self.passes.going);
        if going.count == 0 {
            (going.progress, going.received) = (Progress::default(), self.client.received());
        }
        going.count += 1;
        Pass(self)
    }

    /// From here on so many sources, pages or pictures are to be done.
    pub(crate) fn begin_step(&self, step: Step, of: u32) {
        let mut going = lock(&self.passes.going);
        (going.progress.step, going.progress.done, going.progress.of) = (step, 0, of);
        drop(going);
        self.emit(Event::SyncChanged);
    }

    /// One of the step is done. That is told a hundred times a step at most.
    pub(crate) fn finish_one(&self, step: Step) {
        let mut going = lock(&self.passes.going);
        let progress = &mut going.progress;
        // Of a sync beside a queue, the one that began its step last is shown.
        if progress.step != step {
            return;
        }
        let percent = |done: u32| u64::from(done) * 100 / u64::from(progress.of.max(1));
        let tells = percent(progress.done) != percent(progress.done + 1);
        progress.done += 1;
        drop(going);
        if tells {
            self.emit(Event::SyncChanged);
        }
    }

    /// One that was counted is not to be done after all.
    pub(crate) fn drop_one(&self, step: Step) {
        let progress = &mut lock(&self.passes.going).progress;
        if progress.step == step {
            progress.of = progress.of.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_wish_is_heard_by_who_waits_for_it_and_by_who_comes_later_until_it_is_forgotten() {
        let stop = Stop::default();
        let waiting = stop.asked();
        tokio::pin!(waiting);
        assert!(futures::poll!(waiting.as_mut()).is_pending());
        stop.ask();
        waiting.await;
        stop.asked().await;
        stop.forget();
        let later = stop.asked();
        tokio::pin!(later);
        assert!(futures::poll!(later.as_mut()).is_pending() && !stop.is_asked());
    }
}
