use amt::{Error, Result};
use base::{Id, Zeitpunkt};
use store::{Tx, werte};

use super::{Wann, da};
use crate::{model::Szenario, rules::verteilung::Verteilung};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Szenario>,
    jahr: i64,
    name: String,
    eingabe: String,
    ergebnis: Option<String>,
    beschlossen: bool,
    beschluss: String,
    version: i64,
    geaendert_am: Zeitpunkt,
}

impl Zeile {
    fn lesen(self) -> Result<Szenario> {
        let kaputt = |e: serde_json::Error| Error::Intern(format!("allocation {}: {e}", self.id));
        Ok(Szenario {
            eingabe: serde_json::from_str(&self.eingabe).map_err(kaputt)?,
            ergebnis: self
                .ergebnis
                .as_deref()
                .map(serde_json::from_str)
                .transpose()
                .map_err(kaputt)?,
            id: self.id,
            jahr: self.jahr,
            name: self.name,
            beschlossen: self.beschlossen,
            beschluss: self.beschluss,
            version: self.version,
            geaendert_am: self.geaendert_am,
        })
    }
}

/// All of a year, the decided one first.
///
/// # Errors
/// When the database refuses.
pub async fn im_jahr(tx: &mut Tx, jahr: i64) -> Result<Vec<Szenario>> {
    let sql = "SELECT id, jahr, name, eingabe, ergebnis, beschlossen, beschluss, version, geaendert_am FROM verteilung
        WHERE jahr = $1 ORDER BY beschlossen DESC, name, id";
    let zeilen = tx.fetch_all::<Zeile>(sql, werte![jahr]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One.
///
/// # Errors
/// [`Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Szenario>) -> Result<Szenario> {
    let sql = "SELECT id, jahr, name, eingabe, ergebnis, beschlossen, beschluss, version, geaendert_am FROM verteilung
        WHERE id = $1";
    da(tx.fetch_optional::<Zeile>(sql, werte![id]).await?)?.lesen()
}

fn json<T: serde::Serialize>(wert: &T) -> Result<String> {
    serde_json::to_string(wert).map_err(|e| Error::Intern(e.to_string()))
}

/// Writes a new draft.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, s: &Szenario, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO verteilung (id, jahr, name, eingabe, ergebnis, beschlossen, beschluss, version, angelegt_am,
            angelegt_von, geaendert_am, geaendert_von) VALUES ($1,$2,$3,$4,$5,$6,'',1,$7,$8,$7,$8)",
        werte![s.id, s.jahr, &s.name, json(&s.eingabe)?, None::<String>, false, w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Changes a draft.
///
/// # Errors
/// [`Error::Konflikt`] when somebody saved in between.
pub async fn aendern(tx: &mut Tx, s: &Szenario, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE verteilung SET name = $3, eingabe = $4, version = version + 1, geaendert_am = $5, geaendert_von = $6
         WHERE id = $1 AND version = $2",
        werte![s.id, s.version, &s.name, json(&s.eingabe)?, w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Decides it: from here on the database lets nobody change it.
///
/// # Errors
/// [`Error::Konflikt`] when somebody saved in between.
pub async fn beschliessen(
    tx: &mut Tx,
    s: &Szenario,
    ergebnis: &Verteilung,
    beschluss: &str,
    w: Wann,
) -> Result<()> {
    tx.execute_one(
        "UPDATE verteilung SET ergebnis = $3, beschlossen = $4, beschluss = $5, version = version + 1, geaendert_am = $6,
            geaendert_von = $7 WHERE id = $1 AND version = $2",
        werte![s.id, s.version, json(ergebnis)?, true, beschluss, w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Throws a draft away.
///
/// # Errors
/// When it is decided, or the database refuses.
pub async fn loeschen(tx: &mut Tx, s: &Szenario) -> Result<()> {
    tx.execute_one(
        "DELETE FROM verteilung WHERE id = $1 AND version = $2",
        werte![s.id, s.version],
    )
    .await?;
    Ok(())
}
