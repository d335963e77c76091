//! `/faelle/{id}/sozialraum`: what the quarter offers, looked at together before a help in the single case.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Angebot, Fall, Gesamtergebnis, Pruefergebnis, Suchprofil, Ueberspringgrund},
    pages::wahlen,
    service::fall::{
        lesen::{self, Akte},
        pruefung::{Blick, Pruefdaten, abschliessen, ansehen, suchen},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("angebot", "Angebot"),
    ("ergebnis", "Ergebnis"),
    ("thema", "Thema"),
    ("frage_bekannt", "Gibt es schon etwas, das Sie kennen?"),
    ("themen", "Themen"),
    ("keine_treffer", "Geprüfte Angebote"),
    ("zustimmung", "Zustimmung"),
    ("gesamtergebnis", "Gesamtergebnis"),
    ("grund", "Grund"),
];
/// Offers shown to choose from.
const ZUR_WAHL: usize = 12;

#[derive(Template)]
#[template(path = "fall/fall/sozialraum.html")]
struct SozialraumSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    treffer: Vec<Angebot>,
    angebote: Vec<Wahl>,
    bedarfe: Vec<Wahl>,
    themen: Vec<Wahl>,
    ergebnisse: Vec<Wahl>,
    gesamt: Vec<Wahl>,
    gruende: Vec<Wahl>,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    let offen = akte.bearbeiten && akte.fall.stand.sozialraumpruefung();
    let treffer = if offen {
        let bedarfe = f
            .werte()
            .iter()
            .filter(|(n, w)| n == "bedarfe" && !w.is_empty())
            .map(|(_, w)| w.clone())
            .collect();
        let profil = Suchprofil {
            text: f.wert("suchwort").to_owned(),
            bedarfe,
            limit: ZUR_WAHL,
            ..Suchprofil::default()
        };
        suchen(app, &mut tx, &profil).await?
    } else {
        Vec::new()
    };
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = SozialraumSeite {
        shell: shell(huelle, &akte, "Sozialraumprüfung"),
        kopf: kopf(kontext, &akte, "sozialraum"),
        offen,
        angebote: treffer
            .iter()
            .map(|a| Wahl::neu(a.id, a.titel.clone()).hinweis(a.akteur.clone()))
            .collect(),
        treffer,
        bedarfe: wahlen::bedarfe(),
        themen: wahlen::themen(),
        ergebnisse: Pruefergebnis::wahlen(),
        gesamt: Gesamtergebnis::wahlen(),
        gruende: Ueberspringgrund::wahlen(),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, Formular::leer(), vec![]).await
}

/// By POST: what somebody needs because of a disability stands in no address.
pub(crate) async fn suche(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await
}

pub(crate) async fn blick(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let ergebnis: Option<Pruefergebnis> = e.pflichtauswahl("ergebnis");
    let angebot = e.auswahl("angebot");
    let titel = e.text("titel", 120);
    let grund = e.text("warum", 300);
    let thema = e.auswahl("thema");
    let bedarfe: Vec<netz::Bedarf> = e.auswahlliste("bedarfe");
    let bedarfe = bedarfe.iter().map(|b| b.code().to_owned()).collect();
    let (Some(ergebnis), false) = (ergebnis, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    };
    let cmd = Blick {
        angebot,
        titel,
        ergebnis,
        grund,
        bedarfe,
        thema,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        ansehen(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "sozialraum"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}

pub(crate) async fn fertig(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let ergebnis: Option<Gesamtergebnis> = e.pflichtauswahl("gesamtergebnis");
    let frage_bekannt = e.text("frage_bekannt", 1000);
    let umfeld = e.text("umfeld", 1000);
    let themen = e.auswahlliste("themen");
    let grund = e.auswahl("grund");
    let (Some(ergebnis), false) = (ergebnis, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    };
    let cmd = Pruefdaten {
        frage_bekannt,
        themen,
        umfeld,
        keine_treffer: e.haken("keine_treffer"),
        ergebnis,
        zustimmung: e.haken("zustimmung"),
        grund,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        abschliessen(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "sozialraum"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}
