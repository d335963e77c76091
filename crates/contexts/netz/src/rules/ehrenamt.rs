//! Who may fit to what is asked for, with open reasons and no number about a person (RL-05); how long the facts about a
//! Führungszeugnis stay (RL-18, T-087); where a deployment may go.

use base::Datum;
use jiff::ToSpan as _;

use crate::{
    codes::EinsatzStand::{self, Abgelehnt, Beendet, Vorgeschlagen, Vorgestellt, Zugesagt},
    ehrenamt::{AnfrageDaten, FreiwilligeDaten, Zeugnis},
};

/// Months after the last activity by which the facts are gone (§ 72a Abs. 5 S. 5 SGB VIII).
const MONATE_NACH_ENDE: i32 = 6;
/// Months after which it counts as not taken up.
const MONATE_OHNE_ANFANG: i32 = 3;

/// The day by which the facts about a Führungszeugnis have to be gone; `None` when there are none, or while somebody
/// works. Who has ended without ever taking it up: at once.
#[must_use]
pub fn zeugnis_bis(
    z: Zeugnis,
    letzte: Option<Datum>,
    beendet_am: Option<Datum>,
    laeuft: bool,
) -> Option<Datum> {
    if !z.vorhanden() || laeuft {
        return None;
    }
    let nach = |tag: Datum, monate: i32| Datum(tag.0.saturating_add(monate.months()));
    match (letzte, beendet_am, z.eingesehen_am) {
        // who comes back shows it anew, and takes something up again within the usual time
        (Some(tag), _, Some(neu)) if neu > tag => {
            Some(nach(tag, MONATE_NACH_ENDE).max(nach(neu, MONATE_OHNE_ANFANG)))
        }
        (Some(tag), ..) => Some(nach(tag, MONATE_NACH_ENDE)),
        (None, Some(ende), Some(neu)) if neu > ende => Some(nach(neu, MONATE_OHNE_ANFANG)),
        (None, Some(ende), _) => Some(ende),
        (None, None, Some(tag)) => Some(nach(tag, MONATE_OHNE_ANFANG)),
        (None, None, None) => None,
    }
}

/// What is known about one point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passt {
    /// It fits.
    Ja,
    /// It does not.
    Nein,
    /// Nobody said; it has to be asked.
    Unklar,
}

/// Point by point what fits, in words. Whoever reads it decides; there is no sum.
#[must_use]
pub fn abgleich(f: &FreiwilligeDaten, a: &AnfrageDaten) -> Vec<(Passt, String)> {
    let mut aus = vec![if f.themen.is_empty() {
        (Passt::Unklar, "Thema bitte erfragen".to_owned())
    } else if f.themen.contains(&a.thema) {
        (Passt::Ja, format!("Thema passt: {}", a.thema))
    } else {
        (Passt::Nein, "anderes Thema".to_owned())
    }];
    if let Some(tag) = a.tag {
        aus.push(if f.tage.is_empty() {
            (Passt::Unklar, "Zeit bitte erfragen".to_owned())
        } else if f.tage.contains(&tag) {
            (Passt::Ja, format!("hat am {tag} Zeit"))
        } else {
            (Passt::Nein, format!("hat am {tag} keine Zeit"))
        });
    }
    if let Some(raum) = a.raumeinheit {
        aus.push(match f.raumeinheit {
            None => (Passt::Ja, "überall unterwegs".to_owned()),
            Some(r) if r == raum => (Passt::Ja, "im selben Raum".to_owned()),
            Some(_) => (Passt::Nein, "in einem anderen Raum".to_owned()),
        });
    }
    if a.mit_kindern {
        aus.push(if f.zeugnis.in_ordnung() {
            (Passt::Ja, "Führungszeugnis eingesehen".to_owned())
        } else if f.zeugnis.einschlaegig == Some(true) {
            (Passt::Nein, "nicht mit Kindern".to_owned())
        } else {
            (Passt::Unklar, "Führungszeugnis fehlt noch".to_owned())
        });
    }
    if !f.versichert {
        aus.push((Passt::Unklar, "Versicherung noch klären".to_owned()));
    }
    aus
}

/// The steps of a deployment and the words on their buttons: introduced by the Koordination, decided by the volunteer.
pub const SCHRITTE: &[(EinsatzStand, EinsatzStand, &str)] = &[
    (Vorgeschlagen, Vorgestellt, "Hat sich vorgestellt"),
    (Vorgeschlagen, Abgelehnt, "Kommt nicht zustande"),
    (Vorgestellt, Zugesagt, "Sagt zu"),
    (Vorgestellt, Abgelehnt, "Sagt nicht zu"),
    (Zugesagt, Beendet, "Einsatz beenden"),
];

/// Somebody who stopped is remembered for so many years, as the proof of their consent is kept (10.7).
pub const VERGESSEN_JAHRE: i16 = 3;

/// The day from which somebody who stopped then is forgotten: the first of January after these years.
#[must_use]
pub fn vergessen_ab(ende: Datum) -> Datum {
    Datum::neu(ende.0.year().saturating_add(VERGESSEN_JAHRE + 1), 1, 1)
        .unwrap_or(Datum(jiff::civil::Date::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::{EhrenamtArt, Thema, Wochentag};

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn zeugnis() -> Zeugnis {
        Zeugnis {
            eingesehen_am: Some(tag("2026-01-10")),
            datum: Some(tag("2025-12-20")),
            einschlaegig: Some(false),
        }
    }

    #[test]
    fn t_087_sechs_monate_nach_der_letzten_taetigkeit() {
        let letzte = Some(tag("2026-05-31"));
        assert_eq!(
            zeugnis_bis(zeugnis(), letzte, None, false),
            Some(tag("2026-11-30"))
        );
        // never taken up: at once
        let ende = Some(tag("2026-02-01"));
        assert_eq!(zeugnis_bis(zeugnis(), None, ende, false), ende);
        // who works keeps them; where there is nothing, nothing is due
        assert_eq!(zeugnis_bis(zeugnis(), letzte, None, true), None);
        assert_eq!(zeugnis_bis(Zeugnis::default(), letzte, None, false), None);
        assert_eq!(zeugnis_bis(zeugnis(), None, None, false), Some(tag("2026-04-10")));
    }

    #[test]
    fn wer_wiederkommt_behaelt_die_neuen_angaben() {
        let (lange_her, ende) = (Some(tag("2024-03-01")), Some(tag("2024-04-01")));
        for ende in [None, ende] {
            let bis = zeugnis_bis(zeugnis(), lange_her, ende, false);
            assert_eq!(bis, Some(tag("2026-04-10")));
        }
        assert_eq!(zeugnis_bis(zeugnis(), None, ende, false), Some(tag("2026-04-10")));
        // the longer of the two times
        let letzte = Some(tag("2026-01-05"));
        assert_eq!(
            zeugnis_bis(zeugnis(), letzte, None, false),
            Some(tag("2026-07-05"))
        );
    }

    #[test]
    fn rl_05_gruende_und_keine_zahl() {
        let mut f = FreiwilligeDaten {
            name: "Kim".to_owned(),
            telefon: String::new(),
            email: String::new(),
            einwilligung_am: Some(tag("2026-01-01")),
            worte: String::new(),
            themen: vec![Thema::FreizeitBegegnung],
            tage: Vec::new(),
            raumeinheit: None,
            versichert: true,
            schulung_am: None,
            zeugnis: Zeugnis::default(),
        };
        let a = AnfrageDaten {
            worte: "Vorlesen".to_owned(),
            art: EhrenamtArt::Begleitung,
            thema: Thema::FreizeitBegegnung,
            tag: Some(Wochentag::Dienstag),
            raumeinheit: None,
            mit_kindern: true,
        };
        let was =
            |f: &FreiwilligeDaten| -> Vec<Passt> { abgleich(f, &a).into_iter().map(|(p, _)| p).collect() };
        // what nobody said is never a no
        assert_eq!(was(&f), [Passt::Ja, Passt::Unklar, Passt::Unklar]);
        f.tage = vec![Wochentag::Montag];
        f.zeugnis = zeugnis();
        assert_eq!(was(&f), [Passt::Ja, Passt::Nein, Passt::Ja]);
        f.zeugnis.einschlaegig = Some(true);
        assert_eq!(was(&f)[2], Passt::Nein);
    }

    #[test]
    fn drei_volle_jahre_nach_dem_ende_vergessen() {
        assert_eq!(vergessen_ab(tag("2023-05-31")), tag("2027-01-01"));
        assert_eq!(vergessen_ab(tag("2023-12-31")), tag("2027-01-01"));
        assert_eq!(vergessen_ab(tag("2024-01-01")), tag("2028-01-01"));
    }
}
