//! The Koordinationskarte across Ämter (SM-6, Fachkonzept 4.7) and the consent it stands on (10.4).

use amt::recht::{AufEinwilligung, Bereich, Klasse, Objektart, Zweck};
use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Fall, Thema, codes::codes};

codes! {
    /// States of SM-6.
    Kartenstand {
        Vorgeschlagen "VORGESCHLAGEN" "vorgeschlagen",
        Einwilligung "EINWILLIGUNG" "Einwilligung wird eingeholt",
        Aktiv "AKTIV" "aktiv",
        Beendet "BEENDET" "beendet",
    }
    /// What of a card somebody may be shown. Nothing else stands on one: no benefits, nothing of § 8a.
    Kartenkategorie {
        Ansprechpersonen "ANSPRECHPERSONEN" "Ansprechpersonen",
        Termine "TERMINE" "Termine",
        Ziele "ZIELE" "gemeinsame Ziele",
        Aufgaben "AUFGABEN" "wer was bis wann tut",
        Entscheidungen "ENTSCHEIDUNGEN" "zu welchem Thema eine Entscheidung läuft",
    }
    /// How a consent was given.
    Einwilligungsform {
        Schriftlich "SCHRIFTLICH" "schriftlich",
        Elektronisch "ELEKTRONISCH" "elektronisch",
        Muendlich "MUENDLICH_DOKUMENTIERT" "mündlich, mit Grund festgehalten",
    }
    /// Who gave a consent.
    Erteilende {
        Selbst "SELBST" "die Person selbst",
        Sorge "SORGEBERECHTIGT" "wer für sie sorgt oder sie betreut",
        Beide "BEIDE" "beide zusammen",
    }
    /// Whose contact somebody on a card is.
    Kartenamt {
        Asd "ASD" "Jugendamt (ASD)",
        Jgh "JGH" "Jugendgerichtshilfe",
        Egh "EGH" "Eingliederungshilfe",
        Pflege "PFLEGE" "Hilfe zur Pflege",
        Erwachsene "ERWACHSENE" "Sozialdienst für Erwachsene",
        Jobcenter "JOBCENTER" "Jobcenter",
        Wohnen "WOHNEN" "Wohnungsamt",
        Gesundheit "GESUNDHEIT" "Gesundheitsamt",
        Gemeinde "GEMEINDE" "Gemeinde",
        Andere "ANDERE" "andere öffentliche Stelle",
    }
}

impl Kartenkategorie {
    /// Something that is written on the card line by line.
    pub const EINTRAEGE: [Self; 3] = [Self::Ziele, Self::Termine, Self::Aufgaben];
}

/// What a consent covers, stored as codes with commas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kategorien(pub Vec<Kartenkategorie>);

impl Kategorien {
    /// The stored codes.
    #[must_use]
    pub fn code(&self) -> String {
        self.0.iter().map(|k| k.code()).collect::<Vec<_>>().join(",")
    }

    /// What a person reads.
    #[must_use]
    pub fn wort(&self) -> String {
        self.0.iter().map(|k| k.wort()).collect::<Vec<_>>().join(", ")
    }
}

impl TryFrom<String> for Kategorien {
    type Error = String;
    fn try_from(s: String) -> Result<Self, String> {
        let teile = s.split(',').filter(|t| !t.is_empty());
        teile.map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

/// A card: one person of a case, for people of other offices.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Koordinationskarte {
    /// Key.
    pub id: Id<Koordinationskarte>,
    /// Optimistic lock of the state.
    pub version: i64,
    /// The case; nobody else gets to know it.
    pub fall: Id<Fall>,
    /// Sektor of the case.
    pub sektor: String,
    /// The person, a line of the case.
    pub beteiligter: Uuid,
    /// First name.
    pub vorname: String,
    /// Surname.
    pub nachname: String,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
    /// State.
    #[sqlx(try_from = "String")]
    pub stand: Kartenstand,
    /// The day the person was told what the card is for.
    pub aufgeklaert_am: Option<Datum>,
    /// Why it ended.
    pub grund_ende: String,
    /// When it was proposed.
    pub angelegt_am: Zeitpunkt,
}

impl Koordinationskarte {
    /// `Vorname Nachname`.
    #[must_use]
    pub fn name(&self) -> String {
        match format!("{} {}", self.vorname, self.nachname).trim() {
            "" => "Name unbekannt".to_owned(),
            n => n.to_owned(),
        }
    }

    /// Whether the person is a minor on a day; unknown counts as one.
    #[must_use]
    pub fn minderjaehrig(&self, tag: Datum) -> bool {
        use jiff::ToSpan as _;
        // § 187 Abs. 2 BGB: the day of birth counts, and who was born on 29 February is of age on 1 March
        let voll = self.geburtsdatum.map(|g| {
            let tag_zuvor = g.0.saturating_sub(1.day());
            tag_zuvor.saturating_add(18.years()).saturating_add(1.day())
        });
        voll.is_none_or(|v| tag.0 < v)
    }
}

impl Objektart for Koordinationskarte {
    const NAME: &'static str = "koordinationskarte";
    const BEREICH: Bereich = Bereich::FallViii;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z02;
}
impl AufEinwilligung for Koordinationskarte {}

/// A card of a case of SGB IX, for the matrix.
#[derive(Debug, Clone, Copy)]
pub struct KarteIx;
impl Objektart for KarteIx {
    const NAME: &'static str = "koordinationskarte";
    const BEREICH: Bereich = Bereich::FallIx;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z04;
}
impl AufEinwilligung for KarteIx {}

/// A card of a case of SGB XII, for the matrix.
#[derive(Debug, Clone, Copy)]
pub struct KarteXii;
impl Objektart for KarteXii {
    const NAME: &'static str = "koordinationskarte";
    const BEREICH: Bereich = Bereich::PflegeXii;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z05;
}
impl AufEinwilligung for KarteXii {}

/// Another office on a card, with a named contact.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Kartenstelle {
    /// Key.
    pub id: Uuid,
    /// Which office.
    #[sqlx(try_from = "String")]
    pub amt: Kartenamt,
    /// The named contact.
    pub fachkraft: Uuid,
    /// Name.
    pub fachkraft_name: String,
    /// Since when on the card.
    pub seit: Zeitpunkt,
}

/// A consent for one recipient.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Einwilligung {
    /// Key.
    pub id: Uuid,
    /// Whom it lets see something.
    pub stelle: Uuid,
    /// What.
    #[sqlx(try_from = "String")]
    pub kategorien: Kategorien,
    /// Who gave it.
    #[sqlx(try_from = "String")]
    pub erteilt_von: Erteilende,
    /// How the capacity of insight of a young person was assessed.
    pub einsicht: String,
    /// How it was given.
    #[sqlx(try_from = "String")]
    pub form: Einwilligungsform,
    /// Why it was given by mouth only.
    pub grund: String,
    /// The text that was given to the person.
    pub text_version: String,
    /// First day.
    pub erteilt_am: Datum,
    /// Last day.
    pub gueltig_bis: Datum,
    /// Withdrawn since.
    pub widerrufen_am: Option<Zeitpunkt>,
    /// Who wrote it down.
    pub erfasst_von: String,
}

/// A line of the card: a goal, a day, who does what until when.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Karteneintrag {
    /// Key.
    pub id: Uuid,
    /// Kind; one of [`Kartenkategorie::EINTRAEGE`].
    #[sqlx(try_from = "String")]
    pub art: Kartenkategorie,
    /// Words; of a goal the person's own.
    pub text: String,
    /// Who does it.
    pub wer: String,
    /// The day, or until when.
    pub bis: Option<Datum>,
}

/// Whom a line is shown to, and by which consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Kartenfreigabe {
    /// The line.
    pub eintrag: Uuid,
    /// The recipient.
    pub stelle: Uuid,
    /// The consent it stands on.
    pub einwilligung: Uuid,
}

/// A unit has said that it is about to decide something on a topic; what, it has not said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaufendeEntscheidung {
    /// Key.
    pub id: Uuid,
    /// The unit; `None` is the one that leads the case.
    pub stelle: Option<Uuid>,
    /// On what.
    pub thema: Thema,
    /// Since when.
    pub angemeldet_am: Zeitpunkt,
    /// The units have talked.
    pub abgestimmt_am: Option<Zeitpunkt>,
    /// What they agreed on.
    pub worte: String,
    /// It was decided.
    pub entschieden_am: Option<Zeitpunkt>,
}

/// One look of a recipient.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Uebermittlung {
    /// The recipient.
    pub stelle: Uuid,
    /// What was shown.
    #[sqlx(try_from = "String")]
    pub kategorien: Kategorien,
    /// When.
    pub zeit: Zeitpunkt,
    /// To whom.
    pub benutzer_name: String,
}

/// One line of the history of a card.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Kartenzeile {
    /// When.
    pub zeit: Zeitpunkt,
    /// By whom.
    pub benutzer_name: String,
    /// What happened.
    pub schritt: String,
    /// In words.
    pub worte: String,
}

/// A card somebody is a contact of, for their list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Kartenkontakt {
    /// The card.
    pub karte: Id<Koordinationskarte>,
    /// Their line on it.
    pub stelle: Uuid,
}
