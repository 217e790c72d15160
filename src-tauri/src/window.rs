//! The one window: made when it is wanted, gone when it is closed.

use tauri::utils::config::Color;
use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{AppHandle, Manager as _, Url, WebviewUrl};

use crate::{Page, Shell, desktop, events};
use api::Event;

/// The window's label, and the only one the capability names.
pub const LABEL: &str = "main";

/// Brings the window to the front, making it where there is none, and opens `article` in it.
pub fn show(app: &AppHandle, article: Option<String>) {
    let app = app.clone();
    // Never on the main thread: there, making a window from inside an event would wait for itself.
    tauri::async_runtime::spawn(async move {
        if let Err(error) = open(&app, article).await {
            eprintln!("qazet: the window could not be opened: {error}");
        }
    });
}

/// Notes that the interface has asked something. Once it surely hears events, it is sent the article it was opened for.
pub fn interface_asked(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let mut page = shell.page();
    if page.begun {
        page.listens = true;
        if let Some(article) = page.wanted.take() {
            events::emit(app, Event::OpenArticle { article });
        }
    }
    page.begun = true;
}

fn open_article(app: &AppHandle, article: String) {
    let shell = app.state::<Shell>();
    let mut page = shell.page();
    if page.listens {
        events::emit(app, Event::OpenArticle { article });
    } else {
        page.wanted = Some(article);
    }
}

/// The reader closes the window: the app stays in the tray where there is one and the reader wants that, else it ends.
pub fn close(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        let wished = match shell.settings().await {
            Ok(settings) => settings.close_to_tray,
            Err(error) => {
                eprintln!("qazet: {}", error.message);
                false
            }
        };
        shell.stay_in_tray(wished && desktop::has_tray().await);
        if let Some(window) = app.get_webview_window(LABEL)
            && let Err(error) = window.destroy()
        {
            eprintln!("qazet: the window could not be closed: {error}");
        }
    });
}

async fn open(app: &AppHandle, article: Option<String>) -> tauri::Result<()> {
    let shell = app.state::<Shell>();
    let _one_at_a_time = shell.opening.lock().await;
    shell.stay_in_tray(false);
    if let Some(window) = app.get_webview_window(LABEL) {
        window.unminimize()?;
        window.show()?;
        window.set_focus()?;
        if let Some(article) = article {
            open_article(app, article);
        }
        return Ok(());
    }
    *shell.page() = Page {
        wanted: article,
        ..Page::default()
    };
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
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Qazet")
        .inner_size(1280.0, 832.0)
        .min_inner_size(480.0, 400.0)
        // The paper's colour until the interface has drawn its first frame.
        .background_color(if theme == "dark" { dark } else { light })
        // The webview's own files are a cache, and lie with the caches.
        .data_directory(app.path().app_cache_dir()?.join("webview"))
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
    Ok(())
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
