//! The town itself: what the generator is asked for, and what it cannot say put right afterwards.

use std::collections::HashMap;

use amt::go::modell::Modell;
use anyhow::Context;
use base::Datum;
use musterort::{Ort, RaumVorgabe, Vorgabe};

use super::Wunsch;

/// The generator writes postcodes with five digits and municipality keys with eight; Austria has shorter ones.
#[derive(Default)]
struct Kuerzer(HashMap<String, String>);

impl Kuerzer {
    fn lang(&mut self, text: &str, laenge: usize) -> String {
        let lang = format!("{text:0>laenge$}");
        if lang != text {
            self.0.insert(lang.clone(), text.to_owned());
        }
        lang
    }

    fn zurueck(&self, text: &mut String) {
        if let Some(kurz) = self.0.get(text) {
            text.clone_from(kurz);
        }
    }
}

/// Makes the town of this model: its spaces in their proportions, everything in them made up.
///
/// # Errors
/// When the generator cannot lay out the spaces with this seed, or the number of inhabitants is out of bounds.
pub fn erzeugen(modell: &Modell, einwohner: u32, seed: u64, heute: Datum) -> anyhow::Result<Ort> {
    bauen(modell, heute, |mitte, tag, raeume| {
        Vorgabe::neu(seed, einwohner, mitte, tag, raeume)
    })
}

/// The town of a wish, with its own numbers of addresses and offers.
///
/// # Errors
/// As [`erzeugen`].
pub fn nach_wunsch(wunsch: &Wunsch, heute: Datum) -> anyhow::Result<Ort> {
    bauen(&wunsch.modell, heute, |mitte, tag, raeume| Vorgabe {
        adressen: wunsch.adressen,
        angebote: wunsch.angebote,
        ..Vorgabe::neu(wunsch.seed, wunsch.einwohner, mitte, tag, raeume)
    })
}

fn bauen(
    modell: &Modell,
    heute: Datum,
    vorgabe: impl FnOnce((f64, f64), (i16, i8, i8), Vec<RaumVorgabe>) -> Vorgabe,
) -> anyhow::Result<Ort> {
    let mut plz = Kuerzer::default();
    let mut ags = Kuerzer::default();
    // a town that is one Kommune need not say so at each of its spaces
    let gebiet = &modell.raeume.gebietskoerperschaft;
    let ein_ort = modell.lage.orte.windows(2).all(|o| o[0].name == o[1].name);
    let eine = (gebiet.kommunen.is_empty() && ein_ort).then_some(&gebiet.ags);
    let raeume = modell
        .raeume
        .raeume
        .iter()
        .map(|r| {
            let hier = modell.lage.orte.iter().filter(|o| o.raum == r.code);
            let mut orte = Vec::new();
            let mut postleitzahlen = Vec::new();
            for o in hier {
                if !orte.contains(&o.name) {
                    orte.push(o.name.clone());
                }
                postleitzahlen.push(plz.lang(&o.plz, 5));
            }
            RaumVorgabe {
                code: r.code.clone(),
                name: r.name.clone(),
                eltern: r.eltern.clone(),
                gewicht: r.einwohner.unwrap_or(1),
                orte,
                plz: postleitzahlen,
                kommune_ags: r.kommune_ags.as_ref().or(eine).map(|a| ags.lang(a, 8)),
            }
        })
        .collect();
    let mitte = (modell.lage.mitte.lat, modell.lage.mitte.lon);
    let tag = (heute.0.year(), heute.0.month(), heute.0.day());
    let vorgabe = vorgabe(mitte, tag, raeume);
    let mut ort = musterort::erzeugen(&vorgabe).context("Der Musterort lässt sich so nicht bauen")?;
    ort.postleitzahlen.iter_mut().for_each(|p| plz.zurueck(p));
    for s in &mut ort.strassen {
        s.plz.iter_mut().for_each(|p| plz.zurueck(p));
        ags.zurueck(&mut s.kommune_ags);
    }
    for r in &mut ort.raeume {
        r.kommune_ags.iter_mut().for_each(|a| ags.zurueck(a));
    }
    Ok(ort)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag() -> Datum {
        "2026-11-21".parse().unwrap()
    }

    #[test]
    fn jedes_modell_wird_ein_ort_in_seinen_verhaeltnissen() {
        for kennung in amt::go::modell::EINGEBAUT {
            let modell = Modell::eingebaut(kennung).unwrap();
            let ort = erzeugen(&modell, 2_000, 1, tag()).unwrap();
            assert_eq!(ort.raeume.len(), modell.raeume.raeume.len(), "{kennung}");
            let codes: Vec<_> = ort
                .raeume
                .iter()
                .filter(|r| r.blatt)
                .map(|r| r.code.clone())
                .collect();
            assert_eq!(
                codes,
                modell.unterste().map(|r| r.code.clone()).collect::<Vec<_>>()
            );
            assert_eq!(ort, erzeugen(&modell, 2_000, 1, tag()).unwrap(), "{kennung}");
        }
    }

    #[test]
    fn graz_behaelt_seine_vierstelligen_postleitzahlen() {
        let modell = Modell::eingebaut("graz").unwrap();
        let ort = erzeugen(&modell, 2_000, 1, tag()).unwrap();
        assert!(
            ort.postleitzahlen.iter().all(|p| p.len() == 4),
            "{:?}",
            ort.postleitzahlen
        );
        assert!(ort.strassen.iter().all(|s| s.kommune_ags == "60101"));
    }
}
