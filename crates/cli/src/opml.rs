//! `qazetctl opml`.

use anyhow::Context as _;
use api::wire::OpmlImported;
use engine::Mode;

use crate::arguments::Opml;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Opml) -> anyhow::Result<()> {
    match call {
        Opml::Import { file } => {
            let bytes = std::fs::read(&file)
                .with_context(|| format!("{} can't be read", file.display()))?;
            let engine = host.open(Mode::Write).await?;
            let imported: OpmlImported = engine.import_opml(&bytes).await?.into();
            engine.close().await?;
            for warning in &imported.warnings {
                eprintln!("qazetctl: {warning}");
            }
            if imported.private > 0 {
                eprintln!(
                    "qazetctl: {} of these feeds are on your own machine or network",
                    imported.private
                );
            }
            if host.json {
                out::json(&imported)
            } else {
                out::line(format!(
                    "{} feeds in the file, {} new",
                    imported.found, imported.added
                ))
            }
        }
        Opml::Export { file } => {
            let engine = host.open_to_read().await?;
            let text = engine.export_opml().await?;
            if file.as_os_str() == "-" {
                return if host.json {
                    out::json(&text)
                } else {
                    out::text(&text)
                };
            }
            engine::write_whole(&file, text.as_bytes())?;
            if host.json {
                out::json(&serde_json::json!({ "file": file }))
            } else {
                Ok(())
            }
        }
    }
}
