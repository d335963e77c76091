use base::{Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use crate::model::{Kanal, Meldung};

pub(crate) async fn insert(tx: &mut Tx, m: &Meldung, kanal: Kanal, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute(
        "INSERT INTO meldung (id, version, eingang, anliegen, kontaktvorgang, kanal, beobachtung, dringlichkeit,
            verantwortlich, verantwortlich_name, verantwortlich_telefon, raumeinheit, raum_name, frist,
            erstbewertung_bis, stand, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$16,$17)",
        werte![
            m.id,
            m.eingang,
            m.anliegen,
            m.kontaktvorgang,
            kanal,
            &m.beobachtung,
            m.dringlichkeit,
            m.verantwortlich,
            &m.verantwortlich_name,
            &m.verantwortlich_telefon,
            m.raumeinheit,
            &m.raum_name,
            m.frist,
            m.erstbewertung_bis,
            &m.stand,
            jetzt,
            m.angelegt_von
        ],
    )
    .await?;
    Ok(())
}

macro_rules! spalten {
    () => {
        "id, eingang, anliegen, kontaktvorgang, beobachtung, dringlichkeit, verantwortlich, verantwortlich_name, \
         verantwortlich_telefon, raumeinheit, raum_name, frist, erstbewertung_bis, stand, angelegt_von"
    };
}

pub(crate) async fn load(tx: &mut Tx, id: Id<Meldung>) -> Result<Option<Meldung>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM meldung WHERE id = $1"),
        werte![id],
    )
    .await
}

pub(crate) async fn zu_anliegen(tx: &mut Tx, anliegen: Uuid) -> Result<Option<Meldung>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM meldung WHERE anliegen = $1"),
        werte![anliegen],
    )
    .await
}

/// The space of a Meldung and all above it.
pub(crate) async fn raeume(tx: &mut Tx, m: &Meldung) -> Result<Vec<Uuid>> {
    let zeilen: Vec<(Uuid,)> = tx
        .fetch_all(
            "SELECT raumeinheit FROM anliegen_raum WHERE anliegen = $1
             UNION SELECT raumeinheit FROM kontakt_raum WHERE kontaktvorgang = $2
             UNION SELECT raumeinheit FROM meldung_raum WHERE meldung = $3",
            werte![m.anliegen, m.kontaktvorgang, m.id],
        )
        .await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}

pub(crate) async fn raeume_setzen(tx: &mut Tx, id: Id<Meldung>, raeume: &[Uuid]) -> Result<()> {
    let zeilen = raeume.iter().map(|r| werte![id, *r]).collect();
    tx.insert_many(
        "INSERT INTO meldung_raum (meldung, raumeinheit) VALUES",
        zeilen,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

/// Open ones for the protective circle: all, or those of one Fachkraft. One that nobody is responsible for is no
/// free-for-all: besides the leaders only whoever took it in has it.
pub(crate) async fn offene(
    tx: &mut Tx,
    fachkraft: Option<Uuid>,
    benutzer: Uuid,
    alle: bool,
) -> Result<Vec<Meldung>> {
    tx.fetch_all(
        concat!(
            "SELECT ",
            spalten!(),
            " FROM meldung WHERE stand = 'S0_EINGEGANGEN' AND ($1 = 1 OR verantwortlich = $2
                OR verantwortlich IS NULL AND angelegt_von = $3)
             ORDER BY frist, id LIMIT 100"
        ),
        werte![i64::from(alle), fachkraft, benutzer],
    )
    .await
}
