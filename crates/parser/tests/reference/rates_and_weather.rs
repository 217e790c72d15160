//! Rates and weather as banks and services really sent them: every file of the two folders has its test here, with literal values.

use jiff::civil::{Date, date, datetime};
use jiff::tz::TimeZone;
use model::{AirForecast, Currency, RateTable};
use parser::rates::{self, DayRate, RatesError};
use parser::weather::{WeatherError, met_norway, open_meteo};

use super::{files, now, reference};

/// What is to be read in a sample.
type Test = fn(&[u8]);

/// Every sample of `data/rates`.
const RATES: [(&str, Test); 12] = [
    (
        "cbr_XML_daily_2026-04-25_cp1251.xml",
        a_day_of_the_bank_of_russia,
    ),
    (
        "cbr_XML_dynamic_KZT_2026-03_cp1251.xml",
        three_days_of_the_tenge_in_moscow,
    ),
    (
        "ecb_eurofxref_daily_trimmed_2026-07-09.xml",
        a_day_of_the_european_bank,
    ),
    (
        "ecb_sdmx_exr_2026-02_subset.csv",
        a_range_of_the_european_bank,
    ),
    ("frankfurter_v2_rates_example.json", frankfurters_example),
    ("nbk_excerpt_2024-05-06_mon.xml", |bytes| {
        let lines = [("AUD", "291.85", 1), ("IRR", "10.5", 1000)];
        the_national_bank(bytes, date(2024, 5, 6), 2, &lines);
    }),
    ("nbk_excerpt_2026-07-31_fri.xml", |bytes| {
        let lines = [("USD", "474.2", 1), ("EUR", "544.5", 1)];
        the_national_bank(bytes, date(2026, 7, 31), 2, &lines);
    }),
    ("nbk_excerpt_2026-08-01_sat.xml", |bytes| {
        let lines = [
            ("USD", "473.59", 1),
            ("RUB", "5.94", 1),
            ("UZS", "3.96", 100),
            ("AMD", "13.05", 10),
            ("IRR", "11.24", 10_000),
        ];
        the_national_bank(bytes, date(2026, 8, 1), 5, &lines);
    }),
    ("nbk_get_rates_2026-04-01.xml", |bytes| {
        let lines = [
            ("USD", "478.77", 1),
            ("EUR", "548.62", 1),
            ("RUB", "5.87", 1),
            ("UZS", "3.93", 100),
            ("IRR", "0.4", 1000),
            ("AMD", "12.72", 10),
            ("XDR", "650.07", 1),
        ];
        the_national_bank(bytes, date(2026, 4, 1), 39, &lines);
    }),
    ("nbk_get_rates_2026-04-02.xml", |bytes| {
        let lines = [
            ("USD", "475.09", 1),
            ("EUR", "551.06", 1),
            ("RUB", "5.87", 1),
            ("JPY", "3", 1),
        ];
        the_national_bank(bytes, date(2026, 4, 2), 39, &lines);
    }),
    ("nbk_get_rates_2026-04-03.xml", |bytes| {
        let lines = [
            ("USD", "472.31", 1),
            ("EUR", "543.72", 1),
            ("RUB", "5.86", 1),
        ];
        the_national_bank(bytes, date(2026, 4, 3), 39, &lines);
    }),
    ("nbk_rates_all_2016-04-18.xml", the_long_list_with_its_dead),
];

/// Every sample of `data/weather`.
const WEATHER: [(&str, Test); 5] = [
    ("metno_compact_2020-07-20_first6.json", six_hours_of_beijing),
    (
        "open_meteo_current_hanoi_2026-03-25.json",
        hanoi_without_time_and_units,
    ),
    (
        "open_meteo_current_rio_2026-06-17.json",
        rio_west_of_greenwich,
    ),
    ("open_meteo_errors.json", refusals),
    ("open_meteo_geocoding_docs_berlin.json", berlin_is_found),
];

#[test]
fn every_sample_of_a_bank_is_read() {
    read_all("rates", &RATES);
}

#[test]
fn every_sample_of_a_weather_service_is_read() {
    read_all("weather", &WEATHER);
}

/// Gives each file of the folder to its test. A file without one fails, and so does a test without a file.
fn read_all(folder: &str, samples: &[(&str, Test)]) {
    let Some(files) = files(folder) else {
        println!("reference: not present");
        return;
    };
    for file in &files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let test = samples.iter().find(|(sample, _)| *sample == name);
        let (_, test) = test.unwrap_or_else(|| panic!("nothing reads {folder}/{name}"));
        println!("{folder}/{name}");
        test(&std::fs::read(file).unwrap());
    }
    assert_eq!(
        files.len(),
        samples.len(),
        "a sample is missing in {folder}"
    );
}

fn code(text: &str) -> Currency {
    Currency::parse(text).unwrap()
}

fn value(table: &RateTable, currency: &str) -> (String, u32) {
    let mut quotes = table.quotes.iter();
    let quote = quotes.find(|quote| quote.code == code(currency));
    let quote = quote.unwrap_or_else(|| panic!("{currency} is missing"));
    (quote.value.to_string(), quote.quantity)
}

/// Day, currency, value and quantity of a line.
fn line(day: &DayRate) -> (String, &str, String, u32) {
    let value = day.value.to_string();
    (day.date.to_string(), day.code.as_str(), value, day.quantity)
}

fn the_national_bank(bytes: &[u8], day: Date, count: usize, lines: &[(&str, &str, u32)]) {
    let table = rates::nbk::parse(bytes).unwrap();
    let head = (table.date, table.quotes.len(), table.base.as_str());
    assert_eq!(head, (day, count, "KZT"));
    for (currency, expected, quantity) in lines {
        let expected = ((*expected).to_owned(), *quantity);
        assert_eq!(value(&table, currency), expected, "{currency}");
    }
}

fn the_long_list_with_its_dead(bytes: &[u8]) {
    let lines = [
        ("USD", "334.41", 1),
        ("EUR", "376.61", 1),
        ("RUB", "5.06", 1),
        ("IRR", "11.08", 1000),
        ("BYR", "1.68", 100),
    ];
    the_national_bank(bytes, date(2016, 4, 18), 39, &lines);
    let table = rates::nbk::parse(bytes).unwrap();
    for dead in ["LVL", "EEK", "TRL"] {
        let is_there = table.quotes.iter().any(|quote| quote.code == code(dead));
        assert!(!is_there, "{dead} has an old date");
    }
}

fn a_day_of_the_bank_of_russia(bytes: &[u8]) {
    let table = rates::cbr::parse_daily(bytes).unwrap();
    let head = (table.date, table.quotes.len(), table.base.as_str());
    assert_eq!(head, (date(2026, 4, 25), 54, "RUB"));
    assert_eq!(value(&table, "KZT"), ("16.3172".to_owned(), 100));
    assert_eq!(value(&table, "USD"), ("75.5273".to_owned(), 1));
    assert_eq!(value(&table, "IRR"), ("53.9256".to_owned(), 1_000_000));
    let numbers = rates::cbr::parse_numbers(bytes).unwrap();
    assert_eq!(numbers.len(), 54);
    let number = |currency| {
        let found = numbers.iter().find(|(own, _)| *own == code(currency));
        found.unwrap().1.as_str()
    };
    assert_eq!((number("KZT"), number("USD")), ("R01335", "R01235"));
}

fn three_days_of_the_tenge_in_moscow(bytes: &[u8]) {
    let history = rates::cbr::parse_history(bytes, code("KZT")).unwrap();
    let expected = [
        ("2026-03-03", "15.5104"),
        ("2026-03-04", "15.4416"),
        ("2026-03-05", "15.6198"),
    ];
    let expected = expected.map(|(day, value)| (day.to_owned(), "KZT", value.to_owned(), 100));
    assert_eq!(history.iter().map(line).collect::<Vec<_>>(), expected);
}

fn a_day_of_the_european_bank(bytes: &[u8]) {
    let table = rates::ecb::parse_daily(bytes).unwrap();
    let head = (table.date, table.quotes.len(), table.base.as_str());
    assert_eq!(head, (date(2026, 7, 9), 4, "EUR"));
    for (currency, expected, told) in [
        ("USD", "0.8745080892", "1.1435"),
        ("JPY", "0.0053844497", "185.72"),
        ("GBP", "1.1714677319", "0.85363"),
        ("SEK", "0.0903995661", "11.0620"),
    ] {
        let expected = (expected.to_owned(), 1);
        assert_eq!(value(&table, currency), expected, "a euro buys {told}");
    }
}

fn a_range_of_the_european_bank(bytes: &[u8]) {
    let days = rates::ecb::parse_csv(bytes).unwrap();
    assert_eq!(days.len(), 110);
    let of = |day: &str, currency: &str| {
        let mut all = days.iter().map(line);
        let found = all.find(|line| line.0 == day && line.1 == currency);
        found.unwrap_or_else(|| panic!("{currency} of {day}")).2
    };
    assert_eq!(
        of("2026-02-17", "CNY"),
        "0.1223960246",
        "a euro buys 8.1702"
    );
    assert_eq!(
        of("2026-02-27", "GBP"),
        "1.1411617026",
        "a euro buys 0.8763"
    );
    assert_eq!(
        of("2026-02-27", "JPY"),
        "0.0054309455",
        "a euro buys 184.13"
    );
    assert_eq!(
        of("2026-02-27", "TRY"),
        "0.0192698277",
        "a euro buys 51.8946"
    );
    assert_eq!(of("2026-03-18", "USD"), "0.8695652174");
}

fn frankfurters_example(bytes: &[u8]) {
    let dollar = rates::frankfurter::parse(bytes, code("USD")).unwrap();
    assert_eq!((dollar.len(), dollar[0].date), (1, date(2024, 1, 15)));
    assert_eq!(
        value(&dollar[0], "EUR"),
        ("1.089".to_owned(), 1),
        "exactly as it stands"
    );
    assert_eq!(
        dollar[0].quotes.len(),
        1,
        "pounds are not priced in dollars there"
    );
    let euro = rates::frankfurter::parse(bytes, code("EUR")).unwrap();
    assert_eq!(euro[0].quotes.len(), 2, "a euro is no rate of itself");
    let pound = ("1.1596892033".to_owned(), 1);
    assert_eq!(value(&euro[0], "GBP"), pound, "turned round: 0.8623");
    assert_eq!(
        rates::frankfurter::parse(bytes, code("KZT")),
        Err(RatesError::NotPublished)
    );
}

/// The file wraps the answer together with its headers.
fn six_hours_of_beijing(bytes: &[u8]) {
    assert!(
        met_norway::parse(bytes, now(), &TimeZone::UTC).is_err(),
        "the wrapper itself is no forecast"
    );
    let wrapped: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    let header = |name: &str| wrapped["headers"][name].as_str();
    assert_eq!(header("Expires"), Some("Mon, 20 Jul 2020 11:52:28 GMT"));
    assert_eq!(
        header("Last-Modified"),
        Some("Mon, 20 Jul 2020 11:20:44 GMT")
    );
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let forecast = met_norway::parse(wrapped["data"].to_string().as_bytes(), now(), &zone).unwrap();
    assert_eq!(forecast.offset_seconds, 8 * 3600);
    assert_eq!(
        forecast.place,
        Some((39.9, 116.4)),
        "GeoJSON has east first"
    );
    let current = &forecast.current;
    assert_eq!(current.time, Some(datetime(2020, 7, 20, 19, 0, 0, 0)));
    assert_eq!(
        (current.temperature, current.feels_like, current.humidity),
        (Some(30.4), None, Some(56.5))
    );
    assert_eq!(
        (
            current.pressure,
            current.wind_speed,
            current.wind_direction,
            current.wind_gusts
        ),
        (Some(1003.6), Some(1.8), Some(219.5), None)
    );
    assert_eq!(
        (current.code, current.is_day, current.precipitation),
        (Some(0), Some(true), Some(0.0))
    );
    let temperatures: Vec<f64> = forecast
        .hourly
        .iter()
        .filter_map(|hour| hour.temperature)
        .collect();
    assert_eq!(temperatures, [30.4, 28.2, 27.7, 27.3, 27.1, 26.6]);
    let second = &forecast.hourly[1];
    assert_eq!((second.code, second.is_day), (Some(2), Some(false)));
    let days: Vec<_> = forecast
        .daily
        .iter()
        .map(|day| (day.date, day.high, day.low))
        .collect();
    assert_eq!(
        days,
        [
            (date(2020, 7, 20), Some(30.4), Some(27.1)),
            (date(2020, 7, 21), Some(26.6), Some(26.6)),
        ],
        "16:00 in UTC is the next day there"
    );
}

fn hanoi_without_time_and_units(bytes: &[u8]) {
    let hanoi = open_meteo::parse_forecast(bytes, now()).unwrap();
    let current = &hanoi.current;
    assert_eq!(
        (hanoi.place, hanoi.offset_seconds),
        (Some((21.0, 105.875)), 0)
    );
    assert_eq!((current.time, current.precipitation), (None, None));
    assert_eq!(
        (current.temperature, current.feels_like, current.humidity),
        (Some(29.4), Some(32.1), Some(78.0))
    );
    assert_eq!((current.code, current.is_day), (Some(3), Some(true)));
    assert_eq!(
        current.pressure,
        Some(1010.0),
        "at sea level, not on the spot"
    );
    assert_eq!(
        (
            current.wind_speed,
            current.wind_direction,
            current.wind_gusts
        ),
        (Some(19.7), Some(140.0), Some(35.6))
    );
    assert!(hanoi.hourly.is_empty() && hanoi.daily.is_empty());
}

fn rio_west_of_greenwich(bytes: &[u8]) {
    let rio = open_meteo::parse_forecast(bytes, now()).unwrap();
    let current = &rio.current;
    assert_eq!(
        (rio.place, rio.offset_seconds),
        (Some((-22.952549, -43.215027)), -10_800)
    );
    assert_eq!(current.time, Some(datetime(2026, 6, 17, 9, 45, 0, 0)));
    assert_eq!(
        (current.temperature, current.feels_like, current.humidity),
        (Some(19.3), Some(21.4), Some(92.0))
    );
    assert_eq!(
        (current.code, current.is_day, current.precipitation),
        (Some(2), Some(true), Some(0.0))
    );
    assert_eq!(
        (current.wind_direction, current.wind_gusts, current.pressure),
        (Some(277.0), None, None)
    );
    let wind = current.wind_speed.unwrap();
    assert!((wind - 5.8 / 3.6).abs() < 1e-9, "km/h become m/s: {wind}");
}

fn refusals(bytes: &[u8]) {
    let errors: Vec<serde_json::Value> = serde_json::from_slice(bytes).unwrap();
    let reasons = [
        "Parameter count must be between 1 and 100.",
        "Cannot initialize WeatherVariable from invalid String value tempeture_2m for key hourly",
    ];
    assert_eq!(errors.len(), reasons.len());
    for (error, reason) in errors.iter().zip(reasons) {
        let answer = error.to_string();
        let refused = WeatherError::Refused(reason.to_owned());
        let forecast = open_meteo::parse_forecast(answer.as_bytes(), now());
        assert_eq!(forecast, Err(refused.clone()));
        assert_eq!(
            open_meteo::parse_air_quality(answer.as_bytes()),
            Err(refused.clone())
        );
        assert_eq!(open_meteo::parse_geocoding(answer.as_bytes()), Err(refused));
    }
}

fn berlin_is_found(bytes: &[u8]) {
    let places = open_meteo::parse_geocoding(bytes).unwrap();
    assert_eq!(places.len(), 1);
    let berlin = &places[0];
    assert_eq!((berlin.id, berlin.name.as_str()), (2_950_159, "Berlin"));
    assert_eq!(
        (
            berlin.country.as_str(),
            berlin.country_code.as_str(),
            berlin.region.as_str()
        ),
        ("Deutschland", "DE", "Berlin")
    );
    assert_eq!(
        (berlin.latitude, berlin.longitude, berlin.elevation),
        (52.52437, 13.41053, Some(74.0))
    );
    assert_eq!(
        (berlin.zone.as_str(), berlin.population),
        ("Europe/Berlin", Some(3_426_354))
    );
}

#[test]
fn an_answer_without_rates_is_not_published_yet() {
    for file in ["nbk_empty_rates.xml", "nbk_error_child.xml"] {
        let Some(bytes) = reference(&format!("made_up/{file}")) else {
            return;
        };
        let read = rates::nbk::parse(&bytes);
        assert_eq!(read, Err(RatesError::NotPublished), "{file}");
    }
}

#[test]
fn a_whole_forecast_with_nulls_is_read() {
    let Some(bytes) = reference("made_up/open_meteo_almaty_synthetic.json") else {
        return;
    };
    let almaty = open_meteo::parse_forecast(&bytes, now()).unwrap();
    assert_eq!((almaty.offset_seconds, almaty.fetched), (18_000, now()));
    let current = &almaty.current;
    assert_eq!(current.time, Some(datetime(2026, 11, 23, 9, 15, 0, 0)));
    assert_eq!(
        (current.temperature, current.feels_like, current.humidity),
        (Some(-2.4), Some(-6.0), Some(81.0))
    );
    assert_eq!(
        (current.pressure, current.wind_speed, current.wind_direction),
        (Some(1031.2), Some(1.3), Some(205.0))
    );
    assert_eq!((current.code, current.is_day), (Some(71), Some(true)));
    assert_eq!(almaty.hourly.len(), 3);
    assert_eq!(
        (almaty.hourly[1].temperature, almaty.hourly[1].code),
        (Some(-4.5), Some(71))
    );
    assert_eq!(
        (
            almaty.hourly[2].temperature,
            almaty.hourly[2].precipitation_probability
        ),
        (None, None)
    );
    assert_eq!(almaty.daily.len(), 3);
    assert_eq!(
        (
            almaty.daily[0].high,
            almaty.daily[0].low,
            almaty.daily[0].precipitation_probability
        ),
        (Some(-0.3), Some(-5.2), Some(78.0))
    );
    assert_eq!(
        almaty.daily[2].sunset,
        Some(datetime(2026, 11, 25, 16, 21, 0, 0))
    );
}

#[test]
fn air_quality_with_nulls_is_read() {
    let Some(bytes) = reference("made_up/open_meteo_air_quality_synthetic.json") else {
        return;
    };
    let AirForecast {
        current: air,
        hourly: hours,
        ..
    } = open_meteo::parse_air_quality(&bytes).unwrap();
    assert_eq!(air.time, Some(datetime(2026, 11, 23, 9, 0, 0, 0)));
    assert_eq!(
        (air.us_aqi, air.pm10, air.pm2_5),
        (Some(156.0), Some(74.3), Some(61.8))
    );
    assert_eq!(
        hours.iter().map(|h| h.us_aqi).collect::<Vec<_>>(),
        [Some(160.0), None, Some(158.0)]
    );
}
