//! What is shown together: one batch a sync, and what waited. Pure.

use model::{Fate, Hindrance, NoticeKind, NoticeRow};

use super::gate::Gate;

/// So many of a batch are shown alone; more are one digest.
pub const ALONE: usize = 3;

/// How what is shown of a batch is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Each by itself.
    Alone,
    /// All in one.
    Digest,
    /// All in one, that waited while the reader was away.
    Away,
}

/// What becomes of a batch: a fate for each, and the form for those that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// In the order of what was asked.
    pub fates: Vec<Fate>,
    /// Of those that are shown.
    pub form: Form,
}

/// What becomes of the news of one sync; for each, whether it is urgent.
pub fn batch(gate: &Gate, urgent: &[bool]) -> Batch {
    let fates: Vec<Fate> = urgent
        .iter()
        .map(|urgent| gate.fate(NoticeKind::News, *urgent))
        .collect();
    Batch {
        form: form_of(gate, &fates),
        fates,
    }
}

/// What becomes of what waits; with each, what speaks against telling it by now.
pub fn release(gate: &Gate, waiting: &[(NoticeRow, Option<Hindrance>)]) -> Batch {
    let fate = |(notice, doubt): &(NoticeRow, Option<Hindrance>)| {
        let age = gate.now.duration_since(notice.published);
        match gate.fate(notice.kind, notice.reason.is_urgent()) {
            Fate::Shown if age > super::KEPT_WAITING => Fate::Dropped(Hindrance::Old),
            Fate::Shown => doubt.map_or(Fate::Shown, Fate::Dropped),
            // What it waits for does not change by waiting for more.
            Fate::Waiting(_) => notice.fate,
            fate => fate,
        }
    };
    let fates: Vec<Fate> = waiting.iter().map(fate).collect();
    let shown = || {
        waiting
            .iter()
            .zip(&fates)
            .filter(|(_, fate)| **fate == Fate::Shown)
    };
    let away = shown()
        .any(|((notice, _), _)| matches!(notice.fate, Fate::Waiting(why) if why.is_absence()));
    let form = match (shown().count(), away) {
        (1, _) => Form::Alone,
        (_, true) => Form::Away,
        (_, false) => form_of(gate, &fates),
    };
    Batch { fates, form }
}

fn form_of(gate: &Gate, fates: &[Fate]) -> Form {
    let shown = fates.iter().filter(|fate| **fate == Fate::Shown).count();
    let fits = gate
        .left()
        .is_none_or(|left| shown <= (left as usize).max(1));
    if shown <= ALONE && fits {
        Form::Alone
    } else {
        Form::Digest
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::gate::tests::gate;
    use super::*;
    use model::Reason;

    fn waiting(why: Hindrance) -> (NoticeRow, Option<Hindrance>) {
        let row = NoticeRow {
            id: 1,
            kind: NoticeKind::Rate,
            article: None,
            feed: None,
            source: String::new(),
            title: "1 USD = 500 KZT".to_owned(),
            body: String::new(),
            reason: Reason::Asked,
            fate: Fate::Waiting(why),
            published: gate().now,
            judged: gate().now,
            shown: None,
            batch: 0,
        };
        (row, None)
    }

    #[test]
    fn who_had_qazet_in_front_was_not_away() {
        let of = |why: Hindrance| release(&gate(), &[waiting(why), waiting(why)]).form;
        assert_eq!(of(Hindrance::Focused), Form::Alone);
        assert_eq!(of(Hindrance::Gap), Form::Alone);
        assert_eq!(of(Hindrance::Locked), Form::Away);
    }
}
