//! The table of offers and those below it.

use std::collections::HashMap;

use amt::Result;
use base::{Cent, Datum, Id, Tri, Zeitpunkt, suchform};
use store::{Sql, Tx, Wert, werte};
use uuid::Uuid;

use super::zeilen::{BarriereZeile, OrtZeile, ZeitZeile, minuten};
use crate::{Akteur, Angebot, AngebotDaten, Barrieren, Ort, Zeit};

/// A stored offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Gespeichert {
    /// Key.
    pub id: Id<Angebot>,
    /// What is said about it.
    pub daten: AngebotDaten,
    /// Name of the Akteur.
    pub akteur_name: String,
    /// The entry of another directory it came from, as JSON; empty when it was made here.
    pub(crate) hsds: String,
    /// Counter of changes.
    pub version: i64,
    /// When it was changed last.
    pub geaendert_am: Zeitpunkt,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Angebot>,
    akteur: Id<Akteur>,
    akteur_name: String,
    titel: String,
    kurzbeschreibung: String,
    leichte_sprache: String,
    art: String,
    themen: String,
    zielgruppen: String,
    alter_von: Option<i64>,
    alter_bis: Option<i64>,
    sektoren: String,
    ortsform: String,
    zeiten_text: String,
    plaetze: Option<i64>,
    frei: Option<i64>,
    kostenlos: Tri,
    kosten: Option<Cent>,
    anmeldung: String,
    telefon: String,
    email: String,
    web: String,
    sprachen: String,
    barriere_hinweis: String,
    fallbezug: String,
    geprueft_am: Datum,
    geprueft_von: String,
    sichtbarkeit: String,
    status: String,
    pruef_tage: Option<i64>,
    platz_einheit: String,
    platz_zielgruppe: String,
    platz_stand: Option<Datum>,
    warteliste: Option<i64>,
    hsds: String,
    version: i64,
    geaendert_am: Zeitpunkt,
}

fn aus_code<T: std::str::FromStr<Err = String>>(code: &str) -> Result<T> {
    code.parse().map_err(amt::Error::Intern)
}

fn codes<T: std::str::FromStr>(text: &str) -> Vec<T> {
    text.split(' ').filter_map(|c| c.parse().ok()).collect()
}

/// One offer; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Angebot>) -> Result<Gespeichert> {
    viele(tx, &[id]).await?.pop().ok_or(amt::Error::NichtGefunden)
}

/// Keys asked for in one statement.
const AUF_EINMAL: usize = 200;

/// These offers in this order, with four statements for all of them; what there is none of is left out.
pub(crate) async fn viele(tx: &mut Tx, ids: &[Id<Angebot>]) -> Result<Vec<Gespeichert>> {
    let mut aus = Vec::with_capacity(ids.len());
    for teil in ids.chunks(AUF_EINMAL) {
        aus.extend(stueck(tx, teil).await?);
    }
    Ok(aus)
}

async fn stueck(tx: &mut Tx, ids: &[Id<Angebot>]) -> Result<Vec<Gespeichert>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let platz: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    let platz = platz.join(", ");
    let werte = || -> Vec<Wert> { ids.iter().flat_map(|id| werte![*id]).collect() };
    let sql = |vorn: &str, hinten: &str| Sql::aus_konstanten(format!("{vorn} IN ({platz}) {hinten}"));
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            sql(
                "SELECT a.id, a.akteur, k.name AS akteur_name, a.titel, a.kurzbeschreibung, a.leichte_sprache, a.art,
                    a.themen, a.zielgruppen, a.alter_von, a.alter_bis, a.sektoren, a.ortsform, a.zeiten_text, a.plaetze,
                    a.frei, a.kostenlos, a.kosten, a.anmeldung, a.telefon, a.email, a.web, a.sprachen,
                    a.barriere_hinweis, a.fallbezug, a.geprueft_am, a.geprueft_von, a.sichtbarkeit, a.status,
                    a.pruef_tage, a.platz_einheit, a.platz_zielgruppe, a.platz_stand, a.warteliste, a.hsds, a.version,
                    a.geaendert_am FROM angebot a JOIN akteur k ON k.id = a.akteur WHERE a.id",
                "",
            ),
            werte(),
        )
        .await?;
    let orte: Vec<OrtZeile> = tx
        .fetch_all(
            sql(
                "SELECT angebot, name, anschrift, plz, ort, lat, lon, raumeinheit FROM angebot_ort WHERE angebot",
                "ORDER BY angebot, lfd",
            ),
            werte(),
        )
        .await?;
    let zeiten: Vec<ZeitZeile> = tx
        .fetch_all(
            sql(
                "SELECT angebot, beginn, ende, rrule, von, bis FROM angebot_zeit WHERE angebot",
                "ORDER BY angebot, lfd",
            ),
            werte(),
        )
        .await?;
    let barrieren: Vec<BarriereZeile> = tx
        .fetch_all(
            sql(
                "SELECT angebot, merkmal, wert, zahl, zahl2 FROM angebot_barriere WHERE angebot",
                "",
            ),
            werte(),
        )
        .await?;
    let mut kinder: HashMap<Uuid, Kinder> = HashMap::new();
    for (id, ort) in orte.into_iter().map(OrtZeile::teilen) {
        kinder.entry(id.uuid()).or_default().orte.push(ort);
    }
    for (id, zeit) in zeiten.into_iter().map(ZeitZeile::teilen) {
        kinder.entry(id.uuid()).or_default().zeiten.push(zeit);
    }
    for zeile in barrieren {
        let (id, merkmal, angabe) = zeile.teilen()?;
        kinder
            .entry(id.uuid())
            .or_default()
            .barrieren
            .insert(merkmal, angabe);
    }
    let mut zeilen: HashMap<Uuid, Zeile> = zeilen.into_iter().map(|z| (z.id.uuid(), z)).collect();
    ids.iter()
        .filter_map(|id| zeilen.remove(&id.uuid()))
        .map(|z| {
            let k = kinder.remove(&z.id.uuid()).unwrap_or_default();
            zusammen(z, k)
        })
        .collect()
}

/// What hangs below an offer.
#[derive(Default)]
struct Kinder {
    orte: Vec<Ort>,
    zeiten: Vec<Zeit>,
    barrieren: Barrieren,
}

fn zusammen(z: Zeile, k: Kinder) -> Result<Gespeichert> {
    let daten = AngebotDaten {
        akteur: z.akteur,
        titel: z.titel,
        kurzbeschreibung: z.kurzbeschreibung,
        leichte_sprache: z.leichte_sprache,
        art: aus_code(&z.art)?,
        themen: codes(&z.themen),
        zielgruppen: z.zielgruppen,
        alter_von: minuten(z.alter_von),
        alter_bis: minuten(z.alter_bis),
        sektoren: codes(&z.sektoren)
            .into_iter()
            .filter(|s: &String| !s.is_empty())
            .collect(),
        ortsform: aus_code(&z.ortsform)?,
        orte: k.orte,
        zeiten: k.zeiten,
        zeiten_text: z.zeiten_text,
        plaetze: z.plaetze,
        frei: z.frei,
        kostenlos: z.kostenlos,
        kosten: z.kosten,
        anmeldung: aus_code(&z.anmeldung)?,
        telefon: z.telefon,
        email: z.email,
        web: z.web,
        sprachen: codes(&z.sprachen)
            .into_iter()
            .filter(|s: &String| !s.is_empty())
            .collect(),
        barrieren: k.barrieren,
        barriere_hinweis: z.barriere_hinweis,
        fallbezug: aus_code(&z.fallbezug)?,
        geprueft_am: z.geprueft_am,
        geprueft_von: z.geprueft_von,
        sichtbarkeit: aus_code(&z.sichtbarkeit)?,
        status: aus_code(&z.status)?,
        pruef_tage: minuten(z.pruef_tage),
        platz_einheit: aus_code(&z.platz_einheit)?,
        platz_zielgruppe: z.platz_zielgruppe,
        platz_stand: z.platz_stand,
        warteliste: z.warteliste,
    };
    Ok(Gespeichert {
        id: z.id,
        daten,
        akteur_name: z.akteur_name,
        hsds: z.hsds,
        version: z.version,
        geaendert_am: z.geaendert_am,
    })
}

/// A new offer on its way into the tables.
pub(crate) struct Neu<'a> {
    pub id: Id<Angebot>,
    pub daten: &'a AngebotDaten,
    pub hsds: &'a str,
}

/// Writes new offers with few statements.
pub(crate) async fn einfuegen(tx: &mut Tx, neue: &[Neu<'_>], wer: Uuid, jetzt: Zeitpunkt) -> Result<()> {
    let zeilen = neue.iter().map(|n| {
        let mut w = werte![n.id, n.daten.akteur];
        w.extend(spalten(n.daten));
        w.extend(werte![n.hsds, 1i64, jetzt, wer, jetzt, wer]);
        w
    });
    tx.insert_many(
        "INSERT INTO angebot (id, akteur, titel, kurzbeschreibung, leichte_sprache, such, art, themen, zielgruppen,
         alter_von, alter_bis, sektoren, ortsform, zeiten_text, plaetze, frei, kostenlos, kosten, anmeldung, telefon,
         email, web, sprachen, barriere_hinweis, fallbezug, geprueft_am, geprueft_von, sichtbarkeit, status,
         pruef_tage, platz_einheit, platz_zielgruppe, platz_stand, warteliste, hsds, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von) VALUES",
        zeilen.collect(),
        "",
    )
    .await?;
    kinder(tx, neue.iter().map(|n| (n.id, n.daten))).await
}

/// Saves over what is there, if nobody else did since `version`.
pub(crate) async fn ersetzen(
    tx: &mut Tx,
    id: Id<Angebot>,
    version: i64,
    d: &AngebotDaten,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let mut w = werte![id, version, d.akteur];
    w.extend(spalten(d));
    w.extend(werte![jetzt, wer]);
    tx.execute_one(
        "UPDATE angebot SET akteur = $3, titel = $4, kurzbeschreibung = $5, leichte_sprache = $6, such = $7, art = $8,
         themen = $9, zielgruppen = $10, alter_von = $11, alter_bis = $12, sektoren = $13, ortsform = $14,
         zeiten_text = $15, plaetze = $16, frei = $17, kostenlos = $18, kosten = $19, anmeldung = $20, telefon = $21,
         email = $22, web = $23, sprachen = $24, barriere_hinweis = $25, fallbezug = $26, geprueft_am = $27,
         geprueft_von = $28, sichtbarkeit = $29, status = $30, pruef_tage = $31, platz_einheit = $32,
         platz_zielgruppe = $33, platz_stand = $34, warteliste = $35, geaendert_am = $36, geaendert_von = $37,
         version = version + 1 WHERE id = $1 AND version = $2",
        w,
    )
    .await?;
    for sql in [
        "DELETE FROM angebot_ort WHERE angebot = $1",
        "DELETE FROM angebot_zeit WHERE angebot = $1",
        "DELETE FROM angebot_barriere WHERE angebot = $1",
    ] {
        tx.execute(sql, werte![id]).await?;
    }
    kinder(tx, [(id, d)].into_iter()).await
}

/// Notes a later check and nothing else; whether it was later.
pub(crate) async fn geprueft(tx: &mut Tx, id: Id<Angebot>, am: Datum, von: &str) -> Result<bool> {
    let n = tx
        .execute(
            "UPDATE angebot SET geprueft_am = $2, geprueft_von = $3 WHERE id = $1 AND geprueft_am < $2",
            werte![id, am, von],
        )
        .await?;
    Ok(n > 0)
}

/// Keeps the entry of the other directory beside it.
pub(crate) async fn hsds_merken(tx: &mut Tx, id: Id<Angebot>, hsds: &str) -> Result<()> {
    tx.execute("UPDATE angebot SET hsds = $2 WHERE id = $1", werte![id, hsds])
        .await?;
    Ok(())
}

fn spalten(d: &AngebotDaten) -> Vec<Wert> {
    let orte: String = d.orte.iter().map(|o| format!(" {} {}", o.name, o.ort)).collect();
    let such = suchform(&format!(
        "{} {} {}{orte}",
        d.titel, d.kurzbeschreibung, d.zielgruppen
    ));
    let themen: Vec<&str> = d.themen.iter().map(|t| t.code()).collect();
    werte![
        &d.titel,
        &d.kurzbeschreibung,
        &d.leichte_sprache,
        such,
        d.art.code(),
        themen.join(" "),
        &d.zielgruppen,
        d.alter_von,
        d.alter_bis,
        d.sektoren.join(" "),
        d.ortsform.code(),
        &d.zeiten_text,
        d.plaetze,
        d.frei,
        d.kostenlos,
        d.kosten,
        d.anmeldung.code(),
        &d.telefon,
        &d.email,
        &d.web,
        d.sprachen.join(" "),
        &d.barriere_hinweis,
        d.fallbezug.code(),
        d.geprueft_am,
        &d.geprueft_von,
        d.sichtbarkeit.code(),
        d.status.code(),
        d.pruef_tage,
        d.platz_einheit.code(),
        &d.platz_zielgruppe,
        d.platz_stand,
        d.warteliste,
    ]
}

fn nummer(i: usize) -> i64 {
    i64::try_from(i).unwrap_or(i64::MAX)
}

async fn kinder<'a>(
    tx: &mut Tx,
    von: impl Iterator<Item = (Id<Angebot>, &'a AngebotDaten)> + Clone,
) -> Result<()> {
    let orte = von.clone().flat_map(|(id, d)| {
        d.orte.iter().enumerate().map(move |(i, o)| {
            let (lat, lon) = (o.punkt.map(|p| p.lat), o.punkt.map(|p| p.lon));
            werte![
                id,
                nummer(i),
                &o.name,
                &o.anschrift,
                &o.plz,
                &o.ort,
                lat,
                lon,
                o.raumeinheit
            ]
        })
    });
    tx.insert_many(
        "INSERT INTO angebot_ort (angebot, lfd, name, anschrift, plz, ort, lat, lon, raumeinheit) VALUES",
        orte.collect(),
        "",
    )
    .await?;
    let zeiten = von.clone().flat_map(|(id, d)| {
        d.zeiten
            .iter()
            .enumerate()
            .map(move |(i, z)| werte![id, nummer(i), z.beginn, z.ende, &z.rrule, z.von, z.bis])
    });
    tx.insert_many(
        "INSERT INTO angebot_zeit (angebot, lfd, beginn, ende, rrule, von, bis) VALUES",
        zeiten.collect(),
        "",
    )
    .await?;
    let barrieren = von.flat_map(|(id, d)| {
        d.barrieren
            .iter()
            .map(move |(m, a)| werte![id, m.code(), a.wert, a.zahl, a.zahl2, m.einheit().zeichen()])
    });
    tx.insert_many(
        "INSERT INTO angebot_barriere (angebot, merkmal, wert, zahl, zahl2, einheit) VALUES",
        barrieren.collect(),
        "",
    )
    .await?;
    Ok(())
}
