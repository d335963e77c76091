//! `/weg-weisung`: the slip with chosen offers, to print or to send. No person is stored.

use amt::{
    App, Error, Huelle, Kontext,
    druck::{self, Blatt},
    einmal,
    meldung::weiter,
    navigation::darf,
    recht::{Bereich, Recht},
};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use base::Datum;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, WebFehler};

use crate::{model::Angebot, nachbarn::nachbarn, service::wegweisung};

/// Offers on one slip at most.
const HOECHSTENS: usize = 20;

#[derive(Template)]
#[template(path = "fall/weg.html")]
struct Zettel {
    shell: Shell,
    f: Formular,
    angebote: Vec<Angebot>,
    einmal: Uuid,
    heute: Datum,
}

fn gewaehlt(e: &Eingaben) -> Vec<Uuid> {
    e.liste("weg")
        .iter()
        .filter_map(|w| w.parse().ok())
        .take(HOECHSTENS)
        .collect()
}

fn befugt(kontext: &Kontext) -> Ergebnis<()> {
    let geht = darf(kontext, Bereich::Service, Recht::Anlegen)
        || darf(kontext, Bereich::Kurzberatung, Recht::Anlegen);
    if geht { Ok(()) } else { Err(WebFehler::verboten()) }
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    befugt(&kontext)?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let angebote = wegweisung::zeigen(&app, &mut tx, &kontext, gewaehlt(&e)).await?;
    tx.commit().await.map_err(Error::from)?;
    let (einmal, heute) = (app.ids.uuid(), app.uhr.heute());
    Ok(Seite::neu(Zettel {
        shell: huelle.titel("Weg-Weisung"),
        f: Formular::leer(),
        angebote,
        einmal,
        heute,
    })
    .into_response())
}

#[derive(Template)]
#[template(path = "weg.xml")]
struct Zettelblatt {
    angebote: Vec<Angebot>,
}

/// The same slip as PDF. The page before it has counted that the offers were shown.
pub(crate) async fn als_pdf(State(app): State<App>, kontext: Kontext, e: Eingaben) -> Ergebnis<Response> {
    befugt(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let angebote = nachbarn(&app)?.angebote_mit(&app, &mut tx, gewaehlt(&e)).await?;
    let kopf = druck::geltender_kopf(&app, &mut tx).await?;
    drop(tx);
    let heute = app.uhr.heute();
    let blatt = Blatt {
        titel: "Angebote in Ihrer Nähe".to_owned(),
        kennung: heute.to_string(),
        vermerk: "Auf diesem Zettel steht kein Name.".to_owned(),
        datei: "angebote in ihrer naehe".to_owned(),
        tag: heute,
    };
    Ok(druck::antwort(kopf, &blatt, &Zettelblatt { angebote }).await?)
}

pub(crate) async fn senden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    befugt(&kontext)?;
    let schluessel: Uuid = e.roh("einmal").parse().unwrap_or_else(|_| app.ids.uuid());
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let angebote = nachbarn(&app)?.angebote_mit(&app, &mut tx, gewaehlt(&e)).await?;
    let an = e.pflichttext("email", 200);
    if !e.hat_fehler() {
        if !einmal::verbrauchen(&mut tx, schluessel, &kontext).await? {
            return Ok(weiter(
                "/",
                MeldungArt::Hinweis,
                "Diese E-Mail war schon auf dem Weg.",
            ));
        }
        match wegweisung::senden(&app, &mut tx, &kontext, &an, &angebote).await {
            Ok(()) => {
                tx.commit().await.map_err(Error::from)?;
                return Ok(weiter(
                    "/",
                    MeldungArt::Erfolg,
                    "Der Zettel wird per E-Mail gesendet.",
                ));
            }
            Err(Error::Regel(b)) => b.into_iter().for_each(|b| e.melde(&b.ort, b.code, b.text)),
            Err(andere) => return Err(andere.into()),
        }
    }
    let heute = app.uhr.heute();
    Ok(Seite::ungueltig(Zettel {
        shell: huelle.titel("Weg-Weisung"),
        f: e.formular(),
        angebote,
        einmal: schluessel,
        heute,
    })
    .into_response())
}
