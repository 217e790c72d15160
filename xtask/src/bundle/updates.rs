//! Installers that look for updates themselves: those that no package manager keeps up to date.
//!
//! What they install must be signed, and they are of no use without the public key to hold it against; so there is no default.
//! [docs/releasing.md](../../../docs/releasing.md) tells how the keys are made and kept.

use std::process::Command;

use anyhow::{Result, bail};

/// The public key, as `tauri signer generate` prints it.
const PUBLIC_KEY: &str = "QAZET_UPDATES_KEY";

/// The private key; Tauri's bundler reads it.
const PRIVATE_KEY: &str = "TAURI_SIGNING_PRIVATE_KEY";

/// Where the list of updates lies, instead of with the releases of the project.
const ADDRESS: &str = "QAZET_UPDATES_ADDRESS";

/// Makes `tauri build` build an app that looks for updates, and sign what it makes.
pub fn switch_on(tauri: &mut Command) -> Result<()> {
    let Some(key) = set(PUBLIC_KEY) else {
        bail!(
            "these installers update themselves, and {PUBLIC_KEY} holds no public key to hold updates against. \
             docs/releasing.md tells how to make one; --without-updates makes installers that stay as they are"
        );
    };
    if set(PRIVATE_KEY).is_none() {
        bail!(
            "{PUBLIC_KEY} is there, but {PRIVATE_KEY} is not: what is made could not be signed, and no installed Qazet would take it"
        );
    }
    let address = set(ADDRESS).unwrap_or_else(|| {
        format!(
            "{}/releases/latest/download/latest.json",
            env!("CARGO_PKG_REPOSITORY")
        )
    });
    tauri.args([
        "--features",
        "updates",
        "--config",
        &settings(&key, &address)?,
    ]);
    Ok(())
}

/// What is laid over `tauri.conf.json`: the key, the list's address, and that a signature holds for the version it was made for only,
/// so that nobody gives out an old Qazet, with its mended faults, for a new one.
///
/// # Errors
/// Where key or address can't be.
pub fn settings(key: &str, address: &str) -> Result<String> {
    for word in [key, address] {
        if word.contains(['"', '\\']) || word.contains(char::is_control) {
            bail!("`{word}` is neither a key nor an address");
        }
    }
    Ok(format!(
        r#"{{"bundle":{{"createUpdaterArtifacts":true}},"plugins":{{"updater":{{"requireSignedVersion":true,"pubkey":"{key}","endpoints":["{address}"]}}}}}}"#
    ))
}

fn set(name: &str) -> Option<String> {
    let value = std::env::var(name).ok()?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}
