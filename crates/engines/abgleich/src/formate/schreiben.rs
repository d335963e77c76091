use std::io::{self, Write};

use crate::{bestand::Bestand, verfahren::Ergebnis};

/// Writes the pairs as `rec_a,rec_b,score`; with `cluster` a further column names the entity both belong to (by its first
/// record; empty if they are two), with reasons in the result a further column `warum`.
///
/// # Errors
/// What the writer says.
pub fn paare_schreiben(
    bestand: &Bestand,
    ergebnis: &Ergebnis,
    cluster: bool,
    aus: &mut impl Write,
) -> io::Result<()> {
    let warum = !ergebnis.gruende.is_empty();
    aus.write_all(b"rec_a,rec_b,score")?;
    aus.write_all(if cluster { b",cluster" } else { b"" })?;
    aus.write_all(if warum { b",warum" } else { b"" })?;
    aus.write_all(b"\n")?;
    for (i, p) in ergebnis.paare.iter().enumerate() {
        let (a, b) = (bestand.kennung(p.a), bestand.kennung(p.b));
        write!(aus, "{},{},{:.4}", feld(a), feld(b), p.wert)?;
        if cluster {
            let (g, h) = (ergebnis.gruppen[p.a as usize], ergebnis.gruppen[p.b as usize]);
            let name = if g == h { bestand.kennung(g) } else { "" };
            write!(aus, ",{}", feld(name))?;
        }
        if let Some(grund) = ergebnis.gruende.get(i) {
            write!(aus, ",{}", feld(&grund.to_string()))?;
        }
        aus.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes for every record the entity it belongs to, as `rec_id,cluster`.
///
/// # Errors
/// What the writer says.
pub fn gruppen_schreiben(bestand: &Bestand, ergebnis: &Ergebnis, aus: &mut impl Write) -> io::Result<()> {
    aus.write_all(b"rec_id,cluster\n")?;
    for (i, g) in (0_u32..).zip(&ergebnis.gruppen) {
        writeln!(aus, "{},{}", feld(bestand.kennung(i)), feld(bestand.kennung(*g)))?;
    }
    Ok(())
}

/// A cell, quoted where it must be.
pub(crate) fn feld(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\"")).into()
    } else {
        text.into()
    }
}
