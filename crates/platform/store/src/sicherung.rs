//! Backup and restore that do not depend on the engine: a backup of SQLite can be restored into PostgreSQL and back.
//!
//! The file is gzip-packed text, one JSON value per line: a head that names the schema, then each table with its
//! columns followed by its rows, then an end with the number of rows and a checksum. It is read from one snapshot,
//! so work goes on meanwhile. The checksum adds up the SHA-256 of each row, so it is the same for the same content,
//! whatever the order and the engine.

use std::io::{BufRead, Write};

use base::Befund;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Db, Error, Migrationen, Result, Sql, Tx, Wert, journal, tx::WertArt, werte};

const FORMAT: u32 = 1;
const STAPEL: usize = 1_000;

/// What was saved or restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bericht {
    /// Number of tables.
    pub tabellen: usize,
    /// Number of rows.
    pub zeilen: u64,
    /// Checksum of the content, hexadecimal.
    pub pruefsumme: String,
}

/// Why a backup could not be written or restored.
#[derive(Debug, thiserror::Error)]
pub enum Fehler {
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
    /// Reading or writing the file.
    #[error("Die Sicherungsdatei lässt sich nicht lesen oder schreiben: {0}")]
    Datei(#[from] std::io::Error),
    /// The file is damaged or was changed; the line.
    #[error("Die Sicherungsdatei ist in Zeile {0} beschädigt oder unvollständig (SICHERUNG-E01).")]
    Beschaedigt(usize),
    /// The database to restore into is in use.
    #[error("Das Ziel ist nicht leer (SICHERUNG-E02). Bitte in eine neue Datenbank wiederherstellen.")]
    ZielNichtLeer,
    /// The backup was made by a newer program.
    #[error(
        "Die Sicherung stammt von einem neueren Programm (SICHERUNG-E03): Schema {0} ist hier unbekannt."
    )]
    ZuNeu(i64),
    /// The restored journal does not hold.
    #[error("Das Journal in der Sicherung ist nicht in Ordnung (SICHERUNG-E04): {0}")]
    Journal(Befund),
}

#[derive(Serialize, Deserialize)]
struct Kopf {
    gewebe_sicherung: u32,
    schema: Vec<i64>,
}

#[derive(Serialize, Deserialize)]
struct TabelleZeile {
    tabelle: String,
    spalten: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Ende {
    zeilen: u64,
    pruefsumme: String,
}

struct Tabelle {
    name: String,
    spalten: Vec<(String, WertArt)>,
}

impl Tabelle {
    fn auswahl(&self) -> Sql {
        let spalten: Vec<String> = self.spalten.iter().map(|(s, _)| format!("\"{s}\"")).collect();
        Sql::aus_konstanten(format!("SELECT {} FROM \"{}\"", spalten.join(", "), self.name))
    }
}

/// The sum over all rows, as four words with carry left out: addition forgets the order.
#[derive(Default)]
struct Pruefsumme([u64; 4]);

impl Pruefsumme {
    fn dazu(&mut self, tabelle: &str, zeile: &str) {
        let hash = Sha256::new()
            .chain_update(tabelle)
            .chain_update([0])
            .chain_update(zeile)
            .finalize();
        for (summe, teil) in self.0.iter_mut().zip(hash.chunks_exact(8)) {
            *summe = summe.wrapping_add(u64::from_be_bytes(teil.try_into().unwrap_or_default()));
        }
    }

    fn text(&self) -> String {
        self.0.iter().map(|w| format!("{w:016x}")).collect()
    }
}

async fn tabellen(tx: &mut Tx) -> Result<Vec<Tabelle>> {
    let sql = if tx.ist_postgres() {
        "SELECT c.table_name::text, c.column_name::text, c.data_type::text
         FROM information_schema.columns c JOIN information_schema.tables t
           ON t.table_schema = c.table_schema AND t.table_name = c.table_name
         WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> '_sqlx_migrations'
         ORDER BY c.table_name COLLATE \"C\", c.column_name COLLATE \"C\""
    } else {
        "SELECT t.name, c.name, c.type FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> '_sqlx_migrations'
         ORDER BY t.name, c.name"
    };
    let mut alle: Vec<Tabelle> = Vec::new();
    for (tabelle, spalte, typ) in tx.fetch_all::<(String, String, String)>(sql, werte![]).await? {
        let art = match typ.as_str() {
            "bigint" | "INTEGER" => WertArt::Zahl,
            "double precision" | "REAL" => WertArt::Bruch,
            "boolean" => WertArt::Ja,
            "uuid" => WertArt::Uuid,
            "bytea" | "BLOB" => WertArt::Bytes,
            _ => WertArt::Text,
        };
        match alle.last_mut() {
            Some(t) if t.name == tabelle => t.spalten.push((spalte, art)),
            _ => alle.push(Tabelle {
                name: tabelle,
                spalten: vec![(spalte, art)],
            }),
        }
    }
    Ok(alle)
}

/// Bytes travel as `"x…"`, texts as `"t…"`, so that neither is taken for the other.
fn als_json(wert: &Wert) -> Value {
    match wert {
        Wert::Text(v) => v.as_ref().map_or(Value::Null, |t| Value::String(format!("t{t}"))),
        Wert::Zahl(v) => v.map_or(Value::Null, Value::from),
        // through the bits: the text of a fraction differs from library to library
        Wert::Bruch(v) => v.map_or(Value::Null, |v| Value::String(format!("f{:016x}", v.to_bits()))),
        Wert::Ja(v) => v.map_or(Value::Null, |v| Value::from(i64::from(v))),
        Wert::Uuid(v) => v.map_or(Value::Null, |v| Value::String(format!("x{}", v.simple()))),
        Wert::Bytes(v) => v.as_ref().map_or(Value::Null, |b| {
            Value::String(
                std::iter::once("x".to_owned())
                    .chain(b.iter().map(|b| format!("{b:02x}")))
                    .collect(),
            )
        }),
    }
}

fn aus_json(wert: &Value, art: WertArt) -> Option<Wert> {
    let leer = wert.is_null();
    let text = |vorsatz: char| wert.as_str().and_then(|t| t.strip_prefix(vorsatz));
    let zahl = wert.as_i64();
    if !leer && text('t').or(text('x')).or(text('f')).is_none() && zahl.is_none() {
        return None;
    }
    let bytes = || -> Option<Vec<u8>> {
        let hex = text('x')?;
        (hex.is_ascii() && hex.len().is_multiple_of(2)).then_some(())?;
        (0..hex.len())
            .step_by(2)
            .map(|i| u8::from_str_radix(&hex[i..i + 2], 16).ok())
            .collect()
    };
    let da = |gelesen: bool| (leer || gelesen).then_some(());
    Some(match art {
        WertArt::Text => {
            let t = text('t').map(str::to_owned);
            da(t.is_some())?;
            Wert::Text(t)
        }
        WertArt::Zahl => {
            da(zahl.is_some())?;
            Wert::Zahl(zahl)
        }
        WertArt::Ja => {
            da(zahl.is_some())?;
            Wert::Ja(zahl.map(|z| z != 0))
        }
        WertArt::Bruch => {
            let f = text('f')
                .and_then(|t| u64::from_str_radix(t, 16).ok())
                .map(f64::from_bits);
            da(f.is_some())?;
            Wert::Bruch(f)
        }
        WertArt::Uuid => {
            let u = text('x').and_then(|t| uuid::Uuid::parse_str(t).ok());
            da(u.is_some())?;
            Wert::Uuid(u)
        }
        WertArt::Bytes => {
            let b = bytes();
            da(b.is_some())?;
            Wert::Bytes(b)
        }
    })
}

fn zeile(werte: &[Wert]) -> String {
    Value::Array(werte.iter().map(als_json).collect()).to_string()
}

/// Writes a backup of everything, from one snapshot, while work goes on. `aus` should pack what it gets.
///
/// # Errors
/// When the database cannot be read or the file not written.
pub async fn sichern(db: &Db, aus: &mut (dyn Write + Send)) -> Result<Bericht, Fehler> {
    let mut tx = db.snapshot().await?;
    let schema: Vec<(i64,)> = tx
        .fetch_all("SELECT version FROM _sqlx_migrations ORDER BY version", werte![])
        .await?;
    let kopf = Kopf {
        gewebe_sicherung: FORMAT,
        schema: schema.into_iter().map(|s| s.0).collect(),
    };
    writeln!(aus, "{}", json(&kopf)?)?;
    let mut bericht = Bericht {
        tabellen: 0,
        zeilen: 0,
        pruefsumme: String::new(),
    };
    let mut summe = Pruefsumme::default();
    for t in tabellen(&mut tx).await? {
        let spalten = t.spalten.iter().map(|(s, _)| s.clone()).collect();
        writeln!(
            aus,
            "{}",
            json(&TabelleZeile {
                tabelle: t.name.clone(),
                spalten
            })?
        )?;
        let arten: Vec<WertArt> = t.spalten.iter().map(|(_, a)| *a).collect();
        let mut schreibfehler = None;
        tx.fuer_jede_zeile(t.auswahl(), &arten, &mut |werte| {
            let z = zeile(&werte);
            summe.dazu(&t.name, &z);
            bericht.zeilen += 1;
            if let Err(e) = writeln!(aus, "{z}") {
                schreibfehler.get_or_insert(e);
            }
        })
        .await?;
        if let Some(e) = schreibfehler {
            return Err(e.into());
        }
        bericht.tabellen += 1;
    }
    bericht.pruefsumme = summe.text();
    writeln!(
        aus,
        "{}",
        json(&Ende {
            zeilen: bericht.zeilen,
            pruefsumme: bericht.pruefsumme.clone()
        })?
    )?;
    aus.flush()?;
    Ok(bericht)
}

fn json<T: Serialize>(wert: &T) -> std::io::Result<String> {
    serde_json::to_string(wert).map_err(std::io::Error::other)
}

/// Restores a backup into an empty database, all of it or nothing, and checks the journal.
///
/// # Errors
/// See [`Fehler`]; the target is unchanged then, apart from empty tables.
pub async fn wiederherstellen(
    db: &Db,
    migrationen: &[Migrationen],
    aus: &mut (dyn BufRead + Send),
) -> Result<Bericht, Fehler> {
    let mut zeilen = aus.lines().enumerate().map(|(nr, z)| (nr + 1, z));
    let erste = zeilen.next().ok_or(Fehler::Beschaedigt(1))?.1?;
    let kopf: Kopf = serde_json::from_str(&erste).map_err(|_| Fehler::Beschaedigt(1))?;
    crate::migration::bis_zu(db, migrationen, &kopf.schema).await?;

    let mut tx = db.write().await?;
    let ziel = tabellen(&mut tx).await?;
    leeren(&mut tx, &ziel).await?;
    let fremdschluessel = crate::migration::fremdschluessel_aussetzen(&mut tx).await?;

    let mut bericht = Bericht {
        tabellen: 0,
        zeilen: 0,
        pruefsumme: String::new(),
    };
    let mut summe = Pruefsumme::default();
    let mut jetzige: Option<(&Tabelle, Vec<WertArt>, &'static str)> = None;
    let mut stapel: Vec<Vec<Wert>> = Vec::with_capacity(STAPEL);
    let mut ende = None;
    for (nr, z) in zeilen {
        let z = z?;
        let kaputt = || Fehler::Beschaedigt(nr);
        if ende.is_some() {
            return Err(kaputt());
        }
        if z.starts_with('[') {
            let (t, arten, kopf) = jetzige.as_ref().ok_or_else(kaputt)?;
            let felder: Vec<Value> = serde_json::from_str(&z).map_err(|_| kaputt())?;
            if felder.len() != arten.len() {
                return Err(kaputt());
            }
            summe.dazu(&t.name, &z);
            bericht.zeilen += 1;
            let werte: Option<Vec<Wert>> = felder
                .into_iter()
                .zip(arten)
                .map(|(f, a)| aus_json(&f, *a))
                .collect();
            stapel.push(werte.ok_or_else(kaputt)?);
            if stapel.len() == STAPEL {
                tx.insert_many(kopf, std::mem::take(&mut stapel), "").await?;
            }
            continue;
        }
        if let Some((_, _, kopf)) = jetzige.as_ref().filter(|_| !stapel.is_empty()) {
            tx.insert_many(kopf, std::mem::take(&mut stapel), "").await?;
        }
        if let Ok(t) = serde_json::from_str::<TabelleZeile>(&z) {
            let da = ziel.iter().find(|d| d.name == t.tabelle).ok_or_else(kaputt)?;
            let arten: Option<Vec<WertArt>> = t
                .spalten
                .iter()
                .map(|s| da.spalten.iter().find(|(n, _)| n == s).map(|(_, a)| *a))
                .collect();
            let spalten: Vec<String> = t.spalten.iter().map(|s| format!("\"{s}\"")).collect();
            // one short text per table, for the whole life of this short-lived command
            let kopf = format!("INSERT INTO \"{}\" ({}) VALUES", t.tabelle, spalten.join(", ")).leak();
            jetzige = Some((da, arten.ok_or_else(kaputt)?, kopf));
            bericht.tabellen += 1;
        } else {
            ende = Some(serde_json::from_str::<Ende>(&z).map_err(|_| kaputt())?);
        }
    }
    bericht.pruefsumme = summe.text();
    let ende = ende.ok_or(Fehler::Beschaedigt(0))?;
    if ende.zeilen != bericht.zeilen || ende.pruefsumme != bericht.pruefsumme {
        return Err(Fehler::Beschaedigt(0));
    }
    crate::migration::fremdschluessel_einsetzen(&mut tx, fremdschluessel).await?;
    if let Some(bruch) = journal::pruefen(&mut tx, &[]).await?.bruch {
        return Err(Fehler::Journal(bruch));
    }
    tx.commit().await?;
    Ok(bericht)
}

/// Only the rows that the migrations themselves wrote may be there.
async fn leeren(tx: &mut Tx, ziel: &[Tabelle]) -> Result<(), Fehler> {
    let (eintraege,): (i64,) = tx.fetch_one("SELECT COUNT(*) FROM journal", werte![]).await?;
    if eintraege > 0 {
        return Err(Fehler::ZielNichtLeer);
    }
    for t in ziel {
        tx.execute(
            Sql::aus_konstanten(format!("DELETE FROM \"{}\"", t.name)),
            werte![],
        )
        .await?;
    }
    Ok(())
}
