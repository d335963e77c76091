//! Entries to be compared, and pairs somebody said are two.

use std::collections::HashSet;

use amt::{Benutzer, Result};
use base::{Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use crate::{Akteur, codes::DoppeltArt, rules::doppelt::Vergleichbar};

/// Most entries that are compared at once.
const HOECHSTENS: i64 = 20_000;

type Zeile = (Uuid, String, String, String, String, String, String, String);

fn lesen((id, name, von, anschrift, plz, telefon, email, web): Zeile) -> Vergleichbar {
    Vergleichbar {
        id,
        name,
        von,
        anschrift,
        plz,
        telefon,
        email,
        web,
    }
}

/// All entries of a kind, by key.
pub(crate) async fn alle(tx: &mut Tx, art: DoppeltArt) -> Result<Vec<Vergleichbar>> {
    let sql = match art {
        DoppeltArt::Akteur => {
            "SELECT id, name, '', anschrift, '', telefon, email, web FROM akteur ORDER BY id LIMIT $1"
        }
        DoppeltArt::Angebot => {
            "SELECT a.id, a.titel, k.name, COALESCE(o.anschrift, ''), COALESCE(o.plz, ''), a.telefon, a.email, a.web
             FROM angebot a JOIN akteur k ON k.id = a.akteur
             LEFT JOIN angebot_ort o ON o.angebot = a.id
                 AND o.lfd = (SELECT MIN(p.lfd) FROM angebot_ort p WHERE p.angebot = a.id)
             WHERE a.status IN ('AKTIV', 'PAUSIERT') ORDER BY a.id LIMIT $1"
        }
    };
    let zeilen: Vec<Zeile> = tx.fetch_all(sql, werte![HOECHSTENS]).await?;
    Ok(zeilen.into_iter().map(lesen).collect())
}

/// The pairs somebody said are two, the lower key first.
pub(crate) async fn verschiedene(tx: &mut Tx, art: DoppeltArt) -> Result<HashSet<(Uuid, Uuid)>> {
    let zeilen: Vec<(Uuid, Uuid)> = tx
        .fetch_all(
            "SELECT a, b FROM sind_verschieden WHERE art = $1",
            werte![art.code()],
        )
        .await?;
    Ok(zeilen.into_iter().collect())
}

pub(crate) async fn verschieden(
    tx: &mut Tx,
    art: DoppeltArt,
    (a, b): (Uuid, Uuid),
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO sind_verschieden (art, a, b, benutzer, zeit) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (art, a, b) DO NOTHING",
        werte![art.code(), a.min(b), a.max(b), wer, jetzt],
    )
    .await?;
    Ok(())
}

/// The next import knows that one entry now is the other.
pub(crate) async fn fremdschluessel_umhaengen(
    tx: &mut Tx,
    art: DoppeltArt,
    von: Uuid,
    nach: Uuid,
) -> Result<()> {
    tx.execute(
        "UPDATE fremdschluessel SET objekt = $3 WHERE art = $1 AND objekt = $2",
        werte![art.code(), von, nach],
    )
    .await?;
    Ok(())
}

/// The offers of an Akteur, whatever their state.
pub(crate) async fn angebote_von(tx: &mut Tx, id: Id<Akteur>) -> Result<Vec<Uuid>> {
    let zeilen: Vec<(Uuid,)> = tx
        .fetch_all("SELECT id FROM angebot WHERE akteur = $1 ORDER BY id", werte![id])
        .await?;
    Ok(zeilen.into_iter().map(|(id,)| id).collect())
}

/// Takes an Akteur away that has no offers any more; its history stays.
pub(crate) async fn akteur_loeschen(tx: &mut Tx, id: Id<Akteur>) -> Result<()> {
    tx.execute("DELETE FROM akteur_raum WHERE akteur = $1", werte![id])
        .await?;
    tx.execute_one("DELETE FROM akteur WHERE id = $1", werte![id])
        .await?;
    Ok(())
}
