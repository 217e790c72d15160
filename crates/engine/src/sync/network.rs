//! Is it the source that fails, or the network? Judged over a whole pass, before anything is written of what may be the network's doing.
//!
//! One source that can't be reached, or that answers a web page, is the source's own affair. But where nobody answers well in a pass and two
//! hosts or more that were well before fail in ways in which networks fail, nobody is blamed: the cable is out, names are not resolved, or a
//! login page stands in front of everything (a captive portal). Where only one host was asked, another source that was well is asked too, as
//! a witness; that is its own check, made early. From then on a pass asks a few sources first, and the others only when one of those answers.
//!
//! A library whose sources are all of one host has no witness. There the network has the benefit of the doubt for an hour, and only where
//! what came is what portals send: another host's page, an address of the local network, a way out of TLS, or status 511.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use model::{Feed, FeedId, FeedStatus, Settings, Way};
use store::Known;

use super::doubt::Blame;
use super::fetch::Fetched;
use super::{Outcome, Scope, schedule};
use crate::engine::Engine;
use crate::error::Result;
use crate::net::{FetchError, RefusedRedirect};

/// Sources that are asked before the others where nobody answered last time.
const FIRST: usize = 3;
/// Witnesses that are asked, at most.
const WITNESSES: usize = 2;
/// Hosts that were well before and fail together, before the network is blamed; of hosts that were never asked one more.
const HOSTS: usize = 2;

/// Passes in which a host that is the only one is not blamed for what looks like a portal: with their waits, an hour.
const LONE_PASSES: u32 = 4;

/// What a look at a source came to.
pub enum Looked {
    /// It is written.
    Ended(Outcome),
    /// It may be the network's doing, and is not written.
    Held(Box<Held>),
}

/// What may be the network's doing.
pub struct Held {
    /// Of this source.
    pub feed: Feed,
    /// What was known of it.
    pub known: Known,
    /// What came of asking it; without a body.
    pub fetched: Fetched,
}

/// Whether what came may be the network's doing.
pub fn is_doubtful(fetched: &Fetched) -> bool {
    match fetched {
        // A page where a feed or a list of news was: so it looks behind a captive portal.
        Fetched::NoFeed(..) | Fetched::NoNews(_) => true,
        Fetched::Failed(error, _) => is_doubtful_error(error),
        Fetched::NotModified(_) | Fetched::Feed(..) | Fetched::Site(..) => false,
    }
}

/// Whether an error may be the network's doing.
pub fn is_doubtful_error(error: &FetchError) -> bool {
    matches!(
        error,
        FetchError::Offline
            | FetchError::Dns { .. }
            | FetchError::Connect { .. }
            | FetchError::Timeout { .. }
            | FetchError::Truncated { .. }
            // A portal's own certificate, or a clock that makes every certificate look expired.
            | FetchError::Tls { .. }
            // A portal that gives its own address for every name, or leads to its page without TLS.
            | FetchError::PrivateAddress { .. }
            | FetchError::RedirectRefused {
                why: RefusedRedirect::Downgrade,
                ..
            }
            // RFC 6585 §6: Network Authentication Required.
            | FetchError::Status { status: 511, .. }
    )
}

/// What is known of the network after some looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Somebody answered well, or nobody failed: what failed did so by itself.
    Works,
    /// It fails, not the sources.
    Fails,
    /// Too few were asked to tell.
    Unclear,
}

impl Engine {
    /// Whether nobody could be reached in the last pass.
    pub(crate) fn is_away(&self) -> bool {
        self.away_passes() > 0
    }

    /// In how many passes in a row nobody could be reached.
    pub(crate) fn away_passes(&self) -> u32 {
        self.away.load(Ordering::Acquire)
    }

    /// Nobody could be reached, or somebody was.
    pub(crate) fn set_away(&self, away: bool) {
        let passes = if away { self.away_passes() + 1 } else { 0 };
        self.away.store(passes, Ordering::Release);
        self.note_network();
    }

    /// Asks these sources, and judges the network.
    pub(super) async fn look_at_all(
        &self,
        wanted: Vec<Feed>,
        scope: Scope,
        settings: &Settings,
    ) -> Result<Vec<Outcome>> {
        let of_one = matches!(scope, Scope::One(_) | Scope::Anyway(_));
        let mut looked = Vec::new();
        let (mut waiting, library) = (wanted, self.read(|library| library.list_feeds()).await?);
        if self.is_away() && !of_one {
            waiting = self
                .look_at_few(waiting, scope, settings, &mut looked)
                .await?;
            if !looked.iter().any(is_well) && looked.iter().any(is_held) {
                let why = "nobody can be reached; a few sources are asked until one answers";
                let skipped = waiting
                    .drain(..)
                    .map(|feed| Looked::Ended(Outcome::skipped(&feed, why.to_owned())));
                looked.extend(skipped);
            }
        }
        looked.extend(self.look_at_each(waiting, scope, settings).await?);
        if verdict(&looked, self.is_away()) == Verdict::Unclear && !of_one {
            self.look_at_witnesses(&library, settings, &mut looked)
                .await?;
        }
        if self.is_sync_stopped() && !looked.iter().any(is_well) {
            return Ok(looked.into_iter().map(super::left).collect());
        }
        let verdict = verdict(&looked, self.is_away());
        let fails = match verdict {
            Verdict::Works => false,
            // A witness was found or none is left: who failed alone failed by itself.
            Verdict::Unclear => is_of_one_host(&library) && looked.iter().any(is_portals),
            Verdict::Fails => {
                !is_of_one_host(&library)
                    || self.away_passes() < LONE_PASSES
                    || looked.iter().any(is_offline)
            }
        };
        if fails || verdict == Verdict::Fails || looked.iter().any(is_well) {
            self.set_away(fails);
        }
        if looked.iter().any(is_well) && self.queue_fails() {
            self.blame(Blame::Pages);
        }
        let mut outcomes = Vec::with_capacity(looked.len());
        for one in looked {
            outcomes.push(match one {
                Looked::Ended(outcome) => outcome,
                Looked::Held(held) if fails => self.put_off(*held).await?,
                Looked::Held(held) => self.take_in(*held, settings).await?,
            });
        }
        Ok(outcomes)
    }

    /// Asks a few, one after the other, until one answers well; gives back those that were not asked.
    async fn look_at_few(
        &self,
        mut wanted: Vec<Feed>,
        scope: Scope,
        settings: &Settings,
        looked: &mut Vec<Looked>,
    ) -> Result<Vec<Feed>> {
        // Those that were well and go out as the settings say tell most.
        wanted.sort_by_key(|feed| (!was_well(feed), feed.way != Way::Settings));
        let mut left = Vec::new();
        let mut hosts = BTreeSet::new();
        let mut asked = 0;
        for feed in wanted {
            let enough = asked == FIRST || looked.iter().any(is_well);
            if enough || !hosts.insert(host_of(&feed)) {
                left.push(feed);
                continue;
            }
            let one = self.look(feed, scope, settings).await?;
            asked += usize::from(is_held(&one) || is_well(&one));
            looked.push(one);
        }
        Ok(left)
    }

    /// Asks sources that were well last time, other than those that fail now.
    async fn look_at_witnesses(
        &self,
        library: &[Feed],
        settings: &Settings,
        looked: &mut Vec<Looked>,
    ) -> Result<()> {
        let now = self.now();
        let mut hosts: BTreeSet<String> = looked
            .iter()
            .filter_map(|one| match one {
                Looked::Held(held) => Some(host_of(&held.feed)),
                Looked::Ended(_) => None,
            })
            .collect();
        let mut asked = 0;
        for feed in library {
            if asked == WITNESSES || verdict(looked, self.is_away()) != Verdict::Unclear {
                break;
            }
            let fit = was_well(feed)
                && feed.way == Way::Settings
                && schedule::just_asked(feed, feed.next_check, now).is_none()
                && hosts.insert(host_of(feed));
            if fit {
                // Its check of now, made early; the skipped outcome that it may have had gives way to it.
                looked.retain(|one| !is_skipped_of(one, feed.id));
                looked.push(self.look(feed.clone(), Scope::Refresh, settings).await?);
                asked += 1;
            }
        }
        Ok(())
    }

    /// Nobody is blamed: the source stays as it was, and is asked again soon.
    async fn put_off(&self, held: Held) -> Result<Outcome> {
        // Where it is certain that nothing leaves this machine, nobody is troubled by the next try.
        let certain = matches!(held.fetched, Fetched::Failed(FetchError::Offline, _));
        let passes = if certain {
            0
        } else {
            self.away_passes().saturating_sub(1)
        };
        let next = schedule::after_connectivity(self.now(), passes);
        let id = held.feed.id;
        self.write(move |library| library.put_off_check(id, next, model::Pace::Connectivity))
            .await?;
        Ok(Outcome {
            status: FeedStatus::Failed,
            connectivity: true,
            next_check: Some(next),
            ..Outcome::skipped(&held.feed, reason(&held))
        })
    }
}

/// What to think of the network. `away`: it failed in the pass before.
fn verdict(looked: &[Looked], away: bool) -> Verdict {
    let held = || {
        looked.iter().filter_map(|one| match one {
            Looked::Held(held) => Some(held),
            Looked::Ended(_) => None,
        })
    };
    if looked.iter().any(is_offline) {
        return Verdict::Fails;
    }
    if looked.iter().any(is_well) {
        return Verdict::Works;
    }
    // A source that failed before may well fail again; one that was never asked may never have been there.
    let count = |fit: fn(&Feed) -> bool| {
        let fit = held().filter(|held| fit(&held.feed));
        fit.map(|held| host_of(&held.feed))
            .collect::<BTreeSet<_>>()
            .len()
    };
    let (proved, new) = (count(was_well), count(is_new));
    match proved {
        0 if new < HOSTS + 1 => Verdict::Works,
        1 if new == 0 && !away => Verdict::Unclear,
        _ => Verdict::Fails,
    }
}

fn is_well(looked: &Looked) -> bool {
    let well = [FeedStatus::Fetched, FeedStatus::NotModified];
    matches!(looked, Looked::Ended(outcome) if well.contains(&outcome.status))
}

/// It is certain that nothing leaves this machine.
fn is_offline(looked: &Looked) -> bool {
    matches!(looked, Looked::Held(held) if matches!(held.fetched, Fetched::Failed(FetchError::Offline, _)))
}

/// It was well last time, and now there came what captive portals send.
fn is_portals(looked: &Looked) -> bool {
    let Looked::Held(held) = looked else {
        return false;
    };
    let asked = url::Url::parse(&held.feed.url);
    was_well(&held.feed)
        && match &held.fetched {
            Fetched::NoFeed(head, _) | Fetched::NoNews(head) => {
                asked.is_ok_and(|asked| is_elsewhere(&asked, &head.url))
            }
            Fetched::Failed(error, _) => matches!(
                error,
                FetchError::PrivateAddress { .. }
                    | FetchError::RedirectRefused {
                        why: RefusedRedirect::Downgrade,
                        ..
                    }
                    | FetchError::Status { status: 511, .. }
            ),
            Fetched::NotModified(_) | Fetched::Feed(..) | Fetched::Site(..) => false,
        }
}

/// Whether what was asked at one address came from another site: neither host is below the other.
pub fn is_elsewhere(asked: &url::Url, came: &url::Url) -> bool {
    let host = |url: &url::Url| {
        let host = url.host_str().unwrap_or_default();
        host.trim_start_matches("www.").to_owned()
    };
    let (asked, came) = (host(asked), host(came));
    let below = |one: &str, other: &str| {
        one.strip_suffix(other)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    !below(&asked, &came) && !below(&came, &asked)
}

/// Nobody in this library could be a witness.
fn is_of_one_host(library: &[Feed]) -> bool {
    let asked = library.iter().filter(|feed| !feed.paused);
    asked.map(host_of).collect::<BTreeSet<_>>().len() == 1
}

fn is_held(looked: &Looked) -> bool {
    matches!(looked, Looked::Held(_))
}

fn is_skipped_of(looked: &Looked, feed: FeedId) -> bool {
    matches!(looked, Looked::Ended(outcome) if outcome.feed == feed && outcome.status == FeedStatus::Skipped)
}

/// It was well last time.
fn was_well(feed: &Feed) -> bool {
    let well = [Some(FeedStatus::Fetched), Some(FeedStatus::NotModified)];
    well.contains(&feed.status) && feed.failures == 0 && !feed.paused
}

/// It was never asked.
fn is_new(feed: &Feed) -> bool {
    feed.last_check.is_none()
}

fn host_of(feed: &Feed) -> String {
    let url = url::Url::parse(&feed.url).ok();
    let host = url.as_ref().and_then(url::Url::host_str);
    host.unwrap_or_default().to_owned()
}

fn reason(held: &Held) -> String {
    match &held.fetched {
        Fetched::Failed(FetchError::Status { .. } | FetchError::PrivateAddress { .. } | FetchError::RedirectRefused { .. }, _)
        | Fetched::NoFeed(..)
        | Fetched::NoNews(_) => "This network may want you to log in first: something else answers in place of the sites. Open any site in a browser; Qazet goes on by itself.".to_owned(),
        Fetched::Failed(error @ FetchError::Tls { .. }, _) => format!("{error} No site's certificate is good here, so it may also be this network, which may want you to log in first."),
        Fetched::Failed(error, _) => error.to_string(),
        Fetched::NotModified(_) | Fetched::Feed(..) | Fetched::Site(..) => String::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn another_site_is_one_whose_name_has_nothing_to_do_with_the_first() {
        let elsewhere = |asked: &str, came: &str| {
            let url = |host: &str| url::Url::parse(&format!("https://{host}/x")).unwrap();
            is_elsewhere(&url(asked), &url(came))
        };
        for same in [
            ("a.kz", "a.kz"),
            ("www.a.kz", "a.kz"),
            ("a.kz", "news.a.kz"),
            ("amp.a.kz", "www.a.kz"),
        ] {
            assert!(!elsewhere(same.0, same.1), "{same:?}");
        }
        for other in [
            ("a.kz", "portal.example"),
            ("a.kz", "ba.kz"),
            ("a.kz", "192.168.1.1"),
        ] {
            assert!(elsewhere(other.0, other.1), "{other:?}");
        }
    }
}
