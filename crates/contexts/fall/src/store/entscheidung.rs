//! Decisions: the draft, who signed, what was decided, how it was made known.

use base::{Datum, Id};
use store::{Result, Tx, werte};

use super::fall_akte::Wann;
use crate::{
    model::{Bekanntgabeweg, Entscheidung, Entscheidungsstand, Fall},
    rules::fall::entscheidung::Bekanntgabe,
};

/// Keeps a draft; the one before it is replaced and stays readable.
pub(crate) async fn entwurf(tx: &mut Tx, fall: Id<Fall>, e: &Entscheidung) -> Result<()> {
    tx.execute(
        "UPDATE fall_entscheidung SET stand = $2 WHERE fall = $1 AND stand = $3",
        werte![fall, Entscheidungsstand::Ersetzt, Entscheidungsstand::Entwurf],
    )
    .await?;
    tx.execute(
        "INSERT INTO fall_entscheidung (id, fall, art, norm, tenor, von, bis, begruendung, ermessen, anhoerung_am,
            anhoerung_ausnahme, warnung_am, wunsch, wunsch_worte, stand, hilfeplan, kosten_monat, vorbereitet_von,
            vorbereitet_name, zeit, mitgezeichnet_name, entschieden_name, belehrung, vormerkung, weg, schritte)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,'','',$21,'',$22,'[]')",
        werte![
            e.id,
            fall,
            e.art,
            &e.norm,
            &e.tenor,
            e.von,
            e.bis,
            &e.begruendung,
            &e.ermessen,
            e.anhoerung_am,
            &e.anhoerung_ausnahme,
            e.warnung_am,
            e.wunsch,
            &e.wunsch_worte,
            e.stand,
            e.hilfeplan,
            e.kosten_monat,
            e.vorbereitet_von,
            &e.vorbereitet_name,
            e.zeit,
            &e.belehrung,
            e.weg
        ],
    )
    .await?;
    Ok(())
}

/// All, newest first.
pub(crate) async fn alle(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Entscheidung>> {
    tx.fetch_all(
        "SELECT id, art, norm, tenor, von, bis, begruendung, ermessen, anhoerung_am, anhoerung_ausnahme, warnung_am,
            wunsch, wunsch_worte, stand, hilfeplan, kosten_monat, vorbereitet_von, vorbereitet_name, zeit,
            mitgezeichnet_name, mitgezeichnet_am, entschieden_name, entschieden_am, belehrung, vormerkung, weg,
            versandt_am, bekannt_am, rechtsbehelf_bis, schritte
         FROM fall_entscheidung WHERE fall = $1 ORDER BY zeit DESC, id DESC",
        werte![fall],
    )
    .await
}

/// The plan changed: whoever signed the draft signed something else.
pub(crate) async fn mitzeichnung_loeschen(tx: &mut Tx, fall: Id<Fall>) -> Result<()> {
    tx.execute(
        "UPDATE fall_entscheidung SET mitgezeichnet_von = NULL, mitgezeichnet_name = '', mitgezeichnet_am = NULL
         WHERE fall = $1 AND stand = $2",
        werte![fall, Entscheidungsstand::Entwurf],
    )
    .await?;
    Ok(())
}

pub(crate) async fn mitzeichnen(tx: &mut Tx, id: Id<Entscheidung>, w: Wann<'_>) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_entscheidung SET mitgezeichnet_von = $3, mitgezeichnet_name = $4, mitgezeichnet_am = $5
         WHERE id = $1 AND stand = $2",
        werte![id, Entscheidungsstand::Entwurf, w.von, w.name, w.zeit],
    )
    .await
}

/// The draft becomes the decision; a second one at the same time finds no draft.
pub(crate) async fn entscheiden(
    tx: &mut Tx,
    id: Id<Entscheidung>,
    vormerkung: &str,
    kosten_monat: i64,
    w: Wann<'_>,
) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_entscheidung SET stand = $3, entschieden_von = $4, entschieden_name = $5, entschieden_am = $6,
            vormerkung = $7, kosten_monat = $8 WHERE id = $1 AND stand = $2",
        werte![
            id,
            Entscheidungsstand::Entwurf,
            Entscheidungsstand::Entschieden,
            w.von,
            w.name,
            w.zeit,
            vormerkung,
            kosten_monat
        ],
    )
    .await
}

pub(crate) async fn bekanntgeben(
    tx: &mut Tx,
    id: Id<Entscheidung>,
    weg: Bekanntgabeweg,
    versandt: Datum,
    b: &Bekanntgabe,
) -> Result<()> {
    let schritte = serde_json::to_string(&b.schritte).unwrap_or_default();
    tx.execute_one(
        "UPDATE fall_entscheidung SET weg = $3, versandt_am = $4, bekannt_am = $5, rechtsbehelf_bis = $6, schritte = $7
         WHERE id = $1 AND stand = $2",
        werte![
            id,
            Entscheidungsstand::Entschieden,
            weg,
            versandt,
            b.am,
            b.rechtsbehelf_bis,
            schritte
        ],
    )
    .await
}
