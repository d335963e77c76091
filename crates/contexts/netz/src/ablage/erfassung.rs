//! The tables of surveys.

use std::collections::BTreeMap;

use amt::{Benutzer, Result};
use base::{Datum, Id, Punkt, Zeitpunkt};
use raum::Raumeinheit;
use store::{Sql, Tx, werte};

use crate::{
    codes::ErfassungStatus,
    erfassung::{
        EintragDaten, EintragGespeichert, Erfassung, ErfassungDaten, ErfassungEintrag, ErfassungGespeichert,
    },
    kurzskizze::Kurzskizze,
};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Erfassung>,
    raumeinheit: Id<Raumeinheit>,
    fassung: i64,
    status: String,
    stichtag: Datum,
    verfasser: String,
    quellen: String,
    team_am: Option<Datum>,
    runde_am: Option<Datum>,
    freigegeben_von: String,
    freigegeben_am: Option<Datum>,
    veroeffentlicht_am: Option<Datum>,
    grund: String,
    version: i64,
}

const SPALTEN: &str =
    "SELECT id, raumeinheit, fassung, status, stichtag, verfasser, quellen, team_am, runde_am,
    freigegeben_von, freigegeben_am, veroeffentlicht_am, grund, version FROM erfassung";

impl Zeile {
    fn lesen(self) -> Result<ErfassungGespeichert> {
        Ok(ErfassungGespeichert {
            id: self.id,
            raumeinheit: self.raumeinheit,
            fassung: self.fassung,
            status: self.status.parse().map_err(amt::Error::Intern)?,
            daten: ErfassungDaten {
                stichtag: self.stichtag,
                verfasser: self.verfasser,
                texte: BTreeMap::new(),
                quellen: self.quellen,
            },
            team_am: self.team_am,
            runde_am: self.runde_am,
            freigegeben: self.freigegeben_am.map(|am| (self.freigegeben_von, am)),
            veroeffentlicht_am: self.veroeffentlicht_am,
            grund: self.grund,
            version: self.version,
        })
    }
}

/// All surveys, by space, the newest Fassung first; without their texts.
pub(crate) async fn alle(tx: &mut Tx) -> Result<Vec<ErfassungGespeichert>> {
    let sql = format!("{SPALTEN} ORDER BY raumeinheit, fassung DESC");
    let zeilen: Vec<Zeile> = tx.fetch_all(Sql::aus_konstanten(sql), werte![]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// Those of one space, the newest first; without their texts.
pub(crate) async fn von_raum(tx: &mut Tx, raum: Id<Raumeinheit>) -> Result<Vec<ErfassungGespeichert>> {
    let sql = format!("{SPALTEN} WHERE raumeinheit = $1 ORDER BY fassung DESC");
    let zeilen: Vec<Zeile> = tx.fetch_all(Sql::aus_konstanten(sql), werte![raum]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One with its texts; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Erfassung>) -> Result<ErfassungGespeichert> {
    let sql = format!("{SPALTEN} WHERE id = $1");
    let zeile: Option<Zeile> = tx.fetch_optional(Sql::aus_konstanten(sql), werte![id]).await?;
    let mut g = zeile.ok_or(amt::Error::NichtGefunden)?.lesen()?;
    let texte: Vec<(String, String)> = tx
        .fetch_all(
            "SELECT abschnitt, text FROM erfassung_text WHERE erfassung = $1",
            werte![id],
        )
        .await?;
    for (abschnitt, text) in texte {
        let abschnitt = abschnitt.parse().map_err(amt::Error::Intern)?;
        g.daten.texte.insert(abschnitt, text);
    }
    Ok(g)
}

pub(crate) async fn einfuegen(
    tx: &mut Tx,
    g: &ErfassungGespeichert,
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO erfassung (id, raumeinheit, fassung, status, stichtag, verfasser, quellen, freigegeben_von, grund,
         kurz, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1, $2, $3, $4, $5, $6, $7, '', '', '', 1, $8, $9, $8, $9)",
        werte![
            g.id,
            g.raumeinheit,
            g.fassung,
            g.status.code(),
            g.daten.stichtag,
            &g.daten.verfasser,
            &g.daten.quellen,
            jetzt,
            wer
        ],
    )
    .await?;
    texte(tx, g.id, &g.daten).await
}

async fn texte(tx: &mut Tx, id: Id<Erfassung>, d: &ErfassungDaten) -> Result<()> {
    tx.execute("DELETE FROM erfassung_text WHERE erfassung = $1", werte![id])
        .await?;
    let zeilen = d.texte.iter().map(|(a, t)| werte![id, a.code(), t]).collect();
    tx.insert_many(
        "INSERT INTO erfassung_text (erfassung, abschnitt, text) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

/// Saves over what is there, if nobody else did since `version`.
pub(crate) async fn ersetzen(
    tx: &mut Tx,
    id: Id<Erfassung>,
    version: i64,
    d: &ErfassungDaten,
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute_one(
        "UPDATE erfassung SET stichtag = $3, verfasser = $4, quellen = $5, geaendert_am = $6, geaendert_von = $7,
         version = version + 1 WHERE id = $1 AND version = $2",
        werte![id, version, d.stichtag, &d.verfasser, &d.quellen, jetzt, wer],
    )
    .await?;
    texte(tx, id, d).await
}

#[derive(sqlx::FromRow)]
struct EintragZeile {
    id: Id<ErfassungEintrag>,
    art: String,
    text: String,
    zusatz: String,
    am: Option<Datum>,
    privat: bool,
    einwilligung: bool,
    punkt_art: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// The entries, in the order they were made.
pub(crate) async fn eintraege(tx: &mut Tx, id: Id<Erfassung>) -> Result<Vec<EintragGespeichert>> {
    let zeilen: Vec<EintragZeile> = tx
        .fetch_all(
            "SELECT id, art, text, zusatz, am, privat, einwilligung, punkt_art, lat, lon FROM erfassung_eintrag
             WHERE erfassung = $1 ORDER BY lfd, id",
            werte![id],
        )
        .await?;
    zeilen
        .into_iter()
        .map(|z| {
            Ok(EintragGespeichert {
                id: z.id,
                daten: EintragDaten {
                    art: z.art.parse().map_err(amt::Error::Intern)?,
                    text: z.text,
                    zusatz: z.zusatz,
                    am: z.am,
                    privat: z.privat,
                    einwilligung: z.einwilligung,
                    punkt_art: z
                        .punkt_art
                        .map(|p| p.parse().map_err(amt::Error::Intern))
                        .transpose()?,
                    punkt: z.lat.zip(z.lon).map(|(lat, lon)| Punkt { lat, lon }),
                },
            })
        })
        .collect()
}

pub(crate) async fn eintragen(
    tx: &mut Tx,
    erfassung: Id<Erfassung>,
    neu: Id<ErfassungEintrag>,
    d: &EintragDaten,
) -> Result<()> {
    tx.execute(
        "INSERT INTO erfassung_eintrag (id, erfassung, art, text, zusatz, am, privat, einwilligung, punkt_art, lat, lon,
         lfd) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, COALESCE(MAX(lfd), 0) + 1 FROM erfassung_eintrag
         WHERE erfassung = $2",
        werte![
            neu,
            erfassung,
            d.art.code(),
            &d.text,
            &d.zusatz,
            d.am,
            d.privat,
            d.einwilligung,
            d.punkt_art.map(|p| p.code()),
            d.punkt.map(|p| p.lat),
            d.punkt.map(|p| p.lon)
        ],
    )
    .await?;
    Ok(())
}

/// Takes an entry of this survey out.
pub(crate) async fn entfernen(tx: &mut Tx, von: Id<Erfassung>, id: Id<ErfassungEintrag>) -> Result<()> {
    let n = tx
        .execute(
            "DELETE FROM erfassung_eintrag WHERE id = $1 AND erfassung = $2",
            werte![id, von],
        )
        .await?;
    if n == 1 {
        Ok(())
    } else {
        Err(amt::Error::NichtGefunden)
    }
}

/// Counts a change of what hangs below a survey, so that a step on an older state is refused.
pub(crate) async fn beruehrt(
    tx: &mut Tx,
    id: Id<Erfassung>,
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "UPDATE erfassung SET version = version + 1, geaendert_am = $2, geaendert_von = $3 WHERE id = $1",
        werte![id, jetzt, wer],
    )
    .await?;
    Ok(())
}

/// What a step changes.
pub(crate) struct Weiter<'a> {
    pub nach: ErfassungStatus,
    pub team_am: Option<Datum>,
    pub runde_am: Option<Datum>,
    pub freigegeben: Option<(&'a str, Datum)>,
    pub veroeffentlicht_am: Option<Datum>,
    pub grund: &'a str,
    pub kurz: Option<&'a Kurzskizze>,
}

pub(crate) async fn weiter(
    tx: &mut Tx,
    g: &ErfassungGespeichert,
    w: Weiter<'_>,
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let kurz = match w.kurz {
        Some(k) => serde_json::to_string(k).map_err(|e| amt::Error::Intern(e.to_string()))?,
        None => String::new(),
    };
    tx.execute_one(
        "UPDATE erfassung SET status = $3, team_am = $4, runde_am = $5, freigegeben_von = $6, freigegeben_am = $7,
         veroeffentlicht_am = $8, grund = $9, kurz = $10, geaendert_am = $11, geaendert_von = $12,
         version = version + 1 WHERE id = $1 AND version = $2",
        werte![
            g.id,
            g.version,
            w.nach.code(),
            w.team_am,
            w.runde_am,
            w.freigegeben.map_or("", |f| f.0),
            w.freigegeben.map(|f| f.1),
            w.veroeffentlicht_am,
            w.grund,
            kurz,
            jetzt,
            wer
        ],
    )
    .await?;
    Ok(())
}

/// The Kurzskizze as it was agreed to; `None` while it is a draft.
pub(crate) async fn kurz(tx: &mut Tx, id: Id<Erfassung>) -> Result<Option<Kurzskizze>> {
    let zeile: Option<(String,)> = tx
        .fetch_optional("SELECT kurz FROM erfassung WHERE id = $1", werte![id])
        .await?;
    let (text,) = zeile.ok_or(amt::Error::NichtGefunden)?;
    if text.is_empty() {
        return Ok(None);
    }
    serde_json::from_str(&text)
        .map(Some)
        .map_err(|e| amt::Error::Intern(e.to_string()))
}
