use amt::recht::{Bereich as Raum, Klasse, Objektart, Zweck};
use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Akut, Anlass, Bereich, Dringlichkeit, Melderart, Stand, Vielleicht};

/// Longest free text.
pub const TEXT_MAX: usize = 4000;

/// A Meldung under § 8a and the protective procedure it began. Readable only in the protective circle.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Meldung {
    /// Key.
    pub id: Id<Meldung>,
    /// Optimistic lock.
    pub version: i64,
    /// Short name for the telephone; says nothing about anybody.
    pub kennzeichen: String,
    /// When it came in.
    pub eingang: Zeitpunkt,
    /// Anliegen it came from.
    pub anliegen: Option<Uuid>,
    /// Ticket it came from.
    pub kontaktvorgang: Option<Uuid>,
    /// Who took the call.
    pub entgegengenommen: String,
    /// Who told it; `None` until somebody says.
    pub melder_art: Vielleicht<Melderart>,
    /// Bound to secrecy and reporting under § 4 Abs. 3 KKG.
    pub geheimnistraeger: bool,
    /// Verbatim.
    pub beobachtung: String,
    /// When and where it was seen.
    pub wann_wo: String,
    /// Whether something must happen at once.
    pub akut: Vielleicht<Akut>,
    /// More children in the household: JA, NEIN, UNBEKANNT.
    pub weitere_kinder: String,
    /// Urgency.
    #[sqlx(try_from = "String")]
    pub dringlichkeit: Dringlichkeit,
    /// Responsible Fachkraft; `None` when nobody is set up: then the name says who decides.
    pub verantwortlich: Option<Uuid>,
    /// Name.
    pub verantwortlich_name: String,
    /// Telephone.
    pub verantwortlich_telefon: String,
    /// Space.
    pub raumeinheit: Option<Uuid>,
    /// Its name.
    pub raum_name: String,
    /// Until when the child must be seen.
    pub frist: Zeitpunkt,
    /// Until when it must be assessed for the first time.
    pub erstbewertung_bis: Zeitpunkt,
    /// State.
    #[sqlx(try_from = "String")]
    pub stand: Stand,
    /// Since when.
    pub stand_am: Zeitpunkt,
    /// Working area.
    #[sqlx(try_from = "String")]
    pub bereich: Bereich,
    /// First look: whether what is known weighs.
    pub gewichtig: Option<bool>,
    /// Reasons of the first look.
    pub erst_grund: String,
    /// When it was.
    pub erst_am: Option<Zeitpunkt>,
    /// Who took it in.
    pub angelegt_von: Uuid,
}

impl Meldung {
    /// Whether it is this user's own: they are responsible; or nobody is, and they took it in. That nobody is
    /// responsible opens it to nobody else: the leaders see it anyway and hand it out.
    #[must_use]
    pub fn gehoert(&self, fachkraft: Option<Uuid>, benutzer: Uuid) -> bool {
        match self.verantwortlich {
            Some(v) => fachkraft == Some(v),
            None => self.angelegt_von == benutzer,
        }
    }

    /// Whether the procedure still runs.
    #[must_use]
    pub const fn laeuft(&self) -> bool {
        !matches!(self.stand, Stand::S6 | Stand::S7)
    }
}

impl Objektart for Meldung {
    const NAME: &'static str = "meldung";
    const BEREICH: Raum = Raum::Schutz;
    const KLASSE: Klasse = Klasse::D6;
    const ZWECK: Zweck = Zweck::Z03;
}

/// Who told it, kept apart (protection of informants).
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Melder {
    /// Name, may be empty.
    pub name: String,
    /// How to reach them, may be empty.
    pub erreichbar: String,
}

/// A child the Meldung is about.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Kind {
    /// Key.
    pub id: Id<Kind>,
    /// Order.
    pub nummer: i64,
    /// First name, may be empty.
    pub vorname: String,
    /// Surname, may be empty.
    pub nachname: String,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
}

impl Kind {
    /// `Vorname Nachname`, or its number.
    #[must_use]
    pub fn name(&self) -> String {
        match format!("{} {}", self.vorname, self.nachname).trim() {
            "" => format!("Kind {} (Name unbekannt)", self.nummer),
            n => n.to_owned(),
        }
    }

    /// What the same child is found again by.
    #[must_use]
    pub fn suchtext(&self) -> String {
        base::suchform(&format!("{} {}", self.nachname, self.vorname))
    }
}

/// One Fachkraft who took part in a judgement.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Mitwirkung {
    /// In what.
    #[sqlx(try_from = "String")]
    pub anlass: Anlass,
    /// The Meldung, or the child, or the change of area.
    pub bezug: Uuid,
    /// Who.
    pub fachkraft: Uuid,
    /// Name.
    pub name: String,
    /// Of the ASD.
    pub asd: bool,
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
    /// In words.
    pub text: String,
}
