//! What Qazet says in a file, in the language of the interface. What the publishers said stays as it is.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Qazet's words.
pub(crate) struct Words {
    pub contents: &'static str,
    pub report: &'static str,
    pub absent: &'static str,
    pub video: &'static str,
    pub file: &'static str,
    pub source: &'static str,
    pub fetched: &'static str,
    photo: &'static str,
    /// The year stands before the day.
    year_first: bool,
    months: [&'static str; 12],
}

const EN: Words = Words {
    contents: "Contents",
    report: "Photo report",
    absent: "The photo is not on disk",
    video: "Video",
    file: "File",
    source: "Source",
    fetched: "Fetched by Qazet",
    photo: "Photo",
    year_first: false,
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

const RU: Words = Words {
    contents: "Содержание",
    report: "Фоторепортаж",
    absent: "Фотографии нет на диске",
    video: "Видео",
    file: "Файл",
    source: "Источник",
    fetched: "Получено Qazet",
    photo: "Фото",
    year_first: false,
    months: [
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
    ],
};

const KK: Words = Words {
    contents: "Мазмұны",
    report: "Фоторепортаж",
    absent: "Фотосурет дискіде жоқ",
    video: "Бейне",
    file: "Файл",
    source: "Дереккөз",
    fetched: "Qazet алған уақыт",
    photo: "Фото",
    year_first: true,
    months: [
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
    ],
};

impl Words {
    /// Those of a language; English where it is another.
    pub fn of(language: &str) -> &'static Self {
        match language {
            "ru" => &RU,
            "kk" => &KK,
            _ => &EN,
        }
    }

    /// Who made a photo. Many publishers write the word before the name themselves.
    pub fn credit(&self, who: &str) -> String {
        let begins = who.to_lowercase();
        let said = ["фото", "сурет", "photo", "©"]
            .iter()
            .any(|word| begins.starts_with(word));
        if said || who.is_empty() {
            who.to_owned()
        } else {
            format!("{}: {who}", self.photo)
        }
    }

    /// `20 November 2026`.
    pub fn date(&self, at: Timestamp, zone: &TimeZone) -> String {
        let at = at.to_zoned(zone.clone());
        let month = self.months.get(at.month() as usize - 1).unwrap_or(&"");
        let (day, year) = (at.day(), at.year());
        if self.year_first {
            format!("{year} жылғы {day} {month}")
        } else {
            format!("{day} {month} {year}")
        }
    }

    /// `20 November 2026, 11:00`.
    pub fn time(&self, at: Timestamp, zone: &TimeZone) -> String {
        let clock = at.to_zoned(zone.clone()).strftime("%H:%M").to_string();
        format!("{}, {clock}", self.date(at, zone))
    }
}

/// The name of a paper of that day.
pub fn title_of_day(language: &str, at: Timestamp, zone: &TimeZone) -> String {
    format!("Qazet, {}", Words::of(language).date(at, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_in_three_languages_where_the_reader_is() {
        let almaty = TimeZone::fixed(jiff::tz::offset(5));
        let late = Timestamp::constant(1_795_204_800, 0);
        for (language, expected) in [
            ("en", "21 November 2026, 01:00"),
            ("ru", "21 ноября 2026, 01:00"),
            ("kk", "2026 жылғы 21 қараша, 01:00"),
        ] {
            assert_eq!(Words::of(language).time(late, &almaty), expected);
        }
    }

    #[test]
    fn the_word_photo_is_said_once() {
        assert_eq!(Words::of("ru").credit("А. Б."), "Фото: А. Б.");
        assert_eq!(Words::of("ru").credit("Фото автора"), "Фото автора");
        assert_eq!(Words::of("ru").credit(""), "");
    }
}
