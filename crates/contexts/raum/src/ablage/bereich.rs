//! Ranges, exceptions and streets.

use std::collections::HashMap;

use amt::Result;
use store::{Tx, werte};
use uuid::Uuid;

pub const EINFUEGEN: &str = "INSERT INTO hausnummernbereich (id, gliederung, strasse, von_nr, von_zusatz, bis_nr, \
     bis_zusatz, paritaet, plz, raumeinheit, zeile) VALUES";

pub const AUSNAHME_EINFUEGEN: &str = "INSERT INTO adress_ausnahme (id, gliederung, strasse, nr, zusatz, raumeinheit, \
     grund, angelegt_am, angelegt_von) VALUES";

/// Keys of all streets by street key.
pub async fn strassen(tx: &mut Tx) -> Result<HashMap<String, (Uuid, String)>> {
    let zeilen: Vec<(String, Uuid, String)> = tx
        .fetch_all("SELECT schluessel, id, name FROM strasse", werte![])
        .await?;
    Ok(zeilen.into_iter().map(|(s, id, name)| (s, (id, name))).collect())
}
