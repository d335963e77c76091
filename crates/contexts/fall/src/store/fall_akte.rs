//! What is recorded in a case: Angaben, words, goals, resources.

use base::{Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use crate::model::{Aeusserung, Eintrag, Fall, Grobziel, Handlungsziel, Ressource};

/// Who writes, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wann<'a> {
    pub(crate) zeit: Zeitpunkt,
    pub(crate) von: Uuid,
    pub(crate) name: &'a str,
}

pub(crate) async fn angabe(tx: &mut Tx, id: Uuid, fall: Id<Fall>, e: &Eintrag, von: Uuid) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_angabe (id, fall, angabe, tag, worte, zeit, benutzer, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![id, fall, e.angabe, e.tag, &e.worte, e.zeit, von, &e.benutzer_name],
    )
    .await?;
    Ok(())
}

/// All, the newest first; of each kind the first one counts.
pub(crate) async fn angaben(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Eintrag>> {
    tx.fetch_all(
        "SELECT angabe, tag, worte, benutzer_name, zeit FROM fall_angabe WHERE fall = $1 ORDER BY zeit DESC, id DESC",
        werte![fall],
    )
    .await
}

pub(crate) async fn aeusserung(tx: &mut Tx, fall: Id<Fall>, a: &Aeusserung, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_aeusserung (id, fall, person, wortlaut, datum, art, eigenaktivitaet, bestaetigt, quelle,
            angelegt_am, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        werte![
            a.id,
            fall,
            a.person,
            &a.wortlaut,
            a.datum,
            a.art,
            &a.eigenaktivitaet,
            a.bestaetigt,
            a.quelle,
            w.zeit,
            w.von
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn aeusserungen(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Aeusserung>> {
    tx.fetch_all(
        "SELECT id, person, wortlaut, datum, art, eigenaktivitaet, bestaetigt, quelle FROM fall_aeusserung
         WHERE fall = $1 ORDER BY datum, id",
        werte![fall],
    )
    .await
}

pub(crate) async fn grobziel(
    tx: &mut Tx,
    fall: Id<Fall>,
    z: &Grobziel,
    aus: &[Uuid],
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_grobziel (id, fall, text, prioritaet, status, festgehalten_von, angelegt_am, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![z.id, fall, &z.text, z.prioritaet, z.status, w.name, w.zeit, w.von],
    )
    .await?;
    let zeilen = aus.iter().map(|a| werte![z.id, *a]).collect();
    tx.insert_many(
        "INSERT INTO fall_grobziel_aus (grobziel, aeusserung) VALUES",
        zeilen,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

pub(crate) async fn grobziele(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Grobziel>> {
    tx.fetch_all(
        "SELECT id, text, prioritaet, status, festgehalten_von FROM fall_grobziel WHERE fall = $1
         ORDER BY prioritaet, id",
        werte![fall],
    )
    .await
}

/// (Grobziel, Aeusserung) of a case.
pub(crate) async fn herkunft(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<(Uuid, Uuid)>> {
    tx.fetch_all(
        "SELECT a.grobziel, a.aeusserung FROM fall_grobziel_aus a JOIN fall_grobziel g ON g.id = a.grobziel
         WHERE g.fall = $1",
        werte![fall],
    )
    .await
}

pub(crate) async fn handlungsziel(tx: &mut Tx, fall: Id<Fall>, z: &Handlungsziel, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_handlungsziel (id, fall, grobziel, text, messkriterium, frist, akzeptiert, realistisch,
            schritt_wer, schritt_was, schritt_bis, unterstuetzung, status, angelegt_am, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)",
        werte![
            z.id,
            fall,
            z.grobziel,
            &z.text,
            &z.messkriterium,
            z.frist,
            z.akzeptiert,
            &z.realistisch,
            &z.schritt_wer,
            &z.schritt_was,
            z.schritt_bis,
            &z.unterstuetzung,
            z.status,
            w.zeit,
            w.von
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn handlungsziele(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Handlungsziel>> {
    tx.fetch_all(
        "SELECT id, grobziel, text, messkriterium, frist, akzeptiert, realistisch, schritt_wer, schritt_was,
            schritt_bis, unterstuetzung, status FROM fall_handlungsziel WHERE fall = $1 ORDER BY frist, id",
        werte![fall],
    )
    .await
}

pub(crate) async fn ressource(tx: &mut Tx, fall: Id<Fall>, r: &Ressource, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_ressource (id, fall, feld, bezeichnung, aktivierbarkeit, quelle, dritter_einverstanden,
            angelegt_am, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        werte![
            r.id,
            fall,
            r.feld,
            &r.bezeichnung,
            r.aktivierbarkeit,
            r.quelle,
            r.dritter_einverstanden,
            w.zeit,
            w.von
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn ressourcen(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Ressource>> {
    tx.fetch_all(
        "SELECT id, feld, bezeichnung, aktivierbarkeit, quelle, dritter_einverstanden FROM fall_ressource
         WHERE fall = $1 ORDER BY angelegt_am, id",
        werte![fall],
    )
    .await
}
