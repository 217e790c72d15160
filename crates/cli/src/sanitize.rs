//! `qazetctl sanitize`.

use anyhow::Context as _;
use url::Url;

use crate::arguments::Sanitize;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub fn run(host: &Host, call: &Sanitize) -> anyhow::Result<()> {
    let url = call
        .url
        .as_deref()
        .map(Url::parse)
        .transpose()
        .context("--url is no address")?;
    let bytes = std::fs::read(&call.file)
        .with_context(|| format!("{} can't be read", call.file.display()))?;
    let html = parser::decode::html(&bytes, None).text;
    let clean = extract::sanitize::clean(&html, url.as_ref());
    if host.json {
        return out::json(&clean);
    }
    println!("{clean}");
    Ok(())
}
