//! Easter Sunday and the days that hang on it or on Christmas.

use jiff::civil::{Date, Weekday};

/// Easter Sunday of a Gregorian year (Meeus/Jones/Butcher). `None` only where the calendar ends.
#[must_use]
pub fn ostersonntag(jahr: i16) -> Option<Date> {
    let y = i32::from(jahr);
    let a = y.rem_euclid(19);
    let (b, c) = (y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(jahr, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// Buß- und Bettag: the Wednesday before 23 November, i.e. between 16 and 22 November.
#[must_use]
pub fn buss_und_bettag(jahr: i16) -> Option<Date> {
    Date::new(jahr, 11, 23)
        .ok()?
        .nth_weekday(-1, Weekday::Wednesday)
        .ok()
}
