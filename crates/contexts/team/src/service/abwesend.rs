use amt::{
    App, Error, Kontext, Result, ordnung,
    recht::{Aktion, Bearbeiten, Befugnis, Bezug, Lesen, Objektart},
};
use base::{Befund, Datum, Id, Zeitraum};
use store::{Tx, journal::Eintrag};

use super::{befugnis, darf::orte_der_person, feld, ohne_befund, raeume};
use crate::{
    ablage::{self, Wann, abwesenheit, fachkraft},
    model::{Abwesenheit, Fachkraft},
    rules::abdeckung::{Luecke, Umfang, folgen_einer_abwesenheit},
};

/// No single absence is longer; beyond that the position is to be filled anew.
const LAENGSTENS_TAGE: i32 = 366;

/// By which right somebody reports an absence.
#[derive(Debug)]
pub enum Darf {
    /// One's own.
    Eigene(Befugnis<Lesen, Fachkraft>),
    /// As lead, for others.
    Leitung(Befugnis<Bearbeiten, Abwesenheit>),
}

impl Darf {
    fn notieren(&self, app: &App, tx: &mut Tx, id: Id<Abwesenheit>, aktion: &str, angaben: &str) {
        let (kontext, rolle, zweck) = match self {
            Self::Eigene(b) => (b.kontext(), b.rolle(), b.zweck()),
            Self::Leitung(b) => (b.kontext(), b.rolle(), b.zweck()),
        };
        tx.journal(Eintrag {
            zeit: app.uhr.jetzt(),
            benutzer: Some(kontext.benutzer().uuid()),
            rolle: rolle.code().to_owned(),
            zweck: zweck.code().to_owned(),
            aktion: format!("{}.{aktion}", Abwesenheit::NAME),
            objektart: Abwesenheit::NAME.to_owned(),
            objekt: Some(id.uuid()),
            klasse: Abwesenheit::KLASSE.code().to_owned(),
            ergebnis: "ERLAUBT".to_owned(),
            notzugriff: None,
            angaben: angaben.to_owned(),
        });
    }

    const fn kontext(&self) -> &Kontext {
        match self {
            Self::Eigene(b) => b.kontext(),
            Self::Leitung(b) => b.kontext(),
        }
    }
}

/// Whether the user may report an absence of this person: everybody their own, a lead also that of the people of
/// their spaces.
///
/// # Errors
/// [`Error::NichtGefunden`] when not.
pub async fn darf_melden(app: &App, tx: &mut Tx, kontext: &Kontext, wer: Id<Fachkraft>) -> Result<Darf> {
    let person = fachkraft::laden(tx, wer).await?;
    if person.benutzer == Some(kontext.benutzer()) {
        let eigen = Bezug {
            eigenes: true,
            ..Bezug::default()
        };
        return Ok(Darf::Eigene(Befugnis::pruefen(kontext, Some(wer), eigen)?));
    }
    let heute = app.uhr.heute();
    let orte = orte_der_person(tx, wer, heute).await?;
    let raeume = raeume(app, tx, heute).await?;
    Ok(Darf::Leitung(befugnis(kontext, &raeume, None, &orte)?))
}

/// Enters an absence. When it would leave a place with nobody, it is refused with TEAM-E04 naming each place, unless
/// the user says that it is to be so; then the team leader or the Servicebereich answers there.
///
/// # Errors
/// [`Error::Regel`] for impossible days, an overlap with an absence already known, and TEAM-E04.
pub async fn abwesenheit_melden(
    app: &App,
    tx: &mut Tx,
    may: &Darf,
    wer: Id<Fachkraft>,
    (von, bis): (Datum, Datum),
    trotzdem: bool,
) -> Result<(Id<Abwesenheit>, Vec<Luecke>)> {
    let Some(zeit) = Zeitraum::neu(von, Some(bis)) else {
        return Err(feld("WEB-E04", "bis", "Der letzte Tag liegt vor dem ersten.").into());
    };
    let mut befunde = Vec::new();
    if bis > von.plus_tage(LAENGSTENS_TAGE) {
        befunde.push(feld(
            "WEB-E04",
            "bis",
            "Höchstens ein Jahr. Für länger besetzen Sie bitte die Stelle neu.",
        ));
    }
    if abwesenheit::zwischen(tx, von, bis)
        .await?
        .iter()
        .any(|a| a.fachkraft == wer)
    {
        befunde.push(feld(
            "WEB-E06",
            "von",
            "In dieser Zeit ist schon eine Abwesenheit eingetragen.",
        ));
    }
    ohne_befund(befunde)?;
    let luecken = luecken(app, tx, wer, zeit).await?;
    if !luecken.is_empty() && !trotzdem {
        let befunde: Vec<Befund> = luecken
            .iter()
            .map(|l| {
                let ort = if l.ort.is_empty() {
                    String::new()
                } else {
                    format!("{}, ", l.ort)
                };
                feld(
                    "TEAM-E04",
                    "trotzdem",
                    format!("{ort}{}, {} bis {}: {}", l.sektor, l.von, l.bis, l.text),
                )
            })
            .collect();
        return Err(befunde.into());
    }
    let neu = Abwesenheit {
        id: app.ids.neu(),
        fachkraft: wer,
        von,
        bis,
        version: 1,
    };
    abwesenheit::anlegen(tx, &neu, Wann::jetzt(app, may.kontext())).await?;
    may.notieren(app, tx, neu.id, Bearbeiten::NAME, "neu");
    Ok((neu.id, luecken))
}

async fn luecken(app: &App, tx: &mut Tx, wer: Id<Fachkraft>, zeit: Zeitraum) -> Result<Vec<Luecke>> {
    let (von, bis) = (zeit.von(), zeit.bis().unwrap_or(zeit.von()));
    let go = ordnung::geltende(app, tx).await?;
    let lage = ablage::lage::laden(tx, von, bis).await?;
    let ketten = raeume(app, tx, von).await?.unterste();
    let sektoren: Vec<_> = go.sektoren.iter().map(|s| (*s, go.zuweisung(*s))).collect();
    let umfang = Umfang {
        sektoren: &sektoren,
        partikel_ignorieren: go.abc.partikel_ignorieren,
        ketten: &ketten,
        von,
        bis,
    };
    Ok(folgen_einer_abwesenheit(&lage, &umfang, wer, zeit))
}

/// Takes an absence back.
///
/// # Errors
/// [`Error::Konflikt`] when it is gone already or was changed.
pub async fn abwesenheit_zurueckziehen(
    app: &App,
    tx: &mut Tx,
    may: &Darf,
    id: Id<Abwesenheit>,
    wer: Id<Fachkraft>,
) -> Result<()> {
    let alt = abwesenheit::laden(tx, id).await?;
    if alt.fachkraft != wer {
        return Err(Error::NichtGefunden);
    }
    abwesenheit::entfernen(tx, &alt).await?;
    may.notieren(app, tx, id, "zurueckziehen", "");
    Ok(())
}
