//! Reading a question as people write it: „Yoga Donnerstag nach 17 Uhr kostenlos“ is a word, a time and a price.

use base::suchform;

use super::zeiten::Wann;
use crate::codes::Wochentag;

/// What a question says besides its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verstanden {
    /// The words that are left to be looked for.
    pub text: String,
    /// When.
    pub wann: Option<Wann>,
    /// Only what is free of charge.
    pub kostenlos: bool,
    /// What was understood, in words, to be shown.
    pub worte: Vec<String>,
}

const UMSONST: &[&str] = &[
    "kostenlos",
    "kostenlose",
    "kostenloses",
    "kostenfrei",
    "umsonst",
    "gratis",
];
const TAGESZEITEN: &[(&[&str], u16, u16, &str)] = &[
    (
        &["morgens", "frueh", "vormittag", "vormittags"],
        6 * 60,
        12 * 60,
        "vormittags",
    ),
    (&["mittag", "mittags"], 11 * 60, 14 * 60, "mittags"),
    (&["nachmittag", "nachmittags"], 12 * 60, 18 * 60, "nachmittags"),
    (&["abend", "abends"], 17 * 60, 24 * 60, "abends"),
];
const TAG: u16 = 24 * 60;

fn wochentag(wort: &str) -> Option<(Wochentag, Option<&str>)> {
    let tag = Wochentag::ALLE.iter().copied().find_map(|t| {
        let name = suchform(t.text());
        wort.strip_prefix(name.as_str()).map(|rest| (t, rest.len()))
    });
    let tag = tag.or_else(|| {
        wort.strip_prefix("sonnabend")
            .map(|r| (Wochentag::Samstag, r.len()))
    });
    let (tag, rest_laenge) = tag?;
    match &wort[wort.len() - rest_laenge..] {
        "" | "s" => Some((tag, None)),
        rest => Some((tag, Some(rest.trim_end_matches('s')))),
    }
}

/// Minute of the day of `17`, `17:30`, `1730` with a following `uhr`.
fn uhrzeit(wort: &str) -> Option<u16> {
    let (h, m) = wort.split_once([':', '.']).unwrap_or((wort, "0"));
    let (h, m): (u16, u16) = (h.parse().ok()?, m.parse().ok()?);
    (h <= 24 && m < 60).then_some(h * 60 + m)
}

/// Takes times and prices out of a question; everything else stays to be looked for.
#[must_use]
pub fn verstehen(frage: &str) -> Verstanden {
    let such = suchform(frage);
    let worte: Vec<&str> = such
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '!' | '?'))
        .filter(|w| !w.is_empty())
        .collect();
    let mut v = Verstanden::default();
    let (mut tag, mut ab, mut bis) = (None, None, None);
    let mut rest = Vec::new();
    let mut i = 0;
    while let Some(wort) = worte.get(i) {
        let naechstes = worte.get(i + 1).copied().unwrap_or_default();
        let uhr = uhrzeit(naechstes.trim_end_matches("uhr"));
        let grenze = matches!(*wort, "nach" | "ab" | "vor" | "bis" | "um" | "gegen");
        let mut zeitraum = |w: &str| {
            let treffer = TAGESZEITEN.iter().find(|(namen, ..)| namen.contains(&w));
            treffer.is_some_and(|(_, von, schluss, name)| {
                (ab, bis) = (Some(*von), Some(*schluss));
                v.worte.push((*name).to_owned());
                true
            })
        };
        if let Some((t, zusatz)) = wochentag(wort)
            && zusatz.is_none_or(&mut zeitraum)
        {
            tag = Some(t);
            v.worte.insert(0, t.text().to_owned());
        } else if let (true, Some(minute)) = (grenze, uhr) {
            if matches!(*wort, "vor" | "bis") {
                bis = Some(minute);
                v.worte
                    .push(format!("bis {} Uhr", super::zeiten::uhrzeit(minute)));
            } else {
                ab = Some(minute);
                v.worte.push(format!("ab {} Uhr", super::zeiten::uhrzeit(minute)));
            }
            i += 1;
            if worte.get(i + 1) == Some(&"uhr") {
                i += 1;
            }
        } else if UMSONST.contains(wort) {
            v.kostenlos = true;
            v.worte.push("kostenlos".to_owned());
        } else if !zeitraum(wort) {
            rest.push(*wort);
        }
        i += 1;
    }
    // "am" in front of a day is left over
    let zeit_genannt = tag.is_some() || ab.is_some() || bis.is_some();
    if zeit_genannt {
        rest.retain(|w| !matches!(*w, "am" | "jeden" | "uhr"));
        v.wann = Some(Wann {
            tag,
            ab: ab.unwrap_or(0),
            bis: bis.unwrap_or(TAG),
        });
    }
    v.text = rest.join(" ");
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wann(tag: Option<Wochentag>, ab: u16, bis: u16) -> Option<Wann> {
        Some(Wann { tag, ab, bis })
    }

    #[test]
    fn donnerstag_nach_17_uhr() {
        let v = verstehen("Yoga am Donnerstag nach 17 Uhr, kostenlos");
        assert_eq!((v.text.as_str(), v.kostenlos), ("yoga", true));
        assert_eq!(v.wann, wann(Some(Wochentag::Donnerstag), 17 * 60, TAG));
        assert_eq!(v.worte, ["Donnerstag", "ab 17:00 Uhr", "kostenlos"]);
    }

    #[test]
    fn tage_und_tageszeiten() {
        for (frage, text, soll) in [
            ("Krabbelgruppe vormittags", "krabbelgruppe", wann(None, 360, 720)),
            ("dienstags", "", wann(Some(Wochentag::Dienstag), 0, TAG)),
            (
                "Freitagabend Disco",
                "disco",
                wann(Some(Wochentag::Freitag), 1020, 1440),
            ),
            ("vor 9:30 Uhr Frühstück", "fruehstueck", wann(None, 0, 570)),
            ("Hilfe nach der Geburt", "hilfe nach der geburt", None),
            ("Sonntagscafé", "sonntagscafe", None),
            ("Gruppe 50plus", "gruppe 50plus", None),
            ("", "", None),
        ] {
            let v = verstehen(frage);
            assert_eq!((v.text.as_str(), v.wann), (text, soll), "{frage}");
        }
    }
}
