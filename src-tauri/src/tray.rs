//! The icon in the system tray and its menu. What they show is the core's (`Tray`); here they are drawn and clicked.
//!
//! Deliberately absent: which headlines are newest and what the menu says (the core), and whether there is a tray at all (`machine`).

use std::time::Duration;

use tauri::image::Image;
use tauri::menu::{Menu, MenuBuilder, MenuEvent, SubmenuBuilder};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager as _, Wry};

use crate::{Shell, unexpected, window};
use api::wire::{Tray, TrayAct, TrayEntry};
use api::{ApiError, Request, Response};
use machine::Panel;

const ID: &str = "qazet";
/// The tray is drawn anew at most this often.
const PAUSE: Duration = Duration::from_secs(1);
/// What could not be drawn is tried again after this time.
const AGAIN: Duration = Duration::from_secs(30);

/// What is in the tray. An equal one is not drawn again.
type Drawn = (Tray, Panel);

/// Puts the icon into the tray, where there is one, and keeps it up to date until the app ends.
pub async fn keep(app: AppHandle) {
    let shell = app.state::<Shell>();
    let mut seat = shell.seat.subscribe();
    let mut shown: Option<Drawn> = None;
    let mut complaint = String::new();
    loop {
        let panel = seat.borrow_and_update().panel;
        let until = match look(&app, panel, &mut shown).await {
            Ok(until) => {
                complaint.clear();
                until
            }
            // Once, however long it lasts.
            Err(error) => {
                if complaint != error {
                    eprintln!("qazet: {error}");
                    complaint = error;
                }
                AGAIN
            }
        };
        tokio::time::sleep(PAUSE).await;
        tokio::select! {
            () = shell.tray_changed.notified() => {}
            changed = seat.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(until) => {}
        }
    }
}

/// Draws what is to be seen now, and says for how long it holds.
async fn look(
    app: &AppHandle,
    panel: Option<Panel>,
    shown: &mut Option<Drawn>,
) -> Result<Duration, String> {
    let shell = app.state::<Shell>();
    let tray = tray(&shell).await.map_err(|error| error.message)?;
    let until = Duration::from_secs(tray.until_s.into());
    let drawn = match panel.filter(|panel| panel.has_tray) {
        Some(panel) => draw(app, shown, (tray, panel)),
        None => Ok(()),
    };
    // A panel that takes no icon is none: nobody may be left with it alone.
    shell.note_seat(|seat| seat.refused = drawn.is_err() && app.tray_by_id(ID).is_none());
    drawn.map_err(|error| format!("the tray is not up to date: {error}"))?;
    Ok(until)
}

async fn tray(shell: &Shell) -> Result<Tray, ApiError> {
    match api::dispatch(&shell.engine, Request::Tray).await? {
        Response::Tray(tray) => Ok(tray),
        other => Err(unexpected(&other)),
    }
}

/// Draws what has changed. A text that has changed moves nothing: on Linux the panel is told of that text alone. An icon whose tray went away
/// joins the next one by itself.
fn draw(app: &AppHandle, shown: &mut Option<Drawn>, now: Drawn) -> tauri::Result<()> {
    if shown.as_ref() != Some(&now) {
        show(app, shown.as_ref(), &now)?;
        *shown = Some(now);
    }
    Ok(())
}

fn show(app: &AppHandle, shown: Option<&Drawn>, (tray, panel): &Drawn) -> tauri::Result<()> {
    let picture = picture(panel.is_light, tray.has_unread)?;
    let Some(icon) = app.tray_by_id(ID) else {
        let mut icon = TrayIconBuilder::with_id(ID)
            .icon(picture)
            .icon_as_template(cfg!(target_os = "macos"))
            .tooltip(tooltip(tray))
            .menu(&menu(app, &tray.menu)?)
            .show_menu_on_left_click(!cfg!(windows))
            .on_menu_event(|app, event| chosen(app, &event))
            .on_tray_icon_event(|icon, event| clicked(icon.app_handle(), &event));
        if cfg!(target_os = "linux") {
            // Elsewhere a title stands beside the icon.
            icon = icon.title("Qazet");
        }
        icon.build(app)?;
        return Ok(());
    };
    let is_new = |differs: &dyn Fn(&Drawn) -> bool| shown.is_none_or(differs);
    if is_new(&|(was, on)| (was.has_unread, on.is_light) != (tray.has_unread, panel.is_light)) {
        icon.set_icon_with_as_template(Some(picture), cfg!(target_os = "macos"))?;
    }
    if is_new(&|(was, _)| was.tooltip != tray.tooltip) {
        icon.set_tooltip(Some(tooltip(tray)))?;
    }
    if is_new(&|(was, _)| was.menu != tray.menu) {
        icon.set_menu(Some(menu(app, &tray.menu)?))?;
    }
    Ok(())
}

/// Linux has the title in a line of its own.
fn tooltip(tray: &Tray) -> String {
    match cfg!(target_os = "linux") {
        true => tray.tooltip.clone(),
        false => format!("Qazet\n{}", tray.tooltip),
    }
}

fn menu(app: &AppHandle, entries: &[TrayEntry]) -> tauri::Result<Menu<Wry>> {
    let mut menu = MenuBuilder::new(app);
    for TrayEntry { text, act } in entries {
        menu = match act {
            TrayAct::Divide => menu.separator(),
            TrayAct::Open(below) => {
                let mut opened = SubmenuBuilder::new(app, label(text));
                for TrayEntry { text, act } in below {
                    opened = match act {
                        TrayAct::Divide => opened.separator(),
                        act => opened.text(id(act)?, label(text)),
                    };
                }
                menu.item(&opened.build()?)
            }
            act => menu.text(id(act)?, label(text)),
        };
    }
    menu.build()
}

/// An entry is named by what it does: a click on one that has changed meanwhile does what the reader saw.
fn id(act: &TrayAct) -> tauri::Result<String> {
    Ok(serde_json::to_string(act)?)
}

/// A click on the icon itself. On macOS, and where a Linux desktop wants it so, that opens the menu.
fn clicked(app: &AppHandle, event: &TrayIconEvent) {
    if let TrayIconEvent::Click {
        button: MouseButton::Left,
        button_state: MouseButtonState::Up,
        ..
    } = event
        && !cfg!(target_os = "macos")
    {
        window::show(app, None);
    }
}

fn chosen(app: &AppHandle, event: &MenuEvent) {
    match serde_json::from_str(event.id().as_ref()) {
        Ok(TrayAct::Go(place)) => window::show(app, Some(place)),
        Ok(TrayAct::Sync) => ask(app, Request::Sync { now: true }),
        Ok(TrayAct::Pause(how_long)) => ask(app, Request::PauseNotices { how_long }),
        Ok(TrayAct::Quit) => window::quit(app),
        Ok(TrayAct::Open(_) | TrayAct::Divide) => {}
        Err(error) => eprintln!("qazet: the menu has an entry that does nothing: {error}"),
    }
}

fn ask(app: &AppHandle, request: Request) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        if let Err(error) = api::dispatch(&shell.engine, request).await {
            eprintln!("qazet: {}", error.message);
        }
    });
}

/// `&` marks a key of the menu; doubled, it is itself.
fn label(text: &str) -> String {
    text.replace('&', "&&")
}

/// Large enough for a panel at 300 %; the panel makes it smaller.
fn picture(dark_on_light: bool, has_unread: bool) -> tauri::Result<Image<'static>> {
    macro_rules! icon {
        ($name:literal) => {
            match has_unread {
                true => include_bytes!(concat!("../icons/tray/", $name, "-unread.png")).as_slice(),
                false => include_bytes!(concat!("../icons/tray/", $name, ".png")).as_slice(),
            }
        };
    }
    Image::from_bytes(if cfg!(target_os = "macos") {
        icon!("template")
    } else if cfg!(windows) {
        // The task bar may be light or dark: the tile shows on both.
        icon!("tile")
    } else if dark_on_light {
        icon!("dark")
    } else {
        icon!("light")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use api::wire::Place;

    #[test]
    fn an_entry_of_the_menu_does_what_its_name_says() {
        let act = TrayAct::Go(Place::Article("42".to_owned()));
        assert_eq!(
            serde_json::from_str::<TrayAct>(&id(&act).unwrap()).unwrap(),
            act
        );
    }

    #[test]
    fn every_picture_can_be_drawn() {
        for light in [true, false] {
            for unread in [true, false] {
                let picture = picture(light, unread).unwrap();
                assert_eq!((picture.width(), picture.height()), (96, 96));
            }
        }
    }

    #[test]
    fn an_ampersand_is_not_a_key_of_the_menu() {
        assert_eq!(label("AT&T"), "AT&&T");
    }
}
