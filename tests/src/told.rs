//! What the reader was told outside the window.

use std::sync::{Arc, Mutex, PoisonError};

use engine::ports::{Notice, Notifier};

/// Keeps what is shown, in place of a desktop. Its clones hear the same.
#[derive(Clone, Default)]
pub struct Told(Arc<Mutex<Vec<Notice>>>);

impl Told {
    /// What was shown since it was asked last.
    pub fn so_far(&self) -> Vec<Notice> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The titles of that.
    pub fn titles(&self) -> Vec<String> {
        self.so_far()
            .into_iter()
            .map(|notice| notice.title)
            .collect()
    }
}

impl Notifier for Told {
    fn notify(&self, notice: Notice) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(notice);
    }
}
