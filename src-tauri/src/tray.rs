//! The icon in the system tray: weather, rates, newest headlines, Sync now, Open, Quit.
//!
//! Deliberately absent: which headlines are newest (the core's `Timeline`), what the lines say (its `TrayLines`), and a click on the icon itself,
//! which Linux does not report.

use std::time::Duration;

use tauri::image::Image;
use tauri::menu::{Menu, MenuBuilder, MenuEvent};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager as _};

use crate::{Shell, desktop, unexpected, window};
use api::{ApiError, Request, Response, View};

const ID: &str = "main";
/// Headlines in the menu.
const HEADLINES: u32 = 8;
/// Characters of a headline in the menu.
const LENGTH: usize = 60;
/// The menu is made anew at most this often.
const PAUSE: Duration = Duration::from_secs(1);

const SYNC: &str = "sync";
const OPEN: &str = "open";
const QUIT: &str = "quit";
const ARTICLE: &str = "article ";
const WEATHER: &str = "weather";
const RATES: &str = "rates";
/// Without an event the menu is looked at this often: what it says of the weather grows old.
const LOOK: Duration = Duration::from_secs(600);

/// What the menu shows. Equal contents are not drawn again: a menu that is open would close.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Contents {
    language: String,
    /// Weather and rates; each possibly empty.
    lines: [String; 2],
    /// Id and title.
    headlines: Vec<(String, String)>,
}

/// The words of the menu: sync, open, quit.
fn words(language: &str) -> [&'static str; 3] {
    match language {
        "ru" => ["Обновить сейчас", "Открыть Qazet", "Выйти из Qazet"],
        "kk" => ["Қазір жаңарту", "Qazet-ті ашу", "Qazet-тен шығу"],
        _ => ["Sync now", "Open Qazet", "Quit Qazet"],
    }
}

/// Puts the icon into the tray and keeps its menu up to date until the app ends.
pub async fn keep(app: AppHandle) {
    let shell = app.state::<Shell>();
    let dark_on_light = desktop::prefers_light().await;
    let mut shown = None;
    loop {
        match contents(&app).await {
            Ok(contents) if shown.as_ref() == Some(&contents) => {}
            Ok(contents) => match show(&app, &contents, dark_on_light) {
                Ok(()) => shown = Some(contents),
                Err(error) => eprintln!("qazet: the tray's menu is not up to date: {error}"),
            },
            Err(error) => eprintln!("qazet: {}", error.message),
        }
        tokio::time::sleep(PAUSE).await;
        // An event, or that none came: both are reasons to look.
        let _ = tokio::time::timeout(LOOK, shell.tray_changed.notified()).await;
    }
}

fn show(app: &AppHandle, contents: &Contents, dark_on_light: bool) -> tauri::Result<()> {
    let menu = menu(app, contents)?;
    if let Some(icon) = app.tray_by_id(ID) {
        return icon.set_menu(Some(menu));
    }
    TrayIconBuilder::with_id(ID)
        .icon(picture(dark_on_light)?)
        .icon_as_template(cfg!(target_os = "macos"))
        .tooltip("Qazet")
        .menu(&menu)
        .temp_dir_path(app.path().app_cache_dir()?)
        .on_menu_event(|app, event| chosen(app, &event))
        .build(app)?;
    Ok(())
}

async fn contents(app: &AppHandle) -> Result<Contents, ApiError> {
    let shell = app.state::<Shell>();
    let newest = Request::Timeline {
        view: View::All,
        after: None,
        limit: HEADLINES,
    };
    let rows = match api::dispatch(&shell.engine, newest).await? {
        Response::Timeline(timeline) => timeline.rows,
        other => return Err(unexpected(&other)),
    };
    let lines = match api::dispatch(&shell.engine, Request::TrayLines).await? {
        Response::TrayLines(lines) => [lines.weather, lines.rates],
        other => return Err(unexpected(&other)),
    };
    Ok(Contents {
        language: shell.settings().await?.language,
        lines,
        headlines: rows.into_iter().map(|row| (row.id, row.title)).collect(),
    })
}

fn menu(app: &AppHandle, contents: &Contents) -> tauri::Result<Menu<tauri::Wry>> {
    let [sync, open, quit] = words(&contents.language);
    let mut menu = MenuBuilder::new(app);
    for (id, line) in [WEATHER, RATES].into_iter().zip(&contents.lines) {
        if !line.is_empty() {
            menu = menu.text(id, label(line));
        }
    }
    if contents.lines.iter().any(|line| !line.is_empty()) {
        menu = menu.separator();
    }
    for (article, title) in &contents.headlines {
        menu = menu.text(format!("{ARTICLE}{article}"), label(title));
    }
    if !contents.headlines.is_empty() {
        menu = menu.separator();
    }
    menu.text(SYNC, sync)
        .text(OPEN, open)
        .separator()
        .text(QUIT, quit)
        .build()
}

fn chosen(app: &AppHandle, event: &MenuEvent) {
    match event.id().as_ref() {
        SYNC => sync_now(app.clone()),
        OPEN | WEATHER | RATES => window::show(app, None),
        QUIT => {
            app.state::<Shell>().stay_in_tray(false);
            app.exit(0);
        }
        other => {
            if let Some(article) = other.strip_prefix(ARTICLE) {
                window::show(app, Some(article.to_owned()));
            }
        }
    }
}

fn sync_now(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        if let Err(error) = api::dispatch(&shell.engine, Request::Sync { now: true }).await {
            eprintln!("qazet: {}", error.message);
        }
    });
}

/// A headline as a line of a menu: cut at the end of a word, `&` doubled as menus want it.
fn label(headline: &str) -> String {
    shortened(headline).replace('&', "&&")
}

fn shortened(headline: &str) -> String {
    let Some((end, _)) = headline.char_indices().nth(LENGTH) else {
        return headline.to_owned();
    };
    let cut = &headline[..end];
    // A word that fills the whole line is cut inside.
    let words = cut.rfind(' ').map_or(cut, |space| &cut[..space]);
    format!(
        "{}…",
        words.trim_end_matches([' ', ',', ':', ';', '–', '—', '-'])
    )
}

fn picture(dark_on_light: bool) -> tauri::Result<Image<'static>> {
    let bytes: &[u8] = if cfg!(target_os = "macos") {
        include_bytes!("../icons/tray-template.png")
    } else if cfg!(windows) {
        // The task bar may be light or dark: the tile shows on both.
        include_bytes!("../icons/32x32.png")
    } else if dark_on_light {
        include_bytes!("../icons/tray-dark.png")
    } else {
        include_bytes!("../icons/tray-light.png")
    };
    Image::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_cut_at_the_end_of_a_word() {
        assert_eq!(label("Short"), "Short");
        let long = "Холодный фронт идёт с запада: к четвергу в степи до минус восемнадцати";
        assert_eq!(
            label(long),
            "Холодный фронт идёт с запада: к четвергу в степи до минус…"
        );
        let comma = "One two three four five six seven eight nine ten eleven tw, elve";
        assert_eq!(
            label(comma),
            "One two three four five six seven eight nine ten eleven tw…"
        );
        let word = "ы".repeat(80);
        assert_eq!(
            label(&word).chars().count(),
            LENGTH + 1,
            "a word without end is cut too"
        );
    }

    #[test]
    fn an_ampersand_is_not_a_key_of_the_menu() {
        assert_eq!(label("AT&T"), "AT&&T");
    }
}
