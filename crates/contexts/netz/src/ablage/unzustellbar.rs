//! Addresses of the directory a mail server refused for good.

use std::collections::BTreeMap;

use amt::Result;
use base::Zeitpunkt;
use store::{Sql, Tx, werte};

/// As an address is compared.
pub(crate) fn form(adresse: &str) -> String {
    adresse.trim().to_lowercase()
}

/// Whether it stands in the directory.
pub(crate) async fn im_verzeichnis(tx: &mut Tx, adresse: &str) -> Result<bool> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT (SELECT COUNT(*) FROM akteur WHERE lower(email) = $1)
                  + (SELECT COUNT(*) FROM angebot WHERE lower(email) = $1)",
            werte![adresse],
        )
        .await?;
    Ok(n > 0)
}

pub(crate) async fn merken(tx: &mut Tx, adresse: &str, grund: &str, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute(
        "INSERT INTO adresse_unzustellbar (adresse, grund, zeit) VALUES ($1, $2, $3)
         ON CONFLICT (adresse) DO UPDATE SET grund = excluded.grund, zeit = excluded.zeit",
        werte![adresse, grund, jetzt],
    )
    .await?;
    Ok(())
}

pub(crate) async fn vergessen(tx: &mut Tx, adresse: &str) -> Result<()> {
    tx.execute(
        "DELETE FROM adresse_unzustellbar WHERE adresse = $1",
        werte![adresse],
    )
    .await?;
    Ok(())
}

/// Those of these addresses that were refused, with the words of the server and when.
pub(crate) async fn unter(tx: &mut Tx, adressen: &[String]) -> Result<BTreeMap<String, (String, Zeitpunkt)>> {
    if adressen.is_empty() {
        return Ok(BTreeMap::new());
    }
    let plaetze: Vec<String> = (1..=adressen.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT adresse, grund, zeit FROM adresse_unzustellbar WHERE adresse IN ({})",
        plaetze.join(", ")
    );
    let w = adressen.iter().map(|a| store::Wert::from(a.as_str())).collect();
    let zeilen: Vec<(String, String, Zeitpunkt)> = tx.fetch_all(Sql::aus_konstanten(sql), w).await?;
    Ok(zeilen.into_iter().map(|(a, g, z)| (a, (g, z))).collect())
}
