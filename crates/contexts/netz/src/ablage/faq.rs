//! The table of questions and answers.

use amt::Result;
use base::{Datum, Id, Zeitpunkt};
use store::{Tx, Wert, werte};
use uuid::Uuid;

use crate::{FaqDaten, FaqEintrag};

/// A stored entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaqGespeichert {
    /// Key.
    pub id: Id<FaqEintrag>,
    /// What is said.
    pub daten: FaqDaten,
    /// Counter of changes.
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<FaqEintrag>,
    frage: String,
    antwort: String,
    leichte_sprache: String,
    zielgruppe: String,
    go_kapitel: String,
    status: String,
    stand: Datum,
    version: i64,
}

impl Zeile {
    fn lesen(self) -> Result<FaqGespeichert> {
        Ok(FaqGespeichert {
            id: self.id,
            daten: FaqDaten {
                frage: self.frage,
                antwort: self.antwort,
                leichte_sprache: self.leichte_sprache,
                zielgruppe: self.zielgruppe.parse().map_err(amt::Error::Intern)?,
                go_kapitel: self.go_kapitel,
                status: self.status.parse().map_err(amt::Error::Intern)?,
                stand: self.stand,
            },
            version: self.version,
        })
    }
}

/// All entries, by audience, the open ones last.
pub(crate) async fn alle(tx: &mut Tx) -> Result<Vec<FaqGespeichert>> {
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, frage, antwort, leichte_sprache, zielgruppe, go_kapitel, status, stand, version
             FROM faq_eintrag ORDER BY zielgruppe, status, stand DESC, id LIMIT 1000",
            werte![],
        )
        .await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One entry; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<FaqEintrag>) -> Result<FaqGespeichert> {
    let zeile: Option<Zeile> = tx
        .fetch_optional(
            "SELECT id, frage, antwort, leichte_sprache, zielgruppe, go_kapitel, status, stand, version
             FROM faq_eintrag WHERE id = $1",
            werte![id],
        )
        .await?;
    zeile.ok_or(amt::Error::NichtGefunden)?.lesen()
}

fn spalten(d: &FaqDaten) -> Vec<Wert> {
    werte![
        &d.frage,
        &d.antwort,
        &d.leichte_sprache,
        d.zielgruppe.code(),
        &d.go_kapitel,
        d.status.code(),
        d.stand
    ]
}

pub(crate) async fn einfuegen(
    tx: &mut Tx,
    id: Id<FaqEintrag>,
    d: &FaqDaten,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let mut w = werte![id];
    w.extend(spalten(d));
    w.extend(werte![jetzt, wer]);
    tx.execute(
        "INSERT INTO faq_eintrag (id, frage, antwort, leichte_sprache, zielgruppe, go_kapitel, status, stand, version,
         angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $9, $10)",
        w,
    )
    .await?;
    Ok(())
}

/// Saves over what is there, if nobody else did since `version`.
pub(crate) async fn ersetzen(
    tx: &mut Tx,
    id: Id<FaqEintrag>,
    version: i64,
    d: &FaqDaten,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let mut w = werte![id, version];
    w.extend(spalten(d));
    w.extend(werte![jetzt, wer]);
    tx.execute_one(
        "UPDATE faq_eintrag SET frage = $3, antwort = $4, leichte_sprache = $5, zielgruppe = $6, go_kapitel = $7,
         status = $8, stand = $9, geaendert_am = $10, geaendert_von = $11, version = version + 1
         WHERE id = $1 AND version = $2",
        w,
    )
    .await?;
    Ok(())
}
