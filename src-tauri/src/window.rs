//! The one window: made when it is wanted, gone when it is closed.

use tauri::utils::config::Color;
use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{
    AppHandle, Manager as _, PhysicalPosition, PhysicalSize, Url, WebviewUrl, WebviewWindow,
};

use crate::bounds::{Area, Bounds, Trace};
use crate::door::Door;
use crate::{Page, Shell, events, graphics};
use api::Event;
use api::wire::Place;
use model::Closing;

/// The window's label, and the only one the capability names.
pub const LABEL: &str = "main";

/// Brings the window to the front, making it where there is none, and shows `place` in it.
pub fn show(app: &AppHandle, place: Option<Place>) {
    let app = app.clone();
    // Never on the main thread: there, making a window from inside an event would wait for itself.
    tauri::async_runtime::spawn(async move {
        if let Err(error) = open(&app, place).await {
            eprintln!("qazet: the window could not be opened: {error}");
        }
    });
}

/// Notes that the interface has asked something. Once it surely hears events, it is sent to where it was opened for.
pub fn interface_asked(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let mut page = shell.page();
    if page.begun {
        page.listens = true;
        if let Some(place) = page.wanted.take() {
            events::emit(app, Event::Go(place));
        }
    }
    page.begun = true;
}

fn go(app: &AppHandle, place: Place) {
    let shell = app.state::<Shell>();
    let mut page = shell.page();
    if page.listens {
        events::emit(app, Event::Go(place));
    } else {
        page.wanted = Some(place);
    }
}

/// The reader closes the window: what happens then is the reader's choice and the desktop's (`Settings::closing`).
pub fn close(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let (shell, door) = (app.state::<Shell>(), app.state::<Door>());
        // One that is being made is there first, and nobody is let into one that goes.
        let _one_at_a_time = shell.opening.lock().await;
        if !door.is_open() {
            return;
        }
        let closing = match shell.engine.settings().await {
            Ok(settings) => settings.closing(shell.has_tray()),
            Err(error) => {
                eprintln!("qazet: {error}");
                Closing::Quit
            }
        };
        keep(&app).await;
        let Some(window) = app.get_webview_window(LABEL) else {
            return;
        };
        shell.stay_in_tray(closing == Closing::Tray);
        let done = match closing {
            Closing::Minimise => window.minimize(),
            Closing::Tray | Closing::Quit => {
                door.shut();
                window.destroy()
            }
        };
        if let Err(error) = done {
            eprintln!("qazet: the window could not be closed: {error}");
            if let Some(place) = door.open() {
                show(&app, place);
            }
        }
    });
}

/// The reader ends the app.
pub fn quit(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        let _no_window_is_made = shell.opening.lock().await;
        app.state::<Door>().shut();
        keep(&app).await;
        shell.stay_in_tray(false);
        app.exit(0);
    });
}

/// Is there a window?
pub fn exists(app: &AppHandle) -> bool {
    app.get_webview_window(LABEL).is_some()
}

/// Is there a window that can be seen?
pub fn is_seen(app: &AppHandle) -> bool {
    app.get_webview_window(LABEL).is_some_and(|window| {
        let is_small = window.is_minimized().unwrap_or_default();
        !is_small && window.is_visible().unwrap_or_default()
    })
}

async fn open(app: &AppHandle, place: Option<Place>) -> tauri::Result<()> {
    let door = app.state::<Door>();
    if !door.knock(&place) {
        return Ok(());
    }
    let shell = app.state::<Shell>();
    let _one_at_a_time = shell.opening.lock().await;
    // The window may have gone meanwhile.
    if !door.knock(&place) {
        return Ok(());
    }
    shell.stay_in_tray(false);
    if let Some(window) = app.get_webview_window(LABEL) {
        window.unminimize()?;
        window.show()?;
        window.set_focus()?;
        if let Some(place) = place {
            go(app, place);
        }
        return Ok(());
    }
    {
        let mut page = shell.page();
        *page = Page {
            number: page.number + 1,
            wanted: place,
            ..Page::default()
        };
    }
    // Should the settings not be readable, the interface says so.
    let theme = shell
        .settings()
        .await
        .map_or_else(|_| String::new(), |settings| settings.theme);
    let (light, dark) = (Color(0xfa, 0xf7, 0xf1, 0xff), Color(0x1a, 0x1b, 0x1c, 0xff));
    let dev = if tauri::is_dev() {
        app.config().build.dev_url.clone()
    } else {
        None
    };
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Qazet")
        .inner_size(1280.0, 832.0)
        .min_inner_size(480.0, 400.0)
        // The paper's colour until the interface has drawn its first frame.
        .background_color(if theme == "dark" { dark } else { light })
        // The webview's own files are a cache, and lie with the caches.
        .data_directory(shell.arguments.cache(app)?.join("webview"))
        // Seen once it is in its place.
        .visible(false)
        .disable_drag_drop_handler()
        .on_navigation(move |url| is_own(url, dev.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_document_title_changed(|window, title| {
            if let Err(error) = window.set_title(if title.is_empty() { "Qazet" } else { &title }) {
                eprintln!("qazet: the window has no title: {error}");
            }
        })
        .build()?;
    match shell.engine.window_place().await {
        Ok(place) => {
            // A window in the wrong place is better than one that nobody sees.
            if let Err(error) = put(&shell, &window, &place) {
                eprintln!("qazet: the window is not where it was left: {error}");
            }
        }
        Err(error) => eprintln!("qazet: {error}"),
    }
    window.show()?;
    graphics::watch_first_frame(app);
    Ok(())
}

/// Puts a new window where it was left, or onto a screen that is there.
fn put(shell: &Shell, window: &WebviewWindow, left: &str) -> tauri::Result<()> {
    // What was never left, or can't be read, opens as at the first time.
    let Ok(left) = left.parse::<Bounds>() else {
        return Ok(());
    };
    let mut screens: Vec<Area> = Vec::new();
    for screen in window
        .primary_monitor()?
        .into_iter()
        .chain(window.available_monitors()?)
    {
        let room = screen.work_area();
        screens.push(area(room.position, room.size));
    }
    let put = left.on(&screens);
    *shell.bounds() = Trace::of(put);
    let Bounds { area, maximised } = put;
    window.set_size(PhysicalSize::new(area.width, area.height))?;
    window.set_position(PhysicalPosition::new(area.x, area.y))?;
    if maximised {
        window.maximize()?;
    }
    Ok(())
}

fn area(position: PhysicalPosition<i32>, size: PhysicalSize<u32>) -> Area {
    let pixels = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    Area {
        x: position.x,
        y: position.y,
        width: pixels(size.width),
        height: pixels(size.height),
    }
}

/// Remembers where the window is now, for as long as it is there.
pub fn note_bounds(app: &AppHandle) {
    let Some(now) = app
        .get_webview_window(LABEL)
        .and_then(|window| bounds(&window).ok()?)
    else {
        return;
    };
    let shell = app.state::<Shell>();
    shell.bounds().note(now);
}

/// Where the window is; nothing where it is small.
fn bounds(window: &WebviewWindow) -> tauri::Result<Option<Bounds>> {
    if window.is_minimized()? {
        return Ok(None);
    }
    Ok(Some(Bounds {
        area: area(window.outer_position()?, window.inner_size()?),
        maximised: window.is_maximized()?,
    }))
}

/// Keeps where the window is for the next start.
pub fn keep_bounds(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move { keep(&app).await });
}

async fn keep(app: &AppHandle) {
    note_bounds(app);
    let shell = app.state::<Shell>();
    let Some(place) = shell.bounds().place() else {
        return;
    };
    if let Err(error) = shell.engine.keep_window_place(place.to_string()).await {
        eprintln!("qazet: {error}");
    }
}

/// Is that a page of the app itself? Everything else is opened outside, if at all.
fn is_own(url: &Url, dev: Option<&Url>) -> bool {
    let own = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // How WebView2 knows the scheme above.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    own || dev.is_some_and(|dev| dev.origin() == url.origin())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_the_apps_own_pages_may_be_navigated_to() {
        let own = |url: &str| is_own(&url.parse().unwrap(), None);
        assert!(own("tauri://localhost/index.html"));
        for other in [
            "https://tengrinews.kz/",
            "http://localhost:5173/",
            "http://tauri.localhost.evil.example/",
            "tauri://evil/",
            "qazet-media://localhost/00",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:blank",
        ] {
            assert!(!own(other), "{other} is not a page of the app");
        }
    }
}
