//! `qazetctl edition`.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;

use api::wire;
use engine::{Engine, Event, Mode, Packing};

use crate::arguments::Edition;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Edition) -> anyhow::Result<()> {
    let (engine, packing) = match (call.budget, call.resume) {
        (None, false) => {
            let engine = host.open_to_read().await?;
            return tell(host, &engine).await;
        }
        (Some(budget), _) => {
            let engine = host.open(Mode::Write).await?;
            crate::sync::subscribe_if_empty(&engine).await?;
            (engine, Packing { budget, sync: true })
        }
        (None, true) => {
            let engine = host.open(Mode::Write).await?;
            let packing = engine.unfinished().await?;
            (engine, packing)
        }
    };
    let done = pack(&engine, packing).await;
    engine.close().await?;
    done?;
    tell(host, &engine).await
}

/// Packs, tells on stderr how far it is, and stops gracefully with Ctrl+C.
async fn pack(engine: &Arc<Engine>, packing: Packing) -> anyhow::Result<()> {
    let mut events = engine.events();
    let packed = engine.pack(packing);
    tokio::pin!(packed);
    let is_terminal = std::io::stderr().is_terminal();
    loop {
        tokio::select! {
            done = &mut packed => {
                if is_terminal {
                    eprintln!();
                }
                done?;
                return Ok(());
            }
            event = events.recv() => {
                if let (Ok(Event::EditionChanged), true) = (event, is_terminal) {
                    show_progress(engine).await?;
                }
            }
            _ = tokio::signal::ctrl_c() => {
                eprintln!("\nqazetctl: stopping; `qazetctl edition --resume` goes on with it");
                engine.stop_packing();
            }
        }
    }
}

async fn show_progress(engine: &Engine) -> anyhow::Result<()> {
    let report = engine.edition().await?;
    if let Some(progress) = report.and_then(|report| wire::Edition::from(report).progress) {
        let mut err = std::io::stderr().lock();
        write!(
            err,
            "\r\x1b[K{} {} of {}, {}",
            progress.step,
            progress.done,
            progress.of,
            megabytes(progress.bytes)
        )?;
        err.flush()?;
    }
    Ok(())
}

async fn tell(host: &Host, engine: &Engine) -> anyhow::Result<()> {
    let edition: Option<wire::Edition> = engine.edition().await?.map(Into::into);
    if host.json {
        return out::json(&edition);
    }
    let Some(edition) = edition else {
        return out::line("no edition yet; `qazetctl edition --budget 80MB` packs one");
    };
    for source in &edition.sources {
        out::line(format!(
            "{}\t{} articles\t{}",
            megabytes(source.bytes),
            source.articles,
            source.title
        ))?;
    }
    let state = match edition.state.as_str() {
        "failed" => format!("failed: {}", edition.reason),
        "stopped" => "stopped; `qazetctl edition --resume` goes on".to_owned(),
        state => state.to_owned(),
    };
    out::line(format!(
        "{state}: {} articles, {} photo reports among them, {} pictures: {} of {}",
        edition.articles,
        edition.photo_reports,
        edition.pictures,
        megabytes(edition.bytes),
        megabytes(edition.budget)
    ))?;
    out::line(format!(
        "pictures: {} as they came, {} as they are kept",
        megabytes(edition.came),
        megabytes(edition.kept)
    ))?;
    if edition.offline {
        out::line("no source could be reached: packed of what was here")?;
    }
    out::line(format!(
        "no room for {} articles and {} pictures; {} pictures could not be had; {} newer unread articles",
        edition.left_out, edition.pictures_left_out, edition.missing, edition.newer
    ))
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
