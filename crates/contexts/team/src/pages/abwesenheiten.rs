//! Who is away when; report one's own or, as lead, that of others; take it back.

use amt::{App, Error, Huelle, Kontext, entwurf, meldung};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Wahl};

use super::hilfen::{
    als_fehler, darf_bearbeiten, darf_lesen, erstes_mal, fertig, lesen, leute, pflichtdatum, schluessel,
    schreiben,
};
use crate::{
    ablage,
    model::{Abwesenheit, Fachkraft},
    service,
};

/// How far the list looks ahead.
const VORSCHAU_TAGE: i32 = 92;

/// First day of the list, as the address carries it.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Ab {
    ab: String,
}

struct Zeile {
    a: Abwesenheit,
    name: String,
    darf: bool,
}

#[derive(Template)]
#[template(path = "team/abwesenheiten.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    zeilen: Vec<Zeile>,
    leute: Vec<Wahl>,
    ab: Datum,
    bis: Datum,
    frueher: String,
    spaeter: String,
    entwurf: bool,
    offen: bool,
    melden: bool,
}

async fn liste(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    ab: Datum,
    f: Option<Formular>,
) -> Result<Liste, Error> {
    let mut tx = lesen(app).await?;
    let bis = ab.plus_tage(VORSCHAU_TAGE);
    let alle = leute(&mut tx).await?;
    let ich = ablage::fachkraft::von_benutzer(&mut tx, kontext.benutzer()).await?;
    let leitung = darf_bearbeiten(kontext);
    let zeilen = ablage::abwesenheit::zwischen(&mut tx, ab, bis)
        .await?
        .into_iter()
        .map(|a| {
            let schluessel = a.fachkraft.to_string();
            Zeile {
                name: alle
                    .iter()
                    .find(|w| w.wert == schluessel)
                    .map_or_else(String::new, |w| w.text.clone()),
                darf: leitung || ich.as_ref().is_some_and(|i| i.id == a.fachkraft),
                a,
            }
        })
        .collect();
    let mut gemerkt = false;
    let f = match f {
        Some(f) => f,
        None => {
            let alt = entwurf::laden(&mut tx, kontext, "abwesenheit", "neu").await?;
            gemerkt = alt.is_some();
            let leer = || Formular::leer().setze_wenn("fachkraft", ich.as_ref().map(|i| i.id));
            alt.map_or_else(leer, |e| e.als_formular())
        }
    };
    // who leads nobody sees only themselves in the form
    let eigene = ich.as_ref().map(|i| i.id.to_string());
    let leute: Vec<Wahl> = alle
        .into_iter()
        .filter(|w| leitung || Some(&w.wert) == eigene.as_ref())
        .collect();
    Ok(Liste {
        shell: huelle.titel("Abwesenheiten"),
        offen: f.alle_fehler().iter().any(|x| x.code == "TEAM-E04"),
        f: f.setze("einmal", app.ids.uuid()).benannt(&[
            ("fachkraft", "Person"),
            ("von", "Erster Tag"),
            ("bis", "Letzter Tag"),
            ("trotzdem", "Vertretung"),
        ]),
        zeilen,
        melden: !leute.is_empty(),
        leute,
        frueher: format!("/abwesenheiten?ab={}", ab.plus_tage(-VORSCHAU_TAGE).0),
        spaeter: format!("/abwesenheiten?ab={}", bis.plus_tage(1).0),
        ab,
        bis,
        entwurf: gemerkt,
    })
}

/// The list with the form.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(q): Query<Ab>,
) -> Ergebnis<Response> {
    darf_lesen::<Abwesenheit>(&kontext, None)?;
    let ab = q.ab.parse().unwrap_or_else(|_| app.uhr.heute());
    Ok(Seite::neu(liste(&app, &kontext, huelle, ab, None).await?).into_response())
}

/// Reports an absence.
pub async fn melden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    darf_lesen::<Abwesenheit>(&kontext, None)?;
    e.pflichtauswahl::<uuid::Uuid>("fachkraft");
    let wer: Option<Id<Fachkraft>> = schluessel(&mut e, "fachkraft");
    let (von, bis) = (pflichtdatum(&mut e, "von"), pflichtdatum(&mut e, "bis"));
    let trotzdem = e.haken("trotzdem");
    let mut mehr: Vec<Feldfehler> = Vec::new();
    if let (Some(wer), Some(von), Some(bis), false) = (wer, von, bis, e.hat_fehler()) {
        let mut tx = schreiben(&app).await?;
        let may = service::darf_melden(&app, &mut tx, &kontext, wer).await?;
        if !erstes_mal(&mut tx, &kontext, &mut e).await? {
            return Ok(meldung::weiter(
                "/abwesenheiten",
                MeldungArt::Hinweis,
                "Das war schon gespeichert.",
            ));
        }
        match service::abwesenheit_melden(&app, &mut tx, &may, wer, (von, bis), trotzdem).await {
            Ok((_, luecken)) => {
                entwurf::verwerfen(&mut tx, &kontext, "abwesenheit", "neu").await?;
                fertig(tx).await?;
                let (art, text) = if luecken.is_empty() {
                    (MeldungArt::Erfolg, "Eingetragen. Die Vertretung ist da.")
                } else {
                    (
                        MeldungArt::Warnung,
                        "Eingetragen. An einzelnen Tagen vertritt niemand; dann antwortet die Teamleitung.",
                    )
                };
                return Ok(meldung::weiter("/abwesenheiten", art, text));
            }
            Err(Error::Regel(befunde)) => mehr = als_fehler(&kurz(befunde), "von"),
            Err(anders) => Err(anders)?,
        }
    }
    let f = e.formular().mit_fehlern(mehr);
    let heute = app.uhr.heute();
    Ok(Seite::ungueltig(liste(&app, &kontext, huelle, heute, Some(f)).await?).into_response())
}

/// A person may stand for many spaces: the page names the first few.
fn kurz(mut befunde: Vec<Befund>) -> Vec<Befund> {
    const HOECHSTENS: usize = 6;
    let mehr = befunde.len().saturating_sub(HOECHSTENS);
    befunde.truncate(HOECHSTENS);
    if let (Some(letzter), true) = (befunde.last_mut(), mehr > 0) {
        letzter.text = format!("{} Dazu {mehr} weitere.", letzter.text);
    }
    befunde
}

/// Takes an absence back.
pub async fn zurueck(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Abwesenheit>>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let alt = ablage::abwesenheit::laden(&mut tx, id).await?;
    let may = service::darf_melden(&app, &mut tx, &kontext, alt.fachkraft).await?;
    service::abwesenheit_zurueckziehen(&app, &mut tx, &may, id, alt.fachkraft).await?;
    fertig(tx).await?;
    Ok(meldung::weiter(
        "/abwesenheiten",
        MeldungArt::Erfolg,
        "Die Abwesenheit ist zurückgenommen.",
    ))
}
