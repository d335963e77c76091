//! What came of the helps of a Träger: its own goals and ends, beside the mean of the others when nobody can be told from
//! it (Fachkonzept 9.3).

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::model::{Bewerter, Wertung};

/// Fewer cases of the others than this say too much about one of them.
const FAELLE: usize = 5;
/// And so do fewer Träger.
const TRAEGER: usize = 3;

/// A help that has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ende {
    /// Whose help.
    pub traeger: Uuid,
    /// Which case.
    pub fall: Uuid,
    /// Days it lasted.
    pub tage: i64,
    /// As agreed in the Hilfeplan.
    pub wie_vereinbart: bool,
}

/// How one goal was rated last by one rater.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// Whose help.
    pub traeger: Uuid,
    /// Which case.
    pub fall: Uuid,
    /// Who rated.
    pub bewerter: Bewerter,
    /// How.
    pub wertung: Wertung,
}

/// Goals as one kind of rater sees them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ziele {
    /// Who rated.
    pub bewerter: Bewerter,
    /// Reached.
    pub voll: i64,
    /// In part.
    pub teilweise: i64,
    /// Not.
    pub nicht: i64,
}

impl Ziele {
    /// W01 in whole percent: reached, and half of those in part, of all.
    #[must_use]
    pub fn prozent(&self) -> Option<i64> {
        let alle = self.voll + self.teilweise + self.nicht;
        base::kaufm(i128::from(2 * self.voll + self.teilweise) * 50, i128::from(alle)).filter(|_| alle > 0)
    }
}

/// Figures of one Träger, or of several together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Zahlen {
    /// Helps that have ended.
    pub beendet: i64,
    /// Of these, as agreed.
    pub wie_vereinbart: i64,
    /// Days in the middle: half lasted longer.
    pub tage: Option<i64>,
    /// Goals, rater by rater.
    pub ziele: Vec<Ziele>,
}

/// Own figures, and those of the others when they may be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rueckblick {
    /// Of the Träger itself.
    pub eigene: Zahlen,
    /// Of all others together.
    pub andere: Option<Zahlen>,
}

impl Rueckblick {
    /// Nothing to look back on yet.
    #[must_use]
    pub fn leer(&self) -> bool {
        self.eigene.beendet == 0 && self.eigene.ziele.is_empty()
    }

    /// The share of the others for a kind of rater.
    #[must_use]
    pub fn andere_prozent(&self, bewerter: &Bewerter) -> Option<i64> {
        let ziele = &self.andere.as_ref()?.ziele;
        ziele.iter().find(|z| z.bewerter == *bewerter)?.prozent()
    }
}

/// The middle of all; of two in the middle the mean, rounded.
fn median(mut tage: Vec<i64>) -> Option<i64> {
    tage.sort_unstable();
    let oben = *tage.get(tage.len() / 2)?;
    let unten = *tage.get((tage.len() - 1) / 2)?;
    base::kaufm(i128::from(oben + unten), 2)
}

fn zahlen(enden: &[Ende], noten: &[Note]) -> Zahlen {
    let zaehle = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let ziele = Bewerter::ALLE
        .iter()
        .filter_map(|b| {
            let hat = |w| {
                zaehle(
                    noten
                        .iter()
                        .filter(|n| n.bewerter == *b && n.wertung == w)
                        .count(),
                )
            };
            let z = Ziele {
                bewerter: *b,
                voll: hat(Wertung::Voll),
                teilweise: hat(Wertung::Teilweise),
                nicht: hat(Wertung::Nicht),
            };
            z.prozent().map(|_| z)
        })
        .collect();
    Zahlen {
        beendet: zaehle(enden.len()),
        wie_vereinbart: zaehle(enden.iter().filter(|e| e.wie_vereinbart).count()),
        tage: median(enden.iter().map(|e| e.tage).collect()),
        ziele,
    }
}

/// What is mine, and what the others have together: shown from five cases of three Träger on, for ends and for goals each.
#[must_use]
pub fn rueckblick(enden: &[Ende], noten: &[Note], ich: Uuid) -> Rueckblick {
    let (meine, fremde): (Vec<Ende>, Vec<Ende>) = enden.iter().partition(|e| e.traeger == ich);
    let (meine_noten, fremde_noten): (Vec<Note>, Vec<Note>) = noten.iter().partition(|n| n.traeger == ich);
    let genug = |wer: BTreeSet<(Uuid, Uuid)>| {
        let traeger: BTreeSet<Uuid> = wer.iter().map(|(t, _)| *t).collect();
        let faelle: BTreeSet<Uuid> = wer.iter().map(|(_, f)| *f).collect();
        traeger.len() >= TRAEGER && faelle.len() >= FAELLE
    };
    let enden_zeigen = genug(fremde.iter().map(|e| (e.traeger, e.fall)).collect());
    // a kind of rater that has seen few cases says too much as well
    let fremde_noten: Vec<Note> = Bewerter::ALLE
        .iter()
        .flat_map(|b| {
            let seine: Vec<Note> = fremde_noten
                .iter()
                .filter(|n| n.bewerter == *b)
                .copied()
                .collect();
            if genug(seine.iter().map(|n| (n.traeger, n.fall)).collect()) {
                seine
            } else {
                Vec::new()
            }
        })
        .collect();
    let andere = zahlen(if enden_zeigen { &fremde } else { &[] }, &fremde_noten);
    Rueckblick {
        eigene: zahlen(&meine, &meine_noten),
        andere: Some(andere).filter(|a| a.beendet > 0 || !a.ziele.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ende(traeger: u128, fall: u128, tage: i64, wie_vereinbart: bool) -> Ende {
        Ende {
            traeger: Uuid::from_u128(traeger),
            fall: Uuid::from_u128(fall),
            tage,
            wie_vereinbart,
        }
    }

    fn note(traeger: u128, fall: u128, wertung: Wertung) -> Note {
        Note {
            traeger: Uuid::from_u128(traeger),
            fall: Uuid::from_u128(fall),
            bewerter: Bewerter::Familie,
            wertung,
        }
    }

    #[test]
    fn eigene_zahlen_immer_die_der_anderen_erst_ab_fuenf_faellen_dreier_traeger() {
        let ich = Uuid::from_u128(1);
        let mut enden = vec![ende(1, 10, 100, true), ende(1, 11, 301, false)];
        enden.extend([
            ende(2, 20, 50, true),
            ende(2, 21, 60, true),
            ende(3, 30, 70, false),
            ende(3, 31, 80, true),
        ]);
        let noten = [
            note(1, 10, Wertung::Voll),
            note(1, 11, Wertung::Teilweise),
            note(1, 11, Wertung::Nicht),
            note(2, 20, Wertung::Voll),
        ];
        let r = rueckblick(&enden, &noten, ich);
        assert_eq!(
            (r.eigene.beendet, r.eigene.wie_vereinbart, r.eigene.tage),
            (2, 1, Some(201))
        );
        // 1 and a half of 3
        assert_eq!(r.eigene.ziele[0].prozent(), Some(50));
        assert_eq!(r.andere, None, "four cases of two Träger tell who it was");
        enden.push(ende(4, 40, 90, true));
        let r = rueckblick(&enden, &noten, ich);
        let andere = r.andere.unwrap();
        assert_eq!(
            (andere.beendet, andere.wie_vereinbart, andere.tage),
            (5, 4, Some(70))
        );
        assert!(andere.ziele.is_empty(), "one rated case stays hidden");
        assert!(rueckblick(&[], &[], ich).leer());
    }
}
