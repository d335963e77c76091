//! Who is responsible (Fachkonzept 3.5): special service, then the open Fall, then the household, then the rule of the
//! Sektor. Every answer carries its steps; no answer is empty.

mod antwort;
mod kandidat;
mod suche;

use amt::go::{Regel, Zuweisung};
use base::Befund;

use super::{Lage, abc::Aufstellung};
use raum::{RaumKurz, Schritt};

use crate::model::{Buchstabe, Frage, Regelart, Teilergebnis, Zustaendigkeit, Zustaendigkeitsregel};
use kandidat::Kandidat;

/// What the question is answered with.
#[derive(Debug, Clone, Copy)]
pub struct Umstaende<'a> {
    /// People, positions, lines.
    pub lage: &'a Lage,
    /// How the Sektor assigns, from the Geschäftsordnung in force.
    pub zuweisung: Zuweisung,
    /// `abc.partikel_ignorieren`.
    pub partikel_ignorieren: bool,
    /// The space asked about and all above it, from the bottom up.
    pub kette: &'a [RaumKurz],
}

/// Steps and findings while they are gathered.
#[derive(Debug, Default)]
struct Bericht {
    schritte: Vec<Schritt>,
    befunde: Vec<Befund>,
}

impl Bericht {
    fn schritt(&mut self, text: impl Into<String>, beleg: impl Into<String>, norm: &str) {
        self.schritte.push(Schritt {
            text: text.into(),
            beleg: beleg.into(),
            norm: norm.to_owned(),
        });
    }

    fn befund(&mut self, code: base::Code, text: impl Into<String>) {
        self.befunde.push(Befund::neu(code, text));
    }
}

/// Answers the question.
#[must_use]
pub fn ermitteln(u: &Umstaende<'_>, frage: &Frage) -> Zustaendigkeit {
    let mut b = Bericht::default();
    let vorrang = suche::spezial(u, frage, &mut b)
        .or_else(|| suche::offener_fall(u, frage, &mut b))
        .or_else(|| suche::haushalt(u, frage, &mut b));
    let nach_regel = vorrang.is_none();
    let kandidat = vorrang.unwrap_or_else(|| suche::nach_regel(u, frage, &mut b));
    let ohne_namen = kandidat.regel == Regelart::Abc && frage.nachname.is_none();
    let mut antwort = antwort::geben(u, frage, &kandidat, b);
    if nach_regel && u.zuweisung.regel == Regel::Misch {
        antwort.beide = Some(Box::new((
            teilergebnis(
                u,
                frage,
                &suche::nach_buchstaben(u, frage, &mut Bericht::default()),
            ),
            teilergebnis(u, frage, &suche::nach_raum(u, frage, &mut Bericht::default())),
        )));
    }
    if ohne_namen {
        antwort.buchstaben = buchstaben(u, frage);
    }
    antwort
}

fn teilergebnis(u: &Umstaende<'_>, frage: &Frage, k: &Kandidat) -> Teilergebnis {
    let gesicht =
        |p: Option<&kandidat::Wer>| p.and_then(|w| u.lage.gesicht(w.fachkraft, &w.stelle, frage.stichtag));
    Teilergebnis {
        regel: k.regel,
        team: k
            .team
            .and_then(|t| u.lage.teams.get(&t))
            .map(crate::model::Team::kurz),
        gesicht: gesicht(k.wer.as_ref()),
        vertretung: gesicht(k.vertretung.as_ref()),
    }
}

/// All ranges of the Sektor with the people behind them, in the order of the alphabet.
fn buchstaben(u: &Umstaende<'_>, frage: &Frage) -> Vec<Buchstabe> {
    let mut alle: Vec<Buchstabe> = abc_zeilen(u, frage)
        .map(|(bereich, regel)| {
            let k = Kandidat::aus_regel(u.lage, regel, frage.stichtag, &mut Bericht::default());
            let t = teilergebnis(u, frage, &k);
            Buchstabe {
                bereich: bereich.to_owned(),
                gesicht: t.gesicht,
                vertretung: t.vertretung,
            }
        })
        .collect();
    alle.sort_by(|a, b| a.bereich.cmp(&b.bereich));
    alle
}

fn abc_zeilen<'a>(
    u: &Umstaende<'a>,
    frage: &Frage,
) -> impl Iterator<Item = (&'a str, &'a Zustaendigkeitsregel)> {
    let (sektor, tag) = (frage.sektor, frage.stichtag);
    u.lage.regeln.iter().filter_map(move |r| match &r.inhalt {
        crate::model::Inhalt::Abc(bereich) if r.sektor == sektor && r.gueltigkeit.gilt_am(tag) => {
            Some((bereich.as_str(), r))
        }
        _ => None,
    })
}

fn aufstellung<'a>(u: &Umstaende<'a>, frage: &Frage) -> Option<Aufstellung<'a>> {
    Aufstellung::am(
        abc_zeilen(u, frage).map(|(_, r)| r),
        frage.stichtag,
        u.partikel_ignorieren,
    )
}

#[cfg(test)]
mod tests;
