use amt::Result;
use base::{Cent, Datum, Id};
use raum::Raumeinheit;
use store::{Sql, Tx, werte};
use uuid::Uuid;

use super::{Wann, code, doppelt};
use crate::model::{Topf, Traegerbudget};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Traegerbudget>,
    jahr: i64,
    traeger: Uuid,
    traeger_name: String,
    raumeinheit: Option<Id<Raumeinheit>>,
    art: String,
    menge: i64,
    satz: Cent,
    sachkosten: Cent,
    betrag: Cent,
    leistungsart: String,
    von: Datum,
    bis: Datum,
    berichte: String,
    topf: Option<Id<Topf>>,
    aufgehoben_grund: String,
}

impl Zeile {
    fn lesen(self) -> Result<Traegerbudget> {
        Ok(Traegerbudget {
            art: code(&self.art)?,
            id: self.id,
            jahr: self.jahr,
            traeger: self.traeger,
            traeger_name: self.traeger_name,
            raum: self.raumeinheit,
            topf: self.topf,
            menge: self.menge,
            satz: self.satz,
            sachkosten: self.sachkosten,
            betrag: self.betrag,
            leistungsart: self.leistungsart,
            von: self.von,
            bis: self.bis,
            berichte: self.berichte,
            aufgehoben: self.aufgehoben_grund,
        })
    }
}

const SPALTEN: &str =
    "id, jahr, traeger, traeger_name, raumeinheit, art, menge, satz, sachkosten, betrag, leistungsart, von,
    bis, berichte, topf, aufgehoben_grund";

/// Those of a year, those of a Träger, or both.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx, jahr: Option<i64>, traeger: Option<Uuid>) -> Result<Vec<Traegerbudget>> {
    let sql = format!(
        "SELECT {SPALTEN} FROM traegerbudget WHERE (jahr = $1 OR $2) AND (traeger = $3 OR $4)
         ORDER BY jahr DESC, traeger_name, von, id"
    );
    let werte = werte![
        jahr.unwrap_or(0),
        jahr.is_none(),
        traeger.unwrap_or_default(),
        traeger.is_none()
    ];
    let zeilen = tx.fetch_all::<Zeile>(Sql::aus_konstanten(sql), werte).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn finden(tx: &mut Tx, id: Id<Traegerbudget>) -> Result<Option<Traegerbudget>> {
    let sql = format!("SELECT {SPALTEN} FROM traegerbudget WHERE id = $1");
    let zeile = tx
        .fetch_optional::<Zeile>(Sql::aus_konstanten(sql), werte![id])
        .await?;
    zeile.map(Zeile::lesen).transpose()
}

/// Revokes one, once.
///
/// # Errors
/// [`amt::Error::Konflikt`] when it was revoked in between.
pub async fn aufheben(tx: &mut Tx, id: Id<Traegerbudget>, grund: &str, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE traegerbudget SET aufgehoben_am = $2, aufgehoben_von = $3, aufgehoben_grund = $4
         WHERE id = $1 AND aufgehoben_grund = ''",
        werte![id, w.am, w.von, grund],
    )
    .await?;
    Ok(())
}

/// Which act each instalment caused last.
///
/// # Errors
/// When the database refuses.
pub async fn raten(tx: &mut Tx, id: Id<Traegerbudget>) -> Result<Vec<(i64, Uuid)>> {
    Ok(tx
        .fetch_all(
            "SELECT nr, vorgang FROM traegerbudget_rate WHERE budget = $1 ORDER BY nr",
            werte![id],
        )
        .await?)
}

/// Keeps which act an instalment causes now.
///
/// # Errors
/// When the database refuses.
pub async fn rate(tx: &mut Tx, id: Id<Traegerbudget>, nr: i64, vorgang: Uuid) -> Result<()> {
    tx.execute(
        "INSERT INTO traegerbudget_rate (budget, nr, vorgang) VALUES ($1,$2,$3)
         ON CONFLICT (budget, nr) DO UPDATE SET vorgang = excluded.vorgang",
        werte![id, nr, vorgang],
    )
    .await?;
    Ok(())
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, b: &Traegerbudget, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO traegerbudget (id, jahr, traeger, traeger_name, raumeinheit, art, menge, satz, sachkosten, betrag,
            leistungsart, von, bis, berichte, topf, angelegt_am, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)",
        werte![
            b.id,
            b.jahr,
            b.traeger,
            &b.traeger_name,
            b.raum,
            b.art.code(),
            b.menge,
            b.satz,
            b.sachkosten,
            b.betrag,
            &b.leistungsart,
            b.von,
            b.bis,
            &b.berichte,
            b.topf,
            w.am,
            w.von
        ],
    )
    .await
    .map_err(doppelt)?;
    Ok(())
}

/// What each Topf of a year paid to each Träger, what was taken back subtracted.
///
/// # Errors
/// When the database refuses.
pub async fn gezahlt(tx: &mut Tx, jahr: i64) -> Result<Vec<(Id<Topf>, String, Cent)>> {
    Ok(tx
        .fetch_all(
            "SELECT topf, traeger, CAST(SUM(betrag) AS BIGINT) FROM buchung
             WHERE jahr = $1 AND konto = 'IST' AND traeger <> ''
             GROUP BY topf, traeger HAVING SUM(betrag) <> 0 ORDER BY topf, traeger",
            werte![jahr],
        )
        .await?)
}
