//! Carries the core's events to the window, and tells the tray when its headlines may have changed.

use tauri::{AppHandle, Emitter as _, Manager as _};
use tokio::sync::broadcast::error::RecvError;

use crate::Shell;
use api::Event;

/// The name under which the window hears events.
const NAME: &str = "event";

/// Forwards events until the core closes. What was missed becomes one `Resync`.
pub async fn forward(app: AppHandle) {
    let shell = app.state::<Shell>();
    let mut events = shell.engine.events();
    loop {
        let event = match events.recv().await {
            Ok(event) => event.into(),
            Err(RecvError::Lagged(_)) => Event::Resync,
            Err(RecvError::Closed) => return,
        };
        if changes_tray(&event) {
            shell.tray_changed.notify_one();
        }
        emit(&app, event);
    }
}

/// Tells the window, where there is one.
pub fn emit(app: &AppHandle, event: Event) {
    if let Err(error) = app.emit(NAME, event) {
        eprintln!("qazet: the window did not hear an event: {error}");
    }
}

fn changes_tray(event: &Event) -> bool {
    match event {
        Event::ArticlesChanged { .. }
        | Event::ArticlesMarked { .. }
        | Event::FeedChanged { .. }
        | Event::SettingsChanged
        | Event::SyncEnded
        | Event::RatesChanged
        | Event::WeatherChanged
        | Event::NoticesChanged
        | Event::Resync => true,
        Event::SyncStarted | Event::SyncChanged | Event::EditionChanged | Event::Go(_) => false,
    }
}
