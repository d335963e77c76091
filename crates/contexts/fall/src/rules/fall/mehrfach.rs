//! Mehrfachhilfen-Check (Fachkonzept 4.7): many helps at once are a reason to talk, never a reason to refuse.

use std::collections::{BTreeMap, BTreeSet};

use base::{Befund, Cent};
use uuid::Uuid;

use crate::model::Hilfezeile;

/// What bundling would change, by the month and by the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vergleich {
    /// Sum of the helps now.
    pub vorher: Cent,
    /// Sum of the helps as bundled.
    pub nachher: Cent,
    /// Difference by the month.
    pub monat: Cent,
    /// Difference by the year.
    pub jahr: Cent,
}

/// Whether a Fallkonferenz is recommended: more helps at once than `fall.mehrfachhilfen_schwelle`.
#[must_use]
pub const fn empfohlen(hilfen: usize, schwelle: usize) -> bool {
    hilfen > schwelle
}

/// People who get the same helps, and these helps. All of one office: another office has its own register (RL-08).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mehrfach {
    /// Surname, first name.
    pub namen: Vec<String>,
    /// One line for each help, by case and kind.
    pub hilfen: Vec<Hilfezeile>,
}

impl Mehrfach {
    /// What they cost by the month.
    #[must_use]
    pub fn kosten(&self) -> Vec<Cent> {
        self.hilfen.iter().map(Hilfezeile::kosten).collect()
    }

    /// Their sum.
    #[must_use]
    pub fn summe(&self) -> Cent {
        vergleich(&self.kosten(), &[]).vorher
    }
}

/// Puts the lines together by person, and persons with the very same helps (a mother and her child) into one; the most
/// helps first.
#[must_use]
pub fn gruppieren(zeilen: Vec<Hilfezeile>) -> Vec<Mehrfach> {
    let mut je_person: BTreeMap<(String, Uuid), (String, BTreeMap<Uuid, Hilfezeile>)> = BTreeMap::new();
    for z in zeilen {
        // the key of a person is that of one office; the sektor keeps apart lines without a register
        let stelle = crate::model::Stelle::von_sektor(&z.sektor).code().to_owned();
        let name = format!("{}, {}", z.nachname, z.vorname);
        let name = name.trim_matches([',', ' ']).to_owned();
        let eintrag = je_person.entry((stelle, z.wer)).or_default();
        eintrag.0 = name;
        eintrag.1.insert(z.baustein, z);
    }
    let mut gruppen: BTreeMap<BTreeSet<Uuid>, Mehrfach> = BTreeMap::new();
    for (name, hilfen) in je_person.into_values() {
        let g = gruppen
            .entry(hilfen.keys().copied().collect())
            .or_insert_with(|| Mehrfach {
                namen: Vec::new(),
                hilfen: hilfen.into_values().collect(),
            });
        g.namen.push(name);
        g.hilfen
            .sort_by(|a, b| (&a.aktenzeichen, a.art, &a.text).cmp(&(&b.aktenzeichen, b.art, &b.text)));
    }
    let mut alle: Vec<Mehrfach> = gruppen.into_values().collect();
    alle.sort_by(|a, b| {
        b.hilfen
            .len()
            .cmp(&a.hilfen.len())
            .then_with(|| a.namen.cmp(&b.namen))
    });
    alle
}

/// FALL-E193: what is left after bundling, one amount by the month in each line. A help that costs nothing is a line too.
///
/// # Errors
/// Nothing at all, or a line that is no amount.
pub fn betraege(text: &str) -> Result<Vec<Cent>, Befund> {
    let fehler = |t: String| Err(Befund::neu("FALL-E193", t).an("nachher"));
    let mut aus = Vec::new();
    for zeile in text.lines().map(str::trim).filter(|z| !z.is_empty()) {
        match budget::rules::betrag::lesen(zeile) {
            Ok(c) if c.0 >= 0 => aus.push(c),
            _ => return fehler(format!("„{zeile}“ ist kein Betrag. Zum Beispiel: 980,00")),
        }
    }
    if aus.is_empty() {
        return fehler("Bitte für jede Hilfe danach den Betrag im Monat eintragen.".to_owned());
    }
    Ok(aus)
}

/// The comparison.
#[must_use]
pub fn vergleich(vorher: &[Cent], nachher: &[Cent]) -> Vergleich {
    let summe = |alle: &[Cent]| Cent(alle.iter().map(|c| c.0).sum());
    let (v, n) = (summe(vorher), summe(nachher));
    Vergleich {
        vorher: v,
        nachher: n,
        monat: Cent(v.0 - n.0),
        jahr: Cent((v.0 - n.0) * 12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zeile(wer: u128, sektor: &str, baustein: u128, nachname: &str) -> Hilfezeile {
        Hilfezeile {
            wer: Uuid::from_u128(wer),
            vorname: "Kim".to_owned(),
            nachname: nachname.to_owned(),
            fall: base::Id::von(Uuid::from_u128(1)),
            aktenzeichen: "JH-1".to_owned(),
            sektor: sektor.to_owned(),
            raum_name: String::new(),
            fallfuehrend_name: String::new(),
            baustein: Uuid::from_u128(baustein),
            art: crate::model::Leistungsart::J31,
            text: "Hilfe".to_owned(),
            kosten_monat: 10_000,
        }
    }

    #[test]
    fn mutter_und_kind_sind_eine_zeile_und_zwei_aemter_nie() {
        let alle = gruppieren(vec![
            zeile(1, "JUGENDHILFE", 10, "Mutter"),
            zeile(1, "JUGENDHILFE", 11, "Mutter"),
            zeile(2, "JUGENDHILFE", 11, "Kind"),
            zeile(2, "JUGENDHILFE", 10, "Kind"),
            zeile(3, "JUGENDHILFE", 12, "Nachbar"),
            // the same key by an accident of the database: still another office
            zeile(1, "EGH", 13, "Mutter"),
        ]);
        assert_eq!(alle.len(), 3);
        assert_eq!(alle[0].namen, ["Mutter, Kim", "Kind, Kim"]);
        assert_eq!((alle[0].hilfen.len(), alle[0].summe()), (2, Cent(20_000)));
        assert!(alle.iter().all(|m| {
            let s = |h: &Hilfezeile| crate::model::Stelle::von_sektor(&h.sektor);
            m.hilfen.iter().all(|h| s(h) == s(&m.hilfen[0]))
        }));
    }

    #[test]
    fn betraege_je_zeile() {
        assert_eq!(
            betraege(" 980,00 \n\n615\n").unwrap(),
            [Cent(98_000), Cent(61_500)]
        );
        assert_eq!(betraege("0").unwrap(), [Cent(0)]);
        for falsch in ["", " \n", "viel", "-5", "980,00\nviel"] {
            assert_eq!(betraege(falsch).unwrap_err().code, "FALL-E193", "{falsch}");
        }
    }

    #[test]
    fn t_055_sieben_hilfen_werden_zwei() {
        let vorher = [42_000, 38_500, 61_000, 29_900, 54_000, 47_500, 33_100].map(Cent);
        let v = vergleich(&vorher, &[98_000, 61_500].map(Cent));
        assert!(empfohlen(vorher.len(), 3) && !empfohlen(3, 3));
        assert_eq!((v.vorher, v.nachher), (Cent(306_000), Cent(159_500)));
        assert_eq!((v.monat, v.jahr), (Cent(146_500), Cent(1_758_000)));
    }
}
