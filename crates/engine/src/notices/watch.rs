//! Whether a watch finds an article: its words together, in any of their forms, in the headline or the opening paragraph. Pure.

use model::{Headline, Watch, WatchKind};

use super::forms::is_form;

/// Whether `watch` finds `article`.
pub fn finds(watch: &Watch, article: &Headline) -> bool {
    let wanted = store::list_words(&watch.text);
    if wanted.is_empty() {
        return false;
    }
    [&article.title, &article.lead]
        .into_iter()
        .any(|text| stands_in(watch.kind, &wanted, text, &article.language))
}

fn stands_in(kind: WatchKind, wanted: &[&str], text: &str, language: &str) -> bool {
    let words = store::list_words(text);
    let is = |wanted: &&str, found: &&str| is_form(kind, wanted, found, language);
    words.windows(wanted.len()).any(|window| {
        let forward = wanted.iter().zip(window).all(|(one, other)| is(one, other));
        let backward = || {
            wanted
                .iter()
                .rev()
                .zip(window)
                .all(|(one, other)| is(one, other))
        };
        forward || (kind == WatchKind::Person && backward())
    })
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::headline;
    use super::*;

    fn found(kind: WatchKind, text: &str, title: &str) -> bool {
        let watch = Watch {
            kind,
            text: text.to_owned(),
            mute: false,
            until: None,
        };
        finds(&watch, &headline(1, 1, title))
    }

    #[test]
    fn words_of_a_watch_stand_together() {
        let words = "атомная станция";
        assert!(found(
            WatchKind::Words,
            words,
            "Строительство атомной станции начнут весной"
        ));
        assert!(!found(
            WatchKind::Words,
            words,
            "Атомная энергетика: новая станция"
        ));
        assert!(!found(WatchKind::Words, "", "Что угодно"));
    }

    #[test]
    fn a_name_is_found_in_either_order() {
        let name = "Нурлан Абишев";
        assert!(found(
            WatchKind::Person,
            name,
            "Что сказал Абишев Нурлан о мосте"
        ));
        assert!(found(
            WatchKind::Person,
            name,
            "Встреча с Нурланом Абишевым"
        ));
        assert!(!found(WatchKind::Person, name, "Нурлан и Марат Абишевы"));
    }
}
