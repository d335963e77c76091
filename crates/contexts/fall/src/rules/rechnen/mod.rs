//! Calculations of a case that explain themselves: they take what the form says and hand back figures and dates, never
//! a decision. Pages, documents and `gewebe rechner` ask the same functions.

pub mod bekanntgabe;
pub mod gas;
pub mod pseudonym;
pub mod zielerreichung;
pub mod zustaendigkeit86;

/// `54,41` for 5441 hundredths, as people read it.
#[must_use]
pub fn hundertstel(wert: i64) -> String {
    let betrag = wert.unsigned_abs();
    let zeichen = if wert < 0 { "−" } else { "" };
    format!("{zeichen}{},{:02}", betrag / 100, betrag % 100)
}
