//! Files as they leave Qazet: books that epubcheck finds nothing wrong with, pages that load nothing, notes that say what was written.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod epubcheck;

use std::io::{Cursor, Read as _};

use export::{Media, Paper};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{
    Article, ArticleId, ArticleRow, ArticleState, Enclosure, FeedId, MediaHash, Photo, Picture,
    Status, Video,
};

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn hash(number: u8) -> MediaHash {
    MediaHash::of([number; 32])
}

fn article(id: i64, title: &str, language: &str, html: &str) -> Article {
    Article {
        row: ArticleRow {
            id: ArticleId(id),
            feed: FeedId(1),
            source: "Дала жаршысы".to_owned(),
            title: title.to_owned(),
            link: format!("https://dala.example/{id}?a=1&b=[2]|3"),
            lead: String::new(),
            published: at("2026-11-19T20:00:00Z"),
            changed: None,
            language: language.to_owned(),
            state: ArticleState::Complete,
            photos: 0,
            pictures: 0,
            words: 10,
            thumbnail: None,
            status: Status {
                read: false,
                starred: false,
                saved: false,
                hidden: false,
                arrived: at("2026-11-20T06:00:00Z"),
            },
            section: "Қала <life>".to_owned(),
            sources: 1,
        },
        byline: "А. Б. & С. Д.".to_owned(),
        published_text: String::new(),
        modified_text: String::new(),
        site_name: String::new(),
        html: html.to_owned(),
        text: String::new(),
        picture: None,
        photos: Vec::new(),
        photo_reports: Vec::new(),
        related: Vec::new(),
        videos: Vec::new(),
        inline: Vec::new(),
        enclosures: Vec::new(),
        elsewhere: Vec::new(),
        reason: String::new(),
    }
}

/// With a lead picture, a picture in the text, a photo report, a film and a sound.
fn full() -> Article {
    let url = |name: &str| format!("https://dala.example/{name}.jpg");
    let picture = |name: &str, number| Picture {
        url: url(name),
        caption: format!("Көл жағасында <{name}>"),
        credit: "Е. Ж.".to_owned(),
        hash: Some(hash(number)),
        size: Some((2, 2)),
    };
    let photo = |name: &str, number: Option<u8>| Photo {
        url: url(name),
        caption: "Әңгіме ғасыры: қыс, өң, ұл, үміт, һәм іс".to_owned(),
        credit: "Фото: Е. Ж.".to_owned(),
        hash: number.map(hash),
        size: None,
    };
    let html = format!(
        "<p>Қазақстанда <b>жаңа</b> мектеп <a href=\"https://dala.example/a?x=1&amp;y=&lt;2&gt;\">ашылды</a>.</p>\
         <figure><img src=\"{}\" alt=\"өң\"><figcaption>Көл <small>Е. Ж.</small></figcaption></figure>\
         <h2>Бөлім</h2><ol start=4><li>бір<ul><li>екі</li></ul></li></ol><blockquote><p>Сөз</p></blockquote>\
         <table><thead><tr><th colspan=2>Бағам</th></tr></thead><tbody><tr><td>USD</td><td>510</td></tr></tbody></table>\
         <pre>a\n  b</pre><hr><p>C<sub>2</sub><br>x</p>",
        url("inline")
    );
    Article {
        picture: Some(picture("lead", 1)),
        inline: vec![picture("inline", 2)],
        photos: vec![photo("one", Some(3)), photo("two", None)],
        videos: vec![Video {
            url: "https://video.example/watch?v=1".to_owned(),
            provider: "file".to_owned(),
            poster: None,
        }],
        enclosures: vec![Enclosure {
            url: "https://dala.example/sound.mp3".to_owned(),
            ..Enclosure::default()
        }],
        row: ArticleRow {
            thumbnail: Some(hash(1)),
            ..article(1, "Жаңа мектеп: «Үміт» & <көл>", "kk", "").row
        },
        ..article(1, "", "kk", &html)
    }
}

fn paper(articles: Vec<Article>) -> Paper {
    Paper {
        title: export::title_of_day("kk", at("2026-11-20T06:00:00Z"), &TimeZone::UTC),
        made: at("2026-11-20T06:00:00Z"),
        zone: TimeZone::fixed(jiff::tz::offset(5)),
        language: "kk".to_owned(),
        articles,
    }
}

/// A small picture, another one for each name.
fn png(name: &MediaHash) -> Option<Media> {
    let shade = name.as_str().as_bytes()[0];
    let picture = image::RgbImage::from_pixel(2, 2, image::Rgb([shade; 3]));
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    Some(Media {
        content_type: "image/png".to_owned(),
        bytes: bytes.into_inner(),
    })
}

fn book(paper: &Paper) -> Vec<u8> {
    export::epub(paper, &mut |hash| Ok(png(hash))).unwrap()
}

/// A file in a book, as text.
fn text_in(book: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn epubcheck_finds_no_error_and_no_warning_in_a_book() {
    let arabic = article(2, "خبر جديد", "ar", "<p dir=\"rtl\">نص عربي</p>");
    let mut bare = article(3, "", "", "");
    bare.row.link = String::new();
    bare.row.source = String::new();
    bare.byline = String::new();
    bare.row.section = String::new();
    let strange = article(
        4,
        "NUL\u{0} and \u{202e}turned\u{1}",
        "x-y-z!",
        "<p>a\u{0}b\u{8}\u{fffe}</p><div><p>c<div>d</div></p></div><a href=\"https://e.example/{x}|y z\"><h3>f<ul><li><table><tr><td><p>g</p></td></tr></table></li></ul></h3></a>\
         <figure><figcaption>h</figcaption></figure><ul></ul><dl><dt>i<dd>j</dl><ruby>漢<rt>kan</rt></ruby><span class=\"missing-picture\">k</span>\
         <details><summary>l</summary>m</details><video src=\"https://e.example/v.mp4\"></video><img src=\"https://e.example/not-here.jpg\">",
    );
    epubcheck::must_be_valid(&[
        (
            "edition",
            book(&paper(vec![full(), arabic.clone(), bare, strange])),
        ),
        ("one", book(&paper(vec![arabic]))),
    ]);
}

#[test]
fn the_same_articles_at_the_same_time_give_the_same_bytes() {
    let two = || paper(vec![full(), article(2, "Two", "en", "<p>Two.</p>")]);
    assert_eq!(book(&two()), book(&two()));
    let later = Paper {
        made: at("2026-11-20T06:00:02Z"),
        ..two()
    };
    assert_ne!(book(&two()), book(&later));
}

#[test]
fn a_book_says_language_source_time_of_fetch_and_who_made_each_picture() {
    let book = book(&paper(vec![full()]));
    let page = text_in(&book, "book/article-0001.xhtml");
    let parsed = roxmltree::Document::parse_with_options(
        &page,
        roxmltree::ParsingOptions {
            allow_dtd: true,
            ..Default::default()
        },
    )
    .unwrap();
    let root = parsed.root_element();
    assert_eq!(root.attribute("lang"), Some("kk"));
    let words: Vec<&str> = parsed
        .descendants()
        .filter_map(|node| node.text())
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    for expected in [
        "Жаңа мектеп: «Үміт» & <көл>",
        "Дала жаршысы · Қала <life>",
        "А. Б. & С. Д. · 2026 жылғы 20 қараша, 01:00",
        "Qazet алған уақыт: 2026 жылғы 20 қараша, 11:00",
        "Көл жағасында <lead>",
        "Фото: Е. Ж.",
        "Фотосурет дискіде жоқ",
        "https://dala.example/1?a=1&b=[2]|3",
        "https://video.example/watch?v=1",
        "https://dala.example/sound.mp3",
    ] {
        assert!(words.contains(&expected), "{expected}: {words:#?}");
    }
    assert!(!page.contains("Фото: Фото"));
    let package = text_in(&book, "book/package.opf");
    assert!(
        package.contains("<dc:language>kk</dc:language>"),
        "{package}"
    );
    assert_eq!(package.matches("properties=\"cover-image\"").count(), 1);
    assert_eq!(package.matches("media-type=\"image/png\"").count(), 3);
}

#[test]
fn an_arabic_article_is_read_from_right_to_left() {
    let arabic = || article(2, "خبر", "ar", "<p>نص</p>");
    let alone = book(&paper(vec![arabic()]));
    assert!(text_in(&alone, "book/package.opf").contains("page-progression-direction=\"rtl\""));
    assert!(text_in(&alone, "book/article-0001.xhtml").contains("<article dir=\"rtl\">"));
    let among = book(&paper(vec![full(), full(), arabic()]));
    assert!(!text_in(&among, "book/package.opf").contains("page-progression-direction"));
    assert!(text_in(&among, "book/article-0003.xhtml").contains("<article dir=\"rtl\">"));
}

#[test]
fn a_page_of_html_holds_its_pictures_and_loads_nothing() {
    let one = full();
    let page = export::html(&one, &paper(vec![one.clone()]), &mut |hash| Ok(png(hash))).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"kk\">"));
    assert_eq!(page.matches("<img src=\"data:image/png;base64,").count(), 3);
    assert_eq!(page.matches("<img").count(), 3);
    assert!(
        page.contains(
            "content=\"default-src &apos;none&apos;; img-src data:; style-src &apos;sha256-"
        ),
        "{page}"
    );
    for never in ["<script", "<link", "<iframe", "@import", "url(", " on"] {
        let written = page.split("<article>").next().unwrap();
        assert!(!written.contains(never), "{never}");
    }
}

#[test]
fn markdown_says_what_is_known_first_and_escapes_what_would_mean_something() {
    let mut one = full();
    one.html = "<p># no headline, *no* stress, [no](link) 1 &lt; 2</p><p>1. no list</p><p><b> bold </b>and <a href=\"https://a.kz/(x)\">link</a><br>next</p>\
        <ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><blockquote><p>q</p><p>r</p></blockquote>\
        <table><tr><th>h</th><th>i|j</th></tr><tr><td colspan=2>k</td></tr></table><pre>```\ncode</pre>"
        .to_owned();
    one.photos.clear();
    one.videos.clear();
    one.enclosures.clear();
    let text = export::markdown(&one, &paper(vec![one.clone()]));
    let expected = "---
title: \"Жаңа мектеп: «Үміт» & <көл>\"
source: \"Дала жаршысы\"
author: \"А. Б. & С. Д.\"
published: \"2026-11-19T20:00:00Z\"
fetched: \"2026-11-20T06:00:00Z\"
language: \"kk\"
link: \"https://dala.example/1?a=1&b=[2]|3\"
---

# Жаңа мектеп: «Үміт» \\& \\<көл\\>

![Көл жағасында \\<lead\\>](https://dala.example/lead.jpg)

*Көл жағасында \\<lead\\> · Фото: Е. Ж.*

\\# no headline, \\*no\\* stress, \\[no\\](link) 1 \\< 2

1\\. no list

**bold** and [link](https://a.kz/%28x%29)  
next

- a

  - b
- c

> q
>
> r

| h | i\\|j |
| --- | --- |
| k |  |

````
```
code
````

---

Дереккөз: <https://dala.example/1?a=1&b=[2]|3>  
Qazet алған уақыт: 2026 жылғы 20 қараша, 11:00
";
    assert_eq!(text, expected);
}

#[test]
fn a_lead_that_the_text_begins_with_is_said_once() {
    let mut one = article(1, "T", "en", "<p>The lake is open again, and more.</p>");
    one.row.lead = "The lake is open again…".to_owned();
    let said = export::markdown(&one, &paper(vec![one.clone()]));
    assert_eq!(said.matches("The lake is open").count(), 1, "{said}");
    one.row.lead = "Editors say something else".to_owned();
    let said = export::markdown(&one, &paper(vec![one.clone()]));
    assert!(said.contains("**Editors say something else**"), "{said}");
}
