//! Running helps by person, and what was bundled.

use base::{Datum, Id};
use store::{Result, Sql, Tx, werte};
use uuid::Uuid;

use super::{fall_akte::Wann, fall_liste::Bau, fall_liste::Fallsicht, fall_liste::sichtbar};
use crate::model::{Buendelung, Fall, Hilfezeile};

/// People the help is about, and their running helps on a day, of the cases somebody may see. The roles are those
/// [`crate::model::FallBeteiligter::hauptperson`] leaves out.
fn laufend(b: &mut Bau, sicht: &Fallsicht, tag: Datum) -> String {
    let sichtbar = sichtbar(b, sicht);
    let (von, bis) = (b.platz(tag), b.platz(tag));
    format!(
        "FROM fall f JOIN fall_baustein b ON b.fall = f.id JOIN fall_person p ON p.fall = f.id
         WHERE {sichtbar} AND b.stand IN ('BEWILLIGT', 'AUSLAUFEND') AND b.von <= {von} AND b.bis >= {bis} AND p.rolle NOT IN
            ('GESCHWISTER', 'BETREUER', 'VERTRAUENSPERSON', 'UMFELD', 'NICHT_SORGEBERECHTIGTER_ELTERNTEIL')"
    )
}

/// The person in the register of the office; who has no line there counts by the case alone.
const WER: &str = "COALESCE(p.person, p.id)";

/// People with more helps at once than the threshold, the most first.
pub(crate) async fn personen(
    tx: &mut Tx,
    sicht: &Fallsicht,
    tag: Datum,
    schwelle: i64,
    hoechstens: i64,
) -> Result<Vec<Uuid>> {
    let mut b = Bau {
        wo: String::new(),
        werte: werte![],
    };
    let aus = laufend(&mut b, sicht, tag);
    let (n, limit) = (b.platz(schwelle), b.platz(hoechstens));
    let sql = format!(
        "SELECT {WER} AS wer {aus} GROUP BY {WER} HAVING COUNT(DISTINCT b.id) > {n}
         ORDER BY COUNT(DISTINCT b.id) DESC, 1 LIMIT {limit}"
    );
    let zeilen: Vec<(Uuid,)> = tx.fetch_all(Sql::aus_konstanten(sql), b.werte).await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}

macro_rules! hilfespalten {
    () => {
        "p.vorname, p.nachname, f.id AS fall, f.aktenzeichen, f.sektor, f.raum_name, f.fallfuehrend_name, \
         b.id AS baustein, b.art, b.text, b.kosten_monat"
    };
}

/// The helps of these people.
pub(crate) async fn hilfen(
    tx: &mut Tx,
    sicht: &Fallsicht,
    tag: Datum,
    personen: &[Uuid],
) -> Result<Vec<Hilfezeile>> {
    if personen.is_empty() {
        return Ok(Vec::new());
    }
    let mut b = Bau {
        wo: String::new(),
        werte: werte![],
    };
    let aus = laufend(&mut b, sicht, tag);
    let ids: Vec<String> = personen.iter().map(|p| b.platz(*p)).collect();
    let sql = format!(
        concat!(
            "SELECT {} AS wer, ",
            hilfespalten!(),
            " {} AND {} IN ({}) ORDER BY p.id, b.id"
        ),
        WER,
        aus,
        WER,
        ids.join(", ")
    );
    tx.fetch_all(Sql::aus_konstanten(sql), b.werte).await
}

/// The helps of the people of one case, in whatever case of the same office they run.
pub(crate) async fn hilfen_zu(
    tx: &mut Tx,
    sicht: &Fallsicht,
    tag: Datum,
    fall: Id<Fall>,
) -> Result<Vec<Hilfezeile>> {
    let mut b = Bau {
        wo: String::new(),
        werte: werte![],
    };
    let aus = laufend(&mut b, sicht, tag);
    let f = b.platz(fall);
    let sql = format!(
        concat!(
            "SELECT {} AS wer, ",
            hilfespalten!(),
            " {} AND EXISTS (SELECT 1 FROM fall_person q WHERE q.fall = {} AND COALESCE(q.person, q.id) = {}) \
             ORDER BY p.id, b.id"
        ),
        WER, aus, f, WER
    );
    tx.fetch_all(Sql::aus_konstanten(sql), b.werte).await
}

pub(crate) async fn buendeln(tx: &mut Tx, id: Uuid, b: &Buendelung, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_buendelung (id, fall, von_hilfen, zu_hilfen, vorher, nachher, worte, zeit, benutzer,
            benutzer_name) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        werte![
            id,
            b.fall,
            b.von_hilfen,
            b.zu_hilfen,
            b.vorher,
            b.nachher,
            &b.worte,
            w.zeit,
            w.von,
            w.name
        ],
    )
    .await?;
    Ok(())
}

/// The last results in the cases somebody may see, newest first.
pub(crate) async fn buendelungen(
    tx: &mut Tx,
    sicht: &Fallsicht,
    fall: Option<Id<Fall>>,
    hoechstens: i64,
) -> Result<Vec<Buendelung>> {
    let mut b = Bau {
        wo: String::new(),
        werte: werte![],
    };
    let mut wo = sichtbar(&mut b, sicht);
    if let Some(f) = fall {
        let p = b.platz(f);
        wo.push_str(&format!(" AND f.id = {p}"));
    }
    let limit = b.platz(hoechstens);
    let sql = format!(
        "SELECT g.fall, g.von_hilfen, g.zu_hilfen, g.vorher, g.nachher, g.worte, g.zeit, g.benutzer_name
         FROM fall_buendelung g JOIN fall f ON f.id = g.fall WHERE {wo} ORDER BY g.zeit DESC, g.id LIMIT {limit}"
    );
    tx.fetch_all(Sql::aus_konstanten(sql), b.werte).await
}
