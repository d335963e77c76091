//! Texts of a form in their normal form.

use base::{Befund, Text};

/// Trims and normalises; `NETZ-E22` when it is too long.
pub(crate) fn text<const N: usize>(feld: &mut String, name: &'static str, b: &mut Vec<Befund>) {
    match Text::<N>::neu(feld.as_str()) {
        Ok(t) => *feld = t.to_string(),
        Err(_) if feld.trim().is_empty() => feld.clear(),
        Err(_) => b.push(Befund::neu("NETZ-E22", "Dieser Text ist zu lang.").an(name)),
    }
}
