//! Who is preferred where: the list, a new one with its shares and resolution, its end.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use raum::Raumeinheit;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{
    hilfen::{
        an_felder, darf_lesen, erstes_mal, fertig, in_reichweite, lesen, pflichtdatum, raeume_wahl,
        schluessel, schreiben, wahlen,
    },
    traeger::{darf_traeger, zeit},
};
use crate::{
    ablage,
    model::{Anteil, Organisation, Schwerpunkt, Verfahren},
    rules::vereinbarung::{prozent, prozent_lesen},
    service::{self, zeitraum},
};

struct Zeile {
    s: Schwerpunkt,
    ort: String,
    zeit: String,
    mitglieder: Vec<String>,
    vorbei: bool,
}

#[derive(Template)]
#[template(path = "team/schwerpunkte.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    zeilen: Vec<Zeile>,
    raeume: Vec<Wahl>,
    /// Name of the field for the share, and the Träger.
    traeger: Vec<(String, Wahl)>,
    verfahren: Vec<Wahl>,
    bearbeiten: bool,
}

#[derive(Template)]
#[template(path = "team/traeger_ende.html")]
struct Ende {
    shell: Shell,
    f: Formular,
    ziel: String,
    zurueck: String,
    was: String,
    zeit: String,
    folge: &'static str,
}

async fn blatt(app: &App, kontext: &Kontext, huelle: Huelle, f: Option<Formular>) -> Result<Blatt, Error> {
    let heute = app.uhr.heute();
    let mut tx = lesen(app).await?;
    let raeume = service::raeume(app, &mut tx, heute).await?;
    let traeger: Vec<_> = ablage::organisation::alle(&mut tx)
        .await?
        .into_iter()
        .filter(Organisation::ist_traeger)
        .collect();
    let zeilen = ablage::vereinbarung::schwerpunkte(&mut tx)
        .await?
        .into_iter()
        .map(|s| Zeile {
            ort: raeume.raum(s.raum).map_or("anderer Zuschnitt".to_owned(), |r| {
                format!("{} {}", r.code, r.name)
            }),
            zeit: zeitraum(&s.gueltigkeit),
            mitglieder: s.mitglieder.iter().map(|m| wer(&traeger, m)).collect(),
            vorbei: s.gueltigkeit.bis().is_some_and(|b| b <= heute),
            s,
        })
        .collect();
    Ok(Blatt {
        shell: huelle.titel("Schwerpunktträger").ueber("Träger", "/traeger"),
        f: f.unwrap_or_else(Formular::leer)
            .setze("einmal", app.ids.uuid())
            .benannt(&[
                ("raum", "Raum"),
                ("anteile", "Anteile"),
                ("ab", "Erster Tag"),
                ("bis", "Letzter Tag"),
                ("beschluss", "Beschluss"),
                ("beschluss_am", "Tag des Beschlusses"),
                ("verfahren", "Verfahren"),
            ]),
        zeilen,
        raeume: raeume_wahl(&raeume),
        traeger: traeger
            .into_iter()
            .map(|o| (format!("anteil-{}", o.id), Wahl::neu(o.id, o.name)))
            .collect(),
        verfahren: wahlen(Verfahren::PAARE),
        bearbeiten: darf_traeger(kontext, None).is_ok(),
    })
}

fn wer(traeger: &[Organisation], m: &Anteil) -> String {
    let name = traeger
        .iter()
        .find(|o| o.id == m.organisation)
        .map_or("unbekannt", |o| o.name.as_str());
    let dazu = if m.federfuehrung { ", Federführung" } else { "" };
    format!("{name}: {} %{dazu}", prozent(m.anteil))
}

/// The list with the form.
pub async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    darf_lesen::<Organisation>(&kontext, None)?;
    Ok(Seite::neu(blatt(&app, &kontext, huelle, None).await?).into_response())
}

/// The shares stand in one field per Träger, `anteil-<key>`; an empty one is not in it.
fn mitglieder(e: &mut Eingaben) -> Vec<Anteil> {
    let feder: Option<Id<Organisation>> = schluessel(e, "federfuehrung");
    let roh: Vec<(String, String)> = e
        .mit_vorsatz("anteil-")
        .filter(|(_, wert)| !wert.is_empty())
        .map(|(name, wert)| (name.to_owned(), wert.to_owned()))
        .collect();
    let mut alle = Vec::new();
    for (name, wert) in roh {
        match (name.parse().ok(), prozent_lesen(&wert)) {
            (Some(organisation), Some(anteil)) => alle.push(Anteil {
                organisation,
                anteil,
                federfuehrung: feder == Some(organisation),
            }),
            _ => e.melde(
                &format!("anteil-{name}"),
                "WEB-E05",
                "Bitte Prozent wie 45 oder 33,33 eingeben.",
            ),
        }
    }
    if let [allein] = alle.as_mut_slice() {
        allein.federfuehrung = true;
    }
    alle
}

/// Enters who is preferred.
pub async fn eintragen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    darf_traeger(&kontext, None)?;
    let mut tx = schreiben(&app).await?;
    e.pflichtauswahl::<uuid::Uuid>("raum");
    let raum: Option<Id<Raumeinheit>> = schluessel(&mut e, "raum");
    let gueltigkeit = zeit(&mut e);
    let mitglieder = mitglieder(&mut e);
    let bezeichnung = e.text("bezeichnung", 120);
    let beschluss = e.pflichttext("beschluss", 200);
    let beschluss_am = pflichtdatum(&mut e, "beschluss_am");
    let verfahren = Verfahren::von_code(e.roh("verfahren"));
    if verfahren.is_none() {
        e.melde(
            "verfahren",
            "WEB-E06",
            "Bitte einen Eintrag aus der Liste wählen.",
        );
    }
    let may = match raum {
        Some(raum) => {
            let raeume = service::raeume(&app, &mut tx, app.uhr.heute()).await?;
            let may = if raeume.raum(raum).is_some() {
                service::befugnis(&kontext, &raeume, None, &[raum])
            } else {
                Err(Error::NichtGefunden)
            };
            in_reichweite(may, &mut e, "raum", "Bitte einen Ihrer Räume wählen.")?
        }
        None => None,
    };
    if let (Some(raum), Some(gueltigkeit), Some(beschluss_am), Some(verfahren), Some(may), false) =
        (raum, gueltigkeit, beschluss_am, verfahren, may, e.hat_fehler())
    {
        if !erstes_mal(&mut tx, &kontext, &mut e).await? {
            let text = "Das war schon gespeichert.";
            return Ok(meldung::weiter("/traeger/schwerpunkt", MeldungArt::Hinweis, text));
        }
        let neu = Schwerpunkt {
            id: Id::von(uuid::Uuid::nil()),
            raum,
            bezeichnung,
            verfahren,
            beschluss,
            beschluss_am,
            gueltigkeit,
            mitglieder,
        };
        match service::schwerpunkt_eintragen(&app, &mut tx, &may, neu).await {
            Ok(_) => {
                fertig(tx).await?;
                let text = "Eingetragen. Andere Träger bleiben wählbar.";
                return Ok(meldung::weiter("/traeger/schwerpunkt", MeldungArt::Erfolg, text));
            }
            Err(fehler) => an_felder(fehler, &mut e, "anteile")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, Some(e.formular())).await?).into_response())
}

async fn laden(tx: &mut store::Tx, id: Id<Schwerpunkt>) -> Result<Schwerpunkt, Error> {
    let alle = ablage::vereinbarung::schwerpunkte(tx).await?;
    alle.into_iter().find(|s| s.id == id).ok_or(Error::NichtGefunden)
}

async fn ende_blatt(app: &App, huelle: Huelle, s: &Schwerpunkt, f: Option<Formular>) -> Result<Ende, Error> {
    let heute: Datum = app.uhr.heute();
    let mut tx = lesen(app).await?;
    let raeume = service::raeume(app, &mut tx, heute).await?;
    let ort = raeume.raum(s.raum).map_or(String::new(), |r| r.name.clone());
    Ok(Ende {
        shell: huelle
            .titel("Schwerpunkt beenden")
            .ueber("Träger", "/traeger")
            .ueber("Schwerpunktträger", "/traeger/schwerpunkt"),
        f: f.unwrap_or_else(|| Formular::leer().setze("letzter", heute.0))
            .benannt(&[("letzter", "Letzter Tag")]),
        ziel: format!("/traeger/schwerpunkt/{}", s.id),
        zurueck: "/traeger/schwerpunkt".to_owned(),
        was: format!("{ort}, Beschluss {}", s.beschluss),
        zeit: zeitraum(&s.gueltigkeit),
        folge: "Verlässt nur ein Träger den Verbund, tragen Sie danach den neuen Verbund mit neuen Anteilen ein.",
    })
}

/// Asks for the last day.
pub async fn ende(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Schwerpunkt>>,
) -> Ergebnis<Response> {
    let mut tx = lesen(&app).await?;
    let s = laden(&mut tx, id).await?;
    darf_ende(&app, &mut tx, &kontext, &s).await?;
    drop(tx);
    Ok(Seite::neu(ende_blatt(&app, huelle, &s, None).await?).into_response())
}

async fn darf_ende(
    app: &App,
    tx: &mut store::Tx,
    kontext: &Kontext,
    s: &Schwerpunkt,
) -> Result<amt::recht::Befugnis<amt::recht::Bearbeiten, Organisation>, Error> {
    let raeume = service::raeume(app, tx, app.uhr.heute()).await?;
    service::befugnis(kontext, &raeume, None, &[s.raum])
}

/// Ends it.
pub async fn beenden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Schwerpunkt>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let s = laden(&mut tx, id).await?;
    let may = darf_ende(&app, &mut tx, &kontext, &s).await?;
    if let Some(letzter) = pflichtdatum(&mut e, "letzter") {
        match service::schwerpunkt_beenden(&app, &mut tx, &may, &s, letzter).await {
            Ok(()) => {
                fertig(tx).await?;
                let text = "Das Ende ist eingetragen.";
                return Ok(meldung::weiter("/traeger/schwerpunkt", MeldungArt::Erfolg, text));
            }
            Err(fehler) => an_felder(fehler, &mut e, "letzter")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(ende_blatt(&app, huelle, &s, Some(e.formular())).await?).into_response())
}
