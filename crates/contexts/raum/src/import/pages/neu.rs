use std::io::{Seek, Write};

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis},
};
use askama::Template;
use axum::{
    extract::{Multipart, State},
    response::{IntoResponse, Response},
};
use web::{Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Wahl, WebFehler};

use crate::{
    Gliederung,
    import::{Importart, lauf},
};

#[derive(Template)]
#[template(path = "import/neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
    arten: Vec<Wahl>,
}

fn seite(huelle: Huelle, f: Formular) -> Neu {
    Neu {
        shell: huelle
            .titel("Datei hochladen")
            .ueber("Daten einlesen", "/einlesen"),
        f,
        arten: Importart::ALLE.map(|a| Wahl::neu(a.code(), a.titel())).to_vec(),
    }
}

pub async fn zeigen(kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let _: Befugnis<Bearbeiten, Gliederung> = lauf::darf(&kontext)?;
    Ok(Seite::neu(seite(huelle, Formular::leer())).into_response())
}

pub async fn hochladen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut teile: Multipart,
) -> Ergebnis<Response> {
    let _: Befugnis<Bearbeiten, Gliederung> = lauf::darf(&kontext)?;
    let abgelehnt = |e: axum::extract::multipart::MultipartError| {
        if e.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            WebFehler::zu_gross()
        } else {
            WebFehler::falsches_format()
        }
    };
    // first onto the disk: a slow upload must not hold the one writer of the database
    let mut puffer = tempfile::tempfile().map_err(WebFehler::intern)?;
    let (mut art, mut name, mut groesse) = (String::new(), String::new(), 0);
    while let Some(mut teil) = teile.next_field().await.map_err(abgelehnt)? {
        match teil.name() {
            Some("art") => {
                while let Some(stueck) = teil.chunk().await.map_err(abgelehnt)? {
                    if art.len() < 40 {
                        art.push_str(&String::from_utf8_lossy(&stueck));
                    }
                }
            }
            Some("datei") => {
                name = web::eingaben::rein(teil.file_name().unwrap_or(""))
                    .chars()
                    .take(200)
                    .collect();
                while let Some(stueck) = teil.chunk().await.map_err(abgelehnt)? {
                    groesse += stueck.len();
                    puffer.write_all(&stueck).map_err(WebFehler::intern)?;
                }
            }
            _ => {}
        }
    }
    let mut fehler = Vec::new();
    let mut melde = |feld: &str, text: &str| {
        fehler.push(Feldfehler {
            feld: feld.to_owned(),
            code: "EINLESEN-E52".to_owned(),
            text: text.to_owned(),
        });
    };
    let gewaehlt = art.parse::<Importart>();
    if gewaehlt.is_err() {
        melde("art", "Bitte wählen Sie, was die Datei enthält.");
    }
    if groesse == 0 {
        melde("datei", "Bitte wählen Sie eine Datei, die nicht leer ist.");
    }
    let (true, Ok(gewaehlt)) = (groesse > 0, gewaehlt) else {
        let f = Formular::leer().setze("art", art).mit_fehlern(fehler);
        return Ok(Seite::ungueltig(seite(huelle, f)).into_response());
    };
    puffer.rewind().map_err(WebFehler::intern)?;
    let id = app.ids.neu();
    let mut tx = app.db.write().await.map_err(Error::from)?;
    lauf::anlegen(
        &mut tx,
        &kontext,
        id,
        (gewaehlt, &name),
        &mut puffer,
        app.uhr.jetzt(),
    )
    .await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        format!("/einlesen/{id}"),
        MeldungArt::Hinweis,
        "Die Datei ist hochgeladen. Es ist noch nichts eingelesen.",
    ))
}
