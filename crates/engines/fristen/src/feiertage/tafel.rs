//! Holidays of many years as bits: the rules are worked out once per territory, a day is then one look into a table.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::regeln::{Merkmal, REGELN, Wirkung};
use super::{Land, datum};

/// Years kept as bits; every other year is worked out by the rules each time.
const AB: i16 = 1990;
const JAHRE: usize = 130;
/// 366 days in words of 64 bits.
const WORTE: usize = 6;
const MERKMALE: [Merkmal; 3] = [
    Merkmal::MariaeHimmelfahrt,
    Merkmal::Fronleichnam,
    Merkmal::AugsburgerFriedensfest,
];

/// The days of one territory with its municipal marks.
#[derive(Debug)]
pub(super) struct Tafel {
    feiertage: Box<[[u64; WORTE]; JAHRE]>,
    /// Days on which a period cannot end although they are none.
    nur_fristende: Box<[[u64; WORTE]; JAHRE]>,
}

impl Tafel {
    /// The table; worked out at the first question.
    pub fn fuer(land: Land, merkmale: &[Merkmal]) -> &'static Self {
        static TAFELN: [OnceLock<Tafel>; Land::ALLE.len() << MERKMALE.len()] =
            [const { OnceLock::new() }; Land::ALLE.len() << MERKMALE.len()];
        let marken =
            (0..MERKMALE.len()).fold(0, |m, i| m | usize::from(merkmale.contains(&MERKMALE[i])) << i);
        let platz = Land::ALLE.iter().position(|l| *l == land).unwrap_or(0) << MERKMALE.len() | marken;
        TAFELN[platz].get_or_init(|| Self::rechnen(land, merkmale))
    }

    fn rechnen(land: Land, merkmale: &[Merkmal]) -> Self {
        let leer = || Box::new([[0; WORTE]; JAHRE]);
        let mut tafel = Self {
            feiertage: leer(),
            nur_fristende: leer(),
        };
        for regel in REGELN {
            let hier = regel.laender.contains(&land) && regel.merkmal.is_none_or(|m| merkmale.contains(&m));
            if !hier {
                continue;
            }
            for jahr in (AB..).take(JAHRE).filter(|j| (regel.ab..=regel.bis).contains(j)) {
                let Some((zeile, wort, bit)) = datum(regel.tag, jahr).and_then(ort) else {
                    continue;
                };
                let ziel = match regel.wirkung {
                    Wirkung::Feiertag => &mut tafel.feiertage,
                    Wirkung::NurFristende => &mut tafel.nur_fristende,
                };
                ziel[zeile][wort] |= bit;
            }
        }
        tafel
    }

    /// Whether the day is a holiday; `None` outside of the years kept.
    pub fn feiertag(&self, tag: Date) -> Option<bool> {
        let (zeile, wort, bit) = ort(tag)?;
        Some(self.feiertage[zeile][wort] & bit != 0)
    }

    /// Whether the day is a holiday or one on which no period ends; `None` outside of the years kept.
    pub fn sperrt(&self, tag: Date) -> Option<bool> {
        let (zeile, wort, bit) = ort(tag)?;
        Some((self.feiertage[zeile][wort] | self.nur_fristende[zeile][wort]) & bit != 0)
    }
}

/// Year, word and bit of a day.
fn ort(tag: Date) -> Option<(usize, usize, u64)> {
    let zeile = usize::try_from(tag.year() - AB).ok().filter(|z| *z < JAHRE)?;
    let nr = usize::try_from(tag.day_of_year() - 1).ok()?;
    Some((zeile, nr / 64, 1 << (nr % 64)))
}
