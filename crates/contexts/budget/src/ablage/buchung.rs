use std::collections::BTreeMap;

use amt::{Error, Result};
use base::{Cent, Datum, Id, Zeitpunkt};
use store::{Sql, Tx, Wert, werte};
use uuid::Uuid;

use super::{code, da, jahr, topf};
use crate::model::{Bezug, Buchung, Konto, Topf, Vorgang};

const SPALTEN: &str = "id, jahr, nr, datum, topf, art, konto, arbeitsart, betrag, beleg, fall_pseudonym, traeger, projekt, \
                       gruppe, leistungsart, text, vorgang, anlass, gebucht_am, gebucht_von, freigegeben_von, storno_von";

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Buchung>,
    jahr: i64,
    nr: i64,
    datum: Datum,
    topf: Id<Topf>,
    art: String,
    konto: String,
    arbeitsart: String,
    betrag: Cent,
    beleg: String,
    fall_pseudonym: String,
    traeger: String,
    projekt: String,
    gruppe: String,
    leistungsart: String,
    text: String,
    vorgang: Uuid,
    anlass: String,
    gebucht_am: Zeitpunkt,
    gebucht_von: Uuid,
    freigegeben_von: Option<Uuid>,
    storno_von: Option<Id<Buchung>>,
}

impl Zeile {
    fn lesen(self) -> Result<Buchung> {
        let unbekannt = || Error::Intern(format!("unknown balance {:?} in the database", self.konto));
        Ok(Buchung {
            konto: Konto::von_code(&self.konto).ok_or_else(unbekannt)?,
            id: self.id,
            jahr: self.jahr,
            nr: self.nr,
            datum: self.datum,
            topf: self.topf,
            art: code(&self.art)?,
            arbeitsart: code(&self.arbeitsart)?,
            betrag: self.betrag,
            beleg: self.beleg,
            bezug: Bezug {
                fall: self.fall_pseudonym,
                traeger: self.traeger,
                projekt: self.projekt,
                gruppe: self.gruppe,
            },
            leistungsart: self.leistungsart,
            text: self.text,
            vorgang: Vorgang {
                id: self.vorgang,
                anlass: self.anlass,
            },
            gebucht_am: self.gebucht_am,
            gebucht_von: self.gebucht_von,
            freigegeben_von: self.freigegeben_von,
            storno_von: self.storno_von,
        })
    }
}

/// What to look for; everything that is set must fit.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this Topf.
    pub topf: Option<Id<Topf>>,
    /// Only this balance.
    pub konto: Option<Konto>,
    /// First day.
    pub von: Option<Datum>,
    /// Last day.
    pub bis: Option<Datum>,
    /// Part of voucher, words, Träger or pseudonym.
    pub suche: String,
    /// Only these Töpfe; for whoever does not see all.
    pub nur: Option<Vec<Id<Topf>>>,
}

fn bedingung(jahr: i64, f: &Filter) -> (String, Vec<Wert>) {
    let mut sql = String::from(" FROM buchung WHERE jahr = $1");
    let mut werte = werte![jahr];
    let mut und = |text: &str, wert: Wert| {
        werte.push(wert);
        sql.push_str(&text.replace('?', &format!("${}", werte.len())));
    };
    if let Some(t) = f.topf {
        und(" AND topf = ?", t.into());
    }
    if let Some(k) = f.konto {
        und(" AND konto = ?", k.code().into());
    }
    if let Some(d) = f.von {
        und(" AND datum >= ?", d.into());
    }
    if let Some(d) = f.bis {
        und(" AND datum <= ?", d.into());
    }
    if !f.suche.is_empty() {
        // the signs LIKE gives a meaning to are taken literally
        let woerter = f
            .suche
            .to_lowercase()
            .replace('!', "!!")
            .replace('%', "!%")
            .replace('_', "!_");
        und(
            " AND LOWER(beleg || ' ' || text || ' ' || traeger || ' ' || fall_pseudonym || ' ' || leistungsart) LIKE ? ESCAPE '!'",
            format!("%{woerter}%").into(),
        );
    }
    if let Some(nur) = &f.nur {
        let plaetze: Vec<String> = nur
            .iter()
            .map(|t| {
                werte.push((*t).into());
                format!("${}", werte.len())
            })
            .collect();
        if plaetze.is_empty() {
            sql.push_str(" AND 1 = 0");
        } else {
            sql.push_str(&format!(" AND topf IN ({})", plaetze.join(", ")));
        }
    }
    (sql, werte)
}

/// The bookings that fit, by number from the first, `je_seite` from `ab` on.
///
/// # Errors
/// When the database refuses.
pub async fn liste(tx: &mut Tx, jahr: i64, f: &Filter, ab: u64, je_seite: u32) -> Result<Vec<Buchung>> {
    let (rumpf, mut werte) = bedingung(jahr, f);
    werte.push(i64::from(je_seite).into());
    werte.push(i64::try_from(ab).unwrap_or(i64::MAX).into());
    let n = werte.len();
    let sql = format!("SELECT {SPALTEN}{rumpf} ORDER BY nr LIMIT ${} OFFSET ${n}", n - 1);
    let zeilen = tx.fetch_all::<Zeile>(Sql::aus_konstanten(sql), werte).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// How many fit, and what they come to.
///
/// # Errors
/// When the database refuses.
pub async fn summe(tx: &mut Tx, jahr: i64, f: &Filter) -> Result<(i64, Cent)> {
    let (rumpf, werte) = bedingung(jahr, f);
    let sql = format!("SELECT COUNT(*), CAST(COALESCE(SUM(betrag), 0) AS BIGINT){rumpf}");
    Ok(tx.fetch_one(Sql::aus_konstanten(sql), werte).await?)
}

/// One.
///
/// # Errors
/// [`Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Buchung>) -> Result<Buchung> {
    let sql = format!("SELECT {SPALTEN} FROM buchung WHERE id = $1");
    da(tx
        .fetch_optional::<Zeile>(Sql::aus_konstanten(sql), werte![id])
        .await?)?
    .lesen()
}

/// All lines of one act.
///
/// # Errors
/// When the database refuses.
pub async fn vom_vorgang(tx: &mut Tx, vorgang: Uuid) -> Result<Vec<Buchung>> {
    let sql = format!("SELECT {SPALTEN} FROM buchung WHERE vorgang = $1 ORDER BY posten");
    let zeilen = tx
        .fetch_all::<Zeile>(Sql::aus_konstanten(sql), werte![vorgang])
        .await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// Whether a booking was taken back, and by which.
///
/// # Errors
/// When the database refuses.
pub async fn storno(tx: &mut Tx, id: Id<Buchung>) -> Result<Option<Buchung>> {
    let sql = format!("SELECT {SPALTEN} FROM buchung WHERE storno_von = $1");
    let zeile = tx
        .fetch_optional::<Zeile>(Sql::aus_konstanten(sql), werte![id])
        .await?;
    zeile.map(Zeile::lesen).transpose()
}

/// What is still promised for a case in a Topf.
///
/// # Errors
/// When the database refuses.
pub async fn offenes_obligo(tx: &mut Tx, topf: Id<Topf>, fall: &str) -> Result<Cent> {
    let (summe,): (Cent,) = tx
        .fetch_one(
            "SELECT CAST(COALESCE(SUM(betrag), 0) AS BIGINT) FROM buchung
             WHERE fall_pseudonym = $2 AND fall_pseudonym <> '' AND topf = $1 AND konto = 'OBLIGO'",
            werte![topf, fall],
        )
        .await?;
    Ok(summe)
}

/// Where a case has promises left in a year, with the kind of work and the Leistungsart of the promise.
///
/// # Errors
/// When the database refuses.
pub async fn obligo_des_falls(
    tx: &mut Tx,
    jahr: i64,
    fall: &str,
) -> Result<Vec<(Id<Topf>, String, String, Cent)>> {
    let sql = "SELECT topf, arbeitsart, leistungsart, CAST(SUM(betrag) AS BIGINT) FROM buchung
        WHERE fall_pseudonym = $2 AND fall_pseudonym <> '' AND jahr = $1 AND konto = 'OBLIGO'
        GROUP BY topf, arbeitsart, leistungsart HAVING SUM(betrag) > 0 ORDER BY topf, arbeitsart, leistungsart";
    Ok(tx.fetch_all(sql, werte![jahr, fall]).await?)
}

/// A line with everything but its number.
#[derive(Debug, Clone)]
pub struct Satz {
    /// The line; its `nr` is given when it is written.
    pub buchung: Buchung,
    /// Limit of the day.
    pub grenze: Cent,
    /// The original of a Storno.
    pub original: Option<Buchung>,
}

/// Writes the lines of one act with the next numbers and adds them to the balances. The year must be locked.
///
/// # Errors
/// When the database refuses; then nothing of the act is kept.
pub async fn schreiben(tx: &mut Tx, saetze: &mut [Satz]) -> Result<()> {
    let Some(erste) = saetze.first() else {
        return Ok(());
    };
    let n = i64::try_from(saetze.len()).unwrap_or(i64::MAX);
    let mut nr = jahr::nummern(tx, erste.buchung.jahr, n).await?;
    let mut zeilen = Vec::with_capacity(saetze.len());
    let mut dazu: BTreeMap<Id<Topf>, BTreeMap<Konto, i64>> = BTreeMap::new();
    for (posten, s) in (0_i64..).zip(saetze.iter_mut()) {
        s.buchung.nr = nr;
        nr += 1;
        let b = &s.buchung;
        *dazu.entry(b.topf).or_default().entry(b.konto).or_default() += b.betrag.0;
        zeilen.push(werte![
            b.id,
            b.jahr,
            b.nr,
            b.datum,
            b.topf,
            b.art.code(),
            b.konto.code(),
            b.arbeitsart.code(),
            b.betrag,
            &b.beleg,
            &b.bezug.fall,
            &b.bezug.traeger,
            &b.bezug.projekt,
            &b.bezug.gruppe,
            &b.leistungsart,
            &b.text,
            b.vorgang.id,
            posten,
            &b.vorgang.anlass,
            b.gebucht_am,
            b.gebucht_von,
            b.freigegeben_von,
            s.grenze,
            s.original.as_ref().map(|o| o.id),
            s.original.as_ref().map(|o| o.art.code()),
            s.original.as_ref().map(|o| o.betrag)
        ]);
    }
    tx.insert_many(
        "INSERT INTO buchung (id, jahr, nr, datum, topf, art, konto, arbeitsart, betrag, beleg, fall_pseudonym, traeger,
            projekt, gruppe, leistungsart, text, vorgang, posten, anlass, gebucht_am, gebucht_von, freigegeben_von, grenze,
            storno_von, storno_art, storno_betrag) VALUES",
        zeilen,
        "",
    )
    .await?;
    topf::fortschreiben(tx, &dazu).await
}
