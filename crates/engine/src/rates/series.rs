//! What a currency did over the days: its row with the arrow, its points for a chart, its price on a day. Pure.

use jiff::civil::Date;
use model::{Currency, Direction, RatePoint, RateRow, RateSeries};
use rust_decimal::Decimal;

use super::days::{Day, unit};

/// The rows of the currencies, each as it was last published, compared with the publication before: the latest earlier day that differs
/// as a whole. A currency without a line is left out. `days` are newest first.
pub fn rows(days: &[Day], currencies: &[Currency]) -> Vec<RateRow> {
    currencies
        .iter()
        .filter_map(|code| row(days, *code))
        .collect()
}

fn row(days: &[Day], code: Currency) -> Option<RateRow> {
    let (place, line) = days
        .iter()
        .enumerate()
        .find_map(|(place, day)| Some((place, day.find(code)?)))?;
    let newest = &days[place];
    let earlier = &days[place + 1..];
    // A table repeated over a weekend is the same publication: it is dated by its first day.
    let published = earlier
        .iter()
        .take_while(|day| newest.repeats(day) == Some(true))
        .last()
        .map_or(newest.date, |day| day.date);
    let before = earlier
        .iter()
        .filter(|day| newest.repeats(day) == Some(false))
        .find_map(|day| day.find(code));
    let change = before.and_then(|before| {
        let before = unit(&before.quote).checked_mul(Decimal::from(line.quote.quantity))?;
        Some(line.quote.value.checked_sub(before)?.normalize())
    });
    let direction = match change {
        None => Direction::Unknown,
        Some(change) if change.is_zero() => Direction::Unchanged,
        Some(change) if change.is_sign_positive() => Direction::Up,
        Some(_) => Direction::Down,
    };
    Some(RateRow {
        quote: line.quote.clone(),
        change,
        direction,
        date: published,
        provider: line.provider,
        fetched: line.fetched,
        doubtful: None,
    })
}

/// The prices of a currency from a day on, oldest first, all for as many units as the newest is for; with the highest and the lowest
/// (the first of equals). `days` are newest first.
pub fn series(days: &[Day], base: Currency, code: Currency, from: Date) -> Option<RateSeries> {
    let quantity = days.iter().find_map(|day| day.find(code))?.quote.quantity;
    let units = Decimal::from(quantity);
    let points: Vec<RatePoint> = days
        .iter()
        .rev()
        .filter(|day| day.date >= from)
        .filter_map(|day| {
            let line = day.find(code)?;
            let value = match line.quote.quantity == quantity {
                true => line.quote.value,
                false => unit(&line.quote).checked_mul(units)?.normalize(),
            };
            Some(RatePoint {
                date: day.date,
                value,
                provider: line.provider,
            })
        })
        .collect();
    let highest = points.iter().rev().max_by_key(|point| point.value).cloned();
    let lowest = points.iter().min_by_key(|point| point.value).cloned();
    Some(RateSeries {
        base,
        code,
        quantity,
        points,
        highest,
        lowest,
    })
}

/// What one unit of `from` costs in `to` by the table that held on a day, and that table's day. `home` is the currency the days are
/// published in.
pub fn price(
    days: &[Day],
    home: Currency,
    from: Currency,
    to: Currency,
    on: Date,
) -> Option<(Decimal, Date)> {
    let of = |day: &Day, code: Currency| match code == home {
        true => Some(Decimal::ONE),
        false => day.find(code).map(|line| unit(&line.quote)),
    };
    days.iter()
        .filter(|day| day.date <= on)
        .find_map(|day| Some((of(day, from)?.checked_div(of(day, to)?)?, day.date)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::days::tests::{code, of, of_tables};
    use super::*;

    fn both() -> Vec<Currency> {
        ["USD", "RUB"].map(code).to_vec()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn sunday_and_monday_keep_saturdays_arrow_and_date() {
        let days = of_tables(&[
            ("2026-11-23", "USD 502.51, RUB 6.44"),
            ("2026-11-22", "USD 502.51, RUB 6.44"),
            ("2026-11-21", "USD 502.51, RUB 6.44"),
            ("2026-11-20", "USD 500.1, RUB 6.44"),
        ]);
        let rows = rows(&days, &both());
        assert_eq!(rows[0].direction, Direction::Up);
        assert_eq!(rows[0].change.unwrap().to_string(), "2.41");
        assert_eq!(rows[0].date.to_string(), "2026-11-21");
        assert_eq!(
            rows[1].direction,
            Direction::Unchanged,
            "the table differs as a whole, this line does not"
        );
    }

    #[test]
    fn without_an_earlier_publication_the_arrow_is_unknown() {
        let rows = rows(
            &of_tables(&[("2026-11-21", "USD 502.51, RUB 6.44")]),
            &both(),
        );
        assert_eq!(rows.len(), 2);
        assert!(
            rows.iter()
                .all(|row| row.direction == Direction::Unknown && row.change.is_none())
        );
    }

    #[test]
    fn days_that_are_missing_do_not_hide_the_publication_before() {
        let days = of_tables(&[
            ("2026-05-12", "USD 520, RUB 6"),
            ("2026-05-06", "USD 519.5, RUB 6"),
        ]);
        let row = rows(&days, &both()).remove(0);
        assert_eq!(row.change.unwrap().to_string(), "0.5");
        assert_eq!(row.date.to_string(), "2026-05-12");
    }

    #[test]
    fn a_changed_quantity_is_no_change_of_the_rate() {
        let days = of_tables(&[
            ("2026-08-01", "IRR 1.2/10000, USD 475"),
            ("2026-07-31", "IRR 0.12/1000, USD 474"),
        ]);
        let row = &rows(&days, &[code("IRR")])[0];
        assert_eq!(row.change, Some(Decimal::ZERO));
        assert_eq!(row.direction, Direction::Unchanged);
    }

    #[test]
    fn a_currency_that_died_has_its_last_date_and_one_that_never_was_is_left_out() {
        let days = of_tables(&[
            ("2013-12-31", "USD 154.06"),
            ("2013-12-30", "USD 153.9, LVL 301.5"),
            ("2013-12-28", "USD 153.8, LVL 301.2"),
        ]);
        let rows = rows(&days, &[code("LVL"), code("XXX")]);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].date.to_string(), "2013-12-30");
        assert_eq!(rows[0].change.unwrap().to_string(), "0.3");
    }

    #[test]
    fn a_series_is_told_for_the_newest_quantity_with_its_high_and_low() {
        let days = of_tables(&[
            ("2026-08-04", "IRR 4.4/10000"),
            ("2026-08-01", "IRR 4.6/10000"),
            ("2026-07-31", "IRR 0.43/1000"),
            ("2026-07-30", "IRR 0.9/1000"),
        ]);
        let series = series(&days, code("KZT"), code("IRR"), day("2026-07-31")).unwrap();
        let values: Vec<String> = series.points.iter().map(|p| p.value.to_string()).collect();
        assert_eq!(
            values,
            ["4.3", "4.6", "4.4"],
            "oldest first, from the day on"
        );
        assert_eq!(series.quantity, 10_000);
        assert_eq!(series.highest.unwrap().date, day("2026-08-01"));
        assert_eq!(series.lowest.unwrap().date, day("2026-07-31"));
    }

    #[test]
    fn a_price_is_that_of_the_table_which_held_on_the_day() {
        let days = of_tables(&[
            ("2026-11-24", "USD 510, EUR 600"),
            ("2026-11-21", "USD 500, EUR 580, KRW 35/100"),
        ]);
        let kzt = code("KZT");
        let ask = |from, to, on| price(&days, kzt, code(from), code(to), day(on));
        let sunday = Some((of("500"), day("2026-11-21")));
        assert_eq!(ask("USD", "KZT", "2026-11-22"), sunday);
        assert_eq!(ask("KZT", "USD", "2026-11-21").unwrap().0, of("0.002"));
        assert_eq!(ask("EUR", "USD", "2026-11-21").unwrap().0, of("1.16"));
        assert_eq!(
            ask("KRW", "KZT", "2026-11-25").unwrap().0,
            of("0.35"),
            "the last table that has both"
        );
        assert_eq!(
            ask("USD", "KZT", "2026-11-20"),
            None,
            "nothing is known of that day"
        );
    }
}
