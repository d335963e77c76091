//! The tables of trainings: series and trainers.

use amt::{Benutzer, Result};
use base::{Datum, Id, Zeitpunkt};
use store::{Tx, werte};

use crate::{
    codes::TrainingZielgruppe,
    training::{Trainer, TrainerGespeichert, Training, TrainingDaten, TrainingGespeichert},
};

type Zeile = (Id<Training>, String, String, String, i64, i64, i64, String);

fn lesen(z: Zeile) -> Result<TrainingGespeichert> {
    let (id, titel, beschreibung, zielgruppen, trainer_je_lauf, laeufe_je_trainer, version, nachweis) = z;
    let zielgruppen: std::result::Result<Vec<TrainingZielgruppe>, String> = zielgruppen
        .split(' ')
        .filter(|t| !t.is_empty())
        .map(str::parse)
        .collect();
    Ok(TrainingGespeichert {
        id,
        daten: TrainingDaten {
            titel,
            beschreibung,
            zielgruppen: zielgruppen.map_err(amt::Error::Intern)?,
            module: Vec::new(),
            trainer_je_lauf,
            laeufe_je_trainer,
            nachweis,
        },
        version,
    })
}

/// All series by title, without their modules.
pub(crate) async fn alle(tx: &mut Tx) -> Result<Vec<TrainingGespeichert>> {
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, titel, beschreibung, zielgruppen, trainer_je_lauf, laeufe_je_trainer, version, nachweis FROM training
             ORDER BY titel, id",
            werte![],
        )
        .await?;
    zeilen.into_iter().map(lesen).collect()
}

/// One with its modules; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Training>) -> Result<TrainingGespeichert> {
    let zeile: Option<Zeile> = tx
        .fetch_optional(
            "SELECT id, titel, beschreibung, zielgruppen, trainer_je_lauf, laeufe_je_trainer, version, nachweis FROM training
             WHERE id = $1",
            werte![id],
        )
        .await?;
    let mut g = lesen(zeile.ok_or(amt::Error::NichtGefunden)?)?;
    let module: Vec<(String,)> = tx
        .fetch_all(
            "SELECT titel FROM training_modul WHERE training = $1 ORDER BY lfd",
            werte![id],
        )
        .await?;
    g.daten.module = module.into_iter().map(|(m,)| m).collect();
    Ok(g)
}

async fn module(tx: &mut Tx, id: Id<Training>, d: &TrainingDaten) -> Result<()> {
    tx.execute("DELETE FROM training_modul WHERE training = $1", werte![id])
        .await?;
    let zeilen = (1_i64..)
        .zip(&d.module)
        .map(|(lfd, m)| werte![id, lfd, m])
        .collect();
    tx.insert_many(
        "INSERT INTO training_modul (training, lfd, titel) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

fn zielgruppen(d: &TrainingDaten) -> String {
    let codes: Vec<&str> = d.zielgruppen.iter().map(|z| z.code()).collect();
    codes.join(" ")
}

pub(crate) async fn einfuegen(
    tx: &mut Tx,
    id: Id<Training>,
    d: &TrainingDaten,
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO training (id, titel, beschreibung, zielgruppen, trainer_je_lauf, laeufe_je_trainer, version,
         angelegt_am, angelegt_von, geaendert_am, geaendert_von, nachweis)
         VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $7, $8, $9)",
        werte![
            id,
            &d.titel,
            &d.beschreibung,
            zielgruppen(d),
            d.trainer_je_lauf,
            d.laeufe_je_trainer,
            jetzt,
            wer,
            &d.nachweis
        ],
    )
    .await?;
    module(tx, id, d).await
}

pub(crate) async fn ersetzen(
    tx: &mut Tx,
    (id, version): (Id<Training>, i64),
    d: &TrainingDaten,
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute_one(
        "UPDATE training SET titel = $3, beschreibung = $4, zielgruppen = $5, trainer_je_lauf = $6,
         laeufe_je_trainer = $7, geaendert_am = $8, geaendert_von = $9, nachweis = $10, version = version + 1
         WHERE id = $1 AND version = $2",
        werte![
            id,
            version,
            &d.titel,
            &d.beschreibung,
            zielgruppen(d),
            d.trainer_je_lauf,
            d.laeufe_je_trainer,
            jetzt,
            wer,
            &d.nachweis
        ],
    )
    .await?;
    module(tx, id, d).await
}

/// Those who hold it today, by name.
pub(crate) async fn trainer(tx: &mut Tx, id: Id<Training>) -> Result<Vec<TrainerGespeichert>> {
    let zeilen: Vec<(Id<Trainer>, String, String, Datum)> = tx
        .fetch_all(
            "SELECT id, name, stelle, seit FROM trainer WHERE training = $1 AND bis IS NULL ORDER BY name, id",
            werte![id],
        )
        .await?;
    Ok(zeilen
        .into_iter()
        .map(|(id, name, stelle, seit)| TrainerGespeichert {
            id,
            name,
            stelle,
            seit,
        })
        .collect())
}

pub(crate) async fn trainer_dazu(tx: &mut Tx, von: Id<Training>, t: &TrainerGespeichert) -> Result<()> {
    tx.execute(
        "INSERT INTO trainer (id, training, name, stelle, seit) VALUES ($1, $2, $3, $4, $5)",
        werte![t.id, von, &t.name, &t.stelle, t.seit],
    )
    .await?;
    Ok(())
}

/// Somebody stops; the runs held stay.
pub(crate) async fn trainer_ende(tx: &mut Tx, von: Id<Training>, id: Id<Trainer>, bis: Datum) -> Result<()> {
    let n = tx
        .execute(
            "UPDATE trainer SET bis = $3 WHERE id = $1 AND training = $2 AND bis IS NULL",
            werte![id, von, bis],
        )
        .await?;
    if n == 1 {
        Ok(())
    } else {
        Err(amt::Error::NichtGefunden)
    }
}

/// Names of those who hold a run, also of those who stopped since.
pub(crate) async fn trainer_namen(tx: &mut Tx, lauf: Id<crate::training::Lauf>) -> Result<Vec<String>> {
    let zeilen: Vec<(String,)> = tx
        .fetch_all(
            "SELECT t.name FROM trainer t JOIN training_lauf_trainer l ON l.trainer = t.id WHERE l.lauf = $1
             ORDER BY t.name, t.id",
            werte![lauf],
        )
        .await?;
    Ok(zeilen.into_iter().map(|(n,)| n).collect())
}
