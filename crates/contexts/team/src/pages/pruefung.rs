//! The coverage check with its findings.

use amt::{App, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use base::Datum;
use web::{Ergebnis, Feldfehler, Formular, Seite, Shell, bausteine::Status};

use super::hilfen::{darf_lesen, lesen};
use crate::{model::Zustaendigkeitsregel, rules::abdeckung::Luecke, service};

/// Days looked at when nothing is chosen, today included.
const VORSCHAU_TAGE: i32 = 91;
/// Longest period.
const LAENGSTENS_TAGE: i32 = 366 * 3;
/// Most findings on the page.
const HOECHSTENS: usize = 500;

/// The period, as the address carries it.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Zeit {
    von: String,
    bis: String,
}

#[derive(Template)]
#[template(path = "team/pruefung.html")]
struct Pruefung {
    shell: Shell,
    f: Formular,
    zeilen: Vec<(Luecke, Status)>,
    alle: usize,
    von: Datum,
    bis: Datum,
}

/// The check over a period.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(zeit): Query<Zeit>,
) -> Ergebnis<Response> {
    darf_lesen::<Zustaendigkeitsregel>(&kontext, None)?;
    let heute = app.uhr.heute();
    let von = zeit.von.parse().unwrap_or(heute);
    let bis = zeit.bis.parse().unwrap_or_else(|_| von.plus_tage(VORSCHAU_TAGE));
    let f = Formular::leer().setze("von", von.0).setze("bis", bis.0);
    let fehler = if bis < von {
        Some("Der letzte Tag liegt vor dem ersten.")
    } else if bis > von.plus_tage(LAENGSTENS_TAGE) {
        Some("Bitte höchstens drei Jahre auf einmal prüfen.")
    } else {
        None
    };
    let shell = huelle
        .titel("Abdeckung prüfen")
        .ueber("Zuständigkeit", "/zustaendigkeit");
    if let Some(text) = fehler {
        let f = f.mit_fehlern([Feldfehler {
            feld: "bis".into(),
            code: "WEB-E04".into(),
            text: text.into(),
        }]);
        return Ok(Seite::ungueltig(Pruefung {
            shell,
            f,
            zeilen: Vec::new(),
            alle: 0,
            von,
            bis,
        })
        .into_response());
    }
    let mut tx = lesen(&app).await?;
    let luecken = service::abdeckung_pruefen(&app, &mut tx, von, bis).await?;
    let alle = luecken.len();
    let status = |l: &Luecke| match l.code {
        "TEAM-E01" | "TEAM-E04" => Status::ernst(l.code),
        _ => Status::achtung(l.code),
    };
    let zeilen = luecken
        .into_iter()
        .take(HOECHSTENS)
        .map(|l| (l.clone(), status(&l)))
        .collect();
    Ok(Seite::neu(Pruefung {
        shell,
        f,
        zeilen,
        alle,
        von,
        bis,
    })
    .into_response())
}
