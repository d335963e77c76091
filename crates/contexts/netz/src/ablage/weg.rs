//! The table of Weg-Weisungen. It has no column that could name a person (INV-N1).

use amt::Result;
use base::{Datum, Id};
use raum::Raumeinheit;
use store::{Tx, Wert, werte};

use crate::{
    Angebot, WegWeisung,
    codes::{Altersband, Rueckmeldung, WegQuelle},
};

/// Where, to what, for which age, from whom: everything that is kept.
pub(crate) struct Weg {
    pub datum: Datum,
    pub raum: Option<Id<Raumeinheit>>,
    pub altersband: Option<Altersband>,
    pub quelle: WegQuelle,
}

pub(crate) async fn einfuegen(
    tx: &mut Tx,
    w: &Weg,
    angebote: &[(Id<WegWeisung>, Id<Angebot>)],
) -> Result<()> {
    let zeilen: Vec<Vec<Wert>> = angebote
        .iter()
        .map(|(id, angebot)| {
            let band = w.altersband.map(|b| b.code());
            werte![
                *id,
                w.datum,
                w.raum,
                *angebot,
                band,
                w.quelle.code(),
                Rueckmeldung::Unbekannt.code()
            ]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO weg_weisung (id, datum, raumeinheit, angebot, altersband, quelle, rueckmeldung) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

pub(crate) async fn rueckmelden(tx: &mut Tx, id: Id<WegWeisung>, r: Rueckmeldung) -> Result<()> {
    tx.execute_one(
        "UPDATE weg_weisung SET rueckmeldung = $2 WHERE id = $1",
        werte![id, r.code()],
    )
    .await?;
    Ok(())
}

/// How often the way was shown to this offer since a day.
pub(crate) async fn anzahl(tx: &mut Tx, angebot: Id<Angebot>, seit: Datum) -> Result<i64> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM weg_weisung WHERE angebot = $1 AND datum >= $2",
            werte![angebot, seit],
        )
        .await?;
    Ok(n)
}
