use amt::Result;
use base::{Cent, Datum, Id};
use raum::Raumeinheit;
use store::{Tx, werte};
use uuid::Uuid;

use super::{Wann, code};
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
}

/// Those of a year, those of a Träger, or both.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx, jahr: Option<i64>, traeger: Option<Uuid>) -> Result<Vec<Traegerbudget>> {
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, jahr, traeger, traeger_name, raumeinheit, art, menge, satz, sachkosten, betrag, leistungsart, von,
                bis, berichte FROM traegerbudget WHERE (jahr = $1 OR $2) AND (traeger = $3 OR $4)
             ORDER BY jahr DESC, traeger_name, von, id",
            werte![
                jahr.unwrap_or(0),
                jahr.is_none(),
                traeger.unwrap_or_default(),
                traeger.is_none()
            ],
        )
        .await?;
    zeilen
        .into_iter()
        .map(|z| {
            Ok(Traegerbudget {
                art: code(&z.art)?,
                id: z.id,
                jahr: z.jahr,
                traeger: z.traeger,
                traeger_name: z.traeger_name,
                raum: z.raumeinheit,
                menge: z.menge,
                satz: z.satz,
                sachkosten: z.sachkosten,
                betrag: z.betrag,
                leistungsart: z.leistungsart,
                von: z.von,
                bis: z.bis,
                berichte: z.berichte,
            })
        })
        .collect()
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, b: &Traegerbudget, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO traegerbudget (id, jahr, traeger, traeger_name, raumeinheit, art, menge, satz, sachkosten, betrag,
            leistungsart, von, bis, berichte, angelegt_am, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)",
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
            w.am,
            w.von
        ],
    )
    .await?;
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
