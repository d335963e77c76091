use amt::{Error, Result};
use base::{Cent, Datum, Id, Zeitpunkt};
use store::{Sql, Tx, werte};
use uuid::Uuid;

use super::{Wann, code, da, doppelt};
use crate::model::{
    Abgerechnet, Abweichung, NeueRechnung, NeueZeile, Rechnung, Rechnungsstand, Rechnungszeile,
    Zeilenentscheidung,
};

const SPALTEN: &str = "r.id, r.traeger, r.traeger_name, r.nummer, r.datum, r.quelle, r.datei, r.summe, r.steller, r.status,
    r.grund, r.angewiesen, z.nr AS zahllauf, y.nr AS zahllauf_zurueck, r.version, r.angelegt_am, r.angelegt_von,
    (SELECT COUNT(*) FROM rechnung_storno s WHERE s.rechnung = r.id) AS stornos";
const TABELLEN: &str = " FROM rechnung r LEFT JOIN zahllauf z ON z.id = r.zahllauf
    LEFT JOIN zahllauf y ON y.id = r.zahllauf_zurueck";

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Rechnung>,
    traeger: Uuid,
    traeger_name: String,
    nummer: String,
    datum: Datum,
    quelle: String,
    datei: String,
    summe: Cent,
    steller: String,
    status: String,
    grund: String,
    angewiesen: Cent,
    zahllauf: Option<i64>,
    zahllauf_zurueck: Option<i64>,
    version: i64,
    angelegt_am: Zeitpunkt,
    angelegt_von: Uuid,
    stornos: i64,
}

impl Zeile {
    fn lesen(self) -> Result<Rechnung> {
        Ok(Rechnung {
            quelle: code(&self.quelle)?,
            stand: code(&self.status)?,
            id: self.id,
            traeger: self.traeger,
            traeger_name: self.traeger_name,
            nummer: self.nummer,
            datum: self.datum,
            datei: self.datei,
            summe: self.summe,
            steller: self.steller,
            grund: self.grund,
            angewiesen: self.angewiesen,
            zahllauf: self.zahllauf,
            zahllauf_zurueck: self.zahllauf_zurueck,
            storno_wartet: self.stornos > 0,
            version: self.version,
            angelegt_am: self.angelegt_am,
            angelegt_von: self.angelegt_von,
        })
    }
}

/// Which ones: of a Träger or of all; `wer` sees drafts of the own account only.
///
/// # Errors
/// When the database refuses.
pub async fn liste(
    tx: &mut Tx,
    traeger: Option<Uuid>,
    stand: Option<Rechnungsstand>,
    wer: Uuid,
    (ab, je_seite): (i64, i64),
) -> Result<(i64, Vec<Rechnung>)> {
    let wo = " WHERE (r.traeger = $1 OR $2) AND (r.status = $3 OR $3 = '')
        AND (r.status <> 'ENTWURF' OR r.angelegt_von = $4 OR r.traeger = $1)";
    let werte = || {
        werte![
            traeger.unwrap_or_default(),
            traeger.is_none(),
            stand.map_or("", Rechnungsstand::code),
            wer
        ]
    };
    let sql = format!("SELECT COUNT(*) FROM rechnung r{wo}");
    let (n,): (i64,) = tx.fetch_one(Sql::aus_konstanten(sql), werte()).await?;
    let sql = format!(
        "SELECT {SPALTEN}{TABELLEN}{wo} ORDER BY r.angelegt_am DESC, r.id DESC LIMIT {je_seite} OFFSET {ab}"
    );
    let zeilen = tx.fetch_all::<Zeile>(Sql::aus_konstanten(sql), werte()).await?;
    Ok((n, zeilen.into_iter().map(Zeile::lesen).collect::<Result<_>>()?))
}

/// Those nothing is decided about, of a Träger.
///
/// # Errors
/// When the database refuses.
pub async fn offene(tx: &mut Tx, traeger: Uuid) -> Result<Vec<Rechnung>> {
    let sql = format!(
        "SELECT {SPALTEN}{TABELLEN} WHERE r.traeger = $1 AND r.status IN ('ENTWURF', 'EINGEREICHT') ORDER BY r.id"
    );
    let zeilen = tx
        .fetch_all::<Zeile>(Sql::aus_konstanten(sql), werte![traeger])
        .await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// Those whose money goes out, or is asked back, with the next run.
///
/// # Errors
/// When the database refuses.
pub async fn zu_zahlen(tx: &mut Tx) -> Result<Vec<Rechnung>> {
    let sql = format!(
        "SELECT {SPALTEN}{TABELLEN} WHERE (r.zahllauf IS NULL AND r.status IN ('ANGENOMMEN', 'TEILWEISE')
                AND NOT EXISTS (SELECT 1 FROM rechnung_storno s WHERE s.rechnung = r.id))
            OR (r.zahllauf IS NOT NULL AND r.zahllauf_zurueck IS NULL AND r.status = 'STORNIERT')
         ORDER BY r.traeger_name, r.nummer, r.id"
    );
    let zeilen = tx.fetch_all::<Zeile>(Sql::aus_konstanten(sql), werte![]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// Those that say they were taken back while money of theirs is still booked.
///
/// # Errors
/// When the database refuses.
pub async fn storniert_und_gebucht(tx: &mut Tx) -> Result<Vec<Rechnung>> {
    let sql = format!(
        "SELECT {SPALTEN}{TABELLEN} WHERE r.status = 'STORNIERT' AND EXISTS (
            SELECT 1 FROM rechnung_vorgang v JOIN buchung g ON g.vorgang = v.vorgang AND g.konto = 'IST'
            WHERE v.rechnung = r.id AND NOT EXISTS (SELECT 1 FROM buchung s WHERE s.storno_von = g.id))
         ORDER BY r.traeger_name, r.nummer, r.id"
    );
    let zeilen = tx.fetch_all::<Zeile>(Sql::aus_konstanten(sql), werte![]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// Those of a run.
///
/// # Errors
/// When the database refuses.
pub async fn vom_zahllauf(tx: &mut Tx, nr: i64) -> Result<Vec<Rechnung>> {
    let sql = format!(
        "SELECT {SPALTEN}{TABELLEN} WHERE z.nr = $1 OR y.nr = $1 ORDER BY r.traeger_name, r.nummer, r.id"
    );
    let zeilen = tx
        .fetch_all::<Zeile>(Sql::aus_konstanten(sql), werte![nr])
        .await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One.
///
/// # Errors
/// [`Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Rechnung>) -> Result<Rechnung> {
    let sql = format!("SELECT {SPALTEN}{TABELLEN} WHERE r.id = $1");
    da(tx
        .fetch_optional::<Zeile>(Sql::aus_konstanten(sql), werte![id])
        .await?)?
    .lesen()
}

#[derive(sqlx::FromRow)]
struct Posten {
    nr: i64,
    auftrag: String,
    von: Datum,
    bis: Datum,
    einheit: String,
    menge: i64,
    satz: Cent,
    betrag: Cent,
    entscheidung: String,
    gezahlt: Cent,
    befunde: String,
}

/// The lines of one.
///
/// # Errors
/// When the database refuses.
pub async fn zeilen(tx: &mut Tx, id: Id<Rechnung>) -> Result<Vec<Rechnungszeile>> {
    let alle: Vec<Posten> = tx
        .fetch_all(
            "SELECT nr, auftrag, von, bis, einheit, menge, satz, betrag, entscheidung, gezahlt, befunde
             FROM rechnung_zeile WHERE rechnung = $1 ORDER BY nr",
            werte![id],
        )
        .await?;
    alle.into_iter()
        .map(|p| {
            let befunde: Vec<Abweichung> = serde_json::from_str(&p.befunde)
                .map_err(|e| Error::Intern(format!("rechnung_zeile: {e}")))?;
            Ok(Rechnungszeile {
                nr: p.nr,
                zeile: NeueZeile {
                    einheit: code(&p.einheit)?,
                    auftrag: p.auftrag,
                    von: p.von,
                    bis: p.bis,
                    menge: p.menge,
                    satz: p.satz,
                    betrag: p.betrag,
                },
                entscheidung: code(&p.entscheidung)?,
                gezahlt: p.gezahlt,
                befunde,
            })
        })
        .collect()
}

/// Writes a new one as draft.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(
    tx: &mut Tx,
    id: Id<Rechnung>,
    (traeger, name): (Uuid, &str),
    r: &NeueRechnung,
    w: Wann,
) -> Result<()> {
    tx.execute(
        "INSERT INTO rechnung (id, traeger, traeger_name, nummer, datum, quelle, datei, summe, steller, status, grund,
            angewiesen, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,'ENTWURF','',0,1,$10,$11,$10,$11)",
        werte![
            id,
            traeger,
            name,
            &r.nummer,
            r.datum,
            r.quelle.code(),
            &r.datei,
            r.summe,
            &r.steller,
            w.am,
            w.von
        ],
    )
    .await?;
    let zeilen = (1_i64..)
        .zip(&r.zeilen)
        .map(|(nr, z)| {
            werte![
                id,
                nr,
                &z.auftrag,
                z.von,
                z.bis,
                z.einheit.code(),
                z.menge,
                z.satz,
                z.betrag,
                Zeilenentscheidung::Offen.code(),
                0_i64,
                "[]"
            ]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO rechnung_zeile (rechnung, nr, auftrag, von, bis, einheit, menge, satz, betrag, entscheidung, gezahlt,
            befunde) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

/// Throws a draft away.
///
/// # Errors
/// [`Error::Konflikt`] when it is no draft any more.
pub async fn verwerfen(tx: &mut Tx, id: Id<Rechnung>) -> Result<()> {
    tx.execute("DELETE FROM rechnung_zeile WHERE rechnung = $1", werte![id])
        .await?;
    tx.execute_one(
        "DELETE FROM rechnung WHERE id = $1 AND status = 'ENTWURF'",
        werte![id],
    )
    .await?;
    Ok(())
}

/// Moves it on, once: whoever comes second has an old version.
///
/// # Errors
/// [`Error::Konflikt`] when somebody changed it in between, or sent another with this number.
pub async fn weiter(
    tx: &mut Tx,
    r: &Rechnung,
    nach: Rechnungsstand,
    grund: &str,
    angewiesen: Cent,
    w: Wann,
) -> Result<()> {
    tx.execute_one(
        "UPDATE rechnung SET status = $3, grund = $4, angewiesen = $5, version = version + 1, geaendert_am = $6,
            geaendert_von = $7 WHERE id = $1 AND version = $2",
        werte![r.id, r.version, nach.code(), grund, angewiesen, w.am, w.von],
    )
    .await
    .map_err(doppelt)
}

/// Keeps that a Storno waits for a second person.
///
/// # Errors
/// When the database refuses.
pub async fn storno_wartet(
    tx: &mut Tx,
    vorgang: Uuid,
    rechnung: Id<Rechnung>,
    grund: &str,
    w: Wann,
) -> Result<()> {
    tx.execute(
        "INSERT INTO rechnung_storno (vorgang, rechnung, grund, angelegt_am, angelegt_von) VALUES ($1,$2,$3,$4,$5)",
        werte![vorgang, rechnung, grund, w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Takes away that a Storno waits; returns whose it was, and why.
///
/// # Errors
/// When the database refuses.
pub async fn storno_entschieden(tx: &mut Tx, vorgang: Uuid) -> Result<Option<(Id<Rechnung>, String)>> {
    Ok(tx
        .fetch_optional(
            "DELETE FROM rechnung_storno WHERE vorgang = $1 RETURNING rechnung, grund",
            werte![vorgang],
        )
        .await?)
}

/// Forgets the acts of the ledger that the second person refused: nothing of them was booked.
///
/// # Errors
/// When the database refuses.
pub async fn vorgaenge_loesen(tx: &mut Tx, id: Id<Rechnung>) -> Result<()> {
    tx.execute("DELETE FROM rechnung_vorgang WHERE rechnung = $1", werte![id])
        .await?;
    Ok(())
}

/// Keeps what became of the lines.
///
/// # Errors
/// When the database refuses.
pub async fn zeilen_entscheiden(tx: &mut Tx, id: Id<Rechnung>, alle: &[Rechnungszeile]) -> Result<()> {
    for z in alle {
        let befunde = serde_json::to_string(&z.befunde).map_err(|e| Error::Intern(e.to_string()))?;
        tx.execute_one(
            "UPDATE rechnung_zeile SET entscheidung = $3, gezahlt = $4, befunde = $5 WHERE rechnung = $1 AND nr = $2",
            werte![id, z.nr, z.entscheidung.code(), z.gezahlt, befunde],
        )
        .await?;
    }
    Ok(())
}

/// Keeps which act of the ledger it caused.
///
/// # Errors
/// When the database refuses.
pub async fn vorgang(tx: &mut Tx, id: Id<Rechnung>, vorgang: Uuid, jahr: i64) -> Result<()> {
    tx.execute(
        "INSERT INTO rechnung_vorgang (vorgang, rechnung, jahr) VALUES ($1,$2,$3)",
        werte![vorgang, id, jahr],
    )
    .await?;
    Ok(())
}

/// The acts of the ledger it caused, with their year.
///
/// # Errors
/// When the database refuses.
pub async fn vorgaenge(tx: &mut Tx, id: Id<Rechnung>) -> Result<Vec<(Uuid, i64)>> {
    Ok(tx
        .fetch_all(
            "SELECT vorgang, jahr FROM rechnung_vorgang WHERE rechnung = $1 ORDER BY jahr, vorgang",
            werte![id],
        )
        .await?)
}

/// Numbers of a Träger that count already, apart from this one.
///
/// # Errors
/// When the database refuses.
pub async fn nummern(tx: &mut Tx, traeger: Uuid, ausser: Id<Rechnung>) -> Result<Vec<String>> {
    let alle: Vec<(String,)> = tx
        .fetch_all(
            "SELECT nummer FROM rechnung WHERE traeger = $1 AND id <> $2
                AND status IN ('EINGEREICHT', 'ANGENOMMEN', 'TEILWEISE')",
            werte![traeger, ausser],
        )
        .await?;
    Ok(alle.into_iter().map(|(n,)| n).collect())
}

/// What other invoices of a Träger asked for in this time, also in a part of it, and nobody refused.
///
/// # Errors
/// When the database refuses.
pub async fn schon(
    tx: &mut Tx,
    traeger: Uuid,
    ausser: Id<Rechnung>,
    (von, bis): (Datum, Datum),
) -> Result<Vec<Abgerechnet>> {
    let alle: Vec<(String, Datum, Datum, String, i64)> = tx
        .fetch_all(
            "SELECT z.auftrag, z.von, z.bis, z.einheit, z.menge FROM rechnung_zeile z JOIN rechnung r ON r.id = z.rechnung
             WHERE r.traeger = $1 AND r.id <> $2 AND r.status IN ('EINGEREICHT', 'ANGENOMMEN', 'TEILWEISE')
                AND z.entscheidung <> 'NEIN' AND z.bis >= $3 AND z.von <= $4 ORDER BY z.von, z.rechnung, z.nr",
            werte![traeger, ausser, von, bis],
        )
        .await?;
    alle.into_iter()
        .map(|(auftrag, von, bis, einheit, menge)| {
            Ok(Abgerechnet {
                einheit: code(&einheit)?,
                auftrag,
                von,
                bis,
                menge,
            })
        })
        .collect()
}
