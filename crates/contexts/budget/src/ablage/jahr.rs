use amt::Result;
use base::{Cent, Datum, Id};
use store::{Tx, werte};

use super::{Wann, code, da};
use crate::model::{Haushaltsjahr, JahrStatus, NeuesJahr};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Haushaltsjahr>,
    jahr: i64,
    beginn: Datum,
    ende: Datum,
    nachperiode_bis: Datum,
    status: String,
    gesamt: Cent,
    produkt: String,
    beschluss: String,
    letzte_nr: i64,
    version: i64,
}

impl Zeile {
    fn lesen(self) -> Result<Haushaltsjahr> {
        Ok(Haushaltsjahr {
            id: self.id,
            jahr: self.jahr,
            beginn: self.beginn,
            ende: self.ende,
            nachperiode_bis: self.nachperiode_bis,
            status: code(&self.status)?,
            gesamt: self.gesamt,
            produkt: self.produkt,
            beschluss: self.beschluss,
            letzte_nr: self.letzte_nr,
            version: self.version,
        })
    }
}

/// All years, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx) -> Result<Vec<Haushaltsjahr>> {
    let sql = "SELECT id, jahr, beginn, ende, nachperiode_bis, status, gesamt, produkt, beschluss, letzte_nr, version
        FROM haushaltsjahr ORDER BY jahr DESC";
    let zeilen = tx.fetch_all::<Zeile>(sql, werte![]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One.
///
/// # Errors
/// [`amt::Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, jahr: i64) -> Result<Haushaltsjahr> {
    da(finden(tx, jahr).await?)
}

/// One, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn finden(tx: &mut Tx, jahr: i64) -> Result<Option<Haushaltsjahr>> {
    let sql = "SELECT id, jahr, beginn, ende, nachperiode_bis, status, gesamt, produkt, beschluss, letzte_nr, version
        FROM haushaltsjahr WHERE jahr = $1";
    let zeile = tx.fetch_optional::<Zeile>(sql, werte![jahr]).await?;
    zeile.map(Zeile::lesen).transpose()
}

/// Locks the ledger of the year until the transaction ends, and reads where it stands. Everything a booking depends on
/// is read after this, so that two bookers never decide on the same state.
///
/// # Errors
/// [`amt::Error::NichtGefunden`], or when the database refuses.
pub async fn sperren(tx: &mut Tx, jahr: i64) -> Result<Haushaltsjahr> {
    let sql = "UPDATE haushaltsjahr SET letzte_nr = letzte_nr WHERE jahr = $1 AND status <> 'ABGESCHLOSSEN'
        RETURNING id, jahr, beginn, ende, nachperiode_bis, status, gesamt, produkt, beschluss, letzte_nr, version";
    match tx.fetch_optional::<Zeile>(sql, werte![jahr]).await? {
        Some(z) => z.lesen(),
        None => laden(tx, jahr).await,
    }
}

/// Takes the next `n` numbers; returns the first. Lost with the transaction, so there is never a gap.
///
/// # Errors
/// When the year takes no bookings, or the database refuses.
pub async fn nummern(tx: &mut Tx, jahr: i64, n: i64) -> Result<i64> {
    let (letzte,): (i64,) = da(tx
        .fetch_optional(
            "UPDATE haushaltsjahr SET letzte_nr = letzte_nr + $2
             WHERE jahr = $1 AND status IN ('LAUFEND', 'NACHPERIODE') RETURNING letzte_nr",
            werte![jahr, n],
        )
        .await?)?;
    Ok(letzte - n + 1)
}

/// Writes a new one.
///
/// # Errors
/// When there is one for this year already, or the database refuses.
pub async fn anlegen(tx: &mut Tx, id: Id<Haushaltsjahr>, n: &NeuesJahr, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO haushaltsjahr (id, jahr, beginn, ende, nachperiode_bis, status, gesamt, produkt, beschluss, letzte_nr,
            version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,$2,$3,$4,$5,'PLANUNG',$6,$7,$8,0,1,$9,$10,$9,$10)",
        werte![id, n.jahr, n.beginn, n.ende, n.nachperiode_bis, n.gesamt, &n.produkt, &n.beschluss, w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Takes the year to its next state.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn status(tx: &mut Tx, j: &Haushaltsjahr, neu: JahrStatus, beschluss: &str, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE haushaltsjahr SET status = $3, beschluss = $4, version = version + 1, geaendert_am = $5, geaendert_von = $6
         WHERE jahr = $1 AND version = $2",
        werte![j.jahr, j.version, neu.code(), beschluss, w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Changes the total while the year is planned.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn gesamt(tx: &mut Tx, j: &Haushaltsjahr, gesamt: Cent, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE haushaltsjahr SET gesamt = $3, version = version + 1, geaendert_am = $4, geaendert_von = $5
         WHERE jahr = $1 AND version = $2",
        werte![j.jahr, j.version, gesamt, w.am, w.von],
    )
    .await?;
    Ok(())
}
