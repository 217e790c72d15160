//! Whether a watch finds an article: its words together, in any of their forms, in the headline or the opening paragraph. A place is found by
//! all of its names, whatever kind of watch it is. Pure.

use model::{Headline, Watch, WatchKind};

use super::forms::is_form;
use super::places::names_of_place;

/// Letters that Russian has not.
const KAZAKH: &[char] = &['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і'];

/// Whether `watch` finds `article`.
pub fn finds(watch: &Watch, article: &Headline) -> bool {
    let mut texts = [&article.title, &article.lead].into_iter();
    texts.any(|text| finds_in(watch, text, language_of(text, &article.language)))
}

/// Sources that call themselves Russian have Kazakh headlines, too: those may be either.
fn language_of<'l>(text: &str, language: &'l str) -> &'l str {
    let is_kazakh = || {
        text.chars()
            .flat_map(char::to_lowercase)
            .any(|letter| KAZAKH.contains(&letter))
    };
    match language {
        "ru" if is_kazakh() => "",
        language => language,
    }
}

fn finds_in(watch: &Watch, text: &str, language: &str) -> bool {
    if stands_in(watch.kind, &watch.text, text, language) {
        return true;
    }
    let names = match watch.kind {
        WatchKind::Words | WatchKind::Place => names_of_place(&watch.text),
        WatchKind::Person => &[],
    };
    if !names.is_empty() && watch.kind == WatchKind::Words && !is_capital(&watch.text) {
        // Whoever writes "семей" may mean families: the city's other names would be a surprise.
        return stands_in(WatchKind::Place, &watch.text, text, language);
    }
    names.iter().any(|name| {
        let kind = match is_capital(name.text) {
            true => WatchKind::Place,
            false => WatchKind::Words,
        };
        let is_meant = language.is_empty() || language == name.language;
        is_meant && stands_in(kind, name.text, text, language)
    })
}

/// Whether a word begins with a capital.
pub fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn stands_in(kind: WatchKind, wanted: &str, text: &str, language: &str) -> bool {
    let words = store::list_words(wanted);
    let has_names = words.iter().any(|word| is_capital(word));
    let wanted: Vec<(WatchKind, &str)> = words
        .into_iter()
        .map(|word| (kind_of(word, kind, has_names), word))
        .collect();
    if wanted.is_empty() {
        return false;
    }
    let is = |((kind, wanted), found): (&(WatchKind, &str), &&str)| {
        is_form(*kind, wanted, found, language)
    };
    let words = store::list_words(text);
    words.windows(wanted.len()).any(|window| {
        let forward = wanted.iter().zip(window).all(is);
        let backward = || wanted.iter().rev().zip(window).all(is);
        forward || (kind == WatchKind::Person && backward())
    })
}

/// A place is a place among ordinary words, too; and beside a name ("президент Токаев", "Алматы облысы") a word in small letters is none.
fn kind_of(word: &str, kind: WatchKind, has_names: bool) -> WatchKind {
    match kind {
        WatchKind::Words if is_capital(word) && !names_of_place(word).is_empty() => {
            WatchKind::Place
        }
        WatchKind::Place | WatchKind::Person if has_names && !is_capital(word) => WatchKind::Words,
        kind => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::headline;
    use super::*;

    fn found(kind: WatchKind, text: &str, title: &str) -> bool {
        found_in("", kind, text, title)
    }

    fn found_in(language: &str, kind: WatchKind, text: &str, title: &str) -> bool {
        let watch = Watch {
            kind,
            text: text.to_owned(),
            mute: false,
            until: None,
        };
        let article = Headline {
            language: language.to_owned(),
            ..headline(1, 1, title)
        };
        finds(&watch, &article)
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

    #[test]
    fn a_watch_of_a_name_and_words_finds_both_in_their_forms() {
        for (kind, text, title) in [
            (
                WatchKind::Place,
                "Алматинская область",
                "Снег в Алматинской области",
            ),
            (
                WatchKind::Place,
                "Алматинская область",
                "Мост в алматинской области",
            ),
            (
                WatchKind::Place,
                "Алматы облысы",
                "Алматы облысында көпір салынды",
            ),
            (
                WatchKind::Place,
                "Алматы облысы",
                "Алматы облысының жаңа мектебі",
            ),
            (
                WatchKind::Person,
                "президент Токаев",
                "Встреча с президентом Токаевым",
            ),
            (
                WatchKind::Words,
                "Алматы облысы",
                "Алматы облысына қар жауды",
            ),
            (
                WatchKind::Words,
                "метро Алматы",
                "О метро Алматы рассказали в акимате",
            ),
        ] {
            assert!(found(kind, text, title), "{text}: {title}");
        }
        for (kind, text, title) in [
            (
                WatchKind::Place,
                "Алматинская область",
                "Область знаний: Алматинская",
            ),
            (
                WatchKind::Person,
                "президент Токаев",
                "Президент страны встретил гостей",
            ),
            (WatchKind::Person, "абай", "Поэзия абай"),
        ] {
            assert!(!found(kind, text, title), "{text}: {title}");
        }
    }

    #[test]
    fn a_place_is_a_place_in_every_kind_of_watch_and_by_all_of_its_names() {
        for (language, title) in [
            ("ru", "В алматинском метро новая станция"),
            ("ru", "Алматинцы ждут снега"),
            ("kk", "Алматыда қар жауды"),
            ("ru", "Алматыда қар жауды"),
            ("en", "Almaty's new bridge opens"),
            ("ru", "Улица в старой Алма-Ате"),
            ("ru", "Трамвай алма-атинского депо"),
        ] {
            for (kind, text) in [
                (WatchKind::Words, "Алматы"),
                (WatchKind::Place, "Алматы"),
                (WatchKind::Place, "алматы"),
            ] {
                assert!(
                    found_in(language, kind, text, title),
                    "{kind:?} {text}: {title}"
                );
            }
        }
        for (language, text, title) in [
            ("kk", "Казахстан", "Қазақстанда жаңа мектеп ашылды"),
            ("en", "Казахстан", "Kazakhstan opens a bridge"),
            ("ru", "Қазақстан", "В Казахстане открыли мост"),
            ("kk", "Уральск", "Оралда қар жауды"),
            ("ru", "Актобе", "В актюбинской школе"),
            ("ru", "алматы", "В алматинском метро"),
        ] {
            assert!(
                found_in(language, WatchKind::Words, text, title),
                "{text}: {title}"
            );
        }
        for (language, kind, text, title) in [
            ("ru", WatchKind::Words, "Семей", "Пять семей получили жильё"),
            ("ru", WatchKind::Words, "Уральск", "Орал на соседа всю ночь"),
            ("ru", WatchKind::Words, "Алматы", "Алмате посвятили песню"),
            ("en", WatchKind::Words, "Уральск", "Oral exams begin in May"),
            (
                "ru",
                WatchKind::Words,
                "семей",
                "В Семипалатинске открыли парк",
            ),
            (
                "ru",
                WatchKind::Words,
                "Казахстан",
                "Казахский язык учат дома",
            ),
            ("ru", WatchKind::Person, "Алматы", "Улица в старой Алма-Ате"),
        ] {
            assert!(!found_in(language, kind, text, title), "{text}: {title}");
        }
    }
}
