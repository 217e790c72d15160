//! Pages that are not one plain article: cut into several, kept back, or no longer as their site's rule knows them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use api::View;
use api::wire::{Article, ArticleState, Feed};
use e2e::Paper;
use engine::Scope;
use jiff::SignedDuration;
use newsroom::Fault;
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
