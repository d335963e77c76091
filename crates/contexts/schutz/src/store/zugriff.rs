//! Break-glass accesses, duties of the Rufbereitschaft, advice of the ieF.

use base::{Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use super::Wann;
use crate::model::{Dienst, IefBeratung, Meldung, Notpruefung, Notzugriff};

pub(crate) async fn notzugriff(tx: &mut Tx, n: &Notzugriff) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_notzugriff (id, meldung, benutzer, benutzer_name, grund, von, bis, pruefung, geprueft_am,
            geprueft_von, geprueft_name) VALUES ($1,$2,$3,$4,$5,$6,$7,NULL,NULL,NULL,'')",
        werte![n.id, n.meldung, n.benutzer, &n.benutzer_name, &n.grund, n.von, n.bis],
    )
    .await?;
    Ok(())
}

/// The open break-glass access of somebody to a Meldung. One that was objected to is over.
pub(crate) async fn offener(
    tx: &mut Tx,
    meldung: Id<Meldung>,
    benutzer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<Option<Uuid>> {
    let zeile: Option<(Uuid,)> = tx
        .fetch_optional(
            "SELECT id FROM schutz_notzugriff WHERE meldung = $1 AND benutzer = $2 AND von <= $3 AND bis > $3
                AND (pruefung IS NULL OR pruefung <> 'WIDERSPROCHEN') ORDER BY bis DESC LIMIT 1",
            werte![meldung, benutzer, jetzt],
        )
        .await?;
    Ok(zeile.map(|z| z.0))
}

/// Those nobody looked at, oldest first.
pub(crate) async fn ungeprueft(tx: &mut Tx) -> Result<Vec<Notzugriff>> {
    tx.fetch_all(
        "SELECT id, meldung, benutzer, benutzer_name, grund, von, bis, pruefung, geprueft_am, geprueft_name
         FROM schutz_notzugriff WHERE pruefung IS NULL ORDER BY von, id LIMIT 100",
        werte![],
    )
    .await
}

pub(crate) async fn laden(tx: &mut Tx, id: Id<Notzugriff>) -> Result<Option<Notzugriff>> {
    tx.fetch_optional(
        "SELECT id, meldung, benutzer, benutzer_name, grund, von, bis, pruefung, geprueft_am, geprueft_name
         FROM schutz_notzugriff WHERE id = $1",
        werte![id],
    )
    .await
}

/// # Errors
/// [`store::Error::Konflikt`] when somebody said something already.
pub(crate) async fn pruefen(tx: &mut Tx, id: Id<Notzugriff>, wie: Notpruefung, w: Wann<'_>) -> Result<()> {
    tx.execute_one(
        "UPDATE schutz_notzugriff SET pruefung = $2, geprueft_am = $3, geprueft_von = $4, geprueft_name = $5
         WHERE id = $1 AND pruefung IS NULL",
        werte![id, wie, w.zeit, w.von, w.name],
    )
    .await
}

pub(crate) async fn dienst(tx: &mut Tx, d: &Dienst, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_dienst (id, benutzer, name, telefon, von, bis, angelegt_am, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![d.id, d.benutzer, &d.name, &d.telefon, d.von, d.bis, w.zeit, w.von],
    )
    .await?;
    Ok(())
}

/// Duties that are not over before `ab` and begin before `bis`, by their beginning.
pub(crate) async fn dienste(tx: &mut Tx, ab: Zeitpunkt, bis: Zeitpunkt) -> Result<Vec<Dienst>> {
    tx.fetch_all(
        "SELECT id, benutzer, name, telefon, von, bis FROM schutz_dienst WHERE bis > $1 AND von < $2 ORDER BY von, id LIMIT 500",
        werte![ab, bis],
    )
    .await
}

pub(crate) async fn dienst_entfernen(tx: &mut Tx, id: Id<Dienst>) -> Result<u64> {
    tx.execute("DELETE FROM schutz_dienst WHERE id = $1", werte![id])
        .await
}

pub(crate) async fn ief(tx: &mut Tx, b: &IefBeratung, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_ief (id, datum, stelle, anfrage, antwort, beantwortet_am, benutzer_name, zeit, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        werte![
            b.id,
            b.datum,
            &b.stelle,
            &b.anfrage,
            &b.antwort,
            b.beantwortet_am,
            &b.benutzer_name,
            w.zeit,
            w.von
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn iefs(tx: &mut Tx) -> Result<Vec<IefBeratung>> {
    tx.fetch_all(
        "SELECT id, datum, stelle, anfrage, antwort, beantwortet_am, benutzer_name FROM schutz_ief
         ORDER BY datum DESC, id DESC LIMIT 100",
        werte![],
    )
    .await
}
