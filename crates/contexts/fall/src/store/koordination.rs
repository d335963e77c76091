//! Contact cards across Ämter: what stands on them, the consents, and who saw what.

use base::{Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use super::fall_akte::Wann;
use crate::model::{
    Einwilligung, Fall, Karteneintrag, Kartenfreigabe, Kartenkontakt, Kartenstand, Kartenstelle, Kartenzeile,
    Kategorien, Koordinationskarte, LaufendeEntscheidung, Thema, Uebermittlung,
};

type Karte = Id<Koordinationskarte>;

macro_rules! karten {
    ($rest:literal) => {
        concat!(
            "SELECT k.id, k.version, k.fall, f.sektor, k.beteiligter, p.vorname, p.nachname, p.geburtsdatum, k.stand,
                k.aufgeklaert_am, k.grund_ende, k.angelegt_am
             FROM fall_karte k JOIN fall f ON f.id = k.fall JOIN fall_person p ON p.id = k.beteiligter ",
            $rest
        )
    };
}

pub(crate) async fn anlegen(
    tx: &mut Tx,
    id: Karte,
    (fall, beteiligter): (Id<Fall>, Uuid),
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_karte (id, version, fall, beteiligter, stand, grund_ende, angelegt_am, geaendert_am)
         VALUES ($1, 1, $2, $3, $4, '', $5, $5)",
        werte![id, fall, beteiligter, Kartenstand::Vorgeschlagen, jetzt],
    )
    .await?;
    Ok(())
}

pub(crate) async fn load(tx: &mut Tx, id: Karte) -> Result<Option<Koordinationskarte>> {
    tx.fetch_optional(karten!("WHERE k.id = $1"), werte![id]).await
}

/// Of one case, the newest first.
pub(crate) async fn von_fall(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Koordinationskarte>> {
    tx.fetch_all(
        karten!("WHERE k.fall = $1 ORDER BY k.angelegt_am DESC, k.id"),
        werte![fall],
    )
    .await
}

/// Open cards of the cases somebody leads, or stands in for.
pub(crate) async fn von_fallfuehrenden(tx: &mut Tx, fachkraft: Uuid) -> Result<Vec<Koordinationskarte>> {
    tx.fetch_all(
        karten!(
            "WHERE (f.fallfuehrend = $1 OR f.vertretung = $1) AND k.stand <> 'BEENDET' ORDER BY k.angelegt_am DESC, k.id"
        ),
        werte![fachkraft],
    )
    .await
}

/// Cards somebody is a contact of, whatever they may see of them now.
pub(crate) async fn kontakte(tx: &mut Tx, fachkraft: Uuid) -> Result<Vec<Kartenkontakt>> {
    tx.fetch_all(
        "SELECT karte, id AS stelle FROM fall_karte_stelle WHERE fachkraft = $1 ORDER BY seit DESC, id",
        werte![fachkraft],
    )
    .await
}

/// Saves what a step wrote; fails on a stale version.
pub(crate) async fn stellen_auf(tx: &mut Tx, k: &Koordinationskarte, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_karte SET version = version + 1, stand = $3, aufgeklaert_am = $4, grund_ende = $5,
            geaendert_am = $6 WHERE id = $1 AND version = $2",
        werte![k.id, k.version, k.stand, k.aufgeklaert_am, &k.grund_ende, jetzt],
    )
    .await
}

pub(crate) async fn stelle(tx: &mut Tx, karte: Karte, s: &Kartenstelle) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_karte_stelle (id, karte, amt, fachkraft, fachkraft_name, seit) VALUES ($1,$2,$3,$4,$5,$6)",
        werte![s.id, karte, s.amt, s.fachkraft, &s.fachkraft_name, s.seit],
    )
    .await?;
    Ok(())
}

pub(crate) async fn stellen(tx: &mut Tx, karte: Karte) -> Result<Vec<Kartenstelle>> {
    tx.fetch_all(
        "SELECT id, amt, fachkraft, fachkraft_name, seit FROM fall_karte_stelle WHERE karte = $1 ORDER BY seit, id",
        werte![karte],
    )
    .await
}

pub(crate) async fn einwilligung(
    tx: &mut Tx,
    karte: Karte,
    e: &Einwilligung,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_karte_einwilligung (id, karte, stelle, kategorien, erteilt_von, einsicht, form, grund,
            text_version, erteilt_am, gueltig_bis, erfasst_am, erfasst_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
        werte![
            e.id,
            karte,
            e.stelle,
            e.kategorien.code(),
            e.erteilt_von,
            &e.einsicht,
            e.form,
            &e.grund,
            &e.text_version,
            e.erteilt_am,
            e.gueltig_bis,
            jetzt,
            &e.erfasst_von
        ],
    )
    .await?;
    Ok(())
}

/// All of a card, the newest first; withdrawn and expired ones too.
pub(crate) async fn einwilligungen(tx: &mut Tx, karte: Karte) -> Result<Vec<Einwilligung>> {
    tx.fetch_all(
        "SELECT id, stelle, kategorien, erteilt_von, einsicht, form, grund, text_version, erteilt_am, gueltig_bis,
            widerrufen_am, erfasst_von FROM fall_karte_einwilligung WHERE karte = $1 ORDER BY erfasst_am DESC, id DESC",
        werte![karte],
    )
    .await
}

/// Withdraws a consent; one that was withdrawn before keeps its moment.
pub(crate) async fn widerrufen(
    tx: &mut Tx,
    karte: Karte,
    einwilligung: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_karte_einwilligung SET widerrufen_am = $3 WHERE id = $1 AND karte = $2 AND widerrufen_am IS NULL",
        werte![einwilligung, karte, jetzt],
    )
    .await
}

pub(crate) async fn eintrag(tx: &mut Tx, karte: Karte, e: &Karteneintrag, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_karte_eintrag (id, karte, art, text, wer, bis, zeit, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![e.id, karte, e.art, &e.text, &e.wer, e.bis, w.zeit, w.name],
    )
    .await?;
    Ok(())
}

pub(crate) async fn eintraege(tx: &mut Tx, karte: Karte) -> Result<Vec<Karteneintrag>> {
    tx.fetch_all(
        "SELECT id, art, text, wer, bis FROM fall_karte_eintrag WHERE karte = $1 ORDER BY zeit, id",
        werte![karte],
    )
    .await
}

/// Opens a line to a recipient by a consent; once is enough.
pub(crate) async fn freigeben(tx: &mut Tx, f: Kartenfreigabe, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_karte_freigabe (eintrag, stelle, einwilligung, zeit, benutzer_name) VALUES ($1,$2,$3,$4,$5)
         ON CONFLICT (eintrag, einwilligung) DO NOTHING",
        werte![f.eintrag, f.stelle, f.einwilligung, w.zeit, w.name],
    )
    .await?;
    Ok(())
}

pub(crate) async fn freigaben(tx: &mut Tx, karte: Karte) -> Result<Vec<Kartenfreigabe>> {
    tx.fetch_all(
        "SELECT f.eintrag, f.stelle, f.einwilligung FROM fall_karte_freigabe f
         JOIN fall_karte_eintrag e ON e.id = f.eintrag WHERE e.karte = $1 ORDER BY f.zeit, f.eintrag",
        werte![karte],
    )
    .await
}

pub(crate) async fn anmelden(
    tx: &mut Tx,
    (id, karte): (Uuid, Karte),
    stelle: Option<Uuid>,
    thema: Thema,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_karte_entscheidung (id, karte, stelle, thema, angemeldet_am, worte) VALUES ($1,$2,$3,$4,$5,'')",
        werte![id, karte, stelle, thema.code(), jetzt],
    )
    .await?;
    Ok(())
}

/// The topics are those of the Netz, which keeps no database of this room: the code is read here.
#[derive(sqlx::FromRow)]
struct Angemeldet {
    id: Uuid,
    stelle: Option<Uuid>,
    thema: String,
    angemeldet_am: Zeitpunkt,
    abgestimmt_am: Option<Zeitpunkt>,
    worte: String,
    entschieden_am: Option<Zeitpunkt>,
}

pub(crate) async fn entscheidungen(tx: &mut Tx, karte: Karte) -> Result<Vec<LaufendeEntscheidung>> {
    let zeilen: Vec<Angemeldet> = tx.fetch_all(
        "SELECT id, stelle, thema, angemeldet_am, abgestimmt_am, worte, entschieden_am FROM fall_karte_entscheidung
         WHERE karte = $1 ORDER BY angemeldet_am, id",
        werte![karte],
    )
    .await?;
    Ok(zeilen
        .into_iter()
        .filter_map(|z| {
            Some(LaufendeEntscheidung {
                id: z.id,
                stelle: z.stelle,
                thema: z.thema.parse().ok()?,
                angemeldet_am: z.angemeldet_am,
                abgestimmt_am: z.abgestimmt_am,
                worte: z.worte,
                entschieden_am: z.entschieden_am,
            })
        })
        .collect())
}

/// The units have talked: what they agreed on stands at every open decision on the topic.
pub(crate) async fn abgestimmt(
    tx: &mut Tx,
    (karte, thema): (Karte, Thema),
    worte: &str,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "UPDATE fall_karte_entscheidung SET abgestimmt_am = $3, worte = $4
         WHERE karte = $1 AND thema = $2 AND abgestimmt_am IS NULL AND entschieden_am IS NULL",
        werte![karte, thema.code(), jetzt, worte],
    )
    .await?;
    Ok(())
}

pub(crate) async fn entschieden(tx: &mut Tx, karte: Karte, id: Uuid, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_karte_entscheidung SET entschieden_am = $3 WHERE id = $1 AND karte = $2 AND entschieden_am IS NULL",
        werte![id, karte, jetzt],
    )
    .await
}

/// Notes one disclosure with its basis.
pub(crate) async fn uebermittelt(
    tx: &mut Tx,
    (id, karte, stelle): (Uuid, Karte, Uuid),
    (einwilligungen, kategorien): (&str, &Kategorien),
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_karte_uebermittlung (id, karte, stelle, einwilligungen, kategorien, zeit, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        werte![id, karte, stelle, einwilligungen, kategorien.code(), w.zeit, w.name],
    )
    .await?;
    Ok(())
}

/// The last looks of others, the newest first.
pub(crate) async fn uebermittlungen(
    tx: &mut Tx,
    karte: Karte,
    hoechstens: i64,
) -> Result<Vec<Uebermittlung>> {
    tx.fetch_all(
        "SELECT stelle, kategorien, zeit, benutzer_name FROM fall_karte_uebermittlung WHERE karte = $1
         ORDER BY zeit DESC, id DESC LIMIT $2",
        werte![karte, hoechstens],
    )
    .await
}

pub(crate) async fn anfuegen(
    tx: &mut Tx,
    (id, karte): (Uuid, Karte),
    (schritt, worte): (&str, &str),
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_karte_verlauf (id, karte, zeit, benutzer_name, schritt, worte) VALUES ($1,$2,$3,$4,$5,$6)",
        werte![id, karte, w.zeit, w.name, schritt, worte],
    )
    .await?;
    Ok(())
}

pub(crate) async fn verlauf(tx: &mut Tx, karte: Karte) -> Result<Vec<Kartenzeile>> {
    tx.fetch_all(
        "SELECT zeit, benutzer_name, schritt, worte FROM fall_karte_verlauf WHERE karte = $1 ORDER BY zeit DESC, id DESC",
        werte![karte],
    )
    .await
}
