use amt::{Error, Result, go::Sektor};
use base::{Datum, Gueltigkeit, Id};
use store::{Tx, werte};

use super::{Wann, code, da};
use crate::model::{Besetzung, Fachkraft, Stelle, Team};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Stelle>,
    bezeichnung: String,
    team: Id<Team>,
    sektor: Option<String>,
    version: i64,
}

impl Zeile {
    fn lesen(self) -> Result<Stelle> {
        Ok(Stelle {
            id: self.id,
            bezeichnung: self.bezeichnung,
            team: self.team,
            sektor: self.sektor.map(|s| code(Sektor::von_code(&s), &s)).transpose()?,
            version: self.version,
        })
    }
}

#[derive(sqlx::FromRow)]
struct BesetzungZeile {
    id: Id<Besetzung>,
    stelle: Id<Stelle>,
    fachkraft: Id<Fachkraft>,
    gueltig_ab: Datum,
    gueltig_bis: Option<Datum>,
    version: i64,
}

impl BesetzungZeile {
    fn lesen(self) -> Result<Besetzung> {
        Ok(Besetzung {
            id: self.id,
            stelle: self.stelle,
            fachkraft: self.fachkraft,
            gueltigkeit: Gueltigkeit::neu(self.gueltig_ab, self.gueltig_bis)
                .ok_or_else(|| Error::Intern("a position is held for no day".to_owned()))?,
            version: self.version,
        })
    }
}

/// All positions, by name.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx) -> Result<Vec<Stelle>> {
    let sql = "SELECT id, bezeichnung, team, sektor, version FROM stelle ORDER BY bezeichnung, id";
    tx.fetch_all::<Zeile>(sql, werte![])
        .await?
        .into_iter()
        .map(Zeile::lesen)
        .collect()
}

/// One.
///
/// # Errors
/// [`Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Stelle>) -> Result<Stelle> {
    let sql = "SELECT id, bezeichnung, team, sektor, version FROM stelle WHERE id = $1";
    da(tx.fetch_optional::<Zeile>(sql, werte![id]).await?)?.lesen()
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, s: &Stelle, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO stelle (id, bezeichnung, team, sektor, version, angelegt_am, angelegt_von, geaendert_am,
            geaendert_von) VALUES ($1,$2,$3,$4,1,$5,$6,$5,$6)",
        werte![
            s.id,
            &s.bezeichnung,
            s.team,
            s.sektor.map(Sektor::code),
            w.am,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// Writes a changed one over the version it was read with.
///
/// # Errors
/// [`Error::Konflikt`] when somebody saved in between.
pub async fn aendern(tx: &mut Tx, s: &Stelle, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE stelle SET bezeichnung = $3, team = $4, sektor = $5, version = version + 1, geaendert_am = $6,
            geaendert_von = $7 WHERE id = $1 AND version = $2",
        werte![s.id, s.version, &s.bezeichnung, s.team, s.sektor.map(Sektor::code), w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Who holds positions on any day from `von` to `bis`, in the order of the beginning.
///
/// # Errors
/// When the database refuses.
pub async fn besetzungen(tx: &mut Tx, von: Datum, bis: Datum) -> Result<Vec<Besetzung>> {
    let sql = "SELECT id, stelle, fachkraft, gueltig_ab, gueltig_bis, version FROM stelle_besetzung
        WHERE gueltig_ab <= $2 AND (gueltig_bis IS NULL OR gueltig_bis > $1) ORDER BY gueltig_ab, id";
    let zeilen = tx.fetch_all::<BesetzungZeile>(sql, werte![von, bis]).await?;
    zeilen.into_iter().map(BesetzungZeile::lesen).collect()
}

/// Who holds a Stelle of which team on this day, by name of the team.
///
/// # Errors
/// When the database refuses.
pub async fn teams(tx: &mut Tx, tag: Datum) -> Result<Vec<(Id<Fachkraft>, String)>> {
    let sql = "SELECT b.fachkraft, t.name FROM stelle_besetzung b JOIN stelle s ON s.id = b.stelle
        JOIN team t ON t.id = s.team WHERE b.gueltig_ab <= $1 AND (b.gueltig_bis IS NULL OR b.gueltig_bis > $1)
        ORDER BY t.suche, t.id, b.fachkraft";
    Ok(tx.fetch_all(sql, werte![tag]).await?)
}

/// The whole history of one position, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn verlauf(tx: &mut Tx, stelle: Id<Stelle>) -> Result<Vec<Besetzung>> {
    let sql = "SELECT id, stelle, fachkraft, gueltig_ab, gueltig_bis, version FROM stelle_besetzung
        WHERE stelle = $1 ORDER BY gueltig_ab DESC, id DESC";
    let zeilen = tx.fetch_all::<BesetzungZeile>(sql, werte![stelle]).await?;
    zeilen.into_iter().map(BesetzungZeile::lesen).collect()
}

/// Writes a new line of the history.
///
/// # Errors
/// When the database refuses.
pub async fn besetzen(tx: &mut Tx, b: &Besetzung, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO stelle_besetzung (id, stelle, fachkraft, gueltig_ab, gueltig_bis, version, angelegt_am, angelegt_von,
            geaendert_am, geaendert_von) VALUES ($1,$2,$3,$4,$5,1,$6,$7,$6,$7)",
        werte![b.id, b.stelle, b.fachkraft, b.gueltigkeit.ab(), b.gueltigkeit.bis(), w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Ends a line: `bis` is the first day it no longer holds.
///
/// # Errors
/// [`Error::Konflikt`] when somebody saved in between.
pub async fn besetzung_beenden(tx: &mut Tx, b: &Besetzung, bis: Datum, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE stelle_besetzung SET gueltig_bis = $3, version = version + 1, geaendert_am = $4, geaendert_von = $5
         WHERE id = $1 AND version = $2",
        werte![b.id, b.version, bis, w.am, w.von],
    )
    .await?;
    Ok(())
}
