//! Retention: how long and how much is kept of each kind. What has a star or is saved is kept for ever.

/// A kind of thing that fills the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kept {
    /// Articles with their texts.
    Texts,
    /// Pictures of articles that are no photo reports.
    Pictures,
    /// Pictures of photo reports.
    PhotoReports,
}

impl Kept {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Texts, Self::Pictures, Self::PhotoReports];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Texts => "texts",
            Self::Pictures => "pictures",
            Self::PhotoReports => "photo_reports",
        }
    }

    /// The kind of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How much is kept of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Keep {
    /// Days that what was read is kept.
    pub days: u32,
    /// Megabytes that all of it may have, unread or not; 0 for no limit.
    pub megabytes: u32,
}

impl Keep {
    /// `megabytes` in bytes.
    pub fn bytes(self) -> u64 {
        u64::from(self.megabytes) * 1_000_000
    }

    /// Within what can be chosen: a day to ten years; no limit, or 10 MB to a terabyte.
    pub fn within_range(self) -> Self {
        Self {
            days: self.days.clamp(1, 3650),
            megabytes: match self.megabytes {
                0 => 0,
                some => some.clamp(10, 1_000_000),
            },
        }
    }
}

/// How much is kept of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Retention {
    /// Articles with their texts.
    pub texts: Keep,
    /// Pictures.
    pub pictures: Keep,
    /// Photo reports.
    pub photo_reports: Keep,
}

impl Default for Retention {
    fn default() -> Self {
        let keep = |megabytes| Keep {
            days: 90,
            megabytes,
        };
        Self {
            texts: keep(0),
            pictures: keep(2000),
            photo_reports: keep(2000),
        }
    }
}

impl Retention {
    /// That of one kind.
    pub fn of(&self, kind: Kept) -> Keep {
        match kind {
            Kept::Texts => self.texts,
            Kept::Pictures => self.pictures,
            Kept::PhotoReports => self.photo_reports,
        }
    }

    /// The same with another choice for one kind.
    pub fn with(mut self, kind: Kept, keep: Keep) -> Self {
        match kind {
            Kept::Texts => self.texts = keep,
            Kept::Pictures => self.pictures = keep,
            Kept::PhotoReports => self.photo_reports = keep,
        }
        self
    }

    /// Every kind within what can be chosen.
    pub fn within_range(self) -> Self {
        Kept::ALL.into_iter().fold(self, |all, kind| {
            all.with(kind, all.of(kind).within_range())
        })
    }
}

/// What one kind weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// Of what.
    pub kind: Kept,
    /// Articles with a text, pictures, photo reports.
    pub count: u32,
    /// Their bytes.
    pub bytes: u64,
    /// How many of these bytes leave when the reader clears the kind.
    pub clearable: u64,
}

impl Weight {
    /// Nothing.
    pub fn of(kind: Kept) -> Self {
        Self {
            kind,
            count: 0,
            bytes: 0,
            clearable: 0,
        }
    }
}
