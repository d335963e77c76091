//! `/faelle/{id}/bedarf`: the nine areas of life and the other bodies that may have to be asked (EG05).

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Beeintraechtigung, Fall, Lebensbereich, Nebenergebnis},
    rules::fall::{antrag, eingliederung},
    service::fall::{
        bedarf::{self as dienst, BESCHREIBUNG_MAX, Bereichsdaten, Nebendaten},
        lesen::{self, Akte},
    },
};

/// One area or one side check with the names of its fields.
struct Feld {
    name: &'static str,
    titel: &'static str,
    norm: &'static str,
    text: String,
    am: String,
    antwort: String,
    wer: String,
}

#[derive(Template)]
#[template(path = "fall/fall/bedarf.html")]
struct BedarfSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    luecke: Option<Befund>,
    bereiche: Vec<Feld>,
    pruefungen: Vec<Feld>,
    antworten: Vec<Wahl>,
    ergebnisse: Vec<Wahl>,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let Some(egh) = &akte.egh else {
        return Err(Error::NichtGefunden.into());
    };
    let f = f.unwrap_or_else(|| vorbelegt(&akte));
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let bereiche: Vec<Feld> = Lebensbereich::ALLE
        .iter()
        .map(|b| {
            let a = egh.bereich(*b);
            Feld {
                name: b.code(),
                titel: b.wort(),
                norm: "",
                text: format!("{}-text", b.code()),
                am: String::new(),
                antwort: a.map_or_else(String::new, |a| format!("{}: {}", a.antwort, a.beschreibung)),
                wer: a.map_or_else(String::new, |a| format!("{}, {}", a.benutzer_name, a.zeit.lang())),
            }
        })
        .collect();
    let pruefungen: Vec<Feld> = eingliederung::noetige(akte.minderjaehrig())
        .into_iter()
        .map(|p| {
            let a = egh.nebenpruefung(p);
            Feld {
                name: p.code(),
                titel: p.wort(),
                norm: p.norm(),
                text: format!("{}-worte", p.code()),
                am: format!("{}-am", p.code()),
                antwort: a.map_or_else(String::new, |a| format!("{}. {}", a.ergebnis, a.worte)),
                wer: a.map_or_else(String::new, |a| format!("{}, {}", a.benutzer_name, a.zeit.lang())),
            }
        })
        .collect();
    let mut namen: Vec<(&str, &str)> = Vec::new();
    for x in bereiche.iter().chain(&pruefungen) {
        namen.extend([
            (x.name, x.titel),
            (x.text.as_str(), x.titel),
            (x.am.as_str(), x.titel),
        ]);
    }
    let f = mit_befunden(f, befunde).benannt(&namen);
    let luecke = antrag::icf(eingliederung::beantwortet(&egh.bereiche));
    let seite = BedarfSeite {
        shell: shell(huelle, &akte, "Bedarf"),
        kopf: kopf(kontext, &akte, "bedarf"),
        offen: akte.bearbeiten && dienst::ERMITTELN.contains(&akte.fall.stand),
        luecke,
        f,
        bereiche,
        pruefungen,
        antworten: Beeintraechtigung::wahlen(),
        ergebnisse: Nebenergebnis::wahlen(),
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

/// The answers that count, to write on from.
fn vorbelegt(akte: &Akte) -> Formular {
    let mut f = Formular::leer();
    let Some(egh) = &akte.egh else {
        return f;
    };
    for a in Lebensbereich::ALLE.iter().filter_map(|b| egh.bereich(*b)) {
        let name = a.bereich.code();
        f = f
            .setze(name, a.antwort.code())
            .setze(&format!("{name}-text"), &a.beschreibung);
    }
    for a in eingliederung::noetige(akte.minderjaehrig())
        .into_iter()
        .filter_map(|p| egh.nebenpruefung(p))
    {
        let name = a.pruefung.code();
        f = f
            .setze(name, a.ergebnis.code())
            .setze_wenn(&format!("{name}-am"), a.einwilligung_am.map(|d| d.0))
            .setze(&format!("{name}-worte"), &a.worte);
    }
    f
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let f = super::entwurf(&app, &kontext, "fall-bedarf", id).await?;
    rendern(&app, &kontext, huelle, id, f, vec![]).await
}

pub(crate) async fn bereiche(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd: Vec<Bereichsdaten> = Lebensbereich::ALLE
        .iter()
        .map(|b| {
            let antwort = e.auswahl::<Beeintraechtigung>(b.code());
            (
                *b,
                antwort,
                e.text(&format!("{}-text", b.code()), BESCHREIBUNG_MAX),
            )
        })
        .collect();
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    }
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::bereiche(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "bedarf"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}

pub(crate) async fn nebenpruefungen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd: Vec<Nebendaten> = crate::model::Nebenpruefung::ALLE
        .iter()
        .map(|p| {
            let ergebnis = e.auswahl::<Nebenergebnis>(p.code());
            let am = e.datum(&format!("{}-am", p.code())).map(Datum);
            (*p, ergebnis, am, e.text(&format!("{}-worte", p.code()), 1000))
        })
        .collect();
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    }
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::nebenpruefungen(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "bedarf#nebenpruefungen"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}
