//! What a sync does to each feed, part by part: parse, sanitize, read, prepare, ingest, index, next check. `cargo bench -p benches`.
//!
//! The feed is made of the newsroom's stories; every article of it is another one, as a library meets them.

// A benchmark that can't be set up is none.
#![allow(clippy::expect_used)]

use divan::Bencher;
use divan::counter::ItemsCount;
use engine::{Hints, after_success};
use extract::Rules;
use jiff::{SignedDuration, Timestamp};
use model::{FeedId, FeedKind};
use newsroom::{Newsroom, Options};
use parser::feed::Source;
use std::sync::LazyLock;
use store::{Body, Incoming, IncomingParts, Mode, Prepared, Store};
use url::Url;

/// Articles of the feed.
const ARTICLES: usize = 50;
/// Articles that are brought into the index at once.
const UNINDEXED: usize = 500;

fn main() {
    divan::main();
}

fn now() -> Timestamp {
    Timestamp::from_second(1_795_154_400).expect("a time of this century")
}

/// Each article's paragraphs: those of two stories, put together anew each time.
static ARTICLES_OF_FEED: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let options = Options {
        now: Some(now()),
        ..Options::default()
    };
    let newsroom = runtime.block_on(Newsroom::start(options));
    let stories: Vec<Vec<String>> = newsroom
        .expect("a newsroom")
        .articles()
        .into_iter()
        .map(|article| article.paragraphs)
        .filter(|paragraphs| !paragraphs.is_empty())
        .collect();
    let story = |number: usize| stories[number % stories.len()].iter();
    (0..UNINDEXED)
        .map(|number| {
            let second = story(number * 7 + 1).skip(number % 3);
            let numbered = std::iter::once(format!("{number}"));
            story(number)
                .chain(second)
                .cloned()
                .chain(numbered)
                .collect()
        })
        .collect()
});

fn html(paragraphs: &[String]) -> String {
    let paragraphs = paragraphs.iter().map(|text| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<p class=\"text\">{text}</p>")
    });
    paragraphs.collect::<String>() + "<p><img src=\"/photo.jpg\" alt=\"\"></p>"
}

fn feed() -> String {
    let items = ARTICLES_OF_FEED.iter().take(ARTICLES).enumerate().map(|(number, paragraphs)| {
        format!(
            "<item><title>{title}</title><link>https://news.example/{number}</link><guid>{number}</guid>\
             <pubDate>Fri, 20 Nov 2026 06:00:00 GMT</pubDate><content:encoded><![CDATA[{html}]]></content:encoded></item>",
            title = paragraphs[0].replace('&', "&amp;").replace('<', "&lt;"),
            html = html(paragraphs)
        )
    });
    format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>News</title>{}</channel></rss>",
        items.collect::<String>()
    )
}

fn incoming(number: usize) -> Incoming {
    let paragraphs = &ARTICLES_OF_FEED[number % UNINDEXED];
    let mut key = [0; 16];
    key[..8].copy_from_slice(&number.to_le_bytes());
    Incoming {
        key,
        guid: number.to_string(),
        link: format!("https://news.example/{number}"),
        canonical: format!("https://news.example/{number}"),
        title: paragraphs[0].clone(),
        byline: String::new(),
        section: String::new(),
        language: String::new(),
        lead: paragraphs[0].clone(),
        published: Some(now()),
        published_text: String::new(),
        feed_hash: [0; 32],
        body: Some(Body {
            html: html(paragraphs),
            text: paragraphs.join("\n"),
        }),
        words: 300,
        parts: IncomingParts::default(),
        page_wanted: false,
        enclosures: Vec::new(),
        linked: false,
        urgent: false,
    }
}

/// An empty library with one feed.
fn library() -> (tempfile::TempDir, Store, FeedId) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("library"), Mode::Write, "bench", now());
    let store = store.expect("a library");
    let seed = model::FeedSeed {
        url: "https://news.example/feed".to_owned(),
        kind: FeedKind::Feed,
        title: String::new(),
        folder: String::new(),
        language: String::new(),
        topic: String::new(),
        site_url: String::new(),
        typed: false,
    };
    let feed = store.write_act(|library| library.add_feed(&seed, now()));
    (folder, store, feed.expect("a feed").0)
}

fn take_in(store: &Store, feed: FeedId, prepared: Vec<Prepared>) {
    let done = store.write(|library| {
        for article in prepared {
            library.ingest_prepared(feed, article, now())?;
        }
        Ok(())
    });
    done.expect("a library that takes articles");
}

fn prepared(numbers: std::ops::Range<usize>) -> Vec<Prepared> {
    numbers
        .map(|number| Prepared::of(incoming(number)).expect("a text that can be packed"))
        .collect()
}

#[divan::bench]
fn parse_a_feed(bencher: Bencher) {
    let (feed, url) = (
        feed(),
        Url::parse("https://news.example/feed").expect("an address"),
    );
    bencher.counter(ItemsCount::new(ARTICLES)).bench(|| {
        let source = Source {
            url: &url,
            content_type: Some("application/rss+xml"),
            fetched: now(),
        };
        parser::feed::parse(feed.as_bytes(), &source)
    });
}

#[divan::bench]
fn sanitize_an_article(bencher: Bencher) {
    let (html, base) = (
        html(&ARTICLES_OF_FEED[0]),
        Url::parse("https://news.example/1").ok(),
    );
    bencher
        .counter(ItemsCount::new(1_usize))
        .bench(|| extract::sanitize::clean(&html, base.as_ref()));
}

/// Cleaned, pictures and leads told apart, sanitized: all that is done to the HTML of a feed's article.
#[divan::bench]
fn read_an_article(bencher: Bencher) {
    let (html, rules) = (html(&ARTICLES_OF_FEED[0]), Rules::builtin());
    let base = Url::parse("https://news.example/1").expect("an address");
    bencher
        .counter(ItemsCount::new(1_usize))
        .bench(|| extract::fragment(&html, &base, "A headline", &rules));
}

/// Packed, and its words folded and stemmed.
#[divan::bench]
fn prepare_an_article(bencher: Bencher) {
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| incoming(1))
        .bench_values(Prepared::of);
}

/// The one transaction of a source whose articles are all new.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn ingest_a_feed(bencher: Bencher) {
    bencher
        .counter(ItemsCount::new(ARTICLES))
        .with_inputs(|| (library(), prepared(0..ARTICLES)))
        .bench_values(|(library, articles)| {
            take_in(&library.1, library.2, articles);
            library
        });
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn index_articles(bencher: Bencher) {
    bencher
        .counter(ItemsCount::new(UNINDEXED))
        .with_inputs(|| {
            let library = library();
            take_in(&library.1, library.2, prepared(0..UNINDEXED));
            library
        })
        .bench_values(|library| {
            let indexed = library.1.write(|open| open.index_some(UNINDEXED as u32));
            assert_eq!(indexed.expect("an index"), UNINDEXED as u32);
            library
        });
}

#[divan::bench]
fn next_check(bencher: Bencher) {
    let hints = Hints {
        fresh_for: Some(SignedDuration::from_mins(20)),
        has_validators: true,
        wishes: model::Wishes {
            rhythm: Some(SignedDuration::from_hours(3)),
            skip_hours: 0b11,
            ..model::Wishes::default()
        },
    };
    bencher.bench(|| after_success(divan::black_box(now()), 60, hints, 7));
}
