//! What the reader keeps: articles as files, pages saved by their address, files that come with articles, and how much stays on the disk.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use api::wire::{ArticleState, File, Format, Kept, PageOutcome, SavedPage, Weight};
use api::{ErrorCode, Mark, Request, Response, Selection, View};
use e2e::Paper;
use engine::Scope;
use jiff::SignedDuration;
use newsroom::Fault;

async fn export(paper: &Paper, what: Selection, format: Format) -> File {
    match paper.ask(Request::Export { what, format }).await {
        Response::File(file) => file,
        other => panic!("{other:?}"),
    }
}

fn names_in(book: &[u8]) -> Vec<String> {
    let zip = zip_of(book);
    let names = zip.file_names();
    names.map(|name| name.unwrap().into_owned()).collect()
}

fn zip_of(book: &[u8]) -> zip::ZipArchive<Cursor<&[u8]>> {
    zip::ZipArchive::new(Cursor::new(book)).unwrap()
}

fn text_in(book: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut zip = zip_of(book);
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_becomes_a_book_a_page_and_a_note_with_no_network() {
    let mut paper = Paper::subscribed().await;
    paper.sync_all().await;
    paper.stop_newsroom();
    let paper = paper.reopen().await;
    let reports = paper.rows(View::PhotoReports).await;
    let row = reports.first().expect("the newsroom has photo reports");
    let article = paper.article(&row.id).await;
    let one = || Selection::Articles(vec![row.id.clone()]);

    let book = export(&paper, one(), Format::Epub).await;
    assert!(book.name.ends_with(".epub"), "{}", book.name);
    assert_eq!(
        (book.media_type.as_str(), book.articles),
        ("application/epub+zip", 1)
    );
    let page = text_in(&book.bytes, "book/article-0001.xhtml");
    assert_eq!(page.matches("<img ").count(), article.photo_report.len());
    assert!(page.contains("<a href=\"https://"), "its source: {page}");
    let pictures = names_in(&book.bytes);
    let pictures = pictures
        .iter()
        .filter(|name| name.starts_with("book/pictures/"));
    assert_eq!(pictures.count(), article.photo_report.len());
    let again = export(&paper, one(), Format::Epub).await;
    assert_eq!(book.bytes, again.bytes, "the same bytes at the same time");

    let page = export(&paper, one(), Format::Html).await;
    let html = String::from_utf8(page.bytes).unwrap();
    assert_eq!(
        html.matches("src=\"data:image/").count(),
        article.photo_report.len()
    );
    let note = export(&paper, one(), Format::Markdown).await;
    let note = String::from_utf8(note.bytes).unwrap();
    assert_eq!(note.matches("\n![").count(), article.photo_report.len());
    assert_eq!(paper.engine.network_attempts(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_becomes_a_book_with_its_sources_one_after_the_other() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    let book = export(&paper, Selection::View(View::All), Format::Epub).await;
    let rows = paper.rows(View::All).await;
    assert_eq!(book.articles as usize, rows.len().min(500));
    assert_eq!(book.name, "Qazet, 20 ноября 2026.epub");
    let contents = text_in(&book.bytes, "book/nav.xhtml");
    let sources: BTreeSet<&str> = rows.iter().map(|row| row.source.as_str()).collect();
    assert_eq!(contents.matches("<span>").count(), sources.len());
    assert_eq!(contents.matches("<a href=").count(), rows.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_can_not_be_made_says_what_to_do() {
    let paper = Paper::subscribed().await;
    paper.sync(Scope::Now).await;
    let rows = paper.rows(View::All).await;
    let two = Selection::Articles(rows.iter().take(2).map(|row| row.id.clone()).collect());
    let nothing = Selection::View(View::Starred);
    let gone = Selection::Articles(vec!["999999".to_owned()]);
    for (what, format, code, says) in [
        (
            two,
            Format::Html,
            ErrorCode::Failed,
            "Choose EPUB for several",
        ),
        (nothing, Format::Epub, ErrorCode::Failed, "Update first"),
        (
            gone,
            Format::Epub,
            ErrorCode::NotFound,
            "not in the library",
        ),
    ] {
        let refused = api::dispatch(&paper.engine, Request::Export { what, format }).await;
        let error = refused.unwrap_err();
        assert_eq!(error.code, code, "{}", error.message);
        assert!(error.message.contains(says), "{}", error.message);
    }
}

const PAGE: &str = "/essays/the-lake";
const HOST: &str = "essays.example";

fn essay() -> Fault {
    let body: String = (0..12)
        .map(|number| format!("<p>Paragraph {number} tells, in a dozen words or so, what happened at the lake and who saw it.</p>"))
        .collect();
    Fault::Page(format!(
        "<html lang=\"en\"><head><title>The lake</title><meta property=\"og:site_name\" content=\"Essays\"></head><body><article><h1>The lake</h1>\
         {body}<figure><img src=\"/photos/lake.jpg\" width=1200 height=800><figcaption>The lake at dawn.</figcaption></figure></article></body></html>"
    ))
}

/// Has the essay's page and its picture there.
fn print_essay(paper: &Paper) {
    paper.newsroom().set_fault(HOST, PAGE, essay());
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::DynamicImage::new_rgb8(300, 200);
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    let picture = newsroom::Page::new("image/png", bytes.into_inner());
    paper.newsroom().print(HOST, "/photos/lake.jpg", picture);
}

async fn save(paper: &Paper, url: &str) -> SavedPage {
    match paper
        .ask(Request::SavePage {
            url: url.to_owned(),
        })
        .await
    {
        Response::PageSaved(saved) => saved,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_saved_by_its_address_with_text_and_pictures() {
    let paper = Paper::of_hosts(&[HOST]).await;
    print_essay(&paper);
    let saved = save(&paper, &format!(" {HOST}{PAGE}#part ")).await;
    assert_eq!(
        (saved.outcome, saved.known),
        (PageOutcome::Read, false),
        "{}",
        saved.reason
    );
    let article = paper.article(&saved.article).await;
    assert_eq!(article.row.title, "The lake");
    assert_eq!(article.row.source, "Essays");
    assert_eq!(article.row.link, format!("https://{HOST}{PAGE}"));
    assert!(article.text.contains("Paragraph 11"));
    assert!(article.row.saved && !article.row.read);
    assert_eq!(article.row.pictures, 1);

    let listed = |rows: Vec<api::wire::ArticleRow>| rows.len();
    assert_eq!(listed(paper.rows(View::Saved).await), 1);
    assert_eq!(
        listed(paper.rows(View::All).await),
        0,
        "it is news of no source"
    );
    assert!(paper.library().await.feeds.is_empty());
    let found = paper
        .ask(Request::Search {
            query: "lake".to_owned(),
            limit: 10,
        })
        .await;
    assert!(matches!(found, Response::Found(rows) if rows.len() == 1));

    // The same page again, in other words.
    let again = save(&paper, &format!("http://www.{HOST}{PAGE}?utm_source=mail")).await;
    assert_eq!((again.article, again.known), (saved.article, true));
    let hits = paper.newsroom().requests();
    let hits = hits.iter().filter(|hit| hit.path.starts_with(PAGE)).count();
    assert_eq!(hits, 1, "what is here is not asked for again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_the_feed_brought_is_found_again() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    let row = paper.rows(View::All).await.remove(0);
    let saved = save(&paper, &row.link).await;
    assert_eq!((saved.article, saved.known), (row.id.clone(), true));
    assert!(paper.article(&row.id).await.row.saved);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_can_not_be_read_is_kept_with_the_reason() {
    let paper = Paper::of_hosts(&[HOST]).await;
    let page = |html: &str| Fault::Page(html.to_owned());
    let paid = "<html><head><meta property=\"article:published_time\" content=\"2026-11-20\"></head><body><article><h1>Paid</h1>\
        <p>Only the beginning of it stands here, a few words of what happened at the lake and who saw it there that day.</p>\
        <p>The rest of it is for those who pay, as they say, and they say it in rather many words indeed.</p>\
        <div class=paywall>Subscribe to continue reading</div></article></body></html>";
    let login = "<html><head><title>Log in</title></head><body><form><h1>Log in</h1><input type=text name=user><input type=password name=password></form></body></html>";
    let list: String = (0..60)
        .map(|n| format!("<li><a href=\"/n/{n}\">A headline number {n} of the day</a></li>"))
        .collect();
    for (path, fault, outcome) in [
        ("/paid", page(paid), PageOutcome::Closed),
        ("/login", page(login), PageOutcome::Closed),
        (
            "/list",
            page(&format!("<html><body><ul>{list}</ul></body></html>")),
            PageOutcome::Failed,
        ),
        ("/gone", Fault::Status(410), PageOutcome::Failed),
        (
            "/book.pdf",
            Fault::Page("%PDF-1.7\n%âãÏÓ\n1 0 obj".to_owned()),
            PageOutcome::Failed,
        ),
        // From here on the host is left alone.
        ("/busy", Fault::Status(503), PageOutcome::Waits),
    ] {
        let newsroom = paper.newsroom();
        newsroom.set_fault(HOST, path, fault);
        let saved = save(&paper, &format!("https://{HOST}{path}")).await;
        assert_eq!(saved.outcome, outcome, "{path}: {}", saved.reason);
        assert!(!saved.reason.is_empty(), "{path}");
        let article = paper.article(&saved.article).await;
        assert!(article.row.saved, "{path} is kept");
        assert!(
            article.row.title.contains(HOST) || article.row.title.contains("Paid"),
            "{}",
            article.row.title
        );
        assert_eq!(article.reason, saved.reason);
    }
    assert_eq!(paper.rows(View::Saved).await.len(), 6);
    let refused = api::dispatch(
        &paper.engine,
        Request::SavePage {
            url: "mailto:me@example.kz".to_owned(),
        },
    )
    .await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::BadAddress);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_saved_without_a_network_comes_when_the_network_is_back() {
    let paper = Paper::of_hosts(&[HOST]).await;
    print_essay(&paper);
    let newsroom = paper.newsroom().address();
    // A port where nobody listens any more.
    let closed = std::net::TcpListener::bind("127.0.0.1:0");
    let closed = closed.unwrap().local_addr().unwrap();
    let at = |address| {
        move |mut config: engine::Config| {
            config.world.hosts.insert(HOST.to_owned(), address);
            config
        }
    };
    let paper = paper.reopen_with(at(closed)).await;
    let url = format!("https://{HOST}{PAGE}");
    let saved = save(&paper, &url).await;
    assert_eq!(saved.outcome, PageOutcome::Waits, "{}", saved.reason);
    assert_eq!(paper.article(&saved.article).await.row.title, url);
    let paper = paper.reopen_with(at(newsroom)).await;
    paper.pass(SignedDuration::from_hours(3));
    paper.sync_all().await;
    let article = paper.article(&saved.article).await;
    assert_eq!(article.row.title, "The lake", "{}", article.reason);
    assert_eq!(article.row.state, ArticleState::Complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sound_of_an_article_is_told_of_and_never_fetched() {
    let paper = Paper::of_hosts(&[HOST]).await;
    let text = "word ".repeat(400);
    let feed = format!(
        "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><title>Talk</title><item><title>One</title><guid>1</guid>\
         <description>{text}</description><itunes:duration>1:02:03</itunes:duration>\
         <enclosure url=\"https://{HOST}/one.mp3\" type=\"audio/mpeg\" length=\"48000000\"/></item></channel></rss>"
    );
    paper.newsroom().set_fault(HOST, "/feed", Fault::Page(feed));
    let url = format!("https://{HOST}/feed");
    paper
        .ask(Request::AddFeed {
            url,
            folder: String::new(),
            login: None,
            proxy: None,
        })
        .await;
    paper.sync_all().await;
    let row = paper.rows(View::All).await.remove(0);
    let article = paper.article(&row.id).await;
    let file = article.enclosures.first().expect("its sound");
    assert_eq!(
        (
            file.url.as_str(),
            file.media_type.as_str(),
            file.bytes,
            file.seconds
        ),
        (
            "https://essays.example/one.mp3",
            "audio/mpeg",
            Some(48_000_000),
            Some(3723)
        )
    );
    let asked = paper.newsroom().requests();
    assert!(asked.iter().all(|hit| hit.path != "/one.mp3"));
    let Response::Link(link) = paper
        .ask(Request::Link {
            url: file.url.clone(),
        })
        .await
    else {
        panic!("no link")
    };
    assert_eq!(link, file.url, "the opener takes it");
}

async fn weights(paper: &Paper) -> Vec<Weight> {
    match paper.ask(Request::Retention).await {
        Response::Retention(weights) => weights,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_cleared_leaves_the_disk_and_what_has_a_star_stays() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    let reports = paper.rows(View::PhotoReports).await;
    let starred = reports.first().expect("a photo report").id.clone();
    let ids = vec![starred.clone()];
    paper
        .ask(Request::Mark {
            ids,
            mark: Mark::Star,
        })
        .await;
    let before = weights(&paper).await;
    assert!(
        before.iter().all(|line| line.count > 0 && line.bytes > 0),
        "{before:?}"
    );
    for kind in [Kept::Pictures, Kept::PhotoReports] {
        paper.ask(Request::Clear { kind }).await;
    }
    let now = weights(&paper).await;
    assert_eq!(now.first(), before.first(), "texts stay");
    assert!(now.iter().skip(1).all(|line| line.clearable == 0));
    let kept = paper.article(&starred).await;
    assert!(kept.photo_report.iter().all(|photo| photo.hash.is_some()));

    // Nothing comes back by itself, and nothing of it is taken for damage.
    let asked = paper.newsroom().requests().len();
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    assert_eq!(paper.newsroom().requests().len(), asked);
    assert!(paper.engine.examine().await.unwrap().findings.is_empty());

    // Read articles leave, their marks outlive them.
    let all = paper.rows(View::All).await.into_iter();
    let cleared: BTreeSet<String> = all
        .filter(|row| row.id != starred)
        .map(|row| row.link)
        .collect();
    paper.ask(Request::MarkAllRead { view: View::All }).await;
    paper.ask(Request::Clear { kind: Kept::Texts }).await;
    let left = paper.rows(View::All).await;
    assert!(left.iter().all(|row| row.id == starred), "{left:?}");
    paper.pass(SignedDuration::from_hours(3));
    paper.sync(Scope::Now).await;
    for row in paper.rows(View::All).await {
        assert!(!cleared.contains(&row.link), "{} came back", row.link);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_that_were_let_go_come_back_to_an_article_that_is_opened() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    let kind = Kept::PhotoReports;
    paper.ask(Request::Clear { kind }).await;
    let reports = paper.rows(View::PhotoReports).await;
    assert!(reports.iter().all(|row| row.state == ArticleState::Text));
    let mut events = paper.engine.events();
    let id = reports.first().expect("a photo report").id.clone();
    let opened = paper.article(&id).await;
    assert!(opened.photo_report.iter().all(|photo| photo.hash.is_none()));
    while paper.article(&id).await.row.state != ArticleState::Complete {
        events.recv().await.unwrap();
    }
    for row in paper.rows(View::PhotoReports).await {
        let is_back = row.state == ArticleState::Complete;
        assert_eq!(
            is_back,
            row.id == id,
            "{}: only what is looked at",
            row.link
        );
    }

    // On a connection that is paid for, opening costs nothing.
    paper.engine.set_conditions(model::Conditions {
        metered: true,
        battery_saver: false,
    });
    let asked = paper.newsroom().requests().len();
    let other = reports.last().unwrap().id.clone();
    paper.article(&other).await;
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    assert_eq!(paper.newsroom().requests().len(), asked);
    // An edition is asked for, and brings them.
    let packing = engine::Packing {
        budget: 80_000_000,
        sync: false,
    };
    paper.engine.pack(packing).await.unwrap();
    assert_eq!(
        paper.article(&other).await.row.state,
        ArticleState::Complete
    );
}

fn feed_of_essays() -> newsroom::Page {
    newsroom::Page::feed(format!(
        "<rss version=\"2.0\"><channel><title>Essays in full</title><item><title>The lake</title><guid>tag:1</guid>\
         <link>https://www.{HOST}{PAGE}?utm_source=feed</link><pubDate>Fri, 20 Nov 2026 05:00:00 GMT</pubDate>\
         <description>What happened at the lake.</description></item></channel></rss>"
    ))
}

async fn add_essays(paper: &Paper) -> String {
    let url = format!("https://{HOST}/feed");
    let asked = Request::AddFeed {
        url,
        folder: String::new(),
        login: None,
        proxy: None,
    };
    match paper.ask(asked).await {
        Response::FeedAdded(added) => added.id,
        other => panic!("{other:?}"),
    }
}

async fn fetch_page(paper: &Paper, id: &str) -> SavedPage {
    let id = id.to_owned();
    match paper.ask(Request::FetchPage { id }).await {
        Response::PageSaved(page) => page,
        other => panic!("{other:?}"),
    }
}

/// An article whose feed gives all of its text.
async fn add_whole_essay(paper: &Paper) -> api::wire::ArticleRow {
    let paragraph = "The feed tells all of it, in words of its own that stand on no page, one after the other, until the end of the day at the lake.";
    let content = format!("&lt;p&gt;{paragraph}&lt;/p&gt;").repeat(12);
    let feed = newsroom::Page::feed(format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Essays in full</title><item><title>The lake</title>\
         <guid>tag:1</guid><link>https://{HOST}{PAGE}</link><pubDate>Fri, 20 Nov 2026 05:00:00 GMT</pubDate>\
         <description>At the lake.</description><content:encoded>{content}</content:encoded></item></channel></rss>"
    ));
    paper.newsroom().print(HOST, "/feed", feed);
    add_essays(paper).await;
    paper.sync_all().await;
    paper.rows(View::All).await.remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_an_article_is_fetched_when_the_reader_asks_and_the_feeds_text_is_kept() {
    let paper = Paper::of_hosts(&[HOST]).await;
    print_essay(&paper);
    let row = add_whole_essay(&paper).await;
    assert_eq!(row.state, ArticleState::Complete);
    let before = paper.article(&row.id).await.text;
    assert!(before.contains("The feed tells all of it"));

    let page = fetch_page(&paper, &row.id).await;
    assert_eq!((page.outcome, page.known), (PageOutcome::Read, false));
    let article = paper.article(&row.id).await;
    assert!(article.text.contains("Paragraph 11"), "{}", article.text);
    assert_eq!((article.revisions, article.row.changed), (1, None));
    let id = row.id.clone();
    let earlier = match paper.ask(Request::Revisions { id }).await {
        Response::Revisions(all) => all,
        other => panic!("{other:?}"),
    };
    assert_eq!(earlier[0].text, before);
    let same = |edit: &api::wire::Edit| edit.kind == api::wire::EditKind::Kept;
    assert!(
        earlier[0].title_edits.iter().all(same) && earlier[0].text_edits.is_empty(),
        "the feed's words and the page's are two texts: {earlier:?}"
    );

    let again = fetch_page(&paper, &row.id).await;
    assert_eq!((again.outcome, again.known), (PageOutcome::Read, true));
    let hits = paper.newsroom().requests();
    let hits = hits.iter().filter(|hit| hit.path.starts_with(PAGE)).count();
    assert_eq!(hits, 1, "what is here is not asked for again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_can_not_be_had_leaves_the_text_of_the_feed_as_it_was() {
    let paper = Paper::of_hosts(&[HOST]).await;
    let row = add_whole_essay(&paper).await;
    let before = paper.article(&row.id).await;
    for fault in [Fault::Status(404), Fault::Status(503)] {
        paper.newsroom().set_fault(HOST, PAGE, fault);
        let page = fetch_page(&paper, &row.id).await;
        assert_ne!(page.outcome, PageOutcome::Read);
        assert!(!page.reason.is_empty());
        let article = paper.article(&row.id).await;
        assert_eq!(article.text, before.text);
        assert_eq!(
            (article.row.state, article.reason, article.revisions),
            (ArticleState::Complete, String::new(), 0)
        );
    }
    let refused = Request::FetchPage {
        id: "4711".to_owned(),
    };
    let refused = api::dispatch(&paper.engine, refused).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_page_that_a_feed_brings_later_is_one_article_with_its_marks() {
    let paper = Paper::of_hosts(&[HOST]).await;
    print_essay(&paper);
    let saved = save(&paper, &format!("https://{HOST}{PAGE}")).await;
    let ids = vec![saved.article.clone()];
    paper
        .ask(Request::Mark {
            ids,
            mark: Mark::Star,
        })
        .await;
    paper.newsroom().print(HOST, "/feed", feed_of_essays());
    let feed = add_essays(&paper).await;
    paper.sync_all().await;
    let one = |rows: Vec<api::wire::ArticleRow>| {
        assert_eq!(rows.len(), 1, "{rows:?}");
        let row = rows.first().unwrap();
        assert_eq!(row.id, saved.article);
        assert!(row.saved && row.starred && !row.read, "{row:?}");
        row.clone()
    };
    for view in [View::All, View::Saved, View::Starred, View::Unread] {
        assert_eq!(one(paper.rows(view).await).source, "Essays in full");
    }
    let article = paper.article(&saved.article).await;
    assert!(article.text.contains("Paragraph 11"), "its text stays");
    assert_eq!(
        paper.library().await.feeds.first().map(|feed| feed.unread),
        Some(1)
    );
    // The feed tells of it again, and the reader saves it again.
    paper.pass(SignedDuration::from_hours(3));
    paper.sync(Scope::Now).await;
    let again = save(&paper, &format!("https://{HOST}{PAGE}")).await;
    assert_eq!((again.article, again.known), (saved.article.clone(), true));
    assert!(paper.engine.examine().await.unwrap().findings.is_empty());

    // The source goes, what was saved stays; the source comes again, and it is still one.
    paper.ask(Request::RemoveFeed { id: feed }).await;
    let kept = one(paper.rows(View::Saved).await);
    assert!(!kept.source.is_empty());
    assert!(paper.rows(View::All).await.is_empty());
    assert!(paper.engine.examine().await.unwrap().findings.is_empty());
    paper.pass(SignedDuration::from_hours(3));
    add_essays(&paper).await;
    paper.sync_all().await;
    one(paper.rows(View::All).await);
    assert!(paper.engine.examine().await.unwrap().findings.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limits_of_the_settings_hold_by_themselves() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    let Response::Settings(mut settings) = paper.ask(Request::Settings).await else {
        panic!("no settings")
    };
    settings.retention.pictures.megabytes = 1;
    settings.retention.photo_reports.days = 0;
    let Response::Settings(chosen) = paper.ask(Request::SetSettings(Box::new(settings))).await
    else {
        panic!("no settings")
    };
    let keep = (
        chosen.retention.pictures.megabytes,
        chosen.retention.photo_reports.days,
    );
    assert_eq!(keep, (10, 1), "brought into range");
    paper
        .ask(Request::MarkAllRead {
            view: View::PhotoReports,
        })
        .await;
    paper.pass(SignedDuration::from_hours(24 * 20));
    paper.sync_all().await;
    paper.pass(SignedDuration::from_hours(25));
    paper.sync_all().await;
    let weights = weights(&paper).await;
    assert!(
        weights
            .iter()
            .all(|line| line.kind != Kept::Pictures || line.bytes <= 10_000_000)
    );
    let reports = paper.rows(View::PhotoReports).await;
    let old = reports.iter().filter(|row| row.read).collect::<Vec<_>>();
    assert!(!old.is_empty());
    assert!(
        old.iter().all(|row| row.state == ArticleState::Text),
        "{old:?}"
    );
}
