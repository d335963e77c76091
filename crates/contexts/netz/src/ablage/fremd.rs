//! Keys of other directories, so that an import updates instead of doubling.

use std::collections::HashMap;

use amt::Result;
use store::{Tx, werte};
use uuid::Uuid;

/// Which kind of entry a foreign key is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Art {
    Akteur,
    Angebot,
}

impl Art {
    const fn code(self) -> &'static str {
        match self {
            Self::Akteur => "AKTEUR",
            Self::Angebot => "ANGEBOT",
        }
    }
}

/// Own key and fingerprint by foreign key.
pub(crate) async fn bekannte(tx: &mut Tx, quelle: &str, art: Art) -> Result<HashMap<String, (Uuid, String)>> {
    let zeilen: Vec<(String, Uuid, String)> = tx
        .fetch_all(
            "SELECT extern, objekt, abdruck FROM fremdschluessel WHERE quelle = $1 AND art = $2",
            werte![quelle, art.code()],
        )
        .await?;
    Ok(zeilen.into_iter().map(|(e, o, a)| (e, (o, a))).collect())
}

/// Remembers keys, or their new fingerprint, as (foreign key, own key, fingerprint).
pub(crate) async fn merken(
    tx: &mut Tx,
    quelle: &str,
    art: Art,
    eintraege: Vec<(String, Uuid, String)>,
) -> Result<()> {
    let zeilen = eintraege
        .into_iter()
        .map(|(extern_, objekt, abdruck)| werte![quelle, art.code(), extern_, objekt, abdruck])
        .collect();
    tx.insert_many(
        "INSERT INTO fremdschluessel (quelle, art, extern, objekt, abdruck) VALUES",
        zeilen,
        "ON CONFLICT (quelle, art, extern) DO UPDATE SET objekt = excluded.objekt, abdruck = excluded.abdruck",
    )
    .await?;
    Ok(())
}

/// Our key for one that may be ours already or that of some source.
pub(crate) async fn eigener(tx: &mut Tx, art: Art, id: &str) -> Result<Option<Uuid>> {
    let treffer: Option<(Uuid,)> = tx
        .fetch_optional(
            "SELECT objekt FROM fremdschluessel WHERE art = $1 AND extern = $2 ORDER BY quelle LIMIT 1",
            werte![art.code(), id],
        )
        .await?;
    Ok(treffer.map(|(objekt,)| objekt).or_else(|| id.parse().ok()))
}
