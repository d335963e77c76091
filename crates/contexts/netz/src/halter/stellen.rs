//! Which offer a `service_at_location` of HSDS belongs to. Its key is that of the source or follows from the offer, so
//! no table holds it; the answer is kept as long as the directory stays the same.

use std::{collections::HashMap, sync::Arc};

use amt::Result;
use base::Id;
use store::{Tx, werte};

use crate::{Angebot, hsds};

type Stellen = Arc<HashMap<String, Id<Angebot>>>;

/// Keys of the public active offers' places, for one state of the directory.
#[derive(Default)]
pub(super) struct Stellenhalter(tokio::sync::Mutex<Option<(String, Stellen)>>);

impl Stellenhalter {
    /// The offer this key is one of; `None` when nobody knows it.
    pub(super) async fn finden(&self, tx: &mut Tx, stempel: String, id: &str) -> Result<Option<Id<Angebot>>> {
        // whoever asks while it is being built waits for it instead of building it again
        let mut jetzt = self.0.lock().await;
        let stellen = match &*jetzt {
            Some((bekannt, stellen)) if *bekannt == stempel => stellen.clone(),
            _ => {
                let neu = Arc::new(laden(tx).await?);
                *jetzt = Some((stempel, neu.clone()));
                neu
            }
        };
        drop(jetzt);
        Ok(stellen.get(id).copied())
    }
}

async fn laden(tx: &mut Tx) -> Result<HashMap<String, Id<Angebot>>> {
    let zeilen: Vec<(Id<Angebot>, String, i64)> = tx
        .fetch_all(
            "SELECT a.id, a.hsds, (SELECT COUNT(*) FROM angebot_ort o WHERE o.angebot = a.id) FROM angebot a
             WHERE a.sichtbarkeit = 'OEFFENTLICH' AND a.status = 'AKTIV'",
            werte![],
        )
        .await?;
    let rechnen = move || {
        let mut aus = HashMap::with_capacity(zeilen.len());
        for (angebot, quelle, orte) in zeilen {
            for id in hsds::stellen(angebot.uuid(), &quelle, orte) {
                aus.insert(id, angebot);
            }
        }
        aus
    };
    tokio::task::spawn_blocking(rechnen)
        .await
        .map_err(|e| amt::Error::Intern(e.to_string()))
}
