//! `cargo run --release -p abgleich --example abgleich -- EIN.csv AUS.csv`
use std::io::{BufWriter, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (ein, aus) = (args.next().ok_or("EIN fehlt")?, args.next().ok_or("AUS fehlt")?);
    let daten = std::fs::read(ein)?;
    let bestand = abgleich::formate::lesen(&daten)?;
    drop(daten);
    let ergebnis = abgleich::abgleichen(&bestand, &abgleich::Einstellung::default());
    let mut datei = BufWriter::new(std::fs::File::create(aus)?);
    abgleich::formate::paare_schreiben(&bestand, &ergebnis, false, &mut datei)?;
    datei.flush()?;
    Ok(())
}
