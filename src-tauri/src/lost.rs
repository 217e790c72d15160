//! An app in the tray whose tray goes away, or never comes, would run unseen: its window comes back.

use jiff::SignedDuration;
use tauri::{AppHandle, Manager as _};

use crate::{Shell, window};

/// A panel that begins anew is back by then, and at login it is there by then.
const GRACE: SignedDuration = SignedDuration::from_secs(30);

/// Watches until the app ends.
pub async fn watch(app: AppHandle) {
    let shell = app.state::<Shell>();
    let mut seat = shell.seat.subscribe();
    loop {
        let has_tray = seat.borrow_and_update().has_tray();
        if is_lost(has_tray, window::exists(&app)) {
            shell.clock.sleep_until(shell.engine.now() + GRACE).await;
            let has_tray = seat.borrow_and_update().has_tray();
            // Some desktops take their trays away while they are locked.
            if is_lost(has_tray, window::exists(&app)) && !shell.presence().locked {
                eprintln!("qazet: the desktop has no tray; the window is back");
                window::show(&app, None);
            } else {
                continue;
            }
        }
        if seat.changed().await.is_err() {
            return;
        }
    }
}

/// Nothing of the app can be seen; what is not known yet is not lost.
fn is_lost(has_tray: Option<bool>, has_window: bool) -> bool {
    has_tray == Some(false) && !has_window
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_without_tray_and_window_is_lost() {
        assert!(is_lost(Some(false), false));
        for (has_tray, has_window) in [
            (None, false),
            (Some(true), false),
            (Some(false), true),
            (None, true),
        ] {
            assert!(!is_lost(has_tray, has_window));
        }
    }
}
