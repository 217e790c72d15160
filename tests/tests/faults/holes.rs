//! Past holes of other readers (TRUST §7), each tried on Qazet from the wire to what the interface is given.
//!
//! Where the rest is tried: commands in lists (Liferea 2.0-RC4) in `opml.rs`; weak policies on pictures (CVE-2025-31483),
//! paths that climb (CVE-2022-23497) and foreign origins (CVE-2026-42184) with `serve` in `tests/cli.rs` and with the real
//! window in `tests/desktop`; redirects of pictures into the reader's network in `resources.rs`; attacks on the interface
//! itself in `ui/e2e/walls.e2e.mjs`.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use api::Response;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

/// A publisher on this machine who answers every request with `body`, and counts them.
async fn publisher(content_type: &'static str, body: String) -> (SocketAddr, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::new(AtomicU32::new(0));
    let count = asked.clone();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                match stream.read_u8().await {
                    Ok(byte) => head.push(byte),
                    Err(_) => break,
                }
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (address, asked)
}

/// A paper that has read one article, whose `<item>` holds this, with its pages and pictures.
async fn paper_with(item: &str) -> Paper {
    let feed = format!(
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>F</title><item>{item}</item></channel></rss>"
    );
    let (address, _) = publisher("application/rss+xml", feed).await;
    let paper = Paper::open().await;
    import(&paper, &format!("http://{address}/feed")).await;
    paper.sync_all().await;
    paper
}

/// The one article, and all that the interface is given of it.
async fn shown(paper: &Paper) -> (api::wire::Article, String) {
    let rows = paper.rows(View::All).await;
    assert_eq!(rows.len(), 1);
    let article = paper.article(&rows[0].id).await;
    let all = serde_json::to_string(&article).unwrap();
    (article, all)
}

#[tokio::test(flavor = "multi_thread")]
async fn shell_code_in_titles_addresses_and_files_is_text() {
    // CVE-2017-12904 and CVE-2017-14500, Newsbeuter.
    let folder = tempfile::tempdir().unwrap();
    let mark = folder.path().join("ran");
    let code = format!(
        "$(touch {0})`touch {0}`;touch {0}|touch {0}",
        mark.display()
    );
    let paper = paper_with(&format!(
        "<title>{code}</title><link>https://a.example/{code}</link><enclosure url='https://a.example/{code}.mp3' type='audio/mpeg' length='1'/><description>{code}</description>"
    ))
    .await;
    let (article, _) = shown(&paper).await;
    assert_eq!(article.row.title, code, "it is shown as it stands");
    assert!(!mark.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_in_titles_authors_and_names_are_plain_text_once() {
    // CVE-2017-12980, DokuWiki; Lettura #30; QuiteRSS #1439: a title that is unescaped twice becomes markup.
    let paper = paper_with(
        "<title>&amp;lt;img src=x onerror=alert(1)&amp;gt; AT&amp;amp;T</title><dc:creator>&lt;script&gt;alert(1)&lt;/script&gt;Bob</dc:creator><guid>1</guid><description>x</description>",
    )
    .await;
    let (article, _) = shown(&paper).await;
    assert_eq!(
        article.row.title, "<img src=x onerror=alert(1)> AT&T",
        "as its publisher meant it: the interface shows titles as text"
    );
    assert!(article.byline.contains("Bob"), "{}", article.byline);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_runs_or_leads_away_never_leaves_a_text() {
    // CVE-2023-27592, Miniflux: srcset; `<meta refresh>` in a description; CDATA in a link.
    let paper = paper_with(
        r#"<title>T</title><link><![CDATA[javascript:alert(1)]]></link><guid isPermaLink="true">data:text/html,x</guid>
        <description><![CDATA[<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">
        <img src="x" srcset="x 1x, javascript:alert(1) 2x, &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; 3x" onerror="alert(1)">
        <a href="javascript:alert(1)">a</a><a href=" vbscript:x">b</a><a href="file:///etc/passwd">c</a><iframe srcdoc="<script>alert(1)</script>"></iframe>
        <svg><script>alert(1)</script></svg><form action="https://evil.example/"><button>go</button></form><p style="background:url(https://evil.example/)">kept</p>]]></description>"#,
    )
    .await;
    let (article, all) = shown(&paper).await;
    assert_eq!(article.row.link, "", "no address of another kind is a link");
    assert!(article.html.contains("kept"), "{}", article.html);
    for bad in [
        "javascript:",
        "vbscript:",
        "file:",
        "data:",
        "evil.example",
        "onerror",
        "<script",
        "<iframe",
        "<svg",
        "<form",
        "<meta",
        "<base",
        "style=",
    ] {
        assert!(!all.to_lowercase().contains(bad), "{bad}: {all}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn links_of_other_schemes_are_opened_by_nobody() {
    // CVE-2026-44658: article links of any scheme were opened as trusted.
    let paper = Paper::open().await;
    for url in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "smb://a.example/x",
        "ms-msdt:/id PCWDiagnostic",
        "vscode://x",
        " \u{1}javascript:alert(1)",
        "//a.example/x",
        "",
    ] {
        let url = url.to_owned();
        let refused = api::dispatch(&paper.engine, Request::Link { url: url.clone() }).await;
        assert!(refused.is_err(), "{url}: {refused:?}");
    }
    let url = "https://a.example/x".to_owned();
    assert!(matches!(
        paper.ask(Request::Link { url }).await,
        Response::Link(_)
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_that_name_the_readers_network_knock_nowhere() {
    // GHSA-xwh2-742g-w3wp: a proxy for pictures reached internal addresses.
    let (inner, knocks) = publisher("image/png", "secret".to_owned()).await;
    let port = inner.port();
    let pictures: String = [
        format!("http://127.0.0.1:{port}/a.png"),
        format!("http://localhost:{port}/b.png"),
        format!("http://2130706433:{port}/c.png"),
        format!("http://[::ffff:7f00:1]:{port}/d.png"),
    ]
    .iter()
    .map(|url| format!("&lt;img src=\"{url}\"&gt;"))
    .collect();
    let paper = paper_with(&format!(
        "<title>T</title><guid>1</guid><link>http://127.0.0.1:{port}/page</link><enclosure url='http://127.0.0.1:{port}/e.png' type='image/png'/><description>{pictures}</description>"
    ))
    .await;
    let (article, _) = shown(&paper).await;
    assert!(article.picture.is_none_or(|picture| picture.hash.is_none()));
    assert_eq!(knocks.load(Ordering::SeqCst), 0);
}

#[test]
fn a_picture_that_is_a_page_or_a_script_is_not_kept() {
    // CVE-2025-31483, Miniflux: an SVG with a script came back under the reader's own origin.
    for bytes in [
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<html><script>alert(1)</script></html>",
        "GIF89a<script>alert(1)</script>",
        "",
    ] {
        let kept = engine::check_picture(bytes.as_bytes(), 1600);
        assert!(kept.is_err(), "{bytes}: {kept:?}");
        let packed = engine::pack_picture(bytes.as_bytes(), 1600);
        assert!(packed.is_err(), "{bytes}: {packed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_nested_without_end_neither_abort_nor_hang() {
    // RUSTSEC-2019-0001, ammonia: deep nesting ran out of stack.
    let began = Instant::now();
    let deep = "&lt;div&gt;".repeat(100_000);
    let paper = paper_with(&format!(
        "<title>T</title><guid>1</guid><description>{deep}deep inside</description>"
    ))
    .await;
    let (article, _) = shown(&paper).await;
    assert_eq!(article.row.title, "T");
    assert!(
        began.elapsed() < Duration::from_secs(30),
        "{:?}",
        began.elapsed()
    );
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn passwords_in_addresses_are_in_no_message() {
    // CVE-2022-23481, FreshRSS: passwords in logs.
    let paper = Paper::open().await;
    import(
        &paper,
        "https://reader:s3cret@missing.example/feed?key=t0ken",
    )
    .await;
    let report = paper.sync(Scope::Now).await;
    assert_eq!(report.failed, 1);
    for outcome in &report.outcomes {
        assert!(
            !outcome.reason.contains("s3cret") && !outcome.reason.contains("t0ken"),
            "{}",
            outcome.reason
        );
        assert!(
            outcome.reason.contains("missing.example"),
            "{}",
            outcome.reason
        );
    }
}
