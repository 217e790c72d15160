//! How much of an edition a source gets.

/// The reader's wish for a source's share of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub enum FeedWeight {
    /// None of it, except what was saved for later.
    None,
    /// Less than others.
    Less,
    /// As others.
    #[default]
    Usual,
    /// More than others.
    More,
}

impl FeedWeight {
    /// All of them, the lightest first.
    pub const ALL: [Self; 4] = [Self::None, Self::Less, Self::Usual, Self::More];

    /// The word used in the library, on the wire and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Less => "less",
            Self::Usual => "usual",
            Self::More => "more",
        }
    }

    /// The weight of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weight| weight.as_str() == word)
    }
}
