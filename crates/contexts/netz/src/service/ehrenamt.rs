//! Volunteers: only the Koordination sees who they are. It proposes and introduces; the volunteer decides.

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Aktion, Anlegen, Bearbeiten, Befugnis, Bezug, Lesen, Objektart as _, Rolle},
};
use base::{Befund, Cent, Datum, Id};
use store::{Tx, journal::Eintrag};

use super::{AnfrageGespeichert, EinsatzGespeichert, FreiwilligeGespeichert, StundeGespeichert, idee::gut};
use crate::{
    ablage::ehrenamt as ablage,
    codes::EinsatzStand,
    ehrenamt::{AnfrageDaten, EhrenamtAnfrage, Einsatz, Freiwillige, FreiwilligeDaten, Stunde, Zeugnis},
    rules::ehrenamt::{Passt, SCHRITTE, abgleich, zeugnis_bis},
};

/// Proof that somebody of the Koordination acts: many may work on the network, few may know the volunteers (10.3).
///
/// # Errors
/// `NichtGefunden` for everybody else.
pub fn koordination<A: Aktion>(
    kontext: &Kontext,
    id: Option<Id<Freiwillige>>,
) -> Result<Befugnis<A, Freiwillige>> {
    if !(kontext.hat(Rolle::R19) || kontext.hat(Rolle::R20)) {
        return Err(Error::NichtGefunden);
    }
    Befugnis::pruefen(kontext, id, Bezug::default())
}

fn nur<A: Aktion>(may: &Befugnis<A, Freiwillige>) -> Result<()> {
    koordination::<A>(may.kontext(), may.objekt()).map(drop)
}

/// All volunteers by name.
///
/// # Errors
/// `NichtGefunden` for everybody but the Koordination.
pub async fn freiwillige(
    tx: &mut Tx,
    may: &Befugnis<Lesen, Freiwillige>,
) -> Result<Vec<FreiwilligeGespeichert>> {
    nur(may)?;
    ablage::alle(tx).await
}

/// One volunteer with the deployments; noted in the journal.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn freiwillige_laden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Lesen, Freiwillige>,
) -> Result<(FreiwilligeGespeichert, Vec<EinsatzGespeichert>)> {
    nur(may)?;
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    let g = ablage::laden(tx, id).await?;
    let einsaetze = ablage::einsaetze(tx, id.uuid()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "gelesen");
    Ok((g, einsaetze))
}

/// Writes down a volunteer who agreed to it.
///
/// # Errors
/// `NETZ-E04`, `E05`, `E73`, `E74`.
pub async fn freiwillige_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Freiwillige>,
    mut daten: FreiwilligeDaten,
) -> Result<Id<Freiwillige>> {
    nur(may)?;
    gut(daten.pruefen(app.uhr.heute()))?;
    let id = app.ids.neu();
    ablage::einfuegen(tx, id, &daten, may.kontext().benutzer().uuid(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "angelegt");
    Ok(id)
}

/// Saves changes to the version the user saw.
///
/// # Errors
/// `Konflikt` when somebody else saved since; findings as for [`freiwillige_anlegen`].
pub async fn freiwillige_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Freiwillige>,
    version: i64,
    mut daten: FreiwilligeDaten,
) -> Result<()> {
    nur(may)?;
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    gut(daten.pruefen(app.uhr.heute()))?;
    let wer = may.kontext().benutzer().uuid();
    ablage::ersetzen(tx, id, version, &daten, wer, app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "geändert");
    Ok(())
}

/// The volunteer stops. Whoever never took up anything: the facts about the Führungszeugnis go at once (T-087).
///
/// # Errors
/// `NETZ-E76` while a deployment runs.
pub async fn freiwillige_beenden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Freiwillige>,
) -> Result<()> {
    nur(may)?;
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    ablage::laden(tx, id).await?;
    if laeuft(&ablage::einsaetze(tx, id.uuid()).await?) {
        return Err(Error::regel(
            "NETZ-E76",
            "Es läuft noch ein Einsatz. Bitte erst den Einsatz beenden.",
        ));
    }
    ablage::beenden(tx, id, app.uhr.heute()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "beendet");
    zeugnisse_loeschen(app, tx).await.map(drop)
}

pub(super) fn laeuft(einsaetze: &[EinsatzGespeichert]) -> bool {
    einsaetze.iter().any(|e| e.stand == EinsatzStand::Zugesagt)
}

/// Deletes the facts about a Führungszeugnis whose time is over (RL-18); of how many people. Runs every hour.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn zeugnisse_loeschen(app: &App, tx: &mut Tx) -> Result<usize> {
    let heute = app.uhr.heute();
    let mut n = 0;
    for g in ablage::mit_zeugnis(tx).await? {
        let laeuft = laeuft(&ablage::einsaetze(tx, g.id.uuid()).await?);
        let bis = zeugnis_bis(g.daten.zeugnis, g.letzte_taetigkeit, g.beendet_am, laeuft);
        if bis.is_some_and(|tag| tag <= heute) {
            ablage::zeugnis_loeschen(tx, g.id).await?;
            tx.journal(Eintrag {
                zeit: app.uhr.jetzt(),
                benutzer: None,
                rolle: String::new(),
                zweck: Freiwillige::ZWECK.code().to_owned(),
                aktion: "freiwillige.zeugnis_loeschen".to_owned(),
                objektart: Freiwillige::NAME.to_owned(),
                objekt: Some(g.id.uuid()),
                klasse: Freiwillige::KLASSE.code().to_owned(),
                ergebnis: "ERLAUBT".to_owned(),
                notzugriff: None,
                angaben: "§ 72a Abs. 5 SGB VIII".to_owned(),
            });
            n += 1;
        }
    }
    Ok(n)
}

/// What is asked for, open ones first.
///
/// # Errors
/// `NichtGefunden` for everybody but the Koordination.
pub async fn ehrenamt_anfragen(
    tx: &mut Tx,
    may: &Befugnis<Lesen, Freiwillige>,
) -> Result<Vec<AnfrageGespeichert>> {
    nur(may)?;
    ablage::anfragen(tx).await
}

/// Writes down what is asked for.
///
/// # Errors
/// `NETZ-E75` without words.
pub async fn ehrenamt_anfragen_neu(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Freiwillige>,
    mut daten: AnfrageDaten,
) -> Result<Id<EhrenamtAnfrage>> {
    nur(may)?;
    gut(daten.pruefen())?;
    let id: Id<EhrenamtAnfrage> = app.ids.neu();
    ablage::anfrage_einfuegen(tx, id, &daten, may.kontext().benutzer().uuid(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, id.als(), "anfrage angelegt");
    Ok(id)
}

/// Somebody who may fit, with the reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moeglich {
    /// Key.
    pub id: Id<Freiwillige>,
    /// Name.
    pub name: String,
    /// Point by point.
    pub gruende: Vec<(Passt, String)>,
}

/// One request: who may fit, by name; who is proposed already. Nobody is weighed against another (RL-05).
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn ehrenamt_anfrage(
    tx: &mut Tx,
    may: &Befugnis<Lesen, Freiwillige>,
    id: Id<EhrenamtAnfrage>,
) -> Result<(AnfrageGespeichert, Vec<Moeglich>, Vec<EinsatzGespeichert>)> {
    nur(may)?;
    let a = ablage::anfrage_laden(tx, id).await?;
    let einsaetze = ablage::einsaetze(tx, id.uuid()).await?;
    let moeglich = ablage::alle(tx)
        .await?
        .into_iter()
        .filter(|f| f.beendet_am.is_none() && einsaetze.iter().all(|e| e.freiwillige != f.id))
        .map(|f| Moeglich {
            id: f.id,
            gruende: abgleich(&f.daten, &a.daten),
            name: f.daten.name,
        })
        .filter(|m| m.gruende.iter().all(|(p, _)| *p != Passt::Nein))
        .collect();
    Ok((a, moeglich, einsaetze))
}

/// Proposes somebody for a request.
///
/// # Errors
/// `NichtGefunden` when one of them is not there; `NETZ-E77` when they were proposed before.
pub async fn vorschlagen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Freiwillige>,
    anfrage: Id<EhrenamtAnfrage>,
) -> Result<()> {
    nur(may)?;
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    dabei(&ablage::laden(tx, id).await?)?;
    ablage::anfrage_laden(tx, anfrage).await?;
    if !ablage::einsatz_einfuegen(tx, app.ids.neu(), id, anfrage).await? {
        return Err(Error::regel(
            "NETZ-E77",
            "Diese Person ist dafür schon vorgeschlagen.",
        ));
    }
    journal::notieren(tx, &*app.uhr, may, id, "vorgeschlagen");
    Ok(())
}

/// Who has stopped is not asked any more until they come back.
fn dabei(g: &FreiwilligeGespeichert) -> Result<()> {
    if g.beendet_am.is_none() {
        return Ok(());
    }
    let text =
        "Diese Person hat aufgehört. Wenn sie wiederkommt, wählen Sie auf ihrer Seite „Macht wieder mit“.";
    Err(Error::regel("NETZ-E92", text))
}

/// Somebody who had stopped comes back.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn wieder_dabei(app: &App, tx: &mut Tx, may: &Befugnis<Bearbeiten, Freiwillige>) -> Result<()> {
    nur(may)?;
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    ablage::laden(tx, id).await?;
    ablage::wieder_dabei(tx, id).await?;
    journal::notieren(tx, &*app.uhr, may, id, "wieder dabei");
    Ok(())
}

/// What was entered for a volunteer, the latest first.
///
/// # Errors
/// `NichtGefunden` for everybody but the Koordination.
pub async fn stunden(tx: &mut Tx, may: &Befugnis<Lesen, Freiwillige>) -> Result<Vec<StundeGespeichert>> {
    nur(may)?;
    ablage::stunden(tx, may.objekt().ok_or(Error::NichtGefunden)?).await
}

/// Takes an entry back that was wrong; the right one is entered anew.
///
/// # Errors
/// `NichtGefunden` when there is no such entry of this volunteer.
pub async fn stunde_streichen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Freiwillige>,
    stunde: Id<Stunde>,
) -> Result<()> {
    nur(may)?;
    let wer = may.objekt().ok_or(Error::NichtGefunden)?;
    if !ablage::stunde_streichen(tx, wer, stunde).await? {
        return Err(Error::NichtGefunden);
    }
    journal::notieren(tx, &*app.uhr, may, wer, "stunden gestrichen");
    Ok(())
}

async fn einsatz(tx: &mut Tx, von: Id<Freiwillige>, id: Id<Einsatz>) -> Result<EinsatzGespeichert> {
    let alle = ablage::einsaetze(tx, von.uuid()).await?;
    alle.into_iter().find(|e| e.id == id).ok_or(Error::NichtGefunden)
}

/// A step of a deployment.
///
/// # Errors
/// `NETZ-E78` when there is no such step; `NETZ-E79` with children and without the three facts in order.
pub async fn einsatz_schritt(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Freiwillige>,
    id: Id<Einsatz>,
    nach: EinsatzStand,
) -> Result<()> {
    nur(may)?;
    let wer = may.objekt().ok_or(Error::NichtGefunden)?;
    let e = einsatz(tx, wer, id).await?;
    if !SCHRITTE.iter().any(|(von, zu, _)| *von == e.stand && *zu == nach) {
        let text = format!("Von „{}“ führt kein Schritt nach „{nach}“.", e.stand);
        return Err(Error::regel("NETZ-E78", text));
    }
    let g = ablage::laden(tx, wer).await?;
    if !matches!(nach, EinsatzStand::Abgelehnt | EinsatzStand::Beendet) {
        dabei(&g)?;
    }
    if nach == EinsatzStand::Zugesagt && e.mit_kindern && !g.daten.zeugnis.in_ordnung() {
        let text = "Hier sind Kinder dabei. Bitte zuerst das Führungszeugnis einsehen und die drei Angaben eintragen.";
        return Err(Error::regel("NETZ-E79", text));
    }
    let heute = app.uhr.heute();
    let (von, bis) = match nach {
        EinsatzStand::Zugesagt => (Some(heute), None),
        EinsatzStand::Beendet => (e.von, Some(heute)),
        _ => (e.von, e.bis),
    };
    ablage::einsatz_stand(tx, &e, nach, von, bis).await?;
    match nach {
        EinsatzStand::Zugesagt => {
            ablage::anfrage_offen(tx, e.anfrage, false).await?;
            ablage::taetig(tx, wer, heute).await?;
        }
        EinsatzStand::Beendet => ablage::taetig(tx, wer, heute).await?,
        _ => {}
    }
    journal::notieren(tx, &*app.uhr, may, wer, format!("einsatz {}", nach.code()));
    Ok(())
}

/// Notes time and expenses of one day.
///
/// # Errors
/// `NETZ-E80` for a day outside the deployment or more than a day; `NETZ-E61` for negative money.
pub async fn stunden_eintragen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Freiwillige>,
    id: Id<Einsatz>,
    (tag, minuten, auslagen): (Datum, i64, Cent),
) -> Result<()> {
    nur(may)?;
    let wer = may.objekt().ok_or(Error::NichtGefunden)?;
    let e = einsatz(tx, wer, id).await?;
    let heute = app.uhr.heute();
    let drin = e.von.is_some_and(|v| v <= tag) && tag <= heute && e.bis.is_none_or(|b| tag <= b);
    if !drin || !(1..=1440).contains(&minuten) {
        let text = "Bitte einen Tag im Einsatz und höchstens 24 Stunden eintragen.";
        return Err(Befund::neu("NETZ-E80", text).an("tag").into());
    }
    if !(0..=1_000_000).contains(&auslagen.0) {
        return Err(Befund::neu("NETZ-E61", "Diese Summe ist nicht möglich.")
            .an("auslagen")
            .into());
    }
    ablage::stunde(tx, app.ids.uuid(), id, tag, minuten, auslagen).await?;
    ablage::taetig(tx, wer, tag).await?;
    journal::notieren(tx, &*app.uhr, may, wer, "stunden");
    Ok(())
}

/// Refuses everything about a Führungszeugnis but the three facts (RL-18).
///
/// # Errors
/// `NETZ-E08` naming the field.
pub fn nur_drei_angaben<'a>(felder: impl Iterator<Item = &'a str>) -> Result<()> {
    const ERLAUBT: [&str; 3] = ["eingesehen_am", "datum", "einschlaegig"];
    for feld in felder {
        if !ERLAUBT.contains(&feld) {
            let text =
                "Vom Führungszeugnis dürfen nur drei Angaben gespeichert werden (§ 72a Abs. 5 SGB VIII).";
            return Err(Befund::neu("NETZ-E08", text).an("fz_eingesehen_am").into());
        }
    }
    Ok(())
}

/// The facts of somebody, for tests and the page.
#[must_use]
pub fn zeugnis_faellig(g: &FreiwilligeGespeichert, einsaetze: &[EinsatzGespeichert]) -> Option<Datum> {
    let z: Zeugnis = g.daten.zeugnis;
    zeugnis_bis(z, g.letzte_taetigkeit, g.beendet_am, laeuft(einsaetze))
}
