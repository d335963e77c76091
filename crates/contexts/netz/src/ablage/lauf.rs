//! The tables of trainings: runs, their dates, who comes.

use std::collections::BTreeMap;

use amt::{Benutzer, Result};
use base::{Datum, Id, Zeitpunkt};
use store::{Sql, Tx, werte};
use uuid::Uuid;

use super::zeilen::minuten;
use crate::codes::LaufStatus;
use crate::training::{
    Anmeldung, AnmeldungGespeichert, Lauf, LaufDaten, LaufGespeichert, TerminGespeichert, Trainer, Training,
    Trainingstermin,
};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Lauf>,
    training: Id<Training>,
    titel: String,
    ort: String,
    beginn: Datum,
    plaetze: i64,
    status: String,
    grund: String,
    teilnehmende: i64,
    bestanden: i64,
    version: i64,
}

const SPALTEN: &str =
    "SELECT id, training, titel, ort, beginn, plaetze, status, grund, teilnehmende, bestanden, version
    FROM training_lauf";

async fn lesen(tx: &mut Tx, zeilen: Vec<Zeile>) -> Result<Vec<LaufGespeichert>> {
    let mut aus = Vec::with_capacity(zeilen.len());
    for z in zeilen {
        let trainer: Vec<(Id<Trainer>,)> = tx
            .fetch_all(
                "SELECT trainer FROM training_lauf_trainer WHERE lauf = $1 ORDER BY trainer",
                werte![z.id],
            )
            .await?;
        aus.push(LaufGespeichert {
            id: z.id,
            training: z.training,
            daten: LaufDaten {
                titel: z.titel,
                ort: z.ort,
                beginn: z.beginn,
                plaetze: z.plaetze,
                trainer: trainer.into_iter().map(|(t,)| t).collect(),
            },
            status: z.status.parse().map_err(amt::Error::Intern)?,
            grund: z.grund,
            teilnehmende: z.teilnehmende,
            bestanden: z.bestanden,
            version: z.version,
        });
    }
    Ok(aus)
}

/// The runs of a series, the latest first.
pub(crate) async fn von(tx: &mut Tx, training: Id<Training>) -> Result<Vec<LaufGespeichert>> {
    let sql = format!("{SPALTEN} WHERE training = $1 ORDER BY beginn DESC, id LIMIT 300");
    let zeilen = tx.fetch_all(Sql::aus_konstanten(sql), werte![training]).await?;
    lesen(tx, zeilen).await
}

/// One; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Lauf>) -> Result<LaufGespeichert> {
    let sql = format!("{SPALTEN} WHERE id = $1");
    let zeilen = tx.fetch_all(Sql::aus_konstanten(sql), werte![id]).await?;
    lesen(tx, zeilen).await?.pop().ok_or(amt::Error::NichtGefunden)
}

pub(crate) async fn einfuegen(
    tx: &mut Tx,
    (id, training): (Id<Lauf>, Id<Training>),
    d: &LaufDaten,
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO training_lauf (id, training, titel, ort, beginn, plaetze, status, grund, teilnehmende, bestanden,
         version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1, $2, $3, $4, $5, $6, 'GEPLANT', '', 0, 0, 1, $7, $8, $7, $8)",
        werte![id, training, &d.titel, &d.ort, d.beginn, d.plaetze, jetzt, wer],
    )
    .await?;
    let zeilen = d.trainer.iter().map(|t| werte![id, *t]).collect();
    tx.insert_many(
        "INSERT INTO training_lauf_trainer (lauf, trainer) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

/// Ends a run, or cancels it.
pub(crate) async fn weiter(
    tx: &mut Tx,
    g: &LaufGespeichert,
    status: &str,
    grund: &str,
    (teilnehmende, bestanden): (i64, i64),
    (wer, jetzt): (Id<Benutzer>, Zeitpunkt),
) -> Result<()> {
    tx.execute_one(
        "UPDATE training_lauf SET status = $3, grund = $4, teilnehmende = $5, bestanden = $6, geaendert_am = $7,
         geaendert_von = $8, version = version + 1 WHERE id = $1 AND version = $2",
        werte![g.id, g.version, status, grund, teilnehmende, bestanden, jetzt, wer],
    )
    .await?;
    Ok(())
}

/// The dates of a run, in order.
pub(crate) async fn termine(tx: &mut Tx, id: Id<Lauf>) -> Result<Vec<TerminGespeichert>> {
    let zeilen: Vec<(Id<Trainingstermin>, i64, Datum, i64, i64)> = tx
        .fetch_all(
            "SELECT id, modul, tag, von, bis FROM training_termin WHERE lauf = $1 ORDER BY tag, von, id",
            werte![id],
        )
        .await?;
    Ok(zeilen
        .into_iter()
        .map(|(id, modul, tag, von, bis)| TerminGespeichert {
            id,
            modul,
            tag,
            von: minuten(Some(von)).unwrap_or(0),
            bis: minuten(Some(bis)).unwrap_or(1440),
        })
        .collect())
}

/// A date of a training: key, day, minutes of the day, title of the run.
pub(crate) type EigenerTermin = (Uuid, Datum, (u16, u16), String);

/// The dates from the first to the last day of the runs in which this user has a place.
pub(crate) async fn termine_von(
    tx: &mut Tx,
    benutzer: Uuid,
    (von, bis): (Datum, Datum),
) -> Result<Vec<EigenerTermin>> {
    let zeilen: Vec<(Uuid, Datum, i64, i64, String)> = tx
        .fetch_all(
            "SELECT t.id, t.tag, t.von, t.bis, l.titel FROM training_termin t JOIN training_lauf l ON l.id = t.lauf
             JOIN training_anmeldung a ON a.lauf = l.id
             WHERE a.benutzer = $1 AND t.tag >= $2 AND t.tag <= $3 AND l.status <> $4
               AND (SELECT COUNT(*) FROM training_anmeldung v WHERE v.lauf = l.id AND v.lfd <= a.lfd) <= l.plaetze
             ORDER BY t.tag, t.von, t.id",
            werte![benutzer, von, bis, LaufStatus::Abgesagt.code()],
        )
        .await?;
    Ok(zeilen
        .into_iter()
        .map(|(id, tag, von, bis, titel)| {
            let zeiten = (
                minuten(Some(von)).unwrap_or(0),
                minuten(Some(bis)).unwrap_or(1440),
            );
            (id, tag, zeiten, titel)
        })
        .collect())
}

pub(crate) async fn termin_dazu(tx: &mut Tx, lauf: Id<Lauf>, t: &TerminGespeichert) -> Result<()> {
    tx.execute(
        "INSERT INTO training_termin (id, lauf, modul, tag, von, bis) VALUES ($1, $2, $3, $4, $5, $6)",
        werte![t.id, lauf, t.modul, t.tag, i64::from(t.von), i64::from(t.bis)],
    )
    .await?;
    Ok(())
}

/// Who has a place or waits for one, in the order they came.
pub(crate) async fn anmeldungen(
    tx: &mut Tx,
    lauf: Id<Lauf>,
    plaetze: i64,
) -> Result<Vec<AnmeldungGespeichert>> {
    type Anwesend = (Id<Anmeldung>, Id<Trainingstermin>);
    let anwesend: Vec<Anwesend> = tx
        .fetch_all(
            "SELECT w.anmeldung, w.termin FROM training_anwesend w JOIN training_anmeldung a ON a.id = w.anmeldung
             WHERE a.lauf = $1 ORDER BY w.termin",
            werte![lauf],
        )
        .await?;
    let mut je: BTreeMap<Id<Anmeldung>, Vec<Id<Trainingstermin>>> = BTreeMap::new();
    for (a, t) in anwesend {
        je.entry(a).or_default().push(t);
    }
    type Zeile = (Id<Anmeldung>, Option<Id<Benutzer>>, String, String, Option<Datum>);
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, benutzer, name, stelle, abgeschlossen_am FROM training_anmeldung WHERE lauf = $1
             ORDER BY lfd, id",
            werte![lauf],
        )
        .await?;
    Ok((0_i64..)
        .zip(zeilen)
        .map(
            |(i, (id, benutzer, name, stelle, abgeschlossen_am))| AnmeldungGespeichert {
                id,
                benutzer,
                name,
                stelle,
                wartet: i >= plaetze,
                anwesend: je.remove(&id).unwrap_or_default(),
                abgeschlossen_am,
            },
        )
        .collect())
}

/// The run a place belongs to.
pub(crate) async fn lauf_von(tx: &mut Tx, id: Id<Anmeldung>) -> Result<Id<Lauf>> {
    let zeile: Option<(Id<Lauf>,)> = tx
        .fetch_optional("SELECT lauf FROM training_anmeldung WHERE id = $1", werte![id])
        .await?;
    zeile.map(|(l,)| l).ok_or(amt::Error::NichtGefunden)
}

pub(crate) async fn anmelden(
    tx: &mut Tx,
    (id, lauf): (Id<Anmeldung>, Id<Lauf>),
    benutzer: Option<Id<Benutzer>>,
    (name, stelle): (&str, &str),
) -> Result<()> {
    tx.execute(
        "INSERT INTO training_anmeldung (id, lauf, benutzer, name, stelle, lfd)
         SELECT $1, $2, $3, $4, $5, COALESCE(MAX(lfd), 0) + 1 FROM training_anmeldung WHERE lauf = $2",
        werte![id, lauf, benutzer, name, stelle],
    )
    .await?;
    Ok(())
}

pub(crate) async fn abmelden(tx: &mut Tx, lauf: Id<Lauf>, id: Id<Anmeldung>) -> Result<()> {
    tx.execute("DELETE FROM training_anwesend WHERE anmeldung = $1", werte![id])
        .await?;
    let n = tx
        .execute(
            "DELETE FROM training_anmeldung WHERE id = $1 AND lauf = $2",
            werte![id, lauf],
        )
        .await?;
    if n == 1 {
        Ok(())
    } else {
        Err(amt::Error::NichtGefunden)
    }
}

/// Who was there at one date: these and nobody else.
pub(crate) async fn anwesend(tx: &mut Tx, termin: Id<Trainingstermin>, wer: &[Id<Anmeldung>]) -> Result<()> {
    tx.execute("DELETE FROM training_anwesend WHERE termin = $1", werte![termin])
        .await?;
    let zeilen = wer.iter().map(|a| werte![*a, termin]).collect();
    tx.insert_many(
        "INSERT INTO training_anwesend (anmeldung, termin) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

pub(crate) async fn abgeschlossen(tx: &mut Tx, id: Id<Anmeldung>, tag: Option<Datum>) -> Result<()> {
    tx.execute(
        "UPDATE training_anmeldung SET abgeschlossen_am = $2 WHERE id = $1",
        werte![id, tag],
    )
    .await?;
    Ok(())
}

/// Runs with a list that ended before this day.
pub(crate) async fn alte_listen(tx: &mut Tx, vor: Datum) -> Result<Vec<Id<Lauf>>> {
    let zeilen: Vec<(Id<Lauf>,)> = tx
        .fetch_all(
            "SELECT l.id FROM training_lauf l WHERE l.status <> 'GEPLANT' AND l.beginn <= $1
             AND COALESCE((SELECT MAX(t.tag) FROM training_termin t WHERE t.lauf = l.id), l.beginn) <= $1
             AND EXISTS (SELECT 1 FROM training_anmeldung a WHERE a.lauf = l.id) ORDER BY l.id",
            werte![vor],
        )
        .await?;
    Ok(zeilen.into_iter().map(|(l,)| l).collect())
}

/// The list of a run goes: who came and who was there.
pub(crate) async fn liste_weg(tx: &mut Tx, lauf: Id<Lauf>) -> Result<()> {
    tx.execute(
        "DELETE FROM training_anwesend WHERE anmeldung IN (SELECT id FROM training_anmeldung WHERE lauf = $1)",
        werte![lauf],
    )
    .await?;
    tx.execute("DELETE FROM training_anmeldung WHERE lauf = $1", werte![lauf])
        .await?;
    Ok(())
}
