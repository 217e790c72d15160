//! The sanitizer's promises, on fragments written for it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod strict;

use std::time::{Duration, Instant};

use extract::sanitize::{clean, show, text};
use url::Url;

fn base() -> Url {
    Url::parse("https://news.example/a/b.html").unwrap()
}

fn cleaned(html: &str) -> String {
    clean(html, Some(&base()))
}

#[test]
fn what_is_on_the_allowlist_stays_as_it_is() {
    for html in [
        "<p>One <b>two</b> <a href=\"https://other.example/x?a=1&amp;b=2\">three</a></p>",
        "<figure><img src=\"https://news.example/1.jpg\" alt=\"A\" width=\"3\" height=\"2\"><figcaption>A <small>© B</small></figcaption></figure>",
        "<ol start=\"3\" reversed=\"\" type=\"a\"><li>x</li></ol>",
        "<table><thead><tr><th scope=\"col\" colspan=\"2\">h</th></tr></thead><tbody><tr><td rowspan=\"2\">c</td></tr></tbody></table>",
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><time datetime=\"2026-01-12\">then</time><p lang=\"kk\" dir=\"ltr\">ә</p>",
        "<video src=\"https://news.example/v.mp4\" poster=\"https://news.example/v.jpg\" controls=\"\"></video>",
        "<p id=\"from-note\">x <a href=\"#from-note\">y</a> <a href=\"mailto:desk@news.example\">z</a></p>",
    ] {
        assert_eq!(cleaned(html), html);
    }
}

#[test]
fn what_is_not_on_it_goes() {
    for (html, expected) in [
        ("<script>alert(1)</script>a", "a"),
        ("<style>p{}</style>a", "a"),
        (
            "<p onclick=alert(1) style=color:red class=x data-y=1 aria-label=z role=button>a</p>",
            "<p>a</p>",
        ),
        ("<iframe src=https://x.example>frame</iframe>a", "a"),
        ("<form action=/x><button>go</button></form>", "go"),
        ("<svg><script>1</script><p>a</svg>b", "<p>ab</p>"),
        ("<a href=javascript:alert(1)>a</a>", "<a>a</a>"),
        ("<a href=\" java\nscript:alert(1)\">a</a>", "<a>a</a>"),
        ("<a href=data:text/html,x>a</a>", "<a>a</a>"),
        ("<a href=ftp://x.example/>a</a>", "<a>a</a>"),
        (
            "<img src=data:image/png;base64,AAAA alt=a>",
            "<img alt=\"a\">",
        ),
        (
            "<p id=top>a</p><a href=#top>b</a>",
            "<p id=\"from-top\">a</p><a href=\"#from-top\">b</a>",
        ),
        ("<!-- c --><?php x ?>a", "a"),
        (
            "<base href=https://evil.example/><a href=x>a</a>",
            "<a href=\"https://news.example/a/x\">a</a>",
        ),
        (
            "<meta http-equiv=refresh content=0><link rel=stylesheet href=x>a",
            "a",
        ),
    ] {
        assert_eq!(cleaned(html), expected, "{html}");
    }
}

#[test]
fn addresses_become_absolute_or_go() {
    let html = "<a href=../c>a</a><img src=//cdn.example/1.jpg srcset=\"/s.jpg 1x, javascript:x 2x, l.jpg 3x\">";
    assert_eq!(
        cleaned(html),
        "<a href=\"https://news.example/c\">a</a><img src=\"https://cdn.example/1.jpg\" srcset=\"https://news.example/s.jpg 1x, https://news.example/a/l.jpg 3x\">"
    );
    assert_eq!(
        clean("<a href=../c>a</a><img src=/1.jpg alt=x>", None),
        "<a>a</a><img alt=\"x\">"
    );
}

#[test]
fn hostile_shapes_are_quick_safe_and_settle() {
    let nest = "<div>".repeat(100_000);
    let formatting: String = (0..1_000).map(|n| format!("<p><b id=x{n}>")).collect();
    let links = "<a href=x>".repeat(20_000);
    let tables = "<table><tr><td>".repeat(30_000);
    let markers = "<div><object></div>".repeat(20_000);
    let foreign = "<svg><g>".repeat(20_000);
    let quotes = format!("<p title=\"{}\">x", "<&>'".repeat(20_000));
    for html in [nest, formatting, links, tables, markers, foreign, quotes] {
        let start = Instant::now();
        let once = cleaned(&html);
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{:.20} took {:?}",
            html,
            start.elapsed()
        );
        assert_eq!(strict::faults(&once), Vec::<String>::new(), "{html:.40}");
        assert_eq!(cleaned(&once), once, "{html:.40}");
    }
}

#[test]
fn shown_pictures_are_local_or_a_placeholder() {
    let html = cleaned(
        "<figure><img src=/here.jpg alt=Here srcset='/here2.jpg 2x'><figcaption>Cap</figcaption></figure><picture><source srcset=/x.webp><img src=/gone.jpg alt='Gone <b>'></picture>",
    );
    let picture =
        |url: &str| (url == "https://news.example/here.jpg").then(|| "/media/abc".to_owned());
    assert_eq!(
        show(&html, &picture),
        "<figure><img src=\"/media/abc\" alt=\"Here\"><figcaption>Cap</figcaption></figure><picture><span class=\"missing-picture\" role=\"img\">Gone &lt;b&gt;</span></picture>"
    );
}

#[test]
fn nothing_shown_loads_by_itself() {
    let html = cleaned(
        "<video src=/v.mp4 poster=/p.jpg controls><source src=/w.mp4><track src=/t.vtt></video><audio src=/a.mp3></audio><img srcset='/only.jpg 3x'><a href=/x>x</a><a>y</a>",
    );
    let shown = show(&html, &|url| {
        url.ends_with("/p.jpg").then(|| "/media/still".to_owned())
    });
    assert_eq!(
        shown,
        "<a href=\"https://news.example/v.mp4\" rel=\"noopener noreferrer\"><img src=\"/media/still\" alt=\"\">https://news.example/v.mp4</a>\
         <a href=\"https://news.example/a.mp3\" rel=\"noopener noreferrer\">https://news.example/a.mp3</a>\
         <span class=\"missing-picture\" role=\"img\"></span><a href=\"https://news.example/x\" rel=\"noopener noreferrer\">x</a><a>y</a>"
    );
}

#[test]
fn text_is_a_paragraph_a_line() {
    assert_eq!(
        text(
            "<h2>A</h2><p>b <i>c</i></p><ul><li>d</li></ul><figure><figcaption>no</figcaption></figure>e"
        ),
        "A\nb c\nd\ne"
    );
}
