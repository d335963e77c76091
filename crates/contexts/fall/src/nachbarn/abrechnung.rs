//! What the room `budget` learns of orders: pseudonym, space, Leistung, corridor, days and minutes (Fachkonzept 0.6).

use amt::App;
use base::{Datum, Id};
use budget::{
    Auftragsquelle, Zukunft,
    model::{Auftrag, KontaktKurz},
};
use store::{Tx, werte};
use uuid::Uuid;

use crate::{
    model::{Auftragsstand, Kontaktart, auftragsnummer},
    store::{beauftragung as ablage, fall as db},
};

/// The orders of this room.
#[derive(Debug, Clone, Copy, Default)]
pub struct AuftraegeDesFalls;

impl Auftragsquelle for AuftraegeDesFalls {
    fn auftraege<'a>(
        &'a self,
        _: &'a App,
        tx: &'a mut Tx,
        traeger: Uuid,
        nummern: Vec<String>,
    ) -> Zukunft<'a, Vec<Auftrag>> {
        Box::pin(async move {
            let mut aus = Vec::new();
            for n in ablage::nummern(tx, traeger).await? {
                let nummer = auftragsnummer(&n.aktenzeichen, n.nr);
                // older invoices name the case: the room of the money asks back when that has several orders
                if !nummern.contains(&nummer) && !nummern.contains(&n.aktenzeichen) {
                    continue;
                }
                let Some(b) = ablage::laden(tx, n.id).await? else {
                    continue;
                };
                let Some(fall) = db::load(tx, Id::von(b.fall)).await? else {
                    continue;
                };
                let kontakte = ablage::kontakte_von(tx, b.id)
                    .await?
                    .into_iter()
                    .map(|k| KontaktKurz {
                        datum: k.datum,
                        minuten: k.minuten,
                        ausfall: k.art == Kontaktart::Ausfall,
                        bestaetigt: k.bestaetigt,
                    })
                    .collect();
                let leistungsart = leistungsart(tx, b.fall, b.beginn).await?;
                aus.push(Auftrag {
                    id: b.id.uuid(),
                    nummer,
                    aktenzeichen: n.aktenzeichen,
                    fall: fall.pseudonym(),
                    raum: fall.raumeinheit,
                    leistungsart,
                    beginn: b.beginn,
                    ende: b.ende,
                    hoechstens: b.hoechstens,
                    angenommen: b.gilt() || b.stand == Auftragsstand::Beendet,
                    kontakte,
                });
            }
            Ok(aus)
        })
    }
}

/// What was granted when the order began; of several the one that costs most.
async fn leistungsart(tx: &mut Tx, fall: Uuid, am: Datum) -> amt::Result<String> {
    let art: Option<(String,)> = tx
        .fetch_optional(
            "SELECT art FROM fall_baustein WHERE fall = $1 AND stand IN ('BEWILLIGT', 'AUSLAUFEND', 'BEENDET')
             ORDER BY CASE WHEN von <= $2 AND bis >= $2 THEN 0 ELSE 1 END, kosten_monat DESC, id LIMIT 1",
            werte![fall, am],
        )
        .await?;
    Ok(art.map(|(a,)| a).unwrap_or_default())
}
