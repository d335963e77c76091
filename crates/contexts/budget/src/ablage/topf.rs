use std::collections::BTreeMap;

use amt::Result;
use base::{Cent, Id};
use raum::Raumeinheit;
use store::{Tx, werte};

use super::{Wann, code, da};
use crate::model::{Konto, NeuerTopf, Stand, Topf};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Topf>,
    jahr: i64,
    art: String,
    raumeinheit: Option<Id<Raumeinheit>>,
    arbeitsart: String,
    bezeichnung: String,
    sortier: String,
    traeger: String,
    ansatz: Cent,
    elterntopf: Option<Id<Topf>>,
    ist: Cent,
    obligo: Cent,
    umbuchung: Cent,
    uebertrag: Cent,
    einnahme: Cent,
    version: i64,
}

impl Zeile {
    fn lesen(self) -> Result<Topf> {
        Ok(Topf {
            id: self.id,
            jahr: self.jahr,
            art: code(&self.art)?,
            raum: self.raumeinheit,
            arbeitsart: code(&self.arbeitsart)?,
            bezeichnung: self.bezeichnung,
            sortier: self.sortier,
            traeger: self.traeger,
            ansatz: self.ansatz,
            stand: Stand {
                ist: self.ist,
                obligo: self.obligo,
                umbuchung: self.umbuchung,
                uebertrag: self.uebertrag,
                einnahme: self.einnahme,
            },
            elterntopf: self.elterntopf,
            version: self.version,
        })
    }
}

/// All of a year, in the order of their sort keys.
///
/// # Errors
/// When the database refuses.
pub async fn im_jahr(tx: &mut Tx, jahr: i64) -> Result<Vec<Topf>> {
    let sql = "SELECT id, jahr, art, raumeinheit, arbeitsart, bezeichnung, sortier, traeger, ansatz, elterntopf, ist, obligo,
        umbuchung, uebertrag, einnahme, version FROM topf WHERE jahr = $1 ORDER BY sortier";
    let zeilen = tx.fetch_all::<Zeile>(sql, werte![jahr]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One.
///
/// # Errors
/// [`amt::Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Topf>) -> Result<Topf> {
    let sql = "SELECT id, jahr, art, raumeinheit, arbeitsart, bezeichnung, sortier, traeger, ansatz, elterntopf, ist, obligo,
        umbuchung, uebertrag, einnahme, version FROM topf WHERE id = $1";
    da(tx.fetch_optional::<Zeile>(sql, werte![id]).await?)?.lesen()
}

/// Writes a new one, with empty balances.
///
/// # Errors
/// When the sort key is taken, or the database refuses.
pub async fn anlegen(tx: &mut Tx, id: Id<Topf>, n: &NeuerTopf, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO topf (id, jahr, art, raumeinheit, arbeitsart, bezeichnung, sortier, traeger, ansatz, elterntopf, ist,
            obligo, umbuchung, uebertrag, einnahme, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,0,0,0,0,0,1,$11,$12,$11,$12)",
        werte![
            id,
            n.jahr,
            n.art.code(),
            n.raum,
            n.arbeitsart.code(),
            &n.bezeichnung,
            &n.sortier,
            &n.traeger,
            n.ansatz,
            n.elterntopf,
            w.am,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// Sets what is planned.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn ansatz(tx: &mut Tx, t: &Topf, ansatz: Cent, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE topf SET ansatz = $3, version = version + 1, geaendert_am = $4, geaendert_von = $5
         WHERE id = $1 AND version = $2",
        werte![t.id, t.version, ansatz, w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Adds bookings to the balances, in the order of the keys so that two transactions never wait for each other in a
/// circle.
///
/// # Errors
/// When the database refuses.
pub async fn fortschreiben(tx: &mut Tx, dazu: &BTreeMap<Id<Topf>, BTreeMap<Konto, i64>>) -> Result<()> {
    for (topf, konten) in dazu {
        let um = |k: Konto| konten.get(&k).copied().unwrap_or(0);
        tx.execute_one(
            "UPDATE topf SET ist = ist + $2, obligo = obligo + $3, umbuchung = umbuchung + $4, uebertrag = uebertrag + $5,
                einnahme = einnahme + $6 WHERE id = $1",
            werte![
                *topf,
                um(Konto::Ist),
                um(Konto::Obligo),
                um(Konto::Umbuchung),
                um(Konto::Uebertrag),
                um(Konto::Einnahme)
            ],
        )
        .await?;
    }
    Ok(())
}
