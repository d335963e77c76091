//! Streets and their ranges of house numbers.

use std::collections::HashMap;

use amt::{
    App, Error, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis},
};
use base::{Id, Text, suchform};
use store::{Tx, werte};
use uuid::Uuid;
use zuordnung::{Bereich, Hausnummer};

use super::{einspielen::Einspielbericht, gliederung::entwurf_verlangen};
use crate::{
    Gliederung, Hausnummernbereich, Paritaet, Strasse,
    ablage::{bereich as db, stand},
};

/// A street as the directory lists it.
#[derive(Debug, Clone)]
pub struct NeueStrasse {
    /// Street key; the same key means the same street.
    pub schluessel: Text<13>,
    /// Name.
    pub name: Text<120>,
    /// AGS of its Kommune.
    pub kommune_ags: Text<8>,
    /// Kommune or place as people write it.
    pub ort: Text<80>,
    /// Other names, each with a note such as "bis 2019".
    pub aliase: Vec<(Text<120>, Text<80>)>,
    /// Line of the source.
    pub zeile: u32,
}

/// Creates or updates streets by their key.
///
/// # Errors
/// When the database refuses; a street without key or name is refused in the report (`RAUM-E23`).
pub async fn strassen_einspielen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Strasse>,
    neue: Vec<NeueStrasse>,
) -> Result<Einspielbericht> {
    let mut bericht = Einspielbericht::default();
    let da = db::strassen(tx).await?;
    let mut ids: HashMap<String, Uuid> = da.iter().map(|(k, v)| (k.clone(), v.0)).collect();
    let mut zeilen = Vec::with_capacity(neue.len());
    let mut aliase = Vec::new();
    let mut gesehen = HashMap::new();
    for s in neue {
        if s.schluessel.is_empty() || s.name.is_empty() {
            bericht.abweisen(
                "RAUM-E23",
                s.zeile,
                "Straßenschlüssel und Name müssen angegeben sein.",
            );
            continue;
        }
        if let Some(erste) = gesehen.insert(s.schluessel.to_string(), s.zeile) {
            let text = format!(
                "Der Straßenschlüssel {} steht schon in Zeile {erste}.",
                s.schluessel
            );
            bericht.abweisen("RAUM-E23", s.zeile, text);
            continue;
        }
        let id = *ids
            .entry(s.schluessel.to_string())
            .or_insert_with(|| app.ids.uuid());
        if da.contains_key(s.schluessel.as_str()) {
            bericht.geaendert += 1;
        } else {
            bericht.neu += 1;
        }
        for (name, hinweis) in &s.aliase {
            aliase.push(werte![id, name, hinweis]);
        }
        zeilen.push(werte![
            id,
            s.schluessel,
            &s.name,
            suchform(&s.name),
            s.kommune_ags,
            s.ort
        ]);
    }
    tx.insert_many(
        "INSERT INTO strasse (id, schluessel, name, suchform, kommune_ags, ort) VALUES",
        zeilen,
        "ON CONFLICT (schluessel) DO UPDATE SET name = excluded.name, suchform = excluded.suchform,
         kommune_ags = excluded.kommune_ags, ort = excluded.ort",
    )
    .await?;
    tx.insert_many(
        "INSERT INTO strasse_alias (strasse, name, hinweis) VALUES",
        aliase,
        "ON CONFLICT (strasse, name) DO NOTHING",
    )
    .await?;
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, app.ids.neu(), bericht.angaben());
    Ok(bericht)
}

/// A range of house numbers as the directory lists it.
#[derive(Debug, Clone)]
pub struct NeuerBereich {
    /// Key of the street.
    pub strassenschluessel: String,
    /// First and last number; `None` = the street as a whole.
    pub nummern: Option<(Hausnummer, Hausnummer)>,
    /// Side.
    pub paritaet: Paritaet,
    /// PLZ of this stretch; may be empty.
    pub plz: String,
    /// Code of the unit.
    pub raum: String,
    /// Line of the source.
    pub zeile: u32,
}

/// Replaces all ranges of the streets named here in a draft. Overlaps are stored; the check names them (`RAUM-E10`).
///
/// # Errors
/// `RAUM-E19` when the version is decided. Single lines are refused in the report: `RAUM-E02` unknown street,
/// `RAUM-E24` unknown unit, `RAUM-E25` range that runs backwards.
pub async fn hausnummernbereiche_einspielen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Gliederung>,
    gliederung: Id<Gliederung>,
    neue: Vec<NeuerBereich>,
) -> Result<Einspielbericht> {
    entwurf_verlangen(tx, gliederung).await?;
    let mut bericht = Einspielbericht::default();
    let strassen = db::strassen(tx).await?;
    let raeume: Vec<(String, Uuid)> = tx
        .fetch_all(
            "SELECT code, id FROM raumeinheit WHERE gliederung = $1",
            werte![gliederung],
        )
        .await?;
    let raeume: HashMap<String, Uuid> = raeume.into_iter().collect();
    let mut zeilen = Vec::with_capacity(neue.len());
    let mut betroffen: Vec<Uuid> = Vec::new();
    for b in neue {
        let Some((strasse, _)) = strassen.get(&b.strassenschluessel) else {
            let text = format!(
                "Die Straße mit dem Schlüssel „{}“ gibt es nicht.",
                b.strassenschluessel
            );
            bericht.abweisen("RAUM-E02", b.zeile, text);
            continue;
        };
        let Some(raum) = raeume.get(&b.raum) else {
            bericht.abweisen(
                "RAUM-E24",
                b.zeile,
                format!("Den Raum „{}“ gibt es nicht.", b.raum),
            );
            continue;
        };
        if let Some((von, bis)) = b.nummern
            && let Err(fehler) = Bereich::neu(von, bis, b.paritaet.into())
        {
            bericht.abweisen("RAUM-E25", b.zeile, fehler.to_string());
            continue;
        }
        betroffen.push(*strasse);
        let (von, bis) = (b.nummern.map(|n| n.0), b.nummern.map(|n| n.1));
        zeilen.push(werte![
            app.ids.uuid(),
            gliederung,
            *strasse,
            von.map(|n| i64::from(n.nr())),
            zusatz(von),
            bis.map(|n| i64::from(n.nr())),
            zusatz(bis),
            b.paritaet.code(),
            b.plz,
            *raum,
            b.zeile
        ]);
    }
    betroffen.sort_unstable();
    betroffen.dedup();
    for strasse in betroffen {
        tx.execute(
            "DELETE FROM hausnummernbereich WHERE gliederung = $1 AND strasse = $2",
            werte![gliederung, strasse],
        )
        .await?;
    }
    bericht.neu = tx.insert_many(db::EINFUEGEN, zeilen, "").await?;
    stand::erhoehen(app, tx).await?;
    journal::notieren(
        tx,
        &*app.uhr,
        may,
        gliederung,
        format!("bereiche:{}", bericht.angaben()),
    );
    Ok(bericht)
}

/// Takes a range out of a draft.
///
/// # Errors
/// `RAUM-E19`; [`Error::NichtGefunden`].
pub async fn hausnummernbereich_loeschen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Gliederung>,
    gliederung: Id<Gliederung>,
    id: Id<Hausnummernbereich>,
) -> Result<()> {
    entwurf_verlangen(tx, gliederung).await?;
    let weg = tx
        .execute(
            "DELETE FROM hausnummernbereich WHERE id = $1 AND gliederung = $2",
            werte![id, gliederung],
        )
        .await?;
    if weg == 0 {
        return Err(Error::NichtGefunden);
    }
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, gliederung, "bereich");
    Ok(())
}

/// The letter of a house number as it is stored; empty = none.
pub(super) fn zusatz(n: Option<Hausnummer>) -> String {
    n.and_then(Hausnummer::zusatz)
        .map(String::from)
        .unwrap_or_default()
}
