//! `/personen/zusammengefuehrt`: merges that can be taken back, and taking one back.

use std::collections::HashMap;

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Befund;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Wahl};

use crate::{
    model::Fundart,
    service::person::zusammen::{self, Bund, Dazugekommen, Seite as Wessen},
};

const NAMEN: &[(&str, &str)] = &[("grund", "Warum waren es doch zwei?")];

#[derive(Template)]
#[template(path = "fall/person/zusammengefuehrt.html")]
struct Liste {
    shell: Shell,
    alle: Vec<Bund>,
}

pub(crate) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    // nobody to be seen: there is no such page
    crate::service::person::suchen::suchen(&app, &mut tx, &kontext, &Default::default()).await?;
    let alle = zusammen::letzte(&app, &mut tx, &kontext).await?;
    for b in &alle {
        zusammen::bund_gezeigt(&app, &mut tx, &kontext, b).await?;
    }
    tx.commit().await.map_err(Error::from)?;
    Ok(Seite::neu(Liste {
        shell: huelle
            .titel("Zusammengeführte Einträge")
            .ueber("Personen", "/personen"),
        alle,
    })
    .into_response())
}

#[derive(Template)]
#[template(path = "fall/person/trennen.html")]
struct Trennen {
    shell: Shell,
    f: Formular,
    b: Bund,
    wahlen: Vec<Wahl>,
}

impl Trennen {
    fn feld(&self, d: &Dazugekommen) -> String {
        format!("dazu-{}", d.zeile)
    }
    fn titel(&self, d: &Dazugekommen) -> &'static str {
        match d.art {
            Fundart::Anliegen => "Anliegen",
            Fundart::Fall => "Fall",
        }
    }
}

async fn seite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Uuid,
    eingabe: Option<(Formular, Vec<Befund>)>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let b = zusammen::bund(app, &mut tx, kontext, id).await?;
    zusammen::bund_gezeigt(app, &mut tx, kontext, &b).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = eingabe.is_some();
    let (f, befunde) = eingabe.unwrap_or_else(|| (Formular::leer(), vec![]));
    let f = f.mit_fehlern(befunde.into_iter().map(|b| Feldfehler {
        feld: b.ort,
        code: b.code.to_owned(),
        text: b.text,
    }));
    let seite = Trennen {
        shell: huelle
            .titel("Zusammenführung lösen")
            .ueber("Personen", "/personen")
            .ueber("Zusammengeführt", "/personen/zusammengefuehrt"),
        f: f.benannt(NAMEN),
        wahlen: vec![
            Wahl::neu("bleibt", b.bleibt.name()),
            Wahl::neu("geht", b.geht.name()),
        ],
        b,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
) -> Ergebnis<Response> {
    seite(&app, &kontext, huelle, id, None).await
}

pub(crate) async fn loesen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let grund = e.text("grund", 500);
    let version = e.roh("version").parse().unwrap_or(0);
    let f = e.formular();
    let wohin: HashMap<Uuid, Wessen> = f
        .werte()
        .iter()
        .filter_map(|(n, w)| {
            let zeile = n.strip_prefix("dazu-")?.parse().ok()?;
            match w.as_str() {
                "bleibt" => Some((zeile, Wessen::Bleibt)),
                "geht" => Some((zeile, Wessen::Geht)),
                _ => None,
            }
        })
        .collect();
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match zusammen::trennen(&app, &mut tx, &kontext, (id, version), &wohin, &grund).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                "/personen/zusammengefuehrt".to_owned(),
                MeldungArt::Erfolg,
                "Gelöst. Es sind wieder zwei Personen, jede mit ihren Anliegen und Fällen.",
            ))
        }
        Err(Error::Regel(befunde)) => {
            drop(tx);
            seite(&app, &kontext, huelle, id, Some((f, befunde))).await
        }
        Err(Error::Konflikt) => {
            drop(tx);
            let text = "Jemand anderes hat die Person inzwischen geändert. Bitte den neuen Stand prüfen und noch einmal lösen.";
            let befunde = vec![Befund::neu("WEB-E09", text)];
            seite(&app, &kontext, huelle, id, Some((f, befunde))).await
        }
        Err(andere) => Err(andere.into()),
    }
}
