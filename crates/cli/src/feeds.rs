//! `qazetctl feeds`.

use anyhow::Context as _;
use api::wire::Feed;
use engine::{Engine, Mode};
use model::{Bell, FeedId, FeedWeight, Login, Reach, Way};

use crate::arguments::Feeds;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Feeds) -> anyhow::Result<()> {
    match call {
        Feeds::List => {
            let engine = host.open_to_read().await?;
            let feeds: Vec<Feed> = engine.feeds().await?.into_iter().map(Into::into).collect();
            if host.json {
                out::json(&feeds)
            } else {
                feeds.iter().try_for_each(print)
            }
        }
        Feeds::Add { url, folder, proxy } => {
            let engine = host.open(Mode::Write).await?;
            let added = engine.add_feed(&url, &folder, None, Way::of(&proxy)).await;
            if let Err(engine::Error::NoFeed { begins, .. }) = &added {
                eprintln!("qazetctl: this is what came from there:");
                begins.lines().for_each(|line| eprintln!("  {line}"));
            }
            let feed: Feed = added?.into();
            engine.close().await?;
            if host.json {
                out::json(&feed)
            } else {
                print(&feed)
            }
        }
        Feeds::Subscribe { language, all } => {
            let engine = host.open(Mode::Write).await?;
            let wanted = engine.settings().await?.language;
            let wanted = language.unwrap_or(wanted);
            let rows = engine.catalogue().await?.into_iter();
            let urls: Vec<String> = rows
                .filter(|row| all || (row.entry.default && row.entry.language == wanted))
                .map(|row| row.entry.url)
                .collect();
            anyhow::ensure!(
                !urls.is_empty(),
                "the catalogue has no defaults for `{wanted}`; try ru, kk, en, or --all"
            );
            engine.subscribe(&urls).await?;
            engine.close().await?;
            if host.json {
                out::json(&urls)
            } else {
                urls.iter().try_for_each(out::line)
            }
        }
        Feeds::Weight { id, weight } => {
            let weight = FeedWeight::parse(&weight).with_context(|| {
                format!("`{weight}` is no weight; use none, less, usual or more")
            })?;
            change(host, &id, async |engine, id| {
                engine.weigh_feed(id, weight).await
            })
            .await
        }
        Feeds::Bell { id, bell } => {
            let bell = Bell::parse(&bell)
                .with_context(|| format!("`{bell}` is no bell; use all, important or none"))?;
            change(host, &id, async |engine, id| {
                engine.set_bell(id, bell).await
            })
            .await
        }
        Feeds::Reach { id, reach } => {
            let reach = Reach::of_source(&reach).with_context(|| {
                format!("`{reach}` is no reach of a feed; use headlines or everything")
            })?;
            change(host, &id, async |engine, id| {
                engine.set_reach(id, reach).await
            })
            .await
        }
        Feeds::Remove { id } => {
            change(host, &id, async |engine, id| engine.remove_feed(id).await).await
        }
        Feeds::Pause { id } => {
            change(host, &id, async |engine, id| {
                engine.pause_feed(id, true).await
            })
            .await
        }
        Feeds::Resume { id } => {
            change(host, &id, async |engine, id| {
                engine.pause_feed(id, false).await
            })
            .await
        }
        Feeds::Login {
            id,
            user,
            header,
            bearer,
            forget,
        } => {
            let login = match (user, header) {
                (Some(user), _) => Some(Login::Password {
                    user,
                    password: secret()?,
                }),
                (None, Some(header)) => Some(Login::Key {
                    header,
                    value: secret()?,
                }),
                (None, None) if bearer => Some(Login::Bearer { token: secret()? }),
                (None, None) => {
                    anyhow::ensure!(
                        forget,
                        "say how: --user NAME, --header NAME, --bearer, or --forget"
                    );
                    None
                }
            };
            change(host, &id, async |engine, id| {
                engine.set_login(id, login.clone()).await
            })
            .await
        }
        Feeds::Proxy { id, proxy } => {
            change(host, &id, async |engine, id| {
                engine.route_feed(id, Way::of(&proxy)).await
            })
            .await
        }
    }
}

/// The first line of stdin: no argument, which every program of this machine could read.
fn secret() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let secret = line.trim_end_matches(['\r', '\n']);
    anyhow::ensure!(
        !secret.is_empty(),
        "nothing came on stdin; give the password, key or token as its first line"
    );
    Ok(secret.to_owned())
}

async fn change(
    host: &Host,
    id: &str,
    act: impl AsyncFn(&Engine, FeedId) -> engine::Result<()>,
) -> anyhow::Result<()> {
    let id: FeedId = id.parse()?;
    let engine = host.open(Mode::Write).await?;
    act(&engine, id).await?;
    engine.close().await?;
    if host.json {
        out::json(&serde_json::json!({ "id": id.to_string() }))
    } else {
        Ok(())
    }
}

fn print(feed: &Feed) -> anyhow::Result<()> {
    let state = if feed.paused {
        "paused"
    } else {
        feed.status.as_deref().unwrap_or("new")
    };
    out::line(format!(
        "{}\t{}\t{} unread\t{}\t{}",
        feed.id, state, feed.unread, feed.title, feed.url
    ))?;
    if feed.reason.is_empty() {
        Ok(())
    } else {
        out::line(format!("\t{}", feed.reason))
    }
}
