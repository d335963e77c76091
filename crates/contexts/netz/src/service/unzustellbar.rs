//! Letters that come back: what a mail server refused for good is shown beside the address it concerns.

use amt::Result;
use base::Zeitpunkt;
use store::Tx;

use crate::ablage::unzustellbar as ablage;

/// So many characters of the words of the server are kept.
const GRUND: usize = 200;

/// A mail server refused an address for good. Kept only when the address stands in the directory: that of a person who
/// got a slip is never kept.
///
/// # Errors
/// When the database refuses.
pub async fn post_abgewiesen(tx: &mut Tx, an: &str, grund: &str, jetzt: Zeitpunkt) -> Result<()> {
    let an = ablage::form(an);
    if !ablage::im_verzeichnis(tx, &an).await? {
        return Ok(());
    }
    let grund: String = grund.chars().filter(|z| !z.is_control()).take(GRUND).collect();
    ablage::merken(tx, &an, &grund, jetzt).await
}

/// A letter to this address went out: what was refused before no longer counts.
///
/// # Errors
/// When the database refuses.
pub async fn post_angenommen(tx: &mut Tx, an: &str) -> Result<()> {
    ablage::vergessen(tx, &ablage::form(an)).await
}

/// When and with which words the mail server refused this address last; `None` when it did not.
///
/// # Errors
/// When the database cannot be read.
pub async fn abgewiesen(tx: &mut Tx, adresse: &str) -> Result<Option<(String, Zeitpunkt)>> {
    let form = ablage::form(adresse);
    Ok(ablage::unter(tx, std::slice::from_ref(&form))
        .await?
        .remove(&form))
}
