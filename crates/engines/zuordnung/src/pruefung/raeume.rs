//! Counts of a Gliederung: every Kommune in one Raum (`RAUM-E12`), sizes within their bounds (`RAUM-E13`).

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{Art, Befund};
use crate::Code;

/// Raum name → its Kommunen (or any smaller parts), as the plan lists them.
pub type Raumliste = BTreeMap<String, Vec<String>>;

/// Bounds of the Geschäftsordnung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grenzen {
    /// Parts per Raum, ISAR 3–8.
    pub teile_je_raum: RangeInclusive<usize>,
    /// Räume per Regionalmanagement, ISAR exactly 2.
    pub raeume_je_management: RangeInclusive<usize>,
}

/// Finds Kommunen in no Raum or in several (`RAUM-E12`).
#[must_use]
pub fn kommunen_einmalig(kommunen: &[String], raeume: &Raumliste) -> Vec<Befund> {
    let mut befunde = Vec::new();
    for kommune in kommunen {
        let in_raeumen: Vec<&str> = raeume
            .iter()
            .filter(|(_, k)| k.contains(kommune))
            .map(|(r, _)| r.as_str())
            .collect();
        let text = match in_raeumen.as_slice() {
            [_] => continue,
            [] => format!("{kommune} gehört zu keinem Raum."),
            mehrere => format!("{kommune} gehört zu mehreren Räumen: {}.", mehrere.join(", ")),
        };
        befunde.push(Befund::neu(Art::Kommune, Some(Code::E12), text));
    }
    let fremd = raeume.iter().flat_map(|(r, k)| k.iter().map(move |k| (r, k)));
    for (raum, kommune) in fremd.filter(|(_, k)| !kommunen.contains(k)) {
        let text = format!("{kommune} steht im Raum {raum}, aber nicht im Verzeichnis der Kommunen.");
        befunde.push(Befund::neu(Art::Kommune, Some(Code::E12), text));
    }
    befunde
}

/// Finds counts out of their bounds (`RAUM-E13`). `management` maps a person to their Räume.
#[must_use]
pub fn zahlen_pruefen(raeume: &Raumliste, management: &Raumliste, grenzen: &Grenzen) -> Vec<Befund> {
    let je_raum = raeume
        .iter()
        .map(|(r, k)| (format!("Raum {r}"), k.len(), "Kommunen", &grenzen.teile_je_raum));
    let je_person = management
        .iter()
        .map(|(p, r)| (p.clone(), r.len(), "Räume", &grenzen.raeume_je_management));
    je_raum
        .chain(je_person)
        .filter(|(_, zahl, _, erlaubt)| !erlaubt.contains(zahl))
        .map(|(wer, zahl, was, erlaubt)| {
            let (von, bis) = (erlaubt.start(), erlaubt.end());
            let soll = if von == bis {
                von.to_string()
            } else {
                format!("{von} bis {bis}")
            };
            Befund::neu(
                Art::Anzahl,
                Some(Code::E13),
                format!("{wer} hat {zahl} {was}; erlaubt sind {soll}."),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn isar() -> (Raumliste, Raumliste, Grenzen) {
        let mut nummer = 0;
        let raeume = (1..).zip([5, 6, 6, 4, 5, 3]).map(|(i, n)| {
            let kommunen = (0..n).map(|_| {
                nummer += 1;
                format!("Kommune {nummer}")
            });
            (format!("R{i}"), kommunen.collect())
        });
        let raeume: Raumliste = raeume.collect();
        let management = (1..=3).map(|p| {
            (
                format!("Regionalmanagerin {p}"),
                vec![format!("R{}", 2 * p - 1), format!("R{}", 2 * p)],
            )
        });
        let grenzen = Grenzen {
            teile_je_raum: 3..=8,
            raeume_je_management: 2..=2,
        };
        (raeume, management.collect(), grenzen)
    }

    fn codes(befunde: &[Befund]) -> Vec<Option<Code>> {
        befunde.iter().map(|b| b.code).collect()
    }

    #[test]
    fn t_020_isar_ist_gueltig() {
        let (raeume, management, grenzen) = isar();
        let kommunen: Vec<String> = (1..=29).map(|n| format!("Kommune {n}")).collect();
        assert_eq!(zahlen_pruefen(&raeume, &management, &grenzen), []);
        assert_eq!(kommunen_einmalig(&kommunen, &raeume), []);
    }

    #[test]
    fn t_021_raum_mit_zwei_kommunen() {
        let (mut raeume, management, grenzen) = isar();
        raeume.get_mut("R6").unwrap().pop();
        let befunde = zahlen_pruefen(&raeume, &management, &grenzen);
        assert_eq!(codes(&befunde), [Some(Code::E13)]);
        assert_eq!(befunde[0].text, "Raum R6 hat 2 Kommunen; erlaubt sind 3 bis 8.");
    }

    #[test]
    fn t_022_raum_mit_neun_kommunen() {
        let (mut raeume, management, grenzen) = isar();
        raeume
            .get_mut("R2")
            .unwrap()
            .extend((0..3).map(|n| format!("X{n}")));
        assert_eq!(
            codes(&zahlen_pruefen(&raeume, &management, &grenzen)),
            [Some(Code::E13)]
        );
    }

    #[test]
    fn t_023_regionalmanagerin_mit_drei_raeumen() {
        let (raeume, mut management, grenzen) = isar();
        management
            .get_mut("Regionalmanagerin 1")
            .unwrap()
            .push("R5".into());
        let befunde = zahlen_pruefen(&raeume, &management, &grenzen);
        assert_eq!(
            befunde[0].text,
            "Regionalmanagerin 1 hat 3 Räume; erlaubt sind 2."
        );
    }

    #[test]
    fn e12_nennt_fehlende_und_doppelte() {
        let (mut raeume, ..) = isar();
        let kommunen: Vec<String> = (1..=30).map(|n| format!("Kommune {n}")).collect();
        raeume.get_mut("R6").unwrap().push("Kommune 1".into());
        let texte: Vec<String> = kommunen_einmalig(&kommunen, &raeume)
            .into_iter()
            .map(|b| b.text)
            .collect();
        assert_eq!(
            texte,
            [
                "Kommune 1 gehört zu mehreren Räumen: R1, R6.",
                "Kommune 30 gehört zu keinem Raum."
            ]
        );
    }
}
