use amt::{App, Error, Huelle, Kontext, entwurf, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::super::{
    hilfen::{an_felder, erstes_mal, fertig, lesen, schluessel, schreiben, version},
    person::organisationen,
};
use crate::{ablage, model::Fachkraft, service};

#[derive(Template)]
#[template(path = "team/person_formular.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    ziel: String,
    zurueck: String,
    objekt: String,
    entwurf: bool,
    organisationen: Vec<Wahl>,
}

async fn blatt(
    app: &App,
    huelle: Huelle,
    id: Option<Id<Fachkraft>>,
    f: Formular,
    entwurf: bool,
) -> Result<Blatt, Error> {
    let mut tx = lesen(app).await?;
    let titel = if id.is_some() {
        "Person bearbeiten"
    } else {
        "Person anlegen"
    };
    Ok(Blatt {
        shell: huelle
            .titel(titel)
            .ueber("Teams", "/team")
            .ueber("Personen", "/team/personen"),
        f: f.benannt(&[("email", "E-Mail"), ("qualifikation", "Beruf")]),
        ziel: id.map_or("/team/person/neu".to_owned(), |i| {
            format!("/team/person/{i}/bearbeiten")
        }),
        zurueck: id.map_or("/team/personen".to_owned(), |i| format!("/team/person/{i}")),
        objekt: id.map_or("neu".to_owned(), |i| i.to_string()),
        entwurf,
        organisationen: organisationen(&mut tx).await?,
    })
}

/// The empty form.
pub async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = lesen(&app).await?;
    service::darf_person(&app, &mut tx, &kontext, None).await?;
    let leer = Formular::leer()
        .setze("version", 0)
        .setze("einmal", app.ids.uuid());
    let (f, entwurf) = super::mit_entwurf(&app, &mut tx, &kontext, "fachkraft", "neu", leer).await?;
    drop(tx);
    Ok(Seite::neu(blatt(&app, huelle, None, f, entwurf).await?).into_response())
}

/// The form with the stored person.
pub async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fachkraft>>,
) -> Ergebnis<Response> {
    let mut tx = lesen(&app).await?;
    service::darf_person(&app, &mut tx, &kontext, Some(id)).await?;
    let p = ablage::fachkraft::laden(&mut tx, id).await?;
    let f = Formular::leer()
        .setze("version", p.version)
        .setze("einmal", app.ids.uuid())
        .setze("name", &p.name)
        .setze("telefon", &p.telefon)
        .setze("email", &p.email)
        .setze("sprachen", p.sprachen.join(", "))
        .setze("qualifikation", &p.qualifikation)
        .setze_wenn("ief", p.ief.then_some("ja"))
        .setze_wenn("organisation", p.organisation);
    let (f, entwurf) = super::mit_entwurf(&app, &mut tx, &kontext, "fachkraft", &id.to_string(), f).await?;
    drop(tx);
    Ok(Seite::neu(blatt(&app, huelle, Some(id), f, entwurf).await?).into_response())
}

fn gelesen(e: &mut Eingaben) -> Option<Fachkraft> {
    let sprachen = e.text("sprachen", 80).to_lowercase();
    let person = Fachkraft {
        id: Id::von(uuid::Uuid::nil()),
        name: e.pflichttext("name", 120),
        telefon: e.text("telefon", 40),
        email: e.text("email", 120),
        sprachen: sprachen
            .split([',', ' ', ';'])
            .filter(|s| !s.is_empty())
            .map(str::to_owned)
            .collect(),
        qualifikation: e.text("qualifikation", 120),
        ief: e.haken("ief"),
        organisation: schluessel(e, "organisation"),
        benutzer: None,
        version: version(e),
    };
    (!e.hat_fehler()).then_some(person)
}

async fn speichern(
    app: App,
    kontext: Kontext,
    huelle: Huelle,
    id: Option<Id<Fachkraft>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let may = service::darf_person(&app, &mut tx, &kontext, id).await?;
    if let Some(person) = gelesen(&mut e) {
        if !erstes_mal(&mut tx, &kontext, &mut e).await? {
            return Ok(meldung::weiter(
                "/team/personen",
                MeldungArt::Hinweis,
                "Das war schon gespeichert.",
            ));
        }
        match service::fachkraft_speichern(&app, &mut tx, &may, person).await {
            Ok(neue) => {
                let objekt = id.map_or("neu".to_owned(), |i| i.to_string());
                entwurf::verwerfen(&mut tx, &kontext, "fachkraft", &objekt).await?;
                fertig(tx).await?;
                return Ok(meldung::weiter(
                    format!("/team/person/{neue}"),
                    MeldungArt::Erfolg,
                    "Gespeichert.",
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "name")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(blatt(&app, huelle, id, e.formular(), false).await?).into_response())
}

/// Creates a person.
pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    speichern(app, kontext, huelle, None, e).await
}

/// Changes a person.
pub async fn aendern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fachkraft>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    speichern(app, kontext, huelle, Some(id), e).await
}
