//! Weather through the whole path: the newsroom's skies, what goes wrong with its services, and two months of them in manual time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::time::Duration;

use api::wire::{City, Place, ProviderActivity, Settings, TrayAct, Weather};
use api::{Request, Response};
use e2e::Paper;
use engine::Engine;
use jiff::{SignedDuration, Timestamp};
use model::Validators;
use newsroom::{Fault, Page};
use serde_json::{Value, json};
use store::{Store, StoredForecast, Write};

const MAIN: &str = "api.open-meteo.com";
const FORECAST: &str = "/v1/forecast";
const AIR: &str = "air-quality-api.open-meteo.com";
const GEOCODER: &str = "geocoding-api.open-meteo.com";
const FALLBACK: &str = "api.met.no";
const LOCATION: &str = "/weatherapi/locationforecast/2.0/compact";
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const QUARTER: SignedDuration = SignedDuration::from_mins(15);

async fn weather_of(paper: &Paper, city: Option<&str>, refresh: bool) -> Weather {
    let city = city.map(str::to_owned);
    match paper.ask(Request::Weather { city, refresh }).await {
        Response::Weather(weather) => *weather,
        other => panic!("{other:?}"),
    }
}

async fn weather(paper: &Paper, refresh: bool) -> Weather {
    weather_of(paper, None, refresh).await
}

async fn cities(paper: &Paper, name: &str, search: bool) -> Vec<City> {
    let name = name.to_owned();
    match paper.ask(Request::Cities { name, search }).await {
        Response::Cities(cities) => cities,
        other => panic!("{other:?}"),
    }
}

async fn settings(engine: &Arc<Engine>) -> Settings {
    match api::dispatch(engine, Request::Settings).await.unwrap() {
        Response::Settings(settings) => settings,
        other => panic!("{other:?}"),
    }
}

async fn choose(paper: &Paper, change: impl FnOnce(&mut Settings)) {
    let mut settings = settings(&paper.engine).await;
    change(&mut settings);
    paper.ask(Request::SetSettings(Box::new(settings))).await;
}

async fn choose_cities(paper: &Paper, keys: &[&str]) {
    let keys = keys.iter().map(|key| (*key).to_owned()).collect();
    choose(paper, |settings| settings.cities = keys).await;
}

/// The tray's line that leads to this place; empty where there is none.
async fn tray_line(paper: &Paper, place: Place) -> String {
    let Response::Tray(tray) = paper.ask(Request::Tray).await else {
        panic!("another answer")
    };
    let line = tray
        .menu
        .into_iter()
        .find(|entry| entry.act == TrayAct::Go(place.clone()));
    line.map(|entry| entry.text).unwrap_or_default()
}

async fn provider(paper: &Paper, name: &str) -> ProviderActivity {
    let Response::SyncActivity(activity) = paper.ask(Request::SyncActivity).await else {
        panic!("another answer")
    };
    let found = activity.providers.into_iter().find(|one| one.name == name);
    found.unwrap_or_else(|| panic!("{name} was never asked"))
}

fn asked(paper: &Paper) -> [u32; 3] {
    let hits = |host, path| paper.newsroom().hits(host, path);
    [
        hits(MAIN, FORECAST),
        hits(AIR, "/v1/air-quality"),
        hits(FALLBACK, LOCATION),
    ]
}

fn print(paper: &Paper, host: &str, path: &str, answer: &Value) {
    let page = Page::new("application/json", answer.to_string());
    paper.newsroom().print(host, path, page);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_request_brings_all_cities_and_no_city_is_asked_for_twice_in_a_quarter_of_an_hour() {
    let paper = Paper::open().await;
    choose_cities(&paper, &["almaty", "astana", "oral"]).await;
    let almaty = weather(&paper, true).await;
    assert_eq!(
        (almaty.city.ru.as_str(), almaty.reason.as_str()),
        ("Алматы", "")
    );
    assert_eq!(asked(&paper), [1, 1, 0]);
    let query = &paper.newsroom().requests()[0].query;
    assert!(
        query.starts_with("latitude=43.24%2C51.17%2C51.22&longitude=76.95%2C71.45%2C51.37"),
        "two decimals: {query}"
    );
    let there = |weather: &Weather| weather.current.as_ref().unwrap().temperature.unwrap();
    let mut all = vec![there(&almaty)];
    for key in ["astana", "oral"] {
        let city = weather_of(&paper, Some(key), false).await;
        assert_eq!(city.city.key, key);
        assert!(city.air_quality.is_some() && city.hourly.len() >= 47 && city.daily.len() == 10);
        all.push(there(&city));
    }
    all.dedup();
    assert_eq!(all.len(), 3, "each has its own: {all:?}");

    for _ in 0..3 {
        weather(&paper, true).await;
        paper.pass(SignedDuration::from_mins(4));
    }
    assert_eq!(asked(&paper), [1, 1, 0]);
    // A new city does not wait, and keeps step with the others afterwards.
    choose_cities(&paper, &["almaty", "astana", "oral", "semey"]).await;
    weather_of(&paper, Some("semey"), true).await;
    assert_eq!(asked(&paper), [2, 2, 0]);
    paper.pass(SignedDuration::from_mins(5));
    weather(&paper, true).await;
    assert_eq!(asked(&paper), [2, 2, 0], "the new one is not due");
    paper.pass(SignedDuration::from_mins(10));
    weather(&paper, true).await;
    assert_eq!(asked(&paper), [3, 3, 0]);
    let last = paper.newsroom().requests();
    assert!(
        last[last.len() - 2]
            .query
            .contains("43.24%2C51.17%2C51.22%2C50.43")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_pass_and_the_forecast_stands_in_for_the_observation_until_it_is_too_old() {
    let paper = Paper::open().await;
    let fresh = weather(&paper, true).await;
    assert_eq!(fresh.local_time, "2026-11-20T11:00");
    assert_eq!(fresh.hourly[0].time, "2026-11-20T11:00");
    let six = fresh
        .hourly
        .iter()
        .find(|hour| hour.time.ends_with("20T17:00"))
        .unwrap()
        .clone();

    paper.pass(HOUR * 6);
    let later = weather(&paper, false).await;
    assert_eq!(
        (later.age_s, later.as_of),
        (Some(6 * 3600), fresh.as_of.clone())
    );
    assert_eq!(later.hourly[0].time, "2026-11-20T17:00");
    let now = later.current.unwrap();
    assert_eq!(now.time.as_deref(), Some("2026-11-20T17:00"));
    assert_eq!(
        (now.temperature, now.feels_like),
        (six.temperature, six.feels_like)
    );
    assert_eq!(
        later.air_quality.unwrap().time.as_deref(),
        Some("2026-11-20T17:00")
    );

    paper.pass(HOUR * 41);
    let old = weather(&paper, false).await;
    assert!(
        old.current.is_some() && old.hourly.len() >= 47,
        "47 hours old, and of ten days"
    );
    assert_eq!(old.daily[0].date, "2026-11-22");

    paper.pass(HOUR);
    let note = weather(&paper, false).await;
    assert_eq!(note.age_s, Some(48 * 3600));
    assert!(note.current.is_none() && note.hourly.is_empty() && note.daily.is_empty());
    assert!(note.air_quality.is_none());
    assert_eq!(
        asked(&paper),
        [1, 1, 0],
        "nothing was asked to show all this"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_provider_helps_out_after_an_hour_on_condition_and_when_it_says() {
    let paper = Paper::open().await;
    weather(&paper, true).await;
    paper.newsroom().set_fault(MAIN, "*", Fault::Status(500));
    paper.pass(HOUR / 2);
    let kept = weather(&paper, true).await;
    assert_eq!(
        (kept.provider.as_str(), kept.age_s),
        ("open_meteo", Some(1800))
    );
    assert!(kept.reason.contains(MAIN), "{}", kept.reason);
    assert_eq!(
        asked(&paper)[2],
        0,
        "half an hour old knows more than the second provider"
    );

    paper.pass(HOUR);
    let helped = weather(&paper, true).await;
    assert_eq!(
        (helped.provider.as_str(), helped.age_s),
        ("met_norway", Some(0))
    );
    assert!(helped.current.unwrap().temperature.is_some());
    let first = paper
        .newsroom()
        .requests()
        .into_iter()
        .find(|one| one.host == FALLBACK)
        .unwrap();
    assert_eq!(first.header("if-modified-since"), None);
    // Its answers expire at the half hour.
    paper.pass(QUARTER);
    weather(&paper, true).await;
    assert_eq!(asked(&paper)[2], 1, "not before it expires");
    paper.pass(QUARTER);
    weather(&paper, true).await;
    assert_eq!(asked(&paper)[2], 2);
    let again = paper
        .newsroom()
        .requests()
        .into_iter()
        .rfind(|one| one.host == FALLBACK)
        .unwrap();
    assert_eq!(
        again.header("if-modified-since"),
        Some("Fri, 20 Nov 2026 07:30:00 GMT")
    );

    paper.newsroom().clear_faults();
    paper.pass(HOUR);
    let well = weather(&paper, true).await;
    assert_eq!(
        (well.provider.as_str(), well.reason.as_str()),
        ("open_meteo", "")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_did_not_change_is_not_sent_again() {
    let paper = Paper::open().await;
    paper.newsroom().set_fault(MAIN, "*", Fault::Gone);
    let first = weather(&paper, true).await;
    // The newsroom's answer lasts until the half hour; its clock stands still, the engine's does not.
    let later = paper.engine.now() + HOUR;
    paper.clock.set(later);
    let second = weather(&paper, true).await;
    assert_eq!(
        (second.age_s, second.provider.as_str()),
        (Some(0), "met_norway")
    );
    assert_eq!(asked(&paper)[2], 2);
    let last = paper
        .newsroom()
        .requests()
        .into_iter()
        .rfind(|one| one.host == FALLBACK)
        .unwrap();
    assert_eq!(last.status, 304);
    let temperature = |weather: &Weather, time: &str| {
        weather
            .hourly
            .iter()
            .find(|hour| hour.time == time)
            .unwrap()
            .temperature
    };
    assert_eq!(
        temperature(&first, "2026-11-20T15:00"),
        temperature(&second, "2026-11-20T15:00")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_provider_does_wrong_the_last_good_answer_stays_and_activity_says_what() {
    let elsewhere = json!({"latitude": -22.95, "longitude": -43.21, "current": {"time": "2026-11-20T12:00", "temperature_2m": 30.0}});
    let absurd = json!({"latitude": 43.25, "longitude": 77.0, "utc_offset_seconds": 18000, "current": {"time": "2026-11-20T12:00", "temperature_2m": -340.0}});
    let two = json!([elsewhere, absurd]);
    let refused = json!({"error": true, "reason": "Parameter count must be between 1 and 100."});
    for (answer, told) in [
        (Err(Fault::BecomesHtml), "no JSON"),
        (Err(Fault::EmptyBody), "no JSON"),
        (Err(Fault::Truncated), "broke off"),
        (Err(Fault::Status(500)), "500"),
        (Err(Fault::SlowHead(3_600_000)), "did not answer in time"),
        (Err(Fault::SlowBody(3_600_000)), "did not answer in time"),
        (
            Ok(json!({"weather": "<b>fine</b>"})),
            "neither current nor hourly nor daily",
        ),
        (Ok(refused), "Parameter count"),
        (Ok(elsewhere), "another place than Almaty"),
        (Ok(absurd), "-340 °C in Almaty can't be true"),
        (Ok(two), "not as many places"),
    ] {
        let paper = Paper::open().await;
        let good = weather(&paper, true).await;
        let paper = match answer {
            Err(Fault::SlowHead(_) | Fault::SlowBody(_)) => {
                let hasty = |mut config: engine::Config| {
                    config.timeout = Duration::from_secs(1);
                    config
                };
                paper.reopen_with(hasty).await
            }
            _ => paper,
        };
        paper.pass(HOUR / 2);
        match &answer {
            Ok(answer) => print(&paper, MAIN, FORECAST, answer),
            Err(fault) => paper.newsroom().set_fault(MAIN, "*", fault.clone()),
        }
        let kept = weather(&paper, true).await;
        assert_eq!(kept.as_of, good.as_of, "{told}");
        assert_eq!(
            kept.current.as_ref().unwrap().temperature,
            good.current.unwrap().temperature
        );
        assert!(kept.reason.contains(told), "{told:?}, but: {}", kept.reason);
        let main = provider(&paper, "open_meteo").await;
        assert_eq!(main.reason, kept.reason);
        assert_eq!((&main.problem, main.answer), (&kept.problem, kept.answer));
        assert!(main.problem.is_some(), "{told:?} is of no kind");
        assert!(main.answered.is_some() && main.failed > main.answered);
        // It is left alone for a while, and what is wrong is still told.
        let before = asked(&paper)[0];
        paper.pass(SignedDuration::from_mins(5));
        assert!(weather(&paper, true).await.reason.contains(told));
        assert_eq!(asked(&paper)[0], before, "{told}");
        assert_eq!(provider(&paper, "air_quality").await.reason, "");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_cannot_be_true_is_held_back_and_shown_and_the_rest_is_used() {
    let paper = Paper::open().await;
    let answer = json!({
        "latitude": 43.25, "longitude": 77.0, "utc_offset_seconds": 18000,
        "current": {"time": "2026-11-20T11:00", "temperature_2m": -0.0, "pressure_msl": 103.1, "weather_code": 3, "wind_speed_10m": null},
        "hourly": {"time": ["2026-11-20T11:00", "2026-11-20T12:00", null], "temperature_2m": [-0.0, null, 3], "precipitation_probability": [700, 20]},
        "daily": {"time": ["2026-11-20"], "temperature_2m_max": [null], "sunrise": [null], "sunset": ["soon"]},
    });
    print(&paper, MAIN, FORECAST, &answer);
    let now = weather(&paper, true).await;
    assert_eq!(now.reason, "");
    let doubts: Vec<_> = now
        .doubtful
        .iter()
        .map(|doubt| (doubt.measure.as_str(), doubt.value))
        .collect();
    assert_eq!(doubts, [("pressure", 103.1), ("probability", 700.0)]);
    let current = now.current.unwrap();
    assert_eq!(
        (current.pressure, current.code, current.wind_speed),
        (None, Some(3), None)
    );
    let temperature = current.temperature.unwrap();
    assert!(
        temperature == 0.0 && temperature.is_sign_positive(),
        "{temperature}"
    );
    assert_eq!(now.hourly.len(), 2, "an hour without its time is none");
    assert_eq!(
        (now.daily[0].high, now.daily[0].sunset.as_deref()),
        (None, None)
    );
    assert!(
        tray_line(&paper, Place::Weather)
            .await
            .starts_with("Алматы 0°")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_answer_that_can_not_be_read_any_more_is_told_and_asked_for_anew() {
    let paper = Paper::open().await;
    weather(&paper, true).await;
    let now = paper.engine.now();
    let paper = paper
        .reopen_with(|config| {
            let library = Store::open(&config.data, config.mode, "e2e", now).unwrap();
            let broken = StoredForecast {
                fetched: now,
                expires: None,
                validators: Validators::default(),
                answer: b"{\"current\": 7".to_vec(),
            };
            let save = |library: &Write<'_>| library.save_forecast("almaty", "open_meteo", &broken);
            library.write(save).unwrap();
            config
        })
        .await;
    let none = weather(&paper, false).await;
    assert!(
        none.current.is_none() && none.as_of.is_none(),
        "it counts as none"
    );
    let told = "what is stored of the weather in Almaty can't be read any more (no JSON)";
    assert!(none.reason.contains(told), "{}", none.reason);
    let activity = provider(&paper, "open_meteo").await;
    assert!(activity.reason.contains(told), "{}", activity.reason);
    assert_eq!(activity.problem.as_deref(), Some("damage"));
    // A quarter of an hour has not passed.
    let again = weather(&paper, true).await;
    assert_eq!((again.age_s, again.reason.as_str()), (Some(0), ""));
    assert_eq!(asked(&paper), [2, 1, 0]);
    assert_eq!(provider(&paper, "open_meteo").await.reason, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn cities_are_found_offline_by_any_of_their_names_and_elsewhere_only_when_searched_for() {
    let paper = Paper::open().await;
    assert_eq!(cities(&paper, "", false).await.len(), 20);
    for name in ["Өске", "усть", "OSK"] {
        assert_eq!(cities(&paper, name, false).await[0].key, "oskemen");
    }
    assert!(cities(&paper, "Берл", false).await.is_empty());
    assert_eq!(paper.newsroom().requests(), [], "typing asks nobody");
    let found = cities(&paper, "Берл", true).await;
    assert_eq!(
        (found.len(), found[0].ru.as_str(), found[0].region.as_str()),
        (1, "Берлин", "Германия")
    );
    assert_eq!(
        (found[0].kk.as_str(), found[0].en.as_str()),
        ("Берлин", "Berlin"),
        "its names do not depend on the language it was searched in"
    );
    let queries = paper.newsroom().requests().into_iter().map(|one| one.query);
    let asked = ["ru", "kk", "en"]
        .map(|language| format!("name=%D0%91%D0%B5%D1%80%D0%BB&count=10&language={language}"));
    assert_eq!(queries.collect::<Vec<_>>(), asked);
    let before = paper.newsroom().requests().len();
    assert!(cities(&paper, "Нарния", true).await.is_empty());
    assert_eq!(
        paper.newsroom().requests().len(),
        before + 1,
        "nothing found is asked once"
    );
    // Those that are built in do not come twice.
    let keys: Vec<String> = cities(&paper, "Алма", true)
        .await
        .into_iter()
        .map(|city| city.key)
        .collect();
    assert_eq!(keys, ["almaty"]);

    let berlin = found[0].key.clone();
    choose(&paper, |settings| settings.city = berlin.clone()).await;
    let chosen = settings(&paper.engine).await;
    assert_eq!(chosen.cities, [berlin.clone(), "almaty".to_owned()]);
    let there = weather(&paper, true).await;
    assert_eq!(
        (there.city.key.as_str(), there.local_time.as_str()),
        (berlin.as_str(), "2026-11-20T07:00")
    );
    let paper = paper.reopen().await;
    assert_eq!(
        cities(&paper, "Бер", false).await[0].key,
        berlin,
        "it can be chosen offline"
    );

    let mut wrong = settings(&paper.engine).await;
    wrong.cities.push("geonames:1".to_owned());
    let refused = api::dispatch(&paper.engine, Request::SetSettings(Box::new(wrong)))
        .await
        .unwrap_err();
    assert_eq!(refused.code, api::ErrorCode::NotFound);
    paper
        .newsroom()
        .set_fault(GEOCODER, "*", Fault::Status(500));
    let name = "Лондон".to_owned();
    api::dispatch(&paper.engine, Request::Cities { name, search: true })
        .await
        .unwrap_err();
    let geocoder = provider(&paper, "geocoding").await;
    assert!(geocoder.reason.contains("500"), "{geocoder:?}");
    let kind = (geocoder.problem.as_deref(), geocoder.answer);
    assert_eq!(kind, (Some("status"), Some(500)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_has_a_line_of_weather_and_one_of_rates_with_their_age() {
    let paper = Paper::open().await;
    assert_eq!(tray_line(&paper, Place::Weather).await, "");
    assert_eq!(tray_line(&paper, Place::Rates).await, "");
    let now = weather(&paper, true).await;
    let Response::Rates(rates) = paper.ask(Request::Rates { refresh: true }).await else {
        panic!("no rates")
    };
    let temperature = now.current.unwrap().temperature.unwrap().round();
    let sign = if temperature < 0.0 { "−" } else { "" };
    let air = now.air_quality.unwrap().us_aqi.unwrap();
    let line = format!("Алматы {sign}{:.0}°, AQI {air:.0}", temperature.abs());
    assert_eq!(tray_line(&paper, Place::Weather).await, line);
    let arrow = |direction: &str| match direction {
        "up" => " ▲",
        "down" => " ▼",
        _ => "",
    };
    let three: Vec<String> = rates.rates[..3]
        .iter()
        .map(|rate| {
            let (whole, part) = rate.value.split_once('.').unwrap_or((&rate.value, ""));
            format!("{} {whole},{part:0<2}{}", rate.code, arrow(&rate.direction))
        })
        .collect();
    assert_eq!(tray_line(&paper, Place::Rates).await, three.join("  "));
    paper.pass(HOUR * 5);
    let line = tray_line(&paper, Place::Weather).await;
    assert!(line.ends_with(" (11:00)"), "{line}");
    paper.pass(HOUR * 24);
    let line = tray_line(&paper, Place::Weather).await;
    assert!(line.ends_with(" (20.11 11:00)"), "{line}");
    paper.pass(HOUR * 72);
    assert_eq!(tray_line(&paper, Place::Weather).await, "");
    let line = tray_line(&paper, Place::Rates).await;
    assert!(line.ends_with(" (20.11)"), "{line}");
}

/// What was worth a notice about the weather, oldest first; whether it is shown at once is the affair of notices.
async fn warnings(paper: &Paper) -> Vec<String> {
    let Response::Notices(notices) = paper.ask(Request::Notices).await else {
        panic!("another answer")
    };
    let weather = notices.recent.iter().filter(|one| one.kind == "weather");
    weather
        .rev()
        .map(|one| format!("{}. {}", one.title, one.body))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn severe_weather_is_told_when_it_was_asked_for_and_once_a_day_each() {
    let paper = Paper::open().await;
    let severe = |now: Timestamp| {
        let there = now
            .to_zoned(jiff::tz::TimeZone::get("Asia/Almaty").unwrap())
            .datetime();
        let hour = |ahead: i64| {
            (there + HOUR * ahead as i32)
                .strftime("%Y-%m-%dT%H:00")
                .to_string()
        };
        json!({
            "latitude": 43.25, "longitude": 77.0, "utc_offset_seconds": 18000,
            "current": {"time": hour(0), "temperature_2m": 1.0, "weather_code": 3},
            "hourly": {
                "time": [hour(0), hour(2), hour(4), hour(30)],
                "temperature_2m": [1, 1, 1, 1],
                "weather_code": [3, 95, 86, 95],
                "wind_speed_10m": [2, 9, 3, 3],
                "wind_gusts_10m": [4, 18.4, 4, 40],
            },
        })
    };
    let refresh = async |hours: i32| {
        paper.pass(HOUR * hours);
        print(&paper, MAIN, FORECAST, &severe(paper.engine.now()));
        let request = Request::Weather {
            city: None,
            refresh: true,
        };
        paper.ask(request).await;
    };
    let air = json!({"latitude": 43.25, "longitude": 77.0, "current": {"us_aqi": 156}});
    print(&paper, AIR, "/v1/air-quality", &air);
    refresh(0).await;
    assert!(warnings(&paper).await.is_empty(), "nobody asked");

    choose(&paper, |settings| {
        settings.weather_watches = ["thunderstorm", "heavy_snow", "wind 15", "aqi 150"]
            .map(str::to_owned)
            .to_vec();
    })
    .await;
    refresh(1).await;
    assert_eq!(
        warnings(&paper).await,
        [
            "Ожидается гроза. Алматы: 14:00",
            "Ожидается сильный снег. Алматы: 16:00",
            "Ожидается сильный ветер. Алматы: 14:00, 18 м/с",
            "Загрязнённый воздух. Алматы: AQI 156",
        ]
    );
    for _ in 0..11 {
        refresh(1).await;
    }
    assert_eq!(warnings(&paper).await.len(), 4, "23:00 of the same day");
    choose(&paper, |settings| settings.units.wind = "kmh".to_owned()).await;
    refresh(2).await;
    let next_day = warnings(&paper).await;
    assert_eq!(next_day.len(), 8, "the next day");
    assert!(next_day[6].ends_with(", 66 км/ч"), "{}", next_day[6]);

    let calm =
        json!({"latitude": 43.25, "longitude": 77.0, "current": {"us_aqi": 150}, "hourly": {}});
    print(&paper, AIR, "/v1/air-quality", &calm);
    paper.pass(HOUR * 24);
    let mild = json!({"latitude": 43.25, "longitude": 77.0, "current": {"temperature_2m": 1.0}});
    print(&paper, MAIN, FORECAST, &mild);
    weather(&paper, true).await;
    assert_eq!(
        warnings(&paper).await.len(),
        8,
        "a limit that is reached is not passed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_days_of_weather_cost_a_request_each_time_and_gaps_are_told() {
    let paper = Paper::with("2026-03-01T00:10:00Z", None).await;
    choose_cities(&paper, &["almaty", "oral"]).await;
    let (mut expected, mut notes) = ([0, 0], 0);
    // Days 20 to 23 nobody answers; what is not due is not asked.
    let down = 20 * 4..23 * 4;
    for step in 0..60 * 4 {
        if step == down.start {
            for host in [MAIN, AIR, FALLBACK] {
                paper.newsroom().set_fault(host, "*", Fault::Status(404));
            }
        }
        if step == down.end {
            paper.newsroom().clear_faults();
        }
        let answer = weather(&paper, true).await;
        let is_down = down.contains(&step);
        expected = expected.map(|count| count + 1);
        let since = i64::from(step - down.start + 1) * 6 * 3600;
        assert_eq!(
            answer.age_s,
            Some(if is_down { since } else { 0 }),
            "step {step}"
        );
        assert_eq!(answer.reason.is_empty(), !is_down, "step {step}");
        if is_down && since >= 48 * 3600 {
            notes += 1;
            assert!(
                answer.current.is_none() && answer.hourly.is_empty(),
                "step {step}"
            );
        } else {
            let oral = weather_of(&paper, Some("oral"), false).await;
            for (city, hours) in [(&answer, 47), (&oral, 47)] {
                assert!(
                    city.hourly.len() >= hours,
                    "step {step}: {}",
                    city.hourly.len()
                );
                assert!(
                    city.current.is_some() && city.daily.len() >= 7,
                    "step {step}"
                );
                let there = &city.local_time[..13];
                assert!(
                    city.hourly[0].time.starts_with(there),
                    "step {step}: {there}"
                );
            }
        }
        // Asked again a little later: nothing is due.
        paper.pass(SignedDuration::from_mins(10));
        weather(&paper, true).await;
        paper.pass(HOUR * 6 - SignedDuration::from_mins(10));
        let [main, air, _] = asked(&paper);
        assert_eq!([main, air], expected, "step {step}");
    }
    assert_eq!(notes, 5, "from the 48th to the 72nd hour");
}
