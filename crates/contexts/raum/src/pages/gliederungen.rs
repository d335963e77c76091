//! Versions of the boundaries and their steps: discuss, decide, put into force.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bereich, Bezug, Entscheiden, Recht},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id, Text};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl, Weg};

use super::{feldfehler, raeume};
use crate::{
    Gliederung, GliederungStatus,
    ablage::gliederung as db,
    service::{self, Beschluss, GliederungZeile},
};

struct Zeile {
    g: GliederungZeile,
    gueltig: String,
    status: Status,
    beschluss: String,
    schritt: bool,
}

#[derive(Template)]
#[template(path = "raum/gliederungen.html")]
struct Liste {
    shell: Shell,
    reiter: Vec<Weg>,
    zeilen: Vec<Zeile>,
    zuschnitte: Vec<Wahl>,
    f: Formular,
    darf_bearbeiten: bool,
}

/// The state in words: a decided version whose day has come holds, whether or not somebody has pressed the button.
pub fn status(g: &GliederungZeile, heute: Datum) -> amt::Result<Status> {
    let gilt = g.gueltig_ab <= heute && g.gueltig_bis.is_none_or(|b| heute < b);
    Ok(match g.status()? {
        GliederungStatus::InKraft | GliederungStatus::Beschlossen if gilt => Status::gut("Gilt heute"),
        GliederungStatus::Beschlossen | GliederungStatus::InKraft if g.gueltig_ab > heute => {
            Status::info(format!("Beschlossen, gilt ab {}", g.gueltig_ab))
        }
        s @ (GliederungStatus::Entwurf | GliederungStatus::Abstimmung) => Status::achtung(s.text()),
        _ => Status::info("Abgelöst"),
    })
}

pub async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = db::alle(&mut tx).await?;
    let heute = app.uhr.heute();
    let entscheidet = amt::navigation::darf(&kontext, Bereich::Raum, Recht::Entscheiden);
    let bearbeitet = super::darf_bearbeiten(&kontext);
    let zuschnitte: Vec<Wahl> = alle.iter().map(|g| Wahl::neu(g.id, &*g.bezeichnung)).collect();
    let vorwahl = |i: usize| zuschnitte.get(i).map(|w| w.wert.clone());
    let f = Formular::leer()
        .setze_wenn("a", vorwahl(1))
        .setze_wenn("b", vorwahl(0));
    let zeilen = alle
        .into_iter()
        .map(|g| {
            let s = g.status()?;
            let schritt = match s {
                GliederungStatus::Entwurf => bearbeitet,
                GliederungStatus::Abstimmung => bearbeitet || entscheidet,
                GliederungStatus::Beschlossen => entscheidet && g.gueltig_ab <= heute,
                _ => false,
            };
            let teile = [
                g.beschluss_gremium.clone(),
                g.beschluss_datum.map(|d| d.to_string()),
                g.beschluss_vorlage.clone(),
            ];
            Ok(Zeile {
                gueltig: raeume::gueltig(&g),
                status: status(&g, heute)?,
                beschluss: teile.into_iter().flatten().collect::<Vec<_>>().join(", "),
                schritt,
                g,
            })
        })
        .collect::<amt::Result<Vec<_>>>()?;
    let ansicht = Liste {
        shell: huelle.titel("Zuschnitte").ueber("Sozialräume", "/raeume"),
        reiter: super::reiter(),
        zeilen,
        zuschnitte,
        f,
        darf_bearbeiten: bearbeitet,
    };
    Ok(Seite::neu(ansicht).into_response())
}

#[derive(Template)]
#[template(path = "raum/schritt.html")]
struct SchrittSeite {
    shell: Shell,
    id: Uuid,
    f: Formular,
    status: GliederungStatus,
    entscheidet: bool,
    gueltig: String,
}

fn schritt_seite(
    huelle: Huelle,
    kontext: &Kontext,
    g: &GliederungZeile,
    f: Formular,
) -> amt::Result<SchrittSeite> {
    Ok(SchrittSeite {
        shell: huelle
            .titel(format!("Nächster Schritt: {}", g.bezeichnung))
            .ueber("Sozialräume", "/raeume")
            .ueber("Zuschnitte", "/raeume/gliederungen"),
        id: g.id,
        f: f.benannt(&[
            ("gremium", "Gremium"),
            ("datum", "Tag des Beschlusses"),
            ("vorlage", "Vorlage"),
            ("pruefung", "Prüfung"),
            ("gueltig_ab", "Gültig ab"),
        ]),
        status: g.status()?,
        entscheidet: amt::navigation::darf(kontext, Bereich::Raum, Recht::Entscheiden),
        gueltig: raeume::gueltig(g),
    })
}

pub async fn schritt_zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Gliederung>::pruefen(&kontext, Some(Id::von(id)), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let g = db::laden(&mut tx, Id::von(id))
        .await?
        .ok_or(Error::NichtGefunden)?;
    let f = Formular::leer().setze("version", g.version);
    Ok(Seite::neu(schritt_seite(huelle, &kontext, &g, f)?).into_response())
}

pub async fn schritt(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let gid: Id<Gliederung> = Id::von(id);
    // before anything of it is shown, the form with its errors included
    Befugnis::<Bearbeiten, Gliederung>::pruefen(&kontext, Some(gid), Bezug::default())?;
    let version = e.zahl("version", 1, i64::MAX).unwrap_or(0);
    let nach = e.pflichtauswahl::<GliederungStatus>("nach");
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let g = db::laden(&mut tx, gid).await?.ok_or(Error::NichtGefunden)?;
    let ergebnis = match nach {
        Some(GliederungStatus::Beschlossen) => {
            let may = Befugnis::<Entscheiden, Gliederung>::pruefen(&kontext, Some(gid), Bezug::default())?;
            let beschluss = Beschluss {
                gremium: Text::neu(&e.pflichttext("gremium", 120)).unwrap_or_default(),
                datum: e.pflichtdatum("datum").map_or(app.uhr.heute(), Datum),
                vorlage: Text::neu(&e.pflichttext("vorlage", 120)).unwrap_or_default(),
            };
            if e.hat_fehler() {
                let seite = schritt_seite(huelle, &kontext, &g, e.formular())?;
                return Ok(Seite::ungueltig(seite).into_response());
            }
            service::gliederung_beschliessen(&app, &mut tx, &may, gid, version, &beschluss).await
        }
        Some(GliederungStatus::InKraft) => {
            let may = Befugnis::<Entscheiden, Gliederung>::pruefen(&kontext, Some(gid), Bezug::default())?;
            service::gliederung_in_kraft_setzen(&app, &mut tx, &may, gid, version).await
        }
        Some(nach) => {
            let may = Befugnis::<Bearbeiten, Gliederung>::pruefen(&kontext, Some(gid), Bezug::default())?;
            service::gliederung_abstimmen(&app, &mut tx, &may, gid, version, nach).await
        }
        None => {
            let seite = schritt_seite(huelle, &kontext, &g, e.formular())?;
            return Ok(Seite::ungueltig(seite).into_response());
        }
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let text = "Der Stand des Zuschnitts ist geändert.";
            Ok(meldung::weiter("/raeume/gliederungen", MeldungArt::Erfolg, text))
        }
        Err(Error::Regel(befunde)) => {
            let f = e.formular().mit_fehlern(feldfehler(&befunde));
            Ok(Seite::ungueltig(schritt_seite(huelle, &kontext, &g, f)?).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
