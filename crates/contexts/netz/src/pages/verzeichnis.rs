//! `/angebote/verzeichnis.…`: the whole directory, with the columns the import reads.

use amt::{App, Kontext};
use axum::{extract::State, response::Response};
use base::Tri;
use web::Ergebnis;

use super::tabelle::{self, CSV, GEOJSON, XLSX, Zelle, datei};
use crate::{
    a11yjson,
    codes::Merkmal,
    geojson::karte,
    rules::zeiten::in_worten,
    service::{self, Ausgabe},
};

/// The first twenty-seven are known to the import by these names; the others are for people.
const KOPF: [&str; 31] = [
    "quelle",
    "id",
    "titel",
    "traeger",
    "akteur_art",
    "art",
    "themen",
    "kurzbeschreibung",
    "zielgruppen",
    "alter_von",
    "alter_bis",
    "anschrift",
    "plz",
    "ort",
    "lat",
    "lon",
    "zeiten",
    "anmeldung",
    "kostenlos",
    "telefon",
    "email",
    "web",
    "sprachen",
    "stufenlos",
    "barriere_hinweis",
    "geprueft_am",
    "geprueft_von",
    "Preis in Euro",
    "Freie Plätze",
    "Alle Angaben zu Barrieren",
    "Weitere Orte",
];

fn tri(wert: Tri) -> &'static str {
    match wert {
        Tri::Ja => "ja",
        Tri::Nein => "nein",
        Tri::Teilweise => "teilweise",
        Tri::Unbekannt => "",
    }
}

fn zeile(quelle: &str, a: Ausgabe) -> [Zelle; 31] {
    let barrieren = a11yjson::alle_in_worten(&a.daten);
    let d = a.daten;
    let mut orte = d.orte.into_iter();
    let ort = orte.next().unwrap_or_default();
    let weitere: Vec<String> = orte.map(|o| o.zeile()).collect();
    let mut zeiten: Vec<String> = d.zeiten.iter().map(in_worten).collect();
    zeiten.extend(Some(d.zeiten_text).filter(|t| !t.is_empty()));
    let themen: Vec<&str> = d.themen.iter().map(|t| t.code()).collect();
    let stufenlos = d
        .barrieren
        .get(&Merkmal::Stufenlos)
        .map_or(Tri::Unbekannt, |a| a.wert);
    let grad = |g: Option<f64>| g.map_or(Zelle::Leer, Zelle::Zahl);
    [
        quelle.into(),
        a.id.to_string().into(),
        d.titel.into(),
        a.akteur.into(),
        a.akteur_art.code().into(),
        d.art.code().into(),
        themen.join(", ").into(),
        d.kurzbeschreibung.into(),
        d.zielgruppen.into(),
        Zelle::zahl(d.alter_von),
        Zelle::zahl(d.alter_bis),
        ort.anschrift.into(),
        ort.plz.into(),
        ort.ort.into(),
        grad(ort.punkt.map(|p| p.lat)),
        grad(ort.punkt.map(|p| p.lon)),
        zeiten.join("; ").into(),
        d.anmeldung.code().into(),
        tri(d.kostenlos).into(),
        d.telefon.into(),
        d.email.into(),
        d.web.into(),
        d.sprachen.join(" ").into(),
        tri(stufenlos).into(),
        d.barriere_hinweis.into(),
        d.geprueft_am.0.to_string().into(),
        d.geprueft_von.into(),
        d.kosten.map_or(Zelle::Leer, |c| c.to_string().into()),
        Zelle::zahl(d.frei),
        barrieren.into(),
        weitere.join("; ").into(),
    ]
}

async fn alles(app: &App, kontext: &Kontext) -> Ergebnis<Vec<Ausgabe>> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let ids = service::verzeichnis(&mut tx, kontext).await?;
    Ok(service::ausgaben(&mut tx, kontext, &ids).await?)
}

async fn zeilen(app: &App, kontext: &Kontext) -> Ergebnis<Vec<[Zelle; 31]>> {
    let alle = alles(app, kontext).await?;
    Ok(alle.into_iter().map(|a| zeile(&app.rahmen.behoerde, a)).collect())
}

/// `GET /angebote/verzeichnis.csv`
pub(super) async fn csv(State(app): State<App>, kontext: Kontext) -> Ergebnis<Response> {
    let inhalt = tabelle::csv(KOPF, zeilen(&app, &kontext).await?)?;
    Ok(datei("verzeichnis.csv", CSV, inhalt))
}

/// `GET /angebote/verzeichnis.xlsx`
pub(super) async fn xlsx(State(app): State<App>, kontext: Kontext) -> Ergebnis<Response> {
    let inhalt = tabelle::xlsx("Angebote", KOPF, zeilen(&app, &kontext).await?).await?;
    Ok(datei("verzeichnis.xlsx", XLSX, inhalt))
}

/// `GET /angebote/verzeichnis.geojson`
pub(super) async fn geojson(State(app): State<App>, kontext: Kontext) -> Ergebnis<Response> {
    let inhalt = karte(&alles(&app, &kontext).await?).to_string().into_bytes();
    Ok(datei("verzeichnis.geojson", GEOJSON, inhalt))
}
