//! Age (§ 187 Abs. 2 S. 2, § 188 Abs. 2 BGB): the day of birth counts.

use jiff::civil::Date;

use crate::{Fehler, Norm};

/// First day on which the person is `jahre` years old: the birthday; for 29 February 1 March in
/// common years.
///
/// # Errors
/// [`Fehler::AusserhalbDesKalenders`] past the year 9999.
pub fn hat_alter_ab(geburt: Date, jahre: u16) -> Result<Date, Fehler> {
    let jahr = i16::try_from(jahre)
        .ok()
        .and_then(|n| geburt.year().checked_add(n));
    let jahr = jahr.ok_or(Fehler::AusserhalbDesKalenders)?;
    Date::new(jahr, geburt.month(), geburt.day())
        .or_else(|_| Date::new(jahr, 3, 1))
        .map_err(|_| Fehler::AusserhalbDesKalenders)
}

/// Day with whose end the year of life is completed: the day before [`hat_alter_ab`].
///
/// # Errors
/// [`Fehler::AusserhalbDesKalenders`] past the year 9999.
pub fn vollendet_am(geburt: Date, jahre: u16) -> Result<Date, Fehler> {
    hat_alter_ab(geburt, jahre)?
        .yesterday()
        .map_err(|_| Fehler::AusserhalbDesKalenders)
}

/// Completed years on a day; `None` before birth.
#[must_use]
pub fn alter_am(geburt: Date, tag: Date) -> Option<u16> {
    if tag < geburt {
        return None;
    }
    let noch_nicht = (tag.month(), tag.day()) < (geburt.month(), geburt.day());
    u16::try_from(i32::from(tag.year()) - i32::from(geburt.year()) - i32::from(noch_nicht)).ok()
}

/// Norm of the age from which a young person can apply for benefits alone.
pub const NORM_HANDLUNGSFAEHIG: Norm = Norm::par("SGB I", "36").abs("1").satz("1");

/// Whether a person can apply for social benefits alone on this day: 15 completed years
/// (§ 36 Abs. 1 S. 1 SGB I).
#[must_use]
pub fn ist_handlungsfaehig(geburt: Date, tag: Date) -> bool {
    alter_am(geburt, tag).is_some_and(|jahre| jahre >= 15)
}
