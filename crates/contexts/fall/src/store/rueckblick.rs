//! What came of the orders of all Träger; who they are leaves this room only as a sum.

use base::{Datum, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

/// Träger, case with its state, first and last day of the order, how it ended and when that was noted.
pub(crate) type Zeile = (Uuid, Uuid, String, Datum, Datum, String, Zeitpunkt);

/// Orders that were accepted, of cases with an end.
pub(crate) async fn enden(tx: &mut Tx) -> Result<Vec<Zeile>> {
    let sql = "SELECT b.traeger, b.fall, f.stand, b.beginn, b.ende, a.grund, a.zeit FROM fall_beauftragung b
        JOIN fall f ON f.id = b.fall JOIN fall_abschluss a ON a.fall = b.fall
        WHERE b.stand IN ('ANGENOMMEN', 'AKTIV', 'BEENDET')
          AND NOT EXISTS (SELECT 1 FROM fall_abschluss x WHERE x.fall = a.fall
              AND (x.zeit > a.zeit OR (x.zeit = a.zeit AND x.id > a.id)))
        ORDER BY b.id";
    tx.fetch_all(sql, werte![]).await
}

/// Träger, case, goal, who rated and how.
pub(crate) type Urteil = (Uuid, Uuid, Uuid, String, String);

/// Ratings of the last review of each case with an order that was accepted, the oldest first.
pub(crate) async fn noten(tx: &mut Tx) -> Result<Vec<Urteil>> {
    let sql = "SELECT b.traeger, w.fall, w.handlungsziel, w.bewerter, w.wertung FROM fall_bewertung w
        JOIN fall_ueberpruefung u ON u.id = w.ueberpruefung
        JOIN fall_beauftragung b ON b.fall = w.fall AND b.stand IN ('ANGENOMMEN', 'AKTIV', 'BEENDET')
        WHERE w.handlungsziel IS NOT NULL AND w.wertung <> ''
          AND NOT EXISTS (SELECT 1 FROM fall_ueberpruefung n WHERE n.fall = w.fall AND n.nummer > u.nummer)
        ORDER BY w.zeit, w.id";
    tx.fetch_all(sql, werte![]).await
}
