//! `/quartier/{sprache}/ideen` and `/idee/{sprache}`: ideas with their answers, and the form to hand one in.

use amt::{App, Error, Huelle};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Eingaben, Ergebnis, Seite, Umleitung, Wahl};

use super::{
    Adressbremse,
    bremse::FENSTER_S,
    rahmen::{Rahmen, datum, seite},
    sprache::Sprache,
};
use crate::{IdeeNeu, codes::IdeeStatus, service};

struct Eintrag {
    id: String,
    titel: String,
    text: String,
    raum: String,
    vom: String,
    bis: String,
    spaet: bool,
    gekuerzt: bool,
    /// Day, result, words.
    antwort: Option<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/ideen.html")]
struct Ideen {
    r: Rahmen,
    eintraege: Vec<Eintrag>,
    tage: i64,
}

async fn tage(app: &App, tx: &mut store::Tx) -> amt::Result<i64> {
    let go = amt::ordnung::geltende(app, tx).await?;
    Ok(go
        .wert("netz.idee_antwort_tage")
        .and_then(amt::go::Wert::zahl)
        .unwrap_or(30))
}

/// `GET /quartier/{sprache}/ideen`
pub(super) async fn liste(State(app): State<App>, Path(sprache): Path<String>) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let raeume = raum::service::unterste_raeume(&app).await?;
    let heute = app.uhr.heute();
    let mut eintraege = Vec::new();
    for g in service::oeffentlich::ideen(&mut tx).await? {
        let ergebnis = g.ergebnis.map(|e| s.t(&format!("idee-ergebnis-{}", e.code())));
        eintraege.push(Eintrag {
            id: g.id.to_string(),
            raum: raeume
                .iter()
                .find(|r| Some(r.id) == g.raumeinheit)
                .map_or_else(String::new, |r| r.name.clone()),
            vom: datum(g.eingegangen_am.datum()),
            bis: datum(g.faellig_am),
            spaet: g.status == IdeeStatus::Veroeffentlicht && g.faellig_am < heute,
            gekuerzt: g.gekuerzt,
            antwort: g
                .beantwortet_am
                .map(|t| (datum(t.datum()), ergebnis.unwrap_or_default(), g.antwort)),
            titel: g.titel,
            text: g.text,
        });
    }
    let tage = tage(&app, &mut tx).await?;
    let r = Rahmen::neu(&app, s, s.t("ideen"), "/ideen", "ideen");
    Ok(seite(Ideen { r, eintraege, tage }))
}

/// What was typed; it comes back to be corrected.
#[derive(Default)]
struct Eingabe {
    titel: String,
    text: String,
    raum: String,
    email: String,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/idee.html")]
struct Bogen {
    r: Rahmen,
    csrf: String,
    raeume: Vec<Wahl>,
    e: Eingabe,
    /// Field and what is wrong with it, in the language of the page.
    fehler: Vec<(&'static str, String)>,
    danke: bool,
    hinweis: String,
    tage: i64,
}

impl Bogen {
    fn falsch(&self, feld: &str) -> Option<&str> {
        self.fehler
            .iter()
            .find(|(f, _)| *f == feld)
            .map(|(_, t)| t.as_str())
    }
}

async fn bogen(app: &App, huelle: Huelle, s: Sprache) -> Ergebnis<Bogen> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let r = Rahmen::mit_adresse(app, s, s.t("idee-neu"), "ideen", |l| {
        format!("/idee/{}", l.code())
    });
    Ok(Bogen {
        r,
        csrf: huelle.0.csrf,
        raeume: raum::service::unterste_raeume(app)
            .await?
            .into_iter()
            .map(|r| Wahl::neu(r.id, r.name))
            .collect(),
        e: Eingabe::default(),
        fehler: Vec::new(),
        danke: false,
        hinweis: String::new(),
        tage: tage(app, &mut tx).await?,
    })
}

/// `GET /idee/{sprache}`
pub(super) async fn zeigen(
    State(app): State<App>,
    huelle: Huelle,
    Path(sprache): Path<String>,
    RawQuery(frage): RawQuery,
) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut b = bogen(&app, huelle, s).await?;
    b.danke = frage.as_deref() == Some("danke");
    Ok(Seite::neu(b).into_response())
}

/// `POST /idee/{sprache}`
pub(super) async fn einreichen(
    State(app): State<App>,
    huelle: Huelle,
    Path(sprache): Path<String>,
    quelle: Option<Extension<amt::sitzung::Quelle>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut b = bogen(&app, huelle, s).await?;
    let roh = |feld: &str| e.roh(feld).to_owned();
    b.e = Eingabe {
        titel: roh("titel"),
        text: roh("text"),
        raum: roh("raum"),
        email: roh("email"),
    };
    let quelle = quelle.map_or_else(String::new, |Extension(q)| q.0);
    let bremse = app.teil::<Adressbremse>().unwrap_or_default();
    if !bremse.darf_idee(&quelle, app.uhr.jetzt()) {
        b.hinweis = s.t("adresse-zuviel");
        let warten = [(axum::http::header::RETRY_AFTER, FENSTER_S.to_string())];
        return Ok((warten, Seite::neu(b).status(StatusCode::TOO_MANY_REQUESTS)).into_response());
    }
    let neu = IdeeNeu {
        titel: b.e.titel.clone(),
        text: b.e.text.clone(),
        // only a space that was offered
        raumeinheit: b
            .raeume
            .iter()
            .find(|w| w.wert == b.e.raum)
            .and_then(|w| w.wert.parse::<uuid::Uuid>().ok())
            .map(Id::von),
        email: b.e.email.clone(),
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match service::idee_einreichen(&app, &mut tx, neu).await {
        Ok(_) => {
            tx.commit().await.map_err(Error::from)?;
            // not the page itself: reloading it would send the idea again
            Ok(Umleitung::nach(format!("/idee/{}?danke", s.code())).into_response())
        }
        Err(Error::Regel(befunde)) => {
            for f in befunde {
                let (feld, text) = match f.ort.as_ref() {
                    "titel" => ("titel", s.t("idee-fehler-titel")),
                    "email" => ("email", s.t("idee-fehler-email")),
                    _ if f.code == "NETZ-E54" => ("text", s.t("idee-fehler-voll")),
                    _ => ("text", s.t("idee-fehler-text")),
                };
                b.fehler.push((feld, text));
            }
            Ok(Seite::ungueltig(b).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
