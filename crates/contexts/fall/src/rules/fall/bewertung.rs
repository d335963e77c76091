//! Whether everybody rated every goal, and what the ratings come to (Fachkonzept 4.15). Figures for people to talk
//! about, no score of a person (RL-05).

use uuid::Uuid;

use crate::{
    model::{Bewerter, Bewertung, Fallrolle, Wertung},
    rules::rechnen::{
        gas::{RHO_BP, Stufe, t_wert},
        hundertstel,
        zielerreichung::{self, Zaehlung},
    },
};

/// Who must rate, or be missing with a reason.
#[must_use]
pub fn noetig(rollen: &[Option<Fallrolle>]) -> Vec<Bewerter> {
    let jung = rollen.iter().flatten().any(|r| {
        matches!(
            r,
            Fallrolle::Kind | Fallrolle::Jugendlicher | Fallrolle::JungerVolljaehriger
        )
    });
    Bewerter::ALLE
        .iter()
        .copied()
        .filter(|b| jung || *b != Bewerter::JungerMensch)
        .collect()
}

/// The rating that counts: the newest of a rater for a goal. `alle` are newest first.
#[must_use]
pub fn letzte(alle: &[Bewertung], ziel: Option<Uuid>, von: Bewerter) -> Option<&Bewertung> {
    alle.iter().find(|b| b.bewerter == von && b.handlungsziel == ziel)
}

/// Whether a rater rated every goal or said why not.
#[must_use]
pub fn fertig(alle: &[Bewertung], ziele: &[Uuid], von: Bewerter) -> bool {
    let bewertet = !ziele.is_empty() && ziele.iter().all(|z| letzte(alle, Some(*z), von).is_some());
    bewertet || letzte(alle, None, von).is_some_and(|b| !b.text.is_empty())
}

/// What the ratings of one rater come to, as people read it: Zielerreichungsgrad and GAS-T.
#[must_use]
pub fn ergebnis(alle: &[Bewertung], ziele: &[Uuid], von: Bewerter) -> (Option<String>, Option<String>) {
    let werte: Vec<&Bewertung> = ziele.iter().filter_map(|z| letzte(alle, Some(*z), von)).collect();
    let arten: Vec<zielerreichung::Bewertung> = werte
        .iter()
        .filter_map(|b| b.wert())
        .map(|w| match w {
            Wertung::Voll => zielerreichung::Bewertung::Voll,
            Wertung::Teilweise => zielerreichung::Bewertung::Teilweise,
            Wertung::Nicht => zielerreichung::Bewertung::Nicht,
        })
        .collect();
    let stufen: Vec<Stufe> = werte
        .iter()
        .filter_map(|b| i8::try_from(b.gas?).ok())
        .map(|ergebnis| Stufe { gewicht: 1, ergebnis })
        .collect();
    (
        Zaehlung::von(&arten).grad().map(hundertstel),
        t_wert(&stufen, RHO_BP).map(hundertstel),
    )
}

#[cfg(test)]
mod tests {
    use base::Zeitpunkt;

    use super::*;

    fn b(ziel: Option<u128>, bewerter: Bewerter, wertung: &str, gas: Option<i64>, text: &str) -> Bewertung {
        Bewertung {
            ueberpruefung: Uuid::nil(),
            handlungsziel: ziel.map(Uuid::from_u128),
            bewerter,
            wertung: wertung.to_owned(),
            gas,
            text: text.to_owned(),
            benutzer_name: String::new(),
            zeit: Zeitpunkt::von_mikros(0).unwrap(),
        }
    }

    #[test]
    fn wer_fehlt_braucht_einen_grund() {
        let ziele = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let mut alle = vec![b(Some(1), Bewerter::Familie, "VOLL", None, "")];
        assert!(!fertig(&alle, &ziele, Bewerter::Familie));
        alle.push(b(Some(2), Bewerter::Familie, "NICHT", None, ""));
        assert!(fertig(&alle, &ziele, Bewerter::Familie));
        assert!(!fertig(&alle, &ziele, Bewerter::Traeger));
        alle.push(b(None, Bewerter::Traeger, "", None, "hat sich nicht gemeldet"));
        assert!(fertig(&alle, &ziele, Bewerter::Traeger));
        assert!(!fertig(&[], &[], Bewerter::Amt), "ohne Ziele nichts bewertet");
    }

    #[test]
    fn jeder_rechnet_fuer_sich_und_die_juengste_bewertung_zaehlt() {
        let ziele = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let alle = [
            b(Some(1), Bewerter::Amt, "VOLL", Some(1), ""),
            b(Some(2), Bewerter::Amt, "TEILWEISE", Some(1), ""),
            b(Some(1), Bewerter::Amt, "NICHT", Some(-2), "früher"),
            b(Some(1), Bewerter::Familie, "VOLL", None, ""),
        ];
        let (grad, t) = ergebnis(&alle, &ziele, Bewerter::Amt);
        assert_eq!(grad.as_deref(), Some("75,00"));
        assert_eq!(t.as_deref(), Some("62,40"));
        assert_eq!(
            ergebnis(&alle, &ziele, Bewerter::Familie),
            (Some("100,00".to_owned()), None)
        );
    }

    #[test]
    fn ein_kind_wird_gefragt() {
        assert_eq!(noetig(&[Some(Fallrolle::Mutter)]).len(), 3);
        assert!(noetig(&[Some(Fallrolle::Kind), None]).contains(&Bewerter::JungerMensch));
    }
}
