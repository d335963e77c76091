use amt::{
    App, Result, journal,
    recht::{Aktion, Bearbeiten, Befugnis},
};
use base::{Befund, Cent, Id};
use store::Tx;

use crate::{
    ablage::{self, Wann},
    model::{JahrStatus, NeuerTopf, Topf, TopfArt},
};

/// Makes a Topf: whoever plans the budget, or whoever administers Töpfe without booking (R26).
///
/// # Errors
/// `BUDGET-E20` in a closed year, `BUDGET-E30` for incomplete or doubled input.
pub async fn topf_anlegen<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<A, Topf>,
    neu: &NeuerTopf,
) -> Result<Id<Topf>> {
    let jahr = ablage::jahr::sperren(tx, neu.jahr).await?;
    let mut befunde = Vec::new();
    let mut falsch = |feld: &str, text: &str| befunde.push(Befund::neu("BUDGET-E30", text).an(feld));
    if neu.art == TopfArt::Regional && neu.raum.is_none() {
        falsch("raum", "Ein Topf der Region braucht seinen Raum.");
    }
    if neu.bezeichnung.is_empty() || neu.sortier.is_empty() {
        falsch("bezeichnung", "Bitte Bezeichnung und Sortierschlüssel angeben.");
    }
    if neu.ansatz.0 < 0 {
        falsch("ansatz", "Der Ansatz ist negativ.");
    }
    // after the budget is decided money only moves, it does not appear
    if neu.ansatz.0 != 0 && jahr.status != JahrStatus::Planung {
        falsch(
            "ansatz",
            "Das Budget ist beschlossen: ein neuer Topf beginnt bei null und erhält eine Umbuchung.",
        );
    }
    let alle = ablage::topf::im_jahr(tx, neu.jahr).await?;
    if alle.iter().any(|t| t.sortier == neu.sortier) {
        falsch("sortier", "Diesen Sortierschlüssel gibt es in diesem Jahr schon.");
    }
    if neu.elterntopf.is_some_and(|e| !alle.iter().any(|t| t.id == e)) {
        falsch(
            "elterntopf",
            "Der übergeordnete Topf gehört nicht zu diesem Jahr.",
        );
    }
    if jahr.status == JahrStatus::Abgeschlossen {
        befunde.push(Befund::neu("BUDGET-E20", "Das Haushaltsjahr ist abgeschlossen.").an("jahr"));
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let id = app.ids.neu();
    ablage::topf::anlegen(tx, id, neu, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, id, "neu");
    Ok(id)
}

/// Sets what is planned, while the year is planned.
///
/// # Errors
/// `BUDGET-E20` once it is decided, [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn ansatz_setzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Topf>,
    topf: &Topf,
    ansatz: Cent,
) -> Result<()> {
    let jahr = ablage::jahr::sperren(tx, topf.jahr).await?;
    if jahr.status != JahrStatus::Planung {
        let text = "Das Budget ist beschlossen. Änderungen sind jetzt Umbuchungen.";
        return Err(Befund::neu("BUDGET-E20", text).an("ansatz").into());
    }
    if ansatz.0 < 0 {
        return Err(Befund::neu("BUDGET-E30", "Der Ansatz ist negativ.")
            .an("ansatz")
            .into());
    }
    ablage::topf::ansatz(tx, topf, ansatz, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, topf.id, "ansatz");
    Ok(())
}
