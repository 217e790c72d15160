//! `qazetctl weather`.

use engine::Mode;

use crate::arguments::Weather;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Weather) -> anyhow::Result<()> {
    let engine = host
        .open(if call.refresh {
            Mode::Write
        } else {
            Mode::Read
        })
        .await?;
    let city = match &call.city {
        None => None,
        Some(name) => {
            let found = engine.cities(name, call.refresh).await?.into_iter().next();
            Some(found.map_or_else(|| name.clone(), |city| city.key))
        }
    };
    let weather = api::weather(&engine, city, call.refresh)
        .await
        .map_err(|error| anyhow::anyhow!(error.message))?;
    engine.close().await?;
    if !weather.reason.is_empty() {
        eprintln!("qazetctl: {}", weather.reason);
    }
    if host.json {
        out::json(&weather)?;
    } else if let Some(current) = &weather.current {
        let degrees = |value: Option<f64>| {
            value.map_or_else(|| "?".to_owned(), |value| format!("{value:.0}°"))
        };
        out::line(format!(
            "{}: {} ({})",
            weather.city.en,
            degrees(current.temperature),
            weather.local_time
        ))?;
        for day in &weather.daily {
            out::line(format!(
                "{}\t{} … {}",
                day.date,
                degrees(day.low),
                degrees(day.high)
            ))?;
        }
    }
    anyhow::ensure!(
        weather.current.is_some(),
        "there is no forecast for {} yet; run `qazetctl weather --refresh`",
        weather.city.en
    );
    Ok(())
}
