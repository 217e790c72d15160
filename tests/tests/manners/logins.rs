//! Feeds behind a password or a key: kept in the keyring, sent to their own origin, shown nowhere.

use std::path::Path;

use api::wire::Login;
use api::{ApiError, ErrorCode, Request, Response, View};
use e2e::Paper;
use engine::{Scope, Secrets};
use newsroom::{Fault, Page};

use crate::{FEED, HOST, HOUR, activity, asked, explain, find, import, one_article, whole_text};

const PASSWORD: &str = "0pen-sesame-41";
/// `reader:0pen-sesame-41` (RFC 7617).
const BASIC: &str = "Basic cmVhZGVyOjBwZW4tc2VzYW1lLTQx";

fn password() -> Login {
    Login::Password {
        user: "reader".to_owned(),
        password: PASSWORD.to_owned(),
    }
}

/// A feed behind a password, whose page and picture are behind it too, and another host where all of them could lead.
async fn locked() -> Paper {
    let paper = Paper::of_hosts(&[HOST, "other.example"]).await;
    let newsroom = paper.newsroom();
    let item = |number: u32, link: &str| {
        format!(
            "<item><guid>{number}</guid><link>{link}</link><title>Article {number}</title><description>Short.</description></item>"
        )
    };
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Own</title>{}{}</channel></rss>",
        item(1, "https://own.example/1"),
        item(2, "https://other.example/2"),
    );
    let text = whole_text("Article")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let page = |picture: &str| {
        format!(
            "<!DOCTYPE html><html><head><title>Article</title></head><body><article><h1>Article</h1>{text}<img src=\"{picture}\" width=\"600\" height=\"400\">{text}</article></body></html>"
        )
    };
    newsroom.print(
        HOST,
        "/feed",
        Page::feed(feed).only_with("authorization", BASIC),
    );
    newsroom.print(
        HOST,
        "/1",
        Page::html(page("/photo.jpg")).only_with("authorization", BASIC),
    );
    let photo = Page::new(
        "image/jpeg",
        include_bytes!("../../../crates/newsroom/photos/cat-1.jpg"),
    );
    newsroom.print(
        HOST,
        "/photo.jpg",
        photo.clone().only_with("authorization", BASIC),
    );
    newsroom.print(
        "other.example",
        "/2",
        Page::html(page("https://other.example/photo.jpg")),
    );
    newsroom.print("other.example", "/photo.jpg", photo);
    paper
}

async fn add_with(paper: &Paper, url: &str, login: Option<Login>) -> Result<String, ApiError> {
    let request = Request::AddFeed {
        url: url.to_owned(),
        folder: String::new(),
        login,
        proxy: None,
    };
    match api::dispatch(&paper.engine, request).await? {
        Response::FeedAdded(feed) => Ok(feed.id),
        other => panic!("{other:?}"),
    }
}

/// Every file of the data folder, and everything that the program says of itself, without the secret.
async fn is_nowhere(paper: &Paper, secret: &str) {
    let mut said = format!("{:?}", paper.library().await.feeds);
    for request in [
        Request::SyncActivity,
        Request::ExportOpml,
        Request::SyncState,
        Request::Settings,
    ] {
        said += &format!("{:?}", paper.ask(request).await);
    }
    for feed in paper.library().await.feeds {
        said += &explain(paper, &feed.url).await;
    }
    for row in paper.rows(View::All).await {
        said += &format!("{:?}", paper.article(&row.id).await);
    }
    said += &format!("{:?}", paper.engine.feeds().await.unwrap());
    assert!(!said.contains(secret), "{said}");
    let mut files = 0;
    look_through(&paper.data, secret, &mut files);
    assert!(files >= 2, "the data folder has files");
}

fn look_through(folder: &Path, secret: &str, files: &mut u32) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            look_through(&path, secret, files);
            continue;
        }
        *files += 1;
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes
            .windows(secret.len())
            .any(|part| part == secret.as_bytes());
        assert!(!found, "{} holds the secret", path.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_behind_a_password_is_read_with_its_pages_and_pictures_and_the_password_is_nowhere()
{
    let paper = locked().await;
    let error = add_with(&paper, FEED, None).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NeedsLogin, "{}", error.message);
    add_with(&paper, FEED, Some(password())).await.unwrap();
    paper.sync_all().await;
    let rows = paper.rows(View::All).await;
    assert_eq!(rows.len(), 2);
    for row in &rows {
        let article = paper.article(&row.id).await;
        assert!(article.text.len() > 600, "{}: {}", row.link, article.reason);
    }
    for path in ["/feed", "/1", "/photo.jpg"] {
        let request = asked(&paper, path)
            .pop()
            .unwrap_or_else(|| panic!("{path} was asked"));
        assert_eq!(
            (request.header("authorization"), request.status),
            (Some(BASIC), 200),
            "{path}"
        );
    }
    let elsewhere = paper.newsroom().requests();
    let elsewhere: Vec<_> = elsewhere.iter().filter(|one| one.host != HOST).collect();
    assert!(elsewhere.len() >= 2, "{elsewhere:?}");
    for request in elsewhere {
        assert_eq!(
            request.header("authorization"),
            None,
            "{}{}",
            request.host,
            request.path
        );
    }
    assert_eq!(find(&paper, FEED).await.login.as_deref(), Some("password"));
    for secret in [PASSWORD, BASIC, "cmVhZGVyOjBwZW4tc2VzYW1lLTQx"] {
        is_nowhere(&paper, secret).await;
    }
    // After an error, too.
    paper
        .newsroom()
        .set_fault(HOST, "/feed", Fault::Status(401));
    paper.pass(HOUR * 5);
    let report = paper.sync(Scope::Now).await;
    assert!(!format!("{report:?}").contains(PASSWORD));
    assert_eq!(
        activity(&paper, FEED).await.problem.as_deref(),
        Some("login")
    );
    is_nowhere(&paper, PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_remembered_over_a_restart_in_the_keyring_alone() {
    let paper = locked().await;
    let secrets = Secrets::in_memory();
    let keyring = secrets.clone();
    let paper = paper
        .reopen_with(|config| engine::Config { secrets, ..config })
        .await;
    add_with(&paper, FEED, Some(password())).await.unwrap();
    let again = keyring.clone();
    let paper = paper
        .reopen_with(|config| engine::Config {
            secrets: again,
            ..config
        })
        .await;
    paper.newsroom().forget();
    paper.sync(Scope::Now).await;
    assert_eq!(
        asked(&paper, "/feed")[0].header("authorization"),
        Some(BASIC)
    );
    // With another keyring it is gone, and the reader is told; the source is not blamed and its server not asked.
    let paper = paper.reopen().await;
    paper.newsroom().forget();
    let report = paper.sync(Scope::Now).await;
    let told = &report.outcomes[0].reason;
    assert!(
        told.contains("can't be read") && told.contains("enter the login of the source again"),
        "{told}"
    );
    assert_eq!(asked(&paper, "/feed").len(), 0);
    assert_eq!(activity(&paper, FEED).await.failures, 0);
    let id = find(&paper, FEED).await.id;
    paper
        .ask(Request::SetLogin {
            id: id.clone(),
            login: Some(password()),
        })
        .await;
    paper.sync(Scope::Due).await;
    assert_eq!(
        asked(&paper, "/feed")[0].header("authorization"),
        Some(BASIC),
        "it is due at once"
    );
    // And no more.
    paper.ask(Request::SetLogin { id, login: None }).await;
    paper.newsroom().forget();
    paper.sync(Scope::Due).await;
    assert_eq!(asked(&paper, "/feed")[0].header("authorization"), None);
    assert_eq!(find(&paper, FEED).await.login, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_source_takes_its_login_along() {
    let paper = locked().await;
    let secrets = Secrets::in_memory();
    let keyring = secrets.clone();
    let paper = paper
        .reopen_with(|config| engine::Config { secrets, ..config })
        .await;
    let id = add_with(&paper, FEED, Some(password())).await.unwrap();
    assert!(holds(&keyring, PASSWORD));
    paper.ask(Request::RemoveFeed { id }).await;
    assert!(!holds(&keyring, PASSWORD));
}

fn holds(keyring: &Secrets, secret: &str) -> bool {
    let Secrets::Memory(secrets) = keyring else {
        panic!("the tests' keyring is in memory")
    };
    secrets
        .lock()
        .unwrap()
        .values()
        .any(|kept| kept.contains(secret))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_to_another_host_does_not_carry_the_login() {
    for status in [301, 302, 307, 308] {
        let paper = locked().await;
        add_with(&paper, FEED, Some(password())).await.unwrap();
        let to = "https://other.example/feed".to_owned();
        paper
            .newsroom()
            .print("other.example", "/feed", Page::feed(one_article()));
        paper
            .newsroom()
            .set_fault(HOST, "/feed", Fault::Redirect { status, to });
        for _ in 0..4 {
            paper.pass(HOUR * 3);
            paper.sync(Scope::Due).await;
        }
        let requests = paper.newsroom().requests();
        let elsewhere: Vec<_> = requests
            .iter()
            .filter(|one| one.host == "other.example")
            .collect();
        assert!(elsewhere.len() >= 4, "{status}");
        for request in elsewhere {
            assert_eq!(request.header("authorization"), None, "{status}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_goes_in_its_own_header_and_a_token_as_bearer() {
    for (login, header, value) in [
        (
            Login::Key {
                header: "X-Api-Key".to_owned(),
                value: "k3y-of-mine".to_owned(),
            },
            "x-api-key",
            "k3y-of-mine",
        ),
        (
            Login::Bearer {
                token: "t0ken-of-mine".to_owned(),
            },
            "authorization",
            "Bearer t0ken-of-mine",
        ),
    ] {
        let paper = Paper::of_hosts(&[HOST]).await;
        let page = Page::feed(one_article()).only_with(header, value);
        paper.newsroom().print(HOST, "/feed", page);
        add_with(&paper, FEED, Some(login)).await.unwrap();
        is_nowhere(&paper, value.trim_start_matches("Bearer ")).await;
    }
    let paper = Paper::of_hosts(&[HOST]).await;
    for header in ["Cookie", "Host", "not a header"] {
        let login = Login::Key {
            header: header.to_owned(),
            value: "k".to_owned(),
        };
        let error = add_with(&paper, FEED, Some(login)).await.unwrap_err();
        assert_eq!(
            error.code,
            ErrorCode::NeedsLogin,
            "{header}: {}",
            error.message
        );
    }
    assert_eq!(paper.engine.network_attempts(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_in_an_address_goes_to_the_keyring_and_leaves_the_address() {
    let written = format!("https://reader:{PASSWORD}@own.example/feed");
    let paper = locked().await;
    add_with(&paper, &written, None).await.unwrap();
    assert_eq!(
        asked(&paper, "/feed")[0].header("authorization"),
        Some(BASIC)
    );
    assert_eq!(find(&paper, FEED).await.login.as_deref(), Some("password"));
    is_nowhere(&paper, PASSWORD).await;

    let paper = locked().await;
    import(&paper, &[&written]).await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.fetched, 1, "{:?}", report.outcomes);
    is_nowhere(&paper, PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keyring_no_login_is_taken() {
    let paper = locked().await;
    let paper = paper
        .reopen_with(|config| engine::Config {
            secrets: Secrets::Nowhere,
            ..config
        })
        .await;
    let written = format!("https://reader:{PASSWORD}@own.example/feed");
    for (url, login) in [(FEED, Some(password())), (written.as_str(), None)] {
        let error = add_with(&paper, url, login).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::NoKeyring, "{}", error.message);
    }
    assert_eq!(paper.library().await.feeds.len(), 0, "nothing was added");
    is_nowhere(&paper, PASSWORD).await;
}
