use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Hinweis, Kanal, Melderrolle, Ortsart, Spur, Stand, Thema};
use crate::rules::sm1::Lage;

/// Longest words of the person, in characters (Fachkonzept 4.2).
pub const WORTE_MAX: usize = 4000;
/// Days in which a wrong step can be undone (GUETE U21).
pub const RUECKGAENGIG_TAGE: i32 = 7;

/// What somebody brought to the office, and where it stands. Name and contact lie apart, in [`Person`].
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Anliegen {
    /// Key.
    pub id: Id<Anliegen>,
    /// Optimistic lock.
    pub version: i64,
    /// When it came in.
    pub eingang: Zeitpunkt,
    /// How.
    #[sqlx(try_from = "String")]
    pub kanal: Kanal,
    /// As far as possible verbatim.
    pub worte: String,
    /// Who spoke.
    #[sqlx(try_from = "String")]
    pub melderrolle: Melderrolle,
    /// Whether a child may be in danger.
    #[sqlx(try_from = "String")]
    pub gefaehrdungshinweis: Hinweis,
    /// What is known about the place.
    #[sqlx(try_from = "String")]
    pub ortsart: Ortsart,
    /// State of SM-1.
    #[sqlx(try_from = "String")]
    pub stand: Stand,
    /// First answer.
    pub erstreaktion_am: Option<Zeitpunkt>,
    /// Last day for it.
    pub erstreaktion_bis: Datum,
    /// Since when in this state.
    pub stand_am: Zeitpunkt,
    /// Space of the lowest level.
    pub raumeinheit: Option<Uuid>,
    /// Its name at that time.
    pub raum_name: String,
    /// Name of the highest level.
    pub region_name: String,
    /// Code of the supposed Sektor.
    pub sektor: String,
    /// Responsible team.
    pub team: Option<Uuid>,
    /// Its name.
    pub team_name: String,
    /// Responsible Fachkraft.
    pub fachkraft: Option<Uuid>,
    /// Name.
    pub fachkraft_name: String,
    /// Why a person chose otherwise than the rule; empty when the rule decided.
    pub zustaendig_grund: String,
    /// [`Spur`] as JSON.
    pub spur: String,
    /// Promised call-back.
    pub rueckruf_bis: Option<Datum>,
    /// Done.
    pub rueckruf_am: Option<Zeitpunkt>,
    /// Codes of the topics, separated by blanks.
    pub themen: String,
    /// To whom it was passed on.
    pub empfaenger: String,
    /// When.
    pub weiter_am: Option<Datum>,
    /// Day on which an Antrag was received here; it counts (§ 16 Abs. 2 SGB I).
    pub antrag_eingang: Option<Datum>,
    /// Reason of the last step, such as the words of a withdrawal.
    pub grund: String,
    /// Day until whose end an unclear hint must be talked over.
    pub konsultation_bis: Option<Datum>,
    /// When it was.
    pub konsultation_am: Option<Zeitpunkt>,
    /// With which ASD-Fachkraft.
    pub konsultation_mit: String,
    /// Code of the result.
    pub konsultation_ergebnis: Option<String>,
    /// Who created it.
    pub angelegt_von: Uuid,
    /// When.
    pub angelegt_am: Zeitpunkt,
}

impl Objektart for Anliegen {
    const NAME: &'static str = "anliegen";
    const BEREICH: Bereich = Bereich::Service;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z01;
}

impl Anliegen {
    /// Topics by code.
    #[must_use]
    pub fn themen(&self) -> Vec<Thema> {
        self.themen
            .split_whitespace()
            .filter_map(|t| t.parse().ok())
            .collect()
    }

    /// The trace as stored.
    #[must_use]
    pub fn spur(&self) -> Option<Spur> {
        serde_json::from_str(&self.spur).ok()
    }

    /// Whether it waits for somebody.
    #[must_use]
    pub const fn offen(&self) -> bool {
        matches!(self.stand, Stand::Neu | Stand::InKlaerung)
    }

    /// Whether the first answer is late on this day.
    #[must_use]
    pub fn ueberfaellig(&self, heute: Datum) -> bool {
        self.offen() && self.erstreaktion_am.is_none() && self.erstreaktion_bis < heute
    }

    /// Whether an ASD-Fachkraft still has to be asked (FALL-E01).
    #[must_use]
    pub const fn konsultation_offen(&self) -> bool {
        matches!(self.gefaehrdungshinweis, Hinweis::Unklar) && self.konsultation_am.is_none()
    }

    /// What is known for the guards of SM-1, before a form adds its part.
    #[must_use]
    pub fn lage(&self, meldung: bool, person: Option<&Person>, jetzt: Zeitpunkt) -> Lage {
        Lage {
            hinweis: Some(self.gefaehrdungshinweis),
            meldung,
            konsultiert: self.konsultation_am.is_some(),
            thema: !self.themen.is_empty(),
            person: person.is_some_and(Person::benannt),
            raum: self.raumeinheit.is_some(),
            sieben_tage: jetzt.datum() <= self.stand_am.datum().plus_tage(RUECKGAENGIG_TAGE),
            ..Lage::default()
        }
    }
}

/// Name and contact of the person an Anliegen is about, apart from it, so that it can be dropped.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    /// First name, may be empty.
    pub vorname: String,
    /// Surname, may be empty.
    pub nachname: String,
    /// Why the name is not known.
    pub unbekannt_grund: String,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
    /// Telephone.
    pub telefon: String,
    /// E-mail.
    pub email: String,
    /// Address as typed or as found.
    pub anschrift: String,
    /// Key in the register.
    pub adresse: Option<Uuid>,
    /// Protected by § 51 BMG.
    pub geschuetzt: bool,
    /// The record of the register of persons; on the way in the one somebody chose.
    #[sqlx(rename = "person")]
    pub register: Option<Uuid>,
}

impl Person {
    /// Whether there is a name, or the reason why not.
    #[must_use]
    pub fn benannt(&self) -> bool {
        !self.nachname.is_empty() || !self.unbekannt_grund.is_empty()
    }

    /// `Vorname Nachname`, or "unbekannt".
    #[must_use]
    pub fn name(&self) -> String {
        let name = format!("{} {}", self.vorname, self.nachname);
        match name.trim() {
            "" => "Name unbekannt".to_owned(),
            n => n.to_owned(),
        }
    }

    /// What the search looks through: names in both orders, telephone digits.
    #[must_use]
    pub fn suchtext(&self) -> String {
        let ziffern: String = self.telefon.chars().filter(char::is_ascii_digit).collect();
        base::suchform(&format!(
            "{} {} | {} {} | {ziffern}",
            self.vorname, self.nachname, self.nachname, self.vorname
        ))
    }
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Verlaufszeile {
    /// When.
    pub zeit: Zeitpunkt,
    /// Who.
    pub benutzer_name: String,
    /// Id of the transition, or what was done.
    pub schritt: String,
    /// In words, never with content about the person.
    pub text: String,
    /// Assignment before, as JSON, when it was changed.
    pub vorher: String,
}
