//! An entry of the Ressourcenkarte.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::Befund;
use store::Tx;

use super::{wille::wann, zugang::FallMay};
use crate::{
    model::{Aktivierbarkeit, Fall, Ressource, Ressourcenfeld, Ressourcenquelle},
    store::{fall as db, fall_akte as akte},
};

/// What the form says.
#[derive(Debug, Clone)]
pub struct Ressourcendaten {
    /// Field.
    pub feld: Ressourcenfeld,
    /// In words.
    pub bezeichnung: String,
    /// How soon it can be used.
    pub aktivierbarkeit: Aktivierbarkeit,
    /// Who named it.
    pub quelle: Ressourcenquelle,
    /// It names a private person.
    pub nennt_person: bool,
    /// That person agreed.
    pub dritter_einverstanden: bool,
}

/// Keeps it. A private person is named only with their agreement; else the role is enough ("Nachbarin").
///
/// # Errors
/// `FALL-E94` without words, `FALL-E95` a named private person who did not agree.
pub async fn eintragen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    cmd: Ressourcendaten,
) -> Result<()> {
    let mut b = Vec::new();
    if cmd.bezeichnung.trim().is_empty() {
        b.push(Befund::neu("FALL-E94", "Bitte eintragen, was hilft.").an("bezeichnung"));
    }
    if cmd.nennt_person && !cmd.dritter_einverstanden {
        b.push(
            Befund::neu(
                "FALL-E95",
                "Der Name einer privaten Person steht hier nur mit ihrem Einverständnis. Sonst genügt die Rolle, zum Beispiel „Nachbarin“.",
            )
            .an("dritter_einverstanden"),
        );
    }
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let w = wann(app, may);
    let r = Ressource {
        id: app.ids.neu(),
        feld: cmd.feld,
        bezeichnung: cmd.bezeichnung.trim().to_owned(),
        aktivierbarkeit: cmd.aktivierbarkeit,
        quelle: cmd.quelle,
        dritter_einverstanden: cmd.dritter_einverstanden,
    };
    akte::ressource(tx, fall.id, &r, w).await?;
    db::anfassen(tx, fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "ressource");
    Ok(())
}
