//! Closed lists.

use std::{fmt, str::FromStr};

macro_rules! codes {
    ($($(#[$doc:meta])* $typ:ident { $($(#[$vdoc:meta])* $var:ident = $code:literal, $wort:literal;)+ })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $typ { $($(#[$vdoc])* #[serde(rename = $code)] $var,)+ }
        impl $typ {
            /// All, in order.
            pub const ALLE: &'static [Self] = &[$(Self::$var),+];
            /// The stored code.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$var => $code),+ } }
            /// What people read.
            #[must_use]
            pub const fn wort(self) -> &'static str { match self { $(Self::$var => $wort),+ } }
        }
        impl fmt::Display for $typ {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.wort()) }
        }
        impl FromStr for $typ {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                Self::ALLE.iter().copied().find(|x| x.code() == s).ok_or_else(|| format!("„{s}“ gibt es nicht"))
            }
        }
    )*};
}

codes! {
    /// Where a fiscal year stands.
    JahrStatus {
        /// Budgets are being planned.
        Planung = "PLANUNG", "in Planung";
        /// Decided, not begun.
        Beschlossen = "BESCHLOSSEN", "beschlossen";
        /// Being spent.
        Laufend = "LAUFEND", "läuft";
        /// Over, late bookings still possible until the day of the GO.
        Nachperiode = "NACHPERIODE", "Nachperiode";
        /// Closed for ever.
        Abgeschlossen = "ABGESCHLOSSEN", "abgeschlossen";
    }
    /// Kind of Topf.
    TopfArt {
        /// Held back centrally for the unforeseen.
        ZentralVorweg = "ZENTRAL_VORWEG", "Vorwegabzug";
        /// Of a region.
        Regional = "REGIONAL", "Region";
        /// Of a Träger.
        Traeger = "TRAEGER", "Träger";
        /// Of a project.
        Projekt = "PROJEKT", "Projekt";
    }
    /// The three kinds of work, or all of them.
    Arbeitsart {
        /// For one case.
        Fallspezifisch = "FALLSPEZIFISCH", "fallspezifisch";
        /// Across cases.
        Falluebergreifend = "FALLUEBERGREIFEND", "fallübergreifend";
        /// Without a case.
        Fallunabhaengig = "FALLUNABHAENGIG", "fallunabhängig";
        /// Not told apart.
        Gemischt = "GEMISCHT", "gemischt";
    }
    /// Kind of booking.
    BuchungsArt {
        /// Paid.
        Ist = "IST", "Zahlung";
        /// Promised.
        Obligo = "OBLIGO", "Obligo";
        /// No longer promised.
        ObligoAufloesung = "OBLIGO_AUFLOESUNG", "Obligo aufgelöst";
        /// Moved between Töpfe.
        Umbuchung = "UMBUCHUNG", "Umbuchung";
        /// Carried over from the year before.
        Uebertrag = "UEBERTRAG", "Übertrag";
        /// From the Vorwegabzug to a region.
        VorwegFreigabe = "VORWEG_FREIGABE", "Vorweg-Freigabe";
        /// Takes back exactly one booking.
        Storno = "STORNO", "Storno";
        /// Came in.
        Einnahme = "EINNAHME", "Einnahme";
    }
    /// Which kind of Topf pays a Leistungsart.
    Finanzierung {
        /// The region.
        Regional = "REGIONAL", "Budget der Region";
        /// The central Topf.
        Zentral = "ZENTRAL", "zentrales Budget";
    }
    /// Why the Vorwegabzug helps out.
    VorwegGrund {
        /// More cases than anybody could foresee.
        Fallzahlen = "FALLZAHLEN", "unerwartet viele Fälle";
        /// One very expensive case.
        Einzelfall = "EINZELFALL", "sehr teurer Einzelfall";
        /// Prices rose.
        Entgelte = "ENTGELTE", "höhere Entgelte";
        /// An event in the Raum.
        Ereignis = "EREIGNIS", "besonderes Ereignis im Raum";
        /// Something else, said in the text.
        Sonstiges = "SONSTIGES", "anderer Grund (im Text)";
    }
    /// What a price is for.
    Einheit {
        /// 60 minutes.
        Stunde = "STUNDE", "Stunde";
        /// A calendar day.
        Tag = "TAG", "Tag";
        /// A calendar month.
        Monat = "MONAT", "Monat";
    }
    /// How an invoice came in.
    Rechnungsquelle {
        /// A table.
        Csv = "CSV", "Tabelle (CSV)";
        /// XRechnung in UBL.
        Ubl = "UBL", "XRechnung (UBL)";
        /// XRechnung in CII.
        Cii = "CII", "XRechnung (CII)";
    }
    /// Where an invoice stands.
    Rechnungsstand {
        /// Read and checked, not yet sent.
        Entwurf = "ENTWURF", "Entwurf";
        /// Waits for the office.
        Eingereicht = "EINGEREICHT", "eingereicht";
        /// Everything that was asked for is paid.
        Angenommen = "ANGENOMMEN", "angenommen";
        /// Less than was asked for is paid.
        Teilweise = "TEILWEISE", "teilweise angenommen";
        /// Nothing is paid.
        Abgelehnt = "ABGELEHNT", "abgelehnt";
        /// Taken back, also when it was paid already.
        Storniert = "STORNIERT", "storniert";
    }
    /// What becomes of a line.
    Zeilenentscheidung {
        /// Nobody decided yet.
        Offen = "OFFEN", "offen";
        /// Paid as the Träger asks.
        Gefordert = "GEFORDERT", "wie gefordert";
        /// Paid as the office computes it.
        Berechnet = "BERECHNET", "wie berechnet";
        /// Not paid.
        Nein = "NEIN", "nicht bezahlen";
    }
    /// How a budget of a Träger is computed.
    Traegerbudgetart {
        /// A lump sum.
        Pauschal = "PAUSCHAL", "Pauschale";
        /// Full-time equivalents at a yearly rate.
        TeamVzae = "TEAM_VZAE", "Stellen eines Teams";
        /// Hours at a rate.
        KontingentFls = "KONTINGENT_FLS", "Kontingent an Fachleistungsstunden";
    }
}
