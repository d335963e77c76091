//! The corridors of running orders, for the week of a team (Fachkonzept 6.5).

use amt::App;
use base::{Datum, Id, Min};
use raum::Raumeinheit;
use store::{Tx, werte};
use team::{Korridor, Korridorquelle, Zukunft, rules::pool::Bereich};

use crate::model::{Arbeitsbereich, Auftragsstand};

/// The orders of this room.
#[derive(Debug, Clone, Copy, Default)]
pub struct KorridoreDesFalls;

#[derive(sqlx::FromRow)]
struct Zeile {
    aktenzeichen: String,
    bereich: String,
    raumeinheit: Id<Raumeinheit>,
    mindestens: i64,
    hoechstens: i64,
    umfang: i64,
}

impl Korridorquelle for KorridoreDesFalls {
    fn korridore<'a>(
        &'a self,
        _: &'a App,
        tx: &'a mut Tx,
        zeit: (Datum, Datum),
    ) -> Zukunft<'a, Vec<Korridor>> {
        Box::pin(async move {
            let zeilen: Vec<Zeile> = tx
                .fetch_all(
                    "SELECT f.aktenzeichen, f.bereich, f.raumeinheit, b.mindestens, b.hoechstens, b.umfang
                     FROM fall_beauftragung b JOIN fall f ON f.id = b.fall
                     WHERE b.stand IN ($1, $2) AND b.beginn <= $4 AND b.ende >= $3 ORDER BY f.aktenzeichen",
                    werte![Auftragsstand::Angenommen, Auftragsstand::Aktiv, zeit.0, zeit.1],
                )
                .await?;
            Ok(zeilen
                .into_iter()
                .map(|z| Korridor {
                    bereich: match z.bereich.parse() {
                        Ok(Arbeitsbereich::Gefaehrdung) => Bereich::Gefaehrdung,
                        Ok(Arbeitsbereich::Grau) => Bereich::Grau,
                        _ => Bereich::Leistung,
                    },
                    kennzeichen: z.aktenzeichen,
                    raum: z.raumeinheit,
                    min: Min(z.mindestens),
                    max: Min(z.hoechstens),
                    umfang: Min(z.umfang),
                })
                .collect())
        })
    }
}
