//! Ideas: hand one in without an account, look it through, publish it, answer it.

use amt::{
    App, Result, journal,
    recht::{Befugnis, Bezug, Entscheiden, Objektart as _, OrganisationsArt, Sicht},
};
use base::{Befund, Id};
use store::{Tx, journal::Eintrag};

use super::{IdeeGespeichert, erinnern::brief};
use crate::{
    ablage::idee as ablage,
    codes::IdeeStatus,
    idee::{Idee, IdeeAntwort, IdeeNeu},
};

/// So many ideas may wait to be looked at; beyond that the form says that there are too many.
const WARTEN_HOECHSTENS: i64 = 500;

/// Days until an answer, by the Geschäftsordnung.
async fn antwort_tage(app: &App, tx: &mut Tx) -> Result<i32> {
    let go = amt::ordnung::geltende(app, tx).await?;
    let tage = go.wert("netz.idee_antwort_tage").and_then(amt::go::Wert::zahl);
    Ok(tage.and_then(|t| i32::try_from(t).ok()).unwrap_or(30))
}

/// Somebody who lives here hands in an idea. Nothing of it is public before somebody looked at it. There is no account
/// and so no authorisation; the page brakes who sends many.
///
/// # Errors
/// `NETZ-E50` … `E52`; `NETZ-E54` when too many wait.
pub async fn idee_einreichen(app: &App, tx: &mut Tx, mut neu: IdeeNeu) -> Result<Id<Idee>> {
    gut(neu.pruefen())?;
    let (wartend,): (i64,) = tx
        .fetch_one(
            // those nobody read for a month must not close the form to everybody
            "SELECT COUNT(*) FROM idee WHERE status = 'EINGEGANGEN' AND eingegangen_am > $1",
            store::werte![app.uhr.jetzt().plus_sekunden(-30 * 24 * 3600)],
        )
        .await?;
    if wartend >= WARTEN_HOECHSTENS {
        let text = "Gerade warten sehr viele Ideen. Bitte rufen Sie uns an.";
        return Err(Befund::neu("NETZ-E54", text).an("text").into());
    }
    let (id, jetzt) = (app.ids.neu(), app.uhr.jetzt());
    let faellig = jetzt.datum().plus_tage(antwort_tage(app, tx).await?);
    ablage::einfuegen(tx, id, &neu, jetzt, faellig).await?;
    tx.journal(Eintrag {
        zeit: jetzt,
        benutzer: None,
        rolle: String::new(),
        zweck: Idee::ZWECK.code().to_owned(),
        aktion: "idee.einreichen".to_owned(),
        objektart: Idee::NAME.to_owned(),
        objekt: Some(id.uuid()),
        klasse: Idee::KLASSE.code().to_owned(),
        ergebnis: "ERLAUBT".to_owned(),
        notzugriff: None,
        angaben: "eingegangen".to_owned(),
    });
    Ok(id)
}

/// Whether the user looks ideas through and answers for the public body: the right, and one of its desks (10.3, RL-02).
///
/// # Errors
/// `NichtGefunden` for everybody else.
pub fn idee_entscheidet(kontext: &amt::Kontext, id: Option<Id<Idee>>) -> Result<Befugnis<Entscheiden, Idee>> {
    if kontext.organisation() != OrganisationsArt::Oeffentlich {
        return Err(amt::Error::NichtGefunden);
    }
    Befugnis::pruefen(kontext, id, Bezug::default())
}

/// All ideas, those that wait first; whoever does not decide about them gets the published ones, without an address.
///
/// # Errors
/// When the database cannot be read.
pub async fn ideen(tx: &mut Tx, kontext: &amt::Kontext, _sicht: &Sicht) -> Result<Vec<IdeeGespeichert>> {
    if idee_entscheidet(kontext, None).is_ok() {
        ablage::alle(tx, false).await
    } else {
        super::oeffentlich::ideen(tx).await
    }
}

/// One idea, for those who decide about it: it may hold an address.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn idee_laden(tx: &mut Tx, may: &Befugnis<Entscheiden, Idee>) -> Result<IdeeGespeichert> {
    ablage::laden(tx, may.objekt().ok_or(amt::Error::NichtGefunden)?).await
}

/// Publishes it. Who publishes may leave out names; then the page says that something was left out, and the first
/// words are gone.
///
/// # Errors
/// `NETZ-E50`, `E51` when nothing is left; `NETZ-E55` when it was decided already.
pub async fn idee_veroeffentlichen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Entscheiden, Idee>,
    titel: &str,
    text: &str,
) -> Result<()> {
    let mut g = offen(tx, may, &[IdeeStatus::Eingegangen]).await?;
    let mut neu = IdeeNeu {
        titel: titel.to_owned(),
        text: text.to_owned(),
        ..IdeeNeu::default()
    };
    gut(neu.pruefen())?;
    g.gekuerzt = neu.titel != g.titel || neu.text != g.text;
    (g.titel, g.text, g.status) = (neu.titel, neu.text, IdeeStatus::Veroeffentlicht);
    sichern(app, tx, may, &g, "veröffentlicht").await
}

/// Does not publish it; who left an address gets the reason, and the address is forgotten.
///
/// # Errors
/// `NETZ-E56` without a reason; `NETZ-E55` when it was decided already.
pub async fn idee_zurueckweisen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Entscheiden, Idee>,
    grund: &str,
) -> Result<()> {
    let mut g = offen(tx, may, &[IdeeStatus::Eingegangen, IdeeStatus::Veroeffentlicht]).await?;
    let grund = grund.trim();
    if grund.is_empty() {
        let text = "Bitte nennen Sie den Grund, warum die Idee nicht veröffentlicht wird.";
        return Err(Befund::neu("NETZ-E56", text).an("grund").into());
    }
    let satz = format!("wir veröffentlichen sie nicht. Der Grund: {grund}");
    benachrichtigen(app, tx, &mut g, &satz).await?;
    (g.grund, g.status) = (grund.to_owned(), IdeeStatus::Zurueckgewiesen);
    sichern(app, tx, may, &g, "nicht veröffentlicht").await
}

/// Answers it before everybody. Who left an address gets the answer by mail, and the address is forgotten.
///
/// # Errors
/// `NETZ-E53` without words; `NETZ-E55` when it is not public or answered already.
pub async fn idee_beantworten(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Entscheiden, Idee>,
    mut antwort: IdeeAntwort,
) -> Result<()> {
    let mut g = offen(tx, may, &[IdeeStatus::Veroeffentlicht]).await?;
    gut(antwort.pruefen())?;
    let satz = format!(
        "hier ist unsere Antwort: {}. {}",
        antwort.ergebnis, antwort.antwort
    );
    benachrichtigen(app, tx, &mut g, &satz).await?;
    (g.ergebnis, g.antwort) = (Some(antwort.ergebnis), antwort.antwort);
    (g.status, g.beantwortet_am) = (IdeeStatus::Beantwortet, Some(app.uhr.jetzt()));
    sichern(app, tx, may, &g, "beantwortet").await
}

async fn offen(
    tx: &mut Tx,
    may: &Befugnis<Entscheiden, Idee>,
    erlaubt: &[IdeeStatus],
) -> Result<IdeeGespeichert> {
    let g = idee_laden(tx, may).await?;
    if erlaubt.contains(&g.status) {
        Ok(g)
    } else {
        let text = format!("Das geht nicht mehr: Die Idee steht auf „{}“.", g.status);
        Err(amt::Error::regel("NETZ-E55", text))
    }
}

async fn benachrichtigen(app: &App, tx: &mut Tx, g: &mut IdeeGespeichert, satz: &str) -> Result<()> {
    if !g.email.is_empty() {
        let text = format!(
            "Guten Tag,\n\nvielen Dank für Ihre Idee „{}“ vom {}: {satz}\n\nIhre E-Mail-Adresse haben wir danach \
             gelöscht.\n\nFreundliche Grüße\n{}\n",
            g.titel,
            g.eingegangen_am.datum(),
            app.rahmen.behoerde
        );
        brief(app, tx, &g.email, &format!("Ihre Idee: {}", g.titel), &text).await?;
        g.email.clear();
    }
    Ok(())
}

async fn sichern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Entscheiden, Idee>,
    g: &IdeeGespeichert,
    was: &str,
) -> Result<()> {
    ablage::ersetzen(tx, g, may.kontext().benutzer(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, g.id, was);
    Ok(())
}

pub(super) fn gut(befunde: Vec<Befund>) -> Result<()> {
    if befunde.is_empty() {
        Ok(())
    } else {
        Err(befunde.into())
    }
}
