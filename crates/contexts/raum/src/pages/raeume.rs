//! All spaces: a map and the table that says the same.

use std::collections::HashMap;

use amt::{App, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use base::{Id, suchform};
use uuid::Uuid;
use web::{Blaettern, Ergebnis, Fertig, Formular, Seite, Shell, Sortierung, Status, Wahl, Weg};

use super::{ausgabe, frage, karte as flaechen};
use crate::{
    Ausbaustatus, Gliederung,
    ablage::{gliederung as db, liste},
    karte::{Karte, space_map_svg},
    service::{GliederungZeile, RaumListe},
};

pub(super) use crate::worte::{ebene_wort, zahl};

const JE_SEITE: u64 = 100;

#[derive(serde::Deserialize, Default)]
pub struct Wunsch {
    gliederung: Option<Uuid>,
    #[serde(default)]
    q: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    seite: u64,
}

struct Zeile {
    id: Uuid,
    name: String,
    code: String,
    ebene: String,
    einzug: Vec<()>,
    einwohner: String,
    stand: String,
    status: Status,
}

#[derive(Template)]
#[template(path = "raum/raeume.html")]
struct Raeume {
    shell: Shell,
    reiter: Vec<Weg>,
    gliederung: Option<GliederungZeile>,
    gueltig: String,
    status: Status,
    f: Formular,
    zuschnitte: Vec<Wahl>,
    svg: Option<Fertig>,
    karte_url: String,
    zeilen: Vec<Zeile>,
    sortierung: Sortierung,
    blaettern: Blaettern,
    csv: String,
    gesucht: bool,
    darf_bearbeiten: bool,
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(w): Query<Wunsch>,
) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let alle = db::alle(&mut tx).await?;
    let g = super::gewaehlte(&app, &mut tx, w.gliederung.map(Id::von)).await?;
    let gid = g.as_ref().map(|g| g.id.to_string()).unwrap_or_default();
    let wunsch = if w.gliederung.is_some() { gid.as_str() } else { "" };
    let pfad = frage("/raeume", &[("gliederung", wunsch), ("q", &w.q)]);
    let sortierung = Sortierung::aus(&*pfad, &w.sort, &["code", "name", "einwohner"]);
    let (mut raeume, mut svg) = (Vec::new(), None);
    if let Some(g) = &g {
        raeume = geordnet(&liste::raeume(&mut tx, Id::von(g.id)).await?, &w.q, &sortierung);
        let flaechen = flaechen::flaechen(&mut tx, Id::<Gliederung>::von(g.id), None).await?;
        svg = space_map_svg(&Karte {
            titel: "Karte der Sozialräume",
            beschreibung: &format!(
                "{} Flächen. Die Tabelle unter der Karte nennt dieselben Räume.",
                flaechen.len()
            ),
            flaechen: &flaechen,
            punkte: &[],
        });
    }
    let gesamt = raeume.len() as u64;
    let seite = w.seite.clamp(1, gesamt.div_ceil(JE_SEITE).max(1));
    let zeilen = raeume
        .into_iter()
        .skip(usize::try_from((seite - 1) * JE_SEITE).unwrap_or(0))
        .take(usize::try_from(JE_SEITE).unwrap_or(100))
        .map(|(r, summe, tiefe)| zeile(&r, summe, tiefe))
        .collect::<amt::Result<Vec<_>>>()?;
    let ansicht = Raeume {
        shell: huelle.titel("Sozialräume"),
        reiter: super::reiter(),
        gueltig: g.as_ref().map(gueltig).unwrap_or_default(),
        status: g
            .as_ref()
            .map(|g| super::gliederungen::status(g, app.uhr.heute()))
            .transpose()?
            .unwrap_or(Status::info("")),
        f: Formular::leer().setze("q", &w.q).setze("gliederung", &gid),
        zuschnitte: alle.iter().map(|g| Wahl::neu(g.id, &*g.bezeichnung)).collect(),
        svg,
        karte_url: frage("/raeume/karte.geojson", &[("gliederung", &gid)]),
        zeilen,
        blaettern: Blaettern::seiten(
            &frage(
                "/raeume",
                &[("gliederung", wunsch), ("q", &w.q), ("sort", &w.sort)],
            ),
            seite,
            JE_SEITE,
            gesamt,
        ),
        csv: frage(
            "/raeume.csv",
            &[("gliederung", wunsch), ("q", &w.q), ("sort", &w.sort)],
        ),
        sortierung,
        gesucht: !w.q.is_empty(),
        darf_bearbeiten: super::darf_bearbeiten(&kontext),
        gliederung: g,
    };
    Ok(Seite::neu(ansicht).into_response())
}

pub async fn csv(State(app): State<App>, kontext: Kontext, Query(w): Query<Wunsch>) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let mut zeilen = Vec::new();
    if let Some(g) = super::gewaehlte(&app, &mut tx, w.gliederung.map(Id::von)).await? {
        let sortierung = Sortierung::aus("", &w.sort, &["code", "name", "einwohner"]);
        let raeume = liste::raeume(&mut tx, Id::von(g.id)).await?;
        let namen: HashMap<Uuid, String> = raeume.iter().map(|r| (r.id, r.code.clone())).collect();
        for (r, summe, _) in geordnet(&raeume, &w.q, &sortierung) {
            zeilen.push(vec![
                r.code.clone(),
                r.name.clone(),
                ebene_wort(&r.ebene),
                r.eltern.and_then(|e| namen.get(&e).cloned()).unwrap_or_default(),
                summe.map(|s| s.to_string()).unwrap_or_default(),
                r.einwohner_stand.map(|s| s.to_string()).unwrap_or_default(),
                r.ausbaustatus()?.text().to_owned(),
                g.bezeichnung.clone(),
            ]);
        }
    }
    ausgabe::csv(
        "attachment; filename=\"sozialraeume.csv\"",
        &[
            "Code",
            "Name",
            "Ebene",
            "Gehört zu",
            "Einwohner",
            "Stand",
            "Ausbaustatus",
            "Zuschnitt",
        ],
        zeilen,
    )
}

type Geordnet = (RaumListe, Option<i64>, usize);

/// By code as a tree, otherwise flat; with the residents of a unit, or the sum of those below it.
fn geordnet(raeume: &[RaumListe], q: &str, s: &Sortierung) -> Vec<Geordnet> {
    let muster = suchform(q);
    let mut kinder: HashMap<Option<Uuid>, Vec<usize>> = HashMap::new();
    for (i, r) in raeume.iter().enumerate() {
        kinder.entry(r.eltern).or_default().push(i);
    }
    let mut baum = Vec::with_capacity(raeume.len());
    let mut stapel: Vec<(usize, usize)> = kinder
        .get(&None)
        .into_iter()
        .flatten()
        .rev()
        .map(|i| (*i, 0))
        .collect();
    while let Some((i, tiefe)) = stapel.pop() {
        baum.push((i, tiefe));
        let unter = kinder.get(&Some(raeume[i].id)).into_iter().flatten().rev();
        stapel.extend(unter.map(|k| (*k, tiefe + 1)));
    }
    let mut summen: Vec<Option<i64>> = raeume.iter().map(|r| r.einwohner).collect();
    for (i, _) in baum.iter().rev() {
        if summen[*i].is_none() {
            let unter = kinder.get(&Some(raeume[*i].id));
            let teile: Option<Vec<i64>> = unter.map(|k| k.iter().filter_map(|k| summen[*k]).collect());
            summen[*i] = teile.filter(|t| !t.is_empty()).map(|t| t.iter().sum());
        }
    }
    let flach = !muster.is_empty() || s.spalte != "code";
    let mut aus: Vec<Geordnet> = baum
        .into_iter()
        .filter(|(i, _)| raeume[*i].suchform.contains(&muster))
        .map(|(i, tiefe)| (raeume[i].clone(), summen[i], if flach { 0 } else { tiefe }))
        .collect();
    match s.spalte.as_str() {
        "name" => aus.sort_by_key(|(r, ..)| suchform(&r.name)),
        "einwohner" => aus.sort_by_key(|(_, summe, _)| *summe),
        _ => {}
    }
    if s.absteigend {
        aus.reverse();
    }
    aus
}

fn zeile(r: &RaumListe, summe: Option<i64>, tiefe: usize) -> amt::Result<Zeile> {
    Ok(Zeile {
        id: r.id,
        name: r.name.clone(),
        code: r.code.clone(),
        ebene: ebene_wort(&r.ebene),
        einzug: vec![(); tiefe],
        einwohner: summe.map_or_else(|| "unbekannt".to_owned(), zahl),
        stand: r.einwohner_stand.map(|s| s.to_string()).unwrap_or_default(),
        status: ausbau(r.ausbaustatus()?),
    })
}

pub(super) fn ausbau(s: Ausbaustatus) -> Status {
    match s {
        Ausbaustatus::Regelbetrieb => Status::gut(s.text()),
        Ausbaustatus::Ausgesetzt => Status::achtung(s.text()),
        _ => Status::info(s.text()),
    }
}

/// "vom 01.01.2026 bis 31.12.2026" or "ab 01.01.2026".
pub(super) fn gueltig(g: &GliederungZeile) -> String {
    g.gueltig_bis.map_or_else(
        || format!("ab {}", g.gueltig_ab),
        |b| format!("vom {} bis {}", g.gueltig_ab, b.plus_tage(-1)),
    )
}
