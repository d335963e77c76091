//! What somebody did for cases, for the time they write down (Fachkonzept 6.1): Fallkonferenzen, contacts, short
//! counselling. Only what they noted themselves, or what was about a case they lead.

use amt::App;
use base::{Datum, Id, Min};
use jiff::civil::Time;
use raum::Raumeinheit;
use store::{Tx, werte};
use team::{Arbeitsart, Kalendereintrag, Kalenderquelle, Wessen, Zukunft, rules::zeit::OHNE_NAMEN};
use uuid::Uuid;

/// The days of this room.
#[derive(Debug, Clone, Copy, Default)]
pub struct KalenderDesFalls;

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Uuid,
    datum: Datum,
    /// `14:30`, or empty.
    beginn: String,
    minuten: i64,
    /// Empty without a case.
    aktenzeichen: String,
    raumeinheit: Id<Raumeinheit>,
}

impl Zeile {
    fn eintrag(self, was: &str) -> Kalendereintrag {
        let (titel, bezug, stichwort) = if self.aktenzeichen.is_empty() {
            (was.to_owned(), OHNE_NAMEN.to_owned(), String::new())
        } else {
            (
                format!("{was}, {}", self.aktenzeichen),
                self.aktenzeichen,
                was.to_owned(),
            )
        };
        Kalendereintrag {
            quelle: self.id,
            tag: self.datum,
            beginn: Time::strptime("%H:%M", &self.beginn).ok(),
            minuten: Some(Min(self.minuten)),
            art: Arbeitsart::Fallspezifisch,
            raum: Some(self.raumeinheit),
            bezug,
            was: titel,
            stichwort,
        }
    }
}

async fn fallkonferenzen(
    tx: &mut Tx,
    (fachkraft, benutzer): (Uuid, Uuid),
    (von, bis): (Datum, Datum),
) -> store::Result<Vec<Zeile>> {
    tx.fetch_all(
        "SELECT k.id, k.datum, '' AS beginn, k.dauer AS minuten, f.aktenzeichen, f.raumeinheit
         FROM fall_konferenz k JOIN fall f ON f.id = k.fall
         WHERE k.datum >= $3 AND k.datum <= $4 AND (f.fallfuehrend = $1 OR k.angelegt_von = $2)",
        werte![fachkraft, benutzer, von, bis],
    )
    .await
}

async fn kontakte(tx: &mut Tx, benutzer: Uuid, (von, bis): (Datum, Datum)) -> store::Result<Vec<Zeile>> {
    tx.fetch_all(
        "SELECT k.id, k.datum, k.beginn, k.minuten, f.aktenzeichen, f.raumeinheit
         FROM fall_kontakt k JOIN fall f ON f.id = k.fall
         WHERE k.angelegt_von = $1 AND k.ausfall = '' AND k.datum >= $2 AND k.datum <= $3",
        werte![benutzer, von, bis],
    )
    .await
}

/// The first conversation and those that followed.
async fn kurzberatungen(
    tx: &mut Tx,
    benutzer: Uuid,
    (von, bis): (Datum, Datum),
) -> store::Result<Vec<Zeile>> {
    tx.fetch_all(
        "SELECT id, datum, '' AS beginn, dauer AS minuten, '' AS aktenzeichen, raumeinheit FROM kurzberatung
         WHERE angelegt_von = $1 AND datum >= $2 AND datum <= $3
         UNION ALL
         SELECT g.id, g.datum, '' AS beginn, g.dauer AS minuten, '' AS aktenzeichen, k.raumeinheit
         FROM kurzberatung_gespraech g JOIN kurzberatung k ON k.id = g.kurzberatung
         WHERE g.angelegt_von = $1 AND g.datum >= $2 AND g.datum <= $3",
        werte![benutzer, von, bis],
    )
    .await
}

impl Kalenderquelle for KalenderDesFalls {
    fn eintraege<'a>(
        &'a self,
        _: &'a App,
        tx: &'a mut Tx,
        wessen: Wessen<'a>,
        zeit: (Datum, Datum),
    ) -> Zukunft<'a, Vec<Kalendereintrag>> {
        let wer = (wessen.fachkraft.uuid(), wessen.kontext.benutzer().uuid());
        Box::pin(async move {
            let arten = [
                ("Fallkonferenz", fallkonferenzen(tx, wer, zeit).await?),
                ("Kontakt", kontakte(tx, wer.1, zeit).await?),
                (
                    "Kurze Beratung ohne Namen",
                    kurzberatungen(tx, wer.1, zeit).await?,
                ),
            ];
            let je_art =
                |(was, zeilen): (&'static str, Vec<Zeile>)| zeilen.into_iter().map(move |z| z.eintrag(was));
            Ok(arten.into_iter().flat_map(je_art).collect())
        })
    }
}
