use std::io::Write;

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Multipart, State},
    response::{IntoResponse, Response},
};
use base::{Id, Text};
use einlesen::Quelle;
use uuid::Uuid;
use web::{Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Umleitung, Wahl, WebFehler};

use crate::{
    ablage::gliederung,
    hochladen::{abgelehnt, dateiname, kurz},
    zuschneiden::{EINHEITEN, ablage, aus_datei, aus_zuschnitt},
};

#[derive(Template)]
#[template(path = "zuschneiden/neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
    zuschnitte: Vec<Wahl>,
}

async fn seite(app: &App, huelle: Huelle, f: Formular) -> Result<Neu, WebFehler> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let zuschnitte = gliederung::alle(&mut tx).await?;
    Ok(Neu {
        shell: super::shell(huelle, "Neuer Vorschlag").ueber("Zuschnitt rechnen", super::PFAD),
        f: f.benannt(&[
            ("bezeichnung", "Bezeichnung"),
            ("zuschnitt", "Kleinste Räume eines Zuschnitts"),
            ("datei", "Kartendatei"),
        ]),
        zuschnitte: zuschnitte
            .iter()
            .map(|g| Wahl::neu(g.id, &*g.bezeichnung))
            .collect(),
    })
}

pub async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    super::darf(&kontext)?;
    let f = Formular::leer().setze("einmal", app.ids.uuid());
    Ok(Seite::neu(seite(&app, huelle, f).await?).into_response())
}

struct Hochgeladen {
    bezeichnung: String,
    zuschnitt: String,
    einmal: String,
    dateiname: String,
    datei: tempfile::NamedTempFile,
    groesse: usize,
}

async fn empfangen(mut teile: Multipart) -> Result<Hochgeladen, WebFehler> {
    let mut h = Hochgeladen {
        bezeichnung: String::new(),
        zuschnitt: String::new(),
        einmal: String::new(),
        dateiname: String::new(),
        datei: tempfile::NamedTempFile::new().map_err(WebFehler::intern)?,
        groesse: 0,
    };
    while let Some(mut teil) = teile.next_field().await.map_err(abgelehnt)? {
        match teil.name() {
            Some("bezeichnung") => h.bezeichnung = kurz(&mut teil, 2000).await?,
            Some("zuschnitt") => h.zuschnitt = kurz(&mut teil, 100).await?,
            Some("einmal") => h.einmal = kurz(&mut teil, 100).await?,
            Some("datei") => {
                h.dateiname = dateiname(&teil);
                while let Some(stueck) = teil.chunk().await.map_err(abgelehnt)? {
                    h.groesse += stueck.len();
                    h.datei.write_all(&stueck).map_err(WebFehler::intern)?;
                }
            }
            _ => {}
        }
    }
    h.datei.flush().map_err(WebFehler::intern)?;
    Ok(h)
}

pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    teile: Multipart,
) -> Ergebnis<Response> {
    super::darf(&kontext)?;
    let h = empfangen(teile).await?;
    let mut fehler = Vec::new();
    let mut melde = |feld: &str, code: &str, text: String| {
        fehler.push(Feldfehler {
            feld: feld.to_owned(),
            code: code.to_owned(),
            text,
        });
    };
    let bezeichnung = match Text::<120>::neu(&h.bezeichnung) {
        Ok(t) if !t.is_empty() => Some(t),
        Ok(_) => {
            melde("bezeichnung", "WEB-E01", "Bitte ausfüllen.".to_owned());
            None
        }
        Err(e) => {
            melde("bezeichnung", "WEB-E03", e.to_string());
            None
        }
    };
    let einheiten = match (h.zuschnitt.parse::<Uuid>(), h.groesse > 0) {
        (Ok(_), true) => Err(Error::regel(
            EINHEITEN,
            "Bitte wählen Sie entweder einen Zuschnitt oder eine Datei, nicht beides.",
        )),
        (Ok(id), false) => {
            let mut tx = app.db.read().await.map_err(Error::from)?;
            match gliederung::laden(&mut tx, Id::von(id)).await? {
                Some(g) => aus_zuschnitt(&mut tx, Id::von(id), &g.bezeichnung).await,
                None => Err(Error::NichtGefunden),
            }
        }
        (Err(_), true) => aus_datei(&h.dateiname, Quelle::from(h.datei.path().to_owned())).await,
        (Err(_), false) => Err(Error::regel(
            EINHEITEN,
            "Bitte wählen Sie einen Zuschnitt oder eine Kartendatei.",
        )),
    };
    let einheiten = match einheiten {
        Ok(e) => Some(e),
        Err(Error::Regel(befunde)) => {
            for b in befunde {
                let feld = if h.groesse > 0 { "datei" } else { "zuschnitt" };
                melde(feld, b.code, b.text);
            }
            None
        }
        Err(e) => return Err(e.into()),
    };
    let (Some(bezeichnung), Some(einheiten)) = (bezeichnung, einheiten) else {
        let f = Formular::leer()
            .setze("bezeichnung", h.bezeichnung)
            .setze("zuschnitt", h.zuschnitt)
            .setze("einmal", h.einmal)
            .mit_fehlern(fehler);
        return Ok(Seite::ungueltig(seite(&app, huelle, f).await?).into_response());
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    // pressed twice, the proposal is there once
    let einmal = h.einmal.parse().unwrap_or_else(|_| app.ids.uuid());
    if !amt::einmal::verbrauchen(&mut tx, einmal, &kontext).await? {
        let pfad = amt::einmal::pfad(&mut tx, einmal, &kontext).await?;
        return Ok(Umleitung::nach(pfad.unwrap_or_default()).into_response());
    }
    let id = app.ids.neu();
    ablage::anlegen(
        &mut tx,
        id,
        &bezeichnung,
        &einheiten,
        app.uhr.jetzt(),
        kontext.benutzer(),
    )
    .await?;
    let pfad = super::pfad(id.uuid());
    amt::einmal::ergebnis(&mut tx, einmal, &kontext, &pfad).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        pfad,
        MeldungArt::Erfolg,
        "Die Einheiten sind eingelesen. Sagen Sie nun, was gelten soll.",
    ))
}
