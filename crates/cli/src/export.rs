//! `qazetctl export`.

use anyhow::Context as _;
use engine::{Engine, Format, Selection};
use model::View;
use serde_json::json;

use crate::arguments::Export;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Export) -> anyhow::Result<()> {
    let format = Format::parse(&call.format).context("that is no form of a file")?;
    let engine = host.open_to_read().await?;
    let what = selection_of(&engine, &call)?;
    let file = engine.export(what, format).await?;
    if call.output.as_os_str() == "-" {
        return out::bytes(&file.bytes);
    }
    engine::write_whole(&call.output, &file.bytes)?;
    let bytes = file.bytes.len();
    if host.json {
        out::json(&json!({
            "file": call.output,
            "format": format.as_str(),
            "articles": file.articles,
            "bytes": bytes,
        }))
    } else {
        out::line(format!(
            "{}: {} articles, {bytes} bytes",
            call.output.display(),
            file.articles
        ))
    }
}

fn selection_of(engine: &Engine, call: &Export) -> anyhow::Result<Selection> {
    let Some(list) = &call.list else {
        let ids = call.ids.iter().map(|id| id.parse());
        return Ok(Selection::Articles(ids.collect::<Result<_, _>>()?));
    };
    Ok(Selection::View(match list.as_str() {
        "today" => engine.today(),
        "unread" => View::Unread,
        "starred" => View::Starred,
        "saved" => View::Saved,
        "photo_reports" => View::PhotoReports,
        "edition" => View::Edition,
        _ => View::All,
    }))
}
