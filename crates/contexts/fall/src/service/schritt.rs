//! Takes one step of SM-1. The table says who may, what must be there and what happens.

use amt::{
    App, Error, Result,
    go::Geschaeftsordnung,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Datum};
use store::Tx;
use uuid::Uuid;

use super::{falleingang, hilfe, kurz, melden};
use crate::{
    model::{Anliegen, Bezug, Dringlichkeit, Hinweis, Person, Stand, Thema},
    rules::{
        ablauf::{Uebergang, Wirkung},
        sm1::{self, Lage},
    },
    store::anliegen as db,
};

/// What the form of a step says; unused parts stay empty.
#[derive(Debug, Clone, Default)]
pub struct Schritt {
    /// Version the user saw.
    pub version: i64,
    /// Topics.
    pub themen: Vec<Thema>,
    /// Recipient.
    pub empfaenger: String,
    /// Day of passing on.
    pub weiter_am: Option<Datum>,
    /// Whether it is an Antrag.
    pub ist_antrag: bool,
    /// Day it was received here.
    pub antrag_eingang: Option<Datum>,
    /// Words or reason.
    pub grund: String,
    /// The danger hint as it is known now; taken by the step that makes the Meldung.
    pub hinweis: Option<Hinweis>,
    /// Counselling data.
    pub kurz: Option<kurz::Angaben>,
    /// Case data.
    pub fall: Option<Falldaten>,
}

/// What a Falleingang needs besides the Anliegen.
#[derive(Debug, Clone)]
pub struct Falldaten {
    /// Code of the Sektor.
    pub sektor: String,
    /// What is asked for.
    pub norm: String,
    /// Whom it is about.
    pub bezug: Bezug,
    /// Role of the person in the case.
    pub rolle: String,
    /// Case-leading Fachkraft.
    pub fallfuehrend: Option<Uuid>,
    /// Substitute.
    pub vertretung: Option<Uuid>,
}

fn lage(a: &Anliegen, person: Option<&Person>, meldung: bool, cmd: &Schritt, jetzt: base::Zeitpunkt) -> Lage {
    let mut l = a.lage(meldung, person, jetzt);
    l.thema |= !cmd.themen.is_empty();
    l.empfaenger = !cmd.empfaenger.trim().is_empty();
    l.antragseingang = !cmd.ist_antrag || cmd.antrag_eingang.is_some();
    l.ruecknahme = !cmd.grund.trim().is_empty();
    l.beratung = cmd.kurz.as_ref().is_some_and(kurz::Angaben::vollstaendig);
    if let Some(f) = &cmd.fall {
        l.sektor_norm = !f.sektor.is_empty() && !f.norm.trim().is_empty();
        l.fallfuehrend = f.fallfuehrend.is_some();
        l.vertretung = f.vertretung.is_some() && f.vertretung != f.fallfuehrend;
    }
    l
}

/// Takes the step with this id.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is no such step or no role of the user may take it; [`Error::Konflikt`] on a
/// stale version; [`Error::Regel`] with `FALL-E74` from a wrong state, or with everything that is missing.
pub async fn schritt(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Anliegen>,
    id: &str,
    cmd: &Schritt,
) -> Result<Stand> {
    let u = sm1::finde(id).ok_or(Error::NichtGefunden)?;
    if !u.darf(may.kontext()) {
        return Err(Error::NichtGefunden);
    }
    let anliegen = may.objekt().ok_or(Error::NichtGefunden)?;
    let mut a = db::load(tx, anliegen).await?.ok_or(Error::NichtGefunden)?;
    if a.version != cmd.version {
        return Err(Error::Konflikt);
    }
    if !u.von.contains(&a.stand) {
        let text = format!("„{}“ geht nicht, solange das Anliegen „{}“ ist.", u.text, a.stand);
        return Err(Error::regel("FALL-E74", text));
    }
    let jetzt = app.uhr.jetzt();
    // no other step may talk the hint away or raise it in passing, without consultation or Meldung
    if let Some(h) = cmd.hinweis.filter(|_| u.wirkt(Wirkung::MeldungAnlegen)) {
        a.gefaehrdungshinweis = h;
    }
    let person = db::person(tx, anliegen).await?;
    let meldung = schutz::service::melden::zu_anliegen(tx, anliegen.uuid())
        .await?
        .is_some();
    let l = lage(&a, person.as_ref(), meldung, cmd, jetzt);
    let mut fehlt = u.fehlt(|b| l.erfuellt(b));
    fehlt.extend(pruefe_tage(cmd, jetzt.datum()));
    if !fehlt.is_empty() {
        return Err(Error::Regel(fehlt));
    }
    let go = amt::ordnung::geltende(app, tx).await?;
    let text = wirken(app, tx, may, u, &mut a, person.as_ref(), cmd, &go).await?;
    a.stand = u.nach;
    a.stand_am = jetzt;
    db::update(tx, &a, may.kontext().benutzer().uuid(), jetzt).await?;
    hilfe::verlauf(app, tx, may.kontext(), anliegen, u.id, &text, "").await?;
    amt::journal::notieren(tx, &*app.uhr, may, anliegen, format!("schritt={}", u.id));
    Ok(u.nach)
}

fn pruefe_tage(cmd: &Schritt, heute: Datum) -> Option<Befund> {
    let zukunft = [cmd.weiter_am, cmd.antrag_eingang]
        .into_iter()
        .flatten()
        .any(|t| t > heute);
    zukunft
        .then(|| Befund::neu("FALL-E78", "Der Tag liegt in der Zukunft. Bitte prüfen.").an("antrag_eingang"))
}

#[expect(
    clippy::too_many_arguments,
    reason = "the whole situation of one step, private to this file"
)]
async fn wirken(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Anliegen>,
    u: &Uebergang<Stand>,
    a: &mut Anliegen,
    person: Option<&Person>,
    cmd: &Schritt,
    go: &Geschaeftsordnung,
) -> Result<String> {
    let mut text = u.text.to_owned();
    if !cmd.themen.is_empty() {
        a.themen = hilfe::codes(&cmd.themen);
    }
    a.grund = cmd.grund.trim().to_owned();
    for w in u.wirkungen {
        match w {
            Wirkung::Erstreaktion => a.erstreaktion_am = a.erstreaktion_am.or(Some(app.uhr.jetzt())),
            Wirkung::MeldungAnlegen => {
                melden::aus_anliegen(app, tx, may.kontext(), a, go, Dringlichkeit::Sofort).await?;
            }
            Wirkung::WeiterleitungFesthalten => {
                a.empfaenger = cmd.empfaenger.trim().to_owned();
                a.weiter_am = Some(cmd.weiter_am.unwrap_or_else(|| app.uhr.heute()));
                a.antrag_eingang = cmd.antrag_eingang.filter(|_| cmd.ist_antrag);
                text = format!("Weitergeleitet an {}", a.empfaenger);
            }
            Wirkung::FallAnlegen => {
                let fall =
                    falleingang::anlegen(app, tx, may.kontext(), a, person, cmd.fall.as_ref(), go).await?;
                text = format!("Falleingang, Aktenzeichen {}", fall.aktenzeichen);
            }
            Wirkung::KurzberatungAnlegen => {
                if let (Some(k), Some(raum)) = (&cmd.kurz, a.raumeinheit) {
                    kurz::aus_anliegen(app, tx, may.kontext(), k, raum, &a.raum_name).await?;
                }
            }
            Wirkung::PersonEntfernen => person_entfernen(tx, a).await?,
            Wirkung::WiederOeffnen => {
                a.empfaenger = String::new();
                a.weiter_am = None;
                text = "Letzter Schritt rückgängig gemacht".to_owned();
            }
            Wirkung::AnliegenAnlegen => {}
        }
    }
    Ok(text)
}

/// A Kurzberatung keeps no file: words, reasons and the trace with the address go too.
async fn person_entfernen(tx: &mut Tx, a: &mut Anliegen) -> Result<()> {
    db::person_entfernen(tx, a.id).await?;
    a.worte = String::new();
    a.grund = String::new();
    a.zustaendig_grund = String::new();
    a.spur = String::new();
    a.konsultation_mit = String::new();
    Ok(())
}

/// The steps a user may think of now: each row of the table with what is still missing.
#[must_use]
pub fn naechste(
    kontext: &amt::Kontext,
    a: &Anliegen,
    person: Option<&Person>,
    meldung: bool,
    jetzt: base::Zeitpunkt,
) -> Vec<(&'static Uebergang<Stand>, Vec<Befund>)> {
    let l = a.lage(meldung, person, jetzt);
    crate::rules::ablauf::ab(sm1::SM1, a.stand)
        .filter(|u| u.darf(kontext))
        .map(|u| (u, u.fehlt(|b| l.erfuellt(b))))
        .collect()
}
