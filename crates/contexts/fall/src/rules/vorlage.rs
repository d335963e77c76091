//! Figures for a committee: the reference week (9.6), hiding small numbers (9.4), and a change told as its sources tell it.

use std::collections::{BTreeMap, BTreeSet};

use base::{Befund, Datum};
use uuid::Uuid;

use super::umsteuerung::KLEINSTE;
use crate::model::{Vorlagezahl, Vorsatz};

/// One contact of the reference week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wochenkontakt {
    /// The family: the case, or the Kurzberatung itself, which has no name.
    pub familie: Uuid,
    /// Day and time, `2018-10-15 09:00`: whichever is first counts.
    pub wann: (Datum, String),
    /// Where it counts.
    pub team: String,
}

/// The Monday of the week of a day.
#[must_use]
pub fn montag(tag: Datum) -> Datum {
    tag.plus_tage(-i32::from(tag.0.weekday().to_monday_zero_offset()))
}

/// `WIRKUNG-E05` for a week that is not over.
#[must_use]
pub fn woche_pruefen(montag: Datum, heute: Datum) -> Option<Befund> {
    (montag.plus_tage(6) >= heute).then(|| {
        let text = "Die Referenzwoche geht von Montag bis Sonntag und muss vorbei sein.";
        Befund::neu("WIRKUNG-E05", text).an("woche")
    })
}

/// Distinct families from Monday to Sunday, each counted once, where its first contact was. What lies outside the week is
/// left out.
#[must_use]
pub fn referenzwoche(kontakte: &[Wochenkontakt], montag: Datum) -> BTreeMap<String, i64> {
    let mut erste: BTreeMap<Uuid, (&(Datum, String), &str)> = BTreeMap::new();
    let sonntag = montag.plus_tage(6);
    for k in kontakte
        .iter()
        .filter(|k| k.wann.0 >= montag && k.wann.0 <= sonntag)
    {
        let hier = (&k.wann, k.team.as_str());
        let platz = erste.entry(k.familie).or_insert(hier);
        *platz = hier.min(*platz);
    }
    let mut aus = BTreeMap::new();
    for (_, team) in erste.into_values() {
        *aus.entry(team.to_owned()).or_insert(0) += 1;
    }
    aus
}

/// Which cells of a row with a published total may be shown: none from 1 to 4; and if only one is hidden, the smallest
/// other one that is not zero too, or the total would tell it.
#[must_use]
pub fn unterdruecken(zellen: &[i64]) -> Vec<Option<i64>> {
    let mut weg: BTreeSet<usize> = (0..zellen.len())
        .filter(|i| (1..KLEINSTE).contains(&zellen[*i]))
        .collect();
    if weg.len() == 1 {
        let naechste = (0..zellen.len())
            .filter(|i| !weg.contains(i) && zellen[*i] > 0)
            .min_by_key(|i| zellen[*i]);
        weg.extend(naechste);
    }
    zellen
        .iter()
        .enumerate()
        .map(|(i, n)| (!weg.contains(&i)).then_some(*n))
        .collect()
}

/// A row as people read it, with its total. A total of 1 to 4 is hidden, too.
#[must_use]
pub fn reihe(je: &BTreeMap<String, i64>) -> (Vec<(String, String)>, String) {
    let zahlen: Vec<i64> = je.values().copied().collect();
    let gesamt: i64 = zahlen.iter().sum();
    let klein = (1..KLEINSTE).contains(&gesamt);
    let punkt = || "•".to_owned();
    let zeilen = je
        .keys()
        .cloned()
        .zip(unterdruecken(&zahlen).into_iter().map(|z| {
            z.filter(|z| !klein || *z == 0)
                .map_or_else(punkt, |z| z.to_string())
        }))
        .collect();
    (zeilen, if klein { punkt() } else { gesamt.to_string() })
}

/// A figure as its source says it: `etwa 580 (31.01.2017)`.
#[must_use]
pub fn in_worten(z: &Vorlagezahl) -> String {
    let vor = match z.vorsatz {
        Vorsatz::Genau => String::new(),
        v => format!("{v} "),
    };
    format!("{vor}{} ({})", z.wert, z.stichtag)
}

/// How a figure changed from its first day to its last: name and sentence, for each name that was counted twice or more.
#[must_use]
pub fn veraenderungen(zahlen: &[Vorlagezahl]) -> Vec<String> {
    let mut namen: Vec<&str> = Vec::new();
    for z in zahlen {
        if !namen.contains(&z.bezeichnung.as_str()) {
            namen.push(&z.bezeichnung);
        }
    }
    namen
        .into_iter()
        .filter_map(|name| {
            let mut gleiche: Vec<&Vorlagezahl> = zahlen.iter().filter(|z| z.bezeichnung == name).collect();
            gleiche.sort_by_key(|z| z.stichtag);
            let [a, .., b] = gleiche[..] else { return None };
            let (mehr, prozent) = super::umsteuerung::veraenderung(a.wert, b.wert);
            let anteil = prozent.map_or_else(String::new, |p| {
                let zehntel = base::kaufm(i128::from(p.abs()), 10).unwrap_or(0);
                let zeichen = if p < 0 { "−" } else { "+" };
                format!(", {zeichen}{},{} %", zehntel / 10, zehntel % 10)
            });
            let mehr = if mehr < 0 {
                format!("−{}", mehr.abs())
            } else {
                format!("+{mehr}")
            };
            Some(format!(
                "{name}: {}, dann {}. Veränderung {mehr}{anteil}.",
                in_worten(a),
                in_worten(b)
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zahl(vorsatz: Vorsatz, wert: i64, tag: &str) -> Vorlagezahl {
        Vorlagezahl {
            id: Uuid::nil(),
            bezeichnung: "Hilfen außerhalb der Sozialraumteams".to_owned(),
            vorsatz,
            wert,
            stichtag: tag.parse().unwrap(),
            quelle: "Vorlage".to_owned(),
        }
    }

    #[test]
    fn t_120_die_veraenderung_mit_etwa_und_rund() {
        let zahlen = [
            zahl(Vorsatz::Rund, 200, "2018-06-30"),
            zahl(Vorsatz::Etwa, 580, "2017-01-31"),
        ];
        assert_eq!(
            veraenderungen(&zahlen),
            [
                "Hilfen außerhalb der Sozialraumteams: etwa 580 (31.01.2017), dann rund 200 (30.06.2018). Veränderung −380, −65,5 %."
            ]
        );
        assert!(veraenderungen(&zahlen[..1]).is_empty());
    }

    #[test]
    fn t_121_jede_familie_einmal_beim_ersten_kontakt() {
        let k = |familie: u128, tag: &str, zeit: &str, team: &str| Wochenkontakt {
            familie: Uuid::from_u128(familie),
            wann: (tag.parse().unwrap(), zeit.to_owned()),
            team: team.to_owned(),
        };
        // F1 Monday A and Thursday B; F2 Tuesday B; K1 Wednesday A; F3 Sunday 23:30 A; F4 Monday after 00:10.
        // K2 was no first contact of the week and a group is no family: neither comes here.
        let kontakte = [
            k(1, "2018-10-18", "10:00", "B"),
            k(1, "2018-10-15", "09:00", "A"),
            k(2, "2018-10-16", "09:00", "B"),
            k(11, "2018-10-17", "09:00", "A"),
            k(3, "2018-10-21", "23:30", "A"),
            k(4, "2018-10-22", "00:10", "A"),
        ];
        let je = referenzwoche(&kontakte, "2018-10-15".parse().unwrap());
        assert_eq!(
            je.into_iter().collect::<Vec<_>>(),
            [("A".to_owned(), 3), ("B".to_owned(), 1)]
        );
        assert_eq!(
            montag("2018-10-21".parse().unwrap()),
            "2018-10-15".parse().unwrap()
        );
        let heute = "2018-10-21".parse().unwrap();
        let b = woche_pruefen("2018-10-15".parse().unwrap(), heute).unwrap();
        assert_eq!(b.code, "WIRKUNG-E05");
        assert!(woche_pruefen("2018-10-15".parse().unwrap(), heute.plus_tage(1)).is_none());
    }

    #[test]
    fn t_123_t_124_t_125_kleine_zahlen() {
        let gezeigt = |z: &[i64]| -> Vec<String> {
            unterdruecken(z)
                .into_iter()
                .map(|z| z.map_or("•".to_owned(), |z| z.to_string()))
                .collect()
        };
        assert_eq!(gezeigt(&[12, 3, 9, 7]), ["12", "•", "9", "•"]);
        assert_eq!(gezeigt(&[4, 2, 20]), ["•", "•", "20"]);
        assert_eq!(gezeigt(&[0, 3, 9]), ["0", "•", "•"]);
        // a total that is small itself hides everything but zero
        let je = BTreeMap::from([("A".to_owned(), 3), ("B".to_owned(), 0)]);
        let (zeilen, gesamt) = reihe(&je);
        assert_eq!(gesamt, "•");
        assert_eq!(zeilen[1].1, "0");
        assert_eq!(zeilen[0].1, "•");
    }
}
