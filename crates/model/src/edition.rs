//! Editions: what is packed for reading with no network, within a budget.

use jiff::Timestamp;

use crate::ArticleId;

/// Where the packing of an edition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditionState {
    /// It has begun and is not over. With nobody packing, the program ended in the middle of it.
    Packing,
    /// It is over.
    Packed,
    /// The reader stopped it.
    Stopped,
    /// It could not go on; the reason says why.
    Failed,
}

impl EditionState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Packing, Self::Packed, Self::Stopped, Self::Failed];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Packing => "packing",
            Self::Packed => "packed",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
        }
    }

    /// The state of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// An edition as a whole. There is one: packing another replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// How many bytes it may take on the disk.
    pub budget: u64,
    /// When its packing began.
    pub began: Timestamp,
    /// When it ended; absent while it has not.
    pub ended: Option<Timestamp>,
    /// How far it is.
    pub state: EditionState,
    /// Why it failed; empty otherwise.
    pub reason: String,
    /// No source could be reached: it was packed of what was here.
    pub offline: bool,
    /// How many bytes its pictures had as they came from the publishers.
    pub came: u64,
    /// How many bytes they have now.
    pub kept: u64,
}

/// An article's part in an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditionPart {
    /// Which.
    pub article: ArticleId,
    /// It is in the edition; else the budget left it out.
    pub packed: bool,
    /// Bytes of it on the disk. A picture that several articles show counts for the first of them. Of an article that was left out: what
    /// it would take, as far as known.
    pub bytes: u64,
    /// How many of its pictures are in the edition, posters of films included.
    pub pictures: u32,
    /// How many the budget left out.
    pub left_out: u32,
    /// How many could not be had.
    pub missing: u32,
}
