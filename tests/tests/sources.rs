//! What a pass keeps in memory does not grow with the number of sources: one test, since a process has one peak. The large form is measured
//! by `benches/scale.py`.
#![allow(clippy::unwrap_used)]

use api::{Request, Response};
use e2e::Paper;
use engine::Scope;
use newsroom::Page;

/// Sources whose pass is weighed first, and of the second.
const SOURCES: (usize, usize) = (60, 300);
/// Bytes of each feed.
const BYTES: usize = 250_000;

/// The most memory this process ever used, in bytes; only Linux tells.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// A feed of one short article among very much that nobody reads.
fn feed() -> String {
    let padding = " newspaper".repeat(BYTES / 10);
    format!(
        "<rss version=\"2.0\"><channel><title>Source</title><!--{padding}--><item><title>News</title><guid>1</guid></item></channel></rss>"
    )
}

async fn take_in(paper: &Paper, hosts: &[String]) {
    let rows: String = hosts
        .iter()
        .map(|host| format!("<outline text=\"\" xmlUrl=\"https://{host}/feed\"/>"))
        .collect();
    let text = format!("<opml version=\"2.0\"><body>{rows}</body></opml>");
    let Response::OpmlImported(_) = paper
        .ask(Request::ImportOpml {
            file: text.into_bytes(),
        })
        .await
    else {
        unreachable!("an import answers so")
    };
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.fetched as usize, hosts.len());
    assert_eq!(report.articles_new as usize, hosts.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pass_over_five_times_as_many_sources_takes_little_more_memory() {
    let hosts: Vec<String> = (0..SOURCES.0 + SOURCES.1)
        .map(|number| format!("source{number}.example"))
        .collect();
    let names: Vec<&str> = hosts.iter().map(String::as_str).collect();
    let paper = Paper::of_hosts(&names).await;
    for host in &hosts {
        paper.newsroom().print(host, "/feed", Page::feed(feed()));
    }
    let (few, many) = hosts.split_at(SOURCES.0);
    take_in(&paper, few).await;
    let before = peak();
    take_in(&paper, many).await;
    let (Some(before), Some(after)) = (before, peak()) else {
        return; // Not on Linux.
    };
    let grown = after.saturating_sub(before);
    let came = SOURCES.1 * BYTES;
    assert!(
        grown < came / 3,
        "{} MB came, and {} MB more were held at once",
        came / 1_000_000,
        grown / 1_000_000
    );
}
