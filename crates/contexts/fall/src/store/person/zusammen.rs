//! Merge and un-merge: every reference to a person, found by a list that a test compares with the schema.

use base::{Datum, Id, Zeitpunkt};
use store::{Result, Sql, Tx, werte};
use uuid::Uuid;

use crate::{
    model::{Anliegen, Fundart},
    store::anliegen as db_anliegen,
};

/// What a merge does with a column that refers to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Umgang {
    /// The reference follows to the record that stays, and back.
    Folgt(Fundart),
    /// It tells what was, and stays as it is.
    Bleibt,
}

/// Every column of the whole database that refers to a person. `jeder_verweis_auf_eine_person_ist_bedacht` reads the
/// schema of both engines and fails when one is missing here.
pub const VERWEISE: [(&str, &str, Umgang); 7] = [
    ("anliegen_person", "person", Umgang::Folgt(Fundart::Anliegen)),
    ("fall_person", "person", Umgang::Folgt(Fundart::Fall)),
    ("person_zusammenfuehrung", "bleibt", Umgang::Bleibt),
    ("person_zusammenfuehrung", "geht", Umgang::Bleibt),
    ("person_umzug", "gehoerte", Umgang::Bleibt),
    ("person_verschieden", "a", Umgang::Bleibt),
    ("person_verschieden", "b", Umgang::Bleibt),
];

/// How a row writes a person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Worte {
    pub(crate) vorname: String,
    pub(crate) nachname: String,
    pub(crate) geburtsdatum: Option<String>,
}

impl Worte {
    fn tag(&self) -> Option<Datum> {
        self.geburtsdatum.as_deref().and_then(|t| t.parse().ok())
    }
}

/// A reference that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verweis {
    pub(crate) art: Fundart,
    /// Key of the row.
    pub(crate) zeile: Uuid,
    /// The Anliegen or the case.
    pub(crate) in_: Uuid,
    pub(crate) person: Uuid,
    pub(crate) worte: Worte,
}

impl Verweis {
    pub(crate) const fn tabelle(&self) -> &'static str {
        match self.art {
            Fundart::Anliegen => "anliegen_person",
            Fundart::Fall => "fall_person",
        }
    }
}

#[derive(sqlx::FromRow)]
struct Zeile {
    zeile: Uuid,
    in_: Uuid,
    person: Uuid,
    vorname: String,
    nachname: String,
    geburtsdatum: Option<String>,
}

/// All references to these two, whoever may see them: for the use case that asks for each.
pub(crate) async fn verweise(tx: &mut Tx, a: Uuid, b: Uuid) -> Result<Vec<Verweis>> {
    let mut aus = Vec::new();
    for (tabelle, _, umgang) in VERWEISE {
        let Umgang::Folgt(art) = umgang else { continue };
        let (schluessel, in_) = match art {
            Fundart::Anliegen => ("anliegen", "anliegen"),
            Fundart::Fall => ("id", "fall"),
        };
        let text = format!(
            "SELECT {schluessel} AS zeile, {in_} AS in_, person, vorname, nachname, geburtsdatum FROM {tabelle}
             WHERE person = $1 OR person = $2 ORDER BY 1"
        );
        let zeilen: Vec<Zeile> = tx.fetch_all(Sql::aus_konstanten(text), werte![a, b]).await?;
        aus.extend(zeilen.into_iter().map(|z| Verweis {
            art,
            zeile: z.zeile,
            in_: z.in_,
            person: z.person,
            worte: Worte {
                vorname: z.vorname,
                nachname: z.nachname,
                geburtsdatum: z.geburtsdatum,
            },
        }));
    }
    Ok(aus)
}

/// Lets a row refer to this person and write them so. The version of the Anliegen or case goes on: a form that is open
/// beside it does not write the old name back.
pub(crate) async fn setzen(tx: &mut Tx, v: &Verweis, person: Uuid, worte: &Worte) -> Result<()> {
    match v.art {
        Fundart::Anliegen => {
            let id: Id<Anliegen> = Id::von(v.zeile);
            let Some(mut p) = db_anliegen::person(tx, id).await? else {
                return Ok(());
            };
            p.vorname.clone_from(&worte.vorname);
            p.nachname.clone_from(&worte.nachname);
            p.geburtsdatum = worte.tag();
            p.register = Some(person);
            db_anliegen::person_setzen(tx, id, &p).await?;
            tx.execute(
                "UPDATE anliegen SET version = version + 1 WHERE id = $1",
                werte![v.in_],
            )
            .await?;
        }
        Fundart::Fall => {
            let (vor, nach) = (&worte.vorname, &worte.nachname);
            let such = base::suchform(&format!("{vor} {nach} | {nach} {vor}"));
            tx.execute(
                "UPDATE fall_person SET vorname = $2, nachname = $3, geburtsdatum = $4, suchtext = $5, person = $6
                 WHERE id = $1",
                werte![v.zeile, vor, nach, worte.tag(), such, person],
            )
            .await?;
            tx.execute(
                "UPDATE fall SET version = version + 1 WHERE id = $1",
                werte![v.in_],
            )
            .await?;
        }
    }
    Ok(())
}

/// A merge as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Zusammenfuehrung {
    /// Key.
    pub id: Uuid,
    /// The record that stays.
    pub bleibt: Uuid,
    /// The record that went into it.
    pub geht: Uuid,
    /// Why.
    pub grund: String,
    /// Both records before and what came of them, JSON.
    pub vorher: String,
    /// When.
    pub zeit: Zeitpunkt,
    /// By whom.
    pub benutzer_name: String,
    /// Taken back.
    pub zurueck_am: Option<Zeitpunkt>,
    /// By whom.
    pub zurueck_name: String,
    /// Why.
    pub zurueck_grund: String,
}

pub(crate) async fn insert(tx: &mut Tx, z: &Zusammenfuehrung, von: Uuid) -> Result<()> {
    tx.execute(
        "INSERT INTO person_zusammenfuehrung (id, bleibt, geht, grund, vorher, zeit, benutzer, benutzer_name,
            zurueck_name, zurueck_grund) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,'','')",
        werte![
            z.id,
            z.bleibt,
            z.geht,
            &z.grund,
            &z.vorher,
            z.zeit,
            von,
            &z.benutzer_name
        ],
    )
    .await?;
    Ok(())
}

macro_rules! spalten {
    () => {
        "id, bleibt, geht, grund, vorher, zeit, benutzer_name, zurueck_am, zurueck_name, zurueck_grund"
    };
}

pub(crate) async fn load(tx: &mut Tx, id: Uuid) -> Result<Option<Zusammenfuehrung>> {
    tx.fetch_optional(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM person_zusammenfuehrung WHERE id = $1"
        ),
        werte![id],
    )
    .await
}

/// The latest ones, newest first.
pub(crate) async fn letzte(tx: &mut Tx, hoechstens: i64) -> Result<Vec<Zusammenfuehrung>> {
    tx.fetch_all(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM person_zusammenfuehrung ORDER BY zeit DESC, id DESC LIMIT $1"
        ),
        werte![hoechstens],
    )
    .await
}

/// Whether a later merge into the same record still holds: that one must be taken back first.
pub(crate) async fn spaetere(tx: &mut Tx, z: &Zusammenfuehrung) -> Result<bool> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM person_zusammenfuehrung WHERE zurueck_am IS NULL AND id <> $1
                AND ((bleibt = $2 AND (zeit > $3 OR (zeit = $3 AND id > $1))) OR geht = $2)",
            werte![z.id, z.bleibt, z.zeit],
        )
        .await?;
    Ok(n > 0)
}

/// Marks it as taken back; fails when somebody else was faster.
pub(crate) async fn zurueck(
    tx: &mut Tx,
    id: Uuid,
    (zeit, von, name): (Zeitpunkt, Uuid, &str),
    grund: &str,
) -> Result<()> {
    tx.execute_one(
        "UPDATE person_zusammenfuehrung SET zurueck_am = $2, zurueck_von = $3, zurueck_name = $4, zurueck_grund = $5
         WHERE id = $1 AND zurueck_am IS NULL",
        werte![id, zeit, von, name, grund],
    )
    .await
}

/// What a merge did to one row.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Umzug {
    pub(crate) tabelle: String,
    pub(crate) schluessel: Uuid,
    pub(crate) gehoerte: Uuid,
    pub(crate) vorher: String,
    pub(crate) nachher: String,
}

pub(crate) async fn umzug(tx: &mut Tx, zusammenfuehrung: Uuid, u: &Umzug) -> Result<()> {
    tx.execute(
        "INSERT INTO person_umzug (zusammenfuehrung, tabelle, schluessel, gehoerte, vorher, nachher)
         VALUES ($1,$2,$3,$4,$5,$6)",
        werte![
            zusammenfuehrung,
            &u.tabelle,
            u.schluessel,
            u.gehoerte,
            &u.vorher,
            &u.nachher
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn umzuege(tx: &mut Tx, zusammenfuehrung: Uuid) -> Result<Vec<Umzug>> {
    tx.fetch_all(
        "SELECT tabelle, schluessel, gehoerte, vorher, nachher FROM person_umzug WHERE zusammenfuehrung = $1",
        werte![zusammenfuehrung],
    )
    .await
}

/// Somebody looked: these are two.
pub(crate) async fn verschieden(tx: &mut Tx, a: Uuid, b: Uuid, zeit: Zeitpunkt, von: Uuid) -> Result<()> {
    tx.execute(
        "INSERT INTO person_verschieden (a, b, zeit, benutzer) VALUES ($1,$2,$3,$4) ON CONFLICT DO NOTHING",
        werte![a.min(b), a.max(b), zeit, von],
    )
    .await?;
    Ok(())
}

/// Pairs somebody called two people.
pub(crate) async fn verschiedene(tx: &mut Tx) -> Result<Vec<(Uuid, Uuid)>> {
    tx.fetch_all("SELECT a, b FROM person_verschieden", werte![])
        .await
}
