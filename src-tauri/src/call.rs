//! The one command of the window: a request in, the core's answer out.

use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_opener::OpenerExt as _;
use tokio::sync::oneshot;

use crate::{Shell, window};
use api::{ApiError, ErrorCode, Request, Response};

/// Passes `request` to the core. A checked link is also opened outside, by the system's program for it; an exported list is saved where the
/// reader says, because a window without a browser around it has no downloads.
#[tauri::command]
pub async fn call(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: Request,
) -> Result<Response, ApiError> {
    window::interface_asked(&app);
    let response = api::dispatch(&shell.engine, request).await?;
    match response {
        Response::Opml(list) => {
            save_list(&app, &list).await?;
            Ok(Response::Done)
        }
        Response::Link(address) => {
            open_outside(&app, &address)?;
            Ok(Response::Link(address))
        }
        other => Ok(other),
    }
}

/// Asks where to save a list of feeds, and saves it; a reader who cancels has changed their mind.
async fn save_list(app: &AppHandle, list: &str) -> Result<(), ApiError> {
    let (chosen, answer) = oneshot::channel();
    app.dialog()
        .file()
        .set_file_name("qazet.opml")
        .add_filter("OPML", &["opml", "xml"])
        .save_file(move |path| {
            // Nobody listens any more only when the window is gone.
            let _ = chosen.send(path);
        });
    let Ok(Some(place)) = answer.await else {
        return Ok(());
    };
    let saved = place
        .into_path()
        .map_err(|error| error.to_string())
        .and_then(|path| std::fs::write(path, list).map_err(|error| error.to_string()));
    saved.map_err(|why| {
        ApiError::new(
            ErrorCode::Failed,
            format!("The list could not be saved: {why}. Choose another folder."),
        )
    })
}

fn open_outside(app: &AppHandle, address: &str) -> Result<(), ApiError> {
    app.opener()
        .open_url(address, None::<&str>)
        .map_err(|error| ApiError::new(ErrorCode::Failed, format!(
                "No program could open {address} ({error}). Choose a default browser in the system's settings."
            )))
}
