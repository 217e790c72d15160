//! Pages that are not one plain article: cut into several, kept back, or no longer as their site's rule knows them; and those that the reader
//! wants only when asked for.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use api::wire::{Article, ArticleState, Edit, EditKind, Feed, PageOutcome};
use api::{Request, Response, View};
use e2e::Paper;
use engine::Scope;
use jiff::SignedDuration;
use newsroom::{Fault, Page};
use url::Url;

fn sentence(number: usize) -> String {
    format!(
        "Paragraph {number} tells, in a dozen words or so, what happened at the lake, who saw it, and why it matters to the town."
    )
}

fn page(numbers: std::ops::Range<usize>, after: &str) -> Fault {
    let body: String = numbers
        .map(|number| format!("<p>{}</p>", sentence(number)))
        .collect();
    Fault::Page(format!(
        "<html lang=\"en\"><head><title>The ferry</title></head><body><article><h1>The ferry</h1>{body}</article>{after}</body></html>"
    ))
}

/// An article whose feed has only a few words of it.
fn short(paper: &Paper, host: &str) -> newsroom::Article {
    let articles = paper.newsroom().articles();
    let mut short = articles
        .into_iter()
        .filter(|one| one.out && one.host == host && one.feed_text == "short");
    short.next().expect("an article whose page is wanted")
}

async fn read(paper: &Paper, link: &str) -> Article {
    let rows = paper.rows(View::All).await;
    let row = rows
        .iter()
        .find(|row| row.link == link)
        .expect("its headline is here");
    paper.article(&row.id).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_cut_into_pages_is_kept_whole() {
    let paper = Paper::subscribed().await;
    let truth = short(&paper, "steppewire.example");
    let path = Url::parse(&truth.url)
        .unwrap()
        .path()
        .trim_end_matches('/')
        .to_owned();
    let following = |number: usize| format!("{path}/{number}");
    let next = |number: usize| {
        format!(
            "<div class=pager><a href=\"{}\">Next page</a></div>",
            following(number)
        )
    };
    let newsroom = paper.newsroom();
    newsroom.set_fault(&truth.host, &path, page(0..5, &next(2)));
    newsroom.set_fault(
        &truth.host,
        Url::parse(&truth.url).unwrap().path(),
        page(0..5, &next(2)),
    );
    newsroom.set_fault(&truth.host, &following(2), page(5..10, &next(3)));
    // The last page points to itself: it is asked for once.
    newsroom.set_fault(&truth.host, &following(3), page(10..12, &next(3)));
    paper.sync_all().await;

    let article = read(&paper, &truth.url).await;
    assert_eq!(
        article.row.state,
        ArticleState::Complete,
        "{}",
        article.reason
    );
    let lines: Vec<String> = article.text.lines().map(str::to_owned).collect();
    assert_eq!(lines, (0..12).map(sentence).collect::<Vec<_>>());
    let requests = newsroom.requests();
    let asked = |path: &str| {
        requests
            .iter()
            .filter(|one| one.host == truth.host && one.path == path)
            .count()
    };
    assert_eq!(
        (
            asked(&following(2)),
            asked(&following(3)),
            asked(&following(4))
        ),
        (1, 1, 0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_whose_second_page_fails_is_tried_again_whole() {
    let paper = Paper::subscribed().await;
    let truth = short(&paper, "steppewire.example");
    let path = Url::parse(&truth.url).unwrap().path().to_owned();
    let following = format!("{}/2", path.trim_end_matches('/'));
    let after = format!("<a href=\"{following}\">Next page</a>");
    paper
        .newsroom()
        .set_fault(&truth.host, &path, page(0..5, &after));
    paper
        .newsroom()
        .set_fault(&truth.host, &following, Fault::Status(503));
    paper.sync_all().await;
    let article = read(&paper, &truth.url).await;
    assert_eq!(
        article.row.state,
        ArticleState::Failed,
        "half an article is none: {}",
        article.text
    );
    assert!(!article.reason.is_empty());

    paper
        .newsroom()
        .set_fault(&truth.host, &following, page(5..8, ""));
    paper.pass(SignedDuration::from_hours(3));
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    let article = read(&paper, &truth.url).await;
    assert_eq!(article.text.lines().count(), 8, "{}", article.text);
}

/// A page that keeps its text back, and what is told of it.
async fn check_wall(html: &str, told: &str) {
    let paper = Paper::subscribed().await;
    let truth = short(&paper, "steppewire.example");
    let path = Url::parse(&truth.url).unwrap().path().to_owned();
    paper
        .newsroom()
        .set_fault(&truth.host, &path, Fault::Page(html.to_owned()));
    paper.sync_all().await;
    let article = read(&paper, &truth.url).await;
    assert_eq!(article.row.state, ArticleState::Headline, "{told}");
    assert!(article.reason.contains(told), "{told}: {}", article.reason);
    assert_eq!(
        article.row.title, truth.title,
        "the headline stays the feed's"
    );
    assert!(
        !article.text.contains("Paragraph 1"),
        "a teaser is not kept as the article: {}",
        article.text
    );
    let asked = |paper: &Paper| {
        paper
            .newsroom()
            .requests()
            .iter()
            .filter(|one| one.path == path)
            .count()
    };
    let before = asked(&paper);
    paper.pass(SignedDuration::from_hours(30));
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    assert_eq!(asked(&paper), before, "a wall is not run against again");
}

#[tokio::test(flavor = "multi_thread")]
async fn walls_leave_a_headline_with_a_note() {
    let paid = format!(
        "<html><head><meta property=\"article:published_time\" content=\"2026-11-20\"></head><body><article><h1>The ferry</h1><p>{}</p><p>{}</p>\
         <div class=paywall>Subscribe to continue reading</div></article></body></html>",
        sentence(0),
        sentence(1)
    );
    check_wall(&paid, "for subscribers").await;
    check_wall("<html><head><title>Sign in</title></head><body><h1>Please log in to continue</h1><form><input type=password></form></body></html>", "login").await;
    check_wall("<html><head><title>Cookies</title></head><body><h1>We value your privacy</h1><p>We and our partners use cookies.</p></body></html>", "cookies").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_says_when_its_sites_layout_changed_and_when_it_is_known_again() {
    let paper = Paper::subscribed().await;
    let host = "tengrinews.kz";
    let articles = paper.newsroom().articles();
    let pages: Vec<String> = articles
        .iter()
        .filter(|one| one.out && one.host == host && one.kind == "article")
        .map(|one| Url::parse(&one.url).unwrap().path().to_owned())
        .collect();
    assert!(pages.len() >= 4, "{}", pages.len());
    for path in &pages {
        paper.newsroom().set_fault(host, path, page(0..8, ""));
    }
    paper.sync_all().await;
    let feed = source(&paper, host).await;
    assert!(feed.layout_changed, "{}", feed.reason);
    assert!(feed.reason.contains("layout changed"), "{}", feed.reason);
    let rows = paper.rows(View::All).await;
    let others = rows
        .iter()
        .filter(|row| row.link.starts_with("https://tengrinews.kz/"))
        .count();
    assert!(others >= pages.len(), "its articles are read all the same");

    paper.newsroom().clear_faults();
    paper.pass(SignedDuration::from_hours(72));
    paper.sync(Scope::Now).await;
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    let feed = source(&paper, host).await;
    assert!(!feed.layout_changed, "{}", feed.reason);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pictures_of_a_feeds_article_are_a_photo_report() {
    let paper = Paper::subscribed().await;
    let feed = paper
        .world
        .catalogue
        .iter()
        .map(|entry| Url::parse(&entry.url).unwrap());
    let feed = feed
        .into_iter()
        .find(|url| url.host_str() == Some("steppewire.example"))
        .unwrap();
    let photo = |number: usize| {
        format!(
            "<media:group><media:content url=\"https://steppewire.example/p/{number}-400x300.jpg\" medium=\"image\" width=\"400\" height=\"300\"/>\
             <media:content url=\"https://steppewire.example/p/{number}-1200x900.jpg\" medium=\"image\" width=\"1200\" height=\"900\"/>\
             <media:description>View {number}</media:description><media:credit>Bo Example</media:credit></media:group>"
        )
    };
    let photos: String = (1..=6).map(photo).collect();
    let text: String = (0..12)
        .map(|number| format!("<p>{}</p>", sentence(number)))
        .collect();
    paper.newsroom().set_fault(
        "steppewire.example",
        feed.path(),
        Fault::Page(format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>Steppe</title><link>https://steppewire.example/</link>\
             <item><title>A day on the steppe</title><link>https://steppewire.example/day/</link><guid>day</guid><description><![CDATA[{text}]]></description>{photos}</item></channel></rss>"
        )),
    );
    paper.sync(Scope::Now).await;
    let reports = paper.rows(View::PhotoReports).await;
    let report = reports
        .iter()
        .find(|row| row.title == "A day on the steppe")
        .expect("a photo report");
    let report = paper.article(&report.id).await;
    let shown: Vec<(String, String, String)> = report
        .photo_report
        .iter()
        .map(|photo| {
            (
                photo.url.clone(),
                photo.caption.clone(),
                photo.credit.clone(),
            )
        })
        .collect();
    let wanted: Vec<(String, String, String)> = (1..=6)
        .map(|number| {
            let url = format!("https://steppewire.example/p/{number}-1200x900.jpg");
            (url, format!("View {number}"), "Bo Example".to_owned())
        })
        .collect();
    assert_eq!(shown, wanted, "each picture once, in its largest size");
}

async fn source(paper: &Paper, host: &str) -> Feed {
    let library = paper.library().await;
    let prefix = format!("https://{host}/");
    library
        .feeds
        .into_iter()
        .find(|feed| feed.url.starts_with(&prefix))
        .expect("the source")
}

const RESTLESS: &str = "restless.example";

/// What a source says at one time: its feed's words, and its page.
async fn hear(paper: &Paper, teaser: &str, page: &str) {
    let feed = format!(
        "<rss version='2.0'><channel><title>Restless</title><item><guid>1</guid><title>The ferry</title><link>https://{RESTLESS}/ferry</link>\
         <description><![CDATA[{teaser}]]></description></item></channel></rss>"
    );
    let newsroom = paper.newsroom();
    newsroom.print(RESTLESS, "/feed", Page::feed(feed));
    let page =
        format!("<html lang=en><head><title>The ferry</title></head><body>{page}</body></html>");
    newsroom.print(RESTLESS, "/ferry", Page::html(page));
    if paper.library().await.feeds.is_empty() {
        let url = format!("https://{RESTLESS}/feed");
        paper
            .ask(api::Request::AddFeed {
                url,
                folder: String::new(),
                login: None,
                proxy: None,
            })
            .await;
    } else {
        paper.pass(SignedDuration::from_hours(3));
    }
    paper.sync_all().await;
}

fn told(numbers: std::ops::Range<usize>) -> String {
    numbers
        .map(|number| format!("<p>{}</p>", sentence(number)))
        .collect()
}

async fn restless(paper: &Paper) -> Article {
    let rows = paper.rows(View::All).await;
    assert_eq!(rows.len(), 1, "{rows:?}");
    paper.article(&rows.first().unwrap().id).await
}

fn asked(paper: &Paper, path: &str) -> usize {
    let requests = paper.newsroom().requests();
    requests.iter().filter(|one| one.path == path).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_is_looked_at_before_it_is_added_and_asked_once_for_both() {
    let paper = Paper::of_hosts(&[RESTLESS]).await;
    let feed = |name: &str| {
        let items: String = (1..=7)
            .map(|day| {
                format!(
                    "<item><guid>{day}</guid><title>Day {day} of the &lt;b&gt;ferry&lt;/b&gt;</title>\
                     <link>https://{RESTLESS}/{day}</link><pubDate>0{day} Nov 2026 06:00:00 GMT</pubDate></item>"
                )
            })
            .collect();
        Page::feed(format!(
            "<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>"
        ))
    };
    let page = "<html><head><title>Restless</title><link rel=alternate type='application/rss+xml' title='News' href='/feed'>\
                <link rel=alternate type='application/rss+xml' title='Sport' href='/sport'></head></html>";
    paper
        .newsroom()
        .print(RESTLESS, "/", Page::html(page.to_owned()));
    paper
        .newsroom()
        .print(RESTLESS, "/feed", feed("The Restless"));
    paper.newsroom().print(RESTLESS, "/sport", feed("Sport"));
    let look = |url: String| api::Request::PreviewFeed { url, login: None };
    let shown = async |url: &str| match paper.ask(look(url.to_owned())).await {
        api::Response::FeedPreviewed(preview) => preview,
        other => panic!("{other:?}"),
    };

    let address = format!("https://{RESTLESS}/");
    let preview = shown(&address).await;
    assert_eq!(
        (preview.title.as_str(), preview.url, preview.known),
        ("The Restless", format!("https://{RESTLESS}/feed"), None)
    );
    let titles: Vec<&str> = preview
        .articles
        .iter()
        .map(|one| one.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [7, 6, 5, 4].map(|day| format!("Day {day} of the ferry")),
        "the newest, as plain text"
    );
    assert_eq!(preview.others[0].title, "Sport");
    assert_eq!(preview.others.len(), 1);
    assert!(paper.library().await.feeds.is_empty(), "nothing is added");

    let add = api::Request::AddFeed {
        url: address.clone(),
        folder: String::new(),
        login: None,
        proxy: None,
    };
    paper.ask(add).await;
    assert_eq!(paper.rows(View::All).await.len(), 7);
    assert_eq!((asked(&paper, "/"), asked(&paper, "/feed")), (1, 1));
    let again = shown(&format!("https://{RESTLESS}/feed")).await;
    assert_eq!(again.known, Some(paper.library().await.feeds[0].id.clone()));
    assert_eq!(asked(&paper, "/feed"), 1, "what is there is not asked");

    // What was looked at long ago is asked again.
    let sport = format!("https://{RESTLESS}/sport");
    shown(&sport).await;
    paper.pass(SignedDuration::from_mins(11));
    paper
        .ask(api::Request::AddFeed {
            url: sport,
            folder: String::new(),
            login: None,
            proxy: None,
        })
        .await;
    assert_eq!(asked(&paper, "/sport"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_and_advertisements_that_differ_at_each_fetch_are_no_news() {
    let paper = Paper::of_hosts(&[RESTLESS]).await;
    for time in 0..5 {
        let teaser = format!(
            "<p id=\"r{time}\">The ferry is late.</p><img src=\"/lake.jpg?t={time}\"><!-- {time} -->"
        );
        let page = format!(
            "<script nonce={time}>ad({time})</script><article id=\"a{time}\"><h1>The ferry</h1>{}<div class=\"ad banner-{time}\">Buy {time}</div>\
             <figure><img src=\"/lake.jpg?t={time}\" width=900 height=600></figure>{}</article>",
            told(0..5),
            told(5..9)
        );
        hear(&paper, &teaser, &page).await;
        let article = restless(&paper).await;
        assert_eq!(article.text.lines().count(), 9, "{}", article.text);
        assert_eq!((article.revisions, article.row.changed), (0, None));
    }
    assert_eq!(asked(&paper, "/ferry"), 1, "nothing new was said of it");
    assert!(
        asked(&paper, "/lake.jpg") <= 2,
        "a picture is known by its name"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_counts_its_visitors_is_not_updated_for_ever() {
    let paper = Paper::of_hosts(&[RESTLESS]).await;
    let mut marks = Vec::new();
    for time in 0..7 {
        let seen = format!(
            "<p>Seen {} times by the people of the town and its neighbours so far.</p>",
            100 + time
        );
        let page = format!(
            "<article><h1>The ferry</h1>{}{seen}{}</article>",
            told(0..5),
            told(5..9)
        );
        hear(
            &paper,
            &format!("<p>The ferry is late. Seen {time} times.</p>"),
            &page,
        )
        .await;
        let article = restless(&paper).await;
        assert!(
            article.text.contains(&format!("Seen {}", 100 + time)),
            "{}",
            article.text
        );
        marks.push(article.row.changed.clone());
        assert!(article.revisions <= 2, "{}", article.revisions);
    }
    assert_eq!(marks.first(), Some(&None));
    assert!(marks.get(2).is_some_and(Option::is_some), "{marks:?}");
    assert!(
        marks.iter().skip(2).all(|mark| Some(mark) == marks.get(2)),
        "{marks:?}"
    );

    // A correction is told all the same.
    let page = format!(
        "<article><h1>The ferry</h1>{}{}</article>",
        told(0..5),
        told(15..19)
    );
    hear(&paper, "<p>The ferry is in time.</p>", &page).await;
    let corrected = restless(&paper).await;
    assert!(marks.last() != Some(&corrected.row.changed));
    assert_eq!(corrected.revisions, 3);
    let id = corrected.row.id.clone();
    let Response::Revisions(earlier) = paper.ask(api::Request::Revisions { id }).await else {
        panic!("another answer")
    };
    let edits = &earlier[0].text_edits;
    let kept = |paragraph: &&Vec<Edit>| paragraph.iter().all(|edit| edit.kind == EditKind::Kept);
    assert_eq!(edits.iter().filter(kept).count(), 5, "{edits:?}");
    for (kind, text) in [(EditKind::Removed, "5"), (EditKind::Added, "15")] {
        let is_told = edits
            .iter()
            .flatten()
            .any(|edit| edit.kind == kind && edit.text == text);
        assert!(is_told, "{text} in {edits:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_text_is_never_replaced_by_a_wall_a_notice_or_a_beginning() {
    let paper = Paper::of_hosts(&[RESTLESS]).await;
    let whole = format!("<article><h1>The ferry</h1>{}</article>", told(0..10));
    let beginning = format!(
        "<article><h1>The ferry</h1>{}<p>Read on in our application for telephones.</p></article>",
        told(0..4)
    );
    let paid = format!(
        "<article><h1>The ferry</h1>{}<div class=paywall>Subscribe to continue reading</div></article>",
        told(0..2)
    );
    let login = "<h1>Please log in to continue</h1><form><input type=password></form>".to_owned();
    let notice = "<article><h1>The ferry</h1><p>This page is being rebuilt. We will be back in a moment, thank you for waiting.</p></article>".to_owned();
    let cookies =
        "<h1>We value your privacy</h1><p>We and our partners use cookies.</p>".to_owned();
    let turns = [
        &whole, &paid, &whole, &beginning, &whole, &login, &notice, &cookies, &whole,
    ];
    for (time, page) in turns.into_iter().enumerate() {
        hear(&paper, &format!("<p>Word {time} of the ferry.</p>"), page).await;
        let article = restless(&paper).await;
        assert_eq!(article.text.lines().count(), 10, "{time}: {}", article.text);
        assert_eq!(article.row.state, ArticleState::Complete, "{time}");
        assert_eq!(
            (article.revisions, &article.row.changed),
            (0, &None),
            "{time}"
        );
        assert_eq!(asked(&paper, "/ferry"), time + 1, "the page was asked for");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_gives_the_whole_text_now_and_a_teaser_then_keeps_the_whole() {
    let paper = Paper::of_hosts(&[RESTLESS]).await;
    let wall = "<h1>Please log in to continue</h1><form><input type=password></form>";
    for time in 0..4 {
        let teaser = if time % 2 == 0 {
            told(0..12)
        } else {
            told(0..1)
        };
        hear(&paper, &teaser, wall).await;
        let article = restless(&paper).await;
        assert_eq!(article.text.lines().count(), 12, "{time}: {}", article.text);
        assert_eq!(
            article.row.state,
            ArticleState::Complete,
            "{time}: {}",
            article.reason
        );
        assert_eq!((article.revisions, article.row.changed), (0, None));
    }
    assert_eq!(asked(&paper, "/ferry"), 0);
}

/// A paper of the outlet at one host, of which only what the feed gives is wanted.
async fn paper_of_headlines(host: &str) -> (Paper, String) {
    let paper = Paper::open().await;
    let urls = paper.world.catalogue.iter().map(|entry| entry.url.clone());
    let urls = urls.filter(|url| url.contains(host)).collect();
    paper.ask(Request::Subscribe { urls }).await;
    let id = paper.library().await.feeds[0].id.clone();
    set_reach(&paper, &id, "headlines").await;
    (paper, id)
}

async fn set_reach(paper: &Paper, id: &str, reach: &str) {
    let (id, reach) = (id.to_owned(), reach.to_owned());
    paper.ask(Request::SetReach { id, reach }).await;
}

async fn sync_and_drain(paper: &Paper) {
    paper.sync(Scope::Due).await;
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
}

async fn fetch_page(paper: &Paper, id: &str) -> PageOutcome {
    match paper.ask(Request::FetchPage { id: id.to_owned() }).await {
        Response::PageSaved(page) => page.outcome,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_source_that_is_to_give_its_feed_alone_no_page_and_no_picture_is_asked_for() {
    let (paper, id) = paper_of_headlines("steppewire.example").await;
    sync_and_drain(&paper).await;
    let rows = paper.rows(View::All).await;
    assert!(rows.len() > 5);
    let requests = paper.newsroom().requests();
    let paths: Vec<&str> = requests.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["/atom.xml", "/favicon.svg"]);
    assert_eq!(paper.engine.sync_state().await.unwrap().queued, 0);
    let article = paper.article(&rows[0].id).await;
    assert!(!article.text.is_empty(), "what the feed says is here");

    let paper = paper.reopen().await;
    assert_eq!(paper.library().await.feeds[0].reach, "headlines");
    set_reach(&paper, &id, "everything").await;
    sync_and_drain(&paper).await;
    let waits = |row: &api::wire::ArticleRow| row.state == ArticleState::Headline;
    let rows = paper.rows(View::All).await;
    assert!(!rows.iter().any(waits), "{rows:?}");
    let pictures = rows.iter().filter(|row| row.thumbnail.is_some()).count();
    assert!(pictures > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_the_reader_asks_for_comes_whatever_is_fetched_of_its_source() {
    let (paper, id) = paper_of_headlines("steppewire.example").await;
    sync_and_drain(&paper).await;
    let rows = paper.rows(View::All).await;
    assert_eq!(fetch_page(&paper, &rows[0].id).await, PageOutcome::Read);
    // The server of another is ill, and well again later.
    let late = Url::parse(&rows[1].link).unwrap();
    let host = late.host_str().unwrap();
    paper
        .newsroom()
        .set_fault(host, late.path(), Fault::Status(503));
    assert_ne!(fetch_page(&paper, &rows[1].id).await, PageOutcome::Read);
    paper.newsroom().clear_faults();
    paper.pass(SignedDuration::from_hours(3));
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    for (place, row) in rows.iter().enumerate() {
        let state = paper.article(&row.id).await.row.state;
        let expected = match place {
            0 | 1 => ArticleState::Complete,
            _ => row.state,
        };
        assert_eq!(state, expected, "{}", row.link);
    }
    assert!(
        rows[2..]
            .iter()
            .all(|row| row.state == ArticleState::Headline)
    );

    for reach in ["nothing", "all"] {
        let (id, reach) = (id.clone(), reach.to_owned());
        let refused = api::dispatch(&paper.engine, Request::SetReach { id, reach }).await;
        assert!(refused.is_err());
    }
}
