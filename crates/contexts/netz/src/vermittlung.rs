//! Asking an Akteur for a place, with an answer: accepted, refused with a reason, or none in time. Which person it is for
//! is known to nobody here; they bring a mark along that stands on their slip.

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Id, Zeitpunkt};

use crate::{
    Angebot,
    codes::{Ablehnungsgrund, VermittlungAnliegen, VermittlungStatus},
};

/// Days an Akteur has to answer.
pub const VERMITTLUNG_TAGE: i64 = 14;
/// Days after which the one reminder goes out.
pub const VERMITTLUNG_ERINNERN_TAGE: i64 = 7;
/// Days after which it is forgotten; the Weg-Weisung stays and counts.
pub const VERMITTLUNG_AUFBEWAHREN_TAGE: i64 = 365;

/// A question to an Akteur (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Vermittlung;

impl Objektart for Vermittlung {
    const NAME: &'static str = "vermittlung";
    // whoever advises points the way, see the Weg-Weisung
    const BEREICH: Bereich = Bereich::Kurzberatung;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z01;
}

/// A stored question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VermittlungGespeichert {
    /// Key.
    pub id: Id<Vermittlung>,
    /// What the person says and the Akteur sees, such as `K7F-3QX`.
    pub kennzeichen: String,
    /// The offer.
    pub angebot: Id<Angebot>,
    /// Its title.
    pub titel: String,
    /// Name of the Akteur.
    pub akteur: String,
    /// Where the letter went; empty when somebody has to call.
    pub email: String,
    /// Telephone of the offer, else of the Akteur.
    pub telefon: String,
    /// What is asked for.
    pub anliegen: VermittlungAnliegen,
    /// When.
    pub gestellt_am: Zeitpunkt,
    /// Who asked.
    pub gestellt_von: uuid::Uuid,
    /// Until when an answer counts.
    pub gilt_bis: Zeitpunkt,
    /// When the reminder went out.
    pub erinnert_am: Option<Zeitpunkt>,
    /// Where it stands.
    pub status: VermittlungStatus,
    /// Why it was refused.
    pub grund: Option<Ablehnungsgrund>,
    /// When the answer came.
    pub beantwortet_am: Option<Zeitpunkt>,
    /// By which way: the link, or by telephone.
    pub beantwortet_von: String,
    /// When the one who asked opened the answer, or the end without one.
    pub gesehen_am: Option<Zeitpunkt>,
}

impl VermittlungGespeichert {
    /// Whether there is something about it this user asked for and has not opened: an answer, or that none came.
    #[must_use]
    pub fn neu_fuer(&self, benutzer: uuid::Uuid) -> bool {
        self.status != VermittlungStatus::Offen && self.gesehen_am.is_none() && self.gestellt_von == benutzer
    }
}

/// Letters and digits that are not taken for each other, neither read nor heard.
const ZEICHEN: &[u8] = b"ACDEFHJKLMNPRTUVWXY3479";

/// A mark out of random bytes, such as `K7F-3QX`.
#[must_use]
pub fn kennzeichen(zufall: [u8; 8]) -> String {
    let mut n = u64::from_le_bytes(zufall);
    let mut aus = String::with_capacity(7);
    for i in 0..6 {
        if i == 3 {
            aus.push('-');
        }
        let rest = n % ZEICHEN.len() as u64;
        n /= ZEICHEN.len() as u64;
        let stelle = usize::try_from(rest).unwrap_or(0);
        aus.push(ZEICHEN.get(stelle).map_or('A', |b| char::from(*b)));
    }
    aus
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kennzeichen_sind_kurz_und_lesbar() {
        assert_eq!(kennzeichen([0; 8]), "AAA-AAA");
        let k = kennzeichen([0xff; 8]);
        assert!(
            k.len() == 7 && k.bytes().all(|b| b == b'-' || ZEICHEN.contains(&b)),
            "{k}"
        );
        assert_ne!(kennzeichen([1; 8]), kennzeichen([2; 8]));
    }
}
