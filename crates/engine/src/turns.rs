//! Turns: what blocks (SQL, parsing, pictures) runs on a few threads. Whoever waits for others waits here, where that costs no thread and
//! no memory: each thread more has a heap of its own, which the system's allocator keeps for it.
//!
//! Nothing that blocks waits for something else that does, so that few threads are enough whatever comes.

use std::io;
use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;

use store::{Read, Store, Write};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{AcquireError, Semaphore};

use crate::engine::Engine;
use crate::error::{Error, Result};

/// So many ask the library at the same time: each who asks has a connection with a cache of its own.
const ASK_AT_ONCE: usize = 4;

/// Answers, pages and pictures that are read, cleaned and decoded at the same time: as many as there are processors, within these. What that
/// takes, in memory and in remembered words, it takes once for each.
const WORK_AT_ONCE: (usize, usize) = (2, 4);

/// Threads for what blocks: all that have a turn at the same time, and some for what the reader does, who waits for no turn.
const THREADS: usize = ASK_AT_ONCE + WORK_AT_ONCE.1 + 1 + 3;

/// Threads for all else, which never blocks.
const OTHER_THREADS: usize = 4;

/// The runtime that hosts run the engine on.
///
/// # Errors
/// The system gives no threads.
pub fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(processors().min(OTHER_THREADS))
        .max_blocking_threads(THREADS)
        .enable_all()
        .build()
}

/// How much is read, cleaned and decoded at the same time here.
fn work_at_once() -> usize {
    let (least, most) = WORK_AT_ONCE;
    processors().clamp(least, most)
}

fn processors() -> usize {
    available_parallelism().map_or(1, NonZero::get)
}

/// Who may go on now.
pub struct Turns {
    asking: Semaphore,
    pub working: Arc<Semaphore>,
    /// One: the library has one connection that writes.
    writing: Semaphore,
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            asking: Semaphore::new(ASK_AT_ONCE),
            working: Arc::new(Semaphore::new(work_at_once())),
            writing: Semaphore::new(1),
        }
    }
}

impl Engine {
    /// Asks the library.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Read<'_>) -> store::Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.store.clone();
        let _turn = self.turns.asking.acquire().await.map_err(closing)?;
        blocking(move || Ok(store.read(ask)?)).await
    }

    /// Writes what can be fetched again.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Write<'_>) -> store::Result<T> + Send + 'static,
    ) -> Result<T> {
        self.keep(move |store| Ok(store.write(act)?)).await
    }

    /// Writes what can be fetched again, and more than one transaction holds.
    pub(crate) async fn keep<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Store) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.store.clone();
        let _turn = self.turns.writing.acquire().await.map_err(closing)?;
        blocking(move || act(&store)).await
    }

    /// Writes what the reader did, who waits for at most one other.
    pub(crate) async fn write_act<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Write<'_>) -> store::Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.store.clone();
        blocking(move || Ok(store.write_act(act)?)).await
    }

    /// Does what keeps a processor busy.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _turn = self.turns.working.acquire().await.map_err(closing)?;
        blocking(work).await
    }
}

/// Runs what blocks off the async threads. A panic in it goes on here.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(Error::Closing),
        },
    }
}

/// Turns end only with the engine.
pub fn closing(_: AcquireError) -> Error {
    Error::Closing
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::HashSet;
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn whatever_blocks_at_the_same_time_takes_no_more_threads_than_there_are_turns() {
        let all_of_them = Arc::new(Barrier::new(THREADS));
        let works = (0..THREADS * 3).map(|_| {
            let all_of_them = all_of_them.clone();
            // Each waits until every thread there may be has work.
            blocking(move || {
                all_of_them.wait();
                Ok(std::thread::current().id())
            })
        });
        let threads = runtime()
            .unwrap()
            .block_on(futures::future::try_join_all(works))
            .unwrap();
        let different: HashSet<_> = threads.into_iter().collect();
        assert_eq!(different.len(), THREADS);
    }
}
