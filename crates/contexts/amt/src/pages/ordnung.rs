//! The Geschäftsordnung in force as a document, all versions, and the way of a new one into force.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base::{Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell};

use super::felder;
use crate::{
    App, Error, Huelle, Kontext,
    druck::{self, Blatt},
    go::{Dokument, Status, darstellen},
    meldung,
    ordnung::{self, Beschlussfassung, Fassung, Unterschied},
    recht::{Befugnis, Bereich, Bezug, Recht, Verwalten},
};

#[derive(Template)]
#[template(path = "amt/ordnung.html")]
struct Ordnungsseite {
    shell: Shell,
    dokument: Option<Dokument>,
    fassungen: Vec<Fassung>,
    verwalten: bool,
}

fn darf_verwalten(kontext: &Kontext) -> bool {
    crate::navigation::darf(kontext, Bereich::Amt, Recht::Verwalten)
}

/// The rule book binds everybody who works here; so everybody signed in may read the version in force.
async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Seite<Ordnungsseite>> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let fassungen = ordnung::alle(&mut tx).await?;
    let dokument = match ordnung::geltende(&app, &mut tx).await {
        Ok(go) => Some(darstellen(&go)),
        Err(Error::Regel(_)) => None,
        Err(e) => return Err(e.into()),
    };
    let verwalten = darf_verwalten(&kontext);
    let fassungen = fassungen
        .into_iter()
        .filter(|f| verwalten || matches!(f.stand(), Status::InKraft | Status::Abgeloest))
        .collect();
    Ok(Seite::neu(Ordnungsseite {
        shell: huelle.titel("Geschäftsordnung"),
        dokument,
        fassungen,
        verwalten,
    }))
}

#[derive(Template)]
#[template(path = "amt/ordnung_fassung.html")]
struct Fassungsseite {
    shell: Shell,
    f: Formular,
    fassung: Fassung,
    dokument: Option<Dokument>,
    vorige: Option<i64>,
    unterschiede: Vec<Unterschied>,
    schritt: Option<&'static str>,
    braucht_beschluss: bool,
}

async fn fassungsseite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fassung>,
    f: Formular,
) -> Result<Fassungsseite, Error> {
    let mut tx = app.db.read().await?;
    let fassung = ordnung::eine(&mut tx, id).await?;
    let verwalten = darf_verwalten(kontext);
    if !verwalten && !matches!(fassung.stand(), Status::InKraft | Status::Abgeloest) {
        return Err(Error::NichtGefunden);
    }
    let alle = ordnung::alle(&mut tx).await?;
    let vorige = alle.iter().find(|v| v.nummer < fassung.nummer);
    let go = fassung.lesen().ok();
    let unterschiede = match (vorige.and_then(|v| v.lesen().ok()), &go) {
        (Some(alt), Some(neu)) => ordnung::vergleichen(&alt, neu),
        _ => Vec::new(),
    };
    let schritt = match fassung.stand() {
        Status::Entwurf => Some("Als abgestimmt kennzeichnen"),
        Status::Abgestimmt => Some("Beschluss eintragen"),
        Status::Beschlossen => Some("In Kraft setzen"),
        Status::InKraft | Status::Abgeloest => None,
    };
    Ok(Fassungsseite {
        shell: huelle
            .titel(format!("Fassung {}", fassung.nummer))
            .ueber("Geschäftsordnung", "/ordnung"),
        f,
        dokument: go.as_ref().map(darstellen),
        vorige: vorige.map(|v| v.nummer),
        unterschiede,
        schritt: schritt.filter(|_| verwalten),
        braucht_beschluss: fassung.stand() == Status::Abgestimmt,
        fassung,
    })
}

async fn fassung(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fassung>>,
) -> Ergebnis<Seite<Fassungsseite>> {
    Ok(Seite::neu(
        fassungsseite(&app, &kontext, huelle, id, Formular::leer()).await?,
    ))
}

#[derive(Template)]
#[template(path = "ordnung.xml")]
struct Ordnungsdokument {
    d: Dokument,
}

/// The document of one version, to print, to keep and to hand out.
async fn als_pdf(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fassung>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let fassung = ordnung::eine(&mut tx, id).await?;
    let oeffentlich = matches!(fassung.stand(), Status::InKraft | Status::Abgeloest);
    if !darf_verwalten(&kontext) && !oeffentlich {
        return Err(Error::NichtGefunden.into());
    }
    let go = fassung.lesen().map_err(|_| Error::NichtGefunden)?;
    let d = darstellen(&go);
    let blatt = Blatt {
        titel: d.titel.clone(),
        kennung: format!("Fassung {}", fassung.nummer),
        vermerk: format!("{}, gültig ab {}", go.status, go.gueltigkeit.ab()),
        datei: format!("geschaeftsordnung {}", fassung.nummer),
        tag: go.gueltigkeit.ab(),
    };
    let kopf = druck::briefkopf(Some(&go), &app.rahmen.behoerde);
    Ok(druck::antwort(kopf, &blatt, &Ordnungsdokument { d }).await?)
}

async fn schalten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fassung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Verwalten, Fassung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let version = e.pflichtzahl("version", 1, i64::MAX).unwrap_or(0);
    if e.roh("datum").is_empty() && !(e.roh("gremium").is_empty() && e.roh("vorlage").is_empty()) {
        let text = "Bitte den Tag des Beschlusses eintragen, oder alle drei Felder leer lassen.";
        e.melde("datum", "WEB-E01", text);
    }
    let beschluss = e.datum("datum").map(|datum| Beschlussfassung {
        gremium: e.pflichttext("gremium", 200),
        datum: Datum(datum),
        vorlage: e.pflichttext("vorlage", 100),
    });
    let mut fehler = Vec::new();
    if !e.hat_fehler() {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        match ordnung::weiter(&app, &mut tx, &may, id, version, beschluss.as_ref()).await {
            Ok(_) => {
                tx.commit().await.map_err(Error::from)?;
                let pfad = format!("/ordnung/{id}");
                return Ok(meldung::weiter(
                    pfad,
                    MeldungArt::Erfolg,
                    "Der neue Stand ist gespeichert.",
                ));
            }
            Err(f) => fehler = felder(f, "schritt")?,
        }
    }
    let f = e.formular().mit_fehlern(fehler);
    Ok(Seite::ungueltig(fassungsseite(&app, &kontext, huelle, id, f).await?).into_response())
}

#[derive(Template)]
#[template(path = "amt/ordnung_neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
}

fn neue_seite(huelle: Huelle, f: Formular) -> Neu {
    Neu {
        shell: huelle
            .titel("Neue Fassung einbringen")
            .ueber("Geschäftsordnung", "/ordnung"),
        f: f.benannt(&[("toml", "Text der Fassung")]),
    }
}

async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Seite<Neu>> {
    Befugnis::<Verwalten, Fassung>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let letzte = ordnung::alle(&mut tx).await?.into_iter().next();
    let f = Formular::leer().setze_wenn("toml", letzte.map(|l| l.toml));
    Ok(Seite::neu(neue_seite(huelle, f)))
}

async fn einbringen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Verwalten, Fassung>::pruefen(&kontext, None, Bezug::default())?;
    let toml = e.pflichttext("toml", 400_000);
    let mut fehler = Vec::new();
    if !e.hat_fehler() {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        match ordnung::einspielen(&app, &mut tx, &may, &toml).await {
            Ok(id) => {
                tx.commit().await.map_err(Error::from)?;
                let pfad = format!("/ordnung/{id}");
                return Ok(meldung::weiter(
                    pfad,
                    MeldungArt::Erfolg,
                    "Die Fassung ist als Entwurf gespeichert.",
                ));
            }
            Err(f) => fehler = felder(f, "toml")?,
        }
    }
    Ok(Seite::ungueltig(neue_seite(huelle, e.formular().mit_fehlern(fehler))).into_response())
}

pub(super) fn routen() -> Router<App> {
    Router::new()
        .route("/ordnung", get(zeigen))
        .route("/ordnung/neu", get(neu).post(einbringen))
        .route("/ordnung/{id}", get(fassung))
        .route("/ordnung/{id}/pdf", get(als_pdf))
        .route("/ordnung/{id}/weiter", post(schalten))
}
