//! What is read from the newsroom's pages is what their writers know of them, field by field, outlet by outlet.
//!
//! Run with `-- --nocapture` to see the precision and recall of every field.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod tally;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::slice;
use std::time::Duration;

use extract::{Extracted, Page, Picture, Rules};
use jiff::{SignedDuration, Timestamp};
use newsroom::{Article, Newsroom, Options, Outlet, Photo};
use tally::Tally;
use url::Url;

/// A Monday noon in Almaty.
const NOON: &str = "2026-11-23T07:00:00Z";

/// Words around the articles that belong to none of them.
const CHROME: &[&str] = &[
    "ПОДЕЛИТЬСЯ",
    "Читайте также",
    "Join Telegram",
    "Наши новости теперь в",
    "Сілтемесіз жаңалық",
    "to be the first to know",
    "Реклама",
    "course up",
    "course down",
    "Шымкент</option>",
    "Редакция",
    "Advertising",
    "Перепечатка",
    "Социальные сети",
    "Карта сайта",
    "Поделиться",
    "Похожее",
    "Рубрика:",
    "комментарий",
    "Подпишитесь",
    "WordPress",
    "Sign up for our newsletter",
    "The morning wire",
    "invented newspaper",
    "About us",
    "Read more:",
    "Рассказать друзьям",
    "выдуманное издание",
    "Бөлісу",
    "Жарнама",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_newsroom_is_read_as_its_writers_meant_it() {
    let newsroom = Newsroom::start(Options {
        now: Some(NOON.parse().unwrap()),
        ..Options::default()
    })
    .await
    .unwrap();
    let rules = Rules::builtin();
    let mut tally = Tally::default();
    let mut read = 0;
    let first: Vec<Article> = out(&newsroom);
    for truth in &first {
        compare(&newsroom, truth, &rules, &mut tally);
        read += 1;
    }
    // What comes out or is edited later is read then.
    newsroom.advance(SignedDuration::from_hours(72));
    for truth in out(&newsroom) {
        let is_same = |earlier: &&Article| {
            earlier.url == truth.url
                && (&earlier.title, &earlier.lead, &earlier.paragraphs)
                    == (&truth.title, &truth.lead, &truth.paragraphs)
        };
        if !first.iter().any(|earlier| is_same(&earlier)) {
            compare(&newsroom, &truth, &rules, &mut tally);
            read += 1;
        }
    }
    println!("{tally}");
    assert!(read >= 82, "{read} pages were read");
    assert!(tally.faults.is_empty(), "{}", tally.faults.join("\n"));
}

fn out(newsroom: &Newsroom) -> Vec<Article> {
    let articles = newsroom.articles();
    articles.into_iter().filter(|one| one.out).collect()
}

fn compare(newsroom: &Newsroom, truth: &Article, rules: &Rules, tally: &mut Tally) {
    let url = Url::parse(&truth.url).unwrap();
    let html = fetch(newsroom, &url);
    let page = Page {
        url: &url,
        content_type: Some("text/html; charset=utf-8"),
        fetched: newsroom.now(),
    };
    tally.open(truth.host.as_str(), &truth.url);
    let read = match extract::extract(html.as_bytes(), &page, rules) {
        Ok(read) => read,
        Err(error) => {
            tally.faults.push(error.to_string());
            return;
        }
    };
    tally.compare(
        "title",
        slice::from_ref(&read.title),
        slice::from_ref(&truth.title),
    );
    tally.compare("text", &lines(&read), &lines_of(truth, &html));
    let lead: Vec<String> = read.text.lines().take(1).map(str::to_owned).collect();
    assert_eq!(lead.concat(), read.lead, "the lead is the first line");
    tally.compare("lead", &lead, &lead_of(truth));
    tally.compare(
        "lead picture",
        &pictures(read.picture.as_slice()),
        &lead_picture_of(truth),
    );
    let shown = if truth.kind == "article" {
        &read.pictures
    } else {
        &read.photos
    };
    tally.compare("photos", &pictures(shown), &photos_of(&truth.photos));
    if truth.kind == "article" {
        tally.compare("report?", &pictures(&read.photos), &[]);
    }
    tally.compare(
        "photo reports",
        &links(&read.photo_reports),
        &truth.photo_reports.iter().map(known).collect::<Vec<_>>(),
    );
    let mut related: Vec<String> = Vec::new();
    for link in truth.read_also.iter().chain(&truth.related).map(known) {
        if !related.contains(&link) {
            related.push(link);
        }
    }
    tally.compare("related", &links(&read.related), &related);
    let films: Vec<String> = read.videos.iter().map(|film| film.url.clone()).collect();
    let wanted: Vec<String> = truth.videos.iter().map(|url| watched(url)).collect();
    tally.compare("videos", &films, &wanted);
    tally.compare(
        "byline",
        &[read.byline.clone().unwrap_or_default()],
        &[author_of(truth)],
    );
    tally.compare(
        "published",
        read.published.as_slice(),
        &[published_of(truth)],
    );
    let language = read.language.clone().unwrap_or_default();
    tally.compare("language", &[language], slice::from_ref(&truth.language));
    let whole = serde_json::to_string(&read).unwrap();
    let chrome: Vec<String> = CHROME
        .iter()
        .filter(|word| whole.contains(**word) && !says(truth, word))
        .map(|word| (*word).to_owned())
        .collect();
    tally.compare("chrome", &chrome, &[]);
}

/// Whether an article itself says a word.
fn says(truth: &Article, word: &str) -> bool {
    let mut texts = truth.paragraphs.iter().chain([&truth.title, &truth.lead]);
    texts.any(|text| text.contains(word))
}

fn lines(read: &Extracted) -> Vec<String> {
    read.text.lines().map(str::to_owned).collect()
}

/// The lead and the paragraphs; the cells of a table row are one line.
fn lines_of(truth: &Article, html: &str) -> Vec<String> {
    let mut left = truth.paragraphs.as_slice();
    let mut lines = lead_of(truth);
    let rows = rows(html);
    while let Some((first, rest)) = left.split_first() {
        match rows.iter().find(|row| left.starts_with(row)) {
            Some(row) => {
                lines.push(row.join(" "));
                left = &left[row.len()..];
            }
            None => {
                lines.push(first.clone());
                left = rest;
            }
        }
    }
    lines
}

/// The cells of every table row of a page; the newsroom writes them without attributes.
fn rows(html: &str) -> Vec<Vec<String>> {
    let rows = html.split("<tr>").skip(1);
    rows.map(|row| {
        let row = row.split("</tr>").next().unwrap_or_default();
        row.split(['<', '>'])
            .filter(|part| !part.is_empty() && !["td", "/td", "th", "/th"].contains(part))
            .map(str::to_owned)
            .collect()
    })
    .collect()
}

/// A page of the photo archive says its lead in its description only.
fn lead_of(truth: &Article) -> Vec<String> {
    match truth.kind.as_str() {
        "fotoarchive" => Vec::new(),
        _ => vec![truth.lead.clone()],
    }
}

/// On a page of the photo archive the first photo stands for the lead picture, as it does where the page is shared.
fn lead_picture_of(truth: &Article) -> Vec<String> {
    match truth.kind.as_str() {
        "fotoarchive" => photos_of(&truth.photos[..1]),
        _ => photos_of(truth.picture.as_slice()),
    }
}

fn photos_of(photos: &[Photo]) -> Vec<String> {
    photos
        .iter()
        .map(|photo| told(&photo.url, &photo.caption, &photo.credit))
        .collect()
}

fn pictures(pictures: &[Picture]) -> Vec<String> {
    pictures
        .iter()
        .map(|picture| told(&picture.url, &picture.caption, &picture.credit))
        .collect()
}

/// A picture with its words. Of its address, what tells no sizes: the reader wants the largest.
fn told(url: &str, caption: &str, credit: &str) -> String {
    let parts = url.trim_end_matches(".webp").split('/');
    let parts: Vec<&str> = parts
        .filter(|part| !part.starts_with("thumb_") && *part != "resize")
        .collect();
    format!("{} | {caption} | {credit}", parts.join("/"))
}

fn links(links: &[extract::Link]) -> Vec<String> {
    links
        .iter()
        .map(|link| format!("{} {}", link.title, link.url))
        .collect()
}

fn known(link: &newsroom::Link) -> String {
    format!("{} {}", link.title, link.url)
}

/// A page of the photo archive names no author.
fn author_of(truth: &Article) -> String {
    match truth.kind.as_str() {
        "fotoarchive" => String::new(),
        _ => truth.author.clone(),
    }
}

/// Where an embedded film is watched.
fn watched(url: &str) -> String {
    url.replace("/embed/", "/watch?v=")
}

/// The moment in the notation of the page: the wire writes UTC, all others Almaty's time; the photo archive has no seconds.
fn published_of(truth: &Article) -> String {
    if truth.outlet == Outlet::SteppeWire {
        return truth.published.to_string();
    }
    let wall = almaty(truth.published);
    let seconds = if truth.kind == "fotoarchive" {
        "00".to_owned()
    } else {
        wall.strftime("%S").to_string()
    };
    format!("{}:{seconds}+05:00", wall.strftime("%Y-%m-%dT%H:%M"))
}

fn almaty(moment: Timestamp) -> jiff::Zoned {
    moment.in_tz("Asia/Almaty").unwrap()
}

/// The page as the newsroom serves it, by plain HTTP on the loopback.
fn fetch(newsroom: &Newsroom, url: &Url) -> String {
    let mut stream = TcpStream::connect(newsroom.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    let host = url.host_str().unwrap();
    write!(
        stream,
        "GET {} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
        url.path()
    )
    .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let answer = String::from_utf8(bytes).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    assert!(head.starts_with("HTTP/1.1 200 "), "{url}: {head}");
    assert!(!head.to_lowercase().contains("transfer-encoding"), "{head}");
    body.to_owned()
}
