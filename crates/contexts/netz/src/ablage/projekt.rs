//! The tables of projects.

use amt::{Kontext, Result};
use base::{Cent, Datum, Id, Zeitpunkt};
use raum::Raumeinheit;
use store::{Sql, Tx, Wert, werte};
use uuid::Uuid;

use crate::{
    codes::{ProjektStatus, Thema},
    idee::Idee,
    projekt::{Indikator, Projekt, ProjektDaten},
    rules::finanzierung::{Anteil, Finanzteil},
};

/// A stored project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjektGespeichert {
    /// Key.
    pub id: Id<Projekt>,
    /// What is said.
    pub daten: ProjektDaten,
    /// Where it stands.
    pub status: ProjektStatus,
    /// Number and committee of the Beschluss.
    pub beschluss: String,
    /// Its day.
    pub beschluss_am: Option<Datum>,
    /// Why it was stopped.
    pub stopp_grund: String,
    /// Counter of changes.
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Projekt>,
    titel: String,
    raumeinheit: Option<Id<Raumeinheit>>,
    idee: Option<Id<Idee>>,
    idee_von: String,
    themen: String,
    ziel: String,
    traeger: String,
    art: String,
    ersetzt: String,
    kosten: i64,
    beginn: Option<Datum>,
    ende: Option<Datum>,
    beschluss: String,
    beschluss_am: Option<Datum>,
    ergebnis: String,
    stopp_grund: String,
    status: String,
    version: i64,
}

impl Zeile {
    fn lesen(self) -> Result<ProjektGespeichert> {
        let themen: std::result::Result<Vec<Thema>, String> = self
            .themen
            .split(' ')
            .filter(|t| !t.is_empty())
            .map(str::parse)
            .collect();
        Ok(ProjektGespeichert {
            id: self.id,
            daten: ProjektDaten {
                titel: self.titel,
                raumeinheit: self.raumeinheit,
                idee: self.idee,
                idee_von: self.idee_von.parse().map_err(amt::Error::Intern)?,
                themen: themen.map_err(amt::Error::Intern)?,
                ziel: self.ziel,
                traeger: self.traeger,
                art: self.art.parse().map_err(amt::Error::Intern)?,
                ersetzt: self.ersetzt.parse().map_err(amt::Error::Intern)?,
                kosten: Cent(self.kosten),
                finanzierung: Vec::new(),
                indikatoren: Vec::new(),
                beginn: self.beginn,
                ende: self.ende,
                ergebnis: self.ergebnis,
            },
            status: self.status.parse().map_err(amt::Error::Intern)?,
            beschluss: self.beschluss,
            beschluss_am: self.beschluss_am,
            stopp_grund: self.stopp_grund,
            version: self.version,
        })
    }
}

const SPALTEN: &str =
    "SELECT id, titel, raumeinheit, idee, idee_von, themen, ziel, traeger, art, ersetzt, kosten,
    beginn, ende, beschluss, beschluss_am, ergebnis, stopp_grund, status, version FROM projekt";

/// All projects by title, without the rows of money and indicators.
pub(crate) async fn alle(tx: &mut Tx) -> Result<Vec<ProjektGespeichert>> {
    let sql = format!("{SPALTEN} ORDER BY titel, id LIMIT 1000");
    let zeilen: Vec<Zeile> = tx.fetch_all(Sql::aus_konstanten(sql), werte![]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One project with everything; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Projekt>) -> Result<ProjektGespeichert> {
    let sql = format!("{SPALTEN} WHERE id = $1");
    let zeile: Option<Zeile> = tx.fetch_optional(Sql::aus_konstanten(sql), werte![id]).await?;
    let mut g = zeile.ok_or(amt::Error::NichtGefunden)?.lesen()?;
    let toepfe: Vec<(String, Option<i64>, Option<i64>)> = tx
        .fetch_all(
            "SELECT topf, bp, cent FROM projekt_topf WHERE projekt = $1 ORDER BY lfd",
            werte![id],
        )
        .await?;
    for (topf, bp, cent) in toepfe {
        let anteil = bp.map_or(Anteil::Cent(cent.unwrap_or(0)), Anteil::Bp);
        g.daten.finanzierung.push(Finanzteil { topf, anteil });
    }
    let merkmale: Vec<(String, String, String, String)> = tx
        .fetch_all(
            "SELECT name, ausgang, soll, ist FROM projekt_indikator WHERE projekt = $1 ORDER BY lfd",
            werte![id],
        )
        .await?;
    for (name, ausgang, soll, ist) in merkmale {
        g.daten.indikatoren.push(Indikator {
            name,
            ausgang,
            soll,
            ist,
        });
    }
    Ok(g)
}

fn spalten(d: &ProjektDaten) -> Vec<Wert> {
    let themen: Vec<&str> = d.themen.iter().map(|t| t.code()).collect();
    werte![
        &d.titel,
        d.raumeinheit.map(Id::uuid),
        d.idee.map(Id::uuid),
        d.idee_von.code(),
        themen.join(" "),
        &d.ziel,
        &d.traeger,
        d.art.code(),
        d.ersetzt.code(),
        d.kosten.0,
        d.beginn,
        d.ende,
        &d.ergebnis
    ]
}

async fn zeilen_setzen(tx: &mut Tx, id: Id<Projekt>, d: &ProjektDaten) -> Result<()> {
    for tabelle in [
        "DELETE FROM projekt_topf WHERE projekt = $1",
        "DELETE FROM projekt_indikator WHERE projekt = $1",
    ] {
        tx.execute(tabelle, werte![id]).await?;
    }
    let toepfe: Vec<Vec<Wert>> = (0_i64..)
        .zip(&d.finanzierung)
        .map(|(lfd, f)| {
            let (bp, cent) = match f.anteil {
                Anteil::Bp(n) => (Some(n), None),
                Anteil::Cent(n) => (None, Some(n)),
            };
            werte![id, lfd, &f.topf, bp, cent]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO projekt_topf (projekt, lfd, topf, bp, cent) VALUES",
        toepfe,
        "",
    )
    .await?;
    let merkmale: Vec<Vec<Wert>> = (0_i64..)
        .zip(&d.indikatoren)
        .map(|(lfd, i)| werte![id, lfd, &i.name, &i.ausgang, &i.soll, &i.ist])
        .collect();
    tx.insert_many(
        "INSERT INTO projekt_indikator (projekt, lfd, name, ausgang, soll, ist) VALUES",
        merkmale,
        "",
    )
    .await?;
    Ok(())
}

pub(crate) async fn einfuegen(
    tx: &mut Tx,
    id: Id<Projekt>,
    d: &ProjektDaten,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let mut w = werte![id];
    w.extend(spalten(d));
    w.extend(werte![jetzt, wer]);
    tx.execute(
        "INSERT INTO projekt (id, titel, raumeinheit, idee, idee_von, themen, ziel, traeger, art, ersetzt, kosten,
         beginn, ende, ergebnis, beschluss, stopp_grund, status, version, angelegt_am, angelegt_von, geaendert_am,
         geaendert_von) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', '', 'IDEE', 1, $15,
         $16, $15, $16)",
        w,
    )
    .await?;
    zeilen_setzen(tx, id, d).await
}

/// Saves over what is there, if nobody else did since `version`.
pub(crate) async fn ersetzen(
    tx: &mut Tx,
    id: Id<Projekt>,
    version: i64,
    d: &ProjektDaten,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let mut w = werte![id, version];
    w.extend(spalten(d));
    w.extend(werte![jetzt, wer]);
    tx.execute_one(
        "UPDATE projekt SET titel = $3, raumeinheit = $4, idee = $5, idee_von = $6, themen = $7, ziel = $8,
         traeger = $9, art = $10, ersetzt = $11, kosten = $12, beginn = $13, ende = $14, ergebnis = $15,
         geaendert_am = $16, geaendert_von = $17, version = version + 1 WHERE id = $1 AND version = $2",
        w,
    )
    .await?;
    zeilen_setzen(tx, id, d).await
}

/// A step to be noted.
pub(crate) struct Weiter<'a> {
    pub schritt: Uuid,
    pub nach: ProjektStatus,
    pub beschluss: (&'a str, Option<Datum>),
    pub grund: &'a str,
}

pub(crate) async fn weiter(
    tx: &mut Tx,
    g: &ProjektGespeichert,
    w: Weiter<'_>,
    kontext: &Kontext,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute_one(
        "UPDATE projekt SET status = $3, beschluss = $4, beschluss_am = $5, stopp_grund = $6, geaendert_am = $7,
         geaendert_von = $8, version = version + 1 WHERE id = $1 AND version = $2",
        werte![
            g.id,
            g.version,
            w.nach.code(),
            w.beschluss.0,
            w.beschluss.1,
            w.grund,
            jetzt,
            kontext.benutzer()
        ],
    )
    .await?;
    tx.execute(
        "INSERT INTO projekt_schritt (id, projekt, von, nach, zeit, benutzer, benutzer_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        werte![
            w.schritt,
            g.id,
            g.status.code(),
            w.nach.code(),
            jetzt,
            kontext.benutzer(),
            kontext.name()
        ],
    )
    .await?;
    Ok(())
}

/// One step of the way so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjektSchritt {
    /// To where.
    pub nach: ProjektStatus,
    /// When.
    pub zeit: Zeitpunkt,
    /// Who.
    pub name: String,
}

/// The way so far, oldest first.
pub(crate) async fn schritte(tx: &mut Tx, id: Id<Projekt>) -> Result<Vec<ProjektSchritt>> {
    let zeilen: Vec<(String, Zeitpunkt, String)> = tx
        .fetch_all(
            "SELECT nach, zeit, benutzer_name FROM projekt_schritt WHERE projekt = $1 ORDER BY zeit, id",
            werte![id],
        )
        .await?;
    zeilen
        .into_iter()
        .map(|(nach, zeit, name)| {
            Ok(ProjektSchritt {
                nach: nach.parse().map_err(amt::Error::Intern)?,
                zeit,
                name,
            })
        })
        .collect()
}
