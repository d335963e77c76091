//! Who sends which Bescheid.

use base::{Id, Zeitpunkt};
use store::{Result, Sql, Tx, werte};
use uuid::Uuid;

use super::{fall_akte::Wann, fall_liste::Bau};
use crate::model::{Entscheidung, Fall, Versandzeile};

/// Lines of the list; more is work for more than one desk.
const ZEILEN: i64 = 200;

const SPALTEN: &str = "SELECT f.id AS fall, f.aktenzeichen, f.raum_name, e.art, e.entschieden_am, e.versandt_am,
    e.rechtsbehelf_bis, v.bearbeiter, v.bearbeiter_name FROM fall_entscheidung e JOIN fall f ON f.id = e.fall";
/// Of each case the newest decision.
const NEUESTE: &str =
    "e.stand = 'ENTSCHIEDEN' AND NOT EXISTS (SELECT 1 FROM fall_entscheidung n WHERE n.fall = e.fall
    AND n.stand = 'ENTSCHIEDEN' AND n.zeit > e.zeit)";

fn in_raeumen(b: &mut Bau, raeume: Option<&[Uuid]>) {
    if let Some(raeume) = raeume {
        let plaetze: Vec<String> = raeume.iter().map(|r| b.platz(*r)).collect();
        b.und(&format!(
            "EXISTS (SELECT 1 FROM fall_raum r WHERE r.fall = f.id AND r.raumeinheit IN ({}))",
            plaetze.join(", ")
        ));
    }
}

/// Decided since `ab` and not sent, in these spaces (`None`: everywhere), the oldest first.
pub(crate) async fn offene(tx: &mut Tx, ab: Zeitpunkt, raeume: Option<&[Uuid]>) -> Result<Vec<Versandzeile>> {
    let mut b = Bau {
        wo: NEUESTE.to_owned(),
        werte: werte![],
    };
    let ab = b.platz(ab);
    b.und(&format!("e.entschieden_am >= {ab} AND v.erledigt_am IS NULL"));
    in_raeumen(&mut b, raeume);
    let sql = format!(
        "{SPALTEN} LEFT JOIN fall_versand v ON v.entscheidung = e.id
         WHERE {} ORDER BY e.entschieden_am, e.id LIMIT {ZEILEN}",
        b.wo
    );
    tx.fetch_all(Sql::aus_konstanten(sql), b.werte).await
}

/// Sent, in these spaces, the last one first; with a beginning of an Aktenzeichen only those. At most `hoechstens`.
pub(crate) async fn versandte(
    tx: &mut Tx,
    aktenzeichen: &str,
    raeume: Option<&[Uuid]>,
    hoechstens: i64,
) -> Result<Vec<Versandzeile>> {
    let mut b = Bau {
        wo: format!("{NEUESTE} AND v.erledigt_am IS NOT NULL"),
        werte: werte![],
    };
    if !aktenzeichen.is_empty() {
        let (von, bis) = (
            b.platz(aktenzeichen),
            b.platz(format!("{aktenzeichen}\u{10ffff}")),
        );
        b.und(&format!("f.aktenzeichen >= {von} AND f.aktenzeichen < {bis}"));
    }
    in_raeumen(&mut b, raeume);
    let hoechstens = b.platz(hoechstens);
    let sql = format!(
        "{SPALTEN} JOIN fall_versand v ON v.entscheidung = e.id
         WHERE {} ORDER BY v.erledigt_am DESC, e.id LIMIT {hoechstens}",
        b.wo
    );
    tx.fetch_all(Sql::aus_konstanten(sql), b.werte).await
}

/// The user a decision of this case was given to, and when it was sent.
pub(crate) async fn bei(tx: &mut Tx, e: Id<Entscheidung>) -> Result<Option<(Uuid, Option<Zeitpunkt>)>> {
    tx.fetch_optional(
        "SELECT bearbeiter, erledigt_am FROM fall_versand WHERE entscheidung = $1",
        werte![e],
    )
    .await
}

/// Whether this user ever took over a Bescheid of the case.
pub(crate) async fn zugewiesen(tx: &mut Tx, fall: Id<Fall>, wer: Uuid) -> Result<bool> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM fall_versand WHERE fall = $1 AND bearbeiter = $2",
            werte![fall, wer],
        )
        .await?;
    Ok(n > 0)
}

/// Taken over, from a colleague too; nothing when it is sent already.
pub(crate) async fn uebernehmen(
    tx: &mut Tx,
    fall: Id<Fall>,
    e: Id<Entscheidung>,
    w: Wann<'_>,
) -> Result<u64> {
    tx.execute(
        "INSERT INTO fall_versand (entscheidung, fall, bearbeiter, bearbeiter_name, uebernommen_am)
         VALUES ($1,$2,$3,$4,$5)
         ON CONFLICT (entscheidung) DO UPDATE SET bearbeiter = excluded.bearbeiter,
            bearbeiter_name = excluded.bearbeiter_name, uebernommen_am = excluded.uebernommen_am
         WHERE fall_versand.erledigt_am IS NULL",
        werte![e, fall, w.von, w.name, w.zeit],
    )
    .await
}

/// Whether a case lies in these spaces (`None`: everywhere).
pub(crate) async fn in_reichweite(tx: &mut Tx, fall: Id<Fall>, raeume: Option<&[Uuid]>) -> Result<bool> {
    let mut b = Bau {
        wo: String::new(),
        werte: werte![],
    };
    b.wo = format!("f.id = {}", b.platz(fall));
    in_raeumen(&mut b, raeume);
    let sql = format!("SELECT COUNT(*) FROM fall f WHERE {}", b.wo);
    let (n,): (i64,) = tx.fetch_one(Sql::aus_konstanten(sql), b.werte).await?;
    Ok(n > 0)
}

/// A Bescheid that was sent already, given to the user: a letter about it came in.
pub(crate) async fn nachtragen(tx: &mut Tx, e: Id<Entscheidung>, w: Wann<'_>) -> Result<u64> {
    tx.execute(
        "UPDATE fall_versand SET bearbeiter = $2, bearbeiter_name = $3, uebernommen_am = $4
         WHERE entscheidung = $1 AND erledigt_am IS NOT NULL",
        werte![e, w.von, w.name, w.zeit],
    )
    .await
}

/// Sent, by whomever.
pub(crate) async fn erledigt(tx: &mut Tx, fall: Id<Fall>, e: Id<Entscheidung>, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_versand (entscheidung, fall, bearbeiter, bearbeiter_name, uebernommen_am, erledigt_am)
         VALUES ($1,$2,$3,$4,$5,$5)
         ON CONFLICT (entscheidung) DO UPDATE SET erledigt_am = excluded.erledigt_am",
        werte![e, fall, w.von, w.name, w.zeit],
    )
    .await?;
    Ok(())
}
