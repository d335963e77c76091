//! The table of links, and where they stand in the directory.

use amt::Result;
use base::Zeitpunkt;
use store::{Tx, werte};
use uuid::Uuid;

/// Who names an address: kind, key, title, the address as it was written.
pub(crate) type Stelle = (String, Uuid, String, String);

/// Every address in the directory that is in use.
pub(crate) async fn stellen(tx: &mut Tx) -> Result<Vec<Stelle>> {
    Ok(tx
        .fetch_all(
            "SELECT 'ANGEBOT' AS art, id, titel, web FROM angebot WHERE web <> '' AND status = 'AKTIV'
             UNION ALL SELECT 'AKTEUR', id, name, web FROM akteur WHERE web <> '' ORDER BY 4, 3, 2",
            werte![],
        )
        .await?)
}

/// What is known about an address.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Pruefung {
    pub url: String,
    pub geprueft_am: Zeitpunkt,
    pub befund: String,
    pub http: Option<i64>,
    pub tot_seit: Option<Zeitpunkt>,
}

pub(crate) async fn pruefungen(tx: &mut Tx) -> Result<Vec<Pruefung>> {
    Ok(tx
        .fetch_all(
            "SELECT url, geprueft_am, befund, http, tot_seit FROM link_pruefung ORDER BY url",
            werte![],
        )
        .await?)
}

/// Keeps what came of it; how long it is dead counts from the first time.
pub(crate) async fn merken(
    tx: &mut Tx,
    url: &str,
    (befund, http): (&str, Option<u16>),
    tot: bool,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO link_pruefung (url, geprueft_am, befund, http, tot_seit) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (url) DO UPDATE SET geprueft_am = $2, befund = $3, http = $4,
         tot_seit = CASE WHEN $6 = 0 THEN NULL ELSE COALESCE(link_pruefung.tot_seit, $2) END",
        werte![
            url,
            jetzt,
            befund,
            http.map(i64::from),
            tot.then_some(jetzt),
            i64::from(tot)
        ],
    )
    .await?;
    Ok(())
}

/// Asked again as soon as possible.
pub(crate) async fn erneut(tx: &mut Tx, url: &str) -> Result<()> {
    tx.execute(
        "UPDATE link_pruefung SET geprueft_am = 0 WHERE url = $1",
        werte![url],
    )
    .await?;
    Ok(())
}

/// What nobody names any more is forgotten.
pub(crate) async fn vergessen(tx: &mut Tx, url: &str) -> Result<()> {
    tx.execute("DELETE FROM link_pruefung WHERE url = $1", werte![url])
        .await?;
    Ok(())
}
