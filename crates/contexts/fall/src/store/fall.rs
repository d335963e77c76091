use base::{Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use crate::model::{Anliegen, Beteiligter, Fall};

/// The next number of this Sektor and year, without gaps: it is drawn in the transaction that stores the case, so a
/// failed one gives it back, and two at once wait for each other.
pub(crate) async fn naechste_nummer(tx: &mut Tx, sektor: &str, jahr: i64) -> Result<i64> {
    tx.execute(
        "INSERT INTO fall_zaehler (sektor, jahr, nummer) VALUES ($1, $2, 1)
         ON CONFLICT (sektor, jahr) DO UPDATE SET nummer = fall_zaehler.nummer + 1",
        werte![sektor, jahr],
    )
    .await?;
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT nummer FROM fall_zaehler WHERE sektor = $1 AND jahr = $2",
            werte![sektor, jahr],
        )
        .await?;
    Ok(n)
}

pub(crate) async fn insert(
    tx: &mut Tx,
    f: &Fall,
    (jahr, nummer): (i64, i64),
    von: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall (id, version, aktenzeichen, jahr, nummer, sektor, norm_beantragt, bezug, stand, bereich,
            fallfuehrend, fallfuehrend_name, vertretung, vertretung_name, raumeinheit, raum_name, go_version, anliegen,
            angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$18,$19)",
        werte![
            f.id,
            &f.aktenzeichen,
            jahr,
            nummer,
            &f.sektor,
            &f.norm_beantragt,
            f.bezug,
            f.stand,
            f.bereich,
            f.fallfuehrend,
            &f.fallfuehrend_name,
            f.vertretung,
            &f.vertretung_name,
            f.raumeinheit,
            &f.raum_name,
            f.go_version,
            f.anliegen,
            jetzt,
            von
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn beteiligen(tx: &mut Tx, id: Uuid, fall: Id<Fall>, b: &Beteiligter) -> Result<()> {
    let such = base::suchform(&format!(
        "{} {} | {} {}",
        b.vorname, b.nachname, b.nachname, b.vorname
    ));
    tx.execute(
        "INSERT INTO fall_person (id, fall, rolle, vorname, nachname, unbekannt_grund, geburtsdatum, suchtext)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![
            id,
            fall,
            &b.rolle,
            &b.vorname,
            &b.nachname,
            &b.unbekannt_grund,
            b.geburtsdatum,
            such
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn zu_anliegen(tx: &mut Tx, anliegen: Id<Anliegen>) -> Result<Option<Fall>> {
    tx.fetch_optional(
        "SELECT id, version, aktenzeichen, sektor, norm_beantragt, bezug, stand, bereich, fallfuehrend,
            fallfuehrend_name, vertretung, vertretung_name, raumeinheit, raum_name, go_version, anliegen, angelegt_am
         FROM fall WHERE anliegen = $1",
        werte![anliegen],
    )
    .await
}
