//! The published plans of courts.

use amt::{Benutzer, Result};
use base::{Datum, Id, Zeitpunkt};
use store::{Tx, werte};

use crate::{
    Akteur,
    codes::{GerichtSache, VerteilungArt},
    rules::gericht::Abteilung,
};

/// A plan (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Gerichtsplan;

/// What is said about a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDaten {
    /// The court.
    pub gericht: Id<Akteur>,
    /// The year it holds for.
    pub jahr: i64,
    /// What it is about.
    pub sache: GerichtSache,
    /// By what it divides.
    pub art: VerteilungArt,
    /// Where the court published it.
    pub fundstelle: String,
    /// Its day.
    pub stand: Datum,
    /// The departments in the order of the plan.
    pub abteilungen: Vec<Abteilung>,
}

/// A stored plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanGespeichert {
    /// Key.
    pub id: Id<Gerichtsplan>,
    /// Name of the court.
    pub gericht_name: String,
    /// What is said.
    pub daten: PlanDaten,
    /// Counter of changes.
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Gerichtsplan>,
    akteur: Id<Akteur>,
    name: String,
    jahr: i64,
    sache: String,
    art: String,
    fundstelle: String,
    stand: Datum,
    version: i64,
}

macro_rules! plaene {
    ($wo:literal) => {
        concat!(
            "SELECT p.id, p.akteur, k.name, p.jahr, p.sache, p.art, p.fundstelle, p.stand, p.version
             FROM gericht_plan p JOIN akteur k ON k.id = p.akteur ",
            $wo
        )
    };
}

type AbteilungZeile = (Id<Gerichtsplan>, String, String, String, String, String);

fn lesen(z: Zeile, abteilungen: &[AbteilungZeile]) -> Result<PlanGespeichert> {
    Ok(PlanGespeichert {
        gericht_name: z.name,
        daten: PlanDaten {
            gericht: z.akteur,
            jahr: z.jahr,
            sache: z.sache.parse().map_err(amt::Error::Intern)?,
            art: z.art.parse().map_err(amt::Error::Intern)?,
            fundstelle: z.fundstelle,
            stand: z.stand,
            abteilungen: abteilungen
                .iter()
                .filter(|a| a.0 == z.id)
                .map(|(_, name, von, bis, raum, kontakt)| Abteilung {
                    name: name.clone(),
                    von: von.clone(),
                    bis: bis.clone(),
                    raum: raum.clone(),
                    kontakt: kontakt.clone(),
                })
                .collect(),
        },
        id: z.id,
        version: z.version,
    })
}

/// All plans of a year, by court.
pub(crate) async fn von(tx: &mut Tx, jahr: i64) -> Result<Vec<PlanGespeichert>> {
    let sql = plaene!("WHERE p.jahr = $1 ORDER BY k.such, p.sache, p.stand DESC, p.id");
    let zeilen: Vec<Zeile> = tx.fetch_all(sql, werte![jahr]).await?;
    let abteilungen: Vec<AbteilungZeile> = tx
        .fetch_all(
            "SELECT a.plan, a.abteilung, a.von, a.bis, a.raum, a.kontakt FROM gericht_abteilung a
             JOIN gericht_plan p ON p.id = a.plan WHERE p.jahr = $1 ORDER BY a.plan, a.lfd",
            werte![jahr],
        )
        .await?;
    zeilen.into_iter().map(|z| lesen(z, &abteilungen)).collect()
}

/// The years there is a plan for, the newest first.
pub(crate) async fn jahre(tx: &mut Tx) -> Result<Vec<i64>> {
    let zeilen: Vec<(i64,)> = tx
        .fetch_all(
            "SELECT DISTINCT jahr FROM gericht_plan ORDER BY jahr DESC",
            werte![],
        )
        .await?;
    Ok(zeilen.into_iter().map(|(j,)| j).collect())
}

/// One plan; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Gerichtsplan>) -> Result<PlanGespeichert> {
    let zeile: Option<Zeile> = tx.fetch_optional(plaene!("WHERE p.id = $1"), werte![id]).await?;
    let abteilungen: Vec<AbteilungZeile> = tx
        .fetch_all(
            "SELECT plan, abteilung, von, bis, raum, kontakt FROM gericht_abteilung WHERE plan = $1 ORDER BY lfd",
            werte![id],
        )
        .await?;
    lesen(zeile.ok_or(amt::Error::NichtGefunden)?, &abteilungen)
}

async fn abteilungen(tx: &mut Tx, id: Id<Gerichtsplan>, d: &PlanDaten) -> Result<()> {
    tx.execute("DELETE FROM gericht_abteilung WHERE plan = $1", werte![id])
        .await?;
    let zeilen = (1_i64..)
        .zip(&d.abteilungen)
        .map(|(lfd, a)| werte![id, lfd, &a.name, &a.von, &a.bis, &a.raum, &a.kontakt])
        .collect();
    tx.insert_many(
        "INSERT INTO gericht_abteilung (plan, lfd, abteilung, von, bis, raum, kontakt) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

pub(crate) async fn einfuegen(
    tx: &mut Tx,
    id: Id<Gerichtsplan>,
    d: &PlanDaten,
    (wer, jetzt): (Id<Benutzer>, Zeitpunkt),
) -> Result<()> {
    tx.execute(
        "INSERT INTO gericht_plan (id, akteur, jahr, sache, art, fundstelle, stand, version, geaendert_am,
         geaendert_von) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)",
        werte![
            id,
            d.gericht,
            d.jahr,
            d.sache.code(),
            d.art.code(),
            &d.fundstelle,
            d.stand,
            jetzt,
            wer
        ],
    )
    .await?;
    abteilungen(tx, id, d).await
}

pub(crate) async fn ersetzen(
    tx: &mut Tx,
    (id, version): (Id<Gerichtsplan>, i64),
    d: &PlanDaten,
    (wer, jetzt): (Id<Benutzer>, Zeitpunkt),
) -> Result<()> {
    tx.execute_one(
        "UPDATE gericht_plan SET akteur = $3, jahr = $4, sache = $5, art = $6, fundstelle = $7, stand = $8,
         geaendert_am = $9, geaendert_von = $10, version = version + 1 WHERE id = $1 AND version = $2",
        werte![
            id,
            version,
            d.gericht,
            d.jahr,
            d.sache.code(),
            d.art.code(),
            &d.fundstelle,
            d.stand,
            jetzt,
            wer
        ],
    )
    .await?;
    abteilungen(tx, id, d).await
}
