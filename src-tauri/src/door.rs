//! Who wants the window while it can't be shown is let in afterwards: while the library is being opened, and while the app ends or begins anew.
//! No link vanishes.

use std::sync::{Mutex, MutexGuard, PoisonError};

use api::wire::Place;

/// Shut until the library is open, and again from the moment the window goes.
#[derive(Default)]
pub struct Door(Mutex<State>);

/// Somebody wants the window, to go to that place where there is one.
pub type Wanted = Option<Place>;

#[derive(Default)]
struct State {
    is_open: bool,
    waiting: Option<Wanted>,
}

impl Door {
    /// Can the window be shown? Else it is noted that somebody wants it: a place that is wanted later counts more.
    pub fn knock(&self, place: &Wanted) -> bool {
        let mut state = self.state();
        if !state.is_open {
            let earlier = state.waiting.take().flatten();
            state.waiting = Some(place.clone().or(earlier));
        }
        state.is_open
    }

    /// The window can be shown from now on. Says who has waited for that.
    pub fn open(&self) -> Option<Wanted> {
        let mut state = self.state();
        state.is_open = true;
        state.waiting.take()
    }

    /// From now on the window can't be shown.
    pub fn shut(&self) {
        self.state().is_open = false;
    }

    /// Can the window be shown?
    pub fn is_open(&self) -> bool {
        self.state().is_open
    }

    /// Who waits, and is let in elsewhere.
    pub fn take(&self) -> Option<Wanted> {
        self.state().waiting.take()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_before_the_library_is_open_is_let_in_afterwards() {
        let door = Door::default();
        let article = Some(Place::Article("7".to_owned()));
        assert!(!door.knock(&article));
        assert!(!door.knock(&None), "a bare start goes nowhere else");
        assert_eq!(door.open(), Some(article));
        assert!(door.knock(&None));
        assert_eq!(door.take(), None, "who was let in does not wait");
    }

    #[test]
    fn who_comes_while_the_window_goes_is_not_lost() {
        let door = Door::default();
        assert_eq!(door.open(), None);
        door.shut();
        assert_eq!(door.take(), None, "nobody came");
        assert!(!door.knock(&None));
        let settings = Some(Place::Settings);
        assert!(!door.knock(&settings));
        assert_eq!(door.take(), Some(settings));
    }
}
