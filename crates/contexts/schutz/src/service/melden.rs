//! Takes in a Meldung: responsible Fachkraft, clocks, notice to the Leitung, at once and in one transaction.

use amt::{
    App, Error, Kontext, Result,
    go::Geschaeftsordnung,
    recht::{Anlegen, Befugnis, Bezug},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;

use super::informieren;
use crate::{
    model::{
        Akut, Bereich, Dringlichkeit, Kanal, Kind, Melder, Melderart, Meldung, Stand, TEXT_MAX, Vielleicht,
    },
    rules::frist,
    store::{Wann, akte, meldung as db},
};

/// Who decides when nobody is set up for the place.
const LEITUNG: &str = "ASD-Leitung (niemand eingetragen, bitte sofort zuteilen)";

/// A child as somebody names it; everything may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeuesKind {
    /// First name.
    pub vorname: String,
    /// Surname.
    pub nachname: String,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
}

/// What is told.
#[derive(Debug, Clone)]
pub struct Neumeldung {
    /// Key of the form against double submits.
    pub einmal: Option<Uuid>,
    /// Anliegen it comes from.
    pub anliegen: Option<Uuid>,
    /// Ticket it comes from.
    pub kontaktvorgang: Option<Uuid>,
    /// How.
    pub kanal: Kanal,
    /// Verbatim.
    pub beobachtung: String,
    /// When and where.
    pub wann_wo: String,
    /// Whether at once.
    pub akut: Option<Akut>,
    /// Kind of who tells it.
    pub melder_art: Option<Melderart>,
    /// Bound to secrecy (§ 4 Abs. 3 KKG).
    pub geheimnistraeger: bool,
    /// Who tells it.
    pub melder: Melder,
    /// More children in the household: JA, NEIN, UNBEKANNT.
    pub weitere_kinder: String,
    /// Children it is about.
    pub kinder: Vec<NeuesKind>,
    /// Urgency at first sight.
    pub dringlichkeit: Dringlichkeit,
    /// Space.
    pub raum: Option<Uuid>,
    /// Its name.
    pub raum_name: String,
    /// The space and all above it.
    pub raeume: Vec<Uuid>,
    /// Who is responsible there: key, name, telephone.
    pub verantwortlich: Option<(Uuid, String, String)>,
}

impl Neumeldung {
    /// Words that came in, and nothing else yet.
    #[must_use]
    pub fn aus(kanal: Kanal, beobachtung: &str, dringlichkeit: Dringlichkeit) -> Self {
        Self {
            einmal: None,
            anliegen: None,
            kontaktvorgang: None,
            kanal,
            beobachtung: beobachtung.to_owned(),
            wann_wo: String::new(),
            akut: None,
            melder_art: None,
            geheimnistraeger: false,
            melder: Melder::default(),
            weitere_kinder: "UNBEKANNT".to_owned(),
            kinder: Vec::new(),
            dringlichkeit,
            raum: None,
            raum_name: String::new(),
            raeume: Vec::new(),
            verantwortlich: None,
        }
    }
}

/// Stores a Meldung. Two submits of one form make one.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may not create one; findings about the fields; database errors.
pub async fn melden(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    go: &Geschaeftsordnung,
    neu: Neumeldung,
) -> Result<Id<Meldung>> {
    // whoever takes it in creates it: for "own cases only" roles it is theirs until it is taken over
    let bezug = Bezug {
        eigener_fall: true,
        raum: None,
        eigenes: true,
    };
    let may = Befugnis::<Anlegen, Meldung>::pruefen(kontext, None, bezug)?;
    let von = kontext.benutzer().uuid();
    if let Some(e) = neu.einmal
        && let Some(schon) = db::mit_einmal(tx, e, von).await?
    {
        return Ok(schon.id);
    }
    let zu_lang = neu.beobachtung.chars().count() > TEXT_MAX;
    if zu_lang {
        return Err(Befund::neu("WEB-E03", "Der Text ist zu lang.")
            .an("beobachtung")
            .into());
    }
    let jetzt = app.uhr.jetzt();
    let id: Id<Meldung> = app.ids.neu();
    let (verantwortlich, name, telefon) = match neu.verantwortlich {
        Some((f, n, t)) => (Some(f), n, t),
        None => (None, LEITUNG.to_owned(), String::new()),
    };
    let m = Meldung {
        id,
        version: 1,
        kennzeichen: kennzeichen(tx, id).await?,
        eingang: jetzt,
        anliegen: neu.anliegen,
        kontaktvorgang: neu.kontaktvorgang,
        entgegengenommen: kontext.name().to_owned(),
        melder_art: Vielleicht(neu.melder_art),
        geheimnistraeger: neu.geheimnistraeger,
        beobachtung: neu.beobachtung,
        wann_wo: neu.wann_wo,
        akut: Vielleicht(neu.akut),
        weitere_kinder: neu.weitere_kinder,
        dringlichkeit: neu.dringlichkeit,
        verantwortlich,
        verantwortlich_name: name,
        verantwortlich_telefon: telefon,
        raumeinheit: neu.raum,
        raum_name: neu.raum_name,
        frist: frist::meldung_bis(&go.schutz, jetzt, neu.dringlichkeit)?,
        erstbewertung_bis: frist::erstbewertung_bis(&go.schutz, jetzt)?,
        stand: Stand::S0,
        stand_am: jetzt,
        bereich: Bereich::Grau,
        gewichtig: None,
        erst_grund: String::new(),
        erst_am: None,
        angelegt_von: von,
    };
    let w = Wann {
        zeit: jetzt,
        von,
        name: kontext.name(),
    };
    db::insert(tx, &m, neu.kanal, neu.einmal, w).await?;
    db::raeume_setzen(tx, id, &neu.raeume).await?;
    if neu.melder != Melder::default() {
        akte::melder_setzen(tx, id, &neu.melder).await?;
    }
    for (nummer, k) in (1..).zip(neu.kinder) {
        let kind = Kind {
            id: app.ids.neu(),
            nummer,
            vorname: k.vorname,
            nachname: k.nachname,
            geburtsdatum: k.geburtsdatum,
        };
        akte::kind(tx, id, &kind).await?;
    }
    akte::verlauf(tx, app.ids.uuid(), id, w, "K00", "Meldung aufgenommen").await?;
    informieren::leitung(app, tx, &m, "Eine neue Meldung nach § 8a ist eingegangen.").await?;
    amt::journal::notieren(tx, &*app.uhr, &may, id, "angelegt");
    Ok(id)
}

/// `KS-1A2B3C4D`: chance folded out of the key, and no other Meldung has it: a Notzugriff must never open the wrong one.
async fn kennzeichen(tx: &mut Tx, id: Id<Meldung>) -> Result<String> {
    let bytes = id.uuid().into_bytes();
    // FNV-1a: spreads keys that differ in a few bits only
    let falten = |h: u32, b: &u8| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193);
    let mut zahl = bytes.iter().fold(0x811c_9dc5, falten);
    loop {
        let text = format!("KS-{zahl:08X}");
        if !db::kennzeichen_vergeben(tx, &text).await? {
            return Ok(text);
        }
        zahl = zahl.wrapping_add(1);
    }
}

/// The Meldung of an Anliegen, without asking whether somebody may read it: whether there is one is no secret to those
/// who see the Anliegen.
///
/// # Errors
/// When the database refuses.
pub async fn zu_anliegen(tx: &mut Tx, anliegen: Uuid) -> Result<Option<Meldung>> {
    Ok(db::zu_anliegen(tx, anliegen).await?)
}

/// The Anliegen of a Meldung was placed anew: the Meldung follows, and with it who of the Leitung looks after it.
///
/// # Errors
/// When the database refuses.
pub async fn verlegen(
    tx: &mut Tx,
    anliegen: Uuid,
    raum: Option<Uuid>,
    name: &str,
    raeume: &[Uuid],
) -> Result<()> {
    if let Some(m) = db::zu_anliegen(tx, anliegen).await? {
        db::raum_aendern(tx, m.id, raum, name).await?;
        db::raeume_setzen(tx, m.id, raeume).await?;
    }
    Ok(())
}

/// SCHUTZ-E00: the Geschäftsordnung says nothing in chapter 6. It is said on every page of the room and stops nobody:
/// the duty to protect does not wait for a text.
#[must_use]
pub fn ohne_kapitel_6(go: &Geschaeftsordnung) -> Option<Befund> {
    let leer = go.freitext[5].trim().is_empty();
    leer.then(|| {
        Befund::neu(
            "SCHUTZ-E00",
            "Die Geschäftsordnung regelt das Kinderschutzverfahren noch nicht (Kapitel 6 ist leer). Das muss vor dem Start geregelt sein. Meldungen werden trotzdem bearbeitet.",
        )
    })
}

/// Whether somebody may create a Meldung at all.
#[must_use]
pub fn darf(kontext: &Kontext) -> bool {
    let bezug = Bezug {
        eigener_fall: true,
        raum: None,
        eigenes: true,
    };
    !matches!(
        Befugnis::<Anlegen, Meldung>::pruefen(kontext, None, bezug),
        Err(Error::NichtGefunden)
    )
}
