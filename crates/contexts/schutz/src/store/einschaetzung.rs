use base::Id;
use store::{Result, Tx, werte};

use crate::model::{Anhaltspunkt, Einschaetzung, Meldung, Statistiksatz};

/// Stores it, or replaces the one of this child.
pub(crate) async fn setzen(
    tx: &mut Tx,
    meldung: Id<Meldung>,
    e: &Einschaetzung,
    punkte: &[Anhaltspunkt],
) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_einschaetzung (id, meldung, kind, ief, kontakt_am, kontakt_art, hausbesuch_am, hausbesuch_wer,
            hausbesuch_grund, eb_beteiligt, eb_grund, kind_beteiligt, kind_grund, melder_beteiligt, schutzfaktoren,
            verursacher, mitwirkung, ergebnis, begruendung, angebot, wiederholt, abgeschlossen_am, benutzer_name, zeit)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24)
         ON CONFLICT (kind) DO UPDATE SET ief = excluded.ief, kontakt_am = excluded.kontakt_am,
            kontakt_art = excluded.kontakt_art, hausbesuch_am = excluded.hausbesuch_am,
            hausbesuch_wer = excluded.hausbesuch_wer, hausbesuch_grund = excluded.hausbesuch_grund,
            eb_beteiligt = excluded.eb_beteiligt, eb_grund = excluded.eb_grund,
            kind_beteiligt = excluded.kind_beteiligt, kind_grund = excluded.kind_grund,
            melder_beteiligt = excluded.melder_beteiligt, schutzfaktoren = excluded.schutzfaktoren,
            verursacher = excluded.verursacher, mitwirkung = excluded.mitwirkung, ergebnis = excluded.ergebnis,
            begruendung = excluded.begruendung, angebot = excluded.angebot, wiederholt = excluded.wiederholt,
            abgeschlossen_am = excluded.abgeschlossen_am, benutzer_name = excluded.benutzer_name, zeit = excluded.zeit",
        werte![
            e.id,
            meldung,
            e.kind,
            &e.ief,
            e.kontakt_am,
            e.kontakt_art,
            e.hausbesuch_am,
            &e.hausbesuch_wer,
            &e.hausbesuch_grund,
            e.eb_beteiligt,
            &e.eb_grund,
            e.kind_beteiligt,
            &e.kind_grund,
            &e.melder_beteiligt,
            &e.schutzfaktoren,
            e.verursacher,
            e.mitwirkung,
            e.ergebnis,
            &e.begruendung,
            &e.angebot,
            e.wiederholt,
            e.abgeschlossen_am,
            &e.benutzer_name,
            e.zeit
        ],
    )
    .await?;
    tx.execute(
        "DELETE FROM schutz_anhaltspunkt WHERE einschaetzung = $1",
        werte![e.id],
    )
    .await?;
    let zeilen = punkte
        .iter()
        .map(|p| werte![e.id, p.form, &p.tatsache, &p.quelle, p.datum])
        .collect();
    tx.insert_many(
        "INSERT INTO schutz_anhaltspunkt (einschaetzung, form, tatsache, quelle, datum) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

pub(crate) async fn alle(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Vec<Einschaetzung>> {
    tx.fetch_all(
        "SELECT id, kind, ief, kontakt_am, kontakt_art, hausbesuch_am, hausbesuch_wer, hausbesuch_grund, eb_beteiligt,
            eb_grund, kind_beteiligt, kind_grund, melder_beteiligt, schutzfaktoren, verursacher, mitwirkung, ergebnis,
            begruendung, angebot, wiederholt, abgeschlossen_am, benutzer_name, zeit
         FROM schutz_einschaetzung WHERE meldung = $1 ORDER BY id",
        werte![meldung],
    )
    .await
}

pub(crate) async fn anhaltspunkte(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Vec<Anhaltspunkt>> {
    tx.fetch_all(
        "SELECT a.einschaetzung, a.form, a.tatsache, a.quelle, a.datum FROM schutz_anhaltspunkt a
         JOIN schutz_einschaetzung e ON e.id = a.einschaetzung WHERE e.meldung = $1
         ORDER BY a.einschaetzung, a.form",
        werte![meldung],
    )
    .await
}

pub(crate) async fn abschliessen(tx: &mut Tx, e: &Einschaetzung) -> Result<()> {
    tx.execute_one(
        "UPDATE schutz_einschaetzung SET abgeschlossen_am = $2, wiederholt = $3 WHERE id = $1",
        werte![e.id, e.abgeschlossen_am, e.wiederholt],
    )
    .await
}

pub(crate) async fn statistik(tx: &mut Tx, id: uuid::Uuid, s: &Statistiksatz) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_statistik (id, jahr, abgeschlossen_am, hinweisgeber, geburtsmonat, formen, verursacher,
            mitwirkung, ergebnis, wiederholt, gericht, obhut) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
        werte![
            id,
            s.jahr,
            s.abgeschlossen_am,
            &s.hinweisgeber,
            &s.geburtsmonat,
            &s.formen,
            &s.verursacher,
            &s.mitwirkung,
            s.ergebnis,
            s.wiederholt,
            s.gericht,
            s.obhut
        ],
    )
    .await?;
    Ok(())
}

/// Records of a year by result.
pub(crate) async fn zaehlung(tx: &mut Tx, jahr: i64) -> Result<Vec<(String, i64)>> {
    tx.fetch_all(
        "SELECT ergebnis, count(*) FROM schutz_statistik WHERE jahr = $1 GROUP BY ergebnis ORDER BY ergebnis",
        werte![jahr],
    )
    .await
}
