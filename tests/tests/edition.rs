//! Editions on the newsroom: packed within a budget, read whole with no network, stopped and gone on with.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../crates/export/tests/epubcheck/mod.rs"]
mod epubcheck;

use std::collections::{BTreeSet, HashSet};

use api::wire::{ArticleState, Edition, Format, Picture};
use api::{Request, Response, Selection, View};
use e2e::Paper;
use engine::{Event, Packing, Scope};
use jiff::SignedDuration;
use model::MediaHash;
use newsroom::{Fault, Page};

const MB: u64 = 1_000_000;

/// A paper of the outlet at one host.
async fn paper_of(host: &str) -> Paper {
    let paper = Paper::open().await;
    let urls = paper.world.catalogue.iter().map(|entry| entry.url.clone());
    let urls: Vec<String> = urls.filter(|url| url.contains(host)).collect();
    assert_eq!(urls.len(), 1, "{urls:?}");
    paper.ask(Request::Subscribe { urls }).await;
    paper
}

async fn edition(paper: &Paper) -> Edition {
    match paper.ask(Request::Edition).await {
        Response::Edition(Some(edition)) => *edition,
        other => panic!("{other:?}"),
    }
}

async fn pack(paper: &Paper, budget: u64) -> Edition {
    let packing = Packing { budget, sync: true };
    paper.engine.pack(packing).await.unwrap().into()
}

/// What the edition takes, counted anew from what is on the disk.
async fn check_size(paper: &Paper, edition: &Edition) {
    assert!(
        edition.bytes <= edition.budget + edition.budget / 100,
        "{} of {}",
        edition.bytes,
        edition.budget
    );
    let (mut seen, mut bytes) = (HashSet::new(), 0);
    for row in paper.rows(View::Edition).await {
        let article = paper.article(&row.id).await;
        bytes += article.text.len() as u64 / 4;
        for hash in hashes(&article) {
            if seen.insert(hash.clone()) {
                let media = paper.engine.media(&hash).await.unwrap().unwrap();
                bytes += media.bytes.len() as u64;
            }
        }
    }
    assert!(
        bytes <= edition.budget + edition.budget / 100,
        "{bytes} of {}",
        edition.budget
    );
}

/// The pictures that an article shows and that are here.
fn hashes(article: &api::wire::Article) -> Vec<MediaHash> {
    let pictures = article.picture.iter().chain(&article.photo_report);
    let named = pictures.filter_map(|picture| picture.hash.clone());
    let posters = article
        .videos
        .iter()
        .filter_map(|video| video.poster.clone());
    let inside = article.html.split("src=\"/media/").skip(1);
    let inside = inside.filter_map(|rest| rest.split('"').next().map(str::to_owned));
    let all = named.chain(posters).chain(inside);
    all.map(|hash| hash.parse().unwrap()).collect()
}

/// Every article of the edition, whole: its text, and every picture from the library.
async fn must_be_readable(paper: &Paper, edition: &Edition) {
    let rows = paper.rows(View::Edition).await;
    assert_eq!(rows.len() as u32, edition.articles);
    for row in rows {
        assert_eq!(row.state, ArticleState::Complete, "{}", row.link);
        let article = paper.article(&row.id).await;
        let is_there = !article.text.is_empty() || !article.photo_report.is_empty();
        assert!(is_there, "{} is empty", row.link);
        let is_here = |picture: &Picture| picture.hash.is_some();
        assert!(article.picture.iter().all(is_here), "{}", row.link);
        assert!(article.photo_report.iter().all(is_here), "{}", row.link);
        for hash in hashes(&article) {
            assert!(
                paper.engine.media(&hash).await.unwrap().is_some(),
                "{} counts on {hash}",
                row.link
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_is_read_whole_on_the_plane() {
    let mut paper = Paper::subscribed().await;
    assert_eq!(paper.ask(Request::Edition).await, Response::Edition(None));
    let packed = pack(&paper, 80 * MB).await;
    assert_eq!(packed.state, "packed", "{packed:?}");
    assert_eq!(
        (packed.left_out, packed.pictures_left_out, packed.missing),
        (0, 0, 0)
    );
    let truth = paper.newsroom().articles();
    let reports = truth
        .iter()
        .filter(|article| article.out && article.kind == "photo_report")
        .count();
    assert!(packed.articles >= 60, "{packed:?}");
    assert!(packed.photo_reports as usize >= reports, "{packed:?}");
    assert!(
        packed.kept < packed.came,
        "pictures became smaller: {packed:?}"
    );
    check_size(&paper, &packed).await;

    paper.stop_newsroom();
    let paper = paper.reopen().await;
    let kept = edition(&paper).await;
    assert_eq!(kept, packed, "a restart changes nothing");
    must_be_readable(&paper, &kept).await;
    assert_eq!(paper.engine.network_attempts(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_keeps_its_budget_and_says_what_had_no_room() {
    for budget in [60_000, 300_000, MB] {
        let paper = Paper::subscribed().await;
        let packed = pack(&paper, budget).await;
        assert_eq!(packed.state, "packed", "{packed:?}");
        check_size(&paper, &packed).await;
        assert!(packed.bytes * 2 > budget, "{packed:?} uses its budget");
        let left_out = paper.rows(View::LeftOut).await;
        assert_eq!(left_out.len() as u32, packed.left_out);
        assert!(packed.left_out + packed.pictures_left_out > 0, "{packed:?}");
        // What came and had no room after all is not kept.
        let media = paper.engine.examine().await.unwrap().media_bytes;
        let icons = 100_000;
        assert!(
            media <= budget + icons,
            "{media} bytes of pictures for {budget}"
        );
        for row in paper.rows(View::Edition).await {
            if row.photos > 0 {
                assert_eq!(row.state, ArticleState::Complete, "half a report is none");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_that_was_synced_is_packed_without_asking_for_it_again() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    paper.newsroom().forget();
    let before = paper.engine.examine().await.unwrap().media_bytes;
    let packed = pack(&paper, 80 * MB).await;
    assert!(packed.articles >= 60, "{packed:?}");
    let asked = paper.newsroom().requests();
    let pictures = asked
        .iter()
        .filter(|one| one.path.ends_with(".jpg"))
        .count();
    assert_eq!(
        pictures, 0,
        "pictures of the library are made smaller where they are"
    );
    let after = paper.engine.examine().await.unwrap().media_bytes;
    assert!(after < before, "{after} of {before}");
    must_be_readable(&paper, &packed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn packing_stops_and_goes_on_where_it_was() {
    let paper = paper_of("en.tengrinews.kz").await;
    let mut events = paper.engine.events();
    let packing = Packing {
        budget: 80 * MB,
        sync: true,
    };
    let engine = paper.engine.clone();
    let stopped = tokio::spawn(async move { engine.pack(packing).await });
    // As soon as some pictures are here.
    loop {
        if events.recv().await.unwrap() != Event::EditionChanged {
            continue;
        }
        let progress = edition(&paper).await.progress;
        if progress.is_some_and(|progress| progress.step == "pictures" && progress.done >= 5) {
            paper.ask(Request::StopEdition).await;
            break;
        }
    }
    let stopped: Edition = stopped.await.unwrap().unwrap().into();
    assert_eq!(stopped.state, "stopped", "{stopped:?}");
    assert!(
        stopped.pictures >= 5 && stopped.bytes < stopped.budget,
        "{stopped:?}"
    );

    // Killed and started anew, it goes on without asking for anything twice.
    let paper = paper.reopen().await;
    let unfinished = paper.engine.unfinished().await.unwrap();
    assert_eq!((unfinished.budget, unfinished.sync), (80 * MB, false));
    let packed: Edition = paper.engine.pack(unfinished).await.unwrap().into();
    assert_eq!(packed.state, "packed", "{packed:?}");
    must_be_readable(&paper, &packed).await;
    let mut asked = BTreeSet::new();
    for request in paper.newsroom().requests() {
        if request.path.ends_with(".jpg") {
            let address = format!("{}{}", request.host, request.path);
            assert!(
                asked.insert(address.clone()),
                "{address} was asked for twice"
            );
        }
    }
    assert!(
        paper.engine.unfinished().await.is_err(),
        "nothing is left to do"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_edition_is_packed_at_a_time() {
    let paper = paper_of("en.tengrinews.kz").await;
    paper.ask(Request::PackEdition { budget: MB }).await;
    let again = api::dispatch(&paper.engine, Request::PackEdition { budget: MB }).await;
    let told = again.unwrap_err().message;
    assert!(told.contains("being packed already"), "{told}");
    paper.ask(Request::StopEdition).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_an_edition_is_packed_of_what_is_here() {
    let mut paper = paper_of("en.tengrinews.kz").await;
    paper.sync_all().await;
    paper.pass(SignedDuration::from_hours(25));
    paper.stop_newsroom();
    let packed = pack(&paper, 80 * MB).await;
    assert_eq!(
        (packed.state.as_str(), packed.offline),
        ("packed", true),
        "{packed:?}"
    );
    must_be_readable(&paper, &packed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_had_is_told_and_the_rest_is_packed() {
    let paper = paper_of("dala.example").await;
    let truth = paper.newsroom().articles();
    let dala = truth
        .iter()
        .filter(|one| one.out && one.host == "dala.example");
    let pictured = dala.max_by_key(|one| one.published).unwrap();
    let picture = url::Url::parse(&pictured.picture.as_ref().unwrap().url).unwrap();
    paper.newsroom().set_fault(
        picture.host_str().unwrap(),
        picture.path(),
        Fault::Status(500),
    );
    let packed = pack(&paper, 80 * MB).await;
    assert_eq!(packed.state, "packed");
    assert!(packed.missing >= 1, "{packed:?}");
    let rows = paper.rows(View::Edition).await;
    let row = rows.iter().find(|row| row.link == pictured.url).unwrap();
    assert_eq!(
        row.state,
        ArticleState::Text,
        "what is not here is not said to be"
    );

    // It is tried again by itself, and then the article is complete.
    paper.newsroom().clear_faults();
    paper.pass(SignedDuration::from_hours(2));
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    let article = paper.article(&row.id).await;
    assert_eq!(article.row.state, ArticleState::Complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_readers_weight_of_a_source_counts() {
    let paper = Paper::subscribed().await;
    let feeds = paper.library().await.feeds;
    assert!(feeds.iter().all(|feed| feed.weight == "usual"));
    let dala = feeds
        .iter()
        .find(|feed| feed.url.contains("dala.example"))
        .unwrap();
    for feed in &feeds {
        let weight = if feed.id == dala.id { "more" } else { "none" };
        paper
            .ask(Request::WeighFeed {
                id: feed.id.clone(),
                weight: weight.to_owned(),
            })
            .await;
    }
    let packed = pack(&paper, 80 * MB).await;
    let sources: Vec<&str> = packed.sources.iter().map(|one| one.feed.as_str()).collect();
    assert_eq!(sources, [dala.id.as_str()]);
    let paper = paper.reopen().await;
    let kept = paper.library().await.feeds;
    let kept = kept.iter().find(|feed| feed.id == dala.id).unwrap();
    assert_eq!(kept.weight, "more");
    let bad = Request::WeighFeed {
        id: dala.id.clone(),
        weight: "heavy".to_owned(),
    };
    assert!(api::dispatch(&paper.engine, bad).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_source_that_gives_its_feed_alone_the_feeds_texts_are_packed_and_nothing_is_waited_for()
 {
    let paper = paper_of("en.tengrinews.kz").await;
    let id = paper.library().await.feeds[0].id.clone();
    let reach = "headlines".to_owned();
    paper.ask(Request::SetReach { id, reach }).await;
    let packed = pack(&paper, 80 * MB).await;
    assert_eq!((packed.state.as_str(), packed.pictures), ("packed", 0));
    let wanting = [packed.left_out, packed.pictures_left_out, packed.missing];
    assert_eq!(wanting, [0; 3]);
    let rows = paper.rows(View::Edition).await;
    assert!(rows.len() > 3);
    for row in rows {
        assert!(!paper.article(&row.id).await.text.is_empty());
    }
    let requests = paper.newsroom().requests();
    let links: BTreeSet<String> = requests.iter().map(|one| one.path.clone()).collect();
    for row in paper.rows(View::All).await {
        assert!(
            !links.iter().any(|path| row.link.ends_with(path)),
            "{}",
            row.link
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_no_larger_than_the_reader_wants_them() {
    let paper = paper_of("en.tengrinews.kz").await;
    let Response::Settings(settings) = paper.ask(Request::Settings).await else {
        panic!("no settings")
    };
    assert_eq!(settings.picture_size, 1600);
    let smaller = api::wire::Settings {
        picture_size: 500,
        ..settings
    };
    paper
        .ask(Request::SetSettings(Box::new(smaller.clone())))
        .await;
    paper.sync_all().await;
    let packed = pack(&paper, 80 * MB).await;
    must_be_readable(&paper, &packed).await;
    for row in paper.rows(View::PhotoReports).await {
        for photo in paper.article(&row.id).await.photo_report {
            let longer = photo.width.max(photo.height).unwrap();
            assert!(longer <= 500, "{}: {longer}", photo.url);
        }
    }
    let odd = api::wire::Settings {
        picture_size: 3,
        ..smaller
    };
    let Response::Settings(kept) = paper.ask(Request::SetSettings(Box::new(odd))).await else {
        panic!("no settings")
    };
    assert_eq!(kept.picture_size, 400, "out of range is brought into it");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_gets_stale_when_newer_news_has_come() {
    let paper = paper_of("//tengrinews.kz").await;
    let packed = pack(&paper, 80 * MB).await;
    assert_eq!((packed.newer, packed.stale), (0, false));
    paper.pass(SignedDuration::from_hours(25));
    assert!(!edition(&paper).await.stale, "nothing newer is here");
    paper.sync(Scope::Due).await;
    let old = edition(&paper).await;
    assert!(old.newer > 0 && old.stale, "{old:?}");
    let packed = pack(&paper, 80 * MB).await;
    assert_eq!(
        (packed.newer, packed.stale),
        (0, false),
        "packing anew makes it fresh"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_leaves_as_a_book_that_epubcheck_finds_no_fault_with() {
    let paper = Paper::subscribed().await;
    let packed = pack(&paper, MB).await;
    assert!(packed.left_out > 0, "{packed:?}");
    let what = Selection::View(View::Edition);
    let format = Format::Epub;
    let Response::File(book) = paper.ask(Request::Export { what, format }).await else {
        panic!("no book")
    };
    assert_eq!(book.articles, packed.articles, "all of it, and no more");
    epubcheck::must_be_valid(&[("edition", book.bytes)]);
}

/// Bytes of the library's files, while nobody holds them.
async fn size_of(paper: Paper) -> (Paper, u64) {
    let mut bytes = 0;
    let paper = paper
        .reopen_with(|config| {
            for file in ["library.sqlite", "media.sqlite"] {
                let size = std::fs::metadata(config.data.join(file)).unwrap().len();
                println!("{file}: {size} bytes");
                bytes += size;
            }
            config
        })
        .await;
    (paper, bytes)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_takes_on_the_disk_what_it_says() {
    let paper = Paper::subscribed().await;
    paper.ask(Request::Rates { refresh: true }).await;
    let city = None;
    paper
        .ask(Request::Weather {
            city,
            refresh: true,
        })
        .await;
    let (paper, before) = size_of(paper).await;
    let packed = pack(&paper, 80 * MB).await;
    assert_eq!(packed.left_out, 0, "all that is here is in it");
    let (_, after) = size_of(paper).await;
    let grown = after - before;
    println!("{} bytes are told, {grown} were taken", packed.bytes);
    assert!(
        grown <= packed.bytes + packed.bytes / 100,
        "{grown} bytes for {}",
        packed.bytes
    );
    assert!(
        packed.bytes <= grown + grown / 4,
        "{} bytes for {grown}",
        packed.bytes
    );
}

const STRANGE: &str = "strange.example";

fn encoded(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::DynamicImage::new_rgb8(640, 480);
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PNG whose head says that it is 50,000 pixels wide and high; its checksum is right.
fn gigantic() -> Vec<u8> {
    let mut bytes = encoded(image::ImageFormat::Png);
    bytes[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
    bytes[29..33].copy_from_slice(&0xc4cdaa9d_u32.to_be_bytes());
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_and_pages_made_to_break_a_reader_break_no_sync_and_no_edition() {
    let paper = Paper::of_hosts(&[STRANGE]).await;
    let png = encoded(image::ImageFormat::Png);
    let half = png[..png.len() / 2].to_vec();
    let script = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(2)</script></svg>";
    // With what it says it is, and whether it is shown in the end.
    let pictures: [(&str, &str, Vec<u8>, bool); 6] = [
        ("gigantic", "image/png", gigantic(), false),
        ("half", "image/png", half, false),
        ("mislabelled", "image/jpeg", png, true),
        (
            "page",
            "image/jpeg",
            b"<html><script>alert(3)</script>".to_vec(),
            false,
        ),
        ("drawing", "image/svg+xml", script.to_vec(), false),
        (
            "moving",
            "image/gif",
            encoded(image::ImageFormat::Gif),
            true,
        ),
    ];
    let text = "A sentence about it that says something to everybody. ".repeat(40);
    let deep = "<blockquote>".repeat(100_000);
    let mut items = format!(
        "<item><guid>deep</guid><title>deep</title><description><![CDATA[<p>{text}</p>{deep}]]></description></item>\
         <item><guid>turned</guid><title>turned \u{202e}</title><description><![CDATA[<p>\u{202e}{text}</p>]]></description></item>"
    );
    for (name, kind, bytes, _) in &pictures {
        let path = format!("/{name}.bin");
        let page = Page::new(kind, bytes.clone());
        paper.newsroom().print(STRANGE, &path, page);
        items.push_str(&format!(
            "<item><guid>{name}</guid><title>{name}</title><description><![CDATA[<p>{text}</p><img src='https://{STRANGE}{path}'>]]></description></item>"
        ));
    }
    let feed = format!("<rss version='2.0'><channel><title>Strange</title>{items}</channel></rss>");
    paper.newsroom().print(STRANGE, "/feed", Page::feed(feed));
    let url = format!("https://{STRANGE}/feed");
    let (folder, login, proxy) = (String::new(), None, None);
    let asked = Request::AddFeed {
        url,
        folder,
        login,
        proxy,
    };
    paper.ask(asked).await;

    let packed = pack(&paper, 80 * MB).await;
    assert_eq!(packed.state, "packed", "{packed:?}");
    let in_edition = paper.rows(View::Edition).await;
    paper.sync_all().await;
    let rows = paper.rows(View::All).await;
    assert_eq!((rows.len(), in_edition.len()), (8, 8));
    for row in rows {
        let article = paper.article(&row.id).await;
        assert!(
            article.text.contains("A sentence about it"),
            "{}",
            row.title
        );
        assert!(!article.html.contains("alert"), "{}", row.title);
        assert!(!article.text.contains('\u{202e}'), "{}", row.title);
        let shown = hashes(&article).len();
        let told = pictures.iter().find(|(name, ..)| *name == row.title);
        assert_eq!(
            shown,
            told.map_or(0, |told| usize::from(told.3)),
            "{}",
            row.title
        );
        // Half a picture is asked for again; what is none is not waited for.
        let waits = row.title == "half";
        assert_eq!(
            row.state == ArticleState::Text,
            waits,
            "{}: {:?}",
            row.title,
            row.state
        );
    }
    assert!(paper.engine.examine().await.unwrap().findings.is_empty());
}
