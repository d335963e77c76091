//! Dated rules that are no periods but decide what a period means (RL-20).

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::Norm;

/// Rules whose state can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Regel {
    /// Does an application for Eingliederungshilfe or youth welfare count as granted after two
    /// months without decision?
    GenehmigungsfiktionEghJugendhilfe,
    /// The same for the other rehabilitation bodies.
    GenehmigungsfiktionReha,
    /// Is there a claim to the service of the Verfahrenslotse?
    Verfahrenslotse,
}

/// One dated row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Regelzeile {
    /// rule
    pub regel: Regel,
    /// the answer of the law
    pub gilt: bool,
    /// the answer as a sentence
    pub text: &'static str,
    /// provision
    pub norm: Norm,
    /// provision that dates the rule
    pub datiert_durch: Norm,
    /// first day in force
    pub gilt_ab: Date,
    /// first day no longer in force; `None` = open
    pub gilt_bis: Option<Date>,
}

/// What is known about a rule on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Regelstand {
    /// this row is in force
    InKraft(&'static Regelzeile),
    /// the last known row has run out: somebody has to look up the law, the software does not guess
    Abgelaufen {
        /// the row that ran out
        zuletzt: &'static Regelzeile,
        /// title of the task to open
        aufgabe: &'static str,
    },
    /// the day lies before every known row
    Unbekannt,
}

/// Title of the task that an expired rule opens.
pub const AUFGABE: &str = "Rechtsstand prüfen";

const BTHG: Norm = Norm::art("BTHG", "26").abs("1");

static ZEILEN: &[Regelzeile] = &[
    Regelzeile {
        regel: Regel::GenehmigungsfiktionEghJugendhilfe,
        gilt: false,
        text: "Der Antrag gilt nicht als genehmigt. Es muss entschieden werden.",
        norm: Norm::par("SGB IX", "18").abs("7"),
        datiert_durch: BTHG,
        gilt_ab: date(2018, 1, 1),
        gilt_bis: None,
    },
    Regelzeile {
        regel: Regel::GenehmigungsfiktionReha,
        gilt: true,
        text: "Ohne begründete Mitteilung gilt die Leistung nach zwei Monaten als genehmigt.",
        norm: Norm::par("SGB IX", "18").abs("3"),
        datiert_durch: BTHG,
        gilt_ab: date(2018, 1, 1),
        gilt_bis: None,
    },
    Regelzeile {
        regel: Regel::Verfahrenslotse,
        gilt: true,
        text: "Junge Menschen und ihre Eltern haben Anspruch auf einen Verfahrenslotsen.",
        norm: Norm::par("SGB VIII", "10b").abs("1"),
        datiert_durch: Norm::art("KJSG", "9").abs("4"),
        gilt_ab: date(2024, 1, 1),
        gilt_bis: Some(date(2028, 1, 1)),
    },
];

/// State of a rule on the day of the procedural step.
#[must_use]
pub fn regelstand(regel: Regel, tag: Date) -> Regelstand {
    let mut stand = Regelstand::Unbekannt;
    for zeile in ZEILEN.iter().filter(|z| z.regel == regel && z.gilt_ab <= tag) {
        if zeile.gilt_bis.is_none_or(|bis| tag < bis) {
            return Regelstand::InKraft(zeile);
        }
        stand = Regelstand::Abgelaufen {
            zuletzt: zeile,
            aufgabe: AUFGABE,
        };
    }
    stand
}
