use std::io::{Seek, Write};

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Multipart, Query, State},
    response::{IntoResponse, Response},
};
use web::{Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Umleitung, Wahl, WebFehler};

use crate::{
    hochladen::{abgelehnt, dateiname, kurz},
    import::lauf,
};

/// Most bytes of a mapping file.
const ABBILDUNG_HOECHSTENS: usize = 1 << 20;

#[derive(Template)]
#[template(path = "import/neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
    arten: Vec<Wahl>,
}

fn seite(huelle: Huelle, app: &App, kontext: &Kontext, f: Formular) -> Neu {
    Neu {
        shell: huelle
            .titel("Datei hochladen")
            .ueber("Daten einlesen", "/einlesen"),
        f: f.benannt(&[
            ("art", "Was enthält die Datei?"),
            ("datei", "Datei"),
            ("zuordnung", "Zuordnungsdatei"),
        ]),
        arten: super::erlaubte(app, kontext)
            .map(|a| Wahl::neu(a.code(), a.titel()))
            .collect(),
    }
}

#[derive(serde::Deserialize)]
pub struct Wunsch {
    /// Chosen beforehand by the page that led here.
    #[serde(default)]
    art: String,
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(w): Query<Wunsch>,
) -> Ergebnis<Response> {
    super::darf(&app, &kontext)?;
    let f = Formular::leer()
        .setze("art", w.art)
        .setze("einmal", app.ids.uuid());
    Ok(Seite::neu(seite(huelle, &app, &kontext, f)).into_response())
}

/// What came with the form.
struct Hochgeladen {
    art: String,
    einmal: String,
    dateiname: String,
    groesse: usize,
    abbildung: String,
    datei: std::fs::File,
}

/// First onto the disk: a slow upload must not hold the one writer of the database.
async fn empfangen(mut teile: Multipart) -> Result<Hochgeladen, WebFehler> {
    let mut h = Hochgeladen {
        art: String::new(),
        einmal: String::new(),
        dateiname: String::new(),
        groesse: 0,
        abbildung: String::new(),
        datei: tempfile::tempfile().map_err(WebFehler::intern)?,
    };
    while let Some(mut teil) = teile.next_field().await.map_err(abgelehnt)? {
        match teil.name() {
            Some("art") => h.art = kurz(&mut teil, 100).await?,
            Some("einmal") => h.einmal = kurz(&mut teil, 100).await?,
            Some("zuordnung") => h.abbildung = kurz(&mut teil, ABBILDUNG_HOECHSTENS).await?,
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
    h.datei.rewind().map_err(WebFehler::intern)?;
    Ok(h)
}

pub async fn hochladen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    teile: Multipart,
) -> Ergebnis<Response> {
    super::darf(&app, &kontext)?;
    let mut h = empfangen(teile).await?;
    let mut fehler = Vec::new();
    let mut melde = |feld: &str, code: &str, text: String| {
        fehler.push(Feldfehler {
            feld: feld.to_owned(),
            code: code.to_owned(),
            text,
        });
    };
    let gewaehlt = super::erlaubte(&app, &kontext).find(|a| a.code() == h.art);
    if gewaehlt.is_none() {
        let text = "Bitte wählen Sie, was die Datei enthält.";
        melde("art", "EINLESEN-E52", text.to_owned());
    }
    if h.groesse == 0 {
        let text = "Bitte wählen Sie eine Datei, die nicht leer ist.";
        melde("datei", "EINLESEN-E52", text.to_owned());
    }
    if let Some(g) = &gewaehlt
        && let Err(e) = g.abbildung_pruefen(&h.abbildung)
    {
        melde("zuordnung", einlesen::codes::ABBILDUNG, e.to_string());
    }
    let (Some(gewaehlt), true) = (gewaehlt, fehler.is_empty()) else {
        let f = Formular::leer()
            .setze("art", h.art)
            .setze("einmal", h.einmal)
            .mit_fehlern(fehler);
        return Ok(Seite::ungueltig(seite(huelle, &app, &kontext, f)).into_response());
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    // pressed twice, the file is there once
    let einmal = h.einmal.parse().unwrap_or_else(|_| app.ids.uuid());
    if !amt::einmal::verbrauchen(&mut tx, einmal, &kontext).await? {
        let pfad = amt::einmal::pfad(&mut tx, einmal, &kontext).await?;
        return Ok(Umleitung::nach(pfad.unwrap_or_default()).into_response());
    }
    let id = app.ids.neu();
    lauf::anlegen(
        &mut tx,
        &kontext,
        id,
        (&*gewaehlt, &h.dateiname, &h.abbildung),
        &mut h.datei,
        app.uhr.jetzt(),
    )
    .await?;
    let pfad = format!("/einlesen/{}", id.uuid());
    amt::einmal::ergebnis(&mut tx, einmal, &kontext, &pfad).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        pfad,
        MeldungArt::Hinweis,
        "Die Datei ist hochgeladen. Es ist noch nichts eingelesen.",
    ))
}
