//! What can go wrong, in words an office understands.

use jiff::civil::Date;

use crate::katalog::Schluessel;
use crate::{Land, Merkmal, Norm};

/// Reason why no date could be computed. No variant is a silent default.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fehler {
    /// The result lies outside the years -9999 to 9999.
    #[error("Das Ergebnis liegt außerhalb des darstellbaren Kalenders.")]
    AusserhalbDesKalenders,
    /// The code is none of the sixteen Länder and not `AT-6`.
    #[error("„{0}“ ist kein bekanntes Land. Erlaubt sind die Kürzel der 16 Länder und AT-6.")]
    UnbekanntesLand(String),
    /// The key is not in the catalogue.
    #[error("„{0}“ ist kein Schlüssel im Fristenkatalog.")]
    UnbekannterSchluessel(String),
    /// A municipal holiday was switched on in a Land that does not know it.
    #[error("Der örtliche Feiertag „{merkmal}“ kommt in {land} nicht vor.")]
    MerkmalPasstNicht {
        /// the municipal holiday asked for
        merkmal: Merkmal,
        /// the Land of the calendar
        land: Land,
    },
    /// The period is counted in hours, but only a day was given.
    #[error("Diese Frist läuft nach Stunden. Bitte Datum und Uhrzeit angeben.")]
    BrauchtUhrzeit,
    /// The length of this period is a value of the Geschäftsordnung and was not given.
    #[error("Die Länge der Frist {schluessel} steht in der Geschäftsordnung ({parameter}) und fehlt hier.")]
    LaengeFehlt {
        /// the period asked for
        schluessel: Schluessel,
        /// key of the Geschäftsordnung that holds the length
        parameter: &'static str,
    },
    /// A length was given although the statute fixes it.
    #[error("Die Länge der Frist {schluessel} ist durch {norm} festgelegt und nicht wählbar.")]
    LaengeNichtWaehlbar {
        /// the period asked for
        schluessel: Schluessel,
        /// the provision that fixes the length
        norm: Norm,
    },
    /// The length given ends after the latest day the statute allows.
    #[error("Die gewählte Länge der Frist {schluessel} überschreitet die Höchstdauer nach {norm}.")]
    LaengerAlsErlaubt {
        /// the period asked for
        schluessel: Schluessel,
        /// the provision with the upper bound
        norm: Norm,
    },
    /// The deviating length was asked for, but the catalogue has none.
    #[error("Die Frist {0} kennt keine abweichende Länge.")]
    KeineAbweichung(Schluessel),
    /// No version of the rule is known to be in force on this day (RL-20).
    #[error("Für {regel} ist am {stichtag} keine geltende Regel hinterlegt: Rechtsstand prüfen.")]
    RechtsstandPruefen {
        /// key of the period or rule
        regel: &'static str,
        /// day of the procedural step
        stichtag: Date,
    },
}
