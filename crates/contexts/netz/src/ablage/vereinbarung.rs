//! The table of agreements.

use amt::Result;
use base::{Datum, Id};
use store::{Sql, Tx, Wert, werte};
use team::Fachkraft;
use uuid::Uuid;

use crate::{
    Akteur, Veranstaltung,
    codes::VereinbarungStatus,
    vereinbarung::{Vereinbarung, VereinbarungDaten, VereinbarungGespeichert, VereinbarungStand},
};

/// Most of them that are read at once.
const HOECHSTENS: i64 = 5_000;

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Vereinbarung>,
    veranstaltung: Id<Veranstaltung>,
    titel: String,
    typ: String,
    tag: Datum,
    was: String,
    wer: String,
    akteur: Option<Id<Akteur>>,
    akteur_name: Option<String>,
    fachkraft: Option<Id<Fachkraft>>,
    bis: Option<Datum>,
    status: String,
    notiz: String,
    version: i64,
}

impl Zeile {
    fn lesen(self) -> Result<VereinbarungGespeichert> {
        Ok(VereinbarungGespeichert {
            id: self.id,
            veranstaltung: self.veranstaltung,
            titel: self.titel,
            typ: self.typ.parse().map_err(amt::Error::Intern)?,
            tag: self.tag,
            daten: VereinbarungDaten {
                was: self.was,
                wer: self.wer,
                akteur: self.akteur,
                fachkraft: self.fachkraft,
                bis: self.bis,
            },
            akteur_name: self.akteur_name.unwrap_or_default(),
            fachkraft_name: String::new(),
            stand: VereinbarungStand {
                status: self.status.parse().map_err(amt::Error::Intern)?,
                notiz: self.notiz,
            },
            version: self.version,
        })
    }
}

/// Open ones first, by date.
async fn viele(tx: &mut Tx, wo: &str, werte: Vec<Wert>) -> Result<Vec<VereinbarungGespeichert>> {
    let sql = Sql::aus_konstanten(format!(
        "SELECT b.id, b.veranstaltung, v.titel, v.typ, v.tag, b.was, b.wer, b.akteur, k.name AS akteur_name, b.fachkraft,
                b.bis, b.status, b.notiz, b.version
         FROM vereinbarung b JOIN veranstaltung v ON v.id = b.veranstaltung LEFT JOIN akteur k ON k.id = b.akteur
         WHERE {wo}
         ORDER BY CASE b.status WHEN 'OFFEN' THEN 0 ELSE 1 END, COALESCE(b.bis, '9999-12-31'), b.id LIMIT {HOECHSTENS}"
    ));
    let zeilen: Vec<Zeile> = tx.fetch_all(sql, werte).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// What was agreed at one meeting.
pub(crate) async fn von(tx: &mut Tx, id: Id<Veranstaltung>) -> Result<Vec<VereinbarungGespeichert>> {
    viele(tx, "b.veranstaltung = $1", werte![id]).await
}

/// What was agreed at all meetings, of this status and with this one of the office in charge, if any is named.
pub(crate) async fn alle(
    tx: &mut Tx,
    status: Option<VereinbarungStatus>,
    fachkraft: Option<Id<Fachkraft>>,
) -> Result<Vec<VereinbarungGespeichert>> {
    let wo = "($1 = '' OR b.status = $1) AND ($2 = 1 OR b.fachkraft = $3)";
    let status = status.map_or("", VereinbarungStatus::code);
    let jeder = i64::from(fachkraft.is_none());
    let wer = fachkraft.map_or(Uuid::nil(), Id::uuid);
    viele(tx, wo, werte![status, jeder, wer]).await
}

/// One of them; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Vereinbarung>) -> Result<VereinbarungGespeichert> {
    viele(tx, "b.id = $1", werte![id])
        .await?
        .pop()
        .ok_or(amt::Error::NichtGefunden)
}

pub(crate) async fn einfuegen(
    tx: &mut Tx,
    neu: Id<Vereinbarung>,
    id: Id<Veranstaltung>,
    d: &VereinbarungDaten,
) -> Result<()> {
    tx.execute(
        "INSERT INTO vereinbarung (id, veranstaltung, was, wer, akteur, fachkraft, bis, status, notiz, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'OFFEN', '', 1)",
        werte![neu, id, &d.was, &d.wer, d.akteur, d.fachkraft, d.bis],
    )
    .await?;
    Ok(())
}

/// Saves over what is there, if nobody else did since `version`.
pub(crate) async fn ersetzen(
    tx: &mut Tx,
    id: Id<Vereinbarung>,
    version: i64,
    d: &VereinbarungDaten,
    s: &VereinbarungStand,
) -> Result<()> {
    tx.execute_one(
        "UPDATE vereinbarung SET was = $3, wer = $4, akteur = $5, fachkraft = $6, bis = $7, status = $8, notiz = $9,
         version = version + 1 WHERE id = $1 AND version = $2",
        werte![
            id,
            version,
            &d.was,
            &d.wer,
            d.akteur,
            d.fachkraft,
            d.bis,
            s.status.code(),
            &s.notiz
        ],
    )
    .await?;
    Ok(())
}

/// Marks an agreement of this meeting as done or open again.
pub(crate) async fn erledigen(
    tx: &mut Tx,
    von: Id<Veranstaltung>,
    id: Id<Vereinbarung>,
    status: VereinbarungStatus,
) -> Result<()> {
    let n = tx
        .execute(
            "UPDATE vereinbarung SET status = $3, version = version + 1 WHERE id = $1 AND veranstaltung = $2",
            werte![id, von, status.code()],
        )
        .await?;
    if n == 1 {
        Ok(())
    } else {
        Err(amt::Error::NichtGefunden)
    }
}

/// What an Akteur is in charge of.
pub(crate) async fn des_akteurs(tx: &mut Tx, id: Id<Akteur>) -> Result<Vec<Uuid>> {
    let sql = "SELECT id FROM vereinbarung WHERE akteur = $1 ORDER BY id";
    let zeilen: Vec<(Uuid,)> = tx.fetch_all(sql, werte![id]).await?;
    Ok(zeilen.into_iter().map(|(v,)| v).collect())
}

/// Gives one to another Akteur, if the one named is still in charge.
pub(crate) async fn umhaengen(tx: &mut Tx, id: Uuid, (von, nach): (Id<Akteur>, Id<Akteur>)) -> Result<()> {
    let sql = "UPDATE vereinbarung SET akteur = $3 WHERE id = $1 AND akteur = $2";
    tx.execute(sql, werte![id, von, nach]).await?;
    Ok(())
}
