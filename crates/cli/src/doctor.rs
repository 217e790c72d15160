//! `qazetctl doctor`.

use engine::Mode;
use serde_json::json;

use crate::arguments::Doctor;
use crate::host::Host;
use crate::out;

/// Runs the call. Fails where something is wrong and was not mended.
pub async fn run(host: &Host, call: Doctor) -> anyhow::Result<()> {
    let engine = host
        .open(if call.repair { Mode::Write } else { Mode::Read })
        .await?;
    if call.repair {
        engine.repair().await?;
    }
    let found = engine.examine().await?;
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
    }
    anyhow::ensure!(
        ok,
        "the library needs attention; run `qazetctl doctor --repair`"
    );
    Ok(())
}
