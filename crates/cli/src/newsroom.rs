//! `qazetctl newsroom`: the local news world, until it is told to stop.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use serde_json::json;

use crate::out;

/// Newsroom.
#[derive(Debug, Args)]
pub struct Newsroom {
    /// The port; 0 for any free one
    #[arg(long, default_value_t = 0, value_name = "P")]
    pub port: u16,
    /// A folder of real pages and feeds to serve under their own hosts
    #[arg(long, value_name = "DIR")]
    pub mirror: Option<PathBuf>,
    /// The time in the newsroom, which then stands still until it is told to go on [default: the system's]
    #[arg(long, value_name = "TIME")]
    pub now: Option<jiff::Timestamp>,
}

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
