use amt::{Result, go::modell::OrganisationArt};
use base::{Id, suchform};
use store::{Tx, werte};

use super::{Wann, code, da};
use crate::model::Organisation;

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Organisation>,
    name: String,
    art: String,
    anerkannt_75: bool,
    groesse_vzae: Option<i64>,
    version: i64,
}

impl Zeile {
    fn lesen(self) -> Result<Organisation> {
        Ok(Organisation {
            id: self.id,
            name: self.name,
            art: code(OrganisationArt::von_code(&self.art), &self.art)?,
            anerkannt_75: self.anerkannt_75,
            groesse_vzae: self.groesse_vzae,
            version: self.version,
        })
    }
}

/// All, by name.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx) -> Result<Vec<Organisation>> {
    let sql =
        "SELECT id, name, art, anerkannt_75, groesse_vzae, version FROM organisation ORDER BY suche, id";
    tx.fetch_all::<Zeile>(sql, werte![])
        .await?
        .into_iter()
        .map(Zeile::lesen)
        .collect()
}

/// One.
///
/// # Errors
/// [`amt::Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Organisation>) -> Result<Organisation> {
    let sql = "SELECT id, name, art, anerkannt_75, groesse_vzae, version FROM organisation WHERE id = $1";
    da(tx.fetch_optional::<Zeile>(sql, werte![id]).await?)?.lesen()
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, o: &Organisation, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO organisation (id, name, art, anerkannt_75, groesse_vzae, suche, version, angelegt_am, angelegt_von,
            geaendert_am, geaendert_von) VALUES ($1,$2,$3,$4,$5,$6,1,$7,$8,$7,$8)",
        werte![o.id, &o.name, o.art.code(), o.anerkannt_75, o.groesse_vzae, suchform(&o.name), w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Writes a changed one over the version it was read with.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn aendern(tx: &mut Tx, o: &Organisation, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE organisation SET name = $3, art = $4, anerkannt_75 = $5, groesse_vzae = $6, suche = $7, version = version + 1,
            geaendert_am = $8, geaendert_von = $9 WHERE id = $1 AND version = $2",
        werte![o.id, o.version, &o.name, o.art.code(), o.anerkannt_75, o.groesse_vzae, suchform(&o.name), w.am, w.von],
    )
    .await?;
    Ok(())
}
