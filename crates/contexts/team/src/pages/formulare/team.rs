use amt::{
    App, Error, Huelle, Kontext, entwurf,
    go::{Sektor, modell::TeamTyp},
    meldung,
    recht::{Bearbeiten, Befugnis},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::super::hilfen::{
    an_felder, erstes_mal, fertig, in_reichweite, lesen, leute, raeume_wahl, schluessel, schreiben, version,
    wahlen,
};
use crate::{ablage, model::Team, service};

const NAMEN: [(&str, &str); 4] = [
    ("typ", "Art"),
    ("telefon", "Telefon"),
    ("email", "E-Mail"),
    ("raeume", "Räume"),
];

#[derive(Template)]
#[template(path = "team/team_formular.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    ziel: String,
    zurueck: String,
    objekt: String,
    entwurf: bool,
    typen: Vec<Wahl>,
    sektoren: Vec<Wahl>,
    raeume: Vec<Wahl>,
    leute: Vec<Wahl>,
}

async fn blatt(
    app: &App,
    huelle: Huelle,
    id: Option<Id<Team>>,
    f: Formular,
    entwurf: bool,
) -> Result<Blatt, Error> {
    let mut tx = lesen(app).await?;
    let raeume = service::raeume(app, &mut tx, app.uhr.heute()).await?;
    let zurueck = id.map_or("/team".to_owned(), |i| format!("/team/{i}"));
    Ok(Blatt {
        shell: huelle
            .titel(if id.is_some() {
                "Team bearbeiten"
            } else {
                "Team anlegen"
            })
            .ueber("Teams", "/team"),
        f: f.benannt(&NAMEN),
        ziel: id.map_or("/team/neu".to_owned(), |i| format!("/team/{i}/bearbeiten")),
        zurueck,
        objekt: id.map_or("neu".to_owned(), |i| i.to_string()),
        entwurf,
        typen: wahlen(TeamTyp::PAARE),
        sektoren: wahlen(Sektor::PAARE),
        raeume: raeume_wahl(&raeume),
        leute: leute(&mut tx).await?,
    })
}

/// The empty form.
pub async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Team>::pruefen(&kontext, None, amt::recht::Bezug::default())?;
    let mut tx = lesen(&app).await?;
    let leer = Formular::leer()
        .setze("version", 0)
        .setze("einmal", app.ids.uuid());
    let (f, entwurf) = super::mit_entwurf(&app, &mut tx, &kontext, "team", "neu", leer).await?;
    drop(tx);
    Ok(Seite::neu(blatt(&app, huelle, None, f, entwurf).await?).into_response())
}

/// The form with the stored team.
pub async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Team>>,
) -> Ergebnis<Response> {
    let mut tx = lesen(&app).await?;
    let t = ablage::team::laden(&mut tx, id).await?;
    service::darf_team(&app, &mut tx, &kontext, Some(id), None).await?;
    let mut f = Formular::leer()
        .setze("version", t.version)
        .setze("einmal", app.ids.uuid())
        .setze("name", &t.name)
        .setze("typ", t.typ.code())
        .setze_wenn("leitung", t.leitung)
        .setze("standort", &t.standort)
        .setze("telefon", &t.telefon)
        .setze("email", &t.email);
    for s in &t.sektoren {
        f = f.setze("sektoren", s.code());
    }
    for r in &t.raeume {
        f = f.setze("raeume", r);
    }
    let (f, entwurf) = super::mit_entwurf(&app, &mut tx, &kontext, "team", &id.to_string(), f).await?;
    drop(tx);
    Ok(Seite::neu(blatt(&app, huelle, Some(id), f, entwurf).await?).into_response())
}

fn gelesen(e: &mut Eingaben) -> Option<Team> {
    let name = e.pflichttext("name", 120);
    e.pflichtauswahl::<String>("typ");
    let typ = TeamTyp::von_code(e.roh("typ"));
    let sektoren: Vec<Sektor> = e
        .liste("sektoren")
        .iter()
        .filter_map(|s| Sektor::von_code(s))
        .collect();
    let raeume = e
        .auswahlliste::<uuid::Uuid>("raeume")
        .into_iter()
        .map(Id::von)
        .collect();
    let team = Team {
        id: Id::von(uuid::Uuid::nil()),
        name,
        typ: typ?,
        leitung: schluessel(e, "leitung"),
        standort: e.text("standort", 200),
        telefon: e.text("telefon", 40),
        email: e.text("email", 120),
        sektoren,
        raeume,
        version: version(e),
    };
    (!e.hat_fehler()).then_some(team)
}

async fn speichern(
    app: App,
    kontext: Kontext,
    huelle: Huelle,
    id: Option<Id<Team>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let neu = gelesen(&mut e);
    service::darf_team(&app, &mut tx, &kontext, id, None).await?;
    let neue = neu.as_ref().map(|t| t.raeume.as_slice());
    let may = service::darf_team(&app, &mut tx, &kontext, id, neue).await;
    let may = in_reichweite(
        may,
        &mut e,
        "raeume",
        "Bitte mindestens einen Raum wählen und nur Ihre eigenen Räume ändern.",
    )?;
    if let (Some(team), Some(may)) = (neu, may) {
        if !erstes_mal(&mut tx, &kontext, &mut e).await? {
            return Ok(meldung::weiter(
                "/team",
                MeldungArt::Hinweis,
                "Das war schon gespeichert.",
            ));
        }
        match service::team_speichern(&app, &mut tx, &may, team).await {
            Ok(neue) => {
                let objekt = id.map_or("neu".to_owned(), |i| i.to_string());
                entwurf::verwerfen(&mut tx, &kontext, "team", &objekt).await?;
                fertig(tx).await?;
                return Ok(meldung::weiter(
                    format!("/team/{neue}"),
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

/// Creates a team.
pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    speichern(app, kontext, huelle, None, e).await
}

/// Changes a team.
pub async fn aendern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Team>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    speichern(app, kontext, huelle, Some(id), e).await
}
