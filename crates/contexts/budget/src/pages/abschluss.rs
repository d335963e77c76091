//! The year end: what it would do, and asking for it.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell};

use super::hilfen::{an_felder, fertig, lesen, schreiben, vorgang};
use crate::{
    ablage,
    model::{Buchung, Haushaltsjahr, JahrStatus, Jahresabschluss},
    service,
};

#[derive(Template)]
#[template(path = "budget/abschluss.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    j: Haushaltsjahr,
    mit: Vec<Jahresabschluss>,
    reif: bool,
}

async fn blatt(app: &App, kontext: &Kontext, huelle: Huelle, jahr: i64, f: Formular) -> Result<Blatt, Error> {
    service::darf_ueberall::<amt::recht::Bearbeiten, Buchung>(kontext, None)?;
    let mut tx = lesen(app).await?;
    let j = ablage::jahr::laden(&mut tx, jahr).await?;
    let mit = if j.status == JahrStatus::Abgeschlossen {
        ablage::abschluss::im_jahr(&mut tx, jahr).await?
    } else {
        service::abschluss_vorschau(app, &mut tx, jahr, true).await?
    };
    Ok(Blatt {
        shell: huelle
            .titel(format!("Jahresabschluss {jahr}"))
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}")),
        f: f.setze("einmal", app.ids.uuid()),
        reif: j.status == JahrStatus::Nachperiode,
        j,
        mit,
    })
}

/// The preview.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(blatt(&app, &kontext, huelle, jahr, Formular::leer()).await?).into_response())
}

/// Asks for it; a second person does it.
pub async fn beantragen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = service::darf_ueberall(&kontext, None)?;
    let ermaechtigung = e.haken("ermaechtigung");
    let beschluss = e.text("beschluss", 60);
    let vorgang = vorgang(&app, &mut e, "jahresabschluss");
    let mut tx = schreiben(&app).await?;
    if !e.hat_fehler() {
        match service::abschluss_beantragen(&app, &mut tx, &may, jahr, &vorgang, ermaechtigung, &beschluss)
            .await
        {
            Ok(_) => {
                fertig(tx).await?;
                let text = "Der Jahresabschluss wartet auf eine zweite Person.";
                return Ok(meldung::weiter(
                    format!("/budget/{jahr}/freigaben"),
                    MeldungArt::Hinweis,
                    text,
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "beschluss")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, jahr, e.formular()).await?).into_response())
}
