//! `qazetctl articles`.

use api::wire::ArticleRow;
use model::View;

use crate::arguments::Articles;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Articles) -> anyhow::Result<()> {
    let view = match &call {
        Articles { unread: true, .. } => View::Unread,
        Articles { starred: true, .. } => View::Starred,
        Articles { saved: true, .. } => View::Saved,
        Articles { hidden: true, .. } => View::Hidden,
        Articles { edition: true, .. } => View::Edition,
        Articles { left_out: true, .. } => View::LeftOut,
        Articles { feed: Some(id), .. } => View::Feed(id.parse()?),
        _ => View::All,
    };
    let engine = host.open_to_read().await?;
    let rows = engine.articles_up_to(view, call.limit).await?;
    let rows: Vec<ArticleRow> = rows.into_iter().map(Into::into).collect();
    if host.json {
        out::json(&rows)
    } else {
        rows.iter().try_for_each(print)
    }
}

/// A line of a list.
pub fn print(row: &ArticleRow) -> anyhow::Result<()> {
    let mark = if row.read { ' ' } else { '•' };
    out::line(format!(
        "{}\t{mark} {}\t{}\t{}",
        row.id, row.published, row.source, row.title
    ))
}
