//! `/angebote/vorschlaege`: what Akteure proposed over their links, old and new side by side.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Blaettern, Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl, WebFehler};

use crate::{
    Angebot, Vorschlag,
    codes::VorschlagStatus,
    rules::vorschlag::wert,
    service::{self, VorschlagGespeichert},
};

const JE_SEITE: i64 = 25;

#[derive(Template)]
#[template(path = "netz/vorschlaege.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    stati: Vec<Wahl>,
    zeilen: Vec<VorschlagGespeichert>,
    blaettern: Blaettern,
}

#[derive(serde::Deserialize)]
pub(super) struct Frage {
    #[serde(default)]
    status: String,
    #[serde(default)]
    seite: i64,
}

/// `GET /angebote/vorschlaege`
pub(super) async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(frage): Query<Frage>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, None, Bezug::default())?;
    let sicht = Sicht::auf::<Angebot>(&kontext)?;
    let status = frage.status.parse().unwrap_or(VorschlagStatus::Offen);
    let seite = frage.seite.clamp(1, 10_000);
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let teil = ((seite - 1) * JE_SEITE, JE_SEITE);
    let (zeilen, gesamt) = service::vorschlaege(&mut tx, &sicht, status, teil).await?;
    let zahl = |n: i64| u64::try_from(n).unwrap_or(0);
    let pfad = format!("/angebote/vorschlaege?status={}", status.code());
    let vorlage = Liste {
        shell: huelle
            .titel("Vorschläge von Akteuren")
            .ueber("Angebote", "/angebote"),
        f: Formular::leer().setze("status", status.code()),
        stati: wahlen!(VorschlagStatus),
        zeilen,
        blaettern: Blaettern::seiten(&pfad, zahl(seite), zahl(JE_SEITE), zahl(gesamt)),
    };
    Ok(Seite::neu(vorlage).into_response())
}

/// One field of the comparison.
struct Zeile {
    feld: &'static str,
    alt: String,
    neu: String,
    /// Somebody of the office changed it after the proposal came.
    inzwischen: Option<String>,
}

#[derive(Template)]
#[template(path = "netz/vorschlag.html")]
struct Eines {
    shell: Shell,
    f: Formular,
    v: VorschlagGespeichert,
    zeilen: Vec<Zeile>,
    /// What was typed and has no field any more.
    verloren: Vec<(&'static str, String)>,
}

async fn seite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Vorschlag>,
    f: Formular,
) -> Ergebnis<Eines> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (v, g, _) = service::vorschlag_laden(&mut tx, kontext, id).await?;
    let offen = v.status == VorschlagStatus::Offen;
    let zeilen = v
        .felder
        .iter()
        .map(|u| {
            let heute = wert(&g.daten, u.feld);
            Zeile {
                feld: u.feld.text(),
                alt: u.alt.clone(),
                neu: u.neu.clone(),
                inzwischen: (offen && heute != u.alt).then_some(heute),
            }
        })
        .collect();
    Ok(Eines {
        shell: huelle
            .titel(format!("Vorschlag zu {}", v.titel))
            .ueber("Vorschläge von Akteuren", "/angebote/vorschlaege"),
        verloren: if offen {
            Vec::new()
        } else {
            super::verloren(&f, &[("grund", "Grund")])
        },
        f: f.benannt(&[("grund", "Grund"), ("vorschlag", "Vorschlag")]),
        v,
        zeilen,
    })
}

/// `GET /angebote/vorschlaege/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vorschlag>>,
) -> Ergebnis<Response> {
    let vorlage = seite(&app, &kontext, huelle, id, Formular::leer()).await?;
    Ok(Seite::neu(vorlage).into_response())
}

/// `POST /angebote/vorschlaege/{id}`: accept or refuse.
pub(super) async fn entscheiden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vorschlag>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (ergebnis, text) = match e.roh("tat") {
        "annehmen" => (
            service::annehmen(&app, &mut tx, &kontext, id).await,
            "Der Vorschlag ist übernommen.",
        ),
        "ablehnen" => {
            let grund = e.text("grund", 1000);
            let r = if e.hat_fehler() {
                Err(Error::Regel(Vec::new()))
            } else {
                service::ablehnen(&app, &mut tx, &kontext, id, &grund).await
            };
            (
                r,
                "Der Vorschlag ist abgelehnt. Der Akteur bekommt den Grund geschrieben.",
            )
        }
        _ => return Err(WebFehler::nicht_gefunden()),
    };
    match ergebnis {
        Ok(_) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter("/angebote/vorschlaege", MeldungArt::Erfolg, text))
        }
        Err(fehler @ (Error::Regel(_) | Error::Konflikt)) => {
            drop(tx);
            if matches!(fehler, Error::Konflikt) {
                let text =
                    "Darüber hat inzwischen jemand entschieden, oder das Angebot wurde gerade geändert.";
                e.melde("vorschlag", "WEB-E09", text);
            }
            for b in fehler.befunde() {
                // what does not fit in the offer as it stands now belongs to no field of this page
                let feld = if b.ort == "grund" { "grund" } else { "vorschlag" };
                e.melde(feld, b.code, b.text.clone());
            }
            let vorlage = seite(&app, &kontext, huelle, id, e.formular()).await?;
            Ok(Seite::ungueltig(vorlage).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
