//! `qazetctl rates`.

use std::sync::Arc;

use api::{Request, Response, dispatch};
use engine::{Engine, Mode};

use crate::arguments::Rates;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Rates) -> anyhow::Result<()> {
    let mode = match call.refresh || call.fill {
        true => Mode::Write,
        false => Mode::Read,
    };
    let engine = host.open(mode).await?;
    let done = answer(&engine, host, call).await;
    engine.close().await?;
    done
}

async fn answer(engine: &Arc<Engine>, host: &Host, call: Rates) -> anyhow::Result<()> {
    if call.fill {
        let reason = engine.fill_rates().await?;
        anyhow::ensure!(
            reason.is_empty(),
            "{reason}. What came so far is kept; the next `--fill` goes on there"
        );
    }
    let rates = api::rates(engine, call.refresh)
        .await
        .map_err(|error| anyhow::anyhow!(error.message))?;
    if !rates.reason.is_empty() {
        eprintln!("qazetctl: {}", rates.reason);
    }
    if let Some(code) = call.history {
        return history(engine, host, code, call.days).await;
    }
    if let Some(words) = call.convert {
        return convert(engine, host, words, call.on).await;
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

async fn history(engine: &Arc<Engine>, host: &Host, code: String, days: u32) -> anyhow::Result<()> {
    let request = Request::RateSeries { code, days };
    let Response::RateSeries(series) = ask(engine, request).await? else {
        anyhow::bail!("the core gave another answer");
    };
    let series = series.ok_or_else(|| {
        anyhow::anyhow!("nothing is known of that currency; choose it in the settings, and run `qazetctl rates --fill`")
    })?;
    if host.json {
        return out::json(&series);
    }
    let request = Request::ExportRates {
        code: series.code,
        days,
    };
    let Response::File(file) = ask(engine, request).await? else {
        anyhow::bail!("the core gave another answer");
    };
    out::line(String::from_utf8(file.bytes)?.trim_end())
}

async fn convert(
    engine: &Arc<Engine>,
    host: &Host,
    words: Vec<String>,
    on: Option<String>,
) -> anyhow::Result<()> {
    let [amount, from, to]: [String; 3] = words
        .try_into()
        .map_err(|_| anyhow::anyhow!("name an amount and two currencies"))?;
    let request = Request::Convert {
        amount,
        from: from.clone(),
        to: to.clone(),
        on,
    };
    let Response::Converted(converted) = ask(engine, request).await? else {
        anyhow::bail!("the core gave another answer");
    };
    let converted = converted.ok_or_else(|| {
        anyhow::anyhow!("no table here has both {from} and {to}; run `qazetctl rates --refresh`")
    })?;
    if host.json {
        return out::json(&converted);
    }
    out::line(format!(
        "{} {from}\t{} {to}\t{}",
        converted.amount, converted.result, converted.date
    ))
}

async fn ask(engine: &Arc<Engine>, request: Request) -> anyhow::Result<Response> {
    dispatch(engine, request)
        .await
        .map_err(|error| anyhow::anyhow!(error.message))
}
