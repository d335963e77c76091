//! Fallkonferenzen of a case.

use base::Id;
use store::{Result, Tx, werte};

use super::fall_akte::Wann;
use crate::model::{Fall, Idee, Konferenz, Teilnehmer};

pub(crate) async fn insert(
    tx: &mut Tx,
    fall: Id<Fall>,
    k: &Konferenz,
    teilnehmer: &[Teilnehmer],
    ideen: &[Idee],
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_konferenz (id, fall, typ, datum, dauer, moderation, falleinbringer, pseudonym, frage,
            ressourcen, empfehlung, einigkeit, abweichend, familie, benutzer_name, zeit, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)",
        werte![
            k.id,
            fall,
            k.typ,
            k.datum,
            k.dauer,
            &k.moderation,
            &k.falleinbringer,
            k.pseudonym,
            &k.frage,
            &k.ressourcen,
            &k.empfehlung,
            k.einigkeit,
            &k.abweichend,
            k.familie,
            w.name,
            w.zeit,
            w.von
        ],
    )
    .await?;
    let zeilen = (1i64..)
        .zip(teilnehmer)
        .map(|(n, t)| werte![k.id, n, &t.wer, t.oeffentlich])
        .collect();
    tx.insert_many(
        "INSERT INTO fall_konferenz_teilnahme (konferenz, nummer, wer, oeffentlich) VALUES",
        zeilen,
        "",
    )
    .await?;
    let zeilen = (1i64..)
        .zip(ideen)
        .map(|(n, i)| werte![k.id, n, i.art, &i.text])
        .collect();
    tx.insert_many(
        "INSERT INTO fall_konferenz_idee (konferenz, nummer, art, text) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

/// Newest first.
pub(crate) async fn alle(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Konferenz>> {
    tx.fetch_all(
        "SELECT id, typ, datum, dauer, moderation, falleinbringer, pseudonym, frage, ressourcen, empfehlung,
            einigkeit, abweichend, familie, benutzer_name, zeit FROM fall_konferenz WHERE fall = $1
         ORDER BY datum DESC, id DESC",
        werte![fall],
    )
    .await
}

pub(crate) async fn teilnehmer(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Teilnehmer>> {
    tx.fetch_all(
        "SELECT t.konferenz, t.wer, t.oeffentlich FROM fall_konferenz_teilnahme t
         JOIN fall_konferenz k ON k.id = t.konferenz WHERE k.fall = $1 ORDER BY t.konferenz, t.nummer",
        werte![fall],
    )
    .await
}

pub(crate) async fn ideen(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Idee>> {
    tx.fetch_all(
        "SELECT i.konferenz, i.art, i.text FROM fall_konferenz_idee i
         JOIN fall_konferenz k ON k.id = i.konferenz WHERE k.fall = $1 ORDER BY i.konferenz, i.nummer",
        werte![fall],
    )
    .await
}
