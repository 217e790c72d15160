//! Qazet's desktop shell: a window, a tray icon, notifications and links, around the core.
//!
//! The core decides; the shell translates (ARCHITECTURE.md). Deliberately absent: news, time, texts of errors.

mod arguments;
mod bounds;
mod call;
#[cfg(target_os = "linux")]
mod ctl;
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
use crate::bounds::Bounds;
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
    bounds: Mutex<[Option<Bounds>; 2]>,
    page: Mutex<Page>,
    /// Held while a window is made.
    opening: tokio::sync::Mutex<()>,
    /// The window was closed, and the app stays.
    staying: AtomicBool,
    /// Whether the reader can be spoken to: the desktop's word, and the window's.
    presence: Mutex<Presence>,
    /// What the desktop's panel is like; nothing until that is known.
    panel: watch::Sender<Option<Panel>>,
    /// What the tray shows may have changed.
    tray_changed: Notify,
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
            panel: watch::Sender::default(),
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

    fn has_tray(&self) -> bool {
        self.panel.borrow().is_some_and(|panel| panel.has_tray)
    }

    fn bounds(&self) -> MutexGuard<'_, [Option<Bounds>; 2]> {
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
        // First of all: a second start ends here, before it touches the library.
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
    let hidden = shell.arguments.hidden
        || shell
            .settings()
            .await
            .is_ok_and(|settings| settings.start_hidden);
    let place = shell.arguments.place();
    if !hidden || place.is_some() {
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
    if let Ok(arguments) = Arguments::try_parse_from(line)
        && app.try_state::<Shell>().is_some()
    {
        let place = arguments.place();
        if !arguments.hidden || place.is_some() {
            window::show(app, place);
        }
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
        }
        RunEvent::Exit => {
            notifier::take_back(app);
            if let Err(error) = block_on(shell.engine.close()) {
                eprintln!("qazet: {error}");
            }
            if staying && let Some(program) = renew::program(app) {
                let safe = graphics::is_safe();
                let error = renew::begin(app, program, shell.arguments.hidden_again(), safe);
                eprintln!("qazet: could not go on in the tray: {error}; start Qazet again");
            }
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app, None),
        _ => {}
    }
}
