//! Which articles tell the same story: equal addresses, or equal headlines within three days; and which headlines are about one event, which
//! is a guess, and only makes something important or keeps it from being told once more. Pure.

use std::collections::{HashMap, HashSet};

use jiff::SignedDuration;
use model::Headline;

/// Sources that tell of one event within so long are a burst.
pub const BURST_WITHIN: SignedDuration = SignedDuration::from_hours(6);
/// So many sources are a burst.
pub const BURST: u32 = 3;
/// Headlines of one event share so many telling words, and so many hundredths of those of the shorter one.
const SHARED: (usize, usize) = (3, 60);
/// Below these a country gives domains to anybody: "example.com.kz".
const GENERAL: &[&str] = &[
    "ac", "co", "com", "edu", "go", "gov", "mil", "net", "or", "org",
];
/// Shorter words are in every headline.
const TELLING: usize = 4;

/// The stories that an article is: by its address, and by its headline.
pub fn stories_of(article: &Headline) -> [i64; 2] {
    [
        article.address,
        store::story_of(&store::normalised(&article.title)),
    ]
}

/// The telling words of a headline.
pub fn telling_words(title: &str) -> HashSet<String> {
    store::list_words(title)
        .into_iter()
        .map(|word| store::stem(word, false))
        .filter(|word| word.chars().count() >= TELLING)
        .collect()
}

/// Whether these are headlines of one event.
pub fn is_same_event(one: &HashSet<String>, other: &HashSet<String>) -> bool {
    is_enough(one.intersection(other).count(), one.len(), other.len())
}

fn is_enough(shared: usize, one: usize, other: usize) -> bool {
    shared >= SHARED.0 && shared * 100 >= SHARED.1 * one.min(other)
}

/// Articles of the last hours by their telling words.
pub struct Around<'a> {
    articles: &'a [Headline],
    counts: Vec<usize>,
    having: HashMap<String, Vec<usize>>,
}

impl<'a> Around<'a> {
    /// Of these articles.
    pub fn of(articles: &'a [Headline]) -> Self {
        let mut having: HashMap<String, Vec<usize>> = HashMap::new();
        let mut counts = Vec::with_capacity(articles.len());
        for (place, article) in articles.iter().enumerate() {
            let words = telling_words(&article.title);
            counts.push(words.len());
            for word in words {
                having.entry(word).or_default().push(place);
            }
        }
        Self {
            articles,
            counts,
            having,
        }
    }

    /// How many publishers tell of the event of `article` within hours of it, its own among them. The same article in several feeds is one
    /// voice, and so are several articles of one publisher.
    pub fn count_sources(&self, article: &Headline) -> u32 {
        let words = telling_words(&article.title);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for place in words
            .iter()
            .filter_map(|word| self.having.get(word))
            .flatten()
        {
            *shared.entry(*place).or_default() += 1;
        }
        let mut shared: Vec<(usize, usize)> = shared.into_iter().collect();
        shared.sort_unstable();
        let mut publishers = HashSet::from([publisher_of(article)]);
        let mut addresses = HashSet::from([article.address]);
        for (place, shared) in shared {
            let (Some(other), Some(count)) = (self.articles.get(place), self.counts.get(place))
            else {
                continue;
            };
            let apart = other.published.duration_since(article.published).abs();
            if apart <= BURST_WITHIN && is_enough(shared, words.len(), *count) {
                let is_new = other.address == 0 || addresses.insert(other.address);
                if is_new {
                    publishers.insert(publisher_of(other));
                }
            }
        }
        publishers.len() as u32
    }
}

/// Who published an article: the site it is on, or its feed where that is not known. Editions of one publisher lie below one domain.
fn publisher_of(article: &Headline) -> String {
    let url = url::Url::parse(&article.link).ok();
    let Some(host) = url.as_ref().and_then(url::Url::domain) else {
        return article.feed.to_string();
    };
    let labels: Vec<&str> = host.split('.').collect();
    let is_general = match labels.as_slice() {
        [.., second, top] => top.len() == 2 && GENERAL.contains(second),
        _ => false,
    };
    let own = if is_general { 3 } else { 2 };
    let from = labels.len().saturating_sub(own);
    labels.get(from..).unwrap_or_default().join(".")
}
