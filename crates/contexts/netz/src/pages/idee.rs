//! `/ideen`: what people who live here proposed, to be looked through and answered.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl, WebFehler};

use crate::{
    Idee, IdeeAntwort, Projekt,
    codes::{IdeeErgebnis, IdeeStatus},
    idee::uhr,
    service::{self, IdeeGespeichert},
};

#[derive(Template)]
#[template(path = "netz/ideen.html")]
struct Liste {
    shell: Shell,
    darf: bool,
    darf_projekt: bool,
    /// Each with its clock, while it waits.
    zeilen: Vec<(IdeeGespeichert, String)>,
}

#[derive(Template)]
#[template(path = "netz/idee.html")]
struct Eine {
    shell: Shell,
    f: Formular,
    g: IdeeGespeichert,
    raum: String,
    uhr: String,
    /// What was typed and has no field any more.
    verloren: Vec<(&'static str, String)>,
    ergebnisse: Vec<Wahl>,
}

fn laeuft(g: &IdeeGespeichert) -> bool {
    matches!(g.status, IdeeStatus::Eingegangen | IdeeStatus::Veroeffentlicht)
}

/// `GET /ideen`
pub(super) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let sicht = Sicht::auf::<Idee>(&kontext)?;
    let darf = service::idee_entscheidet(&kontext, None).is_ok();
    let darf_projekt = Befugnis::<Bearbeiten, Projekt>::pruefen(&kontext, None, Bezug::default()).is_ok();
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let heute = app.uhr.heute();
    let alle = service::ideen(&mut tx, &kontext, &sicht).await?;
    let zeilen = alle
        .into_iter()
        .map(|g| {
            let u = if laeuft(&g) {
                uhr(g.faellig_am, heute)
            } else {
                String::new()
            };
            (g, u)
        })
        .collect();
    let vorlage = Liste {
        shell: huelle.titel("Ideen").ueber("Angebote", "/angebote"),
        darf,
        darf_projekt,
        zeilen,
    };
    Ok(Seite::neu(vorlage).into_response())
}

async fn eine(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Idee>,
    f: Option<Formular>,
) -> Ergebnis<Eine> {
    let may = service::idee_entscheidet(kontext, Some(id))?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let g = service::idee_laden(&mut tx, &may).await?;
    let raum = super::raumname(app, g.raumeinheit).await?;
    let namen = [
        ("titel", "Titel"),
        ("text", "Idee"),
        ("grund", "Grund"),
        ("ergebnis", "Ergebnis"),
        ("antwort", "Antwort"),
        ("idee", "Idee"),
    ];
    let weg: &[&str] = match g.status {
        IdeeStatus::Eingegangen => &["antwort"],
        IdeeStatus::Veroeffentlicht => &["titel", "text"],
        _ => &["titel", "text", "grund", "antwort"],
    };
    let weg: Vec<_> = namen.iter().copied().filter(|(n, _)| weg.contains(n)).collect();
    let verloren = f.as_ref().map_or_else(Vec::new, |f| super::verloren(f, &weg));
    let f = f.unwrap_or_else(|| Formular::leer().setze("titel", &g.titel).setze("text", &g.text));
    Ok(Eine {
        shell: huelle.titel(&g.titel).ueber("Ideen", "/ideen"),
        f: f.benannt(&namen),
        uhr: if laeuft(&g) {
            uhr(g.faellig_am, app.uhr.heute())
        } else {
            String::new()
        },
        raum,
        g,
        verloren,
        ergebnisse: wahlen!(IdeeErgebnis),
    })
}

/// `GET /ideen/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Idee>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(eine(&app, &kontext, huelle, id, None).await?).into_response())
}

/// `POST /ideen/{id}`: publish, refuse, answer.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Idee>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = service::idee_entscheidet(&kontext, Some(id))?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let tat = e.roh("tat").to_owned();
    let ungelesen = || Err(Error::Regel(Vec::new()));
    let ergebnis = match tat.as_str() {
        "veroeffentlichen" => {
            let (titel, text) = (e.pflichttext("titel", 120), e.pflichttext("text", 2000));
            if e.hat_fehler() {
                ungelesen()
            } else {
                service::idee_veroeffentlichen(&app, &mut tx, &may, &titel, &text).await
            }
        }
        "zurueckweisen" => {
            let grund = e.text("grund", 1000);
            if e.hat_fehler() {
                ungelesen()
            } else {
                service::idee_zurueckweisen(&app, &mut tx, &may, &grund).await
            }
        }
        "beantworten" => {
            let ergebnis: Option<IdeeErgebnis> = e.pflichtauswahl("ergebnis");
            let antwort = e.pflichttext("antwort", 2000);
            match ergebnis {
                Some(ergebnis) if !e.hat_fehler() => {
                    let a = IdeeAntwort { ergebnis, antwort };
                    service::idee_beantworten(&app, &mut tx, &may, a).await
                }
                _ => ungelesen(),
            }
        }
        _ => {
            service::idee_laden(&mut tx, &may).await?;
            return Err(WebFehler::regel(
                "NETZ-E57",
                "Bitte drücken Sie einen der Knöpfe.",
            ));
        }
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let text = match tat.as_str() {
                "veroeffentlichen" => "Die Idee steht jetzt auf der öffentlichen Seite.",
                "beantworten" => "Die Antwort steht jetzt auf der öffentlichen Seite.",
                _ => "Vermerkt. Die Idee wird nicht veröffentlicht.",
            };
            Ok(meldung::weiter(format!("/ideen/{id}"), MeldungArt::Erfolg, text))
        }
        Err(fehler @ (Error::Regel(_) | Error::Konflikt)) => {
            drop(tx);
            if matches!(fehler, Error::Konflikt) {
                let text = "Gerade hat jemand anderes etwas an dieser Idee geändert. Bitte sehen Sie nach und senden Sie noch einmal.";
                e.melde("idee", "WEB-E09", text);
            }
            for b in fehler.befunde() {
                let ort = if b.ort.is_empty() { "idee" } else { &b.ort };
                e.melde(ort, b.code, b.text.clone());
            }
            let f = Some(e.formular());
            Ok(Seite::ungueltig(eine(&app, &kontext, huelle, id, f).await?).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
