//! `qazetctl newsroom`: the local news world, until it is told to stop.

use anyhow::Context as _;
use serde_json::json;

use crate::arguments::Newsroom;
use crate::out;

/// Runs the call. Its first line tells where it is.
pub async fn run(call: Newsroom) -> anyhow::Result<()> {
    let options = newsroom::Options {
        port: call.port,
        now: call.now,
        mirror: call.mirror,
        days: 0,
    };
    let room = newsroom::Newsroom::start(options)
        .await
        .context("the newsroom can't open")?;
    out::json(&json!({ "url": room.url(), "world": format!("{}/world.json", room.url()) }))?;
    tokio::select! {
        () = room.stopped() => {}
        stopped = tokio::signal::ctrl_c() => stopped?,
    }
    Ok(())
}
