//! Notices: what was judged, why, and what became of it. What the system shows of them is a notification.

use jiff::Timestamp;

use crate::{ArticleId, Bell, FeedId, MediaHash};

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// An article.
    News,
    /// A rate that the reader watches.
    Rate,
    /// Weather to beware of.
    Weather,
    /// Something is the matter with Qazet.
    Trouble,
}

impl NoticeKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::News, Self::Rate, Self::Weather, Self::Trouble];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Rate => "rate",
            Self::Weather => "weather",
            Self::Trouble => "trouble",
        }
    }

    /// The kind of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Why something is worth a notice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A watch found it: the watch's text.
    Watch(String),
    /// Its source calls it urgent.
    Urgent,
    /// So many sources tell of it within hours.
    Burst(u32),
    /// The reader wants all of its source.
    Source,
    /// The reader asked for it in the settings of rates or weather, or it is about Qazet.
    Asked,
}

impl Reason {
    /// The word used in the library and on the wire, and what belongs to it.
    pub fn as_words(&self) -> (&'static str, String) {
        match self {
            Self::Watch(text) => ("watch", text.clone()),
            Self::Urgent => ("urgent", String::new()),
            Self::Burst(sources) => ("burst", sources.to_string()),
            Self::Source => ("source", String::new()),
            Self::Asked => ("asked", String::new()),
        }
    }

    /// The reason of these words.
    pub fn parse(word: &str, detail: &str) -> Option<Self> {
        Some(match word {
            "watch" => Self::Watch(detail.to_owned()),
            "urgent" => Self::Urgent,
            "burst" => Self::Burst(detail.parse().ok()?),
            "source" => Self::Source,
            "asked" => Self::Asked,
            _ => return None,
        })
    }

    /// It may pass what holds others back, where the reader allows that.
    pub fn is_urgent(&self) -> bool {
        matches!(self, Self::Urgent | Self::Burst(_))
    }
}

/// What holds a notice back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hindrance {
    /// Notices of news are off.
    Off,
    /// The reader has Qazet in front of them.
    Focused,
    /// No program was there to show it.
    Nobody,
    /// The reader paused notices.
    Paused,
    /// The screen is locked.
    Locked,
    /// Something fills the screen.
    FullScreen,
    /// The system was told not to disturb.
    DoNotDisturb,
    /// These are quiet hours.
    QuietHours,
    /// As many as the reader wants a day were shown.
    Cap,
    /// Another was shown a moment ago.
    Gap,
    /// It waited too long to be news.
    Old,
    /// The reader read it while it waited.
    Read,
    /// While it waited the reader muted it, silenced or left its source, or stopped watching for it.
    Unwanted,
}

impl Hindrance {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Off,
        Self::Focused,
        Self::Nobody,
        Self::Paused,
        Self::Locked,
        Self::FullScreen,
        Self::DoNotDisturb,
        Self::QuietHours,
        Self::Cap,
        Self::Gap,
        Self::Old,
        Self::Read,
        Self::Unwanted,
    ];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Focused => "focused",
            Self::Nobody => "nobody",
            Self::Paused => "paused",
            Self::Locked => "locked",
            Self::FullScreen => "full_screen",
            Self::DoNotDisturb => "do_not_disturb",
            Self::QuietHours => "quiet_hours",
            Self::Cap => "cap",
            Self::Gap => "gap",
            Self::Old => "old",
            Self::Read => "read",
            Self::Unwanted => "unwanted",
        }
    }

    /// The hindrance of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// Who waited because of it was away: what waited is told of at once, in one notice.
    pub fn is_absence(self) -> bool {
        !matches!(self, Self::Gap | Self::Focused)
    }
}

/// What becomes of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is shown.
    Shown,
    /// It waits.
    Waiting(Hindrance),
    /// It is never shown.
    Dropped(Hindrance),
}

impl Fate {
    /// The words used in the library and on the wire.
    pub fn as_words(self) -> (&'static str, &'static str) {
        match self {
            Self::Shown => ("shown", ""),
            Self::Waiting(why) => ("waiting", why.as_str()),
            Self::Dropped(why) => ("dropped", why.as_str()),
        }
    }

    /// The fate of these words.
    pub fn parse(word: &str, because: &str) -> Option<Self> {
        Some(match word {
            "shown" => Self::Shown,
            "waiting" => Self::Waiting(Hindrance::parse(because)?),
            "dropped" => Self::Dropped(Hindrance::parse(because)?),
            _ => return None,
        })
    }
}

/// What is judged of an article: what its source said, and how loud that source may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Which.
    pub article: ArticleId,
    /// Its source.
    pub feed: FeedId,
    /// The name of that source.
    pub source: String,
    /// Its headline.
    pub title: String,
    /// Its opening paragraph.
    pub lead: String,
    /// Language of the text, empty where unknown.
    pub language: String,
    /// When it was published.
    pub published: Timestamp,
    /// When it arrived.
    pub arrived: Timestamp,
    /// Names its canonical address; 0 for none.
    pub address: i64,
    /// Where it is on the net; possibly empty.
    pub link: String,
    /// Its source calls it urgent.
    pub urgent: bool,
    /// How loud its source may be.
    pub bell: Bell,
    /// The reader has read it.
    pub read: bool,
    /// Its lead picture in the cache.
    pub picture: Option<MediaHash>,
}

/// A notice as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its number in the library; 0 for one that is not there yet.
    pub id: i64,
    /// What it is about.
    pub kind: NoticeKind,
    /// Its article, which may be gone by now.
    pub article: Option<ArticleId>,
    /// The source of that.
    pub feed: Option<FeedId>,
    /// The name of that source; empty where it is about no article.
    pub source: String,
    /// One line.
    pub title: String,
    /// More of it; possibly empty.
    pub body: String,
    /// Why it came.
    pub reason: Reason,
    /// What became of it.
    pub fate: Fate,
    /// When the news was published; when it was judged, for others.
    pub published: Timestamp,
    /// When it was judged.
    pub judged: Timestamp,
    /// When it was shown.
    pub shown: Option<Timestamp>,
    /// Those that were shown as one have the same number.
    pub batch: i64,
}
