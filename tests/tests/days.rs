//! Left running for days, a newspaper takes no more memory and holds no more open files than after its first: one test, since it weighs its
//! own process. `QAZET_SOAK=1` is three days of a thousand sources.
#![allow(clippy::unwrap_used)]

use api::{Request, Response, View};
use e2e::{Paper, is_soak};
use engine::Scope;
use jiff::SignedDuration;
use newsroom::Page;

/// Sources and hours.
const SHORT: (usize, usize) = (24, 12);
const LONG: (usize, usize) = (1_000, 72);
/// Articles that a feed holds.
const HELD: usize = 30;
/// Every source publishes once in so many hours.
const EVERY: usize = 4;
/// Threads for work that blocks.
const POOL: usize = 4;
/// What an allocator may keep more at one hour than at another, in bytes.
const SLACK: usize = 6_000_000;

/// What a process holds.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    /// Bytes that are its alone.
    anonymous: usize,
    /// Open files and connections.
    handles: usize,
    threads: usize,
}

/// Of this process; only Linux tells.
fn weight() -> Option<Weight> {
    let rollup = std::fs::read_to_string("/proc/self/smaps_rollup").ok()?;
    let line = rollup.lines().find(|line| line.starts_with("Anonymous:"))?;
    let kilobytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    let count = |folder| std::fs::read_dir(folder).map(Iterator::count).ok();
    Some(Weight {
        anonymous: kilobytes * 1024,
        handles: count("/proc/self/fd")?,
        threads: count("/proc/self/task")?,
    })
}

/// The feed of a source, in which `newest` is the last of the articles that came out so far.
fn feed(source: usize, newest: usize) -> String {
    let items: String = (newest.saturating_sub(HELD)..=newest)
        .rev()
        .map(|item| {
            let text = format!("<p>Мост {item} через реку {source} открыт для машин и пешеходов.</p>").repeat(12);
            format!("<item><title>Открыт мост {item} у села {source}</title><guid>{source}-{item}</guid><description><![CDATA[{text}]]></description></item>")
        })
        .collect();
    format!("<rss version=\"2.0\"><channel><title>Source {source}</title>{items}</channel></rss>")
}

/// The heaviest of several hours, each thing by itself.
fn most(hours: &[Weight]) -> Weight {
    hours.iter().fold(Weight::default(), |most, hour| Weight {
        anonymous: most.anonymous.max(hour.anonymous),
        handles: most.handles.max(hour.handles),
        threads: most.threads.max(hour.threads),
    })
}

#[test]
fn days_of_syncs_leave_memory_and_open_files_as_they_were() {
    // A pool that every burst of answers fills: a thread more is one that never ends.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(POOL)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(days());
}

async fn days() {
    let (sources, hours) = if is_soak() { LONG } else { SHORT };
    let hosts: Vec<String> = (0..sources).map(|n| format!("source{n}.example")).collect();
    let names: Vec<&str> = hosts.iter().map(String::as_str).collect();
    let paper = Paper::of_hosts(&names).await;
    let publish = |hour: usize| {
        let due = hosts.iter().enumerate();
        for (source, host) in
            due.filter(|(source, _)| hour == 0 || (source + hour).is_multiple_of(EVERY))
        {
            let newest = HELD + hour / EVERY;
            paper
                .newsroom()
                .print(host, "/feed", Page::feed(feed(source, newest)));
        }
    };
    publish(0);
    let rows: String = hosts
        .iter()
        .map(|host| format!("<outline text=\"\" xmlUrl=\"https://{host}/feed\"/>"))
        .collect();
    let text = format!("<opml version=\"2.0\"><body>{rows}</body></opml>");
    paper
        .ask(Request::ImportOpml {
            file: text.into_bytes(),
        })
        .await;

    let (mut weighed, mut fetched, mut new) = (Vec::new(), 0, 0);
    for hour in 0..hours {
        publish(hour);
        for _ in 0..2 {
            let report = paper.sync(Scope::Due).await;
            fetched += report.fetched as usize;
            new += report.articles_new as usize;
            paper.engine.look_at_notices().await.unwrap();
            paper.pass(SignedDuration::from_mins(30));
        }
        // What the tray and the sidebar ask.
        let (view, after, limit) = (View::All, None, 8);
        let answer = paper.ask(Request::Timeline { view, after, limit }).await;
        assert!(matches!(answer, Response::Timeline(part) if part.rows.len() == 8));
        assert_eq!(paper.library().await.feeds.len(), sources);
        // What the newsroom noted of the requests grows, and is not ours.
        paper.newsroom().forget();
        weighed.extend(weight());
    }
    // The first time, each source brings what its feed holds; later, what came out.
    assert!(
        fetched >= sources * hours / (2 * EVERY),
        "{fetched} answers"
    );
    let came = sources * (HELD + 1 + (hours - EVERY) / EVERY);
    assert!(new >= came - sources, "{new} of {came} articles");

    let third = weighed.len() / 3;
    let (middle, last) = (
        most(&weighed[third..2 * third.max(1)]),
        most(&weighed[2 * third..]),
    );
    println!(
        "{sources} sources, {hours} hours, {fetched} answers, {new} articles: at most {middle:?} in the second third, {last:?} in the last"
    );
    assert!(
        last.anonymous <= middle.anonymous + middle.anonymous / 10 + SLACK,
        "{middle:?}, then {last:?}"
    );
    assert!(
        last.handles <= middle.handles + 8,
        "{middle:?}, then {last:?}"
    );
    assert!(
        last.threads <= middle.threads + 4,
        "{middle:?}, then {last:?}"
    );
}
