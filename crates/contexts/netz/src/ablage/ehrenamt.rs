//! The tables of volunteers.

use amt::Result;
use base::{Cent, Datum, Id, Zeitpunkt};
use raum::Raumeinheit;
use store::{Sql, Tx, Wert, werte};
use uuid::Uuid;

use crate::{
    codes::{EinsatzStand, Thema, Wochentag},
    ehrenamt::{AnfrageDaten, EhrenamtAnfrage, Einsatz, Freiwillige, FreiwilligeDaten, Stunde, Zeugnis},
};

/// A stored volunteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreiwilligeGespeichert {
    /// Key.
    pub id: Id<Freiwillige>,
    /// What is said.
    pub daten: FreiwilligeDaten,
    /// The last day they did something.
    pub letzte_taetigkeit: Option<Datum>,
    /// The day they stopped.
    pub beendet_am: Option<Datum>,
    /// Counter of changes.
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Freiwillige>,
    name: String,
    telefon: String,
    email: String,
    einwilligung_am: Datum,
    worte: String,
    themen: String,
    tage: String,
    raumeinheit: Option<Id<Raumeinheit>>,
    versichert: bool,
    schulung_am: Option<Datum>,
    fz_eingesehen_am: Option<Datum>,
    fz_datum: Option<Datum>,
    fz_einschlaegig: Option<bool>,
    letzte_taetigkeit: Option<Datum>,
    beendet_am: Option<Datum>,
    version: i64,
}

fn teile<T: std::str::FromStr<Err = String>>(s: &str) -> Result<Vec<T>> {
    s.split(' ')
        .filter(|t| !t.is_empty())
        .map(|t| t.parse().map_err(amt::Error::Intern))
        .collect()
}

impl Zeile {
    fn lesen(self) -> Result<FreiwilligeGespeichert> {
        Ok(FreiwilligeGespeichert {
            id: self.id,
            daten: FreiwilligeDaten {
                name: self.name,
                telefon: self.telefon,
                email: self.email,
                einwilligung_am: Some(self.einwilligung_am),
                worte: self.worte,
                themen: teile::<Thema>(&self.themen)?,
                tage: teile::<Wochentag>(&self.tage)?,
                raumeinheit: self.raumeinheit,
                versichert: self.versichert,
                schulung_am: self.schulung_am,
                zeugnis: Zeugnis {
                    eingesehen_am: self.fz_eingesehen_am,
                    datum: self.fz_datum,
                    einschlaegig: self.fz_einschlaegig,
                },
            },
            letzte_taetigkeit: self.letzte_taetigkeit,
            beendet_am: self.beendet_am,
            version: self.version,
        })
    }
}

const SPALTEN: &str = "SELECT id, name, telefon, email, einwilligung_am, worte, themen, tage, raumeinheit, versichert,
    schulung_am, fz_eingesehen_am, fz_datum, fz_einschlaegig, letzte_taetigkeit, beendet_am, version FROM freiwillige";

/// All volunteers by name; those who stopped last.
pub(crate) async fn alle(tx: &mut Tx) -> Result<Vec<FreiwilligeGespeichert>> {
    let sql = format!(
        "{SPALTEN} WHERE geloescht_am IS NULL ORDER BY CASE WHEN beendet_am IS NULL THEN 0 ELSE 1 END, name, id LIMIT 5000"
    );
    let zeilen: Vec<Zeile> = tx.fetch_all(Sql::aus_konstanten(sql), werte![]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// Those of whom there are facts about a Führungszeugnis, all of them.
pub(crate) async fn mit_zeugnis(tx: &mut Tx) -> Result<Vec<FreiwilligeGespeichert>> {
    let sql = format!(
        "{SPALTEN} WHERE fz_eingesehen_am IS NOT NULL OR fz_datum IS NOT NULL OR fz_einschlaegig IS NOT NULL ORDER BY id"
    );
    let zeilen: Vec<Zeile> = tx.fetch_all(Sql::aus_konstanten(sql), werte![]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One volunteer; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Freiwillige>) -> Result<FreiwilligeGespeichert> {
    let sql = format!("{SPALTEN} WHERE id = $1 AND geloescht_am IS NULL");
    let zeile: Option<Zeile> = tx.fetch_optional(Sql::aus_konstanten(sql), werte![id]).await?;
    zeile.ok_or(amt::Error::NichtGefunden)?.lesen()
}

fn spalten(d: &FreiwilligeDaten) -> Vec<Wert> {
    let themen: Vec<&str> = d.themen.iter().map(|t| t.code()).collect();
    let tage: Vec<&str> = d.tage.iter().map(|t| t.code()).collect();
    werte![
        &d.name,
        &d.telefon,
        &d.email,
        d.einwilligung_am,
        &d.worte,
        themen.join(" "),
        tage.join(" "),
        d.raumeinheit.map(Id::uuid),
        d.versichert,
        d.schulung_am,
        d.zeugnis.eingesehen_am,
        d.zeugnis.datum,
        d.zeugnis.einschlaegig
    ]
}

pub(crate) async fn einfuegen(
    tx: &mut Tx,
    id: Id<Freiwillige>,
    d: &FreiwilligeDaten,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let mut w = werte![id];
    w.extend(spalten(d));
    w.extend(werte![jetzt, wer]);
    tx.execute(
        "INSERT INTO freiwillige (id, name, telefon, email, einwilligung_am, worte, themen, tage, raumeinheit,
         versichert, schulung_am, fz_eingesehen_am, fz_datum, fz_einschlaegig, version, angelegt_am, angelegt_von,
         geaendert_am, geaendert_von)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $16, $15, $16)",
        w,
    )
    .await?;
    Ok(())
}

/// Saves over what is there, if nobody else did since `version`.
pub(crate) async fn ersetzen(
    tx: &mut Tx,
    id: Id<Freiwillige>,
    version: i64,
    d: &FreiwilligeDaten,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let mut w = werte![id, version];
    w.extend(spalten(d));
    w.extend(werte![jetzt, wer]);
    tx.execute_one(
        "UPDATE freiwillige SET name = $3, telefon = $4, email = $5, einwilligung_am = $6, worte = $7, themen = $8,
         tage = $9, raumeinheit = $10, versichert = $11, schulung_am = $12, fz_eingesehen_am = $13, fz_datum = $14,
         fz_einschlaegig = $15, geaendert_am = $16, geaendert_von = $17, version = version + 1
         WHERE id = $1 AND version = $2",
        w,
    )
    .await?;
    Ok(())
}

/// Notes the end, and the last day of activity when it is later than what is there.
pub(crate) async fn beenden(tx: &mut Tx, id: Id<Freiwillige>, heute: Datum) -> Result<()> {
    tx.execute_one(
        "UPDATE freiwillige SET beendet_am = $2, version = version + 1 WHERE id = $1",
        werte![id, heute],
    )
    .await?;
    Ok(())
}

pub(crate) async fn taetig(tx: &mut Tx, id: Id<Freiwillige>, tag: Datum) -> Result<()> {
    tx.execute(
        "UPDATE freiwillige SET letzte_taetigkeit = $2
         WHERE id = $1 AND (letzte_taetigkeit IS NULL OR letzte_taetigkeit < $2)",
        werte![id, tag],
    )
    .await?;
    Ok(())
}

/// The three facts are gone.
pub(crate) async fn zeugnis_loeschen(tx: &mut Tx, id: Id<Freiwillige>) -> Result<()> {
    tx.execute(
        "UPDATE freiwillige SET fz_eingesehen_am = NULL, fz_datum = NULL, fz_einschlaegig = NULL,
         version = version + 1 WHERE id = $1",
        werte![id],
    )
    .await?;
    Ok(())
}

/// A stored request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnfrageGespeichert {
    /// Key.
    pub id: Id<EhrenamtAnfrage>,
    /// What.
    pub daten: AnfrageDaten,
    /// Whether somebody is still looked for.
    pub offen: bool,
    /// Since when.
    pub angelegt_am: Zeitpunkt,
}

type AnfrageZeile = (
    Id<EhrenamtAnfrage>,
    String,
    String,
    String,
    Option<String>,
    Option<Id<Raumeinheit>>,
    bool,
    bool,
    Zeitpunkt,
);

fn anfrage(
    (id, worte, art, thema, tag, raumeinheit, mit_kindern, offen, angelegt_am): AnfrageZeile,
) -> Result<AnfrageGespeichert> {
    Ok(AnfrageGespeichert {
        id,
        daten: AnfrageDaten {
            worte,
            art: art.parse().map_err(amt::Error::Intern)?,
            thema: thema.parse().map_err(amt::Error::Intern)?,
            tag: tag.map(|t| t.parse()).transpose().map_err(amt::Error::Intern)?,
            raumeinheit,
            mit_kindern,
        },
        offen,
        angelegt_am,
    })
}

/// All requests, open ones first, the oldest first.
pub(crate) async fn anfragen(tx: &mut Tx) -> Result<Vec<AnfrageGespeichert>> {
    let zeilen: Vec<AnfrageZeile> = tx
        .fetch_all(
            "SELECT id, worte, art, thema, tag, raumeinheit, mit_kindern, offen, angelegt_am FROM ehrenamt_anfrage
             ORDER BY CASE WHEN offen THEN 0 ELSE 1 END, angelegt_am, id LIMIT 1000",
            werte![],
        )
        .await?;
    zeilen.into_iter().map(anfrage).collect()
}

pub(crate) async fn anfrage_laden(tx: &mut Tx, id: Id<EhrenamtAnfrage>) -> Result<AnfrageGespeichert> {
    let zeile: Option<AnfrageZeile> = tx
        .fetch_optional(
            "SELECT id, worte, art, thema, tag, raumeinheit, mit_kindern, offen, angelegt_am FROM ehrenamt_anfrage
             WHERE id = $1",
            werte![id],
        )
        .await?;
    anfrage(zeile.ok_or(amt::Error::NichtGefunden)?)
}

pub(crate) async fn anfrage_einfuegen(
    tx: &mut Tx,
    id: Id<EhrenamtAnfrage>,
    d: &AnfrageDaten,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO ehrenamt_anfrage (id, worte, art, thema, tag, raumeinheit, mit_kindern, offen, angelegt_am,
         angelegt_von) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        werte![
            id,
            &d.worte,
            d.art.code(),
            d.thema.code(),
            d.tag.map(Wochentag::code),
            d.raumeinheit.map(Id::uuid),
            d.mit_kindern,
            true,
            jetzt,
            wer
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn anfrage_offen(tx: &mut Tx, id: Id<EhrenamtAnfrage>, offen: bool) -> Result<()> {
    tx.execute_one(
        "UPDATE ehrenamt_anfrage SET offen = $2 WHERE id = $1",
        werte![id, offen],
    )
    .await?;
    Ok(())
}

/// A deployment with what was entered about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EinsatzGespeichert {
    /// Key.
    pub id: Id<Einsatz>,
    /// Who.
    pub freiwillige: Id<Freiwillige>,
    /// Their name.
    pub name: String,
    /// What was asked for.
    pub anfrage: Id<EhrenamtAnfrage>,
    /// In words.
    pub worte: String,
    /// What kind, as its code.
    pub art: String,
    /// Whether children are there.
    pub mit_kindern: bool,
    /// Where it stands.
    pub stand: EinsatzStand,
    /// First day.
    pub von: Option<Datum>,
    /// Last day.
    pub bis: Option<Datum>,
    /// Minutes altogether.
    pub minuten: i64,
    /// Expenses altogether.
    pub auslagen: Cent,
}

#[derive(sqlx::FromRow)]
struct EinsatzZeile {
    id: Id<Einsatz>,
    freiwillige: Id<Freiwillige>,
    name: String,
    anfrage: Id<EhrenamtAnfrage>,
    worte: String,
    art: String,
    mit_kindern: bool,
    stand: String,
    von: Option<Datum>,
    bis: Option<Datum>,
    minuten: i64,
    auslagen: i64,
}

const EINSATZ: &str = "SELECT e.id, e.freiwillige, f.name, e.anfrage, a.worte, a.art, a.mit_kindern, e.stand, e.von, e.bis,
    CAST(COALESCE((SELECT SUM(s.minuten) FROM ehrenamt_stunde s WHERE s.einsatz = e.id), 0) AS BIGINT) AS minuten,
    CAST(COALESCE((SELECT SUM(s.auslagen) FROM ehrenamt_stunde s WHERE s.einsatz = e.id), 0) AS BIGINT) AS auslagen
    FROM ehrenamt_einsatz e JOIN freiwillige f ON f.id = e.freiwillige JOIN ehrenamt_anfrage a ON a.id = e.anfrage";

fn einsatz(z: EinsatzZeile) -> Result<EinsatzGespeichert> {
    Ok(EinsatzGespeichert {
        id: z.id,
        freiwillige: z.freiwillige,
        name: z.name,
        anfrage: z.anfrage,
        worte: z.worte,
        art: z.art,
        mit_kindern: z.mit_kindern,
        stand: z.stand.parse().map_err(amt::Error::Intern)?,
        von: z.von,
        bis: z.bis,
        minuten: z.minuten,
        auslagen: Cent(z.auslagen),
    })
}

/// The deployments of a volunteer, or those about a request.
pub(crate) async fn einsaetze(tx: &mut Tx, von: Uuid) -> Result<Vec<EinsatzGespeichert>> {
    let sql = format!("{EINSATZ} WHERE e.freiwillige = $1 OR e.anfrage = $1 ORDER BY e.id LIMIT 1000");
    let zeilen: Vec<EinsatzZeile> = tx.fetch_all(Sql::aus_konstanten(sql), werte![von]).await?;
    zeilen.into_iter().map(einsatz).collect()
}

pub(crate) async fn einsatz_einfuegen(
    tx: &mut Tx,
    id: Id<Einsatz>,
    freiwillige: Id<Freiwillige>,
    anfrage: Id<EhrenamtAnfrage>,
) -> Result<bool> {
    let n = tx
        .execute(
            "INSERT INTO ehrenamt_einsatz (id, freiwillige, anfrage, stand) VALUES ($1, $2, $3, 'VORGESCHLAGEN')
             ON CONFLICT (freiwillige, anfrage) DO NOTHING",
            werte![id, freiwillige, anfrage],
        )
        .await?;
    Ok(n == 1)
}

pub(crate) async fn einsatz_stand(
    tx: &mut Tx,
    e: &EinsatzGespeichert,
    nach: EinsatzStand,
    von: Option<Datum>,
    bis: Option<Datum>,
) -> Result<()> {
    tx.execute_one(
        "UPDATE ehrenamt_einsatz SET stand = $3, von = $4, bis = $5 WHERE id = $1 AND stand = $2",
        werte![e.id, e.stand.code(), nach.code(), von, bis],
    )
    .await?;
    Ok(())
}

pub(crate) async fn stunde(
    tx: &mut Tx,
    id: Uuid,
    einsatz: Id<Einsatz>,
    tag: Datum,
    minuten: i64,
    auslagen: Cent,
) -> Result<()> {
    tx.execute(
        "INSERT INTO ehrenamt_stunde (id, einsatz, tag, minuten, auslagen) VALUES ($1, $2, $3, $4, $5)",
        werte![id, einsatz, tag, minuten, auslagen.0],
    )
    .await?;
    Ok(())
}

/// What was entered for one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StundeGespeichert {
    /// Key.
    pub id: Id<Stunde>,
    /// Of which deployment.
    pub einsatz: Id<Einsatz>,
    /// The day.
    pub tag: Datum,
    /// Minutes.
    pub minuten: i64,
    /// Expenses.
    pub auslagen: Cent,
}

/// The entries of a volunteer, the latest first.
pub(crate) async fn stunden(tx: &mut Tx, von: Id<Freiwillige>) -> Result<Vec<StundeGespeichert>> {
    type Zeile = (Id<Stunde>, Id<Einsatz>, Datum, i64, i64);
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT s.id, s.einsatz, s.tag, s.minuten, s.auslagen FROM ehrenamt_stunde s
             JOIN ehrenamt_einsatz e ON e.id = s.einsatz WHERE e.freiwillige = $1
             ORDER BY s.tag DESC, s.id DESC LIMIT 1000",
            werte![von],
        )
        .await?;
    let eine = |(id, einsatz, tag, minuten, auslagen)| StundeGespeichert {
        id,
        einsatz,
        tag,
        minuten,
        auslagen: Cent(auslagen),
    };
    Ok(zeilen.into_iter().map(eine).collect())
}

/// Takes an entry back; whether there was one. The last day of activity is then that of what is left.
pub(crate) async fn stunde_streichen(tx: &mut Tx, von: Id<Freiwillige>, id: Id<Stunde>) -> Result<bool> {
    let n = tx
        .execute(
            "DELETE FROM ehrenamt_stunde WHERE id = $1
             AND einsatz IN (SELECT id FROM ehrenamt_einsatz WHERE freiwillige = $2)",
            werte![id, von],
        )
        .await?;
    tx.execute(
        "UPDATE freiwillige SET letzte_taetigkeit = (SELECT MAX(t.tag) FROM (
           SELECT s.tag AS tag FROM ehrenamt_stunde s JOIN ehrenamt_einsatz e ON e.id = s.einsatz
            WHERE e.freiwillige = $1
           UNION ALL SELECT von FROM ehrenamt_einsatz WHERE freiwillige = $1 AND von IS NOT NULL
           UNION ALL SELECT bis FROM ehrenamt_einsatz WHERE freiwillige = $1 AND bis IS NOT NULL) t) WHERE id = $1",
        werte![von],
    )
    .await?;
    Ok(n == 1)
}

/// Somebody who had stopped takes part again.
pub(crate) async fn wieder_dabei(tx: &mut Tx, id: Id<Freiwillige>) -> Result<()> {
    tx.execute_one(
        "UPDATE freiwillige SET beendet_am = NULL, version = version + 1 WHERE id = $1",
        werte![id],
    )
    .await?;
    Ok(())
}
