use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Arbeitsbereich, Bezug, FallStand};

/// A case: its head. What is recorded in it lies apart, see [`crate::service::fall::lesen::Akte`].
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Fall {
    /// Key.
    pub id: Id<Fall>,
    /// Optimistic lock.
    pub version: i64,
    /// Number without gaps per Sektor and year.
    pub aktenzeichen: String,
    /// Code of the Sektor.
    pub sektor: String,
    /// What is asked for.
    pub norm_beantragt: String,
    /// Whom it is about.
    #[sqlx(try_from = "String")]
    pub bezug: Bezug,
    /// State.
    #[sqlx(try_from = "String")]
    pub stand: FallStand,
    /// Working area.
    #[sqlx(try_from = "String")]
    pub bereich: Arbeitsbereich,
    /// The one case-leading Fachkraft (RL-13).
    pub fallfuehrend: Uuid,
    /// Name.
    pub fallfuehrend_name: String,
    /// The substitute, somebody else.
    pub vertretung: Uuid,
    /// Name.
    pub vertretung_name: String,
    /// Space.
    pub raumeinheit: Uuid,
    /// Name of the space.
    pub raum_name: String,
    /// Version of the Geschäftsordnung it began under.
    pub go_version: i64,
    /// Where it came from.
    pub anliegen: Uuid,
    /// When.
    pub angelegt_am: Zeitpunkt,
    /// Since when in this state.
    pub stand_am: Zeitpunkt,
    /// The next day somebody meets the family.
    pub naechster_termin: Option<Datum>,
}

/// The track of a case (Fachkonzept 4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fallspur {
    /// Help under SGB VIII (SM-3).
    Erziehung,
    /// Eingliederungshilfe under SGB IX (SM-4).
    Eingliederung,
    /// Pflege and Altenhilfe under SGB XII (SM-5).
    Pflege,
    /// Jugendgerichtshilfe, § 52 SGB VIII (4.14).
    Jugendgericht,
}

impl FallStand {
    /// Its place in the order of a case's life.
    #[must_use]
    pub fn rang(self) -> usize {
        Self::ALLE.iter().position(|s| *s == self).unwrap_or(0)
    }

    /// Nobody has to go on with it; the lists of running cases leave it out (see `store::fall_liste`).
    #[must_use]
    pub const fn beendet(self) -> bool {
        matches!(
            self,
            Self::F6Abgelehnt | Self::F11 | Self::Fx | Self::G11 | Self::Gx | Self::P6 | Self::J6 | Self::Jx
        )
    }

    /// Which table the case follows.
    #[must_use]
    pub fn spur(self) -> Fallspur {
        match self.code().as_bytes().first() {
            Some(b'G') => Fallspur::Eingliederung,
            Some(b'P') => Fallspur::Pflege,
            Some(b'J') => Fallspur::Jugendgericht,
            _ => Fallspur::Erziehung,
        }
    }

    /// The case is led as Eingliederungshilfe (SM-4).
    #[must_use]
    pub fn egh(self) -> bool {
        self.spur() == Fallspur::Eingliederung
    }

    /// The state in which the offers of the quarter are looked at.
    #[must_use]
    pub const fn sozialraumpruefung(self) -> bool {
        matches!(self, Self::F3 | Self::G3 | Self::P0 | Self::P1)
    }

    /// A state in which a round may meet about the case.
    #[must_use]
    pub const fn konferenz(self) -> bool {
        matches!(
            self,
            Self::F2
                | Self::F3
                | Self::F4
                | Self::F5
                | Self::F8
                | Self::F9
                | Self::G2
                | Self::G3
                | Self::G4
                | Self::G5
                | Self::G6
                | Self::G9
                | Self::G10
                | Self::P0
                | Self::P1
                | Self::P2
                | Self::P4
                | Self::P5
                | Self::J1
                | Self::J2
                | Self::J3
                | Self::J5
        )
    }
}

impl Fall {
    /// What other rooms know the case by: no number of a file, no name (Fachkonzept 0.6, `budget`).
    #[must_use]
    pub fn pseudonym(&self) -> String {
        let id = self.id.uuid().simple().to_string();
        format!("F-{}", id.get(20..).unwrap_or_default())
    }
}

impl Objektart for Fall {
    const NAME: &'static str = "fall";
    const BEREICH: Bereich = Bereich::FallViii;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z02;
}

/// A person in a case.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Beteiligter {
    /// Role code.
    pub rolle: String,
    /// First name.
    pub vorname: String,
    /// Surname.
    pub nachname: String,
    /// Why the name is unknown.
    pub unbekannt_grund: String,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
    /// The record of the register of persons.
    #[sqlx(rename = "person")]
    pub register: Option<Uuid>,
}
