use amt::Result;
use base::{Cent, Datum, Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use super::{Wann, da, doppelt};
use crate::model::{Buchung, Traegerbudget, Zahlgrund, Zahllauf, Zahlposten};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Zahllauf>,
    nr: i64,
    anzahl: i64,
    summe: Cent,
    angelegt_am: Zeitpunkt,
}

impl Zeile {
    fn lesen(self) -> Zahllauf {
        Zahllauf {
            id: self.id,
            nr: self.nr,
            anzahl: self.anzahl,
            summe: self.summe,
            angelegt_am: self.angelegt_am,
        }
    }
}

/// All runs, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx) -> Result<Vec<Zahllauf>> {
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, nr, anzahl, summe, angelegt_am FROM zahllauf ORDER BY nr DESC LIMIT 200",
            werte![],
        )
        .await?;
    Ok(zeilen.into_iter().map(Zeile::lesen).collect())
}

/// One.
///
/// # Errors
/// [`amt::Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Zahllauf>) -> Result<Zahllauf> {
    let zeile: Option<Zeile> = tx
        .fetch_optional(
            "SELECT id, nr, anzahl, summe, angelegt_am FROM zahllauf WHERE id = $1",
            werte![id],
        )
        .await?;
    Ok(da(zeile)?.lesen())
}

/// Writes a run with the next number and marks what it pays; whoever comes second finds it marked.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody paid a part of it in between.
pub async fn anlegen(
    tx: &mut Tx,
    id: Id<Zahllauf>,
    posten: &[Zahlposten],
    summe: Cent,
    w: Wann,
) -> Result<i64> {
    let (letzte,): (i64,) = tx
        .fetch_one("SELECT COALESCE(MAX(nr), 0) FROM zahllauf", werte![])
        .await?;
    let anzahl = i64::try_from(posten.len()).unwrap_or(i64::MAX);
    tx.execute(
        "INSERT INTO zahllauf (id, nr, anzahl, summe, angelegt_am, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6)",
        werte![id, letzte + 1, anzahl, summe, w.am, w.von],
    )
    .await
    .map_err(doppelt)?;
    for p in posten {
        match (p.grund, p.zurueck()) {
            (Zahlgrund::Rechnung { id: r, version }, true) => {
                let sql = "UPDATE rechnung SET zahllauf_zurueck = $2, version = version + 1
                    WHERE id = $1 AND version = $3 AND zahllauf_zurueck IS NULL";
                tx.execute_one(sql, werte![r, id, version]).await?;
            }
            (Zahlgrund::Rechnung { id: r, version }, false) => {
                let sql = "UPDATE rechnung SET zahllauf = $2, version = version + 1
                    WHERE id = $1 AND version = $3 AND zahllauf IS NULL";
                tx.execute_one(sql, werte![r, id, version]).await?;
            }
            (Zahlgrund::Rate { vorgang, .. }, true) => {
                let sql = "UPDATE traegerbudget_zahlung SET zahllauf_zurueck = $2
                    WHERE vorgang = $1 AND zahllauf_zurueck IS NULL";
                tx.execute_one(sql, werte![vorgang, id]).await?;
            }
            (
                Zahlgrund::Rate {
                    budget, nr, vorgang, ..
                },
                false,
            ) => {
                let sql = "INSERT INTO traegerbudget_zahlung (vorgang, budget, nr, betrag, zahllauf)
                    VALUES ($1,$2,$3,$4,$5)";
                tx.execute(sql, werte![vorgang, budget, nr, p.betrag, id])
                    .await
                    .map_err(doppelt)?;
            }
        }
    }
    Ok(letzte + 1)
}

#[derive(sqlx::FromRow)]
struct Rate {
    budget: Id<Traegerbudget>,
    jahr: i64,
    nr: i64,
    vorgang: Uuid,
    traeger_name: String,
    betrag: Cent,
    datum: Datum,
    buchung: Id<Buchung>,
}

impl Rate {
    fn lesen(self) -> (Zahlposten, Id<Buchung>) {
        let posten = Zahlposten {
            grund: Zahlgrund::Rate {
                budget: self.budget,
                jahr: self.jahr,
                nr: self.nr,
                vorgang: self.vorgang,
            },
            traeger: self.traeger_name,
            beleg: format!("Trägerbudget {}, Rate {}", self.jahr, self.nr),
            datum: self.datum,
            betrag: self.betrag,
        };
        (posten, self.buchung)
    }
}

/// The instalments whose money goes out, or is asked back, with the next run: booked and paid by none, or paid and taken
/// back since. With each the booking it stands on.
///
/// # Errors
/// When the database refuses.
pub async fn raten_zu_zahlen(tx: &mut Tx) -> Result<Vec<(Zahlposten, Id<Buchung>)>> {
    let hin: Vec<Rate> = tx
        .fetch_all(
            "SELECT t.id AS budget, t.jahr, r.nr, r.vorgang, t.traeger_name, g.betrag, g.datum, g.id AS buchung
             FROM traegerbudget_rate r JOIN traegerbudget t ON t.id = r.budget
             JOIN buchung g ON g.vorgang = r.vorgang AND g.konto = 'IST'
             WHERE NOT EXISTS (SELECT 1 FROM buchung s WHERE s.storno_von = g.id)
                AND NOT EXISTS (SELECT 1 FROM traegerbudget_zahlung z WHERE z.vorgang = r.vorgang)
             ORDER BY t.traeger_name, t.jahr, r.nr, t.id",
            werte![],
        )
        .await?;
    let zurueck: Vec<Rate> = tx
        .fetch_all(
            "SELECT t.id AS budget, t.jahr, z.nr, z.vorgang, t.traeger_name, -z.betrag AS betrag, g.datum, g.id AS buchung
             FROM traegerbudget_zahlung z JOIN traegerbudget t ON t.id = z.budget
             JOIN buchung g ON g.vorgang = z.vorgang AND g.konto = 'IST'
             WHERE z.zahllauf_zurueck IS NULL AND EXISTS (SELECT 1 FROM buchung s WHERE s.storno_von = g.id)
             ORDER BY t.traeger_name, t.jahr, z.nr, z.vorgang",
            werte![],
        )
        .await?;
    Ok(hin.into_iter().chain(zurueck).map(Rate::lesen).collect())
}

/// The instalments of a run.
///
/// # Errors
/// When the database refuses.
pub async fn raten_vom_lauf(tx: &mut Tx, nr: i64) -> Result<Vec<Zahlposten>> {
    let alle: Vec<Rate> = tx
        .fetch_all(
            "SELECT t.id AS budget, t.jahr, z.nr, z.vorgang, t.traeger_name,
                CASE WHEN y.nr = $1 THEN -z.betrag ELSE z.betrag END AS betrag, g.datum, g.id AS buchung
             FROM traegerbudget_zahlung z JOIN traegerbudget t ON t.id = z.budget
             JOIN buchung g ON g.vorgang = z.vorgang AND g.konto = 'IST'
             JOIN zahllauf x ON x.id = z.zahllauf LEFT JOIN zahllauf y ON y.id = z.zahllauf_zurueck
             WHERE x.nr = $1 OR y.nr = $1 ORDER BY t.traeger_name, t.jahr, z.nr, z.vorgang",
            werte![nr],
        )
        .await?;
    Ok(alle.into_iter().map(|r| r.lesen().0).collect())
}

/// Which run paid which act of a budget, as long as the money was not asked back.
///
/// # Errors
/// When the database refuses.
pub async fn von_raten(tx: &mut Tx, budget: Id<Traegerbudget>) -> Result<Vec<(Uuid, i64)>> {
    Ok(tx
        .fetch_all(
            "SELECT z.vorgang, x.nr FROM traegerbudget_zahlung z JOIN zahllauf x ON x.id = z.zahllauf
             WHERE z.budget = $1 AND z.zahllauf_zurueck IS NULL ORDER BY x.nr, z.vorgang",
            werte![budget],
        )
        .await?)
}
