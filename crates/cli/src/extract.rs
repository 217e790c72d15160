//! `qazetctl extract`.

use anyhow::Context as _;
use extract::{Page, Rules};
use url::Url;

use crate::arguments::FromFile;
use crate::host::Host;
use crate::out;

/// Runs the call. The value is printed as JSON in any case: it has no shorter form.
pub fn run(host: &Host, call: &FromFile) -> anyhow::Result<()> {
    let url = Url::parse(&call.url).with_context(|| format!("`{}` is no address", call.url))?;
    let bytes = std::fs::read(&call.file)
        .with_context(|| format!("{} can't be read", call.file.display()))?;
    let page = Page {
        url: &url,
        content_type: None,
        fetched: host.clock.now(),
    };
    let extracted = extract::extract(&bytes, &page, &Rules::builtin())?;
    for warning in &extracted.warnings {
        eprintln!("{warning}");
    }
    out::json(&extracted)
}
