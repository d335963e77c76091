//! Cuts a folder of files: `schneiden ORDNER SCHRITTE SAAT [assign.csv]`, prints J.
#![expect(
    clippy::print_stdout,
    reason = "an example talks to the person at the terminal"
)]

use std::{error::Error, fs, path::Path};

use zuschnitt::{Dateien, Suche, lesen, plan_schreiben, zuschneiden};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [ordner, schritte, saat, rest @ ..] = &args[..] else {
        println!("schneiden ORDNER SCHRITTE SAAT [assign.csv]");
        return Ok(());
    };
    let datei = |name: &str| fs::read(Path::new(ordner).join(name)).unwrap_or_default();
    let (einheiten, kanten, aufgabe) = (datei("units.csv"), datei("edges.csv"), datei("task.json"));
    let (einrichtungen, barrieren) = (datei("infra.csv"), datei("barriers.csv"));
    let a = lesen(&Dateien {
        einheiten: &einheiten,
        kanten: &kanten,
        aufgabe: &aufgabe,
        einrichtungen: &einrichtungen,
        barrieren: &barrieren,
        ..Dateien::default()
    })?;
    let suche = Suche {
        saat: saat.parse()?,
        schritte: Some(schritte.parse()?),
        plaene: 1,
    };
    let e = zuschneiden(&a, &suche, &mut |_| 0.0)?;
    let w = &e.plaene[0].bericht;
    println!(
        "J {:.4} zulässig {} Schnitt {:.4} politisch {:.4} Abweichung {:.4}",
        w.bewertung.j, w.zulaessig, w.bewertung.schnitt, w.bewertung.politisch, w.bewertung.max_abweichung
    );
    if let Some(aus) = rest.first() {
        plan_schreiben(&a, &e.plaene[0], fs::File::create(aus)?)?;
    }
    Ok(())
}
