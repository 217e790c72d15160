//! Words that pages carry beside the articles: names of months, of topics, of days.

use jiff::Timestamp;

use crate::press::almaty;
use crate::story::Topic;

const RU: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const KK: [&str; 12] = [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
];
const EN: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `12 января 2026 18:05`, in Almaty's wall time.
pub(crate) fn long_date(time: Timestamp, language: &str) -> String {
    let wall = almaty(time);
    format!(
        "{} {} {} {}",
        wall.day(),
        month(usize::from(wall.month().unsigned_abs()), language),
        wall.year(),
        wall.strftime("%H:%M")
    )
}

/// `12 января 2026, 18:05`, as window titles have it.
pub(crate) fn window_date(time: Timestamp, language: &str) -> String {
    let date = long_date(time, language);
    match date.rsplit_once(' ') {
        Some((day, clock)) => format!("{day}, {clock}"),
        None => date,
    }
}

/// `Сегодня 15:40`, `Вчера 23:14`, or `07 апреля 2024 23:14`, as lists date their articles.
pub(crate) fn list_date(time: Timestamp, now: Timestamp, language: &str) -> String {
    let wall = almaty(time);
    let today = almaty(now).date();
    let clock = wall.strftime("%H:%M");
    let [today_word, yesterday_word] = match language {
        "kk" => ["Бүгін", "Кеше"],
        "en" => ["Today", "Yesterday"],
        _ => ["Сегодня", "Вчера"],
    };
    if wall.date() == today {
        return format!("{today_word} {clock}");
    }
    if wall.date().tomorrow().is_ok_and(|next| next == today) {
        return format!("{yesterday_word} {clock}");
    }
    let name = month(usize::from(wall.month().unsigned_abs()), language);
    format!("{:02} {name} {} {clock}", wall.day(), wall.year())
}

/// RFC 3339 with Almaty's offset.
pub(crate) fn iso(time: Timestamp) -> String {
    almaty(time).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// RFC 822 with Almaty's offset, as feeds date their articles.
pub(crate) fn rfc822(time: Timestamp) -> String {
    almaty(time)
        .strftime("%a, %d %b %Y %H:%M:%S %z")
        .to_string()
}

/// The name of a topic.
pub(crate) fn topic_name(topic: Topic, language: &str) -> &'static str {
    let [ru, kk, en] = match topic {
        Topic::Kazakhstan => ["Казахстан", "Қазақстан", "Kazakhstan"],
        Topic::World => ["Мир", "Әлем", "World"],
        Topic::Economy => ["Экономика", "Экономика", "Economy"],
        Topic::Tech => ["Технологии", "Технология", "Technology"],
        Topic::Sport => ["Спорт", "Спорт", "Sport"],
        Topic::Culture => ["Культура", "Мәдениет", "Culture"],
        Topic::Science => ["Наука", "Ғылым", "Science"],
    };
    match language {
        "kk" => kk,
        "en" => en,
        _ => ru,
    }
}

fn month(number: usize, language: &str) -> &'static str {
    let names = match language {
        "kk" => KK,
        "en" => EN,
        _ => RU,
    };
    names
        .get(number.wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_as_each_language_says_them() {
        let time: Timestamp = "2026-01-12T13:05:00Z".parse().unwrap();
        assert_eq!(long_date(time, "ru"), "12 января 2026 18:05");
        assert_eq!(long_date(time, "kk"), "12 қаңтар 2026 18:05");
        assert_eq!(iso(time), "2026-01-12T18:05:00+05:00");
        assert_eq!(rfc822(time), "Mon, 12 Jan 2026 18:05:00 +0500");
        let later: Timestamp = "2026-01-12T20:00:00Z".parse().unwrap();
        assert_eq!(list_date(time, later, "ru"), "Вчера 18:05");
        assert_eq!(list_date(time, time, "kk"), "Бүгін 18:05");
    }
}
