//! The register of persons: its records, and where they are referred to.

pub(crate) mod fund;
pub(crate) mod zusammen;

use store::{Result, Sql, Tx, Wert, werte};
use uuid::Uuid;

use crate::model::Registerperson;

macro_rules! spalten {
    () => {
        "id, version, stelle, vorname, nachname, geburtsdatum, anschrift, geschuetzt, ziel"
    };
}

/// What the index in memory is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Stand {
    pub(crate) stand: i64,
    pub(crate) loeschungen: i64,
}

pub(crate) async fn stand(tx: &mut Tx) -> Result<Stand> {
    tx.fetch_one(
        "SELECT stand, loeschungen FROM person_stand WHERE id = 1",
        werte![],
    )
    .await
}

/// The number of a change; holds the row until the transaction ends.
pub(crate) async fn naechster(tx: &mut Tx) -> Result<i64> {
    let (n,): (i64,) = tx
        .fetch_one(
            "UPDATE person_stand SET stand = stand + 1 WHERE id = 1 RETURNING stand",
            werte![],
        )
        .await?;
    Ok(n)
}

pub(crate) async fn insert(tx: &mut Tx, p: &Registerperson) -> Result<()> {
    let stand = naechster(tx).await?;
    tx.execute(
        "INSERT INTO person (id, version, stelle, vorname, nachname, geburtsdatum, anschrift, anschrift_such,
            geschuetzt, ziel, stand) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        werte![
            p.id,
            p.version,
            p.stelle.code(),
            &p.vorname,
            &p.nachname,
            p.geburtsdatum,
            &p.anschrift,
            base::suchform(&p.anschrift),
            p.geschuetzt,
            p.ziel,
            stand
        ],
    )
    .await?;
    Ok(())
}

/// Saves all; fails on a stale version.
pub(crate) async fn update(tx: &mut Tx, p: &Registerperson) -> Result<()> {
    let stand = naechster(tx).await?;
    tx.execute_one(
        "UPDATE person SET version = version + 1, stelle = $3, vorname = $4, nachname = $5, geburtsdatum = $6,
            anschrift = $7, anschrift_such = $8, geschuetzt = $9, ziel = $10, stand = $11
         WHERE id = $1 AND version = $2",
        werte![
            p.id,
            p.version,
            p.stelle.code(),
            &p.vorname,
            &p.nachname,
            p.geburtsdatum,
            &p.anschrift,
            base::suchform(&p.anschrift),
            p.geschuetzt,
            p.ziel,
            stand
        ],
    )
    .await
}

pub(crate) async fn load(tx: &mut Tx, id: Uuid) -> Result<Option<Registerperson>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM person WHERE id = $1"),
        werte![id],
    )
    .await
}

/// How many Anliegen and cases refer to it.
pub(crate) async fn verweise(tx: &mut Tx, id: Uuid) -> Result<i64> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT (SELECT COUNT(*) FROM anliegen_person WHERE person = $1)
                + (SELECT COUNT(*) FROM fall_person WHERE person = $1)",
            werte![id],
        )
        .await?;
    Ok(n)
}

/// Removes a record nothing refers to any more, with every trace a merge left of it.
pub(crate) async fn vergessen(tx: &mut Tx, id: Uuid) -> Result<()> {
    if verweise(tx, id).await? > 0 {
        return Ok(());
    }
    tx.execute(
        "UPDATE person_stand SET stand = stand + 1, loeschungen = loeschungen + 1 WHERE id = 1",
        werte![],
    )
    .await?;
    tx.execute(
        "DELETE FROM person_zusammenfuehrung WHERE bleibt = $1 OR geht = $1",
        werte![id],
    )
    .await?;
    tx.execute("DELETE FROM person WHERE id = $1 OR ziel = $1", werte![id])
        .await?;
    Ok(())
}

/// Records for the index, in the order of their changes, from this number on. Protected and merged ones are not among
/// them.
pub(crate) async fn seit(tx: &mut Tx, stand: i64, hoechstens: i64) -> Result<Vec<(i64, Registerperson)>> {
    #[derive(sqlx::FromRow)]
    struct Zeile {
        stand: i64,
        #[sqlx(flatten)]
        person: Registerperson,
    }
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            concat!(
                "SELECT stand, ",
                spalten!(),
                " FROM person WHERE stand > $1 AND geschuetzt = $2 AND ziel IS NULL ORDER BY stand, id LIMIT $3"
            ),
            werte![stand, false, hoechstens],
        )
        .await?;
    Ok(zeilen.into_iter().map(|z| (z.stand, z.person)).collect())
}

/// What a search without a name asks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Merkmale {
    pub(crate) geburtsdatum: Option<base::Datum>,
    /// Beginning of an address, in search form.
    pub(crate) anschrift: String,
    /// Beginning of an Aktenzeichen.
    pub(crate) aktenzeichen: String,
}

/// The keys, the last one again and again up to a power of two: so there are few statements, each prepared once.
pub(super) fn aufgefuellt(ids: &[Uuid]) -> impl Iterator<Item = &Uuid> {
    let letzter = ids.last().into_iter().cycle();
    ids.iter().chain(letzter).take(ids.len().next_power_of_two())
}

fn plaetze(werte: &mut Vec<Wert>, ids: &[Uuid]) -> String {
    let eines = |id: &Uuid| {
        werte.push(Wert::from(*id));
        format!("${}", werte.len())
    };
    aufgefuellt(ids).map(eines).collect::<Vec<_>>().join(", ")
}

/// Records that can be shown, of these keys or with these marks: neither protected nor merged.
pub(crate) async fn zeigbare(
    tx: &mut Tx,
    ids: Option<&[Uuid]>,
    m: &Merkmale,
    hoechstens: i64,
) -> Result<Vec<Registerperson>> {
    let mut werte = werte![false];
    let mut wo = "geschuetzt = $1 AND ziel IS NULL".to_owned();
    if let Some(ids) = ids {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        wo.push_str(&format!(" AND id IN ({})", plaetze(&mut werte, ids)));
    }
    if let Some(tag) = m.geburtsdatum {
        werte.push(tag.into());
        wo.push_str(&format!(" AND geburtsdatum = ${}", werte.len()));
    }
    if !m.anschrift.is_empty() {
        // the range of all that begin so: an index serves it on both engines
        werte.push(m.anschrift.as_str().into());
        werte.push(format!("{}\u{10ffff}", m.anschrift).into());
        let n = werte.len();
        wo.push_str(&format!(
            " AND anschrift_such >= ${} AND anschrift_such < ${n}",
            n - 1
        ));
    }
    if !m.aktenzeichen.is_empty() {
        werte.push(m.aktenzeichen.as_str().into());
        werte.push(format!("{}\u{10ffff}", m.aktenzeichen).into());
        let n = werte.len();
        wo.push_str(&format!(
            " AND id IN (SELECT q.person FROM fall f JOIN fall_person q ON q.fall = f.id
               WHERE f.aktenzeichen >= ${} AND f.aktenzeichen < ${n})",
            n - 1
        ));
    }
    werte.push(hoechstens.into());
    let text = format!(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM person WHERE {} ORDER BY nachname, vorname, id LIMIT ${}"
        ),
        wo,
        werte.len()
    );
    tx.fetch_all(Sql::aus_konstanten(text), werte).await
}
