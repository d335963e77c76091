//! The compartment (Fachkonzept 5.5): who may do what with a Meldung. Whoever may not is answered as if there were
//! none, and the attempt is noted.

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Befugnis, Bezug, Klasse, Objektart, Rolle, Zweck},
};
use base::{Id, Zeitpunkt};
use store::{Tx, journal::Eintrag};
use uuid::Uuid;

use crate::{
    model::Meldung,
    nachbarn::nachbarn,
    store::{Wann, akte, meldung as db, zugriff},
};

/// Proof of a right on one Meldung, and how it came about.
#[derive(Debug)]
pub struct Zugang<A> {
    may: Befugnis<A, Meldung>,
    notzugriff: Option<Uuid>,
}

impl<A: Aktion> Zugang<A> {
    /// Who acts.
    #[must_use]
    pub const fn kontext(&self) -> &Kontext {
        self.may.kontext()
    }

    /// The break-glass access behind it.
    #[must_use]
    pub const fn notzugriff(&self) -> Option<Uuid> {
        self.notzugriff
    }

    pub(crate) fn wann(&self, app: &App) -> Wann<'_> {
        Wann {
            zeit: app.uhr.jetzt(),
            von: self.kontext().benutzer().uuid(),
            name: self.kontext().name(),
        }
    }

    /// Notes the act in the journal. `angaben` names fields or codes, never content.
    pub fn notieren(&self, app: &App, tx: &mut Tx, id: Id<Meldung>, angaben: &str) {
        tx.journal(Eintrag {
            zeit: app.uhr.jetzt(),
            benutzer: Some(self.kontext().benutzer().uuid()),
            rolle: self.may.rolle().code().to_owned(),
            zweck: self.may.zweck().code().to_owned(),
            aktion: format!("{}.{}", Meldung::NAME, A::NAME),
            objektart: Meldung::NAME.to_owned(),
            objekt: Some(id.uuid()),
            klasse: Meldung::KLASSE.code().to_owned(),
            ergebnis: "ERLAUBT".to_owned(),
            notzugriff: self.notzugriff,
            angaben: angaben.to_owned(),
        });
    }
}

/// The user as they count now: the role of the Rufbereitschaft holds while on duty. When the plan names nobody for this
/// instant, everybody of the Rufbereitschaft is on duty: a gap in a plan must not leave a child alone.
///
/// # Errors
/// When the database refuses.
pub async fn wirksam(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Kontext> {
    if !kontext.hat(Rolle::R05) {
        return Ok(kontext.clone());
    }
    let jetzt = app.uhr.jetzt();
    let dienste = zugriff::dienste(tx, jetzt, jetzt.plus_sekunden(1)).await?;
    let ich = kontext.benutzer().uuid();
    if dienste.is_empty() || dienste.iter().any(|d| d.benutzer == ich) {
        return Ok(kontext.clone());
    }
    let rest = kontext
        .rollen()
        .iter()
        .filter(|r| r.rolle != Rolle::R05)
        .cloned()
        .collect();
    Ok(Kontext::neu(
        kontext.benutzer(),
        kontext.name().to_owned(),
        kontext.organisation(),
        rest,
    ))
}

/// A space of the Meldung that one of the user's roles names, otherwise its own; `None` when it has none, so that every
/// Leitung looks after it.
fn naechster_raum(kontext: &Kontext, raeume: &[Uuid], eigener: Option<Uuid>) -> Option<Uuid> {
    let meiner = raeume
        .iter()
        .find(|r| kontext.rollen().iter().any(|rolle| rolle.raeume.contains(r)));
    meiner.copied().or(eigener).or(raeume.first().copied())
}

/// Proof that the user may do this with this Meldung.
///
/// # Errors
/// [`Error::NichtGefunden`] when it is out of reach.
pub async fn auf<A: Aktion>(app: &App, tx: &mut Tx, kontext: &Kontext, m: &Meldung) -> Result<Zugang<A>> {
    let wer = wirksam(app, tx, kontext).await?;
    let benutzer = kontext.benutzer().uuid();
    let ich = nachbarn(app)?
        .fachkraft_von(app, tx, benutzer)
        .await?
        .map(|f| f.0);
    let wirkt_mit = match ich {
        Some(f) => akte::wirkt_mit(tx, m.id, f).await?,
        None => false,
    };
    let raeume = db::raeume(tx, m).await?;
    let bezug = Bezug {
        eigener_fall: m.gehoert(ich, benutzer) || wirkt_mit,
        raum: naechster_raum(&wer, &raeume, m.raumeinheit),
        eigenes: false,
    };
    match Befugnis::pruefen(&wer, Some(m.id), bezug) {
        Ok(may) => Ok(Zugang {
            may,
            notzugriff: None,
        }),
        Err(e) => {
            let offen = zugriff::offener(tx, m.id, benutzer, app.uhr.jetzt()).await?;
            let Some(notzugriff) = offen else { return Err(e) };
            let alles = Bezug {
                eigener_fall: true,
                raum: None,
                eigenes: false,
            };
            Ok(Zugang {
                may: Befugnis::pruefen(kontext, Some(m.id), alles)?,
                notzugriff: Some(notzugriff),
            })
        }
    }
}

/// The same by key, with the Meldung.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is none or it is out of reach.
pub async fn befugt<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Meldung>,
) -> Result<(Zugang<A>, Meldung)> {
    let m = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    Ok((auf(app, tx, kontext, &m).await?, m))
}

/// Notes in a transaction of its own that somebody was refused (Fachkonzept 10.5): no other may be open.
///
/// # Errors
/// When the database refuses.
pub async fn verweigert(app: &App, kontext: &Kontext, id: Uuid, aktion: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    let rolle = kontext
        .rollen()
        .first()
        .map_or_else(String::new, |r| r.rolle.code().to_owned());
    tx.journal(eintrag(
        app.uhr.jetzt(),
        kontext,
        rolle,
        aktion,
        Some(id),
        "VERWEIGERT",
        "",
    ));
    tx.commit().await?;
    Ok(())
}

/// A journal record about the compartment outside a [`Zugang`].
pub(crate) fn eintrag(
    zeit: Zeitpunkt,
    kontext: &Kontext,
    rolle: String,
    aktion: &str,
    objekt: Option<Uuid>,
    ergebnis: &str,
    angaben: &str,
) -> Eintrag {
    Eintrag {
        zeit,
        benutzer: Some(kontext.benutzer().uuid()),
        rolle,
        zweck: Zweck::Z03.code().to_owned(),
        aktion: format!("{}.{aktion}", Meldung::NAME),
        objektart: Meldung::NAME.to_owned(),
        objekt,
        klasse: Klasse::D6.code().to_owned(),
        ergebnis: ergebnis.to_owned(),
        notzugriff: None,
        angaben: angaben.to_owned(),
    }
}
