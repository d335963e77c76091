//! Offers as a map (RFC 7946). The properties have the names of A11yJSON, so that each entry is a place of that format
//! too; what it has no name for stands beside them in German.

use base::Cent;
use serde_json::{Map, Value, json};

use crate::{
    Ort, a11yjson,
    rules::{rangfolge, zeiten::in_worten},
    service::Ausgabe,
};

/// A `FeatureCollection` with one entry for each place of each offer, in this order. An offer without a place on the map is
/// there with `geometry` null; no coordinates are made up.
#[must_use]
pub fn karte(angebote: &[Ausgabe]) -> Value {
    let merkmale: Vec<Value> = angebote.iter().flat_map(merkmale).collect();
    json!({"type": "FeatureCollection", "features": merkmale})
}

fn merkmale(a: &Ausgabe) -> Vec<Value> {
    if a.daten.orte.is_empty() {
        return vec![merkmal(a, 0, &Ort::default())];
    }
    let orte = (0..).zip(&a.daten.orte);
    orte.map(|(nr, o)| merkmal(a, nr, o)).collect()
}

fn merkmal(a: &Ausgabe, nr: usize, ort: &Ort) -> Value {
    let id = if nr == 0 {
        a.id.to_string()
    } else {
        format!("{}#{}", a.id, nr + 1)
    };
    let punkt = ort
        .punkt
        .map(|p| json!({"type": "Point", "coordinates": [p.lon, p.lat]}));
    json!({"type": "Feature", "id": id, "geometry": punkt, "properties": eigenschaften(a, ort)})
}

fn eigenschaften(a: &Ausgabe, ort: &Ort) -> Map<String, Value> {
    let d = &a.daten;
    let mut aus = Map::new();
    let mut text = |name: &str, wert: &str| {
        if !wert.is_empty() {
            aus.insert(name.to_owned(), wert.into());
        }
    };
    text("originalId", &a.id.to_string());
    text("name", &d.titel);
    text("category", a11yjson::kategorie(a.akteur_art));
    text("description", &d.kurzbeschreibung);
    text("phoneNumber", &d.telefon);
    text("emailAddress", &d.email);
    text("placeWebsiteUrl", &d.web);
    text("traeger", &a.akteur);
    text("akteur_art", a.akteur_art.code());
    text("art", d.art.code());
    text("zielgruppen", &d.zielgruppen);
    text("anmeldung", d.anmeldung.code());
    let zeiten: Vec<String> = d.zeiten.iter().map(in_worten).collect();
    text("zeiten", &zeiten.join("; "));
    text("zeiten_text", &d.zeiten_text);
    text("kosten", &rangfolge::kosten(d.kostenlos, d.kosten));
    text("barrierefreiheit", &a11yjson::alle_in_worten(d));
    text("geprueft_am", &d.geprueft_am.0.to_string());
    let mut anschrift = Map::new();
    for (name, wert) in [
        ("house", &ort.name),
        ("text", &ort.anschrift),
        ("postalCode", &ort.plz),
        ("city", &ort.ort),
    ] {
        if !wert.is_empty() {
            anschrift.insert(name.to_owned(), wert.as_str().into());
        }
    }
    if !anschrift.is_empty() {
        aus.insert("address".to_owned(), anschrift.into());
    }
    let themen: Vec<&str> = d.themen.iter().map(|t| t.code()).collect();
    aus.insert("themen".to_owned(), themen.into());
    if !d.sprachen.is_empty() {
        aus.insert("sprachen".to_owned(), d.sprachen.clone().into());
    }
    for (name, zahl) in [
        ("alter_von", d.alter_von.map(i64::from)),
        ("alter_bis", d.alter_bis.map(i64::from)),
        ("kosten_cent", d.kosten.map(|Cent(c)| c)),
        ("frei", d.frei),
    ] {
        if let Some(zahl) = zahl {
            aus.insert(name.to_owned(), zahl.into());
        }
    }
    let accessibility = a11yjson::accessibility(&d.barrieren);
    if !accessibility.is_empty() {
        aus.insert("accessibility".to_owned(), accessibility.into());
    }
    aus
}
