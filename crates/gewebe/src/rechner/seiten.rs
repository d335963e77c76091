//! The Rechner as pages for staff: a list, and one page for every rule with form, result and steps. Nothing is stored.

use amt::{
    App, Huelle, Kontext,
    navigation::{self, Eintrag},
    recht::{Bereich, Recht},
};
use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::Value;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, WebFehler};

use super::{
    ALLE, Antwort, Rechner, finden,
    formular::{self, Gruppe},
};

/// The routes of the pages.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/rechner", get(liste))
        .route("/rechner/{name}", get(zeigen).post(rechnen))
}

/// Entry of the main navigation.
#[must_use]
pub fn navigation() -> Vec<Eintrag> {
    vec![Eintrag {
        text: "Rechner",
        url: "/rechner",
        gruppe: navigation::Gruppe::Verwaltung,
        braucht: (Bereich::Raum, Recht::Lesen),
    }]
}

#[derive(Template)]
#[template(path = "rechner/liste.html")]
struct Liste {
    shell: Shell,
    alle: &'static [Rechner],
}

#[derive(Template)]
#[template(path = "rechner/rechner.html")]
struct Ansicht {
    shell: Shell,
    r: &'static Rechner,
    f: Formular,
    gruppen: Vec<Gruppe>,
    ergebnis: Vec<(String, String)>,
    antwort: Option<Antwort>,
}

async fn liste(_: Kontext, huelle: Huelle) -> Response {
    Seite::neu(Liste {
        shell: huelle.titel("Rechner"),
        alle: &ALLE,
    })
    .into_response()
}

fn ansicht(huelle: Huelle, r: &'static Rechner, wert: &Value, antwort: Option<Antwort>) -> Ansicht {
    let gruppen = formular::gruppen(&r.eingabe, wert, &r.beispiel);
    let namen: Vec<(&str, &str)> = gruppen
        .iter()
        .flat_map(|g| &g.felder)
        .map(|f| (f.name.as_str(), f.titel.as_str()))
        .collect();
    let f = formular::fuellen(wert).benannt(&namen);
    Ansicht {
        shell: huelle.titel(r.titel).ueber("Rechner", "/rechner"),
        r,
        f,
        gruppen,
        ergebnis: antwort
            .as_ref()
            .map(|a| formular::ergebnis(&r.ausgabe, &a.ergebnis))
            .unwrap_or_default(),
        antwort,
    }
}

async fn zeigen(
    _: Kontext,
    huelle: Huelle,
    Path(name): Path<String>,
    RawQuery(frage): RawQuery,
) -> Ergebnis<Response> {
    let r = finden(&name).ok_or_else(WebFehler::nicht_gefunden)?;
    let leer = Value::Null;
    let wert = if frage.as_deref() == Some("beispiel") {
        &r.beispiel
    } else {
        &leer
    };
    Ok(Seite::neu(ansicht(huelle, r, wert, None)).into_response())
}

async fn rechnen(_: Kontext, huelle: Huelle, Path(name): Path<String>, e: Eingaben) -> Ergebnis<Response> {
    let r = finden(&name).ok_or_else(WebFehler::nicht_gefunden)?;
    let wert = formular::lesen(&r.eingabe, &e);
    Ok(match r.rechnen(wert.clone()) {
        Ok(a) => Seite::neu(ansicht(huelle, r, &wert, Some(a))).into_response(),
        Err(p) => {
            let mut seite = ansicht(huelle, r, &wert, None);
            seite.f = seite.f.mit_fehlern(formular::fehler(&seite.gruppen, &p.fehler));
            Seite::ungueltig(seite).into_response()
        }
    })
}
