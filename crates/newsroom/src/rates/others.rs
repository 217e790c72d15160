//! Rates of other providers, from the same walk: Bank of Russia (windows-1251), European Central
//! Bank, Frankfurter version 2. Each in its documented form.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use serde_json::{Value, json};

use super::nbk;
use crate::answer::Answer;
use crate::incoming::Incoming;
use crate::press::almaty;

/// Hosts of this module.
pub(crate) const HOSTS: [&str; 4] = [
    "www.cbr.ru",
    "www.ecb.europa.eu",
    "data-api.ecb.europa.eu",
    "api.frankfurter.dev",
];

/// The answer of one of [`HOSTS`].
pub(crate) fn answer(request: &Incoming, now: Timestamp) -> Answer {
    let today = almaty(now).date();
    match (request.host.as_str(), request.path.as_str()) {
        ("www.cbr.ru", "/scripts/XML_daily.asp") => cbr_daily(request, today),
        ("www.cbr.ru", "/scripts/XML_dynamic.asp") => cbr_history(request, today),
        ("www.ecb.europa.eu", "/stats/eurofxref/eurofxref-daily.xml") => {
            ecb(&trading_days(today, 1))
        }
        ("www.ecb.europa.eu", "/stats/eurofxref/eurofxref-hist-90d.xml") => {
            ecb(&trading_days(today, 62))
        }
        ("data-api.ecb.europa.eu", "/service/data/EXR/D..EUR.SP00.A") => ecb_range(request, today),
        ("api.frankfurter.dev", "/v2/rates") => frankfurter(request, today),
        _ => Answer::not_found(),
    }
}

/// Id, number, code, nominal and name of the Bank of Russia's currencies that are served here.
const CBR: [(&str, &str, &str, u32, &str); 8] = [
    ("R01020A", "944", "AZN", 1, "Азербайджанский манат"),
    ("R01090B", "933", "BYN", 1, "Белорусский рубль"),
    ("R01235", "840", "USD", 1, "Доллар США"),
    ("R01239", "978", "EUR", 1, "Евро"),
    ("R01335", "398", "KZT", 100, "Тенге"),
    ("R01370", "417", "KGS", 100, "Сомов"),
    ("R01375", "156", "CNY", 1, "Юань"),
    ("R01717", "860", "UZS", 10000, "Узбекских сумов"),
];

fn cbr_daily(request: &Incoming, today: Date) -> Answer {
    let asked = request
        .parameter("date_req")
        .and_then(|text| Date::strptime("%d/%m/%Y", text).ok())
        .unwrap_or(today);
    let date = nbk::last_published(asked.min(today.tomorrow().unwrap_or(today)));
    let rows: String = CBR
        .iter()
        .map(|(id, number, code, nominal, name)| {
            let value = roubles(code, date) * f64::from(*nominal);
            format!(
                "<Valute ID=\"{id}\"><NumCode>{number}</NumCode><CharCode>{code}</CharCode><Nominal>{nominal}</Nominal><Name>{name}</Name><Value>{}</Value><VunitRate>{}</VunitRate></Valute>",
                comma(value, 4),
                comma(value / f64::from(*nominal), 6)
            )
        })
        .collect();
    windows_1251(&format!(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><ValCurs Date=\"{}\" name=\"Foreign Currency Market\">{rows}</ValCurs>",
        date.strftime("%d.%m.%Y")
    ))
}

fn cbr_history(request: &Incoming, today: Date) -> Answer {
    let day = |name: &str| {
        let text = request.parameter(name)?;
        Date::strptime("%d/%m/%Y", text).ok()
    };
    let id = request.parameter("VAL_NM_RQ").unwrap_or_default();
    let found = CBR.iter().find(|one| one.0 == id);
    let (Some(from), Some(to), Some((_, _, code, nominal, _))) =
        (day("date_req1"), day("date_req2"), found)
    else {
        return Answer::error(400);
    };
    let rows: String = days(from, to.min(today))
        .filter(|date| nbk::is_published(*date))
        .map(|date| {
            let value = roubles(code, date) * f64::from(*nominal);
            format!(
                "<Record Date=\"{}\" Id=\"{id}\"><Nominal>{nominal}</Nominal><Value>{}</Value><VunitRate>{}</VunitRate></Record>",
                date.strftime("%d.%m.%Y"),
                comma(value, 4),
                comma(value / f64::from(*nominal), 6)
            )
        })
        .collect();
    windows_1251(&format!(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><ValCurs ID=\"{id}\" DateRange1=\"{}\" DateRange2=\"{}\" name=\"Foreign Currency Market Dynamic\">{rows}</ValCurs>",
        from.strftime("%d.%m.%Y"),
        to.strftime("%d.%m.%Y")
    ))
}

/// The currencies of the European Central Bank.
const ECB: [&str; 8] = ["USD", "JPY", "GBP", "SEK", "CHF", "PLN", "CNY", "TRY"];

/// What one euro buys.
fn euro(code: &str, date: Date) -> f64 {
    tenge("EUR", date) / tenge(code, date)
}

fn ecb_range(request: &Incoming, today: Date) -> Answer {
    let day = |name: &str| request.parameter(name)?.parse::<Date>().ok();
    let (Some("csvdata"), Some(from)) =
        (request.parameter("format").as_deref(), day("startPeriod"))
    else {
        return Answer::error(400);
    };
    let to = day("endPeriod").unwrap_or(today).min(today);
    let mut table = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE\r\n".to_owned();
    for code in ECB {
        for date in days(from, to).filter(|date| is_trading_day(*date)) {
            table.push_str(&format!(
                "EXR.D.{code}.EUR.SP00.A,D,{code},EUR,SP00,A,{date},{:.4},A,\"{code}, Euro\"\r\n",
                euro(code, date)
            ));
        }
    }
    Answer::ok("text/csv", table)
}

fn ecb(days: &[Date]) -> Answer {
    let cubes: String = days
        .iter()
        .map(|date| {
            let rows: String = ECB
                .iter()
                .map(|code| {
                    let rate = euro(code, *date);
                    format!("\t\t\t<Cube currency='{code}' rate='{rate:.4}'/>\n")
                })
                .collect();
            format!("\t\t<Cube time='{date}'>\n{rows}\t\t</Cube>\n")
        })
        .collect();
    Answer::ok(
        "text/xml",
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gesmes:Envelope xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\" xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">\n\t<gesmes:subject>Reference rates</gesmes:subject>\n\t<gesmes:Sender>\n\t\t<gesmes:name>European Central Bank</gesmes:name>\n\t</gesmes:Sender>\n\t<Cube>\n{cubes}\t</Cube>\n</gesmes:Envelope>\n"
        ),
    )
}

fn frankfurter(request: &Incoming, today: Date) -> Answer {
    let base = request.parameter("base").unwrap_or_else(|| "EUR".into());
    let quotes = request
        .parameter("quotes")
        .unwrap_or_else(|| "USD,KZT,GBP".into());
    let day = |name: &str| {
        request
            .parameter(name)
            .and_then(|text| text.parse::<Date>().ok())
    };
    let to = day("date")
        .or_else(|| day("to"))
        .unwrap_or(today)
        .min(today);
    let from = day("from").unwrap_or(to);
    let known = |code: &str| code == "KZT" || nbk::rate(code, today).is_some();
    if !known(&base) || !quotes.split(',').all(known) {
        return Answer::json(&json!({"message": "not found"})).with_status(404);
    }
    let mut rows = Vec::new();
    for date in days(from, to) {
        // Its adapter for the National Bank skips Saturday and Sunday.
        if from != to && !is_trading_day(date) {
            continue;
        }
        for quote in quotes.split(',') {
            let rate = tenge(&base, date) / tenge(quote, date);
            let rate = (rate * 10_000.0).round() / 10_000.0;
            rows.push(
                json!({"date": date.to_string(), "base": base, "quote": quote, "rate": rate}),
            );
        }
    }
    Answer::json(&Value::from(rows)).with_header("Cache-Control", "public, max-age=900")
}

/// Tenge for one unit.
fn tenge(code: &str, date: Date) -> f64 {
    match nbk::rate(code, date) {
        Some(rate) => rate.cents as f64 / 100.0 / f64::from(rate.quantity),
        None => 1.0,
    }
}

/// Roubles for one unit.
fn roubles(code: &str, date: Date) -> f64 {
    tenge(code, date) / tenge("RUB", date)
}

fn comma(value: f64, places: usize) -> String {
    format!("{value:.places$}").replace('.', ",")
}

fn windows_1251(text: &str) -> Answer {
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    Answer::ok("application/xml; charset=windows-1251", bytes.into_owned())
        .with_header("Set-Cookie", "__ddg1_=newsroom; path=/")
}

/// The days from the first to the last, at most ten years.
fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |date| date.tomorrow().ok())
        .take_while(move |date| *date <= to)
        .take(3660)
}

/// The last trading days, newest first.
fn trading_days(today: Date, count: usize) -> Vec<Date> {
    std::iter::successors(Some(today), |date| date.yesterday().ok())
        .filter(|date| is_trading_day(*date))
        .take(count)
        .collect()
}

fn is_trading_day(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}
