//! Windows that stay blank: WebKit and some graphics cards' drivers do not get on, and then nothing is drawn.
//!
//! The page says when it has drawn its first frame. Where it never does, the reader is told the way out, in a dialog that is none of WebKit's.

use std::ffi::OsString;
#[cfg(target_os = "linux")]
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use tauri::{AppHandle, Manager as _};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons, MessageDialogKind};

use crate::door::{Door, Wanted};
use crate::{Shell, renew, window};
use api::ApiError;

/// A page that has drawn nothing for so long will not do it any more: a first start on an old disk takes a few seconds.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What makes WebKitGTK draw without the graphics card. What the reader has set already stays as it is.
#[cfg(target_os = "linux")]
const SWITCHES: [&str; 2] = ["WEBKIT_DISABLE_DMABUF_RENDERER", COMPOSITING];
/// The one of them that keeps it from OpenGL.
#[cfg(target_os = "linux")]
const COMPOSITING: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
/// Says that Qazet has set them, and nobody else.
const MARK: &str = "QAZET_SAFE_GRAPHICS";

/// Is this process one that draws without the graphics card?
pub fn is_safe() -> bool {
    std::env::var_os(MARK).is_some()
}

/// What differs in the environment of a process that draws so, or no more so: a name, and its value where it is set.
#[cfg(target_os = "linux")]
pub fn environment(safe: bool) -> Vec<(&'static str, Option<&'static str>)> {
    let ours = is_safe();
    let switches = SWITCHES.into_iter().filter_map(|name| match safe {
        true => std::env::var_os(name)
            .is_none()
            .then_some((name, Some("1"))),
        false => ours.then_some((name, None)),
    });
    let mark = [(MARK, safe.then_some("1"))];
    switches.chain(mark).collect()
}

/// Before the first window: begins the process anew where the reader's choice asks for another way of drawing than this one has. WebKit reads
/// its switches once.
pub async fn settle(app: &AppHandle, asked: bool) -> Result<(), ApiError> {
    let shell = app.state::<Shell>();
    if asked {
        remember(&shell).await?;
    }
    let wanted = cfg!(target_os = "linux") && shell.settings().await?.safe_graphics;
    if wanted != is_safe()
        && let Some(program) = renew::program(app)
    {
        let line = std::env::args_os().skip(1).collect();
        begin_anew(app, program, shell.arguments.place(), line, wanted).await;
    }
    Ok(())
}

/// The reader wants no graphics card from now on, and the window, at `place`: whatever this process was started with.
pub async fn go_safe(app: &AppHandle, place: Wanted) -> Result<(), ApiError> {
    let shell = app.state::<Shell>();
    remember(&shell).await?;
    match renew::program(app) {
        Some(program) if !is_safe() => {
            let line = shell.arguments.shown_again(place.as_ref());
            begin_anew(app, program, place, line, true).await;
        }
        _ => window::show(app, place),
    }
    Ok(())
}

async fn remember(shell: &Shell) -> Result<(), ApiError> {
    shell.choose(|settings| settings.safe_graphics = true).await
}

/// Whoever wants the window meanwhile gets it from the new process, at `place` where they name none.
async fn begin_anew(
    app: &AppHandle,
    program: PathBuf,
    place: Wanted,
    line: Vec<OsString>,
    safe: bool,
) {
    let (shell, door) = (app.state::<Shell>(), app.state::<Door>());
    let _no_window_is_made = shell.opening.lock().await;
    door.shut();
    if let Err(error) = shell.engine.close().await {
        eprintln!("qazet: {error}");
    }
    app.cleanup_before_exit();
    let line = match door.take() {
        Some(wanted) => shell.arguments.shown_again(wanted.or(place).as_ref()),
        None => line,
    };
    let error = renew::begin(program, line, safe);
    eprintln!("qazet: could not begin anew: {error}; start Qazet again");
    app.exit(1);
}

/// Begins the process anew, as its first act, where there is no graphics card that could do the work: Mesa would compute it on the
/// processor, and hold a hundred megabytes for its compiler and its copies of the page. WebKit draws the page itself then, which is faster.
#[cfg(target_os = "linux")]
pub fn suit_machine() {
    use std::os::unix::process::CommandExt as _;
    if std::env::var_os(COMPOSITING).is_some() || has_card(Path::new("/dev")) {
        return;
    }
    let line = std::env::args_os().skip(1);
    let begun = std::env::current_exe().map(|program| {
        std::process::Command::new(program)
            .args(line)
            .env(COMPOSITING, "1")
            .exec()
    });
    // All works without it, too.
    let (Ok(error) | Err(error)) = begun;
    eprintln!("qazet: could not begin anew without OpenGL: {error}");
}

#[cfg(not(target_os = "linux"))]
pub fn suit_machine() {}

/// Is there a graphics card that computes? It has a node of its own below `/dev/dri`, or is one of those that Windows lends to Linux, or
/// NVIDIA's.
#[cfg(target_os = "linux")]
fn has_card(devices: &Path) -> bool {
    let nodes = std::fs::read_dir(devices.join("dri"));
    let renders = |node: std::io::Result<std::fs::DirEntry>| {
        node.is_ok_and(|node| node.file_name().as_encoded_bytes().starts_with(b"renderD"))
    };
    nodes.is_ok_and(|mut nodes| nodes.any(renders))
        || ["dxg", "nvidiactl"]
            .iter()
            .any(|name| devices.join(name).exists())
}

/// Waits for the first frame of the window that was just made, and offers the way out where there is none.
pub fn watch_first_frame(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        let number = shell.page().number;
        tokio::time::sleep(shell.patience).await;
        let is_blank = {
            let page = shell.page();
            page.number == number && !page.painted
        };
        // Nothing is drawn on a screen that is locked, or for a window that is small.
        if is_blank && window::is_seen(&app) && !shell.presence().locked {
            offer(&app).await;
        }
    });
}

async fn offer(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let language = shell.settings().await.map(|settings| settings.language);
    let [text, yes, no] = words(&language.unwrap_or_default());
    eprintln!(
        "qazet: the window seems to stay blank; `qazet --safe-graphics` draws without the graphics card"
    );
    if !cfg!(target_os = "linux") || is_safe() {
        return;
    }
    let asked = app.clone();
    app.dialog()
        .message(text)
        .title("Qazet")
        .kind(MessageDialogKind::Warning)
        .buttons(MessageDialogButtons::OkCancelCustom(
            yes.to_owned(),
            no.to_owned(),
        ))
        .show(move |agreed| {
            if agreed {
                tauri::async_runtime::spawn(async move {
                    if let Err(error) = go_safe(&asked, None).await {
                        eprintln!("qazet: {}", error.message);
                    }
                });
            }
        });
}

/// The question, and the words for yes and no.
fn words(language: &str) -> [&'static str; 3] {
    match language {
        "ru" => [
            "Похоже, окно Qazet осталось пустым. Так бывает с некоторыми видеокартами.\n\nПерезапустить Qazet без видеокарты? Вернуть всё как было можно в настройках. То же из командной строки: qazet --safe-graphics.",
            "Перезапустить",
            "Подождать",
        ],
        "kk" => [
            "Qazet терезесі бос қалған сияқты. Кейбір бейнекарталарда осылай болады.\n\nQazet-ті бейнекартасыз қайта іске қосу керек пе? Мұны кейін баптаулардан өзгертуге болады. Команда: qazet --safe-graphics.",
            "Қайта іске қосу",
            "Күту",
        ],
        _ => [
            "Qazet's window seems to stay blank. This happens with some graphics cards.\n\nStart Qazet again without the graphics card? The settings take that back. On the command line: qazet --safe-graphics.",
            "Start again",
            "Wait",
        ],
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_card_that_only_shows_pictures_computes_nothing() {
        let devices = tempfile::tempdir().unwrap();
        assert!(!has_card(devices.path()));
        let dri = devices.path().join("dri");
        std::fs::create_dir(&dri).unwrap();
        std::fs::write(dri.join("card0"), "").unwrap();
        assert!(!has_card(devices.path()));
        std::fs::write(dri.join("renderD128"), "").unwrap();
        assert!(has_card(devices.path()));
    }

    #[test]
    fn what_the_reader_has_set_stays_as_it_is() {
        // Nothing is set where tests run.
        let safe = environment(true);
        assert_eq!(safe.len(), SWITCHES.len() + 1);
        assert!(safe.iter().all(|(_, value)| *value == Some("1")));
        assert_eq!(
            environment(false),
            [(MARK, None)],
            "switches that are not ours are not taken away"
        );
    }
}
