//! `/kurzberatung`: the list and the form. No person anywhere.

use amt::{
    App, Error, Huelle, Kontext, einmal, entwurf,
    meldung::weiter,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::Id;
use uuid::Uuid;
use web::{Blaettern, Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Umleitung, Wahl};

use super::{kurz_lesen, wahlen};
use crate::{
    model::{Angebotsantwort, KbStand, Kurzberatung},
    nachbarn::nachbarn,
    service::{kurz, lesen},
};

const JE_SEITE: i64 = 50;

#[derive(Template)]
#[template(path = "fall/kurz_neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
    einmal: Uuid,
    raeume: Vec<Wahl>,
    themen: Vec<Wahl>,
    orte: Vec<Wahl>,
    altersgruppen: Vec<Wahl>,
    ergebnisse: Vec<Wahl>,
    normen: Vec<Wahl>,
}

#[derive(Template)]
#[template(path = "fall/kurz_liste.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    staende: Vec<Wahl>,
    frage: Option<String>,
    frage_zu: String,
    antworten: Vec<Wahl>,
    zeilen: Vec<Kurzberatung>,
    gesamt: i64,
    blaettern: Blaettern,
}

async fn neu_seite(app: &App, huelle: Huelle, f: Formular, einmal: Uuid) -> amt::Result<Neu> {
    let mut tx = app.db.read().await?;
    let raeume = wahlen::paare(nachbarn(app)?.raeume(app, &mut tx).await?);
    Ok(Neu {
        shell: huelle
            .titel("Kurzberatung festhalten")
            .ueber("Kurzberatung", "/kurzberatung"),
        f: f.benannt(&[
            ("dauer", "Dauer"),
            ("personen_anzahl", "Wie viele Personen?"),
            ("rechtsgrundlage", "Grundlage"),
            ("raum", "Sozialraum"),
        ]),
        einmal,
        raeume,
        themen: wahlen::themen(),
        orte: kurz_lesen::orte(),
        altersgruppen: kurz_lesen::altersgruppen(),
        ergebnisse: kurz_lesen::ergebnisse(),
        normen: kurz_lesen::normen(),
    })
}

pub(crate) async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Kurzberatung>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let f = match entwurf::laden(&mut tx, &kontext, "kurzberatung", "neu").await? {
        Some(e) => e.als_formular(),
        None => Formular::leer()
            .setze("datum", app.uhr.heute().0)
            .setze("personen_anzahl", 1),
    };
    drop(tx);
    let einmal = app.ids.uuid();
    Ok(Seite::neu(neu_seite(&app, huelle, f, einmal).await?).into_response())
}

pub(crate) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let schluessel: Uuid = e.roh("einmal").parse().unwrap_or_else(|_| app.ids.uuid());
    let raum: Option<Uuid> = e.pflichtauswahl("raum");
    let cmd = kurz_lesen::angaben(&mut e, schluessel);
    if let (Some(raum), Some(cmd), false) = (raum, cmd, e.hat_fehler()) {
        let may = Befugnis::<Anlegen, Kurzberatung>::pruefen(
            &kontext,
            None,
            Bezug {
                raum: Some(raum),
                ..Bezug::default()
            },
        )?;
        let mut tx = app.db.write().await.map_err(Error::from)?;
        if !einmal::verbrauchen(&mut tx, schluessel, &kontext).await? {
            return Ok(weiter(
                "/kurzberatung",
                MeldungArt::Hinweis,
                "Diese Kurzberatung war schon gespeichert.",
            ));
        }
        let raeume = nachbarn(&app)?.raeume(&app, &mut tx).await?;
        let name = raeume
            .iter()
            .find(|(id, _)| *id == raum)
            .map_or("", |(_, n)| n.as_str());
        match kurz::festhalten(&app, &mut tx, &may, &cmd, (raum, name)).await {
            Ok(g) => {
                let pfad = g.frage.as_ref().map_or_else(
                    || "/kurzberatung".to_owned(),
                    |_| format!("/kurzberatung?frage={}", g.id),
                );
                einmal::ergebnis(&mut tx, schluessel, &kontext, &pfad).await?;
                entwurf::verwerfen(&mut tx, &kontext, "kurzberatung", "neu").await?;
                tx.commit().await.map_err(Error::from)?;
                return Ok(weiter(
                    pfad,
                    MeldungArt::Erfolg,
                    "Die Kurzberatung ist gespeichert.",
                ));
            }
            Err(Error::Regel(befunde)) => {
                for b in befunde {
                    e.melde(&b.ort, b.code, b.text);
                }
            }
            Err(andere) => return Err(andere.into()),
        }
    }
    Befugnis::<Anlegen, Kurzberatung>::pruefen(&kontext, None, Bezug::default())?;
    Ok(Seite::ungueltig(neu_seite(&app, huelle, e.formular(), schluessel).await?).into_response())
}

#[derive(serde::Deserialize)]
pub(crate) struct Anfrage {
    frage: Option<Id<Kurzberatung>>,
    seite: Option<i64>,
}

pub(crate) async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(a): Query<Anfrage>,
) -> Ergebnis<Response> {
    Ok(rendern(
        &app,
        &kontext,
        huelle,
        Eingaben::default(),
        a.frage,
        a.seite.unwrap_or(1),
    )
    .await?)
}

/// By POST, because a Merkzeichen leads to somebody.
pub(crate) async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    Ok(rendern(&app, &kontext, huelle, e, None, 1).await?)
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    e: Eingaben,
    frage: Option<Id<Kurzberatung>>,
    seite: i64,
) -> amt::Result<Response> {
    let mut tx = app.db.read().await?;
    let seite = seite.clamp(1, 100_000);
    let stand: Option<KbStand> = e.roh("stand").parse().ok();
    let (zeilen, gesamt) = lesen::kurzberatungen(
        &mut tx,
        kontext,
        e.roh("merkzeichen"),
        stand,
        ((seite - 1) * JE_SEITE, JE_SEITE),
    )
    .await?;
    let mut text = None;
    if let Some(id) = frage {
        let (_, k) = lesen::kurzberatung::<amt::recht::Lesen>(&mut tx, kontext, id).await?;
        if k.hilfe_antwort.is_none() {
            text = kurz::frage_zu(app, &mut tx, &k.merkzeichen).await?;
        }
    }
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Kurzberatung"),
        f: e.formular(),
        staende: KbStand::wahlen(),
        frage: text,
        frage_zu: frage.map_or_else(String::new, |f| f.to_string()),
        antworten: Angebotsantwort::wahlen(),
        zeilen,
        gesamt,
        blaettern: Blaettern::seiten(
            "/kurzberatung",
            seite.unsigned_abs(),
            JE_SEITE.unsigned_abs(),
            gesamt.unsigned_abs(),
        ),
    })
    .into_response())
}

pub(crate) async fn antworten(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Kurzberatung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, _) = lesen::kurzberatung::<Bearbeiten>(&mut tx, &kontext, id).await?;
    let Some(antwort) = e.pflichtauswahl("antwort") else {
        return Ok(Umleitung::nach(format!("/kurzberatung?frage={id}")).into_response());
    };
    kurz::beantworten(&app, &mut tx, &may, antwort).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(weiter(
        "/kurzberatung",
        MeldungArt::Erfolg,
        "Die Antwort ist festgehalten.",
    ))
}
