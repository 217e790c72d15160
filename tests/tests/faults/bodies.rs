//! What a feed's server may send.

use std::collections::BTreeSet;

use newsroom::{Charset, Encoding};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_web_page_where_a_feed_was_is_told_as_one() {
    check(
        Fault::BecomesHtml,
        "failed",
        "this is a web page («One moment, please»), not a feed; look for",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_answer_takes_nothing_away() {
    check(
        Fault::EmptyBody,
        "failed",
        "the server sent nothing; try again later",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn eleven_bytes_of_nothing_take_nothing_away() {
    check(Fault::ZombieBody, "failed", "try again later").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_breaks_off_is_told_as_such() {
    for fault in [
        Fault::Truncated,
        Fault::LyingLength,
        Fault::Reset,
        Fault::BadChunks,
    ] {
        check(
            fault,
            "failed",
            "broke off in the middle. Qazet tries again later",
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn endless_and_unpacking_bodies_are_given_up_at_15_mb() {
    check(Fault::Endless, "failed", "sent more than 15 MB").await;
    for encoding in [Encoding::Gzip, Encoding::Br, Encoding::Zstd] {
        let bomb = Fault::Bomb {
            encoding,
            size: 1 << 30,
        };
        check(bomb, "failed", "sent more than 15 MB").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_are_told_with_what_to_do() {
    for (status, told) in [
        (401, "a password is needed: open the site"),
        (403, "access refused"),
        (
            404,
            "nothing is there: look for the new address on the site",
        ),
        (500, "the site has a fault: Qazet tries again later"),
    ] {
        check(Fault::Status(status), "failed", told).await;
    }
}

/// Set in the process that measures itself.
const ALONE: &str = "QAZET_TEST_ALONE";

#[tokio::test(flavor = "multi_thread")]
async fn no_body_and_no_head_takes_more_than_50_mb() {
    if std::env::var_os(ALONE).is_none() {
        // The other tests of this process have memory of their own.
        let name = "bodies::no_body_and_no_head_takes_more_than_50_mb";
        let done = tokio::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(ALONE, "1")
            .output()
            .await
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{said}");
        let tally = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(tally.contains("1 passed"), "{tally}");
        return;
    }
    let paper = paper().await;
    // Some say how long they are; some do not; some are small on the wire; and some never come to a body.
    let mut faults = vec![
        (Fault::HugeBody(200 << 20), "sent more than 15 MB"),
        (Fault::Endless, "sent more than 15 MB"),
        (Fault::ManyHeaders(50_000), "is not one of a web server"),
    ];
    let size = 1 << 30;
    for encoding in [Encoding::Gzip, Encoding::Br, Encoding::Zstd] {
        let told = "sent more than 15 MB";
        faults.push((Fault::Bomb { encoding, size }, told));
        let size = 256 << 20;
        faults.push((Fault::NestedBomb { encoding, size }, told));
    }
    for (fault, told) in faults {
        let before = {
            paper.newsroom().set_fault(HOST, PATH, fault.clone());
            peak_memory()
        };
        let began = Instant::now();
        let report = paper.sync(Scope::Now).await;
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "{fault:?}: {:?}",
            began.elapsed()
        );
        let ended = outcome(&report, FEED);
        assert_eq!(ended.status, "failed");
        assert!(ended.reason.contains(told), "{}", ended.reason);
        if let (Some(before), Some(after)) = (before, peak_memory()) {
            // The newsroom, which packs the bombs, is part of this process.
            // The system counts pages a few at a time: its peak may even be a little lower than before.
            let more = after.saturating_sub(before) / 1024;
            assert!(more < 50, "{fault:?}: {more} MB more were used");
        }
    }
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_broken_article_does_not_cost_the_others() {
    for (host, path) in [
        (HOST, PATH),
        ("steppewire.example", "/atom.xml"),
        ("signal.example", "/feed.json"),
    ] {
        let url = format!("https://{host}{path}");
        let whole = Paper::open().await;
        let all = added(&whole, &url).await;
        assert!(all.len() >= 6, "{url} has {} articles", all.len());
        let broken = Paper::open().await;
        broken.newsroom().set_fault(host, path, Fault::BrokenItem);
        let found = added(&broken, &url).await;
        let links = |rows: &[ArticleRow]| -> BTreeSet<(String, String)> {
            rows.iter()
                .map(|row| (row.link.clone(), row.title.clone()))
                .collect()
        };
        let missing: Vec<_> = links(&all).difference(&links(&found)).cloned().collect();
        assert_eq!(missing, [], "{url}: the good articles are all here");
        must_be_sound(&broken).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_charset_is_seen_through() {
    for charset in [Charset::Cp1251AsUtf8, Charset::Utf8AsCp1251] {
        let paper = Paper::open().await;
        paper
            .newsroom()
            .set_fault(HOST, PATH, Fault::WrongCharset(charset));
        let rows = added(&paper, FEED).await;
        let truth = paper.newsroom().articles();
        assert!(!rows.is_empty());
        for row in rows {
            let told = truth
                .iter()
                .find(|article| article.url == row.link)
                .expect("a true link");
            assert_eq!(row.title, told.title, "{charset:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_half_a_feed_that_came_as_a_whole_one_nothing_is_missing_the_next_time() {
    // A server that promises half of its feed, and would confirm that half with a 304.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/feed", listener.local_addr().unwrap());
    let item = |n: u32| format!("<item><guid>{n}</guid><title>{n}</title></item>");
    let items: String = (0..10).map(item).collect();
    let whole = format!("<rss><channel><title>F</title>{items}</channel></rss>");
    let half = whole.split_at(whole.len() / 2).0.to_owned();
    tokio::spawn(async move {
        let mut first = true;
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            let confirmed = String::from_utf8_lossy(&head).contains("If-None-Match: \"1\"")
                || String::from_utf8_lossy(&head).contains("if-none-match: \"1\"");
            let (status, body) = match (confirmed, std::mem::take(&mut first)) {
                (true, _) => ("304 Not Modified", ""),
                (false, true) => ("200 OK", half.as_str()),
                (false, false) => ("200 OK", whole.as_str()),
            };
            let answer = format!(
                "HTTP/1.1 {status}\r\nETag: \"1\"\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    let paper = Paper::open().await;
    import(&paper, &url).await;
    paper.sync(Scope::Now).await;
    let some = paper.rows(View::All).await.len();
    assert!((1..10).contains(&some), "{some} came at first");
    for status in ["fetched", "not_modified"] {
        paper.pass(HOUR * 3);
        let report = paper.sync(Scope::Now).await;
        assert_eq!(outcome(&report, &url).status, status);
        assert_eq!(paper.rows(View::All).await.len(), 10);
    }
}
