//! Dates as feeds and pages write them: RFC 822 and ISO 8601 with all their neighbours, month names in Russian, Kazakh,
//! English and other languages, «Сегодня 15:40», `16th Nov`, `1:55 PM EST`, seconds since 1970.
//!
//! Nothing here reads a clock: the time of fetch is a parameter. A text that is not clearly a date gives nothing,
//! because a wrong date sorts an article wrongly for ever.

mod clock;
mod compact;
mod read;
mod words;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp};

use read::{Day, Reading};

/// Reads a date of a feed as a moment.
///
/// A date without an offset is taken as UTC; one that lies after `now` (the time of fetch) becomes `now`, so that no
/// article stays on top of the newspaper for a year.
pub fn parse(text: &str, now: Timestamp) -> Option<Timestamp> {
    let read = read::read(text)?;
    let moment = match read.day {
        Day::Unix(moment) => moment,
        _ => local(&read, now, &TimeZone::UTC)?.timestamp(&TimeZone::UTC)?,
    };
    Some(moment.min(now))
}

/// Reads a date of a page, whose words mean the wall clock of `zone`: «Сегодня» is today there at the time `now`.
/// An offset in the text wins over `zone`; a date without a time stays without one.
pub fn parse_local(text: &str, now: Timestamp, zone: &TimeZone) -> Option<LocalDate> {
    local(&read::read(text)?, now, zone)
}

/// Whether a word, in lower case, is the name of a month or of a day of the week, whole or shortened.
pub fn names_day(word: &str) -> bool {
    words::is_month(word) || words::is_weekday(word)
}

/// A date as a page gave it: with its own offset, or without any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalDate {
    /// The day.
    pub date: Date,
    /// The time of day and its offset from UTC; absent when the page names only the day.
    pub time: Option<(Time, Offset)>,
}

impl LocalDate {
    /// ISO 8601: `2024-11-28` or `2024-11-28T10:15:00+05:00`.
    pub fn iso(&self) -> String {
        match self.time {
            None => self.date.to_string(),
            Some((time, offset)) => {
                let seconds = offset.seconds();
                let sign = if seconds < 0 { '-' } else { '+' };
                let minutes = seconds.abs() / 60;
                format!(
                    "{}T{}{sign}{:02}:{:02}",
                    self.date,
                    time.strftime("%H:%M:%S"),
                    minutes / 60,
                    minutes % 60
                )
            }
        }
    }

    /// The moment it names; a date without a time is the beginning of that day in `zone`.
    pub fn timestamp(&self, zone: &TimeZone) -> Option<Timestamp> {
        match self.time {
            Some((time, offset)) => offset
                .to_timestamp(DateTime::from_parts(self.date, time))
                .ok(),
            None => Some(self.date.to_zoned(zone.clone()).ok()?.timestamp()),
        }
    }
}

/// Gives a reading the year, day and offset that its text left to the circumstances.
fn local(read: &Reading, now: Timestamp, zone: &TimeZone) -> Option<LocalDate> {
    let today = now.to_zoned(zone.clone()).date();
    let date = match read.day {
        Day::Unix(moment) => {
            let at = moment.to_zoned(zone.clone());
            return Some(LocalDate {
                date: at.date(),
                time: Some((at.time(), at.offset())),
            });
        }
        Day::Full(date) => date,
        Day::Relative(days) => today.checked_add(Span::new().days(days)).ok()?,
        Day::NoYear { month, day } => {
            let this_year = read::clamped_date(today.year(), month, day)?;
            if this_year > today.tomorrow().ok()? {
                read::clamped_date(today.year() - 1, month, day)?
            } else {
                this_year
            }
        }
    };
    let Some(time) = read.time else {
        return Some(LocalDate { date, time: None });
    };
    let date = if read.next_day {
        date.tomorrow().ok()?
    } else {
        date
    };
    let offset = match read.offset {
        Some(offset) => offset,
        None => zone
            .to_ambiguous_zoned(DateTime::from_parts(date, time))
            .compatible()
            .ok()?
            .offset(),
    };
    Some(LocalDate {
        date,
        time: Some((time, offset)),
    })
}

#[cfg(test)]
mod tests;
