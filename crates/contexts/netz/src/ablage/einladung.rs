//! The table of invitations. Of a link only the fingerprint is kept.

use amt::Result;
use base::{Id, Zeitpunkt};
use store::{Sql, Tx, Wert, werte};

use crate::{
    Akteur, Veranstaltung,
    codes::EinladungAntwort,
    einladung::{Einladung, EinladungGespeichert},
};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Einladung>,
    veranstaltung: Id<Veranstaltung>,
    akteur: Option<Id<Akteur>>,
    name: Option<String>,
    antwort: String,
    personen: i64,
    skala: Option<i64>,
}

impl Zeile {
    fn lesen(self) -> Result<EinladungGespeichert> {
        Ok(EinladungGespeichert {
            id: self.id,
            veranstaltung: self.veranstaltung,
            akteur: self.akteur,
            name: self.name.unwrap_or_default(),
            antwort: self.antwort.parse().map_err(amt::Error::Intern)?,
            personen: self.personen,
            skala: self.skala,
        })
    }
}

async fn viele(tx: &mut Tx, wo: &str, werte: Vec<Wert>) -> Result<Vec<EinladungGespeichert>> {
    let sql = Sql::aus_konstanten(format!(
        "SELECT e.id, e.veranstaltung, e.akteur, k.name, e.antwort, e.personen, e.skala
         FROM einladung e LEFT JOIN akteur k ON k.id = e.akteur {wo}"
    ));
    let zeilen: Vec<Zeile> = tx.fetch_all(sql, werte).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// All of one meeting, by name.
pub(crate) async fn von(tx: &mut Tx, id: Id<Veranstaltung>) -> Result<Vec<EinladungGespeichert>> {
    viele(
        tx,
        "WHERE e.veranstaltung = $1 ORDER BY k.name, e.id LIMIT 2000",
        werte![id],
    )
    .await
}

/// The one behind the fingerprint of a link.
pub(crate) async fn hinter(tx: &mut Tx, token: Vec<u8>) -> Result<Option<EinladungGespeichert>> {
    Ok(viele(tx, "WHERE e.token = $1", werte![token]).await?.pop())
}

/// Writes a new one; `false` when this Akteur is invited already.
pub(crate) async fn dazu(
    tx: &mut Tx,
    (id, veranstaltung, akteur): (Id<Einladung>, Id<Veranstaltung>, Id<Akteur>),
    token: Vec<u8>,
    jetzt: Zeitpunkt,
) -> Result<bool> {
    let n = tx
        .execute(
            "INSERT INTO einladung (id, veranstaltung, akteur, token, gesendet_am, antwort, personen, rueckmeldung)
             VALUES ($1, $2, $3, $4, $5, 'OFFEN', 0, '') ON CONFLICT (veranstaltung, akteur) DO NOTHING",
            werte![id, veranstaltung, akteur, token, jetzt],
        )
        .await?;
    Ok(n == 1)
}

pub(crate) async fn antworten(
    tx: &mut Tx,
    id: Id<Einladung>,
    (antwort, personen): (EinladungAntwort, i64),
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "UPDATE einladung SET antwort = $2, personen = $3, beantwortet_am = $4 WHERE id = $1",
        werte![id, antwort.code(), personen, jetzt],
    )
    .await?;
    Ok(())
}

/// Writes how it was; whether nothing was written before.
pub(crate) async fn rueckmelden(tx: &mut Tx, id: Id<Einladung>, skala: i64, text: &str) -> Result<bool> {
    let n = tx
        .execute(
            "UPDATE einladung SET skala = $2, rueckmeldung = $3 WHERE id = $1 AND skala IS NULL",
            werte![id, skala, text],
        )
        .await?;
    Ok(n == 1)
}

/// Marks and words about a meeting.
pub(crate) async fn rueckmeldungen(tx: &mut Tx, id: Id<Veranstaltung>) -> Result<Vec<(i64, String)>> {
    Ok(tx
        .fetch_all(
            "SELECT skala, rueckmeldung FROM einladung WHERE veranstaltung = $1 AND skala IS NOT NULL ORDER BY id",
            werte![id],
        )
        .await?)
}

/// An invitation that still says who was invited: its key, its meeting, and when it was sent or, later, answered.
pub(crate) type Bekannt = (Id<Einladung>, Id<Veranstaltung>, Zeitpunkt);

/// Those of which nobody heard anything since then, meeting by meeting.
pub(crate) async fn bekannte(tx: &mut Tx, vor: Zeitpunkt) -> Result<Vec<Bekannt>> {
    Ok(tx
        .fetch_all(
            "SELECT id, veranstaltung, COALESCE(beantwortet_am, gesendet_am) FROM einladung
             WHERE akteur IS NOT NULL AND COALESCE(beantwortet_am, gesendet_am) < $1 ORDER BY veranstaltung, id",
            werte![vor],
        )
        .await?)
}

/// Forgets who was invited by this one, and its link; answer and mark stay as numbers.
pub(crate) async fn vergessen(tx: &mut Tx, id: Id<Einladung>) -> Result<()> {
    tx.execute(
        "UPDATE einladung SET akteur = NULL, token = $2 WHERE id = $1",
        werte![id, Vec::<u8>::new()],
    )
    .await?;
    Ok(())
}

/// Moves the invitations of an Akteur that turns out to be another one. Where both were invited, one of them has no name
/// any more.
pub(crate) async fn umhaengen(tx: &mut Tx, von: Id<Akteur>, nach: Id<Akteur>) -> Result<()> {
    tx.execute(
        "UPDATE einladung SET akteur = $2 WHERE akteur = $1 AND veranstaltung NOT IN
         (SELECT x.veranstaltung FROM einladung x WHERE x.akteur = $2)",
        werte![von, nach],
    )
    .await?;
    tx.execute(
        "UPDATE einladung SET akteur = NULL WHERE akteur = $1",
        werte![von],
    )
    .await?;
    Ok(())
}

/// The keys of the invitations of an Akteur.
pub(crate) async fn wovon(tx: &mut Tx, id: Id<Akteur>) -> Result<Vec<uuid::Uuid>> {
    let zeilen: Vec<(uuid::Uuid,)> = tx
        .fetch_all(
            "SELECT id FROM einladung WHERE akteur = $1 ORDER BY id",
            werte![id],
        )
        .await?;
    Ok(zeilen.into_iter().map(|(e,)| e).collect())
}

/// Gives one back to whom it was sent, if it is still where the merge brought it and nobody forgot it since.
pub(crate) async fn zurueckgeben(tx: &mut Tx, id: uuid::Uuid, von: Id<Akteur>, an: Id<Akteur>) -> Result<()> {
    tx.execute(
        "UPDATE einladung SET akteur = $3 WHERE id = $1 AND (akteur = $2 OR akteur IS NULL) AND length(token) > 0",
        werte![id, von, an],
    )
    .await?;
    Ok(())
}
