//! The append-only, hash-chained record of who did what (RL-17, Fachkonzept 10.5).
//!
//! One chain per database: `hash_n = SHA-256(hash_{n−1} ‖ record_n)`, each field of the record with its length in
//! front. The head row is locked only while a transaction commits, so the chain is gapless and writers wait for each
//! other no longer than that. Records never hold content: what was changed is named, not quoted.

use base::{Befund, Zeitpunkt};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Result, Tx, werte};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Eintrag {
    /// When.
    pub zeit: Zeitpunkt,
    /// Who; nobody when the system itself or an unknown visitor acted.
    pub benutzer: Option<Uuid>,
    /// In which role (R01 … R31).
    pub rolle: String,
    /// For which purpose (Z01 … Z17).
    pub zweck: String,
    /// Which action, for example `anliegen.lesen`.
    pub aktion: String,
    /// Kind of the object, for example `anliegen`.
    pub objektart: String,
    /// The object.
    pub objekt: Option<Uuid>,
    /// Data class D0 … D8 (Fachkonzept 10.1).
    pub klasse: String,
    /// `ERLAUBT` or `VERWEIGERT`.
    pub ergebnis: String,
    /// The break-glass access this happened under.
    pub notzugriff: Option<Uuid>,
    /// Names of changed fields and codes, never their content.
    pub angaben: String,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    seq: i64,
    #[sqlx(flatten)]
    eintrag: Eintrag,
    hash: Vec<u8>,
}

/// A place in the chain that is kept elsewhere: what comes before it cannot be rewritten unseen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anker {
    /// Number of the record.
    pub seq: i64,
    /// Its hash.
    pub hash: Vec<u8>,
}

impl std::fmt::Display for Anker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:", self.seq)?;
        self.hash.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl std::str::FromStr for Anker {
    type Err = String;
    fn from_str(s: &str) -> std::result::Result<Self, String> {
        let fehler = || format!("„{s}“ ist kein Anker der Form NUMMER:HASH");
        let (seq, hex) = s.trim().split_once(':').ok_or_else(fehler)?;
        if hex.len() != 64 || !hex.is_ascii() {
            return Err(fehler());
        }
        let hash = (0..32)
            .map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16))
            .collect::<std::result::Result<_, _>>();
        Ok(Self {
            seq: seq.parse().map_err(|_| fehler())?,
            hash: hash.map_err(|_| fehler())?,
        })
    }
}

fn hash(vorher: &[u8], seq: i64, e: &Eintrag) -> Vec<u8> {
    let mut h = Sha256::new();
    let mut feld = |bytes: &[u8]| {
        h.update((bytes.len() as u64).to_be_bytes());
        h.update(bytes);
    };
    feld(vorher);
    feld(&seq.to_be_bytes());
    feld(&e.zeit.mikros().to_be_bytes());
    for id in [&e.benutzer, &e.objekt, &e.notzugriff] {
        feld(id.as_ref().map_or(&[][..], |id| id.as_bytes()));
    }
    for text in [
        &e.rolle,
        &e.zweck,
        &e.aktion,
        &e.objektart,
        &e.klasse,
        &e.ergebnis,
        &e.angaben,
    ] {
        feld(text.as_bytes());
    }
    h.finalize().to_vec()
}

/// Appends to the chain; called by [`Tx::commit`].
pub(crate) async fn anhaengen(tx: &mut Tx, eintraege: &[Eintrag]) -> Result<()> {
    let anzahl = i64::try_from(eintraege.len()).unwrap_or(i64::MAX);
    // takes the lock on the head and tells where the chain stands
    let (neu, mut kette): (i64, Vec<u8>) = tx
        .fetch_one(
            "UPDATE journal_kopf SET seq = seq + $1 WHERE id = 1 RETURNING seq, hash",
            werte![anzahl],
        )
        .await?;
    let mut seq = neu - anzahl;
    let mut zeilen = Vec::with_capacity(eintraege.len());
    for e in eintraege {
        seq += 1;
        kette = hash(&kette, seq, e);
        zeilen.push(werte![
            seq,
            e.zeit,
            e.benutzer,
            &e.rolle,
            &e.zweck,
            &e.aktion,
            &e.objektart,
            e.objekt,
            &e.klasse,
            &e.ergebnis,
            e.notzugriff,
            &e.angaben,
            kette.clone()
        ]);
    }
    tx.insert_many(
        "INSERT INTO journal (seq, zeit, benutzer, rolle, zweck, aktion, objektart, objekt, klasse, ergebnis,
         notzugriff, angaben, hash) VALUES",
        zeilen,
        "",
    )
    .await?;
    tx.execute("UPDATE journal_kopf SET hash = $1 WHERE id = 1", werte![kette])
        .await?;
    Ok(())
}

/// Where the chain stands now: to be kept outside the database.
///
/// # Errors
/// When the database cannot be read.
pub async fn anker(tx: &mut Tx) -> Result<Anker> {
    let (seq, hash) = tx
        .fetch_one("SELECT seq, hash FROM journal_kopf WHERE id = 1", werte![])
        .await?;
    Ok(Anker { seq, hash })
}

/// How the check of the chain went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pruefung {
    /// How many records were read.
    pub geprueft: i64,
    /// The first thing that is wrong, `JOURNAL-E01` … `E04`; nothing when the chain holds.
    pub bruch: Option<Befund>,
}

/// Reads the whole chain and names the first broken record (T-149).
///
/// `E01` a record was altered, `E02` one is missing or inserted, `E03` the end was cut or rewritten, `E04` the chain
/// does not pass through an anchor that was kept elsewhere.
///
/// # Errors
/// When the database cannot be read.
pub async fn pruefen(tx: &mut Tx, ausser_haus: &[Anker]) -> Result<Pruefung> {
    const JE: i64 = 5_000;
    let (kopf, kopf_hash, mut stand, mut kette): (i64, Vec<u8>, i64, Vec<u8>) = tx
        .fetch_one(
            "SELECT seq, hash, anfang_seq, anfang_hash FROM journal_kopf WHERE id = 1",
            werte![],
        )
        .await?;
    let mut geprueft = 0;
    let bruch = |geprueft, code, text: String| {
        Ok(Pruefung {
            geprueft,
            bruch: Some(Befund::neu(code, text)),
        })
    };
    loop {
        let zeilen: Vec<Zeile> = tx
            .fetch_all(
                "SELECT seq, zeit, benutzer, rolle, zweck, aktion, objektart, objekt, klasse, ergebnis, notzugriff,
                 angaben, hash FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2",
                werte![stand, JE],
            )
            .await?;
        if zeilen.is_empty() {
            break;
        }
        for z in zeilen {
            if z.seq != stand + 1 {
                let text = format!(
                    "Eintrag {} fehlt; der nächste vorhandene ist {}.",
                    stand + 1,
                    z.seq
                );
                return bruch(geprueft, "JOURNAL-E02", text);
            }
            kette = hash(&kette, z.seq, &z.eintrag);
            if kette != z.hash {
                let text = format!(
                    "Eintrag {} wurde verändert. Alle späteren Einträge sind damit nicht mehr gesichert.",
                    z.seq
                );
                return bruch(geprueft, "JOURNAL-E01", text);
            }
            if ausser_haus.iter().any(|a| a.seq == z.seq && a.hash != kette) {
                let text = format!(
                    "Eintrag {} passt nicht zum außer Haus verwahrten Anker. Die Kette wurde neu geschrieben.",
                    z.seq
                );
                return bruch(geprueft, "JOURNAL-E04", text);
            }
            stand = z.seq;
            geprueft += 1;
        }
    }
    if stand != kopf || kette != kopf_hash {
        return bruch(
            geprueft,
            "JOURNAL-E03",
            format!("Das Journal endet bei {stand}, verzeichnet sind {kopf} Einträge."),
        );
    }
    if let Some(a) = ausser_haus.iter().find(|a| a.seq > stand) {
        return bruch(
            geprueft,
            "JOURNAL-E04",
            format!(
                "Der Anker {} liegt hinter dem Ende des Journals ({stand}).",
                a.seq
            ),
        );
    }
    Ok(Pruefung {
        geprueft,
        bruch: None,
    })
}
