//! What comes to the weekly agenda of a team by itself, and in which order. A round that has met takes its case off:
//! the minutes are the record.

use base::{Datum, Id};

use crate::model::{Agendafall, Agendagrund as G, Anmeldung, Arbeitsbereich, Fall, FallStand as F, Richtung};

/// So long a case is new.
const NEU_TAGE: i32 = 14;
/// A round so long before the day of a review is the one about it.
const VOR_DEM_TERMIN: i32 = 28;
/// A clarification comes back every week until it is done.
const KLAERUNG_TAGE: i32 = 7;

/// The Monday of the week of a day.
#[must_use]
pub fn montag(tag: Datum) -> Datum {
    tag.plus_tage(-i32::from(tag.0.weekday().to_monday_zero_offset()))
}

/// The Sunday of the week that begins on this Monday.
#[must_use]
pub fn sonntag(montag: Datum) -> Datum {
    montag.plus_tage(6)
}

/// The day from which a case counts as new in this week.
#[must_use]
pub fn neu_ab(montag: Datum) -> Datum {
    montag.plus_tage(-NEU_TAGE)
}

/// Why a case is on the agenda of this week; empty when it is not. `letzte`: the day of the last round about it.
#[must_use]
pub fn gruende(f: &Agendafall, angemeldet: &[&Anmeldung], letzte: Option<Datum>, montag: Datum) -> Vec<G> {
    let bis = sonntag(montag);
    let ohne_runde_seit = |tag: Datum| letzte.is_none_or(|l| l < tag);
    let angelegt = f.angelegt_am.datum();
    let frueh = matches!(
        f.stand,
        F::F0
            | F::F1
            | F::F2
            | F::F3
            | F::F4
            | F::F5
            | F::G0
            | F::G1
            | F::G2
            | F::G3
            | F::G4
            | F::G5
            | F::P0
            | F::P1
            | F::P2
            | F::J0
            | F::J1
    );
    let laeuft = matches!(f.stand, F::F8 | F::G9 | F::P4);
    let in_pruefung = matches!(f.stand, F::F9 | F::G10 | F::P5);
    let faellig = f
        .naechster_termin
        .is_some_and(|t| laeuft && t <= bis && ohne_runde_seit(t.plus_tage(-VOR_DEM_TERMIN)))
        || in_pruefung && ohne_runde_seit(f.stand_am.datum().plus_tage(-VOR_DEM_TERMIN));
    let mut aus: Vec<G> = G::ALLE
        .iter()
        .copied()
        .filter(|g| match g {
            G::Grau => f.bereich == Arbeitsbereich::Grau && ohne_runde_seit(montag.plus_tage(-KLAERUNG_TAGE)),
            G::Ueberpruefung => faellig,
            G::Neu => frueh && neu_ab(montag) <= angelegt && angelegt <= bis && letzte.is_none(),
            G::Mehrfachhilfen | G::Wunsch => false,
        })
        .chain(angemeldet.iter().map(|a| a.grund))
        .collect();
    aus.sort_unstable();
    aus.dedup();
    aus
}

/// One line before it is put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Punkt {
    /// The case.
    pub fall: Agendafall,
    /// Why, the most urgent first.
    pub gruende: Vec<G>,
    /// The place the team gave it this week.
    pub rang: Option<i64>,
}

/// Puts the lines in order: as the team did, and what came since then behind it by urgency and day.
pub fn ordnen(punkte: &mut [Punkt]) {
    punkte.sort_by_key(|p| {
        (
            p.rang.unwrap_or(i64::MAX),
            p.gruende.first().copied(),
            p.fall.naechster_termin.unwrap_or(p.fall.angelegt_am.datum()),
            p.fall.id.uuid(),
        )
    });
}

/// The order after one case went up or down by a place; the same order at its end.
#[must_use]
pub fn verschieben(folge: &[Id<Fall>], welcher: Id<Fall>, wohin: Richtung) -> Vec<Id<Fall>> {
    let mut neu = folge.to_vec();
    let Some(i) = neu.iter().position(|f| *f == welcher) else {
        return neu;
    };
    let j = match wohin {
        Richtung::Hoch => i.checked_sub(1),
        Richtung::Runter => Some(i + 1).filter(|j| *j < neu.len()),
    };
    if let Some(j) = j {
        neu.swap(i, j);
    }
    neu
}

#[cfg(test)]
mod tests {
    use base::Zeitpunkt;
    use uuid::Uuid;

    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn fall(nr: u128, stand: F) -> Agendafall {
        let zeit = |s: &str| Zeitpunkt(s.parse().unwrap());
        Agendafall {
            id: Id::von(Uuid::from_u128(nr)),
            aktenzeichen: format!("JH-{nr}"),
            stand,
            bereich: Arbeitsbereich::Leistung,
            raum_name: "Nord".to_owned(),
            fallfuehrend: Uuid::from_u128(9),
            fallfuehrend_name: "Anna Abel".to_owned(),
            naechster_termin: None,
            angelegt_am: zeit("2026-11-18T09:00:00Z"),
            stand_am: zeit("2026-11-18T09:00:00Z"),
        }
    }

    #[test]
    fn die_woche_beginnt_am_montag() {
        for t in ["2026-11-16", "2026-11-20", "2026-11-22"] {
            assert_eq!(montag(tag(t)), tag("2026-11-16"), "{t}");
        }
        assert_eq!(sonntag(tag("2026-11-16")), tag("2026-11-22"));
    }

    #[test]
    fn neue_faelle_bleiben_zwei_wochen_bis_eine_runde_war() {
        let f = fall(1, F::F2);
        let g = |letzte: Option<&str>, m: &str| gruende(&f, &[], letzte.map(tag), tag(m));
        assert_eq!(g(None, "2026-11-16"), [G::Neu]);
        assert_eq!(g(None, "2026-11-30"), [G::Neu]);
        assert_eq!(g(None, "2026-12-07"), []);
        assert_eq!(g(Some("2026-11-19"), "2026-11-23"), []);
        // what runs is not new
        assert_eq!(gruende(&fall(1, F::F8), &[], None, tag("2026-11-16")), []);
    }

    #[test]
    fn ueberpruefung_kommt_in_der_woche_ihres_tages_und_geht_mit_der_runde() {
        let mut f = fall(1, F::G9);
        f.naechster_termin = Some(tag("2026-11-26"));
        let g = |letzte: Option<&str>, m: &str| gruende(&f, &[], letzte.map(tag), tag(m));
        assert_eq!(g(None, "2026-11-16"), []);
        assert_eq!(g(None, "2026-11-23"), [G::Ueberpruefung]);
        assert_eq!(g(None, "2026-11-30"), [G::Ueberpruefung], "auch danach noch");
        assert_eq!(g(Some("2026-11-24"), "2026-11-30"), []);
        assert_eq!(g(Some("2026-05-01"), "2026-11-23"), [G::Ueberpruefung]);
    }

    #[test]
    fn graubereich_und_anmeldung() {
        let mut f = fall(1, F::F8);
        f.bereich = Arbeitsbereich::Grau;
        let a = Anmeldung {
            fall: f.id,
            grund: G::Mehrfachhilfen,
            worte: String::new(),
            zeit: f.angelegt_am,
            benutzer_name: "A".to_owned(),
        };
        assert_eq!(
            gruende(&f, &[&a, &a], None, tag("2026-11-16")),
            [G::Grau, G::Mehrfachhilfen]
        );
        assert_eq!(
            gruende(&f, &[], Some(tag("2026-11-10")), tag("2026-11-16")),
            [],
            "in der Woche davor geklärt"
        );
        assert_eq!(
            gruende(&f, &[], Some(tag("2026-11-08")), tag("2026-11-16")),
            [G::Grau]
        );
    }

    #[test]
    fn dringendes_zuerst_und_die_folge_des_teams_vor_allem() {
        let p = |nr, g, rang| Punkt {
            fall: fall(nr, F::F2),
            gruende: vec![g],
            rang,
        };
        let mut alle = [
            p(1, G::Neu, None),
            p(2, G::Grau, None),
            p(3, G::Wunsch, Some(1)),
            p(4, G::Ueberpruefung, None),
        ];
        ordnen(&mut alle);
        let folge: Vec<Id<Fall>> = alle.iter().map(|p| p.fall.id).collect();
        let id = |n| Id::von(Uuid::from_u128(n));
        assert_eq!(folge, [id(3), id(2), id(4), id(1)]);
        assert_eq!(
            verschieben(&folge, id(4), Richtung::Hoch),
            [id(3), id(4), id(2), id(1)]
        );
        assert_eq!(verschieben(&folge, id(3), Richtung::Hoch), folge);
        assert_eq!(verschieben(&folge, id(1), Richtung::Runter), folge);
        assert_eq!(verschieben(&folge, id(99), Richtung::Runter), folge);
    }
}
