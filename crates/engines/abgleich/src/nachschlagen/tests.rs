//! Weighing everybody finds the same.

use super::*;

const NAMEN: [&str; 24] = [
    "",
    "Meier",
    "Maier",
    "Meyer",
    "Mayr",
    "Müller",
    "Mueller",
    "Möller",
    "Schmidt",
    "Schmitt",
    "Schneider",
    "Schnieder",
    "Anna",
    "Anne",
    "Hannah",
    "Anna Maria",
    "Karl-Heinz",
    "Heinz",
    "Jo",
    "Johannes",
    "Hans",
    "M.",
    "von der Heide",
    "Müller-Schmidt",
];

impl Nachschlagewerk {
    /// What the names of a person say, in tenths of a nat: the best of all readings.
    fn namen_wert(&self, frage: &Namen, [vorname, nachname, geburtsname]: [u32; 3]) -> f64 {
        let familie = |frage: &Grade| [nachname, geburtsname].map(|n| self.familienname(frage.zu(n), n));
        let gerade = self.vorname(frage.vor.zu(vorname), vorname)
            + bestes(familie(&frage.nach).into_iter().chain(familie(&frage.geburt)));
        // first and last name in each other's field
        let getauscht = self.vorname(frage.nach.zu(vorname), vorname)
            + bestes(familie(&frage.vor).into_iter())
            - GETAUSCHT;
        gerade.max(getauscht)
    }

    /// Weighs everybody; `wer` are the names they bear.
    fn alle(&self, (schwelle, namen_ab): (f64, f64), frage: &Datensatz, wer: &[[u32; 3]]) -> Vec<(u32, f64)> {
        let (namen, rest) = self.gefragt(frage);
        let mut aus: Vec<(f64, u32)> = (0_u32..)
            .zip(self.personen.iter().zip(wer))
            .filter_map(|(nr, (p, wer))| {
                let w = self.namen_wert(&namen, *wer);
                (w >= namen_ab && w + rest.wert(p) >= schwelle).then_some((w + rest.wert(p), nr))
            })
            .collect();
        aus.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        aus.into_iter()
            .map(|(w, nr)| (nr, 1.0 / (1.0 + (-w / 10.0).exp())))
            .collect()
    }
}

/// The names that are looked at first lose nobody, whatever is asked and however common the names are.
#[test]
fn findet_wen_das_wiegen_aller_findet() {
    let mut los = 7_usize;
    let mut ziehen = |n: usize| {
        los = los
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (los >> 33) % n
    };
    let mut gefunden = 0;
    for groesse in [3, 40, 900] {
        let (mut werk, mut wer) = (Nachschlagewerk::neu(), Vec::new());
        for nr in 0..groesse {
            // a few names of their own, so that there are rare ones
            let eigener = format!("Sel{}ten", nr * 7919);
            let mut einer = || match ziehen(40) {
                0 => eigener.as_str(),
                n => NAMEN[n % NAMEN.len()],
            };
            let (vorname, nachname, geburtsname) = (einer(), einer(), einer());
            let geburtsname = if ziehen(4) == 0 { geburtsname } else { "" };
            let tag = format!("{}-0{}-11", 1980 + ziehen(3), 1 + ziehen(3));
            let d = Datensatz {
                vorname,
                nachname,
                geburtsname,
                geburtstag: &tag,
                ..Datensatz::default()
            };
            werk.aufnehmen(&d);
            wer.push([d.vorname, d.nachname, d.geburtsname].map(|n| werk.nummer(n)));
        }
        for _ in 0..400 {
            let mut einer = || NAMEN[ziehen(NAMEN.len())];
            let frage = Datensatz {
                vorname: einer(),
                nachname: einer(),
                geburtsname: if ziehen(5) == 0 {
                    NAMEN[ziehen(NAMEN.len())]
                } else {
                    ""
                },
                geburtstag: if ziehen(2) == 0 { "1981-02-11" } else { "" },
                ..Datensatz::default()
            };
            for grenzen in [(SCHWELLE, 20.0), (f64::NEG_INFINITY, 15.0)] {
                let alle = werk.alle(grenzen, &frage, &wer);
                let paar = |f: Fund| (f.nr, f.wahrscheinlichkeit);
                let schnell: Vec<_> = werk.ab(grenzen, &frage, 10_000).into_iter().map(paar).collect();
                assert_eq!(schnell, alle, "{frage:?}");
                let beste: Vec<_> = werk.ab(grenzen, &frage, 5).into_iter().map(paar).collect();
                assert_eq!(beste, alle[..alle.len().min(5)], "{frage:?}");
                gefunden += alle.len();
            }
        }
    }
    assert!(gefunden > 10_000, "{gefunden}");
}
