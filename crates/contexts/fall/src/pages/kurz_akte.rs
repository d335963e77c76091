//! `/kurzberatung/{id}`: one Kurzberatung and its next steps. Every look at it is noted in the journal.

use amt::{App, Error, Huelle, Kontext, meldung::weiter, recht::Bearbeiten};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id, Text};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{kurz_lesen, neu_lesen};
use crate::{
    model::{Angebotsantwort, Gespraech, Hinweis, KbStand, Kurzberatung, WORTE_MAX},
    rules::ablauf::Uebergang,
    service::{
        kurz,
        kurz_schritt::{Folge, KurzSchritt, naechste, schritt},
        lesen,
    },
};

/// Words of the fields in the list of errors.
const NAMEN: &[(&str, &str)] = &[
    ("worte", "Worum geht es?"),
    ("beobachtung", "Was wurde beobachtet?"),
    ("gefaehrdungshinweis", "Hinweis auf Gefahr"),
    ("einwilligung", "Einwilligung"),
    ("nachname", "Name"),
    ("datum", "Tag des Gesprächs"),
    ("ort", "Wo?"),
    ("dauer", "Dauer"),
];

#[derive(Template)]
#[template(path = "fall/kurz_akte.html")]
struct KurzSeite {
    shell: Shell,
    f: Formular,
    akte: lesen::KurzAkte,
    frage: Option<String>,
    antworten: Vec<Wahl>,
    schritte: Vec<&'static Uebergang<KbStand>>,
    bearbeiten: bool,
    /// Id of the step whose form stands open.
    offen: String,
    einmal: Uuid,
    orte: Vec<Wahl>,
    hinweise: Vec<Wahl>,
}

async fn rendern(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Kurzberatung>,
    eingabe: Option<(Formular, Vec<Befund>, &str)>,
) -> amt::Result<Response> {
    let akte = lesen::kurz_akte(app, tx, kontext, id).await?;
    let bearbeiten = lesen::kurzberatung::<Bearbeiten>(tx, kontext, id).await.is_ok();
    let frage = if akte.kurz.hilfe_antwort.is_none() {
        kurz::frage_zu(app, tx, &akte.kurz.merkzeichen).await?
    } else {
        None
    };
    let (f, befunde, offen) = match eingabe {
        Some((f, b, offen)) => (f, b, offen.to_owned()),
        None => (
            Formular::leer().setze("datum", app.uhr.heute().0),
            vec![],
            String::new(),
        ),
    };
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let fehler = befunde.into_iter().map(|b| Feldfehler {
        feld: feld(&offen, b.ort),
        code: b.code.to_owned(),
        text: b.text,
    });
    let seite = KurzSeite {
        shell: huelle
            .titel(format!("Kurzberatung vom {}", akte.kurz.datum))
            .ueber("Kurzberatung", "/kurzberatung"),
        f: f.mit_fehlern(fehler).benannt(NAMEN),
        frage,
        antworten: Angebotsantwort::wahlen(),
        schritte: if bearbeiten {
            naechste(kontext, &akte.kurz)
        } else {
            vec![]
        },
        bearbeiten,
        offen,
        einmal: app.ids.uuid(),
        orte: kurz_lesen::orte(),
        hinweise: Hinweis::wahlen(),
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

/// The Meldung has its own field for the words, so that no id stands twice on the page.
fn feld(schritt: &str, feld: String) -> String {
    if schritt == "K05" && feld == "worte" {
        "beobachtung".to_owned()
    } else {
        feld
    }
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Kurzberatung>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let antwort = rendern(&app, &mut tx, &kontext, huelle, id, None).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(antwort)
}

fn lesen_schritt(e: &mut Eingaben, welcher: &str) -> KurzSchritt {
    let gespraech = if welcher == "K01" {
        let datum = e.pflichtdatum("datum");
        let ort = e.pflichtauswahl("ort");
        let dauer = e.pflichtzahl("dauer", 1, 600);
        datum.zip(ort).zip(dauer).map(|((datum, ort), dauer)| Gespraech {
            datum: Datum(datum),
            ort,
            dauer,
        })
    } else {
        None
    };
    let hinweis = match welcher {
        "K04" => e.pflichtauswahl("gefaehrdungshinweis"),
        _ => None,
    };
    let feld = if welcher == "K05" { "beobachtung" } else { "worte" };
    let worte = e.text(feld, WORTE_MAX);
    KurzSchritt {
        version: e.roh("version").parse().unwrap_or(0),
        gespraech,
        einwilligung: e.haken("einwilligung"),
        einmal: e.roh("einmal").parse().unwrap_or(Uuid::nil()),
        worte: Text::neu(&worte).unwrap_or_default(),
        gefaehrdungshinweis: hinweis.unwrap_or(Hinweis::Unklar),
        person: neu_lesen::person(e),
        rueckruf: e.haken("rueckruf"),
    }
}

pub(crate) async fn gehen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, welcher)): Path<(Id<Kurzberatung>, String)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = lesen_schritt(&mut e, &welcher);
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, _) = lesen::kurzberatung::<Bearbeiten>(&mut tx, &kontext, id).await?;
    let ergebnis = if e.hat_fehler() {
        Err(Error::Regel(vec![]))
    } else {
        schritt(&app, &mut tx, &may, &welcher, &cmd).await
    };
    let hier = format!("/kurzberatung/{id}");
    match ergebnis {
        Ok(folge) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(match folge {
                Folge::Stand(_) => weiter(hier, MeldungArt::Erfolg, "Der Schritt ist gespeichert."),
                Folge::Anliegen(a) => weiter(
                    format!("/anliegen/{a}"),
                    MeldungArt::Erfolg,
                    "Das Anliegen ist angelegt. Die Kurzberatung führt nicht zu ihm.",
                ),
                Folge::Meldung(_) => weiter(
                    hier,
                    MeldungArt::Erfolg,
                    "Die Meldung nach § 8a ist angelegt. Bitte rufen Sie jetzt den ASD an.",
                ),
            })
        }
        Err(Error::Konflikt) => Ok(weiter(
            hier,
            MeldungArt::Warnung,
            "Jemand anderes hat die Kurzberatung inzwischen geändert. Bitte sehen Sie den neuen Stand an und wiederholen Sie den Schritt.",
        )),
        Err(Error::Regel(befunde)) => {
            drop(tx);
            let mut tx = app.db.write().await.map_err(Error::from)?;
            let eingabe = Some((e.formular(), befunde, welcher.as_str()));
            let antwort = rendern(&app, &mut tx, &kontext, huelle, id, eingabe).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(antwort)
        }
        Err(andere) => Err(andere.into()),
    }
}
