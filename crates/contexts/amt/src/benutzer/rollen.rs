//! The roles of an account in the database.

use base::{Datum, Id};
use store::{Tx, Wert, werte};
use uuid::Uuid;

use super::{Benutzer, Rollenzeit};
use crate::{
    App, Error, Result, journal,
    recht::{Befugnis, Rolle, Verwalten},
};

/// Changes of roles go one after the other, so that two administrators cannot take the last R26 from each other at
/// the same instant.
pub(super) async fn sperre(tx: &mut Tx) -> Result<()> {
    tx.execute(
        "UPDATE rollenwechsel SET anzahl = anzahl + 1 WHERE id = 1",
        werte![],
    )
    .await?;
    Ok(())
}

/// Codes for the journal.
pub(super) fn codes(rollen: &[Rollenzeit]) -> String {
    rollen
        .iter()
        .map(|r| r.rolle.code())
        .collect::<Vec<_>>()
        .join(",")
}

/// All roles of an account, past and coming ones too.
///
/// # Errors
/// When the database refuses.
pub async fn rollen(tx: &mut Tx, benutzer: Id<Benutzer>) -> Result<Vec<Rollenzeit>> {
    type Zeile = (Uuid, String, Datum, Option<Datum>, Option<Uuid>);
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT r.id, r.rolle, r.ab, r.bis, rr.raumeinheit FROM benutzer_rolle r
             LEFT JOIN benutzer_rolle_raum rr ON rr.benutzer_rolle = r.id
             WHERE r.benutzer = $1 ORDER BY r.rolle, r.ab, r.id, rr.raumeinheit",
            werte![benutzer],
        )
        .await?;
    let mut aus: Vec<(Uuid, Rollenzeit)> = Vec::new();
    for (id, code, ab, bis, raum) in zeilen {
        let rolle: Rolle = code.parse().map_err(Error::Intern)?;
        match aus.last_mut() {
            Some((letzte, r)) if *letzte == id => r.raeume.extend(raum),
            _ => aus.push((
                id,
                Rollenzeit {
                    rolle,
                    ab,
                    bis,
                    raeume: raum.into_iter().collect(),
                },
            )),
        }
    }
    Ok(aus.into_iter().map(|(_, r)| r).collect())
}

/// Writes the roles in place of those before.
pub(super) async fn schreiben(
    app: &App,
    tx: &mut Tx,
    benutzer: Id<Benutzer>,
    neue: &[Rollenzeit],
) -> Result<()> {
    tx.execute(
        "DELETE FROM benutzer_rolle_raum WHERE benutzer_rolle IN (SELECT id FROM benutzer_rolle WHERE benutzer = $1)",
        werte![benutzer],
    )
    .await?;
    tx.execute("DELETE FROM benutzer_rolle WHERE benutzer = $1", werte![benutzer])
        .await?;
    let mut raeume: Vec<Vec<Wert>> = Vec::new();
    for r in neue {
        let id = app.ids.uuid();
        tx.execute(
            "INSERT INTO benutzer_rolle (id, benutzer, rolle, ab, bis) VALUES ($1, $2, $3, $4, $5)",
            werte![id, benutzer, r.rolle.code(), r.ab, r.bis],
        )
        .await?;
        raeume.extend(r.raeume.iter().map(|raum| werte![id, *raum]));
    }
    tx.insert_many(
        "INSERT INTO benutzer_rolle_raum (benutzer_rolle, raumeinheit) VALUES",
        raeume,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

/// Refuses what would leave nobody to administer: after a change of somebody who held R26, at least one open account
/// holds it today and without an end.
pub(super) async fn r26_bleibt(app: &App, tx: &mut Tx, vorher: &[Rollenzeit]) -> Result<()> {
    if !vorher.iter().any(|r| r.rolle == Rolle::R26) {
        return Ok(());
    }
    let (anzahl,): (i64,) = tx
        .fetch_one(
            "SELECT count(*) FROM benutzer b JOIN benutzer_rolle r ON r.benutzer = b.id
             WHERE b.status = 'AKTIV' AND r.rolle = 'R26' AND r.ab <= $1 AND r.bis IS NULL",
            werte![app.uhr.heute()],
        )
        .await?;
    if anzahl > 0 {
        return Ok(());
    }
    let text =
        "Danach gäbe es keine Fachadministration mehr. Geben Sie die Rolle zuerst einer anderen Person.";
    Err(base::Befund::neu("AMT-E30", text).an("rollen").into())
}

/// Sets the roles of an account in place of those before; they count from the user's next request.
///
/// # Errors
/// `AMT-E01`, `AMT-E02`, `AMT-E26`; `AMT-E30` when nobody with R26 would be left; [`Error::Konflikt`] when somebody
/// else changed the account in between.
pub async fn rollen_setzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Benutzer>,
    id: Id<Benutzer>,
    version: i64,
    neue: &[Rollenzeit],
) -> Result<()> {
    sperre(tx).await?;
    let konto = super::laden(tx, id).await?;
    let vorher = rollen(tx, id).await?;
    let befunde = super::rollen_pruefen(konto.angaben.organisation_art, neue);
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    tx.execute_one(
        "UPDATE benutzer SET version = version + 1, geaendert_am = $3, geaendert_von = $4
         WHERE id = $1 AND version = $2",
        werte![id, version, app.uhr.jetzt(), may.kontext().benutzer()],
    )
    .await?;
    schreiben(app, tx, id, neue).await?;
    r26_bleibt(app, tx, &vorher).await?;
    journal::notieren(tx, &*app.uhr, may, id, format!("rollen={}", codes(neue)));
    Ok(())
}
