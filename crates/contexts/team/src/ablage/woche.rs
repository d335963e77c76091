use amt::Result;
use base::{Datum, Id, Min, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use super::{Wann, code};
use crate::{
    model::{Fachkraft, Posten, Postenart, Team, Woche, Zug},
    rules::pool::Bereich,
};

#[derive(sqlx::FromRow)]
struct WocheZeile {
    id: Id<Woche>,
    team: Id<Team>,
    montag: Datum,
    fua_minuten: i64,
    fua_soll: i64,
    fue_minuten: i64,
    grund: String,
    version: i64,
}

#[derive(sqlx::FromRow)]
struct PostenZeile {
    id: Id<Posten>,
    art: String,
    kennzeichen: String,
    bereich: Option<String>,
    prioritaet: i64,
    minuten_min: i64,
    minuten_max: Option<i64>,
    angefragt: i64,
    minuten: i64,
}

impl PostenZeile {
    fn lesen(self) -> Result<Posten> {
        Ok(Posten {
            id: self.id,
            art: code(Postenart::von_code(&self.art), &self.art)?,
            bereich: match &self.bereich {
                Some(b) => Some(code(Bereich::von_code(b), b)?),
                None => None,
            },
            kennzeichen: self.kennzeichen,
            prioritaet: u8::try_from(self.prioritaet).unwrap_or(u8::MAX),
            min: Min(self.minuten_min),
            max: self.minuten_max.map(Min),
            angefragt: Min(self.angefragt),
            minuten: Min(self.minuten),
        })
    }
}

/// The week of a team, when it was begun.
///
/// # Errors
/// When the database refuses.
pub async fn laden(tx: &mut Tx, team: Id<Team>, montag: Datum) -> Result<Option<Woche>> {
    let sql = "SELECT id, team, montag, fua_minuten, fua_soll, fue_minuten, grund, version FROM team_woche
               WHERE team = $1 AND montag = $2";
    let Some(z) = tx.fetch_optional::<WocheZeile>(sql, werte![team, montag]).await? else {
        return Ok(None);
    };
    let kapazitaet: Vec<(Id<Fachkraft>, i64)> = tx
        .fetch_all(
            "SELECT k.fachkraft, k.minuten FROM team_kapazitaet k JOIN fachkraft f ON f.id = k.fachkraft
             WHERE k.woche = $1 ORDER BY f.suche, f.id",
            werte![z.id],
        )
        .await?;
    let posten: Vec<PostenZeile> = tx
        .fetch_all(
            "SELECT id, art, kennzeichen, bereich, prioritaet, minuten_min, minuten_max, angefragt, minuten
             FROM team_posten WHERE woche = $1 ORDER BY art, kennzeichen, id",
            werte![z.id],
        )
        .await?;
    Ok(Some(Woche {
        id: z.id,
        team: z.team,
        montag: z.montag,
        fua: Min(z.fua_minuten),
        fua_soll: Min(z.fua_soll),
        fue: Min(z.fue_minuten),
        grund: z.grund,
        version: z.version,
        kapazitaet: kapazitaet.into_iter().map(|(f, m)| (f, Min(m))).collect(),
        posten: posten
            .into_iter()
            .map(PostenZeile::lesen)
            .collect::<Result<_>>()?,
    }))
}

/// How full a planned week is: minutes of the plan against those of the pool.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Last {
    /// Its Monday.
    pub montag: Datum,
    /// All minutes of the team.
    pub gesamt: i64,
    /// Kept for the Sozialraum.
    pub fua: i64,
    /// What the Geschäftsordnung keeps for it.
    pub fua_soll: i64,
    /// Kept for work across cases.
    pub fue: i64,
    /// Planned.
    pub verplant: i64,
    /// Asked for.
    pub gewuenscht: i64,
}

/// The planned weeks of a team from one Monday to another, both included; a week without a plan is left out.
///
/// # Errors
/// When the database refuses.
pub async fn last(tx: &mut Tx, team: Id<Team>, von: Datum, bis: Datum) -> Result<Vec<Last>> {
    let sql = "SELECT w.montag, w.fua_minuten AS fua, w.fua_soll, w.fue_minuten AS fue,
        (SELECT CAST(COALESCE(SUM(k.minuten), 0) AS BIGINT) FROM team_kapazitaet k WHERE k.woche = w.id) AS gesamt,
        (SELECT CAST(COALESCE(SUM(p.minuten), 0) AS BIGINT) FROM team_posten p WHERE p.woche = w.id) AS verplant,
        (SELECT CAST(COALESCE(SUM(p.angefragt), 0) AS BIGINT) FROM team_posten p WHERE p.woche = w.id) AS gewuenscht
        FROM team_woche w WHERE w.team = $1 AND w.montag >= $2 AND w.montag <= $3 ORDER BY w.montag";
    Ok(tx.fetch_all(sql, werte![team, von, bis]).await?)
}

/// Whether the share without a case was reduced in the weeks before, the latest first; a week without a plan was not.
///
/// # Errors
/// When the database refuses.
pub async fn gekuerzt_vor(tx: &mut Tx, team: Id<Team>, montag: Datum, wochen: i32) -> Result<Vec<bool>> {
    let zeilen: Vec<(Datum, i64, i64)> = tx
        .fetch_all(
            "SELECT montag, fua_minuten, fua_soll FROM team_woche WHERE team = $1 AND montag < $2 AND montag >= $3",
            werte![team, montag, montag.plus_tage(-7 * wochen)],
        )
        .await?;
    let am = |tag| zeilen.iter().any(|(m, ist, soll)| *m == tag && ist < soll);
    Ok((1..=wochen).map(|n| am(montag.plus_tage(-7 * n))).collect())
}

/// Begins a week.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, n: &Woche, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO team_woche (id, team, montag, fua_minuten, fua_soll, fue_minuten, grund, version, angelegt_am,
            angelegt_von, geaendert_am, geaendert_von) VALUES ($1,$2,$3,$4,$5,$6,$7,1,$8,$9,$8,$9)",
        werte![n.id, n.team, n.montag, n.fua.0, n.fua_soll.0, n.fue.0, &n.grund, w.am, w.von],
    )
    .await?;
    kapazitaet(tx, n).await?;
    for p in &n.posten {
        posten_anlegen(tx, n.id, p).await?;
    }
    Ok(())
}

async fn kapazitaet(tx: &mut Tx, n: &Woche) -> Result<()> {
    tx.execute("DELETE FROM team_kapazitaet WHERE woche = $1", werte![n.id])
        .await?;
    for (wer, minuten) in &n.kapazitaet {
        tx.execute(
            "INSERT INTO team_kapazitaet (woche, fachkraft, minuten) VALUES ($1,$2,$3)",
            werte![n.id, *wer, minuten.0],
        )
        .await?;
    }
    Ok(())
}

/// Writes head and capacity over the version it was read with.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn aendern(tx: &mut Tx, n: &Woche, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE team_woche SET fua_minuten = $3, fua_soll = $4, fue_minuten = $5, grund = $6, version = version + 1,
            geaendert_am = $7, geaendert_von = $8 WHERE id = $1 AND version = $2",
        werte![n.id, n.version, n.fua.0, n.fua_soll.0, n.fue.0, &n.grund, w.am, w.von],
    )
    .await?;
    kapazitaet(tx, n).await
}

/// Writes a line.
///
/// # Errors
/// When the database refuses.
pub async fn posten_anlegen(tx: &mut Tx, woche: Id<Woche>, p: &Posten) -> Result<()> {
    tx.execute(
        "INSERT INTO team_posten (id, woche, art, kennzeichen, bereich, prioritaet, minuten_min, minuten_max, angefragt,
            minuten) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        werte![
            p.id,
            woche,
            p.art.code(),
            &p.kennzeichen,
            p.bereich.map(Bereich::code),
            i64::from(p.prioritaet),
            p.min.0,
            p.max.map(|m| m.0),
            p.angefragt.0,
            p.minuten.0
        ],
    )
    .await?;
    Ok(())
}

/// Takes a line out.
///
/// # Errors
/// [`amt::Error::Konflikt`] when it is gone.
pub async fn posten_entfernen(tx: &mut Tx, woche: Id<Woche>, id: Id<Posten>) -> Result<()> {
    Ok(tx
        .execute_one(
            "DELETE FROM team_posten WHERE woche = $1 AND id = $2",
            werte![woche, id],
        )
        .await?)
}

/// Plans minutes for a line.
///
/// # Errors
/// When the database refuses.
pub async fn planen(tx: &mut Tx, id: Id<Posten>, minuten: Min) -> Result<()> {
    tx.execute(
        "UPDATE team_posten SET minuten = $2 WHERE id = $1",
        werte![id, minuten.0],
    )
    .await?;
    Ok(())
}

/// Keeps a move.
///
/// # Errors
/// When the database refuses.
pub async fn zug(tx: &mut Tx, id: Uuid, woche: Id<Woche>, z: &Zug, von: Uuid) -> Result<()> {
    tx.execute(
        "INSERT INTO team_zug (id, woche, kennzeichen, von_minuten, nach_minuten, grund, zeit, benutzer, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        werte![id, woche, &z.kennzeichen, z.von.0, z.nach.0, &z.grund, z.zeit, von, &z.wer],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ZugZeile {
    kennzeichen: String,
    von_minuten: i64,
    nach_minuten: i64,
    grund: String,
    zeit: Zeitpunkt,
    benutzer_name: String,
}

/// The moves of a week, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn zuege(tx: &mut Tx, woche: Id<Woche>) -> Result<Vec<Zug>> {
    let zeilen: Vec<ZugZeile> = tx
        .fetch_all(
            "SELECT kennzeichen, von_minuten, nach_minuten, grund, zeit, benutzer_name FROM team_zug
             WHERE woche = $1 ORDER BY zeit DESC, id DESC LIMIT 200",
            werte![woche],
        )
        .await?;
    Ok(zeilen
        .into_iter()
        .map(|z| Zug {
            kennzeichen: z.kennzeichen,
            von: Min(z.von_minuten),
            nach: Min(z.nach_minuten),
            grund: z.grund,
            zeit: z.zeit,
            wer: z.benutzer_name,
        })
        .collect())
}
