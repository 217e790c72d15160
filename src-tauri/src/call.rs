//! The one command of the window: a request in, the core's answer out.

use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt as _;

use crate::{Shell, window};
use api::{ApiError, ErrorCode, Request, Response};

/// Passes `request` to the core. A checked link is also opened outside, by the system's program for it.
#[tauri::command]
pub async fn call(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: Request,
) -> Result<Response, ApiError> {
    window::interface_asked(&app);
    let response = api::dispatch(&shell.engine, request).await?;
    if let Response::Link(address) = &response {
        open_outside(&app, address)?;
    }
    Ok(response)
}

fn open_outside(app: &AppHandle, address: &str) -> Result<(), ApiError> {
    app.opener()
        .open_url(address, None::<&str>)
        .map_err(|error| ApiError {
            code: ErrorCode::Failed,
            message: format!(
                "No program could open {address} ({error}). Choose a default browser in the system's settings."
            ),
        })
}
