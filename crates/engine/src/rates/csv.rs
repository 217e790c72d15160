//! A series as a table for other programs: CSV (RFC 4180), a point for the decimals whatever the language.

use model::RateSeries;

/// The header and a line a day, oldest first. Dates, codes and numbers only: nothing in it needs quotes.
pub fn csv(series: &RateSeries) -> String {
    let mut text = "date,base,code,quantity,value,provider\r\n".to_owned();
    for point in &series.points {
        text.push_str(&format!(
            "{},{},{},{},{},{}\r\n",
            point.date,
            series.base.as_str(),
            series.code.as_str(),
            series.quantity,
            point.value,
            point.provider.as_str()
        ));
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::days::tests::{code, of_tables};
    use super::super::series;
    use super::*;

    #[test]
    fn a_series_is_a_table_with_a_line_a_day() {
        let days = of_tables(&[
            ("2026-11-21", "KRW 35.1/100"),
            ("2026-11-20", "KRW 34.5/100"),
        ]);
        let from = "2026-11-01".parse().unwrap();
        let series = series::series(&days, code("KZT"), code("KRW"), from).unwrap();
        assert_eq!(
            csv(&series),
            "date,base,code,quantity,value,provider\r\n2026-11-20,KZT,KRW,100,34.5,nbk\r\n2026-11-21,KZT,KRW,100,35.1,nbk\r\n"
        );
    }
}
