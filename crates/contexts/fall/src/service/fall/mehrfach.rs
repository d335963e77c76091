//! Mehrfachhilfen-Check (4.7): people with many helps at once, within one office and never across (RL-08). It recommends
//! a round; what the round made of it is kept with the cost before and after. Nobody loses a claim by it (RL-01).

use amt::{
    App, Error, Kontext, Result,
    go::Wert,
    recht::{Bearbeiten, Lesen},
};
use base::{Befund, Id};
use store::Tx;

use super::{
    agenda,
    wille::wann,
    zugang::{self, FallMay, befugt},
};
use crate::{
    model::{Anmeldung, Buendelung, Fall},
    rules::fall::mehrfach::{self as regel, Mehrfach},
    store::mehrfach as ablage,
};

/// People looked at most.
const HOECHSTENS: i64 = 200;
/// Results shown at most.
const ERGEBNISSE: i64 = 50;
/// What the Geschäftsordnung says unless it says otherwise.
const SCHWELLE: i64 = 3;

/// More helps than this at once are a reason to talk.
async fn schwelle(app: &App, tx: &mut Tx) -> Result<i64> {
    let go = amt::ordnung::geltende(app, tx).await?;
    Ok(go
        .wert("fall.mehrfachhilfen_schwelle")
        .and_then(Wert::zahl)
        .unwrap_or(SCHWELLE))
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Uebersicht {
    /// The threshold.
    pub schwelle: i64,
    /// Those above it, with what stands on an agenda about their first case.
    pub viele: Vec<(Mehrfach, Vec<Anmeldung>)>,
    /// What was bundled lately, with the number of the file.
    pub ergebnisse: Vec<Buendelung>,
}

/// All of them the user may see; each case is noted in the journal. Commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may see no cases.
pub async fn uebersicht(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Uebersicht> {
    let sicht = zugang::sicht(app, tx, kontext).await?;
    let (n, heute) = (schwelle(app, tx).await?, app.uhr.heute());
    let wer = ablage::personen(tx, &sicht, heute, n, HOECHSTENS).await?;
    let gruppen = regel::gruppieren(ablage::hilfen(tx, &sicht, heute, &wer).await?);
    let mut viele = Vec::new();
    for g in gruppen {
        // people of the same case share its helps; a group below the threshold is a part of another one
        if !regel::empfohlen(g.hilfen.len(), usize::try_from(n).unwrap_or(usize::MAX)) {
            continue;
        }
        let mut faelle: Vec<_> = g.hilfen.iter().map(|h| (h.fall, h.sektor.as_str())).collect();
        faelle.dedup();
        for (id, sektor) in faelle {
            zugang::gesehen(kontext, id, sektor)?.notieren(app, tx, "mehrfachhilfen");
        }
        let offen = match g.hilfen.first() {
            Some(h) => agenda::offen(tx, h.fall).await?,
            None => Vec::new(),
        };
        viele.push((g, offen));
    }
    Ok(Uebersicht {
        schwelle: n,
        viele,
        ergebnisse: ablage::buendelungen(tx, &sicht, None, ERGEBNISSE).await?,
    })
}

/// The helps of the people of one case, with what was bundled before.
#[derive(Debug, Clone)]
pub struct Einer {
    /// The case.
    pub fall: Fall,
    /// Their helps.
    pub viele: Mehrfach,
    /// More than the threshold.
    pub empfohlen: bool,
    /// What stands on an agenda.
    pub offen: Vec<Anmeldung>,
    /// Results, newest first.
    pub ergebnisse: Vec<Buendelung>,
    /// The user may write in the case.
    pub bearbeiten: bool,
}

async fn laden(app: &App, tx: &mut Tx, kontext: &Kontext, fall: &Fall) -> Result<Mehrfach> {
    let sicht = zugang::sicht(app, tx, kontext).await?;
    let zeilen = ablage::hilfen_zu(tx, &sicht, app.uhr.heute(), fall.id).await?;
    regel::gruppieren(zeilen)
        .into_iter()
        .next()
        .ok_or(Error::NichtGefunden)
}

/// One of them; noted in the journal. Commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`] when the case is out of reach or nothing runs in it.
pub async fn einer(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Fall>) -> Result<Einer> {
    let (may, fall) = befugt::<Lesen>(app, tx, kontext, id).await?;
    let viele = laden(app, tx, kontext, &fall).await?;
    may.notieren(app, tx, "mehrfachhilfen");
    let sicht = zugang::sicht(app, tx, kontext).await?;
    let n = usize::try_from(schwelle(app, tx).await?).unwrap_or(usize::MAX);
    Ok(Einer {
        empfohlen: regel::empfohlen(viele.hilfen.len(), n),
        viele,
        offen: agenda::offen(tx, id).await?,
        ergebnisse: ablage::buendelungen(tx, &sicht, Some(id), ERGEBNISSE).await?,
        bearbeiten: befugt::<Bearbeiten>(app, tx, kontext, id).await.is_ok(),
        fall,
    })
}

/// Keeps what a round made of the helps of today: how many there are then, what they cost by the month.
///
/// # Errors
/// `FALL-E193` without amounts; `FALL-E90` without words.
pub async fn festhalten(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    (nachher, worte): (&str, &str),
) -> Result<()> {
    let viele = laden(app, tx, may.kontext(), fall).await?;
    let betraege = regel::betraege(nachher);
    let mut b: Vec<Befund> = betraege.as_ref().err().cloned().into_iter().collect();
    if worte.trim().is_empty() {
        b.push(
            Befund::neu(
                "FALL-E90",
                "Bitte aufschreiben, was die Runde mit der Person vereinbart hat.",
            )
            .an("worte"),
        );
    }
    let (Ok(betraege), true) = (betraege, b.is_empty()) else {
        return Err(Error::Regel(b));
    };
    let v = regel::vergleich(&viele.kosten(), &betraege);
    let zahl = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let w = wann(app, may);
    let ergebnis = Buendelung {
        fall: fall.id,
        von_hilfen: zahl(viele.hilfen.len()),
        zu_hilfen: zahl(betraege.len()),
        vorher: v.vorher.0,
        nachher: v.nachher.0,
        worte: worte.trim().to_owned(),
        zeit: w.zeit,
        benutzer_name: w.name.to_owned(),
    };
    ablage::buendeln(tx, app.ids.uuid(), &ergebnis, w).await?;
    may.notieren(app, tx, "buendelung");
    Ok(())
}
