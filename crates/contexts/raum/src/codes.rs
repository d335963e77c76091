//! Closed lists that are stored as a code and shown as words.

/// Defines an enumeration with its stored codes and its German words.
macro_rules! codes {
    ($(#[$doc:meta])* $typ:ident { $($(#[$vdoc:meta])* $var:ident = $code:literal, $text:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, utoipa::ToSchema)]
        pub enum $typ { $($(#[$vdoc])* #[serde(rename = $code)] $var,)* }

        impl $typ {
            /// All values, in order.
            pub const ALLE: &'static [Self] = &[$(Self::$var),*];

            /// The stored code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$var => $code),* }
            }

            /// The words a person reads.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$var => $text),* }
            }
        }

        impl std::str::FromStr for $typ {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                match s {
                    $($code => Ok(Self::$var),)*
                    _ => Err(format!("„{s}“ ist keiner der Werte {}", [$($code),*].join(", "))),
                }
            }
        }
    };
}

codes! {
    /// Where a version of all boundaries stands (Fachkonzept 3.2).
    GliederungStatus {
        /// Being drawn.
        Entwurf = "ENTWURF", "Entwurf";
        /// Under discussion.
        Abstimmung = "ABSTIMMUNG", "In Abstimmung";
        /// Decided by the committee; holds from its first day on.
        Beschlossen = "BESCHLOSSEN", "Beschlossen";
        /// In force.
        InKraft = "IN_KRAFT", "In Kraft";
        /// Replaced by a later one.
        Abgeloest = "ABGELOEST", "Abgelöst";
    }
}

codes! {
    /// How far the work in a Raumeinheit has come.
    Ausbaustatus {
        /// Being planned.
        Planung = "PLANUNG", "Planung";
        /// Pilot.
        Pilot = "PILOT", "Pilot";
        /// Room for experiments.
        Experimentierraum = "EXPERIMENTIERRAUM", "Experimentierraum";
        /// Normal operation.
        Regelbetrieb = "REGELBETRIEB", "Regelbetrieb";
        /// Suspended, with a reason.
        Ausgesetzt = "AUSGESETZT", "Ausgesetzt";
    }
}

codes! {
    /// Whether there is an office in the quarter.
    StandortStatus {
        /// There.
        Vorhanden = "VORHANDEN", "Vorhanden";
        /// Wanted.
        InSuche = "IN_SUCHE", "In Suche";
        /// Planned.
        Geplant = "GEPLANT", "Geplant";
        /// Being built.
        ImBau = "IM_BAU", "Im Bau";
        /// Open.
        InBetrieb = "IN_BETRIEB", "In Betrieb";
        /// Missing.
        Fehlt = "FEHLT", "Fehlt";
    }
}

codes! {
    /// Which numbers of a range count.
    Paritaet {
        /// Both sides of the street.
        Alle = "ALLE", "alle";
        /// Even numbers.
        Gerade = "GERADE", "gerade";
        /// Odd numbers.
        Ungerade = "UNGERADE", "ungerade";
    }
}

codes! {
    /// Status of a register point.
    AdressStatus {
        /// In use.
        Aktiv = "AKTIV", "aktiv";
        /// Planned.
        Geplant = "GEPLANT", "geplant";
        /// Torn down.
        Abgebrochen = "ABGEBROCHEN", "abgebrochen";
    }
}

codes! {
    /// Kind of municipality (Fachkonzept 3.2).
    GebietTyp {
        /// Landkreis.
        Landkreis = "LANDKREIS", "Landkreis";
        /// Kreisfreie Stadt.
        KreisfreieStadt = "KREISFREIE_STADT", "Kreisfreie Stadt";
        /// Kreisangehörige Stadt with its own Jugendamt.
        StadtMitJugendamt = "STADT_MIT_JUGENDAMT", "Stadt mit Jugendamt";
        /// Regionalverband.
        Regionalverband = "REGIONALVERBAND", "Regionalverband";
        /// Landeshauptstadt.
        Landeshauptstadt = "LANDESHAUPTSTADT", "Landeshauptstadt";
        /// Abroad (Graz).
        Ausland = "AUSLAND", "Ausland";
    }
}

impl From<Paritaet> for zuordnung::Paritaet {
    fn from(p: Paritaet) -> Self {
        match p {
            Paritaet::Alle => Self::Alle,
            Paritaet::Gerade => Self::Gerade,
            Paritaet::Ungerade => Self::Ungerade,
        }
    }
}

impl From<AdressStatus> for zuordnung::AdressStatus {
    fn from(s: AdressStatus) -> Self {
        match s {
            AdressStatus::Aktiv => Self::Aktiv,
            AdressStatus::Geplant => Self::Geplant,
            AdressStatus::Abgebrochen => Self::Abgebrochen,
        }
    }
}

/// Reads a stored code. The database holds only codes this program wrote, so another one is a fault.
///
/// # Errors
/// [`amt::Error::Intern`] when the code is unknown.
pub(crate) fn lesen<T: std::str::FromStr<Err = String>>(code: &str) -> amt::Result<T> {
    code.parse().map_err(amt::Error::Intern)
}
