use amt::{
    App, Error, Result,
    go::Sektor,
    journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Datum, Gueltigkeit, Id};
use store::Tx;

use super::{feld, ohne_befund};
use crate::{
    ablage::{Wann, regel, stelle},
    model::{Inhalt, Stelle, Zustaendigkeitsregel},
    rules::abc::{self, Aufstellung},
};

/// Far enough to be "for ever" in a query.
const WEIT: i32 = 365 * 200;

/// What a new line says.
#[derive(Debug, Clone)]
pub struct RegelAngaben {
    /// Sektor.
    pub sektor: Sektor,
    /// For what.
    pub inhalt: Inhalt,
    /// The responsible position.
    pub stelle: Id<Stelle>,
    /// The position that stands in.
    pub vertretung: Option<Id<Stelle>>,
    /// When.
    pub gueltigkeit: Gueltigkeit,
}

/// Adds a line.
///
/// # Errors
/// [`Error::Regel`]: `TEAM-E02` when another line is for the same at the same time, `TEAM-E03` when position and
/// substitute are the same or held by the same person, `RAUM-E30` when the letters cannot be read or belong to another line.
pub async fn regel_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Zustaendigkeitsregel>,
    angaben: RegelAngaben,
) -> Result<Id<Zustaendigkeitsregel>> {
    let neu = Zustaendigkeitsregel {
        id: app.ids.neu(),
        sektor: angaben.sektor,
        inhalt: angaben.inhalt,
        stelle: angaben.stelle,
        vertretung: angaben.vertretung,
        gueltigkeit: angaben.gueltigkeit,
        version: 1,
    };
    schreiben(app, tx, may, &neu).await?;
    journal::notieren(tx, &*app.uhr, may, neu.id, "neu");
    Ok(neu.id)
}

/// Changes who is responsible from a day on: the line ends there and a new one for the same begins. The past stays.
///
/// # Errors
/// As [`regel_anlegen`]; `TEAM-E02` when the day is not after the beginning, [`Error::Konflikt`] when somebody saved
/// in between.
pub async fn regel_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Zustaendigkeitsregel>,
    version: i64,
    wer: (Id<Stelle>, Option<Id<Stelle>>),
    ab: Datum,
) -> Result<Id<Zustaendigkeitsregel>> {
    let alt = beenden(app, tx, may, version, ab).await?;
    let neu = Zustaendigkeitsregel {
        id: app.ids.neu(),
        stelle: wer.0,
        vertretung: wer.1,
        gueltigkeit: Gueltigkeit::neu(ab, alt.gueltigkeit.bis()).ok_or(Error::NichtGefunden)?,
        version: 1,
        ..alt
    };
    schreiben(app, tx, may, &neu).await?;
    journal::notieren(tx, &*app.uhr, may, neu.id, "stelle,vertretung,gueltig_ab");
    Ok(neu.id)
}

/// Ends a line: `ab` is the first day it no longer holds.
///
/// # Errors
/// `TEAM-E02` when the day is not after the beginning or not before the end, [`Error::Konflikt`] when somebody saved in between.
pub async fn regel_beenden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Zustaendigkeitsregel>,
    version: i64,
    ab: Datum,
) -> Result<()> {
    beenden(app, tx, may, version, ab).await.map(drop)
}

async fn beenden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Zustaendigkeitsregel>,
    version: i64,
    ab: Datum,
) -> Result<Zustaendigkeitsregel> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    let mut alt = regel::laden(tx, id).await?;
    alt.version = version;
    let g = alt.gueltigkeit;
    if ab <= g.ab() || g.bis().is_some_and(|bis| ab >= bis) {
        let text = format!(
            "Bitte einen Tag nach dem {} und vor dem Ende der Regel wählen.",
            g.ab()
        );
        return Err(feld("TEAM-E02", "ab", text).into());
    }
    regel::beenden(tx, &alt, ab, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, id, "gueltig_bis");
    Ok(alt)
}

async fn schreiben(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Zustaendigkeitsregel>,
    neu: &Zustaendigkeitsregel,
) -> Result<()> {
    ohne_befund(pruefen(tx, neu).await?)?;
    match regel::anlegen(tx, neu, Wann::jetzt(app, may.kontext())).await {
        Err(Error::Store(store::Error::Doppelt(_))) => Err(doppelt().into()),
        ergebnis => ergebnis,
    }
}

fn doppelt() -> Befund {
    feld(
        "TEAM-E02",
        "ab",
        "Für dieselbe Zuständigkeit gilt in dieser Zeit schon eine Regel. Bitte ändern Sie diese.",
    )
}

async fn pruefen(tx: &mut Tx, neu: &Zustaendigkeitsregel) -> Result<Vec<Befund>> {
    let mut befunde = Vec::new();
    stelle::laden(tx, neu.stelle).await?;
    let ab = neu.gueltigkeit.ab();
    let bis = neu
        .gueltigkeit
        .bis()
        .map_or(ab.plus_tage(WEIT), |b| b.plus_tage(-1));
    if let Some(v) = neu.vertretung {
        stelle::laden(tx, v).await?;
        let am_beginn = |b: &&crate::model::Besetzung| b.gueltigkeit.gilt_am(ab);
        let leute = stelle::besetzungen(tx, ab, ab).await?;
        let halter = |s| {
            leute
                .iter()
                .filter(am_beginn)
                .find(|b| b.stelle == s)
                .map(|b| b.fachkraft)
        };
        if v == neu.stelle || halter(v).is_some() && halter(v) == halter(neu.stelle) {
            befunde.push(feld(
                "TEAM-E03",
                "vertretung",
                "Die Vertretung muss eine andere Person sein als die Zuständige.",
            ));
        }
    }
    let gleichzeitig: Vec<_> = regel::zwischen(tx, ab, bis)
        .await?
        .into_iter()
        .filter(|r| r.sektor == neu.sektor)
        .collect();
    if gleichzeitig
        .iter()
        .any(|r| r.inhalt.schluessel() == neu.inhalt.schluessel())
    {
        befunde.push(doppelt());
    } else if let Inhalt::Abc(bereich) = &neu.inhalt {
        if let Err(b) = abc::pruefen(bereich) {
            befunde.push(b.an("buchstaben"));
        } else if let Some(b) = anderswo_vergeben(&gleichzeitig, neu) {
            befunde.push(b.an("buchstaben"));
        }
    }
    Ok(befunde)
}

/// RAUM-E30 when, on some day of the new line, another one has its letters.
fn anderswo_vergeben(gleichzeitig: &[Zustaendigkeitsregel], neu: &Zustaendigkeitsregel) -> Option<Befund> {
    let tage = gleichzeitig
        .iter()
        .map(|r| r.gueltigkeit.ab().max(neu.gueltigkeit.ab()));
    tage.chain([neu.gueltigkeit.ab()])
        .filter(|t| neu.gueltigkeit.gilt_am(*t))
        .find_map(|tag| {
            let doppelte = |regeln: Vec<&Zustaendigkeitsregel>| {
                Aufstellung::am(regeln, tag, true)
                    .map(|a| a.befunde)
                    .unwrap_or_default()
            };
            let vorher = doppelte(gleichzeitig.iter().collect());
            doppelte(gleichzeitig.iter().chain([neu]).collect())
                .into_iter()
                .find(|b| !b.ort.is_empty() && !vorher.contains(b))
        })
}
