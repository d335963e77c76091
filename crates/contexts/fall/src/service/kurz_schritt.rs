//! Takes one step of SM-2: a further conversation, the end, an Anliegen with the person's consent, a Meldung.

use amt::{
    App, Error, Kontext, Result,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug},
};
use base::{Befund, Id, Text};
use store::Tx;
use uuid::Uuid;

use super::{
    aufnehmen::{Aufgenommen, Aufnahme, mit_herkunft},
    melden,
};
use crate::{
    model::{
        Anliegen, Gespraech, Hinweis, Kanal, KbStand, Kurzberatung, Melderrolle, Meldung, Ortsart, Ortsfrage,
        Person, WORTE_MAX,
    },
    rules::{
        ablauf::{self, Uebergang, Wirkung},
        sm1::Lage,
        sm2,
    },
    store::kurz as db,
};

/// What the form of a step says; unused parts stay empty.
#[derive(Debug, Clone)]
pub struct KurzSchritt {
    /// Version the user saw.
    pub version: i64,
    /// The further conversation (K01).
    pub gespraech: Option<Gespraech>,
    /// The person agrees to become known (K04).
    pub einwilligung: bool,
    /// Key of the form against double submits (K04).
    pub einmal: Uuid,
    /// What it is about (K04), or what was seen (K05).
    pub worte: Text<WORTE_MAX>,
    /// Danger hint (K04).
    pub gefaehrdungshinweis: Hinweis,
    /// Name and contact (K04).
    pub person: Person,
    /// A call-back was promised (K04).
    pub rueckruf: bool,
}

/// What a step led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folge {
    /// The new state, nothing else.
    Stand(KbStand),
    /// An Anliegen was made; with a danger hint a Meldung too.
    Anliegen(Id<Anliegen>),
    /// A Meldung was made.
    Meldung(Id<Meldung>),
}

fn lage(cmd: &KurzSchritt) -> Lage {
    Lage {
        beratung: cmd
            .gespraech
            .as_ref()
            .is_some_and(|g| (1..=600).contains(&g.dauer)),
        einwilligung: cmd.einwilligung,
        person: cmd.person.benannt(),
        worte: !cmd.worte.is_empty(),
        ..Lage::default()
    }
}

/// Whether the matrix allows what the row does: whoever may not create an Anliegen or a Meldung is not offered it.
fn erlaubt(kontext: &Kontext, u: &Uebergang<KbStand>) -> bool {
    let bezug = Bezug {
        eigener_fall: true,
        raum: None,
        eigenes: true,
    };
    u.wirkungen.iter().all(|w| match w {
        Wirkung::AnliegenAnlegen => Befugnis::<Anlegen, Anliegen>::pruefen(kontext, None, bezug).is_ok(),
        Wirkung::MeldungAnlegen => Befugnis::<Anlegen, Meldung>::pruefen(kontext, None, bezug).is_ok(),
        _ => true,
    })
}

/// The steps a user can take now.
#[must_use]
pub fn naechste(kontext: &Kontext, k: &Kurzberatung) -> Vec<&'static Uebergang<KbStand>> {
    ablauf::ab(sm2::SM2, k.stand)
        .filter(|u| u.darf(kontext) && erlaubt(kontext, u))
        .collect()
}

/// Takes the step.
///
/// # Errors
/// `FALL-E74` from a wrong state; what the row asks for and the form does not give; [`Error::Konflikt`] on a stale
/// version; [`Error::NichtGefunden`] when the user's roles do not allow the step.
pub async fn schritt(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Kurzberatung>,
    welcher: &str,
    cmd: &KurzSchritt,
) -> Result<Folge> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    let mut k = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let u = sm2::finde(welcher)
        .filter(|u| u.darf(may.kontext()) && erlaubt(may.kontext(), u))
        .ok_or(Error::NichtGefunden)?;
    if k.version != cmd.version {
        return Err(Error::Konflikt);
    }
    if !u.von.contains(&k.stand) {
        return Err(Error::regel(
            "FALL-E74",
            format!("„{}“ geht nicht, solange die Beratung „{}“ ist.", u.text, k.stand),
        ));
    }
    let heute = app.uhr.heute();
    let mut fehlt = u.fehlt(|b| lage(cmd).erfuellt(b));
    if cmd.gespraech.as_ref().is_some_and(|g| g.datum > heute) {
        fehlt.push(Befund::neu("FALL-E71", "Das Datum liegt in der Zukunft. Bitte prüfen.").an("datum"));
    }
    if !fehlt.is_empty() {
        return Err(Error::Regel(fehlt));
    }
    let (von, jetzt) = (may.kontext().benutzer().uuid(), app.uhr.jetzt());
    k.stand = u.nach;
    db::update(tx, &k, von, jetzt).await?;
    let mut folge = Folge::Stand(u.nach);
    if let Some(g) = cmd.gespraech.as_ref().filter(|_| u.id == "K01") {
        db::gespraech_anfuegen(tx, id, g, (app.ids.uuid(), von, jetzt)).await?;
    }
    for w in u.wirkungen {
        match w {
            Wirkung::AnliegenAnlegen => {
                folge = Folge::Anliegen(anliegen(app, tx, may.kontext(), &k, cmd).await?.id);
            }
            Wirkung::MeldungAnlegen => {
                let go = amt::ordnung::geltende(app, tx).await?;
                let m = melden::aus_kurzberatung(app, tx, may.kontext(), &k, cmd.worte.as_str(), &go).await?;
                folge = Folge::Meldung(m);
            }
            _ => {}
        }
    }
    amt::journal::notieren(tx, &*app.uhr, may, id, format!("schritt={}", u.id));
    Ok(folge)
}

/// K04: the person becomes known by their own wish. The Anliegen knows only what they say now; the Kurzberatung does
/// not get to know the Anliegen.
async fn anliegen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    k: &Kurzberatung,
    cmd: &KurzSchritt,
) -> Result<Aufgenommen> {
    let bezug = Bezug {
        raum: Some(k.raumeinheit),
        eigenes: true,
        ..Bezug::default()
    };
    let may = Befugnis::<Anlegen, Anliegen>::pruefen(kontext, None, bezug)?;
    let themen = k.themen.split_whitespace().filter_map(|t| t.parse().ok());
    let aufnahme = Aufnahme {
        einmal: cmd.einmal,
        kanal: Kanal::Persoenlich,
        worte: cmd.worte.clone(),
        melderrolle: Melderrolle::Selbst,
        gefaehrdungshinweis: cmd.gefaehrdungshinweis,
        ortsart: Ortsart::Unbekannt,
        ort: Ortsfrage {
            raum: Some(k.raumeinheit),
            ..Ortsfrage::default()
        },
        person: cmd.person.clone(),
        sektor: String::new(),
        themen: themen.collect(),
        rueckruf: cmd.rueckruf,
        abweichung: None,
        eingang: None,
    };
    let herkunft = if k.elterninfo_gesperrt {
        // RL-10: the child stays alone with it, also in the Anliegen
        "Aus der eigenen Beratung eines Kindes aufgenommen, mit dessen Einwilligung. Die Eltern erfahren nichts davon (§ 8 Abs. 3 SGB VIII)."
    } else {
        "Aus einer Kurzberatung aufgenommen. Die Person ist einverstanden, bekannt zu werden."
    };
    mit_herkunft(app, tx, &may, aufnahme, herkunft).await
}
