//! What is missing of a bank's past, and which request brings the most of it. Pure.

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::Date;
use model::{Currency, RateProvider};

use super::ask::Ask;
use super::{MOST_DAYS, publishes_for};

/// What the library has of a bank's past.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// What is asked of a bank in ranges, and from when to when it was told.
    pub ranges: Vec<Range>,
    /// Days whose whole table is here, also where it says that nothing was published.
    pub tables: HashSet<Date>,
    /// Days of which the line of a currency is here, from a range.
    pub lines: HashSet<(Currency, Date)>,
}

/// The days of which a currency's rates were told, as far as there are any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub code: Currency,
    pub from: Date,
    pub until: Date,
}

impl Past {
    pub(super) fn range_of(&self, code: Currency) -> Option<Range> {
        self.ranges.iter().find(|range| range.code == code).copied()
    }

    fn holds(&self, code: Currency, day: Date) -> bool {
        self.tables.contains(&day) || self.lines.contains(&(code, day))
    }
}

/// The next request for the past of these currencies, as `home` publishes it: ranges first, then single days, the newest first. Today is the
/// widget's affair.
///
/// The European bank's ranges have all currencies; they go by the name of its own.
pub(super) fn next(
    home: RateProvider,
    past: &Past,
    codes: &[Currency],
    today: Date,
) -> Option<Ask> {
    let first = today.checked_sub((MOST_DAYS - 1).days()).ok()?;
    let yesterday = today.yesterday().ok()?;
    let days: Vec<Date> = std::iter::successors(Some(yesterday), |day| day.yesterday().ok())
        .take_while(|day| *day >= first)
        .filter(|day| publishes_for(home, *day))
        .collect();
    let range = codes.iter().find_map(|code| {
        let from = match past.range_of(*code) {
            None => first,
            Some(known) => {
                let missing = days
                    .iter()
                    .filter(|day| **day > known.until && !past.holds(*code, **day));
                (missing.count() >= worth_a_range(home)).then_some(known.until)?
            }
        };
        Some(match home {
            RateProvider::Nbk | RateProvider::Frankfurter => Ask::Mirror(*code, from, yesterday),
            RateProvider::Cbr => Ask::CbrRange(*code, from, yesterday),
            RateProvider::Ecb => Ask::EcbRange(from, yesterday),
        })
    });
    range.or_else(|| match home {
        RateProvider::Nbk => {
            let lacks = |day: &&Date| codes.iter().any(|code| !past.holds(*code, **day));
            days.iter().find(lacks).copied().map(Ask::Nbk)
        }
        // What those banks left out of their own ranges, they did not publish.
        RateProvider::Cbr | RateProvider::Ecb | RateProvider::Frankfurter => None,
    })
}

/// So many missing days are worth a range. The mirror is asked for three; fewer are asked of the National Bank itself, which has all
/// currencies in one answer.
fn worth_a_range(home: RateProvider) -> usize {
    match home {
        RateProvider::Nbk | RateProvider::Frankfurter => 3,
        RateProvider::Cbr | RateProvider::Ecb => 1,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::days::tests::code;
    use super::*;

    const NBK: RateProvider = RateProvider::Nbk;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn of(text: &str, from: &str, until: &str) -> Range {
        Range {
            code: code(text),
            from: day(from),
            until: day(until),
        }
    }

    /// 400 days up to and with this one.
    fn until(last: &str) -> impl Iterator<Item = Date> {
        std::iter::successors(Some(day(last)), |day| day.yesterday().ok()).take(400)
    }

    #[test]
    fn ranges_come_first_then_the_days_that_are_missing() {
        let codes = [code("USD"), code("EUR")];
        // A Monday.
        let today = day("2026-11-23");
        let mut past = Past::default();
        let first = day("2025-10-20");
        let range = Ask::Mirror(code("USD"), first, day("2026-11-22"));
        assert_eq!(next(NBK, &past, &codes, today), Some(range));
        past.ranges = ["USD", "EUR"]
            .map(|code| of(code, "2025-10-20", "2026-11-22"))
            .to_vec();
        assert_eq!(
            next(NBK, &past, &codes, today),
            Some(Ask::Nbk(day("2026-11-21"))),
            "Saturday: Sunday repeats it"
        );
        past.tables.insert(day("2026-11-21"));
        let friday = Ask::Nbk(day("2026-11-20"));
        assert_eq!(next(NBK, &past, &codes, today), Some(friday));
        past.lines.insert((code("USD"), day("2026-11-20")));
        assert_eq!(
            next(NBK, &past, &codes, today),
            Some(friday),
            "the euro is still missing"
        );
        past.tables.extend(until("2026-11-22"));
        assert_eq!(next(NBK, &past, &codes, today), None);
    }

    #[test]
    fn after_a_long_absence_the_gap_is_one_range_and_after_a_short_one_it_is_the_banks_days() {
        let mut past = Past {
            ranges: vec![of("USD", "2025-10-20", "2026-11-22")],
            ..Past::default()
        };
        past.tables.extend(until("2026-11-22"));
        let ask = |today| next(NBK, &past, &[code("USD")], day(today));
        // A Thursday: Tuesday and Wednesday are missing.
        assert_eq!(ask("2026-11-26"), Some(Ask::Nbk(day("2026-11-25"))));
        let gap = Ask::Mirror(code("USD"), day("2026-11-22"), day("2026-12-22"));
        assert_eq!(ask("2026-12-23"), Some(gap));
    }

    #[test]
    fn what_came_of_one_currency_fills_no_gap_of_another() {
        let codes = ["USD", "EUR"].map(code);
        let mut past = Past {
            ranges: vec![
                of("USD", "2025-10-20", "2026-12-01"),
                of("EUR", "2025-10-20", "2026-11-22"),
            ],
            ..Past::default()
        };
        past.tables.extend(until("2026-11-22"));
        let week = ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"];
        past.lines.extend(week.map(|date| (code("USD"), day(date))));
        let gap = Ask::Mirror(code("EUR"), day("2026-11-22"), day("2026-12-01"));
        assert_eq!(next(NBK, &past, &codes, day("2026-12-02")), Some(gap));
    }

    #[test]
    fn a_new_currency_is_filled_in_from_the_beginning() {
        let mut past = Past {
            ranges: vec![of("USD", "2025-10-20", "2026-11-22")],
            ..Past::default()
        };
        past.tables.extend(until("2026-11-22"));
        let all = Ask::Mirror(code("CNY"), day("2025-10-20"), day("2026-11-22"));
        let codes = [code("USD"), code("CNY")];
        assert_eq!(next(NBK, &past, &codes, day("2026-11-23")), Some(all));
    }

    #[test]
    fn a_bank_with_ranges_of_its_own_is_asked_for_nothing_else() {
        for (home, code, range) in [
            (
                RateProvider::Cbr,
                code("USD"),
                Ask::CbrRange(code("USD"), day("2026-11-22"), day("2026-11-24")),
            ),
            (
                RateProvider::Ecb,
                Currency::EURO,
                Ask::EcbRange(day("2026-11-22"), day("2026-11-24")),
            ),
        ] {
            let mut past = Past {
                ranges: vec![of(code.as_str(), "2025-10-20", "2026-11-22")],
                ..Past::default()
            };
            // A Monday: nothing was published since.
            assert_eq!(next(home, &past, &[code], day("2026-11-23")), None);
            assert_eq!(next(home, &past, &[code], day("2026-11-25")), Some(range));
            past.lines.insert((code, day("2026-11-24")));
            past.tables.insert(day("2026-11-23"));
            assert_eq!(next(home, &past, &[code], day("2026-11-25")), None);
        }
    }
}
