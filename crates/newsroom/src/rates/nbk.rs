//! The National Bank of Kazakhstan's `get_rates.cfm?fdate=DD.MM.YYYY`.
//!
//! New values stand from Tuesday to Saturday; Sunday and Monday repeat Saturday with no change.
//! Days after tomorrow are not published yet and have the empty form.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use crate::answer::Answer;
use crate::incoming::Incoming;
use crate::press::almaty;

/// The bank's host.
pub(crate) const HOST: &str = "nationalbank.kz";
/// The path of the rates of one day.
pub(crate) const PATH: &str = "/rss/get_rates.cfm";

/// The rate of one currency on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rate {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// How many units the rate is for.
    pub(crate) quantity: u32,
    /// Hundredths of a tenge for `quantity` units.
    pub(crate) cents: i64,
    /// Hundredths of a tenge since the publication before; 0 on days that repeat.
    pub(crate) change_cents: i64,
}

/// The answer for the date asked for, or for today.
pub(crate) fn answer(request: &Incoming, now: Timestamp) -> Answer {
    let today = almaty(now).date();
    let date = match request.parameter("fdate") {
        Some(text) => match Date::strptime("%d.%m.%Y", &text) {
            Ok(date) => date,
            Err(_) => return xml(refusal(&text)),
        },
        None => today,
    };
    let tomorrow = today.tomorrow().unwrap_or(today);
    if date > tomorrow {
        return xml("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rates></rates>\n".into());
    }
    if date.year() < 2000 {
        return xml(refusal(&date.strftime("%d.%m.%Y").to_string()));
    }
    xml(document(date))
}

/// The rate of a currency on a day.
pub(crate) fn rate(code: &str, date: Date) -> Option<Rate> {
    let number = CURRENCIES.iter().position(|one| one.0 == code)?;
    Some(rate_of(number, date))
}

/// Every rate of a day, in the bank's order.
pub(crate) fn rates(date: Date) -> Vec<Rate> {
    (0..CURRENCIES.len())
        .map(|number| rate_of(number, date))
        .collect()
}

/// Whether a day has values of its own.
pub(crate) fn is_published(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Sunday | Weekday::Monday)
}

/// The last day up to this one that has values of its own.
pub(crate) fn last_published(mut date: Date) -> Date {
    while !is_published(date) {
        date = date.yesterday().unwrap_or(Date::ZERO);
    }
    date
}

/// `502.5` or `3`: hundredths without trailing zeros, as the bank writes values.
pub(crate) fn trimmed(cents: i64) -> String {
    let text = format!("{}.{:02}", cents / 100, cents % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn xml(body: String) -> Answer {
    // No validators, and a session cookie: the bank's own manners.
    Answer::ok("text/xml; charset=UTF-8", body)
        .with_header("Cache-Control", "no-cache, private")
        .with_header("Set-Cookie", "session=newsroom; path=/; httponly")
}

fn refusal(date: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rates><generator>Alternate RSS Builder</generator><date>{}</date><info>no data</info></rates>\n",
        crate::story::escape(date)
    )
}

fn document(date: Date) -> String {
    let mut body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rates>\n    <generator>Alternate RSS Builder</generator>\n    <title>Official exchange rates of National Bank of Republic Kazakhstan</title>\n    <link>www.nationalbank.kz</link>\n    <description>Official exchange rates of National Bank of Republic Kazakhstan</description>\n    <copyright>www.nationalbank.kz</copyright>\n    <date>{}</date>\n\n",
        date.strftime("%d.%m.%Y")
    );
    for rate in rates(date) {
        let (index, change) = match rate.change_cents {
            0 => ("", "0.00".to_owned()),
            up if up > 0 => ("UP", format!("+{}.{:02}", up / 100, up % 100)),
            down => ("DOWN", format!("-{}.{:02}", -down / 100, -down % 100)),
        };
        body.push_str(&format!(
            "                    <item>\n            <fullname>{}</fullname>\n            <title>{}</title>\n            <description>{}</description>\n            <quant>{}</quant>\n            <index>{index}</index>\n            <change>{change}</change>\n            </item>\n",
            rate.name,
            rate.code,
            trimmed(rate.cents),
            rate.quantity,
        ));
    }
    body.push_str("            </rates>\n");
    body
}

fn rate_of(number: usize, date: Date) -> Rate {
    let (code, name, quantity, base) = CURRENCIES[number];
    let publication = publication(date);
    let cents = walk(number, base, publication);
    let change_cents = match is_published(date) {
        true => cents - walk(number, base, publication - 1),
        false => 0,
    };
    Rate {
        code,
        name,
        quantity,
        cents,
        change_cents,
    }
}

/// The number of the publication that holds on a day; five a week.
fn publication(date: Date) -> i64 {
    let day = i64::from(days_since_1970(date));
    // Day 5 of 1970 was a Tuesday.
    let (week, of_week) = ((day - 5).div_euclid(7), (day - 5).rem_euclid(7));
    week * 5 + of_week.min(4)
}

fn days_since_1970(date: Date) -> i32 {
    let start = jiff::civil::date(1970, 1, 1);
    start.until(date).map(|span| span.get_days()).unwrap_or(0)
}

/// Two slow waves and a daily jitter, in parts of the base value; integers and halves only, so
/// that every machine comes to the same cents.
fn walk(number: usize, base: i64, publication: i64) -> i64 {
    let phase = number as i64 * 17;
    let slow = wave(publication + phase, 260) * 400;
    let quick = wave(publication * 3 + phase, 140) * 120;
    let jitter = i64::from(scatter(number as u64, publication as u64) % 2001) - 1000;
    base + base * (slow + quick + jitter * 35 / 100) / 1_000_000
}

/// A triangle between -100 and 100.
fn wave(step: i64, period: i64) -> i64 {
    let place = step.rem_euclid(period) * 400 / period;
    match place {
        0..=99 => place,
        100..=299 => 200 - place,
        _ => place - 400,
    }
}

/// A number that looks random and is always the same for the same two (SplitMix64's mixing).
fn scatter(a: u64, b: u64) -> u32 {
    let mut mixed = a
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(b.wrapping_mul(0xbf58_476d_1ce4_e5b9));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 33) as u32
}

/// Code, the bank's name, quantity, and the value the walk stays around, in hundredths.
const CURRENCIES: [(&str, &str, u32, i64); 39] = [
    ("AUD", "АВСТРАЛИЙСКИЙ ДОЛЛАР", 1, 33_540),
    ("AZN", "АЗЕРБАЙДЖАНСКИЙ МАНАТ", 1, 29_720),
    ("AMD", "АРМЯНСКИЙ ДРАМ", 10, 1_318),
    ("BYN", "БЕЛОРУССКИЙ РУБЛЬ", 1, 16_910),
    ("BRL", "БРАЗИЛЬСКИЙ РЕАЛ", 1, 9_460),
    ("HUF", "ВЕНГЕРСКИХ ФОРИНТОВ", 10, 1_530),
    ("HKD", "ГОНКОНГСКИЙ ДОЛЛАР", 1, 6_490),
    ("GEL", "ГРУЗИНСКИЙ ЛАРИ", 1, 18_640),
    ("DKK", "ДАТСКАЯ КРОНА", 1, 7_880),
    ("AED", "ДИРХАМ ОАЭ", 1, 13_760),
    ("USD", "ДОЛЛАР США", 1, 50_520),
    ("EUR", "ЕВРО", 1, 58_850),
    ("INR", "ИНДИЙСКАЯ РУПИЯ", 1, 566),
    ("IRR", "ИРАНСКИЙ РИАЛ", 1000, 44),
    ("CAD", "КАНАДСКИЙ ДОЛЛАР", 1, 36_030),
    ("CNY", "КИТАЙСКИЙ ЮАНЬ", 1, 7_140),
    ("KWD", "КУВЕЙТСКИЙ ДИНАР", 1, 164_520),
    ("KGS", "КЫРГЫЗСКИЙ СОМ", 1, 578),
    ("MYR", "МАЛАЗИЙСКИЙ РИНГГИТ", 1, 12_240),
    ("MXN", "МЕКСИКАНСКИЙ ПЕСО", 1, 2_760),
    ("MDL", "МОЛДАВСКИЙ ЛЕЙ", 1, 2_980),
    ("NOK", "НОРВЕЖСКАЯ КРОНА", 1, 5_010),
    ("PLN", "ПОЛЬСКИЙ ЗЛОТЫЙ", 1, 13_840),
    ("SAR", "РИЯЛ САУДОВСКОЙ АРАВИИ", 1, 13_470),
    ("RUB", "РОССИЙСКИЙ РУБЛЬ", 1, 641),
    ("XDR", "СДР", 1, 68_830),
    ("SGD", "СИНГАПУРСКИЙ ДОЛЛАР", 1, 38_910),
    ("TJS", "ТАДЖИКСКИЙ СОМОНИ", 1, 5_430),
    ("THB", "ТАЙСКИЙ БАТ", 1, 1_560),
    ("TRY", "ТУРЕЦКАЯ ЛИРА", 1, 1_190),
    ("UZS", "УЗБЕКСКИХ СУМОВ", 100, 421),
    ("UAH", "УКРАИНСКАЯ ГРИВНА", 1, 1_210),
    ("GBP", "ФУНТ СТЕРЛИНГОВ СОЕДИНЕННОГО КОРОЛЕВСТВА", 1, 66_940),
    ("CZK", "ЧЕШСКАЯ КРОНА", 1, 2_430),
    ("SEK", "ШВЕДСКАЯ КРОНА", 1, 5_360),
    ("CHF", "ШВЕЙЦАРСКИЙ ФРАНК", 1, 63_170),
    ("ZAR", "ЮЖНО-АФРИКАНСКИЙ РАНД", 1, 2_920),
    ("KRW", "ЮЖНО-КОРЕЙСКИХ ВОН", 100, 3_450),
    ("JPY", "ЯПОНСКАЯ ЙЕНА", 1, 325),
];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_change_is_the_difference_to_the_publication_before() {
        let friday = date(2026, 11, 20);
        let saturday = date(2026, 11, 21);
        for (before, after) in rates(friday).iter().zip(rates(saturday)) {
            assert_eq!(
                after.cents - before.cents,
                after.change_cents,
                "{}",
                after.code
            );
        }
        let moved = rates(saturday)
            .iter()
            .filter(|one| one.change_cents != 0)
            .count();
        assert!(moved > 20, "{moved} of 39 moved");
    }

    #[test]
    fn sunday_and_monday_repeat_saturday_and_tuesday_goes_on_from_it() {
        let saturday = rates(date(2026, 11, 21));
        for quiet in [date(2026, 11, 22), date(2026, 11, 23)] {
            for (before, after) in saturday.iter().zip(rates(quiet)) {
                assert_eq!((before.cents, 0), (after.cents, after.change_cents));
            }
        }
        for (before, after) in saturday.iter().zip(rates(date(2026, 11, 24))) {
            assert_eq!(after.cents - before.cents, after.change_cents);
        }
    }

    #[test]
    fn values_stay_near_their_base_and_lose_trailing_zeros() {
        for day in 1..=28 {
            for (rate, base) in rates(date(2026, 2, day)).iter().zip(CURRENCIES) {
                let far = (rate.cents - base.3).abs() * 100 / base.3;
                assert!(far <= 6, "{} is {far} % off", rate.code);
            }
        }
        assert_eq!(trimmed(300), "3");
        assert_eq!(trimmed(2250), "22.5");
        assert_eq!(trimmed(50251), "502.51");
    }
}
