//! Words as they stand in the full-text index: folded and stemmed.
//!
//! Folding: lower case, ё as е, Kazakh letters as their nearest Russian ones (many readers type without a Kazakh keyboard). Stemming: Russian
//! and English by Snowball; Kazakh words stay whole and are found by their beginning. Texts repeat their words, so what a word becomes is
//! remembered while texts are read ([`Stems`]).

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

const KAZAKH: &[char] = &['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і'];
/// So many words are remembered at most, about 3 MB; a language in daily use has fewer.
const REMEMBERED: usize = 40_000;
/// Longer words are rare, and remembered by nobody; bytes.
const LONGEST: usize = 48;

/// The words of an article as the index takes them, separated by spaces. A form of a word stands there once however often the texts have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) String);

impl Words {
    /// The words of these texts.
    pub(crate) fn of(texts: &[&str], kazakh: bool) -> Self {
        with_stems(|stems| stems.distinct(texts, kazakh))
    }
}

/// Remembers what words became.
#[derive(Default)]
pub(crate) struct Stems {
    /// Of texts whose words are stemmed, and of Kazakh texts.
    known: [Known; 2],
    /// Counts texts, to give each form of a word once.
    text: u32,
}

/// The words of one way of stemming. All letters stand one after the other, each word before its stem, so that looking one up touches
/// little memory: this is done for every word of every text.
#[derive(Default)]
struct Known {
    places: HashTable<Stem>,
    letters: String,
    hasher: RandomState,
}

/// Where a word and its stem stand in the letters.
struct Stem {
    at: u32,
    word: u16,
    stem: u16,
    /// The last text that had it.
    seen: u32,
}

impl Stem {
    fn word<'l>(&self, letters: &'l str) -> &'l str {
        let at = self.at as usize;
        letters.get(at..at + usize::from(self.word)).unwrap_or("")
    }

    fn stem<'l>(&self, letters: &'l str) -> &'l str {
        let at = self.at as usize + usize::from(self.word);
        letters.get(at..at + usize::from(self.stem)).unwrap_or("")
    }
}

/// As many are kept as threads read texts at the same time.
const IDLE_AT_MOST: usize = 4;
/// Those that nobody is using. Threads that read texts at the same time take one each.
static IDLE: Mutex<Vec<Stems>> = Mutex::new(Vec::new());

/// Lends what is known of words.
pub(crate) fn with_stems<T>(read: impl FnOnce(&mut Stems) -> T) -> T {
    let idle = || IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut stems = idle().pop().unwrap_or_default();
    let done = read(&mut stems);
    let mut idle = idle();
    if idle.len() < IDLE_AT_MOST {
        idle.push(stems);
    }
    done
}

/// Gives the memory of remembered words back; they are learned again when texts come.
pub(crate) fn forget() {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

impl Stems {
    /// The words of these texts.
    pub(crate) fn distinct(&mut self, texts: &[&str], kazakh: bool) -> Words {
        let mut line = String::with_capacity(texts.iter().map(|text| text.len()).sum());
        self.text = self.text.wrapping_add(1);
        let this = self.text;
        for text in texts {
            self.each(text, kazakh, |stem, seen| {
                if *seen != this {
                    *seen = this;
                    line.push_str(stem);
                    line.push(' ');
                }
            });
        }
        line.shrink_to_fit();
        Words(line)
    }

    /// All words of a text in order, as many times as they stand there.
    pub(crate) fn sequence(&mut self, text: &str, kazakh: bool, mut each: impl FnMut(&str)) {
        self.each(text, kazakh, |stem, _| {
            // The index splits what is no letter of a word: `3.5` are two words to it.
            for part in parts(stem) {
                each(part);
            }
        });
    }

    /// Gives each word's stem, and the last text that had it.
    fn each(&mut self, text: &str, kazakh: bool, mut each: impl FnMut(&str, &mut u32)) {
        let Known {
            places,
            letters,
            hasher,
        } = &mut self.known[usize::from(kazakh)];
        let never = self.text.wrapping_sub(1);
        words(text, |word| {
            let hash = hasher.hash_one(word);
            if let Some(known) = places.find_mut(hash, |known| known.word(letters) == word) {
                return each(known.stem(letters), &mut known.seen);
            }
            let stem = stem(word, kazakh);
            let mut seen = never;
            each(&stem, &mut seen);
            if word.len().max(stem.len()) > LONGEST {
                return;
            }
            if places.len() >= REMEMBERED {
                places.clear();
                letters.clear();
            }
            let new = Stem {
                at: letters.len() as u32,
                word: word.len() as u16,
                stem: stem.len() as u16,
                seen,
            };
            letters.push_str(word);
            letters.push_str(&stem);
            places.insert_unique(hash, new, |known| hasher.hash_one(known.word(letters)));
        });
    }
}

/// The parts of a folded word that the index keeps apart.
pub(crate) fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
}

/// The words of a text, as Unicode defines them (UAX 29). Most stand between spaces and are plain letters, perhaps with a comma or quotes
/// beside them: those are seen at once, and only the others are looked at by the rules.
fn words<'t>(text: &'t str, mut each: impl FnMut(&'t str)) {
    for chunk in text.split([' ', '\n']) {
        let core = chunk.trim_matches(is_edge);
        if core.is_empty() {
            continue;
        }
        if is_plain(core) {
            each(core);
        } else {
            chunk.unicode_words().for_each(&mut each);
        }
    }
}

/// Marks that never join with the word that they stand beside.
fn is_edge(c: char) -> bool {
    (c.is_ascii_punctuation() && c != '_')
        || matches!(c, '«' | '»' | '„' | '“' | '”' | '—' | '–' | '…')
}

/// Only digits, Latin and Cyrillic letters: one word whatever the rules say.
fn is_plain(core: &str) -> bool {
    let mut bytes = core.bytes();
    while let Some(byte) = bytes.next() {
        let letter = match byte {
            // U+0482 to U+0489 are marks.
            0xd0 | 0xd1 | 0xd3 => bytes.next().is_some(),
            0xd2 => bytes
                .next()
                .is_some_and(|second| !(0x82..=0x89).contains(&second)),
            ascii => ascii.is_ascii_alphanumeric(),
        };
        if !letter {
            return false;
        }
    }
    true
}

/// One word, folded and stemmed.
pub fn stem(word: &str, kazakh: bool) -> String {
    // Plain letters are normal as they are.
    let lower: String = if is_plain(word) {
        word.chars().flat_map(char::to_lowercase).collect()
    } else {
        word.nfkc().flat_map(char::to_lowercase).collect()
    };
    let whole = kazakh || lower.contains(KAZAKH);
    let folded: String = lower.chars().filter_map(fold).collect();
    if whole {
        return folded;
    }
    let algorithm = match folded.chars().next() {
        Some('а'..='я') => Algorithm::Russian,
        Some('a'..='z') => Algorithm::English,
        _ => return folded,
    };
    Stemmer::create(algorithm).stem(&folded).into_owned()
}

/// One word in lower case and folded, in its own form.
pub fn fold_word(word: &str) -> String {
    word.nfkc()
        .flat_map(char::to_lowercase)
        .filter_map(fold)
        .collect()
}

/// The words of a text, as they stand there.
pub fn list_words(text: &str) -> Vec<&str> {
    let mut list = Vec::new();
    words(text, |word| list.push(word));
    list
}

/// One letter as it stands in the index; marks that only stress or divide are left out.
pub(crate) fn fold(letter: char) -> Option<char> {
    Some(match letter {
        'ё' => 'е',
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' => 'и',
        '\u{301}' | '\u{ad}' => return None,
        '\'' | '’' | '"' => return None,
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_meet_their_other_forms() {
        for (one, other) in [
            ("правительства", "правительство"),
            ("ёлка", "елка"),
            ("Elections", "election"),
            ("Министров", "министр"),
        ] {
            assert_eq!(stem(one, false), stem(other, false), "{one} and {other}");
        }
    }

    #[test]
    fn kazakh_words_are_folded_and_stay_whole() {
        assert_eq!(stem("Қазақстанда", false), "казакстанда");
        assert_eq!(stem("Алматыда", true), "алматыда");
    }

    #[test]
    fn words_are_those_of_unicode() {
        for text in [
            "«Новая школа», — сказал он. 3,5 млн… и 12.5% (в 2026-м году)!",
            "It’s John's co-op; e.g. U.S. a_b _c_ don't... 'quoted' \"x\" #tag @me 1,000 1:30",
            "Алматы\u{301}да о\u{301}зеро \u{301}а Қазақстан҃ х҂а ҉б",
            "日本語のテキスト คำไทย עברית \u{1f1f0}\u{1f1ff}ab a\u{200d}b a\u{ad}b\ta\u{a0}b\u{2028}c",
            "https://example.org/a-b?c=d,e п73688 а'б ‘в’ „г“ д:е ж.з 5'6 '7 8' _9 x",
            "",
            " \n ,",
        ] {
            let mut found = Vec::new();
            words(text, |word| found.push(word));
            let expected: Vec<&str> = text.unicode_words().collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn each_form_of_a_word_stands_once_and_what_was_remembered_changes_nothing() {
        let twice = || Words::of(&["Новые школы", "школы и ёлки, новая школа 3.5"], false);
        assert_eq!(twice().0, "нов школ и елк нов школ 3.5 ");
        assert_eq!(twice(), twice());
        assert_eq!(Words::of(&["Новые школы"], true).0, "новые школы ");
    }

    #[test]
    fn a_sequence_has_every_word_as_the_index_splits_it() {
        let mut found = Vec::new();
        with_stems(|stems| {
            stems.sequence("3.5 школы, школы a_b", false, |word| {
                found.push(word.to_owned())
            })
        });
        assert_eq!(found, ["3", "5", "школ", "школ", "a", "b"]);
    }
}
