//! `qazetctl doctor`.

use engine::{Engine, Findings, Mode, StoreError};
use serde_json::json;

use crate::arguments::Doctor;
use crate::host::Host;
use crate::out;

/// Runs the call. Fails where something is wrong and was not mended.
pub async fn run(host: &Host, call: Doctor) -> anyhow::Result<()> {
    let found = if call.repair {
        // A damaged file is set aside and rescued when it is opened.
        let folder = host.folder()?;
        if folder.is_dir() {
            engine::want_check(&folder)?;
        }
        let engine = host.open(Mode::Write).await?;
        engine.repair().await?;
        let found = engine.examine().await?;
        engine.close().await?;
        found
    } else {
        examine(host).await?
    };
    let ok = found.findings.is_empty();
    if host.json {
        out::json(&json!({
            "ok": ok,
            "schema": found.schema,
            "articles": found.articles,
            "bytes": found.bytes,
            "media_bytes": found.media_bytes,
            "findings": found.findings,
        }))?;
    } else {
        found.findings.iter().try_for_each(out::line)?;
        out::line(format!(
            "{} articles, {} bytes, pictures {} bytes, schema {}",
            found.articles, found.bytes, found.media_bytes, found.schema
        ))?;
        if found.unindexed > 0 {
            out::line(format!(
                "{} articles come into the search index with the next sync",
                found.unindexed
            ))?;
        }
    }
    anyhow::ensure!(
        ok,
        "the library needs attention; run `qazetctl doctor --repair`"
    );
    Ok(())
}

/// A library that can't even be opened is one finding.
async fn examine(host: &Host) -> anyhow::Result<Findings> {
    let looked = match host.open_to_read().await {
        Ok(engine) => looked(&engine).await,
        Err(error) => Err(error),
    };
    match looked {
        Err(error) if is_damage(&error) => Ok(Findings {
            findings: vec![error.to_string()],
            ..Findings::default()
        }),
        found => found,
    }
}

async fn looked(engine: &Engine) -> anyhow::Result<Findings> {
    Ok(engine.examine().await?)
}

fn is_damage(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref(),
        Some(engine::Error::Store(StoreError::Damaged { .. }))
    )
}
