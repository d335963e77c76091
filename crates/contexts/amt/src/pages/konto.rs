//! The user's own account: data, password, sessions.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base::Id;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl};

use super::felder;
use crate::{
    App, Error, Huelle, Kontext,
    anmeldung::Kennwort,
    benutzer::{self, Konto},
    journal, meldung, nachweis, sitzung,
    sitzung::{
        Sitzung,
        programm::{self, Zugang},
    },
};

struct Zeile {
    id: Id<Sitzung>,
    geraet: String,
    angelegt: String,
    zuletzt: String,
    diese: bool,
}

#[derive(Template)]
#[template(path = "amt/konto.html")]
pub(super) struct Kontoseite {
    shell: Shell,
    f: Formular,
    konto: Konto,
    rollen: Vec<String>,
    sitzungen: Vec<Zeile>,
    schluessel: Vec<Zugang>,
    laufzeiten: Vec<Wahl>,
    nachweise: Vec<Nachweiszeile>,
    anmelden: Option<&'static str>,
}

/// A training demanded of the user.
struct Nachweiszeile {
    titel: String,
    stand: Status,
    was: String,
    ohne: String,
    hilfe: String,
}

pub(super) async fn kontoseite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    f: Option<Formular>,
) -> Result<Kontoseite, Error> {
    let mut tx = app.db.read().await?;
    let konto = benutzer::laden(&mut tx, kontext.benutzer()).await?;
    let sitzungen = sitzung::von(app, &mut tx, kontext.benutzer())
        .await?
        .into_iter()
        .map(|s| Zeile {
            diese: kontext.sitzung() == Some(&s.token[..]),
            id: s.id,
            geraet: s.geraet,
            angelegt: s.angelegt.lang(),
            zuletzt: s.zuletzt.lang(),
        })
        .collect();
    let schluessel = programm::von(app, &mut tx, kontext.benutzer()).await?;
    let nachweise = nachweis::eigene(app, &mut tx, kontext)
        .await?
        .into_iter()
        .map(|l| {
            let (stand, was) = super::nachweise::in_worten(l.stand);
            Nachweiszeile {
                ohne: super::nachweise::ohne(&l.pflicht),
                titel: l.pflicht.titel,
                hilfe: l.pflicht.hilfe,
                stand,
                was,
            }
        })
        .collect();
    // two forms stand on this page: what the one did not send, the other shows from the record
    let mut f = f.unwrap_or_else(Formular::leer);
    if !f.werte().iter().any(|(n, _)| n == "email") {
        f = f
            .setze("telefon", &konto.angaben.telefon)
            .setze("email", &konto.angaben.email);
    }
    if f.wert("tage").is_empty() {
        f = f.setze("tage", programm::LAUFZEITEN[1]);
    }
    Ok(Kontoseite {
        shell: huelle.titel("Mein Konto"),
        f: f.benannt(&[
            ("email", "E-Mail"),
            ("name", "Wofür ist der Schlüssel?"),
            ("tage", "Wie lange gilt er?"),
        ]),
        schluessel,
        laufzeiten: programm::LAUFZEITEN
            .map(|t| Wahl::neu(t, format!("{t} Tage")))
            .into(),
        konto,
        rollen: kontext
            .rollen()
            .iter()
            .map(|r| r.rolle.name().to_owned())
            .collect(),
        sitzungen,
        nachweise,
        anmelden: app.teil::<nachweis::Anmeldeweg>().map(|w| w.0),
    })
}

async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Seite<Kontoseite>> {
    Ok(Seite::neu(kontoseite(&app, &kontext, huelle, None).await?))
}

async fn kontakt(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let (telefon, email) = (e.text("telefon", 50), e.text("email", 200));
    let mut fehler = Vec::new();
    if !e.hat_fehler() {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        match benutzer::kontakt_aendern(&app, &mut tx, &kontext, &telefon, &email).await {
            Ok(()) => {
                tx.commit().await.map_err(Error::from)?;
                return Ok(meldung::weiter(
                    "/konto",
                    MeldungArt::Erfolg,
                    "Ihre Angaben sind gespeichert.",
                ));
            }
            Err(f) => fehler = felder(f, "telefon")?,
        }
    }
    let f = e.formular().mit_fehlern(fehler);
    Ok(Seite::ungueltig(kontoseite(&app, &kontext, huelle, Some(f)).await?).into_response())
}

async fn beenden(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Sitzung>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    sitzung::beenden(&mut tx, kontext.benutzer(), id).await?;
    let wer = Some(kontext.benutzer());
    journal::ereignis(&mut tx, &*app.uhr, wer, "anmeldung.ende", true, "andere_sitzung");
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        "/konto",
        MeldungArt::Erfolg,
        "Die Anmeldung ist beendet.",
    ))
}

async fn alle_beenden(State(app): State<App>, kontext: Kontext) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    sitzung::alle_beenden(&mut tx, kontext.benutzer(), kontext.sitzung()).await?;
    let wer = Some(kontext.benutzer());
    journal::ereignis(&mut tx, &*app.uhr, wer, "anmeldung.ende", true, "alle_anderen");
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        "/konto",
        MeldungArt::Erfolg,
        "Alle anderen Anmeldungen sind beendet.",
    ))
}

#[derive(Template)]
#[template(path = "amt/kennwort.html")]
struct Kennwortseite {
    shell: Shell,
    f: Formular,
    muss: bool,
}

async fn kennwortseite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    f: Formular,
) -> Result<Kennwortseite, Error> {
    let mut tx = app.db.read().await?;
    let muss = benutzer::laden(&mut tx, kontext.benutzer())
        .await?
        .kennwort_aendern;
    let mut shell = huelle.titel("Kennwort ändern");
    if muss {
        shell.nav = Vec::new();
    } else {
        shell = shell.ueber("Mein Konto", "/konto");
    }
    Ok(Kennwortseite {
        shell,
        f: f.benannt(&[
            ("kennwort_alt", "Bisheriges Kennwort"),
            ("kennwort_neu", "Neues Kennwort"),
            ("kennwort_wieder", "Neues Kennwort noch einmal"),
        ]),
        muss,
    })
}

async fn kennwort_zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
) -> Ergebnis<Seite<Kennwortseite>> {
    Ok(Seite::neu(
        kennwortseite(&app, &kontext, huelle, Formular::leer()).await?,
    ))
}

async fn kennwort_setzen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    kopf: HeaderMap,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let (alt, neu) = (
        Kennwort::neu(e.roh("kennwort_alt")),
        Kennwort::neu(e.roh("kennwort_neu")),
    );
    if e.roh("kennwort_neu") != e.roh("kennwort_wieder") {
        e.melde(
            "kennwort_wieder",
            "AMT-E36",
            "Die beiden neuen Kennwörter sind verschieden.",
        );
    }
    let mut fehler = e.fehler().to_vec();
    if fehler.is_empty() {
        let geraet = sitzung::geraet(&kopf);
        match benutzer::eigenes_kennwort(&app, &kontext, alt, neu, &geraet).await {
            Ok(token) => {
                let text = "Ihr neues Kennwort gilt. Alle anderen Anmeldungen sind beendet.";
                let mut antwort = meldung::weiter("/", MeldungArt::Erfolg, text);
                if let Some(cookie) = sitzung::setzen(&app.rahmen, &token) {
                    antwort.headers_mut().append(header::SET_COOKIE, cookie);
                }
                return Ok(antwort);
            }
            Err(f) => fehler = felder(f, "kennwort_alt")?,
        }
    }
    // no value goes back into the page: they are all passwords
    let f = Formular::leer().mit_fehlern(fehler);
    Ok(Seite::ungueltig(kennwortseite(&app, &kontext, huelle, f).await?).into_response())
}

pub(super) fn routen() -> Router<App> {
    Router::new()
        .route("/konto", get(zeigen).post(kontakt))
        .route("/konto/kennwort", get(kennwort_zeigen).post(kennwort_setzen))
        .route("/konto/sitzungen/{id}/beenden", post(beenden))
        .route("/konto/sitzungen/beenden", post(alle_beenden))
}
