//! Updates of the app by itself, in packages that nobody else keeps up to date (feature `updates`; docs/releasing.md).
//!
//! Nobody is asked before the reader asks for it. What is installed is signed with the key that the build was given; the plugin
//! refuses everything else.

use tauri::{AppHandle, Manager as _, Url};
use tauri_plugin_updater::{Update, UpdaterExt as _};

use crate::Shell;
use api::wire::{self, UpdateStep};
use api::{ApiError, ErrorCode, Response};

/// Does what the reader asks. After an installation there is no answer: the app starts again.
pub async fn answer(app: &AppHandle, step: UpdateStep) -> Result<Response, ApiError> {
    let newer = match step {
        UpdateStep::Known => None,
        UpdateStep::Look => newer(app).await?,
        UpdateStep::Install => {
            if let Some(update) = newer(app).await? {
                update
                    .download_and_install(|_, _| {}, || {})
                    .await
                    .map_err(|error| failed(&error))?;
                app.request_restart();
            }
            None
        }
    };
    Ok(Response::Update(Some(wire::Update {
        from: asked_host(app),
        newer: newer.map(|update| update.version),
    })))
}

async fn newer(app: &AppHandle) -> Result<Option<Update>, ApiError> {
    let engine = app.state::<Shell>().engine.clone();
    let updater = app
        .updater_builder()
        // Windows' installer ends the app without a word.
        .on_before_exit(move || {
            if let Err(error) = tauri::async_runtime::block_on(engine.close()) {
                eprintln!("qazet: {error}");
            }
        })
        .build()
        .map_err(|error| failed(&error))?;
    updater.check().await.map_err(|error| failed(&error))
}

/// The host of the one address that `cargo xtask bundle` lays into the configuration.
fn asked_host(app: &AppHandle) -> String {
    let settings = app.config().plugins.0.get("updater");
    let address = settings
        .and_then(|settings| settings["endpoints"][0].as_str())
        .and_then(|address| Url::parse(address).ok());
    address
        .and_then(|address| address.host_str().map(str::to_owned))
        .unwrap_or_default()
}

fn failed(error: &tauri_plugin_updater::Error) -> ApiError {
    ApiError::new(
        ErrorCode::Failed,
        format!("Qazet could not be updated: {error}. It stays as it is; try again later."),
    )
}
