//! The gaps that are noticed in cases, handed down to the room of the network, which may not know of cases.

use amt::App;
use store::Tx;

/// Counts by month, space and theme; the cases they come from stay where they are.
#[derive(Debug, Clone, Copy)]
pub struct AusFaellen;

impl netz::Lueckenquelle for AusFaellen {
    fn seit<'a>(&'a self, _: &'a App, tx: &'a mut Tx, monat: &'a str) -> netz::Lueckenliste<'a> {
        Box::pin(async move {
            let alle = fall::service::fall::pruefung::luecken(tx, monat).await?;
            Ok(alle
                .into_iter()
                .map(|l| netz::Lueckenzahl {
                    raumeinheit: l.raumeinheit,
                    thema: l.thema,
                    monat: l.monat,
                    anzahl: l.anzahl,
                })
                .collect())
        })
    }
}
