//! Which offers others may read.

use amt::Result;
use base::{Id, Zeitpunkt, suchform};
use store::{Tx, werte};
use uuid::Uuid;

use crate::{Akteur, Angebot};

/// What a list is narrowed to; empty means not at all.
pub(crate) struct Filter<'a> {
    pub text: &'a str,
    pub akteur: Option<Uuid>,
    pub thema: &'a str,
    pub seit: Option<Zeitpunkt>,
    /// For everybody: the words must not find the name of a private person's place.
    pub fuer_alle: bool,
}

/// Keys of the public active offers, by title, and how many there are.
pub(crate) async fn liste(tx: &mut Tx, f: &Filter<'_>, ab: i64, n: i64) -> Result<(Vec<Id<Angebot>>, i64)> {
    // one text for both questions, so that the count is that of the list
    macro_rules! wo {
        ($vorn:literal, $hinten:literal) => {
            concat!(
                $vorn,
                " FROM angebot a WHERE a.sichtbarkeit = 'OEFFENTLICH' AND a.status = 'AKTIV'
        AND a.such LIKE '%' || $1 || '%' AND ($2 = 0 OR a.akteur = $3)
        AND ($6 = 0 OR $1 = '' OR NOT EXISTS (SELECT 1 FROM akteur k JOIN angebot_ort o ON o.angebot = a.id
             WHERE k.id = a.akteur AND o.name <> '' AND (k.kontakt_privat OR k.art = 'EINZELPERSON')
             AND NOT k.einwilligung))
        AND ($4 = '' OR ' ' || a.themen || ' ' LIKE '% ' || $4 || ' %') AND a.geaendert_am >= $5 ",
                $hinten
            )
        };
    }
    let muster = suchform(f.text).replace(['%', '_', '\\'], "");
    let seit = f.seit.map_or(0, Zeitpunkt::mikros);
    let mit_akteur = i64::from(f.akteur.is_some());
    let akteur = f.akteur.unwrap_or(Uuid::nil());
    let fuer_alle = i64::from(f.fuer_alle);
    let werte = werte![&muster, mit_akteur, akteur, f.thema, seit, fuer_alle];
    let (gesamt,): (i64,) = tx.fetch_one(wo!("SELECT COUNT(*)", ""), werte).await?;
    let zeilen: Vec<(Id<Angebot>,)> = tx
        .fetch_all(
            wo!("SELECT a.id", "ORDER BY a.titel, a.id LIMIT $8 OFFSET $7"),
            werte![&muster, mit_akteur, akteur, f.thema, seit, fuer_alle, ab, n],
        )
        .await?;
    Ok((zeilen.into_iter().map(|(id,)| id).collect(), gesamt))
}

/// Keys of the institutions that may be named to everybody, by name, and how many there are: only those with a public
/// active offer, for that some of them exist at all is not for everybody.
pub(crate) async fn organisationen(
    tx: &mut Tx,
    text: &str,
    ab: i64,
    n: i64,
) -> Result<(Vec<Id<Akteur>>, i64)> {
    macro_rules! wo {
        ($vorn:literal, $hinten:literal) => {
            concat!(
                $vorn,
                " FROM akteur k WHERE k.such LIKE '%' || $1 || '%'
                  AND (k.einwilligung = $2 OR (k.kontakt_privat <> $2 AND k.art <> 'EINZELPERSON'))
                  AND EXISTS (SELECT 1 FROM angebot a WHERE a.akteur = k.id AND a.sichtbarkeit = 'OEFFENTLICH'
                              AND a.status = 'AKTIV') ",
                $hinten
            )
        };
    }
    let muster = suchform(text).replace(['%', '_', '\\'], "");
    let (gesamt,): (i64,) = tx
        .fetch_one(wo!("SELECT COUNT(*)", ""), werte![&muster, true])
        .await?;
    let zeilen: Vec<(Id<Akteur>,)> = tx
        .fetch_all(
            wo!("SELECT k.id", "ORDER BY k.such, k.id LIMIT $4 OFFSET $3"),
            werte![&muster, true, ab, n],
        )
        .await?;
    Ok((zeilen.into_iter().map(|(id,)| id).collect(), gesamt))
}
