//! What of a sync is worth a notice, and why. Pure: the same articles, watches and memory give the same verdict.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use model::{Bell, Headline, Hindrance, NoticeRow, Reason, Watch};

use super::story::{Around, BURST, is_same_event, stories_of, telling_words};
use super::watch::finds;

/// What was published longer ago is no news any more.
pub const FRESH: SignedDuration = SignedDuration::from_hours(12);
/// A source's clock may be ahead by a time zone; what is further ahead has no time that can be believed.
const AHEAD: SignedDuration = SignedDuration::from_hours(14);

/// Why an article is not worth a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silence {
    /// It was published long ago, or its time can't be believed.
    Old,
    /// A mute found it: the mute's words.
    Muted(String),
    /// The reader wants nothing of its source.
    Bell,
    /// Nothing makes it important.
    Unimportant,
    /// It, or its story, was told.
    Told,
}

/// An article and what was judged of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The article.
    pub headline: Headline,
    /// Why it is worth a notice, or why not.
    pub reason: Result<Reason, Silence>,
}

/// What is known besides when articles are judged.
pub struct Judge<'a> {
    /// The time.
    pub now: Timestamp,
    /// Watches and mutes that hold.
    pub watches: &'a [Watch],
    /// Articles of the last hours.
    pub around: Around<'a>,
    /// Stories that were told, and when that was published.
    pub told: HashMap<i64, Timestamp>,
    /// The telling words of headlines that were told lately.
    pub events: Vec<HashSet<String>>,
}

impl Judge<'_> {
    /// Judges what came, the most important first; what is worth a notice counts as told from here on.
    pub fn judge(&mut self, came: Vec<Headline>) -> Vec<Verdict> {
        let mut verdicts: Vec<Verdict> = came
            .into_iter()
            .map(|headline| Verdict {
                reason: self.reason_of(&headline),
                headline,
            })
            .collect();
        verdicts.sort_by_key(|verdict| {
            let rank = verdict.reason.as_ref().map_or(9, rank_of);
            (rank, std::cmp::Reverse(verdict.headline.published))
        });
        for verdict in &mut verdicts {
            if let Ok(reason) = &verdict.reason
                && self.is_told(&verdict.headline, reason)
            {
                verdict.reason = Err(Silence::Told);
            }
            if verdict.reason.is_ok() {
                self.remember(&verdict.headline);
            }
        }
        verdicts
    }

    fn reason_of(&self, article: &Headline) -> Result<Reason, Silence> {
        let age = self.now.duration_since(article.published);
        if age > FRESH || age < -AHEAD {
            return Err(Silence::Old);
        }
        let found = |mute: bool| {
            let mut watches = self.watches.iter().filter(|watch| watch.mute == mute);
            watches.find(|watch| finds(watch, article))
        };
        if article.bell == Bell::None {
            return Err(Silence::Bell);
        }
        if let Some(mute) = found(true) {
            return Err(Silence::Muted(mute.text.clone()));
        }
        if article.urgent {
            return Ok(Reason::Urgent);
        }
        if let Some(watch) = found(false) {
            return Ok(Reason::Watch(watch.text.clone()));
        }
        let sources = self.around.count_sources(article);
        if sources >= BURST {
            return Ok(Reason::Burst(sources));
        }
        match article.bell {
            Bell::All => Ok(Reason::Source),
            Bell::Important | Bell::None => Err(Silence::Unimportant),
        }
    }

    fn is_told(&self, article: &Headline, reason: &Reason) -> bool {
        let [address, title] = stories_of(article);
        let told_title = self
            .told
            .get(&title)
            .is_some_and(|at| article.published.duration_since(*at).abs() < store::SAME_TITLE);
        if told_title || (address != 0 && self.told.contains_key(&address)) {
            return true;
        }
        // What is only important need not be told again by the next source.
        reason.is_urgent() && {
            let words = telling_words(&article.title);
            self.events.iter().any(|event| is_same_event(event, &words))
        }
    }

    fn remember(&mut self, article: &Headline) {
        for story in stories_of(article).into_iter().filter(|story| *story != 0) {
            self.told.insert(story, article.published);
        }
        self.events.push(telling_words(&article.title));
    }
}

/// What speaks against telling now what was worth a notice when it began to wait: `articles` and `watches` are those of now.
pub fn doubt(notice: &NoticeRow, articles: &[Headline], watches: &[Watch]) -> Option<Hindrance> {
    let id = notice.article?;
    let Some(article) = articles.iter().find(|article| article.article == id) else {
        return Some(Hindrance::Unwanted);
    };
    let muted = || {
        let mut mutes = watches.iter().filter(|watch| watch.mute);
        mutes.any(|mute| finds(mute, article))
    };
    let asked_for = || match &notice.reason {
        Reason::Source => article.bell == Bell::All,
        Reason::Watch(text) => watches
            .iter()
            .any(|watch| !watch.mute && watch.text == *text),
        Reason::Urgent | Reason::Burst(_) | Reason::Asked => true,
    };
    if article.read {
        Some(Hindrance::Read)
    } else if article.bell == Bell::None || muted() || !asked_for() {
        Some(Hindrance::Unwanted)
    } else {
        None
    }
}

fn rank_of(reason: &Reason) -> u8 {
    match reason {
        Reason::Urgent => 0,
        Reason::Burst(_) => 1,
        Reason::Watch(_) => 2,
        Reason::Source | Reason::Asked => 3,
    }
}

/// Whether a source calls an article urgent: by a category of its own, or at the beginning of the headline.
pub fn is_urgent<'a>(title: &str, categories: impl IntoIterator<Item = &'a str>) -> bool {
    const URGENT: &[&str] = &[
        "срочно",
        "срочные новости",
        "срочная новость",
        "молния",
        "экстренно",
        "шугыл",
        "шугыл хабар",
        "жедел",
        "жедел хабар",
        "breaking",
        "breaking news",
        "urgent",
        "news alert",
    ];
    let is = |text: &str| {
        let words: Vec<String> = store::list_words(text)
            .into_iter()
            .map(store::fold_word)
            .collect();
        URGENT.contains(&words.join(" ").as_str())
    };
    let title = title.trim_start();
    // A hyphen divides only between spaces: "Срочно - мост закрыт".
    let heads = [
        title.split_once(['⚡', '❗', ':', '!', '.', '|', '—', '–']),
        title.split_once(" - "),
        in_brackets(title),
    ];
    title.starts_with(['⚡', '❗'])
        || heads.into_iter().flatten().any(|(head, _)| is(head))
        || categories.into_iter().any(is)
}

/// What stands in brackets at the beginning, and the rest.
fn in_brackets(title: &str) -> Option<(&str, &str)> {
    let close = match title.chars().next()? {
        '[' => ']',
        '(' => ')',
        '【' => '】',
        _ => return None,
    };
    title.split_once(close)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use model::{ArticleId, FeedId, WatchKind};

    use super::*;

    pub(crate) fn now() -> Timestamp {
        "2026-11-20T12:00:00Z".parse().unwrap()
    }

    pub(crate) fn headline(article: i64, feed: i64, title: &str) -> Headline {
        Headline {
            article: ArticleId(article),
            feed: FeedId(feed),
            source: format!("Source {feed}"),
            title: title.to_owned(),
            lead: String::new(),
            language: "ru".to_owned(),
            published: now() - SignedDuration::from_mins(30),
            arrived: now(),
            address: article,
            link: format!("https://source{feed}.kz/{article}"),
            urgent: false,
            bell: Bell::Important,
            read: false,
            picture: None,
        }
    }

    fn watch(text: &str, mute: bool) -> Watch {
        Watch {
            kind: WatchKind::Place,
            text: text.to_owned(),
            mute,
            until: None,
        }
    }

    fn judge(came: Vec<Headline>, watches: &[Watch]) -> Vec<Result<Reason, Silence>> {
        let around = came.clone();
        let mut judge = Judge {
            now: now(),
            watches,
            around: Around::of(&around),
            told: HashMap::new(),
            events: Vec::new(),
        };
        let mut verdicts = judge.judge(came);
        verdicts.sort_by_key(|verdict| verdict.headline.article);
        verdicts.into_iter().map(|verdict| verdict.reason).collect()
    }

    #[test]
    fn what_is_important_is_told_and_the_rest_is_not() {
        let mut urgent = headline(1, 1, "Через реку открыли мост");
        urgent.urgent = true;
        let loud = Headline {
            bell: Bell::All,
            ..headline(2, 2, "Выставка кошек")
        };
        let silent = Headline {
            bell: Bell::None,
            urgent: true,
            ..headline(3, 3, "Ещё срочнее")
        };
        let found = headline(4, 4, "В алматинском метро новая станция");
        let nothing = headline(5, 5, "Рецепт пирога");
        assert_eq!(
            judge(
                vec![urgent, loud, silent, found, nothing],
                &[watch("Алматы", false)]
            ),
            [
                Ok(Reason::Urgent),
                Ok(Reason::Source),
                Err(Silence::Bell),
                Ok(Reason::Watch("Алматы".to_owned())),
                Err(Silence::Unimportant)
            ]
        );
    }

    #[test]
    fn a_mute_is_stronger_than_everything_that_is_important() {
        let mut urgent = headline(1, 1, "Шторм в Алматы");
        urgent.urgent = true;
        let watches = [watch("Алматы", true), watch("Алматы", false)];
        assert_eq!(
            judge(vec![urgent], &watches),
            [Err(Silence::Muted("Алматы".to_owned()))]
        );
    }

    #[test]
    fn old_news_and_times_that_cant_be_believed_are_silent() {
        let at = |hours: i64| {
            let mut article = headline(1, 1, "Землетрясение разбудило город");
            article.urgent = true;
            article.published = now() + SignedDuration::from_hours(hours);
            judge(vec![article], &[]).remove(0)
        };
        assert_eq!(at(-13), Err(Silence::Old));
        assert_eq!(at(-11), Ok(Reason::Urgent));
        assert_eq!(
            at(6),
            Ok(Reason::Urgent),
            "a source that mistakes its time zone"
        );
        assert_eq!(at(24 * 365), Err(Silence::Old));
    }

    #[test]
    fn three_sources_within_hours_are_a_burst_and_one_of_them_is_told() {
        let titles = [
            "Землетрясение магнитудой пять произошло близ Алматы",
            "Близ Алматы произошло сильное землетрясение магнитудой пять",
            "Землетрясение магнитудой пять ощутили в Алматы",
        ];
        let came = |count: usize| {
            let numbered = titles.iter().zip(1..).take(count);
            numbered
                .map(|(title, number)| headline(number, number, title))
                .collect()
        };
        assert_eq!(
            judge(came(2), &[]),
            [Err(Silence::Unimportant), Err(Silence::Unimportant)]
        );
        let verdicts = judge(came(3), &[]);
        let told = verdicts.iter().filter(|reason| reason.is_ok()).count();
        assert_eq!(told, 1, "{verdicts:?}");
        assert!(verdicts.contains(&Ok(Reason::Burst(3))));
    }

    #[test]
    fn one_publisher_is_no_burst_however_many_of_its_feeds_the_reader_has() {
        let title = "Землетрясение магнитудой пять произошло близ Алматы";
        let from = |links: [&str; 3], addresses: [i64; 3]| {
            let feeds = links.into_iter().zip(addresses).zip(1..);
            let came = feeds.map(|((link, address), number)| Headline {
                link: link.to_owned(),
                address,
                ..headline(number, number, title)
            });
            let verdicts = judge(came.collect(), &[]);
            verdicts.iter().any(|verdict| verdict.is_ok())
        };
        let one = "https://one.kz/a";
        assert!(!from([one; 3], [1; 3]), "the same article in three feeds");
        assert!(
            !from(
                [
                    "https://www.one.kz/a",
                    "https://en.one.kz/b",
                    "https://one.kz/c"
                ],
                [1, 2, 3]
            ),
            "three articles of one publisher"
        );
        assert!(
            !from(
                [
                    "https://one.com.kz/a",
                    "https://one.com.kz/b",
                    "https://two.com.kz/c"
                ],
                [1, 2, 3]
            ),
            "two publishers"
        );
        assert!(
            !from([one, "https://mirror.kz/a", "https://other.kz/a"], [1; 3]),
            "one article at three addresses"
        );
        assert!(
            from(
                [
                    "https://one.com.kz/a",
                    "https://two.com.kz/b",
                    "https://three.com.kz/c"
                ],
                [1, 2, 3]
            ),
            "three publishers"
        );
        assert!(
            from(["", "", ""], [0; 3]),
            "where nothing is known, a feed is a voice"
        );
    }

    #[test]
    fn a_story_is_told_once_by_address_and_by_title() {
        let article = |number, title: &str| Headline {
            bell: Bell::All,
            ..headline(number, number, title)
        };
        let (first, same_title) = (
            article(1, "Погода на выходные"),
            article(2, "ПОГОДА на выходные!"),
        );
        let same_address = Headline {
            address: 1,
            ..article(3, "Другой заголовок")
        };
        assert_eq!(
            judge(vec![first.clone(), same_title, same_address], &[]),
            [Ok(Reason::Source), Err(Silence::Told), Err(Silence::Told)]
        );
        // The same title, four days after what was told.
        let before = first.published - SignedDuration::from_hours(96);
        let around = [];
        let [_, title] = stories_of(&first);
        let mut later = Judge {
            now: now(),
            watches: &[],
            around: Around::of(&around),
            told: HashMap::from([(title, before)]),
            events: Vec::new(),
        };
        assert_eq!(later.judge(vec![first])[0].reason, Ok(Reason::Source));
    }

    #[test]
    fn sources_call_news_urgent_in_three_languages() {
        for title in [
            "Срочно: мост закрыт",
            "ШҰҒЫЛ! Көпір жабылды",
            "BREAKING: bridge closed",
            "⚡ Мост закрыт",
            "Breaking news | Bridge",
            "Срочно - мост закрыт",
            "[BREAKING] Bridge closed",
            "(Срочно) Мост закрыт",
            "【Шұғыл】 Көпір жабылды",
            "Жедел: көпір жабылды",
        ] {
            assert!(is_urgent(title, []), "{title}");
        }
        for title in [
            "Срочно требуется донор",
            "Молния ударила в дерево",
            "Breaking the ice",
            "Bridge: closed",
            "Срочно-обморочно: как живут хирурги",
            "[Видео] Мост закрыт",
            "Жедел жәрдем: нөмірлер",
        ] {
            assert!(!is_urgent(title, []), "{title}");
        }
        assert!(is_urgent("Мост", ["Казахстан", "Срочно"]));
        assert!(!is_urgent("Мост", ["Новости", "Спорт"]));
    }
}
