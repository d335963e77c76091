//! Days and times the way letters write them.

use jiff::Zoned;
use jiff::civil::{Date, Weekday};

/// "Dienstag, 17.03.2026"
#[must_use]
pub fn tag_text(tag: Date) -> String {
    let wochentag = match tag.weekday() {
        Weekday::Monday => "Montag",
        Weekday::Tuesday => "Dienstag",
        Weekday::Wednesday => "Mittwoch",
        Weekday::Thursday => "Donnerstag",
        Weekday::Friday => "Freitag",
        Weekday::Saturday => "Samstag",
        Weekday::Sunday => "Sonntag",
    };
    format!(
        "{wochentag}, {:02}.{:02}.{:04}",
        tag.day(),
        tag.month(),
        tag.year()
    )
}

/// "Dienstag, 17.03.2026, 16:45 Uhr" in the zone of the value.
#[must_use]
pub fn zeitpunkt_text(zeit: &Zoned) -> String {
    format!(
        "{}, {:02}:{:02} Uhr",
        tag_text(zeit.date()),
        zeit.hour(),
        zeit.minute()
    )
}
