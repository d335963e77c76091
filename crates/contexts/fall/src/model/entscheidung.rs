//! A decision: prepared, co-signed, decided, made known (Fachkonzept 4.10).

use base::{Cent, Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Anhoerungsausnahme, Bekanntgabeweg, Entscheidungsart, Entscheidungsstand, Wunschergebnis};

/// A decision. Once decided only the way it is made known is added.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the fields of 4.10, each named as there")]
pub struct Entscheidung {
    pub id: Id<Entscheidung>,
    #[sqlx(try_from = "String")]
    pub art: Entscheidungsart,
    pub norm: String,
    pub tenor: String,
    pub von: Option<Datum>,
    pub bis: Option<Datum>,
    pub begruendung: String,
    pub ermessen: String,
    pub anhoerung_am: Option<Datum>,
    /// Code of the exception of § 24 Abs. 2 SGB X; empty for none.
    pub anhoerung_ausnahme: String,
    /// § 66 SGB I: day of the written warning.
    pub warnung_am: Option<Datum>,
    #[sqlx(try_from = "String")]
    pub wunsch: Wunschergebnis,
    pub wunsch_worte: String,
    #[sqlx(try_from = "String")]
    pub stand: Entscheidungsstand,
    pub hilfeplan: Option<Uuid>,
    /// Cost by the month of what is granted, in cents.
    pub kosten_monat: i64,
    pub vorbereitet_von: Uuid,
    pub vorbereitet_name: String,
    pub zeit: Zeitpunkt,
    pub mitgezeichnet_name: String,
    pub mitgezeichnet_am: Option<Zeitpunkt>,
    pub entschieden_name: String,
    pub entschieden_am: Option<Zeitpunkt>,
    pub belehrung: String,
    /// What came of reserving the money.
    pub vormerkung: String,
    #[sqlx(try_from = "String")]
    pub weg: Bekanntgabeweg,
    /// Posted, sent, handed over.
    pub versandt_am: Option<Datum>,
    pub bekannt_am: Option<Datum>,
    pub rechtsbehelf_bis: Option<Datum>,
    /// The steps of the computation, as JSON of (sentence, norm).
    pub schritte: String,
}

impl Entscheidung {
    /// Why nobody was heard.
    #[must_use]
    pub fn ausnahme(&self) -> Option<Anhoerungsausnahme> {
        self.anhoerung_ausnahme.parse().ok()
    }

    /// The steps of the remedy period.
    #[must_use]
    pub fn rechenschritte(&self) -> Vec<(String, String)> {
        serde_json::from_str(&self.schritte).unwrap_or_default()
    }

    /// Cost by the month.
    #[must_use]
    pub const fn kosten(&self) -> Cent {
        Cent(self.kosten_monat)
    }
}

/// Everything a Bescheid prints. The page and the PDF use the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BescheidDaten {
    /// The body that decides.
    pub behoerde: String,
    /// Number of the case.
    pub aktenzeichen: String,
    /// Day of the decision.
    pub datum: Datum,
    /// Kind.
    pub art: Entscheidungsart,
    /// Whom the claim belongs to, as recorded.
    pub anspruch: String,
    /// Who the help is about.
    pub betrifft: Vec<String>,
    /// Day the help was asked for.
    pub begehren_am: Option<Datum>,
    /// Provision.
    pub norm: String,
    /// The operative part.
    pub tenor: String,
    /// From, until.
    pub zeitraum: Option<(Datum, Option<Datum>)>,
    /// Parts of the help.
    pub bausteine: Vec<super::Planbaustein>,
    /// What became of the wish.
    pub wunsch: Wunschergebnis,
    /// Words to it.
    pub wunsch_worte: String,
    /// Day of the next review.
    pub pruefdatum: Option<Datum>,
    /// Reasons.
    pub begruendung: String,
    /// Discretion.
    pub ermessen: String,
    /// When somebody was heard, or why not.
    pub anhoerung: String,
    /// Where independent advice is found (§ 9a SGB VIII).
    pub ombudsstelle: String,
    /// The remedy in words.
    pub belehrung: String,
    /// Who decided.
    pub entschieden_von: String,
    /// Who signed too.
    pub mitgezeichnet_von: String,
    /// Case-leading Fachkraft.
    pub ansprechperson: String,
    /// How it was made known, when it counts as known, until when a remedy is possible.
    pub bekanntgabe: Option<(Bekanntgabeweg, Datum, Datum, Datum)>,
    /// The steps of that computation.
    pub schritte: Vec<(String, String)>,
}
