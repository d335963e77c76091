//! How many hours a team has, and for what (Fachkonzept 6.5). Exact thousandths; only what is a whole minute is rounded.

use base::{Befund, Bp, Min, kaufm};

/// The year of one full-time equivalent and the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Angaben {
    /// Working days of the year.
    pub arbeitstage: u32,
    /// Days of leave.
    pub urlaub: u32,
    /// Days of sickness.
    pub krankheit: u32,
    /// Days of training.
    pub fortbildung: u32,
    /// Hours by the day, in thousandths.
    pub stunden_je_tag: i64,
    /// Full-time equivalents, in thousandths.
    pub vzae: i64,
    /// Share kept for work without a case (GO `team.fua_anteil_bp`).
    pub fua: Bp,
    /// Share for work across cases (GO `team.fue_anteil_bp`).
    pub fue: Bp,
    /// Weeks the hours are spread over.
    pub wochen: u32,
}

/// Hours in billionths (thousandths of a day times thousandths of a person times basis points are exact in it), minutes
/// whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kapazitaet {
    /// Days left of the year.
    pub tage: u32,
    /// Hours of one full-time equivalent, in thousandths.
    pub je_vzae: i64,
    /// Hours of the team, in ten-thousand-millionths.
    pub gesamt: i128,
    /// For work without a case.
    pub fua: i128,
    /// Across cases.
    pub fue: i128,
    /// For cases.
    pub fallspezifisch: i128,
    /// Hours for cases by the week, in hundredths, rounded.
    pub woche_hundertstel: i64,
    /// Minutes for cases by the week, rounded.
    pub woche_minuten: Min,
}

/// Parts of an hour in [`Kapazitaet`]: thousandths × thousandths × basis points.
pub const TEILE: i128 = 10_000_000_000;

/// Net hours × people, split by the shares of the Geschäftsordnung.
///
/// # Errors
/// `GO-E06` when the shares are more than the whole, `GO-E02` for what cannot be.
pub fn rechnen(a: &Angaben) -> Result<Kapazitaet, Vec<Befund>> {
    let mut befunde = Vec::new();
    let mut wenn = |falsch: bool, code, text: &str, ort: &str| {
        if falsch {
            befunde.push(Befund::neu(code, text).an(ort));
        }
    };
    let weg = u64::from(a.urlaub) + u64::from(a.krankheit) + u64::from(a.fortbildung);
    wenn(
        weg > u64::from(a.arbeitstage),
        "GO-E02",
        "Urlaub, Krankheit und Fortbildung sind mehr als die Arbeitstage.",
        "arbeitstage",
    );
    wenn(
        !(0..=24_000).contains(&a.stunden_je_tag),
        "GO-E02",
        "Die Stunden je Tag liegen zwischen 0 und 24.",
        "stunden_je_tag",
    );
    wenn(
        !(0..=1_000_000_000).contains(&a.vzae),
        "GO-E02",
        "Die Vollzeitstellen sind negativ oder zu viele.",
        "vzae",
    );
    wenn(
        a.wochen == 0,
        "GO-E02",
        "Bitte mindestens eine Woche angeben.",
        "wochen",
    );
    wenn(
        a.fua.0 < 0 || a.fue.0 < 0 || a.fua.0.saturating_add(a.fue.0) > 10_000,
        "GO-E06",
        "Die Anteile für fallunabhängige und fallübergreifende Arbeit sind zusammen mehr als 100 Prozent.",
        "fua_anteil_bp",
    );
    if !befunde.is_empty() {
        return Err(befunde);
    }
    let tage = a.arbeitstage - a.urlaub - a.krankheit - a.fortbildung;
    let je_vzae = i64::from(tage) * a.stunden_je_tag;
    let stunden = i128::from(je_vzae) * i128::from(a.vzae);
    let fuer = |bp: i64| stunden * i128::from(bp);
    let fallspezifisch = fuer(10_000 - a.fua.0 - a.fue.0);
    let wochen = i128::from(a.wochen) * TEILE;
    let zu_gross = || vec![Befund::neu("GO-E02", "Das ist zu viel zum Rechnen.").an("vzae")];
    Ok(Kapazitaet {
        tage,
        je_vzae,
        gesamt: fuer(10_000),
        fua: fuer(a.fua.0),
        fue: fuer(a.fue.0),
        fallspezifisch,
        woche_hundertstel: kaufm(fallspezifisch * 100, wochen).ok_or_else(zu_gross)?,
        woche_minuten: Min(kaufm(fallspezifisch * 60, wochen).ok_or_else(zu_gross)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: Angaben = Angaben {
        arbeitstage: 250,
        urlaub: 30,
        krankheit: 10,
        fortbildung: 5,
        stunden_je_tag: 7_800,
        vzae: 4_500,
        fua: Bp(1_000),
        fue: Bp(1_500),
        wochen: 52,
    };

    #[test]
    fn t_070_netto_je_vollzeitstelle() {
        let k = rechnen(&T).unwrap();
        assert_eq!((k.tage, k.je_vzae), (205, 1_599_000));
    }

    #[test]
    fn t_071_team_und_anteile() {
        let k = rechnen(&T).unwrap();
        let tausendstel = |x: i128| x * 1000 / TEILE;
        assert_eq!(tausendstel(k.gesamt), 7_195_500);
        assert_eq!(tausendstel(k.fua), 719_550);
        assert_eq!(tausendstel(k.fue), 1_079_325);
        assert_eq!(tausendstel(k.fallspezifisch), 5_396_625);
        assert_eq!((k.woche_hundertstel, k.woche_minuten), (10_378, Min(6_227)));
    }

    #[test]
    fn t_077_eine_halbe_stelle_mehr_im_sueden() {
        // 16 posts, in hundredths; the south has half a post more
        let (gesamt, mehr) = (1_600_i128, 50);
        let nord = kaufm(gesamt - mehr, 2).unwrap();
        assert_eq!((nord, i64::try_from(gesamt).unwrap() - nord), (775, 825));
    }

    #[test]
    fn t_078_faelle_je_stelle_in_kiel() {
        assert_eq!(kaufm(3_900 * 100, 70), Some(5_571));
        assert_eq!(kaufm(8_700 * 100, 40), Some(21_750));
    }

    #[test]
    fn was_nicht_sein_kann_wird_genannt() {
        let zu_viel = Angaben {
            fua: Bp(6_000),
            fue: Bp(5_000),
            ..T
        };
        assert_eq!(rechnen(&zu_viel).unwrap_err()[0].code, "GO-E06");
        let krank = Angaben { krankheit: 400, ..T };
        assert_eq!(rechnen(&krank).unwrap_err()[0].ort, "arbeitstage");
    }
}
