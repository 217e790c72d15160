//! Bad disks: a locked folder, a folder that is none, a read-only file system, a full disk. The reader is told what to do, what was stored stays
//! readable, nothing is half-written, and it goes on when the disk is good again.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use api::wire::ArticleState;
use api::{Mark, Request, Response, View};
use e2e::Paper;
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
    assert_eq!(Arc::strong_count(&paper.engine), 1, "nobody else holds it");
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

/// A small disk of its own. It is unmounted when it is dropped.
struct Disk(PathBuf);

impl Disk {
    /// Nothing where this process may not mount; then says so.
    fn mount(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap().keep();
        let options = format!("size={size},mode=0700");
        let mounted = cfg!(target_os = "linux")
            && is_root()
            && ran(Command::new("mount")
                .args(["-t", "tmpfs", "-o", &options, "qazet-test"])
                .arg(&folder));
        if mounted {
            return Some(Self(folder));
        }
        std::fs::remove_dir(&folder).unwrap();
        println!("disks: needs root on Linux, not run");
        None
    }

    fn remount(&self, how: &str) {
        let options = format!("remount,{how}");
        assert!(
            ran(Command::new("mount").args(["-o", &options]).arg(&self.0)),
            "remount {how}"
        );
    }

    /// Leaves no byte free.
    fn fill(&self) {
        let ballast = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.ballast());
        let mut ballast = ballast.unwrap();
        let full = std::io::copy(&mut std::io::repeat(7), &mut ballast).unwrap_err();
        assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
    }

    fn make_room(&self) {
        std::fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: an engine of a failed test may still hold it.
        let unmounted = ran(Command::new("umount").arg("-l").arg(&self.0));
        if unmounted {
            let _ = std::fs::remove_dir(&self.0);
        } else {
            eprintln!("{} could not be unmounted", self.0.display());
        }
    }
}

fn ran(command: &mut Command) -> bool {
    command.output().is_ok_and(|done| done.status.success())
}

fn is_root() -> bool {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    let uids = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    uids.and_then(|uids| uids.split_whitespace().nth(1)) == Some("0")
}
