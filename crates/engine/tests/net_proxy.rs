//! A proxy is used for everything or the request fails: nothing goes past it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod net_server;

use std::sync::{Arc, Mutex};

use engine::net::FetchError;
use model::Way;
use net_server::{Reply, Server, answer, client, feed, moved, ok, page};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[tokio::test]
async fn http_goes_through_the_proxy_with_the_name_unresolved() {
    let proxy = Server::start(|_| Reply::Close(ok("", "through"))).await;
    let (client, _) = client("{}", &[], Some(&format!("http://{}", proxy.address)));
    let answer = client
        .fetch(feed("http://public.example/rss"))
        .await
        .unwrap();
    assert_eq!(&answer.body[..], b"through");
    assert_eq!(
        proxy.requests()[0].line,
        "GET http://public.example/rss HTTP/1.1"
    );
}

#[tokio::test]
async fn mapped_hosts_endpoints_and_typed_sources_go_through_the_proxy_too() {
    let direct = Server::always(ok("", "past the proxy")).await;
    let proxy = Server::start(|_| Reply::Close(ok("", "through"))).await;
    let world = format!(r#"{{"hosts": {{"news.example": "{}"}}}}"#, direct.address);
    let (client, _) = client(&world, &[], Some(&format!("http://{}", proxy.address)));
    let mapped = client
        .fetch(feed("https://news.example/rss"))
        .await
        .unwrap();
    assert_eq!(&mapped.body[..], b"through");
    let typed = feed(direct.url("/rss").as_str()).typed(true);
    assert_eq!(&client.fetch(typed).await.unwrap().body[..], b"through");
    assert_eq!(direct.hits(), 0);
    let first = &proxy.requests()[0];
    assert_eq!(first.target(), direct.url("/rss").as_str());
    assert_eq!(first.value("host"), Some("news.example"));
}

#[tokio::test]
async fn https_asks_the_proxy_for_a_tunnel_and_fails_without_it() {
    let proxy = Server::start(|_| Reply::Close(answer("502 Bad Gateway", "", ""))).await;
    let (client, _) = client("{}", &[], Some(&format!("http://{}", proxy.address)));
    let error = client
        .fetch(feed("https://public.example/rss"))
        .await
        .unwrap_err();
    assert!(matches!(error, FetchError::Proxy { .. }), "{error}");
    assert!(error.is_connectivity(), "the source is not to blame");
    assert_eq!(
        proxy.requests()[0].line,
        "CONNECT public.example:443 HTTP/1.1"
    );
}

#[tokio::test]
async fn a_dead_proxy_is_told_and_never_passed_by() {
    let proxy = Server::always("").await;
    let address = proxy.address;
    drop(proxy);
    while tokio::net::TcpStream::connect(address).await.is_ok() {}
    let direct = Server::always(ok("", "past the proxy")).await;
    for scheme in ["http", "socks5", "socks5h"] {
        let (client, _) = client("{}", &[], Some(&format!("{scheme}://{address}")));
        let typed = feed(direct.url("/rss").as_str()).typed(true);
        let error = client.fetch(typed).await.unwrap_err();
        assert!(
            matches!(error, FetchError::Proxy { .. }),
            "{scheme}: {error}"
        );
    }
    let (client, _) = client("{}", &[], Some("http://proxy.invalid:3128"));
    let error = client
        .fetch(feed("http://public.example/"))
        .await
        .unwrap_err();
    assert!(matches!(error, FetchError::Proxy { .. }), "{error}");
    assert_eq!(direct.hits(), 0);
}

#[tokio::test]
async fn strangers_reach_nothing_private_through_a_proxy() {
    let proxy = Server::start(|_| Reply::Close(ok("", "through"))).await;
    let names = [
        ("inside.example", "10.0.0.1"),
        ("gate.example", "127.0.0.1"),
    ];
    let own = format!("http://gate.example:{}", proxy.address.port());
    let (through, _) = client("{}", &names, Some(&own));
    for url in [
        "http://127.0.0.1/",
        "http://router/",
        "http://nas.local/",
        "http://gate.example/",
    ] {
        let error = through.fetch(page(url)).await.unwrap_err();
        assert!(
            matches!(error, FetchError::PrivateAddress { .. }),
            "{url}: {error}"
        );
    }
    assert_eq!(proxy.hits(), 0);
    through.fetch(page("http://public.example/")).await.unwrap();
    assert_eq!(
        proxy.hits(),
        1,
        "a proxy may stand in the reader's own network"
    );

    let (seen, socks) = socks().await;
    let (through, _) = client("{}", &names, Some(&format!("socks5://{socks}")));
    let error = through
        .fetch(page("http://inside.example/"))
        .await
        .unwrap_err();
    assert!(
        matches!(error, FetchError::PrivateAddress { .. }),
        "{error}"
    );
    assert!(seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn socks5_carries_the_address_and_socks5h_the_name() {
    let names = [("public.example", "8.8.8.8")];
    for (scheme, target) in [
        ("socks5", &[1, 8, 8, 8, 8, 0, 80][..]),
        ("socks5h", b"\x03\x0epublic.example\x00\x50"),
    ] {
        let (seen, address) = socks().await;
        let (client, _) = client("{}", &names, Some(&format!("{scheme}://{address}")));
        let answer = client
            .fetch(feed("http://public.example/rss"))
            .await
            .unwrap();
        assert_eq!(&answer.body[..], b"socks");
        assert_eq!(*seen.lock().unwrap(), [target], "{scheme}");
    }
}

#[tokio::test]
async fn a_source_has_its_own_proxy_or_none_whatever_the_settings_say() {
    let direct = Server::always(ok("", "direct")).await;
    let of_settings = Server::start(|_| Reply::Close(ok("", "settings"))).await;
    let own = Server::start(|request| match request.target() {
        "http://public.example/moved" => Reply::Close(moved(302, "http://other.example/")),
        _ => Reply::Close(ok("", "own")),
    })
    .await;
    let settings = format!("http://{}", of_settings.address);
    let (client, _) = client("{}", &[], Some(&settings));
    let own_proxy = Way::Proxy(format!("http://{}", own.address));
    for (way, body) in [
        (Way::Settings, "settings"),
        (own_proxy.clone(), "own"),
        (Way::Direct, "direct"),
        (own_proxy.clone(), "own"),
    ] {
        let asked = feed(direct.url("/rss").as_str())
            .typed(true)
            .way(way.clone());
        let answer = client.fetch(asked).await.unwrap();
        assert_eq!(&answer.body[..], body.as_bytes(), "{way:?}");
    }
    let redirected = page("http://public.example/moved").way(own_proxy);
    assert_eq!(&client.fetch(redirected).await.unwrap().body[..], b"own");
    assert_eq!(own.hits(), 4, "redirects take the same way");
    assert_eq!((direct.hits(), of_settings.hits()), (1, 1));
}

#[tokio::test]
async fn a_source_whose_own_proxy_is_dead_takes_no_other_way() {
    let gone = Server::always("").await;
    let address = gone.address;
    drop(gone);
    while tokio::net::TcpStream::connect(address).await.is_ok() {}
    let direct = Server::always(ok("", "direct")).await;
    let of_settings = Server::always(ok("", "settings")).await;
    let settings = format!("http://{}", of_settings.address);
    let (client, _) = client("{}", &[], Some(&settings));
    for own in [
        format!("http://{address}"),
        format!("https://{address}"),
        format!("socks5://{address}"),
        format!("socks5h://{address}"),
        "ftp://me:secret@proxy.example".to_owned(),
        "nonsense".to_owned(),
    ] {
        let asked = feed(direct.url("/rss").as_str())
            .typed(true)
            .way(Way::Proxy(own.clone()));
        let error = client.fetch(asked).await.unwrap_err();
        assert!(matches!(error, FetchError::Proxy { .. }), "{own}: {error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    assert_eq!((direct.hits(), of_settings.hits()), (0, 0));
}

#[tokio::test]
async fn a_proxy_that_is_chosen_holds_from_the_next_request_on() {
    let direct = Server::always(ok("", "direct")).await;
    let proxy = Server::start(|_| Reply::Close(ok("", "proxy"))).await;
    let (client, _) = client("{}", &[], None);
    let ask = async || {
        let asked = feed(direct.url("/rss").as_str()).typed(true);
        client.fetch(asked).await.unwrap().body
    };
    assert_eq!(&ask().await[..], b"direct");
    client
        .choose_proxy(Some(format!("http://{}", proxy.address)))
        .unwrap();
    assert_eq!(&ask().await[..], b"proxy");
    assert!(client.choose_proxy(Some("nonsense".to_owned())).is_err());
    assert_eq!(
        &ask().await[..],
        b"proxy",
        "what can't be chosen changes nothing"
    );
    client.choose_proxy(None).unwrap();
    assert_eq!(&ask().await[..], b"direct");
}

/// A SOCKS5 proxy (RFC 1928) that answers every request itself. Remembers the targets it was asked for.
async fn socks() -> (Arc<Mutex<Vec<Vec<u8>>>>, std::net::SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let seen: Arc<Mutex<Vec<Vec<u8>>>> = Arc::default();
    let targets = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut hello = [0; 2];
            if stream.read_exact(&mut hello).await.is_err() {
                continue;
            }
            let mut methods = vec![0; hello[1].into()];
            stream.read_exact(&mut methods).await.unwrap();
            stream.write_all(&[5, 0]).await.unwrap();
            let mut head = [0; 4];
            stream.read_exact(&mut head).await.unwrap();
            let mut target = vec![head[3]];
            let rest = match head[3] {
                1 => 4 + 2,
                _ => {
                    let length = stream.read_u8().await.unwrap();
                    target.push(length);
                    usize::from(length) + 2
                }
            };
            let mut address = vec![0; rest];
            stream.read_exact(&mut address).await.unwrap();
            target.extend(address);
            targets.lock().unwrap().push(target);
            stream
                .write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
                .await
                .unwrap();
            let reply = |_: &net_server::Request| Reply::Close(ok("", "socks"));
            net_server::serve(stream, &Mutex::default(), &0.into(), &reply).await;
        }
    });
    (seen, address)
}

/// The environment belongs to a whole process, so this test runs itself again in one that names a proxy.
#[tokio::test]
async fn the_environments_proxies_are_none_of_ours() {
    const DIRECT: &str = "QAZET_TEST_DIRECT";
    const THIS: &str = "the_environments_proxies_are_none_of_ours";

    if let Ok(url) = std::env::var(DIRECT) {
        let (client, _) = client("{}", &[], None);
        let answer = client.fetch(feed(&url).typed(true)).await.unwrap();
        assert_eq!(&answer.body[..], b"direct");
        return;
    }
    let direct = Server::always(ok("", "direct")).await;
    let proxy = Server::always(ok("", "through")).await;
    let address = format!("http://{}", proxy.address);
    let again = tokio::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", THIS])
        .env(DIRECT, direct.url("/rss").as_str())
        .envs(["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"].map(|name| (name, &address)))
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env_remove("REQUEST_METHOD")
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&again.stdout);
    assert!(
        again.status.success() && said.contains("1 passed"),
        "{said}"
    );
    assert_eq!((direct.hits(), proxy.hits()), (1, 0));
}
