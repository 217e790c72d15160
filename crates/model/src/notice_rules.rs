//! What the reader wants to be told of, and when.

use std::fmt;

use jiff::Timestamp;

use crate::{QuietHours, WatchId};

/// How much a source may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Bell {
    /// Every new article.
    All,
    /// What is urgent, what many tell at once, and what the reader watches for.
    #[default]
    Important,
    /// Nothing.
    None,
}

impl Bell {
    /// All of them, the loudest first.
    pub const ALL: [Self; 3] = [Self::All, Self::Important, Self::None];

    /// The word used in the library, on the wire and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Important => "important",
            Self::None => "none",
        }
    }

    /// The bell of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bell| bell.as_str() == word)
    }
}

/// What the reader chose for all notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRules {
    /// News may be told of at all.
    pub on: bool,
    /// When nothing is told.
    pub quiet: Vec<QuietHours>,
    /// Most notices a day; 0 for no limit.
    pub cap: u32,
    /// Minutes between two of them.
    pub gap: u32,
    /// What is urgent passes quiet hours, cap and gap.
    pub urgent_passes: bool,
}

impl Default for NoticeRules {
    fn default() -> Self {
        Self {
            on: true,
            quiet: QuietHours::parse("1234567 23:00-07:00")
                .into_iter()
                .collect(),
            cap: 7,
            gap: 10,
            urgent_passes: false,
        }
    }
}

/// The largest [`NoticeRules::cap`] and [`NoticeRules::gap`].
pub const MOST_NOTICES: (u32, u32) = (100, 24 * 60);

/// What a watch names, which decides in what forms its words are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum WatchKind {
    /// Words of the language, in all their forms.
    #[default]
    Words,
    /// A place: its name in all cases, and its adjective.
    Place,
    /// A person: the name in all cases, in either order.
    Person,
}

impl WatchKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Words, Self::Place, Self::Person];

    /// The word used in the library, on the wire and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Place => "place",
            Self::Person => "person",
        }
    }

    /// The kind of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What the reader waits for, or does not want to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// What it names.
    pub kind: WatchKind,
    /// Words that must stand together.
    pub text: String,
    /// It silences what it finds.
    pub mute: bool,
    /// When it ends; absent for never.
    pub until: Option<Timestamp>,
}

/// A watch with its identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchRow {
    /// Its identity.
    pub id: WatchId,
    /// The watch.
    pub watch: Watch,
}

/// Whether notices are paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pause {
    /// They are not.
    #[default]
    None,
    /// Until then.
    Until(Timestamp),
    /// Until the reader resumes them.
    UntilResumed,
}

impl Pause {
    /// Whether it holds at `now`.
    pub fn holds(self, now: Timestamp) -> bool {
        match self {
            Self::None => false,
            Self::Until(end) => now < end,
            Self::UntilResumed => true,
        }
    }

    /// As it is written in the library.
    pub fn parse(text: &str) -> Self {
        match text {
            "resumed" => Self::UntilResumed,
            time => time.parse().map_or(Self::None, Self::Until),
        }
    }
}

impl fmt::Display for Pause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Until(end) => end.fmt(f),
            Self::UntilResumed => f.write_str("resumed"),
        }
    }
}

/// Whether the reader can be spoken to, as far as the host knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Presence {
    /// Qazet's window is in front.
    pub focused: bool,
    /// The screen is locked.
    pub locked: bool,
    /// A film, a game or a talk fills the screen.
    pub full_screen: bool,
    /// The system was told not to disturb.
    pub do_not_disturb: bool,
}
