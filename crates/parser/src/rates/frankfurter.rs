//! Frankfurter v2: `/v2/rates?base=…&quotes=…&providers=nbk[&from=&to=]`, a flat array of
//! `{date, base, quote, rate}`, where one unit of `base` costs `rate` units of `quote`.

use jiff::civil::Date;
use model::{Currency, RateProvider, RateQuote, RateTable};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::RatesError;
use crate::limits;

#[derive(Deserialize)]
struct Row {
    date: Date,
    base: String,
    quote: String,
    rate: serde_json::Number,
}

/// Reads an answer as tables priced in `home` (KZT, say), one a day, oldest first.
///
/// Asked with `base=USD&quotes=KZT`, a row says what a dollar costs and is taken exactly as it stands; asked with
/// `base=KZT&quotes=USD` it is turned round, to 10 decimals. Rows that do not touch `home` are left out.
pub fn parse(bytes: &[u8], home: Currency) -> Result<Vec<RateTable>, RatesError> {
    if bytes.len() > limits::BODY_BYTES {
        return Err(RatesError::Unreadable("more than 15 MB"));
    }
    let rows: Vec<Row> = serde_json::from_slice(bytes)
        .map_err(|_| RatesError::Unreadable("no array of date, base, quote, rate"))?;
    let mut tables: Vec<RateTable> = Vec::new();
    for row in &rows {
        let Some((date, quote)) = priced_in(row, home) else {
            continue;
        };
        match tables.iter_mut().find(|t| t.date == date) {
            Some(table) => table.quotes.push(quote),
            None => tables.push(RateTable {
                provider: RateProvider::Frankfurter,
                date,
                base: home,
                quotes: vec![quote],
            }),
        }
    }
    tables.sort_by_key(|t| t.date);
    if tables.is_empty() {
        Err(RatesError::NotPublished)
    } else {
        Ok(tables)
    }
}

fn priced_in(row: &Row, home: Currency) -> Option<(Date, RateQuote)> {
    let (base, quote) = (Currency::parse(&row.base)?, Currency::parse(&row.quote)?);
    let text = row.rate.to_string();
    let rate = Decimal::from_str_exact(&text)
        .or_else(|_| Decimal::from_scientific(&text))
        .ok()
        .filter(|r| *r > Decimal::ZERO)?;
    let (code, value) = if base == quote {
        return None;
    } else if quote == home {
        (base, rate)
    } else if base == home {
        (quote, Decimal::ONE.checked_div(rate)?.round_dp(10))
    } else {
        return None;
    };
    Some((
        row.date,
        RateQuote {
            code,
            value,
            quantity: 1,
        },
    ))
}
