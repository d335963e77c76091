//! The things of this room: keys, their place in the matrix of rights, and their content.

use std::collections::BTreeMap;

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Cent, Datum, Id, Punkt, Tri};
use raum::Raumeinheit;

use crate::codes::{
    AkteurArt, AngebotArt, AngebotStatus, Anmeldung, Beteiligungsstand, Entwicklungsstufe, Fallbezug,
    Merkmal, Ortsform, PlatzEinheit, Sichtbarkeit, Thema,
};

/// An institution or initiative of the quarter (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Akteur;

/// Something people of the quarter can use (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Angebot;

/// One pointing of the way to an offer; about no person (key marker).
#[derive(Debug, Clone, Copy)]
pub struct WegWeisung;

/// A request to go and look whether a place can be used; about no person (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Pruefbesuch;

/// One link sent to an Akteur (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Anfrage;

/// What an Akteur proposed over a link (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Vorschlag;

/// One earlier state of an entry (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Verlauf;

impl Objektart for Akteur {
    const NAME: &'static str = "akteur";
    const BEREICH: Bereich = Bereich::Netz;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z14;
}
impl Objektart for Angebot {
    const NAME: &'static str = "angebot";
    const BEREICH: Bereich = Bereich::Netz;
    const KLASSE: Klasse = Klasse::D0;
    const ZWECK: Zweck = Zweck::Z14;
}
impl Objektart for Pruefbesuch {
    const NAME: &'static str = "pruefbesuch";
    // whoever advises asks
    const BEREICH: Bereich = Bereich::Kurzberatung;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z01;
}
impl Objektart for WegWeisung {
    const NAME: &'static str = "weg_weisung";
    // whoever advises points the way; the Servicebereich only reads the directory itself (10.3)
    const BEREICH: Bereich = Bereich::Kurzberatung;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z01;
}

/// A question others asked, with its answer (key marker).
#[derive(Debug, Clone, Copy)]
pub struct FaqEintrag;

impl Objektart for FaqEintrag {
    const NAME: &'static str = "faq_eintrag";
    const BEREICH: Bereich = Bereich::Netz;
    const KLASSE: Klasse = Klasse::D0;
    const ZWECK: Zweck = Zweck::Z14;
}

/// What is said about an Akteur.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct AkteurDaten {
    /// Name, at most 200 characters.
    pub name: String,
    /// Kind.
    pub art: AkteurArt,
    /// Telephone.
    pub telefon: String,
    /// E-mail.
    pub email: String,
    /// Address in the web.
    pub web: String,
    /// Postal address in one line.
    pub anschrift: String,
    /// Whether telephone and e-mail are those of a private person.
    pub kontakt_privat: bool,
    /// Whether that person agreed to the publication.
    pub einwilligung: bool,
    /// On the way to something else, for example a Familienzentrum.
    pub entwicklungsstufe: Option<Entwicklungsstufe>,
    /// How the institution takes part.
    pub beteiligungsstand: Beteiligungsstand,
    /// What it does, at most 2 000 characters.
    pub beschreibung: String,
    /// Where it works.
    pub raeume: Vec<Id<Raumeinheit>>,
}

impl AkteurDaten {
    /// Whether name and contact may be shown to everybody: those of a private person only with consent.
    #[must_use]
    pub fn kontakt_offen(&self) -> bool {
        let privat = self.kontakt_privat || self.art == AkteurArt::Einzelperson;
        !privat || self.einwilligung
    }

    /// An institution of which only name and kind are known.
    #[must_use]
    pub fn neu(name: impl Into<String>, art: AkteurArt) -> Self {
        Self {
            name: name.into(),
            art,
            telefon: String::new(),
            email: String::new(),
            web: String::new(),
            anschrift: String::new(),
            kontakt_privat: false,
            einwilligung: false,
            entwicklungsstufe: None,
            beteiligungsstand: Beteiligungsstand::NichtAngesprochen,
            beschreibung: String::new(),
            raeume: Vec::new(),
        }
    }
}

/// One place where an offer happens.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Ort {
    /// Name of the house, may be empty.
    pub name: String,
    /// Street and number.
    pub anschrift: String,
    /// Postal code.
    pub plz: String,
    /// Town.
    pub ort: String,
    /// Coordinates; `None` is kept and marked: such an offer is found, without a distance.
    pub punkt: Option<Punkt>,
    /// The Raum it lies in.
    pub raumeinheit: Option<Id<Raumeinheit>>,
}

impl Ort {
    /// In one line.
    #[must_use]
    pub fn zeile(&self) -> String {
        let stadt = format!("{} {}", self.plz, self.ort);
        [self.name.as_str(), self.anschrift.as_str(), stadt.trim()]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// When an offer happens: a rule of RFC 5545 with local times of day.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Zeit {
    /// First day; needed for rules that count from it.
    pub beginn: Option<Datum>,
    /// Last day.
    pub ende: Option<Datum>,
    /// Such as `FREQ=WEEKLY;BYDAY=TH`; empty means only on `beginn`.
    pub rrule: String,
    /// Minute of the day at which it opens.
    pub von: Option<u16>,
    /// Minute of the day at which it closes.
    pub bis: Option<u16>,
}

/// What is known about one feature of accessibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Angabe {
    /// Yes, partly, no, unknown.
    pub wert: Tri,
    /// Number in the unit of the feature.
    pub zahl: Option<i64>,
    /// Second number, for the depth of a cabin.
    pub zahl2: Option<i64>,
}

impl Angabe {
    /// Only yes, partly, no.
    #[must_use]
    pub const fn tri(wert: Tri) -> Self {
        Self {
            wert,
            zahl: None,
            zahl2: None,
        }
    }

    /// Only a number.
    #[must_use]
    pub const fn zahl(zahl: i64) -> Self {
        Self {
            wert: Tri::Unbekannt,
            zahl: Some(zahl),
            zahl2: None,
        }
    }
}

/// The accessibility block: a feature that is not in it is unknown.
pub type Barrieren = BTreeMap<Merkmal, Angabe>;

/// What is said about an Angebot.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct AngebotDaten {
    /// Whose it is.
    pub akteur: Id<Akteur>,
    /// Title, at most 200 characters.
    pub titel: String,
    /// Short description, at most 500 characters.
    pub kurzbeschreibung: String,
    /// The same in Leichte Sprache, at most 500 characters.
    pub leichte_sprache: String,
    /// Kind.
    pub art: AngebotArt,
    /// Themes, at least one.
    pub themen: Vec<Thema>,
    /// For whom, in words.
    pub zielgruppen: String,
    /// Youngest age in years.
    pub alter_von: Option<u16>,
    /// Oldest age in years.
    pub alter_bis: Option<u16>,
    /// Codes of the Sektoren it belongs to.
    pub sektoren: Vec<String>,
    /// Where it takes place.
    pub ortsform: Ortsform,
    /// The places.
    pub orte: Vec<Ort>,
    /// When.
    pub zeiten: Vec<Zeit>,
    /// When, in words, where a rule does not say it all.
    pub zeiten_text: String,
    /// Places altogether.
    pub plaetze: Option<i64>,
    /// Places free.
    pub frei: Option<i64>,
    /// Whether it is free of charge.
    pub kostenlos: Tri,
    /// What it costs each time.
    pub kosten: Option<Cent>,
    /// How one gets in.
    pub anmeldung: Anmeldung,
    /// Telephone.
    pub telefon: String,
    /// E-mail.
    pub email: String,
    /// Address in the web.
    pub web: String,
    /// Languages, ISO 639.
    pub sprachen: Vec<String>,
    /// Accessibility.
    pub barrieren: Barrieren,
    /// Accessibility in words.
    pub barriere_hinweis: String,
    /// How it stands to single cases.
    pub fallbezug: Fallbezug,
    /// When somebody last made sure that all this is true.
    pub geprueft_am: Datum,
    /// Who: name of an office or source.
    pub geprueft_von: String,
    /// Who may see it.
    pub sichtbarkeit: Sichtbarkeit,
    /// Where it stands.
    pub status: AngebotStatus,
    /// After so many days somebody has to ask again; without it the Geschäftsordnung says when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pruef_tage: Option<u16>,
    /// What is counted by `plaetze` and `frei`.
    #[serde(default, skip_serializing_if = "PlatzEinheit::ist_ueblich")]
    pub platz_einheit: PlatzEinheit,
    /// For whom these places are, in words; empty when for all the offer is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub platz_zielgruppe: String,
    /// The day the statement about free places and waiting list is from; never guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platz_stand: Option<Datum>,
    /// How many wait. A count, never names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warteliste: Option<i64>,
}

impl AngebotDaten {
    /// An active public offer of which only the minimum is known.
    #[must_use]
    pub fn neu(akteur: Id<Akteur>, titel: impl Into<String>, art: AngebotArt, geprueft_am: Datum) -> Self {
        Self {
            akteur,
            titel: titel.into(),
            kurzbeschreibung: String::new(),
            leichte_sprache: String::new(),
            art,
            themen: Vec::new(),
            zielgruppen: String::new(),
            alter_von: None,
            alter_bis: None,
            sektoren: Vec::new(),
            ortsform: Ortsform::VorOrt,
            orte: Vec::new(),
            zeiten: Vec::new(),
            zeiten_text: String::new(),
            plaetze: None,
            frei: None,
            kostenlos: Tri::Unbekannt,
            kosten: None,
            anmeldung: Anmeldung::Keine,
            telefon: String::new(),
            email: String::new(),
            web: String::new(),
            sprachen: Vec::new(),
            barrieren: Barrieren::new(),
            barriere_hinweis: String::new(),
            fallbezug: Fallbezug::Fallunabhaengig,
            geprueft_am,
            geprueft_von: String::new(),
            sichtbarkeit: Sichtbarkeit::Oeffentlich,
            status: AngebotStatus::Aktiv,
            pruef_tage: None,
            platz_einheit: PlatzEinheit::Platz,
            platz_zielgruppe: String::new(),
            platz_stand: None,
            warteliste: None,
        }
    }
}
