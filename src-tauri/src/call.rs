//! The one command of the window: a request in, the core's answer out.

use tauri::{AppHandle, Manager as _, State};
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_opener::OpenerExt as _;
use tokio::sync::oneshot;

use crate::{Shell, login, window};
use api::{ApiError, ErrorCode, Request, Response};

/// Passes `request` to the core. A checked link is also opened outside, by the system's program for it; a file is saved where the reader
/// says, because a window without a browser around it has no downloads.
#[tauri::command]
pub async fn call(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: serde_json::Value,
) -> Result<Response, ApiError> {
    window::interface_asked(&app);
    let request = Request::read(request)?;
    #[cfg(feature = "updates")]
    if let Request::Update { step } = request {
        return crate::updates::answer(&app, step).await;
    }
    match &request {
        Request::Painted => shell.page().painted = true,
        // The system is asked first: what it refuses is not kept.
        Request::SetSettings(settings) => start_at_login(&app, settings.start_at_login).await?,
        _ => {}
    }
    let response = api::dispatch(&shell.engine, request).await?;
    match response {
        Response::Opml(list) => save(&app, "qazet.opml", list.into_bytes()).await,
        Response::File(file) => save(&app, &file.name, file.bytes).await,
        Response::Link(address) => {
            open_outside(&app, &address)?;
            Ok(Response::Link(address))
        }
        other => Ok(other),
    }
}

/// Only where the reader changes it here: what was changed in the system's own settings meanwhile stays.
async fn start_at_login(app: &AppHandle, on: bool) -> Result<(), ApiError> {
    let shell = app.state::<Shell>();
    if shell.settings().await?.start_at_login == on {
        return Ok(());
    }
    login::choose(app, &shell.arguments, on).map_err(|error| {
        ApiError::new(
            ErrorCode::Failed,
            format!(
                "The system does not let Qazet choose what starts at login ({error}). Add Qazet in the system's own settings."
            ),
        )
    })
}

/// Asks where to save a file, and saves it; a reader who cancels has changed their mind.
async fn save(app: &AppHandle, name: &str, bytes: Vec<u8>) -> Result<Response, ApiError> {
    let (chosen, answer) = oneshot::channel();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    app.dialog()
        .file()
        .set_file_name(name)
        .add_filter(ending.to_uppercase(), &[ending])
        .save_file(move |path| {
            // Nobody listens any more only when the window is gone.
            let _ = chosen.send(path);
        });
    let Ok(Some(place)) = answer.await else {
        return Ok(Response::Saved(None));
    };
    let failed = |why: String| ApiError::new(ErrorCode::Failed, why);
    let path = place
        .into_path()
        .map_err(|error| failed(format!("{error}. Choose another folder")))?;
    let saved = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let written = tauri::async_runtime::spawn_blocking(move || engine::write_whole(&path, &bytes));
    written
        .await
        .map_err(|error| failed(error.to_string()))?
        .map_err(|error| failed(error.to_string()))?;
    Ok(Response::Saved(Some(saved)))
}

fn open_outside(app: &AppHandle, address: &str) -> Result<(), ApiError> {
    app.opener()
        .open_url(address, None::<&str>)
        .map_err(|error| ApiError::new(ErrorCode::Failed, format!(
                "No program could open {address} ({error}). Choose a default browser in the system's settings."
            )))
}
