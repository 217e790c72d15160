//! `qazetctl search`.

use api::wire::ArticleRow;

use crate::arguments::Search;
use crate::articles;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Search) -> anyhow::Result<()> {
    let engine = host.open_to_read().await?;
    let found = engine
        .search(call.query.join(" "), call.limit.unwrap_or(u32::MAX))
        .await?;
    let rows: Vec<ArticleRow> = found.into_iter().map(Into::into).collect();
    if host.json {
        return out::json(&rows);
    }
    for row in &rows {
        articles::print(row)?;
        let excerpt = row
            .excerpt
            .as_deref()
            .unwrap_or("")
            .replace(['\u{2068}', '\u{2069}'], "");
        out::line(format!("\t{excerpt}"))?;
    }
    Ok(())
}
