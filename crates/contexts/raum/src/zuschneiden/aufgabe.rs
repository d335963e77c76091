//! From files and demands to the task of the engine.

use std::io::Write as _;

use amt::{Error, Result};
use base::Befund;
use geojson::FeatureCollection;
use serde_json::{Value, json};
use zuschnitt::{Aufgabe, Dateien, LeseFehler, Topologie, aus_geojson};

use super::{
    EINHEITEN, VORGABE,
    planung::{Gewicht, Planung},
};

/// The files of a proposal; empty where there is none.
#[derive(Debug, Default)]
pub(super) struct Material {
    pub einheiten: Vec<u8>,
    pub werte: Vec<u8>,
    pub einrichtungen: Vec<u8>,
    pub hindernisse: Vec<u8>,
}

/// The task, and what was mended in the borders.
///
/// # Errors
/// `RAUM-E30` for what is wrong with a file, `RAUM-E31` for a demand, each with its place.
pub(super) fn stellen(m: &Material, p: &Planung) -> Result<(Aufgabe, Topologie)> {
    let feld = |f: &str| (!f.is_empty()).then(|| f.to_owned());
    let politisch = match (feld(&p.merkmale.politisch), p.merkmale.politisch_zeichen) {
        (Some(field), Some(prefix)) => json!({"field": field, "prefix": prefix}),
        (Some(field), None) => Value::String(field),
        (None, _) => Value::Null,
    };
    let abbildung = json!({
        "unit_id": p.merkmale.kennung,
        "pop": feld(&p.merkmale.einwohner),
        "load": feld(&p.merkmale.faelle),
        "staff": feld(&p.merkmale.personal),
        "political_id": politisch,
    });
    let korridor = |(von, bis): (Option<u32>, Option<u32>)| {
        (von.is_some() || bis.is_some()).then(|| (von.unwrap_or(0), bis.unwrap_or(u32::MAX)))
    };
    let gewicht = |g: Gewicht, ueblich: f64| g.faktor() * ueblich;
    let auftrag = json!({
        "k": p.raeume,
        "tol": f64::from(p.toleranz_promille) / 1000.0,
        "balance": if p.nach_einwohnern { "pop" } else { "load" },
        "pop_corridor": korridor(p.einwohner),
        "unit_corridor": korridor(p.einheiten),
        "together": gruppen(&p.zusammen),
        "apart": gruppen(&p.getrennt),
        "weights": {
            "compact": gewicht(p.kompakt, 1.0),
            "political": gewicht(p.politisch, 1.0),
            "barriers": gewicht(p.hindernisse, 0.05),
            "infra": gewicht(p.einrichtungen, 0.05),
            "change": gewicht(p.aenderung, 0.5),
        },
    });
    let (auftrag, abbildung) = (auftrag.to_string(), abbildung.to_string());
    let (bestand, gesperrt) = (heute(m, p)?, fest(&p.fest)?);
    let dateien = Dateien {
        einheiten: &m.werte,
        kanten: &[],
        aufgabe: auftrag.as_bytes(),
        einrichtungen: &m.einrichtungen,
        barrieren: &m.hindernisse,
        bestand: &bestand,
        gesperrt: &gesperrt,
    };
    let (aufgabe, topologie) =
        aus_geojson(&m.einheiten, abbildung.as_bytes(), &dateien).map_err(|e| uebersetzt(&e))?;
    if usize::from(p.raeume) > aufgabe.einheiten.len() {
        let text = format!(
            "Verlangt sind {} Räume, es gibt aber nur {} Einheiten.",
            p.raeume,
            aufgabe.einheiten.len()
        );
        return Err(Befund::neu(VORGABE, text).an("raeume").into());
    }
    Ok((aufgabe, topologie))
}

/// What the engine says of a file, in the words of the page.
fn uebersetzt(e: &LeseFehler) -> Error {
    let (name, feld) = match e {
        LeseFehler::Tabelle { datei, .. }
        | LeseFehler::Spalte { datei, .. }
        | LeseFehler::Wert { datei, .. }
        | LeseFehler::Inhalt { datei, .. } => match *datei {
            "infra.csv" => ("Die Datei mit Einrichtungen", "datei"),
            "barriers.csv" => ("Die Datei mit Hindernissen", "datei"),
            "values.csv" => ("Die Datei mit weiteren Werten", "datei"),
            "locks.csv" => ("Feste Zuordnung", "fest"),
            "task.json" => ("Zusammen und getrennt", "zusammen"),
            _ => ("Die Einheiten", "einheiten"),
        },
    };
    let text = e.to_string();
    let text = text
        .split_once(": ")
        .or_else(|| text.split_once(", "))
        .map_or(&*text, |(_, rest)| rest);
    let code = if matches!(feld, "fest" | "zusammen") {
        VORGABE
    } else {
        EINHEITEN
    };
    Befund::neu(code, format!("{name}: {text}")).an(feld).into()
}

/// Lines of keys, parted by commas or semicolons.
fn gruppen(text: &str) -> Vec<Vec<String>> {
    text.lines()
        .map(|zeile| {
            zeile
                .split([',', ';'])
                .map(str::trim)
                .filter(|k| !k.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|g| g.len() > 1)
        .collect()
}

/// Lines "unit = space" as the table the engine reads.
fn fest(text: &str) -> Result<Vec<u8>> {
    let mut aus = tabelle(["unit_id", "zone"]);
    let mut leer = true;
    for (i, zeile) in text.lines().enumerate().filter(|(_, z)| !z.trim().is_empty()) {
        let Some((einheit, raum)) = zeile.split_once('=') else {
            let text = format!(
                "Zeile {}: Bitte so schreiben: Kennung = Name des Raums. Da steht: {}",
                i + 1,
                zeile.trim()
            );
            return Err(Befund::neu(VORGABE, text).an("fest").into());
        };
        aus.write_record([einheit.trim(), raum.trim()])
            .map_err(|e| Error::Intern(e.to_string()))?;
        leer = false;
    }
    fertig(aus, leer)
}

/// Today's space of each unit as the table the engine reads.
fn heute(m: &Material, p: &Planung) -> Result<Vec<u8>> {
    if p.merkmale.heute.is_empty() {
        return Ok(Vec::new());
    }
    let mut aus = tabelle(["unit_id", "zone"]);
    let mut leer = true;
    for (kennung, merkmale) in je_einheit(&m.einheiten, &p.merkmale.kennung)? {
        let wert = merkmale
            .get(&p.merkmale.heute)
            .and_then(Value::as_str)
            .unwrap_or("");
        aus.write_record([&*kennung, wert])
            .map_err(|e| Error::Intern(e.to_string()))?;
        leer &= wert.is_empty();
    }
    fertig(aus, leer)
}

/// The stored map of the units.
///
/// # Errors
/// `RAUM-E30` when it is no collection of areas.
pub(super) fn flaechen(geojson: &[u8]) -> Result<FeatureCollection> {
    serde_json::from_slice(geojson).map_err(|e| {
        let text = format!("Die Einheiten sind keine lesbare Kartendatei (GeoJSON): {e}");
        Befund::neu(EINHEITEN, text).an("einheiten").into()
    })
}

/// Keys of the units with all their attributes; a unit without a key has none here.
pub(super) fn je_einheit(
    geojson: &[u8],
    kennung: &str,
) -> Result<Vec<(String, serde_json::Map<String, Value>)>> {
    Ok(flaechen(geojson)?
        .features
        .into_iter()
        .filter_map(|f| {
            let merkmale = f.properties?;
            Some((merkmale.get(kennung)?.as_str()?.to_owned(), merkmale))
        })
        .collect())
}

fn tabelle(kopf: [&str; 2]) -> csv::Writer<Vec<u8>> {
    let mut w = csv::Writer::from_writer(Vec::new());
    // writing to a vector cannot fail
    let _ = w.write_record(kopf);
    w
}

fn fertig(mut w: csv::Writer<Vec<u8>>, leer: bool) -> Result<Vec<u8>> {
    w.flush().map_err(|e| Error::Intern(e.to_string()))?;
    let mut roh = w.into_inner().map_err(|e| Error::Intern(e.to_string()))?;
    if leer {
        roh.clear();
    }
    roh.flush().map_err(|e| Error::Intern(e.to_string()))?;
    Ok(roh)
}
