//! `/fragen`: the questions and answers the public reads, to be written and kept up.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::noch_einmal;
use crate::{
    FaqDaten, FaqEintrag,
    codes::{FaqStatus, FaqZielgruppe},
    service::{self, FaqGespeichert},
};

#[derive(Template)]
#[template(path = "netz/faq.html")]
struct Liste {
    shell: Shell,
    darf_anlegen: bool,
    eintraege: Vec<FaqGespeichert>,
}

#[derive(Template)]
#[template(path = "netz/faq_formular.html")]
struct Bogen {
    shell: Shell,
    f: Formular,
    ziel: String,
    zielgruppen: Vec<Wahl>,
    status: Vec<Wahl>,
}

/// `GET /fragen`
pub(super) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let sicht = Sicht::auf::<FaqEintrag>(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let vorlage = Liste {
        shell: huelle
            .titel("Fragen und Antworten")
            .ueber("Angebote", "/angebote"),
        darf_anlegen: Befugnis::<Anlegen, FaqEintrag>::pruefen(&kontext, None, Bezug::default()).is_ok(),
        eintraege: service::faq_liste(&mut tx, &sicht).await?,
    };
    Ok(Seite::neu(vorlage).into_response())
}

fn bogen(huelle: Huelle, id: Option<Id<FaqEintrag>>, f: Formular) -> Bogen {
    let titel = if id.is_some() {
        "Frage bearbeiten"
    } else {
        "Neue Frage"
    };
    let namen = [
        ("frage", "Frage"),
        ("antwort", "Antwort"),
        ("zielgruppe", "Für wen"),
        ("status", "Stand der Bearbeitung"),
        ("stand", "Stand vom"),
    ];
    Bogen {
        shell: huelle.titel(titel).ueber("Fragen und Antworten", "/fragen"),
        f: f.benannt(&namen),
        ziel: id.map_or_else(
            || "/fragen/neu".to_owned(),
            |id| format!("/fragen/{id}/bearbeiten"),
        ),
        zielgruppen: wahlen!(FaqZielgruppe),
        status: wahlen!(FaqStatus),
    }
}

fn lesen(e: &mut Eingaben) -> Option<FaqDaten> {
    let frage = e.pflichttext("frage", 300);
    let antwort = e.text("antwort", 4000);
    let leichte_sprache = e.text("leichte_sprache", 4000);
    let go_kapitel = e.text("go_kapitel", 120);
    let zielgruppe: Option<FaqZielgruppe> = e.pflichtauswahl("zielgruppe");
    let status: Option<FaqStatus> = e.pflichtauswahl("status");
    let stand = e.pflichtdatum("stand").map(Datum);
    if e.hat_fehler() {
        return None;
    }
    Some(FaqDaten {
        frage,
        antwort,
        leichte_sprache,
        zielgruppe: zielgruppe?,
        go_kapitel,
        status: status?,
        stand: stand?,
    })
}

/// `GET /fragen/neu`
pub(super) async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Befugnis::<Anlegen, FaqEintrag>::pruefen(&kontext, None, Bezug::default())?;
    let f = Formular::leer()
        .setze("einmal", app.ids.uuid())
        .setze("stand", app.uhr.heute().0)
        .setze("status", FaqStatus::Offen.code());
    Ok(Seite::neu(bogen(huelle, None, f)).into_response())
}

/// `POST /fragen/neu`
pub(super) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, FaqEintrag>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = super::schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let ergebnis = match lesen(&mut e) {
        Some(d) => service::faq_anlegen(&app, &mut tx, &may, d).await.map(|_| ()),
        None => Err(Error::Regel(Vec::new())),
    };
    super::gefuehrt(&mut tx, &kontext, &e, "/fragen").await?;
    fertig(huelle, None, e, tx, ergebnis, None).await
}

/// `GET /fragen/{id}/bearbeiten`
pub(super) async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<FaqEintrag>>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, FaqEintrag>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let g = service::faq_laden(&mut tx, &liest).await?;
    let d = g.daten;
    let f = Formular::leer()
        .setze("frage", d.frage)
        .setze("antwort", d.antwort)
        .setze("leichte_sprache", d.leichte_sprache)
        .setze("go_kapitel", d.go_kapitel)
        .setze("zielgruppe", d.zielgruppe.code())
        .setze("status", d.status.code())
        .setze("stand", d.stand.0)
        .setze("version", g.version);
    Ok(Seite::neu(bogen(huelle, Some(id), f)).into_response())
}

/// `POST /fragen/{id}/bearbeiten`
pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<FaqEintrag>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, FaqEintrag>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let version = e.zahl("version", 0, i64::MAX).unwrap_or(-1);
    let ergebnis = match lesen(&mut e) {
        Some(d) => service::faq_aendern(&app, &mut tx, &may, version, d).await,
        None => Err(Error::Regel(Vec::new())),
    };
    let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
    let jetzt = match ergebnis {
        Err(Error::Konflikt) => Some(service::faq_laden(&mut tx, &liest).await?.version),
        _ => None,
    };
    fertig(huelle, Some(id), e, tx, ergebnis, jetzt).await
}

async fn fertig(
    huelle: Huelle,
    id: Option<Id<FaqEintrag>>,
    e: Eingaben,
    tx: store::Tx,
    ergebnis: amt::Result<()>,
    jetzt: Option<i64>,
) -> Ergebnis<Response> {
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                "/fragen",
                MeldungArt::Erfolg,
                "Gespeichert. So steht es jetzt auf der öffentlichen Seite.",
            ))
        }
        Err(fehler) => {
            let f = noch_einmal(e, fehler, "frage", jetzt)?;
            Ok(Seite::ungueltig(bogen(huelle, id, f)).into_response())
        }
    }
}
