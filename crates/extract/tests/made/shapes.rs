//! What pages of the world look like besides plain HTML in UTF-8: encodings, AMP, print versions, several pages for one article,
//! lazy pictures, embedded posts, tables, code, footnotes, other directions; and pages that keep their text back.

use extract::Wall;

use super::{LAKE, paragraphs, picture, read, read_bytes, sentence};

/// An article with this between its fourth and fifth paragraph.
fn article(inside: &str) -> String {
    format!(
        "<html lang=\"en\"><head><title>Ferry returns to the lake</title><meta property=\"article:published_time\" content=\"2026-02-09\"></head>\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>Ferry returns to the lake</h1>{}{inside}{}</article></body></html>",
        paragraphs(0..4),
        paragraphs(4..8)
    )
}

const RUSSIAN: &str = "Паром снова ходит по озеру, и весь город вышел на пристань посмотреть, как он отходит после одиннадцати лет в доке.";

fn russian(head: &str) -> String {
    let body: String = (0..6)
        .map(|number| format!("<p>{RUSSIAN} Абзац {number}.</p>"))
        .collect();
    format!(
        "<html><head>{head}<title>Паром вернулся на озеро</title></head><body><article><h1>Паром вернулся на озеро</h1>{body}</article></body></html>"
    )
}

#[test]
fn pages_in_older_encodings_are_read_whatever_they_declare() {
    for (encoding, head, header) in [
        (
            encoding_rs::WINDOWS_1251,
            "<meta charset=windows-1251>",
            None,
        ),
        (
            encoding_rs::WINDOWS_1251,
            "",
            Some("text/html; charset=windows-1251"),
        ),
        (
            encoding_rs::WINDOWS_1251,
            "<meta charset=utf-8>",
            Some("text/html; charset=utf-8"),
        ),
        (encoding_rs::WINDOWS_1251, "", None),
        (
            encoding_rs::KOI8_R,
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=koi8-r\">",
            None,
        ),
        (encoding_rs::KOI8_R, "", Some("text/html; charset=koi8-r")),
        // A declaration that is commented out declares nothing.
        (
            encoding_rs::WINDOWS_1251,
            "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>",
            None,
        ),
        (
            encoding_rs::UTF_8,
            "<meta charset=windows-1251>",
            Some("text/html; charset=windows-1251"),
        ),
        (encoding_rs::UTF_8, "<!-- <meta charset=koi8-r> -->", None),
    ] {
        let html = russian(head);
        let (bytes, _, _) = encoding.encode(&html);
        let read = read_bytes(LAKE, &bytes, header).unwrap();
        assert_eq!(
            read.title,
            "Паром вернулся на озеро",
            "{} {head} {header:?}",
            encoding.name()
        );
        assert_eq!(read.text.lines().count(), 6);
        assert!(read.text.starts_with(RUSSIAN), "{}", read.text);
    }
}

#[test]
fn an_amp_page_is_read_like_any_other() {
    let html = format!(
        "<!doctype html><html amp lang=en><head><meta charset=utf-8><title>Ferry returns to the lake</title><link rel=canonical href=\"/2026/02/ferry/\"></head>\
         <body><amp-sidebar><ul><li><a href=/>Home</a></ul></amp-sidebar><main><h1>Ferry returns to the lake</h1>{}\
         <figure><amp-img src=\"/deck-800.jpg\" srcset=\"/deck-400.jpg 400w, /deck-800.jpg 800w\" width=800 height=600 layout=responsive alt=\"\"></amp-img>\
         <figcaption>The deck. Photo: Bo Example</figcaption></figure>{}\
         <amp-youtube data-videoid=\"abcdefghijk\" width=480 height=270></amp-youtube>{}</main></body></html>",
        paragraphs(0..4),
        paragraphs(4..6),
        paragraphs(6..8)
    );
    let read = read_bytes(&format!("{LAKE}amp/"), html.as_bytes(), None).unwrap();
    assert_eq!(read.canonical.as_deref(), Some(LAKE));
    assert_eq!(read.text.lines().count(), 8, "{}", read.text);
    assert_eq!(
        read.pictures,
        [picture("deck-800.jpg", "The deck", "Photo: Bo Example")]
    );
    assert_eq!(
        read.videos[0].url,
        "https://www.youtube.com/watch?v=abcdefghijk"
    );
    assert!(!read.html.contains("amp-"), "{}", read.html);
}

#[test]
fn a_print_version_is_the_article() {
    let html = format!(
        "<html><head><title>Ferry returns to the lake - print version</title><link rel=canonical href=\"{LAKE}\"></head>\
         <body onload=\"window.print()\"><h2>Ferry returns to the lake</h2><div>9 February 2026</div>{}<hr><small>Printed from lake.example</small></body></html>",
        paragraphs(0..6)
    );
    let read = read_bytes(&format!("{LAKE}?print=1"), html.as_bytes(), None).unwrap();
    assert_eq!(read.canonical.as_deref(), Some(LAKE));
    assert_eq!(read.published.as_deref(), Some("2026-02-09"));
    assert!(
        read.text.contains(&sentence(0)) && read.text.contains(&sentence(5)),
        "{}",
        read.text
    );
}

#[test]
fn an_article_cut_into_pages_becomes_one() {
    let part = |number: usize, next: &str, inside: &str| {
        let html = format!(
            "<html><head><title>Ferry returns</title><meta property=\"og:image\" content=\"/lead.jpg\"></head><body><article><h1>Ferry returns</h1>\
             {}{inside}</article><div class=\"pagination\"><a href=\"/2026/02/ferry/\">1</a><a href=\"{next}\">Next page</a></div></body></html>",
            paragraphs(number * 5..number * 5 + 5)
        );
        let url = if number == 0 {
            LAKE.to_owned()
        } else {
            format!("{LAKE}{}/", number + 1)
        };
        read_bytes(&url, html.as_bytes(), None).unwrap()
    };
    let first = part(
        0,
        "/2026/02/ferry/2/",
        "<figure><img src=/deck.jpg><figcaption>The deck</figcaption></figure>",
    );
    assert_eq!(
        first.next_page.as_deref(),
        Some("https://lake.example/2026/02/ferry/2/")
    );
    let second = part(
        1,
        "/2026/02/ferry/3/",
        "<figure><img src=/engine.jpg><figcaption>The engine</figcaption></figure>",
    );
    let third = part(2, "/2026/03/ice/", "<figure><img src=/deck.jpg></figure>");
    assert_eq!(third.next_page, None);
    let whole = extract::join(extract::join(first, second), third);
    let lines: Vec<&str> = whole.text.lines().collect();
    assert_eq!(lines.len(), 15, "{lines:#?}");
    assert_eq!(
        (lines[0], lines[14]),
        (sentence(0).as_str(), sentence(14).as_str())
    );
    assert_eq!(
        whole.pictures,
        [
            picture("deck.jpg", "The deck", ""),
            picture("engine.jpg", "The engine", "")
        ]
    );
    assert_eq!(whole.html.matches("<img").count(), 2, "{}", whole.html);
    assert_eq!(whole.picture.unwrap().url, "https://lake.example/lead.jpg");
}

#[test]
fn lazy_pictures_are_found_in_their_best_size_once() {
    let html = article(
        "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==\" data-src=\"/one-640.jpg\" alt=\"\">\
         <picture><source media=\"(min-width: 600px)\" srcset=\"/two-1200.jpg 1200w, /two-5000.jpg 5000w\"><img src=\"/two-300.jpg\" alt=\"\"></picture>\
         <img class=lazy data-srcset=\"/three-400.jpg 400w, /three-900.jpg 900w\" src=\"/placeholder.png\" alt=\"\">\
         <noscript><img src=\"/four.jpg\" alt=\"\"></noscript>\
         <img src=\"/five-300x200.jpg\" alt=\"\"><img src=\"/five-1200x800.jpg\" alt=\"\">\
         <img src=\"https://counter.example/pixel.gif\" width=1 height=1><img src=\"/icon.png\" width=16 height=16>",
    );
    let read = read(&html);
    let urls: Vec<&str> = read
        .pictures
        .iter()
        .map(|picture| picture.url.as_str())
        .collect();
    assert_eq!(
        urls,
        [
            "https://lake.example/one-640.jpg",
            "https://lake.example/two-1200.jpg",
            "https://lake.example/three-900.jpg",
            "https://lake.example/four.jpg",
            "https://lake.example/five-1200x800.jpg",
        ],
        "the widest that is not wider than the paper, each picture once, no counters and icons"
    );
}

#[test]
fn embedded_players_and_posts_are_cards_that_load_nothing() {
    let html = article(
        "<iframe src=\"https://www.youtube.com/embed/abcdefghijk\" title=\"The trip\"></iframe>\
         <script async src=\"https://telegram.org/js/telegram-widget.js?22\" data-telegram-post=\"lake/17\" data-width=\"100%\"></script>\
         <blockquote class=\"instagram-media\" data-instgrm-permalink=\"https://www.instagram.com/p/AbC/?utm_source=x\"><p>View on Instagram</p></blockquote>\
         <iframe src=\"https://platform.twitter.com/embed/Tweet.html?id=123456\"></iframe>\
         <blockquote class=\"twitter-tweet\"><p>The ferry is back!</p>— Ann (@ann) <a href=\"https://twitter.com/ann/status/9\">9 February</a></blockquote>\
         <iframe src=\"https://ads.example/banner\"></iframe>",
    );
    let read = read(&html);
    let films: Vec<(&str, &str)> = read
        .videos
        .iter()
        .map(|film| (film.provider.as_str(), film.url.as_str()))
        .collect();
    assert_eq!(
        films,
        [
            ("youtube", "https://www.youtube.com/watch?v=abcdefghijk"),
            ("telegram", "https://t.me/lake/17"),
            ("instagram", "https://www.instagram.com/p/AbC/"),
            ("x", "https://x.com/i/status/123456"),
        ]
    );
    for gone in ["<iframe", "<script", "ads.example", "View on Instagram"] {
        assert!(!read.html.contains(gone), "{gone} in {}", read.html);
    }
    for (_, url) in films {
        assert!(
            read.html.contains(&format!("<a href=\"{url}\">")),
            "{url} in {}",
            read.html
        );
    }
    assert!(
        read.html.contains("The ferry is back!"),
        "a quoted post is a quote: {}",
        read.html
    );
    let order: Vec<usize> = [
        "Paragraph 3",
        "youtube.com/watch",
        "t.me/lake",
        "Paragraph 4",
    ]
    .iter()
    .map(|part| read.html.find(part).unwrap())
    .collect();
    assert!(order.is_sorted(), "{}", read.html);
}

#[test]
fn tables_quotes_lists_and_code_keep_their_form() {
    let html = article(
        "<table><tr><th>Year</th><th>Trips</th></tr><tr><td>2025</td><td>0</td></tr><tr><td>2026</td><td>120</td></tr></table>\
         <blockquote><p>It floats, said the captain of the ferry.</p></blockquote>\
         <ul><li>the wheelhouse is new</li><li>the deck is old</li></ul><ol><li>buy a ticket</li></ol>\
         <pre><code>if wind &gt; 15 {\n    stay();\n}</code></pre><h2>What comes next</h2>",
    );
    let read = read(&html);
    for part in [
        "<td>2026</td><td>120</td>",
        "<blockquote><p>It floats, said the captain of the ferry.</p></blockquote>",
        "<li>the wheelhouse is new</li>",
        "<ol><li>buy a ticket</li></ol>",
        "if wind &gt; 15 {\n    stay();\n}",
        "<h2>What comes next</h2>",
    ] {
        assert!(read.html.contains(part), "{part} in {}", read.html);
    }
    for line in [
        "2026 120",
        "It floats, said the captain of the ferry.",
        "the deck is old",
        "What comes next",
    ] {
        assert!(
            read.text.lines().any(|said| said == line),
            "{line} in {}",
            read.text
        );
    }
}

#[test]
fn footnotes_stay_with_their_marks() {
    let html = article("<p>The ferry was built in 1911<sup><a href=\"#fn1\" id=\"ref1\">1</a></sup> in the yard of the town, which is closed today and a museum.</p>")
        .replace("</article>", "<section class=\"footnotes\"><ol><li id=\"fn1\">See the log of the yard, volume 3. <a href=\"#ref1\">↩</a></li></ol></section></article>");
    let read = read(&html);
    assert!(read.html.contains("1911<sup>"), "{}", read.html);
    assert!(
        read.text.contains("See the log of the yard, volume 3."),
        "{}",
        read.text
    );
}

#[test]
fn a_text_from_right_to_left_is_read_without_marks_that_turn_it() {
    let line = "عادت العبارة إلى البحيرة بعد أحد عشر عاما وخرجت المدينة كلها إلى الرصيف لمشاهدتها وهي تغادر.";
    let body: String = (0..6)
        .map(|number| format!("<p>\u{202b}{line} {number}\u{202c}</p>"))
        .collect();
    let html = format!(
        "<html dir=rtl lang=ar><head><title>عودة العبارة</title></head><body><article><h1>عودة العبارة</h1>{body}</article></body></html>"
    );
    let read = read(&html);
    assert_eq!(read.language.as_deref(), Some("ar"));
    assert_eq!(read.text.lines().count(), 6);
    assert_eq!(read.lead, format!("{line} 0"));
    let turned = |text: &str| {
        text.chars()
            .any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    };
    assert!(!turned(&read.text) && !turned(&read.title));
}

#[test]
fn a_page_that_keeps_its_text_back_says_why() {
    let paid = format!(
        "<html><head><title>Ferry returns</title><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Ferry returns\",\
         \"datePublished\":\"2026-02-09\",\"isAccessibleForFree\":\"False\"}}</script></head><body><article><h1>Ferry returns</h1>{}\
         <div class=paywall><h3>Subscribe to continue reading</h3><a href=/join>Join</a></div></article></body></html>",
        paragraphs(0..2)
    );
    let read = read(&paid);
    assert_eq!(read.wall, Some(Wall::Paid));
    assert!(
        read.warnings
            .iter()
            .any(|warning| warning.contains("for subscribers")),
        "{:?}",
        read.warnings
    );
    let russian = paid
        .replace(
            "Subscribe to continue reading",
            "Этот материал доступен по подписке",
        )
        .replace("\"isAccessibleForFree\":\"False\"", "\"x\":1");
    assert_eq!(
        read_bytes(LAKE, russian.as_bytes(), None).unwrap().wall,
        Some(Wall::Paid)
    );

    for (wall, html) in [
        (
            Wall::Login,
            "<html><head><title>Sign in</title></head><body><main><h1>Please sign in to read this page</h1><form><input name=user><input type=password></form></main></body></html>",
        ),
        (
            Wall::Login,
            "<html><head><title>Вход</title></head><body><div>Необходимо авторизоваться</div><form><input type=password></form></body></html>",
        ),
        (
            Wall::Consent,
            "<html><head><title>Before you continue</title></head><body><div role=main><h1>We value your privacy</h1><p>We and our partners use cookies to store and read information on a device.</p><button>Accept all</button></div></body></html>",
        ),
        (
            Wall::Robots,
            "<html><head><title>Just a moment...</title></head><body><p>Checking your browser before you go on.</p></body></html>",
        ),
    ] {
        let refused = read_bytes(LAKE, html.as_bytes(), None).unwrap_err();
        assert_eq!(refused.wall, Some(wall), "{refused}");
        assert!(
            refused.to_string().ends_with("Open it in the browser"),
            "{refused}"
        );
    }
}

#[test]
fn an_article_about_cookies_or_subscriptions_is_an_article() {
    let body: String = (0..30)
        .map(|number| format!("<p>{} Cookies and subscriptions are what it is about: log in to read, subscribe to continue reading.</p>", sentence(number)))
        .collect();
    let html = format!(
        "<html><head><title>How walls work</title></head><body><article><h1>How walls work</h1>{body}</article></body></html>"
    );
    assert_eq!(read(&html).wall, None);
}

#[test]
fn a_page_with_nul_bytes_and_turned_letters_is_read() {
    let html = article("")
        .replace("Ferry returns", "Fe\0rry \u{202e}returns")
        .replace("tells", "te\0lls");
    let read = read(&html);
    assert_eq!(read.title, "Ferry returns to the lake");
    assert_eq!(read.lead, sentence(0));
}
