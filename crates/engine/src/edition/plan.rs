//! What goes into an edition: a pure function of what there is, the budget, and the time.
//!
//! Articles are ranked, and the budget is filled in steps: texts first, then the pictures at the head of articles, then the photos, then the
//! posters of films. A library of thousands of texts still gets its pictures: all steps are done for the best few hundred articles, more than
//! anybody reads on a journey, before the next few hundred have their turn. The other pictures of an article come all together or not at all,
//! and a photo report comes with all of its photos or not at all: half a report is none.

use std::cmp::Ordering;
use std::collections::HashSet;

use jiff::Timestamp;
use model::FeedWeight;
use store::Role;

/// An article, as far as the planner needs to know it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What orders articles that are equal in all else: the larger first.
    pub id: i64,
    /// Not read yet.
    pub unread: bool,
    /// With a star.
    pub starred: bool,
    /// Saved for later.
    pub saved: bool,
    /// A photo report.
    pub is_report: bool,
    /// When it was published.
    pub published: Timestamp,
    /// The reader's wish for its source.
    pub weight: FeedWeight,
    /// Bytes of its text and rows, measured or estimated.
    pub text: u64,
    /// Its pictures, in order.
    pub pictures: Vec<Part>,
}

/// A picture of a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Equal for equal pictures, which cost their bytes once.
    pub key: String,
    /// What it is to its article.
    pub role: Role,
    /// Bytes, measured or estimated.
    pub bytes: u64,
}

/// What goes into the edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Best first.
    pub articles: Vec<Planned>,
    /// What the budget left out, best first: places in the list of candidates.
    pub left_out: Vec<usize>,
    /// All of it together; never more than the budget.
    pub bytes: u64,
}

/// An article in the edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its place in the list of candidates.
    pub candidate: usize,
    /// The places of its pictures that are in.
    pub pictures: Vec<usize>,
    /// What it adds to the edition: pictures that an article before it brings are not counted again.
    pub bytes: u64,
}

/// For so many articles all steps are done before the next have their turn.
const A_READING: usize = 300;

/// What is filled in turn.
const STEPS: [Step; 4] = [Step::Texts, Step::Leads, Step::Photos, Step::Posters];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Texts,
    Leads,
    Photos,
    Posters,
}

impl Step {
    fn takes(self, role: Role) -> bool {
        match self {
            Self::Texts => false,
            Self::Leads => role == Role::Lead,
            Self::Photos => matches!(role, Role::Inline | Role::Photo),
            Self::Posters => role == Role::Poster,
        }
    }
}

/// Plans an edition of at most `budget` bytes.
pub fn plan(candidates: &[Candidate], budget: u64, now: Timestamp) -> Plan {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|a, b| better_first(&candidates[*a], &candidates[*b], now));
    let mut packing = Packing {
        candidates,
        budget,
        chosen: vec![None; candidates.len()],
        keys: HashSet::new(),
        bytes: 0,
    };
    for reading in order.chunks(A_READING) {
        for step in STEPS {
            for candidate in reading {
                packing.add(*candidate, step);
            }
        }
    }
    packing.end(&order)
}

struct Packing<'a> {
    candidates: &'a [Candidate],
    budget: u64,
    /// The places of the pictures of each article that is in.
    chosen: Vec<Option<Vec<usize>>>,
    keys: HashSet<&'a str>,
    bytes: u64,
}

impl<'a> Packing<'a> {
    /// Adds what a step takes of an article, where that fits. A photo report comes with the photos, as a whole.
    fn add(&mut self, candidate: usize, step: Step) {
        let article = &self.candidates[candidate];
        let roles = article.pictures.iter().map(|part| part.role);
        let (text, wanted): (u64, Vec<usize>) = match (&self.chosen[candidate], article.is_report) {
            (None, false) if step == Step::Texts => (article.text, Vec::new()),
            (None, true) if step == Step::Photos => {
                (article.text, places(roles, |role| role != Role::Poster))
            }
            (None, _) => return,
            (Some(chosen), _) => {
                let mut wanted = places(roles, |role| step.takes(role));
                wanted.retain(|place| !chosen.contains(place));
                (0, wanted)
            }
        };
        self.take(candidate, &wanted, text);
    }

    fn take(&mut self, candidate: usize, wanted: &[usize], text: u64) {
        let article = &self.candidates[candidate];
        let mut new: HashSet<&'a str> = HashSet::new();
        let mut bytes = text;
        for place in wanted {
            let part = &article.pictures[*place];
            if !self.keys.contains(part.key.as_str()) && new.insert(&part.key) {
                bytes = bytes.saturating_add(part.bytes);
            }
        }
        if self.bytes.saturating_add(bytes) > self.budget {
            return;
        }
        self.bytes += bytes;
        self.keys.extend(new);
        self.chosen[candidate]
            .get_or_insert_default()
            .extend(wanted);
    }

    fn end(self, order: &[usize]) -> Plan {
        let mut plan = Plan {
            bytes: self.bytes,
            ..Plan::default()
        };
        let mut counted: HashSet<&str> = HashSet::new();
        for candidate in order {
            let Some(mut pictures) = self.chosen[*candidate].clone() else {
                plan.left_out.push(*candidate);
                continue;
            };
            pictures.sort_unstable();
            let article = &self.candidates[*candidate];
            let own = pictures
                .iter()
                .map(|place| &article.pictures[*place])
                .filter(|part| counted.insert(&part.key));
            let bytes = article.text + own.map(|part| part.bytes).sum::<u64>();
            plan.articles.push(Planned {
                candidate: *candidate,
                pictures,
                bytes,
            });
        }
        plan
    }
}

/// The places of the pictures in these roles.
fn places(roles: impl Iterator<Item = Role>, takes: impl Fn(Role) -> bool) -> Vec<usize> {
    roles
        .enumerate()
        .filter(|(_, role)| takes(*role))
        .map(|(place, _)| place)
        .collect()
}

/// What was saved for later comes first, then by worth, newer and then larger numbers first.
fn better_first(a: &Candidate, b: &Candidate, now: Timestamp) -> Ordering {
    b.saved
        .cmp(&a.saved)
        .then_with(|| worth(b, now).total_cmp(&worth(a, now)))
        .then_with(|| b.published.cmp(&a.published))
        .then_with(|| b.id.cmp(&a.id))
}

/// What an article is worth: it halves every day and a half, what was read is worth a tenth, a source counts as the reader weighs it, and a
/// photo report or a star adds something.
fn worth(article: &Candidate, now: Timestamp) -> f64 {
    const HALVES_IN_HOURS: f64 = 36.0;
    let hours = now.duration_since(article.published).as_secs_f64() / 3600.0;
    let fresh = 0.5_f64.powf(hours.max(0.0) / HALVES_IN_HOURS);
    let weight = match article.weight {
        FeedWeight::None => 0.0,
        FeedWeight::Less => 0.4,
        FeedWeight::Usual => 1.0,
        FeedWeight::More => 2.5,
    };
    let unread = if article.unread { 1.0 } else { 0.1 };
    let report = if article.is_report { 1.3 } else { 1.0 };
    let star = if article.starred { 0.5 } else { 0.0 };
    fresh * weight * unread * report + star
}
