//! Watches: what a rate must do to be worth a notice, told once a publication.

use model::{NoticeKind, RateLimit, RateRow, RateWatch};
use rust_decimal::Decimal;

use crate::engine::Engine;
use crate::error::Result;
use crate::ports::Notice;

impl Engine {
    /// Tells the reader of the rates that did what was waited for; of each once a publication.
    pub(super) async fn tell_watches(&self) -> Result<()> {
        let watches = self.settings().await?.rate_watches;
        if watches.is_empty() {
            return Ok(());
        }
        let rates = self
            .rates_of(watches.iter().map(|watch| watch.code).collect())
            .await?;
        for watch in watches {
            let Some(row) = rates.rows.iter().find(|row| row.quote.code == watch.code) else {
                continue;
            };
            if !is_met(&watch, row) {
                continue;
            }
            let (note, date) = (format!("rate-watch-{watch}"), row.date.to_string());
            let told = self
                .write(move |library| {
                    let told = library.find_note(&note)? == Some(date.clone());
                    library.save_note(&note, &date)?;
                    Ok(told)
                })
                .await?;
            if !told {
                let notice = notice(&watch, row, rates.base.as_str());
                self.tell(NoticeKind::Rate, notice).await?;
            }
        }
        Ok(())
    }
}

/// Whether the rate did, with its last publication, what is waited for. What is not known to have changed has not.
fn is_met(watch: &RateWatch, row: &RateRow) -> bool {
    let Some((before, now)) = before_and_now(row) else {
        return false;
    };
    match watch.when {
        RateLimit::Moves(percent) => {
            percent_of(before, now).is_some_and(|moved| moved.abs() >= percent)
        }
        RateLimit::Crosses(price) => {
            (before < price && now >= price) || (before > price && now <= price)
        }
    }
}

fn before_and_now(row: &RateRow) -> Option<(Decimal, Decimal)> {
    let change = row.change.filter(|change| !change.is_zero())?;
    Some((row.quote.value.checked_sub(change)?, row.quote.value))
}

/// By how many percent it moved.
fn percent_of(before: Decimal, now: Decimal) -> Option<Decimal> {
    now.checked_sub(before)?
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(before)
}

/// Codes and numbers only: it reads the same in every language.
fn notice(watch: &RateWatch, row: &RateRow, base: &str) -> Notice {
    let quote = &row.quote;
    let moved = before_and_now(row).and_then(|(before, now)| percent_of(before, now));
    let signed = |number: Decimal| match number.is_sign_negative() {
        true => format!("−{}", number.abs()),
        false => format!("+{number}"),
    };
    let change = row.change.map(signed).unwrap_or_default();
    let percent = moved
        .map(|moved| signed(moved.round_dp(2).normalize()))
        .unwrap_or_default();
    let price = format!(
        "{} {} = {} {base}",
        quote.quantity,
        quote.code.as_str(),
        quote.value
    );
    let body = format!("{change} ({percent} %), {}", row.date);
    Notice::about(format!("rate-{watch}"), price, body)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::days::tests::{code, of_tables};
    use super::super::series;
    use super::*;

    fn row(before: &str, now: &str) -> RateRow {
        let days = of_tables(&[
            ("2026-11-21", &format!("USD {now}, RUB 6.5")),
            ("2026-11-20", &format!("USD {before}, RUB 6.4")),
        ]);
        series::rows(&days, &[code("USD")]).remove(0)
    }

    fn met(watch: &str, before: &str, now: &str) -> bool {
        is_met(&RateWatch::parse(watch).unwrap(), &row(before, now))
    }

    #[test]
    fn a_move_counts_from_its_percent_on_in_both_directions() {
        assert!(met("USD 1%", "500", "505"));
        assert!(met("USD 1%", "500", "495"));
        assert!(!met("USD 1%", "500", "504.99"));
        assert!(!met("USD 1%", "500", "500"));
    }

    #[test]
    fn a_price_is_crossed_when_it_lay_on_the_other_side() {
        assert!(met("USD 500", "499.9", "500"));
        assert!(met("USD 500", "500.1", "499"));
        assert!(!met("USD 500", "500", "501"), "it was there already");
        assert!(!met("USD 500", "501", "502"));
    }

    #[test]
    fn the_notice_says_price_change_and_day() {
        let watch = RateWatch::parse("USD 1%").unwrap();
        let notice = notice(&watch, &row("500", "493.5"), "KZT");
        assert_eq!(notice.title, "1 USD = 493.5 KZT");
        assert_eq!(notice.body, "−6.5 (−1.3 %), 2026-11-21");
    }
}
