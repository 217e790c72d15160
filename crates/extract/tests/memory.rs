//! Pages made to break a reader: no crash, no endless work, and never more than 300 MB. A program of its own, so that the most
//! memory it ever had is that of these pages.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use extract::{Page, Rules};
use url::Url;

/// In kilobytes.
const MOST: u64 = 300 * 1024;

fn check(name: &str, html: &str) {
    let url = Url::parse("https://lake.example/2026/02/ferry/").unwrap();
    let page = Page {
        url: &url,
        content_type: Some("text/html; charset=utf-8"),
        fetched: "2026-02-10T06:00:00Z".parse().unwrap(),
    };
    match extract::extract(html.as_bytes(), &page, &Rules::builtin()) {
        Ok(read) => assert!(!read.text.is_empty() || !read.photos.is_empty(), "{name}"),
        Err(refused) => assert!(
            refused.to_string().contains("Open it in the browser"),
            "{name}: {refused}"
        ),
    }
    if let Some(peak) = peak_memory() {
        assert!(peak < MOST, "{name} took {} MB", peak / 1024);
    }
}

/// The most memory that this process ever had, in kilobytes; told by Linux only.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

#[test]
fn pages_made_to_break_a_reader_take_little_memory_and_say_why() {
    let article = "<p>The old ferry sails again after eleven years in the dock, and the whole town came to see it.</p>".repeat(20);
    check(
        "a nest of 100,000 elements",
        &format!("<article>{article}</article>{}", "<div>".repeat(100_000)),
    );
    check(
        "a nest of 100,000 quotes around the text",
        &format!("{}{article}", "<blockquote>".repeat(100_000)),
    );
    check(
        "NUL bytes and overrides",
        &format!(
            "<article>{}</article>",
            article.replace("ferry", "fe\0r\u{202e}ry")
        ),
    );
    check(
        "attributes without end",
        &format!("<article><p {}>{article}</article>", "a=b ".repeat(100_000)),
    );
    check(
        "formatting that HTML multiplies",
        &format!(
            "<article>{article}{}</article>",
            "<p><b><i><u>x".repeat(20_000)
        ),
    );
    check("nothing but entities", &"&amp;".repeat(40_000));
    // The last: it is the largest.
    let large = format!(
        "<html><body><article>{article}</article>{}",
        "<div class=x><p>word <a href=y>word</a></p></div>\n".repeat(1_000_000)
    );
    assert!(large.len() > 48_000_000);
    check("50 MB of markup", &large);
}
