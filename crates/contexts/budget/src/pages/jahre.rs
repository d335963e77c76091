//! The fiscal years, and opening one.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status};

use super::hilfen::{an_felder, darf_zentral, fertig, lesen, pflichtcent, pflichtdatum, schreiben};
use crate::{
    ablage,
    model::{Haushaltsjahr, JahrStatus, NeuesJahr, Szenario, Topf},
    service,
};

#[derive(Template)]
#[template(path = "budget/jahre.html")]
struct Jahre {
    shell: Shell,
    f: Formular,
    jahre: Vec<(Haushaltsjahr, Status)>,
    protokolle: Vec<Szenario>,
    bearbeiten: bool,
    /// Whether the user sees the Töpfe, or only what was released.
    toepfe: bool,
}

/// The state as a badge.
pub fn status(s: JahrStatus) -> Status {
    match s {
        JahrStatus::Laufend => Status::gut(s.wort()),
        JahrStatus::Nachperiode => Status::achtung(s.wort()),
        _ => Status::info(s.wort()),
    }
}

async fn seite(app: &App, kontext: &Kontext, huelle: Huelle, f: Formular) -> Result<Jahre, Error> {
    let sicht = amt::recht::Sicht::auf::<Topf>(kontext);
    let toepfe = sicht.is_ok_and(|s| s.alles || !s.raeume.is_empty());
    if !toepfe {
        // a committee sees what was released, and nothing else
        amt::recht::Befugnis::<amt::recht::Lesen, Szenario>::freigegeben(kontext, None)?;
    }
    let mut tx = lesen(app).await?;
    let jahre = ablage::jahr::alle(&mut tx).await?;
    let mut protokolle = Vec::new();
    for j in &jahre {
        let alle = ablage::verteilung::im_jahr(&mut tx, j.jahr).await?;
        protokolle.extend(alle.into_iter().filter(|s| s.beschlossen));
    }
    Ok(Jahre {
        shell: huelle.titel("Budget"),
        f: f.benannt(&[
            ("jahr", "Haushaltsjahr"),
            ("nachperiode_bis", "Nachperiode bis"),
            ("gesamt", "Gesamtbudget"),
        ]),
        jahre: jahre.into_iter().map(|j| (j.clone(), status(j.status))).collect(),
        protokolle,
        bearbeiten: darf_zentral(kontext),
        toepfe,
    })
}

/// The list with the form.
pub async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let jahr = i64::from(app.uhr.heute().0.year()) + 1;
    let f = Formular::leer()
        .setze("jahr", jahr)
        .setze("beginn", format!("{jahr}-01-01"))
        .setze("ende", format!("{jahr}-12-31"))
        .setze("nachperiode_bis", format!("{}-01-31", jahr + 1));
    Ok(Seite::neu(seite(&app, &kontext, huelle, f).await?).into_response())
}

/// Opens a year.
pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = service::darf_ueberall(&kontext, None)?;
    let jahr = e.pflichtzahl("jahr", 1990, 2200);
    let (beginn, ende) = (pflichtdatum(&mut e, "beginn"), pflichtdatum(&mut e, "ende"));
    let nachperiode_bis = pflichtdatum(&mut e, "nachperiode_bis");
    let gesamt = pflichtcent(&mut e, "gesamt");
    let produkt = e.text("produkt", 120);
    if let (Some(jahr), Some(beginn), Some(ende), Some(nachperiode_bis), Some(gesamt), false) =
        (jahr, beginn, ende, nachperiode_bis, gesamt, e.hat_fehler())
    {
        let neu = NeuesJahr {
            jahr,
            beginn,
            ende,
            nachperiode_bis,
            gesamt,
            produkt,
            beschluss: String::new(),
        };
        let mut tx = schreiben(&app).await?;
        match service::jahr_anlegen(&app, &mut tx, &may, &neu).await {
            Ok(_) => {
                fertig(tx).await?;
                let text = "Das Haushaltsjahr ist angelegt. Als Nächstes: verteilen.";
                return Ok(meldung::weiter(
                    format!("/budget/{jahr}"),
                    MeldungArt::Erfolg,
                    text,
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "jahr")?,
        }
    }
    Ok(Seite::ungueltig(seite(&app, &kontext, huelle, e.formular()).await?).into_response())
}
