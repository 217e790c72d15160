//! What the tray's menu says, in the languages of the interface.

/// In one language. A number or a time follows the words that end in a colon or in "until".
#[derive(Debug)]
pub struct Words {
    /// Before the number of unread articles.
    pub unread: &'static str,
    /// The same without a number.
    pub unread_alone: &'static str,
    /// Before the number of articles published today.
    pub today: &'static str,
    /// Asks all sources.
    pub sync: &'static str,
    /// Leads to the pauses.
    pub pause: &'static str,
    /// For an hour, until tomorrow, until the reader resumes.
    pub pauses: [&'static str; 3],
    /// A pause without an end.
    pub paused: &'static str,
    /// A pause, before its end.
    pub paused_until: &'static str,
    /// Ends a pause.
    pub resume: &'static str,
    /// Shows the front page.
    pub front: &'static str,
    /// Shows the settings.
    pub settings: &'static str,
    /// Ends the app.
    pub quit: &'static str,
}

const RUSSIAN: Words = Words {
    unread: "Непрочитанных:",
    unread_alone: "Непрочитанное",
    today: "за сегодня:",
    sync: "Обновить сейчас",
    pause: "Поставить уведомления на паузу",
    pauses: ["На час", "До завтра", "Пока не включу"],
    paused: "Уведомления на паузе",
    paused_until: "Уведомления на паузе до",
    resume: "Включить уведомления",
    front: "Первая полоса",
    settings: "Настройки",
    quit: "Выйти из Qazet",
};

const KAZAKH: Words = Words {
    unread: "Оқылмаған:",
    unread_alone: "Оқылмаған",
    today: "бүгінгі:",
    sync: "Қазір жаңарту",
    pause: "Хабарламаларды кідірту",
    pauses: ["Бір сағатқа", "Ертеңге дейін", "Өзім қосқанша"],
    paused: "Хабарламалар тоқтап тұр",
    paused_until: "Хабарламалар тоқтап тұр, аяқталуы:",
    resume: "Хабарламаларды қосу",
    front: "Бірінші бет",
    settings: "Баптаулар",
    quit: "Qazet-тен шығу",
};

const ENGLISH: Words = Words {
    unread: "Unread:",
    unread_alone: "Unread",
    today: "published today:",
    sync: "Sync now",
    pause: "Pause notices",
    pauses: ["For an hour", "Until tomorrow", "Until I resume"],
    paused: "Notices are paused",
    paused_until: "Notices are paused until",
    resume: "Resume notices",
    front: "Front page",
    settings: "Settings",
    quit: "Quit Qazet",
};

/// Of a language of the settings.
pub fn words(language: &str) -> &'static Words {
    match language {
        "ru" => &RUSSIAN,
        "kk" => &KAZAKH,
        _ => &ENGLISH,
    }
}
