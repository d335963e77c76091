//! The Sozialraumprüfung of a case, and the gaps of the quarter, which know no case.

use base::Id;
use store::{Result, Tx, werte};
use uuid::Uuid;

use super::fall_akte::Wann;
use crate::model::{Bedarfsluecke, Fall, Geprueft, Sozialraumpruefung};

pub(crate) async fn geprueft(tx: &mut Tx, fall: Id<Fall>, g: &Geprueft, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_geprueft (id, fall, angebot, titel, ergebnis, grund, angelegt_am, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![
            g.id, fall, g.angebot, &g.titel, g.ergebnis, &g.grund, w.zeit, w.von
        ],
    )
    .await?;
    Ok(())
}

/// What the person needs so that a place can be used; the last word counts.
pub(crate) async fn profil(tx: &mut Tx, fall: Id<Fall>, bedarfe: &str, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_suchprofil (fall, bedarfe, zeit, benutzer_name) VALUES ($1,$2,$3,$4)
         ON CONFLICT (fall) DO UPDATE SET bedarfe = $2, zeit = $3, benutzer_name = $4",
        werte![fall, bedarfe, w.zeit, w.name],
    )
    .await?;
    Ok(())
}

/// The codes of what was noted; empty when nothing was.
pub(crate) async fn bedarfe(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<String>> {
    let z: Option<(String,)> = tx
        .fetch_optional(
            "SELECT bedarfe FROM fall_suchprofil WHERE fall = $1",
            werte![fall],
        )
        .await?;
    let alle = z.map_or_else(String::new, |(b,)| b);
    Ok(alle
        .split(',')
        .filter(|b| !b.is_empty())
        .map(str::to_owned)
        .collect())
}

pub(crate) async fn alle_geprueften(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Geprueft>> {
    tx.fetch_all(
        "SELECT id, angebot, titel, ergebnis, grund FROM fall_geprueft WHERE fall = $1 ORDER BY angelegt_am, id",
        werte![fall],
    )
    .await
}

pub(crate) async fn abschluss(
    tx: &mut Tx,
    fall: Id<Fall>,
    p: &Sozialraumpruefung,
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_sozialraumpruefung (id, fall, frage_bekannt, themen, umfeld, keine_treffer, gesamtergebnis,
            zustimmung, grund, benutzer_name, zeit, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
        werte![
            p.id,
            fall,
            &p.frage_bekannt,
            &p.themen,
            &p.umfeld,
            p.keine_treffer,
            p.gesamtergebnis,
            p.zustimmung,
            p.grund.clone(),
            w.name,
            w.zeit,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// The one that counts.
pub(crate) async fn letzte(tx: &mut Tx, fall: Id<Fall>) -> Result<Option<Sozialraumpruefung>> {
    tx.fetch_optional(
        "SELECT id, frage_bekannt, themen, umfeld, keine_treffer, gesamtergebnis, zustimmung, grund, benutzer_name,
            zeit FROM fall_sozialraumpruefung WHERE fall = $1 ORDER BY zeit DESC, id DESC LIMIT 1",
        werte![fall],
    )
    .await
}

/// Counts one gap. There is no key of a case, a person or a user, and no day (RL-09).
pub(crate) async fn luecke(tx: &mut Tx, l: &Bedarfsluecke) -> Result<()> {
    tx.execute(
        "INSERT INTO bedarfsluecke (raumeinheit, thema, altersgruppe, merkmal, art, monat, anzahl)
         VALUES ($1,$2,$3,$4,$5,$6,1)
         ON CONFLICT (raumeinheit, thema, altersgruppe, merkmal, art, monat)
         DO UPDATE SET anzahl = bedarfsluecke.anzahl + 1",
        werte![
            l.raumeinheit,
            &l.thema,
            &l.altersgruppe,
            &l.merkmal,
            &l.art,
            &l.monat
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn luecken(tx: &mut Tx, ab: &str) -> Result<Vec<Bedarfsluecke>> {
    tx.fetch_all(
        "SELECT raumeinheit, thema, altersgruppe, merkmal, art, monat, anzahl FROM bedarfsluecke WHERE monat >= $1
         ORDER BY monat, raumeinheit, thema, altersgruppe, merkmal, art",
        werte![ab],
    )
    .await
}

/// Space of the case, for the gap.
pub(crate) async fn raum(tx: &mut Tx, fall: Id<Fall>) -> Result<Uuid> {
    let (r,): (Uuid,) = tx
        .fetch_one("SELECT raumeinheit FROM fall WHERE id = $1", werte![fall])
        .await?;
    Ok(r)
}
