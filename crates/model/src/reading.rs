//! How rows and texts are set, and when an article counts as read.

/// The letters of an article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Face {
    /// Qazet's own serif.
    #[default]
    Serif,
    /// Qazet's own sans.
    Sans,
    /// The system's.
    System,
}

impl Face {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Serif, Self::Sans, Self::System];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Serif => "serif",
            Self::Sans => "sans",
            Self::System => "system",
        }
    }

    /// The face of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|face| face.as_str() == word)
    }
}

/// How much of an article a row of the timeline shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Density {
    /// One line.
    Compact,
    /// Headline and picture.
    #[default]
    Regular,
    /// The opening paragraph too.
    Roomy,
}

impl Density {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Compact, Self::Regular, Self::Roomy];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Regular => "regular",
            Self::Roomy => "roomy",
        }
    }

    /// The density of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|density| density.as_str() == word)
    }
}

/// How an article's text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading {
    /// Letters.
    pub face: Face,
    /// Size of the letters in pixels.
    pub size: u32,
    /// Height of a line in hundredths of the size.
    pub line: u32,
    /// Longest line in pixels.
    pub width: u32,
    /// Nothing moves, whatever the system says.
    pub still: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            face: Face::Serif,
            size: 18,
            line: 162,
            width: 640,
            still: false,
        }
    }
}

impl Reading {
    /// With every measure inside what can be read.
    pub fn within_limits(self) -> Self {
        Self {
            size: self.size.clamp(16, 24),
            line: self.line.clamp(145, 180),
            width: self.width.clamp(520, 760),
            ..self
        }
    }
}

/// When an article counts as read, besides when the reader says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum ReadWhen {
    /// When it is opened.
    #[default]
    Opened,
    /// When it has been open for a few seconds.
    Stayed,
    /// When it is opened, or its row is scrolled out of sight at the top of a list.
    Passed,
}

impl ReadWhen {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Opened, Self::Stayed, Self::Passed];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Stayed => "stayed",
            Self::Passed => "passed",
        }
    }

    /// What that word says.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|when| when.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_beyond_what_can_be_read_come_back_inside() {
        let wild = Reading {
            size: 200,
            line: 1,
            width: 9999,
            ..Reading::default()
        };
        let tamed = wild.within_limits();
        assert_eq!((tamed.size, tamed.line, tamed.width), (24, 145, 760));
        assert_eq!(Reading::default().within_limits(), Reading::default());
    }
}
