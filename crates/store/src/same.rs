//! When an article that comes again says something else, and when it only looks so: pages carry counters, tokens and advertisements, show a
//! wall now and then, or come from two servers of which one is behind. Pure; an *account* is a headline with the text below it.

use std::collections::HashSet;

/// Texts with fewer words are too short to say that one of them is poorer.
const ENOUGH_WORDS: usize = 50;
/// So many photos make a report.
const REPORT: u32 = 3;

/// What is compared.
pub(crate) fn account(title: &str, text: &str) -> String {
    format!("{title}\n{text}")
}

/// Whether a change is one of a kind that was seen twice before: only lines differ that differed both times, or two texts take turns.
/// `earlier` are the accounts before `known`, the newest first.
pub(crate) fn is_restless(earlier: &[String], known: &str, new: &str) -> bool {
    let [last, before] = earlier else {
        return false;
    };
    if last == new && before == known {
        return true;
    }
    let changes = [(known, new), (last, known), (before, last)].map(|(a, b)| changed_lines(a, b));
    let [Some(now), Some(then), Some(first)] = changes else {
        return false;
    };
    now.is_subset(&then) && now.is_subset(&first)
}

/// Whether a page gave less than is here under the same headline: its beginning only, a notice in its place, or no photos where there was a
/// report.
pub(crate) fn is_poorer(known: &str, new: &str, photos_known: u32, photos_new: u32) -> bool {
    let (had, has) = (count_words(known), count_words(new));
    if photos_known >= REPORT && photos_new == 0 && has <= had {
        return true;
    }
    let is_notice = has * 3 < had;
    let is_cut = has * 5 < had * 4 && is_beginning(known, new);
    had >= ENOUGH_WORDS && photos_new <= photos_known && (is_notice || is_cut)
}

/// Whether pictures are the same but for what follows their names: tokens, sizes, the time they are good for.
pub(crate) fn have_the_same_names<'a>(
    known: impl Iterator<Item = &'a str>,
    new: impl Iterator<Item = &'a str>,
) -> bool {
    let name = |url: &'a str| url.split(['?', '#']).next().unwrap_or_default();
    known.map(name).collect::<HashSet<_>>() == new.map(name).collect::<HashSet<_>>()
}

/// Which lines differ; nothing where there are more or fewer of them.
fn changed_lines(before: &str, after: &str) -> Option<HashSet<usize>> {
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let pairs = before.iter().zip(&after).enumerate();
    (before.len() == after.len()).then(|| {
        let differ = pairs.filter(|(_, (a, b))| a != b);
        differ.map(|(place, _)| place).collect()
    })
}

/// Whether all lines of a text, the last apart (it may be cut, or invite to pay), are the first ones of the other.
fn is_beginning(whole: &str, text: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    let Some((_, first)) = lines.split_last() else {
        return true;
    };
    first.iter().zip(whole.lines()).all(|(a, b)| *a == b)
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> String {
        texts.join("\n")
    }

    fn long(paragraphs: usize) -> String {
        let one = |number| {
            format!(
                "Paragraph {number} has a good many words to say about what happened at the lake."
            )
        };
        (0..paragraphs).map(one).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_counter_is_restless_after_two_changes_and_a_correction_elsewhere_is_not() {
        let seen = |number: u32, text: &str| lines(&["Title", text, &format!("{number} views")]);
        let earlier = [seen(2, "Text."), seen(1, "Text.")];
        let known = seen(3, "Text.");
        assert!(is_restless(&earlier, &known, &seen(4, "Text.")));
        assert!(!is_restless(&earlier, &known, &seen(4, "New text.")));
        assert!(!is_restless(&earlier[..1], &known, &seen(4, "Text.")));
        assert!(!is_restless(&[], &known, &seen(4, "Text.")));
    }

    #[test]
    fn two_texts_that_take_turns_are_restless() {
        let (old, new) = (lines(&["T", "a"]), lines(&["T", "a", "b"]));
        assert!(is_restless(&[new.clone(), old.clone()], &old, &new) || old != new);
        assert!(is_restless(&[old.clone(), new.clone()], &new, &old));
        assert!(!is_restless(&[old.clone(), old.clone()], &new, &old));
    }

    #[test]
    fn a_beginning_a_notice_and_a_lost_report_are_poorer() {
        let whole = long(10);
        let cut = format!("{}\nSubscribe to read on.", long(3));
        for poorer in ["", "Please log in.", &long(4), &cut] {
            assert!(is_poorer(&whole, poorer, 0, 0), "{poorer}");
        }
        assert!(!is_poorer(&whole, &long(9), 0, 0), "a line less");
        let reworded = long(7).replace("lake", "river");
        assert!(!is_poorer(&whole, &reworded, 0, 0), "shorter and another");
        assert!(
            !is_poorer("Short.", "", 0, 0),
            "of a few words nobody can tell"
        );
        assert!(is_poorer("Short.", "Short.", 8, 0));
        assert!(!is_poorer("Short.", "Short.", 8, 9));
    }

    #[test]
    fn a_picture_is_known_by_its_name_whatever_follows() {
        let same = |known: &[&'static str], new: &[&'static str]| {
            have_the_same_names(known.iter().copied(), new.iter().copied())
        };
        assert!(same(
            &["https://e/a.jpg?t=1", "https://e/b.jpg"],
            &["https://e/b.jpg", "https://e/a.jpg?t=2#x"]
        ));
        assert!(!same(
            &["https://e/a.jpg"],
            &["https://e/a.jpg", "https://e/b.jpg"]
        ));
    }
}
