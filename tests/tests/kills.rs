//! `kill -9` at random moments, of a sync and of packing an edition: the library always opens and is sound, nothing the reader did is lost, the
//! next call completes the rest, no article is there twice, and no edition goes beyond its budget.
//!
//! The ordinary run kills a few times, `cargo xtask test --soak` two hundred times. The seed of a run is printed; `QAZET_SEED` repeats it, as
//! far as two processes on one machine can be repeated.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Instant;

use api::wire::{ArticleRow, ArticleState};
use api::{Request, Response, View};
use e2e::desk::{Desk, Served};
use engine::endpoints::World;
use engine::ports::NoNotifier;
use engine::{Engine, Mode};
use jiff::SignedDuration;
use serde_json::json;

/// Kills of one library, from its first sync on.
const KILLS_A_LIFE: u32 = 20;
const KILLS_OF_ALL: u32 = 200;
const KILLS_IN_SHORT: u32 = 6;

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_killed_at_any_moment_loses_nothing() {
    let mut dice = Dice::new();
    let (lives, kills) = if e2e::is_soak() {
        (KILLS_OF_ALL / KILLS_A_LIFE, KILLS_A_LIFE)
    } else {
        (1, KILLS_IN_SHORT)
    };
    let began = Instant::now();
    let (mut killed, mut ended, mut acts) = (0, 0, 0);
    for _ in 0..lives {
        let mut reader = Reader::open().await;
        while reader.killed < kills {
            let pause = dice.below(150) + 15;
            reader
                .desk
                .newsroom
                .advance(SignedDuration::from_mins(pause.into()));
            if dice.below(2) == 0 {
                reader.kill_a_call(&["sync", "--now", "--articles"], &mut dice);
            } else {
                reader.kill_a_reading_session(&mut dice);
            }
            reader.must_find_everything().await;
            reader.act(&mut dice).await;
        }
        reader.must_complete().await;
        killed += reader.killed;
        ended += reader.ended;
        acts += reader.acts;
    }
    println!(
        "kills: {killed} killed, {ended} ended before, {acts} acts of the reader, {:.0} s, seed {}",
        began.elapsed().as_secs_f64(),
        dice.seed
    );
}

/// Bytes: less than everything of the newsroom takes.
const BUDGET: u64 = 1_500_000;

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_killed_at_any_moment_goes_on_where_it_was() {
    let mut dice = Dice::new();
    let kills = if e2e::is_soak() {
        KILLS_OF_ALL / 2
    } else {
        KILLS_IN_SHORT
    };
    let began = Instant::now();
    let mut reader = Reader::open().await;
    reader.requests = 200;
    while reader.killed < kills {
        if dice.below(4) == 0 {
            let hours = i64::from(dice.below(6));
            reader
                .desk
                .newsroom
                .advance(SignedDuration::from_hours(hours));
        }
        let budget = BUDGET.to_string();
        let go_on = reader.desk.ask(&["edition"])["state"] == "stopped";
        let call = match go_on {
            true => vec!["edition", "--resume"],
            false => vec!["edition", "--budget", &budget],
        };
        reader.kill_a_call(&call, &mut dice);
        reader.must_find_everything().await;
        reader.must_keep_the_budget();
        reader.act(&mut dice).await;
    }
    reader
        .desk
        .ask(&["edition", "--budget", &BUDGET.to_string()]);
    reader.must_find_everything().await;
    reader.must_keep_the_budget();
    reader.must_have_packed_whole_articles().await;
    println!(
        "kills of an edition: {} killed, {} ended before, {} acts of the reader, {:.0} s, seed {}",
        reader.killed,
        reader.ended,
        reader.acts,
        began.elapsed().as_secs_f64(),
        dice.seed
    );
}

/// Read, starred, saved.
type Marks = (bool, bool, bool);

struct Reader {
    desk: Desk,
    /// What the library has promised to keep.
    promised: BTreeMap<String, Marks>,
    killed: u32,
    ended: u32,
    acts: u32,
    /// How many requests a sync makes, as far as was seen.
    requests: u32,
}

impl Reader {
    async fn open() -> Self {
        let desk = Desk::open().await;
        desk.ask(&["feeds", "subscribe", "--all"]);
        Self {
            desk,
            promised: BTreeMap::new(),
            killed: 0,
            ended: 0,
            acts: 0,
            requests: 60,
        }
    }

    /// `qazetctl`, killed at a random moment.
    fn kill_a_call(&mut self, arguments: &[&str], dice: &mut Dice) {
        let mut moment = Moment::choose(dice, self.requests, &self.desk);
        let mut command = self.desk.command();
        command.args(arguments).stdout(Stdio::null());
        let mut working = command.spawn().unwrap();
        loop {
            if working.try_wait().unwrap().is_some() {
                self.ended += 1;
                self.requests = self.desk.newsroom.requests().len() as u32;
                return;
            }
            if moment.has_come(&self.desk) {
                break;
            }
        }
        working.kill().unwrap();
        working.wait().unwrap();
        self.killed += 1;
    }

    /// `qazetctl serve`, killed at a random moment while it syncs and the reader marks one article after the other. A mark is promised once it
    /// was acknowledged; of the one that was on its way nobody can tell.
    fn kill_a_reading_session(&mut self, dice: &mut Dice) {
        let served = Served::start(&self.desk);
        let all = json!({ "cmd": "timeline", "args": { "view": { "view": "all" }, "after": null, "limit": 500 } });
        let rows = served.call(&all)["value"]["rows"].clone();
        let rows: Vec<ArticleRow> = serde_json::from_value(rows).unwrap();
        let mut moment = Moment::choose(dice, self.requests, &self.desk);
        served.call(&json!({ "cmd": "sync", "args": { "now": true } }));
        let mut own_dice = dice.split();
        let (promised, acts) = (&mut self.promised, &mut self.acts);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while let Some(act) = own_dice.act(&rows, promised) {
                    promised.remove(&act.id);
                    match served.try_post("/call", &act.request()) {
                        Ok(answer) => assert_eq!(answer.status, 200, "{}", answer.body),
                        Err(_) => return,
                    }
                    promised.insert(act.id, act.marks);
                    *acts += 1;
                }
            });
            while !moment.has_come(&self.desk) {}
            served.kill();
        });
        self.killed += 1;
    }

    /// Marks a few articles between two syncs.
    async fn act(&mut self, dice: &mut Dice) {
        let engine = self.engine(&self.desk.data(), Mode::Write);
        let rows = rows(&engine).await;
        for _ in 0..3 {
            if let Some(act) = dice.act(&rows, &self.promised) {
                let request: Request = serde_json::from_value(act.request()).unwrap();
                api::dispatch(&engine, request).await.unwrap();
                self.promised.insert(act.id, act.marks);
                self.acts += 1;
            }
        }
    }

    async fn must_find_everything(&self) {
        let found = self.desk.ask(&["doctor"]);
        assert_eq!(found["findings"], json!([]));
        let rows = rows(&self.engine(&self.desk.data(), Mode::Read)).await;
        let mut links = BTreeSet::new();
        for row in &rows {
            let new = links.insert((&row.feed, &row.link));
            assert!(new, "{} is there twice", row.link);
        }
        let kept: BTreeMap<&str, Marks> = rows
            .iter()
            .map(|row| (row.id.as_str(), marks_of(row)))
            .collect();
        for (id, marks) in &self.promised {
            assert_eq!(
                kept.get(id.as_str()),
                Some(marks),
                "read, starred, saved of {id}"
            );
        }
    }

    /// One sync that nobody kills: then everything is here that a new library has.
    async fn must_complete(&self) {
        let report = self.desk.ask(&["sync", "--now", "--articles"]);
        assert_eq!(report["failed"], 0, "{report}");
        self.must_find_everything().await;
        let new = self.desk.folder.path().join("new");
        for call in [
            &["feeds", "subscribe", "--all"][..],
            &["sync", "--articles"],
        ] {
            let done = self.desk.command_on(&new).args(call).output().unwrap();
            assert!(done.status.success());
        }
        let (ours, new) = (
            self.engine(&self.desk.data(), Mode::Read),
            self.engine(&new, Mode::Read),
        );
        let here: BTreeMap<String, ArticleState> = rows(&ours)
            .await
            .into_iter()
            .map(|row| (row.link, row.state))
            .collect();
        for row in rows(&new).await {
            assert_eq!(here.get(&row.link), Some(&row.state), "{}", row.link);
        }
        let found = async |engine: &Engine| engine.search("мост".to_owned(), 200).await.unwrap();
        assert!(found(&ours).await.len() >= found(&new).await.len());
    }

    fn must_keep_the_budget(&self) {
        let edition = self.desk.ask(&["edition"]);
        let Some(bytes) = edition["bytes"].as_u64() else {
            return;
        };
        assert!(bytes <= BUDGET + BUDGET / 100, "{edition}");
        let media = self.desk.ask(&["doctor"])["media_bytes"].as_u64();
        // Icons of the sources, and a picture or two that came just before the end.
        assert!(media <= Some(BUDGET + 300_000), "{media:?} for {edition}");
    }

    async fn must_have_packed_whole_articles(&self) {
        let edition = self.desk.ask(&["edition"]);
        assert_eq!(edition["state"], "packed", "{edition}");
        assert_eq!(edition["missing"], 0, "{edition}");
        assert!(edition["bytes"].as_u64() > Some(BUDGET / 2), "{edition}");
        let engine = self.engine(&self.desk.data(), Mode::Read);
        let packed = list(&engine, View::Edition).await;
        assert_eq!(Some(packed.len() as u64), edition["articles"].as_u64());
        for row in packed {
            assert_ne!(row.state, ArticleState::Headline, "{}", row.link);
            assert_ne!(row.state, ArticleState::Failed, "{}", row.link);
            if row.photos > 0 {
                assert_eq!(row.state, ArticleState::Complete, "{}", row.link);
            }
        }
    }

    fn engine(&self, data: &Path, mode: Mode) -> Arc<Engine> {
        let world = World::parse(&self.desk.newsroom.world().to_string()).unwrap();
        let mut config = e2e::config(data, world);
        config.mode = mode;
        let clock = e2e::clock_of(self.desk.newsroom.now());
        Engine::open(config, Arc::new(clock), Arc::new(NoNotifier)).unwrap()
    }
}

async fn rows(engine: &Arc<Engine>) -> Vec<ArticleRow> {
    list(engine, View::All).await
}

async fn list(engine: &Arc<Engine>, view: View) -> Vec<ArticleRow> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let request = Request::Timeline {
            view: view.clone(),
            after,
            limit: 500,
        };
        let Ok(Response::Timeline(part)) = api::dispatch(engine, request).await else {
            panic!("another answer")
        };
        rows.extend(part.rows);
        after = part.next;
        if after.is_none() {
            return rows;
        }
    }
}

fn marks_of(row: &ArticleRow) -> Marks {
    (row.read, row.starred, row.saved)
}

/// A moment of a sync: after so many requests, and then so many looks more. No clock: what counts is how far the sync has come.
struct Moment {
    requests: usize,
    looks: u32,
    /// A sync that asks for less is killed where it rests.
    patience: u32,
}

impl Moment {
    fn choose(dice: &mut Dice, requests: u32, desk: &Desk) -> Self {
        desk.newsroom.forget();
        Self {
            requests: dice.below(requests + 1) as usize,
            looks: dice.below(1000),
            patience: 5000,
        }
    }

    fn has_come(&mut self, desk: &Desk) -> bool {
        std::thread::yield_now();
        self.patience -= 1;
        if self.patience == 0 || desk.newsroom.requests().len() >= self.requests {
            self.looks = self.looks.saturating_sub(1);
            self.patience = self.patience.max(1);
            return self.looks == 0;
        }
        false
    }
}

/// A mark to set or take away.
struct Act {
    id: String,
    mark: &'static str,
    marks: Marks,
}

impl Act {
    fn request(&self) -> serde_json::Value {
        json!({ "cmd": "mark", "args": { "ids": [self.id], "mark": self.mark } })
    }
}

struct Dice {
    seed: u64,
    state: u64,
}

impl Dice {
    fn new() -> Self {
        let chosen = std::env::var("QAZET_SEED").ok();
        let seed = chosen.map_or_else(
            || {
                let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
                now.as_nanos() as u64 | 1
            },
            |seed| seed.parse().unwrap(),
        );
        println!("kills: seed {seed}");
        Self { seed, state: seed }
    }

    fn split(&mut self) -> Self {
        let seed = self.next() | 1;
        Self { seed, state: seed }
    }

    /// Xorshift.
    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    fn below(&mut self, limit: u32) -> u32 {
        (self.next() % u64::from(limit)) as u32
    }

    /// Something to do with one of the articles, if there are any.
    fn act(&mut self, rows: &[ArticleRow], promised: &BTreeMap<String, Marks>) -> Option<Act> {
        let row = rows.get(self.below(u32::try_from(rows.len().max(1)).unwrap()) as usize)?;
        let (read, starred, saved) = promised.get(&row.id).copied().unwrap_or(marks_of(row));
        let (mark, marks) = match self.below(3) {
            0 if read => ("unread", (false, starred, saved)),
            0 => ("read", (true, starred, saved)),
            1 if starred => ("unstar", (read, false, saved)),
            1 => ("star", (read, true, saved)),
            _ if saved => ("unsave", (read, starred, false)),
            _ => ("save", (read, starred, true)),
        };
        Some(Act {
            id: row.id.clone(),
            mark,
            marks,
        })
    }
}
