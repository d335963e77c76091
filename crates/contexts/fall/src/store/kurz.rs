use amt::recht::Sicht;
use base::{Datum, Id, Zeitpunkt};
use store::{Result, Sql, Tx, Wert, werte};
use uuid::Uuid;

use crate::model::{Gespraech, KbStand, Kurzberatung, Merkstand};

macro_rules! spalten {
    () => {
        "id, version, stand, datum, raumeinheit, raum_name, ort, dauer, themen, altersgruppen, personen_anzahl, \
         erstkontakt_in_woche, merkzeichen, ergebnis, weg_weisungen, norm, elterninfo_gesperrt, hilfe_antwort"
    };
}

pub(crate) async fn insert(
    tx: &mut Tx,
    k: &Kurzberatung,
    notiz: &str,
    einmal: Uuid,
    von: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO kurzberatung (id, version, einmal, stand, datum, raumeinheit, raum_name, ort, dauer, themen,
            altersgruppen, personen_anzahl, erstkontakt_in_woche, merkzeichen, merkzeichen_such, ergebnis,
            weg_weisungen, norm, elterninfo_gesperrt, notiz, hilfe_antwort, angelegt_am, angelegt_von, geaendert_am,
            geaendert_von)
         VALUES ($1,1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$21,$22)",
        werte![
            k.id,
            einmal,
            k.stand,
            k.datum,
            k.raumeinheit,
            &k.raum_name,
            k.ort,
            k.dauer,
            &k.themen,
            &k.altersgruppen,
            k.personen_anzahl,
            k.erstkontakt_in_woche,
            &k.merkzeichen,
            base::suchform(&k.merkzeichen),
            k.ergebnis,
            k.weg_weisungen,
            k.norm,
            k.elterninfo_gesperrt,
            notiz,
            k.hilfe_antwort.clone(),
            jetzt,
            von
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn load(tx: &mut Tx, id: Id<Kurzberatung>) -> Result<Option<Kurzberatung>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM kurzberatung WHERE id = $1"),
        werte![id],
    )
    .await
}

pub(crate) async fn mit_einmal(tx: &mut Tx, einmal: Uuid) -> Result<Option<Id<Kurzberatung>>> {
    let z: Option<(Id<Kurzberatung>,)> = tx
        .fetch_optional("SELECT id FROM kurzberatung WHERE einmal = $1", werte![einmal])
        .await?;
    Ok(z.map(|z| z.0))
}

/// Answer and state; fails on a stale version.
pub(crate) async fn update(tx: &mut Tx, k: &Kurzberatung, von: Uuid, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute_one(
        "UPDATE kurzberatung SET version = version + 1, stand = $3, hilfe_antwort = $4, geaendert_am = $5,
            geaendert_von = $6 WHERE id = $1 AND version = $2",
        werte![k.id, k.version, k.stand, k.hilfe_antwort.clone(), jetzt, von],
    )
    .await
}

/// Conversations and minutes of one Merkzeichen; an empty one counts nothing.
pub(crate) async fn merkstand(tx: &mut Tx, merkzeichen: &str) -> Result<Merkstand> {
    if merkzeichen.is_empty() {
        return Ok(Merkstand::default());
    }
    tx.fetch_one(
        "SELECT COUNT(*) AS kontakte, CAST(COALESCE(SUM(dauer), 0) AS BIGINT) AS minuten FROM (
            SELECT k.dauer FROM kurzberatung k WHERE k.merkzeichen_such = $1
            UNION ALL SELECT g.dauer FROM kurzberatung_gespraech g
                JOIN kurzberatung k ON k.id = g.kurzberatung WHERE k.merkzeichen_such = $1) AS alle",
        werte![base::suchform(merkzeichen)],
    )
    .await
}

/// A further conversation of the same Kurzberatung.
pub(crate) async fn gespraech_anfuegen(
    tx: &mut Tx,
    k: Id<Kurzberatung>,
    g: &Gespraech,
    (id, von, jetzt): (Uuid, Uuid, Zeitpunkt),
) -> Result<()> {
    tx.execute(
        "INSERT INTO kurzberatung_gespraech (id, kurzberatung, datum, ort, dauer, angelegt_am, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        werte![id, k, g.datum, g.ort, g.dauer, jetzt, von],
    )
    .await?;
    Ok(())
}

/// The further conversations, oldest first.
pub(crate) async fn gespraeche(tx: &mut Tx, k: Id<Kurzberatung>) -> Result<Vec<Gespraech>> {
    tx.fetch_all(
        "SELECT datum, ort, dauer FROM kurzberatung_gespraech WHERE kurzberatung = $1 ORDER BY datum, id",
        werte![k],
    )
    .await
}

/// The note of a Kurzberatung, shown on its own page only.
pub(crate) async fn notiz(tx: &mut Tx, k: Id<Kurzberatung>) -> Result<String> {
    let (n,): (String,) = tx
        .fetch_one("SELECT notiz FROM kurzberatung WHERE id = $1", werte![k])
        .await?;
    Ok(n)
}

/// One page, newest first. Those with a whole view see all; others their Räume and their own.
pub(crate) async fn seite(
    tx: &mut Tx,
    sicht: &Sicht,
    merkzeichen: &str,
    stand: Option<KbStand>,
    ab: Option<Datum>,
    (von, anzahl): (i64, i64),
) -> Result<(Vec<Kurzberatung>, i64)> {
    let mut werte: Vec<Wert> = werte![];
    let mut wo = "1 = 1".to_owned();
    if !sicht.alles {
        werte.push(sicht.benutzer.into());
        wo.push_str(" AND (angelegt_von = $1");
        for r in &sicht.raeume {
            werte.push((*r).into());
            wo.push_str(&format!(" OR raumeinheit = ${}", werte.len()));
        }
        wo.push(')');
    }
    if !merkzeichen.is_empty() {
        werte.push(base::suchform(merkzeichen).into());
        wo.push_str(&format!(" AND merkzeichen_such = ${}", werte.len()));
    }
    if let Some(s) = stand {
        werte.push(s.into());
        wo.push_str(&format!(" AND stand = ${}", werte.len()));
    }
    if let Some(d) = ab {
        werte.push(d.into());
        wo.push_str(&format!(" AND datum >= ${}", werte.len()));
    }
    let (gesamt,): (i64,) = tx
        .fetch_one(
            Sql::aus_konstanten(format!("SELECT COUNT(*) FROM kurzberatung WHERE {wo}")),
            werte.clone(),
        )
        .await?;
    werte.push(anzahl.into());
    werte.push(von.into());
    let n = werte.len();
    let text = format!(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM kurzberatung WHERE {} ORDER BY datum DESC, id DESC LIMIT ${} OFFSET ${}"
        ),
        wo,
        n - 1,
        n
    );
    Ok((tx.fetch_all(Sql::aus_konstanten(text), werte).await?, gesamt))
}
