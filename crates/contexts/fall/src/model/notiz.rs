//! Notes of a case: four kinds, each with its own readers (Fachkonzept 10.1; § 65 SGB VIII for the entrusted ones).

use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::codes::codes;

/// Longest note.
pub const NOTIZ_MAX: usize = 5_000;

codes! {
    /// Who reads a note.
    Notizart {
        Eigen "EIGEN" "nur für mich",
        Team "TEAM" "für das Team: alle, die den Fall sehen dürfen",
        Familie "FAMILIE" "mit der Familie geteilt",
        Anvertraut "ANVERTRAUT" "anvertraut (§ 65 SGB VIII): nur ich",
    }
    /// Why an entrusted note may be opened to somebody else (§ 65 Abs. 1 Satz 1 SGB VIII).
    Anvertrautgrund {
        Nr1 "NR1" "Nr. 1: wer es anvertraut hat, ist einverstanden",
        Nr2 "NR2" "Nr. 2: für das Familiengericht, wenn das Kindeswohl gefährdet ist und es sonst nicht helfen kann",
        Nr3 "NR3" "Nr. 3: neue Fachkraft, es gibt Anhaltspunkte für eine Gefährdung und sie braucht die Angabe für die Einschätzung",
        Nr4 "NR4" "Nr. 4: Fachkraft, die eine Gefährdung nach § 8a mit einschätzt",
        Nr5 "NR5" "Nr. 5: auch eine Ärztin oder ein Anwalt dürfte hier sprechen (§ 203 StGB)",
    }
}

impl Notizart {
    /// Shown with the field and with the note: who will read this.
    #[must_use]
    pub const fn leser(self) -> &'static str {
        match self {
            Self::Eigen => "Das lesen nur Sie.",
            Self::Team => "Das lesen alle, die den Fall sehen dürfen.",
            Self::Familie => "Das liest auch die Familie.",
            Self::Anvertraut => {
                "Das lesen nur Sie. Es geht auch bei einer Übergabe nicht mit, außer Sie geben es mit einem Grund frei."
            }
        }
    }
}

/// A note; the words of a redacted one are gone.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Notiz {
    /// Key.
    pub id: Id<Notiz>,
    /// Who reads it.
    #[sqlx(try_from = "String")]
    pub art: Notizart,
    /// Words.
    pub text: String,
    /// The day it is about.
    pub tag: Datum,
    /// When it was written.
    pub zeit: Zeitpunkt,
    /// Who wrote it.
    pub verfasser: Uuid,
    /// Name.
    pub verfasser_name: String,
    /// When its words were removed.
    pub geschwaerzt_am: Option<Zeitpunkt>,
    /// By whom.
    pub geschwaerzt_von: String,
    /// Why.
    pub geschwaerzt_grund: String,
}

impl Notiz {
    /// The note without its words: what stays after a redaction.
    #[must_use]
    pub const fn geschwaerzt(&self) -> bool {
        self.geschwaerzt_am.is_some()
    }
}

/// An entrusted note opened to a Fachkraft.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Freigabe {
    /// The note.
    pub notiz: Uuid,
    /// To whom.
    pub fachkraft: Uuid,
    /// Name.
    pub fachkraft_name: String,
    /// Why.
    #[sqlx(try_from = "String")]
    pub grund: Anvertrautgrund,
    /// In words.
    pub worte: String,
    /// When.
    pub zeit: Zeitpunkt,
    /// By whom.
    pub benutzer_name: String,
}
