//! Clocks that jump, zones, daylight saving, and dates that no calendar should have.

use api::{Mark, Request, View};
use e2e::Paper;
use engine::Scope;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use newsroom::{Fault, Page};

use crate::{FEED, HOST, HOUR, MINUTE, asked, find, one_article, paper, rss, wait_of};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Sets the engine's clock, and that of the newsroom where `world` says so.
fn jump(paper: &Paper, by: SignedDuration) {
    paper.clock.set(paper.engine.now() + by);
}

/// How often each source was asked since the requests were forgotten: the most that one was.
fn most_asked(paper: &Paper) -> usize {
    let requests = paper.newsroom().requests();
    let of = |one: &newsroom::Request| format!("{}{}", one.host, one.path);
    let times = |url: &str| requests.iter().filter(|one| of(one) == url).count();
    requests
        .iter()
        .map(|one| times(&of(one)))
        .max()
        .unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_ahead_and_back_is_one_request_a_source_and_no_storm() {
    let paper = Paper::subscribed().await.in_one_time().await;
    paper.sync(Scope::Due).await;
    paper.newsroom().forget();
    jump(&paper, DAY * 365);
    for _ in 0..20 {
        paper.sync(Scope::Due).await;
        jump(&paper, MINUTE / 2);
    }
    assert_eq!(most_asked(&paper), 1, "ahead: everything is due, once");
    let requests = paper.newsroom().requests();
    for host in requests.iter().map(|one| one.host.as_str()) {
        let of_host: Vec<_> = requests.iter().filter(|one| one.host == host).collect();
        for two in of_host.windows(2) {
            let space = two[1].at.duration_since(two[0].at);
            assert!(
                space >= SignedDuration::from_millis(200),
                "{host}: {space:?}"
            );
        }
    }

    paper.newsroom().forget();
    jump(&paper, DAY * -365);
    paper.newsroom().set_now(paper.engine.now());
    for _ in 0..20 {
        paper.sync(Scope::Due).await;
        jump(&paper, MINUTE / 2);
    }
    assert_eq!(
        most_asked(&paper),
        0,
        "back: nothing is due that was asked a moment ago"
    );
    for feed in paper.library().await.feeds {
        let wait = wait_of(&paper, &feed.url).await;
        assert!(wait <= DAY + HOUR * 3, "{}: {wait:?}", feed.url);
    }
    jump(&paper, HOUR * 14);
    let report = paper.sync(Scope::Due).await;
    assert_eq!(
        report.skipped, 0,
        "and it goes on as ever: {:?}",
        report.outcomes
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_set_back_a_little_asks_nobody_earlier() {
    for back in [MINUTE * 5, HOUR, HOUR * 5, DAY * 3] {
        let paper = paper(Page::feed(one_article())).await;
        paper.sync(Scope::Due).await;
        let wait = wait_of(&paper, FEED).await;
        paper.newsroom().forget();
        jump(&paper, back * -1);
        paper.sync(Scope::Due).await;
        assert_eq!(asked(&paper, "/feed").len(), 0, "{back:?}");
        let now = wait_of(&paper, FEED).await;
        assert!(
            now <= wait && now >= wait - MINUTE,
            "{back:?}: {now:?} of {wait:?}"
        );
        jump(&paper, wait);
        paper.sync(Scope::Due).await;
        assert_eq!(
            asked(&paper, "/feed").len(),
            1,
            "{back:?}: it is asked in time"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_asked_for_holds_over_a_clock_that_jumps() {
    let paper = paper(Page::feed(one_article())).await;
    paper
        .newsroom()
        .set_fault(HOST, "*", Fault::RetryAfterSeconds(3 * 24 * 3600));
    jump(&paper, DAY * 400);
    paper.sync(Scope::Due).await;
    paper.newsroom().clear_faults();
    paper.newsroom().forget();
    jump(&paper, DAY * -400);
    for _ in 0..2 {
        paper.sync(Scope::Now).await;
        jump(&paper, DAY);
    }
    let paper = paper.reopen().await;
    paper.sync(Scope::Now).await;
    assert_eq!(
        asked(&paper, "/feed").len(),
        0,
        "three days, whatever the clock says"
    );
    jump(&paper, DAY + HOUR * 2);
    paper.sync(Scope::Now).await;
    assert_eq!(asked(&paper, "/feed").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn articles_that_came_while_the_clock_was_ahead_take_their_place_when_it_is_right() {
    let undated = |number: u32| {
        let (guid, link) = (
            format!("g{number}"),
            format!("https://own.example/{number}"),
        );
        rss(&[(&guid, &link, &format!("Article {number}"), "")])
    };
    let paper = paper(Page::feed(undated(1))).await;
    paper.sync(Scope::Due).await;
    jump(&paper, DAY * 365);
    paper
        .newsroom()
        .print(HOST, "/feed", Page::feed(undated(2)));
    paper.sync(Scope::Now).await;
    jump(&paper, DAY * -365 + HOUR);
    paper
        .newsroom()
        .print(HOST, "/feed", Page::feed(undated(3)));
    paper.sync(Scope::Now).await;
    let rows = paper.rows(View::All).await;
    let now = paper.engine.now();
    for row in &rows {
        let published: Timestamp = row.published.parse().unwrap();
        assert!(
            published <= now,
            "{} is not of the future: {published}",
            row.title
        );
    }
    assert_eq!(rows[0].title, "Article 3", "{rows:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_pruned_on_the_day_of_a_jump() {
    let paper = paper(Page::feed(one_article())).await;
    paper.sync(Scope::Due).await;
    let ids: Vec<String> = paper
        .rows(View::All)
        .await
        .into_iter()
        .map(|row| row.id)
        .collect();
    let mark = Mark::Read;
    paper.ask(Request::Mark { ids, mark }).await;
    let articles = async |paper: &Paper| paper.rows(View::All).await.len();
    jump(&paper, DAY * 365);
    for _ in 0..10 {
        paper.sync_all().await;
        jump(&paper, HOUR * 2);
    }
    assert_eq!(
        articles(&paper).await,
        1,
        "read articles stay until the clock has proved itself"
    );
    jump(&paper, DAY * -365);
    paper.sync_all().await;
    assert_eq!(articles(&paper).await, 1);
    // Time that passes as it should: they go as the reader chose.
    for _ in 0..10 {
        jump(&paper, DAY * 15);
        paper.sync_all().await;
    }
    assert_eq!(articles(&paper).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn zones_and_daylight_saving_change_nothing_but_today() {
    for zone in [
        "Asia/Almaty",
        "America/New_York",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ] {
        let paper = paper(Page::feed(one_article())).await;
        paper.sync(Scope::Due).await;
        let next = find(&paper, FEED).await.next_check;
        paper.clock.travel(TimeZone::get(zone).unwrap());
        let paper = paper.reopen().await;
        paper.newsroom().forget();
        paper.sync(Scope::Due).await;
        assert_eq!(asked(&paper, "/feed").len(), 0);
        assert_eq!(find(&paper, FEED).await.next_check, next);
    }
    // New York's clocks went back in this hour.
    let paper = Paper::with("2026-11-01T05:30:00Z", None).await;
    paper
        .clock
        .travel(TimeZone::get("America/New_York").unwrap());
    let address = paper.newsroom().address();
    let paper = paper
        .reopen_with(|mut config| {
            config.world.hosts.insert(HOST.to_owned(), address);
            config
        })
        .await;
    paper
        .newsroom()
        .print(HOST, "/feed", Page::feed(one_article()));
    crate::import(&paper, &[FEED]).await;
    for _ in 0..12 {
        paper.sync(Scope::Due).await;
        paper.pass(MINUTE * 15);
    }
    assert!(
        asked(&paper, "/feed").len() <= 3,
        "once an hour, through the doubled hour too"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn dates_of_the_future_and_absurd_ones_keep_the_order_sane() {
    let text = rss(&[
        (
            "1",
            "https://own.example/1",
            "Yesterday",
            "Thu, 19 Nov 2026 06:00:00 GMT",
        ),
        (
            "2",
            "https://own.example/2",
            "In a year",
            "Fri, 19 Nov 2027 06:00:00 GMT",
        ),
        (
            "3",
            "https://own.example/3",
            "In the year 9999",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ),
        (
            "4",
            "https://own.example/4",
            "In 1970",
            "Thu, 01 Jan 1970 00:00:00 GMT",
        ),
        (
            "5",
            "https://own.example/5",
            "On no day",
            "Mon, 31 Feb 2026 25:61:61 GMT",
        ),
        ("6", "https://own.example/6", "Negative", "-99999999999"),
    ]);
    let paper = paper(Page::feed(text)).await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.articles_new, 6, "{:?}", report.outcomes);
    let rows = paper.rows(View::All).await;
    let now = paper.engine.now();
    for row in &rows {
        let published: Timestamp = row.published.parse().unwrap();
        assert!(published <= now, "{}: {published}", row.title);
    }
    let place = |title: &str| rows.iter().position(|row| row.title == title).unwrap();
    assert!(place("In a year") < place("Yesterday"), "{rows:?}");
    assert!(place("Yesterday") < place("In 1970"));
    assert!(
        wait_of(&paper, FEED).await <= DAY,
        "it is asked again in sane time"
    );
    // A day later they have not come up again.
    paper.pass(DAY);
    let report = paper.sync(Scope::Due).await;
    assert_eq!((report.articles_new, report.articles_updated), (0, 0));
}
