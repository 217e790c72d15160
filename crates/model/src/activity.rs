//! What happened between Qazet and a source's server: for the reader, and for the server's owner.

use jiff::{SignedDuration, Timestamp};

use crate::Feed;

/// What was wrong with the last answer; the words of the reader are in [`Feed::reason`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// This machine has no network, its proxy does not connect, or it has no root certificates.
    Connectivity,
    /// The name does not resolve.
    Dns,
    /// Nobody answers.
    Connect,
    /// No trustworthy TLS connection.
    Tls,
    /// No whole answer within the deadline.
    Timeout,
    /// A redirect that is not followed, or too many.
    Redirect,
    /// An address that is not asked.
    Address,
    /// A login is needed, or the one that was sent is not accepted (401).
    Login,
    /// Another status that brings nothing.
    Status,
    /// The server asks to be left alone (429, 503).
    Rest,
    /// 410.
    Gone,
    /// The answer is too large, broke off, or can't be unpacked.
    Body,
    /// It could be read, and is not what was asked for: no feed, no list of news, or empty where articles were.
    NotAFeed,
    /// All was well with the answer: the library held texts of the source that can't be read, and what the source says now is put in their place.
    Damage,
}

impl Problem {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Connectivity,
        Self::Dns,
        Self::Connect,
        Self::Tls,
        Self::Timeout,
        Self::Redirect,
        Self::Address,
        Self::Login,
        Self::Status,
        Self::Rest,
        Self::Gone,
        Self::Body,
        Self::NotAFeed,
        Self::Damage,
    ];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Connectivity => "connectivity",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Redirect => "redirect",
            Self::Address => "address",
            Self::Login => "login",
            Self::Status => "status",
            Self::Rest => "rest",
            Self::Gone => "gone",
            Self::Body => "body",
            Self::NotAFeed => "not_a_feed",
            Self::Damage => "damage",
        }
    }

    /// The problem of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|problem| problem.as_str() == word)
    }
}

/// What set the time of the next check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pace {
    /// The reader's interval.
    Chosen,
    /// The source publishes seldom.
    Rhythm,
    /// The server's `Cache-Control` or `Expires`.
    Freshness,
    /// The feed's own `ttl` or `sy:*`.
    OwnInterval,
    /// The server gives no validators: each request costs it the whole feed.
    NoValidators,
    /// The feed's `skipHours` or `skipDays`.
    SkippedHours,
    /// It failed; the wait doubles each time.
    Backoff,
    /// The server said when.
    RetryAfter,
    /// The network failed, not the source.
    Connectivity,
}

impl Pace {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Chosen,
        Self::Rhythm,
        Self::Freshness,
        Self::OwnInterval,
        Self::NoValidators,
        Self::SkippedHours,
        Self::Backoff,
        Self::RetryAfter,
        Self::Connectivity,
    ];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Rhythm => "rhythm",
            Self::Freshness => "freshness",
            Self::OwnInterval => "own_interval",
            Self::NoValidators => "no_validators",
            Self::SkippedHours => "skipped_hours",
            Self::Backoff => "backoff",
            Self::RetryAfter => "retry_after",
            Self::Connectivity => "connectivity",
        }
    }

    /// The pace of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pace| pace.as_str() == word)
    }
}

/// What happened between Qazet and a provider of rates or weather.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderActivity {
    /// The name of its endpoint: `nbk`, `open_meteo`, ….
    pub name: String,
    /// When it last answered as it should.
    pub answered: Option<Timestamp>,
    /// When it last failed.
    pub failed: Option<Timestamp>,
    /// Why; absent where it has answered since.
    pub failure: Option<Failure>,
    /// Not asked before; absent where nothing keeps it.
    pub again: Option<Timestamp>,
}

/// Why a provider gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// In a sentence that says what to do.
    pub reason: String,
    /// As a kind, for words in the reader's language; absent where a library of before kept the sentence alone.
    pub problem: Option<Problem>,
    /// HTTP status of the answer, where it is an error by itself.
    pub answer: Option<u16>,
}

impl ProviderActivity {
    /// The last time it was asked it failed.
    pub fn is_failing(&self) -> bool {
        self.failure.is_some()
    }
}

/// What a source itself says about when to ask it. Kept, because a 304 does not say it again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wishes {
    /// `ttl`, `sy:*`.
    pub own_interval: Option<SignedDuration>,
    /// The usual time between two of its articles.
    pub rhythm: Option<SignedDuration>,
    /// `skipHours`: bit n stands for the hour n of UTC.
    pub skip_hours: u32,
    /// `skipDays`: bit n stands for the day n of the week in UTC; Monday is 0.
    pub skip_days: u8,
}

/// What happened between Qazet and one source's server so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// The source, with the last outcome, its reason, validators, and when it is due.
    pub feed: Feed,
    /// HTTP status of the last answer; absent where none came.
    pub answer: Option<u16>,
    /// What was wrong with it.
    pub problem: Option<Problem>,
    /// What set the next check.
    pub pace: Option<Pace>,
    /// What the source says about when to ask it.
    pub wishes: Wishes,
    /// How often it was asked.
    pub asked: u32,
    /// How often it sent a body.
    pub whole: u32,
    /// How often it had nothing new (304).
    pub not_modified: u32,
    /// Bytes of the last body on the wire.
    pub bytes_last: u64,
    /// Bytes of all bodies on the wire.
    pub bytes_total: u64,
    /// Where permanent redirects lead, and how many times in a row they did.
    pub moving: Option<(String, u32)>,
    /// The address before it was rewritten, and when that was.
    pub moved: Option<(String, Timestamp)>,
    /// Where a temporary redirect led last time.
    pub temporary_to: Option<String>,
}

impl Activity {
    /// The share of answers that were 304, of those that were 304 or had a body; absent before the first.
    pub fn not_modified_share(&self) -> Option<f64> {
        let answers = self.whole + self.not_modified;
        (answers > 0).then(|| f64::from(self.not_modified) / f64::from(answers))
    }
}
