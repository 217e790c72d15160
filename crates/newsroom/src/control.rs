//! The newsroom's own pages, for other processes: `/world.json` and `/_newsroom/…`.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::fault::Fault;
use crate::incoming::Incoming;
use crate::newsroom::Inner;
use crate::{truth, world};

/// The answer of the newsroom itself; `None` where a publisher is asked.
pub(crate) fn answer(inner: &Inner, request: &Incoming) -> Option<Answer> {
    let own = !request
        .host
        .contains(|letter: char| letter.is_ascii_alphabetic())
        || request.host == "localhost";
    if !own {
        return None;
    }
    let answer = match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/world.json") => Answer::json(&world::world(inner)),
        ("GET", "/_newsroom/hits") => hits(inner, request),
        ("GET", "/_newsroom/requests") => Answer::json(&json!(inner.record.all())),
        ("GET", "/_newsroom/truth") => Answer::json(&json!(truth::articles(inner))),
        ("GET", "/_newsroom/clock") => clock(inner),
        ("POST", "/_newsroom/clock") => read(request, |order: ClockOrder| {
            if let Some(now) = order.now {
                inner.clock.set(now);
            }
            if let Some(seconds) = order.advance_seconds {
                inner.clock.advance(SignedDuration::from_secs(seconds));
            }
            clock(inner)
        }),
        ("POST", "/_newsroom/fault") => read(request, |order: FaultOrder| {
            match order.fault {
                Some(fault) => inner.set_fault(&order.host, &order.path, fault),
                None => inner.clear_fault(&order.host, &order.path),
            }
            done()
        }),
        ("POST", "/_newsroom/clear") => {
            inner.clear_faults();
            done()
        }
        ("POST", "/_newsroom/forget") => {
            inner.record.forget();
            done()
        }
        ("POST", "/_newsroom/stop") => {
            inner.stop.send_replace(true);
            done()
        }
        ("GET", "/") => Answer::json(&json!({"newsroom": "GET /world.json"})),
        _ => Answer::not_found(),
    };
    Some(answer)
}

/// `{"now": "…"}` or `{"advance_seconds": n}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockOrder {
    now: Option<Timestamp>,
    advance_seconds: Option<i64>,
}

/// `{"host": "…", "path": "…", "fault": …}`; a null or absent fault takes the path's away.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultOrder {
    host: String,
    path: String,
    fault: Option<Fault>,
}

fn read<T: for<'a> Deserialize<'a>>(
    request: &Incoming,
    follow: impl FnOnce(T) -> Answer,
) -> Answer {
    match serde_json::from_slice(&request.body) {
        Ok(order) => follow(order),
        Err(error) => Answer::json(&json!({"error": error.to_string()})).with_status(400),
    }
}

/// `?host=…&path=…` → `{"hits": n}`; without them every host and path with its count.
fn hits(inner: &Inner, request: &Incoming) -> Answer {
    if let Some(host) = request.parameter("host") {
        let path = request.parameter("path").unwrap_or_else(|| "*".into());
        return Answer::json(&json!({"hits": inner.record.hits(&host, &path)}));
    }
    let mut counts = std::collections::BTreeMap::<String, u32>::new();
    for one in inner.record.all() {
        *counts
            .entry(format!("{}{}", one.host, one.path))
            .or_default() += 1;
    }
    Answer::json(&json!(counts))
}

fn clock(inner: &Inner) -> Answer {
    Answer::json(&json!({"now": inner.clock.now().to_string()}))
}

fn done() -> Answer {
    Answer::json(&Value::from(true))
}
