//! What a feed's server may send.

use std::collections::BTreeSet;

use newsroom::{Charset, Encoding};

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
    for fault in [Fault::Truncated, Fault::Reset, Fault::BadChunks] {
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
async fn a_body_of_200_mb_is_refused_quickly_and_in_little_memory() {
    if std::env::var_os(ALONE).is_none() {
        // The other tests of this process have memory of their own.
        let name = "a_body_of_200_mb_is_refused_quickly_and_in_little_memory";
        let done = tokio::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(ALONE, "1")
            .output()
            .await
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{said}");
        return;
    }
    let paper = paper().await;
    let before = peak_memory();
    // Some say how long they are; some do not.
    for fault in [Fault::HugeBody(200 << 20), Fault::Endless] {
        paper.newsroom().set_fault(HOST, PATH, fault.clone());
        let began = Instant::now();
        let report = paper.sync(Scope::Now).await;
        assert!(
            began.elapsed() < Duration::from_secs(10),
            "{:?}",
            began.elapsed()
        );
        let ended = outcome(&report, FEED);
        assert_eq!(ended.status, "failed");
        assert!(
            ended.reason.contains("sent more than 15 MB"),
            "{}",
            ended.reason
        );
    }
    if let (Some(before), Some(after)) = (before, peak_memory()) {
        let more = (after - before) / 1024;
        assert!(
            more < 80,
            "15 MB are read at most, but {more} MB more were used"
        );
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
