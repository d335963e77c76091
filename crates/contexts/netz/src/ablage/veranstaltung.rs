//! The tables of meetings.

use amt::Result;
use base::{Datum, Id, Zeitpunkt};
use store::{Tx, Wert, werte};
use uuid::Uuid;

use super::zeilen::minuten;
use crate::veranstaltung::{Anwesend, Veranstaltung, VeranstaltungDaten};

/// A stored meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VeranstaltungGespeichert {
    /// Key.
    pub id: Id<Veranstaltung>,
    /// What is said.
    pub daten: VeranstaltungDaten,
    /// Counter of changes.
    pub version: i64,
    /// When it was changed last.
    pub geaendert_am: Zeitpunkt,
    /// Key in the calendar it came from; empty for one written here.
    pub kalender_uid: String,
    /// The day of the series it stands for, when it is an exception from one.
    pub kalender_instanz: Option<Datum>,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Veranstaltung>,
    typ: String,
    titel: String,
    beschreibung: String,
    ort: String,
    veranstalter: String,
    tag: Datum,
    von: i64,
    bis: i64,
    rrule: String,
    ausser: String,
    dazu: String,
    sichtbarkeit: String,
    status: String,
    absagegrund: String,
    ergebnis: String,
    version: i64,
    geaendert_am: Zeitpunkt,
    kalender_uid: String,
    kalender_instanz: String,
}

/// Days as they are kept: `2026-12-24 2026-12-31`.
fn tage_lesen(s: &str) -> Result<Vec<Datum>> {
    s.split_whitespace()
        .map(|t| t.parse().map_err(|_| amt::Error::Intern(format!("no day: {t}"))))
        .collect()
}

fn tage_schreiben(tage: &[Datum]) -> String {
    tage.iter().map(|t| t.0.to_string()).collect::<Vec<_>>().join(" ")
}

impl Zeile {
    fn lesen(self) -> Result<VeranstaltungGespeichert> {
        Ok(VeranstaltungGespeichert {
            id: self.id,
            daten: VeranstaltungDaten {
                typ: self.typ.parse().map_err(amt::Error::Intern)?,
                titel: self.titel,
                beschreibung: self.beschreibung,
                ort: self.ort,
                veranstalter: self.veranstalter,
                tag: self.tag,
                von: minuten(Some(self.von)).unwrap_or(0),
                bis: minuten(Some(self.bis)).unwrap_or(1440),
                rrule: self.rrule,
                ausser: tage_lesen(&self.ausser)?,
                dazu: tage_lesen(&self.dazu)?,
                sichtbarkeit: self.sichtbarkeit.parse().map_err(amt::Error::Intern)?,
                status: self.status.parse().map_err(amt::Error::Intern)?,
                absagegrund: self.absagegrund,
                ergebnis: self.ergebnis,
            },
            version: self.version,
            geaendert_am: self.geaendert_am,
            kalender_uid: self.kalender_uid,
            kalender_instanz: tage_lesen(&self.kalender_instanz)?.first().copied(),
        })
    }
}

/// All meetings, or only the public ones, the latest first.
pub(crate) async fn alle(tx: &mut Tx, nur_oeffentlich: bool) -> Result<Vec<VeranstaltungGespeichert>> {
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, typ, titel, beschreibung, ort, veranstalter, tag, von, bis, rrule, ausser, dazu, sichtbarkeit,
                    status, absagegrund, ergebnis, version, geaendert_am, kalender_uid, kalender_instanz
             FROM veranstaltung WHERE ($1 = 0 OR sichtbarkeit = 'OEFFENTLICH') ORDER BY tag DESC, von, id LIMIT 2000",
            werte![i64::from(nur_oeffentlich)],
        )
        .await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One meeting; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Veranstaltung>) -> Result<VeranstaltungGespeichert> {
    let zeile: Option<Zeile> = tx
        .fetch_optional(
            "SELECT id, typ, titel, beschreibung, ort, veranstalter, tag, von, bis, rrule, ausser, dazu, sichtbarkeit,
                    status, absagegrund, ergebnis, version, geaendert_am, kalender_uid, kalender_instanz FROM veranstaltung WHERE id = $1",
            werte![id],
        )
        .await?;
    zeile.ok_or(amt::Error::NichtGefunden)?.lesen()
}

/// The meetings that came from a series of a calendar: the series and its exceptions.
pub(crate) async fn aus_kalender(tx: &mut Tx, uid: &str) -> Result<Vec<Id<Veranstaltung>>> {
    let sql = "SELECT id FROM veranstaltung WHERE kalender_uid = $1 ORDER BY id";
    let zeilen: Vec<(Id<Veranstaltung>,)> = tx.fetch_all(sql, werte![uid]).await?;
    Ok(zeilen.into_iter().map(|(id,)| id).collect())
}

fn spalten(d: &VeranstaltungDaten) -> Vec<Wert> {
    werte![
        d.typ.code(),
        &d.titel,
        &d.beschreibung,
        &d.ort,
        &d.veranstalter,
        d.tag,
        i64::from(d.von),
        i64::from(d.bis),
        &d.rrule,
        tage_schreiben(&d.ausser),
        tage_schreiben(&d.dazu),
        d.sichtbarkeit.code(),
        d.status.code(),
        &d.absagegrund,
        &d.ergebnis
    ]
}

/// Writes a new one; `kalender` is the key in the calendar it came from and the day of the series it stands for.
pub(crate) async fn einfuegen(
    tx: &mut Tx,
    id: Id<Veranstaltung>,
    d: &VeranstaltungDaten,
    (uid, instanz): (&str, Option<Datum>),
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let mut w = werte![id];
    w.extend(spalten(d));
    w.extend(werte![jetzt, wer, uid, tage_schreiben(instanz.as_slice())]);
    tx.execute(
        "INSERT INTO veranstaltung (id, typ, titel, beschreibung, ort, veranstalter, tag, von, bis, rrule, ausser, dazu,
         sichtbarkeit, status, absagegrund, ergebnis, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von,
         kalender_uid, kalender_instanz)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17, $18, $17, $18, $19, $20)",
        w,
    )
    .await?;
    Ok(())
}

/// Saves over what is there, if nobody else did since `version`.
pub(crate) async fn ersetzen(
    tx: &mut Tx,
    id: Id<Veranstaltung>,
    version: i64,
    d: &VeranstaltungDaten,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let mut w = werte![id, version];
    w.extend(spalten(d));
    w.extend(werte![jetzt, wer]);
    tx.execute_one(
        "UPDATE veranstaltung SET typ = $3, titel = $4, beschreibung = $5, ort = $6, veranstalter = $7, tag = $8,
         von = $9, bis = $10, rrule = $11, ausser = $12, dazu = $13, sichtbarkeit = $14, status = $15,
         absagegrund = $16, ergebnis = $17, geaendert_am = $18, geaendert_von = $19, version = version + 1
         WHERE id = $1 AND version = $2",
        w,
    )
    .await?;
    Ok(())
}

pub(crate) async fn anwesend(tx: &mut Tx, id: Id<Veranstaltung>) -> Result<Anwesend> {
    let zeilen: Vec<(String, i64)> = tx
        .fetch_all(
            "SELECT art, anzahl FROM veranstaltung_anwesend WHERE veranstaltung = $1",
            werte![id],
        )
        .await?;
    zeilen
        .into_iter()
        .map(|(art, n)| Ok((art.parse().map_err(amt::Error::Intern)?, n)))
        .collect()
}

/// Counts a change of the numbers, if nobody else changed the meeting since `version`.
pub(crate) async fn gezaehlt(tx: &mut Tx, id: Id<Veranstaltung>, version: i64) -> Result<()> {
    tx.execute_one(
        "UPDATE veranstaltung SET version = version + 1 WHERE id = $1 AND version = $2",
        werte![id, version],
    )
    .await?;
    Ok(())
}

pub(crate) async fn anwesend_setzen(tx: &mut Tx, id: Id<Veranstaltung>, a: &Anwesend) -> Result<()> {
    tx.execute(
        "DELETE FROM veranstaltung_anwesend WHERE veranstaltung = $1",
        werte![id],
    )
    .await?;
    let zeilen = a.iter().map(|(art, n)| werte![id, art.code(), *n]).collect();
    tx.insert_many(
        "INSERT INTO veranstaltung_anwesend (veranstaltung, art, anzahl) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

/// How many meetings of each status began in these days.
pub(crate) async fn je_status(tx: &mut Tx, von: Datum, bis: Datum) -> Result<Vec<(String, i64)>> {
    Ok(tx
        .fetch_all(
            "SELECT status, COUNT(*) FROM veranstaltung WHERE tag >= $1 AND tag <= $2 GROUP BY status ORDER BY status",
            werte![von, bis],
        )
        .await?)
}
