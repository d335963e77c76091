//! Handovers of cases.

use base::{Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use crate::model::{Fall, Uebergabe, Uebergabezeile};

macro_rules! spalten {
    () => {
        "u.id, u.version, u.fall, u.von, u.von_name, u.an, u.an_name, u.vertretung, u.vertretung_name, u.grund, \
         u.stand, u.geplant_zum, u.raumeinheit, u.raum_name, u.familie_informiert_am, u.familie_wunsch, \
         u.gespraech_am, u.teilnehmende, u.protokoll, u.offene_punkte, u.anvertraut_ausgenommen, u.angelegt_am"
    };
}

pub(crate) async fn insert(tx: &mut Tx, u: &Uebergabe) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_uebergabe (id, version, fall, von, von_name, an, an_name, vertretung, vertretung_name,
            grund, stand, geplant_zum, raumeinheit, raum_name, familie_informiert_am, familie_wunsch, gespraech_am,
            teilnehmende, protokoll, offene_punkte, anvertraut_ausgenommen, angelegt_am, geaendert_am)
         VALUES ($1,1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$21)",
        werte![
            u.id,
            u.fall,
            u.von,
            &u.von_name,
            u.an,
            &u.an_name,
            u.vertretung,
            &u.vertretung_name,
            u.grund,
            u.stand,
            u.geplant_zum,
            u.raumeinheit,
            &u.raum_name,
            u.familie_informiert_am,
            &u.familie_wunsch,
            u.gespraech_am,
            &u.teilnehmende,
            &u.protokoll,
            &u.offene_punkte,
            u.anvertraut_ausgenommen,
            u.angelegt_am
        ],
    )
    .await?;
    Ok(())
}

/// Saves what a step wrote; fails on a stale version.
pub(crate) async fn update(tx: &mut Tx, u: &Uebergabe, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_uebergabe SET version = version + 1, stand = $3, geplant_zum = $4, familie_informiert_am = $5,
            familie_wunsch = $6, gespraech_am = $7, teilnehmende = $8, protokoll = $9, offene_punkte = $10,
            anvertraut_ausgenommen = $11, geaendert_am = $12 WHERE id = $1 AND version = $2",
        werte![
            u.id,
            u.version,
            u.stand,
            u.geplant_zum,
            u.familie_informiert_am,
            &u.familie_wunsch,
            u.gespraech_am,
            &u.teilnehmende,
            &u.protokoll,
            &u.offene_punkte,
            u.anvertraut_ausgenommen,
            jetzt
        ],
    )
    .await
}

pub(crate) async fn load(tx: &mut Tx, id: Id<Uebergabe>) -> Result<Option<Uebergabe>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM fall_uebergabe u WHERE u.id = $1"),
        werte![id],
    )
    .await
}

/// Of one case, the newest first.
pub(crate) async fn von_fall(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Uebergabe>> {
    tx.fetch_all(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM fall_uebergabe u WHERE u.fall = $1 ORDER BY u.angelegt_am DESC, u.id"
        ),
        werte![fall],
    )
    .await
}

/// Open ones a Fachkraft hands over or takes over, the next day first.
pub(crate) async fn offene(tx: &mut Tx, fachkraft: Uuid) -> Result<Vec<Uebergabe>> {
    tx.fetch_all(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM fall_uebergabe u WHERE (u.von = $1 OR u.an = $1)
               AND u.stand IN ('GEPLANT', 'INFORMIERT', 'GESPRAECH', 'ZURUECKGESTELLT')
             ORDER BY u.geplant_zum, u.id"
        ),
        werte![fachkraft],
    )
    .await
}

/// How many running cases somebody leads, by Fachkraft.
pub(crate) async fn laufende_faelle(tx: &mut Tx) -> Result<Vec<(Uuid, i64)>> {
    tx.fetch_all(
        "SELECT fallfuehrend, COUNT(*) FROM fall
         WHERE stand NOT IN ('F6_ABGELEHNT', 'F11_ABGESCHLOSSEN', 'FX_WEITERGELEITET', 'G11_BEENDET', 'GX_WEITERGELEITET', 'P6_BEENDET', 'J6_ABGESCHLOSSEN', 'JX_ABGEGEBEN') GROUP BY fallfuehrend",
        werte![],
    )
    .await
}

pub(crate) async fn anfuegen(
    tx: &mut Tx,
    uebergabe: Id<Uebergabe>,
    (id, zeit, name): (Uuid, Zeitpunkt, &str),
    (schritt, worte): (&str, &str),
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_uebergabe_verlauf (id, uebergabe, zeit, benutzer_name, schritt, worte)
         VALUES ($1,$2,$3,$4,$5,$6)",
        werte![id, uebergabe, zeit, name, schritt, worte],
    )
    .await?;
    Ok(())
}

pub(crate) async fn verlauf(tx: &mut Tx, uebergabe: Id<Uebergabe>) -> Result<Vec<Uebergabezeile>> {
    tx.fetch_all(
        "SELECT zeit, benutzer_name, schritt, worte FROM fall_uebergabe_verlauf WHERE uebergabe = $1
         ORDER BY zeit, id",
        werte![uebergabe],
    )
    .await
}

/// The case changes hands: one statement for leader and substitute, so that there is never none (RL-13).
pub(crate) async fn uebernehmen(
    tx: &mut Tx,
    fall: &Fall,
    u: &Uebergabe,
    (von, jetzt): (Uuid, Zeitpunkt),
) -> Result<()> {
    tx.execute_one(
        "UPDATE fall SET version = version + 1, fallfuehrend = $3, fallfuehrend_name = $4, vertretung = $5,
            vertretung_name = $6, raumeinheit = $7, raum_name = $8, geaendert_am = $9, geaendert_von = $10
         WHERE id = $1 AND version = $2",
        werte![
            fall.id,
            fall.version,
            u.an,
            &u.an_name,
            u.vertretung,
            &u.vertretung_name,
            u.raumeinheit.unwrap_or(fall.raumeinheit),
            if u.raumeinheit.is_some() {
                &u.raum_name
            } else {
                &fall.raum_name
            },
            jetzt,
            von
        ],
    )
    .await
}

pub(crate) async fn raeume_leeren(tx: &mut Tx, fall: Id<Fall>) -> Result<()> {
    tx.execute("DELETE FROM fall_raum WHERE fall = $1", werte![fall])
        .await?;
    Ok(())
}
