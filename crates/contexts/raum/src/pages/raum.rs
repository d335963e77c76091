//! One space: facts, map, streets, neighbours, and the sections of the rooms above.

use amt::{App, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::Id;
use uuid::Uuid;
use web::{Blaettern, Ergebnis, Fertig, Formular, Hx, Seite, Shell, Status, Weg};

use super::{frage, karte, raeume};
use crate::{
    Raumeinheit,
    ablage::{gliederung, liste, raum as db},
    abschnitt::Abschnitte,
    karte::{Flaeche, Karte, space_map_svg},
    service::{RaumDetail, StrassenListe},
};

const JE_SEITE: u64 = 50;

#[derive(serde::Deserialize, Default)]
pub struct Wunsch {
    #[serde(default)]
    q: String,
    #[serde(default)]
    seite: u64,
}

struct Abschnitt {
    titel: &'static str,
    html: Fertig,
}

#[derive(Template)]
#[template(path = "raum/raum.html")]
struct Raum {
    shell: Shell,
    r: RaumDetail,
    zuschnitt: Weg,
    gueltig: String,
    ebene: String,
    ausbau: Status,
    standort_status: String,
    einwohner: String,
    adressen: String,
    svg: Option<Fertig>,
    karte_url: String,
    unter: Vec<Weg>,
    nachbarn: Vec<Weg>,
    hat_flaeche: bool,
    strassen: Fertig,
    indikatoren: Vec<(String, String, String, String)>,
    abschnitte: Vec<Abschnitt>,
    darf_bearbeiten: bool,
}

#[derive(Template)]
#[template(path = "raum/strassen.html")]
struct Strassen {
    id: Uuid,
    f: Formular,
    zeilen: Vec<StrassenListe>,
    blaettern: Blaettern,
    gesucht: bool,
    /// Ranges can only be changed in a draft.
    aenderbar: bool,
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    hx: Hx,
    Path(id): Path<Uuid>,
    Query(w): Query<Wunsch>,
) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let rid: Id<Raumeinheit> = Id::von(id);
    let r = db::laden(&mut tx, rid).await?.ok_or(amt::Error::NichtGefunden)?;
    let g = gliederung::laden(&mut tx, Id::von(r.gliederung))
        .await?
        .ok_or(amt::Error::NichtGefunden)?;
    let entwurf = matches!(
        g.status()?,
        crate::GliederungStatus::Entwurf | crate::GliederungStatus::Abstimmung
    );
    let seite = w.seite.max(1);
    let (zeilen, gesamt) = liste::strassen(&mut tx, rid, &w.q, (seite - 1) * JE_SEITE, JE_SEITE).await?;
    let strassen = Strassen {
        id,
        f: Formular::leer().setze("q", &w.q),
        zeilen,
        blaettern: Blaettern::seiten(
            &frage(&format!("/raeume/{id}"), &[("q", &w.q)]),
            seite,
            JE_SEITE,
            gesamt,
        ),
        gesucht: !w.q.is_empty(),
        aenderbar: entwurf && super::darf_bearbeiten(&kontext),
    };
    if hx.nach("strassen") {
        return Ok(Seite::neu(strassen).into_response());
    }
    let alle = liste::raeume(&mut tx, Id::von(r.gliederung)).await?;
    let flaechen = karte::flaechen(&mut tx, Id::von(r.gliederung), Some(rid)).await?;
    let eigene = flaechen.iter().find(|f| f.betont);
    let hat_flaeche = eigene.is_some();
    let nachbarn = eigene.map(|e| nachbarn(e, &flaechen)).unwrap_or_default();
    let svg = hat_flaeche
        .then(|| {
            space_map_svg(&Karte {
                titel: &format!("Lage von {}", r.name),
                beschreibung: "Der Raum ist dunkler und dick umrandet, die übrigen Räume sind Verweise.",
                flaechen: &flaechen,
                punkte: &[],
            })
        })
        .flatten();
    let weg = |x: &liste::RaumListe| Weg::neu(&*x.name, format!("/raeume/{}", x.id));
    let mut shell = huelle.titel(&*r.name).ueber("Sozialräume", "/raeume");
    let mut kette = Vec::new();
    let mut eltern = r.eltern;
    while let Some(e) = eltern.and_then(|e| alle.iter().find(|x| x.id == e)) {
        kette.push(weg(e));
        eltern = e.eltern.filter(|_| kette.len() < 8);
    }
    for k in kette.into_iter().rev() {
        shell = shell.ueber(k.text, k.url);
    }
    let indikatoren = liste::indikatoren(&mut tx, rid, app.uhr.heute()).await?;
    let adressen = liste::adressen_in_bereichen(&mut tx, rid).await?;
    let mut abschnitte = Vec::new();
    if let Some(teile) = app.teil::<Abschnitte>() {
        for a in &teile.0 {
            if let Some(html) = a.html(&app, &mut tx, &kontext, rid).await? {
                abschnitte.push(Abschnitt {
                    titel: a.titel(),
                    html: Fertig::neu(html),
                });
            }
        }
    }
    let summe = r.einwohner.map_or_else(|| "unbekannt".to_owned(), raeume::zahl);
    let seite = Raum {
        shell,
        zuschnitt: Weg::neu(
            &*g.bezeichnung,
            frage("/raeume", &[("gliederung", &g.id.to_string())]),
        ),
        gueltig: raeume::gueltig(&g),
        ebene: raeume::ebene_wort(&r.ebene),
        ausbau: raeume::ausbau(r.ausbaustatus()?),
        standort_status: r
            .standort_status()?
            .map(|s| s.text().to_owned())
            .unwrap_or_default(),
        einwohner: r
            .einwohner_stand
            .map_or(summe.clone(), |s| format!("{summe} (am {s})")),
        adressen: raeume::zahl(i64::try_from(adressen).unwrap_or(0)),
        svg,
        karte_url: format!("/raeume/{id}/karte.geojson"),
        unter: alle.iter().filter(|x| x.eltern == Some(id)).map(weg).collect(),
        nachbarn,
        hat_flaeche,
        strassen: Fertig::aus(&strassen)?,
        indikatoren: indikatoren
            .into_iter()
            .map(|i| {
                (
                    raeume::ebene_wort(&i.indikator),
                    if i.unterdrueckt {
                        "nicht veröffentlicht, weil zu klein".to_owned()
                    } else {
                        wert(i.zaehler, i.nenner)
                    },
                    i.stichtag.to_string(),
                    i.quelle,
                )
            })
            .collect(),
        abschnitte,
        darf_bearbeiten: super::darf_bearbeiten(&kontext),
        r,
    };
    Ok(Seite::neu(seite).into_response())
}

/// Counted, out of, and the share; 0 out of 0 is no value, not 0 (Fachkonzept 3.9).
fn wert(zaehler: i64, nenner: i64) -> String {
    match base::kaufm(i128::from(zaehler) * 10_000, i128::from(nenner)) {
        None => "kein Wert".to_owned(),
        Some(bp) => format!(
            "{},{:02} % ({} von {})",
            bp / 100,
            bp % 100,
            raeume::zahl(zaehler),
            raeume::zahl(nenner)
        ),
    }
}

fn nachbarn(eigene: &Flaeche, alle: &[Flaeche]) -> Vec<Weg> {
    alle.iter()
        .filter(|f| !f.betont && crate::geometrie::beruehrt(&f.form, &eigene.form))
        .filter_map(|f| Some(Weg::neu(&*f.name, f.url.clone()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::wert;

    #[test]
    fn t_037_anteile_und_kein_wert() {
        assert_eq!(wert(74, 1000), "7,40 % (74 von 1.000)");
        assert_eq!(wert(312, 9876), "3,16 % (312 von 9.876)");
        assert_eq!(wert(0, 0), "kein Wert");
    }
}
