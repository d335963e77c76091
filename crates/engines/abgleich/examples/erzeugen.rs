//! `cargo run --release -p abgleich --example erzeugen -- DATENSAETZE SEED HAERTE ORDNER`
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use abgleich::erzeugen::{Auftrag, erzeugen};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [n, seed, haerte, ordner] = args.as_slice() else {
        return Err("DATENSAETZE SEED HAERTE ORDNER".into());
    };
    let ordner = Path::new(ordner);
    std::fs::create_dir_all(ordner)?;
    let datei = |name: &str| File::create(ordner.join(name)).map(BufWriter::new);
    let (mut saetze, mut wahrheit) = (datei("records.csv")?, datei("truth.csv")?);
    erzeugen(
        &Auftrag {
            datensaetze: n.parse()?,
            seed: seed.parse()?,
            haerte: haerte.parse()?,
        },
        &mut saetze,
        &mut wahrheit,
    )?;
    saetze.flush()?;
    wahrheit.flush()?;
    Ok(())
}
