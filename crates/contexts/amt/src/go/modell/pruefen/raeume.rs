//! The tree of spaces and its counts (RAUM-E12, RAUM-E13).

use std::collections::BTreeMap;

use super::{Datei, Pruefung};
use crate::go::modell::typen::RaumEintrag;

pub(super) fn pruefe(p: &Pruefung<'_>) {
    let raeume = &p.m.raeume.raeume;
    let mit_ort = || raeume.iter().zip(p.orte.raeume.iter().copied());
    p.doppelte(
        Datei::Raeume,
        "raum.code",
        mit_ort().map(|(r, o)| (r.code.as_str(), o)),
    );
    for (raum, ort) in mit_ort() {
        baum(p, raum, (Datei::Raeume, ort));
        if let Some(leitung) = &raum.leitung {
            p.verweis((Datei::Raeume, ort), "raum.leitung", leitung, p.anmeldenamen());
        }
    }
    verweise_der_go(p);
    kommunen(p);
    regionalmanagement(p);
    orte(p);
}

fn baum(p: &Pruefung<'_>, raum: &RaumEintrag, ort: (Datei, crate::go::Stelle)) {
    let ebenen = &p.m.go.raum.ebenen;
    let Some(tiefe) = ebenen.iter().position(|e| *e == raum.ebene) else {
        let text = format!("Die Ebene „{}“ steht nicht in der Geschäftsordnung.", raum.ebene);
        p.melde(
            "GO-E02",
            ort,
            "raum.ebene",
            text,
            format!("{}.", ebenen.join(", ")),
        );
        return;
    };
    match (&raum.eltern, tiefe) {
        (None, 0) => {}
        (Some(_), 0) => {
            let text = format!(
                "{} steht auf der obersten Ebene und hat keinen Raum über sich.",
                raum.name
            );
            p.melde("GO-E02", ort, "raum.eltern", text, "eltern weglassen.");
        }
        (None, _) => {
            let text = format!(
                "{} braucht den Raum der Ebene {} über sich.",
                raum.name,
                ebenen[tiefe - 1]
            );
            p.melde(
                "GO-E02",
                ort,
                "raum.eltern",
                text,
                "eltern = Kürzel dieses Raums.",
            );
        }
        (Some(eltern), _) => {
            if p.verweis(ort, "raum.eltern", eltern, p.raumcodes())
                && p.m
                    .raeume
                    .raum(eltern)
                    .is_some_and(|e| e.ebene != ebenen[tiefe - 1])
            {
                let text = format!(
                    "„{eltern}“ liegt nicht auf der Ebene {} darüber.",
                    ebenen[tiefe - 1]
                );
                p.melde("GO-E02", ort, "raum.eltern", text, "");
            }
        }
    }
}

fn verweise_der_go(p: &Pruefung<'_>) {
    let go = &p.m.go;
    if let Some(auffang) = &go.raum.auffang_raum
        && !p.m.unterste().any(|r| r.code == *auffang)
    {
        let text = format!("Der Auffang-Raum „{auffang}“ ist kein Raum der untersten Ebene.");
        p.melde_go(
            "raum.auffang_raum",
            text,
            format!("Kürzel eines Raums der Ebene {}.", go.unterste_ebene()),
        );
    }
    for region in go.team.traegermodell.keys() {
        if p.m.raeume.raum(region).is_none() {
            let text = format!(
                "Den Raum „{region}“ gibt es nicht.{}",
                super::nah(region, p.raumcodes())
            );
            p.melde_go(&format!("team.traegermodell.{region}"), text, "");
        }
    }
}

/// The spaces the counts of the rule book are about: the level above the lowest, or the only one.
fn raeume_mit_kommunen<'a>(
    p: &'a Pruefung<'_>,
) -> impl Iterator<Item = (&'a RaumEintrag, crate::go::Stelle)> {
    let ebenen = &p.m.go.raum.ebenen;
    let ebene = ebenen.len().saturating_sub(2);
    let raeume = p.m.raeume.raeume.iter().zip(p.orte.raeume.iter().copied());
    raeume.filter(move |(r, _)| ebenen.get(ebene) == Some(&r.ebene))
}

fn kommunen(p: &Pruefung<'_>) {
    let gebiet = &p.m.raeume.gebietskoerperschaft;
    if let Some((min, max)) = p.m.go.raum.kommunen_je_raum {
        for (raum, ort) in raeume_mit_kommunen(p) {
            let anzahl = u32::try_from(p.m.raeume.kinder(&raum.code).count()).unwrap_or(u32::MAX);
            let vergleich = if anzahl < min {
                format!("{anzahl} < {min}")
            } else if anzahl > max {
                format!("{anzahl} > {max}")
            } else {
                continue;
            };
            let text = format!("{} hat {anzahl} Kommunen ({vergleich}).", raum.name);
            p.melde(
                "RAUM-E13",
                (Datei::Raeume, ort),
                "raum",
                text,
                format!("{min} bis {max} Kommunen je Raum."),
            );
        }
    }
    if gebiet.kommunen.is_empty() {
        return;
    }
    let mut lage: BTreeMap<&str, Vec<(&RaumEintrag, crate::go::Stelle)>> = BTreeMap::new();
    for (raum, ort) in p.m.raeume.raeume.iter().zip(&p.orte.raeume) {
        if let Some(ags) = &raum.kommune_ags {
            lage.entry(ags).or_default().push((raum, *ort));
        }
    }
    for ags in &gebiet.kommunen {
        match lage.get(ags.as_str()).map_or(&[][..], Vec::as_slice) {
            [] => {
                let ort = p
                    .orte
                    .raeume
                    .first()
                    .copied()
                    .unwrap_or(crate::go::Stelle { zeile: 1, spalte: 1 });
                let text = format!("Die Kommune {ags} liegt in keinem Raum.");
                p.melde(
                    "RAUM-E12",
                    (Datei::Raeume, ort),
                    "gebietskoerperschaft.kommunen",
                    text,
                    "genau ein Raum.",
                );
            }
            [_] => {}
            [(erster, _), weitere @ ..] => {
                for (raum, ort) in weitere {
                    let text = format!(
                        "Die Kommune {ags} liegt schon in {} und noch einmal in {}.",
                        erster.code, raum.code
                    );
                    p.melde(
                        "RAUM-E12",
                        (Datei::Raeume, *ort),
                        "raum.kommune_ags",
                        text,
                        "genau ein Raum.",
                    );
                }
            }
        }
    }
}

fn regionalmanagement(p: &Pruefung<'_>) {
    for rm in &p.m.organisation.regionalmanagement {
        let ort = (Datei::Organisation, rm.ort);
        p.verweis(ort, "regionalmanagement.person", &rm.person, p.anmeldenamen());
        for raum in &rm.raeume {
            p.verweis(ort, "regionalmanagement.raeume", raum, p.raumcodes());
        }
        let anzahl = u32::try_from(rm.raeume.len()).unwrap_or(u32::MAX);
        if let Some(soll) = p.m.go.raum.raeume_je_regionalmanagement
            && anzahl != soll
        {
            let text = format!("{} betreut {anzahl} Räume ({}).", rm.person, rm.raeume.join(", "));
            p.melde(
                "RAUM-E13",
                ort,
                "regionalmanagement.raeume",
                text,
                format!("{soll} Räume je Person."),
            );
        }
    }
}

fn orte(p: &Pruefung<'_>) {
    let unterste: Vec<&str> = p.m.unterste().map(|r| r.code.as_str()).collect();
    for (ort, stelle) in p.m.lage.orte.iter().zip(&p.orte.lage) {
        p.verweis(
            (Datei::Lage, *stelle),
            "ort.raum",
            &ort.raum,
            unterste.iter().copied(),
        );
    }
    for raum in &unterste {
        if !p.m.lage.orte.iter().any(|o| o.raum == *raum) {
            let anfang = crate::go::Stelle { zeile: 1, spalte: 1 };
            let text = format!("Für den Raum „{raum}“ fehlt ein Ort.");
            p.melde(
                "GO-E02",
                (Datei::Lage, anfang),
                "ort",
                text,
                "[[ort]] mit name, plz, raum, lat, lon.",
            );
        }
    }
}
