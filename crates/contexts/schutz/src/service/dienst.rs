//! The plan of the Rufbereitschaft, and its gaps.

use amt::{
    App, Error, Kontext, Result,
    recht::{Befugnis, Bezug, Entscheiden, Rolle},
};
use base::{Befund, Id, Zeitpunkt};
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{Dienst, Meldung},
    nachbarn::{Empfaenger, nachbarn},
    store::{Wann, zugriff},
};

/// Days the plan looks ahead.
pub const TAGE: i64 = 14;

/// Whether somebody keeps the plan: the Leitung.
#[must_use]
pub fn darf(kontext: &Kontext) -> bool {
    kontext.hat(Rolle::R04)
        && Befugnis::<Entscheiden, Meldung>::pruefen(kontext, None, Bezug::default()).is_ok()
}

/// The duties from now on, and the instants nobody is on duty in the next two weeks.
///
/// # Errors
/// When the database refuses.
pub async fn plan(app: &App, tx: &mut Tx) -> Result<(Vec<Dienst>, Vec<(Zeitpunkt, Zeitpunkt)>)> {
    let jetzt = app.uhr.jetzt();
    let bis = jetzt.plus_sekunden(TAGE * 24 * 3600);
    let alle = zugriff::dienste(tx, jetzt, bis).await?;
    let luecken = luecken(&alle, jetzt, bis);
    Ok((alle, luecken))
}

/// What no duty covers; the duties come by their beginning.
#[must_use]
pub fn luecken(alle: &[Dienst], von: Zeitpunkt, bis: Zeitpunkt) -> Vec<(Zeitpunkt, Zeitpunkt)> {
    let mut aus = Vec::new();
    let mut gedeckt = von;
    for d in alle {
        if gedeckt >= bis {
            break;
        }
        if d.von > gedeckt {
            aus.push((gedeckt, d.von.min(bis)));
        }
        gedeckt = gedeckt.max(d.bis);
    }
    if gedeckt < bis {
        aus.push((gedeckt, bis));
    }
    aus
}

/// Who is on duty now.
///
/// # Errors
/// When the database refuses.
pub async fn jetzt(app: &App, tx: &mut Tx) -> Result<Vec<Dienst>> {
    let jetzt = app.uhr.jetzt();
    Ok(zugriff::dienste(tx, jetzt, jetzt.plus_sekunden(1)).await?)
}

/// Who may be on duty.
///
/// # Errors
/// When the database refuses.
pub async fn moegliche(app: &App, tx: &mut Tx) -> Result<Vec<Empfaenger>> {
    nachbarn(app)?.mit_rolle(app, tx, &[Rolle::R05], &[]).await
}

/// Enters a duty.
///
/// # Errors
/// [`Error::NichtGefunden`] for everybody but the Leitung; findings about the fields.
pub async fn eintragen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    wer: Uuid,
    von: Zeitpunkt,
    bis: Zeitpunkt,
) -> Result<Id<Dienst>> {
    if !darf(kontext) {
        return Err(Error::NichtGefunden);
    }
    let may = Befugnis::<Entscheiden, Dienst>::pruefen(kontext, None, Bezug::default())?;
    let alle = moegliche(app, tx).await?;
    let mut b = Vec::new();
    let person = alle.into_iter().find(|e| e.benutzer == wer);
    if person.is_none() {
        b.push(Befund::neu("WEB-E06", "Bitte jemanden aus der Rufbereitschaft wählen.").an("wer"));
    }
    if bis <= von {
        b.push(Befund::neu("SCHUTZ-E32", "Das Ende liegt vor dem Beginn.").an("bis"));
    } else if bis > von.plus_sekunden(14 * 24 * 3600) {
        b.push(Befund::neu("SCHUTZ-E32", "Ein Dienst dauert höchstens 14 Tage.").an("bis"));
    }
    let (Some(person), true) = (person, b.is_empty()) else {
        return Err(b.into());
    };
    let d = Dienst {
        id: app.ids.neu(),
        benutzer: wer,
        name: person.name,
        telefon: person.telefon,
        von,
        bis,
    };
    let w = Wann {
        zeit: app.uhr.jetzt(),
        von: kontext.benutzer().uuid(),
        name: kontext.name(),
    };
    zugriff::dienst(tx, &d, w).await?;
    amt::journal::notieren(tx, &*app.uhr, &may, d.id, "eingetragen");
    Ok(d.id)
}

/// Takes a duty out of the plan.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn entfernen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Dienst>) -> Result<()> {
    if !darf(kontext) {
        return Err(Error::NichtGefunden);
    }
    let may = Befugnis::<Entscheiden, Dienst>::pruefen(kontext, Some(id), Bezug::default())?;
    if zugriff::dienst_entfernen(tx, id).await? == 0 {
        return Err(Error::NichtGefunden);
    }
    amt::journal::notieren(tx, &*app.uhr, &may, id, "entfernt");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eine_luecke_im_dienstplan_faellt_auf() {
        let z = |s: i64| Zeitpunkt::von_mikros(s * 1_000_000).unwrap();
        let d = |von, bis| Dienst {
            id: Id::von(Uuid::nil()),
            benutzer: Uuid::nil(),
            name: String::new(),
            telefon: String::new(),
            von: z(von),
            bis: z(bis),
        };
        let plan = [d(0, 10), d(5, 20), d(30, 40)];
        assert_eq!(luecken(&plan, z(2), z(50)), [(z(20), z(30)), (z(40), z(50))]);
        assert_eq!(luecken(&[], z(0), z(1)), [(z(0), z(1))]);
        assert_eq!(luecken(&plan, z(2), z(20)), []);
    }
}
