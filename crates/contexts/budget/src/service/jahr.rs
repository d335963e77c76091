use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Cent, Id};
use store::Tx;

use crate::{
    ablage::{self, Wann},
    model::{Haushaltsjahr, JahrStatus, NeuesJahr},
};

/// Opens a fiscal year in the state of planning.
///
/// # Errors
/// `BUDGET-E30` for dates that do not follow each other or a year that is there already.
pub async fn jahr_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Haushaltsjahr>,
    neu: &NeuesJahr,
) -> Result<Id<Haushaltsjahr>> {
    let mut befunde = Vec::new();
    let mut falsch = |feld: &str, text: &str| befunde.push(Befund::neu("BUDGET-E30", text).an(feld));
    if !(1990..=2200).contains(&neu.jahr) {
        falsch("jahr", "Bitte ein Jahr wie 2026 angeben.");
    }
    if neu.ende < neu.beginn {
        falsch("ende", "Das Ende liegt vor dem Beginn.");
    }
    if neu.nachperiode_bis < neu.ende {
        falsch("nachperiode_bis", "Die Nachperiode endet vor dem Haushaltsjahr.");
    }
    if neu.gesamt.0 < 0 {
        falsch("gesamt", "Das Gesamtbudget ist negativ.");
    }
    for j in ablage::jahr::alle(tx).await? {
        if j.jahr == neu.jahr {
            falsch("jahr", "Dieses Haushaltsjahr gibt es schon.");
        } else if j.beginn <= neu.ende && neu.beginn <= j.ende {
            falsch(
                "beginn",
                "Die Tage überschneiden sich mit einem anderen Haushaltsjahr.",
            );
        }
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let id = app.ids.neu();
    ablage::jahr::anlegen(tx, id, neu, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, id, format!("jahr={}", neu.jahr));
    Ok(id)
}

/// Changes the total while the year is still planned.
///
/// # Errors
/// `BUDGET-E20` once it is decided.
pub async fn gesamt_setzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Haushaltsjahr>,
    jahr: i64,
    gesamt: Cent,
) -> Result<()> {
    let j = ablage::jahr::laden(tx, jahr).await?;
    if j.status != JahrStatus::Planung {
        let text = "Das Gesamtbudget ist beschlossen. Änderungen sind jetzt Umbuchungen.";
        return Err(Befund::neu("BUDGET-E20", text).an("gesamt").into());
    }
    if gesamt.0 < 0 {
        return Err(Befund::neu("BUDGET-E30", "Das Gesamtbudget ist negativ.")
            .an("gesamt")
            .into());
    }
    ablage::jahr::gesamt(tx, &j, gesamt, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, j.id, "gesamt");
    Ok(())
}

/// Takes the year one state further: planned, decided, running, Nachperiode. The last state, closed, is reached by
/// the year end only.
///
/// # Errors
/// `BUDGET-E30` without a decision, `BUDGET-E20` when there is no next state.
pub async fn jahr_weiter(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Haushaltsjahr>,
    jahr: i64,
    beschluss: &str,
) -> Result<JahrStatus> {
    let j = ablage::jahr::sperren(tx, jahr).await?;
    let neu = match j.status {
        JahrStatus::Planung => JahrStatus::Beschlossen,
        JahrStatus::Beschlossen => JahrStatus::Laufend,
        JahrStatus::Laufend => JahrStatus::Nachperiode,
        JahrStatus::Nachperiode | JahrStatus::Abgeschlossen => {
            let text = "Weiter geht es nur mit dem Jahresabschluss.";
            return Err(Befund::neu("BUDGET-E20", text).an("status").into());
        }
    };
    let beschluss = if beschluss.is_empty() {
        j.beschluss.as_str()
    } else {
        beschluss
    };
    if neu == JahrStatus::Beschlossen && beschluss.is_empty() {
        let text = "Bitte Gremium, Datum und Vorlage des Beschlusses angeben.";
        return Err(Befund::neu("BUDGET-E30", text).an("beschluss").into());
    }
    ablage::jahr::status(tx, &j, neu, beschluss, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, j.id, format!("status={}", neu.code()));
    Ok(neu)
}
