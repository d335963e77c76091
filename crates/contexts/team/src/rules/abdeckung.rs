//! The coverage invariant (Fachkonzept 6.4, INV-T1): Sektor × lowest space × day has exactly one person and a substitute.
//!
//! Nothing is looked at day by day: between two days on which something begins or ends nothing changes, so one look
//! per such stretch is enough.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use amt::go::{Sektor, Zuweisung, modell::TeamTyp};
use base::{Befund, Code, Datum, Id, Zeitraum};

use super::{
    Lage,
    abc::{Aufstellung, grenzen},
};
use raum::{RaumKurz, Raumeinheit};

use crate::model::{Fachkraft, Inhalt, Stelle, Zustaendigkeitsregel};

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Umfang<'a> {
    /// Active Sektoren with their rule.
    pub sektoren: &'a [(Sektor, Zuweisung)],
    /// `abc.partikel_ignorieren`.
    pub partikel_ignorieren: bool,
    /// Per space of the lowest level: itself and all above it, from the bottom up.
    pub ketten: &'a [Vec<RaumKurz>],
    /// First day.
    pub von: Datum,
    /// Last day, included.
    pub bis: Datum,
}

/// A stretch of days on which something is missing, double, or held by nobody present.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Luecke {
    /// Sektor.
    pub sektor: Sektor,
    /// Code of the space; empty when the finding is not about one.
    pub ort: String,
    /// First day.
    pub von: Datum,
    /// Last day, included.
    pub bis: Datum,
    /// TEAM-E01 … E04 or RAUM-E30.
    pub code: Code,
    /// What is wrong.
    pub text: String,
}

impl From<Luecke> for Befund {
    fn from(l: Luecke) -> Self {
        let ort = format!("{} {}, {} bis {}", l.sektor, l.ort, l.von, l.bis);
        Self::neu(l.code, l.text).an(ort)
    }
}

type Gefunden = BTreeSet<(Code, String)>;
type NachRaum<'a> = HashMap<(Sektor, Id<Raumeinheit>), Vec<&'a Zustaendigkeitsregel>>;

/// All stretches with a finding, by Sektor, space and day. Empty means: complete.
#[must_use]
pub fn pruefen(lage: &Lage, u: &Umfang<'_>) -> Vec<Luecke> {
    let mut nach_raum = NachRaum::new();
    for regel in &lage.regeln {
        if let Inhalt::Raum(raum) = regel.inhalt {
            nach_raum.entry((regel.sektor, raum)).or_default().push(regel);
        }
    }
    let mut alle = Vec::new();
    for &(sektor, zuweisung) in u.sektoren {
        for kette in u.ketten {
            let stufen: Vec<&[_]> = kette
                .iter()
                .map(|r| nach_raum.get(&(sektor, r.id)).map_or(&[][..], Vec::as_slice))
                .collect();
            let ort = kette
                .first()
                .map_or_else(String::new, |r| format!("{} {}", r.code, r.name));
            let tage = wechsel(lage, u, zuweisung, stufen.iter().copied().flatten().copied());
            strecken(u, sektor, &ort, &tage, &mut alle, |tag| {
                if !zuweisung.nach_raum(tag) {
                    return Gefunden::new();
                }
                let naechste = stufen.iter().map(|s| geltende(s, tag)).find(|g| !g.is_empty());
                zeilen(lage, &naechste.unwrap_or_default(), tag)
            });
        }
        let abc: Vec<_> = lage
            .regeln
            .iter()
            .filter(|r| r.sektor == sektor && matches!(r.inhalt, Inhalt::Abc(_)))
            .collect();
        let tage = wechsel(lage, u, zuweisung, abc.iter().copied());
        strecken(u, sektor, "", &tage, &mut alle, |tag| {
            if zuweisung.nach_raum(tag) {
                Gefunden::new()
            } else {
                buchstaben(lage, u, &abc, tag)
            }
        });
    }
    alle.extend(rufbereitschaft(lage, u));
    alle.sort();
    alle
}

/// Days of the period on which one of these lines, its positions or its people change, the first day included.
fn wechsel<'a>(
    lage: &Lage,
    u: &Umfang<'_>,
    zuweisung: Zuweisung,
    regeln: impl Iterator<Item = &'a Zustaendigkeitsregel>,
) -> BTreeSet<Datum> {
    let mut tage: BTreeSet<Datum> = [u.von].into();
    tage.extend(zuweisung.stichtag);
    let mut stellen: BTreeSet<Id<Stelle>> = BTreeSet::new();
    for regel in regeln {
        tage.extend(grenzen(&regel.gueltigkeit));
        stellen.insert(regel.stelle);
        stellen.extend(regel.vertretung);
    }
    let mut leute: BTreeSet<Id<Fachkraft>> = BTreeSet::new();
    for besetzung in stellen.iter().filter_map(|s| lage.besetzungen.get(s)).flatten() {
        tage.extend(grenzen(&besetzung.gueltigkeit));
        leute.insert(besetzung.fachkraft);
    }
    for fort in leute.iter().filter_map(|f| lage.abwesenheiten.get(f)).flatten() {
        tage.insert(fort.von());
        tage.extend(fort.bis().map(|b| b.plus_tage(1)));
    }
    tage.retain(|t| (u.von..=u.bis).contains(t));
    tage
}

/// Looks once per stretch and joins stretches with the same finding.
fn strecken(
    u: &Umfang<'_>,
    sektor: Sektor,
    ort: &str,
    tage: &BTreeSet<Datum>,
    alle: &mut Vec<Luecke>,
    am: impl Fn(Datum) -> Gefunden,
) {
    let mut offen: BTreeMap<(Code, String), Datum> = BTreeMap::new();
    let mut schliessen = |(code, text): (Code, String), von: Datum, bis: Datum| {
        alle.push(Luecke {
            sektor,
            ort: ort.to_owned(),
            von,
            bis,
            code,
            text,
        });
    };
    for &tag in tage {
        let jetzt = am(tag);
        let vorbei: Vec<_> = offen.keys().filter(|k| !jetzt.contains(*k)).cloned().collect();
        for k in vorbei {
            if let Some(von) = offen.remove(&k) {
                schliessen(k, von, tag.plus_tage(-1));
            }
        }
        for k in jetzt {
            offen.entry(k).or_insert(tag);
        }
    }
    for (k, von) in offen {
        schliessen(k, von, u.bis);
    }
}

fn geltende<'a>(regeln: &[&'a Zustaendigkeitsregel], tag: Datum) -> Vec<&'a Zustaendigkeitsregel> {
    regeln
        .iter()
        .copied()
        .filter(|r| r.gueltigkeit.gilt_am(tag))
        .collect()
}

/// What is wrong with the lines that hold for one place on this day: there must be exactly one.
fn zeilen(lage: &Lage, regeln: &[&Zustaendigkeitsregel], tag: Datum) -> Gefunden {
    let mut g = Gefunden::new();
    if regeln.len() > 1 {
        g.insert(("TEAM-E02", "Es gelten mehrere Regeln zugleich.".to_owned()));
    }
    match regeln.iter().max_by_key(|r| (r.gueltigkeit.ab(), r.id)) {
        None => {
            g.insert(("TEAM-E01", "Niemand ist eingetragen.".to_owned()));
        }
        Some(regel) => g.extend(personen(lage, regel, tag)),
    }
    g
}

fn personen(lage: &Lage, regel: &Zustaendigkeitsregel, tag: Datum) -> Gefunden {
    let mut g = Gefunden::new();
    let mut inhaber = |stelle: Id<Stelle>| {
        let alle: Vec<_> = lage.inhaber(stelle, tag).collect();
        let name = lage.bezeichnung(stelle);
        match alle.len() {
            0 => drop(g.insert(("TEAM-E01", format!("Die Stelle „{name}“ ist nicht besetzt.")))),
            1 => {}
            _ => drop(g.insert(("TEAM-E02", format!("Die Stelle „{name}“ ist mehrfach besetzt.")))),
        }
        alle.into_iter()
            .max_by_key(|b| (b.gueltigkeit.ab(), b.id))
            .map(|b| b.fachkraft)
    };
    let wer = inhaber(regel.stelle);
    let vertretung = regel.vertretung.map(&mut inhaber);
    if vertretung.is_none() {
        g.insert(("TEAM-E01", "Es ist keine Vertretung eingetragen.".to_owned()));
    }
    let fort = |f: Id<Fachkraft>| lage.abwesend_bis(f, tag).is_some();
    match (wer, vertretung.flatten()) {
        (Some(w), Some(v)) if w == v => {
            g.insert((
                "TEAM-E03",
                "Zuständigkeit und Vertretung liegen bei derselben Person.".to_owned(),
            ));
        }
        (Some(w), v) if fort(w) && v.is_none_or(fort) => {
            let name = lage
                .fachkraefte
                .get(&w)
                .map_or("Die Fachkraft", |f| f.name.as_str());
            g.insert(("TEAM-E04", format!("{name} ist nicht da und niemand vertritt.")));
        }
        _ => {}
    }
    g
}

fn buchstaben(lage: &Lage, u: &Umfang<'_>, abc: &[&Zustaendigkeitsregel], tag: Datum) -> Gefunden {
    let heute = geltende(abc, tag);
    let Some(aufstellung) = Aufstellung::am(heute.iter().copied(), tag, u.partikel_ignorieren) else {
        return [("TEAM-E01", "Es sind keine Anfangsbuchstaben verteilt.".to_owned())].into();
    };
    let mut g: Gefunden = aufstellung
        .befunde
        .iter()
        .map(|b| (b.code, b.text.clone()))
        .collect();
    for regel in heute {
        if let Inhalt::Abc(bereich) = &regel.inhalt {
            let eigene = personen(lage, regel, tag);
            g.extend(
                eigene
                    .into_iter()
                    .map(|(c, t)| (c, format!("Anfangsbuchstaben {bereich}: {t}"))),
            );
        }
    }
    g
}

/// Jugendhilfe needs somebody on call round the clock.
fn rufbereitschaft(lage: &Lage, u: &Umfang<'_>) -> Option<Luecke> {
    let noetig = u.sektoren.iter().any(|(s, _)| *s == Sektor::Jugendhilfe);
    let da = lage.teams.values().any(|t| t.typ == TeamTyp::Rufbereitschaft);
    (noetig && !da).then(|| Luecke {
        sektor: Sektor::Jugendhilfe,
        ort: String::new(),
        von: u.von,
        bis: u.bis,
        code: "TEAM-E01",
        text: "Es ist kein Team für die Rufbereitschaft eingetragen.".to_owned(),
    })
}

/// Whether a new absence leaves somebody uncovered: the stretches of TEAM-E04 it brings about.
#[must_use]
pub fn folgen_einer_abwesenheit(
    lage: &Lage,
    u: &Umfang<'_>,
    wer: Id<Fachkraft>,
    zeit: Zeitraum,
) -> Vec<Luecke> {
    let e04 = |l: &Lage| -> Vec<Luecke> {
        pruefen(l, u)
            .into_iter()
            .filter(|x| x.code == "TEAM-E04")
            .collect()
    };
    let vorher = e04(lage);
    let mut danach = lage.clone();
    danach.abwesenheiten.entry(wer).or_default().push(zeit);
    e04(&danach).into_iter().filter(|l| !vorher.contains(l)).collect()
}

#[cfg(test)]
mod tests;
