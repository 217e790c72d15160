//! Thirty days of news in time lapse, under the rules that a reader has who chose nothing: how many notices come, which top news is missed, how
//! late they are, and that none comes twice. `QAZET_TABLE=1` prints the table of docs/benchmarks.md.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, HashMap, HashSet};

use api::Request;
use e2e::{Paper, Told};
use engine::Scope;
use engine::ports::Notice;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How long the ordinary run is; the slow one has all thirty for everybody.
const SHORT: u32 = 7;
const DAYS: u32 = 30;
/// How often the reader's Qazet syncs.
const STEP: SignedDuration = SignedDuration::from_mins(30);
/// Equal headlines further apart are two stories: "Weather for today".
const SAME_TITLE: SignedDuration = SignedDuration::from_hours(72);

/// What one reader was told.
#[derive(Default)]
struct Lapse {
    /// Notifications by day.
    days: BTreeMap<String, u32>,
    /// Articles that came out.
    articles: usize,
    /// Stories marked as top news of the reader's sources, and those of them that no notice told of, by why.
    top: usize,
    missed: BTreeMap<String, u32>,
    /// Minutes from coming out to being shown, of top news.
    delays: Vec<i64>,
    /// What was told again, by itself or in a digest: the same headline within three days, or the same address.
    repeats: usize,
    /// Events of the newsroom of which two notices told, in whatever words.
    retold: usize,
}

async fn lapse(days: u32, languages: &[&str], bell: Option<&str>) -> Lapse {
    let told = Told::default();
    let paper = Paper::of_days(days).await.notify(told.clone()).await;
    let catalogue = paper.world.catalogue.iter();
    let urls: Vec<String> = catalogue
        .filter(|entry| languages.contains(&entry.language.as_str()))
        .map(|entry| entry.url.clone())
        .collect();
    paper.ask(Request::Subscribe { urls }).await;
    if let Some(bell) = bell {
        for feed in paper.library().await.feeds {
            let (id, bell) = (feed.id, bell.to_owned());
            paper.ask(Request::SetBell { id, bell }).await;
        }
    }
    paper.sync(Scope::Due).await;
    let began = paper.engine.now();
    let end = began + SignedDuration::from_hours(24 * i64::from(days));
    let zone = TimeZone::get("Asia/Almaty").unwrap();
    let mut lapse = Lapse::default();
    let mut listed = BTreeMap::new();
    let mut read: HashMap<String, Timestamp> = HashMap::new();
    while paper.engine.now() < end {
        paper.pass(STEP);
        paper.engine.look_at_notices().await.unwrap();
        paper.sync(Scope::Due).await;
        let day = paper.engine.now().to_zoned(zone.clone()).date();
        let shown = told.so_far();
        // What waits is shown within a day, and a day has fewer than that.
        for row in paper.engine.notices(200).await.unwrap().recent {
            listed.insert(row.id, row);
        }
        let count = lapse.days.entry(day.to_string()).or_default();
        *count += shown.len() as u32;
        for headline in shown.iter().flat_map(headlines_of) {
            let before = read.insert(normalised(&headline), paper.engine.now());
            let soon = |before: Timestamp| paper.engine.now().duration_since(before) < SAME_TITLE;
            lapse.repeats += usize::from(before.is_some_and(soon));
        }
    }
    let truth = paper.newsroom().articles();
    let ours = truth.iter().filter(|article| {
        languages.contains(&article.language.as_str())
            && article.published > began
            && article.published <= end
    });
    let mut top: BTreeMap<String, Vec<&newsroom::Article>> = BTreeMap::new();
    for article in ours {
        lapse.articles += 1;
        if article.top {
            let story = format!("{} {}", article.language, article.story);
            top.entry(story).or_default().push(article);
        }
    }
    lapse.top = top.len();
    for articles in top.values() {
        let rows = articles
            .iter()
            .flat_map(|article| listed.values().filter(|row| row.title == article.title));
        let row = rows.min_by_key(|row| row.shown.unwrap_or(Timestamp::MAX));
        match row.map(|row| (row.shown, row)) {
            Some((Some(shown), row)) => {
                lapse
                    .delays
                    .push(shown.duration_since(row.published).as_mins());
            }
            Some((None, row)) => {
                *lapse
                    .missed
                    .entry(row.fate.as_words().1.to_owned())
                    .or_default() += 1
            }
            None => *lapse.missed.entry("not judged".to_owned()).or_default() += 1,
        }
    }
    lapse.delays.sort_unstable();
    let (mut addresses, mut stories) = (HashSet::new(), HashSet::new());
    for row in listed.values().filter(|row| row.shown.is_some()) {
        let of_row = |article: &&newsroom::Article| article.title == row.title;
        if let Some(article) = truth.iter().find(of_row) {
            lapse.repeats += usize::from(!addresses.insert(&article.url));
            let story = (&article.language, &article.story);
            lapse.retold += usize::from(!stories.insert(story));
        }
    }
    lapse
}

/// The headlines that a reader saw in a notice.
fn headlines_of(notice: &Notice) -> Vec<String> {
    match notice.article {
        Some(_) => vec![notice.title.clone()],
        None => notice
            .body
            .lines()
            .map(|line| line.trim_start_matches("• ").to_owned())
            .collect(),
    }
}

fn normalised(headline: &str) -> String {
    let letters = headline.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

impl Lapse {
    fn most(&self) -> u32 {
        self.days.values().copied().max().unwrap_or(0)
    }

    fn print(&self, name: &str) {
        if std::env::var_os("QAZET_TABLE").is_none() {
            return;
        }
        let all: u32 = self.days.values().sum();
        let at = |share: usize| {
            self.delays
                .get(self.delays.len() * share / 100)
                .copied()
                .unwrap_or(0)
        };
        println!(
            "| {name} | {} | {:.1} | {} | {} | {:?} | {} / {} min | {} | {} |",
            self.articles,
            f64::from(all) / (self.days.len() as f64 - 1.0),
            self.most(),
            self.top,
            self.missed,
            at(50),
            at(90),
            self.repeats,
            self.retold
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_chose_nothing_is_told_less_than_eight_times_a_day_and_nothing_twice() {
    let russian = lapse(DAYS, &["ru"], None).await;
    russian.print("one language, defaults");
    assert!(russian.days.len() >= DAYS as usize, "{:?}", russian.days);
    assert!(russian.most() < 8, "{:?}", russian.days);
    assert_eq!((russian.repeats, russian.retold), (0, 0));
    assert!(russian.top >= DAYS as usize, "{}", russian.top);
    let told = russian.top as u32 - russian.missed.values().sum::<u32>();
    assert!(
        told * 10 >= russian.top as u32 * 9,
        "{told} of {}: {:?}",
        russian.top,
        russian.missed
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_three_languages_is_told_less_than_eight_times_a_day_too() {
    let days = if e2e::is_soak() { DAYS } else { SHORT };
    let all = lapse(days, &["ru", "kk", "en"], None).await;
    all.print("three languages, defaults");
    assert!(all.most() < 8, "{:?}", all.days);
    // In other words, or in another language, an event may be told again: headlines are all that is compared.
    assert_eq!(all.repeats, 0);
    let loud = lapse(days, &["ru"], Some("all")).await;
    loud.print("one language, every bell rings");
    assert!(loud.most() < 8, "{:?}", loud.days);
    assert_eq!(loud.repeats, 0);
}
