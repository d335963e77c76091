//! The table of questions to Akteure. Of a link only the fingerprint is kept, and no column could name a person (INV-N1).

use amt::Result;
use base::{Id, Zeitpunkt};
use store::{Sql, Tx, Wert, werte};
use uuid::Uuid;

use crate::{
    Angebot, WegWeisung,
    codes::{Ablehnungsgrund, VermittlungAnliegen, VermittlungStatus},
    vermittlung::{Vermittlung, VermittlungGespeichert},
};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Vermittlung>,
    kennzeichen: String,
    angebot: Id<Angebot>,
    titel: String,
    akteur: String,
    email: String,
    akteur_email: String,
    telefon: String,
    akteur_telefon: String,
    anliegen: String,
    gestellt_am: Zeitpunkt,
    gestellt_von: Uuid,
    gilt_bis: Zeitpunkt,
    erinnert_am: Option<Zeitpunkt>,
    status: String,
    grund: String,
    beantwortet_am: Option<Zeitpunkt>,
    beantwortet_von: String,
    gesehen_am: Option<Zeitpunkt>,
}

fn erstes(a: String, sonst: String) -> String {
    if a.is_empty() { sonst } else { a }
}

impl Zeile {
    fn lesen(self) -> Result<VermittlungGespeichert> {
        let grund = if self.grund.is_empty() {
            None
        } else {
            Some(self.grund.parse().map_err(amt::Error::Intern)?)
        };
        Ok(VermittlungGespeichert {
            id: self.id,
            kennzeichen: self.kennzeichen,
            angebot: self.angebot,
            titel: self.titel,
            akteur: self.akteur,
            email: erstes(self.email, self.akteur_email),
            telefon: erstes(self.telefon, self.akteur_telefon),
            anliegen: self.anliegen.parse().map_err(amt::Error::Intern)?,
            gestellt_am: self.gestellt_am,
            gestellt_von: self.gestellt_von,
            gilt_bis: self.gilt_bis,
            erinnert_am: self.erinnert_am,
            status: self.status.parse().map_err(amt::Error::Intern)?,
            grund,
            beantwortet_am: self.beantwortet_am,
            beantwortet_von: self.beantwortet_von,
            gesehen_am: self.gesehen_am,
        })
    }
}

const SPALTEN: &str = "SELECT v.id, v.kennzeichen, v.angebot, a.titel, k.name AS akteur, a.email, k.email AS akteur_email,
    a.telefon, k.telefon AS akteur_telefon, v.anliegen, v.gestellt_am, v.gestellt_von, v.gilt_bis, v.erinnert_am,
    v.status, v.grund, v.beantwortet_am, v.beantwortet_von, v.gesehen_am
    FROM vermittlung v JOIN angebot a ON a.id = v.angebot JOIN akteur k ON k.id = a.akteur";

async fn viele(tx: &mut Tx, wo: &str, werte: Vec<Wert>) -> Result<Vec<VermittlungGespeichert>> {
    let sql = Sql::aus_konstanten(format!("{SPALTEN} {wo}"));
    let zeilen: Vec<Zeile> = tx.fetch_all(sql, werte).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

pub(crate) async fn laden(tx: &mut Tx, id: Id<Vermittlung>) -> Result<VermittlungGespeichert> {
    viele(tx, "WHERE v.id = $1", werte![id])
        .await?
        .pop()
        .ok_or(amt::Error::NichtGefunden)
}

/// The question behind the fingerprint of a link, when it still waits.
pub(crate) async fn offene(
    tx: &mut Tx,
    token: Vec<u8>,
    jetzt: Zeitpunkt,
) -> Result<Option<VermittlungGespeichert>> {
    let wo = "WHERE v.token = $1 AND v.status = 'OFFEN' AND v.gilt_bis > $2";
    Ok(viele(tx, wo, werte![token, jetzt]).await?.pop())
}

/// The newest questions, of this user or of all: first what this user has not seen yet, then what waits for an answer.
pub(crate) async fn liste(
    tx: &mut Tx,
    (ich, alle): (Uuid, bool),
    (anzahl, ab): (i64, i64),
) -> Result<Vec<VermittlungGespeichert>> {
    let wo = "WHERE ($1 = 1 OR v.gestellt_von = $2)
              ORDER BY CASE WHEN v.status = 'OFFEN' THEN 1 WHEN v.gesehen_am IS NULL AND v.gestellt_von = $2 THEN 0
              ELSE 2 END, v.gestellt_am DESC, v.id LIMIT $3 OFFSET $4";
    viele(tx, wo, werte![i64::from(alle), ich, anzahl, ab]).await
}

/// How many of the questions of this user have an answer, or ended without one, that they have not opened.
pub(crate) async fn ungesehen(tx: &mut Tx, ich: Uuid) -> Result<i64> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM vermittlung WHERE gestellt_von = $1 AND status <> 'OFFEN' AND gesehen_am IS NULL",
            werte![ich],
        )
        .await?;
    Ok(n)
}

/// Notes that the one who asked has seen what came of it; nothing when it waits, was seen, or somebody else asked.
pub(crate) async fn gesehen(tx: &mut Tx, id: Id<Vermittlung>, ich: Uuid, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute(
        "UPDATE vermittlung SET gesehen_am = $3
         WHERE id = $1 AND gestellt_von = $2 AND status <> 'OFFEN' AND gesehen_am IS NULL",
        werte![id, ich, jetzt],
    )
    .await?;
    Ok(())
}

/// How many there are.
pub(crate) async fn anzahl(tx: &mut Tx, (ich, alle): (Uuid, bool)) -> Result<i64> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM vermittlung WHERE ($1 = 1 OR gestellt_von = $2)",
            werte![i64::from(alle), ich],
        )
        .await?;
    Ok(n)
}

/// What is new about a question.
pub(crate) struct Neu<'a> {
    pub id: Id<Vermittlung>,
    pub kennzeichen: &'a str,
    pub angebot: Id<Angebot>,
    pub weg: Id<WegWeisung>,
    pub anliegen: VermittlungAnliegen,
    pub token: Vec<u8>,
    pub von: Uuid,
}

pub(crate) async fn einfuegen(tx: &mut Tx, n: Neu<'_>, (jetzt, bis): (Zeitpunkt, Zeitpunkt)) -> Result<()> {
    tx.execute(
        "INSERT INTO vermittlung (id, kennzeichen, angebot, weg_weisung, anliegen, token, gestellt_am, gestellt_von,
         gilt_bis, status, grund, beantwortet_von) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '')",
        werte![
            n.id,
            n.kennzeichen,
            n.angebot,
            n.weg,
            n.anliegen.code(),
            n.token,
            jetzt,
            n.von,
            bis,
            VermittlungStatus::Offen.code()
        ],
    )
    .await?;
    Ok(())
}

/// Writes the answer of one that waits; whether nobody was faster.
pub(crate) async fn beantworten(
    tx: &mut Tx,
    id: Id<Vermittlung>,
    (status, grund): (VermittlungStatus, Option<Ablehnungsgrund>),
    von: &str,
    jetzt: Zeitpunkt,
) -> Result<bool> {
    let n = tx
        .execute(
            "UPDATE vermittlung SET status = $2, grund = $3, beantwortet_am = $4, beantwortet_von = $5
             WHERE id = $1 AND status = 'OFFEN'",
            werte![
                id,
                status.code(),
                grund.map_or("", Ablehnungsgrund::code),
                jetzt,
                von
            ],
        )
        .await?;
    Ok(n == 1)
}

/// The Weg-Weisung that was noted with it.
pub(crate) async fn weg(tx: &mut Tx, id: Id<Vermittlung>) -> Result<Id<WegWeisung>> {
    let (weg,): (Id<WegWeisung>,) = tx
        .fetch_one("SELECT weg_weisung FROM vermittlung WHERE id = $1", werte![id])
        .await?;
    Ok(weg)
}

/// Those that wait since then and got no reminder.
pub(crate) async fn zu_erinnern(
    tx: &mut Tx,
    vor: Zeitpunkt,
    jetzt: Zeitpunkt,
) -> Result<Vec<VermittlungGespeichert>> {
    let wo = "WHERE v.status = 'OFFEN' AND v.erinnert_am IS NULL AND v.gestellt_am <= $1 AND v.gilt_bis > $2
              ORDER BY v.gestellt_am, v.id LIMIT 100";
    viele(tx, wo, werte![vor, jetzt]).await
}

/// A new secret with the reminder; the one of the first letter ends. Whether no other server was faster.
pub(crate) async fn erinnert(
    tx: &mut Tx,
    id: Id<Vermittlung>,
    token: Vec<u8>,
    jetzt: Zeitpunkt,
) -> Result<bool> {
    let n = tx
        .execute(
            "UPDATE vermittlung SET erinnert_am = $2, token = $3
             WHERE id = $1 AND status = 'OFFEN' AND erinnert_am IS NULL",
            werte![id, jetzt, token],
        )
        .await?;
    Ok(n == 1)
}

/// Ends those nobody answered in time; how many.
pub(crate) async fn verfallen(tx: &mut Tx, jetzt: Zeitpunkt) -> Result<u64> {
    Ok(tx
        .execute(
            "UPDATE vermittlung SET status = 'VERFALLEN' WHERE status = 'OFFEN' AND gilt_bis <= $1",
            werte![jetzt],
        )
        .await?)
}

pub(crate) async fn vergessen(tx: &mut Tx, vor: Zeitpunkt) -> Result<u64> {
    Ok(tx
        .execute("DELETE FROM vermittlung WHERE gestellt_am < $1", werte![vor])
        .await?)
}
