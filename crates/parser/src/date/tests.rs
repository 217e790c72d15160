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
