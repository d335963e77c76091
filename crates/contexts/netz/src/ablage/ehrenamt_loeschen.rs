//! Volunteers who asked to be forgotten, or whose time is over.

use amt::Result;
use base::{Datum, Id};
use store::{Tx, werte};

use crate::ehrenamt::Freiwillige;

/// Takes out everything that says who it was; deployments and hours stay.
pub(crate) async fn ohne_namen(tx: &mut Tx, id: Id<Freiwillige>, heute: Datum) -> Result<()> {
    tx.execute(
        "UPDATE freiwillige SET name = '', telefon = '', email = '', worte = '', themen = '', tage = '',
         raumeinheit = NULL, versichert = $3, schulung_am = NULL, fz_eingesehen_am = NULL, fz_datum = NULL,
         fz_einschlaegig = NULL, beendet_am = COALESCE(beendet_am, $2), geloescht_am = $2,
         version = version + 1 WHERE id = $1",
        werte![id, heute, false],
    )
    .await?;
    // what was only proposed says nothing any more
    tx.execute(
        "DELETE FROM ehrenamt_einsatz WHERE freiwillige = $1 AND von IS NULL",
        werte![id],
    )
    .await?;
    Ok(())
}

/// Takes out somebody who never did anything.
pub(crate) async fn ganz_loeschen(tx: &mut Tx, id: Id<Freiwillige>) -> Result<()> {
    tx.execute(
        "DELETE FROM ehrenamt_stunde WHERE einsatz IN (SELECT id FROM ehrenamt_einsatz WHERE freiwillige = $1)",
        werte![id],
    )
    .await?;
    tx.execute("DELETE FROM ehrenamt_einsatz WHERE freiwillige = $1", werte![id])
        .await?;
    tx.execute("DELETE FROM freiwillige WHERE id = $1", werte![id])
        .await?;
    Ok(())
}
