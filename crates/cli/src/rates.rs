//! `qazetctl rates`.

use engine::Mode;

use crate::arguments::Rates;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Rates) -> anyhow::Result<()> {
    let engine = host
        .open(if call.refresh {
            Mode::Write
        } else {
            Mode::Read
        })
        .await?;
    let rates = api::rates(&engine, call.refresh)
        .await
        .map_err(|error| anyhow::anyhow!(error.message))?;
    engine.close().await?;
    if !rates.reason.is_empty() {
        eprintln!("qazetctl: {}", rates.reason);
    }
    if host.json {
        out::json(&rates)?;
    } else {
        for rate in &rates.rates {
            let change = rate.change.as_deref().unwrap_or("?");
            out::line(format!(
                "{} {}\t{} {}\t{} ({change})\t{}",
                rate.quantity, rate.code, rate.value, rates.base, rate.direction, rate.date
            ))?;
        }
    }
    anyhow::ensure!(
        !rates.rates.is_empty(),
        "there are no rates yet; run `qazetctl rates --refresh`"
    );
    Ok(())
}
