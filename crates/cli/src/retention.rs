//! `qazetctl retention`.

use anyhow::Context as _;
use engine::Mode;
use model::{Keep, Kept};

use crate::arguments::Retention;
use crate::host::Host;
use crate::out;

/// Runs the call: chooses or clears where that is asked for, then shows the table.
pub async fn run(host: &Host, call: Retention) -> anyhow::Result<()> {
    let changes = call.keep.is_some() || call.clear.is_some();
    let engine = host
        .open(if changes { Mode::Write } else { Mode::Read })
        .await?;
    let kind = |word: &str| Kept::parse(word).context("that is no kind of what is kept");
    if let Some(word) = &call.keep {
        let mut settings = engine.settings().await?;
        let (kind, was) = (kind(word)?, settings.retention.of(kind(word)?));
        let keep = Keep {
            days: call.days.unwrap_or(was.days),
            megabytes: call.megabytes.unwrap_or(was.megabytes),
        };
        settings.retention = settings.retention.with(kind, keep);
        engine.choose(settings).await?;
    }
    if let Some(word) = &call.clear {
        engine.clear(kind(word)?).await?;
    }
    let table = api::retention(&engine)
        .await
        .map_err(|error| anyhow::anyhow!(error.message))?;
    if changes {
        engine.close().await?;
    }
    if host.json {
        return out::json(&table);
    }
    for line in table {
        let kind = match line.kind {
            api::wire::Kept::Texts => "texts",
            api::wire::Kept::Pictures => "pictures",
            api::wire::Kept::PhotoReports => "photo reports",
        };
        let limit = match line.megabytes {
            0 => "no limit".to_owned(),
            some => format!("at most {some} MB"),
        };
        out::line(format!(
            "{kind}\t{}\t{:.1} MB\tread ones {} days\t{limit}",
            line.count,
            line.bytes as f64 / 1e6,
            line.days
        ))?;
    }
    Ok(())
}
