//! `/wer-hilft-mir/{sprache}`: from an address to the space and its teams. The address is looked up and forgotten;
//! the answer names teams and no person.

use std::collections::BTreeMap;

use amt::{App, Huelle};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use web::{Eingaben, Ergebnis, Seite};

use super::{
    Adressbremse,
    bremse::FENSTER_S,
    rahmen::Rahmen,
    sprache::Sprache,
    suche::{Zeile, zeile},
};
use crate::{Suchprofil, service};

const IN_DER_NAEHE: usize = 10;

/// A team, and what it is there for.
struct Ansprechstelle {
    name: String,
    standort: String,
    telefon: String,
    email: String,
    wofuer: Vec<String>,
}

#[derive(Default)]
struct Antwort {
    raum: String,
    raum_url: String,
    teams: Vec<Ansprechstelle>,
    nah: Vec<Zeile>,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/adresse.html")]
struct Adresse {
    r: Rahmen,
    csrf: String,
    /// What was typed; it comes back to be corrected and is kept nowhere.
    eingabe: String,
    antwort: Option<Antwort>,
    hinweis: String,
}

fn rahmen(app: &App, s: Sprache) -> Rahmen {
    Rahmen::mit_adresse(app, s, s.t("wer-hilft"), "wer-hilft", |l| {
        format!("/wer-hilft-mir/{}", l.code())
    })
}

/// `GET /wer-hilft-mir/{sprache}`
pub(super) async fn zeigen(
    State(app): State<App>,
    huelle: Huelle,
    Path(sprache): Path<String>,
) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let vorlage = Adresse {
        r: rahmen(&app, s),
        csrf: huelle.0.csrf,
        eingabe: String::new(),
        antwort: None,
        hinweis: String::new(),
    };
    Ok(Seite::neu(vorlage).into_response())
}

/// `POST /wer-hilft-mir/{sprache}`
pub(super) async fn antworten(
    State(app): State<App>,
    huelle: Huelle,
    Path(sprache): Path<String>,
    quelle: Option<Extension<amt::sitzung::Quelle>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let eingabe = e.text("adresse", 200);
    let mut vorlage = Adresse {
        r: rahmen(&app, s),
        csrf: huelle.0.csrf,
        eingabe,
        antwort: None,
        hinweis: String::new(),
    };
    let quelle = quelle.map_or_else(String::new, |Extension(q)| q.0);
    let bremse = app.teil::<Adressbremse>().unwrap_or_default();
    if !bremse.darf(&quelle, app.uhr.jetzt()) {
        vorlage.hinweis = s.t("adresse-zuviel");
        let antwort = Seite::neu(vorlage).status(StatusCode::TOO_MANY_REQUESTS);
        let warten = [(axum::http::header::RETRY_AFTER, FENSTER_S.to_string())];
        return Ok((warten, antwort).into_response());
    }
    let antwort = finden(&app, &vorlage.r, &vorlage.eingabe).await?;
    if antwort.is_none() {
        vorlage.hinweis = s.t("adresse-unbekannt");
    }
    vorlage.antwort = antwort;
    Ok(Seite::neu(vorlage).into_response())
}

/// `None` for everything that is no clear answer: an address that is protected looks like one nobody knows.
async fn finden(app: &App, r: &Rahmen, eingabe: &str) -> Ergebnis<Option<Antwort>> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let Some((raum, punkt)) = service::oeffentlich::raum_von(app, &mut tx, eingabe).await? else {
        return Ok(None);
    };
    let mut teams: BTreeMap<String, Ansprechstelle> = BTreeMap::new();
    for (sektor, z) in team::service::gesichter(app, &mut tx, raum.id, app.uhr.heute()).await? {
        // of the answer only the team: who works there is no public matter
        let Some(t) = z.team else { continue };
        teams
            .entry(t.name.clone())
            .or_insert_with(|| Ansprechstelle {
                name: t.name,
                standort: t.standort,
                telefon: t.telefon,
                email: t.email,
                wofuer: Vec::new(),
            })
            .wofuer
            .push(sektor.wort().to_owned());
    }
    let profil = Suchprofil {
        punkt,
        raum: punkt.is_none().then_some(raum.id),
        limit: IN_DER_NAEHE,
        ..Suchprofil::default()
    };
    let nah = service::oeffentlich::angebote(app, &mut tx, &profil).await?;
    Ok(Some(Antwort {
        raum_url: r.url(&format!("/angebote?raum={}", raum.id)),
        raum: raum.name,
        teams: teams.into_values().collect(),
        nah: nah.treffer.into_iter().map(|t| zeile(r, t, false)).collect(),
    }))
}
