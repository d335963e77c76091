//! `/personen/doppelt`: records that may be of one person; `/personen/{id}/zusammen/{andere}`: side by side, to merge or
//! to say that they are two.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Befund;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Wahl};

use crate::service::person::{
    doppelte::{self, Verdacht},
    suchen,
    zusammen::{self, Auftrag, Paar, Seite as Wessen},
};

const NAMEN: &[(&str, &str)] = &[("grund", "Warum ist es dieselbe Person?")];

#[derive(Template)]
#[template(path = "fall/person/doppelt.html")]
struct Doppelt {
    shell: Shell,
    paare: Vec<Verdacht>,
}

pub(crate) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let paare = doppelte::doppelte(&app, &mut tx, &kontext).await?;
    drop(tx);
    let mut gesehen = Vec::new();
    for p in &paare {
        gesehen.extend_from_slice(&p.fundstellen);
    }
    suchen::stellen_gezeigt(&app, &kontext, &gesehen, "doppelte").await?;
    Ok(Seite::neu(Doppelt {
        shell: huelle
            .titel("Vielleicht doppelt aufgenommen")
            .ueber("Personen", "/personen"),
        paare,
    })
    .into_response())
}

#[derive(Template)]
#[template(path = "fall/person/zusammen.html")]
struct Zusammen {
    shell: Shell,
    f: Formular,
    p: Paar,
    namen: Vec<Wahl>,
    tage: Vec<Wahl>,
    anschriften: Vec<Wahl>,
}

fn wahl(links: String, rechts: String) -> Vec<Wahl> {
    let oder = |t: String| {
        if t.is_empty() {
            "nichts eingetragen".to_owned()
        } else {
            t
        }
    };
    vec![
        Wahl::neu("bleibt", oder(links)).hinweis("linke Angabe"),
        Wahl::neu("geht", oder(rechts)).hinweis("rechte Angabe"),
    ]
}

/// What is known wins over what is missing; the form begins with it.
fn vorbelegt(p: &Paar) -> Formular {
    let seite = |links: bool, rechts: bool| if !links && rechts { "geht" } else { "bleibt" };
    let (a, b) = (&p.a, &p.b);
    Formular::leer()
        .setze("name", seite(!a.name().is_empty(), !b.name().is_empty()))
        .setze(
            "geburtsdatum",
            seite(a.geburtsdatum.is_some(), b.geburtsdatum.is_some()),
        )
        .setze(
            "anschrift",
            seite(!a.anschrift.is_empty(), !b.anschrift.is_empty()),
        )
        .setze("version_a", a.version)
        .setze("version_b", b.version)
}

async fn seite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    (a, b): (Uuid, Uuid),
    eingabe: Option<(Formular, Vec<Befund>)>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let p = zusammen::paar(app, &mut tx, kontext, a, b).await?;
    zusammen::gezeigt(app, &mut tx, kontext, &p).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = eingabe.is_some();
    let f = match eingabe {
        None => vorbelegt(&p),
        // what somebody else changed since is on the page now
        Some((f, befunde)) => {
            let frisch = f
                .werte()
                .iter()
                .filter(|(n, _)| !n.starts_with("version_"))
                .fold(Formular::leer(), |f, (n, w)| f.setze(n, w));
            frisch
                .setze("version_a", p.a.version)
                .setze("version_b", p.b.version)
                .mit_fehlern(befunde.into_iter().map(|b| Feldfehler {
                    feld: b.ort,
                    code: b.code.to_owned(),
                    text: b.text,
                }))
        }
    };
    let tag = |d: Option<base::Datum>| d.map_or_else(String::new, |d| d.to_string());
    let seite = Zusammen {
        shell: huelle
            .titel("Zwei Einträge vergleichen")
            .ueber("Personen", "/personen")
            .ueber("Vielleicht doppelt", "/personen/doppelt"),
        f: f.benannt(NAMEN),
        namen: wahl(p.a.name(), p.b.name()),
        tage: wahl(tag(p.a.geburtsdatum), tag(p.b.geburtsdatum)),
        anschriften: wahl(p.a.anschrift.clone(), p.b.anschrift.clone()),
        p,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(beide): Path<(Uuid, Uuid)>,
) -> Ergebnis<Response> {
    seite(&app, &kontext, huelle, beide, None).await
}

pub(crate) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((a, b)): Path<(Uuid, Uuid)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let wessen = |feld: &str| {
        if e.roh(feld) == "geht" {
            Wessen::Geht
        } else {
            Wessen::Bleibt
        }
    };
    let version = |feld: &str| e.roh(feld).parse().unwrap_or(0);
    let mut cmd = Auftrag {
        bleibt: (a, version("version_a")),
        geht: (b, version("version_b")),
        name: wessen("name"),
        geburtsdatum: wessen("geburtsdatum"),
        anschrift: wessen("anschrift"),
        grund: String::new(),
    };
    cmd.grund = e.text("grund", 500);
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match zusammen::zusammenfuehren(&app, &mut tx, &kontext, cmd).await {
        Ok(id) => {
            amt::entwurf::verwerfen(&mut tx, &kontext, "person-zusammen", &a.to_string()).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                format!("/personen/zusammengefuehrt/{id}"),
                MeldungArt::Erfolg,
                "Die beiden Einträge sind jetzt einer. Hier können Sie das wieder lösen.",
            ))
        }
        Err(Error::Regel(befunde)) => {
            drop(tx);
            seite(&app, &kontext, huelle, (a, b), Some((e.formular(), befunde))).await
        }
        Err(Error::Konflikt) => {
            drop(tx);
            let text = "Jemand anderes hat einen der beiden Einträge inzwischen geändert. Ihre Eingaben stehen noch hier; bitte prüfen und noch einmal speichern.";
            let befunde = vec![Befund::neu("WEB-E09", text)];
            seite(&app, &kontext, huelle, (a, b), Some((e.formular(), befunde))).await
        }
        Err(andere) => Err(andere.into()),
    }
}

pub(crate) async fn verschieden(
    State(app): State<App>,
    kontext: Kontext,
    Path((a, b)): Path<(Uuid, Uuid)>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    zusammen::verschieden(&app, &mut tx, &kontext, a, b).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(weiter(
        "/personen/doppelt".to_owned(),
        MeldungArt::Erfolg,
        "Vermerkt: Das sind zwei Personen. Das Paar wird nicht mehr vorgeschlagen.",
    ))
}
