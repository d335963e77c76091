//! Sign-in and sign-out.

use askama::Template;
use axum::{
    Extension, Router,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Umleitung};

use crate::{
    App, Error, Huelle, Kontext,
    anmeldung::{self, Ausgang, Kennwort},
    entwurf, journal, sitzung,
    sitzung::Wiederaufnahme,
};

#[derive(Template)]
#[template(path = "amt/anmelden.html")]
struct Anmeldung {
    shell: Shell,
    f: Formular,
    mit: Wiederaufnahme,
    meldung: Option<&'static str>,
}

#[derive(serde::Deserialize)]
struct Frage {
    #[serde(default)]
    weiter: String,
}

fn seite(
    huelle: Huelle,
    f: Formular,
    mit: Wiederaufnahme,
    meldung: Option<&'static str>,
) -> Seite<Anmeldung> {
    let mut shell = huelle.titel("Anmelden");
    // a name in the header would contradict the page
    shell.nutzer = None;
    shell.nav = Vec::new();
    Seite::neu(Anmeldung {
        shell,
        f,
        mit,
        meldung,
    })
}

async fn zeigen(
    kontext: Option<Kontext>,
    huelle: Huelle,
    mit: Option<Extension<Wiederaufnahme>>,
    Query(frage): Query<Frage>,
) -> Response {
    if kontext.is_some() {
        return Umleitung::nach("/").into_response();
    }
    let mit = mit.map_or_else(
        || Wiederaufnahme {
            weiter: frage.weiter,
            ..Wiederaufnahme::default()
        },
        |Extension(m)| m,
    );
    seite(huelle, Formular::leer(), mit, None).into_response()
}

async fn anmelden(
    State(app): State<App>,
    kontext: Option<Kontext>,
    huelle: Huelle,
    quelle: Option<Extension<sitzung::Quelle>>,
    kopf: HeaderMap,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mit = Wiederaufnahme {
        eingabe: e.roh("eingabe").to_owned(),
        weiter: e.roh("weiter").to_owned(),
    };
    let kennung = e.pflichttext("kennung", 100);
    let kennwort = Kennwort::neu(e.roh("kennwort"));
    // the typed name comes back, the password never
    let f = Formular::leer().setze("kennung", &kennung);
    let quelle = quelle.map_or_else(String::new, |Extension(q)| q.0);
    let alt = kontext.as_ref().and_then(Kontext::sitzung);
    let geraet = sitzung::geraet(&kopf);
    match anmeldung::anmelden(&app, &kennung, kennwort, &quelle, &geraet, alt).await? {
        Ausgang::Gebremst => {
            const TEXT: &str = "Es gab zu viele Versuche. Bitte warten Sie eine Viertelstunde. Wer schon angemeldet \
                                ist, kann weiterarbeiten.";
            let mut antwort = seite(huelle, f, mit, Some(TEXT))
                .status(StatusCode::TOO_MANY_REQUESTS)
                .into_response();
            let warten = HeaderValue::from(anmeldung::FENSTER_S);
            antwort.headers_mut().insert(header::RETRY_AFTER, warten);
            Ok(antwort)
        }
        Ausgang::Falsch => {
            const TEXT: &str = "Kennung oder Kennwort stimmt nicht, oder das Konto ist gesperrt. Prüfen Sie auch die \
                                Feststelltaste. Hilfe gibt die Fachadministration.";
            Ok(seite(huelle, f, mit, Some(TEXT))
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Ausgang::Angemeldet {
            benutzer,
            token,
            kennwort_aendern,
        } => {
            let ziel = weiter(&app, benutzer, &mit).await?;
            let ziel = if kennwort_aendern {
                "/konto/kennwort".to_owned()
            } else {
                ziel
            };
            let mut antwort = Umleitung::nach(ziel).into_response();
            if let Some(cookie) = sitzung::setzen(&app.rahmen, &token) {
                antwort.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(antwort)
        }
    }
}

/// Where it goes on: to the form that met the ended session, to the page asked for, or to the start.
async fn weiter(
    app: &App,
    benutzer: base::Id<crate::Benutzer>,
    mit: &Wiederaufnahme,
) -> Result<String, Error> {
    if let Some(eingabe) = sitzung::oeffnen(&app.rahmen, benutzer, &mit.eingabe) {
        let wer = Kontext::neu(
            benutzer,
            String::new(),
            crate::recht::OrganisationsArt::Andere,
            Vec::new(),
        );
        return entwurf::aufbewahren(app, &wer, &eingabe.ziel, &eingabe.rumpf).await;
    }
    Ok(sitzung::ziel_lesen(&app.rahmen, &mit.weiter).unwrap_or_else(|| "/".to_owned()))
}

async fn abmelden(State(app): State<App>, kontext: Kontext) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(token) = kontext.sitzung() {
        sitzung::diese_beenden(&mut tx, token).await?;
    }
    let wer = Some(kontext.benutzer());
    journal::ereignis(&mut tx, &*app.uhr, wer, "anmeldung.ende", true, "");
    tx.commit().await.map_err(Error::from)?;
    let mut antwort = Umleitung::nach("/anmelden").into_response();
    let kopf = antwort.headers_mut();
    if let Some(cookie) = sitzung::loeschen(&app.rahmen) {
        kopf.append(header::SET_COOKIE, cookie);
    }
    // not "cookies": that would also take the cookie the next sign-in form is bound to
    kopf.insert(
        "clear-site-data",
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(antwort)
}

/// The routes.
pub(crate) fn routen() -> Router<App> {
    Router::new()
        .route("/anmelden", get(zeigen).post(anmelden))
        .route("/abmelden", post(abmelden))
}
