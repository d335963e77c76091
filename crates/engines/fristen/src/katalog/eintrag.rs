//! Shape of a catalogue row and how the row in force is found.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{tabelle, tabelle_reha};
use crate::{Fehler, Laenge, Norm};

macro_rules! schluessel {
    ($($variante:ident $name:literal,)+) => {
        /// Keys of the catalogue, stored by their name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Schluessel {
            $(
                #[doc = concat!("`", $name, "`")]
                #[serde(rename = $name)]
                $variante,
            )+
        }

        impl Schluessel {
            /// Every key, in catalogue order.
            pub const ALLE: &'static [Self] = &[$(Self::$variante),+];

            /// Name as stored and configured.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variante => $name),+ }
            }
        }
    };
}

schluessel! {
    RehaZustaendigkeit "REHA_ZUSTAENDIGKEIT",
    RehaEntscheidungOhneGa "REHA_ENTSCHEIDUNG_OHNE_GA",
    RehaGutachten "REHA_GUTACHTEN",
    RehaEntscheidungNachGa "REHA_ENTSCHEIDUNG_NACH_GA",
    RehaFeststellungBeteiligte "REHA_FESTSTELLUNG_BETEILIGTE",
    RehaEntscheidungMehrheit "REHA_ENTSCHEIDUNG_MEHRHEIT",
    RehaEntscheidungTpk "REHA_ENTSCHEIDUNG_TPK",
    EghLeistungsbeginn "EGH_LEISTUNGSBEGINN",
    EghGaUnklar "EGH_GA_UNKLAR",
    GesamtplanUeberpruefung "GESAMTPLAN_UEBERPRUEFUNG",
    HilfeplanUeberpruefung "HILFEPLAN_UEBERPRUEFUNG",
    UebergangEgh "UEBERGANG_EGH",
    UebergangJv "UEBERGANG_JV",
    UmaMitteilung "UMA_MITTEILUNG",
    Freiheitsentzug "FREIHEITSENTZUG",
    KwgErstbewertung "KWG_ERSTBEWERTUNG",
    KwgSofort "KWG_SOFORT",
    KwgDringend "KWG_DRINGEND",
    KwgZeitnah "KWG_ZEITNAH",
    Widerspruch "WIDERSPRUCH",
    Bekanntgabe "BEKANNTGABE",
    UntaetigkeitSgb9Sgb12 "UNTAETIGKEIT_SGB9_12",
    UntaetigkeitSgb8 "UNTAETIGKEIT_SGB8",
    DsgvoAuskunft "DSGVO_AUSKUNFT",
    DsgvoPanne "DSGVO_PANNE",
    LotseBericht "LOTSE_BERICHT",
    Weiterleitung "WEITERLEITUNG",
    FamgTermin "FAMG_TERMIN",
    Erstreaktion "ERSTREAKTION",
    Rueckruf "RUECKRUF",
}

impl fmt::Display for Schluessel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Schluessel {
    type Err = Fehler;

    fn from_str(text: &str) -> Result<Self, Fehler> {
        Self::ALLE
            .iter()
            .copied()
            .find(|s| s.name() == text)
            .ok_or_else(|| Fehler::UnbekannterSchluessel(text.to_owned()))
    }
}

/// What kind of period this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Art {
    /// fixed by statute
    Gesetzlich,
    /// professional standard or a value of the Geschäftsordnung
    Fachlich,
    /// tells the office what the other side may do from then on
    Warnung,
    /// somebody else's period that the office keeps an eye on
    Erinnerung,
}

/// How the length of a period is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Laengenregel {
    /// the statute names it
    Fest(Laenge),
    /// the statute names the maximum; a shorter one can be chosen
    Hoechstens(Laenge),
    /// counted back from the trigger
    Zurueck(Laenge),
    /// value of the Geschäftsordnung under this key
    Geschaeftsordnung(&'static str),
    /// first day of the month of the trigger
    ErsterDesMonats,
    /// no number: the clock runs, the Geschäftsordnung may set an hour from which to warn
    Unverzueglich,
}

/// What happens if the last day is a Saturday, Sunday or public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verschiebung {
    /// it moves to the next Werktag, by this provision
    Werktag(Norm),
    /// it stays, for this reason and by this provision
    Keine(&'static str, Norm),
}

/// One dated row of the catalogue (RL-20).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Eintrag {
    /// key
    pub schluessel: Schluessel,
    /// name as shown
    pub name: &'static str,
    /// event that sets the period off, as a noun phrase
    pub ausloeser: &'static str,
    /// length
    pub laenge: Laengenregel,
    /// deviating length and when it applies
    pub abweichung: Option<(Laenge, &'static str)>,
    /// kind
    pub art: Art,
    /// shift at the end
    pub verschiebung: Verschiebung,
    /// provision
    pub norm: Norm,
    /// what follows or has to be observed, as a sentence; empty if nothing
    pub hinweis: &'static str,
    /// first day the row is law; `None` = before everything this software sees
    pub gilt_ab: Option<Date>,
    /// first day the row is no longer law
    pub gilt_bis: Option<Date>,
}

impl Eintrag {
    /// Whether the row is law on this day.
    #[must_use]
    pub fn gilt_am(&self, tag: Date) -> bool {
        self.gilt_ab.is_none_or(|ab| ab <= tag) && self.gilt_bis.is_none_or(|bis| tag < bis)
    }
}

/// Every row, including those no longer or not yet in force.
pub fn eintraege() -> impl Iterator<Item = &'static Eintrag> {
    tabelle_reha::REHA
        .iter()
        .chain(tabelle::JUGEND)
        .chain(tabelle::VERFAHREN)
}

/// The row in force on the day of the procedural step.
///
/// # Errors
/// [`Fehler::RechtsstandPruefen`] if no row is in force then.
pub fn eintrag(schluessel: Schluessel, stichtag: Date) -> Result<&'static Eintrag, Fehler> {
    eintraege()
        .find(|e| e.schluessel == schluessel && e.gilt_am(stichtag))
        .ok_or(Fehler::RechtsstandPruefen {
            regel: schluessel.name(),
            stichtag,
        })
}
