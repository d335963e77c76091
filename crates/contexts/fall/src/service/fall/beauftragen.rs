//! The office asks a Träger, in the order of preference and without exclusivity (RL-03), and sees its contacts.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::{Datum, Id};
use store::Tx;
use uuid::Uuid;

use super::{lesen::Akte, wille::wann, zugang::FallMay};
use crate::{
    model::{
        Angabe, Auftragsstand, Beauftragung, Datenkategorie, FallStand, Traegerrang, Traegerwahl,
        Wunschergebnis,
    },
    nachbarn::nachbarn,
    rules::{
        fall::{auftrag as regel, sm3, spur},
        frist,
    },
    store::{beauftragung as ablage, fall as db},
};

/// What the form says.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields of 4.13, see Beauftragung")]
pub struct Anfrage {
    pub traeger: Option<Uuid>,
    pub rang: Traegerrang,
    pub rang_grund: String,
    pub zeitraum: (Datum, Datum),
    pub korridor: (i64, i64),
    pub sozialraumanteil: String,
    pub berichtstermin: Datum,
    pub datenpaket: Vec<Datenkategorie>,
}

/// The Träger for a period, the preferred ones of the space first. Everybody is in it (RL-03).
///
/// # Errors
/// When a lower room fails.
pub async fn auswahl(
    app: &App,
    tx: &mut Tx,
    akte: &Akte,
    zeitraum: (Datum, Datum),
) -> Result<Vec<Traegerwahl>> {
    let mut alle = nachbarn(app)?
        .traeger(app, tx, zeitraum, akte.fall.raumeinheit)
        .await?;
    alle.sort_by_key(|t| !t.schwerpunkt);
    Ok(alle)
}

/// From and until the help is granted, and its corridor of minutes a week.
#[must_use]
pub fn bewilligt(akte: &Akte) -> ((Datum, Datum), (i64, i64)) {
    let von = akte.geltende().map(|b| b.von).min().unwrap_or(akte.heute);
    let bis = akte.geltende().map(|b| b.bis).max().unwrap_or(von);
    let minuten = || akte.geltende().filter(|b| b.hoechstens > 0);
    (
        (von, bis),
        (
            minuten().map(|b| b.mindestens).sum(),
            minuten().map(|b| b.hoechstens).sum(),
        ),
    )
}

/// Asks a Träger.
///
/// # Errors
/// `FALL-E40` and what else the form misses, `FALL-E161` while another order runs, `FALL-E131` beyond what was
/// granted, `FALL-E10`, `FALL-E74`.
pub async fn anfragen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Anfrage,
) -> Result<()> {
    let fall = &akte.fall;
    if let Some(h11) = sm3::finde("H11") {
        spur::pruefe_wer(h11, may.kontext())?;
    }
    if !matches!(fall.stand, FallStand::F6 | FallStand::F7 | FallStand::F8) {
        return Err(Error::regel(
            "FALL-E74",
            format!(
                "Ein Träger wird nicht beauftragt, solange der Fall „{}“ ist.",
                fall.stand
            ),
        ));
    }
    let heute = app.uhr.heute();
    ablage::verfallen_lassen(tx, fall.id, heute).await?;
    if let Some(b) = akte.auftraege.iter().find(|b| b.laeuft(heute)) {
        return Err(Error::regel(
            "FALL-E161",
            format!(
                "Es läuft schon ein Auftrag an {}. Beenden Sie ihn zuerst, wenn ein anderer Träger helfen soll.",
                b.traeger_name
            ),
        ));
    }
    let alle = auswahl(app, tx, akte, cmd.zeitraum).await?;
    let traeger = cmd.traeger.and_then(|t| alle.iter().find(|x| x.id == t));
    let wunsch = akte
        .entschieden()
        .is_some_and(|e| e.wunsch != Wunschergebnis::Keiner);
    let mut b = regel::anfrage(&regel::Anfrage {
        traeger: traeger.map(|t| t.fehlt.as_slice()),
        rang: (cmd.rang, &cmd.rang_grund),
        wunsch_uebergangen: wunsch && cmd.rang != Traegerrang::Wunsch,
        zeitraum: cmd.zeitraum,
        korridor: cmd.korridor,
        sozialraumanteil: &cmd.sozialraumanteil,
        berichtstermin: cmd.berichtstermin,
        kategorien: cmd.datenpaket.len(),
    });
    let ((ab, bis), (min, max)) = bewilligt(akte);
    if akte.entschieden().is_some() {
        b.extend(regel::im_zeitraum((ab, bis), cmd.zeitraum));
    }
    if max > 0 && (cmd.korridor.0 < min || cmd.korridor.1 > max) {
        b.extend(regel::im_korridor((min, max), max + 1).map(|b| b.an("hoechstens")));
    }
    let (Some(traeger), true) = (traeger, b.is_empty()) else {
        return Err(Error::Regel(b));
    };
    let go = amt::ordnung::geltende(app, tx).await?;
    let tage = go
        .wert("traeger.annahmefrist_werktage")
        .and_then(amt::go::Wert::zahl)
        .and_then(|n| u32::try_from(n).ok())
        .unwrap_or(5);
    let w = wann(app, may);
    let b = Beauftragung {
        id: app.ids.neu(),
        fall: fall.id.uuid(),
        traeger: traeger.id,
        traeger_name: traeger.name.clone(),
        stand: Auftragsstand::Angefragt,
        rang: cmd.rang,
        rang_grund: cmd.rang_grund,
        beginn: cmd.zeitraum.0,
        ende: cmd.zeitraum.1,
        mindestens: cmd.korridor.0,
        hoechstens: cmd.korridor.1,
        umfang: cmd.korridor.0,
        sozialraumanteil: cmd.sozialraumanteil,
        berichtstermin: cmd.berichtstermin,
        datenpaket: cmd
            .datenpaket
            .iter()
            .map(|k| k.code())
            .collect::<Vec<_>>()
            .join(" "),
        antwort_bis: frist::arbeitstage(&go, heute, tage)?,
        antwort_am: None,
        antwort_name: String::new(),
        grund: String::new(),
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    ablage::anlegen(tx, &b, w).await?;
    db::anfassen(tx, fall, w.von, w.zeit).await?;
    // RL-08: who gets which categories on which basis
    may.notieren(
        app,
        tx,
        &format!(
            "auftrag an={} daten={} norm=§ 64 SGB VIII",
            b.traeger, b.datenpaket
        ),
    );
    Ok(())
}

/// Why and when an order ends before its last day.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "see the fields of the form")]
pub struct Auftragsende {
    pub auftrag: Id<Beauftragung>,
    pub tag: Datum,
    pub grund: String,
}

/// Ends an order early, so that another Träger can help (§ 5 SGB VIII, RL-03). The Träger keeps access until that day.
///
/// # Errors
/// `FALL-E10`; `FALL-E210` without a reason, `FALL-E142` outside its days; [`Error::NichtGefunden`] when no such order
/// runs.
pub async fn beenden(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Auftragsende,
) -> Result<()> {
    if let Some(h11) = sm3::finde("H11") {
        spur::pruefe_wer(h11, may.kontext())?;
    }
    let b = akte
        .auftraege
        .iter()
        .find(|b| b.id == cmd.auftrag && b.gilt() && b.laeuft(akte.heute))
        .ok_or(Error::NichtGefunden)?;
    let befunde = regel::ende((b.beginn, b.ende), cmd.tag, &cmd.grund);
    if !befunde.is_empty() {
        return Err(Error::Regel(befunde));
    }
    ablage::ende_setzen(tx, b.id, cmd.tag).await?;
    let w = wann(app, may);
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    let text = format!(
        "{}: Auftrag endet am {}. {}",
        b.traeger_name,
        cmd.tag,
        cmd.grund.trim()
    );
    let id = (app.ids.uuid(), w.zeit);
    db::verlauf_anfuegen(tx, akte.fall.id, id, (w.von, w.name), ("AUFTRAG", &text)).await?;
    may.notieren(app, tx, &format!("auftrag_ende={}", b.id));
    Ok(())
}

/// Accepts the contacts the Träger entered so far.
///
/// # Errors
/// [`Error::Konflikt`] on a stale version.
pub async fn bestaetigen(app: &App, tx: &mut Tx, may: &FallMay<Bearbeiten>, akte: &Akte) -> Result<()> {
    let w = wann(app, may);
    ablage::bestaetigen(tx, akte.fall.id).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "kontakte bestaetigt");
    Ok(())
}

/// Whether the family's danger hints and protection belong to what the Träger gets: in the Graubereich and the
/// Gefährdungsbereich it must know what is agreed on for protection.
#[must_use]
pub fn pflichtdaten(akte: &Akte) -> Vec<Datenkategorie> {
    let mut pflicht = vec![Datenkategorie::Namen, Datenkategorie::Ziele];
    if akte.fall.bereich != crate::model::Arbeitsbereich::Leistung
        || akte.angabe(Angabe::OhneFreiwilligkeit).is_some()
    {
        pflicht.push(Datenkategorie::Schutz);
    }
    pflicht
}
