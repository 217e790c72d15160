//! Pictures of many hosts at the same time. A program of its own, so that the most memory it ever had is that of these pictures.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use api::View;
use api::wire::ArticleState;
use e2e::Paper;
use image::{DynamicImage, ImageFormat};
use newsroom::Page;

/// Pixels.
const SIDE: u32 = 2560;
/// Bytes.
const MOST: u64 = 300 * 1024 * 1024;

/// A small file that takes 52 MB in memory.
fn large_picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = DynamicImage::new_rgba16(SIDE, SIDE);
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn kilobytes(line: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|one| one.strip_prefix(line))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn large_pictures_of_many_hosts_wait_for_each_others_memory() {
    let hosts: Vec<String> = (0..12).map(|host| format!("h{host}.example")).collect();
    let names: Vec<&str> = hosts.iter().map(String::as_str).collect();
    let paper = Paper::of_hosts(&names).await;
    let picture = Page::new("image/png", large_picture());
    let text = "A sentence about it that says something. ".repeat(40);
    for host in &hosts {
        let feed = format!(
            "<rss version='2.0'><channel><title>F</title><item><guid>1</guid><title>T</title>
            <description>&lt;p&gt;{text}&lt;/p&gt;&lt;img src='https://{host}/large.png'&gt;</description></item></channel></rss>"
        );
        paper.newsroom().print(host, "/feed", Page::feed(feed));
        paper.newsroom().print(host, "/large.png", picture.clone());
    }
    let outlines = hosts.iter();
    let outlines: String = outlines
        .map(|host| format!("<outline text='' xmlUrl='https://{host}/feed'/>"))
        .collect();
    let text = format!("<opml version='2.0'><body>{outlines}</body></opml>");
    paper
        .ask(api::Request::ImportOpml {
            file: text.into_bytes(),
        })
        .await;
    paper.sync(engine::Scope::Due).await;

    // From here on; only Linux tells, and forgets on request.
    let before = std::fs::write("/proc/self/clear_refs", "5")
        .ok()
        .and_then(|()| kilobytes("VmRSS:"));
    let depth = engine::Depth::Empty;
    paper.engine.drain_queue(depth).await.unwrap();
    let rows = paper.rows(View::All).await;
    assert_eq!(rows.len(), hosts.len());
    for row in rows {
        assert_eq!(row.state, ArticleState::Complete, "{}", row.link);
        assert!(
            paper
                .article(&row.id)
                .await
                .html
                .contains("<img src=\"/media/")
        );
    }
    if let (Some(before), Some(peak)) = (before, kilobytes("VmHWM:")) {
        let took = peak.saturating_sub(before) * 1024;
        assert!(took < MOST, "{} MB were taken", took >> 20);
    }
}
