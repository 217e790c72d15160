//! One sync at a time: claimed by a guard, freed when it is dropped, however the pass ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// Whether something is running.
#[derive(Debug, Clone, Default)]
pub struct Running(Arc<Room>);

#[derive(Debug, Default)]
struct Room {
    taken: AtomicBool,
    freed: Notify,
}

/// Held while it runs.
#[derive(Debug)]
pub struct RunningGuard(Arc<Room>);

impl Running {
    /// Claims it; nothing where it is running already.
    pub fn claim(&self) -> Option<RunningGuard> {
        self.0
            .taken
            .compare_exchange(false, true, Ordering::AcqRel, Ordering::Acquire)
            .ok()
            .map(|_| RunningGuard(self.0.clone()))
    }

    /// Claims it, after whoever has it now.
    pub async fn claim_after_others(&self) -> RunningGuard {
        loop {
            let freed = self.0.freed.notified();
            tokio::pin!(freed);
            // From here on no freeing is missed.
            freed.as_mut().enable();
            if let Some(guard) = self.claim() {
                return guard;
            }
            freed.await;
        }
    }

    /// Whether it is running.
    pub fn is_running(&self) -> bool {
        self.0.taken.load(Ordering::Acquire)
    }
}

impl Drop for RunningGuard {
    fn drop(&mut self) {
        self.0.taken.store(false, Ordering::Release);
        self.0.freed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_waits_has_it_next() {
        let running = Running::default();
        let first = running.claim();
        let second = running.claim_after_others();
        tokio::pin!(second);
        assert!(futures::poll!(second.as_mut()).is_pending());
        drop(first);
        let held = second.await;
        assert!(running.claim().is_none());
        drop(held);
        assert!(!running.is_running());
    }

    #[test]
    fn one_claim_at_a_time_and_free_after_a_panic() {
        let running = Running::default();
        let first = running.claim();
        assert!(first.is_some() && running.claim().is_none());
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
            let _held = first;
            panic!("the pass failed");
        }));
        assert!(result.is_err());
        assert!(!running.is_running() && running.claim().is_some());
    }
}
