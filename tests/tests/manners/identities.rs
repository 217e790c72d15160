//! Feeds with unruly identities: no flood of news that is none, and nothing lost.

use api::wire::ArticleRow;
use api::{Mark, Request, View};
use e2e::Paper;
use engine::Scope;
use jiff::SignedDuration;
use newsroom::Page;

use crate::{FEED, HOST, HOUR, Item, paper, rss};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const DATES: [&str; 4] = [
    "Thu, 19 Nov 2026 06:00:00 GMT",
    "Wed, 18 Nov 2026 06:00:00 GMT",
    "Tue, 17 Nov 2026 06:00:00 GMT",
    "Mon, 16 Nov 2026 06:00:00 GMT",
];

/// A feed of four articles whose guid, link, title and date are made by these.
fn four(
    guid: impl Fn(usize) -> String,
    link: impl Fn(usize) -> String,
    title: impl Fn(usize) -> String,
    date: impl Fn(usize) -> String,
) -> String {
    let made: Vec<[String; 4]> = (0..4)
        .map(|n| [guid(n), link(n), title(n), date(n)])
        .collect();
    let items: Vec<Item<'_>> = made
        .iter()
        .map(|[guid, link, title, date]| {
            (guid.as_str(), link.as_str(), title.as_str(), date.as_str())
        })
        .collect();
    rss(&items)
}

fn guid(n: usize) -> String {
    format!("guid-{n}")
}

fn link(n: usize) -> String {
    format!("https://own.example/articles/{n}/")
}

fn title(n: usize) -> String {
    format!("Article {n}")
}

fn date(n: usize) -> String {
    DATES[n].to_owned()
}

fn as_it_was() -> String {
    four(guid, link, title, date)
}

/// A paper that has read such a feed; all is marked as read, one has a star.
async fn read(text: &str) -> Paper {
    let paper = paper(Page::feed(text)).await;
    paper.sync(Scope::Due).await;
    let rows = paper.rows(View::All).await;
    assert_eq!(rows.len(), 4);
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let star = vec![ids[1].clone()];
    for (ids, mark) in [(ids, Mark::Read), (star, Mark::Star)] {
        paper.ask(Request::Mark { ids, mark }).await;
    }
    paper
}

/// The feed says this from now on. How many articles are new, how many changed.
async fn then(paper: &Paper, text: &str) -> (u32, u32) {
    paper.newsroom().print(HOST, "/feed", Page::feed(text));
    paper.pass(HOUR * 14);
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.fetched, 1, "{:?}", report.outcomes);
    (report.articles_new, report.articles_updated)
}

async fn rows(paper: &Paper) -> Vec<ArticleRow> {
    paper.rows(View::All).await
}

/// Four articles, all read, one with a star, in their order.
async fn is_as_it_was(paper: &Paper) {
    let rows = rows(paper).await;
    let titles: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles, ["Article 0", "Article 1", "Article 2", "Article 3"]);
    assert!(rows.iter().all(|row| row.read), "{rows:?}");
    let starred: Vec<bool> = rows.iter().map(|row| row.starred).collect();
    assert_eq!(starred, [false, true, false, false]);
    let found = paper.engine.examine().await.unwrap();
    assert_eq!(found.findings, [""; 0]);
}

/// After a first reading the feed says `text`: nothing is new, nothing changed, and so it stays when it says the first thing again.
async fn is_recognised(first: &str, text: &str) {
    let paper = read(first).await;
    for say in [text, first, text] {
        assert_eq!(then(&paper, say).await, (0, 0), "{say}");
        is_as_it_was(&paper).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn renamed_guids_bring_nothing_new() {
    let renamed = four(|n| format!("https://own.example/?p={n}"), link, title, date);
    is_recognised(&as_it_was(), &renamed).await;
    let gone = four(|_| String::new(), link, title, date);
    is_recognised(&as_it_was(), &gone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn http_in_place_of_https_and_other_ways_to_write_a_link_bring_nothing_new() {
    for other in [
        |n: usize| format!("http://own.example/articles/{n}/"),
        |n: usize| format!("https://www.own.example/articles/{n}"),
        |n: usize| format!("https://own.example/articles/{n}/?utm_source=rss&utm_medium=feed#more"),
    ] {
        // The guid stays; is the link; is absent.
        is_recognised(&as_it_was(), &four(guid, other, title, date)).await;
        is_recognised(
            &four(link, link, title, date),
            &four(other, other, title, date),
        )
        .await;
        let no_guid = |_: usize| String::new();
        is_recognised(
            &four(no_guid, link, title, date),
            &four(no_guid, other, title, date),
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_moves_all_its_articles_brings_nothing_new() {
    let moved = four(
        |n| format!("new-{n}"),
        |n| format!("https://other.example/{n}.html"),
        title,
        date,
    );
    is_recognised(&as_it_was(), &moved).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn articles_published_again_with_a_new_date_stay_where_they_were() {
    let today = |n: usize| format!("Fri, 20 Nov 2026 05:0{n}:00 GMT");
    is_recognised(&as_it_was(), &four(guid, link, title, today)).await;
    // And with new guids; the texts are the same.
    let again = |n: usize| format!("again-{n}");
    is_recognised(&as_it_was(), &four(again, link, title, today)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_titles_are_changes_and_stay_read() {
    let paper = read(&as_it_was()).await;
    let louder = four(guid, link, |n| format!("ARTICLE {n}!"), date);
    assert_eq!(then(&paper, &louder).await, (0, 4));
    let rows = rows(&paper).await;
    assert_eq!(rows.len(), 4);
    assert!(
        rows.iter().all(|row| row.read && row.changed.is_some()),
        "{rows:?}"
    );
    assert!(rows[0].title.starts_with("ARTICLE"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_dropped_and_comes_again_is_no_news() {
    let paper = read(&as_it_was()).await;
    let one = rss(&[(&guid(0), &link(0), &title(0), DATES[0])]);
    for say in [one.as_str(), &as_it_was(), &one, &as_it_was()] {
        assert_eq!(then(&paper, say).await, (0, 0));
        is_as_it_was(&paper).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_pruned_does_not_come_back_under_any_name() {
    let paper = read(&as_it_was()).await;
    let elsewhere = |n: usize| format!("https://other.example/{n}");
    for _ in 0..8 {
        paper.pass(DAY * 15);
        paper.sync_all().await;
    }
    assert_eq!(rows(&paper).await.len(), 1, "the one with a star stays");
    for say in [
        as_it_was() + " ",
        four(|n| format!("new-{n}"), link, title, date),
        four(|n| format!("newer-{n}"), elsewhere, title, date),
        four(|_| String::new(), elsewhere, title, date),
    ] {
        assert_eq!(then(&paper, &say).await, (0, 0), "{say}");
        assert_eq!(rows(&paper).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn articles_that_share_a_guid_are_each_one_article() {
    let same = four(|_| "the same".to_owned(), link, title, date);
    is_recognised(&same, &as_it_was()).await;
    // Without a guid, with one link for all.
    let front = |_: usize| "https://own.example/".to_owned();
    let none = |_: usize| String::new();
    is_recognised(&four(none, front, title, date), &as_it_was()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_a_feed_repeats_is_one_and_does_not_change_to_and_fro() {
    let item = |title: &str| {
        format!(
            "<item><guid>1</guid><link>https://own.example/1</link><title>{title}</title><pubDate>{}</pubDate></item>",
            DATES[0]
        )
    };
    let text = |more: &str| {
        format!(
            "<rss version=\"2.0\"><channel><title>Own</title>{}{}{more}</channel></rss>",
            item("The newest words"),
            item("Words of the morning")
        )
    };
    let paper = paper(Page::feed(text(""))).await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!((report.articles_new, report.articles_updated), (1, 0));
    assert_eq!(then(&paper, &text("<ttl>60</ttl>")).await, (0, 0));
    let rows = rows(&paper).await;
    assert_eq!(
        (rows.len(), rows[0].title.as_str()),
        (1, "The newest words")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn other_news_at_an_address_that_stays_is_news() {
    // A word of the day: always at the same address, always with a guid of its own.
    let day = |n: usize| {
        rss(&[(
            &guid(n),
            "https://own.example/word",
            &format!("Word {n}"),
            DATES[3 - n],
        )])
    };
    let paper = paper(Page::feed(day(0))).await;
    paper.sync(Scope::Due).await;
    for n in 1..4 {
        assert_eq!(then(&paper, &day(n)).await, (1, 0), "day {n}");
    }
    assert_eq!(rows(&paper).await.len(), 4);
    // And under the same title every time.
    let weather = |n: usize| {
        rss(&[(
            &format!("w{n}"),
            "https://own.example/weather",
            "Weather",
            DATES[3 - n],
        )])
        .replace("A sentence", &format!("Sentence {n}"))
    };
    for n in 0..4 {
        assert_eq!(then(&paper, &weather(n)).await.0, 1, "weather {n}");
    }
    assert_eq!(crate::find(&paper, FEED).await.unread, 8);
}
