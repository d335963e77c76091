//! The letter ranges of a Sektor cover A to Z, and no letter twice (RAUM-E30).

use std::collections::BTreeSet;

use super::{Datei, Pruefung};
use crate::go::{Regel, Sektor, Stelle, modell::typen::AbcEintrag};

pub(super) fn pruefe(p: &Pruefung<'_>) {
    for sektor in &p.m.go.sektoren {
        if p.m.go.zuweisung(*sektor).regel != Regel::Raum {
            bereiche(p, *sektor);
        }
    }
}

fn bereiche(p: &Pruefung<'_>, sektor: Sektor) {
    let alle: Vec<&AbcEintrag> =
        p.m.organisation
            .abc
            .iter()
            .filter(|a| a.sektor == sektor)
            .collect();
    let mut belegt = BTreeSet::new();
    for a in &alle {
        for anfang in anfaenge(p, a) {
            if !belegt.insert(anfang.clone()) {
                let text = format!("{anfang} ist in der {sektor} schon vergeben.");
                p.melde(
                    "RAUM-E30",
                    (Datei::Organisation, a.ort),
                    "abc.bereich",
                    text,
                    "jeder Anfang genau einmal.",
                );
            }
        }
    }
    let luecken: Vec<String> = ('A'..='Z')
        .map(String::from)
        .filter(|b| !belegt.contains(b))
        .collect();
    if !luecken.is_empty() {
        let ort = alle.first().map_or(Stelle { zeile: 1, spalte: 1 }, |a| a.ort);
        let text = format!("In der {sektor} fehlen die Buchstaben {}.", luecken.join(", "));
        p.melde(
            "RAUM-E30",
            (Datei::Organisation, ort),
            "abc.bereich",
            text,
            "zusammen A bis Z.",
        );
    }
}

/// The prefixes of an entry in upper case: its letters one by one, or its one longer prefix such as `SCH`,
/// which goes before the letter.
fn anfaenge(p: &Pruefung<'_>, a: &AbcEintrag) -> Vec<String> {
    let (von, bis) = (a.von.to_ascii_uppercase(), a.bis.to_ascii_uppercase());
    match (von.as_bytes(), bis.as_bytes()) {
        ([v], [b]) if v <= b => (*v..=*b).map(|z| char::from(z).to_string()).collect(),
        _ if von == bis => vec![von],
        _ => {
            let text = format!("„{}-{}“ ist kein Bereich.", a.von, a.bis);
            let erlaubt =
                "zwei Buchstaben in ihrer Reihenfolge oder ein einzelner längerer Anfang wie \"Sch\".";
            p.melde(
                "RAUM-E30",
                (Datei::Organisation, a.ort),
                "abc.bereich",
                text,
                erlaubt,
            );
            Vec::new()
        }
    }
}
