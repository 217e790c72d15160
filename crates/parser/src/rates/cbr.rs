//! Bank of Russia: `XML_daily.asp` and `XML_dynamic.asp`, windows-1251, decimal comma. Base RUB.

use model::{Currency, RateProvider, RateQuote, RateTable};

use super::{DayRate, RatesError, base, child, decimal, document, dotted_date, quantity};

/// `R01020A` has seven letters and digits; what is much longer is none of the bank's numbers.
const SHORT: usize = 12;

/// Reads the table of a day. Its date may differ from the date asked: on a weekend it is the last set rate.
pub fn parse_daily(bytes: &[u8]) -> Result<RateTable, RatesError> {
    let tree = document(bytes)?;
    let root = tree
        .root
        .find(&|n| n.name == "valcurs")
        .ok_or(RatesError::Unreadable("no <ValCurs>"))?;
    let quotes: Vec<RateQuote> = root
        .nodes()
        .filter(|n| n.name == "valute")
        .filter_map(|n| {
            Some(RateQuote {
                code: Currency::parse(&child(n, "charcode")?)?,
                value: decimal(&child(n, "value")?)?,
                quantity: quantity(&child(n, "nominal")?)?,
            })
        })
        .collect();
    if quotes.is_empty() {
        return Err(RatesError::NotPublished);
    }
    let date = root
        .attribute("date")
        .and_then(dotted_date)
        .ok_or(RatesError::Unreadable("no date"))?;
    Ok(RateTable {
        provider: RateProvider::Cbr,
        date,
        base: base("RUB")?,
        quotes,
    })
}

/// Reads from the table of a day which inner number the bank gives each currency: `XML_dynamic.asp` is asked by it.
pub fn parse_numbers(bytes: &[u8]) -> Result<Vec<(Currency, String)>, RatesError> {
    let tree = document(bytes)?;
    let root = tree
        .root
        .find(&|n| n.name == "valcurs")
        .ok_or(RatesError::Unreadable("no <ValCurs>"))?;
    let is_number = |text: &str| {
        (1..=SHORT).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let numbers = root.nodes().filter(|n| n.name == "valute").filter_map(|n| {
        let code = Currency::parse(&child(n, "charcode")?)?;
        let number = n.attribute("id")?.trim();
        is_number(number).then(|| (code, number.to_owned()))
    });
    Ok(numbers.collect())
}

/// Reads the history of one currency, in the bank's order. The answer names it only by an inner number, so `code` says
/// which currency was asked for.
pub fn parse_history(bytes: &[u8], code: Currency) -> Result<Vec<DayRate>, RatesError> {
    let tree = document(bytes)?;
    let root = tree
        .root
        .find(&|n| n.name == "valcurs")
        .ok_or(RatesError::Unreadable("no <ValCurs>"))?;
    let days: Vec<DayRate> = root
        .nodes()
        .filter(|n| n.name == "record")
        .filter_map(|n| {
            Some(DayRate {
                date: dotted_date(n.attribute("date")?)?,
                code,
                value: decimal(&child(n, "value")?)?,
                quantity: quantity(&child(n, "nominal")?)?,
            })
        })
        .collect();
    if days.is_empty() {
        Err(RatesError::NotPublished)
    } else {
        Ok(days)
    }
}
