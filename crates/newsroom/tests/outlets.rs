//! Every outlet answers, and its pages say what the truth says.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{fetch, fetch_url, fetch_with, open};
use jiff::SignedDuration;
use newsroom::Outlet;

/// As the pages escape it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// The page's words without its tags.
fn words(page: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for letter in page.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => out.push(letter),
            _ => {}
        }
    }
    out
}

#[tokio::test]
async fn every_article_that_is_out_says_what_the_truth_says() {
    let room = open().await;
    let mut seen = 0;
    for article in room.articles() {
        let reply = fetch_url(&room, &article.url);
        if !article.out {
            assert_eq!(reply.status, 404, "{} is not out yet", article.url);
            continue;
        }
        seen += 1;
        assert_eq!(reply.status, 200, "{}", article.url);
        let page = reply.text();
        let text = words(&page);
        assert!(page.contains(&escaped(&article.title)), "{}", article.url);
        if article.kind != "fotoarchive" {
            assert!(text.contains(&escaped(&article.lead)), "{}", article.url);
        }
        let mut from = 0;
        for paragraph in &article.paragraphs {
            let place = text[from..].find(&escaped(paragraph));
            let place = place.unwrap_or_else(|| panic!("{}: {paragraph}", article.url));
            from += place + escaped(paragraph).len();
        }
        for link in article
            .photo_reports
            .iter()
            .chain(&article.read_also)
            .chain(&article.related)
        {
            assert!(page.contains(&escaped(&link.title)), "{}", article.url);
            let path = link.url.splitn(4, '/').nth(3).unwrap();
            assert!(page.contains(path), "{} lacks {path}", article.url);
            assert_eq!(fetch_url(&room, &link.url).status, 200, "{}", link.url);
        }
    }
    assert!(seen >= 60, "{seen} articles are out");
}

#[tokio::test]
async fn every_photograph_stands_on_its_page_with_caption_and_credit_and_is_served() {
    let room = open().await;
    let mut reports = 0;
    for article in room.articles().iter().filter(|one| one.out) {
        let page = fetch_url(&room, &article.url).text();
        if article.kind != "article" {
            reports += 1;
            let count = article.photos.len();
            assert!((6..=10).contains(&count), "{}: {count}", article.url);
        }
        for photo in article.photos.iter().chain(&article.picture) {
            let path = photo.url.splitn(4, '/').nth(3).unwrap();
            assert!(page.contains(path), "{} lacks {path}", article.url);
            assert!(page.contains(&escaped(&photo.caption)), "{}", photo.caption);
            assert!(page.contains(&escaped(&photo.credit)), "{}", photo.credit);
            assert!(!photo.caption.is_empty() && !photo.credit.is_empty());
            let reply = fetch_url(&room, &photo.url);
            assert_eq!(reply.status, 200, "{}", photo.url);
            assert_eq!(reply.header("content-type"), Some("image/jpeg"));
            assert!(reply.body.starts_with(&[0xff, 0xd8]), "{}", photo.url);
        }
    }
    assert!(reports >= 6, "{reports} photo reports");
}

#[tokio::test]
async fn a_picture_is_the_same_in_every_size() {
    let room = open().await;
    let articles = room.articles();
    let article = articles
        .iter()
        .find(|one| one.outlet == Outlet::TengriRu && one.picture.is_some())
        .unwrap();
    let url = &article.picture.as_ref().unwrap().url;
    let large = fetch_url(&room, url).body;
    for other in [
        url.replace("thumb_b", "thumb_m"),
        format!("{url}.webp"),
        url.replace(".kz/userdata", ".kz//userdata"),
        url.replace("static.tengrinews.kz", "tengrinews.kz"),
    ] {
        assert_eq!(fetch_url(&room, &other).body, large, "{other}");
    }
}

#[tokio::test]
async fn events_are_told_by_several_outlets_in_three_languages() {
    let room = open().await;
    let mut outlets: BTreeMap<String, BTreeSet<Outlet>> = BTreeMap::new();
    let mut languages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for article in room.articles() {
        outlets
            .entry(article.story.clone())
            .or_default()
            .insert(article.outlet);
        languages
            .entry(article.story)
            .or_default()
            .insert(article.language);
    }
    let shared = outlets.values().filter(|set| set.len() >= 2).count();
    assert!(shared >= 8, "{shared} events in several outlets");
    let wide = languages.values().filter(|set| set.len() == 3).count();
    assert!(wide >= 4, "{wide} events in three languages");
    let mut titles: BTreeMap<String, Vec<Outlet>> = BTreeMap::new();
    for article in room.articles() {
        titles
            .entry(article.title)
            .or_default()
            .push(article.outlet);
    }
    titles.retain(|_, outlets| outlets.len() > 1);
    let [(title, outlets)] = titles.iter().collect::<Vec<_>>()[..] else {
        panic!("one title stands twice: {titles:?}")
    };
    assert_eq!(
        *outlets,
        [Outlet::TengriRu, Outlet::Dala],
        "{title}: in two papers, and in no paper twice"
    );
}

#[tokio::test]
async fn articles_spread_over_ten_days_and_some_are_top_news() {
    let room = open().await;
    let now = room.now();
    let articles = room.articles();
    let age = |one: &newsroom::Article| now.duration_since(one.published).as_hours();
    let oldest = articles.iter().map(age).max().unwrap();
    assert!(
        (200..=240).contains(&oldest),
        "the oldest is {oldest} h old"
    );
    for day in 0..9 {
        let count = articles
            .iter()
            .filter(|one| one.out && age(one) / 24 == day)
            .count();
        assert!(count >= 2, "{count} articles {day} days ago");
    }
    assert!(articles.iter().filter(|one| one.top).count() >= 3);
    assert!(articles.iter().filter(|one| !one.out).count() >= 4);
    assert!(
        articles
            .iter()
            .filter(|one| one.edited_at.is_some())
            .count()
            >= 2
    );
}

#[tokio::test]
async fn feeds_list_their_newest_articles() {
    let room = open().await;
    for (outlet, path, mark) in [
        (Outlet::TengriRu, "/news.rss", "<item>"),
        (Outlet::TengriKk, "/news.rss", "<item>"),
        (Outlet::TengriEn, "/news.rss", "<item>"),
        (Outlet::Dala, "/feed/", "<item>"),
        (Outlet::SteppeWire, "/atom.xml", "<entry>"),
    ] {
        let reply = fetch(&room, outlet.host(), path);
        assert_eq!(reply.status, 200);
        let text = reply.text();
        roxmltree::Document::parse(&text).unwrap_or_else(|e| panic!("{outlet:?}: {e}"));
        let out: Vec<_> = room
            .articles()
            .into_iter()
            .filter(|one| one.outlet == outlet && one.out && one.kind != "fotoarchive")
            .collect();
        let count = text.matches(mark).count();
        assert_eq!(
            count,
            out.len().min(if outlet == Outlet::Dala { 10 } else { 30 })
        );
        let newest = out.last().unwrap();
        assert!(
            text.contains(&newest.url),
            "{outlet:?} starts with its newest"
        );
    }
    let feed = fetch(&room, "signal.example", "/feed.json").json();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let items = feed["items"].as_array().unwrap();
    assert!(items.len() >= 5);
    assert!(
        items
            .iter()
            .all(|one| one["content_html"].as_str().unwrap().len() > 600)
    );
}

#[tokio::test]
async fn the_tengri_feeds_carry_full_short_and_no_texts() {
    let room = open().await;
    for outlet in [Outlet::TengriRu, Outlet::TengriKk, Outlet::TengriEn] {
        let text = fetch(&room, outlet.host(), "/news.rss").text();
        let document = roxmltree::Document::parse(&text).unwrap();
        let mut kinds = BTreeMap::new();
        for article in room.articles() {
            if article.outlet != outlet || !article.out || article.kind == "fotoarchive" {
                continue;
            }
            let item = document
                .descendants()
                .filter(|node| node.has_tag_name("item"))
                .find(|item| {
                    let link = item.children().find(|node| node.has_tag_name("link"));
                    link.unwrap().text() == Some(&article.url)
                })
                .unwrap();
            let description = item
                .children()
                .find(|node| node.has_tag_name("description"));
            let length = description.unwrap().text().unwrap_or_default().len();
            match article.feed_text.as_str() {
                "full" => assert!(length > article.lead.len() + 300, "{}", article.url),
                "short" => assert!((20..900).contains(&length), "{length}"),
                "none" => assert_eq!(length, 0),
                other => panic!("{other}"),
            }
            *kinds.entry(article.feed_text).or_insert(0) += 1;
        }
        assert_eq!(kinds.len(), 3, "{outlet:?}: {kinds:?}");
    }
}

#[tokio::test]
async fn lists_of_the_tengri_outlet_lead_to_every_article() {
    let room = open().await;
    for outlet in [Outlet::TengriRu, Outlet::TengriKk, Outlet::TengriEn] {
        let host = outlet.host();
        let home = fetch(&room, host, "/").text();
        let mut news = String::new();
        for page in 1.. {
            let path = match page {
                1 => "/news/".to_owned(),
                page => format!("/news/page/{page}/"),
            };
            let reply = fetch(&room, host, &path);
            if reply.status == 404 {
                break;
            }
            let text = reply.text();
            assert!(text.matches("\"content_main_item\"").count() <= 20);
            news.push_str(&text);
        }
        for article in room.articles() {
            if article.outlet != outlet || !article.out || article.kind == "fotoarchive" {
                continue;
            }
            assert!(news.contains(&article.url), "{}", article.url);
            let path = article.url.splitn(4, '/').nth(3).unwrap();
            assert!(home.contains(&format!("\"/{path}\"")), "{path}");
            let section = path.split('/').next().unwrap();
            assert!(
                fetch(&room, host, &format!("/{section}/"))
                    .text()
                    .contains(&article.url)
            );
            let amp = fetch_url(&room, &format!("{}amp/", article.url));
            assert!(amp.text().contains("<html amp"));
            if let Some(tag) = article.tags.first() {
                let list = fetch(&room, host, &format!("/tag/{}/", tag.replace(' ', "_")));
                assert!(list.text().contains(&article.url), "{tag}");
            }
        }
    }
}

#[tokio::test]
async fn sitemaps_hold_the_last_two_days() {
    let room = open().await;
    for (host, index, outlet) in [
        ("tengrinews.kz", "/sitemap-index.xml", Outlet::TengriRu),
        (
            "kaz.tengrinews.kz",
            "/kk-sitemap-index.xml",
            Outlet::TengriKk,
        ),
        (
            "en.tengrinews.kz",
            "/en-sitemap-index.xml",
            Outlet::TengriEn,
        ),
        ("qala.example", "/sitemap.xml", Outlet::Qala),
    ] {
        let text = fetch(&room, host, index).text();
        let document = roxmltree::Document::parse(&text).unwrap();
        let child = document.descendants().find(|node| node.has_tag_name("loc"));
        let child = child.and_then(|node| node.text()).unwrap();
        let map = fetch_url(&room, child).text();
        roxmltree::Document::parse(&map).unwrap();
        for article in room.articles() {
            if article.outlet != outlet || article.kind == "fotoarchive" {
                continue;
            }
            let recent =
                room.now().duration_since(article.published) <= SignedDuration::from_hours(48);
            let listed = map.contains(&format!("<loc>{}</loc>", article.url));
            assert_eq!(listed, article.out && recent, "{}", article.url);
        }
        assert!(map.contains("<news:title>"), "{host} has news");
    }
}

#[tokio::test]
async fn pages_name_their_feeds_except_where_the_reference_does_not() {
    let room = open().await;
    for (host, kind, feed) in [
        (
            "dala.example",
            "application/rss+xml",
            "https://dala.example/feed/",
        ),
        ("steppewire.example", "application/atom+xml", "/atom.xml"),
        ("signal.example", "application/feed+json", "/feed.json"),
    ] {
        let page = fetch(&room, host, "/").text();
        assert!(
            page.contains(&format!("type=\"{kind}\"")) && page.contains(feed),
            "{host}"
        );
    }
    for host in ["tengrinews.kz", "qala.example"] {
        assert!(!fetch(&room, host, "/").text().contains("rel=\"alternate\""));
    }
}

#[tokio::test]
async fn chrome_stands_on_tengri_pages() {
    let room = open().await;
    let articles = room.articles();
    let english = articles
        .iter()
        .find(|one| one.outlet == Outlet::TengriEn && one.kind == "article" && one.out);
    let page = fetch_url(&room, &english.unwrap().url).text();
    for part in [
        "ПОДЕЛИТЬСЯ",
        "Читайте также",
        "Join Telegram",
        "tn-course",
        "course up",
        "location-current",
        "Редакция",
        "tn-inpage",
        "<footer>",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let lead = escaped(&english.unwrap().lead);
    let body = page.split("<main").nth(1).unwrap();
    assert_eq!(body.matches(&lead).count(), 2, "the lead stands twice");
}

#[tokio::test]
async fn every_host_has_a_favicon() {
    let room = open().await;
    for outlet in Outlet::ALL {
        let reply = fetch(&room, outlet.host(), "/favicon.ico");
        assert_eq!(reply.status, 200);
        assert_eq!(&reply.body[..4], &[0, 0, 1, 0], "{outlet:?}");
    }
}

#[tokio::test]
async fn wordpress_redirects_to_its_permalinks() {
    let room = open().await;
    let reply = fetch(&room, "dala.example", "/feed");
    assert_eq!(
        (reply.status, reply.header("location")),
        (301, Some("https://dala.example/feed/"))
    );
    let articles = room.articles();
    let article = articles
        .iter()
        .find(|one| one.outlet == Outlet::Dala && one.out)
        .unwrap();
    let page = fetch_url(&room, &article.url).text();
    let short = page
        .split("/?p=")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let reply = fetch(&room, "dala.example", &format!("/?p={short}"));
    assert_eq!(reply.header("location"), Some(article.url.as_str()));
}

#[tokio::test]
async fn every_default_source_of_the_world_answers() {
    let room = open().await;
    let world = room.world();
    assert_eq!(fetch(&room, "127.0.0.1", "/world.json").json(), world);
    for source in world["catalogue"].as_array().unwrap() {
        let url = source["url"].as_str().unwrap();
        assert_eq!(fetch_url(&room, url).status, 200, "{url}");
        let host = url.split('/').nth(2).unwrap();
        assert_eq!(world["hosts"][host], room.address().to_string(), "{host}");
    }
    for (name, url) in world["endpoints"].as_object().unwrap() {
        let host = url.as_str().unwrap().split('/').nth(2).unwrap();
        assert_eq!(world["hosts"][host], room.address().to_string(), "{name}");
    }
}

#[tokio::test]
async fn an_unknown_host_or_path_is_not_found() {
    let room = open().await;
    assert_eq!(fetch(&room, "unknown.example", "/").status, 404);
    assert_eq!(fetch(&room, "tengrinews.kz", "/news/page/99/").status, 404);
    assert_eq!(fetch(&room, "tengrinews.kz", "/tag/nothing/").status, 404);
    assert_eq!(
        fetch_with(&room, "tengrinews.kz", "/x/y-1/", &[]).status,
        404
    );
}
