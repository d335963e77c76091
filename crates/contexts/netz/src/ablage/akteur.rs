//! The table of Akteure.

use std::collections::{HashMap, HashSet};

use amt::Result;
use base::{Id, Zeitpunkt, suchform};
use raum::Raumeinheit;
use store::{Sql, Tx, Wert, werte};
use uuid::Uuid;

use crate::{Akteur, AkteurDaten, codes::AkteurArt};

/// A stored Akteur.
#[derive(Debug, Clone, PartialEq)]
pub struct AkteurGespeichert {
    /// Key.
    pub id: Id<Akteur>,
    /// What is said about it.
    pub daten: AkteurDaten,
    /// The entry of another directory it came from, as JSON.
    pub(crate) hsds: String,
    /// Counter of changes.
    pub version: i64,
    /// When it was changed last.
    pub geaendert_am: Zeitpunkt,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Akteur>,
    name: String,
    art: String,
    telefon: String,
    email: String,
    web: String,
    anschrift: String,
    kontakt_privat: bool,
    einwilligung: bool,
    entwicklungsstufe: Option<String>,
    beteiligungsstand: String,
    beschreibung: String,
    hsds: String,
    version: i64,
    geaendert_am: Zeitpunkt,
}

/// One Akteur; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Akteur>) -> Result<AkteurGespeichert> {
    viele(tx, &[id]).await?.pop().ok_or(amt::Error::NichtGefunden)
}

/// Keys asked for in one statement.
const AUF_EINMAL: usize = 200;

/// These Akteure in this order, with two statements for each two hundred; what there is none of is left out.
pub(crate) async fn viele(tx: &mut Tx, ids: &[Id<Akteur>]) -> Result<Vec<AkteurGespeichert>> {
    let mut aus = Vec::with_capacity(ids.len());
    for teil in ids.chunks(AUF_EINMAL) {
        aus.extend(stueck(tx, teil).await?);
    }
    Ok(aus)
}

async fn stueck(tx: &mut Tx, ids: &[Id<Akteur>]) -> Result<Vec<AkteurGespeichert>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let platz: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    let platz = platz.join(", ");
    let werte = || -> Vec<Wert> { ids.iter().flat_map(|id| werte![*id]).collect() };
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            Sql::aus_konstanten(format!(
                "SELECT id, name, art, telefon, email, web, anschrift, kontakt_privat, einwilligung,
                        entwicklungsstufe, beteiligungsstand, beschreibung, hsds, version, geaendert_am
                 FROM akteur WHERE id IN ({platz})"
            )),
            werte(),
        )
        .await?;
    let orte: Vec<(Id<Akteur>, Id<Raumeinheit>)> = tx
        .fetch_all(
            Sql::aus_konstanten(format!(
                "SELECT akteur, raumeinheit FROM akteur_raum WHERE akteur IN ({platz}) ORDER BY raumeinheit"
            )),
            werte(),
        )
        .await?;
    let mut raeume: HashMap<Uuid, Vec<Id<Raumeinheit>>> = HashMap::new();
    for (akteur, raum) in orte {
        raeume.entry(akteur.uuid()).or_default().push(raum);
    }
    let mut gefunden: HashMap<Uuid, AkteurGespeichert> = HashMap::with_capacity(zeilen.len());
    for z in zeilen {
        gefunden.insert(z.id.uuid(), z.fertig(&mut raeume)?);
    }
    Ok(ids.iter().filter_map(|id| gefunden.remove(&id.uuid())).collect())
}

impl Zeile {
    fn fertig(self, raeume: &mut HashMap<Uuid, Vec<Id<Raumeinheit>>>) -> Result<AkteurGespeichert> {
        let daten = AkteurDaten {
            name: self.name,
            art: self.art.parse().map_err(amt::Error::Intern)?,
            telefon: self.telefon,
            email: self.email,
            web: self.web,
            anschrift: self.anschrift,
            kontakt_privat: self.kontakt_privat,
            einwilligung: self.einwilligung,
            entwicklungsstufe: self.entwicklungsstufe.and_then(|c| c.parse().ok()),
            beteiligungsstand: self.beteiligungsstand.parse().map_err(amt::Error::Intern)?,
            beschreibung: self.beschreibung,
            raeume: raeume.remove(&self.id.uuid()).unwrap_or_default(),
        };
        Ok(AkteurGespeichert {
            id: self.id,
            daten,
            hsds: self.hsds,
            version: self.version,
            geaendert_am: self.geaendert_am,
        })
    }
}

fn spalten(d: &AkteurDaten) -> Vec<Wert> {
    werte![
        &d.name,
        suchform(&d.name),
        d.art.code(),
        &d.telefon,
        &d.email,
        &d.web,
        &d.anschrift,
        d.kontakt_privat,
        d.einwilligung,
        d.entwicklungsstufe.map(|e| e.code()),
        d.beteiligungsstand.code(),
        &d.beschreibung,
    ]
}

/// Writes new Akteure with few statements.
pub(crate) async fn einfuegen(
    tx: &mut Tx,
    neue: &[(Id<Akteur>, &AkteurDaten, &str)],
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let zeilen = neue.iter().map(|(id, d, hsds)| {
        let mut w = werte![*id];
        w.extend(spalten(d));
        w.extend(werte![*hsds, 1i64, jetzt, wer, jetzt, wer]);
        w
    });
    tx.insert_many(
        "INSERT INTO akteur (id, name, such, art, telefon, email, web, anschrift, kontakt_privat, einwilligung,
         entwicklungsstufe, beteiligungsstand, beschreibung, hsds, version, angelegt_am, angelegt_von, geaendert_am,
         geaendert_von) VALUES",
        zeilen.collect(),
        "",
    )
    .await?;
    raeume(tx, neue.iter().map(|(id, d, _)| (*id, *d))).await
}

/// Saves over what is there, if nobody else did since `version`.
pub(crate) async fn ersetzen(
    tx: &mut Tx,
    id: Id<Akteur>,
    version: i64,
    d: &AkteurDaten,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let mut w = werte![id, version];
    w.extend(spalten(d));
    w.extend(werte![jetzt, wer]);
    tx.execute_one(
        "UPDATE akteur SET name = $3, such = $4, art = $5, telefon = $6, email = $7, web = $8, anschrift = $9,
         kontakt_privat = $10, einwilligung = $11, entwicklungsstufe = $12, beteiligungsstand = $13,
         beschreibung = $14, geaendert_am = $15, geaendert_von = $16, version = version + 1
         WHERE id = $1 AND version = $2",
        w,
    )
    .await?;
    tx.execute("DELETE FROM akteur_raum WHERE akteur = $1", werte![id])
        .await?;
    raeume(tx, [(id, d)].into_iter()).await
}

/// Keeps the entry of the other directory beside it.
pub(crate) async fn hsds_merken(tx: &mut Tx, id: Id<Akteur>, hsds: &str) -> Result<()> {
    tx.execute("UPDATE akteur SET hsds = $2 WHERE id = $1", werte![id, hsds])
        .await?;
    Ok(())
}

async fn raeume<'a>(tx: &mut Tx, von: impl Iterator<Item = (Id<Akteur>, &'a AkteurDaten)>) -> Result<()> {
    let zeilen = von.flat_map(|(id, d)| d.raeume.iter().map(move |r| werte![id, *r]));
    tx.insert_many(
        "INSERT INTO akteur_raum (akteur, raumeinheit) VALUES",
        zeilen.collect(),
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

/// Keys of the private people who did not agree to have their contact kept.
pub(crate) async fn verdeckte(tx: &mut Tx) -> Result<HashSet<Uuid>> {
    let zeilen: Vec<(Uuid,)> = tx
        .fetch_all(
            "SELECT id FROM akteur WHERE (kontakt_privat OR art = 'EINZELPERSON') AND NOT einwilligung",
            werte![],
        )
        .await?;
    Ok(zeilen.into_iter().map(|(id,)| id).collect())
}

/// The kind of every Akteur.
pub(crate) async fn arten(tx: &mut Tx) -> Result<HashMap<Uuid, AkteurArt>> {
    let zeilen: Vec<(Uuid, String)> = tx.fetch_all("SELECT id, art FROM akteur", werte![]).await?;
    zeilen
        .into_iter()
        .map(|(id, art)| Ok((id, art.parse().map_err(amt::Error::Intern)?)))
        .collect()
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AkteurZeile {
    /// Key.
    pub id: Id<Akteur>,
    /// Name.
    pub name: String,
    /// Code of the kind.
    pub art: String,
    /// Number of its active offers.
    pub angebote: i64,
}

/// Whether it has a public active offer.
pub(crate) async fn ist_oeffentlich(tx: &mut Tx, id: Id<Akteur>) -> Result<bool> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM angebot WHERE akteur = $1 AND sichtbarkeit = 'OEFFENTLICH' AND status = 'AKTIV'",
            werte![id],
        )
        .await?;
    Ok(n > 0)
}

/// A page of all Akteure whose name contains the words, by name, and how many there are; or of those everybody may
/// read of.
pub(crate) async fn liste(
    tx: &mut Tx,
    such: &str,
    art: &str,
    nur_oeffentliche: bool,
    ab: i64,
    n: i64,
) -> Result<(Vec<AkteurZeile>, i64)> {
    // one text for both questions, so that the count is that of the list
    macro_rules! wo {
        ($vorn:literal, $hinten:literal) => {
            concat!(
                $vorn,
                " FROM akteur k WHERE k.such LIKE '%' || $1 || '%' AND ($2 = '' OR k.art = $2) AND ($3 = 0 OR (
                  (k.einwilligung OR NOT (k.kontakt_privat OR k.art = 'EINZELPERSON')) AND EXISTS (SELECT 1 FROM angebot b
                  WHERE b.akteur = k.id AND b.status = 'AKTIV' AND b.sichtbarkeit = 'OEFFENTLICH'))) ",
                $hinten
            )
        };
    }
    let muster = suchform(such).replace(['%', '_', '\\'], "");
    let nur = i64::from(nur_oeffentliche);
    let zeilen = tx
        .fetch_all(
            wo!(
                "SELECT k.id, k.name, k.art, (SELECT COUNT(*) FROM angebot a WHERE a.akteur = k.id
                 AND a.status = 'AKTIV' AND ($3 = 0 OR a.sichtbarkeit = 'OEFFENTLICH')) AS angebote",
                "ORDER BY k.such, k.id LIMIT $5 OFFSET $4"
            ),
            werte![&muster, art, nur, ab, n],
        )
        .await?;
    let (gesamt,): (i64,) = tx
        .fetch_one(wo!("SELECT COUNT(*)", ""), werte![&muster, art, nur])
        .await?;
    Ok((zeilen, gesamt))
}
