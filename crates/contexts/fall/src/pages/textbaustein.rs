//! `/textbausteine`: texts of the office, their wordings, and how a form takes one over.

use amt::{App, Error, Huelle, Kontext, meldung::weiter, recht::Bearbeiten};
use askama::Template;
use axum::{
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl, eingaben::lies_datum};

use super::fall::{inzwischen as inzwischen_am_fall, mit_befunden};
use crate::{
    model::{Fall, Textbaustein, Textfassung, Textzweck},
    rules::textbaustein as regeln,
    service::{fall::zugang::befugt, textbaustein as dienst},
};

const NAMEN: &[(&str, &str)] = &[("zweck", "Wofür?"), ("titel", "Name"), ("text", "Text")];

#[derive(Template)]
#[template(path = "fall/textbausteine.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    alle: Vec<Textbaustein>,
    zwecke: Vec<Wahl>,
    gewaehlt: bool,
    pflegen: bool,
}

#[derive(Template)]
#[template(path = "fall/textbaustein.html")]
struct Einer {
    shell: Shell,
    f: Formular,
    t: Textbaustein,
    fassungen: Vec<Textfassung>,
    lange: Vec<(usize, String)>,
    pflegen: bool,
}

async fn listenseite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    f: Formular,
    nur: Option<Textzweck>,
) -> Result<Liste, Error> {
    let mut tx = app.db.read().await?;
    let mut alle = dienst::alle(app, &mut tx, kontext).await?;
    alle.retain(|t| nur.is_none_or(|z| z == t.zweck));
    Ok(Liste {
        shell: huelle.titel("Textbausteine"),
        f: f.benannt(NAMEN),
        alle,
        zwecke: Textzweck::wahlen(),
        gewaehlt: nur.is_some(),
        pflegen: dienst::pflegt(kontext),
    })
}

pub(crate) async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    RawQuery(query): RawQuery,
) -> Ergebnis<Response> {
    let e = Eingaben::aus_bytes(query.unwrap_or_default().as_bytes())?;
    let nur = e.roh("nur").parse().ok();
    Ok(Seite::neu(listenseite(&app, &kontext, huelle, e.formular(), nur).await?).into_response())
}

pub(crate) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    if !dienst::pflegt(&kontext) {
        return Err(Error::NichtGefunden.into());
    }
    let zweck = e.pflichtauswahl::<Textzweck>("zweck");
    let (titel, text) = worte(&mut e, zweck);
    let mut befunde = Vec::new();
    if let (Some(zweck), false) = (zweck, e.hat_fehler()) {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        match dienst::anlegen(&app, &mut tx, &kontext, (zweck, titel, text)).await {
            Ok(id) => {
                tx.commit().await.map_err(Error::from)?;
                return Ok(weiter(pfad(id), MeldungArt::Erfolg, "Der Textbaustein ist da."));
            }
            Err(Error::Regel(b)) => befunde = b,
            Err(andere) => return Err(andere.into()),
        }
    }
    let f = mit_befunden(e.formular(), befunde);
    Ok(Seite::ungueltig(listenseite(&app, &kontext, huelle, f, None).await?).into_response())
}

fn worte(e: &mut Eingaben, zweck: Option<Textzweck>) -> (String, String) {
    (
        e.pflichttext("titel", 80),
        e.pflichttext("text", zweck.map_or(4000, Textzweck::hoechstens)),
    )
}

fn pfad(id: Id<Textbaustein>) -> String {
    format!("/textbausteine/{id}")
}

async fn seite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Textbaustein>,
    f: Option<Formular>,
) -> Result<Einer, Error> {
    let mut tx = app.db.read().await?;
    let (t, fassungen) = dienst::einer(app, &mut tx, kontext, id).await?;
    let f = f.unwrap_or_else(|| Formular::leer().setze("titel", &t.titel).setze("text", &t.text));
    Ok(Einer {
        shell: huelle
            .titel(t.titel.clone())
            .ueber("Textbausteine", "/textbausteine"),
        f: f.benannt(NAMEN),
        lange: regeln::lange_saetze(&t.text),
        t,
        fassungen,
        pflegen: dienst::pflegt(kontext),
    })
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Textbaustein>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(seite(&app, &kontext, huelle, id, None).await?).into_response())
}

fn version(e: &Eingaben) -> i64 {
    e.roh("version").parse().unwrap_or(0)
}

pub(crate) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Textbaustein>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (alt, _) = dienst::einer(&app, &mut tx, &kontext, id).await?;
    let daten = worte(&mut e, Some(alt.zweck));
    let mut befunde = Vec::new();
    if !e.hat_fehler() {
        match dienst::speichern(&app, &mut tx, &kontext, (id, version(&e)), daten).await {
            Ok(()) => {
                tx.commit().await.map_err(Error::from)?;
                return Ok(weiter(
                    pfad(id),
                    MeldungArt::Erfolg,
                    "Gespeichert. Die alte Fassung bleibt erhalten.",
                ));
            }
            Err(Error::Konflikt) => befunde = vec![inzwischen()],
            Err(Error::Regel(b)) => befunde = b,
            Err(andere) => return Err(andere.into()),
        }
    } else if !dienst::pflegt(&kontext) {
        return Err(Error::NichtGefunden.into());
    }
    drop(tx);
    let f = mit_befunden(e.formular(), befunde);
    Ok(Seite::ungueltig(seite(&app, &kontext, huelle, id, Some(f)).await?).into_response())
}

fn inzwischen() -> Befund {
    let text =
        "Jemand hat den Textbaustein inzwischen geändert. Bitte vergleichen Sie unten die neueste Fassung.";
    Befund::neu("FALL-E294", text).an("text")
}

/// What a button does, then back to the page.
async fn tun(id: Id<Textbaustein>, tx: Tx, ergebnis: Result<(), Error>, gut: &str) -> Ergebnis<Response> {
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(pfad(id), MeldungArt::Erfolg, gut))
        }
        Err(Error::Konflikt) => Ok(weiter(pfad(id), MeldungArt::Warnung, &inzwischen().text)),
        Err(Error::Regel(b)) => {
            let texte: Vec<String> = b.into_iter().map(|b| b.text).collect();
            Ok(weiter(pfad(id), MeldungArt::Warnung, &texte.join(" ")))
        }
        Err(andere) => Err(andere.into()),
    }
}

pub(crate) async fn zurueck(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Textbaustein>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let nummer = e.roh("nummer").parse().unwrap_or(0);
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let ergebnis = dienst::zurueck(&app, &mut tx, &kontext, (id, version(&e)), nummer).await;
    tun(id, tx, ergebnis, "Die frühere Fassung gilt wieder.").await
}

pub(crate) async fn anbieten(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Textbaustein>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let wieder = e.roh("angeboten") == "ja";
    let ergebnis = dienst::anbieten(&app, &mut tx, &kontext, (id, version(&e)), wieder).await;
    let gut = if wieder {
        "Der Textbaustein steht wieder in den Formularen."
    } else {
        "Der Textbaustein steht nicht mehr in den Formularen."
    };
    tun(id, tx, ergebnis, gut).await
}

/// The choice below a form: texts for its fields, each behind the name of the field.
pub(crate) async fn wahlen(tx: &mut Tx, zwecke: &[Textzweck]) -> Result<Vec<Wahl>, Error> {
    let alle = dienst::angebotene(tx, zwecke).await?;
    let wort = |z: Textzweck| z.wort().split_once(": ").map_or(z.wort(), |(_, feld)| feld);
    Ok(alle
        .into_iter()
        .map(|t| Wahl::neu(t.id, format!("{} – {}", wort(t.zweck), t.titel)))
        .collect())
}

/// The form of a case with the chosen text behind what its field holds already; nothing is saved. Without a choice, or
/// when somebody changed the case meanwhile, it says so.
pub(crate) async fn einsetzen(
    app: &App,
    kontext: &Kontext,
    fall: Id<Fall>,
    zwecke: &[Textzweck],
    e: Eingaben,
) -> Result<(Formular, Vec<Befund>), Error> {
    let mut tx = app.db.read().await?;
    let (_, akte) = befugt::<Bearbeiten>(app, &mut tx, kontext, fall).await?;
    let gewaehlt = e.roh("textbaustein");
    let baustein = dienst::angebotene(&mut tx, zwecke)
        .await?
        .into_iter()
        .find(|t| t.id.to_string() == gewaehlt);
    drop(tx);
    // the form that goes back carries the new version: what was seen under the old one must not be saved unseen
    let mut befunde = Vec::new();
    if e.roh("version").parse() != Ok(akte.version) {
        befunde.push(inzwischen_am_fall());
    }
    let Some(t) = baustein else {
        befunde.push(Befund::neu("FALL-E293", "Bitte einen Textbaustein wählen.").an("textbaustein"));
        return Ok((e.formular(), befunde));
    };
    let wert = |name: &str| match name {
        // a date as people write it
        "von" | "bis" => lies_datum(e.roh(name)).map_or_else(String::new, |d| base::Datum(d).to_string()),
        _ => e.roh(name).trim().to_owned(),
    };
    let feld = t.zweck.feld();
    let text = regeln::anhaengen(e.roh(feld), &regeln::fuellen(&t.text, wert));
    let f = e.formular().ersetze(feld, text).ersetze("textbaustein", "");
    Ok((f, befunde))
}
