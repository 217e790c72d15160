//! National Bank of Kazakhstan: `rss/get_rates.cfm?fdate=DD.MM.YYYY` and `rss/rates_all.xml`. Base KZT.
//!
//! The quantity is read each time (IRR went from 1000 to 10000 within 2026). The bank's own `index` and `change` are
//! left alone: on Sunday and Monday they are empty although Saturday's rate moved, so arrows come from the history.

use jiff::civil::Date;
use model::{Currency, RateProvider, RateQuote, RateTable};

use super::{RatesError, base, child, decimal, document, dotted_date, quantity};
use crate::xml::Node;

/// Reads either form. No item, `<info>` or `<error>` means [`RatesError::NotPublished`]. Of `rates_all.xml`, which
/// drags dead currencies along, only the items of the newest day count.
pub fn parse(bytes: &[u8]) -> Result<RateTable, RatesError> {
    let tree = document(bytes)?;
    let root = tree
        .root
        .find(&|n| matches!(n.name.as_str(), "rates" | "channel"))
        .ok_or(RatesError::Unreadable("neither <rates> nor <rss>"))?;
    let day = child(root, "date").and_then(|text| dotted_date(&text));
    let items: Vec<(Option<Date>, RateQuote)> = root
        .nodes()
        .filter(|n| n.name == "item")
        .filter_map(|item| {
            Some((
                child(item, "pubdate").and_then(|t| dotted_date(&t)),
                quote(item)?,
            ))
        })
        .collect();
    if items.is_empty() {
        return Err(match root.nodes().any(|n| n.name == "item") {
            true => RatesError::Unreadable("no item has a code and a value"),
            false => RatesError::NotPublished,
        });
    }
    let date = day
        .or_else(|| items.iter().filter_map(|(date, _)| *date).max())
        .ok_or(RatesError::Unreadable("no date"))?;
    let quotes: Vec<RateQuote> = items
        .into_iter()
        .filter(|(own, _)| own.is_none_or(|own| own == date))
        .map(|(_, quote)| quote)
        .collect();
    Ok(RateTable {
        provider: RateProvider::Nbk,
        date,
        base: base("KZT")?,
        quotes,
    })
}

fn quote(item: &Node) -> Option<RateQuote> {
    Some(RateQuote {
        code: Currency::parse(&child(item, "title")?)?,
        value: decimal(&child(item, "description")?)?,
        quantity: child(item, "quant").map_or(Some(1), |q| quantity(&q))?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn an_answer_without_rates_is_not_published_yet() {
        for text in [
            "<rates></rates>",
            "<rates><date>01.01.1990</date><info>no data</info></rates>",
            "<rates><error>x</error></rates>",
        ] {
            assert_eq!(
                parse(text.as_bytes()),
                Err(RatesError::NotPublished),
                "{text}"
            );
        }
        assert!(matches!(
            parse(b"<html>503</html>"),
            Err(RatesError::Unreadable(_))
        ));
        assert!(matches!(parse(b""), Err(RatesError::Unreadable(_))));
    }

    #[test]
    fn only_the_newest_day_of_the_long_list_counts() {
        let text = "<rss><channel><item><title>USD</title><pubDate>18.04.16</pubDate><description>334.41</description><quant>1</quant></item>
            <item><title>EEK</title><pubDate>31.12.10</pubDate><description>12.5</description><quant>1</quant></item></channel></rss>";
        let table = parse(text.as_bytes()).unwrap();
        assert_eq!(table.date, jiff::civil::date(2016, 4, 18));
        assert_eq!(
            table
                .quotes
                .iter()
                .map(|q| q.code.as_str())
                .collect::<Vec<_>>(),
            ["USD"]
        );
    }
}
