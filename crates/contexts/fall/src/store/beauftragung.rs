//! Orders to Träger and their contacts.

use base::{Datum, Id};
use store::{Result, Tx, werte};
use uuid::Uuid;

use super::fall_akte::Wann;
use crate::model::{Auftragsstand, Beauftragung, Fall, Kontakt};

macro_rules! spalten {
    () => {
        "id, fall, traeger, traeger_name, stand, rang, rang_grund, beginn, ende, mindestens, hoechstens, umfang, \
         sozialraumanteil, berichtstermin, datenpaket, antwort_bis, antwort_am, antwort_name, grund, benutzer_name, \
         zeit"
    };
}

pub(crate) async fn anlegen(tx: &mut Tx, b: &Beauftragung, w: Wann<'_>) -> Result<()> {
    tx.execute(
        concat!(
            "INSERT INTO fall_beauftragung (",
            spalten!(),
            ", angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,NULL,'','',$17,$18,$19)"
        ),
        werte![
            b.id,
            b.fall,
            b.traeger,
            &b.traeger_name,
            b.stand,
            b.rang,
            &b.rang_grund,
            b.beginn,
            b.ende,
            b.mindestens,
            b.hoechstens,
            b.umfang,
            &b.sozialraumanteil,
            b.berichtstermin,
            &b.datenpaket,
            b.antwort_bis,
            &b.benutzer_name,
            b.zeit,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// Orders of a case, newest first.
pub(crate) async fn von_fall(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Beauftragung>> {
    tx.fetch_all(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM fall_beauftragung WHERE fall = $1 ORDER BY zeit DESC, id DESC"
        ),
        werte![fall],
    )
    .await
}

/// Orders of a Träger, newest first.
pub(crate) async fn von_traeger(tx: &mut Tx, traeger: Uuid) -> Result<Vec<Beauftragung>> {
    tx.fetch_all(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM fall_beauftragung WHERE traeger = $1 ORDER BY zeit DESC, id DESC LIMIT 500"
        ),
        werte![traeger],
    )
    .await
}

/// An order with what its number is made of.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Auftragsnummer {
    pub(crate) id: Id<Beauftragung>,
    pub(crate) aktenzeichen: String,
    /// Its place among the orders of its case, from 1. Orders are never deleted alone, so it stays.
    pub(crate) nr: i64,
}

macro_rules! mit_nummer {
    () => {
        "SELECT b.id, f.aktenzeichen, (SELECT COUNT(*) FROM fall_beauftragung v WHERE v.fall = b.fall
            AND (v.zeit < b.zeit OR (v.zeit = b.zeit AND v.id <= b.id))) AS nr
         FROM fall_beauftragung b JOIN fall f ON f.id = b.fall"
    };
}

/// The numbers of all orders of a Träger, newest first.
pub(crate) async fn nummern(tx: &mut Tx, traeger: Uuid) -> Result<Vec<Auftragsnummer>> {
    tx.fetch_all(
        concat!(
            mit_nummer!(),
            " WHERE b.traeger = $1 ORDER BY b.zeit DESC, b.id DESC"
        ),
        werte![traeger],
    )
    .await
}

/// The number of one order.
pub(crate) async fn nummer(tx: &mut Tx, id: Id<Beauftragung>) -> Result<Option<Auftragsnummer>> {
    tx.fetch_optional(concat!(mit_nummer!(), " WHERE b.id = $1"), werte![id])
        .await
}

pub(crate) async fn laden(tx: &mut Tx, id: Id<Beauftragung>) -> Result<Option<Beauftragung>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM fall_beauftragung WHERE id = $1"),
        werte![id],
    )
    .await
}

/// Writes down what time has decided: orders nobody answered, and those whose last day has passed.
pub(crate) async fn verfallen_lassen(tx: &mut Tx, fall: Id<Fall>, heute: Datum) -> Result<()> {
    tx.execute(
        "UPDATE fall_beauftragung SET stand = $3 WHERE fall = $1 AND stand = $4 AND antwort_bis < $2",
        werte![fall, heute, Auftragsstand::Verfallen, Auftragsstand::Angefragt],
    )
    .await?;
    tx.execute(
        "UPDATE fall_beauftragung SET stand = $3
         WHERE fall = $1 AND stand IN ('ANGENOMMEN', 'AKTIV') AND ende < $2",
        werte![fall, heute, Auftragsstand::Beendet],
    )
    .await?;
    Ok(())
}

/// The answer of the Träger; fails when it was answered meanwhile.
pub(crate) async fn antworten(
    tx: &mut Tx,
    id: Id<Beauftragung>,
    stand: Auftragsstand,
    grund: &str,
    w: Wann<'_>,
) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_beauftragung SET stand = $3, grund = $4, antwort_am = $5, antwort_name = $6
         WHERE id = $1 AND stand = $2",
        werte![id, Auftragsstand::Angefragt, stand, grund, w.zeit, w.name],
    )
    .await
}

/// Ends what still runs of the orders of a case, on this day at the latest.
pub(crate) async fn beenden_alle(tx: &mut Tx, fall: Id<Fall>, heute: Datum) -> Result<()> {
    tx.execute(
        "UPDATE fall_beauftragung SET stand = $3,
            ende = CASE WHEN ende > $2 AND beginn <= $2 THEN $2 WHEN beginn > $2 THEN beginn ELSE ende END
         WHERE fall = $1 AND stand IN ('ANGENOMMEN', 'AKTIV')",
        werte![fall, heute, Auftragsstand::Beendet],
    )
    .await?;
    Ok(())
}

/// The last day of one order; it counts as ended from the day after.
pub(crate) async fn ende_setzen(tx: &mut Tx, id: Id<Beauftragung>, ende: Datum) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_beauftragung SET ende = $2 WHERE id = $1",
        werte![id, ende],
    )
    .await
}

/// Moves the orders of a case from one state to the next.
pub(crate) async fn stellen(
    tx: &mut Tx,
    fall: Id<Fall>,
    von: Auftragsstand,
    nach: Auftragsstand,
) -> Result<()> {
    tx.execute(
        "UPDATE fall_beauftragung SET stand = $3 WHERE fall = $1 AND stand = $2",
        werte![fall, von, nach],
    )
    .await?;
    Ok(())
}

pub(crate) async fn umfang(tx: &mut Tx, id: Id<Beauftragung>, umfang: i64) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_beauftragung SET umfang = $2 WHERE id = $1",
        werte![id, umfang],
    )
    .await
}

pub(crate) async fn kontakt(
    tx: &mut Tx,
    fall: Uuid,
    auftrag: Id<Beauftragung>,
    k: &Kontakt,
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_kontakt (id, fall, beauftragung, datum, beginn, minuten, art, ausfall, ort, rollen,
            bestaetigt, benutzer_name, zeit, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)",
        werte![
            k.id,
            fall,
            auftrag,
            k.datum,
            &k.beginn,
            k.minuten,
            k.art,
            &k.ausfall,
            &k.ort,
            &k.rollen,
            k.bestaetigt,
            w.name,
            w.zeit,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// Contacts of a case, newest first.
pub(crate) async fn kontakte(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Kontakt>> {
    tx.fetch_all(
        "SELECT id, datum, beginn, minuten, art, ausfall, ort, rollen, bestaetigt, benutzer_name FROM fall_kontakt
         WHERE fall = $1 ORDER BY datum DESC, id DESC",
        werte![fall],
    )
    .await
}

/// Contacts of an order, newest first.
pub(crate) async fn kontakte_von(tx: &mut Tx, auftrag: Id<Beauftragung>) -> Result<Vec<Kontakt>> {
    tx.fetch_all(
        "SELECT id, datum, beginn, minuten, art, ausfall, ort, rollen, bestaetigt, benutzer_name FROM fall_kontakt
         WHERE beauftragung = $1 ORDER BY datum DESC, id DESC",
        werte![auftrag],
    )
    .await
}

/// The office accepts what was entered so far.
pub(crate) async fn bestaetigen(tx: &mut Tx, fall: Id<Fall>) -> Result<()> {
    tx.execute(
        "UPDATE fall_kontakt SET bestaetigt = $2 WHERE fall = $1 AND bestaetigt = $3",
        werte![fall, true, false],
    )
    .await?;
    Ok(())
}
