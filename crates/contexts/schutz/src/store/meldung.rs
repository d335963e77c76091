use base::Id;
use store::{Result, Sql, Tx, werte};
use uuid::Uuid;

use super::Wann;
use crate::model::{Kanal, Meldung, Stand};

macro_rules! spalten {
    () => {
        "m.id, m.version, m.kennzeichen, m.eingang, m.anliegen, m.kontaktvorgang, m.entgegengenommen, m.melder_art, \
         m.geheimnistraeger, m.beobachtung, m.wann_wo, m.akut, m.weitere_kinder, m.dringlichkeit, m.verantwortlich, \
         m.verantwortlich_name, m.verantwortlich_telefon, m.raumeinheit, m.raum_name, m.frist, m.erstbewertung_bis, \
         m.stand, m.stand_am, m.bereich, m.gewichtig, m.erst_grund, m.erst_am, m.angelegt_von"
    };
}

pub(crate) async fn insert(
    tx: &mut Tx,
    m: &Meldung,
    kanal: Kanal,
    einmal: Option<Uuid>,
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_meldung (id, version, kennzeichen, einmal, eingang, anliegen, kontaktvorgang, kanal,
            entgegengenommen, melder_art, geheimnistraeger, beobachtung, wann_wo, akut, weitere_kinder, dringlichkeit,
            verantwortlich, verantwortlich_name, verantwortlich_telefon, raumeinheit, raum_name, frist,
            erstbewertung_bis, stand, stand_am, bereich, gewichtig, erst_grund, erst_am, angelegt_am, angelegt_von,
            geaendert_am, geaendert_von)
         VALUES ($1,1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27,
            $28,$29,$30,$29,$30)",
        werte![
            m.id,
            &m.kennzeichen,
            einmal,
            m.eingang,
            m.anliegen,
            m.kontaktvorgang,
            kanal,
            &m.entgegengenommen,
            m.melder_art,
            m.geheimnistraeger,
            &m.beobachtung,
            &m.wann_wo,
            m.akut,
            &m.weitere_kinder,
            m.dringlichkeit,
            m.verantwortlich,
            &m.verantwortlich_name,
            &m.verantwortlich_telefon,
            m.raumeinheit,
            &m.raum_name,
            m.frist,
            m.erstbewertung_bis,
            m.stand,
            m.stand_am,
            m.bereich,
            m.gewichtig,
            &m.erst_grund,
            m.erst_am,
            w.zeit,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// Saves what changes in the course of a procedure.
///
/// # Errors
/// [`store::Error::Konflikt`] when somebody saved in between.
pub(crate) async fn update(tx: &mut Tx, m: &mut Meldung, w: Wann<'_>) -> Result<()> {
    tx.execute_one(
        "UPDATE schutz_meldung SET version = version + 1, melder_art = $3, geheimnistraeger = $4, wann_wo = $5, akut = $6,
            weitere_kinder = $7, dringlichkeit = $8, verantwortlich = $9, verantwortlich_name = $10,
            verantwortlich_telefon = $11, frist = $12, stand = $13, stand_am = $14, bereich = $15, gewichtig = $16,
            erst_grund = $17, erst_am = $18, geaendert_am = $19, geaendert_von = $20
         WHERE id = $1 AND version = $2",
        werte![
            m.id,
            m.version,
            m.melder_art,
            m.geheimnistraeger,
            &m.wann_wo,
            m.akut,
            &m.weitere_kinder,
            m.dringlichkeit,
            m.verantwortlich,
            &m.verantwortlich_name,
            &m.verantwortlich_telefon,
            m.frist,
            m.stand,
            m.stand_am,
            m.bereich,
            m.gewichtig,
            &m.erst_grund,
            m.erst_am,
            w.zeit,
            w.von
        ],
    )
    .await?;
    m.version += 1;
    Ok(())
}

pub(crate) async fn load(tx: &mut Tx, id: Id<Meldung>) -> Result<Option<Meldung>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM schutz_meldung m WHERE m.id = $1"),
        werte![id],
    )
    .await
}

pub(crate) async fn zu_anliegen(tx: &mut Tx, anliegen: Uuid) -> Result<Option<Meldung>> {
    tx.fetch_optional(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM schutz_meldung m WHERE m.anliegen = $1"
        ),
        werte![anliegen],
    )
    .await
}

/// The Meldung this form made before, by the same user.
pub(crate) async fn mit_einmal(tx: &mut Tx, einmal: Uuid, von: Uuid) -> Result<Option<Meldung>> {
    tx.fetch_optional(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM schutz_meldung m WHERE m.einmal = $1 AND m.angelegt_von = $2"
        ),
        werte![einmal, von],
    )
    .await
}

pub(crate) async fn kennzeichen_vergeben(tx: &mut Tx, text: &str) -> Result<bool> {
    let da: Option<(Uuid,)> = tx
        .fetch_optional(
            "SELECT id FROM schutz_meldung WHERE kennzeichen = $1 LIMIT 1",
            werte![text],
        )
        .await?;
    Ok(da.is_some())
}

/// Those with this Kennzeichen, or about a child of this name and birthday.
pub(crate) async fn gesucht(
    tx: &mut Tx,
    kennzeichen: &str,
    suche: &str,
    geboren: Option<base::Datum>,
) -> Result<Vec<Meldung>> {
    tx.fetch_all(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM schutz_meldung m WHERE m.kennzeichen = $1 OR m.id IN (SELECT k.meldung FROM schutz_kind k
                WHERE k.suche = $2 AND k.suche <> '' AND k.geburtsdatum = $3)
             ORDER BY m.eingang DESC LIMIT 5"
        ),
        werte![kennzeichen, suche, geboren],
    )
    .await
}

/// Whether a child of this name, and of this birthday when it is known, belongs to the Meldung.
pub(crate) async fn kind_passt(
    tx: &mut Tx,
    id: Id<Meldung>,
    suche: &str,
    geboren: Option<base::Datum>,
) -> Result<bool> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM schutz_kind WHERE meldung = $1 AND suche = $2
                AND (CAST($3 AS TEXT) IS NULL OR geburtsdatum = $3)",
            werte![id, suche, geboren],
        )
        .await?;
    Ok(n > 0)
}

/// The space of a Meldung and all above it.
pub(crate) async fn raeume(tx: &mut Tx, m: &Meldung) -> Result<Vec<Uuid>> {
    let zeilen: Vec<(Uuid,)> = tx
        .fetch_all(
            "SELECT raumeinheit FROM schutz_raum WHERE meldung = $1",
            werte![m.id],
        )
        .await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}

pub(crate) async fn raeume_setzen(tx: &mut Tx, id: Id<Meldung>, raeume: &[Uuid]) -> Result<()> {
    tx.execute("DELETE FROM schutz_raum WHERE meldung = $1", werte![id])
        .await?;
    let zeilen = raeume.iter().map(|r| werte![id, *r]).collect();
    tx.insert_many(
        "INSERT INTO schutz_raum (meldung, raumeinheit) VALUES",
        zeilen,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

pub(crate) async fn raum_aendern(tx: &mut Tx, id: Id<Meldung>, raum: Option<Uuid>, name: &str) -> Result<()> {
    tx.execute(
        "UPDATE schutz_meldung SET raumeinheit = $2, raum_name = $3, version = version + 1 WHERE id = $1",
        werte![id, raum, name],
    )
    .await?;
    Ok(())
}

/// Whose procedures a list shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wessen<'a> {
    pub fachkraft: Option<Uuid>,
    pub benutzer: Uuid,
    /// Every one.
    pub alle: bool,
    /// Besides one's own, those of these spaces and those without any.
    pub raeume: &'a [Uuid],
}

/// Running ones for the protective circle. One that nobody is responsible for is no free-for-all: besides the leaders
/// only whoever took it in has it. The limit counts what the user may see.
pub(crate) async fn laufende(tx: &mut Tx, w: Wessen<'_>, nur: Option<Stand>) -> Result<Vec<Meldung>> {
    let mut werte = werte![i64::from(w.alle), w.fachkraft, w.benutzer, nur.map(Stand::code)];
    let mut plaetze = Vec::new();
    for r in w.raeume {
        werte.push((*r).into());
        plaetze.push(format!("${}", werte.len()));
    }
    let im_raum = if plaetze.is_empty() {
        String::new()
    } else {
        format!(
            " OR m.raumeinheit IS NULL OR EXISTS (SELECT 1 FROM schutz_raum r WHERE r.meldung = m.id
                AND r.raumeinheit IN ({}))",
            plaetze.join(", ")
        )
    };
    let sql = format!(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM schutz_meldung m WHERE m.stand NOT IN ('S6_ABGESCHLOSSEN', 'S7_NICHT_GEWICHTIG')
                AND ($4 IS NULL OR m.stand = $4)
                AND ($1 = 1 OR m.verantwortlich = $2 OR m.verantwortlich IS NULL AND m.angelegt_von = $3
                    OR EXISTS (SELECT 1 FROM schutz_mitwirkung w WHERE w.meldung = m.id AND w.fachkraft = $2){})
             ORDER BY m.frist, m.id LIMIT 300"
        ),
        im_raum
    );
    tx.fetch_all(Sql::aus_konstanten(sql), werte).await
}
