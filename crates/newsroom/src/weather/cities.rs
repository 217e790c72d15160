//! Open-Meteo's geocoding: the cities it finds by the start of a name in three languages.
//! `results` is absent where nothing is found.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::incoming::Incoming;

/// Names in Russian, Kazakh and English, a number, coordinates and zone of Kazakhstan's cities.
const KAZAKHSTAN: &str = include_str!("cities.csv");

/// Names in Russian, Kazakh and English, latitude, longitude, zone, the country's code and names.
type Row = (
    [&'static str; 3],
    f64,
    f64,
    &'static str,
    &'static str,
    [&'static str; 3],
);

/// The same of cities elsewhere.
const ELSEWHERE: &[Row] = &[
    (
        ["Берлин", "Берлин", "Berlin"],
        52.52437,
        13.41053,
        "Europe/Berlin",
        "DE",
        ["Германия", "Германия", "Germany"],
    ),
    (
        ["Лондон", "Лондон", "London"],
        51.50853,
        -0.12574,
        "Europe/London",
        "GB",
        ["Великобритания", "Ұлыбритания", "United Kingdom"],
    ),
    (
        ["Ташкент", "Ташкент", "Tashkent"],
        41.26465,
        69.21627,
        "Asia/Tashkent",
        "UZ",
        ["Узбекистан", "Өзбекстан", "Uzbekistan"],
    ),
    (
        ["Бишкек", "Бішкек", "Bishkek"],
        42.87,
        74.59,
        "Asia/Bishkek",
        "KG",
        ["Киргизия", "Қырғызстан", "Kyrgyzstan"],
    ),
    (
        ["Стамбул", "Ыстанбұл", "Istanbul"],
        41.01384,
        28.94966,
        "Europe/Istanbul",
        "TR",
        ["Турция", "Түркия", "Türkiye"],
    ),
    (
        ["Токио", "Токио", "Tokyo"],
        35.6895,
        139.69171,
        "Asia/Tokyo",
        "JP",
        ["Япония", "Жапония", "Japan"],
    ),
];

/// `/v1/search`.
pub(crate) fn search(request: &Incoming) -> Answer {
    let Some(name) = request.parameter("name") else {
        return Answer::json(&json!({"error": true, "reason": "Parameter 'name' is required"}))
            .with_status(400);
    };
    let language = request.parameter("language").unwrap_or_else(|| "en".into());
    let country = request.parameter("countryCode");
    let count = request.parameter("count").and_then(|one| one.parse().ok());
    let found: Vec<Value> = rows(&language)
        .into_iter()
        .filter(|(names, row)| {
            fits(&name, names)
                && country
                    .as_ref()
                    .is_none_or(|code| row["country_code"] == json!(code))
        })
        .map(|(_, row)| row)
        .take(count.unwrap_or(10))
        .collect();
    if found.is_empty() {
        return Answer::json(&json!({"generationtime_ms": 0.3}));
    }
    Answer::json(&json!({"results": found, "generationtime_ms": 0.5}))
}

/// One letter finds nothing, two only a whole name, three and more its start.
fn fits(asked: &str, names: &[String; 3]) -> bool {
    let asked = asked.trim().to_lowercase();
    let mut names = names.iter().map(|name| name.to_lowercase());
    match asked.chars().count() {
        0 | 1 => false,
        2 => names.any(|name| name == asked),
        _ => names.any(|name| name.starts_with(&asked)),
    }
}

fn rows(language: &str) -> Vec<([String; 3], Value)> {
    let place = match language {
        "ru" => 0,
        "kk" => 1,
        _ => 2,
    };
    let mut rows = Vec::new();
    for line in KAZAKHSTAN.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [ru, kk, en, id, latitude, longitude, zone] = cells[..] else {
            continue;
        };
        let names = [ru.to_owned(), kk.to_owned(), en.to_owned()];
        rows.push((
            names.clone(),
            json!({
                "id": 1_500_000 + id.parse::<u32>().unwrap_or(0),
                "name": names[place],
                "latitude": latitude.parse::<f64>().unwrap_or(0.0),
                "longitude": longitude.trim().parse::<f64>().unwrap_or(0.0),
                "elevation": 300.0,
                "feature_code": "PPLA",
                "country_code": "KZ",
                "timezone": zone.trim(),
                "country": (["Казахстан", "Қазақстан", "Kazakhstan"][place]),
                "admin1": names[place],
            }),
        ));
    }
    for (number, (names, latitude, longitude, zone, code, country)) in ELSEWHERE.iter().enumerate()
    {
        let names = names.map(str::to_owned);
        rows.push((
            names.clone(),
            json!({
                "id": 2_900_000 + number,
                "name": names[place],
                "latitude": latitude,
                "longitude": longitude,
                "elevation": 74.0,
                "feature_code": "PPLC",
                "country_code": code,
                "timezone": zone,
                "country": country[place],
                "admin1": names[place],
            }),
        ));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_want_the_whole_name_and_three_its_start() {
        let names = ["Орал".into(), "Орал".into(), "Oral".into()];
        assert!(!fits("Ор", &names));
        assert!(fits("ора", &names));
        assert!(!fits("О", &names));
    }
}
