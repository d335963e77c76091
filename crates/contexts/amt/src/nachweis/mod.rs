//! Training before access: which proofs the Geschaeftsordnung demands (`training.zugang`), who has them, what rests
//! without them.
//!
//! This room keeps the fact alone: who completed what, and when. Where trainings are held and who comes is the matter
//! of the room above, which enters the fact by [`aus_training`] when a run ends; its lists of participants are deleted
//! after a year, the fact stays as long as the account. What can rest is a closed list (see the catalogue): never child
//! protection, the network, the spaces or the own account, never the Rufbereitschaft or the administration. So the duty
//! to act and the way back stay open by construction.

mod regeln;

use base::{Datum, Id, Zeitpunkt};
use store::{Tx, journal::Eintrag, werte};

pub use regeln::{Ruht, Stand, VORLAUF_TAGE, letzter_tag, ruhende, stand};

use crate::{
    App, Benutzer, Error, Kontext, Result,
    go::Nachweispflicht,
    ordnung,
    recht::{Bearbeiten, Befugnis, Bereich, Bezug, Klasse, Objektart, Recht, Rolle, Verwalten, Zweck},
};

/// A proof (key marker; its key is the account).
#[derive(Debug, Clone, Copy)]
pub struct Nachweis;

impl Objektart for Nachweis {
    const NAME: &'static str = "nachweis";
    const BEREICH: Bereich = Bereich::Team;
    const KLASSE: Klasse = Klasse::D2;
    const ZWECK: Zweck = Zweck::Z10;
}

/// Where to sign up for trainings; a part of [`App`], named by the program.
#[derive(Debug, Clone, Copy)]
pub struct Anmeldeweg(pub &'static str);

/// One demand and where somebody stands with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lage {
    /// The demand.
    pub pflicht: Nachweispflicht,
    /// The day of the proof.
    pub am: Option<Datum>,
    /// How it stands today.
    pub stand: Stand,
}

/// One account and one demand that meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zeile {
    /// The account.
    pub benutzer: Id<Benutzer>,
    /// Name.
    pub name: String,
    /// The roles the demand names.
    pub rollen: Vec<Rolle>,
    /// How it stands.
    pub lage: Lage,
}

async fn nachweise(tx: &mut Tx, wer: Id<Benutzer>) -> Result<Vec<(String, Datum)>> {
    let sql = "SELECT kennung, am FROM nachweis WHERE benutzer = $1";
    Ok(tx.fetch_all(sql, werte![wer]).await?)
}

/// What rests for an account with these roles. Nothing is read while the Geschaeftsordnung demands nothing.
pub(crate) async fn fuer_konto(
    tx: &mut Tx,
    pflichten: &[Nachweispflicht],
    wer: Id<Benutzer>,
    rollen: &[Rolle],
    heute: Datum,
) -> Result<Vec<Ruht>> {
    if !pflichten
        .iter()
        .any(|p| p.rollen.iter().any(|r| rollen.contains(r)))
    {
        return Ok(Vec::new());
    }
    let da = nachweise(tx, wer).await?;
    Ok(ruhende(pflichten, rollen, &da, heute))
}

/// What the Geschaeftsordnung demands today; empty without one.
///
/// # Errors
/// When the database refuses.
pub async fn pflichten(app: &App, tx: &mut Tx) -> Result<Vec<Nachweispflicht>> {
    match ordnung::geltende(app, tx).await {
        Ok(go) => Ok(go.nachweise.clone()),
        Err(Error::Regel(_)) => Ok(Vec::new()),
        Err(e) => Err(e),
    }
}

/// The demands that meet the user, each with where the user stands.
///
/// # Errors
/// When the database refuses.
pub async fn eigene(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Lage>> {
    let alle = pflichten(app, tx).await?;
    let meine: Vec<_> = alle
        .into_iter()
        .filter(|p| p.rollen.iter().any(|r| kontext.hat(*r)))
        .collect();
    if meine.is_empty() {
        return Ok(Vec::new());
    }
    let da = nachweise(tx, kontext.benutzer()).await?;
    Ok(meine.into_iter().map(|p| lage(p, &da, app.uhr.heute())).collect())
}

/// The demands that meet an account, whatever its roles on other days; for entering a proof by hand.
///
/// # Errors
/// When the database refuses.
pub async fn von(app: &App, tx: &mut Tx, wer: Id<Benutzer>) -> Result<Vec<Lage>> {
    let heute = app.uhr.heute();
    let rollen: Vec<Rolle> = crate::benutzer::rollen(tx, wer)
        .await?
        .into_iter()
        .filter(|r| r.bis.is_none_or(|b| heute < b))
        .map(|r| r.rolle)
        .collect();
    let da = nachweise(tx, wer).await?;
    let alle = pflichten(app, tx).await?;
    Ok(alle
        .into_iter()
        .filter(|p| p.rollen.iter().any(|r| rollen.contains(r)))
        .map(|p| lage(p, &da, heute))
        .collect())
}

fn lage(pflicht: Nachweispflicht, da: &[(String, Datum)], heute: Datum) -> Lage {
    let am = da.iter().find(|(k, _)| *k == pflicht.kennung).map(|(_, am)| *am);
    Lage {
        stand: stand(&pflicht, am, heute),
        am,
        pflicht,
    }
}

/// Whether the user may see who is missing what.
///
/// # Errors
/// [`Error::NichtGefunden`] for everybody but leaders and the administration.
pub fn darf_sehen(kontext: &Kontext) -> Result<Befugnis<Bearbeiten, Nachweis>> {
    Befugnis::pruefen(kontext, None, Bezug::default())
}

/// Whether the user may enter a proof by hand.
///
/// # Errors
/// [`Error::NichtGefunden`] for everybody but the administration.
pub fn darf_eintragen(kontext: &Kontext) -> Result<Befugnis<Verwalten, Benutzer>> {
    Befugnis::pruefen(kontext, None, Bezug::default())
}

/// All open accounts a demand meets, by name. A leader of some Räume sees the accounts with a role for one of them, or
/// for all.
///
/// # Errors
/// When the database refuses.
pub async fn liste(app: &App, tx: &mut Tx, may: &Befugnis<Bearbeiten, Nachweis>) -> Result<Vec<Zeile>> {
    let alle = pflichten(app, tx).await?;
    if alle.is_empty() {
        return Ok(Vec::new());
    }
    let heute = app.uhr.heute();
    let konten: Vec<(Id<Benutzer>, String, String, Option<uuid::Uuid>)> = tx
        .fetch_all(
            "SELECT b.id, b.name, r.rolle, rr.raumeinheit FROM benutzer b JOIN benutzer_rolle r ON r.benutzer = b.id
             LEFT JOIN benutzer_rolle_raum rr ON rr.benutzer_rolle = r.id
             WHERE b.status = 'AKTIV' AND r.ab <= $1 AND (r.bis IS NULL OR r.bis > $1)
             ORDER BY b.name_such, b.id, r.rolle",
            werte![heute],
        )
        .await?;
    let da: Vec<(Id<Benutzer>, String, Datum)> = tx
        .fetch_all("SELECT benutzer, kennung, am FROM nachweis", werte![])
        .await?;
    let mut je: std::collections::HashMap<Id<Benutzer>, Vec<(String, Datum)>> =
        std::collections::HashMap::new();
    for (wer, kennung, am) in da {
        je.entry(wer).or_default().push((kennung, am));
    }
    let leitet = leitet(may.kontext());
    let mut aus: Vec<Zeile> = Vec::new();
    let mut nr = 0;
    while let Some((id, name, ..)) = konten.get(nr) {
        let ende = konten[nr..]
            .iter()
            .position(|k| k.0 != *id)
            .map_or(konten.len(), |n| nr + n);
        let hier = &konten[nr..ende];
        nr = ende;
        let in_sicht = leitet
            .as_ref()
            .is_none_or(|raeume| hier.iter().any(|k| k.3.is_none_or(|r| raeume.contains(&r))));
        if !in_sicht {
            continue;
        }
        let hat: Vec<Rolle> = hier.iter().filter_map(|k| k.2.parse().ok()).collect();
        let leer = Vec::new();
        for p in &alle {
            let mut rollen: Vec<Rolle> = hat.iter().copied().filter(|r| p.rollen.contains(r)).collect();
            rollen.dedup();
            if !rollen.is_empty() {
                aus.push(Zeile {
                    benutzer: *id,
                    name: name.clone(),
                    rollen,
                    lage: lage(p.clone(), je.get(id).unwrap_or(&leer), heute),
                });
            }
        }
    }
    Ok(aus)
}

/// The Räume the user leads; `None` for all.
fn leitet(kontext: &Kontext) -> Option<Vec<uuid::Uuid>> {
    let mut aus = Vec::new();
    for r in kontext.rollen() {
        let umfang = kontext.zelle(r.rolle, Bereich::Team).umfang(Recht::Bearbeiten);
        if umfang == crate::recht::Umfang::Alles
            || umfang == crate::recht::Umfang::EigeneRaeume && r.raeume.is_empty()
        {
            return None;
        }
        if umfang == crate::recht::Umfang::EigeneRaeume {
            aus.extend(&r.raeume);
        }
    }
    Some(aus)
}

fn notieren(app: &App, tx: &mut Tx, von: &Kontext, wem: Id<Benutzer>, aktion: &str, kennung: &str) {
    tx.journal(Eintrag {
        zeit: app.uhr.jetzt(),
        benutzer: Some(von.benutzer().uuid()),
        rolle: String::new(),
        zweck: Zweck::Z10.code().to_owned(),
        aktion: format!("nachweis.{aktion}"),
        objektart: "benutzer".to_owned(),
        objekt: Some(wem.uuid()),
        klasse: Klasse::D2.code().to_owned(),
        ergebnis: "ERLAUBT".to_owned(),
        notzugriff: None,
        angaben: kennung.to_owned(),
    });
}

async fn speichern(
    tx: &mut Tx,
    wem: Id<Benutzer>,
    (kennung, am, quelle): (&str, Datum, &str),
    (von, jetzt): (Id<Benutzer>, Zeitpunkt),
) -> Result<()> {
    // an older proof never takes the place of a newer one
    tx.execute(
        "INSERT INTO nachweis (benutzer, kennung, am, quelle, eingetragen_von, eingetragen_am)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (benutzer, kennung) DO UPDATE SET am = excluded.am, quelle = excluded.quelle,
         eingetragen_von = excluded.eingetragen_von, eingetragen_am = excluded.eingetragen_am
         WHERE excluded.am > nachweis.am",
        werte![wem, kennung, am, quelle, von, jetzt],
    )
    .await?;
    Ok(())
}

/// Enters what somebody completed in a training. The room that holds trainings calls it after its own rules; nobody
/// enters a proof for themselves, which answers `false`.
///
/// # Errors
/// When the database refuses.
pub async fn aus_training(
    app: &App,
    tx: &mut Tx,
    von: &Kontext,
    wem: Id<Benutzer>,
    (kennung, am, quelle): (&str, Datum, &str),
) -> Result<bool> {
    if kennung.is_empty() || wem == von.benutzer() {
        return Ok(false);
    }
    speichern(tx, wem, (kennung, am, quelle), (von.benutzer(), app.uhr.jetzt())).await?;
    notieren(app, tx, von, wem, "eintragen", kennung);
    Ok(true)
}

/// Enters a proof by hand, for example of a training held elsewhere.
///
/// # Errors
/// `AMT-E43` for a proof nobody demands, `E44` for a day to come, `E45` for oneself, `E46` without saying where from.
pub async fn von_hand(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Benutzer>,
    wem: Id<Benutzer>,
    (kennung, am, quelle): (&str, Datum, &str),
) -> Result<()> {
    crate::benutzer::laden(tx, wem).await?;
    let von = may.kontext();
    let mut b = Vec::new();
    if !pflichten(app, tx).await?.iter().any(|p| p.kennung == kennung) {
        b.push(
            base::Befund::neu("AMT-E43", "Diesen Nachweis verlangt die Geschäftsordnung nicht.")
                .an("kennung"),
        );
    }
    if am > app.uhr.heute() {
        b.push(base::Befund::neu("AMT-E44", "Der Tag liegt in der Zukunft.").an("am"));
    }
    if wem == von.benutzer() {
        let text =
            "Für sich selbst kann niemand einen Nachweis eintragen. Bitte lassen Sie es jemand anderen tun.";
        b.push(base::Befund::neu("AMT-E45", text).an("kennung"));
    }
    if quelle.trim().is_empty() {
        let text = "Bitte schreiben Sie, woher der Nachweis stammt, zum Beispiel „Zertifikat vorgelegt“.";
        b.push(base::Befund::neu("AMT-E46", text).an("quelle"));
    }
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let wer = (von.benutzer(), app.uhr.jetzt());
    speichern(tx, wem, (kennung, am, quelle.trim()), wer).await?;
    notieren(app, tx, von, wem, "von_hand", kennung);
    Ok(())
}

/// Takes a proof back that was entered by mistake.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is none.
pub async fn streichen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Benutzer>,
    wem: Id<Benutzer>,
    kennung: &str,
) -> Result<()> {
    let sql = "DELETE FROM nachweis WHERE benutzer = $1 AND kennung = $2";
    if tx.execute(sql, werte![wem, kennung]).await? == 0 {
        return Err(Error::NichtGefunden);
    }
    notieren(app, tx, may.kontext(), wem, "streichen", kennung);
    Ok(())
}
