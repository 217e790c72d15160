//! Qazet's desktop shell: a window, a tray icon, notifications and links, around the core.
//!
//! The core decides; the shell translates (ARCHITECTURE.md). Deliberately absent: news, time, texts of errors.

mod again;
mod arguments;
mod bounds;
mod call;
#[cfg(target_os = "linux")]
mod ctl;
mod door;
mod events;
mod graphics;
mod library;
mod login;
mod lost;
mod notifier;
mod renew;
mod scheme;
mod tray;
#[cfg(feature = "updates")]
mod updates;
mod window;

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use clap::Parser as _;
use tauri::async_runtime::{block_on, spawn};
use tauri::{AppHandle, Manager as _, RunEvent, WindowEvent};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogKind};
use tokio::sync::{Notify, watch};

use crate::arguments::Arguments;
use crate::bounds::Trace;
use crate::door::Door;
use api::wire::{Place, Settings};
use api::{ApiError, ErrorCode, Request, Response};
use engine::Engine;
use engine::ports::Clock;
use machine::Panel;
use model::Presence;

/// What the parts of the shell share.
struct Shell {
    engine: Arc<Engine>,
    clock: Arc<dyn Clock>,
    arguments: Arguments,
    /// How long a window may stay blank.
    patience: Duration,
    /// Where the window is, and where it was before that.
    bounds: Mutex<Trace>,
    page: Mutex<Page>,
    /// Held while a window is made.
    opening: tokio::sync::Mutex<()>,
    /// The window was closed, and the app stays.
    staying: AtomicBool,
    /// Whether the reader can be spoken to: the desktop's word, and the window's.
    presence: Mutex<Presence>,
    /// Somebody shows notifications.
    notified: AtomicBool,
    /// Where the icon sits.
    seat: watch::Sender<Seat>,
    /// What the tray shows may have changed.
    tray_changed: Notify,
}

/// The icon's seat in the desktop's panel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Seat {
    /// What the panel is like; nothing until that is known.
    panel: Option<Panel>,
    /// It says that it has a tray, and does not take the icon.
    refused: bool,
}

impl Seat {
    /// Can the icon be seen? Nothing until that is known.
    fn has_tray(self) -> Option<bool> {
        self.panel.map(|panel| panel.has_tray && !self.refused)
    }
}

/// The interface in the window.
#[derive(Default)]
struct Page {
    /// Which window it is of, counted from the start.
    number: u32,
    /// It has drawn its first frame.
    painted: bool,
    /// It has asked its first question.
    begun: bool,
    /// It has asked another one since: by then it hears events, which it asked for before anything else.
    listens: bool,
    /// Where it shall go when it does.
    wanted: Option<Place>,
}

impl Shell {
    fn new(engine: Arc<Engine>, clock: Arc<dyn Clock>, arguments: Arguments) -> Self {
        Self {
            engine,
            clock,
            patience: arguments.patience(),
            arguments,
            bounds: Mutex::default(),
            page: Mutex::default(),
            opening: tokio::sync::Mutex::default(),
            staying: AtomicBool::new(false),
            presence: Mutex::default(),
            // Until it is known, so that nothing waits in vain.
            notified: AtomicBool::new(true),
            seat: watch::Sender::default(),
            tray_changed: Notify::new(),
        }
    }

    async fn settings(&self) -> Result<Settings, ApiError> {
        match api::dispatch(&self.engine, Request::Settings).await? {
            Response::Settings(settings) => Ok(settings),
            other => Err(unexpected(&other)),
        }
    }

    /// Chooses for the reader.
    async fn choose(&self, change: impl FnOnce(&mut Settings)) -> Result<(), ApiError> {
        let mut settings = self.settings().await?;
        change(&mut settings);
        let request = Request::SetSettings(Box::new(settings));
        api::dispatch(&self.engine, request).await.map(drop)
    }

    /// Does the icon take the window's place?
    fn has_tray(&self) -> bool {
        self.seat.borrow().has_tray().unwrap_or_default()
    }

    /// Tells the core whether there is a tray from now on.
    fn note_seat(&self, change: impl FnOnce(&mut Seat)) {
        let is_new = self.seat.send_if_modified(|seat| {
            let before = *seat;
            change(seat);
            *seat != before
        });
        if is_new {
            self.engine.set_desktop(model::Desktop {
                has_tray: self.has_tray(),
                is_portable: self.arguments.portable,
            });
        }
    }

    fn bounds(&self) -> MutexGuard<'_, Trace> {
        self.bounds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn page(&self) -> MutexGuard<'_, Page> {
        self.page.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of the reader.
    fn presence(&self) -> Presence {
        *self.presence.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the core what is known of the reader from now on.
    fn note_presence(&self, change: impl FnOnce(&mut Presence)) {
        let mut presence = self.presence.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut presence);
        self.engine.set_presence(*presence);
    }

    fn stay_in_tray(&self, stay: bool) {
        self.staying.store(stay, Ordering::SeqCst);
    }
}

/// The core gave an answer to another question: a fault of this build.
fn unexpected(response: &Response) -> ApiError {
    ApiError::new(
        ErrorCode::Failed,
        format!("This build of Qazet is broken (unexpected {response:?}); install it anew."),
    )
}

/// Runs the app until the reader quits.
pub fn run() -> ExitCode {
    #[cfg(target_os = "linux")]
    if ctl::is_asked_for() {
        return ctl::run();
    }
    let arguments = Arguments::parse();
    graphics::suit_machine();
    let arguments = match tauri::process::current_binary(&tauri::Env::default()) {
        Ok(program) => arguments.beside(&program),
        Err(_) => arguments,
    };
    renew::wait_for_left_behind();
    #[cfg(target_os = "linux")]
    if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() {
        eprintln!("qazet: there is no display here; `qazetctl serve` shows Qazet in a browser");
        return ExitCode::FAILURE;
    }
    if again::is_handed_over(&arguments) {
        return ExitCode::SUCCESS;
    }
    let runtime = match engine::runtime() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("qazet: the program can't start its threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    tauri::async_runtime::set(runtime.handle().clone());
    match build(arguments) {
        Ok(app) => {
            app.run(on_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("qazet: the app could not start: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build(arguments: Arguments) -> tauri::Result<tauri::App> {
    let builder = tauri::Builder::default();
    #[cfg(feature = "updates")]
    let builder = builder.plugin(tauri_plugin_updater::Builder::new().build());
    builder
        // First of all: a second start that came with the first ends here, before it touches the library.
        .plugin(
            tauri_plugin_single_instance::Builder::new()
                .callback(|app, line, _| started_again(app, line))
                .dbus_id(arguments.instance())
                .build(),
        )
        .plugin(
            tauri_plugin_opener::Builder::new()
                .open_js_links_on_click(false)
                .build(),
        )
        .manage(Door::default())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_dialog::init())
        .register_asynchronous_uri_scheme_protocol(scheme::SCHEME, scheme::answer)
        .invoke_handler(tauri::generate_handler![call::call])
        .setup(move |app| {
            let clock = arguments.clock()?;
            match library::open(app.handle(), &arguments, clock.clone()) {
                Ok(engine) => begin(app.handle(), Shell::new(engine, clock, arguments)),
                Err(error) => refuse(app.handle(), &error.to_string()),
            }
            Ok(())
        })
        .build(context())
}

/// The interface, the icons and the settings of the build. The one place that embeds them.
fn context() -> tauri::Context {
    tauri::generate_context!()
}

fn begin(app: &AppHandle, shell: Shell) {
    let (engine, arguments) = (shell.engine.clone(), shell.arguments.clone());
    app.manage(shell);
    if let Err(error) = block_on(graphics::settle(app, arguments.safe_graphics)) {
        eprintln!("qazet: {}", error.message);
    }
    notifier::forget_pictures(app);
    spawn(events::forward(app.clone()));
    spawn(library::watch_panel(app.clone()));
    spawn(library::watch_notifications(app.clone()));
    spawn(tray::keep(app.clone()));
    if arguments.time_passes() {
        spawn(library::watch_machine(engine.clone()));
        spawn(library::watch_reader(app.clone()));
        spawn(async move { engine.run().await });
    }
    let app = app.clone();
    spawn(async move { open_first(&app).await });
}

/// Opens the window, unless the app shall start without one.
async fn open_first(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let arguments = &shell.arguments;
    let hides = || async { shell.settings().await.is_ok_and(|all| all.start_hidden) };
    let hidden = arguments.shown.is_none() && (arguments.hidden || hides().await);
    let waiting = app.state::<Door>().open();
    let is_wanted = waiting.is_some();
    let place = waiting.flatten().or_else(|| arguments.place());
    if is_wanted || !hidden || place.is_some() {
        window::show(app, place);
    }
    spawn(lost::watch(app.clone()));
    if let Err(error) = login::settle(app, &shell.arguments).await {
        eprintln!("qazet: {}", error.message);
    }
}

/// The library can't be opened: says why, and ends with exit code 1.
fn refuse(app: &AppHandle, sentence: &str) {
    eprintln!("qazet: {sentence}");
    let ending = app.clone();
    app.dialog()
        .message(sentence)
        .title("Qazet")
        .kind(MessageDialogKind::Error)
        .show(move |_| ending.exit(1));
}

fn started_again(app: &AppHandle, line: Vec<String>) {
    // The second start has parsed the same line already, and would have ended with its own message.
    let Ok(arguments) = Arguments::try_parse_from(line) else {
        return;
    };
    let place = arguments.place();
    if arguments.safe_graphics && app.try_state::<Shell>().is_some() {
        let app = app.clone();
        spawn(async move {
            if let Err(error) = graphics::go_safe(&app, place).await {
                eprintln!("qazet: {}", error.message);
            }
        });
    } else if !arguments.hidden || place.is_some() {
        window::show(app, place);
    }
}

fn on_event(app: &AppHandle, event: RunEvent) {
    let Some(shell) = app.try_state::<Shell>() else {
        return;
    };
    let staying = shell.staying.load(Ordering::SeqCst);
    match event {
        RunEvent::WindowEvent {
            label,
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } if label == window::LABEL => {
            api.prevent_close();
            window::close(app);
        }
        RunEvent::WindowEvent {
            event: WindowEvent::Focused(focused),
            ..
        } => {
            shell.note_presence(|presence| presence.focused = focused);
            if !focused {
                window::keep_bounds(app);
            }
        }
        RunEvent::WindowEvent {
            event: WindowEvent::Moved(_) | WindowEvent::Resized(_),
            ..
        } => window::note_bounds(app),
        RunEvent::WindowEvent {
            event: WindowEvent::Destroyed,
            ..
        } => shell.note_presence(|presence| presence.focused = false),
        // The last window is gone.
        RunEvent::ExitRequested {
            code: None, api, ..
        } if staying && renew::program(app).is_none() => {
            api.prevent_exit();
            if let Some(place) = app.state::<Door>().open() {
                window::show(app, place);
            }
        }
        RunEvent::Exit => leave(app, &shell, staying),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app, None),
        _ => {}
    }
}

/// The app ends, or goes on as a fresh process: in the tray, or with the window for somebody who came meanwhile.
fn leave(app: &AppHandle, shell: &Shell, staying: bool) {
    let door = app.state::<Door>();
    door.shut();
    notifier::take_back(app);
    if let Err(error) = block_on(shell.engine.close()) {
        eprintln!("qazet: {error}");
    }
    // From here on nobody can come any more: a second start is a first one.
    app.cleanup_before_exit();
    let line = match door.take() {
        Some(place) => shell.arguments.shown_again(place.as_ref()),
        None if staying => shell.arguments.hidden_again(),
        None => return,
    };
    if let Some(program) = renew::program(app) {
        let error = renew::begin(program, line, graphics::is_safe());
        eprintln!("qazet: could not go on: {error}; start Qazet again");
    }
}
