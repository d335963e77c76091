//! What stands on a card: other offices with a named contact, goals, days, who does what until when.

use amt::{App, Error, Kontext, Result, recht::Bearbeiten};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;

use super::{Bestand, zugang::eigene};
use crate::{
    model::{
        Fall, Kartenamt, Karteneintrag, Kartenfreigabe, Kartenkategorie, Kartenstand, Kartenstelle,
        Koordinationskarte,
    },
    nachbarn::nachbarn,
    rules::koordination as regeln,
    service::fall::{wille::wann, zugang::befugt},
    store::{fall as db_fall, koordination as db},
};

pub(super) fn offen(b: &Bestand) -> Result<()> {
    if b.karte.stand == Kartenstand::Beendet {
        let text = "Die Karte ist beendet. Bitte eine neue vorschlagen.";
        return Err(Befund::neu("FALL-E74", text).into());
    }
    Ok(())
}

/// Proposes a card for a person of a case.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever may not write in the case; `FALL-E74` when the case has ended; `FALL-E238` for
/// somebody who is not of the case, or has an open card already.
pub async fn vorschlagen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    fall: Id<Fall>,
    beteiligter: Uuid,
) -> Result<Id<Koordinationskarte>> {
    let (may, f) = befugt::<Bearbeiten>(app, tx, kontext, fall).await?;
    if f.stand.beendet() {
        return Err(Befund::neu("FALL-E74", "Der Fall ist beendet.").into());
    }
    let leute = db_fall::beteiligte(tx, fall).await?;
    if !leute.iter().any(|b| b.id == beteiligter) {
        let text = "Diese Person gehört nicht zum Fall.";
        return Err(Befund::neu("FALL-E238", text).an("beteiligter").into());
    }
    let alle = db::von_fall(tx, fall).await?;
    if alle
        .iter()
        .any(|k| k.beteiligter == beteiligter && k.stand != Kartenstand::Beendet)
    {
        let text = "Für diese Person gibt es schon eine Karte.";
        return Err(Befund::neu("FALL-E238", text).an("beteiligter").into());
    }
    let id: Id<Koordinationskarte> = app.ids.neu();
    let w = wann(app, &may);
    db::anlegen(tx, id, (fall, beteiligter), w.zeit).await?;
    db::anfuegen(tx, (app.ids.uuid(), id), ("vorgeschlagen", ""), w).await?;
    may.notieren(app, tx, "koordinationskarte=VORGESCHLAGEN");
    Ok(id)
}

/// Puts another office on the card. It sees nothing by that.
///
/// # Errors
/// [`Error::NichtGefunden`]; `FALL-E74` when the card has ended; `FALL-E77` for somebody who is no Fachkraft of a public
/// body; `FALL-E239` for who leads the case, or stands on the card already.
pub async fn stelle_eintragen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
    (amt, fachkraft): (Kartenamt, Uuid),
) -> Result<()> {
    let (may, fall, b) = eigene::<Bearbeiten>(app, tx, kontext, id).await?;
    offen(&b)?;
    let namen = nachbarn(app)?.aemterkraefte(app, tx).await?;
    let Some((_, name)) = namen.into_iter().find(|(i, _)| *i == fachkraft) else {
        let text = "Auf der Karte stehen nur Menschen öffentlicher Stellen.";
        return Err(Befund::neu("FALL-E77", text).an("fachkraft").into());
    };
    let schon = b.stellen.iter().any(|s| s.fachkraft == fachkraft);
    if schon || fachkraft == fall.fallfuehrend {
        let text = "Diese Person steht schon auf der Karte oder führt den Fall selbst.";
        return Err(Befund::neu("FALL-E239", text).an("fachkraft").into());
    }
    let w = wann(app, &may);
    let s = Kartenstelle {
        id: app.ids.uuid(),
        amt,
        fachkraft,
        fachkraft_name: name,
        seit: w.zeit,
    };
    db::stelle(tx, id, &s).await?;
    db::anfuegen(tx, (app.ids.uuid(), id), ("Stelle eingetragen", s.amt.wort()), w).await?;
    may.notieren(app, tx, "koordinationskarte stelle");
    Ok(())
}

/// A new line of the card.
#[derive(Debug, Clone)]
pub struct NeuerEintrag {
    /// A goal, a day, or who does what.
    pub art: Kartenkategorie,
    /// Words.
    pub text: String,
    /// Who does it.
    pub wer: String,
    /// The day, or until when.
    pub bis: Option<Datum>,
    /// Whom it is shown to.
    pub stellen: Vec<Uuid>,
}

/// Writes a line and opens it to the offices named, each by its own consent. One that is not covered stops it whole.
///
/// # Errors
/// [`Error::NichtGefunden`]; `FALL-E74`; `FALL-E234` for a benefit or a protective procedure; `FALL-E240` for a day without
/// a day; `AMT-E06` when no consent covers an office.
pub async fn eintragen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
    cmd: NeuerEintrag,
) -> Result<()> {
    let (may, _, b) = eigene::<Bearbeiten>(app, tx, kontext, id).await?;
    offen(&b)?;
    let mut befunde = Vec::new();
    if !Kartenkategorie::EINTRAEGE.contains(&cmd.art) {
        befunde.push(Befund::neu("FALL-E233", "Bitte wählen, was eingetragen wird.").an("art"));
    }
    befunde.extend(regeln::verboten(&cmd.text, "text"));
    befunde.extend(regeln::verboten(&cmd.wer, "wer"));
    if cmd.art == Kartenkategorie::Termine && cmd.bis.is_none() {
        befunde.push(Befund::neu("FALL-E240", "Bitte den Tag des Termins angeben.").an("bis"));
    }
    let mut worauf = Vec::new();
    for s in &cmd.stellen {
        match gedeckt(&b, *s, cmd.art) {
            Ok(e) => worauf.push((*s, e)),
            Err(f) => befunde.push(f.an("stellen")),
        }
    }
    if !befunde.is_empty() {
        return Err(Error::Regel(befunde));
    }
    let w = wann(app, &may);
    let e = Karteneintrag {
        id: app.ids.uuid(),
        art: cmd.art,
        text: cmd.text.trim().to_owned(),
        wer: cmd.wer.trim().to_owned(),
        bis: cmd.bis,
    };
    db::eintrag(tx, id, &e, w).await?;
    for (stelle, einwilligung) in worauf {
        let f = Kartenfreigabe {
            eintrag: e.id,
            stelle,
            einwilligung,
        };
        db::freigeben(tx, f, w).await?;
    }
    may.notieren(app, tx, &format!("koordinationskarte eintrag={}", e.art.code()));
    Ok(())
}

/// The consent that covers a category for an office, with the office named in the refusal.
fn gedeckt(b: &Bestand, stelle: Uuid, was: Kartenkategorie) -> std::result::Result<Uuid, Befund> {
    regeln::grundlage(&b.einwilligungen, stelle, was, b.jetzt)
        .map(|e| e.id)
        .map_err(|f| match b.stelle(stelle) {
            Some(s) => Befund::neu(f.code, format!("{}, {}: {}", s.amt, s.fachkraft_name, f.text)),
            None => f,
        })
}

/// Opens a line that stands already to an office.
///
/// # Errors
/// [`Error::NichtGefunden`]; `FALL-E74`; `AMT-E06` when no consent covers it (T-136).
pub async fn zeigen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
    (eintrag, stelle): (Uuid, Uuid),
) -> Result<()> {
    let (may, _, b) = eigene::<Bearbeiten>(app, tx, kontext, id).await?;
    offen(&b)?;
    let e = b
        .eintraege
        .iter()
        .find(|e| e.id == eintrag)
        .ok_or(Error::NichtGefunden)?;
    let f = Kartenfreigabe {
        eintrag,
        stelle,
        einwilligung: gedeckt(&b, stelle, e.art)?,
    };
    db::freigeben(tx, f, wann(app, &may)).await?;
    may.notieren(
        app,
        tx,
        &format!(
            "koordinationskarte freigabe={} einwilligung={}",
            e.art.code(),
            f.einwilligung
        ),
    );
    Ok(())
}
