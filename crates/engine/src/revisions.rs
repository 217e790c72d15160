//! What a publisher changed: an earlier text of an article, word by word beside the one that took its place.

use std::collections::HashMap;

use model::{ArticleId, Edit, EditKind, Revision, Rewriting};
use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};
use unicode_segmentation::UnicodeSegmentation;

use crate::engine::Engine;
use crate::error::Result;

/// Texts that share less of their letters than this are two texts, and what they share is chance.
const ALIKE: f32 = 0.4;
/// Of passages with more letters only the whole is told: comparing word by word takes a time that grows with both, multiplied.
const LONGEST: usize = 100_000;

impl Engine {
    /// Earlier texts of an article, newest first, each beside the one that replaced it.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn revisions(&self, id: ArticleId) -> Result<Vec<Rewriting>> {
        self.read(move |library| {
            let earlier = library.list_revisions(id)?;
            let Some(article) = library.find_article(id)? else {
                return Ok(Vec::new());
            };
            let mut later = (article.row.title, article.text);
            let mut all = Vec::with_capacity(earlier.len());
            for revision in earlier {
                let before = (revision.title.clone(), revision.text.clone());
                all.push(compared(revision, &later.0, &later.1));
                later = before;
            }
            Ok(all)
        })
        .await
    }
}

fn compared(revision: Revision, title: &str, text: &str) -> Rewriting {
    Rewriting {
        title: edits_of(&revision.title, title),
        text: paragraphs_of(&revision.text, text),
        revision,
    }
}

/// What became of a text of several paragraphs; nothing where hardly anything of it stayed.
fn paragraphs_of(earlier: &str, later: &str) -> Vec<Vec<Edit>> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (earlier.lines().collect(), later.lines().collect());
    let mut paragraphs = Vec::new();
    let mut kept = 0;
    for op in differences(&before, &after) {
        let (old, new) = (op.old_range(), op.new_range());
        let (old, new) = (&before[old], &after[new]);
        match op {
            DiffOp::Equal { .. } => {
                kept += old.iter().map(|line| line.len()).sum::<usize>();
                paragraphs.extend(old.iter().map(|line| vec![edit(EditKind::Kept, line)]));
            }
            DiffOp::Delete { .. } => {
                paragraphs.extend(old.iter().map(|line| vec![edit(EditKind::Removed, line)]))
            }
            DiffOp::Insert { .. } => {
                paragraphs.extend(new.iter().map(|line| vec![edit(EditKind::Added, line)]))
            }
            DiffOp::Replace { .. } => {
                for rewritten in in_paragraphs(edits_of(&old.join("\n"), &new.join("\n"))) {
                    kept += rewritten
                        .iter()
                        .filter(|edit| edit.kind == EditKind::Kept)
                        .map(|edit| edit.text.len())
                        .sum::<usize>();
                    paragraphs.push(rewritten);
                }
            }
        }
    }
    let all = earlier.len().max(later.len());
    if (kept as f32) < ALIKE * all as f32 {
        return Vec::new();
    }
    paragraphs
}

/// What became of a passage, word by word.
fn edits_of(earlier: &str, later: &str) -> Vec<Edit> {
    if earlier.len().max(later.len()) > LONGEST {
        return vec![
            edit(EditKind::Removed, earlier),
            edit(EditKind::Added, later),
        ];
    }
    let before: Vec<&str> = earlier.split_word_bounds().collect();
    let after: Vec<&str> = later.split_word_bounds().collect();
    let mut edits: Vec<Edit> = Vec::new();
    for op in differences(&before, &after) {
        let (old, new) = (
            before[op.old_range()].concat(),
            after[op.new_range()].concat(),
        );
        if matches!(op, DiffOp::Equal { .. }) {
            edits.push(edit(EditKind::Kept, &old));
            continue;
        }
        let both = [(EditKind::Removed, old), (EditKind::Added, new)];
        edits.extend(
            both.iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(kind, text)| edit(*kind, text)),
        );
    }
    joined(edits)
}

/// What two sequences of lines, or of words, have in common and what not (Myers, "An O(ND) Difference Algorithm and Its Variations").
fn differences<'a>(earlier: &[&'a str], later: &[&'a str]) -> Vec<DiffOp> {
    // As numbers, so that one form of the algorithm is enough for both, and the program no larger than it has to be.
    let mut known: HashMap<&'a str, usize> = HashMap::new();
    let mut numbered = |pieces: &[&'a str]| -> Vec<usize> {
        let number = |piece: &&'a str| {
            let next = known.len();
            *known.entry(piece).or_insert(next)
        };
        pieces.iter().map(number).collect()
    };
    let (before, after) = (numbered(earlier), numbered(later));
    let mut found = Compact::new(Replace::new(Capture::new()), &before[..], &after[..]);
    let Ok(()) = myers::diff(
        &mut found,
        &before[..],
        0..before.len(),
        &after[..],
        0..after.len(),
    );
    found.into_inner().into_inner().into_ops()
}

/// Single blanks that stayed between two words that did not are no news: "on Monday" became "by Friday", not "on" "by" and "Monday" "Friday".
fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut runs: Vec<Edit> = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let flush = |removed: &mut String, added: &mut String, runs: &mut Vec<Edit>| {
        for (kind, text) in [(EditKind::Removed, removed), (EditKind::Added, added)] {
            if !text.is_empty() {
                runs.push(edit(kind, &std::mem::take(text)));
            }
        }
    };
    let mut edits = edits.into_iter().peekable();
    while let Some(each) = edits.next() {
        match each.kind {
            EditKind::Removed => removed.push_str(&each.text),
            EditKind::Added => added.push_str(&each.text),
            EditKind::Kept
                if each.text == " "
                    && edits.peek().is_some()
                    && !(removed.is_empty() && added.is_empty()) =>
            {
                removed.push(' ');
                added.push(' ');
            }
            EditKind::Kept => {
                flush(&mut removed, &mut added, &mut runs);
                runs.push(each);
            }
        }
    }
    flush(&mut removed, &mut added, &mut runs);
    runs
}

/// The same edits, a paragraph each: a line break ends one, whoever wrote it.
fn in_paragraphs(edits: Vec<Edit>) -> Vec<Vec<Edit>> {
    let mut paragraphs = vec![Vec::new()];
    for each in edits {
        for (i, line) in each.text.split('\n').enumerate() {
            if i > 0 {
                paragraphs.push(Vec::new());
            }
            if let Some(paragraph) = paragraphs.last_mut().filter(|_| !line.is_empty()) {
                paragraph.push(edit(each.kind, line));
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn edit(kind: EditKind, text: &str) -> Edit {
    Edit {
        kind,
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[gone]`, `{came}`, and the rest as it is; a paragraph a line.
    fn told(paragraphs: &[Vec<Edit>]) -> String {
        let lines: Vec<String> = paragraphs
            .iter()
            .map(|paragraph| {
                paragraph
                    .iter()
                    .map(|edit| match edit.kind {
                        EditKind::Kept => edit.text.clone(),
                        EditKind::Removed => format!("[{}]", edit.text),
                        EditKind::Added => format!("{{{}}}", edit.text),
                    })
                    .collect()
            })
            .collect();
        lines.join("\n")
    }

    #[test]
    fn a_changed_number_is_told_and_nothing_else() {
        let edits = edits_of(
            "Тариф вырос до 4 200 тенге с мая.",
            "Тариф вырос до 4 500 тенге с мая.",
        );
        assert_eq!(told(&[edits]), "Тариф вырос до 4 [200]{500} тенге с мая.");
    }

    #[test]
    fn words_that_were_rewritten_together_are_told_together() {
        let edits = edits_of(
            "The bridge opens on Monday morning for all.",
            "The bridge opens by next Friday for all.",
        );
        assert_eq!(
            told(&[edits]),
            "The bridge opens [on Monday morning]{by next Friday} for all."
        );
    }

    #[test]
    fn paragraphs_come_and_go_whole() {
        let (earlier, later) = (
            "Первый абзац.\nВторой абзац ушёл.\nТретий абзац остался.",
            "Первый абзац.\nТретий абзац остался.\nЧетвёртый.",
        );
        assert_eq!(
            told(&paragraphs_of(earlier, later)),
            "Первый абзац.\n[Второй абзац ушёл.]\nТретий абзац остался.\n{Четвёртый.}"
        );
    }

    #[test]
    fn a_rewritten_paragraph_is_told_word_by_word_among_those_that_stayed() {
        let (earlier, later) = (
            "Ночью выпал снег.\nПогибли трое.\nДороги закрыты.",
            "Ночью выпал снег.\nПогибли четверо.\nДороги закрыты.",
        );
        assert_eq!(
            told(&paragraphs_of(earlier, later)),
            "Ночью выпал снег.\nПогибли [трое]{четверо}.\nДороги закрыты."
        );
    }

    #[test]
    fn two_texts_that_share_hardly_anything_are_not_compared() {
        assert!(
            paragraphs_of(
                "Коротко из ленты.",
                "Совсем другой рассказ со страницы.\nИ ещё один абзац."
            )
            .is_empty()
        );
        assert!(paragraphs_of("", "Что-то.").is_empty());
    }

    #[test]
    fn nothing_is_lost_of_either_text() {
        let earlier =
            "One two three.\nFour five six seven.\nEight nine.\nTen eleven twelve thirteen.";
        let later =
            "One two, three.\nFour six seven.\nNine.\nTen eleven, twelve thirteen.\nFourteen.";
        let paragraphs = paragraphs_of(earlier, later);
        for (text, without) in [(earlier, EditKind::Added), (later, EditKind::Removed)] {
            let words: String = paragraphs
                .iter()
                .flatten()
                .filter(|edit| edit.kind != without)
                .flat_map(|edit| edit.text.split_whitespace())
                .collect();
            assert_eq!(words, text.split_whitespace().collect::<String>());
        }
    }

    #[test]
    fn a_very_long_passage_is_told_as_a_whole() {
        let [earlier, later] = ["слово ", "другое "].map(|word| word.repeat(LONGEST / 8));
        assert_eq!(edits_of(&earlier, &later).len(), 2);
    }
}
