//! Whole pages of many shapes, written for these tests.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::{Duration, Instant};

use extract::discovery::discover;
use extract::{Extracted, Link, NotAnArticle, Page, Picture, Rules};
use url::Url;

fn page_at<T>(url: &str, read: impl Fn(&Page) -> T) -> T {
    let url = Url::parse(url).unwrap();
    read(&Page {
        url: &url,
        content_type: Some("text/html; charset=utf-8"),
        fetched: "2026-02-10T06:00:00Z".parse().unwrap(),
    })
}

fn extract_at(url: &str, html: &str) -> Result<Extracted, NotAnArticle> {
    page_at(url, |page| {
        extract::extract(html.as_bytes(), page, &Rules::builtin())
    })
}

fn picture(url: &str, caption: &str, credit: &str) -> Picture {
    Picture {
        url: url.to_owned(),
        caption: caption.to_owned(),
        credit: credit.to_owned(),
    }
}

fn sentence(number: usize) -> String {
    format!(
        "Paragraph {number} tells, in a dozen words or so, what happened at the lake, who saw it, and why it matters to the town."
    )
}

const WORDPRESS: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><title>Ferry returns to the lake - Lake Herald</title>
<meta property="og:title" content="Ferry returns to the lake - Lake Herald"><meta property="og:site_name" content="Lake Herald">
<meta property="og:image" content="https://lake.example/wp-content/ferry-1200x800.jpg?w=1200">
<meta property="article:published_time" content="2026-02-09T08:30:00+00:00"><link rel="canonical" href="/2026/02/ferry/">
</head><body><nav><a href="/">Home</a><a href="/news/">News</a></nav><main><article class="post">
<h1 class="entry-title">Ferry returns to the lake</h1><div class="byline">By Ann Example</div>
<div class="entry-content">
<figure class="wp-block-image"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" data-src="/wp-content/ferry-300x200.jpg" srcset="" alt=""><noscript><img src="/wp-content/ferry-300x200.jpg"></noscript><figcaption>The ferry at dawn. Photo: Bo Example</figcaption></figure>
<p>The old ferry sails again after eleven years in the dock, and the whole town came to the pier to see it leave.</p>
<div class="sharedaddy">Share this: <a href="https://x.example/share">Tweet</a></div>
<p>Engineers replaced the engine, the wheelhouse and most of the deck, said the owner, who paid for the work himself.</p>
<blockquote><p>“We never thought it would float again, and yet here it is, with passengers on board,” said a sailor.</p></blockquote>
<p><strong>Read also:</strong> <a href="/2026/01/pier/">The pier is rebuilt</a></p>
<div class="wp-caption alignnone"><img class="size-full" src="/wp-content/deck.jpg" width="800" height="600"><p class="wp-caption-text">The new deck © Example Agency</p></div>
<p>Tickets cost the same as in the year when the ferry stopped, and the first week is free for everyone who lives there.</p>
<p>See more in our photo gallery: <a href="/2026/02/ferry-gallery/">Eleven years in the dock</a></p>
<p>The next sailing is on Sunday morning, weather permitting, and the council hopes for two sailings a day by the summer.</p>
<p>Follow us on Telegram for more news from the lake.</p>
</div><div class="related-posts"><h3>Related</h3><ul><li><a href="/2026/02/ice/">Ice on the lake is thin this year</a></li></ul></div>
<footer class="comments">3 comments</footer></article></main></body></html>"#;

#[test]
fn an_article_of_an_unknown_site_comes_out_without_its_furniture() {
    let read = extract_at("https://lake.example/2026/02/ferry/?utm=1", WORDPRESS).unwrap();
    assert_eq!(read.method, "general");
    assert_eq!(read.title, "Ferry returns to the lake");
    assert_eq!(read.byline.as_deref(), Some("Ann Example"));
    assert_eq!(read.published.as_deref(), Some("2026-02-09T08:30:00+00:00"));
    assert_eq!(read.language.as_deref(), Some("en"));
    assert_eq!(read.site_name.as_deref(), Some("Lake Herald"));
    assert_eq!(
        read.canonical.as_deref(),
        Some("https://lake.example/2026/02/ferry/")
    );
    let lines: Vec<&str> = read.text.lines().collect();
    assert_eq!(lines.len(), 5, "{lines:#?}");
    assert_eq!(lines[0], read.lead);
    assert!(
        lines[0].starts_with("The old ferry")
            && lines[2].starts_with("“We never")
            && lines[4].starts_with("The next sailing")
    );
    assert_eq!(read.picture.unwrap().caption, "The ferry at dawn");
    assert_eq!(
        read.pictures,
        [picture(
            "https://lake.example/wp-content/deck.jpg",
            "The new deck",
            "© Example Agency"
        )]
    );
    assert_eq!(
        read.html.matches("<img").count(),
        1,
        "the lead picture does not stand in the text again: {}",
        read.html
    );
    assert!(
        read.html
            .contains("<figcaption>The new deck <small>© Example Agency</small></figcaption>"),
        "{}",
        read.html
    );
    assert_eq!(
        read.photo_reports,
        [Link {
            title: "Eleven years in the dock".into(),
            url: "https://lake.example/2026/02/ferry-gallery/".into()
        }]
    );
    assert!(
        read.related.contains(&Link {
            title: "The pier is rebuilt".into(),
            url: "https://lake.example/2026/01/pier/".into()
        }),
        "{:?}",
        read.related
    );
}

/// A standfirst and a lead picture above the text, an author only beside the date, a row of networks below.
fn with_a_head(body: &str) -> String {
    format!(
        r#"<!DOCTYPE html><html lang="en"><head><title>Ferry returns to the lake</title>
<meta name="description" content="After eleven years in the dock the old ferry carries passengers again.">
<meta property="og:image" content="https://lake.example/media/7/0.jpg"></head><body><nav><a href="/world/">World News</a></nav>
<main><header><h1>Ferry returns to the lake</h1><p class="article-standfirst">After eleven years in the dock the old ferry carries passengers again.</p>
<div class="line"><span>World News</span> <span>Ann Example</span> <span>9 February 2026, 8:30</span></div></header>
<div class="top"><img src="/media/7/0.jpg?w=600" alt="The ferry at dawn"><span>The ferry at dawn. Photo: Bo Example</span></div>
<div class="story">{body}</div><div>Share: Telegram, WhatsApp</div>
<div class="related"><a href="/">Lake Herald</a><a href="/2026/02/ice/">Ice on the lake is thin</a><a href="https://t.example/lake">Join Telegram</a></div>
</main></body></html>"#
    )
}

#[test]
fn what_stands_above_the_text_of_an_unknown_site_belongs_to_the_article() {
    let body: String = (0..6).map(|n| format!("<p>{}</p>", sentence(n))).collect();
    let pointer = "<p>See the dock for yourself: <a href=\"/2026/02/dock/\">A day in the dock, in pictures</a></p>";
    let read = extract_at(
        "https://lake.example/2026/02/ferry/",
        &with_a_head(&format!("{body}{pointer}")),
    )
    .unwrap();
    let lines: Vec<&str> = read.text.lines().collect();
    assert_eq!(lines.len(), 7, "{lines:#?}");
    assert_eq!(
        (lines[0], read.lead.as_str()),
        (
            "After eleven years in the dock the old ferry carries passengers again.",
            "After eleven years in the dock the old ferry carries passengers again."
        )
    );
    assert_eq!(lines[1], sentence(0));
    assert_eq!(
        read.picture,
        Some(picture(
            "https://lake.example/media/7/0.jpg",
            "The ferry at dawn",
            "Photo: Bo Example"
        ))
    );
    assert_eq!(
        read.byline.as_deref(),
        Some("Ann Example"),
        "a section of the site is no author"
    );
    assert_eq!(
        read.photo_reports,
        [Link {
            title: "A day in the dock, in pictures".into(),
            url: "https://lake.example/2026/02/dock/".into()
        }]
    );
    assert_eq!(
        read.related,
        [Link {
            title: "Ice on the lake is thin".into(),
            url: "https://lake.example/2026/02/ice/".into()
        }],
        "a front page and a channel are no articles"
    );
}

#[test]
fn a_shared_picture_that_stands_further_down_stays_there() {
    let figure = "<figure><img src=\"/media/7/0.jpg\"><figcaption>The engine. Photo: Bo Example</figcaption></figure>";
    let body: String = (0..6)
        .map(|n| format!("<p>{}</p>{}", sentence(n), if n == 3 { figure } else { "" }))
        .collect();
    let html = format!(
        "<html><head><meta property=\"og:image\" content=\"/media/7/0.jpg\"></head><body><article><h1>Ferry returns</h1>{body}</article></body></html>"
    );
    let read = extract_at("https://lake.example/2026/02/ferry/", &html).unwrap();
    assert_eq!(read.picture, None);
    assert_eq!(
        read.pictures,
        [picture(
            "https://lake.example/media/7/0.jpg",
            "The engine",
            "Photo: Bo Example"
        )]
    );
}

/// The structure of an English Tengrinews page: Russian chrome, the lead twice, a report announced after a sentence of its own.
fn tengri(body: &str) -> String {
    format!(
        r#"<!DOCTYPE html><html lang="ru"><head><title>A bridge - Tengrinews</title><meta property="og:title" content="A bridge opens"></head>
<header class="header"><span class="tn-course">&nbsp;502.51&nbsp;<img src="/tengri_new/img/course-up.svg" alt="course up"></span></header><body>
<h1 class="head-single">A bridge opens</h1><div class="date-time">28 november 2024 10:15</div><div class="content_main_share">ПОДЕЛИТЬСЯ</div>
<div class="content_main_thumb"><picture class="content_main_thumb_img"><source srcset="/userdata/news_en/2024/news_1/thumb_b/photo_2.jpeg.webp"><img src="/userdata/news_en/2024/news_1/thumb_b/photo_2.jpeg" alt="A bridge opens"></picture><div class="content_main_thumb_alt">The bridge at noon. Photo by Test Person</div></div>
<h2 class="content_main_desc">Tengrinews.kz – A bridge opened to traffic today.</h2><div class="content_main_share">ПОДЕЛИТЬСЯ</div>
<div class="content_main_text" itemprop="articleBody">{body}</div>
<div class="content_main_meta_author_item_name">Tengrinews</div><div class="tn-related-news"><h4>Читайте также</h4><a href="https://t.example/join">Join Telegram</a><a href="/a/other-2/">Another story</a></div>
<footer>Редакция</footer></body></html>"#
    )
}

#[test]
fn a_report_announced_after_a_sentence_leaves_the_sentence() {
    let html = tengri(
        "<p>Tengrinews.kz – A bridge opened to traffic today.</p><p>It is 300 metres long.</p>\
         <p>On Thursday there was a parade. Learn more about this in our photo report:<br><a href=\"/kazakhstan_news/behind-the-scenes-5/\">Behind the scenes of the bridge</a></p>\
         <p>On Friday there was none.</p><p>Join Telegram</p>",
    );
    let read = extract_at(
        "https://en.tengrinews.kz/kazakhstan_news/a-bridge-opens-1/",
        &html,
    )
    .unwrap();
    assert_eq!(
        read.text.lines().collect::<Vec<_>>(),
        [
            "Tengrinews.kz – A bridge opened to traffic today.",
            "It is 300 metres long.",
            "On Thursday there was a parade.",
            "On Friday there was none."
        ]
    );
    assert_eq!(
        read.photo_reports,
        [Link {
            title: "Behind the scenes of the bridge".into(),
            url: "https://en.tengrinews.kz/kazakhstan_news/behind-the-scenes-5/".into()
        }]
    );
    assert_eq!(
        read.picture,
        Some(picture(
            "https://en.tengrinews.kz/userdata/news_en/2024/news_1/thumb_b/photo_2.jpeg",
            "The bridge at noon",
            "Photo by Test Person"
        ))
    );
    assert_eq!(read.published.as_deref(), Some("2024-11-28T10:15:00+05:00"));
    assert_eq!(read.byline.as_deref(), Some("Tengrinews"));
    assert_eq!(
        read.language.as_deref(),
        Some("en"),
        "the chrome is Russian, the edition is English"
    );
    assert_eq!(read.related.last().unwrap().title, "Another story");
}

#[test]
fn times_before_march_2024_have_almatys_older_offset() {
    let html = tengri("<p>Some text of the article.</p>")
        .replace("28 november 2024 10:15", "12 декабря 2019 | 18:56");
    let read = extract_at("https://tengrinews.kz/a/b-1/", &html).unwrap();
    assert_eq!(read.published.as_deref(), Some("2019-12-12T18:56:00+06:00"));
    let html = html.replace("12 декабря 2019 | 18:56", "01 декабря 2025");
    assert_eq!(
        extract_at("https://tengrinews.kz/a/b-1/", &html)
            .unwrap()
            .published
            .as_deref(),
        Some("2025-12-01")
    );
}

#[test]
fn an_announcement_whose_link_is_the_next_line_is_taken_out_whole() {
    let html = tengri(
        "<p>One sentence.</p><p>Подробнее - в нашем фоторепортаже:</p><p><a href=\"/fotoarchive/most-7/\">Мост в кадре</a></p><p>Another sentence.</p>",
    );
    let read = extract_at("https://tengrinews.kz/a/b-1/", &html).unwrap();
    assert_eq!(
        read.photo_reports,
        [Link {
            title: "Мост в кадре".into(),
            url: "https://tengrinews.kz/fotoarchive/most-7/".into()
        }]
    );
    assert_eq!(
        read.text.lines().skip(1).collect::<Vec<_>>(),
        ["One sentence.", "Another sentence."]
    );
}

#[test]
fn five_pictures_make_a_photo_report_and_one_does_not() {
    let photo = |n: usize| {
        format!(
            "<p><img src=\"/userdata/u1/2026-02/resize/{n}.jpeg\" alt=\"\"></p><p>Photo by Test Person</p>"
        )
    };
    let many: String = (1..=5).map(photo).collect();
    let read = extract_at(
        "https://tengrinews.kz/a/b-1/",
        &tengri(&format!("<p>Words.</p>{many}")),
    )
    .unwrap();
    assert_eq!(read.photos.len(), 5);
    assert!(
        read.photos
            .iter()
            .all(|photo| photo.credit == "Photo by Test Person")
    );
    assert!(!read.text.contains("Photo by"), "{}", read.text);
    let read = extract_at(
        "https://tengrinews.kz/a/b-1/",
        &tengri(&format!("<p>Words.</p>{}", photo(1))),
    )
    .unwrap();
    assert_eq!((read.photos.len(), read.pictures.len()), (0, 1));
}

#[test]
fn a_known_site_with_unknown_markup_takes_the_general_path_and_says_so() {
    let body: String = (0..8).map(|n| format!("<p>{}</p>", sentence(n))).collect();
    let read = extract_at(
        "https://tengrinews.kz/a/b-1/",
        &format!("<html><body><h1>News of the lake</h1><div>{body}</div></body></html>"),
    )
    .unwrap();
    assert_eq!(read.method, "general");
    assert!(
        read.warnings
            .iter()
            .any(|warning| warning.contains("general path")),
        "{:?}",
        read.warnings
    );
}

#[test]
fn soft_hyphens_are_gone() {
    let html = tengri("<p>Ex\u{ad}tra&shy;or&#173;dinary.</p>");
    assert_eq!(
        extract_at("https://tengrinews.kz/a/b-1/", &html)
            .unwrap()
            .text
            .lines()
            .last()
            .unwrap(),
        "Extraordinary."
    );
}

#[test]
fn a_page_without_an_article_says_what_to_do() {
    let links: String = (0..60)
        .map(|n| {
            format!(
                "<li><a href=/news/{n}>A headline about the lake, number {n}, with words</a></li>"
            )
        })
        .collect();
    for html in [
        String::new(),
        " \n ".to_owned(),
        "<html><body></body></html>".to_owned(),
        "<html><head><title>Just a moment...</title></head><body><p>Checking your browser before you go on.</p></body></html>".to_owned(),
        format!("<html><body><ul>{links}</ul></body></html>"),
        "\u{0}\u{1}\u{2}".to_owned(),
    ] {
        let error = extract_at("https://lake.example/x/", &html).map(|read| read.text).unwrap_err();
        assert!(error.to_string().contains("Open it in the browser"), "{error}");
    }
}

#[test]
fn deep_and_huge_pages_are_quick() {
    let article: String = (0..30).map(|n| format!("<p>{}</p>", sentence(n))).collect();
    let deep = format!(
        "<html><body><article>{article}</article>{}",
        "<div>".repeat(100_000)
    );
    let huge_text = format!(
        "<html><body><article>{article}<p>{}</p></article>",
        "word ".repeat(2_900_000)
    );
    let huge_tree = format!(
        "<html><body><article>{article}</article>{}",
        "<i>x</i>".repeat(400_000)
    );
    for html in [deep, huge_text, huge_tree] {
        let start = Instant::now();
        let read = extract_at("https://lake.example/x/", &html);
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "took {:?}",
            start.elapsed()
        );
        assert!(read.map_or(true, |read| read.text.contains("Paragraph 7")));
    }
}

#[test]
fn a_feeds_html_has_the_same_shape() {
    let base = Url::parse("https://lake.example/2026/02/ferry/").unwrap();
    let html = "<p>First words of it.</p><p><img src=\"/a.jpg\" alt=\"\"><br><em>Photo: Bo Example</em></p><p>Second.</p><iframe src=\"https://player.vimeo.com/video/123\"></iframe><img src=\"https://counter.example/1x1.gif\" width=1 height=1>";
    let read = extract::fragment(html, &base, "Ferry", &Rules::builtin());
    assert_eq!(
        (read.lead.as_str(), read.text.as_str()),
        ("First words of it.", "First words of it.\nSecond.")
    );
    assert_eq!(
        read.pictures.len() + usize::from(read.picture.is_some()),
        1 + usize::from(read.pictures.len() == 1 && read.picture.is_some())
    );
    assert_eq!(read.videos[0].url, "https://vimeo.com/123");
    assert_eq!(read.method, "fragment");
    let empty = extract::fragment("", &base, "Ferry", &Rules::builtin());
    assert_eq!((empty.lead.as_str(), empty.html.as_str()), ("", ""));
}

#[test]
fn the_json_has_the_contracts_fields() {
    let read = extract_at("https://lake.example/2026/02/ferry/", WORDPRESS).unwrap();
    let json = serde_json::to_value(&read).unwrap();
    let mut names: Vec<&str> = json
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "byline",
            "html",
            "language",
            "lead",
            "method",
            "modified",
            "photo_reports",
            "photos",
            "picture",
            "published",
            "related",
            "score",
            "site_name",
            "text",
            "title",
            "videos"
        ]
    );
}

#[test]
fn lists_of_an_unknown_site_are_found_by_their_shape() {
    let item = |n: usize| {
        format!(
            "<article class=card><a href=\"/2026/02/{n:02}/story-of-day-{n}/\"><img src=/p{n}.jpg></a><h3 class=title><a href=\"/2026/02/{n:02}/story-of-day-{n}/#top\">What happened on day {n} at the lake</a></h3><p>A teaser for the story of day {n} in a few words.</p><time datetime=\"2026-02-{n:02}T08:00:00Z\">x</time></article>"
        )
    };
    let items: String = (1..=9).map(item).collect();
    let html = format!(
        "<nav><a href=/about-the-lake-herald/>All about the Lake Herald here</a></nav><main>{items}</main><footer><a href=/privacy-policy-of-ours/>The privacy policy of the paper</a></footer>"
    );
    let listed = page_at("https://lake.example/", |page| {
        extract::listing::parse(html.as_bytes(), page, &Rules::builtin())
    });
    assert_eq!(listed.len(), 9);
    assert_eq!(listed[0].title, "What happened on day 1 at the lake");
    assert_eq!(
        listed[8].url,
        "https://lake.example/2026/02/09/story-of-day-9/"
    );
    assert_eq!(
        listed[0].lead,
        "A teaser for the story of day 1 in a few words."
    );
    assert_eq!(
        listed[0].picture.as_deref(),
        Some("https://lake.example/p1.jpg")
    );
    assert_eq!(
        listed[0].published,
        Some("2026-02-01T08:00:00Z".parse().unwrap())
    );
}

#[test]
fn a_page_tells_its_feeds_icons_name_and_language() {
    let html = r#"<html lang="kk-KZ"><head><title> Lake
        Herald </title><link rel="alternate" type="application/rss+xml" title="All" href="/feed/"><link rel=alternate type=application/atom+xml href="atom.xml">
        <link rel=alternate hreflang=en href=/en/><link rel="shortcut icon" href="/i.png"><link rel="apple-touch-icon" sizes="180x180" href="/big.png"><link rel=canonical href=/>
        </head><body><a href="/feed/">RSS</a><a href="/sport.rss">Sport</a><a href="https://other.example/rss">other</a></body></html>"#;
    let found = page_at("https://lake.example/kk/", |page| {
        discover(html.as_bytes(), page)
    });
    let feeds: Vec<(&str, &str, &str)> = found
        .feeds
        .iter()
        .map(|feed| (feed.url.as_str(), feed.title.as_str(), feed.kind.as_str()))
        .collect();
    assert_eq!(
        feeds,
        [
            ("https://lake.example/feed/", "All", "application/rss+xml"),
            (
                "https://lake.example/kk/atom.xml",
                "",
                "application/atom+xml"
            ),
            ("https://lake.example/sport.rss", "Sport", ""),
        ]
    );
    assert_eq!(
        (found.title.as_str(), found.language.as_str()),
        ("Lake Herald", "kk")
    );
    assert_eq!(
        found
            .icons
            .iter()
            .map(|icon| (icon.url.as_str(), icon.size))
            .collect::<Vec<_>>(),
        [
            ("https://lake.example/big.png", 180),
            ("https://lake.example/i.png", 0)
        ],
        "/favicon.ico is not guessed"
    );
    assert_eq!(found.canonical.as_deref(), Some("https://lake.example/"));
}
