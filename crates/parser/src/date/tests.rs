#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

fn now() -> Timestamp {
    "2026-11-23T20:30:00Z".parse().unwrap()
}

#[test]
fn odd_dates_of_feeds_are_read() {
    for (text, expected) in [
        ("Sat, Dec 16 2023 02:02:33 PM", "2023-12-16T14:02:33Z"),
        ("Mon, 12 Jan 2026 18:05:00 +0500", "2026-01-12T13:05:00Z"),
        ("16th Nov 2020 1:55 PM EST", "2020-11-16T18:55:00Z"),
        (
            "Tue, 01 Mar 2022 10:00:00 GMT-07:00",
            "2022-03-01T17:00:00Z",
        ),
        ("26/06/2020", "2020-06-26T00:00:00Z"),
        ("06/26/2020", "2020-06-26T00:00:00Z"),
        ("1606132800", "2020-11-23T12:00:00Z"),
        ("1606132800000", "2020-11-23T12:00:00Z"),
        ("30 February 2021 10:00", "2021-02-28T10:00:00Z"),
        ("Пн, 23 ноя 2020 12:00:00 +0600", "2020-11-23T06:00:00Z"),
        (
            "Mon Nov 23 2020 10:00:00 GMT+0300 (Moscow Standard Time)",
            "2020-11-23T07:00:00Z",
        ),
        ("2020-11-23T24:00:00Z", "2020-11-24T00:00:00Z"),
        ("2020-11-23T10:00:00.123456+05:00", "2020-11-23T05:00:00Z"),
    ] {
        assert_eq!(
            parse(text, now()),
            Some(expected.parse().unwrap()),
            "{text}"
        );
    }
}

#[test]
fn a_date_after_the_fetch_is_the_time_of_the_fetch() {
    assert_eq!(parse("Mon, 01 Jan 2035 00:00:00 GMT", now()), Some(now()));
}

#[test]
fn texts_that_are_no_dates_give_nothing() {
    for text in [
        "",
        "soon",
        "99 Jun 2009",
        "2003-12-31T25:14:55Z",
        "2013-xx-27",
        "22013",
        "12:30",
        "Monday",
        "5",
        "1:2:3:4",
        "x".repeat(500).as_str(),
    ] {
        assert_eq!(parse(text, now()), None, "{text:?}");
    }
}

#[test]
fn dates_of_pages_keep_their_offset_or_take_the_zone_of_the_site() {
    let almaty = TimeZone::get("Asia/Almaty").unwrap();
    for (text, expected) in [
        ("Сегодня 15:40", "2026-11-24T15:40:00+05:00"),
        ("Сегодня, 02:47", "2026-11-24T02:47:00+05:00"),
        ("Сегодня | 19:40", "2026-11-24T19:40:00+05:00"),
        ("Вчера 23:14", "2026-11-23T23:14:00+05:00"),
        ("Вчера", "2026-11-23"),
        ("Бүгін, 09:05", "2026-11-24T09:05:00+05:00"),
        ("Кеше", "2026-11-23"),
        ("07 апреля 2024 23:14", "2024-04-07T23:14:00+05:00"),
        ("12 декабря 2019 | 18:56", "2019-12-12T18:56:00+06:00"),
        ("01 декабря 2025", "2025-12-01"),
        ("28 қараша 2024, 10:15", "2024-11-28T10:15:00+05:00"),
        ("2024 жылғы 28 қараша", "2024-11-28"),
        ("28 November 2024", "2024-11-28"),
        ("November 28, 2024 at 10:15", "2024-11-28T10:15:00+05:00"),
        ("28.11.2024 10:15", "2024-11-28T10:15:00+05:00"),
        ("2024-11-28T10:15:00+03:00", "2024-11-28T10:15:00+03:00"),
        ("2024-11-28T10:15:00Z", "2024-11-28T10:15:00+00:00"),
        ("2024-11-28", "2024-11-28"),
        ("5 мая", "2026-05-05"),
        ("31 декабря", "2025-12-31"),
    ] {
        assert_eq!(
            parse_local(text, now(), &almaty)
                .map(|d| d.iso())
                .as_deref(),
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn a_date_without_a_time_begins_in_its_zone() {
    let almaty = TimeZone::get("Asia/Almaty").unwrap();
    let date = parse_local("01 декабря 2025", now(), &almaty).unwrap();
    assert_eq!(
        date.timestamp(&almaty),
        Some("2025-11-30T19:00:00Z".parse().unwrap())
    );
}

#[test]
fn dates_are_read_in_the_languages_of_the_world() {
    for text in [
        "Freitag, 26. Juni 2020",
        "vendredi 26 juin 2020",
        "viernes, 26 de junio de 2020",
        "venerdì 26 giugno 2020",
        "sexta-feira, 26 de junho de 2020",
        "piątek, 26 czerwca 2020",
        "pátek 26. června 2020",
        "2020. június 26., péntek",
        "vineri, 26 iunie 2020",
        "fredag 26 juni 2020",
        "perjantai 26. kesäkuuta 2020",
        "26 Haziran 2020 Cuma",
        "Παρασκευή, 26 Ιουνίου 2020",
        "п’ятниця, 26 червня 2020",
        "петък, 26 юни 2020 г.",
        "26. јун 2020.",
        "2020 жылғы 26 маусым",
        "26 iyun 2020",
        "2020年6月26日(金)",
        "2020년 6월 26일",
        "Thứ Sáu, 26 tháng 6, 2020",
        "26 มิ.ย. 2020",
        "٢٦ يونيو ٢٠٢٠",
        "الجمعة، 26 حزيران 2020",
        "יום שישי, 26 ביוני 2020",
        "26 जून 2020",
        "26 Jun 2020",
        "June 26th, 2020",
        "06/26/2020",
        "2020-W26-5",
    ] {
        let read = parse_local(text, now(), &TimeZone::UTC).map(|d| d.iso());
        assert_eq!(read.as_deref(), Some("2020-06-26"), "{text}");
    }
}

#[test]
fn a_month_that_sounds_like_another_or_like_a_weekday_is_not_mistaken() {
    for (text, expected) in [
        ("26. marraskuuta 2020", Some("2020-11-26")),
        ("martes 5 mayo 2020", Some("2020-05-05")),
        ("mar 5 may 2020", Some("2020-05-05")),
        ("5 mar 2020", Some("2020-03-05")),
        // October in Zagreb, November in Warsaw.
        ("5 listopada 2020", None),
        ("15 كانون الثاني 2020", Some("2020-01-15")),
        ("5 may june 2020", None),
    ] {
        let read = parse_local(text, now(), &TimeZone::UTC).map(|d| d.iso());
        assert_eq!(read.as_deref(), expected, "{text}");
    }
}

#[test]
fn the_compact_forms_of_iso_8601_and_east_asian_clocks_are_read() {
    for text in [
        "20200626T101500Z",
        "20200626T1015Z",
        "20200626T151500+0500",
        "2020-06-26T10:15:00,250Z",
        "2020年6月26日 10時15分",
        "2020年6月26日 上午10:15",
        "13:15 26.06.2020 MSK",
        "Fri, 26 Jun 2020 13:15:00 UTC+3",
    ] {
        let read = parse(text, now()).map(|moment| moment.as_second());
        assert_eq!(read, Some(1_593_166_500), "{text}");
    }
}

#[test]
fn an_offset_beyond_all_measure_is_no_date() {
    for text in [
        "2020-06-26 10:15 +2000000000",
        "2020-06-26 10:15:00 -1999999999:00",
        "26 Jun 2020 10:15 +19:00",
    ] {
        assert_eq!(parse(text, now()), None, "{text}");
    }
}

#[test]
fn a_named_weekday_tells_which_of_two_numbers_is_the_month() {
    for (text, day) in [
        ("Mon, 02/09/2026 - 10:15", "2026-02-09"),
        ("on Mon, 02/09/2026 - 10:15", "2026-02-09"),
        ("пн, 02/09/2026 - 10:15", "2026-02-09"),
        ("Wed, 02/09/2026 - 10:15", "2026-09-02"),
        ("02/09/2026 - 10:15", "2026-09-02"),
        ("Sun, 02/09/2026 - 10:15", "2026-09-02"),
    ] {
        let read = parse(text, now()).map(|moment| moment.to_string());
        assert!(read.is_some_and(|read| read.starts_with(day)), "{text}");
    }
}
