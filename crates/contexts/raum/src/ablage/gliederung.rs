//! Versions of the boundaries.

use std::collections::HashMap;

use amt::{Benutzer, Result};
use base::{Datum, Id, Ids, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use crate::{
    Gliederung, GliederungStatus, codes,
    rules::zeitfolge::Spanne,
    service::{Begruendung, Beschluss, NeueGliederung},
};

/// A version as it is stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct GliederungZeile {
    /// Key.
    pub id: Uuid,
    /// What it is called.
    pub bezeichnung: String,
    /// First day.
    pub gueltig_ab: Datum,
    /// First day on which it no longer holds.
    pub gueltig_bis: Option<Datum>,
    status: String,
    /// Committee.
    pub beschluss_gremium: Option<String>,
    /// Day of the decision.
    pub beschluss_datum: Option<Datum>,
    /// Number of the paper.
    pub beschluss_vorlage: Option<String>,
    /// Reasons.
    #[sqlx(flatten)]
    pub begruendung: Begruendung,
    /// Criticism still open.
    pub kritik_offen: Option<String>,
    /// For saving without overwriting somebody else's change.
    pub version: i64,
}

impl GliederungZeile {
    /// Where it stands.
    ///
    /// # Errors
    /// When the database holds an unknown code.
    pub fn status(&self) -> Result<GliederungStatus> {
        codes::lesen(&self.status)
    }
}

const SPALTEN: &str = "id, bezeichnung, gueltig_ab, gueltig_bis, status, beschluss_gremium, beschluss_datum, \
     beschluss_vorlage, begruendung_geografisch, begruendung_politisch, begruendung_infrastrukturell, \
     begruendung_fallzahlen, kritik_offen, version";

pub async fn laden(tx: &mut Tx, id: Id<Gliederung>) -> Result<Option<GliederungZeile>> {
    let sql = format!("SELECT {SPALTEN} FROM gliederung WHERE id = $1");
    Ok(tx
        .fetch_optional(store::Sql::aus_konstanten(sql), werte![id])
        .await?)
}

pub async fn alle(tx: &mut Tx) -> Result<Vec<GliederungZeile>> {
    let sql = format!("SELECT {SPALTEN} FROM gliederung ORDER BY gueltig_ab DESC, angelegt_am DESC");
    Ok(tx.fetch_all(store::Sql::aus_konstanten(sql), werte![]).await?)
}

pub async fn spannen(tx: &mut Tx) -> Result<Vec<Spanne>> {
    let zeilen: Vec<(Uuid, Datum, Option<Datum>)> = tx
        .fetch_all(
            "SELECT id, gueltig_ab, gueltig_bis FROM gliederung
             WHERE status IN ('BESCHLOSSEN', 'IN_KRAFT', 'ABGELOEST')",
            werte![],
        )
        .await?;
    Ok(zeilen
        .into_iter()
        .map(|(id, ab, bis)| Spanne {
            id: Id::von(id),
            ab,
            bis,
        })
        .collect())
}

pub async fn anlegen(
    tx: &mut Tx,
    id: Id<Gliederung>,
    g: &NeueGliederung,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO gliederung (id, bezeichnung, gueltig_ab, gueltig_bis, status, begruendung_geografisch,
         begruendung_politisch, begruendung_infrastrukturell, begruendung_fallzahlen, kritik_offen, version,
         angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1, $2, $3, $4, 'ENTWURF', $5, $6, $7, $8, $9, 1, $10, $11, $10, $11)",
        werte![
            id,
            &g.bezeichnung,
            g.gueltig_ab,
            g.gueltig_bis,
            &g.begruendung.geografisch,
            &g.begruendung.politisch,
            &g.begruendung.infrastrukturell,
            &g.begruendung.fallzahlen,
            g.kritik_offen.clone(),
            jetzt,
            wer
        ],
    )
    .await?;
    Ok(())
}

pub async fn aendern(
    tx: &mut Tx,
    id: Id<Gliederung>,
    version: i64,
    g: &NeueGliederung,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    tx.execute_one(
        "UPDATE gliederung SET bezeichnung = $3, gueltig_ab = $4, gueltig_bis = $5, begruendung_geografisch = $6,
         begruendung_politisch = $7, begruendung_infrastrukturell = $8, begruendung_fallzahlen = $9,
         kritik_offen = $10, version = version + 1, geaendert_am = $11, geaendert_von = $12
         WHERE id = $1 AND version = $2",
        werte![
            id,
            version,
            &g.bezeichnung,
            g.gueltig_ab,
            g.gueltig_bis,
            &g.begruendung.geografisch,
            &g.begruendung.politisch,
            &g.begruendung.infrastrukturell,
            &g.begruendung.fallzahlen,
            g.kritik_offen.clone(),
            jetzt,
            wer
        ],
    )
    .await?;
    Ok(())
}

pub async fn status_setzen(
    tx: &mut Tx,
    id: Id<Gliederung>,
    version: i64,
    status: GliederungStatus,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    tx.execute_one(
        "UPDATE gliederung SET status = $3, version = version + 1, geaendert_am = $4, geaendert_von = $5
         WHERE id = $1 AND version = $2",
        werte![id, version, status.code(), jetzt, wer],
    )
    .await?;
    Ok(())
}

pub async fn beschliessen(
    tx: &mut Tx,
    id: Id<Gliederung>,
    version: i64,
    bis: Option<Datum>,
    b: &Beschluss,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    tx.execute_one(
        "UPDATE gliederung SET status = 'BESCHLOSSEN', gueltig_bis = $3, beschluss_gremium = $4,
         beschluss_datum = $5, beschluss_vorlage = $6, version = version + 1, geaendert_am = $7, geaendert_von = $8
         WHERE id = $1 AND version = $2",
        werte![id, version, bis, &b.gremium, b.datum, &b.vorlage, jetzt, wer],
    )
    .await?;
    Ok(())
}

pub async fn beenden(
    tx: &mut Tx,
    id: Id<Gliederung>,
    bis: Datum,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    tx.execute(
        "UPDATE gliederung SET gueltig_bis = $2, version = version + 1, geaendert_am = $3, geaendert_von = $4
         WHERE id = $1",
        werte![id, bis, jetzt, wer],
    )
    .await?;
    Ok(())
}

pub async fn andere_abloesen(
    tx: &mut Tx,
    id: Id<Gliederung>,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    tx.execute(
        "UPDATE gliederung SET status = 'ABGELOEST', version = version + 1, geaendert_am = $2, geaendert_von = $3
         WHERE status = 'IN_KRAFT' AND id <> $1",
        werte![id, jetzt, wer],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct BereichKopie {
    strasse: Uuid,
    von_nr: Option<i64>,
    von_zusatz: String,
    bis_nr: Option<i64>,
    bis_zusatz: String,
    paritaet: String,
    plz: String,
    raumeinheit: Uuid,
    zeile: i64,
}

/// Copies units, ranges and exceptions of one version into a fresh one.
pub async fn inhalt_kopieren(
    tx: &mut Tx,
    ids: &dyn Ids,
    von: Id<Gliederung>,
    nach: Id<Gliederung>,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    let alte: Vec<(Uuid, Option<Uuid>)> = tx
        .fetch_all(
            "SELECT id, eltern FROM raumeinheit WHERE gliederung = $1 ORDER BY tiefe, code",
            werte![von],
        )
        .await?;
    let neu: HashMap<Uuid, Uuid> = alte.iter().map(|(id, _)| (*id, ids.uuid())).collect();
    for (alt, eltern) in alte {
        tx.execute(
            "INSERT INTO raumeinheit (id, gliederung, ebene, tiefe, code, name, suchform, eltern, geometrie, west, sued,
             ost, nord, kommune_ags, standort, standort_status, ausbaustatus, grund, einwohner, einwohner_stand, version,
             angelegt_am, angelegt_von, geaendert_am, geaendert_von)
             SELECT $2, $3, ebene, tiefe, code, name, suchform, $4, geometrie, west, sued, ost, nord, kommune_ags,
             standort, standort_status, ausbaustatus, grund, einwohner, einwohner_stand, 1, $5, $6, $5, $6
             FROM raumeinheit WHERE id = $1",
            werte![
                alt,
                neu.get(&alt).copied(),
                nach,
                eltern.and_then(|e| neu.get(&e).copied()),
                jetzt,
                wer
            ],
        )
        .await?;
    }
    let bereiche: Vec<BereichKopie> = tx
        .fetch_all(
            "SELECT strasse, von_nr, von_zusatz, bis_nr, bis_zusatz, paritaet, plz, raumeinheit, zeile
             FROM hausnummernbereich WHERE gliederung = $1",
            werte![von],
        )
        .await?;
    let zeilen = bereiche.into_iter().map(|b| {
        werte![
            ids.uuid(),
            nach,
            b.strasse,
            b.von_nr,
            b.von_zusatz,
            b.bis_nr,
            b.bis_zusatz,
            b.paritaet,
            b.plz,
            neu.get(&b.raumeinheit).copied(),
            b.zeile
        ]
    });
    tx.insert_many(super::bereich::EINFUEGEN, zeilen.collect(), "")
        .await?;
    let ausnahmen: Vec<(Uuid, i64, String, Uuid, String, i64, Uuid)> = tx
        .fetch_all(
            "SELECT strasse, nr, zusatz, raumeinheit, grund, angelegt_am, angelegt_von FROM adress_ausnahme
             WHERE gliederung = $1 AND aufgehoben_am IS NULL",
            werte![von],
        )
        .await?;
    let zeilen = ausnahmen
        .into_iter()
        .map(|(strasse, nr, zusatz, raum, grund, am, von)| {
            werte![
                ids.uuid(),
                nach,
                strasse,
                nr,
                zusatz,
                neu.get(&raum).copied(),
                grund,
                am,
                von
            ]
        });
    tx.insert_many(super::bereich::AUSNAHME_EINFUEGEN, zeilen.collect(), "")
        .await?;
    Ok(())
}
