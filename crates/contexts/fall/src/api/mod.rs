//! JSON under `/api/v1/anliegen`: the same services as the pages, failures as problem+json with the same codes.

use amt::{
    App, Error, Kontext,
    recht::{Befugnis, Bezug},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use base::{Datum, Id, Text};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use web::{Ergebnis, Feldfehler, WebFehler};

use crate::{
    model::{Anliegen, Hinweis, Kanal, Melderrolle, Ortsart, Ortsfrage, Person, Stand, Thema},
    service::{
        aufnehmen::{Aufnahme, aufnehmen},
        lesen,
    },
    store::Filter,
};

/// An Anliegen to take in. Send the same `einmal` again after a lost answer: nothing is stored twice.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
pub struct NeuesAnliegen {
    /// Key of this submission, a UUID drawn by the client.
    pub einmal: Uuid,
    /// How it came.
    pub kanal: Kanal,
    /// Verbatim, at most 4000 characters.
    pub worte: String,
    /// Who speaks.
    pub melderrolle: Melderrolle,
    /// `JA` creates the Meldung at once.
    pub gefaehrdungshinweis: Hinweis,
    /// What is known about the place.
    pub ortsart: Ortsart,
    /// One line.
    #[serde(default)]
    pub adresse: String,
    /// First name.
    #[serde(default)]
    pub vorname: String,
    /// Surname.
    #[serde(default)]
    pub nachname: String,
    /// Date of birth.
    #[schema(value_type = Option<String>, format = Date)]
    pub geburtsdatum: Option<Datum>,
    /// Telephone.
    #[serde(default)]
    pub telefon: String,
    /// Code of the Sektor.
    #[serde(default)]
    pub sektor: String,
    /// Topics.
    #[serde(default)]
    pub themen: Vec<Thema>,
}

/// What was stored.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Angelegt {
    /// Key.
    #[schema(value_type = String, format = Uuid)]
    pub id: Id<Anliegen>,
    /// Whether a Meldung under § 8a was made.
    pub meldung: bool,
    /// `false` when this submission was stored before.
    pub neu: bool,
}

/// An Anliegen without the person.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct AnliegenKurz {
    /// Key.
    #[schema(value_type = String, format = Uuid)]
    pub id: Id<Anliegen>,
    /// When, ISO 8601, UTC.
    #[schema(value_type = String, format = DateTime)]
    pub eingang: base::Zeitpunkt,
    /// How.
    pub kanal: Kanal,
    /// State.
    pub stand: Stand,
    /// Last day for the first answer.
    #[schema(value_type = String, format = Date)]
    pub erstreaktion_bis: Datum,
    /// Space.
    pub raum: String,
    /// Team.
    pub team: String,
}

/// Which page.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
pub struct Seite {
    /// A state; without it the open ones.
    stand: Option<String>,
    /// From 1.
    seite: Option<i64>,
}

fn felder(n: &NeuesAnliegen) -> Result<Text<4000>, WebFehler> {
    let mut fehler = Vec::new();
    for (feld, wert, max) in [
        ("vorname", &n.vorname, 80),
        ("nachname", &n.nachname, 80),
        ("telefon", &n.telefon, 60),
        ("adresse", &n.adresse, 200),
    ] {
        let laenge = wert.chars().count();
        if laenge > max || wert.chars().any(char::is_control) {
            let text = format!("Bitte höchstens {max} Zeichen ohne Steuerzeichen; es sind {laenge}.");
            fehler.push(Feldfehler {
                feld: feld.to_owned(),
                code: "WEB-E03".to_owned(),
                text,
            });
        }
    }
    match Text::neu(&n.worte) {
        Ok(worte) if fehler.is_empty() => Ok(worte),
        ergebnis => {
            if let Err(e) = ergebnis {
                fehler.push(Feldfehler {
                    feld: "worte".to_owned(),
                    code: "WEB-E03".to_owned(),
                    text: e.to_string(),
                });
            }
            Err(WebFehler::ungueltig(fehler))
        }
    }
}

/// Takes in an Anliegen.
#[utoipa::path(post, path = "/api/v1/anliegen", tag = "anliegen", request_body = NeuesAnliegen,
    responses((status = 201, body = Angelegt), (status = 200, description = "war schon gespeichert", body = Angelegt), (status = 422, description = "problem+json mit den Codes der Felder")))]
pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    Json(n): Json<NeuesAnliegen>,
) -> Ergebnis<(StatusCode, Json<Angelegt>)> {
    let may = Befugnis::pruefen(
        &kontext,
        None,
        Bezug {
            eigenes: true,
            ..Bezug::default()
        },
    )?;
    let worte = felder(&n)?;
    let cmd = Aufnahme {
        einmal: n.einmal,
        kanal: n.kanal,
        worte,
        melderrolle: n.melderrolle,
        gefaehrdungshinweis: n.gefaehrdungshinweis,
        ortsart: n.ortsart,
        ort: Ortsfrage {
            text: n.adresse,
            ..Ortsfrage::default()
        },
        person: Person {
            vorname: web::eingaben::rein(&n.vorname),
            nachname: web::eingaben::rein(&n.nachname),
            geburtsdatum: n.geburtsdatum,
            telefon: web::eingaben::rein(&n.telefon),
            ..Person::default()
        },
        sektor: n.sektor,
        themen: n.themen,
        rueckruf: false,
        abweichung: None,
        eingang: None,
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let a = aufnehmen(&app, &mut tx, &may, cmd).await?;
    tx.commit().await.map_err(Error::from)?;
    let status = if a.neu {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((
        status,
        Json(Angelegt {
            id: a.id,
            meldung: a.meldung.is_some(),
            neu: a.neu,
        }),
    ))
}

/// The queue, fifty at a time, without persons.
#[utoipa::path(get, path = "/api/v1/anliegen", tag = "anliegen", params(Seite), responses((status = 200, body = Vec<AnliegenKurz>)))]
pub async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    Query(s): Query<Seite>,
) -> Ergebnis<Json<Vec<AnliegenKurz>>> {
    let stand: Option<Stand> = s.stand.as_deref().and_then(|t| t.parse().ok());
    let filter = Filter {
        nur_offen: stand.is_none(),
        stand,
        ..Filter::default()
    };
    let ab = (s.seite.unwrap_or(1).clamp(1, 100_000) - 1) * 50;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (zeilen, _) = lesen::liste(&app, &mut tx, &kontext, &filter, (ab, 50)).await?;
    let kurz = |z: crate::store::Zeile| AnliegenKurz {
        id: z.id,
        eingang: z.eingang,
        kanal: z.kanal,
        stand: z.stand,
        erstreaktion_bis: z.erstreaktion_bis,
        raum: z.raum_name,
        team: z.team_name,
    };
    Ok(Json(zeilen.into_iter().map(kurz).collect()))
}

/// One Anliegen without the person; the look is noted in the journal.
#[utoipa::path(get, path = "/api/v1/anliegen/{id}", tag = "anliegen", params(("id" = Uuid, Path)), responses((status = 200, body = AnliegenKurz), (status = 404)))]
pub async fn eines(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Anliegen>>,
) -> Ergebnis<Json<AnliegenKurz>> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let a = lesen::akte(&app, &mut tx, &kontext, id).await?.anliegen;
    tx.commit().await.map_err(Error::from)?;
    Ok(Json(AnliegenKurz {
        id: a.id,
        eingang: a.eingang,
        kanal: a.kanal,
        stand: a.stand,
        erstreaktion_bis: a.erstreaktion_bis,
        raum: a.raum_name,
        team: a.team_name,
    }))
}

/// The routes with their description.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(anlegen, liste))
        .routes(routes!(eines))
}
