//! Hours in which nothing is told: by the reader's wall clock, on chosen days of the week, past midnight too.

use std::fmt;

use jiff::civil::{DateTime, Weekday};

/// From one time of the day to another. Where that is earlier, it is of the next day; where both are the same, the whole day is quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct QuietHours {
    /// On which days they begin: bit 0 is Monday.
    days: u8,
    /// Minutes after midnight.
    from: u16,
    /// Minutes after midnight.
    to: u16,
}

/// Minutes of a day.
const DAY: u16 = 24 * 60;

impl QuietHours {
    /// As they are written in the library: `1234567 23:00-07:00`, Monday is 1.
    pub fn parse(text: &str) -> Option<Self> {
        let (days, hours) = text.trim().split_once(' ')?;
        let (from, to) = hours.split_once('-')?;
        let mut mask = 0;
        for day in days.chars() {
            let day = day.to_digit(10).filter(|day| (1..=7).contains(day))?;
            mask |= 1 << (day - 1);
        }
        Some(Self {
            days: Some(mask).filter(|mask| *mask != 0)?,
            from: minutes_of(from)?,
            to: minutes_of(to)?,
        })
    }

    /// Whether that time of the reader's wall clock is one of them.
    pub fn contain(self, time: DateTime) -> bool {
        let minute = time.hour() as u16 * 60 + time.minute() as u16;
        let (today, yesterday) = (time.weekday(), time.weekday().previous());
        if self.from < self.to {
            return self.begin_on(today) && (self.from..self.to).contains(&minute);
        }
        (self.begin_on(today) && minute >= self.from)
            || (self.begin_on(yesterday) && minute < self.to)
    }

    fn begin_on(self, day: Weekday) -> bool {
        self.days & (1 << day.to_monday_zero_offset()) != 0
    }
}

impl fmt::Display for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for day in 0..7 {
            if self.days & (1 << day) != 0 {
                write!(f, "{}", day + 1)?;
            }
        }
        let (from, to) = (self.from, self.to);
        write!(
            f,
            " {:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    }
}

/// `07:30` → 450.
fn minutes_of(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (minutes < 60)
        .then_some(hours * 60 + minutes)
        .filter(|all| *all < DAY)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;

    fn quiet(hours: &str, time: &str) -> bool {
        QuietHours::parse(hours)
            .unwrap()
            .contain(time.parse().unwrap())
    }

    #[test]
    fn hours_are_read_as_they_are_written() {
        for text in ["1234567 23:00-07:00", "67 00:00-10:30", "1 12:00-12:00"] {
            assert_eq!(QuietHours::parse(text).unwrap().to_string(), text);
        }
        for bad in [
            "",
            "8 1:00-2:00",
            "1 24:00-7:00",
            "1 7:60-8:00",
            " 7:00-8:00",
            "1 7:00",
        ] {
            assert_eq!(QuietHours::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn hours_past_midnight_belong_to_the_evening_they_begin_in() {
        // 2026-11-20 is a Friday.
        let weekend = "5 23:00-07:00";
        assert!(!quiet(weekend, "2026-11-20T22:59"));
        assert!(quiet(weekend, "2026-11-20T23:00"));
        assert!(quiet(weekend, "2026-11-21T06:59"), "the night to Saturday");
        assert!(!quiet(weekend, "2026-11-21T07:00"));
        assert!(!quiet(weekend, "2026-11-21T23:30"), "the night to Sunday");
        assert!(!quiet(weekend, "2026-11-20T05:00"), "the night to Friday");
        let sunday = "7 23:00-07:00";
        assert!(quiet(sunday, "2026-11-23T03:00"), "a week has no end");
    }

    #[test]
    fn hours_within_a_day_are_of_that_day() {
        let noon = "12345 12:00-14:00";
        assert!(quiet(noon, "2026-11-20T13:00"));
        assert!(!quiet(noon, "2026-11-21T13:00"), "a Saturday");
        assert!(!quiet(noon, "2026-11-20T14:00"));
        assert!(quiet("1234567 08:00-08:00", "2026-11-20T08:00"));
        assert!(quiet("1234567 08:00-08:00", "2026-11-20T07:59"));
    }

    #[test]
    fn daylight_saving_and_travels_follow_the_clock_on_the_wall() {
        let night = QuietHours::parse("1234567 23:00-07:00").unwrap();
        let at = |time: &str, zone: &str| {
            let time: Timestamp = time.parse().unwrap();
            night.contain(time.to_zoned(TimeZone::get(zone).unwrap()).datetime())
        };
        // Berlin goes from 3 to 2 o'clock on 2026-10-25: 7 o'clock is at 06:00 UTC, the day before at 05:00 UTC.
        assert!(at("2026-10-24T04:59:00Z", "Europe/Berlin"));
        assert!(!at("2026-10-24T05:00:00Z", "Europe/Berlin"));
        assert!(at("2026-10-25T05:59:00Z", "Europe/Berlin"));
        assert!(!at("2026-10-25T06:00:00Z", "Europe/Berlin"));
        // And from 2 to 3 on 2026-03-29.
        assert!(!at("2026-03-29T05:00:00Z", "Europe/Berlin"));
        assert!(at("2026-03-28T05:59:00Z", "Europe/Berlin"));
        // The same moment, elsewhere.
        assert!(at("2026-11-20T20:00:00Z", "Asia/Almaty"));
        assert!(!at("2026-11-20T20:00:00Z", "America/New_York"));
    }
}
