//! Since when nothing can be reached, for the reader. It is known for this run only: before it, nobody looked.

use std::sync::{MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::engine::Engine;

impl Engine {
    /// When it was first seen, in this run, that the network fails; absent while it does not.
    pub(super) fn offline_since(&self) -> Option<Timestamp> {
        *self.lock_offline_since()
    }

    /// Looks whether the network fails, each time that something else is thought of it: the first time counts.
    pub(super) fn note_network(&self) {
        let fails = self.is_away() || self.queue_fails();
        let mut since = self.lock_offline_since();
        *since = fails.then(|| since.unwrap_or_else(|| self.now()));
    }

    fn lock_offline_since(&self) -> MutexGuard<'_, Option<Timestamp>> {
        self.offline_since
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
