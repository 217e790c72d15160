//! Where redirects may lead, and what strangers may not name.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod net_server;

use engine::net::{FetchError, RefusedRedirect};
use model::Validators;
use net_server::{Reply, Request, Server, client, feed, moved, ok, page};
use url::Url;

/// A server whose path is its answer: `/301/x` moves to `/x`, `/x` is there.
async fn moving() -> Server {
    Server::start(|request: &Request| {
        let target = request.target().trim_start_matches('/');
        Reply::Close(match target.split_once('/') {
            Some((status @ ("301" | "302" | "303" | "307" | "308"), rest)) => {
                moved(status.parse().unwrap(), &format!("/{rest}"))
            }
            _ => ok("", "there"),
        })
    })
    .await
}

#[tokio::test]
async fn only_a_chain_of_permanent_moves_is_a_permanent_move() {
    let server = moving().await;
    let (client, _) = server.client();
    for (path, permanent, temporary) in [
        ("/rss", false, false),
        ("/301/rss", true, false),
        ("/308/rss", true, false),
        ("/301/308/301/rss", true, false),
        ("/302/rss", false, true),
        ("/303/rss", false, true),
        ("/307/rss", false, true),
        ("/301/302/rss", false, true),
        ("/307/308/rss", false, true),
    ] {
        let asked = feed(&format!("https://news.example{path}"));
        let answer = client.fetch(asked).await.unwrap();
        assert_eq!(answer.url.as_str(), "https://news.example/rss", "{path}");
        assert_eq!(
            answer.moved_permanently,
            permanent.then_some(answer.url),
            "{path}"
        );
        assert_eq!(answer.moved_temporarily, temporary, "{path}");
        assert_eq!(&answer.body[..], b"there");
    }
}

#[tokio::test]
async fn five_redirects_are_followed_and_a_sixth_is_not() {
    let server = moving().await;
    let (client, _) = server.client();
    let five = "https://news.example/301/302/303/307/308/rss";
    client.fetch(feed(five)).await.unwrap();
    let six = "https://news.example/301/302/303/307/308/301/rss";
    let error = client.fetch(feed(six)).await.unwrap_err();
    let host = "news.example".to_owned();
    assert_eq!(error, FetchError::TooManyRedirects { host });
    assert_eq!(client.attempts(), 12, "each hop is an attempt");
}

#[tokio::test]
async fn validators_go_along_with_a_redirect_and_a_name_change_is_seen() {
    let server = Server::start(|request| {
        Reply::Close(match request.value("host") {
            Some("news.example") => moved(301, "http://other.example/feed"),
            _ => b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec(),
        })
    })
    .await;
    let (client, _) = server.client();
    let known = Validators {
        etag: Some("\"v\"".to_owned()),
        last_modified: None,
    };
    let asked = feed("https://news.example/rss").validators(known);
    let answer = client.fetch(asked).await.unwrap();
    assert!(answer.is_not_modified());
    let moved_to = answer.moved_permanently.unwrap();
    assert_eq!(
        moved_to.as_str(),
        "https://other.example/feed",
        "its real name, over https"
    );
    for request in server.requests() {
        assert_eq!(request.value("if-none-match"), Some("\"v\""));
        assert_eq!(request.value("referer"), None);
    }
}

#[tokio::test]
async fn a_redirect_to_the_outside_of_the_web_is_refused_before_anything_is_connected() {
    for (location, why) in [
        ("http://public.example/", RefusedRedirect::Downgrade),
        ("file:///etc/passwd", RefusedRedirect::Scheme),
        ("javascript:alert(1)", RefusedRedirect::Scheme),
        ("https://", RefusedRedirect::Unreadable),
    ] {
        let server = Server::always(moved(302, location)).await;
        let (client, _) = server.client();
        let error = client
            .fetch(feed("https://news.example/rss"))
            .await
            .unwrap_err();
        let host = "news.example".to_owned();
        assert_eq!(
            error,
            FetchError::RedirectRefused { host, why },
            "{location}"
        );
        assert_eq!(client.attempts(), 1, "{location}");
    }
    let server = Server::always("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n").await;
    let (client, _) = server.client();
    let error = client
        .fetch(feed("https://news.example/rss"))
        .await
        .unwrap_err();
    let why = RefusedRedirect::NoLocation;
    assert_eq!(
        error,
        FetchError::RedirectRefused {
            host: "news.example".to_owned(),
            why
        }
    );
}

#[tokio::test]
async fn a_redirect_into_the_readers_own_network_is_refused() {
    let inside = Server::always(ok("", "secret")).await;
    let port = inside.address.port();
    for location in [
        format!("https://127.0.0.1:{port}/"),
        format!("https://2130706433:{port}/"),
        format!("https://0x7f.1:{port}/"),
        format!("https://[::ffff:127.0.0.1]:{port}/"),
        format!("https://localhost:{port}/"),
        "https://169.254.169.254/latest/meta-data".to_owned(),
    ] {
        let to = location.clone();
        let outside = Server::start(move |_| Reply::Close(moved(302, &to))).await;
        let (client, _) = outside.client();
        let error = client
            .fetch(page("https://news.example/a"))
            .await
            .unwrap_err();
        assert!(
            matches!(error, FetchError::PrivateAddress { .. }),
            "{location}: {error}"
        );
        assert_eq!(client.attempts(), 1, "{location} was not tried");
    }
    assert_eq!(inside.hits(), 0);
}

#[tokio::test]
async fn a_name_that_leads_inside_is_refused_where_it_is_connected() {
    let inside = Server::always(ok("", "secret")).await;
    let names = [
        ("rebind.example", "127.0.0.1"),
        ("mapped6.example", "::ffff:127.0.0.1"),
    ];
    let (client, _) = client("{}", &names, None);
    for (name, _) in names {
        let url = format!("http://{name}:{}/", inside.address.port());
        let error = client.fetch(page(&url)).await.unwrap_err();
        assert_eq!(
            error,
            FetchError::PrivateAddress {
                host: name.to_owned()
            }
        );
    }
    assert_eq!(inside.hits(), 0);
}

#[tokio::test]
async fn a_typed_source_reaches_its_own_port_and_its_pictures_no_other() {
    let other = Server::always(ok("", "secret")).await;
    let own = Server::start(|_| Reply::Bytes(ok("", "x"))).await;
    let (client, _) = client("{}", &[("nas.example", "127.0.0.1")], None);
    let by_name = format!("http://nas.example:{}/feed", own.address.port());
    for address in [own.url("/feed").to_string(), by_name] {
        let typed = feed(&address).typed(true);
        let origin = Some(typed.url.clone());
        client.fetch(typed.clone()).await.unwrap();
        let mut picture = page(typed.url.join("/p.jpg").unwrap().as_str());
        picture = picture.origin(origin.clone());
        client.fetch(picture).await.unwrap();

        let mut elsewhere = typed.url.clone();
        elsewhere.set_port(Some(other.address.port())).unwrap();
        let asked = page(elsewhere.as_str()).origin(origin);
        let error = client.fetch(asked).await.unwrap_err();
        assert!(
            matches!(error, FetchError::PrivateAddress { .. }),
            "{elsewhere}: {error}"
        );

        // The connection to the typed source is still open, and no stranger gets it.
        let error = client.fetch(page(&address)).await.unwrap_err();
        assert!(
            matches!(error, FetchError::PrivateAddress { .. }),
            "{address}: {error}"
        );
    }
    assert_eq!(other.hits(), 0);
    assert_eq!(own.hits(), 4);
}

#[tokio::test]
async fn a_typed_source_does_not_lead_its_redirects_elsewhere_inside() {
    let other = Server::always(ok("", "secret")).await;
    let to = other.url("/admin").to_string();
    let own = Server::start(move |_| Reply::Close(moved(302, &to))).await;
    let (client, _) = client("{}", &[], None);
    let asked = feed(own.url("/feed").as_str()).typed(true);
    let error = client.fetch(asked).await.unwrap_err();
    assert!(
        matches!(error, FetchError::PrivateAddress { .. }),
        "{error}"
    );
    assert_eq!(other.hits(), 0);
}

#[tokio::test]
async fn the_worlds_endpoints_are_reached_though_they_are_private() {
    let bank = Server::always(ok("", "<rates/>")).await;
    let world = format!(r#"{{"endpoints": {{"nbk": "{}"}}}}"#, bank.url("/rates"));
    let (client, _) = client(&world, &[], None);
    let asked = page(bank.url("/rates?fdate=23.11.2026").as_str());
    assert_eq!(&client.fetch(asked).await.unwrap().body[..], b"<rates/>");
    assert_eq!(bank.requests()[0].target(), "/rates?fdate=23.11.2026");
}

#[tokio::test]
async fn other_schemes_are_refused_by_their_name() {
    let (client, _) = client("{}", &[], None);
    for url in [
        "file:///etc/passwd",
        "ftp://a.kz/",
        "data:text/xml,x",
        "feed:https://a.kz/rss",
    ] {
        let error = client.fetch(feed(url)).await.unwrap_err();
        let scheme = Url::parse(url).unwrap().scheme().to_owned();
        assert_eq!(error, FetchError::Scheme { scheme }, "{url}");
    }
    assert_eq!(client.attempts(), 0);
}
