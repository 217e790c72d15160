//! Notices: what the reader is told outside the window, why, and what is watched for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Hours in which nothing is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuietHours {
    /// Days of the week on which they begin, 1 is Monday.
    pub days: Vec<u8>,
    /// `23:00`.
    pub from: String,
    /// `07:00`; of the next day where it is earlier than `from`.
    pub to: String,
}

/// What the reader chose for all notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoticeRules {
    /// News may be told of at all.
    pub on: bool,
    /// When nothing is told.
    pub quiet: Vec<QuietHours>,
    /// Most notices a day, at most 100; 0 for no limit.
    pub cap: u32,
    /// Minutes between two of them, at most 1440.
    pub gap: u32,
    /// What is urgent passes quiet hours, cap and gap.
    pub urgent_passes: bool,
}

impl Default for NoticeRules {
    fn default() -> Self {
        model::NoticeRules::default().into()
    }
}

/// A watch, or a mute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Watch {
    /// Its id; empty for a new one.
    pub id: String,
    /// `words`, `place`, `person`: in what forms its words are found.
    pub kind: String,
    /// Words that must stand together.
    pub text: String,
    /// It silences what it finds.
    pub mute: bool,
    /// When it ends; null for never.
    pub until: Option<String>,
}

/// How long the reader pauses notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PauseFor {
    /// For an hour.
    Hour,
    /// Until the next midnight.
    Tomorrow,
    /// Until they are resumed.
    UntilResumed,
    /// Not any more.
    Nothing,
}

/// A notice that was judged worth it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// `news`, `rate`, `weather`.
    pub kind: String,
    /// Its article, which may be gone by now; null for others.
    pub article: Option<String>,
    /// The source of that.
    pub feed: Option<String>,
    /// The name of that source.
    pub source: String,
    /// One line.
    pub title: String,
    /// More of it.
    pub body: String,
    /// Why it came: `watch`, `urgent`, `burst`, `source`, `asked`.
    pub reason: String,
    /// What belongs to the reason: a watch's words, the number of sources.
    pub detail: String,
    /// What became of it: `shown`, `waiting`, `dropped`.
    pub fate: String,
    /// Why it waits or was dropped: `off`, `focused`, `nobody`, `paused`, `locked`, `full_screen`, `do_not_disturb`, `quiet_hours`, `cap`, `gap`, `old`, `read`, `unwanted`.
    pub because: String,
    /// When it was judged.
    pub judged: String,
    /// When it was shown.
    pub shown: Option<String>,
    /// Those that were shown as one have the same.
    pub batch: String,
}

/// Notices as the reader sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Notices {
    /// The newest first.
    pub recent: Vec<Notice>,
    /// Watches and mutes.
    pub watches: Vec<Watch>,
    /// Empty: they are not paused; a time: until then; `resumed`: until the reader resumes them.
    pub paused: String,
    /// Shown since midnight.
    pub today: u32,
}
