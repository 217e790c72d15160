//! What this host hands to the engine: folder, world, clock, language, notifications.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use engine::endpoints::World;
use engine::net::Names;
use engine::ports::Clock;
use engine::{Config, Engine, Mode, StoreError};
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Manager as _};

use crate::Shell;
use crate::arguments::Arguments;
use crate::notifier::SystemNotifier;
use crate::scheme;

/// Opens the library, or says in a sentence why it can't be.
pub fn open(
    app: &AppHandle,
    arguments: &Arguments,
    clock: Arc<dyn Clock>,
) -> Result<Arc<Engine>, Box<dyn std::error::Error>> {
    let version = app.package_info().version.to_string();
    let world = match &arguments.world {
        Some(source) => block_on(engine::load_world(source, &version, clock.clone()))?,
        None => World::live()?,
    };
    let config = Config {
        data: data_folder(arguments)?,
        world,
        demo: arguments.world.is_some(),
        program: "qazet".to_owned(),
        media_base: scheme::BASE.to_owned(),
        mode: Mode::Write,
        language: engine::language_of(&sys_locale::get_locale().unwrap_or_default()),
        times: locale_of_times(),
        names: Names::System,
        timeout: engine::net::TIMEOUT,
        secrets: engine::Secrets::Keyring,
        version,
    };
    let notifier = Arc::new(SystemNotifier::new(app)?);
    let begun = Instant::now();
    loop {
        match Engine::open(config.clone(), clock.clone(), notifier.clone()) {
            Err(engine::Error::Store(StoreError::InUse { owner, .. }))
                if owner.starts_with("qazet ") && begun.elapsed() < LEAVING =>
            {
                std::thread::sleep(PAUSE);
            }
            opened => return Ok(opened?),
        }
    }
}

/// A Qazet that ends gives up its name on the bus first and its folder last: who starts just then is let in for so long.
const LEAVING: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);

/// Tells the engine how the machine is connected and powered.
pub async fn watch_machine(engine: Arc<Engine>) {
    let told = machine::watch(machine::Place::default(), |conditions| {
        engine.set_conditions(conditions);
    });
    if let Err(error) = told.await {
        eprintln!(
            "qazet: the system does not say any more whether the connection is metered: {error}"
        );
    }
}

/// Tells the engine whether the reader can be spoken to, as far as the desktop says it.
pub async fn watch_reader(app: AppHandle) {
    use machine::Place;
    let shell = app.state::<Shell>();
    let note = |now| {
        shell.note_presence(|presence| {
            *presence = model::Presence {
                focused: presence.focused,
                ..now
            };
        });
    };
    let told = machine::watch_presence(Place::Session, Place::System, note).await;
    // What nobody tells any more holds nothing back.
    note(model::Presence::default());
    if let Err(error) = told {
        eprintln!(
            "qazet: the desktop does not say any more whether it is locked or not to be disturbed: {error}"
        );
    }
}

/// Learns whether anybody shows notifications; what waited for that is looked at when somebody does.
pub async fn watch_notifications(app: AppHandle) {
    let shell = app.state::<Shell>();
    let told = machine::watch_notifications(machine::Place::Session, |shown| {
        let before = shell.notified.swap(shown, Ordering::SeqCst);
        if shown && !before {
            let engine = shell.engine.clone();
            tauri::async_runtime::spawn(async move {
                if let Err(error) = engine.look_at_notices().await {
                    eprintln!("qazet: {error}");
                }
            });
        }
    });
    if let Err(error) = told.await {
        eprintln!(
            "qazet: the desktop does not say any more whether it shows notifications: {error}"
        );
    }
}

/// Learns what the desktop's panel is like, as often as that changes.
pub async fn watch_panel(app: AppHandle) {
    let shell = app.state::<Shell>();
    let told = machine::watch_panel(machine::Place::Session, |now| {
        shell.note_seat(|seat| seat.panel = Some(now));
    });
    if let Err(error) = told.await {
        eprintln!("qazet: the desktop does not say any more whether it has a tray: {error}");
        // A tray that is not known is none: better a window too many than an app that nobody sees.
        shell.note_seat(|seat| seat.panel = Some(machine::Panel::default()));
    }
}

/// Variables name it on Linux; where there are none, the system has one locale for everything.
fn locale_of_times() -> String {
    let named = machine::locale_of_times(|name| std::env::var(name).ok());
    if named.is_empty() && !cfg!(target_os = "linux") {
        return sys_locale::get_locale().unwrap_or_default();
    }
    named
}

fn data_folder(arguments: &Arguments) -> Result<PathBuf, &'static str> {
    if let Some(folder) = &arguments.data {
        return Ok(folder.clone());
    }
    directories::ProjectDirs::from("", "", "Qazet")
        .map(|folders| folders.data_dir().to_owned())
        .ok_or("This account has no home folder. Name a folder for the library: qazet --data DIR")
}
