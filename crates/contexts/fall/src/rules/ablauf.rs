//! State machines as tables. One row is one transition; code, the box "was fehlt", the handbook's diagram and the
//! tests all read the same rows.

use amt::{Kontext, recht::Rolle};
use base::Befund;

/// A guard of a table: it can say what is missing.
pub trait Punkt: Copy + 'static {
    /// Code, words and field of the reason when it is missing.
    fn befund(self) -> Befund;
}

/// What must be there before a transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bedingung {
    /// No open danger hint: NEIN, or UNKLAR after the consultation, or JA with a Meldung.
    GefaehrdungGeklaert,
    /// The danger hint says JA.
    GefaehrdungJa,
    /// At least one topic.
    Thema,
    /// A recipient.
    Empfaenger,
    /// If it is an Antrag: the day it was received here.
    Antragseingang,
    /// A name, or the reason why it is unknown.
    Person,
    /// The Raumeinheit.
    Raum,
    /// Sektor and requested norm.
    SektorUndNorm,
    /// A case-leading Fachkraft.
    Fallfuehrend,
    /// A substitute who is somebody else.
    Vertretung,
    /// The person's own words and the day of the withdrawal.
    Ruecknahme,
    /// At most seven days since the last step.
    SiebenTage,
    /// Duration, place and topic of the counselling.
    Beratung,
    /// The person agreed to become known.
    Einwilligung,
    /// What was said or seen, in words.
    Worte,
}

impl Punkt for Bedingung {
    fn befund(self) -> Befund {
        let (code, feld, text) = match self {
            Self::GefaehrdungGeklaert => (
                "FALL-E01",
                "gefaehrdungshinweis",
                "Der Gefährdungshinweis ist offen. Bitte zuerst am selben Arbeitstag eine ASD-Fachkraft beraten lassen oder eine Meldung nach § 8a anlegen.",
            ),
            Self::GefaehrdungJa => (
                "FALL-E60",
                "gefaehrdungshinweis",
                "Für eine Meldung nach § 8a muss der Gefährdungshinweis „ja“ sein.",
            ),
            Self::Thema => ("FALL-E61", "themen", "Bitte mindestens ein Thema angeben."),
            Self::Empfaenger => (
                "FALL-E62",
                "empfaenger",
                "Bitte angeben, an wen weitergeleitet wurde.",
            ),
            Self::Antragseingang => (
                "FALL-E63",
                "antrag_eingang",
                "Bitte den Tag angeben, an dem der Antrag hier eingegangen ist. Er gilt als Antragstag (§ 16 Abs. 2 SGB I).",
            ),
            Self::Person => (
                "FALL-E64",
                "nachname",
                "Bitte den Namen eintragen oder sagen, warum er unbekannt ist.",
            ),
            Self::Raum => ("FALL-E65", "raum", "Bitte zuerst den Sozialraum zuordnen."),
            Self::SektorUndNorm => ("FALL-E66", "sektor", "Bitte Sektor und beantragte Norm angeben."),
            Self::Fallfuehrend => (
                "FALL-E67",
                "fallfuehrend",
                "Bitte die fallführende Fachkraft angeben (RL-13).",
            ),
            Self::Vertretung => (
                "FALL-E68",
                "vertretung",
                "Bitte eine Vertretung angeben, die nicht die fallführende Fachkraft ist (RL-13).",
            ),
            Self::Ruecknahme => (
                "FALL-E69",
                "grund",
                "Bitte mit den Worten der Person festhalten, dass sie das Anliegen zurückzieht.",
            ),
            Self::SiebenTage => (
                "FALL-E70",
                "",
                "Der Schritt liegt länger als 7 Tage zurück und kann nicht mehr rückgängig gemacht werden.",
            ),
            Self::Beratung => (
                "FALL-E71",
                "dauer",
                "Bitte Dauer, Ort und mindestens ein Thema angeben.",
            ),
            Self::Einwilligung => (
                "FALL-E72",
                "einwilligung",
                "Bitte bestätigen, dass die Person einverstanden ist, bekannt zu werden.",
            ),
            Self::Worte => (
                "FALL-E75",
                "worte",
                "Bitte aufschreiben, worum es geht, möglichst mit den Worten der Person.",
            ),
        };
        Befund::neu(code, text).an(feld)
    }
}

/// What a transition does besides changing the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wirkung {
    /// Notes the first reaction.
    Erstreaktion,
    /// Creates a Meldung with responsible person and deadline.
    MeldungAnlegen,
    /// Creates a Kurzberatung without any link to a person.
    KurzberatungAnlegen,
    /// Drops name, contact data, address and words.
    PersonEntfernen,
    /// Creates the case in its first state.
    FallAnlegen,
    /// Stores recipient, day, and day of receipt of an Antrag.
    WeiterleitungFesthalten,
    /// Creates an Anliegen from a Kurzberatung.
    AnliegenAnlegen,
    /// Clears the end and opens the Anliegen again.
    WiederOeffnen,
}

impl Wirkung {
    /// What a person reads.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Erstreaktion => "erste Reaktion wird festgehalten",
            Self::MeldungAnlegen => "Meldung mit Verantwortlicher oder Verantwortlichem und Frist",
            Self::KurzberatungAnlegen => "Kurzberatung ohne Akte",
            Self::PersonEntfernen => "Name, Kontakt, Adresse und Worte werden gelöscht",
            Self::FallAnlegen => "Fall mit fallführender Fachkraft und Vertretung",
            Self::WeiterleitungFesthalten => "Empfänger und Tag werden festgehalten",
            Self::AnliegenAnlegen => "neues Anliegen",
            Self::WiederOeffnen => "das Anliegen ist wieder offen",
        }
    }
}

/// One row of a state machine.
#[derive(Debug, Clone, Copy)]
pub struct Uebergang<S: 'static, B: 'static = Bedingung, W: 'static = Wirkung> {
    /// Id, for example `A05`.
    pub id: &'static str,
    /// Words of the button.
    pub text: &'static str,
    /// From which states.
    pub von: &'static [S],
    /// To which.
    pub nach: S,
    /// Roles that may do it.
    pub wer: &'static [Rolle],
    /// Guards.
    pub bedingungen: &'static [B],
    /// Effects.
    pub wirkungen: &'static [W],
    /// Norm or GO key behind it.
    pub norm: &'static str,
}

impl<S: Copy + PartialEq, B: Punkt, W: Copy + PartialEq> Uebergang<S, B, W> {
    /// Whether one of the user's roles may do it.
    #[must_use]
    pub fn darf(&self, kontext: &Kontext) -> bool {
        kontext.rollen().iter().any(|r| self.wer.contains(&r.rolle))
    }

    /// Everything that is missing, by the given answers.
    pub fn fehlt(&self, erfuellt: impl Fn(B) -> bool) -> Vec<Befund> {
        self.bedingungen
            .iter()
            .filter(|b| !erfuellt(**b))
            .map(|b| b.befund())
            .collect()
    }

    /// Whether it has this effect.
    #[must_use]
    pub fn wirkt(&self, wirkung: W) -> bool {
        self.wirkungen.contains(&wirkung)
    }
}

/// The rows of a machine that leave this state.
pub fn ab<S: Copy + PartialEq + 'static, B, W>(
    tabelle: &'static [Uebergang<S, B, W>],
    stand: S,
) -> impl Iterator<Item = &'static Uebergang<S, B, W>> {
    tabelle.iter().filter(move |u| u.von.contains(&stand))
}

/// The machine as a Mermaid state diagram for the handbook.
#[must_use]
pub fn mermaid<S: Copy + PartialEq + 'static, B, W>(
    tabelle: &[Uebergang<S, B, W>],
    anfang: S,
    code: impl Fn(S) -> &'static str,
) -> String {
    let mut aus = format!("stateDiagram-v2\n    [*] --> {}\n", code(anfang));
    for u in tabelle {
        for von in u.von {
            aus.push_str(&format!(
                "    {} --> {}: {} {}\n",
                code(*von),
                code(u.nach),
                u.id,
                u.text
            ));
        }
    }
    aus
}
