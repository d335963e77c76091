//! Schutzkonzepte, court, Inobhutnahmen, feedback, changes of the working area.

use base::{Datum, Id};
use store::{Result, Tx, werte};

use crate::model::{Bereichswechsel, Gericht, Konzept, Meldung, Obhut, Rueckmeldung};

/// A new plan replaces the running one.
pub(crate) async fn konzept(tx: &mut Tx, meldung: Id<Meldung>, k: &Konzept, heute: Datum) -> Result<()> {
    tx.execute(
        "UPDATE schutz_konzept SET beendet_am = $2 WHERE meldung = $1 AND beendet_am IS NULL",
        werte![meldung, heute],
    )
    .await?;
    tx.execute(
        "INSERT INTO schutz_konzept (id, meldung, gefahren, massnahmen, auflagen, kontrolle_am, folgen, unterschrift,
            unterschrift_grund, pruefung_am, beendet_am, benutzer_name, zeit)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,NULL,$11,$12)",
        werte![
            k.id,
            meldung,
            &k.gefahren,
            &k.massnahmen,
            &k.auflagen,
            k.kontrolle_am,
            &k.folgen,
            k.unterschrift,
            &k.unterschrift_grund,
            k.pruefung_am,
            &k.benutzer_name,
            k.zeit
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn konzepte(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Vec<Konzept>> {
    tx.fetch_all(
        "SELECT id, gefahren, massnahmen, auflagen, kontrolle_am, folgen, unterschrift, unterschrift_grund, pruefung_am,
            beendet_am, benutzer_name, zeit FROM schutz_konzept WHERE meldung = $1 ORDER BY zeit DESC, id DESC",
        werte![meldung],
    )
    .await
}

pub(crate) async fn gericht(tx: &mut Tx, meldung: Id<Meldung>, g: &Gericht) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_gericht (id, meldung, gericht, angerufen_am, gruende, hilfen, leitung, termin_bis, termin_am,
            entschieden_am, entscheidung, benutzer_name, zeit)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)
         ON CONFLICT (id) DO UPDATE SET termin_am = excluded.termin_am, entschieden_am = excluded.entschieden_am,
            entscheidung = excluded.entscheidung",
        werte![
            g.id,
            meldung,
            &g.gericht,
            g.angerufen_am,
            &g.gruende,
            &g.hilfen,
            &g.leitung,
            g.termin_bis,
            g.termin_am,
            g.entschieden_am,
            &g.entscheidung,
            &g.benutzer_name,
            g.zeit
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn gerichte(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Vec<Gericht>> {
    tx.fetch_all(
        "SELECT id, gericht, angerufen_am, gruende, hilfen, leitung, termin_bis, termin_am, entschieden_am, entscheidung,
            benutzer_name, zeit FROM schutz_gericht WHERE meldung = $1 ORDER BY zeit DESC, id DESC",
        werte![meldung],
    )
    .await
}

pub(crate) async fn obhut(tx: &mut Tx, meldung: Id<Meldung>, o: &Obhut) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_obhut (id, meldung, kind, beginn, grund, unterbringung, aufklaerung, vertrauensperson,
            vertrauensperson_grund, psb_am, widerspruch, gericht_am, freiheit_beginn, freiheit_ende, gerichtsbeschluss,
            ende, endegrund, benutzer_name, zeit)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19)
         ON CONFLICT (id) DO UPDATE SET psb_am = excluded.psb_am, widerspruch = excluded.widerspruch,
            gericht_am = excluded.gericht_am, gerichtsbeschluss = excluded.gerichtsbeschluss, ende = excluded.ende,
            endegrund = excluded.endegrund",
        werte![
            o.id,
            meldung,
            o.kind,
            o.beginn,
            o.grund,
            &o.unterbringung,
            &o.aufklaerung,
            o.vertrauensperson,
            &o.vertrauensperson_grund,
            o.psb_am,
            o.widerspruch,
            o.gericht_am,
            o.freiheit_beginn,
            o.freiheit_ende,
            o.gerichtsbeschluss,
            o.ende,
            o.endegrund,
            &o.benutzer_name,
            o.zeit
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn obhuten(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Vec<Obhut>> {
    tx.fetch_all(
        "SELECT id, kind, beginn, grund, unterbringung, aufklaerung, vertrauensperson, vertrauensperson_grund, psb_am,
            widerspruch, gericht_am, freiheit_beginn, freiheit_ende, gerichtsbeschluss, ende, endegrund, benutzer_name,
            zeit FROM schutz_obhut WHERE meldung = $1 ORDER BY zeit DESC, id DESC",
        werte![meldung],
    )
    .await
}

pub(crate) async fn rueckmeldung(tx: &mut Tx, meldung: Id<Meldung>, r: &Rueckmeldung) -> Result<u64> {
    tx.execute(
        "INSERT INTO schutz_rueckmeldung (meldung, bestaetigt, taetig, noch_taetig, familie_vorher, familie_grund,
            benutzer_name, zeit) VALUES ($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT DO NOTHING",
        werte![
            meldung,
            r.bestaetigt,
            r.taetig,
            r.noch_taetig,
            r.familie_vorher,
            &r.familie_grund,
            &r.benutzer_name,
            r.zeit
        ],
    )
    .await
}

pub(crate) async fn rueckmeldung_zu(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Option<Rueckmeldung>> {
    tx.fetch_optional(
        "SELECT bestaetigt, taetig, noch_taetig, familie_vorher, familie_grund, benutzer_name, zeit
         FROM schutz_rueckmeldung WHERE meldung = $1",
        werte![meldung],
    )
    .await
}

pub(crate) async fn bereich(
    tx: &mut Tx,
    id: uuid::Uuid,
    meldung: Id<Meldung>,
    b: &Bereichswechsel,
) -> Result<()> {
    tx.execute(
        "INSERT INTO schutz_bereich (id, meldung, von, nach, grund, familie, benutzer_name, zeit)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![
            id,
            meldung,
            b.von,
            b.nach,
            &b.grund,
            &b.familie,
            &b.benutzer_name,
            b.zeit
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn bereiche(tx: &mut Tx, meldung: Id<Meldung>) -> Result<Vec<Bereichswechsel>> {
    tx.fetch_all(
        "SELECT von, nach, grund, familie, benutzer_name, zeit FROM schutz_bereich WHERE meldung = $1
         ORDER BY zeit DESC, id DESC",
        werte![meldung],
    )
    .await
}
