use base::{Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use crate::model::{Anliegen, Beteiligter, Fall, FallBeteiligter, Verlaufszeile};

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
            stand_am, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$18,$19,$18,$19)",
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
        "INSERT INTO fall_person (id, fall, rolle, vorname, nachname, unbekannt_grund, geburtsdatum, suchtext,
            person) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        werte![
            id,
            fall,
            &b.rolle,
            &b.vorname,
            &b.nachname,
            &b.unbekannt_grund,
            b.geburtsdatum,
            such,
            b.register
        ],
    )
    .await?;
    Ok(())
}

macro_rules! spalten {
    () => {
        "id, version, aktenzeichen, sektor, norm_beantragt, bezug, stand, bereich, fallfuehrend, fallfuehrend_name, \
         vertretung, vertretung_name, raumeinheit, raum_name, go_version, anliegen, angelegt_am, stand_am, \
         naechster_termin"
    };
}

pub(crate) async fn zu_anliegen(tx: &mut Tx, anliegen: Id<Anliegen>) -> Result<Option<Fall>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM fall WHERE anliegen = $1"),
        werte![anliegen],
    )
    .await
}

pub(crate) async fn load(tx: &mut Tx, id: Id<Fall>) -> Result<Option<Fall>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM fall WHERE id = $1"),
        werte![id],
    )
    .await
}

/// Saves state and next day; fails on a stale version.
pub(crate) async fn update(tx: &mut Tx, f: &Fall, von: Uuid, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute_one(
        "UPDATE fall SET version = version + 1, stand = $3, stand_am = $4, naechster_termin = $5, bereich = $6,
            geaendert_am = $7, geaendert_von = $8 WHERE id = $1 AND version = $2",
        werte![
            f.id,
            f.version,
            f.stand,
            f.stand_am,
            f.naechster_termin,
            f.bereich,
            jetzt,
            von
        ],
    )
    .await
}

/// The case with this number.
pub(crate) async fn mit_aktenzeichen(tx: &mut Tx, aktenzeichen: &str) -> Result<Option<Id<Fall>>> {
    let da: Option<(Id<Fall>,)> = tx
        .fetch_optional(
            "SELECT id FROM fall WHERE aktenzeichen = $1",
            werte![aktenzeichen],
        )
        .await?;
    Ok(da.map(|(id,)| id))
}

/// Something in the case changed: its version goes on, so that two people see each other.
pub(crate) async fn anfassen(tx: &mut Tx, f: &Fall, von: Uuid, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute_one(
        "UPDATE fall SET version = version + 1, geaendert_am = $3, geaendert_von = $4 WHERE id = $1 AND version = $2",
        werte![f.id, f.version, jetzt, von],
    )
    .await
}

pub(crate) async fn raeume_setzen(tx: &mut Tx, id: Id<Fall>, raeume: &[Uuid]) -> Result<()> {
    let zeilen = raeume.iter().map(|r| werte![id, *r]).collect();
    tx.insert_many(
        "INSERT INTO fall_raum (fall, raumeinheit) VALUES",
        zeilen,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

pub(crate) async fn raeume(tx: &mut Tx, id: Id<Fall>) -> Result<Vec<Uuid>> {
    let zeilen: Vec<(Uuid,)> = tx
        .fetch_all("SELECT raumeinheit FROM fall_raum WHERE fall = $1", werte![id])
        .await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}

pub(crate) async fn beteiligte(tx: &mut Tx, id: Id<Fall>) -> Result<Vec<FallBeteiligter>> {
    tx.fetch_all(
        "SELECT id, rolle, vorname, nachname, unbekannt_grund, geburtsdatum, person FROM fall_person WHERE fall = $1
         ORDER BY id",
        werte![id],
    )
    .await
}

pub(crate) async fn verlauf_anfuegen(
    tx: &mut Tx,
    fall: Id<Fall>,
    (id, zeit): (Uuid, Zeitpunkt),
    (benutzer, name): (Uuid, &str),
    (schritt, text): (&str, &str),
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_verlauf (id, fall, zeit, benutzer, benutzer_name, schritt, text)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        werte![id, fall, zeit, benutzer, name, schritt, text],
    )
    .await?;
    Ok(())
}

pub(crate) async fn verlauf(tx: &mut Tx, id: Id<Fall>) -> Result<Vec<Verlaufszeile>> {
    tx.fetch_all(
        "SELECT zeit, benutzer_name, schritt, text, '' AS vorher FROM fall_verlauf WHERE fall = $1
         ORDER BY zeit DESC, id DESC",
        werte![id],
    )
    .await
}
