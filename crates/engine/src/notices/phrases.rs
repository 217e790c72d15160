//! What Qazet itself says in notices, in the languages of the interface.

use model::Reason;

use crate::ports::Action;

/// In one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phrases {
    /// Russian.
    Russian,
    /// Kazakh.
    Kazakh,
    /// English.
    English,
}

impl Phrases {
    /// Of a language of the settings.
    pub fn of(language: &str) -> Self {
        match language {
            "ru" => Self::Russian,
            "kk" => Self::Kazakh,
            _ => Self::English,
        }
    }

    fn choose(self, russian: &str, kazakh: &str, english: &str) -> String {
        match self {
            Self::Russian => russian,
            Self::Kazakh => kazakh,
            Self::English => english,
        }
        .to_owned()
    }

    /// The title of so much news in one notice.
    pub fn digest(self, count: usize) -> String {
        let words = self.choose("Новое", "Жаңа", "New");
        format!("{words}: {count}")
    }

    /// The title of what waited while the reader was away.
    pub fn away(self, count: usize) -> String {
        let words = self.choose("Пока вас не было", "Сіз жоқ кезде", "While you were away");
        format!("{words}: {count}")
    }

    /// Why an article came, in a word or two; empty where its source says it.
    pub fn reason(self, reason: &Reason) -> String {
        match reason {
            Reason::Urgent => self.choose("срочно", "шұғыл", "urgent"),
            Reason::Watch(text) => format!(
                "{}: {text}",
                self.choose("вы следите", "бақылауыңызда", "you watch")
            ),
            Reason::Burst(sources) => format!(
                "{}: {sources}",
                self.choose("источников", "дереккөз", "sources")
            ),
            Reason::Source | Reason::Asked => String::new(),
        }
    }

    /// The words on a button.
    pub fn button(self, action: Action) -> String {
        match action {
            Action::Open => self.choose("Открыть", "Ашу", "Open"),
            Action::Save => self.choose("Прочитать позже", "Кейін оқу", "Save for later"),
            Action::Mute => self.choose("Заглушить источник", "Дереккөзді өшіру", "Mute source"),
        }
    }
}
