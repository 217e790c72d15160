//! Stands in the place of the crate `justext` (`[patch.crates-io]` in the workspace's `Cargo.toml`).
//!
//! trafilatura, our second extractor, asks justext where it doubts its own answer. justext decides by word lists of a hundred languages:
//! a tenth of the package, and twelve megabytes of memory from the first article on. Measured, texts are as good without it
//! (docs/benchmarks.md), because our second extractor is asked about the ends of a text only. So here are the names that trafilatura
//! calls, and the answer that it knows as "nothing found".

use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::LazyLock;

pub use {all_words as get_all_stoplists, words as get_stoplist};

/// What would be asked for; all of it is ignored.
#[derive(Debug, Clone, Default)]
pub struct Config;

/// A paragraph of a text. There are none.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Its text.
    pub text: String,
    never: Infallible,
}

impl Paragraph {
    /// Whether it is no part of the article.
    pub fn is_boilerplate(&self) -> bool {
        match self.never {}
    }
}

impl Config {
    /// Ignored.
    #[must_use]
    pub fn with_length_low(self, _: usize) -> Self {
        self
    }

    /// Ignored.
    #[must_use]
    pub fn with_length_high(self, _: usize) -> Self {
        self
    }

    /// Ignored.
    #[must_use]
    pub fn with_stopwords_low(self, _: f64) -> Self {
        self
    }

    /// Ignored.
    #[must_use]
    pub fn with_stopwords_high(self, _: f64) -> Self {
        self
    }

    /// Ignored.
    #[must_use]
    pub fn with_max_link_density(self, _: f64) -> Self {
        self
    }

    /// Ignored.
    #[must_use]
    pub fn with_max_heading_distance(self, _: usize) -> Self {
        self
    }
}

/// The words of a language: none.
///
/// # Errors
/// Never.
pub fn words(_: &str) -> Result<HashSet<String>, Infallible> {
    Ok(HashSet::new())
}

/// The words of all languages: none.
pub fn all_words() -> &'static HashSet<String> {
    static NONE: LazyLock<HashSet<String>> = LazyLock::new(HashSet::new);
    &NONE
}

/// The paragraphs of a page: none found.
pub fn justext(_: &str, _: &HashSet<String>, _: &Config) -> Vec<Paragraph> {
    Vec::new()
}
