//! `/quartier/{sprache}/termine`: what is coming up, as a page, as a calendar and as news.

use amt::App;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use base::Datum;
use web::Ergebnis;

use super::{
    rahmen::{Ansicht, Rahmen, ansicht, datum},
    sprache::Sprache,
    technik::basis,
};
use crate::{codes::VeranstaltungStatus, ical, rules::zeiten::uhrzeit, service};

/// Dates of one meeting on the page.
const JE_VERANSTALTUNG: usize = 6;
const HOECHSTENS: usize = 100;

struct Termin {
    tag: Datum,
    von: u16,
    wann: String,
    titel: String,
    typ: &'static str,
    ort: String,
    beschreibung: String,
    abgesagt: bool,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/termine.html")]
struct Termine {
    r: Rahmen,
    termine: Vec<Termin>,
}

/// `GET /quartier/{sprache}/termine`
pub(super) async fn zeigen(
    State(app): State<App>,
    Path(sprache): Path<String>,
    wie: Ansicht,
) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let mut termine = Vec::new();
    for g in service::oeffentlich::veranstaltungen(&mut tx).await? {
        let d = g.daten;
        for tag in d.termine(app.uhr.heute(), JE_VERANSTALTUNG) {
            let zeit = format!("{}–{}", uhrzeit(d.von), uhrzeit(d.bis));
            termine.push(Termin {
                tag,
                von: d.von,
                wann: format!("{}, {zeit}", datum(tag)),
                titel: d.titel.clone(),
                typ: d.typ.text(),
                ort: d.ort.clone(),
                beschreibung: d.beschreibung.clone(),
                abgesagt: d.status == VeranstaltungStatus::Abgesagt,
            });
        }
    }
    termine.sort_by(|a, b| (a.tag, a.von, &a.titel).cmp(&(b.tag, b.von, &b.titel)));
    termine.truncate(HOECHSTENS);
    let r = Rahmen::neu(&app, s, s.t("termine"), "/termine", "termine").in_ansicht(wie);
    Ok(ansicht(Termine { r, termine }, wie))
}

fn datei(art: &'static str, inhalt: String) -> Response {
    let kopf = [
        (header::CONTENT_TYPE, art),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    (kopf, inhalt).into_response()
}

/// `GET /quartier/termine.ics`
pub(super) async fn kalender(State(app): State<App>, kopf: HeaderMap) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let alle = service::oeffentlich::veranstaltungen(&mut tx).await?;
    let basis = basis(&app, &kopf);
    let host = basis.split_once("://").map_or(basis.as_str(), |(_, h)| h);
    let url = format!("{basis}/quartier/de/termine");
    let text = ical::kalender(&app.rahmen.behoerde, host, &url, &alle);
    Ok(datei("text/calendar; charset=utf-8", text))
}

/// `GET /quartier/termine.atom`
pub(super) async fn neuigkeiten(State(app): State<App>, kopf: HeaderMap) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let alle = service::oeffentlich::veranstaltungen(&mut tx).await?;
    let basis = basis(&app, &kopf);
    let (feed, url) = (
        format!("{basis}/quartier/termine.atom"),
        format!("{basis}/quartier/de/termine"),
    );
    let text = ical::neuigkeiten(&app.rahmen.behoerde, &feed, &url, &alle);
    Ok(datei("application/atom+xml; charset=utf-8", text))
}
