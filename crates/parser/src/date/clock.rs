//! The time of day within a text, and offsets from UTC.

use jiff::civil::Time;

/// A time of day as written.
pub(super) struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
}

impl Clock {
    /// The time, and whether it is 24:00, the next day's beginning.
    pub(super) fn on_the_day(&self, pm: Option<bool>) -> Option<(Option<Time>, bool)> {
        let hour = match pm {
            Some(true) if self.hour < 12 => self.hour + 12,
            Some(false) if self.hour == 12 => 0,
            _ => self.hour,
        };
        // A leap second is read as the second before it.
        let second = if self.second == 60 { 59 } else { self.second };
        if hour == 24 && self.minute == 0 && self.second == 0 {
            return Some((Some(Time::midnight()), true));
        }
        Some((Some(Time::new(hour, self.minute, second, 0).ok()?), false))
    }
}

pub(super) type Split = (Option<String>, Option<Clock>, Option<String>);

/// Cuts the text at its time of day. Outer nothing: there is a colon, but no time of day.
pub(super) fn split_clock(text: &str) -> Option<Split> {
    let Some(colon) = text.find(':') else {
        return Some((Some(text.to_owned()), None, None));
    };
    let start = text[..colon]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |i| {
            i + text[i..].chars().next().map_or(1, char::len_utf8)
        });
    let end = text[colon..]
        .find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.')
        .map_or(text.len(), |i| colon + i);
    // A comma may stand before the fraction of a second (ISO 8601).
    let fraction = text[end..].strip_prefix(',').map_or(0, |rest| {
        rest.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len())
    });
    let after = if fraction > 0 {
        end + 1 + fraction
    } else {
        end
    };
    let mut clock = &text[start..end];
    // A full stop may end the time: `15:40.`
    clock = clock.trim_end_matches('.');
    let whole = clock.split('.').next().unwrap_or(clock);
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len())
        || parts[0].len() > 2
        || parts[1..].iter().any(|p| p.len() != 2)
    {
        return None;
    }
    let number = |i: usize| parts.get(i).map_or(Some(0), |p| p.parse::<i8>().ok());
    let clock = Clock {
        hour: number(0)?,
        minute: number(1)?,
        second: number(2)?,
    };
    if clock.hour > 24 || clock.minute > 59 || clock.second > 60 {
        return None;
    }
    // `2003-12-31T10:14`: the letter between date and time belongs to neither.
    let mut before = text[..start].trim_end();
    if before.len() == start
        && before.ends_with('t')
        && before[..start - 1].ends_with(|c: char| c.is_ascii_digit())
    {
        before = &before[..start - 1];
    }
    Some((
        Some(before.to_owned()),
        Some(clock),
        Some(text[after..].to_owned()),
    ))
}

/// Seconds of `0530`, `05:30`, `5`, `530`.
pub(super) fn offset_seconds(digits: &str) -> Option<i32> {
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if digits.len() > 2 && digits.len() <= 4 => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 18 && minutes < 60).then(|| (hours * 60 + minutes) * 60)
}
