//! Offers as other programs take them: the whole directory or what a search found.

use amt::{Kontext, Result, recht::Sicht};
use base::Id;
use store::{Tx, werte};

use super::oeffentlich::{PRIVAT, verdecken};
use crate::{
    Angebot, AngebotDaten, ablage,
    codes::{AkteurArt, Sichtbarkeit},
};

/// An offer on its way out.
#[derive(Debug, Clone, PartialEq)]
pub struct Ausgabe {
    /// Key.
    pub id: Id<Angebot>,
    /// What is said about it.
    pub daten: AngebotDaten,
    /// Name of the Akteur.
    pub akteur: String,
    /// Its kind.
    pub akteur_art: AkteurArt,
}

/// Keys of the active offers of the directory, by title: of all of them, or of the public ones.
///
/// # Errors
/// When the database cannot be read.
pub async fn verzeichnis(tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Id<Angebot>>> {
    Sicht::auf::<Angebot>(kontext)?;
    let alle = i64::from(!super::nur_oeffentlich(kontext));
    let zeilen: Vec<(Id<Angebot>,)> = tx
        .fetch_all(
            "SELECT id FROM angebot WHERE status = 'AKTIV' AND ($1 = 1 OR sichtbarkeit = 'OEFFENTLICH')
             ORDER BY titel, id",
            werte![alle],
        )
        .await?;
    Ok(zeilen.into_iter().map(|(id,)| id).collect())
}

/// These offers with everything that may leave the office: never the name, place or number of a private person who did
/// not agree, for a file is passed on.
///
/// # Errors
/// When the database cannot be read.
pub async fn ausgaben(tx: &mut Tx, kontext: &Kontext, ids: &[Id<Angebot>]) -> Result<Vec<Ausgabe>> {
    Sicht::auf::<Angebot>(kontext)?;
    let nur_oeffentlich = super::nur_oeffentlich(kontext);
    let verdeckt = ablage::akteur::verdeckte(tx).await?;
    let arten = ablage::akteur::arten(tx).await?;
    let mut aus = Vec::with_capacity(ids.len());
    for g in ablage::angebot::viele(tx, ids).await? {
        if nur_oeffentlich && g.daten.sichtbarkeit != Sichtbarkeit::Oeffentlich {
            continue;
        }
        let mut eins = Ausgabe {
            id: g.id,
            akteur_art: arten
                .get(&g.daten.akteur.uuid())
                .copied()
                .unwrap_or(AkteurArt::Verein),
            daten: g.daten,
            akteur: g.akteur_name,
        };
        if verdeckt.contains(&eins.daten.akteur.uuid()) {
            verdecken(&mut eins.daten);
            PRIVAT.clone_into(&mut eins.akteur);
        }
        aus.push(eins);
    }
    Ok(aus)
}
