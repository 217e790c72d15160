//! One sync at a time: claimed by a guard, freed when it is dropped, however the pass ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether something is running.
#[derive(Debug, Clone, Default)]
pub struct Running(Arc<AtomicBool>);

/// Held while it runs.
#[derive(Debug)]
pub struct RunningGuard(Arc<AtomicBool>);

impl Running {
    /// Claims it; nothing where it is running already.
    pub fn claim(&self) -> Option<RunningGuard> {
        self.0
            .compare_exchange(false, true, Ordering::AcqRel, Ordering::Acquire)
            .ok()
            .map(|_| RunningGuard(self.0.clone()))
    }

    /// Whether it is running.
    pub fn is_running(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

impl Drop for RunningGuard {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
