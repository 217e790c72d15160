//! `qazetctl save`.

use api::wire::{PageOutcome, SavedPage};
use engine::Mode;

use crate::arguments::Save;
use crate::host::Host;
use crate::out;

/// Runs the call. A page that can't be read now is saved all the same, so that is no failure; the reason goes to stderr.
pub async fn run(host: &Host, call: Save) -> anyhow::Result<()> {
    let engine = host.open(Mode::Write).await?;
    let saved = engine.save_page(&call.url).await?;
    engine.fetch_pictures_of(saved.article).await?;
    engine.close().await?;
    let saved: SavedPage = saved.into();
    if !saved.reason.is_empty() {
        eprintln!("qazetctl: {}", saved.reason);
    }
    if host.json {
        return out::json(&saved);
    }
    let said = match saved.outcome {
        PageOutcome::Read => "saved",
        PageOutcome::Waits => "saved; its text comes with a later sync",
        PageOutcome::Closed | PageOutcome::Failed => "its address is saved, its text can't be read",
    };
    out::line(format!("{}\t{said}", saved.article))
}
