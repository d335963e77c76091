//! What hangs on a Meldung: children, who told it, who judged, history, notices.

use base::{Datum, Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use super::Wann;
use crate::{
    model::{Anlass, Hinweis, Kind, Melder, Meldung, Mitwirkung, Verlaufszeile},
    rules::fachkraefte::Teilnahme,
};

pub(crate) async fn kind(tx: &mut Tx, meldung: Id<Meldung>, k: &Kind) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_kind (id, meldung, nummer, vorname, nachname, geburtsdatum, suche)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        werte![
            k.id,
            meldung,
            k.nummer,
            &k.vorname,
            &k.nachname,
            k.geburtsdatum,
            k.suchtext()
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn kinder(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Vec<Kind>> {
    tx.fetch_all(
        "SELECT id, nummer, vorname, nachname, geburtsdatum FROM schutz_kind WHERE meldung = $1 ORDER BY nummer",
        werte![meldung],
    )
    .await
}

/// Days on which an assessment of the same child was closed: same name and birthday, both known.
pub(crate) async fn frueher(tx: &mut Tx, k: &Kind) -> Result<Vec<Datum>> {
    let zeilen: Vec<(Datum,)> = tx
        .fetch_all(
            "SELECT e.abgeschlossen_am FROM schutz_einschaetzung e JOIN schutz_kind k ON k.id = e.kind
             WHERE k.suche = $1 AND k.suche <> '' AND k.geburtsdatum = $2 AND k.id <> $3
                AND e.abgeschlossen_am IS NOT NULL",
            werte![k.suchtext(), k.geburtsdatum, k.id],
        )
        .await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}

pub(crate) async fn melder_setzen(tx: &mut Tx, meldung: Id<Meldung>, m: &Melder) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_melder (meldung, name, erreichbar) VALUES ($1,$2,$3)
         ON CONFLICT (meldung) DO UPDATE SET name = excluded.name, erreichbar = excluded.erreichbar",
        werte![meldung, &m.name, &m.erreichbar],
    )
    .await?;
    Ok(())
}

pub(crate) async fn melder(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Option<Melder>> {
    tx.fetch_optional(
        "SELECT name, erreichbar FROM schutz_melder WHERE meldung = $1",
        werte![meldung],
    )
    .await
}

/// Replaces who took part in one judgement.
pub(crate) async fn mitwirkung_setzen(
    tx: &mut Tx,
    meldung: Id<Meldung>,
    anlass: Anlass,
    bezug: Uuid,
    wer: &[Teilnahme],
) -> Result<()> {
    tx.execute(
        "DELETE FROM schutz_mitwirkung WHERE anlass = $1 AND bezug = $2",
        werte![anlass, bezug],
    )
    .await?;
    let zeilen = wer
        .iter()
        .map(|t| werte![meldung, anlass, bezug, t.fachkraft, &t.name, t.asd])
        .collect();
    tx.insert_many(
        "INSERT INTO schutz_mitwirkung (meldung, anlass, bezug, fachkraft, name, asd) VALUES",
        zeilen,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

pub(crate) async fn mitwirkungen(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Vec<Mitwirkung>> {
    tx.fetch_all(
        "SELECT anlass, bezug, fachkraft, name, asd FROM schutz_mitwirkung WHERE meldung = $1
         ORDER BY anlass, bezug, name, fachkraft",
        werte![meldung],
    )
    .await
}

pub(crate) async fn wirkt_mit(tx: &mut Tx, meldung: Id<Meldung>, fachkraft: Uuid) -> Result<bool> {
    let da: Option<(Uuid,)> = tx
        .fetch_optional(
            "SELECT fachkraft FROM schutz_mitwirkung WHERE meldung = $1 AND fachkraft = $2 LIMIT 1",
            werte![meldung, fachkraft],
        )
        .await?;
    Ok(da.is_some())
}

pub(crate) async fn verlauf(
    tx: &mut Tx,
    id: Uuid,
    meldung: Id<Meldung>,
    w: Wann<'_>,
    schritt: &str,
    text: &str,
) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_verlauf (id, meldung, zeit, benutzer, benutzer_name, schritt, text)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        werte![id, meldung, w.zeit, w.von, w.name, schritt, text],
    )
    .await?;
    Ok(())
}

pub(crate) async fn verlaeufe(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Vec<Verlaufszeile>> {
    tx.fetch_all(
        "SELECT zeit, benutzer_name, schritt, text FROM schutz_verlauf WHERE meldung = $1 ORDER BY zeit, id",
        werte![meldung],
    )
    .await
}

pub(crate) async fn hinweis(
    tx: &mut Tx,
    id: Uuid,
    meldung: Id<Meldung>,
    text: &str,
    zeit: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_hinweis (id, meldung, text, zeit, gelesen_am, gelesen_name) VALUES ($1,$2,$3,$4,NULL,'')",
        werte![id, meldung, text, zeit],
    )
    .await?;
    Ok(())
}

/// What the Leitung has not taken note of, newest first.
pub(crate) async fn hinweise(tx: &mut Tx) -> Result<Vec<Hinweis>> {
    tx.fetch_all(
        "SELECT id, meldung, text, zeit FROM schutz_hinweis WHERE gelesen_am IS NULL ORDER BY zeit DESC, id DESC LIMIT 200",
        werte![],
    )
    .await
}

pub(crate) async fn hinweis_zu(tx: &mut Tx, id: Id<Hinweis>) -> Result<Option<Hinweis>> {
    tx.fetch_optional(
        "SELECT id, meldung, text, zeit FROM schutz_hinweis WHERE id = $1",
        werte![id],
    )
    .await
}

pub(crate) async fn hinweis_gelesen(tx: &mut Tx, id: Id<Hinweis>, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "UPDATE schutz_hinweis SET gelesen_am = $2, gelesen_name = $3 WHERE id = $1 AND gelesen_am IS NULL",
        werte![id, w.zeit, w.name],
    )
    .await?;
    Ok(())
}
