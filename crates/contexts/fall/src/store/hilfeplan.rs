//! Leistungsbausteine and the versions of the plan.

use base::Id;
use store::{Result, Tx, werte};
use uuid::Uuid;

use super::fall_akte::Wann;
use crate::model::{Baustein, Bausteinstand, Fall, Hilfeplan};

pub(crate) async fn baustein(
    tx: &mut Tx,
    fall: Id<Fall>,
    b: &Baustein,
    ziele: &[Uuid],
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_baustein (id, fall, art, typ, text, umfang, mindestens, hoechstens, von, bis, kosten_monat,
            stand, angelegt_am, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)",
        werte![
            b.id,
            fall,
            b.art,
            b.typ,
            &b.text,
            b.umfang,
            b.mindestens,
            b.hoechstens,
            b.von,
            b.bis,
            b.kosten_monat,
            b.stand,
            w.zeit,
            w.von
        ],
    )
    .await?;
    let zeilen = ziele.iter().map(|z| werte![b.id, *z]).collect();
    tx.insert_many(
        "INSERT INTO fall_baustein_ziel (baustein, handlungsziel) VALUES",
        zeilen,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

pub(crate) async fn bausteine(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Baustein>> {
    tx.fetch_all(
        "SELECT id, art, typ, text, umfang, mindestens, hoechstens, von, bis, kosten_monat, stand FROM fall_baustein
         WHERE fall = $1 ORDER BY angelegt_am, id",
        werte![fall],
    )
    .await
}

/// (Baustein, Handlungsziel) of a case.
pub(crate) async fn baustein_ziele(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<(Uuid, Uuid)>> {
    tx.fetch_all(
        "SELECT z.baustein, z.handlungsziel FROM fall_baustein_ziel z JOIN fall_baustein b ON b.id = z.baustein
         WHERE b.fall = $1",
        werte![fall],
    )
    .await
}

/// Moves all of this state on.
pub(crate) async fn bausteine_stellen(
    tx: &mut Tx,
    fall: Id<Fall>,
    von: Bausteinstand,
    nach: Bausteinstand,
) -> Result<()> {
    tx.execute(
        "UPDATE fall_baustein SET stand = $3 WHERE fall = $1 AND stand = $2",
        werte![fall, von, nach],
    )
    .await?;
    Ok(())
}

/// Moves one on; `false` when there is none in this state.
pub(crate) async fn stellen(
    tx: &mut Tx,
    fall: Id<Fall>,
    baustein: Uuid,
    (von, nach): (Bausteinstand, Bausteinstand),
) -> Result<bool> {
    let n = tx
        .execute(
            "UPDATE fall_baustein SET stand = $3 WHERE id = $1 AND fall = $2 AND stand = $4",
            werte![baustein, fall, nach, von],
        )
        .await?;
    Ok(n > 0)
}

pub(crate) async fn fassung(tx: &mut Tx, fall: Id<Fall>, p: &Hilfeplan, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_hilfeplan (id, fall, nummer, bedarf, aufgabe_familie, aufgabe_traeger, aufgabe_amt,
            aufgabe_umfeld, geschwister, getrennt, schutz, perspektive, uebergang, nachbetreuung, ohne_sozialraum,
            pruefdatum, meinungen, familie_selbst, bausteine, inhalt, gesamtplan, benutzer_name, zeit, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24)",
        werte![
            p.id,
            fall,
            p.nummer,
            &p.bedarf,
            &p.aufgabe_familie,
            &p.aufgabe_traeger,
            &p.aufgabe_amt,
            &p.aufgabe_umfeld,
            &p.geschwister,
            &p.getrennt,
            &p.schutz,
            &p.perspektive,
            &p.uebergang,
            &p.nachbetreuung,
            &p.ohne_sozialraum,
            p.pruefdatum,
            &p.meinungen,
            &p.familie_selbst,
            &p.bausteine,
            &p.inhalt,
            &p.gesamtplan,
            w.name,
            w.zeit,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// All versions, newest first.
pub(crate) async fn fassungen(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Hilfeplan>> {
    tx.fetch_all(
        "SELECT id, nummer, bedarf, aufgabe_familie, aufgabe_traeger, aufgabe_amt, aufgabe_umfeld, geschwister,
            getrennt, schutz, perspektive, uebergang, nachbetreuung, ohne_sozialraum, pruefdatum, meinungen,
            familie_selbst, bausteine, inhalt, gesamtplan, benutzer_name, zeit
         FROM fall_hilfeplan WHERE fall = $1 ORDER BY nummer DESC",
        werte![fall],
    )
    .await
}
