//! Identities. They are numbers inside, and strings on the wire, where JavaScript would round them.

use std::fmt;
use std::str::FromStr;

/// A text that is not an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnId(pub String);

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not an id; copy one from the list of feeds or articles",
            self.0
        )
    }
}

impl std::error::Error for NotAnId {}

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                match text.parse() {
                    Ok(number) if number > 0 => Ok(Self(number)),
                    _ => Err(NotAnId(text.to_owned())),
                }
            }
        }
    };
}

number_id!(
    /// A feed or site in the library.
    FeedId
);
number_id!(
    /// An article in the library. Stable for as long as the reader's status of it is kept, which outlives the article.
    ArticleId
);
number_id!(
    /// A watch or a mute of the reader.
    WatchId
);

impl FeedId {
    /// The source of pages that the reader saved by their address. It is in no list, is never asked, and no id on the wire names it.
    pub const SAVED_PAGES: Self = Self(0);
}

/// The SHA-256 of a picture's bytes as they are kept, in lower-case hexadecimal: its name in `media.sqlite` and under `/media/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaHash(String);

impl MediaHash {
    /// Names a picture by the digest of its bytes.
    pub fn of(digest: [u8; 32]) -> Self {
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MediaHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for MediaHash {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let digits =
            text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if digits {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnId(text.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_positive_numbers() {
        assert_eq!("7".parse(), Ok(ArticleId(7)));
        for bad in ["", "0", "-1", "x", "1.0"] {
            assert!(bad.parse::<FeedId>().is_err(), "{bad:?} is no id");
        }
    }

    #[test]
    fn a_media_hash_is_64_hexadecimal_digits_and_never_a_path() {
        let hash = MediaHash::of([0xab; 32]);
        assert_eq!(hash.as_str().parse::<MediaHash>().as_ref(), Ok(&hash));
        for bad in ["", "../library.sqlite", &"g".repeat(64), &"AB".repeat(32)] {
            assert!(
                bad.parse::<MediaHash>().is_err(),
                "{bad:?} names no picture"
            );
        }
    }
}
