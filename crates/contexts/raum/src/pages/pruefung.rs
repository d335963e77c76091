//! The check of a version, with the lines each finding is about.

use std::sync::Arc;

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use base::Id;
use uuid::Uuid;
use web::{Blaettern, Ergebnis, Formular, Seite, Shell, Wahl, Weg};

use super::{ausgabe, frage, raeume};
use crate::{
    ablage::gliederung as db,
    halter::pruefstand::{self, Lage},
    service::{Pruefbefund, Pruefbericht},
};

const JE_SEITE: usize = 100;
/// Lines and addresses named per finding on the page; the file names all.
const BEISPIELE: usize = 12;

#[derive(serde::Deserialize, Default)]
pub struct Wunsch {
    gliederung: Option<Uuid>,
    #[serde(default)]
    code: String,
    #[serde(default)]
    seite: u64,
}

struct Zeile {
    code: String,
    text: String,
    stellen: String,
    sperrt: bool,
}

#[derive(Template)]
#[template(path = "raum/pruefung.html")]
struct Ansicht {
    shell: Shell,
    reiter: Vec<Weg>,
    bezeichnung: String,
    f: Formular,
    zuschnitte: Vec<Wahl>,
    codes: Vec<Wahl>,
    laeuft: bool,
    umfang: String,
    sperren: usize,
    kopf: String,
    hinweise: usize,
    zeilen: Vec<Zeile>,
    blaettern: Blaettern,
    csv: String,
    gefiltert: bool,
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(w): Query<Wunsch>,
) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = db::alle(&mut tx).await?;
    let shell = huelle
        .titel("Prüfung des Zuschnitts")
        .ueber("Sozialräume", "/raeume");
    let mut ansicht = Ansicht {
        shell,
        reiter: super::reiter(),
        bezeichnung: String::new(),
        f: Formular::leer(),
        zuschnitte: alle.iter().map(|g| Wahl::neu(g.id, &*g.bezeichnung)).collect(),
        codes: Vec::new(),
        laeuft: false,
        umfang: String::new(),
        sperren: 0,
        kopf: String::new(),
        hinweise: 0,
        zeilen: Vec::new(),
        blaettern: Blaettern::default(),
        csv: String::new(),
        gefiltert: !w.code.is_empty(),
    };
    let Some(g) = super::gewaehlte(&app, &mut tx, w.gliederung.map(Id::von)).await? else {
        return Ok(Seite::neu(ansicht).into_response());
    };
    let gid = g.id.to_string();
    ansicht.f = Formular::leer().setze("gliederung", &gid).setze("code", &w.code);
    ansicht.csv = frage("/raeume/pruefung.csv", &[("gliederung", &gid)]);
    ansicht.bezeichnung = g.bezeichnung;
    match pruefstand::lage(&app, &mut tx, Id::von(g.id)).await? {
        Lage::Laeuft => ansicht.laeuft = true,
        Lage::Fertig(bericht) => fuellen(&mut ansicht, &bericht, &w, &gid),
    }
    Ok(Seite::neu(ansicht).into_response())
}

fn fuellen(a: &mut Ansicht, bericht: &Arc<Pruefbericht>, w: &Wunsch, gid: &str) {
    let zahl = |n: usize| raeume::zahl(i64::try_from(n).unwrap_or(0));
    a.umfang = format!(
        "Geprüft: {} Räume, {} Straßen, {} Adressen.",
        zahl(bericht.raeume),
        zahl(bericht.strassen),
        zahl(bericht.adressen)
    );
    a.sperren = bericht.befunde.iter().filter(|b| b.sperrt).count();
    a.kopf = match a.sperren {
        1 => "Ein Befund verhindert den Beschluss".to_owned(),
        n => format!("{} Befunde verhindern den Beschluss", zahl(n)),
    };
    a.hinweise = bericht.befunde.len() - a.sperren;
    let mut codes: Vec<&str> = bericht.befunde.iter().map(|b| b.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    a.codes = codes.into_iter().map(|c| Wahl::neu(c, bedeutung(c))).collect();
    let passende: Vec<&Pruefbefund> = bericht
        .befunde
        .iter()
        .filter(|b| w.code.is_empty() || b.code == w.code)
        .collect();
    let je = JE_SEITE as u64;
    let seite = w.seite.clamp(1, (passende.len() as u64).div_ceil(je).max(1));
    let ab = usize::try_from(seite - 1).unwrap_or(0) * JE_SEITE;
    a.blaettern = Blaettern::seiten(
        &frage("/raeume/pruefung", &[("gliederung", gid), ("code", &w.code)]),
        seite,
        je,
        passende.len() as u64,
    );
    a.zeilen = passende
        .into_iter()
        .skip(ab)
        .take(JE_SEITE)
        .map(|b| Zeile {
            code: b.code.clone(),
            text: b.text.clone(),
            stellen: stellen(b, BEISPIELE),
            sperrt: b.sperrt,
        })
        .collect();
}

fn bedeutung(code: &str) -> String {
    let wort = match code {
        "RAUM-E05" => "Widerspruch",
        "RAUM-E10" => "Überschneidung",
        "RAUM-E11" => "Lücke",
        "RAUM-E12" => "Kommune",
        "RAUM-E13" => "Anzahl",
        "RAUM-E14" => "Zuständigkeit fehlt",
        "RAUM-E15" => "Fläche",
        _ => "Anderes",
    };
    format!("{wort} ({code})")
}

/// Lines and addresses a finding is about.
fn stellen(b: &Pruefbefund, hoechstens: usize) -> String {
    let kuerzen = |teile: Vec<String>| {
        let mehr = teile.len().saturating_sub(hoechstens);
        let mut text = teile.into_iter().take(hoechstens).collect::<Vec<_>>().join(", ");
        if mehr > 0 {
            text.push_str(&format!(" und {mehr} weitere"));
        }
        text
    };
    let mut teile = Vec::new();
    if !b.adressen.is_empty() {
        teile.push(kuerzen(b.adressen.clone()));
    }
    let zeilen: Vec<String> = b
        .zeilen
        .iter()
        .filter(|z| **z > 0)
        .map(ToString::to_string)
        .collect();
    if !zeilen.is_empty() {
        teile.push(format!("Zeile {}", kuerzen(zeilen)));
    }
    if teile.is_empty() && !b.raeume.is_empty() {
        teile.push(b.raeume.join(", "));
    }
    teile.join(" · ")
}

pub async fn csv(State(app): State<App>, kontext: Kontext, Query(w): Query<Wunsch>) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut zeilen = Vec::new();
    if let Some(g) = super::gewaehlte(&app, &mut tx, w.gliederung.map(Id::von)).await? {
        let bericht = pruefstand::fertig(&app, &mut tx, Id::von(g.id)).await?;
        zeilen.extend(bericht.befunde.iter().map(|b| {
            vec![
                b.code.clone(),
                if b.sperrt { "sperrt" } else { "Hinweis" }.to_owned(),
                b.text.clone(),
                b.zeilen
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" "),
                b.adressen.join(", "),
                b.raeume.join(", "),
            ]
        }));
    }
    ausgabe::csv(
        "attachment; filename=\"pruefung.csv\"",
        &["Code", "Wirkung", "Befund", "Zeilen", "Adressen", "Räume"],
        zeilen,
    )
}
