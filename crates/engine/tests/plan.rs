//! The planner of editions on many random worlds: never over the budget, better before worse, whole or not at all.
#![allow(clippy::unwrap_used)]

use std::collections::{HashMap, HashSet};

use engine::plan::{Candidate, Part, Plan, plan};
use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};
use model::FeedWeight;
use store::Role;

const WORLDS: u64 = 1000;

fn now() -> Timestamp {
    "2026-11-20T06:00:00Z".parse().unwrap()
}

fn hours_ago(hours: i64) -> Timestamp {
    now() - SignedDuration::from_hours(hours)
}

/// An ordinary article of so many bytes, published so long ago.
fn article(id: i64, hours: i64, text: u64) -> Candidate {
    Candidate {
        id,
        unread: true,
        starred: false,
        saved: false,
        is_report: false,
        published: hours_ago(hours),
        weight: FeedWeight::Usual,
        text,
        pictures: Vec::new(),
    }
}

fn part(key: &str, role: Role, bytes: u64) -> Part {
    Part {
        key: key.to_owned(),
        role,
        bytes,
    }
}

fn report(id: i64, hours: i64, photos: usize, bytes: u64) -> Candidate {
    let photo = |number| part(&format!("{id}/{number}"), Role::Photo, bytes);
    Candidate {
        is_report: true,
        pictures: (0..photos).map(photo).collect(),
        ..article(id, hours, 1000)
    }
}

/// Some articles of any kind. Pictures are shared now and then, and sizes go from nothing to more than a budget.
fn world(random: &mut Rng) -> (Vec<Candidate>, u64) {
    let size = |random: &mut Rng, most: u32| {
        let digits = random.u32(1..most);
        random.u64(0..1 << digits)
    };
    let count = random.usize(0..60);
    let mut costs: HashMap<String, u64> = HashMap::new();
    let candidates = (0..count)
        .map(|id| {
            let is_report = random.u8(0..6) == 0;
            let pictures = random.usize(0..if is_report { 30 } else { 6 });
            let pictures = (0..pictures)
                .map(|number| {
                    let role = match (is_report, number) {
                        (_, 0) => Role::Lead,
                        (true, _) => Role::Photo,
                        (false, 1) => Role::Poster,
                        _ => Role::Inline,
                    };
                    // Equal pictures take equal bytes.
                    let key = format!("p{}", random.u32(0..400));
                    let bytes = *costs.entry(key.clone()).or_insert_with(|| size(random, 18));
                    Part { key, role, bytes }
                })
                .collect();
            Candidate {
                unread: random.bool(),
                starred: random.u8(0..10) == 0,
                saved: random.u8(0..10) == 0,
                is_report,
                weight: random.choice(FeedWeight::ALL).unwrap(),
                pictures,
                ..article(id as i64, random.i64(0..400), size(random, 14))
            }
        })
        .collect();
    (candidates, size(random, 24))
}

/// What a plan takes, counted anew: each text, and each picture once.
fn bytes_of(plan: &Plan, candidates: &[Candidate]) -> u64 {
    let mut seen = HashSet::new();
    let mut bytes = 0;
    for planned in &plan.articles {
        let article = &candidates[planned.candidate];
        bytes += article.text;
        for place in &planned.pictures {
            let picture = &article.pictures[*place];
            if seen.insert(&picture.key) {
                bytes += picture.bytes;
            }
        }
    }
    bytes
}

#[test]
fn no_edition_is_over_its_budget_and_all_is_accounted_for() {
    for seed in 0..WORLDS {
        let (candidates, budget) = world(&mut Rng::with_seed(seed));
        let plan = plan(&candidates, budget, now());
        assert!(
            plan.bytes <= budget,
            "world {seed}: {} of {budget}",
            plan.bytes
        );
        assert_eq!(plan.bytes, bytes_of(&plan, &candidates), "world {seed}");
        let told: u64 = plan.articles.iter().map(|planned| planned.bytes).sum();
        assert_eq!(told, plan.bytes, "world {seed}: the parts are the whole");
        let mut places: Vec<usize> = plan.articles.iter().map(|one| one.candidate).collect();
        places.extend(&plan.left_out);
        places.sort_unstable();
        let all: Vec<usize> = (0..candidates.len()).collect();
        assert_eq!(places, all, "world {seed}: in or left out, each once");
    }
}

#[test]
fn reports_and_the_pictures_of_a_text_come_all_together_or_not_at_all() {
    for seed in 0..WORLDS {
        let (candidates, budget) = world(&mut Rng::with_seed(seed));
        for planned in plan(&candidates, budget, now()).articles {
            let article = &candidates[planned.candidate];
            let of = |wanted: &dyn Fn(Role) -> bool| {
                let all: Vec<usize> = (0..article.pictures.len())
                    .filter(|place| wanted(article.pictures[*place].role))
                    .collect();
                let packed = planned.pictures.iter().filter(|place| all.contains(place));
                (packed.count(), all.len())
            };
            let (packed, all) = of(&|role| matches!(role, Role::Inline | Role::Photo));
            assert!(
                packed == 0 || packed == all,
                "world {seed}: {packed} of {all}"
            );
            let (packed, all) = of(&|role| role != Role::Poster);
            assert!(
                !article.is_report || packed == all,
                "world {seed}: a report of {packed} of {all} photos"
            );
        }
    }
}

#[test]
fn what_is_left_out_has_no_room_any_more() {
    for seed in 0..WORLDS {
        let (candidates, budget) = world(&mut Rng::with_seed(seed));
        let plan = plan(&candidates, budget, now());
        let mut keys = HashSet::new();
        for planned in &plan.articles {
            let pictures = &candidates[planned.candidate].pictures;
            keys.extend(planned.pictures.iter().map(|place| &pictures[*place].key));
        }
        for place in &plan.left_out {
            let article = &candidates[*place];
            let mut needed = HashMap::new();
            if article.is_report {
                let photos = article
                    .pictures
                    .iter()
                    .filter(|one| one.role != Role::Poster);
                needed.extend(
                    photos
                        .filter(|one| !keys.contains(&one.key))
                        .map(|one| (&one.key, one.bytes)),
                );
            }
            let needs = article.text + needed.values().sum::<u64>();
            assert!(
                plan.bytes + needs > budget,
                "world {seed}: {needs} more would fit into {budget} beside {}",
                plan.bytes
            );
        }
    }
}

#[test]
fn the_order_in_which_articles_are_listed_changes_nothing() {
    for seed in 0..WORLDS / 10 {
        let mut random = Rng::with_seed(seed);
        let (candidates, budget) = world(&mut random);
        let ids = |candidates: &[Candidate]| {
            let plan = plan(candidates, budget, now());
            let chosen = plan.articles.iter();
            chosen
                .map(|one| (candidates[one.candidate].id, one.pictures.clone()))
                .collect::<Vec<_>>()
        };
        let before = ids(&candidates);
        let mut mixed = candidates;
        random.shuffle(&mut mixed);
        assert_eq!(ids(&mixed), before, "world {seed}");
    }
}

/// The ids of a plan with room for one text of a thousand bytes.
fn first_of(candidates: &[Candidate]) -> i64 {
    let plan = plan(candidates, 1000, now());
    assert_eq!(plan.articles.len(), 1, "{plan:?}");
    candidates[plan.articles[0].candidate].id
}

#[test]
fn unread_fresh_and_wished_for_comes_first() {
    let plain = || article(1, 10, 1000);
    let better = [
        Candidate {
            published: hours_ago(2),
            id: 2,
            ..plain()
        },
        Candidate {
            weight: FeedWeight::More,
            id: 2,
            ..plain()
        },
        Candidate {
            starred: true,
            id: 2,
            ..plain()
        },
        // Saved for later: whatever its age, and from a source of which nothing else is wanted.
        Candidate {
            saved: true,
            unread: false,
            weight: FeedWeight::None,
            published: hours_ago(2000),
            id: 2,
            ..plain()
        },
    ];
    for one in better {
        assert_eq!(first_of(&[plain(), one.clone()]), 2, "{one:?}");
    }
    let worse = [
        Candidate {
            unread: false,
            id: 2,
            ..plain()
        },
        Candidate {
            weight: FeedWeight::Less,
            id: 2,
            ..plain()
        },
        Candidate {
            published: hours_ago(40),
            id: 2,
            ..plain()
        },
    ];
    for one in worse {
        assert_eq!(first_of(&[one.clone(), plain()]), 1, "{one:?}");
    }
}

#[test]
fn texts_come_before_leads_before_photos_before_posters() {
    let candidates: Vec<Candidate> = (0..4)
        .map(|id| Candidate {
            pictures: vec![
                part(&format!("{id} lead"), Role::Lead, 100),
                part(&format!("{id} inline"), Role::Inline, 100),
                part(&format!("{id} poster"), Role::Poster, 100),
            ],
            ..article(id, id, 100)
        })
        .collect();
    let packed = |budget: u64| {
        let plan = plan(&candidates, budget, now());
        let roles = plan.articles.iter().flat_map(|one| &one.pictures);
        let mut count = [plan.articles.len(), 0, 0, 0];
        for place in roles {
            count[place + 1] += 1;
        }
        count
    };
    assert_eq!(packed(300), [3, 0, 0, 0]);
    assert_eq!(packed(600), [4, 2, 0, 0]);
    assert_eq!(packed(1100), [4, 4, 3, 0]);
    assert_eq!(packed(1600), [4, 4, 4, 4]);
}

#[test]
fn texts_alone_do_not_fill_an_edition_where_there_are_pictures() {
    let many = (0..3000).map(|id| Candidate {
        pictures: vec![part(&format!("{id}"), Role::Lead, 50_000)],
        ..article(id, 1, 4000)
    });
    let candidates: Vec<Candidate> = many.collect();
    let plan = plan(&candidates, 10_000_000, now());
    let pictures = plan.articles.iter().filter(|one| !one.pictures.is_empty());
    let (texts, pictures) = (plan.articles.len(), pictures.count());
    assert!(
        texts >= 300 && pictures > 150,
        "{texts} texts, {pictures} pictures"
    );
}

#[test]
fn a_report_that_has_no_room_leaves_it_to_the_next() {
    let candidates = [
        report(1, 1, 40, 100_000),
        report(2, 2, 4, 100_000),
        article(3, 3, 1000),
    ];
    let plan = plan(&candidates, 1_000_000, now());
    let chosen: Vec<i64> = plan
        .articles
        .iter()
        .map(|one| candidates[one.candidate].id)
        .collect();
    assert_eq!(chosen, [2, 3]);
    assert_eq!(plan.left_out, [0]);
}

#[test]
fn a_picture_that_several_articles_show_is_paid_for_once() {
    let showing = |id| Candidate {
        pictures: vec![part("the same", Role::Lead, 700)],
        ..article(id, id, 100)
    };
    let plan = plan(&[showing(1), showing(2)], 900, now());
    assert_eq!(plan.bytes, 900);
    let bytes: Vec<u64> = plan.articles.iter().map(|one| one.bytes).collect();
    assert_eq!(bytes, [800, 100], "it counts for the first");
}

#[test]
fn nothing_makes_an_edition_of_nothing() {
    assert_eq!(plan(&[], 80_000_000, now()), Plan::default());
    let plan = plan(&[article(1, 1, 10)], 0, now());
    assert_eq!((plan.articles.len(), plan.left_out.len()), (0, 1));
}
