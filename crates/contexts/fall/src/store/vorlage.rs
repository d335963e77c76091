//! Papers for a committee, and the counts they are made of.

use base::{Datum, Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use crate::model::{Massnahme, Vorlage, Vorlagestand, Vorlagezahl};

macro_rules! spalten {
    () => {
        "id, version, art, nummer, betreff, gremium, sitzung_am, anlass, rueckmeldungen, ausblick, woche, skizzen, stand, \
         inhalt, verfasser, freigegeben_am, freigegeben_von"
    };
}

/// The latest session first.
pub(crate) async fn alle(tx: &mut Tx) -> Result<Vec<Vorlage>> {
    let sql = concat!(
        "SELECT ",
        spalten!(),
        " FROM informationsvorlage ORDER BY sitzung_am DESC, nummer DESC"
    );
    tx.fetch_all(sql, werte![]).await
}

pub(crate) async fn load(tx: &mut Tx, id: Id<Vorlage>) -> Result<Option<Vorlage>> {
    let sql = concat!("SELECT ", spalten!(), " FROM informationsvorlage WHERE id = $1");
    tx.fetch_optional(sql, werte![id]).await
}

/// Whether another paper has this number.
pub(crate) async fn nummer_vergeben(tx: &mut Tx, nummer: &str, id: Id<Vorlage>) -> Result<bool> {
    let sql = "SELECT id FROM informationsvorlage WHERE nummer = $1 AND id <> $2";
    let z: Option<(Uuid,)> = tx.fetch_optional(sql, werte![nummer, id]).await?;
    Ok(z.is_some())
}

pub(crate) async fn insert(tx: &mut Tx, v: &Vorlage, (von, jetzt): (Uuid, Zeitpunkt)) -> Result<()> {
    tx.execute(
        "INSERT INTO informationsvorlage (id, version, nummer, betreff, gremium, sitzung_am, anlass, rueckmeldungen,
            ausblick, woche, skizzen, stand, inhalt, verfasser, freigegeben_von, angelegt_am, angelegt_von, geaendert_am,
            geaendert_von, art) VALUES ($1,1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,'',$12,'',$13,$14,$13,$14,$15)",
        werte![
            v.id,
            &v.nummer,
            &v.betreff,
            v.gremium,
            v.sitzung_am,
            &v.anlass,
            &v.rueckmeldungen,
            &v.ausblick,
            v.woche,
            &v.skizzen,
            v.stand,
            &v.verfasser,
            jetzt,
            von,
            v.art
        ],
    )
    .await?;
    Ok(())
}

/// Words and choices of a draft; fails on a stale version and on a released one.
pub(crate) async fn update(tx: &mut Tx, v: &Vorlage, (von, jetzt): (Uuid, Zeitpunkt)) -> Result<()> {
    tx.execute_one(
        "UPDATE informationsvorlage SET version = version + 1, nummer = $3, betreff = $4, gremium = $5, sitzung_am = $6,
            anlass = $7, rueckmeldungen = $8, ausblick = $9, woche = $10, skizzen = $11, geaendert_am = $12,
            geaendert_von = $13, art = $14 WHERE id = $1 AND version = $2 AND stand = 'ENTWURF'",
        werte![
            v.id,
            v.version,
            &v.nummer,
            &v.betreff,
            v.gremium,
            v.sitzung_am,
            &v.anlass,
            &v.rueckmeldungen,
            &v.ausblick,
            v.woche,
            &v.skizzen,
            jetzt,
            von,
            v.art
        ],
    )
    .await
}

/// Freezes it with what was counted.
pub(crate) async fn freigeben(
    tx: &mut Tx,
    v: &Vorlage,
    inhalt: &str,
    (von, name, jetzt): (Uuid, &str, Zeitpunkt),
) -> Result<()> {
    tx.execute_one(
        "UPDATE informationsvorlage SET version = version + 1, stand = $3, inhalt = $4, freigegeben_am = $5,
            freigegeben_von = $6, geaendert_am = $5, geaendert_von = $7
         WHERE id = $1 AND version = $2 AND stand = 'ENTWURF'",
        werte![
            v.id,
            v.version,
            Vorlagestand::Freigegeben,
            inhalt,
            jetzt,
            name,
            von
        ],
    )
    .await
}

/// A change beside the words counts as one, so that a stale page cannot release something else than it shows.
pub(crate) async fn weiterzaehlen(tx: &mut Tx, v: &Vorlage) -> Result<()> {
    tx.execute_one(
        "UPDATE informationsvorlage SET version = version + 1 WHERE id = $1 AND version = $2 AND stand = 'ENTWURF'",
        werte![v.id, v.version],
    )
    .await
}

/// In the order of their days.
pub(crate) async fn zahlen(tx: &mut Tx, id: Id<Vorlage>) -> Result<Vec<Vorlagezahl>> {
    let sql = "SELECT id, bezeichnung, vorsatz, wert, stichtag, quelle FROM informationsvorlage_zahl WHERE vorlage = $1
        ORDER BY stichtag, bezeichnung, id";
    tx.fetch_all(sql, werte![id]).await
}

pub(crate) async fn zahl_dazu(
    tx: &mut Tx,
    id: Id<Vorlage>,
    z: &Vorlagezahl,
    (von, jetzt): (Uuid, Zeitpunkt),
) -> Result<()> {
    tx.execute(
        "INSERT INTO informationsvorlage_zahl (id, vorlage, bezeichnung, vorsatz, wert, stichtag, quelle, angelegt_am,
            angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        werte![z.id, id, &z.bezeichnung, z.vorsatz, z.wert, z.stichtag, &z.quelle, jetzt, von],
    )
    .await?;
    Ok(())
}

pub(crate) async fn zahl_weg(tx: &mut Tx, id: Id<Vorlage>, zahl: Uuid) -> Result<()> {
    tx.execute(
        "DELETE FROM informationsvorlage_zahl WHERE vorlage = $1 AND id = $2",
        werte![id, zahl],
    )
    .await?;
    Ok(())
}

/// The next to be done first.
pub(crate) async fn massnahmen(tx: &mut Tx, id: Id<Vorlage>) -> Result<Vec<Massnahme>> {
    let sql = "SELECT id, feststellung, massnahme, wer, bis, ordnung FROM informationsvorlage_massnahme
        WHERE vorlage = $1 ORDER BY bis, id";
    tx.fetch_all(sql, werte![id]).await
}

pub(crate) async fn massnahme_dazu(
    tx: &mut Tx,
    id: Id<Vorlage>,
    m: &Massnahme,
    (von, jetzt): (Uuid, Zeitpunkt),
) -> Result<()> {
    tx.execute(
        "INSERT INTO informationsvorlage_massnahme (id, vorlage, feststellung, massnahme, wer, bis, angelegt_am,
            angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![m.id, id, &m.feststellung, &m.massnahme, &m.wer, m.bis, jetzt, von],
    )
    .await?;
    Ok(())
}

/// The draft a finding led to; only one.
pub(crate) async fn zur_ordnung(tx: &mut Tx, massnahme: Uuid, ordnung: Uuid) -> Result<()> {
    tx.execute_one(
        "UPDATE informationsvorlage_massnahme SET ordnung = $2 WHERE id = $1 AND ordnung IS NULL",
        werte![massnahme, ordnung],
    )
    .await
}

/// First contacts without a name in these days: key, day, space.
pub(crate) async fn kurze(tx: &mut Tx, von: Datum, bis: Datum) -> Result<Vec<(Uuid, Datum, String)>> {
    let sql = "SELECT id, datum, raum_name FROM kurzberatung
        WHERE datum >= $1 AND datum <= $2 AND erstkontakt_in_woche ORDER BY datum, id";
    tx.fetch_all(sql, werte![von, bis]).await
}

/// How many Kurzberatungen each space had in these days.
pub(crate) async fn kurze_je_raum(tx: &mut Tx, von: Datum, bis: Datum) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT raum_name, COUNT(*) FROM kurzberatung WHERE datum >= $1 AND datum <= $2
        GROUP BY raum_name ORDER BY raum_name";
    tx.fetch_all(sql, werte![von, bis]).await
}

/// How many Koordinationskarten are open to other units, or ended since then after somebody had agreed to one.
pub(crate) async fn karten(tx: &mut Tx, seit: Zeitpunkt) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM fall_karte k WHERE k.stand = 'AKTIV' OR (k.stand = 'BEENDET' AND k.geaendert_am >= $1
        AND EXISTS (SELECT 1 FROM fall_karte_einwilligung e WHERE e.karte = k.id))";
    let (n,): (i64,) = tx.fetch_one(sql, werte![seit]).await?;
    Ok(n)
}

/// How often two units that were about to decide the same thing have talked first, since then (W23).
pub(crate) async fn abgestimmt(tx: &mut Tx, seit: Zeitpunkt) -> Result<i64> {
    // all decisions of a card on a topic are settled in one moment
    let sql = "SELECT COUNT(*) FROM (SELECT DISTINCT karte, thema, abgestimmt_am FROM fall_karte_entscheidung
        WHERE abgestimmt_am >= $1) einmal";
    let (n,): (i64,) = tx.fetch_one(sql, werte![seit]).await?;
    Ok(n)
}

/// A contact in a help: case, day, beginning, space of the case with its name, Träger.
pub(crate) type Hilfekontakt = (Uuid, Datum, String, Uuid, String, Uuid);

/// Contacts face to face, by telephone or by video in these days.
pub(crate) async fn kontakte(tx: &mut Tx, von: Datum, bis: Datum) -> Result<Vec<Hilfekontakt>> {
    let sql = "SELECT f.id, k.datum, k.beginn, f.raumeinheit, f.raum_name, b.traeger FROM fall_kontakt k
        JOIN fall f ON f.id = k.fall JOIN fall_beauftragung b ON b.id = k.beauftragung
        WHERE k.datum >= $1 AND k.datum <= $2 AND k.minuten >= 1 AND k.art IN ('PERSOENLICH', 'TELEFON', 'VIDEO')
        ORDER BY k.datum, k.beginn, k.id";
    tx.fetch_all(sql, werte![von, bis]).await
}
