use std::io::{self, Write};

use crate::{bestand::Bestand, verfahren::Ergebnis};

/// Writes the pairs as `rec_a,rec_b,score`.
///
/// # Errors
/// What the writer says.
pub fn paare_schreiben(bestand: &Bestand, ergebnis: &Ergebnis, aus: &mut impl Write) -> io::Result<()> {
    aus.write_all(b"rec_a,rec_b,score\n")?;
    for p in &ergebnis.paare {
        writeln!(
            aus,
            "{},{},{:.4}",
            feld(bestand.kennung(p.a)),
            feld(bestand.kennung(p.b)),
            p.wert
        )?;
    }
    Ok(())
}

/// A cell, quoted where it must be.
fn feld(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\"")).into()
    } else {
        text.into()
    }
}
