//! People of a case and what they want, in their own words.

use amt::{
    App, Error, Result,
    recht::{Aktion, Bearbeiten},
};
use base::{Befund, Datum};
use store::Tx;
use uuid::Uuid;

use super::zugang::FallMay;
use crate::{
    model::{Aeusserung, Aeusserungsart, Aeusserungsquelle, Beteiligter, Fall, Fallrolle, Stelle},
    rules::{fall::ziele, person},
    service::person::register,
    store::{
        fall as db,
        fall_akte::{self as akte, Wann},
    },
};

/// Somebody who belongs to the case.
#[derive(Debug, Clone)]
pub struct Personendaten {
    /// Role.
    pub rolle: Fallrolle,
    /// First name.
    pub vorname: String,
    /// Surname.
    pub nachname: String,
    /// Why the name is not known.
    pub unbekannt_grund: String,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
    /// Somebody known already, chosen instead of taking them in a second time.
    pub register: Option<Uuid>,
}

/// Adds a person.
///
/// # Errors
/// `FALL-E64` without a name or the reason; `FALL-E06`.
pub async fn beteiligen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    mut cmd: Personendaten,
) -> Result<()> {
    let mut b = Vec::new();
    if let Some(id) = cmd.register {
        let stelle = Stelle::von_sektor(&fall.sektor);
        let bekannt = register::gewaehlt(app, tx, may.kontext(), id, stelle).await?;
        (cmd.vorname, cmd.nachname) = (bekannt.vorname, bekannt.nachname);
        cmd.geburtsdatum = bekannt.geburtsdatum.or(cmd.geburtsdatum);
    }
    if cmd.nachname.trim().is_empty() && cmd.unbekannt_grund.trim().is_empty() {
        b.push(
            Befund::neu(
                "FALL-E64",
                "Bitte den Namen eintragen oder sagen, warum er unbekannt ist.",
            )
            .an("nachname"),
        );
    }
    if let Some(tag) = cmd.geburtsdatum {
        b.extend(person::geburtsdatum(tag, app.uhr.heute()));
    }
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let mut p = Beteiligter {
        rolle: cmd.rolle.code().to_owned(),
        vorname: cmd.vorname,
        nachname: cmd.nachname,
        unbekannt_grund: cmd.unbekannt_grund,
        geburtsdatum: cmd.geburtsdatum,
        register: cmd.register,
    };
    p.register = register::fuer_fall(app, tx, &fall.sektor, &p, ("", false)).await?;
    db::beteiligen(tx, app.ids.uuid(), fall.id, &p).await?;
    db::anfassen(tx, fall, may.kontext().benutzer().uuid(), app.uhr.jetzt()).await?;
    may.notieren(app, tx, "person");
    Ok(())
}

/// What somebody said.
#[derive(Debug, Clone)]
pub struct Gesagtes {
    /// Who.
    pub person: Option<Uuid>,
    /// Verbatim.
    pub wortlaut: String,
    /// Day.
    pub datum: Datum,
    /// What kind.
    pub art: Aeusserungsart,
    /// What the person does for it.
    pub eigenaktivitaet: String,
    /// Read again and agreed.
    pub bestaetigt: bool,
    /// How it came to the paper.
    pub quelle: Aeusserungsquelle,
}

/// Keeps the words as they were said; they are not changed afterwards.
///
/// # Errors
/// `FALL-E86` without words, `FALL-E87` a Wille without own activity, `FALL-E88` an Auflage in the Leistungsbereich,
/// `FALL-E92` without a person of this case.
pub async fn festhalten(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    cmd: Gesagtes,
) -> Result<()> {
    let mut b = ziele::aeusserung(cmd.art, &cmd.wortlaut, &cmd.eigenaktivitaet, fall.bereich);
    let leute = db::beteiligte(tx, fall.id).await?;
    let person = cmd.person.filter(|p| leute.iter().any(|l| l.id == *p));
    if person.is_none() {
        b.push(Befund::neu("FALL-E92", "Bitte wählen, wer das gesagt hat.").an("person"));
    }
    if cmd.datum > app.uhr.heute() {
        b.push(Befund::neu("FALL-E90", "Der Tag liegt in der Zukunft. Bitte prüfen.").an("datum"));
    }
    let (Some(person), true) = (person, b.is_empty()) else {
        return Err(Error::Regel(b));
    };
    let a = Aeusserung {
        id: app.ids.neu(),
        person,
        wortlaut: cmd.wortlaut.trim().to_owned(),
        datum: cmd.datum,
        art: cmd.art,
        eigenaktivitaet: cmd.eigenaktivitaet.trim().to_owned(),
        bestaetigt: cmd.bestaetigt,
        quelle: cmd.quelle,
    };
    let w = wann(app, may);
    akte::aeusserung(tx, fall.id, &a, w).await?;
    db::anfassen(tx, fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "aeusserung");
    Ok(())
}

pub(crate) fn wann<'a, A: Aktion>(app: &App, may: &'a FallMay<A>) -> Wann<'a> {
    Wann {
        zeit: app.uhr.jetzt(),
        von: may.kontext().benutzer().uuid(),
        name: may.kontext().name(),
    }
}
