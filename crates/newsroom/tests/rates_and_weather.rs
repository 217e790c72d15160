//! Rates and weather come in their providers' documented forms.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{fetch, fetch_with, open};
use newsroom::Newsroom;
use serde_json::Value;

fn nbk(room: &Newsroom, date: &str) -> String {
    let reply = fetch(
        room,
        "nationalbank.kz",
        &format!("/rss/get_rates.cfm?fdate={date}"),
    );
    assert_eq!(reply.status, 200);
    assert_eq!(
        reply.header("content-type"),
        Some("text/xml; charset=UTF-8")
    );
    assert_eq!(reply.header("etag"), None);
    reply.text()
}

/// Code → (description, quant, index, change).
fn rows(xml: &str) -> Vec<[String; 5]> {
    let document = roxmltree::Document::parse(xml).unwrap();
    document
        .descendants()
        .filter(|node| node.has_tag_name("item"))
        .map(|item| {
            ["title", "description", "quant", "index", "change"].map(|name| {
                let child = item
                    .children()
                    .find(|node| node.has_tag_name(name))
                    .unwrap();
                child.text().unwrap_or_default().to_owned()
            })
        })
        .collect()
}

#[tokio::test]
async fn the_national_bank_publishes_39_currencies_with_their_changes() {
    let room = open().await;
    let friday = rows(&nbk(&room, "20.11.2026"));
    let saturday = rows(&nbk(&room, "21.11.2026"));
    assert_eq!(saturday.len(), 39);
    let cents = |text: &str| (text.parse::<f64>().unwrap() * 100.0).round() as i64;
    for (before, after) in friday.iter().zip(&saturday) {
        let [code, value, quant, index, change] = after;
        assert_eq!(cents(change), cents(value) - cents(&before[1]), "{code}");
        let word = match cents(change) {
            0 => "",
            up if up > 0 => "UP",
            _ => "DOWN",
        };
        assert_eq!(index, word, "{code}");
        assert!(!(value.contains('.') && value.ends_with('0')), "{value}");
        assert!(["1", "10", "100", "1000"].contains(&quant.as_str()));
    }
    assert!(
        saturday.iter().any(|row| row[3] == "UP") && saturday.iter().any(|row| row[3] == "DOWN")
    );
}

#[tokio::test]
async fn sunday_and_monday_repeat_saturday_quietly() {
    let room = open().await;
    let saturday = rows(&nbk(&room, "21.11.2026"));
    for day in ["22.11.2026", "23.11.2026"] {
        let quiet = rows(&nbk(&room, day));
        for (before, after) in saturday.iter().zip(&quiet) {
            assert_eq!(
                (&before[1], "", "0.00"),
                (&after[1], after[3].as_str(), after[4].as_str())
            );
        }
        assert!(nbk(&room, day).contains(&format!("<date>{day}</date>")));
    }
}

#[tokio::test]
async fn a_day_after_tomorrow_is_empty_and_a_date_that_is_none_is_refused() {
    let room = open().await;
    assert_eq!(
        rows(&nbk(&room, "24.11.2026")).len(),
        39,
        "tomorrow is known"
    );
    assert_eq!(rows(&nbk(&room, "25.11.2026")).len(), 0);
    assert!(nbk(&room, "25.11.2026").contains("<rates></rates>"));
    assert!(nbk(&room, "01.01.1990").contains("<info>no data</info>"));
    assert!(nbk(&room, "tomorrow").contains("<info>no data</info>"));
    let again = open().await;
    assert_eq!(
        nbk(&room, "21.11.2026"),
        nbk(&again, "21.11.2026"),
        "the same in every newsroom"
    );
}

#[tokio::test]
async fn pages_of_the_tengri_outlet_show_the_same_rates() {
    let room = open().await;
    let today = rows(&nbk(&room, "23.11.2026"));
    let usd = &today.iter().find(|row| row[0] == "USD").unwrap()[1];
    assert!(
        fetch(&room, "tengrinews.kz", "/")
            .text()
            .contains(&format!("&nbsp;{usd}&nbsp;"))
    );
}

#[tokio::test]
async fn the_bank_of_russia_answers_in_windows_1251_with_decimal_commas() {
    let room = open().await;
    let reply = fetch(
        &room,
        "www.cbr.ru",
        "/scripts/XML_daily.asp?date_req=22/11/2026",
    );
    let (text, _, wrong) = encoding_rs::WINDOWS_1251.decode(&reply.body);
    assert!(!wrong && text.contains("<Name>Тенге</Name>"));
    assert!(
        text.contains("Date=\"21.11.2026\""),
        "Sunday has Saturday's"
    );
    let tenge = text.split("<CharCode>KZT</CharCode>").nth(1).unwrap();
    assert!(tenge.contains("<Nominal>100</Nominal>"));
    let value = tenge
        .split("<Value>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    let value: f64 = value.replace(',', ".").parse().unwrap();
    assert!((10.0..25.0).contains(&value), "{value}");
    let path =
        "/scripts/XML_dynamic.asp?date_req1=16/11/2026&date_req2=23/11/2026&VAL_NM_RQ=R01335";
    let reply = fetch(&room, "www.cbr.ru", path);
    let (text, _, _) = encoding_rs::WINDOWS_1251.decode(&reply.body);
    assert_eq!(text.matches("<Record ").count(), 5, "Tuesday to Saturday");
}

#[tokio::test]
async fn the_central_bank_has_no_tenge_and_frankfurter_has() {
    let room = open().await;
    let daily = fetch(
        &room,
        "www.ecb.europa.eu",
        "/stats/eurofxref/eurofxref-daily.xml",
    )
    .text();
    roxmltree::Document::parse(&daily).unwrap();
    assert!(daily.contains("<Cube time='2026-11-23'>") && daily.contains("currency='USD'"));
    assert!(!daily.contains("KZT") && !daily.contains("RUB"));
    let history = fetch(
        &room,
        "www.ecb.europa.eu",
        "/stats/eurofxref/eurofxref-hist-90d.xml",
    )
    .text();
    assert!(history.matches("<Cube time=").count() > 55);
    let path = "/v2/rates?base=USD&quotes=KZT,EUR&providers=nbk&from=2026-11-16&to=2026-11-22";
    let rows = fetch(&room, "api.frankfurter.dev", path).json();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 10, "five weekdays, two currencies");
    assert_eq!(rows[0]["quote"], "KZT");
    assert!(rows[0]["rate"].as_f64().unwrap() > 400.0);
    assert_eq!(
        fetch(&room, "api.frankfurter.dev", "/v2/rates?base=XXX").status,
        404
    );
}

const ALMATY: &str = "latitude=43.24&longitude=76.95";

fn weather(room: &Newsroom, query: &str) -> Value {
    let reply = fetch(
        room,
        "api.open-meteo.com",
        &format!("/v1/forecast?{ALMATY}&{query}"),
    );
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

#[tokio::test]
async fn a_forecast_has_only_what_was_asked_for_in_parallel_arrays() {
    let room = open().await;
    let answer = weather(
        &room,
        "timezone=Asia%2FAlmaty&forecast_days=3&wind_speed_unit=ms&current=temperature_2m,is_day,weather_code,wind_speed_10m&hourly=temperature_2m,precipitation_probability&daily=weather_code,temperature_2m_max,temperature_2m_min,sunrise,sunset",
    );
    assert_eq!(answer["utc_offset_seconds"], 18000);
    assert_eq!(answer["timezone"], "Asia/Almaty");
    assert_eq!(answer["current"]["time"], "2026-11-23T12:00");
    assert_eq!(answer["current"]["interval"], 900);
    assert_eq!(answer["current"]["is_day"], 1);
    assert_eq!(answer["current_units"]["wind_speed_10m"], "m/s");
    assert_eq!(answer["current"].as_object().unwrap().len(), 6);
    let hourly = answer["hourly"].as_object().unwrap();
    assert_eq!(
        hourly.keys().collect::<Vec<_>>(),
        ["precipitation_probability", "temperature_2m", "time"]
    );
    assert!(
        hourly
            .values()
            .all(|column| column.as_array().unwrap().len() == 72)
    );
    assert_eq!(hourly["time"][0], "2026-11-23T00:00");
    let nulls = hourly["temperature_2m"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one.is_null());
    assert_eq!(nulls.count(), 2, "a null here and there");
    let daily = answer["daily"].as_object().unwrap();
    assert!(
        daily
            .values()
            .all(|column| column.as_array().unwrap().len() == 3)
    );
    for day in 0..3 {
        let of = |name: &str| daily[name][day].as_f64().unwrap();
        assert!(of("temperature_2m_max") > of("temperature_2m_min"));
        assert!(
            (-35.0..20.0).contains(&of("temperature_2m_max")),
            "November in Almaty"
        );
        let (rise, set) = (&daily["sunrise"][day], &daily["sunset"][day]);
        assert!(rise.as_str().unwrap() < set.as_str().unwrap());
    }
    assert_eq!(
        &daily["sunrise"][0].as_str().unwrap()[..13],
        "2026-11-23T07"
    );
}

#[tokio::test]
async fn without_a_wish_the_units_are_the_documented_ones() {
    let room = open().await;
    let answer = weather(&room, "current=wind_speed_10m");
    assert_eq!(answer["current_units"]["wind_speed_10m"], "km/h");
    assert_eq!(answer["timezone"], "GMT");
    assert_eq!(answer["current"]["time"], "2026-11-23T07:00");
    assert!(answer.get("hourly").is_none() && answer.get("daily").is_none());
    assert_eq!(
        weather(&room, "hourly=temperature_2m")["hourly"]["time"]
            .as_array()
            .unwrap()
            .len(),
        168
    );
}

#[tokio::test]
async fn wrong_weather_requests_are_refused_with_a_reason() {
    let room = open().await;
    for query in [
        "latitude=43&longitude=77&hourly=tempeture_2m",
        "latitude=43&longitude=77&daily=sunrise",
        "latitude=143&longitude=77",
        "longitude=77",
        "latitude=43&longitude=77&forecast_days=17",
        "latitude=43&longitude=77&timezone=Mars/Base",
    ] {
        let reply = fetch(
            &room,
            "api.open-meteo.com",
            &format!("/v1/forecast?{query}"),
        );
        assert_eq!(reply.status, 400, "{query}");
        assert_eq!(reply.json()["error"], true);
        assert!(reply.json()["reason"].is_string());
    }
}

#[tokio::test]
async fn air_quality_has_the_same_envelope() {
    let room = open().await;
    let path = "/v1/air-quality?latitude=43.25&longitude=76.95&current=us_aqi,pm10,pm2_5&hourly=us_aqi,pm10,pm2_5&timezone=auto";
    let answer = fetch(&room, "air-quality-api.open-meteo.com", path).json();
    assert_eq!(answer["timezone"], "Asia/Almaty");
    assert_eq!(answer["current"]["interval"], 3600);
    assert!(answer["current"]["us_aqi"].as_i64().unwrap() > 0);
    assert_eq!(answer["hourly"]["pm2_5"].as_array().unwrap().len(), 120);
}

#[tokio::test]
async fn cities_are_found_by_the_start_of_their_names() {
    let room = open().await;
    let search = |query: &str| {
        fetch(
            &room,
            "geocoding-api.open-meteo.com",
            &format!("/v1/search?{query}"),
        )
        .json()
    };
    let found = search("name=Алма&language=ru&count=10&countryCode=KZ");
    assert_eq!(found["results"][0]["name"], "Алматы");
    assert_eq!(found["results"][0]["country"], "Казахстан");
    assert_eq!(found["results"][0]["timezone"], "Asia/Almaty");
    assert_eq!(
        search("name=берл&language=en")["results"][0]["name"],
        "Berlin"
    );
    assert!(search("name=берл&countryCode=KZ").get("results").is_none());
    assert!(
        search("name=А").get("results").is_none(),
        "absent, not empty"
    );
}

#[tokio::test]
async fn met_norway_wants_a_name_and_says_when_to_come_again() {
    let room = open().await;
    let path = "/weatherapi/locationforecast/2.0/compact?lat=43.2389&lon=76.9458";
    assert_eq!(fetch(&room, "api.met.no", path).status, 403);
    let agent = ("User-Agent", "Test/1 test.example");
    let reply = fetch_with(&room, "api.met.no", path, &[agent]);
    assert_eq!(
        reply.header("expires"),
        Some("Mon, 23 Nov 2026 07:30:00 GMT")
    );
    let modified = reply.header("last-modified").unwrap().to_owned();
    let steps = &reply.json()["properties"]["timeseries"];
    assert_eq!(steps[0]["time"], "2026-11-23T07:00:00Z");
    assert!(steps[0]["data"]["next_1_hours"]["summary"]["symbol_code"].is_string());
    let again = fetch_with(
        &room,
        "api.met.no",
        path,
        &[agent, ("If-Modified-Since", &modified)],
    );
    assert_eq!(again.status, 304);
}
