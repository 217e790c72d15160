//! Names of months, weekdays, zones and days near today, in the languages that feeds and pages use.
//! Everything here is lower case.
//!
//! `months.txt` (a line a month) and `weekdays.txt` hold the whole and the shortened names of some sixty languages, from
//! the Unicode CLDR. Names that mean one month here and another there (`listopad`) are in neither, so they are no date.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::Weekday;

/// Names of several words stand there with `_` between them.
static MONTHS: LazyLock<HashMap<&str, i8>> = LazyLock::new(|| {
    include_str!("months.txt")
        .lines()
        .zip(1..)
        .flat_map(|(names, month)| names.split(' ').map(move |name| (name, month)))
        .collect()
});

static WEEKDAY_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("weekdays.txt").trim().split(' ').collect());

/// Puts `_` into the names of months that are several words (`كانون الثاني`, `พ.ย.`).
pub(super) fn join_names(text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    let names = MONTHS.keys().filter(|name| name.contains('_'));
    names.fold(text, |text, name| {
        let joined = text.replace(&name.replace('_', " "), name);
        joined.replace(&name.replace('_', "."), name)
    })
}

/// The month (1–12) a word names.
pub(super) fn month(word: &str) -> Option<i8> {
    let exact = |word: &str| MONTHS.get(word).copied();
    // Hebrew writes "in" in front of the name.
    exact(word)
        .or_else(|| exact(word.strip_prefix('ב')?))
        .or_else(|| by_stem(word))
}

/// What the names of the days begin with, from Monday on.
const WEEK: [&str; 7] = [
    "mon пн пон дс дүй",
    "tue вт сс сей",
    "wed ср сре сәр",
    "thu чт чет бс бей",
    "fri пт пят жм жұм",
    "sat сб суб сен",
    "sun вс вос жс жек",
];

/// Whether a word is the name of a month, whole or shortened.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains_key(word)
}

/// The month that a word's beginning names: English, Russian, Kazakh, and what European feeds send.
fn by_stem(word: &str) -> Option<i8> {
    STEMS
        .iter()
        .find(|(stem, _)| word.starts_with(stem))
        .map(|(_, month)| *month)
}

/// Whether a word is a day of the week, whole or shortened.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAY_NAMES.contains(word)
        || WEEKDAYS.iter().any(|day| {
            word == *day
                || (day.chars().count() > 4 && word.chars().count() > 2 && day.starts_with(word))
        })
}

/// Which day of the week a word is, whole or shortened: in English, Russian and Kazakh.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.');
    let place = WEEK
        .iter()
        .position(|names| names.split(' ').any(|name| word.starts_with(name)))?;
    Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()
}

/// Days between today and the day a word names: `сегодня` 0, `вчера` −1.
pub(super) fn relative_day(word: &str) -> Option<i64> {
    Some(match word {
        "сегодня" | "бүгін" | "today" => 0,
        "вчера" | "кеше" | "yesterday" => -1,
        "позавчера" => -2,
        _ => return None,
    })
}

/// Seconds east of UTC of a zone's usual short name. `ET`, `CT`, `MT`, `PT`, `AT` are read as standard time.
pub(super) fn zone(word: &str) -> Option<i32> {
    let hours_minutes = match word {
        "z" | "gmt" | "ut" | "utc" | "wet" | "etc/gmt" | "etc/utc" => 0,
        "cet" | "met" | "mez" | "bst" | "west" | "wat" => 100,
        "cest" | "mest" | "mesz" | "eet" | "sast" | "cat" => 200,
        "eest" | "msk" | "trt" | "eat" => 300,
        "msd" | "gst" | "samt" => 400,
        "irst" => 330,
        "pkt" | "uzt" | "yekt" | "tjt" => 500,
        "ist" => 530,
        "kgt" | "omst" => 600,
        "ict" | "wib" | "krat" => 700,
        "hkt" | "sgt" | "awst" | "irkt" => 800,
        "jst" | "kst" => 900,
        "aest" => 1000,
        "aedt" => 1100,
        "nzst" => 1200,
        "nzdt" => 1300,
        "nst" => -330,
        "ndt" => -230,
        "at" | "ast" | "edt" => -400,
        "adt" | "brt" | "art" => -300,
        "et" | "est" | "cdt" => -500,
        "ct" | "cst" | "mdt" => -600,
        "mt" | "mst" | "pdt" => -700,
        "pt" | "pst" | "akdt" => -800,
        "akst" => -900,
        "hst" => -1000,
        _ => return None,
    };
    Some((hours_minutes / 100 * 60 + hours_minutes % 100) * 60)
}

/// Words that stand between the parts of a date and say nothing.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "в" | "г"
            | "года"
            | "год"
            | "жыл"
            | "жылы"
            | "жылғы"
            | "ж"
            | "сағат"
            | "at"
            | "on"
            | "of"
            | "the"
            | "de"
            | "del"
            | "um"
            | "le"
            | "à"
            | "o'clock"
            | "uhr"
            | "published"
            | "updated"
            | "tháng"
            | "thg"
            | "lúc"
            | "kl"
            | "klo"
            | "às"
            | "ore"
            | "dne"
            | "et"
            | "den"
            | "опубликовано"
            | "обновлено"
    )
}

/// Longer stems stand before those they begin with.
const STEMS: &[(&str, i8)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("янв", 1),
    ("фев", 2),
    ("мар", 3),
    ("апр", 4),
    ("мая", 5),
    ("май", 5),
    ("июн", 6),
    ("июл", 7),
    ("авг", 8),
    ("сен", 9),
    ("окт", 10),
    ("ноя", 11),
    ("дек", 12),
    ("қаң", 1),
    ("ақп", 2),
    ("нау", 3),
    ("сәу", 4),
    ("мам", 5),
    ("мау", 6),
    ("шіл", 7),
    ("там", 8),
    ("қыр", 9),
    ("қаз", 10),
    ("қар", 11),
    ("жел", 12),
    ("січ", 1),
    ("лют", 2),
    ("бер", 3),
    ("кві", 4),
    ("тра", 5),
    ("чер", 6),
    ("лип", 7),
    ("сер", 8),
    ("вер", 9),
    ("жов", 10),
    ("лис", 11),
    ("гру", 12),
    ("gen", 1),
    ("ene", 1),
    ("fév", 2),
    ("fev", 2),
    ("mär", 3),
    ("mrz", 3),
    ("már", 3),
    ("mai", 5),
    ("maj", 5),
    ("mei", 5),
    ("máj", 5),
    ("mag", 5),
    ("avr", 4),
    ("abr", 4),
    ("ápr", 4),
    ("juin", 6),
    ("jún", 6),
    ("giu", 6),
    ("juil", 7),
    ("júl", 7),
    ("lug", 7),
    ("aoû", 8),
    ("ago", 8),
    ("set", 9),
    ("szep", 9),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("déc", 12),
    ("dez", 12),
    ("dic", 12),
    ("ιαν", 1),
    ("φεβ", 2),
    ("μαρ", 3),
    ("μάρ", 3),
    ("απρ", 4),
    ("μαΐ", 5),
    ("μαϊ", 5),
    ("ιουλ", 7),
    ("ιούλ", 7),
    ("ιουν", 6),
    ("ιούν", 6),
    ("αυγ", 8),
    ("αύγ", 8),
    ("σεπ", 9),
    ("οκτ", 10),
];

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "понедельник",
    "вторник",
    "среда",
    "среду",
    "четверг",
    "пятница",
    "пятницу",
    "суббота",
    "субботу",
    "воскресенье",
    "пн",
    "вт",
    "ср",
    "чт",
    "пт",
    "сб",
    "вс",
    "дүйсенбі",
    "сейсенбі",
    "сәрсенбі",
    "бейсенбі",
    "жұма",
    "жексенбі",
    "сенбі",
    "пнд",
    "втр",
    "птн",
    "сбт",
];
