//! The server: takes connections, finds who answers, applies faults, writes, and keeps the record.

use std::sync::Arc;

use jiff::Timestamp;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::answer::Answer;
use crate::control;
use crate::fault::Delivery;
use crate::incoming::{self, Incoming};
use crate::newsroom::Inner;
use crate::outlets;
use crate::rates::{nbk, others};
use crate::room::Room;
use crate::weather;
use crate::wire::{self, After};

/// Serves until told to stop.
pub(crate) async fn serve(
    listener: TcpListener,
    inner: Arc<Inner>,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        tokio::select! {
            taken = listener.accept() => {
                if let Ok((stream, _)) = taken {
                    tokio::spawn(converse(stream, Arc::clone(&inner)));
                }
            }
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

async fn converse(mut stream: TcpStream, inner: Arc<Inner>) {
    let mut pending = Vec::new();
    // An error here means that the reader hung up: its business, not ours.
    let _ = stream.set_nodelay(true);
    while let Some(request) = incoming::read(&mut stream, &mut pending).await {
        match reply(&mut stream, &inner, &request).await {
            Ok(After::Open) => {}
            Ok(After::Closed) | Err(_) => return,
        }
    }
}

async fn reply(
    stream: &mut TcpStream,
    inner: &Inner,
    request: &Incoming,
) -> std::io::Result<After> {
    let now = inner.clock.now();
    if let Some(answer) = control::answer(inner, request) {
        let keep = request.keeps_alive();
        return wire::write(stream, &answer, &Delivery::Plain, now, keep).await;
    }
    let (answer, delivery) = prepare(inner, request, now);
    inner.record.note(request, now, answer.status);
    wire::write(stream, &answer, &delivery, now, request.keeps_alive()).await
}

/// The answer with its faults, and how it goes over the wire.
fn prepare(inner: &Inner, request: &Incoming, now: Timestamp) -> (Answer, Delivery) {
    let plain = answer(inner, request, now);
    let Some(fault) = inner.fault(&request.host, &request.path) else {
        return (plain.fitted(request), Delivery::Plain);
    };
    let conditional = Incoming {
        headers: match fault.lets_304_pass() {
            true => request.headers.clone(),
            false => without_conditions(request),
        },
        ..request.clone()
    };
    let answer = fault.apply(plain, now).fitted(&conditional);
    let delivery = match answer.status {
        304 => Delivery::Plain,
        _ => fault.delivery(),
    };
    (answer, delivery)
}

fn without_conditions(request: &Incoming) -> Vec<(String, String)> {
    let mut headers = request.headers.clone();
    headers.retain(|(name, _)| name != "if-none-match" && name != "if-modified-since");
    headers
}

/// The answer as it should be.
fn answer(inner: &Inner, request: &Incoming, now: Timestamp) -> Answer {
    if request.method != "GET" {
        return Answer::error(405);
    }
    if let Some(page) = inner.page(&request.host, &request.path) {
        return page.answer(request);
    }
    if let Some(mirror) = &inner.mirror
        && let Some(answer) = mirror.answer(request)
    {
        return answer;
    }
    if request.host == nbk::HOST {
        return match request.path.as_str() {
            nbk::PATH => nbk::answer(request, now),
            _ => Answer::not_found(),
        };
    }
    if others::HOSTS.contains(&request.host.as_str()) {
        return others::answer(request, now);
    }
    if weather::HOSTS.contains(&request.host.as_str()) {
        return weather::answer(request, now);
    }
    let room = Room {
        press: &inner.press,
        now,
        opened: inner.opened,
    };
    outlets::answer(&room, request).unwrap_or_else(Answer::not_found)
}
