//! A position: what it is, who holds and held it.

use amt::{
    App, Error, Huelle, Kontext, entwurf,
    go::Sektor,
    meldung,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::hilfen::{
    an_felder, darf_lesen, erstes_mal, fertig, in_reichweite, lesen, leute, pflichtdatum, schluessel,
    schreiben, sektor, version, wahlen,
};
use crate::{
    ablage,
    model::{Besetzung, Stelle},
    service,
};

#[derive(Template)]
#[template(path = "team/stelle.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    id: Option<Id<Stelle>>,
    verlauf: Vec<(String, Besetzung)>,
    teams: Vec<Wahl>,
    sektoren: Vec<Wahl>,
    leute: Vec<Wahl>,
    objekt: String,
    entwurf: bool,
    bearbeiten: bool,
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Option<Id<Stelle>>,
    f: Option<Formular>,
) -> Result<Blatt, Error> {
    let mut tx = lesen(app).await?;
    let stelle = match id {
        Some(id) => Some(ablage::stelle::laden(&mut tx, id).await?),
        None => None,
    };
    let verlauf = match id {
        Some(id) => ablage::stelle::verlauf(&mut tx, id).await?,
        None => Vec::new(),
    };
    let leute = leute(&mut tx).await?;
    let name = |b: &Besetzung| {
        let schluessel = b.fachkraft.to_string();
        leute
            .iter()
            .find(|w| w.wert == schluessel)
            .map_or_else(String::new, |w| w.text.clone())
    };
    let mut gemerkt = false;
    let f = match (f, &stelle) {
        (Some(f), _) => f,
        (None, Some(s)) => Formular::leer()
            .setze("version", s.version)
            .setze("bezeichnung", &s.bezeichnung)
            .setze("team", s.team)
            .setze_wenn("sektor", s.sektor.map(Sektor::code))
            .setze("ab", app.uhr.heute().0),
        (None, None) => {
            let alt = entwurf::laden(&mut tx, kontext, "stelle", "neu").await?;
            gemerkt = alt.is_some();
            alt.map_or_else(|| Formular::leer().setze("version", 0), |e| e.als_formular())
        }
    };
    let bearbeiten = service::darf_stelle(app, &mut tx, kontext, id, None)
        .await
        .is_ok();
    let titel = stelle
        .as_ref()
        .map_or("Stelle anlegen", |s| s.bezeichnung.as_str());
    Ok(Blatt {
        shell: huelle.titel(titel).ueber("Teams", "/team"),
        f: f.setze("einmal", app.ids.uuid())
            .benannt(&[("ab", "Ab"), ("fachkraft", "Person")]),
        id,
        verlauf: verlauf.into_iter().map(|b| (name(&b), b)).collect(),
        teams: ablage::team::alle(&mut tx)
            .await?
            .into_iter()
            .map(|t| Wahl::neu(t.id, t.name))
            .collect(),
        sektoren: wahlen(Sektor::PAARE),
        leute,
        objekt: id.map_or("neu".to_owned(), |i| i.to_string()),
        entwurf: gemerkt,
        bearbeiten,
    })
}

/// The empty form.
pub async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Stelle>::pruefen(&kontext, None, Bezug::default())?;
    Ok(Seite::neu(blatt(&app, &kontext, huelle, None, None).await?).into_response())
}

/// A position with its history.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Stelle>>,
) -> Ergebnis<Response> {
    darf_lesen(&kontext, Some(id))?;
    Ok(Seite::neu(blatt(&app, &kontext, huelle, Some(id), None).await?).into_response())
}

async fn speichern(
    app: App,
    kontext: Kontext,
    huelle: Huelle,
    id: Option<Id<Stelle>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let bezeichnung = e.pflichttext("bezeichnung", 120);
    e.pflichtauswahl::<uuid::Uuid>("team");
    let team = schluessel(&mut e, "team");
    let sektor = sektor(&mut e, "sektor");
    let version = version(&mut e);
    service::darf_stelle(&app, &mut tx, &kontext, id, None).await?;
    let may = service::darf_stelle(&app, &mut tx, &kontext, id, team).await;
    let may = in_reichweite(may, &mut e, "team", "Bitte ein Team aus Ihren Räumen wählen.")?;
    if let (Some(team), Some(may), false) = (team, may, e.hat_fehler()) {
        if !erstes_mal(&mut tx, &kontext, &mut e).await? {
            return Ok(meldung::weiter(
                "/team",
                MeldungArt::Hinweis,
                "Das war schon gespeichert.",
            ));
        }
        let neu = Stelle {
            id: Id::von(uuid::Uuid::nil()),
            bezeichnung,
            team,
            sektor,
            version,
        };
        match service::stelle_speichern(&app, &mut tx, &may, neu).await {
            Ok(neue) => {
                entwurf::verwerfen(&mut tx, &kontext, "stelle", "neu").await?;
                fertig(tx).await?;
                return Ok(meldung::weiter(
                    format!("/team/stelle/{neue}"),
                    MeldungArt::Erfolg,
                    "Gespeichert.",
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "bezeichnung")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, id, Some(e.formular())).await?).into_response())
}

/// Creates a position.
pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    speichern(app, kontext, huelle, None, e).await
}

/// Changes a position.
pub async fn aendern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Stelle>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    speichern(app, kontext, huelle, Some(id), e).await
}

/// Gives the position to somebody from a day on, or to nobody.
pub async fn besetzen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Stelle>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let stelle = ablage::stelle::laden(&mut tx, id).await?;
    let may = service::darf_stelle(&app, &mut tx, &kontext, Some(id), None).await?;
    let wer = schluessel(&mut e, "fachkraft");
    let ab = pflichtdatum(&mut e, "ab");
    let version = version(&mut e);
    if let (Some(ab), false) = (ab, e.hat_fehler()) {
        match service::besetzen(&app, &mut tx, &may, version, wer, ab).await {
            Ok(()) => {
                fertig(tx).await?;
                return Ok(meldung::weiter(
                    format!("/team/stelle/{id}"),
                    MeldungArt::Erfolg,
                    "Gespeichert.",
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "ab")?,
        }
    }
    drop(tx);
    let f = e
        .formular()
        .setze("bezeichnung", &stelle.bezeichnung)
        .setze("team", stelle.team)
        .setze_wenn("sektor", stelle.sektor.map(Sektor::code));
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, Some(id), Some(f)).await?).into_response())
}
