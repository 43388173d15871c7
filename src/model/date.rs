//! Calendar dates and spans of days, as written in front matter. There is no clock here.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// A number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days(pub u32);

impl Date {
    /// Reads `2026-11-03`; none for anything else, also for days that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits =
            |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        let date = Self {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        };
        let valid = date.year >= 1
            && (1..=12).contains(&date.month)
            && (1..=days_in(date.year, date.month)).contains(&date.day);
        valid.then_some(date)
    }

    /// The day this many days later; none past the year 9999.
    pub fn plus(self, days: Days) -> Option<Self> {
        let mut date = self;
        let mut left = days.0;
        loop {
            let in_month = u32::from(days_in(date.year, date.month));
            let room = in_month - u32::from(date.day);
            if left <= room {
                date.day += u8::try_from(left).ok()?;
                return Some(date);
            }
            left -= room + 1;
            date.day = 1;
            date.month += 1;
            if date.month == 13 {
                date.month = 1;
                date.year += 1;
            }
            if date.year > 9999 {
                return None;
            }
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Days {
    /// Reads `180d`, `26w`, `6m` (of 30 days) or `1y` (of 365 days).
    pub fn parse(text: &str) -> Option<Self> {
        let unit = text.chars().last()?;
        let number: u32 = text[..text.len() - unit.len_utf8()].trim().parse().ok()?;
        let days = match unit {
            'd' => 1,
            'w' => 7,
            'm' => 30,
            'y' => 365,
            _ => return None,
        };
        number
            .checked_mul(days)
            .filter(|n| (1..=36_500).contains(n))
            .map(Self)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}
