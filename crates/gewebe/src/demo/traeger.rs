//! What is agreed with the Träger of the model, and who of them is preferred where.

use amt::{
    App, Kontext,
    go::modell::Modell,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use anyhow::Context;
use base::{Bp, Datum, Gueltigkeit, Id};
use store::Tx;
use team::{
    Anteil, Organisation, Schwerpunkt, Vereinbarungsart, Verfahren,
    service::{Vereinbart, schwerpunkt_eintragen, traeger_auswahl, vereinbarung_eintragen},
};
use uuid::Uuid;

use super::raeume::Orte;

/// So many days before the beginning the committee resolved.
const VORHER: i32 = -45;

/// Space, name of the Verbund, members with their shares in percent; the first speaks for all.
type Schwerpunkte = &'static [(&'static str, &'static str, &'static [(&'static str, i64)])];

/// After the models: one Träger each in Graz; in Norderstedt one in the north and a Verbund in the south.
fn schwerpunkte(modell: &str) -> Schwerpunkte {
    match modell {
        "graz" => &[
            ("S1", "", &[("VERBUND1", 100)]),
            ("S2", "", &[("VERBUND2", 100)]),
            ("S3", "", &[("VERBUND3", 100)]),
            ("S4", "", &[("VERBUND4", 100)]),
        ],
        "norderstedt" => &[
            ("N", "", &[("SPT-N", 100)]),
            ("S", "Trägerverbund Süd", &[("SPT-S", 60), ("SPT-S2", 40)]),
        ],
        _ => &[],
    }
}

/// Enters who is preferred where, valid from `ab` without end.
///
/// # Errors
/// What the room refuses.
pub async fn anlegen(
    app: &App,
    tx: &mut Tx,
    modell: &Modell,
    orte: &Orte,
    verwaltung: &Kontext,
    ab: Datum,
) -> anyhow::Result<()> {
    let gueltigkeit = Gueltigkeit::neu(ab, None).context("Gültigkeit")?;
    let alle = traeger_auswahl(tx, (ab, ab), &[]).await?;
    let finden = |code: &str| {
        let name = &modell
            .organisation
            .organisationen
            .iter()
            .find(|o| o.code == code)?
            .name;
        alle.iter().find(|t| t.name == *name).map(|t| t.id)
    };
    for (raum, bezeichnung, mitglieder) in schwerpunkte(&modell.kennung) {
        let mut anteile = Vec::new();
        for (nr, (code, prozent)) in mitglieder.iter().enumerate() {
            anteile.push(Anteil {
                organisation: finden(code).with_context(|| format!("Träger {code}"))?,
                anteil: Bp(prozent * 100),
                federfuehrung: nr == 0,
            });
        }
        let neu = Schwerpunkt {
            id: Id::von(Uuid::nil()),
            raum: orte.raum(raum).with_context(|| format!("Raum {raum}"))?,
            bezeichnung: (*bezeichnung).to_owned(),
            verfahren: Verfahren::Interessenbekundung,
            beschluss: "Jugendhilfeausschuss, Vorlage 17".to_owned(),
            beschluss_am: ab.plus_tage(VORHER),
            gueltigkeit,
            mitglieder: anteile,
        };
        schwerpunkt_eintragen(app, tx, &darf(verwaltung, None)?, neu)
            .await
            .with_context(|| format!("Schwerpunkt {raum}"))?;
    }
    Ok(())
}

fn darf(
    verwaltung: &Kontext,
    id: Option<Id<Organisation>>,
) -> anyhow::Result<Befugnis<Bearbeiten, Organisation>> {
    Ok(Befugnis::pruefen(verwaltung, id, Bezug::default())?)
}

/// Enters the agreements with all Träger, valid from `ab` without end.
///
/// # Errors
/// What the room refuses.
pub async fn vereinbaren(app: &App, tx: &mut Tx, verwaltung: &Kontext, ab: Datum) -> anyhow::Result<()> {
    let gueltigkeit = Gueltigkeit::neu(ab, None).context("Gültigkeit")?;
    for (nr, t) in (1..).zip(&traeger_auswahl(tx, (ab, ab), &[]).await?) {
        let v = Vereinbart {
            arten: Vereinbarungsart::PFLICHT.to_vec(),
            gueltigkeit,
            inhalt: "Ambulante Hilfen einzeln und in Gruppen, Arbeit im Sozialraum".to_owned(),
            fundstelle: format!("Vertragsakte {nr}"),
        };
        vereinbarung_eintragen(app, tx, &darf(verwaltung, Some(t.id))?, &v)
            .await
            .with_context(|| t.name.clone())?;
    }
    Ok(())
}
