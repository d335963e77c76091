//! `/angebote/doppelt`: entries that may be there twice, with the reasons, to be merged or told apart.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell};

use crate::{
    Angebot,
    codes::DoppeltArt,
    service::{self, Doppelt, TRENNEN_TAGE, Zusammengelegt},
};

/// So many pairs on the page; the others come up when these are decided.
const JE_SEITE: usize = 25;

#[derive(Template)]
#[template(path = "netz/doppelt.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    paare: Vec<Doppelt>,
    gesamt: usize,
    zusammen: Vec<Zusammengelegt>,
    tage: i64,
}

async fn liste(app: &App, kontext: &Kontext, huelle: Huelle, f: Formular) -> Ergebnis<Liste> {
    let may = Befugnis::<Bearbeiten, Angebot>::pruefen(kontext, None, Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut paare = service::doppelte(&mut tx, &may).await?;
    let zusammen = service::zusammengelegte(app, &mut tx, &may).await?;
    let gesamt = paare.len();
    paare.truncate(JE_SEITE);
    Ok(Liste {
        shell: huelle.titel("Doppelte Einträge").ueber("Angebote", "/angebote"),
        f,
        paare,
        gesamt,
        zusammen,
        tage: TRENNEN_TAGE,
    })
}

/// `GET /angebote/doppelt`
pub(super) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Ok(Seite::neu(liste(&app, &kontext, huelle, Formular::leer()).await?).into_response())
}

/// `POST /angebote/doppelt`
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, None, Bezug::default())?;
    if let Ok(id) = e.roh("trennen").parse::<Uuid>() {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        return match service::trennen(&app, &mut tx, &kontext, base::Id::von(id)).await {
            Ok(geblieben) => {
                tx.commit().await.map_err(Error::from)?;
                let text = if geblieben.is_empty() {
                    "Wieder getrennt. Beide Einträge stehen da wie vorher."
                } else {
                    "Wieder getrennt. Einige Angaben hat inzwischen jemand geändert; sie bleiben stehen. Bitte prüfen \
                     Sie den Eintrag."
                };
                Ok(meldung::weiter("/angebote/doppelt", MeldungArt::Erfolg, text))
            }
            Err(fehler) => {
                drop(tx);
                let f = super::noch_einmal(e, fehler, "trennen", None)?.benannt(&[("trennen", "Trennen")]);
                let vorlage = liste(&app, &kontext, huelle, f).await?;
                Ok(Seite::ungueltig(vorlage).into_response())
            }
        };
    }
    let art: Option<DoppeltArt> = e.roh("art").parse().ok();
    let a: Option<Uuid> = e.roh("a").parse().ok();
    let b: Option<Uuid> = e.roh("b").parse().ok();
    let tat = e.roh("tat").to_owned();
    let (Some(art), Some(a), Some(b), true) = (art, a, b, !tat.is_empty()) else {
        e.melde(
            "paar",
            "NETZ-E71",
            "Bitte drücken Sie bei einem Paar einen der Knöpfe.",
        );
        let f = e.formular().benannt(&[("paar", "Paare")]);
        let vorlage = liste(&app, &kontext, huelle, f).await?;
        return Ok(Seite::ungueltig(vorlage).into_response());
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let text = match tat.as_str() {
        "a" => {
            service::zusammenlegen(&app, &mut tx, &kontext, art, (a, b)).await?;
            "Zusammengelegt. Im Verlauf steht, was geschehen ist."
        }
        "b" => {
            service::zusammenlegen(&app, &mut tx, &kontext, art, (b, a)).await?;
            "Zusammengelegt. Im Verlauf steht, was geschehen ist."
        }
        _ => {
            service::sind_verschieden(&app, &mut tx, &may, art, (a, b)).await?;
            "Vermerkt. Dieses Paar wird nicht mehr gezeigt."
        }
    };
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter("/angebote/doppelt", MeldungArt::Erfolg, text))
}
