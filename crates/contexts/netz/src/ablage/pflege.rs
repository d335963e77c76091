//! Links that were sent to Akteure, and what they proposed. Of a link only the fingerprint is kept.

use amt::{Benutzer, Result};
use base::{Id, Zeitpunkt};
use store::{Sql, Tx, werte};

use crate::{Anfrage, Angebot, Vorschlag, codes::VorschlagStatus, rules::vorschlag::Unterschied};

/// A link that still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct OffeneAnfrage {
    pub id: Id<Anfrage>,
    pub angebot: Id<Angebot>,
}

/// Where an offer may be asked about.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Erreichbar {
    pub email: String,
    pub akteur_email: String,
    pub akteur_telefon: String,
    pub zuletzt: Option<Zeitpunkt>,
    pub offene: i64,
}

impl Erreichbar {
    /// Where the link goes: the address of the offer, else that of the institution.
    pub fn adresse(&self) -> &str {
        if self.email.is_empty() {
            &self.akteur_email
        } else {
            &self.email
        }
    }
}

/// One of many.
#[derive(Debug, sqlx::FromRow)]
struct MitAngebot {
    id: Id<Angebot>,
    #[sqlx(flatten)]
    erreichbar: Erreichbar,
}

/// The same of many offers at once, for a page of a list.
pub(crate) async fn erreichbare(
    tx: &mut Tx,
    angebote: &[Id<Angebot>],
) -> Result<std::collections::HashMap<Id<Angebot>, Erreichbar>> {
    if angebote.is_empty() {
        return Ok(std::collections::HashMap::new());
    }
    let plaetze: Vec<String> = (1..=angebote.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT a.id, a.email, k.email AS akteur_email, k.telefon AS akteur_telefon,
                (SELECT MAX(p.gesendet_am) FROM pruef_anfrage p WHERE p.angebot = a.id) AS zuletzt,
                (SELECT COUNT(*) FROM angebot_vorschlag v WHERE v.angebot = a.id AND v.status = 'OFFEN') AS offene
         FROM angebot a JOIN akteur k ON k.id = a.akteur WHERE a.id IN ({})",
        plaetze.join(", ")
    );
    let zeilen: Vec<MitAngebot> = tx
        .fetch_all(
            Sql::aus_konstanten(sql),
            angebote.iter().map(|id| store::Wert::from(*id)).collect(),
        )
        .await?;
    Ok(zeilen.into_iter().map(|z| (z.id, z.erreichbar)).collect())
}

/// Address, last reminder and open proposals of one offer.
pub(crate) async fn erreichbar(tx: &mut Tx, angebot: Id<Angebot>) -> Result<Erreichbar> {
    tx.fetch_optional(
        "SELECT a.email, k.email AS akteur_email, k.telefon AS akteur_telefon,
                (SELECT MAX(p.gesendet_am) FROM pruef_anfrage p WHERE p.angebot = a.id) AS zuletzt,
                (SELECT COUNT(*) FROM angebot_vorschlag v WHERE v.angebot = a.id AND v.status = 'OFFEN') AS offene
         FROM angebot a JOIN akteur k ON k.id = a.akteur WHERE a.id = $1",
        werte![angebot],
    )
    .await?
    .ok_or(amt::Error::NichtGefunden)
}

/// A new link; those sent before for the same offer end.
pub(crate) async fn anfragen(
    tx: &mut Tx,
    (id, angebot): (Id<Anfrage>, Id<Angebot>),
    token: Vec<u8>,
    wer: Id<Benutzer>,
    (jetzt, bis): (Zeitpunkt, Zeitpunkt),
) -> Result<()> {
    tx.execute(
        "UPDATE pruef_anfrage SET gilt_bis = $2 WHERE angebot = $1 AND benutzt_am IS NULL AND gilt_bis > $2",
        werte![angebot, jetzt],
    )
    .await?;
    tx.execute(
        "INSERT INTO pruef_anfrage (id, angebot, token, gesendet_am, gesendet_von, gilt_bis)
         VALUES ($1, $2, $3, $4, $5, $6)",
        werte![id, angebot, token, jetzt, wer, bis],
    )
    .await?;
    Ok(())
}

/// The link with this fingerprint, when it was not used and has not ended.
pub(crate) async fn offene(tx: &mut Tx, token: Vec<u8>, jetzt: Zeitpunkt) -> Result<Option<OffeneAnfrage>> {
    Ok(tx
        .fetch_optional(
            "SELECT id, angebot FROM pruef_anfrage WHERE token = $1 AND benutzt_am IS NULL AND gilt_bis > $2",
            werte![token, jetzt],
        )
        .await?)
}

/// Uses it up. `false` when somebody was faster.
pub(crate) async fn verbrauchen(tx: &mut Tx, id: Id<Anfrage>, jetzt: Zeitpunkt) -> Result<bool> {
    let n = tx
        .execute(
            "UPDATE pruef_anfrage SET benutzt_am = $2 WHERE id = $1 AND benutzt_am IS NULL AND gilt_bis > $2",
            werte![id, jetzt],
        )
        .await?;
    Ok(n == 1)
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VorschlagGespeichert {
    /// Key.
    pub id: Id<Vorschlag>,
    /// The offer.
    pub angebot: Id<Angebot>,
    /// Its title now.
    pub titel: String,
    /// Name of the Akteur.
    pub akteur: String,
    /// The fields that shall change.
    pub felder: Vec<Unterschied>,
    /// What the Akteur wrote to the editors.
    pub bemerkung: String,
    /// What became of it.
    pub status: VorschlagStatus,
    /// Why it was refused.
    pub grund: String,
    /// When it came.
    pub eingegangen_am: Zeitpunkt,
    /// When it was decided.
    pub entschieden_am: Option<Zeitpunkt>,
    /// Who decided.
    pub entschieden_name: String,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Vorschlag>,
    angebot: Id<Angebot>,
    titel: String,
    akteur: String,
    felder: String,
    bemerkung: String,
    status: String,
    grund: String,
    eingegangen_am: Zeitpunkt,
    entschieden_am: Option<Zeitpunkt>,
    entschieden_name: String,
}

impl Zeile {
    fn fertig(self) -> Result<VorschlagGespeichert> {
        Ok(VorschlagGespeichert {
            id: self.id,
            angebot: self.angebot,
            titel: self.titel,
            akteur: self.akteur,
            felder: serde_json::from_str(&self.felder).map_err(|e| amt::Error::Intern(e.to_string()))?,
            bemerkung: self.bemerkung,
            status: self.status.parse().map_err(amt::Error::Intern)?,
            grund: self.grund,
            eingegangen_am: self.eingegangen_am,
            entschieden_am: self.entschieden_am,
            entschieden_name: self.entschieden_name,
        })
    }
}

/// A new proposal about the version of the offer the Akteur saw.
pub(crate) async fn vorschlagen(
    tx: &mut Tx,
    (id, angebot): (Id<Vorschlag>, Id<Angebot>),
    version: i64,
    felder: &[Unterschied],
    bemerkung: &str,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let json = serde_json::to_string(felder).map_err(|e| amt::Error::Intern(e.to_string()))?;
    tx.execute(
        "INSERT INTO angebot_vorschlag (id, angebot, version, felder, bemerkung, status, grund, eingegangen_am,
         entschieden_name) VALUES ($1, $2, $3, $4, $5, 'OFFEN', '', $6, '')",
        werte![id, angebot, version, json, bemerkung, jetzt],
    )
    .await?;
    Ok(())
}

const SPALTEN: &str =
    "SELECT v.id, v.angebot, a.titel, k.name AS akteur, v.felder, v.bemerkung, v.status, v.grund,
    v.eingegangen_am, v.entschieden_am, v.entschieden_name
    FROM angebot_vorschlag v JOIN angebot a ON a.id = v.angebot JOIN akteur k ON k.id = a.akteur";

/// A page of the proposals of one state; the open ones oldest first, decided ones newest first.
pub(crate) async fn vorschlaege(
    tx: &mut Tx,
    status: VorschlagStatus,
    (ab, hoechstens): (i64, i64),
) -> Result<(Vec<VorschlagGespeichert>, i64)> {
    let ordnung = match status {
        VorschlagStatus::Offen => "v.eingegangen_am, v.id",
        _ => "v.entschieden_am DESC, v.id",
    };
    let sql = format!("{SPALTEN} WHERE v.status = $1 ORDER BY {ordnung} LIMIT $2 OFFSET $3");
    let zeilen: Vec<Zeile> = tx
        .fetch_all(Sql::aus_konstanten(sql), werte![status.code(), hoechstens, ab])
        .await?;
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM angebot_vorschlag WHERE status = $1",
            werte![status.code()],
        )
        .await?;
    Ok((zeilen.into_iter().map(Zeile::fertig).collect::<Result<_>>()?, n))
}

/// One proposal.
pub(crate) async fn vorschlag(tx: &mut Tx, id: Id<Vorschlag>) -> Result<VorschlagGespeichert> {
    let sql = format!("{SPALTEN} WHERE v.id = $1");
    let z: Option<Zeile> = tx.fetch_optional(Sql::aus_konstanten(sql), werte![id]).await?;
    z.ok_or(amt::Error::NichtGefunden)?.fertig()
}

/// Decides an open one; `Konflikt` when somebody did already.
pub(crate) async fn entscheiden(
    tx: &mut Tx,
    id: Id<Vorschlag>,
    wie: VorschlagStatus,
    grund: &str,
    (wer, name): (Id<Benutzer>, &str),
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute_one(
        "UPDATE angebot_vorschlag SET status = $2, grund = $3, entschieden_am = $4, entschieden_von = $5,
         entschieden_name = $6 WHERE id = $1 AND status = 'OFFEN'",
        werte![id, wie.code(), grund, jetzt, wer, name],
    )
    .await?;
    Ok(())
}
