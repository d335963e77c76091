//! Encodes and links: `cargo run --release -p abgleich --example privat -- EIN.csv AUS.csv`
use std::io::{BufWriter, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (ein, aus) = (args.next().ok_or("EIN fehlt")?, args.next().ok_or("AUS fehlt")?);
    let bestand = abgleich::formate::lesen(&std::fs::read(ein)?)?;
    let kodierte = abgleich::privat::kodieren(&bestand, b"nur ein Beispiel, nie so benutzen")?;
    let ergebnis = abgleich::privat::abgleichen(&kodierte, 0.5);
    let mut datei = BufWriter::new(std::fs::File::create(aus)?);
    abgleich::privat::paare_schreiben(&kodierte, &ergebnis, &mut datei)?;
    datei.flush()?;
    Ok(())
}
