//! The outlet built like Tengrinews keeps the structure of the synthetic reference pages, and the
//! mirror serves the reference files. Without `QAZET_REFERENCE` these tests say so and return.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeSet;
use std::path::PathBuf;

use common::{fetch, fetch_url, open};
use newsroom::{Newsroom, Options};

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("QAZET_REFERENCE").map(|path| PathBuf::from(path).join("data"));
    if folder.is_none() {
        println!("reference: not present");
    }
    folder
}

fn file(folder: &std::path::Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Every element as its way from the outermost one: `main.container>section.first>h1.head-single`.
fn ways(page: &str, root: &str) -> BTreeSet<String> {
    const VOID: [&str; 6] = ["meta", "link", "img", "source", "br", "input"];
    let mut ways = BTreeSet::new();
    let mut open: Vec<(String, String)> = Vec::new();
    let mut rest = page;
    while let Some((_, tail)) = rest.split_once('<') {
        rest = tail;
        if rest.starts_with('!') {
            let end = if rest.starts_with("!--") { "-->" } else { ">" };
            rest = rest.split_once(end).map_or("", |(_, tail)| tail);
            continue;
        }
        let Some((tag, tail)) = rest.split_once('>') else {
            break;
        };
        rest = tail;
        if let Some(name) = tag.strip_prefix('/') {
            while let Some((opened, _)) = open.pop() {
                if opened == name.trim() {
                    break;
                }
            }
            continue;
        }
        let name = tag.split([' ', '\n', '/']).next().unwrap().to_lowercase();
        let mut label = name.clone();
        for key in ["class", "id", "itemprop"] {
            if let Some(value) = tag.split(&format!(" {key}=\"")).nth(1) {
                let value = value.split('"').next().unwrap();
                label.push_str(&format!("[{key}={value}]"));
            }
        }
        let way: Vec<&str> = open
            .iter()
            .map(|(_, label)| label.as_str())
            .chain([label.as_str()])
            .collect();
        let way = way.join(">");
        if let Some(place) = way.find(root) {
            ways.insert(way[place..].to_owned());
        }
        if name == "script" {
            rest = rest.split_once("</script>").map_or("", |(_, tail)| tail);
        } else if !VOID.contains(&name.as_str()) {
            open.push((name, label));
        }
    }
    ways
}

fn assert_kept(reference: &str, ours: &str, root: &str) {
    let wanted = ways(reference, root);
    assert!(wanted.len() > 3, "{root} is in the reference");
    let missing: Vec<_> = wanted.difference(&ways(ours, root)).cloned().collect();
    assert!(missing.is_empty(), "missing: {missing:#?}");
}

#[tokio::test]
async fn an_article_has_the_structure_of_the_synthetic_one() {
    let Some(folder) = folder() else { return };
    let reference = file(&folder, "made_up/tengri_article_2026_synthetic.html");
    let room = open().await;
    let article = room
        .articles()
        .into_iter()
        .find(|one| one.host == "tengrinews.kz" && one.story == "bridge" && one.kind == "article");
    let ours = fetch_url(&room, &article.unwrap().url).text();
    assert_kept(&reference, &ours, "header[class=header]");
    assert_kept(&reference, &ours, "main[class=container]");
    for name in ["published_time", "section", "tag"] {
        assert!(
            ours.contains(&format!("<meta name=\"article:{name}\"")),
            "{name}"
        );
    }
    for part in [
        "\"@graph\":[",
        "\"NewsArticle\"",
        "\"articleBody\"",
        "\"BreadcrumbList\"",
        "rel=\"amphtml\"",
    ] {
        assert!(reference.contains(part) && ours.contains(part), "{part}");
    }
    let window = |page: &str| {
        page.split("<title>")
            .nth(1)
            .unwrap()
            .split("</title>")
            .next()
            .unwrap()
            .to_owned()
    };
    assert!(window(&reference).ends_with(" - новости на Tengrinews.kz"));
    assert!(window(&ours).ends_with(", 09:48 - новости на Tengrinews.kz"));
    assert!(ours.find("<header").unwrap() < ours.find("<body").unwrap());
}

#[tokio::test]
async fn a_photo_report_has_the_markups_of_the_synthetic_one() {
    let Some(folder) = folder() else { return };
    let reference = file(&folder, "made_up/tengri_photo_report_2026_synthetic.html");
    let room = open().await;
    let mut seen = 0;
    for report in room.articles() {
        if report.kind == "photo_report" && report.host.ends_with("tengrinews.kz") {
            seen += 1;
            let ours = fetch_url(&room, &report.url).text();
            assert_kept(&reference, &ours, "div[class=content_main_text]");
            for part in [
                "data-src=\"/userdata/",
                "<noscript><img",
                "stub-tengrinews.png.webp",
                " 2560w",
                "©️",
            ] {
                assert!(ours.contains(part), "{part} in {}", report.url);
            }
        }
    }
    assert_eq!(seen, 3, "one in each language");
}

#[tokio::test]
async fn a_page_of_the_photo_archive_has_the_structure_of_the_synthetic_one() {
    let Some(folder) = folder() else { return };
    let reference = file(&folder, "made_up/tengri_fotoarchive_synthetic.html");
    let room = open().await;
    let archive = room
        .articles()
        .into_iter()
        .find(|one| one.kind == "fotoarchive")
        .unwrap();
    let ours = fetch_url(&room, &archive.url).text();
    assert_kept(&reference, &ours, "div[class=gallery]");
    assert!(ours.contains("<h1 class=\"head-single\">"));
    assert!(ours.contains("\"@type\":\"ImageGallery\"") && ours.contains("\"contentUrl\""));
}

/// Every element of an XML text, with its namespace.
fn elements(xml: &str) -> BTreeSet<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    elements
        .map(|node| format!("{:?}", node.tag_name()))
        .collect()
}

#[tokio::test]
async fn feed_and_sitemap_have_the_elements_of_the_synthetic_ones() {
    let Some(folder) = folder() else { return };
    let room = open().await;
    for (name, path) in [
        ("made_up/tengri_news_synthetic.rss", "/news.rss"),
        (
            "made_up/tengri_news_sitemap_synthetic.xml",
            "/sitemap-news.xml",
        ),
    ] {
        let wanted = elements(&file(&folder, name));
        let ours = elements(&fetch(&room, "tengrinews.kz", path).text());
        assert!(wanted.is_subset(&ours), "{:?}", wanted.difference(&ours));
    }
}

#[tokio::test]
async fn lists_have_the_classes_of_the_real_ones() {
    let Some(folder) = folder() else { return };
    let room = open().await;
    let list = file(&folder, "tengrinews/list_news_2024-10.html");
    let ours = fetch(&room, "tengrinews.kz", "/news/").text();
    for part in [
        "class=\"content_main_item\"",
        "class=\"content_main_item_img\"",
        "class=\"content_main_item_title\"",
        "class=\"content_main_item_announce\"",
        "class=\"content_main_item_meta\"",
        "class=\"pagination\"",
        "class=\"page-link\"",
    ] {
        assert!(list.contains(part) && ours.contains(part), "{part}");
    }
    let home = file(&folder, "tengrinews/home_2024-04.html");
    let ours = fetch(&room, "tengrinews.kz", "/").text();
    for part in [
        "main-news_super_item\"",
        "main-news_super_item_title\"",
        "main-news_super_item_meta\"",
        "main-news_top_item\"",
        "main-news_top_item_title\"",
    ] {
        assert!(home.contains(part) && ours.contains(part), "{part}");
    }
}

#[tokio::test]
async fn the_banks_answer_has_the_elements_of_the_real_one() {
    let Some(folder) = folder() else { return };
    let room = open().await;
    let real = file(&folder, "rates/nbk_get_rates_2026-04-02.xml");
    let ours = fetch(
        &room,
        "nationalbank.kz",
        "/rss/get_rates.cfm?fdate=21.11.2026",
    )
    .text();
    assert_eq!(elements(&real), elements(&ours));
    assert_eq!(
        real.matches("<item>").count(),
        ours.matches("<item>").count()
    );
}

#[tokio::test]
async fn the_mirror_serves_every_file_under_its_own_host() {
    let Some(folder) = folder() else { return };
    let room = Newsroom::start(Options {
        mirror: Some(folder.clone()),
        ..Options::default()
    })
    .await
    .unwrap();
    for (host, path, name) in [
        ("tengrinews.kz", "/", "tengrinews/home_2024-04.html"),
        (
            "tengrinews.kz",
            "/news/",
            "tengrinews/list_news_2024-10.html",
        ),
        (
            "tengrinews.kz",
            "/tag/Алматы/",
            "tengrinews/tag_almaty_2023-01.html",
        ),
        (
            "nationalbank.kz",
            "/rss/get_rates.cfm?fdate=02.04.2026",
            "rates/nbk_get_rates_2026-04-02.xml",
        ),
        (
            "api.open-meteo.com",
            "/v1/forecast?latitude=-22.95&longitude=-43.2",
            "weather/open_meteo_current_rio_2026-06-17.json",
        ),
        (
            "geocoding-api.open-meteo.com",
            "/v1/search?name=Berlin",
            "weather/open_meteo_geocoding_docs_berlin.json",
        ),
    ] {
        let reply = fetch(&room, host, path);
        assert_eq!(
            reply.body,
            std::fs::read(folder.join(name)).unwrap(),
            "{name}"
        );
    }
    assert_eq!(fetch(&room, "tengrinews.kz", "/sport/").status, 404);
    let met = fetch(
        &room,
        "api.met.no",
        "/weatherapi/locationforecast/2.0/compact?lat=39.9",
    );
    assert_eq!(met.json()["type"], "Feature");
    assert_eq!(met.header("expires"), Some("Mon, 20 Jul 2020 11:52:28 GMT"));
    let world = room.world();
    let sources = world["catalogue"].as_array().unwrap();
    let files = std::fs::read_dir(folder.join("feeds")).unwrap().count();
    let feeds = sources.iter().filter(|one| one["kind"] == "feed").count();
    assert_eq!(feeds, files, "every feed of the folder is a source");
    for source in sources {
        let url = source["url"].as_str().unwrap();
        assert_eq!(fetch_url(&room, url).status, 200, "{url}");
        assert!(world["hosts"][url.split('/').nth(2).unwrap()].is_string());
    }
}
