//! Published tables day by day: what several providers say together, what of it can be trusted, in which base it is wanted. Pure.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Currency, RateProvider, RateQuote, RateTable};
use rust_decimal::Decimal;

/// A price that moves by this factor between two publications is held back until a second publication agrees with it.
const ABSURD: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// A price made by crossing has so many digits; the banks print no more.
const CROSSED_DIGITS: u32 = 6;

/// One line of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// As published, or crossed.
    pub quote: RateQuote,
    /// Who published it.
    pub provider: RateProvider,
    /// When it was fetched.
    pub fetched: Timestamp,
}

/// What is known of one day, all of it in one base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: Date,
    /// One line a currency.
    pub lines: Vec<Line>,
}

/// A value that is held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The line as published.
    pub line: Line,
    /// For which day.
    pub date: Date,
}

impl Day {
    /// The line of a currency.
    pub fn find(&self, code: Currency) -> Option<&Line> {
        self.lines.iter().find(|line| line.quote.code == code)
    }

    /// Whether both are the same publication: every currency that both have costs the same. Nothing where they share none.
    pub fn repeats(&self, other: &Self) -> Option<bool> {
        let shared = self.lines.iter().filter_map(|line| {
            let other = other.find(line.quote.code)?;
            Some(unit(&line.quote) == unit(&other.quote))
        });
        shared.reduce(|all, one| all && one)
    }
}

/// What one unit costs.
pub fn unit(quote: &RateQuote) -> Decimal {
    quote
        .value
        .checked_div(Decimal::from(quote.quantity))
        .unwrap_or_default()
}

/// The tables as days, newest first. Of two providers of the same day the one that comes first in `tables` is believed,
/// and the other adds what the first lacks.
pub fn days(tables: impl IntoIterator<Item = (RateTable, Timestamp)>) -> Vec<Day> {
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    for (table, fetched) in tables {
        let date = table.date;
        let day = days.entry(date).or_insert_with(|| Day {
            date,
            lines: Vec::new(),
        });
        for quote in table.quotes {
            if day.find(quote.code).is_none() {
                day.lines.push(Line {
                    quote,
                    provider: table.provider,
                    fetched,
                });
            }
        }
    }
    days.into_values()
        .rev()
        .filter(|day| !day.lines.is_empty())
        .collect()
}

/// What was said of a currency so far.
struct Trust {
    price: Decimal,
    /// A price far from it, and the publication it stood in.
    pending: Option<(Decimal, usize)>,
}

/// The days without what is absurd by an order of magnitude, and the newest doubt of each currency whose last word is held back.
/// A price that a later publication repeats is a fact.
pub fn trusted(days: Vec<Day>) -> (Vec<Day>, Vec<Doubt>) {
    let mut known: HashMap<Currency, Trust> = HashMap::new();
    let mut doubts: Vec<Doubt> = Vec::new();
    let mut publication = 0;
    let mut before: Option<Day> = None;
    let mut kept: Vec<Day> = Vec::with_capacity(days.len());
    for mut day in days.into_iter().rev() {
        if before
            .as_ref()
            .is_some_and(|before| day.repeats(before) == Some(false))
        {
            publication += 1;
        }
        let whole = day.clone();
        day.lines.retain(|line| {
            let code = line.quote.code;
            let price = unit(&line.quote);
            doubts.retain(|doubt| doubt.line.quote.code != code);
            let Some(trust) = known.get_mut(&code) else {
                let pending = None;
                known.insert(code, Trust { price, pending });
                return true;
            };
            let confirmed = trust
                .pending
                .is_some_and(|(pending, seen)| publication > seen && near(pending, price));
            if near(trust.price, price) || confirmed {
                let pending = None;
                *trust = Trust { price, pending };
                return true;
            }
            let seen = match trust.pending {
                Some((pending, seen)) if near(pending, price) => seen,
                _ => publication,
            };
            trust.pending = Some((price, seen));
            doubts.push(Doubt {
                line: line.clone(),
                date: day.date,
            });
            false
        });
        before = Some(whole);
        if !day.lines.is_empty() {
            kept.push(day);
        }
    }
    kept.reverse();
    (kept, doubts)
}

fn near(one: Decimal, other: Decimal) -> bool {
    let (low, high) = (one.min(other), one.max(other));
    low.checked_mul(ABSURD)
        .is_none_or(|most| !low.is_zero() && high < most)
}

/// The days, published in `home`, in another base: crossed through `home`. A day that has no price of the base is left out.
pub fn in_base(days: Vec<Day>, home: Currency, base: Currency) -> Vec<Day> {
    if home == base {
        return days;
    }
    days.into_iter()
        .filter_map(|day| {
            let through = day.find(base)?.clone();
            let divisor = unit(&through.quote);
            let cross = |code: Currency, price: Decimal, of: &Line| {
                Some(Line {
                    quote: crossed(code, price, divisor)?,
                    provider: of.provider,
                    fetched: of.fetched.min(through.fetched),
                })
            };
            let home_line = cross(home, Decimal::ONE, &through);
            let others = day
                .lines
                .iter()
                .filter(|line| line.quote.code != base)
                .filter_map(|line| cross(line.quote.code, unit(&line.quote), line));
            Some(Day {
                date: day.date,
                lines: home_line.into_iter().chain(others).collect(),
            })
        })
        .collect()
}

/// `price ÷ divisor`, for so many units that the value can be read.
fn crossed(code: Currency, price: Decimal, divisor: Decimal) -> Option<RateQuote> {
    let one = price.checked_div(divisor)?;
    let readable = Decimal::new(1, 1);
    let quantity = [1, 100, 10_000]
        .into_iter()
        .find(|quantity| one * Decimal::from(*quantity) >= readable)
        .unwrap_or(1_000_000);
    let value = one
        .checked_mul(Decimal::from(quantity))?
        .round_sf(CROSSED_DIGITS)?
        .normalize();
    Some(RateQuote {
        code,
        value,
        quantity,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn code(text: &str) -> Currency {
        Currency::parse(text).unwrap()
    }

    pub(crate) fn of(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// A bank's table: `USD 502.51` or `KRW 34.5/100`, split by commas.
    pub(crate) fn table(date: &str, lines: &str) -> (RateTable, Timestamp) {
        let quote = |line: &str| {
            let (currency, rest) = line.trim().split_once(' ').unwrap();
            let (value, quantity) = rest.split_once('/').unwrap_or((rest, "1"));
            RateQuote {
                code: code(currency),
                value: of(value),
                quantity: quantity.parse().unwrap(),
            }
        };
        let table = RateTable {
            provider: RateProvider::Nbk,
            date: date.parse().unwrap(),
            base: code("KZT"),
            quotes: lines.split(',').map(quote).collect(),
        };
        (table, Timestamp::UNIX_EPOCH)
    }

    pub(crate) fn of_tables(tables: &[(&str, &str)]) -> Vec<Day> {
        days(tables.iter().map(|(date, lines)| table(date, lines)))
    }

    fn values(days: &[Day], currency: &str) -> Vec<String> {
        days.iter()
            .filter_map(|day| day.find(code(currency)))
            .map(|line| line.quote.value.to_string())
            .collect()
    }

    #[test]
    fn the_banks_own_line_is_believed_before_a_mirrors() {
        let mut mirror = table("2026-11-20", "USD 500.2, EUR 580");
        mirror.0.provider = RateProvider::Frankfurter;
        let days = days([table("2026-11-20", "USD 500.1"), mirror]);
        let usd = days[0].find(code("USD")).unwrap();
        assert_eq!(
            (usd.quote.value, usd.provider),
            (of("500.1"), RateProvider::Nbk)
        );
        let eur = days[0].find(code("EUR")).unwrap();
        assert_eq!(eur.provider, RateProvider::Frankfurter);
    }

    #[test]
    fn days_are_the_same_publication_where_all_they_share_costs_the_same() {
        let days = of_tables(&[
            ("2026-11-24", "USD 503, EUR 580"),
            ("2026-11-23", "USD 502, EUR 580"),
            ("2026-11-22", "USD 502, IRR 4.4/10000"),
            ("2026-11-21", "RUB 6.4, IRR 0.44/1000"),
            ("2026-11-20", "CNY 71"),
        ]);
        assert_eq!(days[0].repeats(&days[1]), Some(false));
        assert_eq!(days[1].repeats(&days[2]), Some(true));
        assert_eq!(
            days[2].repeats(&days[3]),
            Some(true),
            "another quantity is no other rate"
        );
        assert_eq!(days[3].repeats(&days[4]), None);
    }

    #[test]
    fn a_slipped_decimal_mark_is_held_back() {
        let (kept, doubts) = trusted(of_tables(&[
            ("2026-11-21", "USD 5025.1, RUB 6.44"),
            ("2026-11-20", "USD 500.1, RUB 6.4"),
        ]));
        assert_eq!(values(&kept, "USD"), ["500.1"]);
        assert_eq!(
            values(&kept, "RUB"),
            ["6.44", "6.4"],
            "the other lines stay"
        );
        assert_eq!(doubts.len(), 1);
        assert_eq!(doubts[0].line.quote.value, of("5025.1"));
        assert_eq!(doubts[0].date.to_string(), "2026-11-21");
    }

    #[test]
    fn a_doubt_that_is_repeated_over_a_weekend_is_still_one() {
        let (kept, doubts) = trusted(of_tables(&[
            ("2026-11-23", "USD 5025.1, RUB 6.44"),
            ("2026-11-22", "USD 5025.1, RUB 6.44"),
            ("2026-11-21", "USD 5025.1, RUB 6.44"),
            ("2026-11-20", "USD 500.1, RUB 6.4"),
        ]));
        assert_eq!(values(&kept, "USD"), ["500.1"]);
        assert_eq!(doubts[0].date.to_string(), "2026-11-23");
    }

    #[test]
    fn a_new_order_of_magnitude_is_a_fact_when_it_is_published_again() {
        let (kept, doubts) = trusted(of_tables(&[
            ("2016-07-05", "BYN 168.9"),
            ("2016-07-02", "BYN 169.1"),
            ("2016-07-01", "BYN 0.0169"),
        ]));
        assert_eq!(values(&kept, "BYN"), ["168.9", "0.0169"]);
        assert_eq!(doubts, []);
    }

    #[test]
    fn after_a_slip_the_true_value_counts_at_once() {
        let (kept, doubts) = trusted(of_tables(&[
            ("2026-11-24", "USD 501"),
            ("2026-11-21", "USD 5025.1"),
            ("2026-11-20", "USD 500.1"),
        ]));
        assert_eq!(values(&kept, "USD"), ["501", "500.1"]);
        assert_eq!(doubts, []);
    }

    #[test]
    fn another_base_is_crossed_through_the_banks_own() {
        let days = of_tables(&[
            ("2026-11-21", "USD 500, EUR 580, RUB 6.25, UZS 4.2/100"),
            ("2026-11-20", "EUR 580"),
        ]);
        let crossed = in_base(days, code("KZT"), code("USD"));
        assert_eq!(
            crossed.len(),
            1,
            "without a price of the base there is no table"
        );
        let quote = |currency| {
            let line = crossed[0].find(code(currency)).unwrap();
            (line.quote.value.to_string(), line.quote.quantity)
        };
        assert_eq!(quote("EUR"), ("1.16".to_owned(), 1));
        assert_eq!(quote("RUB"), ("1.25".to_owned(), 100));
        assert_eq!(quote("KZT"), ("0.2".to_owned(), 100));
        assert_eq!(quote("UZS"), ("0.84".to_owned(), 10_000));
        assert_eq!(crossed[0].find(code("USD")), None);
    }
}
