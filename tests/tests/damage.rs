//! Damaged files, with real programs: the reader is told what happened and where the damaged file is kept, the sources and marks come back,
//! and the next sync brings the rest.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use api::{Request, Response, View};
use e2e::Paper;
use e2e::desk::{Desk, Served, get};
use engine::endpoints::World;
use engine::ports::{Clock as _, Notice, Notifier};
use engine::{Engine, Scope};
use jiff::SignedDuration;
use newsroom::Page;
use serde_json::{Value, json};

/// A library with all there is, marks of the reader, and the backup of today.
async fn filled() -> Desk {
    let desk = Desk::open().await;
    desk.ask(&["feeds", "subscribe", "--all"]);
    desk.ask(&["sync", "--articles"]);
    let ids = ids(&desk, &[]);
    let served = Served::start(&desk);
    for (id, mark) in ids.iter().zip(["star", "save", "read", "star"]) {
        served.call(&json!({ "cmd": "mark", "args": { "ids": [id], "mark": mark } }));
    }
    let feed = desk.ask(&["feeds", "list"])[0]["id"].clone();
    served.call(
        &json!({ "cmd": "edit_feed", "args": { "id": feed, "title": "Своё", "folder": "Города" } }),
    );
    drop(served);
    // Ends as it should, and so with a backup.
    desk.ask(&["sync"]);
    desk
}

/// A source with as much text as a week of many.
fn add_a_large_source(desk: &Desk) {
    let mut state = 7_u64;
    let mut word = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        format!("{:x} ", state >> 40)
    };
    let items: String = (0..200)
        .map(|number| {
            let text: String = (0..400).map(|_| word()).collect();
            format!("<item><guid>{number}</guid><title>Number {number}</title><link>https://dala.example/large/{number}</link><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>")
        })
        .collect();
    let feed = format!("<rss version='2.0'><channel><title>Large</title>{items}</channel></rss>");
    desk.newsroom
        .print("dala.example", "/large.xml", Page::feed(feed));
    desk.ask(&["feeds", "add", "https://dala.example/large.xml"]);
    desk.ask(&["sync", "--now"]);
    let bytes = std::fs::metadata(library(desk)).unwrap().len();
    assert!(bytes > 1_000_000, "{bytes}");
}

fn ids(desk: &Desk, which: &[&str]) -> Vec<String> {
    let rows = desk.ask(&[&["articles", "--limit", "500"], which].concat());
    let rows = rows.as_array().unwrap();
    rows.iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect()
}

fn links(desk: &Desk) -> BTreeSet<String> {
    let rows = desk.ask(&["articles", "--limit", "500"]);
    let rows = rows.as_array().unwrap();
    rows.iter()
        .map(|row| row["link"].as_str().unwrap().to_owned())
        .collect()
}

/// What the reader did, by what does not change: links and addresses.
fn acts(desk: &Desk) -> Value {
    let marked: Vec<Value> = desk
        .ask(&["articles", "--limit", "500"])
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["read"] == true || row["starred"] == true || row["saved"] == true)
        .map(|row| json!([row["link"], row["read"], row["starred"], row["saved"]]))
        .collect();
    let feeds: Vec<Value> = desk
        .ask(&["feeds", "list"])
        .as_array()
        .unwrap()
        .iter()
        .map(|feed| json!([feed["url"], feed["title"], feed["folder"], feed["paused"]]))
        .collect();
    json!({ "marked": marked, "feeds": feeds })
}

fn library(desk: &Desk) -> PathBuf {
    desk.data().join("library.sqlite")
}

fn damage(file: &Path, how: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = std::fs::read(file).unwrap();
    how(&mut bytes);
    std::fs::write(file, &bytes).unwrap();
    bytes
}

fn noise(bytes: &mut [u8]) {
    let mut state = 88_172_645_463_325_252_u64;
    for byte in bytes {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        *byte = state as u8;
    }
}

fn aside(desk: &Desk) -> Vec<PathBuf> {
    let Ok(folder) = std::fs::read_dir(desk.data().join("damaged")) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "sqlite"))
        .collect();
    paths.sort();
    paths
}

/// The reader finds what was done; the next sync brings the rest.
fn must_be_as_before(desk: &Desk, before: &Value, articles: &BTreeSet<String>) {
    desk.ask(&["sync", "--now", "--articles"]);
    assert_eq!(&acts(desk), before);
    let missing: Vec<String> = articles.difference(&links(desk)).cloned().collect();
    assert_eq!(missing, [""; 0]);
    let found = desk.ask(&["doctor"]);
    assert_eq!(found["findings"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_library_comes_back_at_the_next_call_and_that_is_told() {
    let desk = filled().await;
    let (before, articles) = (acts(&desk), links(&desk));
    let ways: [fn(&mut Vec<u8>); 3] = [
        |bytes| noise(bytes),
        |bytes| noise(&mut bytes[..100]),
        |bytes| bytes.truncate(bytes.len() / 2),
    ];
    for (number, way) in ways.into_iter().enumerate() {
        let damaged = damage(&library(&desk), way);
        // Who may only read says what is wrong, and changes nothing.
        let refused = desk.fail(&["articles"], 1);
        assert!(
            refused.contains("library.sqlite is damaged") && refused.contains("Start Qazet again"),
            "{refused}"
        );
        assert_eq!(refused.lines().count(), 1, "no wall of errors: {refused}");
        let doctor = desk.run(&["doctor", "--json"]);
        assert_eq!(doctor.status.code(), Some(1));
        let found: Value = serde_json::from_slice(&doctor.stdout).unwrap();
        assert_eq!(found["ok"], false);
        assert_eq!(found["findings"].as_array().unwrap().len(), 1, "{found}");

        let done = desk.run(&["sync"]);
        let told = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(0), "{told}");
        assert!(
            told.contains("The library was damaged and has been rebuilt: 7 sources"),
            "{told}"
        );
        assert_eq!(aside(&desk).len(), number + 1);
        assert!(
            aside(&desk)
                .iter()
                .any(|path| std::fs::read(path).unwrap() == damaged),
            "the damaged file is kept as it was"
        );
        must_be_as_before(&desk, &before, &articles);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn damage_in_the_middle_is_found_by_doctor_and_mended_on_demand() {
    let desk = filled().await;
    let (before, articles) = (acts(&desk), links(&desk));
    // The root of a table in the middle of the file; opening does not notice.
    let damaged = damage(&library(&desk), |bytes| {
        let page = bytes.len() / 2 / 8192 * 8192;
        bytes[page..page + 8].fill(0x55);
    });
    let told = desk.run(&["doctor"]);
    assert_eq!(told.status.code(), Some(1));
    let lines = String::from_utf8(told.stdout).unwrap();
    assert!(lines.contains("library.sqlite is damaged"), "{lines}");

    let done = desk.run(&["doctor", "--repair", "--json"]);
    let told = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(0), "{told}");
    assert!(told.contains("has been rebuilt"), "{told}");
    let found: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(found["ok"], true);
    assert_eq!(std::fs::read(&aside(&desk)[0]).unwrap(), damaged);
    must_be_as_before(&desk, &before, &articles);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hot_log_beside_a_damaged_library_is_read_and_kept() {
    let desk = filled().await;
    // The list of the tables stands behind their first pages, about 350 kB in: half of the file is to hold it, as it does after a week of news.
    add_a_large_source(&desk);
    let served = Served::start(&desk);
    let last = ids(&desk, &[]).pop().unwrap();
    served.call(&json!({ "cmd": "mark", "args": { "ids": [last], "mark": "star" } }));
    served.kill();
    let log = desk.data().join("library.sqlite-wal");
    let hot = std::fs::read(&log).unwrap();
    assert!(!hot.is_empty(), "killed, so its log is there");
    let (before, articles) = (acts(&desk), links(&desk));
    damage(&library(&desk), |bytes| bytes.truncate(bytes.len() / 2));
    let done = desk.run(&["sync"]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let mut kept = aside(&desk)[0].clone().into_os_string();
    kept.push("-wal");
    assert_eq!(std::fs::read(kept).unwrap(), hot);
    must_be_as_before(&desk, &before, &articles);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_interface_hears_of_a_rescue_until_the_reader_has_seen_it() {
    let desk = filled().await;
    damage(&library(&desk), |bytes| noise(bytes));
    let start = json!({ "cmd": "start" });
    let served = Served::start(&desk);
    let rescued = served.call(&start)["value"]["rescued"].clone();
    assert_eq!(
        (&rescued["feeds"], &rescued["whole"]),
        (&json!(7), &json!(false))
    );
    assert!(rescued["marked"].as_u64() >= Some(4), "{rescued}");
    let aside = rescued["aside"].as_str().unwrap();
    assert!(desk.data().join(aside).is_file(), "{aside}");
    drop(served);
    let served = Served::start(&desk);
    assert_eq!(served.call(&start)["value"]["rescued"], rescued);
    served.call(&json!({ "cmd": "rescue_seen" }));
    assert!(served.call(&start)["value"].get("rescued").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_come_back_when_their_file_is_deleted_or_damaged() {
    let desk = filled().await;
    let (before, all) = (acts(&desk), ids(&desk, &[]));
    let media = desk.data().join("media.sqlite");
    let bytes = || desk.ask(&["doctor"])["media_bytes"].clone();
    let pictures = bytes();
    let ways: [fn(&mut Vec<u8>); 4] = [
        Vec::clear,
        |bytes| noise(bytes),
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| {
            let page = bytes.len() / 2 / 4096 * 4096;
            bytes[4096..page].fill(0x55);
        },
    ];
    for way in ways {
        damage(&media, way);
        let articles = ids(&desk, &[]);
        assert_eq!(articles, all, "the newspaper is there meanwhile");
        // Most damage shows when a picture is read, some only when everything is looked at.
        desk.ask(&["doctor", "--repair"]);
        desk.ask(&["sync", "--now", "--articles"]);
        assert_eq!(bytes(), pictures);
        assert_eq!(acts(&desk), before, "nothing else is touched");
        assert_eq!(desk.ask(&["doctor"])["findings"], json!([]));
    }
    assert!(aside(&desk).len() >= 3, "{:?}", aside(&desk));
    std::fs::remove_file(&media).unwrap();
    desk.ask(&["sync", "--now", "--articles"]);
    assert_eq!(bytes(), pictures);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_with_a_flipped_byte_is_not_shown_and_comes_back() {
    let desk = filled().await;
    let row = desk.ask(&["articles", "--limit", "500"]);
    let row = row.as_array().unwrap().iter();
    let hash = row
        .filter_map(|row| row["thumbnail"].as_str())
        .next()
        .unwrap()
        .to_owned();
    let served = Served::start(&desk);
    let path = format!("/media/{hash}?token={}", served.token);
    let shown = get(&served.url, &path, &[]);
    assert_eq!(shown.status, 200);
    drop(served);
    // One byte in the middle of every large piece of picture.
    damage(&desk.data().join("media.sqlite"), |bytes| {
        for page in (8192..bytes.len() - 4096).step_by(4096) {
            bytes[page + 2000] ^= 1;
        }
    });
    let served = Served::start(&desk);
    let path = format!("/media/{hash}?token={}", served.token);
    let status = get(&served.url, &path, &[]).status;
    assert_eq!(status, 404, "better no picture than a broken one");
    drop(served);
    desk.ask(&["doctor", "--repair"]);
    desk.ask(&["sync", "--now", "--articles"]);
    let served = Served::start(&desk);
    let path = format!("/media/{hash}?token={}", served.token);
    assert_eq!(get(&served.url, &path, &[]).status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_is_refused_until_the_first_is_gone_however_it_went() {
    let desk = filled().await;
    let first = Served::start(&desk);
    let named = format!("is in use by qazetctl (process {})", first.process());
    for call in [
        &["sync"][..],
        &["feeds", "subscribe", "--all"],
        &["doctor", "--repair"],
    ] {
        let refused = desk.fail(call, 1);
        assert!(refused.contains(&named), "{refused}");
    }
    assert!(!ids(&desk, &[]).is_empty(), "to read, everybody is welcome");
    first.kill();
    let owner = std::fs::read_to_string(desk.data().join("lock.owner")).unwrap();
    assert!(
        owner.contains(&first.process().to_string()),
        "what the killed one left: {owner}"
    );
    desk.ask(&["sync", "--now"]);
    let second = Served::start(&desk);
    let refused = desk.fail(&["sync"], 1);
    let named = format!("is in use by qazetctl (process {})", second.process());
    assert!(refused.contains(&named), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_goes_away_while_qazet_runs_is_told_and_nothing_is_pretended() {
    let desk = filled().await;
    let id = ids(&desk, &[]).pop().unwrap();
    let served = Served::start(&desk);
    let mark = |mark: &str| {
        let request = json!({ "cmd": "mark", "args": { "ids": [id], "mark": mark } });
        served.post("/call", &request)
    };
    let elsewhere = desk.data().with_file_name("elsewhere");
    std::fs::rename(desk.data(), &elsewhere).unwrap();
    let refused = mark("star");
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("is gone: it was removed, renamed")
            && refused.body.contains("Put it back"),
        "{}",
        refused.body
    );
    // Begun behind the reader's back it has nothing to say; whether the question for its state still finds an open file is luck.
    let begun = served.post("/call", &json!({ "cmd": "sync", "args": { "now": true } }));
    assert!(
        begun.status == 200 || begun.body.contains("is gone"),
        "{}",
        begun.body
    );
    assert!(
        !desk.data().exists(),
        "no new library is begun in its place"
    );
    std::fs::rename(&elsewhere, desk.data()).unwrap();
    assert_eq!(mark("star").status, 200, "it goes on where it stopped");
    assert!(ids(&desk, &["--starred"]).contains(&id));

    std::fs::remove_dir_all(desk.data()).unwrap();
    let refused = mark("save");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("is gone"), "{}", refused.body);
}

/// Hands on what the engine tells.
struct Told(tokio::sync::mpsc::UnboundedSender<String>);

impl Notifier for Told {
    fn notify(&self, notice: Notice) {
        self.0.send(notice.body).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_in_the_background_is_told_once_and_not_every_five_minutes() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("library");
    let clock = e2e::clock_of(e2e::BEGINNING.parse().unwrap());
    let (telling, mut told) = tokio::sync::mpsc::unbounded_channel();
    let engine = Engine::open(
        e2e::config(&data, World::default()),
        Arc::new(clock.clone()),
        Arc::new(Told(telling)),
    )
    .unwrap();
    std::fs::rename(&data, folder.path().join("elsewhere")).unwrap();
    let background = engine.run();
    let first = told.recv().await.unwrap();
    assert!(first.contains("is gone"), "{first}");
    // The background goes on looking; manual time does not make it wait.
    let later = clock.now() + SignedDuration::from_hours(2);
    while clock.now() < later {
        tokio::task::yield_now().await;
    }
    assert!(told.try_recv().is_err(), "told twice");
    background.abort();
}

/// Texts of the library's own form, in its file: what follows each zstd magic number is no longer one.
fn break_texts(library: &Path) -> usize {
    let mut bytes = std::fs::read(library).unwrap();
    let frame = [1, 0x28, 0xb5, 0x2f, 0xfd];
    let places: Vec<usize> = bytes
        .windows(frame.len())
        .enumerate()
        .filter_map(|(place, five)| (five == frame).then_some(place))
        .collect();
    for place in &places {
        bytes[place + 1] = 0;
    }
    std::fs::write(library, bytes).unwrap();
    places.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_cannot_be_read_holds_up_nobody_and_is_named() {
    let host = "own.example";
    let url = "https://own.example/feed";
    let feed = |first: &str| {
        let text = "A sentence about it that says something. ".repeat(50);
        let item = |guid: &str, title: &str, word: &str| {
            format!(
                "<item><guid>{guid}</guid><title>{title}</title><description>&lt;p&gt;{word} {text}&lt;/p&gt;</description></item>"
            )
        };
        let items = item("1", "The ferry", first) + &item("2", "The dock", "same");
        Page::feed(format!(
            "<rss version='2.0'><channel><title>Own</title>{items}</channel></rss>"
        ))
    };
    let paper = Paper::of_hosts(&[host]).await;
    paper.newsroom().print(host, "/feed", feed("before"));
    let text = format!("<opml version='2.0'><body><outline text='' xmlUrl='{url}'/></body></opml>");
    paper
        .ask(Request::ImportOpml {
            file: text.into_bytes(),
        })
        .await;
    paper.sync(Scope::Due).await;
    let library = paper.data.join("library.sqlite");
    let paper = paper
        .reopen_with(|config| {
            assert_eq!(break_texts(&library), 2);
            config
        })
        .await;
    let found = paper.engine.examine().await.unwrap().findings;
    assert_eq!(found, ["2 texts can't be read"]);

    paper.newsroom().print(host, "/feed", feed("after"));
    paper.pass(SignedDuration::from_hours(3));
    let report = paper.sync(Scope::Due).await;
    let outcome = &report.outcomes[0];
    assert_eq!(
        (outcome.status.as_str(), report.articles_updated),
        ("fetched", 1),
        "{outcome:?}"
    );
    assert!(
        outcome
            .reason
            .contains("1 of its texts that can't be read («The ferry»)"),
        "{}",
        outcome.reason
    );
    let Response::SyncActivity(activity) = paper.ask(Request::SyncActivity).await else {
        panic!("another answer")
    };
    let source = &activity.sources[0];
    assert_eq!(source.problem.as_deref(), Some("damage"));
    assert_eq!(source.reason, outcome.reason);
    let rows = paper.rows(View::All).await;
    let ferry = rows.iter().find(|row| row.title == "The ferry").unwrap();
    let article = paper.article(&ferry.id).await;
    assert!(article.text.starts_with("after"), "{}", article.text);
    let found = paper.engine.examine().await.unwrap().findings;
    assert_eq!(
        found,
        ["1 texts can't be read"],
        "the other waits for doctor"
    );

    // And the next time nothing is said of it any more.
    paper.pass(SignedDuration::from_hours(3));
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.outcomes[0].reason, "");
}
