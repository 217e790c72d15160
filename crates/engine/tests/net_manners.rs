//! Manners on real sockets: one request in flight per host, many hosts side by side.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod net_server;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::future::join_all;
use net_server::{client, feed, ok, page};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::{Barrier, Semaphore};

/// A server that answers a request only when `gate` lets it, and counts those that wait.
async fn gated(gate: Arc<Semaphore>) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let arrived = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&arrived);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let (gate, count) = (gate.clone(), count.clone());
            tokio::spawn(async move {
                let mut bytes = vec![0; 4096];
                while stream.read(&mut bytes).await.is_ok_and(|read| read > 0) {
                    count.fetch_add(1, Ordering::SeqCst);
                    gate.acquire().await.unwrap().forget();
                    stream.write_all(&ok("", "x")).await.unwrap();
                }
            });
        }
    });
    (address, arrived)
}

#[tokio::test]
async fn one_host_has_one_request_in_flight() {
    let gate = Arc::new(Semaphore::new(0));
    let (address, arrived) = gated(gate.clone()).await;
    let world =
        format!(r#"{{"hosts": {{"news.example": "{address}", "other.example": "{address}"}}}}"#);
    let (client, _) = client(&world, &[], None);
    let fetches: Vec<_> = (0..5)
        .map(|number| {
            let (client, asked) = (
                client.clone(),
                page(&format!("https://news.example/{number}")),
            );
            tokio::spawn(async move { client.fetch(asked).await })
        })
        .collect();
    let other = tokio::spawn({
        let client = client.clone();
        async move { client.fetch(feed("https://other.example/rss")).await }
    });
    // Two are waiting at the server, one for each host, and nothing else was tried.
    while arrived.load(Ordering::SeqCst) < 2 {
        tokio::task::yield_now().await;
    }
    assert_eq!(client.attempts(), 2, "four of five wait for their turn");
    gate.add_permits(6);
    for fetch in fetches {
        fetch.await.unwrap().unwrap();
    }
    other.await.unwrap().unwrap();
    assert_eq!(arrived.load(Ordering::SeqCst), 6);
}

#[tokio::test]
async fn many_hosts_are_asked_side_by_side() {
    const HOSTS: usize = 20;
    let all = Arc::new(Barrier::new(HOSTS));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let all = all.clone();
            tokio::spawn(async move {
                let mut bytes = vec![0; 4096];
                assert!(stream.read(&mut bytes).await.unwrap() > 0);
                // Nobody is answered before everybody has asked.
                all.wait().await;
                stream.write_all(&ok("", "x")).await.unwrap();
            });
        }
    });
    let hosts: Vec<String> = (0..HOSTS)
        .map(|n| format!("\"h{n}.example\": \"{address}\""))
        .collect();
    let (client, clock) = client(
        &format!("{{\"hosts\": {{{}}}}}", hosts.join(",")),
        &[],
        None,
    );
    let begin = engine::ports::Clock::now(&clock);
    let fetches = (0..HOSTS).map(|n| client.fetch(feed(&format!("https://h{n}.example/rss"))));
    for answer in join_all(fetches).await {
        answer.unwrap();
    }
    assert_eq!(
        engine::ports::Clock::now(&clock),
        begin,
        "no host waits for another"
    );
}
