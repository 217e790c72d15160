//! Bad disks: a locked folder, a folder that is none, a read-only file system, a full disk. The reader is told what to do, what was stored stays
//! readable, nothing is half-written, and it goes on when the disk is good again.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use api::wire::ArticleState;
use api::{Mark, Request, Response, View};
use e2e::desk::Desk;
use e2e::disk::Disk;
use e2e::{Paper, Told};
use engine::ports::NoNotifier;
use engine::{Config, Engine, Mode, Scope};
use jiff::SignedDuration;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn open(paper: &Paper, change: impl FnOnce(&mut Config)) -> Result<Arc<Engine>, engine::Error> {
    let mut config = e2e::config(&paper.data, paper.world.clone());
    change(&mut config);
    Engine::open(config, Arc::new(paper.clock.clone()), Arc::new(NoNotifier))
}

/// Every article with its text and the bytes of its pictures.
async fn everything(paper: &Paper) -> BTreeMap<String, (String, usize)> {
    let mut all = BTreeMap::new();
    for row in paper.rows(View::All).await {
        let article = paper.article(&row.id).await;
        let photos = article.photo_report.iter().chain(&article.picture);
        let mut bytes = 0;
        for hash in photos.filter_map(|photo| photo.hash.as_ref()) {
            let media = paper.engine.media(&hash.parse().unwrap()).await.unwrap();
            bytes += media.expect("a picture of the cache").bytes.len();
        }
        all.insert(row.id, (article.text, bytes));
    }
    all
}

async fn must_be_sound(paper: &Paper) {
    let found = paper.engine.examine().await.unwrap();
    assert_eq!(found.findings, [""; 0], "nothing is half-written");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_in_use_is_told_with_the_name_of_its_user() {
    let paper = Paper::subscribed().await;
    paper.sync(Scope::Due).await;
    let refused = open(&paper, |_| {})
        .err()
        .expect("two never write one folder")
        .to_string();
    let told = format!(
        "is in use by e2e (process {}). Close that program, or choose another folder",
        std::process::id()
    );
    assert!(refused.contains(&told), "{refused}");
    // To read, a second one is welcome, and sees what the first has written.
    let beside = open(&paper, |config| config.mode = Mode::Read).unwrap();
    assert_eq!(beside.feeds().await.unwrap().len(), 7);
    let refused = beside.sync(Scope::Now).await.unwrap_err().to_string();
    assert!(refused.contains("What is stored can be read"), "{refused}");
    drop(beside);
    // The first goes on, and leaves the folder free.
    let report = paper.sync(Scope::Now).await;
    assert_eq!(report.failed, 0, "{:?}", report.outcomes);
    must_be_sound(&paper.reopen().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_a_file_is_refused_and_left_alone() {
    let paper = Paper::open().await;
    let file = paper.data.with_file_name("letter.txt");
    std::fs::write(&file, "dear reader").unwrap();
    for data in [file.clone(), file.join("library")] {
        let refused = open(&paper, |config| config.data = data)
            .err()
            .expect("no folder")
            .to_string();
        assert!(
            refused.contains("letter.txt") && refused.contains("choose another with --data"),
            "{refused}"
        );
    }
    assert_eq!(std::fs::read(&file).unwrap(), b"dear reader");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_on_a_read_only_file_system_can_be_read() {
    let Some(disk) = Disk::mount("64m") else {
        return;
    };
    let paper = filled(&disk).await;
    let before = everything(&paper).await;
    paper.is_left_alone().await;
    let read_only = |config| {
        disk.remount("ro");
        config
    };
    let paper = paper.reopen_with(read_only).await;
    assert_eq!(everything(&paper).await, before, "everything is readable");
    must_be_sound(&paper).await;
    paper.newsroom().forget();
    let refused = paper.engine.sync(Scope::Now).await.unwrap_err().to_string();
    assert!(
        refused.contains("its file system is read-only") && refused.contains("make it writable"),
        "{refused}"
    );
    assert_eq!(
        paper.newsroom().requests().len(),
        0,
        "nobody is asked for what can't be kept"
    );
    let ids = before.keys().take(1).cloned().collect();
    let refused = api::dispatch(
        &paper.engine,
        Request::Mark {
            ids,
            mark: Mark::Star,
        },
    )
    .await
    .unwrap_err();
    assert!(
        refused.message.contains("make it writable"),
        "{}",
        refused.message
    );
    let Response::Rates(rates) = paper.ask(Request::Rates { refresh: false }).await else {
        panic!("another answer")
    };
    assert!(!rates.rates.is_empty());

    let new = open(&paper, |config| config.data = disk.0.join("new"))
        .err()
        .expect("read-only")
        .to_string();
    assert!(
        new.contains("Make the folder writable, or choose another"),
        "{new}"
    );

    let writable = |config| {
        disk.remount("rw");
        config
    };
    let paper = paper.reopen_with(writable).await;
    paper.pass(HOUR * 30);
    assert!(
        paper.sync(Scope::Now).await.articles_new > 0,
        "it syncs again"
    );
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_takes_nothing_away_and_it_goes_on_when_there_is_room() {
    let Some(disk) = Disk::mount("64m") else {
        return;
    };
    let paper = on(&disk, Paper::subscribed().await).await;
    paper.sync(Scope::Due).await;
    let before = everything(&paper).await;
    assert!(before.len() > 20);

    disk.fill();
    let refused = paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains(
            "the disk is full. Free some space and try again; everything stored so far is kept"
        ),
        "{refused}"
    );
    let now = everything(&paper).await;
    assert!(
        before.keys().all(|id| now.contains_key(id)),
        "every article is still there"
    );
    for row in paper.rows(View::All).await {
        let article = paper.article(&row.id).await;
        assert_eq!(article.row, row);
        if row.state == ArticleState::Complete {
            assert!(!article.text.is_empty());
        }
    }
    let found = paper.engine.examine().await.unwrap().findings;
    assert!(
        found.iter().all(|finding| finding.contains("search index")),
        "nothing is half-written: {found:?}"
    );

    // Started anew with the disk full to the last byte, it is a newspaper to read.
    let still_full = |config| {
        disk.fill();
        config
    };
    let paper = paper.reopen_with(still_full).await;
    let again = everything(&paper).await;
    assert_eq!(again, now);
    let refused = paper.engine.sync(Scope::Now).await.unwrap_err().to_string();
    assert!(refused.contains("full"), "{refused}");

    disk.make_room();
    let paper = paper.reopen().await;
    paper.sync(Scope::Now).await;
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    for row in paper.rows(View::All).await {
        assert_eq!(row.state, ArticleState::Complete, "{}", row.link);
    }
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_during_a_sync_is_told_and_the_same_engine_goes_on() {
    let Some(disk) = Disk::mount("64m") else {
        return;
    };
    let paper = on(&disk, Paper::subscribed().await).await;
    disk.fill();
    let refused = paper.engine.sync(Scope::Due).await.unwrap_err().to_string();
    assert!(
        refused.contains("the disk is full. Free some space"),
        "{refused}"
    );
    must_be_sound(&paper).await;
    disk.make_room();
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.failed, 0, "{:?}", report.outcomes);
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    let all = everything(&paper).await;
    assert!(all.len() > 20);
    must_be_sound(&paper).await;

    // The next day there is not even room to begin writing.
    let full = |config| {
        disk.fill();
        config
    };
    let paper = paper.reopen_with(full).await;
    assert_eq!(everything(&paper).await, all);
    let refused = paper.engine.sync(Scope::Now).await.unwrap_err().to_string();
    assert!(refused.contains("full"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_is_not_begun_on_a_full_disk() {
    let Some(disk) = Disk::mount("1m") else {
        return;
    };
    disk.fill();
    let paper = Paper::open().await;
    let refused = open(&paper, |config| config.data = disk.0.join("library"))
        .err()
        .expect("no room")
        .to_string();
    assert!(
        refused.contains("the disk is full. Free some space"),
        "{refused}"
    );
    disk.make_room();
}

/// The paper with a library on that disk in place of its own, subscribed to the same.
async fn on(disk: &Disk, paper: Paper) -> Paper {
    let mut paper = paper
        .reopen_with(|mut config| {
            config.data = disk.0.join("library");
            config
        })
        .await;
    paper.data = disk.0.join("library");
    let urls = paper
        .world
        .catalogue
        .iter()
        .map(|entry| entry.url.clone())
        .collect();
    paper.ask(Request::Subscribe { urls }).await;
    paper
}

/// A paper whose whole library lies on that disk.
async fn filled(disk: &Disk) -> Paper {
    let paper = on(disk, Paper::open().await).await;
    paper.sync_all().await;
    paper
}

/// Every stage of a day on a disk with so many bytes free: whatever is refused is refused for want of room, what was promised is kept, and
/// with room it goes on.
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_at_any_stage_breaks_nothing() {
    let Some(disk) = Disk::mount("64m") else {
        return;
    };
    let kilobytes: Vec<u64> = if e2e::is_soak() {
        (0..64)
            .map(|step| step * 16)
            .chain([1500, 2000, 3000, 4000])
            .collect()
    } else {
        vec![0, 24, 100, 300, 900]
    };
    let mut refusals = BTreeSet::new();
    let mut promised: Option<String> = None;
    let mut paper = on(&disk, Paper::subscribed().await).await;
    for kilobytes in kilobytes {
        let squeezed = |config| {
            disk.leave(kilobytes * 1024);
            config
        };
        paper = paper.reopen_with(squeezed).await;
        paper.pass(HOUR * 2);
        let id = paper
            .rows(View::All)
            .await
            .first()
            .map(|row| row.id.clone());
        let mut stage = |name: &str, done: Result<(), String>| {
            if let Err(refused) = done {
                assert!(
                    refused.contains("the disk is full") || refused.contains("can't be written"),
                    "{name} with {kilobytes} kB: {refused}"
                );
                refusals.insert(name.to_owned());
            }
        };
        let text = |error: engine::Error| error.to_string();
        let engine = &paper.engine;
        stage(
            "sync",
            engine.sync(Scope::Now).await.map(drop).map_err(text),
        );
        stage(
            "queue",
            engine.drain_queue(engine::Depth::Empty).await.map_err(text),
        );
        if let Some(id) = id {
            let ids = vec![id.clone()];
            let star = Request::Mark {
                ids,
                mark: Mark::Star,
            };
            let done = api::dispatch(engine, star).await;
            if done.is_ok() {
                promised = Some(id);
            }
            stage("act", done.map(drop).map_err(|error| error.message));
        }
        stage("backup", engine.back_up().await.map(drop).map_err(text));
        let opml = engine.export_opml().await.unwrap();
        assert!(opml.contains("dala.example"), "an export needs no room");

        disk.make_room();
        paper = paper.reopen().await;
        must_be_sound(&paper).await;
        let starred = paper.rows(View::Starred).await;
        if let Some(promised) = &promised {
            assert!(starred.iter().any(|row| row.id == *promised));
        }
    }
    assert!(
        refusals.contains("sync") && refusals.contains("backup"),
        "{refusals:?}"
    );
    paper.sync(Scope::Now).await;
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    for row in paper.rows(View::All).await {
        assert_eq!(row.state, ArticleState::Complete, "{}", row.link);
    }
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_has_no_room_leaves_those_of_other_days() {
    let Some(disk) = Disk::mount("64m") else {
        return;
    };
    let paper = filled(&disk).await;
    let yesterday = paper.engine.back_up().await.unwrap().unwrap();
    let bytes = std::fs::read(&yesterday).unwrap();
    paper.pass(HOUR * 24);
    disk.fill();
    let refused = paper.engine.back_up().await.unwrap_err().to_string();
    assert!(refused.contains("the disk is full"), "{refused}");
    assert_eq!(std::fs::read(&yesterday).unwrap(), bytes);
    disk.make_room();
    let today = paper.engine.back_up().await.unwrap().unwrap();
    assert_ne!(today, yesterday);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rescue_that_has_no_room_leaves_the_damaged_library_for_later() {
    let Some(disk) = Disk::mount("64m") else {
        return;
    };
    let paper = filled(&disk).await;
    let id = paper.rows(View::All).await[0].id.clone();
    let star = Request::Mark {
        ids: vec![id.clone()],
        mark: Mark::Star,
    };
    paper.ask(star).await;
    paper.engine.close().await.unwrap();
    let (data, world, clock) = (paper.data.clone(), paper.world.clone(), paper.clock.clone());
    let library = data.join("library.sqlite");
    drop(paper);
    let mut bytes = std::fs::read(&library).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(&library, &bytes).unwrap();
    disk.fill();
    let open = || {
        let config = e2e::config(&data, world.clone());
        Engine::open(config, Arc::new(clock.clone()), Arc::new(NoNotifier))
    };
    let refused = open().err().expect("no room").to_string();
    assert!(
        refused.contains("the disk is full. Free some space"),
        "{refused}"
    );
    assert_eq!(std::fs::read(&library).unwrap(), bytes, "it is as it was");
    disk.make_room();
    let engine = open().unwrap();
    assert!(engine.rescued_now().is_some());
    let starred = engine
        .articles(model::View::Starred, None, 10)
        .await
        .unwrap();
    assert_eq!(starred.rows[0].id.to_string(), id);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_long_ago_leaves_later_where_there_is_no_room_to_let_it_go() {
    let Some(disk) = Disk::mount("64m") else {
        return;
    };
    let mut paper = filled(&disk).await;
    let mut settings = paper.engine.settings().await.unwrap();
    settings.retention.texts.days = 1;
    paper.engine.choose(settings).await.unwrap();
    let all: Vec<String> = everything(&paper).await.into_keys().collect();
    let (starred, read) = all.split_first().unwrap();
    let mark = |ids: &[String], mark| Request::Mark {
        ids: ids.to_vec(),
        mark,
    };
    paper.ask(mark(&all, Mark::Read)).await;
    paper.ask(mark(&all[..1], Mark::Star)).await;
    paper.pass(HOUR * 24 * 20);
    let mut refused = 0;
    // Nothing else is left to do in this pass; and with so little room the log can be begun, but not hold what leaving takes.
    for kilobytes in [64, 96, 128, 192, 256] {
        let squeezed = |config| {
            disk.leave(kilobytes * 1024);
            config
        };
        paper = paper.reopen_with(squeezed).await;
        let can_write = api::dispatch(&paper.engine, mark(&all[..1], Mark::Star)).await;
        let done = paper.engine.drain_queue(engine::Depth::Empty).await;
        if let Err(error) = &done {
            let told = error.to_string();
            assert!(told.contains("the disk is full. Free some space"), "{told}");
            let here: Vec<String> = everything(&paper).await.into_keys().collect();
            assert_eq!(here, all, "{kilobytes} kB: nothing left half");
            refused += u32::from(can_write.is_ok());
        }
        disk.make_room();
        must_be_sound(&paper).await;
        if done.is_ok() {
            break;
        }
    }
    assert!(refused > 0, "it was written to, and letting go was refused");
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    let left: Vec<String> = everything(&paper).await.into_keys().collect();
    assert_eq!(left, [starred.as_str()], "{} were let go", read.len());
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_has_no_room_leaves_the_one_that_was_there() {
    let Some(disk) = Disk::mount("4m") else {
        return;
    };
    let desk = Desk::open().await;
    desk.ask(&["feeds", "add", "https://dala.example/feed/"]);
    let list = disk.0.join("list.opml");
    std::fs::write(&list, "an older list").unwrap();
    disk.fill();
    let told = desk.fail(&["opml", "export", list.to_str().unwrap()], 1);
    assert!(
        told.contains("list.opml could not be saved") && told.contains("Free some space"),
        "{told}"
    );
    assert_eq!(std::fs::read(&list).unwrap(), b"an older list");
    let files = std::fs::read_dir(&disk.0).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["ballast", "list.opml"], "nothing half is left");
    disk.make_room();
    desk.ask(&["opml", "export", list.to_str().unwrap()]);
    let written = std::fs::read_to_string(&list).unwrap();
    assert!(written.contains("dala.example"), "{written}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_book_that_has_no_room_leaves_the_one_that_was_there() {
    let Some(disk) = Disk::mount("4m") else {
        return;
    };
    let desk = Desk::open().await;
    desk.ask(&["feeds", "add", "https://dala.example/feed/"]);
    desk.ask(&["sync", "--now", "--articles"]);
    let book = disk.0.join("paper.epub");
    std::fs::write(&book, "an older book").unwrap();
    disk.leave(20_000);
    let export = ["export", "--list", "all", "--format", "epub", "--output"];
    let call = [&export[..], &[book.to_str().unwrap()]].concat();
    let told = desk.fail(&call, 1);
    assert!(
        told.contains("paper.epub could not be saved: the disk is full. Free some space"),
        "{told}"
    );
    assert_eq!(std::fs::read(&book).unwrap(), b"an older book");
    let files = std::fs::read_dir(&disk.0).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["ballast", "paper.epub"], "nothing half is left");
    disk.make_room();
    desk.ask(&call);
    assert!(std::fs::read(&book).unwrap().starts_with(b"PK"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_on_a_full_disk_gives_its_list_away() {
    let Some(disk) = Disk::mount("16m") else {
        return;
    };
    let desk = Desk::open().await;
    let data = disk.0.join("library");
    let run = |arguments: &[&str]| desk.command_on(&data).args(arguments).output().unwrap();
    assert!(
        run(&["feeds", "add", "https://dala.example/feed/"])
            .status
            .success()
    );
    disk.fill();
    let done = run(&["opml", "export", "-"]);
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(String::from_utf8_lossy(&done.stdout).contains("dala.example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_stays_full_is_told_once_whatever_words_it_finds() {
    let Some(disk) = Disk::mount("128m") else {
        return;
    };
    let mut paper = on(&disk, Paper::subscribed().await).await;
    let told = Told::default();
    paper.engine.close().await.unwrap();
    let config = e2e::config(&paper.data, paper.world.clone());
    let clock = Arc::new(paper.clock.clone());
    paper.engine = {
        drop(paper.engine);
        Engine::open(config, clock, Arc::new(told.clone())).unwrap()
    };
    // Once there is some room, and a pass goes well; but it is no room to live in.
    for kilobytes in [0, 300, 20_000, 0, 40, 0] {
        disk.leave(kilobytes * 1024);
        paper.pass(SignedDuration::from_mins(70));
        paper.engine.background_pass().await;
        paper.pass(SignedDuration::from_mins(1));
        paper.engine.background_pass().await;
    }
    let first = told.so_far();
    assert_eq!(first.len(), 1, "{first:?}");
    assert!(first[0].body.contains("the disk is full"), "{first:?}");

    disk.make_room();
    paper.pass(HOUR * 25);
    paper.engine.background_pass().await;
    assert_eq!(told.titles(), [""; 0]);
    disk.fill();
    paper.pass(HOUR * 25);
    paper.engine.background_pass().await;
    assert_eq!(told.so_far().len(), 1, "full again is news again");
}
