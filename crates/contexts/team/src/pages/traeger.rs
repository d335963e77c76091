//! Träger and what is agreed with them: the list with what is missing, one of them, a new one, the end of an agreement.

use std::collections::BTreeMap;

use amt::{
    App, Error, Huelle, Kontext,
    go::modell::OrganisationArt,
    meldung,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Gueltigkeit, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl};

use super::hilfen::{
    an_felder, darf_bearbeiten, darf_lesen, erstes_mal, fertig, lesen, pflichtdatum, schreiben,
};
use crate::{
    ablage,
    model::{Organisation, Vereinbarung, Vereinbarungsart},
    rules::vereinbarung::{Stand, VORWARNUNG_TAGE, prozent, stand},
    service::{self, Vereinbart, zeitraum},
};

const SCHON: &str = "Das war schon gespeichert.";

struct Zeile {
    o: Organisation,
    stand: Status,
    /// What to do, in words.
    hinweise: Vec<String>,
    schwerpunkte: Vec<String>,
}

#[derive(Template)]
#[template(path = "team/traeger_liste.html")]
struct Liste {
    shell: Shell,
    heute: Datum,
    zeilen: Vec<Zeile>,
    bearbeiten: bool,
    vorwarnung: i32,
}

#[derive(Template)]
#[template(path = "team/traeger.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    o: Organisation,
    pflicht: Vec<(&'static str, Status)>,
    fehlt: bool,
    vereinbarungen: Vec<VereinbarungZeile>,
    schwerpunkte: Vec<String>,
    arten: Vec<Wahl>,
    bearbeiten: bool,
}

struct VereinbarungZeile {
    v: Vereinbarung,
    zeit: String,
    vorbei: bool,
}

#[derive(Template)]
#[template(path = "team/traeger_neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
    arten: Vec<Wahl>,
}

#[derive(Template)]
#[template(path = "team/traeger_ende.html")]
struct Ende {
    shell: Shell,
    f: Formular,
    ziel: String,
    zurueck: String,
    was: String,
    zeit: String,
    folge: &'static str,
}

/// Whoever may change Träger: agreements belong to no space, so every lead may enter one.
pub fn darf_traeger(
    kontext: &Kontext,
    id: Option<Id<Organisation>>,
) -> Result<Befugnis<Bearbeiten, Organisation>, Error> {
    Befugnis::pruefen(kontext, id, Bezug::default())
}

fn je_art(alle: &[Vereinbarung], wer: Id<Organisation>) -> BTreeMap<Vereinbarungsart, Vec<Gueltigkeit>> {
    let mut je: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for v in alle.iter().filter(|v| v.organisation == wer) {
        je.entry(v.art).or_default().push(v.gueltigkeit);
    }
    je
}

fn staende(alle: &[Vereinbarung], wer: Id<Organisation>, heute: Datum) -> Vec<(Vereinbarungsart, Stand)> {
    let je = je_art(alle, wer);
    Vereinbarungsart::PFLICHT
        .into_iter()
        .map(|art| (art, stand(je.get(&art).map_or(&[], Vec::as_slice), heute)))
        .collect()
}

fn als_status(s: Stand) -> Status {
    match s {
        Stand::Gilt => Status::gut("gilt"),
        Stand::LaeuftAus(tag) => Status::achtung(format!("endet am {tag}")),
        Stand::Ab(tag) => Status::achtung(format!("erst ab {tag}")),
        Stand::Fehlt => Status::ernst("fehlt"),
    }
}

/// In words where a Träger is preferred today.
async fn schwerpunkte(
    app: &App,
    tx: &mut store::Tx,
    heute: Datum,
) -> Result<BTreeMap<Id<Organisation>, Vec<String>>, Error> {
    let raeume = service::raeume(app, tx, heute).await?;
    let mut aus: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for s in ablage::vereinbarung::schwerpunkte(tx).await? {
        if !s.gueltigkeit.gilt_am(heute) {
            continue;
        }
        let ort = raeume.raum(s.raum).map_or("anderer Zuschnitt".to_owned(), |r| {
            format!("{} {}", r.code, r.name)
        });
        for m in &s.mitglieder {
            let text = if s.mitglieder.len() == 1 {
                ort.clone()
            } else {
                format!("{ort} (Verbund, {} %)", prozent(m.anteil))
            };
            aus.entry(m.organisation).or_default().push(text);
        }
    }
    Ok(aus)
}

/// All Träger with what is missing.
pub async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    darf_lesen::<Organisation>(&kontext, None)?;
    let heute = app.uhr.heute();
    let mut tx = lesen(&app).await?;
    let alle = ablage::vereinbarung::alle(&mut tx, None).await?;
    let mut wo = schwerpunkte(&app, &mut tx, heute).await?;
    let zeilen = ablage::organisation::alle(&mut tx)
        .await?
        .into_iter()
        .filter(Organisation::ist_traeger)
        .map(|o| {
            let staende = staende(&alle, o.id, heute);
            let hinweise: Vec<String> = staende
                .iter()
                .filter_map(|(art, s)| match s {
                    Stand::Gilt => None,
                    Stand::LaeuftAus(tag) => Some(format!("{art} endet am {tag}")),
                    Stand::Ab(tag) => Some(format!("{art} gilt erst ab {tag}")),
                    Stand::Fehlt => Some(format!("{art} fehlt")),
                })
                .collect();
            let stand = if staende
                .iter()
                .any(|(_, s)| matches!(s, Stand::Fehlt | Stand::Ab(_)))
            {
                Status::ernst("kein Auftrag möglich")
            } else if hinweise.is_empty() {
                Status::gut("vollständig")
            } else {
                Status::achtung("läuft aus")
            };
            Zeile {
                stand,
                hinweise,
                schwerpunkte: wo.remove(&o.id).unwrap_or_default(),
                o,
            }
        })
        .collect();
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Träger"),
        heute,
        zeilen,
        bearbeiten: darf_bearbeiten(&kontext),
        vorwarnung: VORWARNUNG_TAGE,
    })
    .into_response())
}

/// An agreement to renew, as the address carries it.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Wunsch {
    verlaengern: String,
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Organisation>,
    verlaengern: Option<Id<Vereinbarung>>,
    f: Option<Formular>,
) -> Result<Blatt, Error> {
    let heute = app.uhr.heute();
    let mut tx = lesen(app).await?;
    let o = ablage::organisation::laden(&mut tx, id).await?;
    if !o.ist_traeger() {
        return Err(Error::NichtGefunden);
    }
    let alle = ablage::vereinbarung::alle(&mut tx, Some(id)).await?;
    let staende = staende(&alle, id, heute);
    let leer = || {
        let f = Formular::leer();
        match alle.iter().find(|v| Some(v.id) == verlaengern) {
            // the next one begins on the day after the last
            Some(v) => f
                .setze("arten", v.art.code())
                .setze("inhalt", &v.inhalt)
                .setze_wenn("ab", v.gueltigkeit.bis().map(|b| b.0)),
            None => staende
                .iter()
                .filter(|(_, s)| matches!(s, Stand::Fehlt))
                .fold(f.setze("ab", heute.0), |f, (art, _)| f.setze("arten", art.code())),
        }
    };
    let f = f.unwrap_or_else(leer);
    Ok(Blatt {
        shell: huelle.titel(&o.name).ueber("Träger", "/traeger"),
        f: f.setze("einmal", app.ids.uuid()).benannt(&[
            ("arten", "Was ist vereinbart"),
            ("ab", "Erster Tag"),
            ("bis", "Letzter Tag"),
            ("inhalt", "Was sie erlaubt"),
        ]),
        fehlt: staende
            .iter()
            .any(|(_, s)| matches!(s, Stand::Fehlt | Stand::Ab(_))),
        pflicht: staende
            .into_iter()
            .map(|(art, s)| (art.wort(), als_status(s)))
            .collect(),
        vereinbarungen: alle
            .into_iter()
            .rev()
            .map(|v| VereinbarungZeile {
                zeit: zeitraum(&v.gueltigkeit),
                vorbei: v.gueltigkeit.bis().is_some_and(|b| b <= heute),
                v,
            })
            .collect(),
        schwerpunkte: schwerpunkte(app, &mut tx, heute)
            .await?
            .remove(&id)
            .unwrap_or_default(),
        arten: Vereinbarungsart::EINTRAGBAR
            .iter()
            .map(|a| Wahl::neu(a.code(), a.wort()))
            .collect(),
        bearbeiten: darf_traeger(kontext, Some(id)).is_ok(),
        o,
    })
}

/// A Träger with its agreements.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Organisation>>,
    Query(w): Query<Wunsch>,
) -> Ergebnis<Response> {
    darf_lesen(&kontext, Some(id))?;
    let verlaengern = w.verlaengern.parse().ok();
    Ok(Seite::neu(blatt(&app, &kontext, huelle, id, verlaengern, None).await?).into_response())
}

/// First and last day of a form as a period; the last may be empty.
pub fn zeit(e: &mut Eingaben) -> Option<Gueltigkeit> {
    let ab = pflichtdatum(e, "ab")?;
    let bis = e.datum("bis").map(|d| Datum(d).plus_tage(1));
    let g = Gueltigkeit::neu(ab, bis);
    if g.is_none() {
        e.melde("bis", "WEB-E04", "Der letzte Tag liegt vor dem ersten.");
    }
    g
}

/// Enters agreements.
pub async fn eintragen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Organisation>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = darf_traeger(&kontext, Some(id))?;
    let gueltigkeit = zeit(&mut e);
    let arten: Vec<_> = e
        .liste("arten")
        .iter()
        .filter_map(|c| Vereinbarungsart::von_code(c))
        .filter(|a| Vereinbarungsart::EINTRAGBAR.contains(a))
        .collect();
    if arten.is_empty() {
        e.melde("arten", "WEB-E01", "Bitte ankreuzen, was vereinbart ist.");
    }
    let inhalt = e.text("inhalt", 1000);
    let fundstelle = e.text("fundstelle", 200);
    if let (Some(gueltigkeit), false) = (gueltigkeit, e.hat_fehler()) {
        let mut tx = schreiben(&app).await?;
        let ziel = format!("/traeger/{id}");
        if !erstes_mal(&mut tx, &kontext, &mut e).await? {
            return Ok(meldung::weiter(ziel, MeldungArt::Hinweis, SCHON));
        }
        let v = Vereinbart {
            arten,
            gueltigkeit,
            inhalt,
            fundstelle,
        };
        match service::vereinbarung_eintragen(&app, &mut tx, &may, &v).await {
            Ok(()) => {
                fertig(tx).await?;
                return Ok(meldung::weiter(ziel, MeldungArt::Erfolg, "Eingetragen."));
            }
            Err(fehler) => an_felder(fehler, &mut e, "arten")?,
        }
    }
    let f = Some(e.formular());
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, id, None, f).await?).into_response())
}

fn neu_blatt(app: &App, huelle: Huelle, f: Formular) -> Neu {
    let arten = [
        OrganisationArt::FreiGemeinnuetzig,
        OrganisationArt::Kirchlich,
        OrganisationArt::PrivatGewerblich,
    ];
    Neu {
        shell: huelle.titel("Träger anlegen").ueber("Träger", "/traeger"),
        f: f.setze("einmal", app.ids.uuid()).benannt(&[("art", "Art")]),
        arten: arten.iter().map(|a| Wahl::neu(a.code(), a.wort())).collect(),
    }
}

/// The empty form.
pub async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    darf_traeger(&kontext, None)?;
    Ok(Seite::neu(neu_blatt(&app, huelle, Formular::leer())).into_response())
}

/// Creates a Träger.
pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = darf_traeger(&kontext, None)?;
    let neu = Organisation {
        id: Id::von(uuid::Uuid::nil()),
        name: e.pflichttext("name", 120),
        art: OrganisationArt::von_code(e.roh("art")).unwrap_or(OrganisationArt::Oeffentlich),
        anerkannt_75: e.haken("anerkannt_75"),
        groesse_vzae: None,
        version: 1,
    };
    if !neu.ist_traeger() {
        e.melde("art", "WEB-E06", "Bitte einen Eintrag aus der Liste wählen.");
    }
    if !e.hat_fehler() {
        let mut tx = schreiben(&app).await?;
        if !erstes_mal(&mut tx, &kontext, &mut e).await? {
            return Ok(meldung::weiter("/traeger", MeldungArt::Hinweis, SCHON));
        }
        match service::organisation_speichern(&app, &mut tx, &may, neu).await {
            Ok(id) => {
                fertig(tx).await?;
                let text = "Gespeichert. Jetzt fehlen noch die Vereinbarungen.";
                return Ok(meldung::weiter(
                    format!("/traeger/{id}"),
                    MeldungArt::Erfolg,
                    text,
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "name")?,
        }
    }
    Ok(Seite::ungueltig(neu_blatt(&app, huelle, e.formular())).into_response())
}

async fn ende_blatt(app: &App, huelle: Huelle, v: &Vereinbarung, f: Option<Formular>) -> Result<Ende, Error> {
    let mut tx = lesen(app).await?;
    let o = ablage::organisation::laden(&mut tx, v.organisation).await?;
    let zurueck = format!("/traeger/{}", v.organisation);
    Ok(Ende {
        shell: huelle
            .titel("Vereinbarung beenden")
            .ueber("Träger", "/traeger")
            .ueber(&o.name, &zurueck),
        f: f.unwrap_or_else(|| Formular::leer().setze("letzter", app.uhr.heute().0))
            .benannt(&[("letzter", "Letzter Tag")]),
        ziel: format!("/traeger/vereinbarung/{}", v.id),
        zurueck,
        was: format!("{}: {}", o.name, v.art),
        zeit: zeitraum(&v.gueltigkeit),
        folge: "Danach kann dieser Träger keinen neuen Auftrag bekommen, bis eine neue Vereinbarung gilt. Laufende Aufträge bleiben bestehen.",
    })
}

/// Asks for the last day.
pub async fn ende(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vereinbarung>>,
) -> Ergebnis<Response> {
    darf_traeger(&kontext, None)?;
    let v = ablage::vereinbarung::laden(&mut lesen(&app).await?, id).await?;
    Ok(Seite::neu(ende_blatt(&app, huelle, &v, None).await?).into_response())
}

/// Ends an agreement.
pub async fn beenden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vereinbarung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    darf_traeger(&kontext, None)?;
    let mut tx = schreiben(&app).await?;
    let v = ablage::vereinbarung::laden(&mut tx, id).await?;
    let may = darf_traeger(&kontext, Some(v.organisation))?;
    if let Some(letzter) = pflichtdatum(&mut e, "letzter") {
        match service::vereinbarung_beenden(&app, &mut tx, &may, id, letzter).await {
            Ok(()) => {
                fertig(tx).await?;
                let ziel = format!("/traeger/{}", v.organisation);
                return Ok(meldung::weiter(
                    ziel,
                    MeldungArt::Erfolg,
                    "Das Ende ist eingetragen.",
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "letzter")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(ende_blatt(&app, huelle, &v, Some(e.formular())).await?).into_response())
}
