use amt::{Error, Result, go::Sektor};
use base::{Datum, Gueltigkeit, Id};
use store::{Tx, werte};

use super::{Wann, code, da};
use raum::Raumeinheit;

use crate::model::{Inhalt, Regelart, Stelle, Zustaendigkeitsregel};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Zustaendigkeitsregel>,
    sektor: String,
    typ: String,
    raumeinheit: Option<Id<Raumeinheit>>,
    buchstaben: Option<String>,
    spezial: Option<String>,
    stelle: Id<Stelle>,
    vertretung: Option<Id<Stelle>>,
    gueltig_ab: Datum,
    gueltig_bis: Option<Datum>,
    version: i64,
}

impl Zeile {
    fn lesen(self) -> Result<Zustaendigkeitsregel> {
        let krumm = || {
            Error::Intern(format!(
                "line of responsibility {} lacks what its kind needs",
                self.id
            ))
        };
        let inhalt = match self.typ.parse::<Regelart>().map_err(Error::Intern)? {
            Regelart::Abc => Inhalt::Abc(self.buchstaben.ok_or_else(krumm)?),
            Regelart::Spezial => Inhalt::Spezial(self.spezial.ok_or_else(krumm)?, self.raumeinheit),
            _ => Inhalt::Raum(self.raumeinheit.ok_or_else(krumm)?),
        };
        Ok(Zustaendigkeitsregel {
            id: self.id,
            sektor: code(Sektor::von_code(&self.sektor), &self.sektor)?,
            inhalt,
            stelle: self.stelle,
            vertretung: self.vertretung,
            gueltigkeit: Gueltigkeit::neu(self.gueltig_ab, self.gueltig_bis).ok_or_else(krumm)?,
            version: self.version,
        })
    }
}

/// The lines that hold on any day from `von` to `bis`, in the order of the beginning.
///
/// # Errors
/// When the database refuses.
pub async fn zwischen(tx: &mut Tx, von: Datum, bis: Datum) -> Result<Vec<Zustaendigkeitsregel>> {
    let sql = "SELECT id, sektor, typ, raumeinheit, buchstaben, spezial, stelle, vertretung, gueltig_ab, gueltig_bis, version
        FROM zustaendigkeitsregel WHERE gueltig_ab <= $2 AND (gueltig_bis IS NULL OR gueltig_bis > $1)
        ORDER BY gueltig_ab, id";
    tx.fetch_all::<Zeile>(sql, werte![von, bis])
        .await?
        .into_iter()
        .map(Zeile::lesen)
        .collect()
}

/// One line.
///
/// # Errors
/// [`Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Zustaendigkeitsregel>) -> Result<Zustaendigkeitsregel> {
    let sql = "SELECT id, sektor, typ, raumeinheit, buchstaben, spezial, stelle, vertretung, gueltig_ab, gueltig_bis, version
        FROM zustaendigkeitsregel WHERE id = $1";
    da(tx.fetch_optional::<Zeile>(sql, werte![id]).await?)?.lesen()
}

/// Writes a new line.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, r: &Zustaendigkeitsregel, w: Wann) -> Result<()> {
    let (buchstaben, spezial) = match &r.inhalt {
        Inhalt::Raum(_) => (None, None),
        Inhalt::Abc(b) => (Some(b.as_str()), None),
        Inhalt::Spezial(s, _) => (None, Some(s.as_str())),
    };
    tx.execute(
        "INSERT INTO zustaendigkeitsregel (id, sektor, typ, raumeinheit, buchstaben, spezial, stelle, vertretung, gueltig_ab,
            gueltig_bis, schluessel, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,1,$12,$13,$12,$13)",
        werte![
            r.id, r.sektor.code(), r.inhalt.art().code(), r.inhalt.raum(), buchstaben, spezial, r.stelle, r.vertretung,
            r.gueltigkeit.ab(), r.gueltigkeit.bis(), r.inhalt.schluessel(), w.am, w.von
        ],
    )
    .await?;
    Ok(())
}

/// Ends a line: `bis` is the first day it no longer holds.
///
/// # Errors
/// [`Error::Konflikt`] when somebody saved in between.
pub async fn beenden(tx: &mut Tx, r: &Zustaendigkeitsregel, bis: Datum, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE zustaendigkeitsregel SET gueltig_bis = $3, version = version + 1, geaendert_am = $4, geaendert_von = $5
         WHERE id = $1 AND version = $2",
        werte![r.id, r.version, bis, w.am, w.von],
    )
    .await?;
    Ok(())
}
