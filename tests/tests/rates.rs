//! Exchange rates through the whole path: a year of publications on the newsroom's banks, in manual time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use api::wire::{Converted, Rate, RateSeries, Rates, Settings};
use api::{Request, Response};
use e2e::Paper;
use engine::Engine;
use engine::ports::{Notice, Notifier};
use jiff::SignedDuration;
use jiff::civil::{Date, Weekday};
use newsroom::{Fault, Page};

const BANK: &str = "nationalbank.kz";
const TABLE: &str = "/rss/get_rates.cfm";
const MIRROR: &str = "api.frankfurter.dev";
const MOSCOW: &str = "www.cbr.ru";
const RANGE: &str = "/scripts/XML_dynamic.asp";

async fn rates(paper: &Paper, refresh: bool) -> Rates {
    match paper.ask(Request::Rates { refresh }).await {
        Response::Rates(rates) => rates,
        other => panic!("{other:?}"),
    }
}

async fn series(paper: &Paper, code: &str, days: u32) -> RateSeries {
    let code = code.to_owned();
    match paper.ask(Request::RateSeries { code, days }).await {
        Response::RateSeries(series) => series.expect("a series"),
        other => panic!("{other:?}"),
    }
}

async fn convert(paper: &Paper, amount: &str, from: &str, to: &str, on: Option<&str>) -> Converted {
    let (amount, from, to) = (amount.to_owned(), from.to_owned(), to.to_owned());
    let on = on.map(str::to_owned);
    let request = Request::Convert {
        amount,
        from,
        to,
        on,
    };
    match paper.ask(request).await {
        Response::Converted(converted) => converted.expect("a table with both"),
        other => panic!("{other:?}"),
    }
}

async fn choose(paper: &Paper, change: impl FnOnce(&mut Settings)) {
    let Response::Settings(mut settings) = paper.ask(Request::Settings).await else {
        panic!("no settings")
    };
    change(&mut settings);
    paper.ask(Request::SetSettings(Box::new(settings))).await;
}

fn find<'a>(rates: &'a Rates, code: &str) -> &'a Rate {
    let found = rates.rates.iter().find(|rate| rate.code == code);
    found.unwrap_or_else(|| panic!("{code} is missing in {rates:?}"))
}

/// Hundredths of a tenge.
fn cents(value: &str) -> i64 {
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let part = format!("{part:0<2}");
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    whole.parse::<i64>().unwrap() * 100 + sign * part.parse::<i64>().unwrap()
}

fn day_of(query: &str) -> Date {
    let text = query.strip_prefix("fdate=").unwrap();
    Date::strptime("%d.%m.%Y", text).unwrap()
}

/// Four hundred days; on four of them, Tuesday to Friday, neither the bank nor its mirror answers.
#[tokio::test(flavor = "multi_thread")]
async fn four_hundred_days_of_publications_have_their_arrows_and_cost_a_request_a_day() {
    let paper = Paper::with("2025-10-17T06:00:00Z", None).await;
    let first = rates(&paper, true).await;
    assert_eq!(find(&first, "USD").date, "2025-10-17");
    let (mut before, mut asked) = (cents(&find(&first, "USD").value), HashSet::new());
    let mut moved = [0, 0, 0];
    let silent: [Date; 4] = [3, 4, 5, 6].map(|day| jiff::civil::date(2026, 3, day));
    for _ in 0..400 {
        paper.newsroom().forget();
        paper.pass(SignedDuration::from_hours(24));
        let day = paper.engine.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        if silent.contains(&day) {
            for host in [BANK, MIRROR] {
                paper.newsroom().set_fault(host, "*", Fault::Status(500));
            }
        }
        let now = rates(&paper, true).await;
        let usd = find(&now, "USD");
        let requests = paper.newsroom().requests();
        if silent.contains(&day) {
            assert!(now.reason.contains(BANK), "{}", now.reason);
            assert_eq!(
                (cents(&usd.value), usd.date.as_str()),
                (before, "2026-02-28"),
                "the last good one stays, with its date"
            );
            assert_eq!(requests.len(), 2, "the bank once, the mirror once");
            paper.newsroom().clear_faults();
            continue;
        }
        assert_eq!(now.reason, "");
        let days: Vec<Date> = requests.iter().map(|one| day_of(&one.query)).collect();
        if day.yesterday().is_ok_and(|before| silent.contains(&before)) {
            let friday = day.yesterday().unwrap();
            assert_eq!(days, [day, friday], "and the publication before");
            let change = cents(usd.change.as_deref().unwrap());
            before = cents(&usd.value) - change;
            assert_eq!(
                series(&paper, "USD", 2).await.points[0].value,
                format!("{}.{:02}", before / 100, before % 100).trim_end_matches('0')
            );
        } else {
            assert_eq!(days, [day], "one request, for that day");
        }
        assert!(asked.insert(day), "{day} was asked for twice");
        let value = cents(&usd.value);
        if matches!(day.weekday(), Weekday::Sunday | Weekday::Monday) {
            assert_eq!(value, before);
            let saturday = day.weekday().since(Weekday::Saturday);
            let saturday = day - jiff::Span::new().days(saturday);
            assert_eq!(
                usd.date,
                saturday.to_string(),
                "Saturday's rate keeps its date"
            );
            assert_ne!(usd.direction, "unknown");
            continue;
        }
        assert_eq!(usd.date, day.to_string());
        let change = cents(usd.change.as_deref().unwrap());
        assert_eq!(change, value - before, "{day}");
        let (place, direction) = match change {
            0 => (1, "unchanged"),
            up if up > 0 => (0, "up"),
            _ => (2, "down"),
        };
        assert_eq!(usd.direction, direction, "{day}");
        moved[place] += 1;
        before = value;
    }
    assert!(
        moved[0] > 50 && moved[2] > 50,
        "it went both ways: {moved:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_past_is_filled_in_once_and_slowly() {
    let paper = Paper::open().await.in_one_time().await;
    rates(&paper, true).await;
    paper.newsroom().forget();
    assert_eq!(paper.engine.fill_rates().await.unwrap(), "");

    let requests = paper.newsroom().requests();
    let ranges = requests.iter().filter(|one| one.host == MIRROR).count();
    assert_eq!(ranges, 4, "one a currency");
    let days: Vec<Date> = requests
        .iter()
        .filter(|one| one.host == BANK)
        .map(|one| day_of(&one.query))
        .collect();
    assert!(
        days.iter().all(|day| day.weekday() == Weekday::Saturday),
        "the bank is asked only for what the mirror lacks: {days:?}"
    );
    assert_eq!(days.len(), days.iter().collect::<HashSet<_>>().len());
    assert!((55..=57).contains(&days.len()), "{} Saturdays", days.len());
    let pauses = requests
        .windows(2)
        .map(|two| two[1].at.duration_since(two[0].at));
    let shortest = pauses.min().unwrap();
    assert!(shortest >= SignedDuration::from_secs(20), "{shortest:?}");

    paper.newsroom().forget();
    paper.engine.fill_rates().await.unwrap();
    assert_eq!(
        paper.newsroom().requests(),
        [],
        "what is here is not asked for again"
    );

    let year = series(&paper, "USD", 365).await;
    assert!(year.points.len() > 255, "{} days", year.points.len());
    let high = cents(&year.highest.unwrap().value);
    assert!(year.points.iter().all(|point| cents(&point.value) <= high));
    assert_eq!(series(&paper, "USD", 7).await.points.len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mirrors_days_are_the_banks_and_a_broken_filling_goes_on() {
    let paper = Paper::open().await.in_one_time().await;
    rates(&paper, true).await;
    // The bank falls silent in the middle.
    paper.newsroom().set_fault(BANK, TABLE, Fault::Status(503));
    let reason = paper.engine.fill_rates().await.unwrap();
    assert!(reason.contains(BANK), "{reason}");
    let asked = paper.newsroom().hits(BANK, TABLE);
    let paper = paper.reopen().await.in_one_time().await;
    paper.newsroom().clear_faults();
    paper.pass(SignedDuration::from_hours(2));
    paper.engine.fill_rates().await.unwrap();
    assert!(paper.newsroom().hits(BANK, TABLE) > asked + 50);
    assert_eq!(
        paper.newsroom().hits(MIRROR, "/v2/rates"),
        4,
        "ranges stay filled"
    );

    let year = series(&paper, "EUR", 365).await;
    for date in ["2026-03-12", "2026-03-14", "2026-07-01"] {
        let point = year.points.iter().find(|point| point.date == date).unwrap();
        let that_day = Paper::with(&format!("{date}T06:00:00Z"), None).await;
        let eur = rates(&that_day, true).await;
        assert_eq!(
            cents(&point.value),
            cents(&find(&eur, "EUR").value),
            "{date}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_counts_in_roubles_has_400_days_from_the_bank_of_russia_a_range_a_currency() {
    let paper = Paper::open().await.in_one_time().await;
    let count_in_roubles = async |paper: &Paper, codes: &[&str]| {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        choose(paper, |settings| {
            settings.rate_base = "RUB".to_owned();
            settings.currencies = codes;
        })
        .await;
    };
    count_in_roubles(&paper, &["USD"]).await;
    rates(&paper, true).await;
    paper.newsroom().forget();
    assert_eq!(paper.engine.fill_rates().await.unwrap(), "");
    // The bank falls silent before the others.
    count_in_roubles(&paper, &["USD", "KZT", "CNY"]).await;
    paper
        .newsroom()
        .set_fault(MOSCOW, RANGE, Fault::Status(500));
    let reason = paper.engine.fill_rates().await.unwrap();
    assert!(reason.contains(MOSCOW), "{reason}");
    let paper = paper.reopen().await.in_one_time().await;
    paper.newsroom().clear_faults();
    paper.pass(SignedDuration::from_hours(1));
    assert_eq!(paper.engine.fill_rates().await.unwrap(), "");

    let requests = paper.newsroom().requests();
    let queries: Vec<&str> = requests.iter().map(|one| one.query.as_str()).collect();
    let range = |number: &str| {
        format!("date_req1=17%2F10%2F2025&date_req2=19%2F11%2F2026&VAL_NM_RQ={number}")
    };
    let expected = ["R01235", "R01335", "R01335", "R01375"].map(range);
    assert_eq!(queries, expected, "what was told is not asked for again");
    let last = requests[3].at.duration_since(requests[2].at);
    assert!(last >= SignedDuration::from_secs(20), "{last:?}");
    paper.newsroom().forget();
    paper.engine.fill_rates().await.unwrap();
    assert_eq!(paper.newsroom().requests(), []);

    let year = series(&paper, "KZT", 400).await;
    assert_eq!(
        (year.base.as_str(), year.quantity, year.points.len()),
        ("RUB", 100, 286),
        "Tuesday to Saturday"
    );
    assert!(year.points.iter().all(|point| point.provider == "cbr"));
    let that_day = Paper::with("2026-03-12T06:00:00Z", None).await;
    count_in_roubles(&that_day, &["KZT"]).await;
    let point = year.points.iter().find(|point| point.date == "2026-03-12");
    let now = rates(&that_day, true).await;
    assert_eq!(point.unwrap().value, find(&now, "KZT").value);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_counts_in_euros_has_400_days_from_frankfurt_in_one_request_and_the_tenge_crossed()
{
    let paper = Paper::open().await.in_one_time().await;
    choose(&paper, |settings| {
        settings.rate_base = "EUR".to_owned();
        settings.currencies = ["USD", "CNY"].map(str::to_owned).to_vec();
    })
    .await;
    // Nobody was asked before: the bank's newest tables come first.
    assert_eq!(paper.engine.fill_rates().await.unwrap(), "");
    let requests = paper.newsroom().requests();
    let asked: Vec<(&str, &str)> = requests
        .iter()
        .map(|one| (one.host.as_str(), one.query.as_str()))
        .collect();
    let range = "format=csvdata&startPeriod=2025-10-17&endPeriod=2026-11-19";
    assert_eq!(
        asked,
        [("www.ecb.europa.eu", ""), ("data-api.ecb.europa.eu", range)]
    );
    let year = series(&paper, "USD", 400).await;
    assert_eq!(
        (year.base.as_str(), year.points.len()),
        ("EUR", 286),
        "Monday to Friday"
    );
    assert!(year.points.iter().all(|point| point.provider == "ecb"));

    // The European bank knows no tenge: it is the other side of the National Bank's euro.
    choose(&paper, |settings| {
        settings.currencies = ["USD", "KZT"].map(str::to_owned).to_vec();
    })
    .await;
    paper.newsroom().forget();
    assert_eq!(paper.engine.fill_rates().await.unwrap(), "");
    assert_eq!(paper.newsroom().hits(MIRROR, "/v2/rates"), 1);
    assert_eq!(
        paper.newsroom().hits(BANK, TABLE),
        57,
        "the mirror lacks Saturdays"
    );
    let year = series(&paper, "KZT", 400).await;
    assert_eq!((year.base.as_str(), year.quantity), ("EUR", 100));
    assert!(year.points.len() > 280, "{} days", year.points.len());

    // The next day costs the newest table alone.
    paper.newsroom().forget();
    paper.pass(SignedDuration::from_hours(24 * 3));
    rates(&paper, true).await;
    assert_eq!(
        paper
            .newsroom()
            .hits("www.ecb.europa.eu", "/stats/eurofxref/eurofxref-daily.xml"),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mirror_helps_out_where_the_bank_is_down_and_the_reason_is_told() {
    let paper = Paper::open().await;
    paper.newsroom().set_fault(BANK, TABLE, Fault::BecomesHtml);
    let now = rates(&paper, true).await;
    assert!(now.reason.contains("National Bank"), "{}", now.reason);
    let usd = find(&now, "USD");
    assert_eq!(usd.provider, "frankfurter");
    assert_ne!(usd.direction, "unknown");
    assert_eq!(now.rates.len(), 4);
    paper.newsroom().clear_faults();
    paper.pass(SignedDuration::from_hours(2));
    let now = rates(&paper, true).await;
    assert_eq!(
        (now.reason.as_str(), find(&now, "USD").provider.as_str()),
        ("", "nbk")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_bank_does_wrong_the_last_good_table_stays_and_activity_says_what() {
    let mut paper = Paper::open().await;
    let good = rates(&paper, true).await;
    // The mirror is silent, too.
    paper.newsroom().set_fault(MIRROR, "*", Fault::Status(500));
    let item = "<item><fullname></fullname><title></title><description/><quant/></item>";
    let nulls = format!("<rates><date>21.11.2026</date>{item}{item}</rates>");
    let html = "<rates><date>21.11.2026</date><item><title>&lt;b&gt;USD&lt;/b&gt;</title><description>&lt;img src=x&gt;</description><quant>1</quant></item></rates>";
    let undated = "<rates><date>31.02.2026</date><item><title>USD</title><description>500</description><quant>1</quant></item></rates>";
    for (answer, told) in [
        (Err(Fault::BecomesHtml), "neither <rates> nor <rss>"),
        (Err(Fault::EmptyBody), "neither <rates> nor <rss>"),
        (Err(Fault::ZombieBody), "neither <rates> nor <rss>"),
        (Err(Fault::Truncated), "broke off"),
        (Err(Fault::Status(500)), "500"),
        (Ok(nulls.as_str()), "no item has a code and a value"),
        (Ok(html), "no item has a code and a value"),
        (Ok(undated), "no date"),
        (Err(Fault::SlowHead(3_600_000)), "did not answer in time"),
        (Err(Fault::SlowBody(3_600_000)), "did not answer in time"),
    ] {
        paper.pass(SignedDuration::from_hours(24));
        paper.newsroom().clear_fault(BANK, TABLE);
        if matches!(answer, Err(Fault::SlowHead(_) | Fault::SlowBody(_))) {
            paper = paper
                .reopen_with(|mut config| {
                    config.timeout = Duration::from_secs(1);
                    config
                })
                .await;
        }
        match &answer {
            Ok(page) => paper
                .newsroom()
                .print(BANK, TABLE, Page::new("text/xml", *page)),
            Err(fault) => paper.newsroom().set_fault(BANK, TABLE, fault.clone()),
        }
        let kept = rates(&paper, true).await;
        assert!(kept.reason.contains(told), "{told:?}, but: {}", kept.reason);
        assert_eq!(kept.as_of, good.as_of, "{told}");
        assert_eq!(kept.rates, good.rates, "{told}");
        let Response::SyncActivity(activity) = paper.ask(Request::SyncActivity).await else {
            panic!("another answer")
        };
        let bank = activity.providers.iter().find(|one| one.name == "nbk");
        assert!(bank.unwrap().reason.contains(told), "{bank:?}");
        let kind = bank.unwrap().problem.as_deref();
        assert!(kind.is_some(), "{bank:?} is of no kind");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slipped_decimal_mark_is_shown_as_doubtful_and_the_last_good_value_stays() {
    let paper = Paper::open().await;
    let good = rates(&paper, true).await;
    let value = find(&good, "USD").value.clone();
    paper.pass(SignedDuration::from_hours(24));
    let item = |code: &str, value: &str| {
        format!(
            "<item><title>{code}</title><description>{value}</description><quant>1</quant></item>"
        )
    };
    let absurd = cents(&value).to_string();
    let table = format!(
        "<rates><date>21.11.2026</date>{}{}</rates>",
        item("USD", &absurd),
        item("EUR", "589.3")
    );
    paper
        .newsroom()
        .print(BANK, TABLE, Page::new("text/xml", table));
    let now = rates(&paper, true).await;
    let usd = find(&now, "USD");
    assert_eq!(
        (usd.value.as_str(), usd.date.as_str()),
        (value.as_str(), "2026-11-20")
    );
    assert_eq!(usd.doubtful.as_deref(), Some(absurd.as_str()));
    let eur = find(&now, "EUR");
    assert_eq!(
        (eur.value.as_str(), eur.date.as_str()),
        ("589.3", "2026-11-21")
    );
    assert_eq!(eur.doubtful, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_base_has_its_bank_and_any_other_is_crossed() {
    let paper = Paper::open().await;
    let of = async |base: &str| {
        choose(&paper, |settings| settings.rate_base = base.to_owned()).await;
        choose(&paper, |settings| {
            settings.currencies = ["USD", "KZT", "CNY"].map(str::to_owned).to_vec();
        })
        .await;
        let now = rates(&paper, true).await;
        assert_eq!((now.base.as_str(), now.reason.as_str()), (base, ""));
        now.rates
            .iter()
            .map(|rate| (rate.code.clone(), rate.provider.clone()))
            .collect::<Vec<_>>()
    };
    let pair = |code: &str, provider: &str| (code.to_owned(), provider.to_owned());
    assert_eq!(
        of("RUB").await,
        [pair("USD", "cbr"), pair("KZT", "cbr"), pair("CNY", "cbr")]
    );
    assert_eq!(
        of("EUR").await,
        [pair("USD", "ecb"), pair("KZT", "nbk"), pair("CNY", "ecb")],
        "the European bank knows no tenge"
    );
    assert_eq!(of("GBP").await.len(), 3);
    assert_eq!(of("KZT").await, [pair("USD", "nbk"), pair("CNY", "nbk")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_are_converted_both_ways_and_on_any_known_day() {
    let paper = Paper::open().await;
    let now = rates(&paper, true).await;
    let usd = find(&now, "USD").value.clone();
    let there = convert(&paper, "1 000,00", "USD", "KZT", None).await;
    assert_eq!(cents(&there.result), cents(&usd) * 1000);
    assert_eq!(there.date, "2026-11-20");
    let back = convert(&paper, &there.result, "KZT", "USD", None).await;
    assert_eq!(back.result, "1000");
    let thursday = convert(&paper, "1", "USD", "KZT", Some("2026-11-19")).await;
    assert_eq!(thursday.date, "2026-11-19");
    let change = find(&now, "USD").change.as_deref().map(cents).unwrap();
    assert_eq!(cents(&thursday.result), cents(&usd) - change);
    let cross = convert(&paper, "100", "RUB", "EUR", None).await;
    assert!(cross.result.len() >= 4, "{cross:?}");
    let wrong = Request::Convert {
        amount: "a lot".to_owned(),
        from: "USD".to_owned(),
        to: "KZT".to_owned(),
        on: None,
    };
    let refused = api::dispatch(&paper.engine, wrong).await.unwrap_err();
    assert_eq!(refused.code, api::ErrorCode::BadAmount);
    assert!(refused.message.contains("no amount"), "{}", refused.message);
}

/// Hands on what the reader is told.
struct Told(tokio::sync::mpsc::UnboundedSender<Notice>);

impl Notifier for Told {
    fn notify(&self, notice: Notice) {
        self.0.send(notice).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watch_tells_of_a_rate_once_a_publication() {
    let paper = Paper::open().await;
    let usd = find(&rates(&paper, true).await, "USD").clone();
    let (telling, mut told) = tokio::sync::mpsc::unbounded_channel();
    let opened = Engine::open(
        e2e::config(&paper.data.with_file_name("told"), paper.world.clone()),
        Arc::new(paper.clock.clone()),
        Arc::new(Told(telling)),
    )
    .unwrap();
    let ask = async |request| api::dispatch(&opened, request).await.unwrap();
    let Response::Settings(mut settings) = ask(Request::Settings).await else {
        panic!("no settings")
    };
    settings.rate_watches = ["USD 0.0001%", "EUR 1000"].map(str::to_owned).to_vec();
    ask(Request::SetSettings(Box::new(settings))).await;
    for _ in 0..3 {
        ask(Request::Rates { refresh: true }).await;
    }
    let notice = told.try_recv().unwrap();
    assert_eq!(notice.title, format!("1 USD = {} KZT", usd.value));
    assert!(notice.body.ends_with(&usd.date), "{}", notice.body);
    assert!(told.try_recv().is_err(), "once a publication, and no euro");
}
