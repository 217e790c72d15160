//! Lists of feeds: what comes in, and that it goes out the same.

use api::Response;
use api::wire::OpmlImported;

use super::*;

async fn import_text(paper: &Paper, text: &str) -> OpmlImported {
    let text = text.to_owned();
    match paper
        .ask(Request::ImportOpml {
            file: text.into_bytes(),
        })
        .await
    {
        Response::OpmlImported(imported) => imported,
        other => panic!("{other:?}"),
    }
}

async fn export(paper: &Paper) -> String {
    match paper.ask(Request::ExportOpml).await {
        Response::Opml(text) => text,
        other => panic!("{other:?}"),
    }
}

/// What makes a library the same: sources with folder, name, kind, language, topic, and whether they are paused.
async fn sources(paper: &Paper) -> Vec<String> {
    let feeds = paper.engine.feeds().await.unwrap().into_iter();
    feeds
        .map(|feed| {
            format!(
                "{} | {} | {} | {:?} | {} | {} | {} | {} | {}",
                feed.url,
                feed.folder,
                feed.title,
                feed.kind,
                feed.language,
                feed.topic,
                feed.site_url,
                feed.typed,
                feed.paused
            )
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn export_and_import_give_the_same_library_back() {
    let paper = paper().await;
    import_text(
        &paper,
        "<opml version='2.0'><body><outline text='Дом'><outline text='Кухня'><outline text='Рецепты &amp; \"соусы\"' xmlUrl='http://192.168.1.7:8080/feed?a=1&amp;b=2' htmlUrl='http://192.168.1.7/'/></outline></outline></body></opml>",
    )
    .await;
    let feeds = paper.library().await.feeds;
    let (title, folder) = ("Моё имя".to_owned(), "Дом/Газеты".to_owned());
    let id = feeds[0].id.clone();
    paper.ask(Request::EditFeed { id, title, folder }).await;
    let (id, paused) = (feeds[1].id.clone(), true);
    paper.ask(Request::PauseFeed { id, paused }).await;

    let text = export(&paper).await;
    let other = Paper::open().await;
    let imported = import_text(&other, &text).await;
    assert_eq!((imported.found, imported.added), (8, 8));
    assert_eq!(imported.private, 1, "the one at home is noted");
    assert_eq!(imported.warnings, [""; 0]);
    assert_eq!(sources(&other).await, sources(&paper).await);
    assert_eq!(
        export(&other).await,
        text,
        "and out again, letter for letter"
    );
    let again = import_text(&other, &text).await;
    assert_eq!(
        (again.found, again.added),
        (8, 0),
        "once more brings nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_neither_names_nor_chooses_a_proxy() {
    let paper = paper().await;
    let id = feed(&paper, FEED).await.id;
    let proxy = "http://me:secret@10.0.0.1:3128".to_owned();
    paper.ask(Request::RouteFeed { id, proxy }).await;
    let text = export(&paper).await;
    assert!(
        !text.contains("secret") && !text.contains("10.0.0.1"),
        "{text}"
    );

    let other = Paper::open().await;
    let imported = import_text(&other, &text).await;
    assert_eq!(imported.warnings.len(), 1, "{:?}", imported.warnings);
    assert!(
        imported.warnings[0].contains("they are paused until you choose it"),
        "{:?}",
        imported.warnings
    );
    assert!(feed(&other, FEED).await.paused);
    other.sync(Scope::Now).await;
    assert_eq!(
        other.newsroom().hits(HOST, "*"),
        0,
        "nothing went past the proxy"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_with_commands_runs_none_and_says_so() {
    let paper = Paper::open().await;
    let mark = paper.data.join("ran");
    let text = format!(
        "<opml><body><outline text='a' xmlUrl='exec:touch {0}'/><outline text='b' xmlUrl='|touch {0}'/><outline text='c' xmlUrl='filter:touch {0}:{FEED}'/><outline text='d' xmlUrl='{FEED}' filtercmd='touch {0}'/></body></opml>",
        mark.display()
    );
    let imported = import_text(&paper, &text).await;
    assert_eq!((imported.found, imported.added), (1, 1));
    let told = imported
        .warnings
        .iter()
        .filter(|w| w.contains("Qazet runs none"));
    assert_eq!(told.count(), 4, "{:?}", imported.warnings);
    paper.sync_all().await;
    assert!(!mark.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_5000_feeds_comes_and_goes_in_seconds() {
    let rows: String = (0..5000)
        .map(|n| {
            let folder = n % 50;
            format!("<outline text='Folder {folder}'><outline text='Feed {n}' type='rss' xmlUrl='https://host{n}.example/feed'/></outline>")
        })
        .collect();
    let text = format!("<opml version='2.0'><body>{rows}</body></opml>");
    let paper = Paper::open().await;
    let began = Instant::now();
    let imported = import_text(&paper, &text).await;
    assert_eq!((imported.found, imported.added), (5000, 5000));
    let out = export(&paper).await;
    assert_eq!(out.matches("xmlUrl=").count(), 5000);
    assert_eq!(
        paper.newsroom().requests().len(),
        0,
        "an import asks nobody"
    );
    // Under a second where nothing else runs, optimised.
    assert!(
        began.elapsed() < Duration::from_secs(30),
        "{:?}",
        began.elapsed()
    );
    let folders: std::collections::BTreeSet<String> = paper
        .library()
        .await
        .feeds
        .into_iter()
        .map(|feed| feed.folder)
        .collect();
    assert_eq!(folders.len(), 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_read_in_the_encoding_it_was_written_in() {
    let list = |encoding: &str| {
        format!(
            "<?xml version='1.0' encoding='{encoding}'?><opml version='1.0'><body><outline text='Новости' xmlUrl='https://a.example/feed'/></body></opml>"
        )
    };
    // Cyrillic stands in one row there.
    let of_windows = |letter| match letter {
        'А'..='я' => (letter as u32 - 'А' as u32) as u8 + 0xC0,
        _ => letter as u8,
    };
    let windows: Vec<u8> = list("windows-1251").chars().map(of_windows).collect();
    let mut utf_16 = vec![0xFF, 0xFE];
    utf_16.extend(list("utf-16").encode_utf16().flat_map(u16::to_le_bytes));
    for file in [windows, utf_16] {
        let paper = Paper::open().await;
        let Response::OpmlImported(imported) = paper.ask(Request::ImportOpml { file }).await else {
            panic!("another answer")
        };
        assert_eq!((imported.found, imported.added), (1, 1));
        let feeds = paper.library().await.feeds;
        assert_eq!(feeds[0].title, "Новости");
        assert_eq!(imported.new, [feeds[0].id.clone()]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_list_brought_is_told_of_each_of_its_addresses() {
    let paper = Paper::open().await;
    let outline = |url: &str| format!("<outline text='' xmlUrl='{url}'/>");
    let list = |urls: &[&str]| {
        let rows: String = urls.iter().map(|url| outline(url)).collect();
        format!("<opml version='2.0'><body>{rows}</body></opml>")
    };
    import_text(&paper, &list(&["https://a.example/feed"])).await;
    let known = paper.library().await.feeds[0].id.clone();
    let both = list(&[
        "https://a.example/feed",
        "ftp://b.example/",
        "https://c.example/",
    ]);
    let imported = import_text(&paper, &both).await;
    assert_eq!((imported.found, imported.added), (2, 1), "{imported:?}");
    assert_eq!((imported.new.len(), imported.known), (1, vec![known]));
    assert_eq!(imported.warnings.len(), 1, "{:?}", imported.warnings);
}
