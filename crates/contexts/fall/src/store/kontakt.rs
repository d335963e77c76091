use amt::recht::Sicht;
use base::{Datum, Id, Zeitpunkt};
use store::{Result, Sql, Tx, Wert, werte};
use uuid::Uuid;

use crate::{model::Kontaktvorgang, rules::erreichbarkeit::Zahlen};

macro_rules! spalten {
    () => {
        "id, version, eingang, kanal, ueberlauf, wartezeit, anrufer, telefon, anliegen_kurz, gefaehrdungshinweis, \
         raumeinheit, raum_name, zustaendig, ergebnis, rueckruf_bis, rueckruf_am, beschwerdeart, beschwerde_bis, \
         beschwerde_am, anliegen, geschlossen_am, angelegt_von"
    };
}

pub(crate) async fn insert(
    tx: &mut Tx,
    k: &Kontaktvorgang,
    raeume: &[Uuid],
    einmal: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO kontaktvorgang (id, version, einmal, eingang, tag, kanal, ueberlauf, wartezeit, anrufer, telefon,
            anliegen_kurz, gefaehrdungshinweis, raumeinheit, raum_name, zustaendig, ergebnis, rueckruf_bis, rueckruf_am,
            beschwerdeart, beschwerde_bis, beschwerde_am, anliegen, geschlossen_am, angelegt_am, angelegt_von,
            geaendert_am, geaendert_von)
         VALUES ($1,1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$23,$24)",
        werte![
            k.id,
            einmal,
            k.eingang,
            k.eingang.datum(),
            k.kanal,
            k.ueberlauf,
            k.wartezeit,
            &k.anrufer,
            &k.telefon,
            &k.anliegen_kurz,
            k.gefaehrdungshinweis,
            k.raumeinheit,
            &k.raum_name,
            &k.zustaendig,
            k.ergebnis.clone(),
            k.rueckruf_bis,
            k.rueckruf_am,
            k.beschwerdeart.clone(),
            k.beschwerde_bis,
            k.beschwerde_am,
            k.anliegen,
            k.geschlossen_am,
            jetzt,
            k.angelegt_von
        ],
    )
    .await?;
    let zeilen = raeume.iter().map(|r| werte![k.id, *r]).collect();
    tx.insert_many(
        "INSERT INTO kontakt_raum (kontaktvorgang, raumeinheit) VALUES",
        zeilen,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

/// The space of a ticket and all above it.
pub(crate) async fn raeume(tx: &mut Tx, id: Id<Kontaktvorgang>) -> Result<Vec<Uuid>> {
    let zeilen: Vec<(Uuid,)> = tx
        .fetch_all(
            "SELECT raumeinheit FROM kontakt_raum WHERE kontaktvorgang = $1",
            werte![id],
        )
        .await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}

pub(crate) async fn update(tx: &mut Tx, k: &Kontaktvorgang, von: Uuid, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute_one(
        "UPDATE kontaktvorgang SET version = version + 1, ergebnis = $3, rueckruf_bis = $4, rueckruf_am = $5,
            beschwerde_am = $6, anliegen = $7, geschlossen_am = $8, geaendert_am = $9, geaendert_von = $10
         WHERE id = $1 AND version = $2",
        werte![
            k.id,
            k.version,
            k.ergebnis.clone(),
            k.rueckruf_bis,
            k.rueckruf_am,
            k.beschwerde_am,
            k.anliegen,
            k.geschlossen_am,
            jetzt,
            von
        ],
    )
    .await
}

pub(crate) async fn load(tx: &mut Tx, id: Id<Kontaktvorgang>) -> Result<Option<Kontaktvorgang>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM kontaktvorgang WHERE id = $1"),
        werte![id],
    )
    .await
}

pub(crate) async fn mit_einmal(tx: &mut Tx, einmal: Uuid) -> Result<Option<Id<Kontaktvorgang>>> {
    let z: Option<(Id<Kontaktvorgang>,)> = tx
        .fetch_optional("SELECT id FROM kontaktvorgang WHERE einmal = $1", werte![einmal])
        .await?;
    Ok(z.map(|z| z.0))
}

/// What of the tickets somebody sees, as a condition and its values. A ticket without a space belongs to everybody
/// who sees tickets at all: nobody asked for the address yet, and somebody has to call back.
fn sichtbar(sicht: &Sicht) -> (String, Vec<Wert>) {
    let offen = "k.geschlossen_am IS NULL".to_owned();
    if sicht.alles {
        return (offen, werte![]);
    }
    let mut alle = werte![sicht.benutzer];
    let plaetze: Vec<String> = sicht
        .raeume
        .iter()
        .map(|r| {
            alle.push((*r).into());
            format!("${}", alle.len())
        })
        .collect();
    let raum = if plaetze.is_empty() {
        String::new()
    } else {
        format!(
            " OR k.raumeinheit IS NULL OR EXISTS (SELECT 1 FROM kontakt_raum r
              WHERE r.kontaktvorgang = k.id AND r.raumeinheit IN ({}))",
            plaetze.join(", ")
        )
    };
    (format!("{offen} AND (k.angelegt_von = $1{raum})"), alle)
}

/// Open ones somebody may see, those with the nearest promise first.
pub(crate) async fn offene(
    tx: &mut Tx,
    sicht: &Sicht,
    (ab, anzahl): (i64, i64),
) -> Result<(Vec<Kontaktvorgang>, i64)> {
    let (wo, werte) = sichtbar(sicht);
    let zaehlen = format!("SELECT COUNT(*) FROM kontaktvorgang k WHERE {wo}");
    let (gesamt,): (i64,) = tx.fetch_one(Sql::aus_konstanten(zaehlen), werte).await?;
    let (wo, mut werte) = sichtbar(sicht);
    werte.push(anzahl.into());
    werte.push(ab.into());
    let n = werte.len();
    let text = format!(
        "SELECT {} FROM kontaktvorgang k WHERE {wo}
         ORDER BY COALESCE(rueckruf_bis, beschwerde_bis, '9999-12-31'), eingang, id LIMIT ${} OFFSET ${n}",
        spalten!(),
        n - 1
    );
    Ok((tx.fetch_all(Sql::aus_konstanten(text), werte).await?, gesamt))
}

/// Figures of W14 for the days `von..bis` (the end not included).
pub(crate) async fn zahlen(tx: &mut Tx, von: Datum, bis: Datum, sla_sekunden: i64) -> Result<Zahlen> {
    tx.fetch_one(
        "SELECT COUNT(*) AS kontakte,
            CAST(COALESCE(SUM(CASE WHEN ergebnis IS NOT NULL AND rueckruf_bis IS NULL THEN 1 ELSE 0 END), 0)
                AS BIGINT) AS sofort,
            CAST(COALESCE(SUM(CASE WHEN rueckruf_bis IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS rueckrufe,
            CAST(COALESCE(SUM(CASE WHEN wartezeit IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS anrufe,
            CAST(COALESCE(SUM(CASE WHEN wartezeit <= $3 THEN 1 ELSE 0 END), 0) AS BIGINT) AS in_zeit,
            CAST(COALESCE(SUM(wartezeit), 0) AS BIGINT) AS warten,
            CAST(COALESCE(SUM(CASE WHEN ueberlauf <> 'DIREKT' THEN 1 ELSE 0 END), 0) AS BIGINT) AS ueberlauf,
            CAST(COALESCE(SUM(CASE WHEN beschwerdeart IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS beschwerden
         FROM kontaktvorgang WHERE tag >= $1 AND tag < $2",
        werte![von, bis, sla_sekunden],
    )
    .await
}
