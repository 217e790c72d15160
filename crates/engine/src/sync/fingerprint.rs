//! By what an article is known again, and by what one sees that its source says something else of it. Pure.

use parser::feed::ParsedArticle;
use sha2::{Digest, Sha256};

/// The identity of an article in its feed, as the library keeps it.
pub fn key_of(identity: &str) -> [u8; 16] {
    let digest: [u8; 32] = Sha256::digest(identity.as_bytes()).into();
    let mut key = [0; 16];
    key.copy_from_slice(digest.split_at(16).0);
    key
}

/// What a feed said of an article, if this were its link: the words, and how many pictures. Markup does not count: it carries tokens and
/// advertisements that differ each time.
pub fn feed_hash_of(article: &ParsedArticle, link: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    add(&mut hash, &article.headline);
    add(&mut hash, link);
    for html in [&article.summary, &article.content] {
        add_words(&mut hash, html.as_deref().unwrap_or_default());
    }
    hash.finalize().into()
}

/// Of texts in which every letter counts.
pub fn hash_of(texts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for text in texts {
        add(&mut hash, text);
    }
    hash.finalize().into()
}

fn add(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

fn add_words(hash: &mut Sha256, html: &str) {
    let (mut letters, mut pictures) = (0_u64, 0_u64);
    for (place, part) in html.split('<').enumerate() {
        let words = match part.split_once('>') {
            Some((tag, words)) if place > 0 => {
                pictures += u64::from(
                    tag.get(..3)
                        .is_some_and(|name| name.eq_ignore_ascii_case("img")),
                );
                words
            }
            _ => part,
        };
        letters += words.len() as u64;
        hash.update(words.as_bytes());
    }
    hash.update(letters.to_le_bytes());
    hash.update(pictures.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(html: &str) -> [u8; 32] {
        let article = ParsedArticle {
            content: Some(html.to_owned()),
            ..ParsedArticle::default()
        };
        feed_hash_of(&article, "https://e.example/1")
    }

    #[test]
    fn words_and_pictures_count_and_what_stands_in_tags_does_not() {
        let said = hash("<p id=\"a1\">Five &lt; six</p><img src=\"/a.jpg?t=1\">");
        assert_eq!(
            said,
            hash("<p id=\"b2\">Five &lt; six</p><img src=\"/a.jpg?t=2\">")
        );
        assert_ne!(
            said,
            hash("<p id=\"a1\">Five &lt; seven</p><img src=\"/a.jpg?t=1\">")
        );
        assert_ne!(said, hash("<p id=\"a1\">Five &lt; six</p>"));
        assert_ne!(hash("5 < 6"), hash("5 < 7"));
    }
}
